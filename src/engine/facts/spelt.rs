//! One word that an article spells in two ways: `neighbouring` here, `neighboring` there. A house style has one.
//!
//! The endings are those in which British and American usage part (Oxford Style Manual, "US and UK spelling").

use super::difference::Context;
use crate::engine::answer::{Difference, DifferenceClass, DifferenceValue};
use crate::engine::evidence::Evidence;
use crate::engine::read::DocIx;
use crate::engine::span::{Part, Span};
use crate::engine::text::{Caps, TokenKind};
use std::collections::BTreeMap;

/// British and American forms of one piece of a word; `$` marks its end.
const PIECES: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("ising$", "izing"),
    ("ised$", "ized"),
    ("ise$", "ize"),
    ("our", "or"),
    ("tre$", "ter"),
    ("tres$", "ters"),
    ("fence", "fense"),
    ("gramme", "gram"),
    ("logue", "log"),
];

/// Shorter words are others: `four` is not `for`.
const SHORTEST: usize = 6;

/// The American form of a word that has a British one.
fn american(word: &str) -> Option<String> {
    PIECES.iter().find_map(|(british, american)| match british.strip_suffix('$') {
        Some(ending) => word.strip_suffix(ending).map(|stem| format!("{stem}{american}")),
        None => word.contains(british).then(|| word.replacen(british, american, 1)),
    })
}

/// Words of one article in both spellings.
pub fn find(context: &Context, out: &mut Vec<Difference>) {
    for (doc, document) in context.story.documents.iter().enumerate() {
        let text = &context.story.articles[doc].text;
        // Where each word stands first, as the words come.
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for (_, sentence) in document.story().filter(|(_, s)| s.part == Part::Text) {
            for token in document.tokens_of(sentence) {
                let word = token.of(text);
                let is_plain = token.kind == TokenKind::Word && token.caps == Caps::Lower;
                if is_plain && word.len() >= SHORTEST && word.is_ascii() {
                    let span = Span::new(text, token.start as usize..token.end as usize);
                    seen.entry(word).or_insert(span.expect("a token stands in its text"));
                }
            }
        }
        for (british, span) in &seen {
            let Some(other) = american(british).and_then(|word| seen.get(word.as_str()).copied()) else {
                continue;
            };
            let mut places = [*span, other];
            places.sort_unstable();
            let value = |span: &Span| DifferenceValue {
                value: span.of(text).to_owned(),
                locs: vec![context.location(DocIx(doc as u32), Part::Text, *span)],
            };
            out.push(Difference {
                class: DifferenceClass::InsideOneArticle,
                about: format!("how “{}” is spelled", places[0].of(text)),
                facts: Vec::new(),
                values: places.iter().map(value).collect(),
                why: vec![Evidence::new("one article spells one word in two ways", 0.9)],
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::american;

    fn check(british: &str, expected: Option<&str>) {
        assert_eq!(american(british).as_deref(), expected, "{british}");
    }

    #[test]
    fn a_british_form_has_an_american_one() {
        check("neighbouring", Some("neighboring"));
        check("centre", Some("center"));
        check("organised", Some("organized"));
        check("defence", Some("defense"));
        check("bridge", None);
    }
}
