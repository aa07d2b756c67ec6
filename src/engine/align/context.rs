//! A pair set against the other pairs of its two documents: the same likeness means more where nothing else
//! comes near it, and less between documents that are alike all over.

use super::Candidate;
use super::features::{N_FEATURES, N_OWN};
use super::pairs::Pairs;
use super::terms::{SentenceIx, Sentences};
use crate::engine::params::align::LEAST_BEST;
use crate::engine::read::DocIx;
use rustc_hash::FxHashMap;

/// Fills in the features of the context.
pub fn add(sentences: &Sentences, candidates: &mut [Candidate]) {
    let pairs = Pairs::of(sentences, candidates);
    let likeness: Vec<f64> = candidates.iter().map(|c| c.features.dice).collect();
    let alike = |x: SentenceIx, y: SentenceIx| pairs.find(x, y).map_or(0.0, |at| likeness[at]);
    // The best partner of each sentence in each other document.
    let mut best: FxHashMap<(SentenceIx, DocIx), f64> = FxHashMap::default();
    for c in candidates.iter() {
        for (here, there) in [(c.a, c.b), (c.b, c.a)] {
            let most = best.entry((here, sentences.get(there).doc)).or_default();
            *most = most.max(c.features.dice);
        }
    }
    let documents = documents_alike(sentences, &best);
    for c in candidates.iter_mut() {
        let (doc_a, doc_b) = (sentences.get(c.a).doc, sentences.get(c.b).doc);
        let beside = |here: SentenceIx, doc: DocIx| c.features.dice / best[&(here, doc)].max(LEAST_BEST);
        let (of_a, of_b) = (beside(c.a, doc_b), beside(c.b, doc_a));
        let near = |ix: SentenceIx| [sentences.neighbour(ix, -1), sentences.neighbour(ix, 1)];
        let (near_a, near_b) = (near(c.a), near(c.b));
        let both = |x: Option<SentenceIx>, y: Option<SentenceIx>| x.zip(y).map_or(0.0, |(x, y)| alike(x, y));
        let in_step = both(near_a[0], near_b[0]) + both(near_a[1], near_b[1]);
        let crosswise = [
            both(Some(c.a), near_b[0]),
            both(Some(c.a), near_b[1]),
            both(near_a[0], Some(c.b)),
            both(near_a[1], Some(c.b)),
        ];
        let context: [f64; N_FEATURES - N_OWN] = [
            of_a.max(of_b),
            of_a.min(of_b),
            of_a * of_b,
            documents[&(doc_a.min(doc_b), doc_a.max(doc_b))],
            in_step,
            crosswise.into_iter().fold(0.0, f64::max),
        ];
        c.features.values[N_OWN..].copy_from_slice(&context.map(|value| value as f32));
    }
}

/// Mean likeness of the sentences of two documents to their best partners.
fn documents_alike(
    sentences: &Sentences,
    best: &FxHashMap<(SentenceIx, DocIx), f64>,
) -> FxHashMap<(DocIx, DocIx), f64> {
    // Sorted, so that the sums are the same bytes at every call.
    let mut all: Vec<(DocIx, DocIx, SentenceIx, f64)> = best
        .iter()
        .map(|(&(ix, there), &most)| {
            let here = sentences.get(ix).doc;
            (here.min(there), here.max(there), ix, most)
        })
        .collect();
    all.sort_unstable_by_key(|e| (e.0, e.1, e.2));
    let of_two = all.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1));
    of_two
        .map(|some| ((some[0].0, some[0].1), some.iter().map(|e| e.3).sum::<f64>() / some.len() as f64))
        .collect()
}
