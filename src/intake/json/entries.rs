//! Entries of feed readers: Feedbin's list, and what Miniflux sends when entries come in or one is saved.

use super::fields::{Fields, find_str, get, pointer, pointer_to, type_of};
use super::text::{body, finish, line, markup};
use crate::intake::draft::{Draft, Item, Refused};
use serde_json::{Map, Value};

/// Whether an object is an entry, or holds entries.
pub fn is(object: &Map<String, Value>) -> bool {
    let has = |key: &str| get(object, key).is_some();
    let has_entries = has("entries") && (has("event_type") || has("feed") || has("total"));
    let has_entry = has("entry") && has("event_type");
    // The content may be null, so that it is the key that counts.
    let is_entry = object.contains_key("content") && has("url") && (has("feed_id") || has("feed"));
    has_entries || has_entry || is_entry
}

/// The entry or entries.
pub fn items(object: &Map<String, Value>, place: &str) -> Vec<Item> {
    let source = find_str(object, &["feed", "title"]);
    if let Some(value) = get(object, "entry") {
        return vec![read(value, pointer_to(object, place, "entry"), source)];
    }
    let place_of_list = pointer_to(object, place, "entries");
    match get(object, "entries") {
        Some(Value::Array(list)) => {
            let entries = list.iter().enumerate();
            entries.map(|(n, value)| read(value, pointer(&place_of_list, n), source)).collect()
        }
        Some(_) => vec![Err(Refused::new(place_of_list, "is not a list of entries"))],
        None => vec![item(object, place.to_owned(), source)],
    }
}

fn read(value: &Value, place: String, source: Option<&str>) -> Item {
    match value.as_object() {
        Some(object) => item(object, place, source),
        None => Err(Refused::new(place, format!("is {}, not an entry", type_of(value)))),
    }
}

fn item(object: &Map<String, Value>, place: String, source: Option<&str>) -> Item {
    let mut fields = Fields::of(object);
    let source = find_str(object, &["feed", "title"]).or(source);
    let text = fields.string("content").map(markup).unwrap_or_default();
    let summary = fields.string("summary").map(body);
    let draft = Draft {
        place,
        // Miniflux's hash is the same for every reader of the feed, its number is not.
        id: fields.line("hash").or_else(|| fields.id("id")),
        source: source.and_then(line),
        url: fields.url("url"),
        title: fields.line("title"),
        byline: fields.line("author"),
        published_at: ["published_at", "published", "created_at"].iter().find_map(|key| fields.time(key)),
        ..Draft::default()
    };
    finish(Draft { notes: fields.notes, ..draft }, text, summary)
}
