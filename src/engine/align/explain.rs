//! The reasons of a link, in words for an editor.

use super::features::{self, Shared};
use super::keys::entity;
use super::terms::{Sentences, TermKind};
use super::{Candidate, Story};
use crate::engine::attribute::Relation;
use crate::engine::evidence::Evidence;
use crate::engine::text::{ConceptIx, Lexicon};

/// The reasons of a link, strongest first.
pub fn explain(
    story: &Story,
    lexicon: &Lexicon,
    sentences: &Sentences,
    candidate: &Candidate,
    score: f64,
) -> Vec<Evidence> {
    let weight = |s: &Shared| sentences.weight[s.concept.0 as usize];
    let features = &candidate.features;
    let mut shared = Vec::new();
    features::share(story, sentences.get(candidate.a), sentences.get(candidate.b), &mut shared);
    shared.sort_by(|p, q| weight(q).total_cmp(&weight(p)).then(p.concept.cmp(&q.concept)));
    let text = |s: &Shared| term_text(story, lexicon, s.concept);
    let of_kind =
        |is_number: bool| shared.iter().filter(move |s| (s.kind == TermKind::Number) == is_number).map(text);
    let words: Vec<String> = of_kind(false).take(4).collect();
    let numbers: Vec<String> = of_kind(true).collect();
    let mut why = Vec::new();
    if features.coverage_a.min(features.coverage_b) > 0.97 {
        why.push(Evidence::new("the same words", score));
    } else if features.run >= 5 {
        why.push(Evidence::new(format!("{} words in a row are the same", features.run), score));
    }
    if !words.is_empty() {
        why.push(Evidence::new(format!("shared words: {}", words.join(", ")), score));
    }
    if !numbers.is_empty() {
        why.push(Evidence::new(format!("same numbers: {}", numbers.join(", ")), score));
    }
    if features.source == Relation::Same {
        why.push(Evidence::new("the same source is named", score));
    }
    if features.counts.clash > 0 && features.counts.agree == 0 {
        why.push(Evidence::new("numbers of one thing differ; see differences", score));
    }
    if why.is_empty() {
        why.push(Evidence::new("the same words, told in the same place", score));
    }
    why
}

/// A term as an editor would write it.
pub fn term_text(story: &Story, lexicon: &Lexicon, concept: ConceptIx) -> String {
    let key = lexicon.concept_text(concept);
    if let Some(group) = entity(lexicon, concept) {
        let preferred = story.names.groups[group].preferred;
        return story.names.forms[preferred.0 as usize].text().to_owned();
    }
    if let Some(number) = key.strip_prefix("number:") {
        return number.split(':').next().unwrap_or(number).to_owned();
    }
    if let Some(date) = key.strip_prefix("date:") {
        return date.split(':').next().unwrap_or(date).to_owned();
    }
    lexicon.concept_word(concept).to_owned()
}
