//! Chinese names in Latin letters: Hanyu Pinyin and Wade-Giles, read syllable by syllable.
//!
//! Letters mislead here: `Zhang` and `Chang` can be one name, `Wang Fang` and `Wang Feng` cannot.

use crate::engine::data::lookup::tables;
use std::borrow::Cow;

/// Syllables of a name longer than this are none of a Chinese name's.
const MOST_SYLLABLES: usize = 4;

/// For two names that both read as Chinese: the reason why they are one, or `Err` if they are two.
/// `None` if either is no Chinese name.
pub fn one_name(a: &[Reading], b: &[Reading]) -> Option<Result<String, ()>> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let joined = a.iter().find_map(|x| b.iter().find(|y| agree(x, y)).map(|y| (x, y)));
    let Some((x, y)) = joined else {
        return Some(Err(()));
    };
    let reason = if x.is_wade == y.is_wade {
        "one Chinese name, its syllables written apart or together"
    } else {
        "one Chinese name: Wade-Giles and pinyin"
    };
    Some(Ok(reason.to_owned()))
}

/// Whether two words read as pinyin, each in syllables that the other has not: Suzhou, Suizhou.
pub fn are_two(a: &str, b: &str) -> bool {
    let reads = |word: &str| !cuts(word, false, MOST_SYLLABLES).is_empty();
    a != b && reads(a) && reads(b)
}

/// A syllable: the pinyin it may be.
type Syllable = &'static [&'static str];

/// A name as syllables, family name first.
#[derive(Debug, Clone)]
pub struct Reading {
    syllables: Vec<Syllable>,
    is_wade: bool,
}

fn agree(a: &Reading, b: &Reading) -> bool {
    a.syllables.len() == b.syllables.len()
        && a.syllables.iter().zip(&b.syllables).all(|(x, y)| x.iter().any(|s| y.contains(s)))
}

/// Every reading of a name, in the system that its letters allow. What can be pinyin is Wade-Giles only
/// if a hyphen or an apostrophe says so, because today's names are pinyin.
pub fn readings(words: &[String]) -> Vec<Reading> {
    if !(2..=3).contains(&words.len()) || words.iter().any(|w| !w.is_ascii()) {
        return Vec::new();
    }
    let mut found = read(words, false);
    let says_wade = || words.iter().any(|w| w.contains(['-', '\'', '`', '\u{2019}']));
    if found.is_empty() || says_wade() {
        found.extend(read(words, true));
    }
    found
}

/// The readings in one system, family name first or last.
fn read(words: &[String], is_wade: bool) -> Vec<Reading> {
    // Most names of other languages end here, at their first word.
    let Some(of_words) = words.iter().map(|word| readings_of_word(word, is_wade)).collect::<Option<Vec<_>>>()
    else {
        return Vec::new();
    };
    let is_bound = |at: usize| words[at].contains('-');
    let first: Vec<usize> = (0..words.len()).collect();
    let mut orders = vec![first.clone()];
    if words.len() == 2 || !is_bound(0) {
        let mut turned = first;
        turned.rotate_right(1);
        orders.push(turned);
    }
    // The hyphen stands in the given name.
    orders.retain(|order| !is_bound(order[0]));
    let mut out = Vec::new();
    for order in orders {
        let mut readings: Vec<Vec<Syllable>> = vec![Vec::new()];
        for word in order {
            let with = |before: &Vec<Syllable>, cut: &Vec<Syllable>| [before.as_slice(), cut].concat();
            let longer =
                readings.iter().flat_map(|before| of_words[word].iter().map(|cut| with(before, cut)));
            readings = longer.filter(|syllables| syllables.len() <= MOST_SYLLABLES).collect();
        }
        out.extend(readings.into_iter().map(|syllables| Reading { syllables, is_wade }));
    }
    out
}

/// The ways to cut a word, its pieces between hyphens each for itself; `None` if there is none.
fn readings_of_word(word: &str, is_wade: bool) -> Option<Vec<Vec<Syllable>>> {
    let mut readings: Vec<Vec<Syllable>> = vec![Vec::new()];
    for piece in word.split('-').filter(|p| !p.is_empty()) {
        let has_marks = piece.contains(['\'', '`']);
        let bare = if has_marks { Cow::Owned(piece.replace(['\'', '`'], "")) } else { Cow::Borrowed(piece) };
        let cuts = cuts(&bare, is_wade, 2);
        let with =
            |before: &Vec<Syllable>| cuts.iter().map(|cut| [before.as_slice(), cut].concat()).collect();
        readings = readings.iter().flat_map(|before| -> Vec<Vec<Syllable>> { with(before) }).collect();
        if readings.is_empty() {
            return None;
        }
    }
    Some(readings)
}

/// The ways to cut letters into at most `most` syllables.
fn cuts(letters: &str, is_wade: bool, most: usize) -> Vec<Vec<Syllable>> {
    let mut found = Vec::new();
    // Every syllable ends so in both systems; most names of other languages do not.
    if !letters.ends_with(['a', 'e', 'i', 'o', 'u', 'n', 'g', 'r', 'h', 'v']) {
        return found;
    }
    // No syllable has more than six letters.
    if letters.len() > 6 * most {
        return found;
    }
    if let Some(whole) = syllable(letters, is_wade) {
        found.push(vec![whole]);
    }
    if most > 1 {
        for at in 1..letters.len().min(7) {
            let head = letters.get(..at).and_then(|head| syllable(head, is_wade));
            if let Some(first) = head {
                let rest = cuts(&letters[at..], is_wade, most - 1);
                found.extend(rest.into_iter().map(|rest| [&[first], rest.as_slice()].concat()));
            }
        }
    }
    found
}

fn syllable(letters: &str, is_wade: bool) -> Option<Syllable> {
    let table = if is_wade { &tables().wade_giles } else { &tables().pinyin };
    table.get(letters).map(Vec::as_slice)
}
