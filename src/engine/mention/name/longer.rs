//! What goes with a name beside it: its head word in small letters, its region, legal form, article.

use super::Finder;
use crate::engine::answer::NameKind;
use crate::engine::data::gazetteer::{Entry, Role, gazetteer};
use crate::engine::data::lookup::tables;
use crate::engine::mention::usage::opens;
use crate::engine::span::Span;
use crate::engine::text::{Caps, TokenKind};
use std::ops::Range;

/// Small heads that say what sort of place a known one is, and name no other beside it.
const OF_ITSELF: &[&str] = &[
    "archipelago",
    "atoll",
    "borough",
    "canton",
    "city",
    "county",
    "district",
    "emirate",
    "governorate",
    "island",
    "islands",
    "municipality",
    "oblast",
    "peninsula",
    "prefecture",
    "province",
    "region",
    "republic",
    "state",
    "suburb",
    "town",
    "village",
];

/// What a medium may be called in small letters: `Kommersant newspaper`. Of the other words of newspapers, a
/// `Facebook post` makes none.
const SMALL_MEDIA: &[&str] = &[
    "broadcasting",
    "magazine",
    "media",
    "network",
    "newspaper",
    "newspapers",
    "publishing",
    "radio",
    "studios",
    "television",
    "tv",
];

/// Heads that in small letters are what they say: the `Waitrose fire`, `Texas oil`, a `Boeing project`.
const SMALL_THINGS: &[&str] = &[
    "capital",
    "cement",
    "chemicals",
    "communications",
    "construction",
    "electric",
    "electronics",
    "energy",
    "entertainment",
    "exchange",
    "finance",
    "fire",
    "foods",
    "football",
    "force",
    "freight",
    "front",
    "games",
    "gas",
    "health",
    "healthcare",
    "initiative",
    "insurance",
    "intelligence",
    "investment",
    "investments",
    "lines",
    "mining",
    "mission",
    "oil",
    "power",
    "program",
    "programme",
    "project",
    "properties",
    "racing",
    "relief",
    "rescue",
    "resistance",
    "security",
    "service",
    "shipping",
    "software",
    "solutions",
    "sports",
    "steel",
    "survey",
    "systems",
    "technologies",
    "technology",
    "watch",
];

/// Whether a word in small letters makes the name before it a body's.
pub(super) fn is_small_body(word: &str) -> bool {
    let kind = tables().organisation_heads.get(word).filter(|_| !SMALL_THINGS.contains(&word));
    kind.is_some_and(|kind| *kind != "media" || SMALL_MEDIA.contains(&word))
}

fn is_quotation_mark(mark: &str) -> bool {
    matches!(mark, "\"" | "\u{201C}" | "\u{201D}" | "'" | "\u{2018}" | "\u{2019}" | "«" | "»")
}

impl Finder<'_> {
    /// `Tex.`: a state whose abbreviation needs its stop.
    pub(super) fn abbreviated_state(&self, run: &Range<usize>) -> Option<Entry> {
        let stop = (run.end < self.sentence.tokens.end).then(|| self.token(run.end))?;
        let attached = stop.of(self.text) == "." && stop.start == self.token(run.end - 1).end;
        let place = gazetteer().get(&format!("{}.", self.slice(run))).filter(|_| attached)?;
        (place.role == Role::State).then_some(place)
    }

    pub(super) fn small_word(&self, at: usize) -> Option<&str> {
        let token = self.sentence.tokens.contains(&at).then(|| self.token(at))?;
        (token.kind == TokenKind::Word && token.caps == Caps::Lower).then(|| token.of(self.text))
    }

    /// First token of a small head word before a place: `island of Qeshm`.
    fn head_before(&self, run: &Range<usize>) -> Option<usize> {
        let at = run.start.checked_sub(2).filter(|at| *at >= self.sentence.tokens.start)?;
        let is_head = |w: &str| tables().place_heads.contains_key(w);
        (self.small_word(at + 1) == Some("of") && self.small_word(at).is_some_and(is_head)).then_some(at)
    }

    /// What a small head word beside the name says of it: `Bener Meriah district`, `ISNA news agency`,
    /// `province of Hormozgan`.
    pub(super) fn small_head(&self, run: &Range<usize>) -> Option<NameKind> {
        if self.head_before(run).is_some() {
            return Some(NameKind::Place);
        }
        let word = self.small_word(run.end)?;
        if matches!(tables().place_heads.get(word), Some(&("after" | "both"))) {
            return Some(NameKind::Place);
        }
        // `Obama administration` speaks of a person's people, not of a body of that name.
        const OF_PERSONS: &[&str] = &[
            "administration",
            "presidency",
            "government",
            "campaign",
            "team",
            "group",
            "family",
            "office",
            "staff",
            "crew",
            "cabinet",
            "camp",
        ];
        let is_body =
            |w: &str| is_small_body(w) && !tables().role_nouns.contains(w) && !OF_PERSONS.contains(&w);
        let two = self.small_word(run.end + 1).is_some_and(|next| word == "news" && is_body(next));
        (is_body(word) || two).then_some(NameKind::Organisation)
    }

    /// The name with a small head word behind it, or before it (`island of Qeshm`).
    pub(super) fn with_head(&self, run: &Range<usize>, kind: NameKind) -> Option<Span> {
        let bytes = |from: usize, to: usize| {
            Span::new(self.text, self.token(from).start as usize..self.token(to - 1).end as usize)
        };
        if let Some(at) = self.head_before(run).filter(|_| kind == NameKind::Place) {
            return bytes(at, run.end);
        }
        let word = self.small_word(run.end)?;
        // `Persian Gulf island` is no form of the Persian Gulf.
        if self.is_water(run) {
            return None;
        }
        match kind {
            NameKind::Place => {
                let is_head = matches!(tables().place_heads.get(word), Some(&("after" | "both")));
                // The Oregon coast is not Oregon, nor Ukrainian territory Ukraine.
                let says_same = gazetteer()
                    .get(self.slice(run))
                    .is_none_or(|e| e.role != Role::Demonym && OF_ITSELF.contains(&word));
                (is_head && says_same).then(|| bytes(run.start, run.end + 1))?
            }
            NameKind::Organisation | NameKind::Other => {
                let two = word == "news"
                    && self.small_word(run.end + 1).is_some_and(|w| tables().organisation_head(w));
                let end = run.end + 1 + usize::from(two);
                (two || is_small_body(word)).then(|| bytes(run.start, end))?
            }
            _ => None,
        }
    }

    /// `Bern, Switzerland`: a town with its state or country.
    pub(super) fn with_region(&self, run: &Range<usize>) -> Option<Span> {
        let end = self.sentence.tokens.end;
        let comma = run.end < end && self.token(run.end).of(self.text) == ",";
        let next = run.end + 1;
        if !comma || next >= end || !self.starts_name(next) {
            return None;
        }
        let mut stop = self.run_end(next, end);
        // `Newton Street, Millom, Cumbria`
        if self.is_street(run) {
            let is_comma = |at: usize| at < end && self.token(at).of(self.text) == ",";
            let is_person = |at: usize| tables().given_names.contains_key(self.folded(at));
            // A county between commas, or one that is known.
            if is_comma(stop) && stop + 1 < end && self.starts_name(stop + 1) && !is_person(stop + 1) {
                let county = stop + 1..self.run_end(stop + 1, end);
                if is_comma(county.end) || gazetteer().get(self.slice(&county)).is_some() {
                    stop = county.end;
                }
            }
            let bytes = self.token(run.start).start as usize..self.token(stop - 1).end as usize;
            return Span::new(self.text, bytes).filter(|_| !is_person(next));
        }
        let mut region = gazetteer().get(self.slice(&(next..stop)));
        if region.is_none()
            && let Some(state) = self.abbreviated_state(&(next..stop))
        {
            region = Some(state);
            stop += 1;
        }
        let is_region = region.is_some_and(|e| matches!(e.role, Role::Country | Role::State));
        let is_list = gazetteer()
            .get(self.slice(run))
            .is_some_and(|e| matches!(e.role, Role::Country | Role::Demonym | Role::State));
        let bytes = self.token(run.start).start as usize..self.token(stop - 1).end as usize;
        Span::new(self.text, bytes).filter(|_| is_region && !is_list)
    }

    /// Whether a name is that of a sea, river or the like.
    fn is_water(&self, run: &Range<usize>) -> bool {
        const WATERS: &[&str] = &["canal", "channel", "gulf", "ocean", "river", "sea", "strait", "straits"];
        WATERS.contains(&self.folded(run.end - 1))
    }

    /// Whether a name is a street's.
    fn is_street(&self, run: &Range<usize>) -> bool {
        const STREETS: &[&str] =
            &["street", "st", "road", "rd", "avenue", "ave", "lane", "drive", "boulevard", "blvd", "square"];
        run.len() > 1 && STREETS.contains(&self.folded(run.end - 1).trim_end_matches('.'))
    }

    /// `Granny Sayz, L.L.C.`
    pub(super) fn with_legal_form(&self, run: &Range<usize>) -> Option<Span> {
        let end = self.sentence.tokens.end;
        let is_comma = run.end + 1 < end && self.token(run.end).of(self.text) == ",";
        let form = Some(run.end + 1).filter(|at| is_comma && self.is_legal_form(*at))?;
        let bytes = self.token(run.start).start as usize..self.token(form).end as usize;
        Span::new(self.text, bytes)
    }

    /// Whether a token is `Ltd`, `L.L.C.` or the like.
    pub(super) fn is_legal_form(&self, at: usize) -> bool {
        let folded = self.folded(at);
        crate::engine::names::is_legal_form(folded.trim_end_matches('.'))
    }

    /// `the North`, `the Navy`: an ordinary word is a name only with its article; and an article with a capital
    /// inside a sentence, or alone with the name between quotation marks, belongs to it: `The Helicopter Line`.
    pub(super) fn with_article(&self, run: &Range<usize>) -> Option<Span> {
        let before = run.start.checked_sub(1).filter(|at| *at >= self.sentence.tokens.start)?;
        let word = self.lexicon.word(self.token(run.start).word).text.as_ref();
        // English gives waters their article always.
        let is_water = run.len() > 1 && self.is_water(run);
        let is_ordinary = is_water
            || run.len() == 1
                && self.token(run.start).caps != Caps::Upper
                && (tables().common_words.contains(word)
                    || self.is_organisation_head(word)
                    || tables().place_heads.contains_key(word)
                    || crate::engine::data::gazetteer::COMPASS.contains(&word));
        let article = self.token(before).of(self.text);
        let mark = |at: usize| self.sentence.tokens.contains(&at).then(|| self.token(at).of(self.text));
        let opened = before.checked_sub(1).and_then(mark);
        let is_quoted = opened.is_some_and(is_quotation_mark)
            && (mark(run.end).is_some_and(is_quotation_mark)
                || mark(run.end) == Some(",") && mark(run.end + 1).is_some_and(is_quotation_mark));
        let is_proper = article == "The" && opened.is_some_and(|m| !opens(m));
        let bytes = self.token(before).start as usize..self.token(run.end - 1).end as usize;
        Span::new(self.text, bytes)
            .filter(|_| article.eq_ignore_ascii_case("the") && (is_ordinary || is_quoted || is_proper))
    }
}
