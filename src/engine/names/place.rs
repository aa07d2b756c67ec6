//! Whether two forms can be one place's: with and without `province`, `Mount`, `island`; spellings.

use super::{chinese, spelling};
use crate::engine::data::lookup::tables;

/// A place name without the word that says what sort of place it is, and that word.
pub fn core(words: &[String]) -> (Vec<String>, Option<String>) {
    let heads = &tables().place_heads;
    let position = |w: &str| heads.get(w.trim_end_matches('.')).copied();
    let bare = |w: &str| expand(w.trim_end_matches('.')).to_owned();
    if words.len() >= 2 {
        let (first, last) = (words[0].as_str(), words[words.len() - 1].as_str());
        if words.len() >= 3 && words[1] == "of" && position(first).is_some() {
            return (words[2..].to_vec(), Some(bare(first)));
        }
        if matches!(position(first), Some("before" | "both")) {
            return (words[1..].to_vec(), Some(bare(first)));
        }
        if matches!(position(last), Some("after" | "both")) {
            return (words[..words.len() - 1].to_vec(), Some(bare(last)));
        }
    }
    (words.to_vec(), None)
}

/// Full form of an abbreviated head.
fn expand(head: &str) -> &str {
    match head {
        "mt" => "mount",
        "st" => "street",
        "ave" => "avenue",
        "rd" => "road",
        "blvd" => "boulevard",
        "hwy" => "highway",
        "ft" => "fort",
        "oblast" => "region",
        other => other,
    }
}

/// Most that two spellings may cost for each letter where two names are asked about, outside any story.
/// Of 0.17 and 0.22, the one with the better F1 on `data/names/place.jsonl`, all of which was in view.
const LOOSE_PER_LETTER: f64 = 0.22;

/// Whether two names without their head words can be one place's, with the score and the reason. Parts
/// may be written together: `Fu Shun`. Looser spellings count only where `is_place` is known.
pub fn one_place(a: &[String], b: &[String], is_place: bool) -> Option<(f64, &'static str)> {
    let bare = |words: &[String]| -> String {
        let letters = words.concat();
        letters.chars().filter(char::is_ascii_alphanumeric).collect()
    };
    if bare(a) == bare(b) {
        return Some((0.93, "the same name without its head word, or its parts written together"));
    }
    // Words that both have say nothing: Santa Clara is not Santa Cruz.
    let differs = |(x, y): &(&String, &String)| x != y;
    let (x, y) = if a.len() == b.len() {
        let pairs = a.iter().zip(b).filter(differs);
        let (of_a, of_b): (Vec<String>, Vec<String>) = pairs.map(|(x, y)| (x.clone(), y.clone())).unzip();
        (bare(&of_a), bare(&of_b))
    } else {
        (bare(a), bare(b))
    };
    if chinese::are_two(&x, &y) {
        return None;
    }
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(&x) != digits(&y) {
        return None;
    }
    let longest = x.len().max(y.len());
    if !(4..=60).contains(&longest) {
        return None;
    }
    if let Some(strict) = spelling::distance(&x, &y, COST_PER_LETTER * longest as f64) {
        return Some((0.93 - 0.2 * strict.min(1.0), "spellings of one place name"));
    }
    let longest = longest as f64;
    let cost = spelling::loose_distance(&x, &y, LOOSE_PER_LETTER * longest).filter(|_| is_place)?;
    Some((0.75 - cost / longest, "may be spellings of one place name"))
}

/// Most that two spellings of a place may cost, for each letter; places differ in vowels more than
/// people do. Tuned with `data/names/place.jsonl`, see `tests/quality`.
pub const COST_PER_LETTER: f64 = 0.10;

/// Whether two words can be spellings of one place name.
pub fn one_spelling(x: &str, y: &str) -> Option<f64> {
    let longest = x.len().max(y.len());
    if longest < 4 {
        return None;
    }
    /// Vowels that one spelling leaves out or hears otherwise: Khaledin, Khaldin. By judgement; the callers ask for
    /// the same consonants besides.
    const VOWELS_PER_LETTER: f64 = 0.06;
    let longest = longest as f64;
    spelling::distance(x, y, COST_PER_LETTER * longest)
        .or_else(|| spelling::loose_distance(x, y, VOWELS_PER_LETTER * longest))
}
