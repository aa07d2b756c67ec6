//! One word that an article spells in two ways: `neighbouring` here, `neighboring` there. A house style has one.
//!
//! The endings are those in which British and American usage part (Oxford Style Manual, "US and UK spelling").

use super::difference::Context;
use crate::engine::answer::{Difference, DifferenceClass, DifferenceValue};
use crate::engine::evidence::Evidence;
use crate::engine::read::DocIx;
use crate::engine::span::{Part, Span};
use crate::engine::text::{Caps, TokenKind, WordIx};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// British and American endings.
const ENDINGS: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("isations", "izations"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ise", "ize"),
    ("tre", "ter"),
    ("tres", "ters"),
    ("fence", "fense"),
    ("fences", "fenses"),
    ("gramme", "gram"),
    ("grammes", "grams"),
    ("logue", "log"),
    ("logues", "logs"),
];

/// Shorter words are others: `four` is not `for`.
const SHORTEST: usize = 6;

/// The American form of a word that has a British one.
fn american(word: &str) -> Option<String> {
    let ended = ENDINGS.iter().find_map(|(british, american)| Some((word.strip_suffix(british)?, american)));
    if let Some((stem, ending)) = ended {
        return Some(format!("{stem}{ending}"));
    }
    let at = word.as_bytes().windows(3).position(|three| three == b"our")?;
    Some(format!("{}or{}", &word[..at], &word[at + 3..]))
}

/// Words of one article in both spellings.
pub fn find(context: &Context, out: &mut Vec<Difference>) {
    for (doc, document) in context.story.documents.iter().enumerate() {
        let text = &context.story.articles[doc].text;
        // Where each word stands first.
        let mut seen: FxHashMap<WordIx, Span> = FxHashMap::default();
        let mut british: Vec<(WordIx, String)> = Vec::new();
        for (_, sentence) in document.story().filter(|(_, s)| s.part == Part::Text) {
            for token in document.tokens_of(sentence) {
                let length = (token.end - token.start) as usize;
                if token.kind != TokenKind::Word || token.caps != Caps::Lower || length < SHORTEST {
                    continue;
                }
                if let Entry::Vacant(place) = seen.entry(token.word) {
                    let span = Span::new(text, token.start as usize..token.end as usize);
                    place.insert(span.expect("a token stands in its text"));
                    british.extend(american(token.of(text)).map(|other| (token.word, other)));
                }
            }
        }
        for (word, other) in british {
            let Some(other) = context.lexicon.find(&other).and_then(|ix| seen.get(&ix)) else { continue };
            let mut places = [seen[&word], *other];
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
        check("labour", Some("labor"));
    }
}
