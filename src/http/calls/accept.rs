//! In which form a client wants its answer: the query before the header.

use crate::http::media::Media;
use crate::http::problem::{Kind, Problem};
use crate::http::query::Query;
use crate::render::format::UnknownFormat;
use crate::render::{self, Format};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

/// The form of an account: `?format=` if given, else the one that `Accept` likes best.
///
/// # Errors
/// A format that is not known, or no form that the client takes.
pub fn format(query: &Query, headers: &HeaderMap) -> Result<Format, Problem> {
    if let Some(name) = query.get("format") {
        let format: Result<Format, UnknownFormat> = name.parse();
        return format.map_err(|error| Query::wrong_value("format", error.to_string()));
    }
    render::negotiate(&accepted(headers)).ok_or_else(|| not_acceptable(&Format::ALL.map(Format::media_type)))
}

/// Checks that the client takes JSON, or JSON lines if it sent them.
///
/// # Errors
/// It takes neither.
pub fn json(media: Media, headers: &HeaderMap) -> Result<(), Problem> {
    let accepted = accepted(headers);
    let given = match media {
        Media::JsonLines => &[Media::JsonLines.name(), Media::Json.name()][..],
        _ => &[Media::Json.name()][..],
    };
    if given.iter().any(|name| render::accepts(&accepted, name)) {
        return Ok(());
    }
    Err(not_acceptable(given))
}

/// A list may come in several fields, which mean the same as one.
fn accepted(headers: &HeaderMap) -> String {
    let fields = headers.get_all(ACCEPT).iter();
    let fields: Vec<_> = fields.map(|field| String::from_utf8_lossy(field.as_bytes())).collect();
    fields.join(", ")
}

fn not_acceptable(given: &[&str]) -> Problem {
    let detail = format!("the answer is given as {}; Accept takes none of these", given.join(", "));
    Problem::new(Kind::NotAcceptable, detail)
}
