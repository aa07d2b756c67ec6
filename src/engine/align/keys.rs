//! Names of the concepts that are no words: entities, days, numbers.

use crate::engine::mention::{NumberMention, Resolved};
use crate::engine::names::GroupIx;
use crate::engine::text::{ConceptIx, Lexicon};

/// Name of an entity's concept.
pub fn name_key(group: GroupIx) -> String {
    format!("name:{}", group.0)
}

/// The entity whose concept this is.
pub fn entity(lexicon: &Lexicon, concept: ConceptIx) -> Option<usize> {
    lexicon.concept_text(concept).strip_prefix("name:")?.parse().ok()
}

/// Name of a date's concept.
pub fn date_key(date: &Resolved) -> String {
    format!("date:{}:{:?}", date.date, date.precision)
}

/// Name of a number's concept: its value and what its unit measures.
pub fn number_key(mention: &NumberMention) -> String {
    format!("number:{}:{}", mention.value, mention.dimension.unwrap_or(""))
}
