//! Times of day: `2:30 a.m.`, `11am`, `8.30 pm`, `0800 GMT`, `four o'clock`.

use super::parse::{Found, Measure};
use crate::engine::mention::reader::Reader;
use crate::engine::text::TokenKind;

/// What a time of day is measured in: hours since midnight, where it was.
const LOCAL: Measure = Measure { unit: "clock", dimension: "time of day", factor: 1.0 };
/// The same where Greenwich is.
const UNIVERSAL: Measure = Measure { unit: "clock_utc", dimension: "time of day", factor: 1.0 };

impl Reader<'_> {
    /// The time of day that begins at a token. Without `a.m.`, a zone or `o'clock` it may be anything: a score, a
    /// verse, a lap.
    pub(super) fn clock_at(&self, at: usize) -> Option<Found> {
        let (hour, minute, mut end, glued) = self.hour_and_minute(at)?;
        let mut measure = LOCAL;
        let mut half = glued;
        if half.is_none() {
            half = match self.folded(end) {
                "a.m" | "a.m." | "am" => Some(0.0),
                "p.m" | "p.m." | "pm" => Some(12.0),
                _ => None,
            };
            end += usize::from(half.is_some());
            // "2:30 a.m" and its stop.
            end += usize::from(
                half.is_some()
                    && self.raw(end - 1).ends_with('m')
                    && self.raw(end) == "."
                    && self.glued(end - 1)
                    && self.token(end + 1).is_some(),
            );
        }
        let is_universal = matches!(self.folded(end), "gmt" | "utc");
        let is_zone = matches!(
            self.raw(end),
            "BST" | "EST" | "EDT" | "CET" | "CEST" | "PST" | "PDT" | "IST" | "CST" | "CDT" | "ET"
        ) || self.folded(end) == "local" && self.folded(end + 1) == "time"
            || matches!(self.folded(end), "o'clock" | "o\u{2019}clock");
        if is_universal {
            measure = UNIVERSAL;
            end += 1;
        }
        if half.is_none() && !is_universal && !is_zone {
            return None;
        }
        let hour = match half {
            Some(half) if (1.0..=12.0).contains(&hour) => hour % 12.0 + half,
            None => hour,
            Some(_) => return None,
        };
        let value = hour + minute / 60.0;
        (value < 24.0).then_some(Found {
            start: at,
            end,
            value,
            high: None,
            is_vague: false,
            suffix: Some(measure),
        })
    }

    /// Hour, minute, the token after them, and what `am` or `pm` glued to the digits adds.
    fn hour_and_minute(&self, at: usize) -> Option<(f64, f64, usize, Option<f64>)> {
        let token = self.token(at)?;
        if token.kind != TokenKind::Number {
            let hour = self.words_at(at).filter(|found| !found.is_vague && found.value <= 12.0)?;
            return Some((hour.value, 0.0, hour.end, None));
        }
        let (digits, half) = without_half(token.of(self.text));
        if let Some((hour, minute)) = digits.split_once('.') {
            return Some((small(hour, 23)?, whole_minutes(minute)?, at + 1, half));
        }
        // "2:30", and a tokeniser's "8. 30".
        let parts = self.raw(at + 1) == ":" && self.glued(at) && self.glued(at + 1)
            || self.raw(at + 1) == "." && self.glued(at) && !self.glued(at + 1);
        if parts && half.is_none() {
            let (minute, half) = without_half(self.raw(at + 2));
            if let Some(minute) = whole_minutes(minute) {
                return Some((small(digits, 23)?, minute, at + 3, half));
            }
        }
        if digits.len() == 4 && half.is_none() {
            let (hour, minute) = digits.split_at_checked(2)?;
            return Some((small(hour, 23)?, whole_minutes(minute)?, at + 1, None));
        }
        Some((small(digits, 23)?, 0.0, at + 1, half))
    }
}

/// `11am` without its letters, and the hours that they add.
fn without_half(raw: &str) -> (&str, Option<f64>) {
    let is = |letters: &str| {
        let digits = raw.len().checked_sub(letters.len()).and_then(|n| raw.split_at_checked(n));
        digits.filter(|(_, tail)| tail.eq_ignore_ascii_case(letters)).map(|(digits, _)| digits)
    };
    match (is("am"), is("pm")) {
        (Some(digits), _) => (digits, Some(0.0)),
        (_, Some(digits)) => (digits, Some(12.0)),
        _ => (raw, None),
    }
}

fn small(digits: &str, most: u32) -> Option<f64> {
    let is_short = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse::<u32>().ok().filter(|n| is_short && *n <= most).map(f64::from)
}

fn whole_minutes(digits: &str) -> Option<f64> {
    small(digits, 59).filter(|_| digits.len() == 2)
}

#[cfg(test)]
mod tests {
    use crate::engine::article::Article;
    use crate::engine::mention;
    use crate::engine::read;
    use crate::engine::text::Lexicon;

    fn check(text: &str, expected: &[(f64, &str)]) {
        let article = Article {
            id: "a".into(),
            source: "a".into(),
            text: text.into(),
            lang: Some("en".into()),
            ..Article::default()
        };
        let mut lexicon = Lexicon::default();
        let documents = [read::document(&article, read::layout_of_statement(&article), &mut lexicon)];
        let mentions = mention::find(&[&article], &documents, &lexicon);
        let found: Vec<_> = mentions[0].numbers.iter().map(|m| (m.value, m.unit.unwrap_or("none"))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_time_of_day_is_hours_since_midnight() {
        check("Police came at 2:30 a.m. on Sunday.", &[(2.5, "clock")]);
        check("Police came at about 2.30pm with dogs.", &[(14.5, "clock")]);
        check("By 8. 30am crews were there.", &[(8.5, "clock")]);
        check("He died about 11am on Friday.", &[(11.0, "clock")]);
        check("It struck at 12:15 a.m. and at noon.", &[(0.25, "clock")]);
        check("It was cut at 0800 GMT.", &[(8.0, "clock_utc")]);
        check("The fire was out by 09:30 BST.", &[(9.5, "clock")]);
        check("Shots fell at four o'clock.", &[(4.0, "clock")]);
    }

    #[test]
    fn digits_with_a_colon_alone_are_no_time() {
        check("He stopped the fight at 2:56 of the sixth round.", &[]);
        check("They saw 13 a.m.", &[]);
    }

    #[test]
    fn a_fraction_is_a_share() {
        check("Nearly three-quarters of users agreed.", &[(75.0, "per_cent")]);
        check("Some two thirds of the town burned.", &[(200.0 / 3.0, "per_cent")]);
        check("A third of them fled.", &[(100.0 / 3.0, "per_cent")]);
        check("It was a third attempt after two quarters.", &[(2.0, "none")]);
    }
}
