//! Korean names in Latin letters: two spellings are one name if for the family name and for each
//! syllable of the given name there is a Hangul syllable that is written both ways.

use crate::engine::data::lookup::tables;

/// A Korean reading of two romanised names.
pub struct Reading {
    /// For an editor: which syllables differ and which Hangul joins them.
    pub reason: String,
    /// 0..=1.
    pub score: f64,
}

/// Whether the words of two folded names can be one Korean name, family name first in both (or
/// last in one). `None` if they cannot, or if nothing says that they are Korean.
pub fn one_name(a: &[String], b: &[String]) -> Option<Reading> {
    let (a, b) = (parse(a)?, parse(b)?);
    if a.given.len() != b.given.len() {
        return None;
    }
    let family = common(&tables().korean_surnames, &a.family, &b.family)?;
    let mut reasons = Vec::new();
    if a.family != b.family {
        reasons.push(format!("{family} is written {} and {}", capital(&a.family), capital(&b.family)));
    }
    for (x, y) in a.given.iter().zip(&b.given) {
        let hangul = if x == y { None } else { Some(common(&tables().korean_syllables, x, y)?) };
        if let Some(hangul) = hangul {
            reasons.push(format!("{hangul} is written {x} and {y}"));
        }
    }
    let score = 0.98 - 0.02 * reasons.len() as f64;
    let reason = if reasons.is_empty() {
        "one Korean name, written apart or with a hyphen".to_owned()
    } else {
        format!("one Korean name: {}", reasons.join("; "))
    };
    Some(Reading { reason, score })
}

struct Parsed {
    family: String,
    given: Vec<String>,
}

fn parse(words: &[String]) -> Option<Parsed> {
    let is_family = |w: &String| tables().korean_surnames.contains_key(w.as_str());
    let (family, given) = match words {
        [family, given @ ..] if is_family(family) => (family, given),
        [given @ .., family] if is_family(family) => (family, given),
        _ => return None,
    };
    let given: Vec<String> = given.iter().flat_map(|w| w.split('-')).map(str::to_owned).collect();
    let is_syllable = |w: &String| tables().korean_syllables.contains_key(w.as_str());
    let given = match given.as_slice() {
        [one] => split_syllables(one)?,
        [_, _] if given.iter().all(is_syllable) => given,
        _ => return None,
    };
    Some(Parsed { family: family.clone(), given })
}

/// `hojin` into `ho`, `jin`: the one cut that leaves two known syllables, the most even first.
fn split_syllables(word: &str) -> Option<Vec<String>> {
    if !word.is_ascii() {
        return None;
    }
    let known = |w: &str| tables().korean_syllables.contains_key(w);
    let mut cuts: Vec<usize> =
        (1..word.len()).filter(|&at| known(&word[..at]) && known(&word[at..])).collect();
    cuts.sort_by_key(|&at| (2 * at).abs_diff(word.len()));
    let cut = cuts.first().copied();
    cut.map(|at| vec![word[..at].to_owned(), word[at..].to_owned()])
}

/// A Hangul syllable that is written both as `x` and as `y`.
fn common(
    table: &rustc_hash::FxHashMap<String, Vec<&'static str>>,
    x: &str,
    y: &str,
) -> Option<&'static str> {
    let (of_x, of_y) = (table.get(x)?, table.get(y)?);
    of_x.iter().copied().find(|hangul| of_y.contains(hangul))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + letters.as_str())
}
