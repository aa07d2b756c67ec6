//! What bars a link however alike two sentences look.

use super::Story;
use super::contrary::{opposed, reversed, turns_round};
use super::features::{Features, Shared};
use super::keys::entity;
use super::terms::{TermKind, Terms};
use crate::engine::answer::{Mode, NameKind};
use crate::engine::attribute::{Attribution, Relation};
use crate::engine::params::guard::*;
use crate::engine::text::{ConceptIx, Lexicon, WordIx};

/// Why a pair is barred that counts the same things in far other numbers.
pub const ELSEWHERE: &str = "the same things counted, on another occasion or elsewhere";

/// Why a pair is barred that has these features and terms in common, if it is.
pub fn bars(
    story: &Story,
    lexicon: &Lexicon,
    (x, y): (&Terms, &Terms),
    features: &Features,
    shared: &[Shared],
) -> Option<&'static str> {
    let pair = Pair { story, lexicon, x, y, features, shared };
    pair.another_speaker().or_else(|| pair.another_count()).or_else(|| pair.contrary())
}

/// Two sentences that look alike.
struct Pair<'p> {
    story: &'p Story<'p>,
    lexicon: &'p Lexicon,
    x: &'p Terms,
    y: &'p Terms,
    features: &'p Features,
    shared: &'p [Shared],
}

impl Pair<'_> {
    fn low_coverage(&self) -> f64 {
        self.features.coverage_a.min(self.features.coverage_b)
    }

    fn said(&self, terms: &Terms) -> Option<&Attribution> {
        self.story.said(terms)
    }

    fn is_direct(&self, terms: &Terms) -> bool {
        self.said(terms).is_some_and(|a| a.mode == Mode::Direct)
    }

    fn both_direct(&self) -> bool {
        self.is_direct(self.x) && self.is_direct(self.y)
    }

    /// Another speaker, document or quotation.
    fn another_speaker(&self) -> Option<&'static str> {
        let (features, low) = (self.features, self.low_coverage());
        // Outlets may name one speaker differently; the same words in a row are the same utterance,
        // unless two documents say them.
        let same_words = features.run >= SAME_UTTERANCE_RUN || self.x.words == self.y.words;
        let one_utterance = same_words && self.both_direct() && low > SAME_UTTERANCE_COVERAGE;
        // Two people may report one fact, each in indirect speech; a quotation or a document is an act of its own.
        let is_act = |terms: &Terms| {
            self.is_direct(terms) || self.said(terms).is_some_and(|a| a.document_noun.is_some())
        };
        if features.source == Relation::Other && (is_act(self.x) || is_act(self.y)) && !one_utterance {
            return Some("another speaker or document");
        }
        let has_other_words =
            features.run < QUOTED_RUN && low < QUOTED_COVERAGE && features.quotation < QUOTED_SHARE;
        if self.both_direct() && has_other_words {
            return Some("two quotations");
        }
        (low > OTHER_NAME_COVERAGE && self.other_bodies()).then_some("another body speaks")
    }

    /// The same things counted on another occasion or elsewhere, or hardly more than a number in common.
    fn another_count(&self) -> Option<&'static str> {
        let (features, counts) = (self.features, self.features.counts);
        if counts.far >= OTHER_COUNTS && counts.agree == 0 {
            return Some(ELSEWHERE);
        }
        if counts.far > 0 && counts.agree == 0 && self.x.is_background != self.y.is_background {
            return Some("the same thing counted on another occasion");
        }
        if counts.far > 0 && counts.agree == 0 && counts.values == 0 {
            let (of_x, of_y) = self.places_apart();
            if of_x && of_y || (of_x || of_y) && features.source == Relation::Other {
                return Some("the same thing counted in another place");
            }
        }
        let n_of = |kind: TermKind| self.shared.iter().filter(|s| s.kind == kind).count();
        let (n_words, n_names) = (n_of(TermKind::Word), n_of(TermKind::Name));
        if n_names >= LIST && n_names == self.shared.len() {
            return Some("a list of the same names alone");
        }
        let (n_numbers, n_dates) = (n_of(TermKind::Number), n_of(TermKind::Date));
        // What happened at one time is not one thing.
        let is_other = self.x.words != self.y.words && features.run < NUMBER_RUN;
        let both_say = self.said(self.x).is_some() && self.said(self.y).is_some();
        let only_time = n_dates > 0 && n_dates + n_numbers == self.shared.len();
        if only_time && counts.telling == 0 && counts.agree == 0 && is_other && !both_say {
            return Some("a day or an hour alone");
        }
        if n_numbers == self.shared.len() && counts.telling == 0 && is_other {
            return Some("a number alone");
        }
        if n_words <= 1 && n_names == 0 && counts.far + counts.far_measures > 0 && counts.agree == 0 {
            return Some("the same thing counted differently, and little else in common");
        }
        let one_foretells = self.x.is_prediction != self.y.is_prediction;
        (one_foretells && counts.clash > 0 && counts.agree == 0)
            .then_some("a forecast and a report, with other numbers")
    }

    /// The contrary, another day, or the parts changed round.
    fn contrary(&self) -> Option<&'static str> {
        let (x, y, features, low) = (self.x, self.y, self.features, self.low_coverage());
        let is_denied = x.is_negated != y.is_negated && low > NEGATION_COVERAGE;
        if is_denied || self.shared.len() <= FEW_TERMS && negated_alone(self.shared, x, y) {
            return Some("one says that it is not so");
        }
        if features.dates_clash && (low > 0.5 && features.run < 8 || self.both_direct()) {
            return Some("another day");
        }
        if low > OPPOSITE_COVERAGE && (self.opposed_words() || self.opposed_names()) {
            return Some("opposites");
        }
        (low > REVERSED_COVERAGE && self.reversed()).then_some("the same words with the parts changed round")
    }

    /// The named entities that one sentence has and the other has not.
    fn only_in(&self, here: &Terms, there: &Terms) -> Vec<usize> {
        let names = here.terms.iter().filter(|t| t.kind == TermKind::Name && !there.holds(t.concept));
        names.filter_map(|t| entity(self.lexicon, t.concept)).collect()
    }

    fn opposed_words(&self) -> bool {
        opposed(self.lexicon, &content(self.lexicon, self.x), &content(self.lexicon, self.y))
    }

    fn reversed(&self) -> bool {
        let has_turn =
            |terms: &Terms| terms.words.iter().any(|w| turns_round(&self.lexicon.word(WordIx(*w)).text));
        let is_passive = has_turn(self.x) || has_turn(self.y);
        reversed(&content(self.lexicon, self.x), &content(self.lexicon, self.y), is_passive)
    }

    /// North Korea in one sentence, South Korea in the other.
    fn opposed_names(&self) -> bool {
        let (only_x, only_y) = (self.only_in(self.x, self.y), self.only_in(self.y, self.x));
        let names = self.story.names;
        let forms = |group: usize| names.groups[group].forms.iter().map(|f| &names.forms[f.0 as usize]);
        only_x.iter().any(|&p| {
            only_y.iter().any(|&q| forms(p).any(|f| forms(q).any(|g| crate::engine::names::opposed(f, g))))
        })
    }

    /// Whether each names a place that the other does not.
    fn places_apart(&self) -> (bool, bool) {
        let is_place = |group: &usize| self.story.names.groups[*group].kind == NameKind::Place;
        let apart = |here: &Terms, there: &Terms| self.only_in(here, there).iter().any(is_place);
        (apart(self.x, self.y), apart(self.y, self.x))
    }

    /// Two bodies, each named as the speaker, that are not one.
    fn other_bodies(&self) -> bool {
        let (Some(a), Some(b)) = (self.said(self.x), self.said(self.y)) else { return false };
        let named = |a: &Attribution| !a.who_groups.is_empty() && !a.is_person;
        named(a) && named(b) && !a.who_groups.iter().any(|g| b.who_groups.contains(g))
    }
}

/// Whether a shared word is negated in one sentence, and the other negates nothing: "not guilty", "guilty".
fn negated_alone(shared: &[Shared], x: &Terms, y: &Terms) -> bool {
    let negates = |here: &Terms, there: &Terms| {
        !there.is_negated && shared.iter().any(|s| here.negated.contains(&s.concept))
    };
    negates(x, y) || negates(y, x)
}

/// Concepts of the content words of a sentence, in order.
fn content(lexicon: &Lexicon, terms: &Terms) -> Vec<ConceptIx> {
    let words = terms.words.iter().map(|w| lexicon.word(WordIx(*w)));
    words.filter(|w| !w.is_stop).map(|w| w.concept).collect()
}
