//! Whether two numbers of one thing can both be right.

use crate::engine::mention::NumberMention;
use crate::engine::mention::number::Hedge;
use crate::engine::params::facts::{NEXT_WORD, PLAUSIBLE, ROUNDING};

/// The values that a number leaves open: from, to.
fn interval(m: &NumberMention) -> (f64, f64) {
    let high = m.high.unwrap_or(m.value);
    match m.hedge {
        Hedge::AtMost | Hedge::LessThan => (0.0, high),
        _ if m.is_vague => (m.value, m.value * NEXT_WORD),
        Hedge::AtLeast | Hedge::MoreThan => (m.value, m.value * PLAUSIBLE),
        Hedge::Nearly => (m.value * (1.0 - 2.0 * ROUNDING), high),
        Hedge::About => (m.value * (1.0 - ROUNDING), high * (1.0 + ROUNDING)),
        Hedge::Exact => (m.value, high),
    }
}

/// Whether some value fits both.
pub fn compatible(m: &NumberMention, n: &NumberMention) -> bool {
    let ((a, b), (c, d)) = (interval(m), interval(n));
    a <= d + 1e-9 && c <= b + 1e-9
}

/// Whether neither is hedged.
pub fn both_exact(m: &NumberMention, n: &NumberMention) -> bool {
    m.hedge == Hedge::Exact && n.hedge == Hedge::Exact && !m.is_vague && !n.is_vague
}

/// A number as an editor writes it; `text` is what it was found in. A measure keeps the unit of its
/// source, because a converted one is nobody's.
pub fn printed(m: &NumberMention, text: &str) -> String {
    if m.is_vague || m.dimension.is_some() {
        return m.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let hedge = match m.hedge {
        Hedge::Exact => "",
        Hedge::About => "about ",
        Hedge::Nearly => "nearly ",
        Hedge::AtLeast => "at least ",
        Hedge::MoreThan => "more than ",
        Hedge::AtMost => "at most ",
        Hedge::LessThan => "less than ",
    };
    let range = m.high.map_or(String::new(), |h| format!(" to {}", plain(h)));
    format!("{hedge}{}{range}", plain(m.value))
}

/// What two mentions of one value have in common, however they are written.
pub fn key(m: &NumberMention) -> (String, String, String) {
    let digits = |value: f64| format!("{value:.6e}");
    (digits(m.value), m.high.map_or(String::new(), digits), format!("{:?}", m.hedge))
}

/// A value in figures: `16.6 billion`, `1,204`, `5.9`.
fn plain(value: f64) -> String {
    for (size, word) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        if value >= size {
            return format!("{} {word}", rounded(value / size));
        }
    }
    rounded(value)
}

/// Up to three decimals, commas between thousands.
fn rounded(value: f64) -> String {
    let text = format!("{value:.3}");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let decimals = decimals.trim_end_matches('0');
    if !decimals.is_empty() {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_news_has_them() {
        let found: Vec<_> = [16_600_000_000.000_002, 1204.0, 5.9, 0.25, 120.0].map(plain).into();
        assert_eq!(found, ["16.6 billion", "1,204", "5.9", "0.25", "120"]);
    }
}
