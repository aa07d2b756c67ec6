//! Names in sentences: runs of capitalised words, parted from their titles, with a first guess at
//! what kind of entity they name.

use crate::engine::answer::NameKind;
use crate::engine::article::Article;
use crate::engine::data::gazetteer::{Entry, Role, gazetteer};
use crate::engine::data::lookup::{Title, tables};
use crate::engine::mention::Mentions;
use crate::engine::mention::usage::{Usage, opens};
use crate::engine::read::{Document, Sentence, SentenceNo};
use crate::engine::span::{Part, Span};
use crate::engine::text::fold::fold_line;
use crate::engine::text::{Caps, Lexicon, Token, TokenKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A name in a sentence.
#[derive(Debug, Clone)]
pub struct NameMention {
    /// In which sentence.
    pub sentence: SentenceNo,
    /// Title or text.
    pub part: Part,
    /// The name without its title.
    pub span: Span,
    /// The name with what goes with it: `Mr. Grimm`, `Aceh province`, `Bern, Switzerland`.
    pub titled: Option<Span>,
    /// The title, if it has one.
    pub title: Option<Title>,
    /// Its tokens in the document.
    pub tokens: Range<usize>,
    /// First guess.
    pub kind: NameKind,
    /// Whether the guess rests on more than capitals.
    pub is_certain: bool,
    /// What the gazetteer knows of it.
    pub place: Option<Entry>,
    /// Whether it stands after a preposition of place.
    pub is_located: bool,
}

/// Finds the names of a document, those in Title Case headlines excepted.
pub fn find(article: &Article, document: &Document, lexicon: &Lexicon, usage: &Usage) -> Vec<NameMention> {
    let mut out = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let text = article.part(sentence.part);
        if sentence.is_headline && is_title_case(document, sentence) {
            continue;
        }
        let mut finder =
            Finder { text, document, lexicon, usage, sentence, number: number as u32, out: &mut out };
        finder.run();
    }
    out
}

/// Whether a heading capitalises (nearly) every long word.
pub fn is_title_case(document: &Document, sentence: &Sentence) -> bool {
    let long = |t: &&Token| t.kind == TokenKind::Word && t.end - t.start >= 4;
    let n_long = document.tokens_of(sentence).iter().filter(long).count();
    let n_capital = document.tokens_of(sentence).iter().filter(long).filter(|t| t.is_capitalised()).count();
    n_long >= 3 && n_capital * 10 >= n_long * 7
}

struct Finder<'d> {
    text: &'d str,
    document: &'d Document,
    lexicon: &'d Lexicon,
    usage: &'d Usage,
    sentence: &'d Sentence,
    number: SentenceNo,
    out: &'d mut Vec<NameMention>,
}

impl Finder<'_> {
    fn run(&mut self) {
        let (mut at, end) = (self.sentence.tokens.start, self.sentence.tokens.end);
        while at < end {
            if !self.starts_name(at) {
                at += 1;
                continue;
            }
            let run_end = self.run_end(at, end);
            if let Some((place_end, place)) = self.longer_place(at, run_end, end) {
                self.push(at..place_end, None, NameKind::Place, true, Some(place));
                at = place_end;
                continue;
            }
            self.add_run(at..run_end);
            at = run_end;
        }
    }

    /// A country's name that goes on past the run of capitals: `Democratic People's Republic of Korea`.
    fn longer_place(&self, at: usize, run_end: usize, end: usize) -> Option<(usize, Entry)> {
        let goes_on = run_end < end && self.token(run_end).kind == TokenKind::Possessive;
        if !goes_on {
            return None;
        }
        let ends = (run_end + 1..=end.min(at + 10)).rev();
        ends.into_iter().find_map(|stop| gazetteer().get(self.slice(&(at..stop))).map(|place| (stop, place)))
    }

    fn token(&self, at: usize) -> &Token {
        &self.document.tokens[at]
    }

    fn slice(&self, range: &Range<usize>) -> &str {
        &self.text[self.token(range.start).start as usize..self.token(range.end - 1).end as usize]
    }

    fn is_function_word(&self, at: usize) -> bool {
        let token = self.token(at);
        // `US`, `WHO`, `IT` in capitals are names; `Us`, `Who`, `It` are not. `S.` is an initial.
        let is_initial = token.end - token.start == 1 && self.text[token.end as usize..].starts_with('.');
        token.caps == Caps::Initial && self.lexicon.word(token.word).is_stop && !is_initial
    }

    fn starts_name(&self, at: usize) -> bool {
        let token = self.token(at);
        token.is_capitalised() && !self.is_function_word(at) && !self.is_calendar(at)
    }

    fn is_calendar(&self, at: usize) -> bool {
        let word = self.lexicon.word(self.token(at).word).text.as_ref();
        matches!(tables().calendar.get(word), Some((kind, _)) if *kind != "relative")
            && !matches!(word, "may" | "march" | "august" | "april" | "june")
            || matches!(word, "march" | "august" | "april" | "june" | "may") && self.next_is_number(at)
    }

    fn next_is_number(&self, at: usize) -> bool {
        self.document.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// One past the last token of the run of capitalised words that begins at `at`.
    fn run_end(&self, at: usize, end: usize) -> usize {
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
    fn join(&self, first: usize, last: usize, end: usize) -> Option<usize> {
        let next = last + 1;
        let token = self.token(next);
        let attached = token.start == self.token(last).end;
        let capital = |at: usize| at < end && self.starts_name(at);
        match token.kind {
            TokenKind::Word if capital(next) => Some(next),
            TokenKind::Word if token.caps == Caps::Lower => self.join_particle(first, last, end),
            TokenKind::Mark => match token.of(self.text) {
                "." if attached && self.is_initial_or_title(last) && capital(next + 1) => Some(next + 1),
                "-" | "\u{2010}" | "\u{2011}" if attached && next + 1 < end => {
                    let after = self.token(next + 1);
                    let glued = after.start == token.end && after.kind == TokenKind::Word;
                    let both_places = || {
                        gazetteer().get(self.slice(&(first..next))).is_some()
                            && gazetteer().get(after.of(self.text)).is_some()
                    };
                    (glued
                        && (capital(next + 1) && !both_places() || self.is_syllable(first, last, next + 1)))
                    .then_some(next + 1)
                }
                "&" if capital(next + 1) => Some(next + 1),
                "\"" | "\u{201C}" | "'" | "\u{2018}" if !attached => self.join_nickname(next, end),
                _ => None,
            },
            // `Boeing 737`, `INS 26`: a number belongs to the name only if glued by form; left out.
            _ => None,
        }
    }

    /// `Vincent "The Chin" Gigante`: up to three words in marks between two capitalised words.
    fn join_nickname(&self, open: usize, end: usize) -> Option<usize> {
        let is_close =
            |at: &usize| matches!(self.token(*at).of(self.text), "\"" | "\u{201D}" | "'" | "\u{2019}");
        let close = (open + 2..end.min(open + 5)).find(is_close)?;
        let inside_is_name = (open + 1..close).all(|at| self.token(at).kind == TokenKind::Word)
            && self.token(close - 1).is_capitalised();
        let next = close + 1;
        (inside_is_name && next < end && self.starts_name(next)).then_some(next)
    }

    /// `J` in `J. Smith`, `Lt` in `Lt. Gov.`
    fn is_initial_or_title(&self, at: usize) -> bool {
        let token = self.token(at);
        let word = token.of(self.text);
        (token.end - token.start <= 2 && token.caps != Caps::Lower && word.len() <= 2)
            || matches!(tables().abbreviations.get(word), Some(&"before_name"))
            || tables().titles.contains_key(format!("{word}.").as_str())
    }

    /// The small second syllable of a given name: `Ho-jin`, `Myung-bak`.
    fn is_syllable(&self, first: usize, last: usize, at: usize) -> bool {
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
    fn join_particle(&self, first: usize, last: usize, end: usize) -> Option<usize> {
        let next = last + 1;
        let word = self.token(next).of(self.text);
        let capital = |at: usize| at < end && self.starts_name(at);
        let skip_the = |at: usize| {
            if at < end && self.token(at).of(self.text) == "the" { at + 1 } else { at }
        };
        let last_word = fold_line(self.token(last).of(self.text));
        let is_head = |w: &str| {
            tables().organisation_heads.contains_key(w)
                || tables().place_heads.get(w).is_some_and(|p| *p != "after")
        };
        match word {
            "of" | "for" => {
                let after = skip_the(next + 1);
                let allowed = self.has_head(&last_word, is_head)
                    && (word == "of" || self.is_organisation_head(&last_word));
                (allowed && capital(after)).then_some(after)
            }
            "and" => {
                if !capital(next + 1) || gazetteer().get(self.slice(&(first..next))).is_some() {
                    return None;
                }
                let stop =
                    (next + 1..end.min(next + 6)).find(|&at| !capital(at)).unwrap_or(end.min(next + 6));
                let ends_in_head = self.is_organisation_head(&fold_line(self.token(stop - 1).of(self.text)));
                (ends_in_head
                    && stop > next + 1
                    && !self.is_organisation_head(&last_word)
                    && gazetteer().get(self.slice(&(next + 1..stop))).is_none())
                .then_some(next + 1)
            }
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

    fn has_head(&self, word: &str, is_head: impl Fn(&str) -> bool) -> bool {
        is_head(word)
    }

    fn is_organisation_head(&self, word: &str) -> bool {
        tables().organisation_head(word)
    }

    fn add_run(&mut self, run: Range<usize>) {
        let run = self.drop_ordinary_head(run);
        if run.is_empty() {
            return;
        }
        let whole = self.slice(&run);
        if let Some(place) = gazetteer().get(whole) {
            let longer = self.with_region(&run).or_else(|| self.with_head(&run, NameKind::Place));
            self.push(run.clone(), longer, NameKind::Place, true, Some(place));
            self.add_body_of_place(&run);
            return;
        }
        if let Some(place) = self.abbreviated_state(&run) {
            // The stop belongs to the form: `Tex.`
            self.push(run.start..run.end + 1, None, NameKind::Place, true, Some(place));
            return;
        }
        if let Some((title_range, title)) = self.last_title(&run) {
            let name = title_range.end..run.end;
            if title_range.start > run.start {
                self.add_modifiers(run.start..title_range.start, &title_range, title);
            } else if title.kind == "office" || title.kind == "role" {
                self.push(title_range.clone(), None, NameKind::Office, true, None);
            }
            if !name.is_empty() {
                // In `National Security Office Chief Jang` the title is the body's, not `Chief Jang`.
                let before = run.start..title_range.start;
                let is_whole = before.is_empty()
                    || !matches!(title.kind, "office" | "role")
                    || gazetteer().get(self.slice(&before)).is_some();
                let from = self.token(title_range.start).start as usize;
                let titled =
                    Span::new(self.text, from..self.token(name.end - 1).end as usize).filter(|_| is_whole);
                self.push_titled(name, titled, title);
            }
            return;
        }
        let (mut kind, mut certain) = self.kind_of(&run);
        let mut longer = None;
        if !certain && let Some(head) = self.small_head(&run) {
            kind = head;
            certain = true;
        }
        if kind != NameKind::Person {
            longer = self
                .with_head(&run, kind)
                .or_else(|| self.with_region(&run))
                .or_else(|| self.with_legal_form(&run));
            longer = longer.or_else(|| self.with_article(&run));
        }
        self.push(run.clone(), longer, kind, certain, None);
        if kind == NameKind::Place {
            self.add_body_of_place(&run);
        }
    }

    /// `Tex.`: a state whose abbreviation needs its stop.
    fn abbreviated_state(&self, run: &Range<usize>) -> Option<Entry> {
        let stop = (run.end < self.sentence.tokens.end).then(|| self.token(run.end))?;
        let attached = stop.of(self.text) == "." && stop.start == self.token(run.end - 1).end;
        let place = gazetteer().get(&format!("{}.", self.slice(run))).filter(|_| attached)?;
        (place.role == Role::State).then_some(place)
    }

    fn small_word(&self, at: usize) -> Option<&str> {
        let token = (at < self.sentence.tokens.end).then(|| self.token(at))?;
        (token.kind == TokenKind::Word && token.caps == Caps::Lower).then(|| token.of(self.text))
    }

    /// What a small head word right behind the name says of it: `Bener Meriah district`, `ISNA news agency`.
    fn small_head(&self, run: &Range<usize>) -> Option<NameKind> {
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
        let is_body = |w: &str| {
            tables().organisation_head(w) && !tables().role_nouns.contains(w) && !OF_PERSONS.contains(&w)
        };
        let two = self.small_word(run.end + 1).is_some_and(|next| word == "news" && is_body(next));
        (is_body(word) || two).then_some(NameKind::Organisation)
    }

    /// The name with a small head word behind it, or before it (`island of Qeshm`).
    fn with_head(&self, run: &Range<usize>, kind: NameKind) -> Option<Span> {
        let bytes = |from: usize, to: usize| {
            Span::new(self.text, self.token(from).start as usize..self.token(to - 1).end as usize)
        };
        let before = run.start.checked_sub(2).filter(|at| *at >= self.sentence.tokens.start);
        if kind == NameKind::Place
            && let Some(at) = before
            && self.small_word(at + 1) == Some("of")
            && self.small_word(at).is_some_and(|w| tables().place_heads.contains_key(w))
        {
            return bytes(at, run.end);
        }
        let word = self.small_word(run.end)?;
        match kind {
            NameKind::Place => matches!(tables().place_heads.get(word), Some(&("after" | "both")))
                .then(|| bytes(run.start, run.end + 1))?,
            NameKind::Organisation | NameKind::Other => {
                let two = word == "news"
                    && self.small_word(run.end + 1).is_some_and(|w| tables().organisation_head(w));
                let end = run.end + 1 + usize::from(two);
                (two || tables().organisation_head(word)).then(|| bytes(run.start, end))?
            }
            _ => None,
        }
    }

    /// `Bern, Switzerland`: a town with its state or country.
    fn with_region(&self, run: &Range<usize>) -> Option<Span> {
        let end = self.sentence.tokens.end;
        let comma = run.end < end && self.token(run.end).of(self.text) == ",";
        let next = run.end + 1;
        if !comma || next >= end || !self.starts_name(next) {
            return None;
        }
        let mut stop = self.run_end(next, end);
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

    /// `Granny Sayz, L.L.C.`
    fn with_legal_form(&self, run: &Range<usize>) -> Option<Span> {
        let end = self.sentence.tokens.end;
        let is_comma = run.end + 1 < end && self.token(run.end).of(self.text) == ",";
        let form = is_comma.then(|| self.token(run.end + 1))?;
        let folded = fold_line(form.of(self.text));
        let is_legal = crate::engine::names::is_legal_form(folded.trim_end_matches('.'));
        Span::new(self.text, self.token(run.start).start as usize..form.end as usize).filter(|_| is_legal)
    }

    /// `the North`, `the Navy`: an ordinary word is a name only with its article.
    fn with_article(&self, run: &Range<usize>) -> Option<Span> {
        let before = run.start.checked_sub(1).filter(|at| *at >= self.sentence.tokens.start)?;
        let word = self.lexicon.word(self.token(run.start).word).text.as_ref();
        let is_ordinary = run.len() == 1
            && (tables().common_words.contains(word)
                || self.is_organisation_head(word)
                || tables().place_heads.contains_key(word)
                || crate::engine::data::gazetteer::COMPASS.contains(&word));
        let article = self.token(before);
        let bytes = article.start as usize..self.token(run.end - 1).end as usize;
        Span::new(self.text, bytes)
            .filter(|_| is_ordinary && article.of(self.text).eq_ignore_ascii_case("the"))
    }

    /// `Vancouver police`: a body named by its place and a small head word, besides the place itself.
    fn add_body_of_place(&mut self, run: &Range<usize>) {
        let is_body = self.small_word(run.end).is_some_and(|w| {
            tables().organisation_head(w)
                && !tables().place_heads.contains_key(w)
                && !tables().role_nouns.contains(w)
                || w == "police"
        });
        if is_body {
            self.push(run.start..run.end + 1, None, NameKind::Organisation, true, None);
        }
    }

    /// What stands before a title inside one run: a country or body, and with the title an office.
    fn add_modifiers(&mut self, before: Range<usize>, title_range: &Range<usize>, title: Title) {
        let modifier = self.slice(&before);
        if let Some(place) = gazetteer().get(modifier) {
            self.push(before.clone(), None, NameKind::Place, true, Some(place));
        } else {
            // `United States National Security Advisor`: the longest place at the head comes apart.
            for cut in (before.start + 1..before.end).rev() {
                if let Some(place) = gazetteer().get(self.slice(&(before.start..cut))) {
                    self.push(before.start..cut, None, NameKind::Place, true, Some(place));
                    break;
                }
            }
            let (kind, certain) = self.kind_of(&before);
            if kind == NameKind::Organisation {
                self.push(before.clone(), None, kind, certain, None);
            }
        }
        if title.kind == "office" || title.kind == "role" {
            self.push(before.start..title_range.end, None, NameKind::Office, true, None);
        }
    }

    /// At the head of a sentence (or of what is quoted), capitals say nothing of the first word.
    fn drop_ordinary_head(&self, run: Range<usize>) -> Range<usize> {
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
            || tables().titles.contains_key(token.of(self.text))
            || tables().given_names.contains_key(word);
        let is_ordinary = self.usage.is_ordinary(token.word)
            || tables().common_words.contains(word)
            || tables().reporting.contains_key(word);
        let inside = self.usage.is_capital_inside(token.word);
        let keeps = token.caps == Caps::Upper
            || known && !(alone && is_ordinary && !inside)
            || inside && !(is_ordinary && alone && tables().common_words.contains(word))
            || !is_ordinary;
        if keeps { run } else { run.start + 1..run.end }
    }

    /// The last title in a run that something may follow, longest first.
    fn last_title(&self, run: &Range<usize>) -> Option<(Range<usize>, Title)> {
        let mut found: Option<(Range<usize>, Title)> = None;
        let mut at = run.start;
        while at < run.end {
            let longest = (at + 1..=run.end.min(at + tables().longest_title)).rev();
            let mut step = 1;
            for end in longest {
                let slice = self.slice(&(at..end));
                let with_stop = self.text[self.token(end - 1).end as usize..].starts_with('.');
                let title = with_stop
                    .then(|| tables().titles.get(format!("{slice}.").as_str()))
                    .flatten()
                    .or_else(|| tables().titles.get(slice));
                if let Some(title) = title {
                    // The stop after `Gov.` is a mark token of its own.
                    let stop_token = usize::from(end < run.end && self.token(end).of(self.text) == ".");
                    let to = (end + stop_token).min(run.end);
                    // `General Manager`, `Lt. Gov.`: titles in a row are one.
                    let from = match &found {
                        Some((before, _)) if before.end == at => before.start,
                        _ => at,
                    };
                    found = Some((from..to, *title));
                    step = end + stop_token - at;
                    break;
                }
            }
            at += step.max(1);
        }
        // A title that ends the run with a family name before it is none: `John King`, `Judge Judge`.
        found.filter(|(range, title)| {
            let is_office = title.kind == "office" || title.kind == "role" || range.len() >= 2;
            range.end < run.end
                || range.start == run.start
                || is_office
                    && self.is_office_run(run, range)
                    && !matches!(self.kind_of(run), (NameKind::Organisation, true))
        })
    }

    fn is_office_run(&self, run: &Range<usize>, title: &Range<usize>) -> bool {
        let first = fold_line(self.token(run.start).of(self.text));
        !(title.start - run.start == 1 && tables().given_names.contains_key(first.as_str()))
    }

    fn kind_of(&self, run: &Range<usize>) -> (NameKind, bool) {
        let whole = self.slice(run);
        let first = fold_line(self.token(run.start).of(self.text));
        let last = fold_line(self.token(run.end - 1).of(self.text));
        let n_words = run.clone().filter(|&at| self.token(at).kind == TokenKind::Word).count();
        if tables().agencies.contains_key(whole) {
            return (NameKind::Organisation, true);
        }
        if self.is_organisation_head(&last)
            || run.clone().any(|at| at > run.start && self.is_of_head(at, run))
        {
            return (NameKind::Organisation, true);
        }
        let is_surname = tables().surname_heads.contains(&last) && !self.is_located(run.start);
        if n_words == 2 && is_surname && tables().given_names.contains_key(first.as_str()) {
            return (NameKind::Person, true);
        }
        if n_words > 1 && tables().place_heads.contains_key(last.as_str())
            || n_words > 1 && tables().place_heads.get(first.as_str()).is_some_and(|p| *p != "after")
        {
            return (NameKind::Place, true);
        }
        if self.is_person_by_context(run) {
            return (NameKind::Person, true);
        }
        if tables().given_names.contains_key(first.as_str()) && (2..=5).contains(&n_words) {
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
    fn is_of_head(&self, at: usize, run: &Range<usize>) -> bool {
        at + 1 < run.end
            && matches!(self.token(at).of(self.text), "of" | "for")
            && self.is_organisation_head(&fold_line(self.token(at - 1).of(self.text)))
    }

    /// A role before it, an age after it, or a verb of speech beside it.
    fn is_person_by_context(&self, run: &Range<usize>) -> bool {
        let sentence = &self.sentence.tokens;
        // Nobody is called "the Smith": what has an article is a body, place or thing.
        let has_article =
            run.start > sentence.start && self.token(run.start - 1).of(self.text).eq_ignore_ascii_case("the");
        if has_article {
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
        let says = |at: usize| {
            let word = self.lexicon.word(self.token(at).word);
            matches!(word.text.as_ref(), "said" | "says" | "told" | "added")
        };
        let says_beside = (2..=4).contains(&n_words)
            && (after(0).is_some_and(|t| matches!(t.of(self.text), "said" | "says" | "told" | "added"))
                || run.start > sentence.start && says(run.start - 1));
        is_age || (role_before && n_words <= 4) || says_beside
    }

    fn is_located(&self, at: usize) -> bool {
        at > self.sentence.tokens.start
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

    fn push(
        &mut self,
        run: Range<usize>,
        titled: Option<Span>,
        kind: NameKind,
        is_certain: bool,
        place: Option<Entry>,
    ) {
        self.push_all(run, titled, None, kind, is_certain, place);
    }

    fn push_titled(&mut self, run: Range<usize>, titled: Option<Span>, title: Title) {
        self.push_all(run, titled, Some(title), NameKind::Person, true, None);
    }

    fn push_all(
        &mut self,
        run: Range<usize>,
        titled: Option<Span>,
        title: Option<Title>,
        kind: NameKind,
        is_certain: bool,
        place: Option<Entry>,
    ) {
        let range = self.token(run.start).start as usize..self.token(run.end - 1).end as usize;
        let Some(span) = Span::new(self.text, range) else {
            return;
        };
        let is_located = self.is_located(run.start);
        self.out.push(NameMention {
            sentence: self.number,
            part: self.sentence.part,
            span,
            titled,
            title,
            tokens: run,
            kind,
            is_certain,
            place,
            is_located,
        });
    }
}

/// Adds the names in Title Case headlines: only those that a story of the call also holds, or the
/// gazetteer's countries, because there every word has a capital.
pub fn find_in_headlines(articles: &[&Article], documents: &[Document], all: &mut [Mentions]) {
    let mut known: FxHashMap<String, (NameKind, Option<Entry>)> = FxHashMap::default();
    for (article, mentions) in articles.iter().zip(all.iter()) {
        for mention in &mentions.names {
            let form = fold_line(mention.span.of(article.part(mention.part)));
            known.entry(form).or_insert((mention.kind, mention.place));
        }
    }
    let longest = known.keys().map(|form| form.split(' ').count()).max().unwrap_or(0);
    for ((article, document), mentions) in articles.iter().zip(documents).zip(all) {
        let headlines = document.sentences.iter().enumerate().filter(|(_, s)| s.is_headline);
        let mut added = Vec::new();
        for (number, sentence) in headlines.filter(|(_, s)| is_title_case(document, s)) {
            let text = article.part(sentence.part);
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let ends = (at + 1..=sentence.tokens.end.min(at + 2 * longest.max(3))).rev();
                let found = ends.into_iter().find_map(|end| {
                    let range = document.tokens[at].start as usize..document.tokens[end - 1].end as usize;
                    let slice = &text[range.clone()];
                    let entry = gazetteer().get(slice).filter(|e| e.role != Role::Town);
                    let meaning =
                        known.get(&fold_line(slice)).copied().or(entry.map(|e| (NameKind::Place, Some(e))));
                    let meaning = meaning.filter(|_| document.tokens[at].is_capitalised())?;
                    Some((end, Span::new(text, range)?, meaning))
                });
                let Some((end, span, (kind, place))) = found else {
                    at += 1;
                    continue;
                };
                added.push(NameMention {
                    sentence: number as u32,
                    part: sentence.part,
                    span,
                    titled: None,
                    title: None,
                    tokens: at..end,
                    kind,
                    is_certain: place.is_some(),
                    place,
                    is_located: false,
                });
                at = end;
            }
        }
        if !added.is_empty() {
            mentions.names.append(&mut added);
            mentions.names.sort_by_key(|m| (m.sentence, m.tokens.start, m.tokens.end));
        }
    }
}
