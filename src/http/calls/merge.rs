//! The call that the service exists for.

use super::form::{self, MergeForm};
use super::refusals::{EngineRefusals, FormatParameter, OffsetsParameter};
use super::{App, Call, Media, Problem, accept, answer, stage};
use crate::render;
use crate::wire::answer::Answer;
use crate::wire::articles::into_articles;
use crate::wire::request::MergeRequest;
use axum::extract::{Request, State};
use axum::response::Response;

/// Merge articles into one account
#[utoipa::path(
    post, path = "/v1/merge", tag = "merge", params(FormatParameter, OffsetsParameter),
    request_body(content((MergeRequest = "application/json"), (MergeForm = "multipart/form-data"))),
    responses(
        (status = 200, description = "The account, in the format that `?format=` or `Accept` names; JSON if neither does.",
         content((Answer = "application/json"), (String = "text/plain"), (String = "text/markdown"), (String = "text/html"),
                 (Object = "application/ld+json"))),
        EngineRefusals,
    )
)]
pub async fn merge(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let taken = [Media::Json, Media::Form, Media::JsonLines, Media::Text, Media::Other];
    let mut call = Call::read(app, request, &["format", "offsets", "partial"], &taken).await?;
    let format = accept::format(&call.query, &call.parts.headers)?;
    let parts = match call.media {
        Media::Form => form::parts(&mut call).await?,
        _ => Vec::new(),
    };
    call.work(move |call, permit| {
        let (articles, options) = stage!("parse").in_scope(|| -> Result<_, Problem> {
            let input = match call.media {
                Media::Form => form::input(&parts, call.is_partial()?)?,
                _ => call.input()?,
            };
            Ok((into_articles(input.drafts)?, input.options.unwrap_or_default().into_engine()?))
        })?;
        let merge = stage!("merge").in_scope(|| permit.merge(&articles, &options))?;
        permit.go_on()?;
        let account = stage!("render").in_scope(|| render::render(format, &merge, &articles, call.offsets));
        Ok(answer(format.content_type(), account))
    })
    .await
}
