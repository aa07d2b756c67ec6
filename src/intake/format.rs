//! Which format a body is in.

use crate::intake::{json, xml};

/// What a sender says of a body.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hint<'a> {
    /// The media type without its parameters, in small letters; empty if none was given.
    pub media_type: &'a str,
    /// Its `charset` parameter.
    pub charset: Option<&'a str>,
    /// The file's name; empty if it has none.
    pub file_name: &'a str,
    /// Whether it is expected to be one article: form feeds are then the ends of its pages.
    pub is_one_article: bool,
}

/// A format by how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// An HTML page.
    Page,
    /// One JSON value.
    Json,
    /// A JSON value a line.
    JsonLines,
    /// XML of any kind.
    Xml,
    /// Fields of a web form.
    Form,
}

/// The format of a text, by its beginning and by what its sender says.
///
/// A sender who names a text or a page is believed. JSON and XML have many media types, and systems that know none send
/// everything as octets or as a form, so for all others the beginning decides.
pub fn format(text: &str, hint: &Hint) -> Format {
    let ending = hint.file_name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let body = text.trim_start();
    match (hint.media_type, &*ending) {
        ("text/plain" | "text/markdown", _) | ("" | "application/octet-stream", "txt" | "text" | "md") => {
            Format::Text
        }
        ("application/x-ndjson" | "application/jsonl" | "application/json-lines", _)
        | (_, "ndjson" | "jsonl") => Format::JsonLines,
        (media_type, _) if media_type == "application/json" || media_type.ends_with("+json") => Format::Json,
        (_, "json") => Format::Json,
        ("application/x-www-form-urlencoded", _) if is_form(body) => Format::Form,
        (media_type, ending) => {
            let is_page = matches!(media_type, "text/html" | "application/xhtml+xml")
                || matches!(ending, "html" | "htm" | "xhtml");
            let is_xml = matches!(media_type, "application/xml" | "text/xml")
                || media_type.ends_with("+xml")
                || ending == "xml";
            match by_beginning(body, is_page) {
                // Of no format that is known: to be refused by what it holds rather than read with its tags.
                Format::Text if is_xml && body.starts_with('<') => Format::Xml,
                found => found,
            }
        }
    }
}

/// Whether a body is fields of a form: one word, a name before the first `=`. `curl -d` calls anything a form.
fn is_form(body: &str) -> bool {
    let name = body.split('=').next().unwrap_or("");
    !body.trim_end().contains(char::is_whitespace)
        && body.contains('=')
        && !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '%' | '+'))
}

fn by_beginning(body: &str, is_page: bool) -> Format {
    let after = |mark: char| body.strip_prefix(mark).map(|rest| rest.trim_start().chars().next());
    let begins = |tag: &str| body.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    match xml::shape(body) {
        Some(xml::Shape::Page) => return Format::Page,
        Some(_) => return Format::Xml,
        None => {}
    }
    if is_page || begins("<!doctype html") || begins("<html") {
        Format::Page
    } else if begins("<?xml") {
        Format::Xml
    } else if matches!(after('{'), Some(Some('"' | '}'))) {
        if is_lines(body) { Format::JsonLines } else { Format::Json }
    } else if matches!(after('['), Some(Some('{' | ']'))) {
        // A news text may begin with a bracket: [Photo] ...
        Format::Json
    } else {
        Format::Text
    }
}

/// Whether the first line is a JSON value and the second begins another.
fn is_lines(body: &str) -> bool {
    let mut lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().is_some_and(|line| line.ends_with('}') && json::parse(line).is_ok());
    first && lines.next().is_some_and(|line| line.starts_with('{'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(media_type: &str, file_name: &str, text: &str, expected: Format) {
        assert_eq!(
            format(text, &Hint { media_type, file_name, ..Hint::default() }),
            expected,
            "{media_type} {file_name} {text}"
        );
    }

    #[test]
    fn a_named_text_or_page_is_believed() {
        check("text/plain", "a.json", "{\"text\": \"x\"}", Format::Text);
        check("", "a.txt", "<html>", Format::Text);
        check("text/html", "", "A fire", Format::Page);
        check("", "a.JSON", "x", Format::Json);
        check("application/ld+json", "", "x", Format::Json);
        check("", "a.ndjson", "{}", Format::JsonLines);
    }

    #[test]
    fn else_the_beginning_decides() {
        check("application/x-www-form-urlencoded", "", "\n{ \"text\": 1", Format::Json);
        check("", "-", "[ {", Format::Json);
        check("", "-", "[Photo] A ferry", Format::Text);
        check("", "a", "{curly}", Format::Text);
        check("", "-", "\n<!DOCTYPE HTML><p>", Format::Page);
        check("application/octet-stream", "", "<?xml version=\"1.0\"?><rss version=\"2.0\"/>", Format::Xml);
        check("text/html", "", "<?xml version=\"1.0\"?><rss version=\"2.0\"/>", Format::Xml);
        check("", "a.xml", "<nitf></nitf>", Format::Xml);
        check("image/svg+xml", "", "<svg/>", Format::Xml);
        check("", "a.xml", "<svg/>", Format::Xml);
        check("application/xhtml+xml", "", "<p>A fire", Format::Page);
        check("", "", "{\"text\": \"a\"}\n{\"text\": \"b\"}\n", Format::JsonLines);
        check("", "", "{\"text\":\n{\"a\": 1}}", Format::Json);
        check("", "-", "", Format::Text);
        check("", "-", "<p>A fire</p>", Format::Text);
    }
}
