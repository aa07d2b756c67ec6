//! An article as the fields of a web form: what simple senders and WordPress.com's webhooks post.

use crate::intake::draft::Draft;
use crate::intake::html::{self, Rendered};
use crate::intake::{Item, Refused, date};
use std::collections::BTreeMap;

/// Names of a field in our own form, and what others call it.
const TEXT: &[&str] = &["text", "body", "article_text", "content_text"];
const HTML: &[&str] = &["html", "post_content", "content", "content_html", "body_html"];
const TITLE: &[&str] = &["title", "post_title", "headline"];
const URL: &[&str] = &["url", "post_url", "permalink", "link"];
const SOURCE: &[&str] = &["source", "site", "blog_name"];
const TIME: &[&str] = &["published_at", "post_date", "date", "pubdate"];
const TIME_IN_UTC: &[&str] = &["post_date_gmt", "date_gmt"];
const BYLINE: &[&str] = &["byline", "author", "post_author"];

/// The article in a form's fields (`title=...&text=...`); fields that are not known are passed over.
pub fn item(body: &str) -> Item {
    let mut fields: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(body.as_bytes()) {
        fields.entry(name.to_lowercase()).or_insert(value.into_owned());
    }
    let field = |names: &[&str]| {
        names.iter().find_map(|name| fields.get(*name)).filter(|value| !value.trim().is_empty()).cloned()
    };
    let Rendered { text, marks } = match (field(TEXT), field(HTML)) {
        (Some(text), _) => Rendered { text, marks: Vec::new() },
        (None, Some(html)) => html::fragment(&html),
        (None, None) => {
            let names: Vec<&str> = fields.keys().map(String::as_str).take(10).collect();
            let detail = format!("is a form without `text` or `html`; its fields are {}", names.join(", "));
            return Err(Refused::new("", detail));
        }
    };
    let mut notes = Vec::new();
    let in_utc =
        field(TIME_IN_UTC).and_then(|given| date::noted(date::time_in_utc(&given), &given, &mut notes));
    let local = || field(TIME).and_then(|given| date::noted(date::time(&given), &given, &mut notes));
    let published_at = in_utc.or_else(local);
    Ok(Draft {
        id: field(&["id", "guid"]),
        source: field(SOURCE),
        url: field(URL),
        title: field(TITLE).map(|title| html::fragment(&title).text),
        byline: field(BYLINE).filter(|name| name.chars().any(char::is_alphabetic)),
        lang: field(&["lang", "language"]),
        text,
        marks,
        published_at,
        notes,
        ..Draft::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_known_by_their_names() {
        let draft = item(
            "hook=publish_post&ID=7&post_title=Caf%C3%A9+%26%238217%3Bshut%26%238217%3B&post_content=%3Cp%3EIt+rained.%3C%2Fp%3E&post_date_gmt=2024-01-10+08%3A00%3A00&post_author=12",
        );
        let draft = draft.expect("it holds an article");
        assert_eq!(draft.title.as_deref(), Some("Café ’shut’"));
        assert_eq!((draft.text.as_str(), draft.id.as_deref(), draft.byline), ("It rained.", Some("7"), None));
        assert_eq!(draft.published_at.as_deref(), Some("2024-01-10T08:00:00Z"));
        assert!(draft.notes.is_empty());
    }

    #[test]
    fn a_form_without_a_text_says_what_it_has() {
        let refused = item("a=1&b=2").expect_err("no text");
        assert_eq!(refused.detail, "is a form without `text` or `html`; its fields are a, b");
    }
}
