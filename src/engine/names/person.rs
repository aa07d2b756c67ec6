//! Whether two names can be one person's, from the names alone.

use super::parts::parts;
use super::{chinese, korean, spelling};
use crate::engine::data::lookup::tables;
use crate::engine::evidence::Evidence;

/// Most that two spellings of one word may cost under the spelling rules, for each letter of the
/// longer one. Found on `data/names` (mixed and sanctions-list pairs): see `tests/quality`.
pub const COST_PER_LETTER: f64 = 0.09;

/// The same where vowels weigh less, as between alphabets that do not write them. Of 0.13 and 0.17, the one with
/// the better F1 on `data/names`, all of which was in view.
const LOOSE_PER_LETTER: f64 = 0.17;

/// Evidence below this joins two names that are asked about; inside a story, where brothers and
/// namesakes stand side by side, only evidence from here on does.
pub const SURE: f64 = 0.85;

/// Why two names are one person's.
pub struct OnePerson {
    /// The reason and how sure it is.
    pub evidence: Evidence,
    /// Whether letters differ: then one article that prints both means two people.
    pub by_spelling: bool,
    /// Whether one says less (an initial, a part left out) and could be somebody else's short form too.
    pub is_shorter: bool,
    /// Whether the syllables of a language show it, so that both are people's names.
    pub by_syllables: bool,
}

impl OnePerson {
    fn same(reason: impl Into<std::borrow::Cow<'static, str>>, score: f64) -> OnePerson {
        let evidence = Evidence::new(reason, score);
        OnePerson { evidence, by_spelling: false, is_shorter: false, by_syllables: false }
    }
}

/// Two names of at least two words each: one person or not. Words are folded and ASCII.
pub fn one_person(a: &[String], b: &[String]) -> Option<OnePerson> {
    let (a, b) = (without_suffix(a), without_suffix(b));
    if a == b {
        return Some(OnePerson::same("the same name", 0.99));
    }
    if let Some(reading) = korean::one_name(&a, &b) {
        let by_spelling = reading.score < 0.98;
        let same = OnePerson::same(reading.reason, reading.score);
        return Some(OnePerson { by_spelling, by_syllables: true, ..same });
    }
    // Names that read as Korean but have no common reading are two names, however alike they look.
    if korean::is_korean(&a) && korean::is_korean(&b) {
        return None;
    }
    if given_name_missing(&a, &b) || given_name_missing(&b, &a) {
        return None;
    }
    if let Some(verdict) = chinese::one_name(&a, &b) {
        let same = |reason| OnePerson { by_syllables: true, ..OnePerson::same(reason, 0.95) };
        return verdict.ok().map(same);
    }
    let (a, b) = (parts(&a), parts(&b));
    if a.concat() == b.concat() {
        return Some(OnePerson::same("the same name, its parts written apart or together", 0.97));
    }
    if let ([x], [y]) = (a.as_slice(), b.as_slice()) {
        let cost = word_cost(x, y).filter(|_| !chinese::are_two(x, y))?;
        let same = OnePerson::same("spellings of one name", 0.8 - 0.1 * cost.min(1.0));
        return Some(OnePerson { by_spelling: true, ..same });
    }
    if a.len() < 2 || b.len() < 2 {
        return None;
    }
    align(&a, &b).or_else(|| turned(&a, &b))
}

/// Whether `a` reads as a Korean name and `b` as one with half its given name: nobody leaves that out.
fn given_name_missing(a: &[String], b: &[String]) -> bool {
    let (syllables, surnames) = (&tables().korean_syllables, &tables().korean_surnames);
    let known = |w: &String| syllables.contains_key(w.as_str()) || surnames.contains_key(w.as_str());
    b.len() == 2 && korean::is_korean(a) && b.iter().all(known)
}

/// Family name first in one, last in the other.
fn turned(a: &[String], b: &[String]) -> Option<OnePerson> {
    let both_given = |words: &[String]| words.iter().all(|w| tables().given_names.contains_key(w.as_str()));
    if a.len() != b.len() || a.len() == 2 && both_given(a) {
        return None;
    }
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    // A father's name is not his son's: Salman bin Muhammad, Muhammad bin Salman.
    if a[0] == b[0] && sorted(a) == sorted(b) {
        return Some(OnePerson::same("the same parts in another order", 0.9));
    }
    let mut turned = b.to_vec();
    turned.rotate_left(1);
    let found = align(a, &turned).or_else(|| {
        turned.rotate_left(b.len().saturating_sub(2));
        align(a, &turned)
    })?;
    let reason = format!("{}, in another order", found.evidence.reason);
    Some(OnePerson { evidence: Evidence::new(reason, found.evidence.score - 0.05), ..found })
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

/// What one step of an alignment does with the parts of two names.
#[derive(Clone)]
struct Path {
    /// Least is best: parts left over weigh 1, spellings less.
    cost: f64,
    /// Parts that only the first, only the second has.
    only: [Vec<usize>; 2],
    matched: usize,
    initials: usize,
    /// Whether a part is spelled in two ways.
    is_spelled: bool,
    /// Sum of what the spellings cost in the evidence.
    doubt: f64,
    reasons: Vec<String>,
}

/// Lays the parts of two names side by side, in order; either may leave parts out, but not both:
/// Mohammad Bahrum Sukarno is not Mohammad Naim Sukarno.
fn align(a: &[String], b: &[String]) -> Option<OnePerson> {
    if a.len() > 12 || b.len() > 12 {
        return None;
    }
    let start = Path {
        cost: 0.0,
        only: [Vec::new(), Vec::new()],
        matched: 0,
        initials: 0,
        is_spelled: false,
        doubt: 0.0,
        reasons: Vec::new(),
    };
    let mut best: Vec<Vec<Option<Path>>> = vec![vec![None; b.len() + 1]; a.len() + 1];
    best[0][0] = Some(start);
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let Some(here) = best[i][j].clone() else {
                continue;
            };
            for (n, m) in [(1, 1), (2, 1), (1, 2), (1, 0), (0, 1)] {
                if i + n > a.len() || j + m > b.len() {
                    continue;
                }
                let Some(next) = step(&here, &a[i..i + n], &b[j..j + m], (i, j)) else {
                    continue;
                };
                let cell = &mut best[i + n][j + m];
                if cell.as_ref().is_none_or(|old| next.cost < old.cost) {
                    *cell = Some(next);
                }
            }
        }
    }
    judge(best[a.len()][b.len()].take()?, a, b)
}

fn step(here: &Path, a: &[String], b: &[String], at: (usize, usize)) -> Option<Path> {
    let mut next = here.clone();
    if a.is_empty() || b.is_empty() {
        let (side, ix) = if b.is_empty() { (0, at.0) } else { (1, at.1) };
        next.only[side].push(ix);
        next.cost += 1.0;
        return Some(next);
    }
    let (x, y) = (a.concat(), b.concat());
    let found = if a.len() + b.len() > 2 {
        // Written together in one: no letter may differ much.
        word_cost(&x, &y)
            .filter(|cost| *cost <= 0.35)
            .map(|cost| (String::new(), cost * 0.15, Kind::Spelling))?
    } else {
        one_part(&x, &y)?
    };
    next.initials += usize::from(found.2 == Kind::Initial);
    next.matched += usize::from(found.2 != Kind::Initial);
    next.is_spelled |= found.2 == Kind::Spelling;
    next.doubt += found.1;
    next.cost += 0.1 + found.1 * 2.0;
    if !found.0.is_empty() {
        next.reasons.push(found.0);
    }
    Some(next)
}

/// What an alignment says.
fn judge(path: Path, a: &[String], b: &[String]) -> Option<OnePerson> {
    let [only_a, only_b] = &path.only;
    if !only_a.is_empty() && !only_b.is_empty() {
        return None;
    }
    if path.matched == 0 || path.matched + path.initials < 2 {
        return None;
    }
    let (only, longer) = if only_a.is_empty() { (only_b, b) } else { (only_a, a) };
    let mut reasons = path.reasons.clone();
    let mut score = 0.97 - path.doubt.min(0.3);
    if !only.is_empty() {
        let (leading, trailing) = (only.contains(&0), only.contains(&(longer.len() - 1)));
        if only.len() > path.matched {
            return None;
        }
        score -= match (leading, trailing) {
            (true, _) => 0.25,
            (_, true) => 0.15,
            _ => 0.0,
        };
        reasons.push(match (leading, trailing) {
            (true, _) => "one leaves out a first name".to_owned(),
            (_, true) => "one leaves out a last name".to_owned(),
            _ => "one leaves out a middle name".to_owned(),
        });
    }
    if reasons.is_empty() {
        reasons.push("the same parts".to_owned());
    }
    let is_shorter = path.initials > 0 || !only.is_empty();
    let evidence = Evidence::new(reasons.join("; "), score.max(0.5));
    Some(OnePerson { evidence, by_spelling: path.is_spelled, is_shorter, by_syllables: false })
}

/// In what way two parts are one.
#[derive(PartialEq)]
enum Kind {
    Same,
    Initial,
    Spelling,
}

/// Reason, doubt and kind, if two parts can be one.
fn one_part(x: &str, y: &str) -> Option<(String, f64, Kind)> {
    if x == y {
        let kind = if x.len() == 1 { Kind::Initial } else { Kind::Same };
        return Some((String::new(), 0.0, kind));
    }
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    if short.chars().count() == 1 && long.starts_with(short) {
        return Some((format!("{short} is the initial of {long}"), 0.08, Kind::Initial));
    }
    if tables().nicknames.contains(&(x.to_owned(), y.to_owned())) {
        return Some((format!("{short} is short for {long}"), 0.05, Kind::Same));
    }
    let row = |w: &str| tables().given_equivalents.get(w);
    if row(x).is_some() && row(x) == row(y) {
        return Some((format!("{x} and {y} are forms of one given name"), 0.04, Kind::Spelling));
    }
    let reason = || format!("{x} and {y} are spellings of one name");
    if let Some(cost) = word_cost(x, y) {
        return Some((reason(), cost.min(1.0) * 0.15, Kind::Spelling));
    }
    if other_sex(x, y) || !spelling::may_be_one(x, y) {
        return None;
    }
    let longest = x.len().max(y.len());
    let cost = spelling::loose_distance(x, y);
    let fits = longest >= 4 && cost <= LOOSE_PER_LETTER * longest as f64;
    fits.then(|| (reason(), 0.14 + 0.1 * cost.min(1.0), Kind::Spelling))
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
    let longest = x.len().max(y.len());
    if longest < 4 || other_sex(x, y) || !spelling::may_be_one(x, y) {
        return None;
    }
    let cost = spelling::distance(x, y);
    (cost <= COST_PER_LETTER * longest as f64).then_some(cost)
}
