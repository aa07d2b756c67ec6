//! Dates in sentences, and which day each one means.
//!
//! A weekday or a date without a year is resolved from the article's own day (its publication
//! date, its date line, else the latest full date of the story); the derivation is kept.

use crate::engine::answer::Precision;
use crate::engine::article::Article;
use crate::engine::data::lookup::tables;
use crate::engine::mention::reader::Reader;
use crate::engine::read::{Document, SentenceNo};
use crate::engine::span::{Part, Span};
use crate::engine::text::{Lexicon, Token, TokenKind};
use jiff::civil::Date;

mod languages;
mod resolve;

pub use resolve::{day_of_dateline, resolve};

/// A date in a sentence.
#[derive(Debug, Clone)]
pub struct DateMention {
    /// In which sentence.
    pub sentence: SentenceNo,
    /// Title or text.
    pub part: Part,
    /// The words.
    pub span: Span,
    /// Its tokens in the document.
    pub tokens: std::ops::Range<usize>,
    /// What the words say.
    pub said: Said,
    /// The day meant, once resolved.
    pub resolved: Option<Resolved>,
}

/// What the words of a date say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Month and day, perhaps a year.
    Day {
        /// If written.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// A month of a year.
    Month {
        /// If written.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
    },
    /// A year.
    Year(i16),
    /// A weekday, 1 = Monday; whether the sentence looks ahead.
    Weekday {
        /// 1 = Monday.
        day: i8,
        /// Whether the sentence speaks of what will be.
        ahead: bool,
    },
    /// Days from the article's own day.
    Relative(i32),
    /// Days from the day named before it: "two days earlier".
    Offset(i32),
}

/// The day a date means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// First day meant.
    pub date: Date,
    /// How exact.
    pub precision: Precision,
    /// How it was found.
    pub why: String,
}

impl Resolved {
    /// First and last day meant.
    pub fn period(&self) -> (Date, Date) {
        let last = match self.precision {
            Precision::Day => self.date,
            Precision::Month => self.date.last_of_month(),
            Precision::Year => self.date.last_of_year(),
        };
        (self.date, last)
    }
}

/// Finds the dates of a document, unresolved.
pub fn find(article: &Article, document: &Document, lexicon: &Lexicon) -> Vec<DateMention> {
    let mut out = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let reader = Reader { text: article.part(sentence.part), document, lexicon, sentence };
        reader.dates(number as u32, &mut out);
    }
    out
}

impl Reader<'_> {
    fn dates(&self, number: SentenceNo, out: &mut Vec<DateMention>) {
        let mut at = self.sentence.tokens.start;
        while at < self.sentence.tokens.end {
            let Some((end, said)) = self.date_at(at) else {
                at += 1;
                continue;
            };
            let tokens = &self.document.tokens;
            let range = tokens[at].start as usize..tokens[end - 1].end as usize;
            if let Some(span) = Span::new(self.text, range) {
                let part = self.sentence.part;
                out.push(DateMention { sentence: number, part, span, tokens: at..end, said, resolved: None });
            }
            at = end;
        }
    }

    /// Skips the stop after an abbreviated month.
    fn after_stop(&self, at: usize) -> usize {
        at + usize::from(self.token(at).is_some_and(|t| t.of(self.text) == "."))
    }

    fn calendar(&self, at: usize, wanted: &str) -> Option<i32> {
        let token = self.token(at)?;
        let (kind, value) = tables().calendar.get(self.folded(at))?;
        // `may`, `march`, `sun`, `sat` in small letters are ordinary words.
        (*kind == wanted && (wanted == "relative" || token.is_capitalised())).then_some(*value)
    }

    fn number(&self, at: usize, range: std::ops::RangeInclusive<i32>) -> Option<i32> {
        let token = self.token(at).filter(|t| t.kind == TokenKind::Number)?;
        let raw = token.of(self.text);
        let digits = raw.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ordinal = raw.len() > digits.len();
        if ordinal && !matches!(&raw[digits.len()..], "st" | "nd" | "rd" | "th") {
            return None;
        }
        digits.parse().ok().filter(|n| range.contains(n))
    }

    fn year(&self, at: usize) -> Option<i16> {
        let token = self.token(at)?;
        (token.end - token.start == 4).then(|| self.number(at, 1900..=2100)).flatten().map(|y| y as i16)
    }

    fn date_at(&self, at: usize) -> Option<(usize, Said)> {
        if !matches!(self.document.lang.as_str(), "en" | "und") {
            return self.date_in_language(at);
        }
        let token = self.token(at)?;
        if matches!(self.folded(at + 1), "day" | "days") {
            return self.days_apart(at);
        }
        if token.kind != TokenKind::Number && !self.lexicon.word(token.word).is_calendar {
            return None;
        }
        if let Some(month) = self.calendar(at, "month") {
            let month = month as i8;
            let after = self.after_stop(at + 1);
            if let Some(day) = self.number(after, 1..=31) {
                let day = day as i8;
                let comma =
                    after + 1 + usize::from(self.token(after + 1).is_some_and(|t| t.of(self.text) == ","));
                return match self.year(comma) {
                    Some(year) => Some((comma + 1, Said::Day { year: Some(year), month, day })),
                    None => Some((after + 1, Said::Day { year: None, month, day })),
                };
            }
            if let Some(year) = self.year(after) {
                return Some((after + 1, Said::Month { year: Some(year), month }));
            }
            let is_word = matches!(self.folded(at), "may" | "march" | "august" | "mar" | "dec" | "sun");
            return (!is_word && self.is_after_preposition(at))
                .then_some((after, Said::Month { year: None, month }));
        }
        if let Some(day) = self.calendar(at, "weekday") {
            if matches!(self.folded(at), "sun" | "sat" | "mon" | "wed")
                && !self.token(at + 1).is_some_and(|t| matches!(t.of(self.text), "." | ","))
            {
                return None;
            }
            let after = self.after_stop(at + 1);
            // "Tuesday, July 2, 2013" is one date.
            let comma = after + usize::from(self.token(after).is_some_and(|t| t.of(self.text) == ","));
            if let Some((end, said @ Said::Day { .. })) = self.date_at(comma) {
                return Some((end, said));
            }
            return Some((at + 1, Said::Weekday { day: day as i8, ahead: self.looks_ahead(at) }));
        }
        if let Some(day) = self.number(at, 1..=31)
            && let Some(month) = self.calendar(at + 1 + usize::from(self.folded(at + 1) == "of"), "month")
        {
            let after = self.after_stop(at + 2 + usize::from(self.folded(at + 1) == "of"));
            let comma = after + usize::from(self.token(after).is_some_and(|t| t.of(self.text) == ","));
            let (day, month) = (day as i8, month as i8);
            return match self.year(comma) {
                Some(year) => Some((comma + 1, Said::Day { year: Some(year), month, day })),
                None => Some((after, Said::Day { year: None, month, day })),
            };
        }
        if let Some(year) = self.year(at)
            && self.is_after_preposition(at)
        {
            return Some((at + 1, Said::Year(year)));
        }
        let offset = self.calendar(at, "relative")?;
        Some((at + 1, Said::Relative(offset)))
    }

    /// `two days earlier`, `a day later`, `three days ago`, `the day before`, `the next day`.
    fn days_apart(&self, at: usize) -> Option<(usize, Said)> {
        let (count, after) = (self.folded(at), self.folded(at + 2));
        let is_one = self.folded(at + 1) == "day";
        match count {
            "next" | "following" if is_one => return Some((at + 2, Said::Offset(1))),
            "previous" if is_one => return Some((at + 2, Said::Offset(-1))),
            // "the day before the vote" is another day.
            "the" => {
                return (after == "before" && self.ends_at(at + 3)).then_some((at + 3, Said::Offset(-1)));
            }
            _ => {}
        }
        let cardinal = || tables().number_words.get(count).filter(|n| n.1 == "cardinal").map(|n| n.0 as i32);
        let n = if count == "a" { Some(1) } else { self.number(at, 1..=31).or_else(cardinal) };
        let n = n.filter(|n| (1..=31).contains(n))?;
        let said = match after {
            "ago" => Said::Relative(-n),
            "earlier" | "before" if self.ends_at(at + 3) || after == "earlier" => Said::Offset(-n),
            "later" => Said::Offset(n),
            _ => return None,
        };
        Some((at + 3, said))
    }

    /// Whether a clause ends before a token.
    fn ends_at(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| token.kind == TokenKind::Mark)
    }

    fn is_after_preposition(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        matches!(
            self.folded(before),
            "in" | "since"
                | "by"
                | "from"
                | "until"
                | "till"
                | "during"
                | "of"
                | "late"
                | "early"
                | "mid"
                | "last"
                | "next"
                | "before"
                | "after"
                | "and"
                | "to"
        )
    }

    /// Whether the sentence speaks of what will be: "will meet on Friday", "next Friday". The nearest verb before the
    /// date decides: "was able to restore some services by Saturday" looks back.
    fn looks_ahead(&self, at: usize) -> bool {
        /// Tokens looked back for the verb.
        const REACH: usize = 14;
        if self.folded(at.wrapping_sub(1)) == "next" {
            return true;
        }
        let from = self.sentence.tokens.start.max(at.saturating_sub(REACH));
        for i in (from..at).rev() {
            let word = self.folded(i);
            let is_ahead = matches!(
                word,
                "will" | "would" | "scheduled" | "expected" | "shall" | "plans" | "planned" | "'ll"
            );
            // "due in court", "due to appear", but not "due to low light".
            let does = |verb: &str| {
                matches!(
                    verb,
                    "be" | "appear"
                        | "begin"
                        | "start"
                        | "open"
                        | "meet"
                        | "return"
                        | "stand"
                        | "face"
                        | "arrive"
                        | "speak"
                        | "vote"
                        | "play"
                        | "take"
                        | "hold"
                        | "go"
                        | "leave"
                        | "end"
                        | "attend"
                )
            };
            let is_due = word == "due" && (self.folded(i + 1) != "to" || does(self.folded(i + 2)));
            if is_ahead || is_due {
                return true;
            }
            // "will be held", "to be sentenced": the auxiliary decides.
            let is_participle = matches!(self.folded(i.wrapping_sub(1)), "be" | "being");
            let is_past = matches!(word, "was" | "were" | "had" | "did" | "said") || self.is_finite_past(i);
            if is_past && !is_participle {
                return false;
            }
        }
        matches!(self.folded(at.wrapping_sub(1)), "until" | "by")
    }

    /// `foiled on`, `postponed the`: a past form that governs what follows; not `the United Nations`, `a hundred of`
    /// or `delayed talks`.
    fn is_finite_past(&self, at: usize) -> bool {
        let is_stop = |token: &Token| self.lexicon.word(token.word).is_stop;
        let governs = self.token(at + 1).is_none_or(|next| next.kind == TokenKind::Mark || is_stop(next));
        self.token(at).is_some_and(|token| {
            let word = self.lexicon.word(token.word);
            !token.is_capitalised()
                && !word.is_number_word
                && word.text.len() > 4
                && word.text.ends_with("ed")
        }) && governs
    }
}
