//! The call that the service exists for.

use super::form::{self, MergeForm};
use super::refusals::{EngineRefusals, FormatParameter, OffsetsParameter};
use super::{App, Call, Media, Problem, json};
use crate::wire;
use crate::wire::answer::Answer;
use crate::wire::request::MergeRequest;
use axum::extract::{Request, State};
use axum::response::Response;

/// Merge articles into one account
#[utoipa::path(
    post, path = "/v1/merge", tag = "merge", params(FormatParameter, OffsetsParameter),
    request_body(content((MergeRequest = "application/json"), (MergeForm = "multipart/form-data"))),
    responses((status = 200, description = "The account.", body = Answer), EngineRefusals)
)]
pub async fn merge(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let taken = [Media::Json, Media::Form];
    let call = Call::read(app, request, &["format", "offsets"], &taken).await?;
    let form = match call.media {
        Media::Form => Some(form::read(&call).await?),
        _ => None,
    };
    call.work(move |call, permit| {
        let request = form.map_or_else(|| wire::parse::<MergeRequest>(&call.body), Ok)?;
        let (articles, options) = request.into_engine()?;
        let merge = permit.merge(&articles, &options)?;
        Ok(json(&wire::merge(&merge, &articles, call.offsets)))
    })
    .await
}
