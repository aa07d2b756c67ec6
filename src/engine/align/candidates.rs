//! Pairs worth weighing, from an inverted index over the rarer terms of each sentence.

use super::terms::{SentenceIx, Sentences};
use crate::engine::params::Params;

/// Candidate pairs `(a, b)`, `a < b`, of sentences of different documents, sorted.
///
/// Work is bounded: a sentence is looked up by its `rarest_terms` rarest terms, in posting lists
/// cut off at `longest_posting`, and keeps its `candidates_kept` best partners; so it grows with
/// the number of sentences, not with its square.
pub fn find(sentences: &Sentences, params: &Params) -> Vec<(SentenceIx, SentenceIx)> {
    let n = sentences.list.len();
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); sentences.weight.len()];
    let mut rarest: Vec<Vec<u32>> = Vec::with_capacity(n);
    for (ix, terms) in sentences.list.iter().enumerate() {
        let mut concepts: Vec<u32> = terms.terms.iter().map(|t| t.concept.0).collect();
        let weight = |c: u32| sentences.weight[c as usize];
        let rarer = |x: &u32, y: &u32| weight(*y).total_cmp(&weight(*x)).then(x.cmp(y));
        if concepts.len() > params.rarest_terms {
            concepts.select_nth_unstable_by(params.rarest_terms, rarer);
            concepts.truncate(params.rarest_terms);
        }
        // In one order, because sums of floats depend on it.
        concepts.sort_unstable_by(rarer);
        concepts.iter().for_each(|&c| postings[c as usize].push(ix as u32));
        rarest.push(concepts);
    }
    let mut pairs = Vec::new();
    let mut shared = vec![0.0f64; n];
    let mut touched: Vec<u32> = Vec::new();
    let mut best: Vec<(f64, u32)> = Vec::new();
    for (ix, concepts) in rarest.iter().enumerate() {
        let doc = sentences.list[ix].doc;
        for &concept in concepts {
            let posting = &postings[concept as usize];
            if posting.len() > params.longest_posting {
                continue;
            }
            for &other in posting {
                let there = &sentences.list[other as usize];
                // Headings go with headings; what they say stands in the story too.
                if there.doc != doc && there.is_headline == sentences.list[ix].is_headline {
                    if shared[other as usize] == 0.0 {
                        touched.push(other);
                    }
                    shared[other as usize] += sentences.weight[concept as usize];
                }
            }
        }
        let smaller =
            |other: u32| sentences.total[ix].min(sentences.total[other as usize]).max(f64::MIN_POSITIVE);
        let share = |&other: &u32| (shared[other as usize] / smaller(other), other);
        best.extend(touched.iter().map(share).filter(|(share, _)| *share >= params.candidate_share));
        if best.len() > params.candidates_kept {
            let better = |x: &(f64, u32), y: &(f64, u32)| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1));
            best.select_nth_unstable_by(params.candidates_kept, better);
            best.truncate(params.candidates_kept);
        }
        pairs.extend(best.drain(..).map(|(_, other)| {
            let (a, b) = (ix.min(other as usize) as u32, ix.max(other as usize) as u32);
            (SentenceIx(a), SentenceIx(b))
        }));
        touched.drain(..).for_each(|other| shared[other as usize] = 0.0);
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
