//! What a number counts, and what befell it: `24 people were killed`.

use crate::engine::data::lookup::tables;
use crate::engine::mention::reader::Reader;
use crate::engine::text::lexicon::concept_keys;
use crate::engine::text::{Caps, ConceptIx, Token, TokenKind};
use std::sync::LazyLock;

/// What befalls people and things that news counts. Words of one concept count as one state.
const STATE_WORDS: &[&str] = &[
    "killed",
    "injured",
    "missing",
    "rescued",
    "arrested",
    "evacuated",
    "displaced",
    "damaged",
    "destroyed",
    "homeless",
    "hospitalised",
    "infected",
    "stranded",
    "trapped",
    "charged",
    "sentenced",
    "released",
    "launched",
    "provided",
    "fired",
    "seized",
    "captured",
    "freed",
    "sold",
    "lost",
    "laid",
];

static STATES: LazyLock<Vec<String>> = LazyLock::new(|| concept_keys(STATE_WORDS));

/// What a number counts.
pub(super) struct Counted {
    /// The thing; none for a bare number.
    pub concept: Option<ConceptIx>,
    /// The second of two things counted together: `houses and buildings`.
    pub second: Option<ConceptIx>,
    /// The token after it.
    pub end: usize,
    /// Whether it is human beings.
    pub is_person: bool,
}

/// Words for a human being that say nothing of which.
const PEOPLE_WORDS: &[&str] =
    &["people", "person", "persons", "others", "men", "women", "residents", "victims", "villagers", "locals"];

impl Reader<'_> {
    /// The noun after the number: the last word of the run of plain words there.
    pub(super) fn counted(&self, from: usize) -> Counted {
        let mut at = from;
        if self.folded(at) == "of" {
            at += 1;
            while matches!(self.folded(at), "the" | "its" | "their" | "his" | "her" | "these" | "those") {
                at += 1;
            }
        }
        let mut found = Counted { concept: None, second: None, end: from, is_person: false };
        // "several dozen short-range ballistic missiles": adjectives, then the noun.
        for _ in 0..4 {
            let Some(token) = self.token(at) else { break };
            if token.kind == TokenKind::Mark && token.of(self.text) == "-" {
                at += 1;
                continue;
            }
            // "six AK-47 rifles": the model is not what is counted.
            if let Some(after) = self.after_model(at) {
                at = after;
                continue;
            }
            let word = self.lexicon.word(token.word);
            let is_end = token.kind != TokenKind::Word
                || word.is_stop && !matches!(word.text.as_ref(), "other" | "others" | "more")
                || tables().calendar.contains_key(word.text.as_ref());
            if is_end {
                break;
            }
            let is_state =
                |concept: ConceptIx| STATES.iter().any(|s| s == self.lexicon.concept_text(concept));
            if found.concept.is_some() && (is_state(word.concept) || is_verb_like(&word.text)) {
                break;
            }
            let is_person = PEOPLE_WORDS.contains(&word.text.as_ref())
                || tables().role_nouns.contains(word.text.as_ref());
            if is_person {
                return Counted { concept: Some(word.concept), second: None, end: at + 1, is_person };
            }
            // "80 wounded remained": the wounded are counted, not what comes after.
            if found.concept.is_some_and(is_state) {
                break;
            }
            at += 1;
            if word.text.as_ref() != "more" {
                let is_person = is_state(word.concept);
                found = Counted { concept: Some(word.concept), second: None, end: at, is_person };
            }
        }
        self.with_second(found)
    }

    /// `houses and buildings were damaged`: two plain plural nouns, the number before both.
    fn with_second(&self, found: Counted) -> Counted {
        let is_plural = |at: usize| self.folded(at).ends_with('s') && !self.folded(at).ends_with("ss");
        let joins = matches!(self.folded(found.end), "and" | "or") && found.end > 0;
        let second = found.end + 1;
        let Some(token) = self.token(second).filter(|_| joins && found.concept.is_some() && !found.is_person)
        else {
            return found;
        };
        let word = self.lexicon.word(token.word);
        let is_noun = token.kind == TokenKind::Word && token.caps == Caps::Lower && !word.is_stop;
        // A verb or a place must follow: `homes and shops in the town`, not `homes and shops owners fled`.
        let ends = self
            .token(second + 1)
            .is_none_or(|t| t.kind == TokenKind::Mark || self.lexicon.word(t.word).is_stop);
        if !(is_noun && ends && is_plural(second) && is_plural(found.end - 1)) {
            return found;
        }
        Counted { second: Some(word.concept), end: second + 1, ..found }
    }

    /// The token after `AK-47` or `AK 47`, if such a model begins here and a plain word follows it.
    fn after_model(&self, at: usize) -> Option<usize> {
        let letters = self.raw(at);
        let is_code = (1..=4).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase());
        let digits = at + 1 + usize::from(self.raw(at + 1) == "-");
        let is_number = self.token(digits).is_some_and(|t| t.kind == TokenKind::Number);
        let follows = |t: &Token| t.kind == TokenKind::Word && !self.lexicon.word(t.word).is_stop;
        (is_code && is_number && self.token(digits + 1).is_some_and(follows)).then_some(digits + 1)
    }

    /// What befell the thing counted: the nearest state word after it in its clause, else before the number.
    pub(super) fn state(&self, start: usize, end: usize, dimension: Option<&str>) -> Option<ConceptIx> {
        if dimension.is_some() {
            return None;
        }
        let state_at = |at: usize| {
            let token = self.token(at)?;
            let concept = self.lexicon.word(token.word).concept;
            let text = self.lexicon.concept_text(concept);
            STATES.iter().any(|s| s == text).then_some(concept)
        };
        // The counted words may hold the state themselves: "24 dead", "200 injured".
        let inside = (end.saturating_sub(1)..end).find_map(state_at);
        let is_border = |at: usize| {
            matches!(self.raw(at), "," | ";" | "." | ":" | "—" | "–" | "\"" | "\u{201C}" | "\u{201D}")
                || matches!(self.folded(at), "and" | "but" | "while" | "who" | "when")
                || self.folded(at) == "after" && self.folded(at + 1) != "being"
        };
        let after =
            || (end..end + 6).take_while(|&at| self.token(at).is_some() && !is_border(at)).find_map(state_at);
        let before = || {
            let reach = start.saturating_sub(6)..start;
            reach.rev().take_while(|&at| self.token(at).is_some() && !is_border(at)).find_map(state_at)
        };
        // "the number of people who died rose to 23": the subject says what is counted; a toll, the dead.
        let of_subject = || {
            let counts = |at: &usize| matches!(self.folded(*at), "toll" | "number" | "count" | "tally");
            let head = (self.sentence.tokens.start..start).find(counts)?;
            let said = (head..start).find_map(state_at);
            said.or_else(|| {
                (self.folded(head) == "toll").then(|| self.lexicon.find_concept(&STATES[0])).flatten()
            })
        };
        // "launched at least one missile provided by": the verb whose object it is comes first.
        let object_of = start.checked_sub(1).and_then(state_at);
        let found = inside.or(object_of).or_else(after).or_else(before);
        if found.is_none() && matches!(self.folded(start.wrapping_sub(1)), "to" | "at" | "from" | "of") {
            return of_subject();
        }
        found
    }
}

fn is_verb_like(folded: &str) -> bool {
    tables().reporting.contains_key(folded) && !tables().role_nouns.contains(folded)
}
