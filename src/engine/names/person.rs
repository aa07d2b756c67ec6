//! Whether two names can be one person's, from the names alone.

use super::{korean, spelling};
use crate::engine::data::lookup::tables;
use crate::engine::evidence::Evidence;

/// Most that two spellings of one word may cost under the spelling rules, for each letter of the
/// longer one. Found on `data/names` (mixed and sanctions-list pairs): see `tests/quality`.
pub const COST_PER_LETTER: f64 = 0.09;

/// Two names of at least two words each: one person or not. Words are folded and ASCII.
pub fn one_person(a: &[String], b: &[String]) -> Option<Evidence> {
    let (a, b) = (without_suffix(a), without_suffix(b));
    if a == b {
        return Some(Evidence::new("the same name", 0.99));
    }
    if a.len() < 2 || b.len() < 2 {
        return None;
    }
    if let Some(reading) = korean::one_name(&a, &b) {
        return Some(Evidence::new(reading.reason, reading.score));
    }
    if both_korean(&a, &b) {
        return None;
    }
    same_order(&a, &b).or_else(|| {
        // Family name first in one, last in the other.
        let mut turned = b.clone();
        turned.rotate_left(1);
        let found = same_order(&a, &turned)?;
        let all_exact = a.iter().all(|w| turned.contains(w));
        (a.len() == b.len() && all_exact)
            .then(|| Evidence::new(format!("{}, in another order", found.reason), found.score - 0.05))
    })
}

/// Names that read as Korean but have no common reading are two names, however alike they look.
fn both_korean(a: &[String], b: &[String]) -> bool {
    korean::is_korean(a) && korean::is_korean(b)
}

/// The family name: the last word that is no suffix such as `Jr`.
pub fn family_name(words: &[String]) -> &str {
    let is_suffix = |w: &str| matches!(w.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv");
    words.iter().rev().map(String::as_str).find(|w| !is_suffix(w)).unwrap_or("")
}

fn without_suffix(words: &[String]) -> Vec<String> {
    let mut words: Vec<String> = words.iter().map(|w| w.trim_end_matches('.').to_owned()).collect();
    while words.len() > 2
        && matches!(words.last().map(String::as_str), Some("jr" | "sr" | "ii" | "iii" | "iv"))
    {
        words.pop();
    }
    words
}

/// Compares family name with family name and given with given; middle names may be missing.
fn same_order(a: &[String], b: &[String]) -> Option<Evidence> {
    let (family_a, family_b) = (a.last()?, b.last()?);
    let (first_a, first_b) = (a.first()?, b.first()?);
    let family_cost = word_cost(family_a, family_b)?;
    let given = given_names(first_a, first_b)?;
    // Middle names that both have must agree.
    let (middle_a, middle_b) = (&a[1..a.len() - 1], &b[1..b.len() - 1]);
    if !middle_a.is_empty() && !middle_b.is_empty() {
        let agree = middle_a.iter().any(|x| middle_b.iter().any(|y| given_names(x, y).is_some()));
        if !agree {
            return None;
        }
    }
    let mut reasons = Vec::new();
    if family_cost > 0.0 {
        reasons.push(format!("{family_a} and {family_b} are spellings of one name"));
    }
    if !given.0.is_empty() {
        reasons.push(given.0);
    }
    if middle_a.len() != middle_b.len() {
        reasons.push("one leaves out a middle name".to_owned());
    }
    let score = 0.97 - family_cost.min(1.0) * 0.15 - given.1;
    Some(Evidence::new(
        format!(
            "same family name; {}",
            if reasons.is_empty() { "same given name".into() } else { reasons.join("; ") }
        ),
        score,
    ))
}

/// Reason and cost if two given names can be one: the same, an initial, a nickname, another spelling.
fn given_names(x: &str, y: &str) -> Option<(String, f64)> {
    if x == y {
        return Some((String::new(), 0.0));
    }
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let initial = short.trim_end_matches('.');
    if initial.chars().count() == 1 && long.starts_with(initial) {
        return Some((format!("{short} is the initial of {long}"), 0.08));
    }
    if initial.contains('.') && initial.starts_with(long.chars().next()?) && initial.len() <= 5 {
        return Some((format!("{short} are initials that may be {long}'s"), 0.12));
    }
    if tables().nicknames.contains(&(x.to_owned(), y.to_owned())) {
        return Some((format!("{short} is short for {long}"), 0.05));
    }
    let cost = word_cost(x, y)?;
    Some((format!("{x} and {y} are spellings of one name"), cost.min(1.0) * 0.15))
}

/// Cost of two spellings, if it is small enough for one name.
pub fn word_cost(x: &str, y: &str) -> Option<f64> {
    if x == y {
        return Some(0.0);
    }
    let longest = x.len().max(y.len());
    if longest < 4 {
        return None;
    }
    let cost = spelling::distance(x, y);
    (cost <= COST_PER_LETTER * longest as f64).then_some(cost)
}
