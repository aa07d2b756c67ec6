//! Whether two names can be one person's, from the names alone.

use super::parts::{Kind, one_part, parts, word_cost};
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
    align(a, b).or_else(|| turned(a, b))
}

/// Family name first in one, last in the other.
fn turned(a: &[String], b: &[String]) -> Option<OnePerson> {
    let both_given = |words: &[String]| words.iter().all(|w| tables().given_names.contains_key(w.as_str()));
    if a.len() != b.len() {
        return turned_shorter(a, b);
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
    let mut turned = b.to_vec();
    turned.rotate_left(1);
    let found = align(a, &turned).or_else(|| {
        turned.rotate_left(b.len().saturating_sub(2));
        align(a, &turned)
    })?;
    let reason = format!("{}, in another order", found.evidence.reason);
    Some(OnePerson { evidence: Evidence::new(reason, found.evidence.score - 0.05), ..found })
}

/// The same where one leaves out a middle name: `Rotenberg Arkady`, `Arkady Romanovich Rotenberg`.
fn turned_shorter(a: &[String], b: &[String]) -> Option<OnePerson> {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let mut turned = short.to_vec();
    turned.rotate_left(1);
    let found = align(&turned, long).filter(|_| short.len() == 2)?;
    let reason = format!("{}, in another order", found.evidence.reason);
    Some(OnePerson { evidence: Evidence::new(reason, found.evidence.score - 0.15), ..found })
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

/// Parts of two names laid side by side as far as two places.
#[derive(Clone, Default)]
struct Path {
    /// Least is best: parts left over weigh 1, spellings less.
    cost: f64,
    /// Parts that only the first, only the second has: a bit for each.
    only: [u16; 2],
    matched: u32,
    initials: u32,
    /// Whether a part is spelled in two ways.
    is_spelled: bool,
    /// Sum of what the spellings cost in the evidence.
    doubt: f64,
    reasons: Vec<String>,
}

/// Lays the parts of two names side by side, in order; either may leave parts out, but not both:
/// Mohammad Bahrum Sukarno is not Mohammad Naim Sukarno.
fn align(a: &[String], b: &[String]) -> Option<OnePerson> {
    /// Names have fewer parts; lists that pass for one have more.
    const MOST_PARTS: usize = 12;
    if a.len().max(b.len()) > MOST_PARTS {
        return None;
    }
    let width = b.len() + 1;
    let mut best: Vec<Option<Path>> = vec![None; (a.len() + 1) * width];
    best[0] = Some(Path::default());
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let Some(here) = best[i * width + j].take() else {
                continue;
            };
            if (i, j) == (a.len(), b.len()) {
                return judge(here, a, b);
            }
            for (n, m) in [(1, 1), (2, 1), (1, 2), (1, 0), (0, 1)] {
                if i + n > a.len() || j + m > b.len() {
                    continue;
                }
                let Some(next) = here.step(&a[i..i + n], &b[j..j + m], (i, j)) else {
                    continue;
                };
                let cell = &mut best[(i + n) * width + j + m];
                if cell.as_ref().is_none_or(|old| next.cost < old.cost) {
                    *cell = Some(next);
                }
            }
        }
    }
    None
}

impl Path {
    /// One part more on either side, or two that the other writes as one.
    fn step(&self, a: &[String], b: &[String], at: (usize, usize)) -> Option<Path> {
        if a.is_empty() || b.is_empty() {
            let (side, ix) = if b.is_empty() { (0, at.0) } else { (1, at.1) };
            if self.only[1 - side] != 0 {
                return None;
            }
            let mut next = self.clone();
            next.only[side] |= 1 << ix;
            next.cost += 1.0;
            return Some(next);
        }
        let (reason, doubt, kind) =
            if let Some(found) = initials_in_one(a, b).or_else(|| initials_in_one(b, a)) {
                found
            } else if a.len() + b.len() > 2 {
                // Written together in one: no letter may differ much.
                let n_letters = |parts: &[String]| parts.iter().map(String::len).sum::<usize>();
                if n_letters(a).abs_diff(n_letters(b)) > 2 {
                    return None;
                }
                let cost = word_cost(&a.concat(), &b.concat()).filter(|cost| *cost <= 0.35)?;
                (String::new(), cost * 0.15, Kind::Spelling)
            } else {
                one_part(&a[0], &b[0])?
            };
        let mut next = self.clone();
        next.initials += u32::from(kind == Kind::Initial);
        next.matched += u32::from(kind != Kind::Initial);
        next.is_spelled |= kind == Kind::Spelling;
        next.doubt += doubt;
        next.cost += 0.1 + doubt * 2.0;
        if !reason.is_empty() {
            next.reasons.push(reason);
        }
        Some(next)
    }
}

/// `JC` for `Jean-Claude`.
fn initials_in_one(short: &[String], long: &[String]) -> Option<(String, f64, Kind)> {
    let [letters] = short else { return None };
    let starts = long.iter().filter_map(|part| part.chars().next());
    (long.len() == 2 && letters.chars().eq(starts))
        .then(|| (format!("{letters} are the initials of {}", long.join(" ")), 0.1, Kind::Initial))
}

/// What an alignment says.
fn judge(path: Path, a: &[String], b: &[String]) -> Option<OnePerson> {
    if path.matched == 0 || path.matched + path.initials < 2 {
        return None;
    }
    let (only, longer) = if path.only[0] == 0 { (path.only[1], b) } else { (path.only[0], a) };
    let mut reasons = path.reasons;
    let mut score = 0.97 - path.doubt.min(0.3);
    if only != 0 {
        let (leading, trailing) = (only & 1 != 0, only >> (longer.len() - 1) & 1 != 0);
        // `George H. W. Bush` is not `George W. Bush`.
        let is_initial = |at: usize| only >> at & 1 != 0 && longer[at].len() == 1;
        let other_initials = path.initials > 0 && (0..longer.len()).any(is_initial);
        if only.count_ones() > path.matched || other_initials {
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
    let is_shorter = path.initials > 0 || only != 0;
    let evidence = Evidence::new(reasons.join("; "), score.max(0.5));
    Some(OnePerson { evidence, by_spelling: path.is_spelled, is_shorter, by_syllables: false })
}
