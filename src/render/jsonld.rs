//! The facts as W3C Web Annotations: one for each fact, from the printed words to the places that state it.
//!
//! A target's selectors find the words in the title or the text as received; its state holds the SHA-256 of that
//! string, so that a reader can tell whether it holds the same one. Positions count code points, as the model wants.

use crate::engine::answer::{Fact, FactIx, Merge, Statement, Status};
use crate::engine::article::Article;
use crate::engine::params_digest;
use crate::engine::span::{Location, Part};
use crate::render::clean::web_address;
use crate::wire::offsets::{Offsets, TextIndex};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Characters of context on either side of a quote, as other annotation tools keep them.
const CONTEXT: usize = 32;

/// An AnnotationPage of all facts. Ends with a line break.
pub fn account(merge: &Merge, articles: &[Article]) -> String {
    let texts: Vec<[Indexed; 2]> =
        articles.iter().map(|a| [Part::Title, Part::Text].map(|part| Indexed::new(a.part(part)))).collect();
    let page = page_id(articles, &texts);
    let printed = printed(merge);
    let facts = merge.facts.iter().enumerate();
    let items = facts.map(|(n, fact)| {
        let words = fact.base.span.of(articles[fact.base.article.ix()].part(fact.base.part));
        let body = printed.get(&n).map_or(words, |statement| &statement.text);
        annotation(&format!("{page}#f{}", n + 1), body, fact, articles, &texts)
    });
    let items: Vec<Value> = items.collect();
    let page = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"sha256": "https://schema.org/sha256"}],
        "id": page,
        "type": "AnnotationPage",
        "items": items,
    });
    format!("{page}\n")
}

/// The first statement that prints each fact, by the fact's place.
fn printed(merge: &Merge) -> HashMap<usize, &Statement> {
    let mut printed = HashMap::new();
    for statement in merge.account.iter().flatten().chain(&merge.headline) {
        for FactIx(ix) in &statement.facts {
            printed.entry(*ix as usize).or_insert(statement);
        }
    }
    printed
}

fn annotation(id: &str, body: &str, fact: &Fact, articles: &[Article], texts: &[[Indexed; 2]]) -> Value {
    let targets = fact.support.iter().map(|support| target(&support.loc, articles, texts));
    json!({
        "id": id,
        "type": "Annotation",
        "motivation": if fact.status == Status::Disputed { "assessing" } else { "linking" },
        "body": {"type": "TextualBody", "value": body, "format": "text/plain"},
        "target": targets.collect::<Vec<_>>(),
    })
}

fn target(place: &Location, articles: &[Article], texts: &[[Indexed; 2]]) -> Value {
    let article = &articles[place.article.ix()];
    let indexed = &texts[place.article.ix()];
    let indexed = match place.part {
        Part::Title => &indexed[0],
        Part::Text => &indexed[1],
    };
    // An article without a web address is named by what it says.
    let source = match article.url.as_deref().and_then(web_address) {
        Some(url) => url.to_owned(),
        None => format!("urn:sha256:{}", indexed.sha256),
    };
    let text = article.part(place.part);
    let (before, after) = (&text[..place.span.start()], &text[place.span.end()..]);
    let prefix_start = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let suffix: String = after.chars().take(CONTEXT).collect();
    json!({
        "type": "SpecificResource",
        "source": source,
        "label": article.source,
        "state": {"type": "State", "sha256": indexed.sha256},
        "selector": [
            {"type": "TextQuoteSelector", "exact": place.span.of(text), "prefix": &before[prefix_start..], "suffix": suffix},
            {"type": "TextPositionSelector", "start": indexed.index.units(place.span.start()), "end": indexed.index.units(place.span.end())},
        ],
    })
}

struct Indexed<'a> {
    index: TextIndex<'a>,
    sha256: String,
}

impl<'a> Indexed<'a> {
    fn new(text: &'a str) -> Indexed<'a> {
        Indexed {
            index: TextIndex::new(text, Offsets::CodePoints),
            sha256: hex(Sha256::new().chain_update(text)),
        }
    }
}

/// The same for the same articles read by the same engine, and for no others.
fn page_id(articles: &[Article], texts: &[[Indexed; 2]]) -> String {
    let mut digest = Sha256::new().chain_update(env!("CARGO_PKG_VERSION")).chain_update(params_digest());
    for (article, [title, text]) in articles.iter().zip(texts) {
        for part in [&article.id, &title.sha256, &text.sha256] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
    }
    format!("urn:sha256:{}", hex(digest))
}

fn hex(digest: Sha256) -> String {
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::sample::sample;

    fn page() -> Value {
        let (articles, merge) = sample();
        serde_json::from_str(&account(&merge, &articles)).expect("JSON-LD is JSON")
    }

    fn check(pointer: &str, expected: Value) {
        assert_eq!(page().pointer(pointer), Some(&expected), "{pointer}");
    }

    #[test]
    fn a_fact_is_an_annotation_of_its_places() {
        check(
            "/items/0/body/value",
            json!("🚢 Cafe\u{301} owner Jang Ho-jin saw the fire on Monday [January 8]."),
        );
        check("/items/0/target/0/source", json!("https://harbour.example/ferry?a=1&b=\"2\""));
        check("/items/1/target/0/selector/0/exact", json!("Three people were hurt."));
        check("/items/1/target/0/selector/0/suffix", json!(""));
        check(
            "/items/1/target/0/selector/1",
            json!({"type": "TextPositionSelector", "start": 51, "end": 74}),
        );
        check("/items/1/motivation", json!("assessing"));
        check("/items/0/motivation", json!("linking"));
    }

    #[test]
    fn context_is_thirty_two_characters_wide() {
        let page = page();
        let prefix = page.pointer("/items/1/target/0/selector/0/prefix").and_then(Value::as_str);
        assert_eq!(prefix, Some("ns a café, saw it on January 8. "));
        let suffix = page.pointer("/items/0/target/0/selector/0/suffix").and_then(Value::as_str);
        assert_eq!(suffix, Some(" [x](javascript:alert(1)) <scrip"));
    }

    #[test]
    fn an_article_without_a_web_address_is_named_by_its_digest() {
        let page = page();
        let source = page.pointer("/items/1/target/0/source").and_then(Value::as_str).expect("a source");
        let digest =
            page.pointer("/items/1/target/0/state/sha256").and_then(Value::as_str).expect("a digest");
        assert_eq!(source, format!("urn:sha256:{digest}"));
    }
}
