//! Whether two numbers of one thing can both be right.

use crate::engine::mention::NumberMention;
use crate::engine::mention::number::Hedge;

/// The values that a number leaves open: from, to.
fn interval(m: &NumberMention) -> (f64, f64) {
    let high = m.high.unwrap_or(m.value);
    /// A rounded number covers a tenth on either side: "about 50" and 47.
    const ROUNDING: f64 = 0.10;
    match m.hedge {
        Hedge::AtLeast | Hedge::MoreThan => (m.value, f64::INFINITY),
        Hedge::AtMost | Hedge::LessThan => (0.0, high),
        Hedge::Nearly => (m.value * (1.0 - 2.0 * ROUNDING), high),
        Hedge::About if m.is_vague => (m.value, m.value * 10.0),
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

/// A number as an editor writes it.
pub fn printed(m: &NumberMention) -> String {
    let hedge = match m.hedge {
        Hedge::Exact => "",
        Hedge::About => "about ",
        Hedge::Nearly => "nearly ",
        Hedge::AtLeast => "at least ",
        Hedge::MoreThan => "more than ",
        Hedge::AtMost => "at most ",
        Hedge::LessThan => "less than ",
    };
    let range = m.high.map_or(String::new(), |h| format!(" to {h}"));
    let unit = m.dimension.map_or(String::new(), |d| format!(" {}", base_unit(d, m.unit)));
    format!("{hedge}{}{range}{unit}", m.value)
}

fn base_unit(dimension: &'static str, unit: Option<&'static str>) -> &'static str {
    match dimension {
        "length" => "m",
        "mass" => "kg",
        "time" => "s",
        "area" => "m²",
        "volume" => "m³",
        "speed" => "m/s",
        _ => unit.unwrap_or(dimension),
    }
}
