//! Two sentences word by word: which words of one stand in the other.

use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// A sentence in pieces, in order, and of each whether its words stand in one of the others too, wherever they stand there.
/// White space and marks go with the word before them.
pub fn shared<'t>(text: &'t str, others: &[&str]) -> Vec<(&'t str, bool)> {
    let known: HashSet<String> = others.iter().flat_map(|other| other.unicode_words()).map(folded).collect();
    let is_shared = |word: &str| others.is_empty() || known.contains(&folded(word));
    let mut pieces: Vec<(usize, bool)> = Vec::new();
    for (at, word) in text.unicode_word_indices() {
        let is_shared = is_shared(word);
        match pieces.last() {
            None => pieces.push((0, is_shared)),
            Some((_, before)) if *before != is_shared => pieces.push((at, is_shared)),
            Some(_) => {}
        }
    }
    let ends = pieces.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let found = pieces.iter().zip(ends).map(|((start, is_shared), end)| (&text[*start..end], *is_shared));
    found.collect()
}

/// A word as it is compared: small, without a possessive's ending.
fn folded(word: &str) -> String {
    let word = word.to_lowercase().replace('\u{2019}', "'");
    word.strip_suffix("'s").map_or(word.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_others_have_are_quiet() {
        let found = shared("Two people died on Monday.", &["On Monday two people were killed."]);
        assert_eq!(found, [("Two people ", true), ("died ", false), ("on Monday.", true)]);
        assert_eq!(shared("“Kim’s ship”", &["the ship of Kim"]), [("“Kim’s ship”", true)]);
        assert_eq!(shared("Alone.", &[]), [("Alone.", true)]);
    }
}
