//! What the calls share in the OpenAPI document: their refusals and their parameters.

use crate::http::problem::Kind;
use crate::wire::Offsets;
use std::collections::BTreeMap;
use utoipa::openapi::{
    ContentBuilder, Header, ObjectBuilder, Ref, RefOr, Response, ResponseBuilder, Type,
};
use utoipa::{IntoParams, IntoResponses};

/// The problems that a call of the engine can answer with.
pub struct EngineRefusals;

/// The problems of a call of the engine whose answer has several formats.
pub struct FormatRefusals;

impl IntoResponses for EngineRefusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        responses(&[
            Kind::MalformedRequest,
            Kind::MalformedBody,
            Kind::InvalidParameter,
            Kind::NotAcceptable,
            Kind::RequestTimeout,
            Kind::BodyTooLarge,
            Kind::TooManyArticles,
            Kind::ArticleTooLarge,
            Kind::UnsupportedMediaType,
            Kind::InvalidRequest,
            Kind::Internal,
            Kind::Busy,
            Kind::Timeout,
        ])
    }
}

/// The problem of a service that is stopping.
pub struct DrainingRefusal;

impl IntoResponses for DrainingRefusal {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        responses(&[Kind::Draining])
    }
}

/// The problem of a name that names nothing.
pub struct NotFoundRefusal;

impl IntoResponses for NotFoundRefusal {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        responses(&[Kind::NotFound])
    }
}

/// The unit in which the answer counts positions.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "documents the parameter; the query is read by hand, so that each wrong one is named"
)]
pub struct OffsetsParameter {
    /// What `start`, `end` and `at` count: code points, UTF-16 units (browsers) or bytes of UTF-8.
    #[param(inline, schema_with = offsets_schema)]
    offsets: Option<String>,
}

/// The form of the answer.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "documents the parameter; the query is read by hand, so that each wrong one is named"
)]
pub struct FormatParameter {
    /// Format of the answer; wins over `Accept`.
    #[param(inline, schema_with = format_schema)]
    format: Option<String>,
}

fn offsets_schema() -> ObjectBuilder {
    let names = Offsets::ALL.map(|unit| unit.name().to_owned());
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(names))
        .default(Some(Offsets::default().name().into()))
}

/// One response for each status, with the problems that share it.
fn responses(kinds: &[Kind]) -> BTreeMap<String, RefOr<Response>> {
    let mut by_status: BTreeMap<u16, Vec<Kind>> = BTreeMap::new();
    for kind in kinds {
        let status = kind.status().as_u16();
        by_status.entry(status).or_default().push(*kind);
    }
    let documented = by_status.into_iter();
    documented
        .map(|(status, kinds)| (status.to_string(), response(&kinds).into()))
        .collect()
}

fn response(kinds: &[Kind]) -> Response {
    let lines = kinds
        .iter()
        .map(|kind| format!("`/problems/{}`: {}.", kind.name(), kind.title()));
    let mut response = ResponseBuilder::new()
        .description(lines.collect::<Vec<_>>().join("\n\n"))
        .content(
            "application/problem+json",
            ContentBuilder::new()
                .schema(Some(Ref::from_schema_name("Problem")))
                .build(),
        );
    for (name, description) in headers(kinds) {
        let mut header = Header::new(ObjectBuilder::new().schema_type(Type::String));
        header.description = Some(description.to_owned());
        response = response.header(name, header);
    }
    response.build()
}

fn headers(kinds: &[Kind]) -> Vec<(&'static str, &'static str)> {
    let mut headers = vec![("X-Request-Id", "The request's id, sent or made.")];
    let has = |kind| kinds.contains(&kind);
    if has(Kind::Busy) || has(Kind::Timeout) {
        headers.push(("Retry-After", "Seconds after which to try again."));
    }
    if has(Kind::UnsupportedMediaType) {
        headers.push(("Accept-Post", "The types that the call takes."));
    }
    headers
}

fn format_schema() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}
