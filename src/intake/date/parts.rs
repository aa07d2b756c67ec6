//! A time in small letters, taken apart into tokens and put together again from whichever order they stand in.

use super::Time;
use super::zone::{Zone, zone};
use jiff::civil::{Date, Time as Clock};

/// Digits, letters, or one mark or blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
    Mark(char),
}

/// `None` at a character that no time has.
fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = |part: fn(char) -> bool| rest.find(|c| !part(c)).unwrap_or(rest.len());
        let (token, n_bytes) = match first {
            '0'..='9' => {
                let n = end(|c| c.is_ascii_digit());
                (Token::Number(&rest[..n]), n)
            }
            'a'..='z' => {
                let n = end(|c| c.is_ascii_lowercase());
                (Token::Word(&rest[..n]), n)
            }
            c if c.is_whitespace() => (Token::Mark(' '), end(char::is_whitespace)),
            // A true minus sign, as typesetting programs write it.
            '\u{2212}' => (Token::Mark('-'), first.len_utf8()),
            '-' | '+' | ':' | '.' | ',' | '/' => (Token::Mark(first), 1),
            '–' | '—' | '|' | '·' | '•' => (Token::Mark(','), first.len_utf8()),
            _ => return None,
        };
        out.push(token);
        rest = &rest[n_bytes..];
    }
    Some(out)
}

/// What was found so far.
#[derive(Debug, Default)]
pub struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// Hour, minute, second.
    clock: Option<(i8, i8, i8)>,
    nanoseconds: i32,
    /// 12 for the afternoon, 0 for the morning.
    half: Option<i8>,
    zone: Option<Zone>,
}

impl Parts {
    /// The parts of a time in small letters; `None` if anything else stands in it.
    pub fn of(text: &str) -> Option<Parts> {
        let tokens = tokens(text)?;
        let mut parts = Parts::default();
        let mut rest = &tokens[..];
        while !rest.is_empty() {
            rest = parts.take(rest)?;
        }
        Some(parts)
    }

    /// Takes one part from the head; `None` if that is not how a time goes on.
    fn take<'t, 's>(&mut self, tokens: &'t [Token<'s>]) -> Option<&'t [Token<'s>]> {
        use Token::{Mark, Number, Word};
        match tokens {
            [Number(a), Mark(x @ ('-' | '/' | '.')), Number(b), Mark(y), Number(c), rest @ ..]
                if x == y && self.day.is_none() =>
            {
                self.date(a, b, c, *x)?;
                Some(rest)
            }
            [Number(h), Mark(':' | '.'), Number(m), rest @ ..] if self.clock.is_none() && m.len() == 2 => {
                let (s, rest) = match rest {
                    [Mark(':'), Number(s), rest @ ..] => (*s, rest),
                    _ => ("0", rest),
                };
                self.clock = Some((small(h)?, small(m)?, small(s)?));
                Some(self.fraction(rest))
            }
            [Word("t"), Number(n), rest @ ..] if self.clock.is_none() && n.len() > 2 => {
                self.compact_clock(n)?;
                Some(self.fraction(rest))
            }
            [Number(h), Mark(' '), Word("am" | "pm"), ..] | [Number(h), Word("am" | "pm"), ..]
                if self.clock.is_none() =>
            {
                self.clock = Some((small(h)?, 0, 0));
                Some(&tokens[1..])
            }
            [Mark(sign @ ('+' | '-')), Number(h), rest @ ..] if self.clock.is_some() || self.is_dated() => {
                let (h, m, rest) = match rest {
                    [Mark(':'), Number(m), rest @ ..] => (*h, *m, rest),
                    _ if h.len() == 4 => (&h[..2], &h[2..], rest),
                    _ => (*h, "0", rest),
                };
                let (hours, minutes) = (small(h)?, small(m)?);
                let seconds = i32::from(hours) * 3600 + i32::from(minutes) * 60;
                self.zone = Some(Zone::Offset(if *sign == '-' { -seconds } else { seconds }));
                (hours < 24 && minutes < 60).then_some(rest)
            }
            [Number(n), rest @ ..] => {
                self.number(n)?;
                Some(rest)
            }
            [Word(word), rest @ ..] => {
                self.word(word)?;
                Some(rest)
            }
            [Mark(_), rest @ ..] => Some(rest),
            [] => Some(tokens),
        }
    }

    /// Three numbers with one mark between: the year first, else the day; a month first only where it can be nothing else.
    fn date(&mut self, a: &str, b: &str, c: &str, mark: char) -> Option<()> {
        let (year, month, day) = match (a.len(), c.len()) {
            (4, 1 | 2) => (a, b, c),
            (1 | 2, 4) if mark == '.' || a == b || small(a)? > 12 => (c, b, a),
            (1 | 2, 4) if small(b)? > 12 => (c, a, b),
            (1 | 2, 2) if mark == '.' => (c, b, a),
            _ => return None,
        };
        self.year = Some(full_year(year)?);
        (self.month, self.day) = (Some(small(month)?), Some(small(day)?));
        Some(())
    }

    /// A number that stands alone: a day, a year, or digits that are set closely.
    fn number(&mut self, digits: &str) -> Option<()> {
        match digits.len() {
            1 | 2 if self.day.is_none() => self.day = Some(small(digits)?),
            2 if self.year.is_none() && self.month.is_some() => self.year = Some(full_year(digits)?),
            4 if self.year.is_none() && full_year(digits).is_some() => self.year = full_year(digits),
            4 if self.clock.is_none() => self.compact_clock(digits)?,
            8 | 12 | 14 if self.day.is_none() => {
                self.date(&digits[..4], &digits[4..6], &digits[6..8], '-')?;
                if digits.len() > 8 {
                    self.compact_clock(&digits[8..])?;
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn compact_clock(&mut self, digits: &str) -> Option<()> {
        let s = match digits.len() {
            4 => "0",
            6 => &digits[4..],
            _ => return None,
        };
        self.clock = Some((small(&digits[..2])?, small(&digits[2..4])?, small(s)?));
        Some(())
    }

    fn fraction<'t, 's>(&mut self, tokens: &'t [Token<'s>]) -> &'t [Token<'s>] {
        let [Token::Mark('.' | ','), Token::Number(digits), rest @ ..] = tokens else { return tokens };
        let nine = format!("{:0<9}", digits);
        self.nanoseconds = nine[..9].parse().unwrap_or(0);
        rest
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let ix = |names: &[&str]| names.iter().position(|name| word.len() > 2 && name.starts_with(word));
        if let Some(month) = ix(&MONTHS) {
            self.month = Some(i8::try_from(month).ok()? + 1);
        } else if word == "am" || word == "pm" {
            self.half = Some(if word == "pm" { 12 } else { 0 });
        } else if FILLERS.contains(&word) || ix(&WEEKDAYS).is_some() {
        } else if let Some(zone) = zone(word) {
            self.zone = Some(zone);
        } else if self.clock.is_some() && word.len() <= 5 {
            self.zone = Some(Zone::Unknown);
        } else {
            return None;
        }
        Some(())
    }

    fn is_dated(&self) -> bool {
        self.year.is_some() && self.month.is_some() && self.day.is_some()
    }

    /// The time, if the parts make a day.
    pub fn time(self) -> Option<Time> {
        let date = Date::new(self.year?, self.month?, self.day?).ok()?;
        let Some((hour, minute, second)) = self.clock else {
            return Some(Time { value: date.to_string(), assumed: None });
        };
        let hour = match self.half {
            Some(half) if hour <= 12 => hour % 12 + half,
            _ => hour,
        };
        let moment = if (hour, minute, second) == (24, 0, 0) {
            date.tomorrow().ok()?.to_datetime(Clock::midnight())
        } else {
            // A leap second; programs after this one do not know it.
            let second = if second == 60 { 59 } else { second };
            date.to_datetime(Clock::new(hour, minute, second, self.nanoseconds).ok()?)
        };
        let (offset, assumed) = match self.zone {
            Some(zone) => (zone.offset(moment)?, zone.assumed()),
            None => ("Z".to_owned(), Some("no zone is given")),
        };
        Some(Time { value: format!("{moment}{offset}"), assumed })
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words that stand between the parts.
const FILLERS: [&str; 12] = ["t", "at", "on", "of", "the", "st", "nd", "rd", "th", "uhr", "hrs", "h"];

/// A number of at most two digits.
fn small(digits: &str) -> Option<i8> {
    if digits.len() > 2 { None } else { digits.parse().ok() }
}

/// A year in which news was sent; programs write the year 1 for no time at all.
fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        4 => Some(year).filter(|year| (1900..2200).contains(year)),
        _ => None,
    }
}
