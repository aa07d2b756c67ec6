//! What is known of sentences once all are collected: which repeat others, which tell of another occasion, and which
//! of their terms nobody else in the article says.

use super::terms::Sentences;
use crate::engine::params::align::BACKGROUND_DAYS;
use crate::engine::read::DocIx;
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

/// Marks the sentences whose dates lie well before the latest day that the story names.
pub fn mark_background(sentences: &mut Sentences) {
    let days = sentences.list.iter().flat_map(|terms| &terms.dates);
    let Some(before) = days.max().and_then(|latest| latest.checked_sub(BACKGROUND_DAYS.days()).ok()) else {
        return;
    };
    for terms in &mut sentences.list {
        terms.is_background |= !terms.periods.is_empty() && terms.periods.iter().all(|p| p.1 < before);
    }
}

/// Marks the terms that one sentence of a document alone says.
pub fn mark_alone(sentences: &mut Sentences, n_concepts: usize) {
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
