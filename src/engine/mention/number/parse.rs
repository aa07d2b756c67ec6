//! Digits and number words into values: `1,500`, `2.5m`, `three dozen`, `10 to 12`.

use crate::engine::data::lookup::tables;
use crate::engine::mention::reader::Reader;
use crate::engine::text::TokenKind;

/// A number as parsed: tokens `start..end`.
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub value: f64,
    pub high: Option<f64>,
    pub is_vague: bool,
    /// A unit that belongs to it: `10km`, `two-thirds`, `2:30 a.m.`.
    pub suffix: Option<Measure>,
}

/// A unit and what it measures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// Canonical unit.
    pub unit: &'static str,
    /// What it measures.
    pub dimension: &'static str,
    /// Times the unit's base.
    pub factor: f64,
}

/// What a fraction is given in.
const PER_CENT: Measure = Measure { unit: "per_cent", dimension: "per_cent", factor: 1.0 };

/// Languages that write `1.234,5` where English writes `1,234.5`. Source: Unicode CLDR, symbols of numbers.
const DECIMAL_COMMA: &[&str] = &[
    "es", "fr", "de", "pt", "it", "ru", "uk", "nl", "pl", "sv", "da", "nb", "fi", "cs", "tr", "ro", "id",
    "vi", "el", "hu", "bg",
];

/// `1.234,5` as `1234.5`: points before groups of three part thousands, any other is a decimal point.
fn with_decimal_point(digits: &str) -> String {
    let (whole, decimals) = digits.split_once(',').unwrap_or((digits, ""));
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or("");
    let are_thousands = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let whole = if are_thousands { whole.replace('.', "") } else { whole.to_owned() };
    if decimals.is_empty() { whole } else { format!("{whole}.{}", decimals.replace(',', "")) }
}

impl Reader<'_> {
    /// The number that begins at a token.
    pub(super) fn number_at(&self, at: usize) -> Option<Found> {
        let token = self.token(at)?;
        let word = self.lexicon.word(token.word);
        let may_begin = token.kind == TokenKind::Number || word.is_number_word || &*word.text == "a";
        if !may_begin {
            return None;
        }
        if let Some(found) = self.clock_at(at).or_else(|| self.fraction_at(at)) {
            return Some(found);
        }
        let mut found = self.digits_at(at).or_else(|| self.words_at(at))?;
        // "12 million", "3 dozen"
        while let Some((factor, end)) = self.multiplier(found.end) {
            found.value *= factor;
            found.end = end;
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
            while let Some((factor, end)) = self.multiplier(found.end) {
                found.high = found.high.map(|h| h * factor);
                if found.value < 1000.0 {
                    found.value *= factor;
                }
                found.end = end;
            }
        }
        Some(found)
    }

    /// The factor that stands at a token, and the token behind it.
    fn multiplier(&self, at: usize) -> Option<(f64, usize)> {
        if let Some(words) = self.quantities() {
            return self.multiplier_in(words, at);
        }
        match tables().number_words.get(self.folded(at))? {
            (factor, "multiplier") => Some((*factor, at + 1)),
            _ => None,
        }
    }

    fn digits_at(&self, at: usize) -> Option<Found> {
        let token = self.token(at).filter(|t| t.kind == TokenKind::Number)?;
        if let Some(found) = self.digits_with_characters(at) {
            return Some(found);
        }
        // A narrow blank that does not break joins digits to one token.
        let raw = token.of(self.text).replace('\u{202F}', "");
        let n_digits = raw.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(raw.len());
        let has_decimal_comma = DECIMAL_COMMA.contains(&self.document.lang.as_str());
        let mut digits = if has_decimal_comma {
            with_decimal_point(&raw[..n_digits])
        } else {
            raw[..n_digits].replace(',', "")
        };
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
        // "340 000", as many languages part thousands.
        while has_decimal_comma && suffix.is_empty() && !digits.contains('.') && self.is_thousands(end) {
            digits.push_str(self.raw(end));
            end += 1;
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
            other => match self.quantities().and_then(|words| words.get(other)) {
                Some(factor) if factor.dimension == "multiplier" => value *= factor.factor,
                _ => unit = Some(self.unit(other)?),
            },
        }
        Some(Found { start: at, end, value, high: None, is_vague: false, suffix: unit })
    }

    /// Whether a token is three digits and nothing else, one blank behind the token before it.
    fn is_thousands(&self, at: usize) -> bool {
        let (Some(before), Some(token)) = (self.token(at - 1), self.token(at)) else { return false };
        let gap = &self.text[before.end as usize..token.start as usize];
        let raw = token.of(self.text);
        raw.len() == 3
            && raw.bytes().all(|b| b.is_ascii_digit())
            && gap.chars().count() == 1
            && !gap.contains('\n')
    }

    /// `three-quarters of`, `two thirds of`, `a third of`: a share. Without a hyphen or "of" they may be parts of a
    /// year or a match.
    fn fraction_at(&self, at: usize) -> Option<Found> {
        let is_one = matches!(self.folded(at), "a" | "one");
        if !is_one && !self.token(at).is_some_and(|t| self.lexicon.word(t.word).is_number_word) {
            return None;
        }
        let many = || tables().number_words.get(self.folded(at)).filter(|n| n.1 == "cardinal").map(|n| n.0);
        let part = if is_one { 1.0 } else { many()? };
        let is_hyphen = self.raw(at + 1) == "-" && self.glued(at);
        let noun = at + 1 + usize::from(is_hyphen);
        let whole = match (self.folded(noun), is_one) {
            ("third", true) | ("thirds", false) => 3.0,
            ("quarter", true) | ("quarters", false) => 4.0,
            ("fifth", true) | ("fifths", false) => 5.0,
            ("sixth", true) | ("sixths", false) => 6.0,
            ("eighth", true) | ("eighths", false) => 8.0,
            ("tenth", true) | ("tenths", false) => 10.0,
            _ => return None,
        };
        let is_share = part < whole && (self.folded(noun + 1) == "of" || is_hyphen && !is_one);
        is_share.then_some(Found {
            start: at,
            end: noun + 1,
            value: 100.0 * part / whole,
            high: None,
            is_vague: false,
            suffix: Some(PER_CENT),
        })
    }

    fn is_money(&self, at: usize) -> bool {
        self.unit(self.raw(at.wrapping_sub(1))).is_some_and(|u| u.dimension == "money")
            || self.raw(at.wrapping_sub(1)).is_empty()
    }

    pub(super) fn words_at(&self, at: usize) -> Option<Found> {
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
}

#[cfg(test)]
mod tests {
    use crate::engine::article::Article;
    use crate::engine::mention;
    use crate::engine::read;
    use crate::engine::text::Lexicon;

    fn check(lang: &str, text: &str, expected: &[f64]) {
        let article =
            Article { id: "a".into(), text: text.into(), lang: Some(lang.into()), ..Article::default() };
        let mut lexicon = Lexicon::default();
        let documents = [read::document(&article, read::layout_of_statement(&article), &mut lexicon)];
        let mentions = mention::find(&[&article], &documents, &lexicon);
        let found: Vec<f64> = mentions[0].numbers.iter().map(|m| m.value).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn thousands_and_decimals_are_those_of_the_language() {
        check("en", "They had 1,234.5 stones and 340,000 bricks.", &[1234.5, 340_000.0]);
        check("de", "Es waren 1.234,5 Steine und 340.000 Ziegel.", &[1234.5, 340_000.0]);
        check("es", "Eran 2,7 kilos y 3.5 cajas.", &[2.7, 3.5]);
        check("fr", "Il y avait 340\u{202f}000 briques et 12 500 pierres.", &[340_000.0, 12_500.0]);
    }
}
