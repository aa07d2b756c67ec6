//! Whether two names can be one person's, from the names alone.

use super::pair::Pair;
use super::parts::{parts, word_cost};
use super::{chinese, japanese, korean};
use crate::engine::data::lookup::tables;
use crate::engine::evidence::Evidence;

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

/// A person's name in all the ways in which it can be read.
#[derive(Debug, Clone)]
pub struct PersonName {
    /// Folded, ASCII, without a suffix.
    words: Vec<String>,
    /// `jr`, `sr`, `ii` ...
    suffix: Option<String>,
    /// What is compared where no language's syllables decide.
    parts: Vec<String>,
    korean: Vec<korean::Reading>,
    /// The Korean reading of a name in Hangul or Chinese characters; the latter may be a Chinese name as well.
    native: Option<korean::Reading>,
    chinese: Vec<chinese::Reading>,
}

impl PersonName {
    /// Reads folded ASCII words; `printed` is the name as it stands, in whatever script.
    pub fn read(words: &[String], printed: &str) -> PersonName {
        let native = if printed.is_ascii() { None } else { korean::native_reading(printed) };
        let (words, suffix) = without_suffix(words);
        let (korean, chinese) = (korean::readings(&words), chinese::readings(&words));
        PersonName { parts: parts(&words), korean, native, chinese, words, suffix }
    }

    /// How near two names come to one Korean name, 0..=1, if both read as Korean.
    pub fn korean_nearness(&self, other: &PersonName) -> Option<f64> {
        korean::nearness(&self.korean, &other.korean)
    }

    /// Whether it reads as Korean and `other` as such a name with half its given name: nobody leaves that out.
    fn is_more_than_half(&self, other: &PersonName) -> bool {
        let (syllables, surnames) = (&tables().korean_syllables, &tables().korean_surnames);
        let known = |w: &String| syllables.contains_key(w.as_str()) || surnames.contains_key(w.as_str());
        !self.korean.is_empty() && other.words.len() == 2 && other.words.iter().all(known)
    }
}

/// Two names of at least two words each: one person or not.
pub fn one_person(a: &PersonName, b: &PersonName) -> Option<OnePerson> {
    // Father and son.
    if a.suffix.is_some() && b.suffix.is_some() && a.suffix != b.suffix {
        return None;
    }
    if a.words == b.words {
        return Some(OnePerson::same("the same name", 0.99));
    }
    let by_native = |a: &PersonName, b: &PersonName| {
        let native = a.native.as_slice();
        korean::one_name(native, &b.korean).or_else(|| korean::one_name(native, b.native.as_slice()))
    };
    let one_korean = by_native(a, b).or_else(|| by_native(b, a));
    if let Some((reason, score)) = one_korean.or_else(|| korean::one_name(&a.korean, &b.korean)) {
        let same = OnePerson::same(reason, score);
        return Some(OnePerson { by_spelling: score < 0.98, by_syllables: true, ..same });
    }
    // Names that read as Korean but have no common reading are two names, however alike they look.
    if !a.korean.is_empty() && !b.korean.is_empty() || a.is_more_than_half(b) || b.is_more_than_half(a) {
        return None;
    }
    if let Some(verdict) = chinese::one_name(&a.chinese, &b.chinese) {
        let same = |reason| OnePerson { by_syllables: true, ..OnePerson::same(reason, 0.95) };
        return verdict.ok().map(same);
    }
    let (a, b) = (a.parts.as_slice(), b.parts.as_slice());
    if a.concat() == b.concat() {
        return Some(OnePerson::same("the same name, its parts written apart or together", 0.97));
    }
    if let ([x], [y]) = (a, b) {
        let cost = word_cost(x, y).filter(|_| !chinese::are_two(x, y))?;
        let same = OnePerson::same("spellings of one name", 0.8 - 0.1 * cost.min(1.0));
        return Some(OnePerson { by_spelling: true, ..same });
    }
    if a.len() < 2 || b.len() < 2 {
        /// Shorter words written in one are like too many others.
        const LEAST_LETTERS: usize = 10;
        let (x, y) = (a.concat(), b.concat());
        let cost = word_cost(&x, &y).filter(|_| x.len().min(y.len()) >= LEAST_LETTERS)?;
        let same =
            OnePerson::same("spellings of one name, its parts written together", 0.8 - 0.1 * cost.min(1.0));
        return Some(OnePerson { by_spelling: true, ..same });
    }
    let pair = Pair::new(a, b)?;
    pair.align(&in_order(a.len()), &in_order(b.len())).or_else(|| turned(&pair))
}

/// Family name first in one, last in the other.
fn turned(pair: &Pair) -> Option<OnePerson> {
    let (a, b) = (pair.a, pair.b);
    let both_given = |words: &[String]| words.iter().all(|w| tables().given_names.contains_key(w.as_str()));
    if a.len() != b.len() {
        return turned_shorter(pair);
    }
    // Friedrich Hans is not Hans Friedrich; in Japan the family's name comes first as often as last.
    if a.len() == 2 && both_given(a) && !japanese::is_name(a) {
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
    let mut order = in_order(b.len());
    order.rotate_left(1);
    let found = pair.align(&in_order(a.len()), &order).or_else(|| {
        order.rotate_left(b.len().saturating_sub(2));
        pair.align(&in_order(a.len()), &order)
    })?;
    let reason = format!("{}, in another order", found.evidence.reason);
    Some(OnePerson { evidence: Evidence::new(reason, found.evidence.score - 0.05), ..found })
}

/// The same where one leaves out a middle name: `Rotenberg Arkady`, `Arkady Romanovich Rotenberg`.
fn turned_shorter(pair: &Pair) -> Option<OnePerson> {
    let (n, m) = (pair.a.len(), pair.b.len());
    let found = match (n, m) {
        (2, _) if m > 2 => pair.align(&[1, 0], &in_order(m)),
        (_, 2) if n > 2 => pair.align(&in_order(n), &[1, 0]),
        _ => None,
    }?;
    let reason = format!("{}, in another order", found.evidence.reason);
    Some(OnePerson { evidence: Evidence::new(reason, found.evidence.score - 0.15), ..found })
}

fn in_order(n: usize) -> Vec<usize> {
    (0..n).collect()
}

/// The family name: the last word that is no suffix such as `Jr`.
pub fn family_name(words: &[String]) -> &str {
    words.iter().rev().map(String::as_str).find(|w| !is_suffix(w)).unwrap_or("")
}

fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv")
}

fn without_suffix(words: &[String]) -> (Vec<String>, Option<String>) {
    let mut words: Vec<String> = words.iter().map(|w| w.trim_end_matches('.').to_owned()).collect();
    let has_suffix = words.len() > 2 && words.last().is_some_and(|w| is_suffix(w));
    let suffix = if has_suffix { words.pop() } else { None };
    (words, suffix)
}
