//! JSON Feed 1.0 and 1.1.

use super::fields::{Fields, names, pointer, pointer_to, type_of};
use super::text::{body, finish, markup};
use crate::intake::address::web_address;
use crate::intake::draft::{Draft, Item, Refused};
use crate::intake::html::Rendered;
use serde_json::{Map, Value};

/// The items of a feed. What an item does not say of itself, the feed says of all.
pub fn items(object: &Map<String, Value>, place: &str) -> Vec<Item> {
    let mut feed = Fields::of(object);
    let (source, lang, authors) = (feed.line("title"), feed.language("language"), authors(&feed));
    let place = pointer_to(object, place, "items");
    let Some(Value::Array(list)) = feed.get("items") else {
        return vec![Err(Refused::new(place, "is not a list of items"))];
    };
    let items = list.iter().enumerate().map(|(n, value)| {
        let place = pointer(&place, n);
        let Some(object) = value.as_object() else {
            return Err(Refused::new(place, format!("is {}, not an item", type_of(value))));
        };
        let mut fields = Fields::of(object);
        let (text, summary) = (text(&mut fields), fields.string("summary").map(body));
        let draft = Draft {
            place,
            source: source.clone(),
            id: fields.id("id"),
            url: url(&mut fields),
            title: fields.line("title"),
            byline: self::authors(&fields).or_else(|| authors.clone()),
            published_at: fields.time("date_published").or_else(|| fields.time("date_modified")),
            lang: fields.language("language").or_else(|| lang.clone()),
            ..Draft::default()
        };
        finish(Draft { notes: fields.notes, ..draft }, text, summary)
    });
    items.collect()
}

fn text(fields: &mut Fields) -> Rendered {
    let html = fields.string("content_html").map(markup).filter(|html| !html.text.is_empty());
    html.or_else(|| fields.string("content_text").map(body)).unwrap_or_default()
}

/// A list in 1.1, one author in 1.0.
fn authors(fields: &Fields) -> Option<String> {
    ["authors", "author"].iter().find_map(|key| fields.get(key).and_then(names))
}

/// Ids are often the address of an item, and the only one.
fn url(fields: &mut Fields) -> Option<String> {
    let given = fields.url("url").or_else(|| fields.url("external_url"));
    given.or_else(|| fields.get("id")?.as_str().and_then(web_address))
}
