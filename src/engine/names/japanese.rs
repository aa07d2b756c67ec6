//! Japanese names in Latin letters: whether words can be such at all.

/// Consonants that may begin a syllable in Hepburn and Kunrei, longest first.
const ONSETS: &[&str] = &[
    "shy", "chy", "tsu", "ky", "gy", "ny", "hy", "by", "py", "my", "ry", "sy", "zy", "ty", "dy", "jy", "sh",
    "ch", "ts", "k", "g", "s", "z", "t", "d", "n", "h", "b", "p", "m", "y", "r", "w", "j", "f",
];

/// Spellings of Japanese syllables that other languages of news seldom have in names: `shinzo`, `ryu`, `tsu`.
const TELLING: &[&str] = &["tsu", "shi", "chi", "ky", "ry", "hy", "zo", "ji", "yu", "yo", "fu", "ku"];

/// Whether all words of a folded name are made of Japanese syllables, and one of them so that hardly another
/// language has it.
pub fn is_name(words: &[String]) -> bool {
    let tells = |word: &String| TELLING.iter().any(|syllable| word.contains(syllable));
    words.iter().all(|word| is_word(word)) && words.iter().any(tells)
}

/// Whether a word is a row of syllables: a consonant or none and a vowel, or a lone n.
fn is_word(word: &str) -> bool {
    let mut rest = word;
    while !rest.is_empty() {
        let onset = ONSETS.iter().find(|onset| rest.starts_with(**onset) && !onset.ends_with('u'));
        let vowel = |rest: &str| rest.starts_with(['a', 'e', 'i', 'o', 'u']);
        let behind = onset.map_or(rest, |onset| &rest[onset.len()..]);
        rest = match () {
            () if vowel(behind) => &behind[1..],
            // `Shinzo`, `Kenji`: the n that ends a syllable; and doubled consonants: `Beppu`.
            () if rest.starts_with('n') => &rest[1..],
            () if rest.len() > 1 && rest.as_bytes()[0] == rest.as_bytes()[1] => &rest[1..],
            // A long vowel written with h: `Ohno`, `Satoh`.
            () if rest.starts_with('h') && rest.len() < word.len() => &rest[1..],
            () => return false,
        };
    }
    word.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_japanese_syllables_are_told_from_others() {
        let is = |name: &str| is_name(&name.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert!(is("abe shinzo") && is("shinzo abe") && is("ishiba shigeru") && is("ohno taiichi"));
        assert!(!is("hans friedrich") && !is("paul ryan") && !is("maria romano"));
    }
}
