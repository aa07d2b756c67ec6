//! One article that tells a thing twice: what the two tellings do not say alike.
//!
//! A lead that rounds what a later sentence gives in full, a speaker quoted and then paraphrased. The editor sees both
//! beside one another.

use super::difference::Context;
use super::wording::{self, Known};
use crate::engine::align::SentenceIx;
use crate::engine::answer::Difference;
use crate::engine::evidence::Evidence;
use crate::engine::params::retold::{LEAST_TERMS, MOST_OFTEN, OF_FULLER, OF_SHORTER};
use rustc_hash::FxHashMap;

/// One difference for each pair of sentences of one article that tell one thing.
pub fn find(context: &Context, known: &Known, out: &mut Vec<Difference>) {
    for (a, b) in pairs(context) {
        if let Some(difference) = wording::between(context, known, &[a, b], &|ix| ix.0) {
            let reason = "one article tells this twice, not in the same words";
            out.push(Difference { why: vec![Evidence::new(reason, 0.5)], ..difference });
        }
    }
}

/// Pairs of sentences of one article that tell one thing, in order. Only terms that few sentences of the article say
/// are followed, so the work grows with the article, not with its square.
fn pairs(context: &Context) -> Vec<(SentenceIx, SentenceIx)> {
    let sentences = &context.alignment.sentences;
    let mut out = Vec::new();
    for bounds in sentences.starts.windows(2) {
        let mut said: Vec<(u32, u32)> = Vec::new();
        for ix in bounds[0]..bounds[1] {
            let terms = &sentences.list[ix as usize];
            if !terms.is_headline {
                said.extend(terms.terms.iter().filter(|t| !t.is_alone).map(|t| (t.concept.0, ix)));
            }
        }
        said.sort_unstable();
        let mut common: FxHashMap<(u32, u32), (usize, f64)> = FxHashMap::default();
        for with in said.chunk_by(|x, y| x.0 == y.0).filter(|with| with.len() <= MOST_OFTEN) {
            for (n, (concept, a)) in with.iter().enumerate() {
                for (_, b) in &with[n + 1..] {
                    let (terms, weight) = common.entry((*a, *b)).or_default();
                    *terms += 1;
                    *weight += sentences.weight[*concept as usize];
                }
            }
        }
        let share = |weight: f64, ix: u32| weight / sentences.total[ix as usize].max(f64::MIN_POSITIVE);
        let is_retold = |&((a, b), (terms, weight)): &((u32, u32), (usize, f64))| {
            let (of_a, of_b) = (share(weight, a), share(weight, b));
            terms >= LEAST_TERMS && of_a.max(of_b) >= OF_SHORTER && of_a.min(of_b) >= OF_FULLER
        };
        let found = common.into_iter().filter(is_retold);
        let mut found: Vec<_> = found.map(|((a, b), _)| (SentenceIx(a), SentenceIx(b))).collect();
        found.sort_unstable();
        out.extend(found);
    }
    out
}
