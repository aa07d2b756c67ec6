//! Sentences that came out broken: two run together, a capital in the middle. They are printed
//! only where nothing better says the same, and an editor is told.

use crate::engine::align::Story;
use crate::engine::read::Sentence;
use crate::engine::text::{Caps, TokenKind};

/// Words that open sentences and are seldom capitalised inside one.
const OPENERS: &[&str] = &[
    "It", "He", "She", "They", "We", "This", "These", "Those", "There", "In", "On", "At", "But", "And",
    "However", "A", "An", "Its", "His", "Her", "Their",
];

/// Why a sentence is broken, if it is.
pub fn reason(story: &Story, doc: usize, sentence: &Sentence) -> Option<String> {
    if sentence.is_headline {
        return None;
    }
    let document = &story.documents[doc];
    let text = story.articles[doc].part(sentence.part);
    let tokens = document.tokens_of(sentence);
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
            return Some(format!("a capital in the middle: \u{201C}{} {word}\u{201D}", before.of(text)));
        }
    }
    None
}
