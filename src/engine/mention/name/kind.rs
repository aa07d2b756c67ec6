//! What sort of entity a run names: titles before it, head words in it, what stands beside it.

use super::Finder;
use crate::engine::answer::NameKind;
use crate::engine::data::gazetteer::{Role, gazetteer};
use crate::engine::data::lookup::{Title, tables};
use crate::engine::mention::usage::opens;
use crate::engine::text::{Caps, TokenKind};
use std::ops::Range;

impl Finder<'_> {
    /// At the head of a sentence (or of what is quoted), capitals say nothing of the first word.
    pub(super) fn drop_ordinary_head(&self, run: Range<usize>) -> Range<usize> {
        let at_head =
            run.start == self.sentence.tokens.start || opens(self.token(run.start - 1).of(self.text));
        if !at_head {
            return run;
        }
        let token = self.token(run.start);
        let word = self.lexicon.word(token.word).text.as_ref();
        let alone = run.len() == 1;
        let known = gazetteer().get(self.slice(&run)).is_some()
            || gazetteer().get(token.of(self.text)).is_some_and(|e| e.role != Role::Town)
            // `Prime Minister Li`: the first word of a title counts with the rest of it.
            || (run.start + 1..=run.end.min(run.start + *tables().longest_title))
                .any(|end| tables().titles.contains_key(self.slice(&(run.start..end))))
            || tables().given_names.contains_key(word)
            || self.begins_korean(&run);
        let is_ordinary = self.usage.is_ordinary(token.word)
            || tables().common_words.contains(word)
            || tables().reporting.contains_key(word);
        let inside = self.usage.is_capital_inside(token.word);
        // `... hit," Steward said`, of one whom the story names in full.
        let speaks = alone && inside && self.says_beside(&run);
        // `Bureau of Prisons`, `Highway 30`: what goes on without a capital is one name.
        let goes_on = !alone && {
            let next = self.token(run.start + 1);
            next.kind == TokenKind::Number || next.caps == Caps::Lower && next.kind == TokenKind::Word
        };
        let keeps = goes_on
            // `FIRE crews`: some papers print the first word of a story in capitals.
            || token.caps == Caps::Upper && !(is_ordinary && self.usage.is_ordinary(token.word))
            || speaks
            || known && !(alone && is_ordinary && !inside)
            || inside && !(is_ordinary && alone && tables().common_words.contains(word))
            || !is_ordinary;
        if keeps { run } else { run.start + 1..run.end }
    }

    /// `Park Min-seo`: a Korean family name, and two syllables bound by a hyphen.
    fn begins_korean(&self, run: &Range<usize>) -> bool {
        let is_syllable = |at: usize| tables().korean_syllables.contains_key(self.folded(at));
        run.len() >= 4
            && tables().korean_surnames.contains_key(self.folded(run.start))
            && self.token(run.start + 2).of(self.text) == "-"
            && is_syllable(run.start + 1)
            && is_syllable(run.start + 3)
    }

    /// The last title in a run that something may follow, longest first.
    pub(super) fn last_title(&self, run: &Range<usize>) -> Option<(Range<usize>, Title)> {
        let mut found: Option<(Range<usize>, Title)> = None;
        let mut at = run.start;
        while at < run.end {
            let longest = (at + 1..=run.end.min(at + *tables().longest_title)).rev();
            let mut step = 1;
            for end in longest {
                let slice = self.slice(&(at..end));
                let with_stop = self.text[self.token(end - 1).end as usize..].starts_with('.');
                let title = with_stop
                    .then(|| tables().titles.get(format!("{slice}.").as_str()))
                    .flatten()
                    .or_else(|| tables().titles.get(slice));
                // `Sheriff's Office`
                let is_owner = end < run.end && self.token(end).kind == TokenKind::Possessive;
                if let Some(title) = title
                    && !is_owner
                    && !self.is_surname_after_given(run, &(at..end))
                {
                    // The stop after `Gov.` is a mark token of its own.
                    let stop_token = usize::from(end < run.end && self.token(end).of(self.text) == ".");
                    let to = (end + stop_token).min(run.end);
                    // `General Manager`, `Lt. Gov.`: titles in a row are one; but a rank after another title is
                    // the person's alone: `Area Commander Inspector Gaskin`.
                    let from = match &found {
                        Some((before, _)) if before.end == at && title.kind != "rank" => before.start,
                        _ => at,
                    };
                    found = Some((from..to, *title));
                    step = end + stop_token - at;
                    break;
                }
            }
            at += step.max(1);
        }
        // `Justice Department` is no judge's.
        let is_head = |range: &Range<usize>| {
            range.end + 1 == run.end && {
                let rest = self.folded(range.end);
                self.is_organisation_head(rest) || tables().place_heads.contains_key(rest)
            }
        };
        found.filter(|(range, title)| {
            if range.len() == 1 && is_head(range) {
                return false;
            }
            let is_office = title.kind == "office" || title.kind == "role" || range.len() >= 2;
            range.end < run.end
                || range.start == run.start
                || is_office && !matches!(self.kind_of(run), (NameKind::Organisation, true))
        })
    }

    /// A family name that is also a title: `John King`, `Cpl. Janice Leader`.
    fn is_surname_after_given(&self, run: &Range<usize>, title: &Range<usize>) -> bool {
        let before = title.start.checked_sub(1).filter(|at| *at >= run.start && title.end == run.end);
        let given = before.map(|at| self.folded(at));
        given.is_some_and(|w| tables().given_names.contains_key(w))
    }

    pub(super) fn kind_of(&self, run: &Range<usize>) -> (NameKind, bool) {
        if run.len() == 4 && self.begins_korean(run) {
            return (NameKind::Person, true);
        }
        let whole = self.slice(run);
        let first = self.folded(run.start);
        let last = self.folded(run.end - 1);
        let n_words = run.clone().filter(|&at| self.token(at).kind == TokenKind::Word).count();
        if tables().agencies.contains_key(whole) {
            return (NameKind::Organisation, true);
        }
        if self.is_organisation_head(last) || run.clone().any(|at| at > run.start && self.is_of_head(at, run))
        {
            return (NameKind::Organisation, true);
        }
        let is_surname = tables().surname_heads.contains(last) && !self.is_located(run.start);
        if n_words == 2 && is_surname && tables().given_names.contains_key(first) {
            return (NameKind::Person, true);
        }
        let ends_in_place = tables().place_heads.contains_key(last);
        let begins_as_place = tables().place_heads.get(first).is_some_and(|p| *p != "after");
        let is_facility = tables().facility_nouns.contains_key(last);
        if self.token(run.end - 1).kind == TokenKind::Number {
            return (NameKind::Place, true);
        }
        if n_words > 1 && (ends_in_place || begins_as_place || is_facility) {
            return (NameKind::Place, true);
        }
        if self.is_person_by_context(run) {
            return (NameKind::Person, true);
        }
        if tables().given_names.contains_key(first) && (2..=5).contains(&n_words) {
            return (NameKind::Person, true);
        }
        let caps = self.token(run.start).caps;
        if n_words == 1 && (caps == Caps::Upper || whole.contains('.')) && whole.len() <= 8 {
            return (NameKind::Organisation, false);
        }
        if self.is_located(run.start) && n_words <= 2 {
            return (NameKind::Place, false);
        }
        (NameKind::Other, false)
    }

    /// `Ministry of Defence`: the head stands before "of".
    pub(super) fn is_of_head(&self, at: usize, run: &Range<usize>) -> bool {
        at + 1 < run.end
            && matches!(self.token(at).of(self.text), "of" | "for")
            && self.is_organisation_head(self.folded(at - 1))
    }

    /// A role before it, an age after it, or a verb of speech beside it.
    pub(super) fn is_person_by_context(&self, run: &Range<usize>) -> bool {
        let sentence = &self.sentence.tokens;
        // Nobody is called "the Smith": what has an article is a body, place or thing.
        let has_article =
            run.start > sentence.start && self.token(run.start - 1).of(self.text).eq_ignore_ascii_case("the");
        // `NBC Philadelphia`
        let is_station = run.len() > 1
            && self.token(run.start).caps == Caps::Upper
            && self.token(run.start).end - self.token(run.start).start > 2
            && gazetteer().get(self.slice(&(run.start + 1..run.end))).is_some();
        if has_article || is_station {
            return false;
        }
        let after = |n: usize| (run.end + n < sentence.end).then(|| self.token(run.end + n));
        let is_age = after(0).is_some_and(|t| t.of(self.text) == ",")
            && after(1).is_some_and(|t| t.kind == TokenKind::Number && t.end - t.start <= 2)
            && after(2).is_some_and(|t| t.of(self.text) == ",");
        let role_before = run.start > sentence.start && {
            let word = self.lexicon.word(self.token(run.start - 1).word);
            tables().role_nouns.contains(word.text.as_ref())
        };
        let n_words = run.clone().filter(|&at| self.token(at).kind == TokenKind::Word).count();
        let says_beside = (2..=4).contains(&n_words) && self.says_beside(run);
        is_age || (role_before && n_words <= 4) || says_beside
    }

    /// Whether a common verb of speech stands right before or after.
    fn says_beside(&self, run: &Range<usize>) -> bool {
        let says = |at: usize| {
            self.sentence.tokens.contains(&at)
                && matches!(self.folded(at), "said" | "says" | "told" | "added")
        };
        says(run.end) || run.start.checked_sub(1).is_some_and(says)
    }

    /// Whether a preposition of place stands before: `in Wasilla`, `her hometown of Wasilla`.
    pub(super) fn is_located(&self, at: usize) -> bool {
        /// What is somewhere, so that "of" after it leads to a place.
        const OF_PLACES: &[&str] = &[
            "capital",
            "centre",
            "center",
            "east",
            "edge",
            "hometown",
            "mayor",
            "north",
            "outskirts",
            "people",
            "residents",
            "south",
            "streets",
            "suburb",
            "suburbs",
            "west",
        ];
        let small_before = |at: usize| at.checked_sub(1).and_then(|at| self.small_word(at)).unwrap_or("");
        let of_place = small_before(at) == "of" && OF_PLACES.contains(&small_before(at - 1));
        of_place
            || at > self.sentence.tokens.start
                && matches!(
                    self.lexicon.word(self.token(at - 1).word).text.as_ref(),
                    "in" | "at"
                        | "near"
                        | "outside"
                        | "across"
                        | "around"
                        | "off"
                        | "into"
                        | "toward"
                        | "towards"
                )
    }
}
