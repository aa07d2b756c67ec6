//! Chinese names in Latin letters: Hanyu Pinyin and Wade-Giles, read syllable by syllable.
//!
//! Letters mislead here: `Zhang` and `Chang` can be one name, `Wang Fang` and `Wang Feng` cannot.

use crate::engine::data::lookup::tables;

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
    let read = |word: &str| cuts(word, false, MOST_SYLLABLES);
    a != b && !read(a).is_empty() && !read(b).is_empty()
}

/// A name as syllables, family name first; for each the pinyin it may be.
#[derive(Debug, Clone)]
pub struct Reading {
    syllables: Vec<Vec<&'static str>>,
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
    let mut orders = vec![words.to_vec()];
    let is_bound = |w: &String| w.contains('-');
    if words.len() == 2 || !is_bound(&words[0]) {
        let mut turned = words.to_vec();
        turned.rotate_right(1);
        orders.push(turned);
    }
    // The hyphen stands in the given name.
    orders.retain(|order| !is_bound(&order[0]));
    let by_pinyin: Vec<Reading> = orders.iter().flat_map(|order| read(order, false)).collect();
    let says_wade = words.iter().any(|w| w.contains(['-', '\'', '`', '\u{2019}']));
    let by_wade = if by_pinyin.is_empty() || says_wade {
        orders.iter().flat_map(|order| read(order, true)).collect()
    } else {
        Vec::new()
    };
    by_pinyin.into_iter().chain(by_wade).collect()
}

fn read(words: &[String], is_wade: bool) -> Vec<Reading> {
    let mut readings: Vec<Vec<Vec<&'static str>>> = vec![Vec::new()];
    for piece in words.iter().flat_map(|w| w.split('-')).filter(|p| !p.is_empty()) {
        let bare = piece.replace(['\'', '`'], "");
        let cuts = cuts(&bare, is_wade, 2);
        readings = readings
            .iter()
            .flat_map(|before| cuts.iter().map(move |cut| [before.as_slice(), cut.as_slice()].concat()))
            .filter(|syllables| syllables.len() <= MOST_SYLLABLES)
            .collect();
    }
    readings.into_iter().map(|syllables| Reading { syllables, is_wade }).collect()
}

/// The ways to cut letters into at most `most` syllables.
fn cuts(letters: &str, is_wade: bool, most: usize) -> Vec<Vec<Vec<&'static str>>> {
    let mut found = Vec::new();
    // Every syllable ends so in both systems; most names of other languages do not.
    if !letters.ends_with(['a', 'e', 'i', 'o', 'u', 'n', 'g', 'r', 'h', 'v']) {
        return found;
    }
    if let Some(whole) = syllable(letters, is_wade) {
        found.push(vec![whole]);
    }
    // No syllable has more than six letters.
    if most > 1 && letters.len() <= 6 * most {
        for at in 1..letters.len().min(7) {
            let head = letters.get(..at).and_then(|head| syllable(head, is_wade));
            if let Some(first) = head {
                let rest = cuts(&letters[at..], is_wade, most - 1);
                found.extend(rest.into_iter().map(|rest| [vec![first.clone()], rest].concat()));
            }
        }
    }
    found
}

fn syllable(letters: &str, is_wade: bool) -> Option<Vec<&'static str>> {
    if is_wade {
        return tables().wade_giles.get(letters).cloned();
    }
    tables().pinyin.get(letters).map(|syllable| vec![*syllable])
}
