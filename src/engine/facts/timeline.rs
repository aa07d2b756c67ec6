//! The days of the story in order, each with the words that name it and how it was found.

use super::FactSet;
use crate::engine::align::{Alignment, Story};
use crate::engine::answer::{FactIx, TimelineEntry};
use crate::engine::article::ArticleIx;
use crate::engine::span::{Location, Part};
use std::collections::BTreeMap;

/// Entries by date and precision; `number` gives a draft's number in the answer.
pub fn build(
    story: &Story,
    alignment: &Alignment,
    set: &FactSet,
    number: &[FactIx],
    doc_article: &[ArticleIx],
) -> Vec<TimelineEntry> {
    let mut facts_of: Vec<Vec<FactIx>> = vec![Vec::new(); alignment.sentences.list.len()];
    for (draft, fact) in set.drafts.iter().zip(number) {
        draft.members.iter().for_each(|m| facts_of[m.ix()].push(*fact));
    }
    let mut entries: BTreeMap<_, TimelineEntry> = BTreeMap::new();
    for (doc, mentions) in story.mentions.iter().enumerate() {
        for mention in mentions.dates.iter().filter(|m| m.part == Part::Text) {
            let Some(resolved) = &mention.resolved else {
                continue;
            };
            let entry = entries.entry((resolved.date, resolved.precision)).or_insert_with(|| TimelineEntry {
                date: resolved.date,
                precision: resolved.precision,
                facts: Vec::new(),
                locs: Vec::new(),
                why: resolved.why.clone(),
            });
            // A derivation that stands in the text beats one that was worked out.
            if resolved.why == "as written" {
                entry.why.clone_from(&resolved.why);
            }
            let sentence = alignment.sentences.at(crate::engine::read::DocIx(doc as u32), mention.sentence);
            entry.facts.extend(&facts_of[sentence.ix()]);
            entry.locs.push(Location { article: doc_article[doc], part: mention.part, span: mention.span });
        }
    }
    let mut out: Vec<_> = entries.into_values().collect();
    for entry in &mut out {
        entry.facts.sort_unstable();
        entry.facts.dedup();
        entry.locs.sort_unstable();
    }
    out
}
