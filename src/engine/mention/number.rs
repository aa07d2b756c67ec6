//! Numbers in sentences: value, how exact, unit, what is counted and what befell it.

use crate::engine::article::Article;
use crate::engine::data::lookup::tables;
use crate::engine::mention::DateMention;
use crate::engine::read::{Document, Sentence, SentenceNo};
use crate::engine::span::{Part, Span};
use crate::engine::text::lexicon::concept_keys;
use crate::engine::text::{ConceptIx, Lexicon, Token, TokenKind};
use std::sync::LazyLock;

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
    /// Whether human beings are counted, whatever the noun (or none).
    pub is_of_people: bool,
    /// What befell it: the concept of killed, injured, missing ...
    pub state: Option<ConceptIx>,
}

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

/// Words for a human being that say nothing of which.
const PEOPLE_WORDS: &[&str] =
    &["people", "person", "persons", "others", "men", "women", "residents", "victims", "villagers", "locals"];

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
        let in_date = |span: Span| dates.iter().any(|d| d.sentence == number as u32 && d.span.overlaps(span));
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

struct Reader<'d> {
    text: &'d str,
    document: &'d Document,
    lexicon: &'d Lexicon,
    sentence: &'d Sentence,
}

/// A number as parsed: tokens `start..end`.
struct Found {
    start: usize,
    end: usize,
    value: f64,
    high: Option<f64>,
    is_vague: bool,
    /// A unit that hung on the digits: `2.5m`, `10km`.
    suffix: Option<&'static str>,
}

impl Reader<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        (at >= self.sentence.tokens.start && at < self.sentence.tokens.end).then(|| &self.document.tokens[at])
    }

    fn folded(&self, at: usize) -> &str {
        self.token(at).map_or("", |t| &self.lexicon.word(t.word).text)
    }

    fn raw(&self, at: usize) -> &str {
        self.token(at).map_or("", |t| t.of(self.text))
    }

    fn glued(&self, at: usize) -> bool {
        match (self.token(at), self.token(at + 1)) {
            (Some(a), Some(b)) => a.end == b.start,
            _ => false,
        }
    }

    fn number_at(&self, at: usize) -> Option<Found> {
        let mut found = self.digits_at(at).or_else(|| self.words_at(at))?;
        // "12 million", "3 dozen"
        while let Some((factor, "multiplier")) = tables().number_words.get(self.folded(found.end)) {
            found.value *= factor;
            found.end += 1;
        }
        // "10 to 12", "10-12", "between 10 and 12"
        let dash = matches!(self.raw(found.end), "-" | "–" | "to");
        let between = self.raw(found.end) == "and" && self.folded(at.wrapping_sub(1)) == "between";
        if (dash || between)
            && let Some(second) = self.digits_at(found.end + 1).or_else(|| self.words_at(found.end + 1))
            && second.value > found.value
        {
            found.high = Some(second.value);
            found.suffix = second.suffix;
            found.end = second.end;
            while let Some((factor, "multiplier")) = tables().number_words.get(self.folded(found.end)) {
                found.high = found.high.map(|h| h * factor);
                if found.value < 1000.0 {
                    found.value *= factor;
                }
                found.end += 1;
            }
        }
        Some(found)
    }

    fn digits_at(&self, at: usize) -> Option<Found> {
        let token = self.token(at).filter(|t| t.kind == TokenKind::Number)?;
        let raw = token.of(self.text);
        let n_digits = raw.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(raw.len());
        let mut digits = raw[..n_digits].replace(',', "");
        let suffix = &raw[n_digits..];
        let mut end = at + 1;
        // A tokeniser's "1, 500" and "5. 9".
        if suffix.is_empty()
            && matches!(self.raw(at + 1), "," | ".")
            && self.glued(at)
            && !self.glued(at + 1)
            && let Some(next) = self.token(at + 2).filter(|t| t.kind == TokenKind::Number)
        {
            let tail = next.of(self.text);
            let thousands =
                self.raw(at + 1) == "," && tail.len() == 3 && digits.len() <= 3 && !digits.is_empty();
            let decimal = self.raw(at + 1) == "." && tail.len() == 1 && digits.len() <= 2;
            if tail.bytes().all(|b| b.is_ascii_digit()) && (thousands || decimal) {
                digits = if decimal { format!("{digits}.{tail}") } else { format!("{digits}{tail}") };
                end = at + 3;
            }
        }
        let mut value: f64 = digits.trim_end_matches('.').parse().ok()?;
        let mut unit = None;
        match suffix {
            "" => {}
            "st" | "nd" | "rd" | "th" => return None,
            "m" if self.is_money(at) => value *= 1e6,
            "bn" => value *= 1e9,
            "k" => value *= 1e3,
            "tn" => value *= 1e12,
            other => unit = Some(tables().units.get_key_value(other)?.0).copied(),
        }
        Some(Found { start: at, end, value, high: None, is_vague: false, suffix: unit })
    }

    fn is_money(&self, at: usize) -> bool {
        self.unit(self.raw(at.wrapping_sub(1))).is_some_and(|u| u.1 == "money")
            || self.raw(at.wrapping_sub(1)).is_empty()
    }

    fn unit(&self, form: &str) -> Option<(&'static str, &'static str, f64)> {
        tables().units.get(form).map(|u| (u.canonical, u.dimension, u.factor))
    }

    fn words_at(&self, at: usize) -> Option<Found> {
        if !self.token(at).is_some_and(|t| self.lexicon.word(t.word).is_number_word) {
            return None;
        }
        let lookup = |at: usize| tables().number_words.get(self.folded(at)).copied();
        let (first, kind) = lookup(at)?;
        let (mut value, mut is_vague, mut end) = match kind {
            "cardinal" => (first, false, at + 1),
            "vague" => (first, true, at + 1),
            "multiplier" if matches!(self.folded(at.wrapping_sub(1)), "a" | "an" | "half") => {
                (first, false, at + 1)
            }
            _ => return None,
        };
        if self.folded(at) == "one" && !self.counts_one(at) {
            return None;
        }
        loop {
            let skip = usize::from(matches!(self.raw(end), "-" | "and") && lookup(end + 1).is_some());
            match lookup(end + skip) {
                Some((more, "cardinal")) if skip == 1 && more < value && value % 10.0 == 0.0 => {
                    value += more;
                    end += 2;
                }
                Some((factor, "multiplier")) if skip == 0 => {
                    value *= factor;
                    end += 1;
                }
                Some((_, "vague")) if skip == 0 && is_vague => {
                    is_vague = true;
                    end += 1;
                }
                _ => break,
            }
        }
        Some(Found { start: at, end, value, high: None, is_vague, suffix: None })
    }

    /// `one person was hurt`, but not `one of the largest`, `no one`, `the one`, `each one`.
    fn counts_one(&self, at: usize) -> bool {
        let after_noun = self
            .token(at + 1)
            .is_some_and(|t| t.kind == TokenKind::Word && !self.lexicon.word(t.word).is_stop);
        after_noun
            && !matches!(
                self.folded(at.wrapping_sub(1)),
                "no" | "the" | "this" | "that" | "each" | "any" | "every" | "some" | "another"
            )
            && !matches!(self.folded(at + 1), "day" | "time" | "another" | "point" | "thing")
    }

    fn mention(&self, sentence: SentenceNo, found: Found) -> Option<NumberMention> {
        // Ages, clock times, scores, model and street numbers count nothing.
        let before = self.token(found.start.wrapping_sub(1));
        if self.raw(found.end) == "-" && matches!(self.folded(found.end + 1), "year" | "day" | "old")
            || self.raw(found.end) == ":" && self.glued(found.end)
            || matches!(
                self.folded(found.end),
                "a.m." | "p.m." | "am" | "pm" | "a.m" | "p.m" | "o'clock" | "gmt"
            )
            || before
                .is_some_and(|t| t.of(self.text) == ":" && t.end == self.document.tokens[found.start].start)
            || self.is_age(&found)
            || before.is_some_and(|t| {
                t.is_capitalised()
                    && !self.lexicon.word(t.word).is_stop
                    && t.kind == TokenKind::Word
                    && found.start - 1 > self.sentence.tokens.start
                    && !self.raw(found.end).is_empty()
                    && self.is_name_number(&found)
            })
        {
            return None;
        }
        let (mut unit, mut dimension, mut factor, mut end) = (None, None, 1.0, found.end);
        let mut start = found.start;
        if let Some(u) = found.suffix.and_then(|s| self.unit(s)) {
            (unit, dimension, factor) = (Some(u.0), Some(u.1), u.2);
        } else if let Some(u) = self.unit(self.raw(found.start.wrapping_sub(1))).filter(|u| u.1 == "money") {
            (unit, dimension, factor) = (Some(u.0), Some(u.1), u.2);
            start -= 1;
        } else {
            let at = found.end + usize::from(self.raw(found.end) == "-");
            let two = format!("{} {}", self.folded(at), self.folded(at + 1));
            if let Some(u) = self.unit(&two) {
                (unit, dimension, factor, end) = (Some(u.0), Some(u.1), u.2, at + 2);
            } else if let Some(u) = self.unit(self.folded(at)).or_else(|| self.unit(self.raw(at))) {
                (unit, dimension, factor, end) = (Some(u.0), Some(u.1), u.2, at + 1);
            }
        }
        let (hedge, hedge_start) = self.hedge(start);
        let (counted, counted_end) = if unit.is_some() { (None, end) } else { self.counted(end) };
        let state = self.state(hedge_start, counted_end, dimension);
        let first = self.token(hedge_start)?.start as usize;
        let last = self.token(counted_end.max(end) - 1)?.end as usize;
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
            is_of_people: dimension.is_none() && counted.is_none_or(|c| self.is_people(c)),
            counted,
            state,
        })
    }

    /// `Smith, 45,` and `aged 45`.
    fn is_age(&self, found: &Found) -> bool {
        matches!(self.folded(found.start.wrapping_sub(1)), "aged" | "age")
            || self.raw(found.start.wrapping_sub(1)) == ","
                && matches!(self.raw(found.end), "," | ".")
                && found.value < 120.0
                && found.start >= 2
                && self.token(found.start - 2).is_some_and(Token::is_capitalised)
    }

    /// `Highway 214`, `Boeing 737`: a capitalised word inside the sentence right before.
    fn is_name_number(&self, found: &Found) -> bool {
        found.end == found.start + 1
            && self.unit(self.folded(found.end)).is_none()
            && self.counted(found.end).0.is_none()
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

    /// The noun after the number: the last word of the run of plain words there.
    fn counted(&self, from: usize) -> (Option<ConceptIx>, usize) {
        let mut at = from;
        if self.folded(at) == "of" {
            at += 1;
            while matches!(self.folded(at), "the" | "its" | "their" | "his" | "her" | "these" | "those") {
                at += 1;
            }
        }
        let mut found = (None, from);
        // "several dozen short-range ballistic missiles": adjectives, then the noun.
        for _ in 0..4 {
            let Some(token) = self.token(at) else { break };
            if token.kind == TokenKind::Mark && token.of(self.text) == "-" {
                at += 1;
                continue;
            }
            let word = self.lexicon.word(token.word);
            let is_end = token.kind != TokenKind::Word
                || word.is_stop && !matches!(word.text.as_ref(), "other" | "others" | "more")
                || tables().calendar.contains_key(word.text.as_ref());
            if is_end {
                break;
            }
            let concept = self.lexicon.concept_text(word.concept);
            if found.0.is_some() && (STATES.iter().any(|s| s == concept) || is_verb_like(&word.text)) {
                break;
            }
            at += 1;
            if PEOPLE_WORDS.contains(&word.text.as_ref()) || tables().role_nouns.contains(word.text.as_ref())
            {
                return (Some(word.concept), at);
            }
            if word.text.as_ref() != "more" {
                found = (Some(word.concept), at);
            }
        }
        found
    }

    fn is_people(&self, concept: ConceptIx) -> bool {
        let word = self.lexicon.concept_word(concept);
        PEOPLE_WORDS.contains(&word)
            || tables().role_nouns.contains(word)
            || STATES.iter().any(|s| s == self.lexicon.concept_text(concept))
    }

    /// What befell the thing counted: the nearest state word after it in its clause, else before the number.
    fn state(&self, start: usize, end: usize, dimension: Option<&str>) -> Option<ConceptIx> {
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
                || matches!(self.folded(at), "and" | "but" | "while" | "who" | "after" | "when")
        };
        let after =
            || (end..end + 5).take_while(|&at| self.token(at).is_some() && !is_border(at)).find_map(state_at);
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
