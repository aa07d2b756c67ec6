//! Which pairs of sentences are candidates, for looking one up.

use super::Candidate;
use super::terms::{SentenceIx, Sentences};

/// The places of pairs in the list of candidates.
pub struct Pairs {
    /// For each sentence, where the candidates begin of which it is the first; one more at the end.
    starts: Vec<u32>,
    /// The second sentence of each candidate.
    others: Vec<SentenceIx>,
}

impl Pairs {
    /// Of candidates in order of `(a, b)`.
    pub fn of(sentences: &Sentences, candidates: &[Candidate]) -> Pairs {
        let mut starts = vec![0u32; sentences.list.len() + 1];
        candidates.iter().for_each(|c| starts[c.a.ix() + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Pairs { starts, others: candidates.iter().map(|c| c.b).collect() }
    }

    /// Where the pair of two sentences stands, in whatever order they are given.
    pub fn find(&self, x: SentenceIx, y: SentenceIx) -> Option<usize> {
        let (a, b) = (x.min(y), x.max(y));
        let (start, end) = (self.starts[a.ix()] as usize, self.starts[a.ix() + 1] as usize);
        self.others[start..end].binary_search(&b).ok().map(|at| start + at)
    }
}
