//! Are these two the same? For names, and for sentences; one pair, or a pair on each line.

use super::refusals::EngineRefusals;
use super::{App, Call, Media, Problem};
use crate::service::TooLarge;
use crate::wire::reply::{self, Comparison};
use crate::wire::request::{NamePair, SentencePair};
use crate::wire::{FieldError, Invalid, Kind};
use axum::extract::{Request, State};
use axum::response::Response;

const TAKEN: [Media; 2] = [Media::Json, Media::JsonLines];

/// Compare two names
///
/// Says whether two names may be of one person, place, organisation or office, and why. The decision is made from
/// the two strings alone; nothing is looked up.
#[utoipa::path(
    post, path = "/v1/names/compare", tag = "compare",
    request_body(content((NamePair = "application/json"), (NamePair = "application/x-ndjson"))),
    responses(
        (status = 200, description = "The decision; for JSON lines, one line for each line sent.",
         content((Comparison = "application/json"), (Comparison = "application/x-ndjson"))),
        EngineRefusals,
    )
)]
pub async fn compare_names(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let call = Call::read_for_json(app, request, &[], &TAKEN).await?;
    call.work(|call, permit| {
        call.answer_each(|pair: NamePair| {
            let pair = pair.checked()?;
            let kind = pair.kind.map(Into::into);
            let comparison = permit.compare_names(&pair.a, &pair.b, kind);
            let comparison = comparison.map_err(|error| too_long(error, &pair.a, &pair.b))?;
            Ok(reply::comparison(comparison))
        })
    })
    .await
}

/// Compare two sentences
///
/// Says whether two sentences state the same fact, how much of what they say is alike, and why.
#[utoipa::path(
    post, path = "/v1/compare", tag = "compare",
    request_body(content((SentencePair = "application/json"), (SentencePair = "application/x-ndjson"))),
    responses(
        (status = 200, description = "The decision; for JSON lines, one line for each line sent.",
         content((Comparison = "application/json"), (Comparison = "application/x-ndjson"))),
        EngineRefusals,
    )
)]
pub async fn compare_sentences(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let call = Call::read_for_json(app, request, &[], &TAKEN).await?;
    call.work(|call, permit| {
        call.answer_each(|pair: SentencePair| {
            let pair = pair.checked()?;
            let comparison = permit.compare_sentences(&pair.a, &pair.b);
            let comparison = comparison.map_err(|error| too_long(error, &pair.a, &pair.b))?;
            Ok(reply::comparison(comparison))
        })
    })
    .await
}

/// Of a pair the lengths are part of what the call takes, and no setting: the schema says them.
fn too_long(error: TooLarge, a: &str, b: &str) -> Problem {
    let TooLarge::Text { limit, .. } = error else {
        return error.into();
    };
    let sides = [("/a", a), ("/b", b)].into_iter().filter(|(_, text)| text.len() > limit);
    let errors = sides.map(|(pointer, text)| FieldError {
        pointer: pointer.to_owned(),
        detail: format!("has {} bytes, at most {limit} are taken", text.len()),
    });
    Invalid { kind: Kind::Value, errors: errors.collect() }.into()
}
