//! The documents of `fixtures/intake/xml`, read, and what an editor should find in them.

use std::fs;
use std::path::{Path, PathBuf};
use storymerge::intake::xml::{Shape, items, shape};
use storymerge::intake::{Draft, Item};

#[test]
fn every_document_gives_what_its_sender_wrote() {
    let mut faults = Vec::new();
    for path in documents() {
        let text = fs::read_to_string(&path).expect("a fixture is UTF-8");
        let found = shown(&text);
        let expected = path.with_extension("expect");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&expected, &found).expect("an expectation can be written");
        }
        if found != fs::read_to_string(&expected).unwrap_or_default() {
            faults.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_byte_order_mark_and_comments_do_not_hide_a_document() {
    let rss = "\u{FEFF}<?xml version='1.0' encoding='utf-16'?>\n<!-- made by hand --><?xml-stylesheet href='x'?>\
               <rss><channel><item><title>T</title></item></channel></rss>";
    assert_eq!(shape(rss), Some(Shape::Feed));
    assert_eq!(items(rss).expect("it is whole").len(), 1);
}

#[test]
fn what_is_no_news_is_told_apart() {
    for (text, expected) in [
        ("<!doctype html><title>A page</title><p>Text", Some(Shape::Page)),
        ("<HTML lang=en><body>", Some(Shape::Page)),
        ("<newsItem", None),
        ("<feed xmlns='urn:cattle'/>", None),
        ("<urlset/>", None),
        ("{\"title\": \"<rss>\"}", None),
        ("Rain. <rss/>", None),
        ("", None),
    ] {
        assert_eq!(shape(text), expected, "{text}");
        assert!(items(text).is_err(), "{text}");
    }
}

#[test]
fn no_document_takes_for_ever() {
    let deep = |n: usize| format!("<rss><channel><item><description>{}", "<i>".repeat(n));
    assert!(items(&deep(100_000)).is_err());
    assert!(items(&"<".repeat(100_000)).is_err());
    assert!(items(&format!("<rss>{}</rss>", "&x;".repeat(300_000))).is_ok());
    assert!(items(&format!("<rss>{}</rss>", "& ".repeat(300_000))).is_ok());
    assert!(items(&format!("<rss>{}</rss>", "<item/>".repeat(150_000))).is_ok());
}

/// The documents in order of their names.
fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/intake/xml");
    let entries = fs::read_dir(&folder).expect("the fixtures can be listed");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "xml"));
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

/// What a document gives, a line a thing.
fn shown(text: &str) -> String {
    let what = shape(text).map_or("unknown".into(), |shape| format!("{shape:?}"));
    let mut lines = vec![format!("shape: {what}")];
    match items(text) {
        Ok(items) => lines.extend(items.iter().flat_map(shown_item)),
        Err(refused) => lines.push(format!("refused as a whole: {}", refused.detail)),
    }
    lines.join("\n") + "\n"
}

fn shown_item(item: &Item) -> Vec<String> {
    let Draft { place, id, source, url, title, text, marks, byline, published_at, lang, notes, .. } =
        match item {
            Ok(draft) => draft,
            Err(refused) => {
                return vec![String::new(), format!("refused {}: {}", refused.place, refused.detail)];
            }
        };
    let mut lines = vec![String::new(), format!("article {place}").trim_end().to_owned()];
    let fields = [
        ("id", id),
        ("source", source),
        ("url", url),
        ("title", title),
        ("byline", byline),
        ("time", published_at),
        ("language", lang),
    ];
    for (name, value) in fields {
        lines.extend(value.as_ref().map(|value| format!("  {name}: {value}")));
    }
    lines.extend(notes.iter().map(|note| format!("  note {}: {}", note.code, note.detail)));
    lines.extend(text.lines().map(|line| format!("  | {line}").trim_end().to_owned()));
    lines.extend(marks.iter().map(|mark| format!("  {:?}: {}", mark.kind, mark.span.of(text))));
    lines
}
