//! What is known of sentences once all are collected: which repeat others, which tell of another occasion, and which
//! of their terms nobody else in the article says.

use super::Story;
use super::keys::entity;
use super::terms::Sentences;
use crate::engine::answer::NameKind;
use crate::engine::data::lookup::tables;
use crate::engine::params::align::BACKGROUND_DAYS;
use crate::engine::read::DocIx;
use crate::engine::text::{ConceptIx, Lexicon};
use crate::engine::twins::Twins;
use jiff::ToSpan;

/// Takes the terms of sentences that repeat another one's: they are not aligned, and no weight is drawn from them.
pub fn leave_out_twins(sentences: &mut Sentences, twins: &Twins) {
    for (doc, of_doc) in twins.iter().enumerate() {
        for (number, twin) in of_doc.iter().enumerate() {
            let Some((original, there)) = *twin else { continue };
            let original = sentences.at(original, there);
            let ix = sentences.at(DocIx(doc as u32), number as u32);
            sentences.list[ix.ix()].repeat(original);
        }
    }
}

/// Marks what tells of another occasion, what one sentence alone says, and what says where.
pub fn mark(sentences: &mut Sentences, story: &Story, lexicon: &Lexicon) {
    mark_background(sentences);
    mark_alone(sentences, lexicon.n_concepts());
    mark_places(sentences, story, lexicon);
}

/// Nouns for any place, which no name is made with.
const WHERE: &[&str] =
    &["area", "areas", "location", "part", "parts", "place", "places", "site", "spot", "zone"];

/// Marks the concepts that say where: names of places, and words that are part of such names.
fn mark_places(sentences: &mut Sentences, story: &Story, lexicon: &Lexicon) {
    let is_place = |n: u32| {
        let concept = ConceptIx(n);
        match entity(lexicon, concept) {
            Some(group) => story.names.groups[group].kind == NameKind::Place,
            None => {
                let word = lexicon.concept_word(concept);
                tables().place_heads.contains_key(word) || WHERE.contains(&word)
            }
        }
    };
    sentences.is_place = (0..lexicon.n_concepts() as u32).map(is_place).collect();
}

/// Marks the sentences whose dates lie well before the latest day that the story names.
fn mark_background(sentences: &mut Sentences) {
    let days = sentences.list.iter().flat_map(|terms| &terms.dates);
    let Some(before) = days.max().and_then(|latest| latest.checked_sub(BACKGROUND_DAYS.days()).ok()) else {
        return;
    };
    for terms in &mut sentences.list {
        terms.is_background |= !terms.periods.is_empty() && terms.periods.iter().all(|p| p.1 < before);
    }
}

/// Marks the terms that one sentence of a document alone says.
fn mark_alone(sentences: &mut Sentences, n_concepts: usize) {
    let mut n_in_document = vec![0u32; n_concepts];
    for bounds in sentences.starts.windows(2) {
        let document = &mut sentences.list[bounds[0] as usize..bounds[1] as usize];
        let concepts: Vec<u32> = document.iter().flat_map(|s| s.terms.iter().map(|t| t.concept.0)).collect();
        concepts.iter().for_each(|&c| n_in_document[c as usize] += 1);
        for term in document.iter_mut().flat_map(|s| &mut s.terms) {
            term.is_alone = n_in_document[term.concept.0 as usize] == 1;
        }
        concepts.iter().for_each(|&c| n_in_document[c as usize] = 0);
    }
}
