//! JSON formats of news systems: ninjs, JSON Feed, schema.org, WordPress, Arc ANS, and feed readers' entries.
//!
//! [`parse`] makes values of text, [`shape`] tells which format a value is, [`items`] decodes it. Decoders read what they
//! know and pass over the rest: agencies add keys of their own, so nothing is checked against a schema.

mod ans;
mod ans_elements;
mod entries;
mod fields;
mod jsonfeed;
mod jsonld;
mod ninjs;
mod repair;
mod text;
mod wordpress;

use crate::intake::draft::{Item, Refused};
use fields::{find, find_str, get, pointer, type_of};
use serde_json::{Map, Value};

pub use jsonld::drafts as jsonld_drafts;
pub use repair::{parse, repair};

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// IPTC ninjs of any version, with what Superdesk makes of it.
    Ninjs,
    /// JSON Feed 1.0 and 1.1.
    JsonFeed,
    /// An object of WordPress's REST interface.
    WordPress,
    /// A story of Arc XP, or the event that tells of one.
    Ans,
    /// schema.org in JSON-LD.
    JsonLd,
    /// An entry of Feedbin or Miniflux, or a list of them with its feed.
    Entries,
}

/// The format of an object; `None` for the requests and articles of our own interface, and for what is unknown.
pub fn shape(value: &Value) -> Option<Shape> {
    let object = value.as_object()?;
    if object.contains_key("articles") || is_own_article(object) {
        None
    } else if find_str(object, &["version"]).is_some_and(|v| v.contains("jsonfeed.org/version/")) {
        Some(Shape::JsonFeed)
    } else if ["@context", "@graph", "@type"].iter().any(|key| object.contains_key(*key)) {
        Some(Shape::JsonLd)
    } else if ans::is(object) {
        Some(Shape::Ans)
    } else if ["title", "content"].iter().any(|key| find(object, &[key, "rendered"]).is_some()) {
        Some(Shape::WordPress)
    } else if entries::is(object) {
        Some(Shape::Entries)
    } else if ninjs::is(object) {
        Some(Shape::Ninjs)
    } else {
        None
    }
}

/// The articles in an object of a known format, or in a list that holds such objects; `None` for anything else.
///
/// Each element of a list is read by its own format. Places are JSON pointers: `/items/3`, `/2`, `/associations/0`.
pub fn items(value: &Value) -> Option<Vec<Item>> {
    let Value::Array(list) = value else {
        return shape(value).map(|shape| decode(shape, value, ""));
    };
    let shapes: Vec<Option<Shape>> = list.iter().map(shape).collect();
    if shapes.iter().all(Option::is_none) {
        return None;
    }
    // The objects of one script refer to one another, and only some of them are articles.
    if shapes.iter().all(|shape| *shape == Some(Shape::JsonLd)) {
        return Some(jsonld::items(value, ""));
    }
    let elements = list.iter().zip(shapes).enumerate();
    let items = elements.flat_map(|(n, (element, shape))| {
        let place = pointer("", n);
        match shape {
            Some(shape) => decode(shape, element, &place),
            None if element.is_object() => vec![Err(Refused::new(place, "is of no known format"))],
            None => vec![Err(Refused::new(place, format!("is {}, not an article", type_of(element))))],
        }
    });
    Some(items.collect())
}

fn decode(shape: Shape, value: &Value, place: &str) -> Vec<Item> {
    let Value::Object(object) = value else { return Vec::new() };
    match shape {
        Shape::Ninjs => ninjs::items(object, place),
        Shape::JsonFeed => jsonfeed::items(object, place),
        Shape::WordPress => vec![wordpress::item(object, place)],
        Shape::Ans => vec![ans::item(object, place)],
        Shape::JsonLd => jsonld::items(value, place),
        Shape::Entries => entries::items(object, place),
    }
}

/// Whether an object is an article as our own interface takes it.
fn is_own_article(object: &Map<String, Value>) -> bool {
    const KEYS: [&str; 8] = ["id", "source", "url", "title", "text", "html", "published_at", "lang"];
    let has_text = get(object, "text").or_else(|| get(object, "html")).is_some();
    has_text && object.keys().all(|key| KEYS.contains(&key.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_format_is_known_by_its_keys() {
        use Shape::*;
        for (value, expected) in [
            (json!({"uri": "urn:x:1"}), Some(Ninjs)),
            (json!({"guid": "urn:x:1", "type": "text"}), Some(Ninjs)),
            (json!({"_id": "urn:x:1", "type": "planning"}), Some(Ninjs)),
            (json!({"headline": "A", "body_html": "<p>B</p>"}), Some(Ninjs)),
            (json!({"bodies": [{"value": "B"}]}), Some(Ninjs)),
            (json!({"$standard": {"name": "TTNINJS"}}), Some(Ninjs)),
            (json!({"version": "https://jsonfeed.org/version/1", "items": []}), Some(JsonFeed)),
            (json!({"@context": "https://schema.org"}), Some(JsonLd)),
            (json!({"@graph": []}), Some(JsonLd)),
            (json!({"id": 1, "title": {"rendered": "A"}}), Some(WordPress)),
            (json!({"type": "story", "version": "0.10.9", "headlines": {}}), Some(Ans)),
            (json!({"type": "content-operation", "operation": "delete-story"}), Some(Ans)),
            (json!({"key": "story:update", "body": {"type": "story"}}), Some(Ans)),
            (json!({"id": 1, "feed_id": 2, "url": "x", "content": null}), Some(Entries)),
            (json!({"event_type": "new_entries", "feed": {}, "entries": []}), Some(Entries)),
            (json!({"articles": [{"uri": "urn:x:1"}]}), None),
            (json!({"id": "a", "title": "B", "text": "C", "lang": "en"}), None),
            (json!({"uri": "a", "text": "C"}), None),
            (json!({"title": "A", "link": "B", "guid": "C", "description": "D"}), None),
            (json!({}), None),
            (json!("uri"), None),
            (json!([]), None),
        ] {
            assert_eq!(shape(&value), expected, "{value}");
        }
    }

    #[test]
    fn a_list_is_read_element_by_element() {
        let list = json!([{"uri": "urn:x:1", "body_text": "One."}, {"x": 1}, 2]);
        let items = items(&list).expect("one is known");
        let shown: Vec<_> =
            items.iter().map(|item| item.as_ref().map_or_else(|r| &*r.place, |d| &*d.text)).collect();
        assert_eq!(shown, ["One.", "/1", "/2"]);
        assert_eq!(super::items(&json!([{"x": 1}])), None);
        assert_eq!(super::items(&json!([])), None);
    }
}
