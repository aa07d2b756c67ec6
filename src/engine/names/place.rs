//! Whether two forms can be one place's: with and without `province`, `Mount`, `island`; spellings.

use super::spelling;
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
        other => other,
    }
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
    let cost = spelling::distance(x, y);
    (cost <= COST_PER_LETTER * longest as f64).then_some(cost)
}
