//! The documents of `fixtures/intake/xml`, read, and what an editor should find in them.

use std::fs;
use std::path::{Path, PathBuf};
use storymerge::intake::xml::{items, shape};
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
    let Draft { place, id, source, url, title, text, marks, byline, published_at, lang, notes } = match item {
        Ok(draft) => draft,
        Err(refused) => return vec![String::new(), format!("refused {}: {}", refused.place, refused.detail)],
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
