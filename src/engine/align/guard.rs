//! What bars a link however alike two sentences look.

use super::Story;
use super::features::Features;
use super::terms::{SentenceIx, Sentences, TermKind};
use crate::engine::attribute::Relation;
use crate::engine::data::lookup::tables;
use crate::engine::text::Lexicon;

/// Above this share of common weight, a negation in one sentence alone turns it into the opposite
/// of the other rather than into another topic.
const NEGATION_COVERAGE: f64 = 0.6;

/// Words in a row from which on two attributed sentences are one utterance, whatever the speaker is called.
const SAME_UTTERANCE_RUN: usize = 7;
/// Least coverage of both sentences for that.
const SAME_UTTERANCE_COVERAGE: f64 = 0.6;
/// Above this share of common weight, a pair of opposites turns one statement into the other's contrary;
/// below, the two words belong to other parts of the sentences.
const OPPOSITE_COVERAGE: f64 = 0.4;

/// Why the pair is barred, if it is.
pub fn bars(
    story: &Story,
    lexicon: &Lexicon,
    sentences: &Sentences,
    a: SentenceIx,
    b: SentenceIx,
    features: &Features,
) -> Option<&'static str> {
    let (x, y) = (sentences.get(a), sentences.get(b));
    let low = features.coverage_a.min(features.coverage_b);
    // Outlets may name one speaker differently; the same words in a row are the same utterance,
    // unless two documents say them.
    let one_utterance = features.run >= SAME_UTTERANCE_RUN || x.words == y.words;
    if features.source == Relation::Other && !(one_utterance && low > SAME_UTTERANCE_COVERAGE) {
        return Some("another speaker or document");
    }
    if x.is_negated != y.is_negated && low > NEGATION_COVERAGE {
        return Some("one says that it is not so");
    }
    if low > 0.5 && features.dates_clash && features.run < 8 {
        return Some("another day");
    }
    if low > OPPOSITE_COVERAGE && opposed(story, lexicon, sentences, a, b) {
        return Some("opposites");
    }
    None
}

/// A word of one sentence and its opposite in the other, neither holding both.
fn opposed(
    _story: &Story,
    lexicon: &Lexicon,
    sentences: &Sentences,
    a: SentenceIx,
    b: SentenceIx,
) -> bool {
    let words = |ix: SentenceIx| -> Vec<&str> {
        let terms = sentences
            .get(ix)
            .terms
            .iter()
            .filter(|t| t.1 == TermKind::Word);
        terms.map(|t| lexicon.concept_text(t.0)).collect()
    };
    let (x, y) = (words(a), words(b));
    let only_x: Vec<&str> = x
        .iter()
        .copied()
        .filter(|w| !y.contains(w) && tables().has_opposite(w))
        .collect();
    if only_x.is_empty() {
        return false;
    }
    let only_y = y
        .iter()
        .filter(|w| !x.contains(w) && tables().has_opposite(w));
    let pair = |p: &str, q: &str| tables().opposites.contains(&(p.to_owned(), q.to_owned()));
    only_y.into_iter().any(|q| {
        only_x
            .iter()
            .any(|p| pair(p, q) && !x.contains(q) && !y.contains(p))
    })
}
