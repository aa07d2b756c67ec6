//! Posts as WordPress's REST interface gives them.

use super::fields::{Fields, find, find_str, names};
use super::text::{finish, line, markup};
use crate::intake::address::web_address;
use crate::intake::draft::{Draft, Item, Note, Refused};
use serde_json::{Map, Value};

/// The post.
pub fn item(object: &Map<String, Value>, place: &str) -> Item {
    let refused = |detail: String| Err(Refused::new(place, detail));
    let mut fields = Fields::of(object);
    let kind = fields.line("type").unwrap_or_default();
    if kind == "attachment" || find(object, &["media_type"]).is_some() {
        return refused("is of type attachment, not a text".into());
    }
    if find(object, &["content", "protected"]) == Some(&Value::Bool(true)) {
        return refused("is protected by a password: its text is not in the item".into());
    }
    let status = fields.line("status").unwrap_or_default();
    if status == "trash" {
        return refused("is in the trash (status trash)".into());
    }
    if !matches!(&*status, "" | "publish") {
        fields.notes.push(Note::new("not_published", format!("its status is `{status}`")));
    }
    let text_of = |path: &[&str]| find_str(object, path).map(markup);
    let permanent = find_str(object, &["guid", "rendered"]);
    let draft = Draft {
        place: place.to_owned(),
        // Numbers count anew on each site.
        id: permanent.and_then(line).or_else(|| fields.id("id")),
        source: find_str(object, &["yoast_head_json", "og_site_name"]).and_then(line),
        url: fields.url("link").or_else(|| permanent.and_then(web_address)),
        title: find_str(object, &["title", "rendered"]).and_then(line),
        byline: find(object, &["_embedded", "author"]).and_then(names),
        published_at: published_at(&mut fields),
        lang: fields.language("lang"),
        ..Draft::default()
    };
    let text = text_of(&["content", "rendered"]).unwrap_or_default();
    finish(Draft { notes: fields.notes, ..draft }, text, text_of(&["excerpt", "rendered"]))
}

/// `date_gmt` has no zone and is UTC; `date` has none and is the site's, which the item does not tell.
fn published_at(fields: &mut Fields) -> Option<String> {
    let sure = fields.time_in_utc("date_gmt").or_else(|| fields.time_in_utc("modified_gmt"));
    sure.or_else(|| fields.time("date"))
}
