//! What bars a link however alike two sentences look.

use super::Story;
use super::features::Features;
use super::terms::{SentenceIx, Sentences, Term, TermKind, Terms};
use crate::engine::answer::{Mode, NameKind};
use crate::engine::attribute::Relation;
use crate::engine::data::lookup::tables;
use crate::engine::text::{Lexicon, WordIx};

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

/// Words in a row that two direct quotations must share to be one.
const QUOTED_RUN: usize = 4;
/// Unless they share this much of their weight.
const QUOTED_COVERAGE: f64 = 0.3;
/// Or one holds this much of the other, word for word.
const QUOTED_SHARE: f64 = 0.5;
/// Things counted in far other numbers, and none alike, from which on two sentences tell of two occasions
/// or places in the same words; one such number may be a toll that grew.
const OTHER_COUNTS: usize = 2;
/// Names in common from which on, and with nothing else in common, two sentences are lists of them.
const LIST: usize = 4;
/// Words in a row that a pair must share where only a number is common.
const NUMBER_RUN: usize = 4;
/// Shared terms up to which a negation of one of them turns the statement round.
const FEW_TERMS: usize = 3;
/// Share of common weight above which the speaker is all that tells two sentences apart.
const OTHER_NAME_COVERAGE: f64 = 0.75;
/// Share of common weight at which two sentences hold the same words and order begins to matter.
const REVERSED_COVERAGE: f64 = 0.9;

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
    let is_direct = |terms: &Terms| {
        let said = story.attributions[terms.doc.0 as usize][terms.number as usize].as_ref();
        said.is_some_and(|a| a.mode == Mode::Direct)
    };
    let same_words = features.run >= SAME_UTTERANCE_RUN || x.words == y.words;
    let one_utterance = same_words && is_direct(x) && is_direct(y);
    // Two people may report one fact, each in indirect speech; a quotation or a document is an act of its own.
    let is_act = |terms: &Terms| {
        let said = story.attributions[terms.doc.0 as usize][terms.number as usize].as_ref();
        said.is_some_and(|a| a.mode == Mode::Direct || a.document_noun.is_some())
    };
    let is_other_act = features.source == Relation::Other && (is_act(x) || is_act(y));
    if is_other_act && !(one_utterance && low > SAME_UTTERANCE_COVERAGE) {
        return Some("another speaker or document");
    }
    let is_other_quotation =
        features.run < QUOTED_RUN && low < QUOTED_COVERAGE && features.quotation() < QUOTED_SHARE;
    if is_direct(x) && is_direct(y) && is_other_quotation {
        return Some("two quotations");
    }
    let counts = features.counts;
    if counts.far >= OTHER_COUNTS && counts.agree == 0 {
        return Some("the same things counted, on another occasion or elsewhere");
    }
    if counts.far > 0 && counts.agree == 0 {
        let (of_x, of_y) = places_apart(story, lexicon, x, y);
        if of_x && of_y || (of_x || of_y) && features.source == Relation::Other {
            return Some("the same thing counted in another place");
        }
    }
    let n_of = |kind: TermKind| features.shared.iter().filter(|s| s.kind == kind).count();
    let (n_words, n_names) = (n_of(TermKind::Word), n_of(TermKind::Name));
    if n_names >= LIST && n_names == features.shared.len() {
        return Some("a list of the same names alone");
    }
    let only_numbers = n_of(TermKind::Number) == features.shared.len();
    if only_numbers && counts.telling == 0 && features.run < NUMBER_RUN && x.words != y.words {
        return Some("a number alone");
    }
    if n_words <= 1 && n_names == 0 && counts.far + counts.far_measures > 0 && counts.agree == 0 {
        return Some("the same thing counted differently, and little else in common");
    }
    if x.is_prediction != y.is_prediction && counts.clash > 0 && counts.agree == 0 {
        return Some("a forecast and a report, with other numbers");
    }
    if features.shared.len() <= FEW_TERMS && negated_alone(features, x, y) {
        return Some("one says that it is not so");
    }
    if x.is_negated != y.is_negated && low > NEGATION_COVERAGE {
        return Some("one says that it is not so");
    }
    if features.dates_clash && (low > 0.5 && features.run < 8 || is_direct(x) && is_direct(y)) {
        return Some("another day");
    }
    if low > OPPOSITE_COVERAGE && (opposed(lexicon, x, y) || opposed_names(story, lexicon, x, y)) {
        return Some("opposites");
    }
    if low > OTHER_NAME_COVERAGE && other_bodies(story, x, y) {
        return Some("another body speaks");
    }
    if low > REVERSED_COVERAGE && reversed(lexicon, x, y) {
        return Some("the same words with the parts changed round");
    }
    None
}

/// A word of one sentence and its opposite in the other, neither holding both. All words count,
/// those of the marker too: "confirmed", "denied".
fn opposed(lexicon: &Lexicon, x: &Terms, y: &Terms) -> bool {
    let concepts = |terms: &Terms| -> Vec<&str> {
        let words = terms.words.iter().map(|w| lexicon.word(WordIx(*w)));
        words.filter(|w| !w.is_stop).map(|w| lexicon.concept_text(w.concept)).collect()
    };
    let (x, y) = (concepts(x), concepts(y));
    let only_x: Vec<&str> =
        x.iter().copied().filter(|w| tables().has_opposite(w) && !y.contains(w)).collect();
    if only_x.is_empty() {
        return false;
    }
    let pair = |p: &str, q: &str| tables().opposites.contains(&(p.to_owned(), q.to_owned()));
    let mut only_y = y.iter().filter(|w| tables().has_opposite(w) && !x.contains(w));
    only_y.any(|q| only_x.iter().any(|p| pair(p, q)))
}

/// North Korea in one sentence, South Korea in the other.
fn opposed_names(story: &Story, lexicon: &Lexicon, x: &Terms, y: &Terms) -> bool {
    let only = |here: &Terms, there: &Terms| -> Vec<usize> {
        let names = here.terms.iter().filter(|t| t.kind == TermKind::Name && !there.holds(t.concept));
        let group = |t: &Term| lexicon.concept_text(t.concept).strip_prefix("name:")?.parse().ok();
        names.filter_map(group).collect()
    };
    let (only_x, only_y) = (only(x, y), only(y, x));
    let forms =
        |group: usize| story.names.groups[group].forms.iter().map(|f| &story.names.forms[f.0 as usize]);
    only_x.iter().any(|&p| {
        only_y.iter().any(|&q| forms(p).any(|f| forms(q).any(|g| crate::engine::names::opposed(f, g))))
    })
}

/// Whether each names a place that the other does not.
fn places_apart(story: &Story, lexicon: &Lexicon, x: &Terms, y: &Terms) -> (bool, bool) {
    let apart = |here: &Terms, there: &Terms| {
        let mut names = here.terms.iter().filter(|t| t.kind == TermKind::Name && !there.holds(t.concept));
        names.any(|t| {
            let group =
                lexicon.concept_text(t.concept).strip_prefix("name:").and_then(|g| g.parse::<usize>().ok());
            group.is_some_and(|g| story.names.groups[g].kind == NameKind::Place)
        })
    };
    (apart(x, y), apart(y, x))
}

/// Whether a shared word is negated in one sentence, and the other negates nothing: "not guilty", "guilty".
fn negated_alone(features: &Features, x: &Terms, y: &Terms) -> bool {
    let negates = |here: &Terms, there: &Terms| {
        !there.is_negated && features.shared.iter().any(|s| here.negated.contains(&s.concept))
    };
    negates(x, y) || negates(y, x)
}

/// Two bodies, each named as the speaker, that are not one.
fn other_bodies(story: &Story, x: &Terms, y: &Terms) -> bool {
    let said = |t: &Terms| story.attributions[t.doc.0 as usize][t.number as usize].as_ref();
    let (Some(a), Some(b)) = (said(x), said(y)) else { return false };
    let named = |a: &crate::engine::attribute::Attribution| !a.who_groups.is_empty() && !a.is_person;
    named(a) && named(b) && !a.who_groups.iter().any(|g| b.who_groups.contains(g))
}

/// "The rebels attacked the army", "The army attacked the rebels": one ends with what the other
/// begins with, and no passive explains it.
fn reversed(lexicon: &Lexicon, x: &Terms, y: &Terms) -> bool {
    let content = |terms: &Terms| -> Vec<u32> {
        let is_content = |w: &&u32| !lexicon.word(WordIx(**w)).is_stop;
        terms.words.iter().filter(is_content).map(|w| lexicon.word(WordIx(*w)).concept.0).collect()
    };
    let is_passive = |terms: &Terms| {
        terms.words.iter().any(|w| matches!(lexicon.word(WordIx(*w)).text.as_ref(), "by" | "from" | "with"))
    };
    let (a, b) = (content(x), content(y));
    a.len() >= 3
        && a.first() != a.last()
        && a.first() == b.last()
        && a.last() == b.first()
        && !is_passive(x)
        && !is_passive(y)
}
