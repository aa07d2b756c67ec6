//! Which sentences are printed.

use super::{Context, Fate};
use crate::engine::align::SentenceIx;
use crate::engine::align::terms::Term;
use crate::engine::facts::broken;
use crate::engine::read::DocIx;
use std::collections::BTreeSet;

/// Share of a sentence's weight that printed partners must hold for it to be left out. 0.60: below,
/// editors reading the gold stories missed details; above, the same fact was printed twice.
const SAID_SHARE: f64 = 0.55;

/// What becomes of each sentence: the backbone is printed first, then of each other article what the
/// printed sentences do not say.
pub fn fates(context: &Context) -> Vec<Fate> {
    let sentences = &context.alignment.sentences;
    let mut fates = vec![Fate::Printed; sentences.list.len()];
    let mut printed: BTreeSet<SentenceIx> = BTreeSet::new();
    let mut order: Vec<DocIx> = (0..context.story.documents.len() as u32).map(DocIx).collect();
    // After the backbone, the article with most of its own comes first: fewest joins, longest runs.
    order.sort_by_key(|doc| (*doc != context.backbone, *doc));
    for doc in order {
        let range = sentences.starts[doc.0 as usize]..sentences.starts[doc.0 as usize + 1];
        for ix in range.map(SentenceIx) {
            if sentences.get(ix).is_headline {
                continue;
            }
            fates[ix.ix()] =
                if context.off_topic[doc.0 as usize] { Fate::OffTopic } else { fate(context, ix, &printed) };
            if fates[ix.ix()] == Fate::Printed {
                printed.insert(ix);
            }
        }
    }
    fates
}

fn fate(context: &Context, ix: SentenceIx, printed: &BTreeSet<SentenceIx>) -> Fate {
    let sentences = &context.alignment.sentences;
    let partners: Vec<SentenceIx> =
        context.set.partners[ix.ix()].iter().map(|p| p.0).filter(|p| printed.contains(p)).collect();
    let Some(&best) = partners.first() else {
        return Fate::Printed;
    };
    let terms = sentences.get(ix);
    let weight = |term: &Term| sentences.weight[term.concept.0 as usize];
    let held: f64 = terms
        .terms
        .iter()
        .filter(|term| partners.iter().any(|p| sentences.get(*p).holds(term.concept)))
        .map(weight)
        .sum();
    let share = held / sentences.total[ix.ix()].max(1e-9);
    let there = &context.story.documents[terms.doc.0 as usize].sentences[terms.number as usize];
    let is_broken = broken::reason(context.story, terms.doc.0 as usize, there).is_some();
    // A broken sentence is printed only for what nobody else says.
    let needed = if is_broken { SAID_SHARE * 0.75 } else { SAID_SHARE };
    if share >= needed { Fate::Merged(best) } else { Fate::Printed }
}
