//! Where a name begins and ends: runs of capitalised words with the small words, hyphens, initials
//! and nicknames that belong to them.

use super::Finder;
use crate::engine::data::gazetteer::{Entry, gazetteer};
use crate::engine::data::lookup::tables;
use crate::engine::text::{Caps, TokenKind};

/// Roads whose number is their name.
pub(super) const NUMBERED: &[&str] = &["autobahn", "highway", "hwy", "interstate", "motorway", "route"];

impl Finder<'_> {
    /// A country's name that goes on past the run of capitals: `Democratic People's Republic of Korea`.
    pub(super) fn longer_place(&self, at: usize, run_end: usize, end: usize) -> Option<(usize, Entry)> {
        let goes_on = run_end < end && self.token(run_end).kind == TokenKind::Possessive;
        if !goes_on {
            return None;
        }
        let ends = (run_end + 1..=end.min(at + 10)).rev();
        ends.into_iter().find_map(|stop| gazetteer().get(self.slice(&(at..stop))).map(|place| (stop, place)))
    }

    pub(super) fn is_function_word(&self, at: usize) -> bool {
        let token = self.token(at);
        // `US`, `WHO`, `IT` in capitals are names; `Us`, `Who`, `It` are not. `S.` is an initial.
        let is_initial = token.end - token.start == 1 && self.text[token.end as usize..].starts_with('.');
        token.caps == Caps::Initial && self.lexicon.word(token.word).is_stop && !is_initial
    }

    pub(super) fn starts_name(&self, at: usize) -> bool {
        let token = self.token(at);
        token.is_capitalised() && !self.is_function_word(at) && !self.is_calendar(at)
    }

    pub(super) fn is_calendar(&self, at: usize) -> bool {
        let word = self.lexicon.word(self.token(at).word).text.as_ref();
        let is_month_or_name = matches!(word, "may" | "march" | "august" | "april" | "june");
        matches!(tables().calendar.get(word), Some((kind, _)) if *kind != "relative")
            && (!is_month_or_name || self.next_is_number(at) || self.follows_time_word(at))
    }

    /// `in March`, `last August`: the month, not a person of that name.
    fn follows_time_word(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|before| *before >= self.sentence.tokens.start);
        before.is_some_and(|at| {
            let word = self.lexicon.word(self.token(at).word).text.as_ref();
            matches!(word, "in" | "since" | "last" | "next" | "until" | "early" | "late" | "mid" | "this")
        })
    }

    pub(super) fn next_is_number(&self, at: usize) -> bool {
        self.document.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// One past the last token of the run of capitalised words that begins at `at`.
    pub(super) fn run_end(&self, at: usize, end: usize) -> usize {
        let mut last = at;
        loop {
            let next = last + 1;
            if next >= end {
                return next;
            }
            let Some(joined) = self.join(at, last, end) else {
                return next;
            };
            last = joined;
        }
    }

    /// The next token of the run after `last`, if the run goes on.
    pub(super) fn join(&self, first: usize, last: usize, end: usize) -> Option<usize> {
        let next = last + 1;
        let token = self.token(next);
        let attached = token.start == self.token(last).end;
        let capital = |at: usize| at < end && self.starts_name(at);
        match token.kind {
            // `TallGrass Distribution Ltd`, and what comes after it.
            TokenKind::Word if capital(next) => (last == first || !self.is_company_end(last)).then_some(next),
            TokenKind::Word if token.caps == Caps::Lower => self.join_particle(first, last, end),
            TokenKind::Mark => match token.of(self.text) {
                "." if attached && self.is_initial_or_title(last) && capital(next + 1) => Some(next + 1),
                "-" | "\u{2010}" | "\u{2011}" if attached && next + 1 < end => {
                    let after = self.token(next + 1);
                    // `R-Tenn.`: a party and a state.
                    if first == last && self.is_party_letter(first) {
                        return None;
                    }
                    let glued = after.start == token.end && after.kind == TokenKind::Word;
                    let both_places = || {
                        gazetteer().get(self.slice(&(first..next))).is_some()
                            && gazetteer().get(after.of(self.text)).is_some()
                    };
                    (glued
                        && (capital(next + 1) && !both_places() || self.is_syllable(first, last, next + 1)))
                    .then_some(next + 1)
                }
                "&" if capital(next + 1) && !self.are_acronyms(last, next + 1) => Some(next + 1),
                "\"" | "\u{201C}" | "'" | "\u{2018}" if !attached => self.join_nickname(next, end),
                _ => None,
            },
            // `Teachers' Union`, `Children's Hospital`
            TokenKind::Possessive if capital(next + 1) && self.is_body_of_many(last, next + 1, end) => {
                Some(next + 1)
            }
            // `Highway 214`; in `Boeing 737` and the like the number may count, and is left out.
            TokenKind::Number if NUMBERED.contains(&self.folded(last)) => Some(next),
            _ => None,
        }
    }

    /// `Vincent "The Chin" Gigante`: up to three words in marks between two capitalised words.
    pub(super) fn join_nickname(&self, open: usize, end: usize) -> Option<usize> {
        let is_close =
            |at: &usize| matches!(self.token(*at).of(self.text), "\"" | "\u{201D}" | "'" | "\u{2019}");
        let close = (open + 2..end.min(open + 5)).find(is_close)?;
        let inside_is_name = (open + 1..close).all(|at| self.token(at).kind == TokenKind::Word)
            && self.token(close - 1).is_capitalised();
        let next = close + 1;
        (inside_is_name && next < end && self.starts_name(next)).then_some(next)
    }

    /// Whether two words are acronyms with a blank before the mark between them: `WBA & IBO` are two bodies.
    fn are_acronyms(&self, before: usize, after: usize) -> bool {
        let is_acronym = |at: usize| {
            let token = self.token(at);
            token.caps == Caps::Upper && token.end - token.start > 1
        };
        let apart = self.token(before).end < self.token(before + 1).start;
        apart && is_acronym(before) && is_acronym(after)
    }

    /// Whether a common noun in the possessive and what follows it are one body's name.
    fn is_body_of_many(&self, noun: usize, after: usize, end: usize) -> bool {
        let word = self.folded(noun);
        let last = (after..end).take_while(|at| self.starts_name(*at)).last();
        tables().common_words.contains(word)
            && !self.is_organisation_head(word)
            && !tables().given_names.contains_key(word)
            && last.is_some_and(|at| self.is_organisation_head(self.folded(at)))
    }

    /// Whether a word ends the name of a company wherever it stands.
    fn is_company_end(&self, at: usize) -> bool {
        matches!(self.folded(at), "ltd" | "inc" | "llc" | "plc" | "gmbh" | "pty")
    }

    /// The letter of a party before a state: `D-Calif.`
    pub(super) fn is_party_letter(&self, at: usize) -> bool {
        let hyphen = at + 1 < self.sentence.tokens.end && self.token(at + 1).of(self.text) == "-";
        hyphen && matches!(self.token(at).of(self.text), "R" | "D" | "I")
    }

    /// Whether a word in small letters is the first half of a family name whose second has the capital.
    fn is_small_half(&self, first: usize, at: usize, end: usize) -> bool {
        /// What a hyphen ties to a capital without making a name: `pro-Russian`.
        const PREFIXES: &[&str] =
            &["anti", "co", "ex", "inter", "mid", "neo", "non", "post", "pre", "pro", "semi", "sub", "trans"];
        let is_tied = at + 2 < end
            && self.token(at + 1).of(self.text) == "-"
            && self.token(at + 1).start == self.token(at).end
            && self.token(at + 2).start == self.token(at + 1).end
            && self.starts_name(at + 2);
        let word = self.token(at).of(self.text);
        is_tied
            && tables().given_names.contains_key(self.folded(first))
            && !PREFIXES.contains(&word)
            && !tables().common_words.contains(word)
            && !tables().particles.contains(word)
    }

    /// `J` in `J. Smith`, `Lt` in `Lt. Gov.`
    pub(super) fn is_initial_or_title(&self, at: usize) -> bool {
        let token = self.token(at);
        let word = token.of(self.text);
        (token.end - token.start <= 2 && token.caps != Caps::Lower && word.len() <= 2)
            || matches!(tables().abbreviations.get(word), Some(&"before_name"))
            || tables().titles.contains_key(format!("{word}.").as_str())
    }

    /// The small second syllable of a given name: `Ho-jin`, `Myung-bak`.
    pub(super) fn is_syllable(&self, first: usize, last: usize, at: usize) -> bool {
        /// What stands in small letters after a hyphen in `Kyiv-based`, `Obama-era`.
        const SUFFIXES: &[&str] = &[
            "based", "led", "era", "style", "born", "made", "wide", "like", "bound", "area", "run", "held",
            "owned", "only", "free", "ready", "old", "long", "day", "time", "time", "man", "class", "type",
            "size", "level", "news", "year", "trade", "talks", "wing", "rich", "poor", "war", "deal",
            "ruled", "listed", "linked",
        ];
        let token = self.token(at);
        let word = token.of(self.text);
        token.caps == Caps::Lower
            && last > first
            && word.len() <= 6
            && self.token(last).end - self.token(last).start <= 7
            && !SUFFIXES.contains(&word)
            && !self.lexicon.word(token.word).is_stop
    }

    /// Small words inside names: `Ministry of Defence`, `bin Salman`, `Fish and Wildlife Service`.
    pub(super) fn join_particle(&self, first: usize, last: usize, end: usize) -> Option<usize> {
        let next = last + 1;
        let word = self.token(next).of(self.text);
        let capital = |at: usize| at < end && self.starts_name(at);
        let skip_the = |at: usize| {
            if at < end && self.token(at).of(self.text) == "the" { at + 1 } else { at }
        };
        let last_word = self.folded(last);
        let is_head = |w: &str| {
            tables().organisation_heads.contains_key(w)
                || tables().place_heads.get(w).is_some_and(|p| *p != "after")
        };
        match word {
            "of" | "for" => {
                let after = skip_the(next + 1);
                let allowed = is_head(last_word) && (word == "of" || self.is_organisation_head(last_word));
                (allowed && capital(after)).then_some(after)
            }
            "and" => {
                // `Tom Tennant and Oregon State Police` are two.
                let is_given = |at: usize| {
                    let word = self.lexicon.word(self.token(at).word).text.as_ref();
                    tables().given_names.contains_key(word)
                };
                let is_person = next > first + 1 && (first..next).any(is_given);
                // `Fire and Rescue`, `Customs and Border Protection`
                const TWINS: &[(&str, &str)] = &[
                    ("customs", "border"),
                    ("customs", "excise"),
                    ("fire", "ems"),
                    ("fire", "rescue"),
                    ("health", "human"),
                    ("health", "safety"),
                    ("search", "rescue"),
                ];
                if capital(next + 1) && TWINS.contains(&(last_word, self.folded(next + 1))) {
                    return Some(next + 1);
                }
                let is_place = || gazetteer().get(self.slice(&(first..next))).is_some();
                if !capital(next + 1) || is_person || is_place() {
                    return None;
                }
                let stop =
                    (next + 1..end.min(next + 6)).find(|&at| !capital(at)).unwrap_or(end.min(next + 6));
                let ends_in_head = self.is_organisation_head(self.folded(stop - 1));
                (ends_in_head
                    && stop > next + 1
                    && !self.is_organisation_head(last_word)
                    && gazetteer().get(self.slice(&(next + 1..stop))).is_none())
                .then_some(next + 1)
            }
            // `Mehdi iran-Nejad`: behind a given name, what a hyphen ties to a capital.
            _ if self.is_small_half(first, next, end) => Some(next + 2),
            _ if tables().particles.contains(word) => {
                let mut at = next + 1;
                while at < end && at < next + 3 && tables().particles.contains(self.token(at).of(self.text)) {
                    at += 1;
                }
                // `al-Assad`: the hyphen after an article.
                if at < end && self.token(at).kind == TokenKind::Mark && self.token(at).of(self.text) == "-" {
                    at += 1;
                }
                capital(at).then_some(at)
            }
            _ => None,
        }
    }
}
