//! schema.org's NewsArticle and its kin in JSON-LD: as a document, or in a script of a page.
//!
//! Values may be a string, an object that holds or names it, or a list of those; an object may be an `@id` that stands
//! elsewhere in the document with its name.

use super::fields::{find_str, get, language, pointer};
use super::text::{body, finish, line, push};
use crate::intake::address::web_address;
use crate::intake::date;
use crate::intake::draft::{Draft, Item, Note, Refused};
use crate::intake::html::Rendered;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Articles in a document. One that has no text is a draft without text, for a page that has it elsewhere.
pub fn drafts(document: &Value) -> Vec<Draft> {
    let found = Document::of(document, "");
    found.articles.iter().map(|(place, article)| found.draft(article, place)).collect()
}

/// The articles of a document; where there is none, a refusal that names what there is.
pub fn items(document: &Value, place: &str) -> Vec<Item> {
    let found = Document::of(document, place);
    if found.articles.is_empty() {
        let kinds: Vec<&str> = found.other_types.into_iter().collect();
        let detail = match &kinds[..] {
            [] => "holds no article".to_owned(),
            kinds => format!("holds no article, but {}", kinds.join(", ")),
        };
        return vec![Err(Refused::new(place, detail))];
    }
    let items = found.articles.iter().map(|(place, article)| {
        let mut draft = found.draft(article, place);
        let (text, marks) = (std::mem::take(&mut draft.text), std::mem::take(&mut draft.marks));
        finish(draft, Rendered { text, marks }, found.string(article, "description").map(body))
    });
    items.collect()
}

/// What stands in a document.
#[derive(Debug, Default)]
struct Document<'a> {
    /// With their places.
    articles: Vec<(String, &'a Map<String, Value>)>,
    /// Objects that others refer to.
    by_id: BTreeMap<&'a str, &'a Map<String, Value>>,
    other_types: BTreeSet<&'a str>,
}

impl<'a> Document<'a> {
    fn of(value: &'a Value, place: &str) -> Document<'a> {
        let mut document = Document::default();
        document.walk(value, place);
        document
    }

    fn walk(&mut self, value: &'a Value, place: &str) {
        if let Value::Array(list) = value {
            list.iter().enumerate().for_each(|(n, value)| self.walk(value, &pointer(place, n)));
        }
        let Value::Object(object) = value else { return };
        if let Some(id) = find_str(object, &["@id"]) {
            // A bare reference tells nothing of what it refers to.
            if object.len() > 1 {
                self.by_id.entry(id).or_insert(object);
            }
        }
        let types = types(object);
        if types.iter().any(|kind| is_article(kind)) {
            self.articles.push((place.to_owned(), object));
            return;
        }
        self.other_types.extend(types);
        for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
            if let Some(below) = object.get(key) {
                self.walk(below, &pointer(place, key));
            }
        }
    }

    fn draft(&self, article: &'a Map<String, Value>, place: &str) -> Draft {
        let mut notes = Vec::new();
        let string = |key: &str| self.string(article, key);
        let names = |key: &str| get(article, key).and_then(|value| self.names(value));
        let time = ["datePublished", "dateModified"].iter().find_map(|key| string(key));
        let basis = get(article, "isBasedOn").map(|value| self.strings(value)).unwrap_or_default();
        if let Some(basis) = line(&basis.join(", ")) {
            notes.push(Note::new("based_on", format!("says that it is based on {basis}")));
        }
        // A Language has its name in words, its code beside it.
        let code_of_language = find_str(article, &["inLanguage", "alternateName"]);
        let text = self.text(article);
        Draft {
            place: place.to_owned(),
            id: string("identifier").and_then(line),
            source: ["publisher", "sourceOrganization", "provider"].iter().find_map(|key| names(key)),
            url: self.url(article),
            title: ["headline", "name"].iter().find_map(|key| string(key).and_then(line)),
            text: text.text,
            marks: text.marks,
            byline: names("author").or_else(|| names("creator")),
            published_at: time.and_then(|given| date::noted(date::time(given), given, &mut notes)),
            lang: code_of_language
                .or_else(|| string("inLanguage"))
                .and_then(|given| language(given, &mut notes)),
            notes,
            ..Draft::default()
        }
    }

    /// The body; of a live blog, its entries.
    fn text(&self, article: &'a Map<String, Value>) -> Rendered {
        let given = |object, key| get(object, key).map(|value| self.strings(value)).unwrap_or_default();
        let mut out = Rendered::default();
        let parts =
            ["articleBody", "text"].iter().map(|key| given(article, key)).find(|parts| !parts.is_empty());
        parts.into_iter().flatten().for_each(|part| push(&mut out, &body(part)));
        let updates =
            get(article, "liveBlogUpdate").and_then(Value::as_array).filter(|_| out.text.is_empty());
        for update in updates.into_iter().flatten().filter_map(Value::as_object) {
            for part in ["headline", "articleBody"].iter().flat_map(|key| given(update, key)) {
                push(&mut out, &body(part));
            }
        }
        out
    }

    fn url(&self, article: &'a Map<String, Value>) -> Option<String> {
        let page = get(article, "mainEntityOfPage");
        let page_url = || page?.as_str().or_else(|| find_str(page?.as_object()?, &["url"]));
        let page_id = || find_str(page?.as_object()?, &["@id"]);
        let of_article = [self.string(article, "url"), page_url(), page_id(), find_str(article, &["@id"])];
        of_article.into_iter().flatten().find_map(web_address)
    }

    /// The first string that a key leads to.
    fn string(&self, object: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
        self.strings(get(object, key)?).first().copied()
    }

    /// The strings that a value holds or names.
    fn strings(&self, value: &'a Value) -> Vec<&'a str> {
        match value {
            Value::String(string) if !string.trim().is_empty() => vec![string],
            Value::Array(list) => list.iter().flat_map(|value| self.strings(value)).collect(),
            Value::Object(object) => {
                let own = |object| HELD.iter().find_map(|key| find_str(object, &[key]));
                let id = find_str(object, &["@id"]);
                let other = || self.by_id.get(id?).and_then(|object| own(object));
                own(object).or_else(other).or(id).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Names of persons or bodies, commas between; an address is no name.
    fn names(&self, value: &'a Value) -> Option<String> {
        let given = self.strings(value).into_iter().filter(|name| web_address(name).is_none());
        let names: Vec<String> =
            given.filter(|name| !name.starts_with(['#', '/'])).filter_map(line).collect();
        Some(names.join(", ")).filter(|names| !names.is_empty())
    }
}

/// Under which key an object holds what it stands for: a literal, an identifier, a name, a title.
const HELD: [&str; 5] = ["@value", "value", "name", "headline", "url"];

/// The types of an object, without the vocabulary before them.
fn types(object: &Map<String, Value>) -> Vec<&str> {
    let types = match object.get("@type") {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(kind)) => vec![kind.as_str()],
        _ => Vec::new(),
    };
    types.into_iter().map(|kind| kind.rsplit(['/', '#', ':']).next().unwrap_or(kind)).collect()
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || matches!(kind, "Report" | "BlogPosting" | "LiveBlogPosting")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Title, byline, source, address and text of each article.
    fn check(document: Value, expected: &[&str]) {
        let read = drafts(&document).into_iter().map(|d| {
            let parts = [d.title, d.byline, d.source, d.url, Some(d.text)];
            parts.map(Option::unwrap_or_default).join(" | ").replace("\n\n", " / ")
        });
        assert_eq!(read.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_article_is_found_where_it_stands() {
        let article = json!({"@type": "NewsArticle", "headline": "A"});
        for document in [
            article.clone(),
            json!([{"@type": "Organization"}, article]),
            json!({"@graph": [{"@type": "WebPage", "mainEntity": article}]}),
            json!({"@type": ["WebPage"], "mainEntityOfPage": {"@type": ["Thing", "schema:ReportageNewsArticle"], "name": "A"}}),
        ] {
            check(document, &["A |  |  |  | "]);
        }
        check(json!({"@type": "NewsMediaOrganization"}), &[]);
    }

    #[test]
    fn values_are_taken_in_all_their_forms() {
        check(
            json!({"@type": "NewsArticle", "headline": {"@value": "A &amp; B"}, "author": [{"name": "Ada"}, "Ben", "https://x.example/cy"],
                "publisher": {"@id": "#org"}, "url": "/a", "mainEntityOfPage": {"@id": "https://x.example/a"},
                "articleBody": ["One.", "<p>Two.</p>"]}),
            &["A & B | Ada, Ben |  | https://x.example/a | One. / Two."],
        );
        check(
            json!({"@graph": [{"@id": "#org", "@type": "Organization", "name": "The X"},
                {"@type": "Article", "author": {"@id": "#ada"}, "publisher": {"@id": "#org"}, "mainEntityOfPage": "https://x.example/a"},
                {"@id": "#ada", "@type": "Person", "name": "Ada"}]}),
            &[" | Ada | The X | https://x.example/a | "],
        );
        check(
            json!({"@type": "LiveBlogPosting", "headline": 5, "author": {"url": "https://x.example/cy"},
                "liveBlogUpdate": [{"headline": "Noon", "articleBody": "One."}, {"articleBody": "Two."}]}),
            &[" |  |  |  | Noon / One. / Two."],
        );
    }

    #[test]
    fn a_document_without_article_says_what_it_holds() {
        let document = json!({"@graph": [{"@type": "WebSite"}, {"@type": "BreadcrumbList"}]});
        let refused = items(&document, "/0").remove(0).expect_err("there is none");
        assert_eq!(
            (&*refused.place, &*refused.detail),
            ("/0", "holds no article, but BreadcrumbList, WebSite")
        );
    }
}
