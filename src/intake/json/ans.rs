//! Stories of Arc XP (ANS), bare or in the events that tell of them.

use super::ans_elements::text;
use super::fields::{Fields, find, find_str, get, names, pointer_to};
use super::text::{body, finish, line};
use crate::intake::draft::{Draft, Item, Note, Refused};
use serde_json::{Map, Value};

/// Whether an object is a story or an event.
pub fn is(object: &Map<String, Value>) -> bool {
    let kind = find_str(object, &["type"]);
    // Versions of ANS begin `0.`; ninjs's are whole numbers.
    let is_versioned = find_str(object, &["version"]).is_some_and(|version| version.starts_with("0."));
    is_event(object) || kind.is_some() && (is_versioned || get(object, "content_elements").is_some())
}

/// An operation of the content interface (`insert-story`), or an event of IFX (`story:update`).
fn is_event(object: &Map<String, Value>) -> bool {
    find_str(object, &["type"]) == Some("content-operation")
        || find_str(object, &["key"]).is_some_and(|key| key.starts_with("story:"))
            && find(object, &["body"]).is_some_and(Value::is_object)
}

/// The story.
pub fn item(object: &Map<String, Value>, place: &str) -> Item {
    if !is_event(object) {
        return story(object, place.to_owned(), true);
    }
    let operation =
        find_str(object, &["operation"]).or_else(|| find_str(object, &["key"])).unwrap_or_default();
    if ["delete", "unpublish"].iter().any(|word| operation.contains(word)) {
        return Err(Refused::new(place, format!("is withdrawn (operation {operation})")));
    }
    let is_published = get(object, "published") != Some(&Value::Bool(false));
    match get(object, "body").and_then(Value::as_object) {
        Some(story_) => story(story_, pointer_to(object, place, "body"), is_published),
        None => Err(Refused::new(place, format!("tells of a story (operation {operation}) without it"))),
    }
}

fn story(object: &Map<String, Value>, place: String, is_published: bool) -> Item {
    let mut fields = Fields::of(object);
    let kind = fields.line("type").unwrap_or_default();
    let (text, left_out) = text(fields.list("content_elements"));
    if kind != "story" && text.text.is_empty() {
        return Err(Refused::no_text(place, format!("is of type {kind}, not a text")));
    }
    if !is_published || get(object, "published") == Some(&Value::Bool(false)) {
        fields.notes.push(Note::new("not_published", "its sender says that it is not published"));
    }
    if !left_out.is_empty() {
        let kinds: Vec<&str> = left_out.into_iter().collect();
        fields.notes.push(Note::new("elements_left_out", format!("were not read: {}", kinds.join(", "))));
    }
    let given = |path: &[&str]| find_str(object, path).and_then(line);
    let draft = Draft {
        place,
        id: fields.line("_id"),
        source: given(&["distributor", "name"])
            .or_else(|| source(object))
            .or_else(|| given(&["owner", "name"])),
        // Often a path below a site that the story does not name.
        url: fields.url("canonical_url").or_else(|| fields.url("website_url")),
        title: given(&["headlines", "basic"]),
        byline: find(object, &["credits", "by"]).and_then(names),
        published_at: ["publish_date", "display_date", "first_publish_date", "last_updated_date"]
            .iter()
            .find_map(|key| fields.time(key)),
        lang: fields.language("language"),
        ..Draft::default()
    };
    let summary = ["description", "subheadlines"].iter().find_map(|key| find_str(object, &[key, "basic"]));
    finish(Draft { notes: fields.notes, ..draft }, text, summary.map(body))
}

/// Where it came from, unless that is the program that it was written in.
fn source(object: &Map<String, Value>) -> Option<String> {
    let [name, system] = ["name", "system"].map(|key| find_str(object, &["source", key]));
    name.filter(|_| name != system).and_then(line)
}
