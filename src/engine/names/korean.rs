//! Korean names in Latin letters: two spellings are one name if for the family name and for each
//! syllable of the given name there is a Hangul syllable that is written both ways.

use super::parts::capital;
use super::{script, spelling};
use crate::engine::data::lookup::{Spelled, tables};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A name read as Korean. Each part is in Latin letters, or it is the Hangul itself where the name is so written.
#[derive(Debug, Clone)]
pub struct Reading {
    family: String,
    given: [String; 2],
}

/// Whether two names can be one Korean name by any of their readings: for an editor which syllables differ
/// and which Hangul joins them, and how sure that is, 0..=1.
pub fn one_name(a: &[Reading], b: &[Reading]) -> Option<(String, f64)> {
    a.iter().find_map(|x| b.iter().find_map(|y| join(x, y)))
}

/// `호 is written ho`, and `and o` where both are in Latin letters.
fn written(hangul: &str, x: &str, y: &str) -> String {
    let spellings: Vec<&str> = [x, y].into_iter().filter(|s| !s.starts_with(script::is_hangul)).collect();
    format!("{hangul} is written {}", spellings.join(" and "))
}

/// How near two names come to one Korean name, 0..=1; `None` if either does not read as Korean. Half the
/// nation shares a family name, so the syllables of the given name tell.
pub fn nearness(a: &[Reading], b: &[Reading]) -> Option<f64> {
    let of_pair = |x: &Reading, y: &Reading| {
        let family = common(&tables().korean_surnames, &x.family, &y.family).map_or(0.3, |_| 1.0);
        let given = x.given.iter().zip(&y.given).map(|(p, q)| syllable_nearness(p, q));
        given.fold(family, |near, syllable| near * syllable)
    };
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| of_pair(x, y)));
    pairs.max_by(f64::total_cmp)
}

fn syllable_nearness(x: &str, y: &str) -> f64 {
    if x == y || usual(x, y).is_some() {
        return 1.0;
    }
    // Both may be one Hangul, but for one of them that is not what it usually stands for: jong, jeong.
    if common(&tables().korean_syllables, x, y).is_some() {
        return 0.8;
    }
    let longest = x.len().max(y.len()) as f64;
    let apart = spelling::loose_distance(x, y, longest).unwrap_or(longest);
    0.7 * (1.0 - apart / longest)
}

fn join(a: &Reading, b: &Reading) -> Option<(String, f64)> {
    let family = common(&tables().korean_surnames, &a.family, &b.family)?;
    let mut reasons = Vec::new();
    if a.family != b.family {
        reasons.push(written(family, &capital(&a.family), &capital(&b.family)));
    }
    for (x, y) in a.given.iter().zip(&b.given) {
        let hangul = if x == y { None } else { Some(usual(x, y)?) };
        if let Some(hangul) = hangul {
            reasons.push(written(hangul, x, y));
        }
    }
    let score = 0.98 - 0.02 * reasons.len() as f64;
    let reason = if reasons.is_empty() {
        "one Korean name, written apart or with a hyphen".to_owned()
    } else {
        format!("one Korean name: {}", reasons.join("; "))
    };
    Some((reason, score))
}

/// The reading of a name in Hangul or in Chinese characters, its family name first: `장호진`, `張鎬鎭`. None for
/// other names, and where no Korean family is so written.
pub fn native_reading(name: &str) -> Option<Reading> {
    let letters: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
    let [family, first, second] = letters.as_slice() else {
        return None;
    };
    let tables = tables();
    if [family, first, second].iter().all(|c| script::is_hangul(**c)) {
        let given = [first.to_string(), second.to_string()];
        return Some(Reading { family: family.to_string(), given });
    }
    let given = |c: &char| tables.korean_hanja.get(c).map(|hangul| (*hangul).to_owned());
    let family = tables.korean_families.get(family).map(|hangul| (*hangul).to_owned())?;
    Some(Reading { family, given: [given(first)?, given(second)?] })
}

/// The readings of a folded name, none if nothing says that it is Korean: family name first, and last.
/// Where a hyphen binds two syllables, they are the given name.
pub fn readings(words: &[String]) -> Vec<Reading> {
    let is_mark = |c: char| matches!(c, '\'' | '\u{2019}' | '`');
    let bare = |w: &String| if w.contains(is_mark) { w.replace(is_mark, "") } else { w.clone() };
    let words: Vec<String> = words.iter().map(bare).collect();
    let parse = |family: &String, given: &[String]| {
        let is_family = tables().korean_surnames.contains_key(family.as_str());
        let given = if is_family { given_name(given)? } else { return None };
        Some(Reading { family: family.clone(), given })
    };
    match words.as_slice() {
        [first, middle @ .., last] => {
            let family_first = parse(first, &words[1..]);
            let family_last = parse(last, &words[..=middle.len()]);
            family_first.into_iter().chain(family_last).collect()
        }
        _ => Vec::new(),
    }
}

fn given_name(words: &[String]) -> Option<[String; 2]> {
    let known = |w: &str| tables().korean_syllables.contains_key(w);
    let given: Vec<&str> = words.iter().flat_map(|w| w.split('-')).collect();
    match given.as_slice() {
        [one] => split_syllables(one),
        [x, y] if known(x) && known(y) => Some([(*x).to_owned(), (*y).to_owned()]),
        _ => None,
    }
}

/// `hojin` into `ho`, `jin`: the one cut that leaves two known syllables, the most even first.
fn split_syllables(word: &str) -> Option<[String; 2]> {
    if !word.is_ascii() {
        return None;
    }
    let known = |w: &str| tables().korean_syllables.contains_key(w);
    let cuts = (1..word.len()).filter(|&at| known(&word[..at]) && known(&word[at..]));
    let cut = cuts.min_by_key(|&at| (2 * at).abs_diff(word.len()))?;
    Some([word[..cut].to_owned(), word[cut..].to_owned()])
}

/// A Hangul syllable that is written both as `x` and as `y`.
fn common(table: &'static FxHashMap<String, Spelled>, x: &str, y: &str) -> Option<&'static str> {
    let (of_x, of_y) = (meanings(table, x)?, meanings(table, y)?);
    let shared = of_x.iter().find(|(hangul, _)| of_y.iter().any(|(other, _)| hangul == other));
    shared.map(|(hangul, _)| *hangul)
}

/// The Hangul that a part may be: itself, or what its spelling may stand for.
fn meanings(table: &'static FxHashMap<String, Spelled>, part: &str) -> Option<Cow<'static, Spelled>> {
    if part.starts_with(script::is_hangul) {
        let hangul = tables().hangul.get(part)?;
        return Some(Cow::Owned(vec![(*hangul, 0)]));
    }
    table.get(part).map(Cow::Borrowed)
}

/// A Hangul syllable for which both spellings are usual: of all common syllables that a spelling may
/// be, it is the one that the spelling stands for first. `jong` may be 정 in the North, but beside
/// `jeong` it is 종, and joining them makes one of two people.
fn usual(x: &str, y: &str) -> Option<&'static str> {
    let table = &tables().korean_syllables;
    // Where one is in Hangul nothing is ambiguous but the other's spelling.
    if [x, y].iter().any(|part| part.starts_with(script::is_hangul)) {
        return common(table, x, y);
    }
    let (of_x, of_y) = (first_meanings(table.get(x)?), first_meanings(table.get(y)?));
    of_x.iter().copied().find(|hangul| of_y.contains(hangul))
}

fn first_meanings(spelled: &'static Spelled) -> Vec<&'static str> {
    let is_rare = |hangul: &str| tables().korean_rare.contains(hangul);
    let least = spelled.iter().map(|(hangul, rank)| (is_rare(hangul), *rank)).min();
    let is_first = |(hangul, rank): &&(&'static str, usize)| Some((is_rare(hangul), *rank)) == least;
    spelled.iter().filter(is_first).map(|(hangul, _)| *hangul).collect()
}
