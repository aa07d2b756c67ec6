//! When the same words make another statement: opposites, and the parts changed round.

use crate::engine::data::lookup::tables;
use crate::engine::text::{ConceptIx, Lexicon};

/// A word of one sentence and its opposite in the other, neither holding both. Content words, in any order,
/// those that say who speaks too: "confirmed", "denied".
pub fn opposed(lexicon: &Lexicon, x: &[ConceptIx], y: &[ConceptIx]) -> bool {
    let with_opposite = |words: &[ConceptIx]| -> Vec<ConceptIx> {
        let has_opposite = |w: &ConceptIx| tables().has_opposite(lexicon.concept_text(*w));
        let mut out: Vec<ConceptIx> = words.iter().copied().filter(has_opposite).collect();
        out.sort_unstable();
        out.dedup();
        out
    };
    let (x, y) = (with_opposite(x), with_opposite(y));
    let only_in = |here: &[ConceptIx], there: &[ConceptIx]| -> Vec<String> {
        let only = here.iter().filter(|w| there.binary_search(w).is_err());
        only.map(|w| lexicon.concept_text(*w).to_owned()).collect()
    };
    let (only_x, only_y) = (only_in(&x, &y), only_in(&y, &x));
    let pair = |p: &String, q: &String| tables().opposites.contains(&(p.clone(), q.clone()));
    only_y.iter().any(|q| only_x.iter().any(|p| pair(p, q)))
}

/// "The rebels attacked the army", "The army attacked the rebels": two words have changed places, others between
/// them have not, and no passive explains it. Content words in order; `is_passive` if either sentence has a word
/// that turns the parts round: by, from, with.
pub fn reversed(x: &[ConceptIx], y: &[ConceptIx], is_passive: bool) -> bool {
    if is_passive || x.len() != y.len() {
        return false;
    }
    let moved: Vec<usize> = (0..x.len()).filter(|&n| x[n] != y[n]).take(3).collect();
    matches!(moved[..], [p, q] if q > p + 1 && x[p] == y[q] && x[q] == y[p])
}

/// Whether a word may turn the parts of a sentence round.
pub fn turns_round(folded: &str) -> bool {
    matches!(folded, "by" | "from" | "with")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(x: &[u32], y: &[u32], expected: bool) {
        let concepts = |words: &[u32]| words.iter().map(|w| ConceptIx(*w)).collect::<Vec<_>>();
        assert_eq!(reversed(&concepts(x), &concepts(y), false), expected, "{x:?} {y:?}");
    }

    #[test]
    fn two_words_around_a_verb_change_places() {
        check(&[1, 2, 3], &[3, 2, 1], true);
        check(&[1, 2, 3, 4], &[3, 2, 1, 4], true);
        // "Iran and Iraq met", "Iraq and Iran met".
        check(&[1, 2, 3], &[2, 1, 3], false);
        // "On Monday the ferry burned", "The ferry burned on Monday".
        check(&[1, 2, 3], &[2, 3, 1], false);
        check(&[1, 2, 3], &[1, 2, 3], false);
        check(&[1, 2, 3], &[3, 2, 4], false);
    }
}
