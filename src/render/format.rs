//! The forms of an answer, and the choice of one.

use std::fmt;
use std::str::FromStr;

/// A form in which an account is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Everything, for programs.
    Json,
    /// For people, in a terminal or a mail.
    Text,
    /// Paragraphs with footnotes.
    Markdown,
    /// A fragment to paste.
    Html,
    /// W3C Web Annotations.
    JsonLd,
}

impl Format {
    /// Every form, in order of preference where a client leaves the choice.
    pub const ALL: [Format; 5] = [Format::Json, Format::Text, Format::Markdown, Format::Html, Format::JsonLd];

    /// Its name in `?format=` and `--format`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::JsonLd => "jsonld",
        }
    }

    /// Its media type without parameters.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Json => "application/json",
            Format::Text => "text/plain",
            Format::Markdown => "text/markdown",
            Format::Html => "text/html",
            Format::JsonLd => "application/ld+json",
        }
    }

    /// The value of `Content-Type`.
    pub fn content_type(self) -> &'static str {
        match self {
            Format::Json => "application/json",
            Format::Text => "text/plain; charset=utf-8",
            Format::Markdown => "text/markdown; charset=utf-8",
            Format::Html => "text/html; charset=utf-8",
            Format::JsonLd => "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is none of [`Format::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the formats are `json`, `text`, `markdown`, `html` and `jsonld`")]
pub struct UnknownFormat;

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Format, UnknownFormat> {
        Format::ALL.into_iter().find(|format| format.name() == name).ok_or(UnknownFormat)
    }
}

/// The form that an `Accept` header (RFC 9110) likes best; JSON if it is empty, `None` if it takes no form.
///
/// Of forms it likes equally, one that it names goes before one that only a wildcard covers.
pub fn negotiate(accept: &str) -> Option<Format> {
    if accept.trim().is_empty() {
        return Some(Format::Json);
    }
    let ranges = ranges(accept);
    let mut best: Option<(Format, (u16, u8))> = None;
    for format in Format::ALL {
        let Some(liked) = liking(&ranges, format.media_type()) else {
            continue;
        };
        if best.is_none_or(|(_, so_far)| liked > so_far) {
            best = Some((format, liked));
        }
    }
    best.map(|(format, _)| format)
}

/// Whether an `Accept` header takes a media type, which is given without parameters; an empty one takes every.
pub fn accepts(accept: &str, media_type: &str) -> bool {
    accept.trim().is_empty() || liking(&ranges(accept), media_type).is_some()
}

fn ranges(accept: &str) -> Vec<Range> {
    split(accept, ',').filter_map(Range::parse).collect()
}

/// How well the ranges like a media type, and how precisely they name it; `None` if they do not take it.
fn liking(ranges: &[Range], media_type: &str) -> Option<(u16, u8)> {
    let (group, _) = media_type.split_once('/').expect("a media type has a slash");
    let fits = ranges.iter().filter(|range| match range.precision {
        2 => range.name == media_type,
        1 => range.name == group,
        _ => true,
    });
    // The most precise range decides, even where it likes the form less than a wildcard does.
    let decisive = fits.max_by_key(|range| range.precision)?;
    (decisive.quality > 0).then_some((decisive.quality, decisive.precision))
}

/// One entry of an `Accept` header.
struct Range {
    /// A media type, a group such as `text`, or nothing for `*/*`.
    name: String,
    /// Parts of the media type that it names.
    precision: u8,
    /// Liking in thousandths.
    quality: u16,
}

impl Range {
    /// `None` if it cannot be read: such an entry is passed over.
    fn parse(entry: &str) -> Option<Range> {
        let mut pieces = split(entry, ';').map(str::trim);
        let name = pieces.next()?.to_ascii_lowercase();
        let (group, kind) = name.split_once('/')?;
        let (name, precision) = match (group, kind) {
            ("*", "*") => (String::new(), 0),
            ("*", _) | ("", _) | (_, "") => return None,
            (group, "*") => (group.to_owned(), 1),
            _ => (name, 2),
        };
        let quality = pieces.find_map(|piece| piece.strip_prefix("q=").or_else(|| piece.strip_prefix("Q=")));
        Some(Range { name, precision, quality: quality.map_or(Some(1000), thousandths)? })
    }
}

fn thousandths(quality: &str) -> Option<u16> {
    let value: f32 = quality.trim().parse().ok()?;
    // The cast is exact: the value is a whole number of at most 1000.
    (0.0..=1.0).contains(&value).then(|| (value * 1000.0).round() as u16)
}

/// Splits at `separator`, but not inside quoted strings.
fn split(list: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    list.split(move |c| {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
        c == separator && !quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(accept: &str, expected: Option<Format>) {
        assert_eq!(negotiate(accept), expected, "{accept}");
    }

    #[test]
    fn a_named_form_is_given() {
        for format in Format::ALL {
            check(format.media_type(), Some(format));
            check(format.content_type(), Some(format));
            assert_eq!(format.name().parse(), Ok(format));
        }
        check("Text/HTML ; Q=1", Some(Format::Html));
        check("application/ld+json; profile=\"a,b;q=0\", text/html;q=0.5", Some(Format::JsonLd));
    }

    #[test]
    fn the_best_liked_form_is_given() {
        check("text/html;q=0.5, text/markdown;q=0.7, */*;q=0.1", Some(Format::Markdown));
        check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(Format::Html));
        check("application/json, text/plain, */*", Some(Format::Json));
        check("text/plain, */*", Some(Format::Text));
    }

    #[test]
    fn a_type_that_is_no_form_is_taken_or_not() {
        assert!(accepts("", "application/x-ndjson"));
        assert!(accepts("text/html, */*;q=0.1", "application/x-ndjson"));
        assert!(!accepts("*/*, application/x-ndjson;q=0", "application/x-ndjson"));
        assert!(!accepts("text/*", "application/x-ndjson"));
    }

    #[test]
    fn a_wildcard_leaves_the_choice() {
        check("", Some(Format::Json));
        check("*/*", Some(Format::Json));
        check("text/*", Some(Format::Text));
        check("text/*, text/plain;q=0", Some(Format::Markdown));
        check("*/*, application/json;q=0.2", Some(Format::Text));
    }

    #[test]
    fn a_form_that_is_not_taken_is_not_given() {
        check("application/xml", None);
        check("*/*;q=0", None);
        check("application/json;q=0", None);
        check("nonsense, text/html;q=2", None);
        check("nonsense, text/html", Some(Format::Html));
    }
}
