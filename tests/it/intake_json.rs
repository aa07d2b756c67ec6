//! JSON items of news systems as an editor meets them once they are read.

use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use storymerge::intake::json::{items, parse};
use storymerge::intake::{Draft, Item};

/// Reads a file of `fixtures/intake/json` and compares with the text beside it; the `README.md` there says how that is written.
#[track_caller]
fn check(name: &str) {
    let value = parse(&read(&format!("{name}.json"))).expect("the fixture is JSON");
    let items = items(&value).expect("the format is known");
    let shown: String = items.iter().map(told).collect();
    assert!(shown == read(&format!("{name}.txt")), "{name}.json is read as\n{shown}");
}

fn read(file: &str) -> String {
    fs::read_to_string(folder().join(file)).expect("the fixture is there")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/intake/json")
}

fn told(item: &Item) -> String {
    let draft = match item {
        Ok(draft) => draft,
        Err(refused) => return format!("{}: {}\n", refused.place, refused.detail),
    };
    let Draft { place, id, source, url, title, published_at, lang, byline, notes, .. } = draft;
    let mut out = format!("{place}: read\n");
    let fields = [
        ("id", id),
        ("title", title),
        ("source", source),
        ("url", url),
        ("time", published_at),
        ("lang", lang),
        ("by", byline),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            writeln!(out, "  {name} {value}").expect("a string takes it");
        }
    }
    writeln!(out, "  text {}", marked(draft)).expect("a string takes it");
    for note in notes {
        writeln!(out, "  note {}: {}", note.code, note.detail).expect("a string takes it");
    }
    out
}

fn marked(draft: &Draft) -> String {
    let mut text = draft.text.clone();
    for mark in draft.marks.iter().rev() {
        let kind = format!("{:?}", mark.kind).to_lowercase();
        text.replace_range(mark.span.range(), &format!("{kind}[{}]", mark.span.of(&draft.text)));
    }
    text.replace("\n\n", " / ").replace('\n', " // ")
}

#[test]
fn an_item_of_superdesk() {
    check("superdesk");
}

#[test]
fn a_package_is_its_texts() {
    check("ninjs-1-package");
}

#[test]
fn the_form_with_paragraphs_is_read_and_not_the_head_of_its_page() {
    check("ninjs-2");
}

#[test]
fn what_is_not_to_be_published_or_no_text_is_refused() {
    check("ninjs-3");
}

#[test]
fn keys_of_another_type_are_left_out_with_a_note() {
    check("wrong-types");
}

#[test]
fn a_feed_in_json() {
    check("jsonfeed");
}

#[test]
fn posts_of_wordpress() {
    check("wordpress");
}

#[test]
fn a_story_of_arc() {
    check("ans");
}

#[test]
fn events_of_arc() {
    check("ans-operations");
}

#[test]
fn articles_in_linked_data() {
    check("jsonld");
}

#[test]
fn entries_of_feed_readers() {
    check("miniflux");
    check("feedbin");
}

#[test]
fn a_byte_order_mark_and_halves_of_characters_do_not_stop_an_item() {
    check("bom-and-lone-surrogates");
}

#[test]
fn of_a_key_given_twice_the_last_counts() {
    check("duplicate-keys");
}

#[test]
fn what_no_parser_takes_is_refused_with_its_place() {
    for (file, place) in [("refused-raw-line-break.json", "line 2"), ("refused-huge-number.json", "line 1")] {
        let error = parse(&read(file)).expect_err("it is no JSON").to_string();
        assert!(error.contains(place), "{file}: {error}");
    }
    let deep = format!("{{\"uri\": {}{}}}", "[".repeat(200), "]".repeat(200));
    assert!(parse(&deep).is_err());
}

#[test]
fn no_value_at_any_place_stops_the_reading() {
    let odd = ["null", "true", "-7.5", r#""<p> &amp; \u0000""#, "[]", "{}", r#"[[], {"name": [1]}, "x"]"#];
    let odd: Vec<Value> = odd.iter().map(|json| parse(json).expect("it is JSON")).collect();
    let files =
        fs::read_dir(folder()).expect("the folder is there").map(|entry| entry.expect("it is a file").path());
    let files: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    assert!(files.len() > 10);
    for path in files {
        let Ok(fixture) = parse(&fs::read_to_string(&path).expect("it is text")) else { continue };
        for place in places(&fixture, "") {
            for value in &odd {
                let mut changed = fixture.clone();
                *changed.pointer_mut(&place).expect("the place is there") = value.clone();
                for draft in items(&changed).into_iter().flatten().flatten() {
                    let is_clean = !draft.text.contains(|c: char| c.is_control() && c != '\n');
                    let at = format!("{path:?} with {value} at {place}");
                    assert!(is_clean && !draft.text.trim().is_empty(), "{at}: {:?}", draft.text);
                    let ends: Vec<_> =
                        draft.marks.iter().flat_map(|m| [m.span.start(), m.span.end()]).collect();
                    assert!(
                        ends.is_sorted() && ends.last().is_none_or(|end| *end <= draft.text.len()),
                        "{at}"
                    );
                }
            }
        }
    }
}

/// JSON pointers to everything in a value.
fn places(value: &Value, place: &str) -> Vec<String> {
    let below: Vec<(String, &Value)> = match value {
        Value::Array(list) => list.iter().enumerate().map(|(n, v)| (n.to_string(), v)).collect(),
        Value::Object(map) => map.iter().map(|(key, v)| (key.clone(), v)).collect(),
        _ => Vec::new(),
    };
    let below = below.iter().flat_map(|(step, v)| places(v, &format!("{place}/{step}")));
    std::iter::once(place.to_owned()).chain(below).collect()
}

#[test]
fn what_is_unknown_or_our_own_is_left_to_others_and_an_empty_feed_is_empty() {
    for json in [
        "{}",
        "[]",
        "3",
        r#"{"text": "A ferry burned."}"#,
        r#"{"articles": [{"uri": "urn:x"}]}"#,
        r#"[{"a": 1}]"#,
    ] {
        assert_eq!(items(&parse(json).expect("it is JSON")), None, "{json}");
    }
    let empty = parse(r#"{"version": "https://jsonfeed.org/version/1", "items": []}"#).expect("it is JSON");
    assert_eq!(items(&empty), Some(Vec::new()));
}
