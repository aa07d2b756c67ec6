//! What a body is: its content type, and what to make of clients that name a wrong one or none.

use super::problem::{Kind, Problem};
use axum::http::HeaderMap;
use axum::http::header::{self, CONTENT_TYPE};

/// A form in which a call takes its request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// One JSON value.
    Json,
    /// A JSON value on each line.
    JsonLines,
    /// A form with files.
    Form,
    /// Bare text.
    Text,
    /// Whatever it is: pages, XML, feeds; the beginning decides.
    Other,
}

impl Media {
    /// The type under which it is documented and offered.
    pub fn name(self) -> &'static str {
        match self {
            Media::Json => "application/json",
            Media::JsonLines => "application/x-ndjson",
            Media::Form => "multipart/form-data",
            Media::Text => "text/plain",
            Media::Other => "text/html, application/xml",
        }
    }

    /// The form of a body, which must be among those that the call takes.
    ///
    /// A body that begins with `{` is JSON even if it is called a web form or is not called anything: that is what
    /// `curl -d` sends. A body that is not called anything else is text where the call takes text.
    ///
    /// # Errors
    /// Any other type, with those the call takes in `Accept-Post`.
    pub fn of(headers: &HeaderMap, body: &[u8], taken: &[Media]) -> Result<Media, Problem> {
        let content_type = headers.get(CONTENT_TYPE).map(|value| value.to_str());
        let named = match content_type {
            Some(Ok(named)) => named.to_ascii_lowercase(),
            Some(Err(_)) => return Err(unsupported("the content type is not ASCII", taken)),
            None => String::new(),
        };
        let (essence, parameters) = named.split_once(';').unwrap_or((&named, ""));
        let media = match essence.trim() {
            "" | "application/x-www-form-urlencoded" if begins_like_json(body) => Media::Json,
            "" | "application/x-www-form-urlencoded" if taken.contains(&Media::Other) => Media::Other,
            "" if taken.contains(&Media::Text) => Media::Text,
            "" => return Err(unsupported("the body has no Content-Type", taken)),
            "application/json" | "text/json" => Media::Json,
            "application/x-ndjson" | "application/ndjson" | "application/jsonl" => Media::JsonLines,
            "multipart/form-data" => Media::Form,
            other if other.starts_with("application/") && other.ends_with("+json") => Media::Json,
            "text/plain" => Media::Text,
            other if taken.contains(&Media::Other) && is_of_articles(other) => Media::Other,
            other => return Err(unsupported(&format!("{other} is not taken here"), taken)),
        };
        if taken.contains(&Media::Other) && media != Media::Form {
            return Ok(media);
        }
        if !taken.contains(&media) {
            let detail = format!("{} is not taken here", media.name());
            return Err(unsupported(&detail, taken));
        }
        match charset(parameters) {
            None | Some("utf-8" | "utf8" | "us-ascii") => Ok(media),
            Some(other) => Err(unsupported(&format!("the charset {other} is not taken, only utf-8"), taken)),
        }
    }
}

/// Whether a type can hold articles: text, XML, octets of a sender who knows no type.
fn is_of_articles(essence: &str) -> bool {
    essence.starts_with("text/")
        || essence.ends_with("/xml")
        || essence.ends_with("+xml")
        || essence == "application/octet-stream"
}

fn begins_like_json(body: &[u8]) -> bool {
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    body.trim_ascii_start().starts_with(b"{")
}

/// The `charset` among the parameters of a content type.
pub(super) fn charset(parameters: &str) -> Option<&str> {
    let mut pairs = parameters.split(';').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(name, _)| name.trim() == "charset")?;
    Some(value.trim().trim_matches('"'))
}

fn unsupported(reason: &str, taken: &[Media]) -> Problem {
    let names: Vec<&str> = taken.iter().map(|media| media.name()).collect();
    let names = names.join(", ");
    Problem::new(Kind::UnsupportedMediaType, format!("{reason}; send {names}"))
        .with_header(header::HeaderName::from_static("accept-post"), names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content_type: &str, body: &str, expected: Option<Media>) {
        let mut headers = HeaderMap::new();
        if !content_type.is_empty() {
            let value = content_type.parse().expect("a header value");
            headers.insert(CONTENT_TYPE, value);
        }
        let taken = [Media::Json, Media::Text];
        let found = Media::of(&headers, body.as_bytes(), &taken).ok();
        assert_eq!(found, expected, "{content_type:?} {body:?}");
    }

    #[test]
    fn a_type_decides_and_json_is_known_by_its_brace() {
        check("application/json; charset=utf-8", "x", Some(Media::Json));
        check("application/ld+json", "x", Some(Media::Json));
        check("application/x-www-form-urlencoded", " \n{", Some(Media::Json));
        check("application/x-www-form-urlencoded", "a=b", None);
        check("", "\u{feff}{", Some(Media::Json));
        check("", "Two people were hurt.", Some(Media::Text));
        check("text/plain", "{", Some(Media::Text));
        check("Text/Plain; charset=\"UTF-8\"", "x", Some(Media::Text));
        check("text/plain; charset=iso-8859-1", "x", None);
        check("application/x-ndjson", "{}", None);
        check("image/png", "{", None);
    }
}
