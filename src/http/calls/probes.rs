//! What operators and their tools ask: is it alive, is it ready, what did it do, what can it do.

use super::refusals::{DrainingRefusal, NotFoundRefusal, ParameterRefusal};
use super::{App, answer, json};
use crate::http::problem::{Kind, Problem};
use crate::http::query::Query;
use axum::extract::{Path, State};
use axum::http::{Uri, header};
use axum::response::Response;
use serde::Serialize;
use std::sync::LazyLock;
use utoipa::ToSchema;

/// A one-word answer.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// Always `ok`.
    #[schema(example = "ok")]
    status: &'static str,
}

/// What one kind of problem means.
#[derive(Serialize, ToSchema)]
pub struct ProblemKind {
    /// The `type` of problems of this kind.
    #[serde(rename = "type")]
    #[schema(example = "/problems/busy")]
    kind: String,
    /// Its title.
    title: &'static str,
    /// The status it is answered with.
    #[schema(example = 503)]
    status: u16,
    /// What a client can do about it.
    advice: &'static str,
}

/// Whether the process answers at all
///
/// Asks nothing of anything else: restart the process if this fails.
#[utoipa::path(get, path = "/livez", tag = "operation", responses((status = 200, description = "It does.", body = Health), ParameterRefusal))]
pub async fn livez(uri: Uri) -> Result<Response, Problem> {
    Query::refuse(&uri)?;
    Ok(json(&Health { status: "ok" }))
}

/// Whether the service takes requests
///
/// 503 from the moment it is told to stop, so that a balancer sends requests elsewhere.
#[utoipa::path(get, path = "/readyz", tag = "operation",
    responses((status = 200, description = "It does.", body = Health), DrainingRefusal, ParameterRefusal))]
pub async fn readyz(State(app): State<App>, uri: Uri) -> Result<Response, Problem> {
    Query::refuse(&uri)?;
    if app.is_draining() {
        let detail = "the service finishes running requests and takes no new ones";
        return Err(Problem::new(Kind::Draining, detail).with_header(header::RETRY_AFTER, "5"));
    }
    Ok(json(&Health { status: "ok" }))
}

/// Measurements in Prometheus' text format
#[utoipa::path(get, path = "/metrics", tag = "operation",
    responses((status = 200, description = "All measurements.", body = String, content_type = "text/plain"), ParameterRefusal))]
pub async fn metrics(State(app): State<App>, uri: Uri) -> Result<Response, Problem> {
    Query::refuse(&uri)?;
    let text = app.metrics.render();
    Ok(answer("text/plain; version=0.0.4; charset=utf-8", text))
}

/// This document
#[utoipa::path(get, path = "/openapi.json", tag = "operation",
    responses((status = 200, description = "The API as OpenAPI 3.1.", body = Object), ParameterRefusal))]
pub async fn openapi(uri: Uri) -> Result<Response, Problem> {
    Query::refuse(&uri)?;
    static DOCUMENT: LazyLock<String> = LazyLock::new(crate::http::openapi_json);
    Ok(answer("application/json", DOCUMENT.as_str()))
}

/// What a kind of problem means
///
/// The `type` of every problem is an address of this call.
#[utoipa::path(get, path = "/problems/{name}", tag = "operation",
    params(("name" = String, Path, description = "Last part of a problem's `type`.", example = "busy")),
    responses((status = 200, description = "Its meaning.", body = ProblemKind), NotFoundRefusal, ParameterRefusal))]
pub async fn problem(Path(name): Path<String>, uri: Uri) -> Result<Response, Problem> {
    Query::refuse(&uri)?;
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == name) else {
        return Err(Problem::new(Kind::NotFound, "there is no problem of this name"));
    };
    Ok(json(&ProblemKind {
        kind: format!("/problems/{}", kind.name()),
        title: kind.title(),
        status: kind.status().as_u16(),
        advice: kind.advice(),
    }))
}
