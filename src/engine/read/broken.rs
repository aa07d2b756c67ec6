//! Sentences that came out broken: two run together, a capital in the middle. They are printed
//! only where nothing better says the same, and an editor is told.

use crate::engine::text::{Caps, Token, TokenKind};

/// Words that open sentences and are seldom capitalised inside one.
const OPENERS: &[&str] = &[
    "It", "He", "She", "They", "We", "This", "These", "Those", "There", "In", "On", "At", "But", "And",
    "However", "A", "An", "Its", "His", "Her", "Their",
];

/// Why a sentence is broken, if it is, in words for an editor; `text` is what its tokens were read from.
pub fn reason(text: &str, tokens: &[Token]) -> Option<String> {
    let at = place(text, tokens)?;
    let (before, here) = (tokens[at - 1].of(text), tokens[at].of(text));
    Some(format!("a capital in the middle: \u{201C}{before} {here}\u{201D}"))
}

/// The token of a sentence at which another seems to begin.
pub fn place(text: &str, tokens: &[Token]) -> Option<usize> {
    for at in 2..tokens.len() {
        let (before, here) = (&tokens[at - 1], &tokens[at]);
        if here.caps == Caps::Lower {
            continue;
        }
        let word = here.of(text);
        if before.kind != TokenKind::Word
            || here.caps != Caps::Initial && word != "A"
            || here.kind != TokenKind::Word
        {
            continue;
        }
        let next_is_small =
            tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Word && t.caps == Caps::Lower);
        let previous_small = before.caps == Caps::Lower;
        // "has intensified It has", "Ukraine The governor of"; not "said The Hague", "read A Tale".
        let is_opener = if previous_small { OPENERS.contains(&word) } else { word == "The" };
        let runs_on = is_opener && next_is_small;
        let quoted = text[before.end as usize..here.start as usize]
            .contains(['"', '\u{201C}', '\'', '\u{2018}', '\n']);
        if runs_on && !quoted {
            return Some(at);
        }
    }
    None
}
