//! Numbers in sentences: value, how exact, unit, what is counted and what befell it.

mod clock;
mod counted;
mod languages;
mod parse;

use crate::engine::article::Article;
use crate::engine::data::lookup::tables;
use crate::engine::mention::DateMention;
use crate::engine::mention::reader::Reader;
use crate::engine::read::{Document, SentenceNo};
use crate::engine::span::{Part, Span};
use crate::engine::text::{ConceptIx, Lexicon, Token, TokenKind};
use counted::Counted;
use parse::{Found, Measure};

/// How exact a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// As it stands.
    Exact,
    /// `about`, `some`; also vague words: `dozens`.
    About,
    /// `nearly`: a little less.
    Nearly,
    /// `at least`, `no fewer than`.
    AtLeast,
    /// `more than`, `over`.
    MoreThan,
    /// `at most`, `up to`.
    AtMost,
    /// `fewer than`.
    LessThan,
}

/// A number in a sentence.
#[derive(Debug, Clone)]
pub struct NumberMention {
    /// In which sentence.
    pub sentence: SentenceNo,
    /// Title or text.
    pub part: Part,
    /// From the hedge to the thing counted.
    pub span: Span,
    /// The digits or number words alone.
    pub digits: Span,
    /// First and last token of the number in the document.
    pub tokens: std::ops::Range<usize>,
    /// Value in the unit's base (metres, kilograms), or the bare count; the lower end of a range.
    pub value: f64,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// Exactness.
    pub hedge: Hedge,
    /// Whether it is a word such as `dozens`, whose value is only a lower bound.
    pub is_vague: bool,
    /// Canonical unit, `per cent` and currencies included.
    pub unit: Option<&'static str>,
    /// What the unit measures.
    pub dimension: Option<&'static str>,
    /// The thing counted.
    pub counted: Option<ConceptIx>,
    /// A second thing counted with it: `houses and buildings`.
    pub also_counted: Option<ConceptIx>,
    /// Whether human beings are counted, whatever the noun (or none).
    pub is_of_people: bool,
    /// What befell it: the concept of killed, injured, missing ...
    pub state: Option<ConceptIx>,
}

impl NumberMention {
    /// Whether both count one thing, or people.
    pub fn counts_like(&self, other: &NumberMention) -> bool {
        let things = |n: &NumberMention| n.counted.into_iter().chain(n.also_counted);
        self.counted == other.counted
            || self.is_of_people && other.is_of_people
            || things(self).any(|mine| things(other).any(|theirs| mine == theirs))
    }
}

/// Finds the numbers of a document; those inside dates are left out.
pub fn find(
    article: &Article,
    document: &Document,
    lexicon: &Lexicon,
    dates: &[DateMention],
) -> Vec<NumberMention> {
    let mut out = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let reader = Reader { text: article.part(sentence.part), document, lexicon, sentence };
        let from = dates.partition_point(|date| date.sentence < number as u32);
        let here = dates[from..].iter().take_while(|date| date.sentence == number as u32);
        let in_date = |span: Span| here.clone().any(|date| date.span.overlaps(span));
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match reader.number_at(at) {
                Some(found) => {
                    let next = found.end;
                    if let Some(mention) = reader.mention(number as u32, found)
                        && !in_date(mention.digits)
                    {
                        out.push(mention);
                    }
                    at = next;
                }
                None => at += 1,
            }
        }
    }
    out
}

impl Reader<'_> {
    fn unit(&self, form: &str) -> Option<Measure> {
        let of_language = self.quantities().and_then(|words| languages::unit_in(words, form));
        let unit = of_language.or_else(|| tables().units.get(form).copied())?;
        Some(Measure { unit: unit.canonical, dimension: unit.dimension, factor: unit.factor })
    }

    fn mention(&self, sentence: SentenceNo, found: Found) -> Option<NumberMention> {
        if self.counts_nothing(&found) {
            return None;
        }
        let (mut start, mut end) = (found.start, found.end);
        let before = self.unit(self.raw(found.start.wrapping_sub(1))).filter(|u| u.dimension == "money");
        let measure = found.suffix.or(before).or_else(|| {
            let at = found.end + usize::from(self.raw(found.end) == "-");
            let two = self.unit(&format!("{} {}", self.folded(at), self.folded(at + 1))).map(|u| (u, at + 2));
            let one = || self.unit(self.folded(at)).or_else(|| self.unit(self.raw(at))).map(|u| (u, at + 1));
            let (measure, after) = two.or_else(one).or_else(|| self.unit_of_many(at))?;
            end = after;
            Some(measure)
        });
        start -= usize::from(found.suffix.is_none() && before.is_some());
        let (unit, dimension) = (measure.map(|m| m.unit), measure.map(|m| m.dimension));
        let factor = measure.map_or(1.0, |m| m.factor);
        let (hedge, hedge_start) = self.hedge(start);
        let nothing = Counted { concept: None, second: None, end, is_person: false };
        let counted = if unit.is_some() { nothing } else { self.counted(end) };
        let state = self.state(hedge_start, counted.end, dimension);
        let first = self.token(hedge_start)?.start as usize;
        let last = self.token(counted.end.max(end) - 1)?.end as usize;
        let digits = self.document.tokens[found.start].start as usize
            ..self.document.tokens[found.end - 1].end as usize;
        let hedge = if found.is_vague && hedge == Hedge::Exact { Hedge::About } else { hedge };
        Some(NumberMention {
            sentence,
            part: self.sentence.part,
            span: Span::new(self.text, first..last)?,
            digits: Span::new(self.text, digits)?,
            tokens: found.start..found.end,
            value: found.value * factor,
            high: found.high.map(|h| h * factor),
            hedge,
            is_vague: found.is_vague,
            unit,
            dimension,
            is_of_people: dimension.is_none() && (counted.concept.is_none() || counted.is_person),
            counted: counted.concept,
            also_counted: counted.second,
            state,
        })
    }

    /// Ages, scores, model and street numbers, and times of day that were not understood.
    fn counts_nothing(&self, found: &Found) -> bool {
        if found.suffix.is_some_and(|m| m.dimension == "time of day") {
            return false;
        }
        let (before, after) = (self.token(found.start.wrapping_sub(1)), self.folded(found.end));
        // "a 45-year-old", "a five-boat attack": five boats are no count of attacks.
        let is_unit = || self.unit(self.folded(found.end + 1)).is_some();
        let is_compound = found.suffix.is_none()
            && self.raw(found.end) == "-"
            && self.glued(found.end - 1)
            && self.token(found.end + 1).is_some_and(|t| t.kind == TokenKind::Word)
            && (matches!(self.folded(found.end + 1), "year" | "day" | "old") || !is_unit());
        let is_time = matches!(after, "a.m." | "p.m." | "am" | "pm" | "a.m" | "p.m" | "o'clock" | "gmt");
        let is_score = self.raw(found.end) == ":" && self.glued(found.end)
            || self.raw(found.start.wrapping_sub(1)) == ":" && self.glued(found.start.wrapping_sub(1));
        let names = |t: &Token| {
            t.is_capitalised()
                && !self.lexicon.word(t.word).is_stop
                && t.kind == TokenKind::Word
                && found.start - 1 > self.sentence.tokens.start
                && !self.raw(found.end).is_empty()
                && self.is_name_number(found)
        };
        is_compound
            || is_time
            || is_score
            || self.is_age(found)
            || self.is_model(found)
            || self.is_year(found)
            || before.is_some_and(names)
    }

    /// `Smith, 45,` and `aged 45`.
    fn is_age(&self, found: &Found) -> bool {
        matches!(self.folded(found.start.wrapping_sub(1)), "aged" | "age")
            || self.raw(found.start.wrapping_sub(1)) == ","
                && matches!(self.raw(found.end), "," | "." | "" | ";" | "and" | "of" | "from" | "who" | "was")
                && found.value < 120.0
                && found.start >= 2
                && self.token(found.start - 2).is_some_and(Token::is_capitalised)
    }

    /// `AK-47`, `AK 47`, `F-16`: letters that a number belongs to.
    fn is_model(&self, found: &Found) -> bool {
        let is_hyphen =
            self.raw(found.start.wrapping_sub(1)) == "-" && self.glued(found.start.wrapping_sub(1));
        let letters = self.raw(found.start.wrapping_sub(1 + usize::from(is_hyphen)));
        // Apart, three letters are rather a body or country: "in the UAE 45 people died".
        let longest = if is_hyphen { 3 } else { 2 };
        let is_code =
            (1..=longest).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase());
        let is_word = matches!(letters, "I" | "A" | "AM" | "PM" | "US" | "UK" | "EU" | "UN" | "AP" | "IS");
        let counts_people = || self.counted(found.end).is_person;
        is_code && found.end == found.start + 1 && (is_hyphen || !is_word && !counts_people())
    }

    /// `the 2005 season`, `his 2010 race`: a year before a noun, not so many of it.
    fn is_year(&self, found: &Found) -> bool {
        let is_bare =
            found.end == found.start + 1 && self.raw(found.start).bytes().all(|b| b.is_ascii_digit());
        let before = self.folded(found.start.wrapping_sub(1));
        let is_owner =
            matches!(before, "the" | "his" | "her" | "its" | "their" | "a" | "this" | "'s" | "\u{2019}s");
        is_bare && is_owner && (1900.0..2100.0).contains(&found.value) && !self.counted(found.end).is_person
    }

    /// `Highway 214`, `Boeing 737`: a capitalised word inside the sentence right before.
    fn is_name_number(&self, found: &Found) -> bool {
        found.end == found.start + 1
            && self.unit(self.folded(found.end)).is_none()
            && self.counted(found.end).concept.is_none()
    }

    /// The longest hedge that ends right before `start`, and where it begins.
    fn hedge(&self, start: usize) -> (Hedge, usize) {
        for n in (1..=4usize).rev() {
            let Some(from) = start.checked_sub(n).filter(|f| *f >= self.sentence.tokens.start) else {
                continue;
            };
            let phrase: Vec<_> = (from..start).map(|at| self.folded(at)).collect();
            let phrase = phrase.join(" ");
            let hedge = match tables().hedges.get(phrase.as_str()) {
                Some(&"at_least") => Hedge::AtLeast,
                Some(&"at_most") => Hedge::AtMost,
                Some(&"more_than") => Hedge::MoreThan,
                Some(&"less_than") => Hedge::LessThan,
                Some(&"about") => Hedge::About,
                Some(&"nearly") => Hedge::Nearly,
                _ => continue,
            };
            return (hedge, from);
        }
        (Hedge::Exact, start)
    }
}
