//! What the calls share in the OpenAPI document: their refusals and their parameters.
//!
//! Parameters are read by [`Query`](crate::http::query::Query), which names each wrong one; here they are described.

use crate::http::gate;
use crate::http::problem::Kind;
use crate::render::Format;
use crate::wire::Offsets;
use std::collections::BTreeMap;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, Header, ObjectBuilder, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder, Type,
};
use utoipa::{IntoParams, IntoResponses};

/// The problems that a call of the engine can answer with.
pub struct EngineRefusals;

impl IntoResponses for EngineRefusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        responses(&[
            Kind::MalformedRequest,
            Kind::MalformedBody,
            Kind::InvalidParameter,
            Kind::NotAcceptable,
            Kind::RequestTimeout,
            Kind::BodyTooLarge,
            Kind::UnpackedTooLarge,
            Kind::UnpackRatio,
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

/// Says of every call that is not open that it wants a key, and what it answers without one or over the quota.
///
/// By rule and not at each call, so that the document follows [`gate`] by itself.
pub fn guard(document: &mut OpenApi) {
    let mut bearer = Http::new(HttpAuthScheme::Bearer);
    bearer.description = Some(
        "An API key, made with `storymerge keys create`. A service that runs without keys takes every request.".to_owned(),
    );
    let components = document.components.get_or_insert_default();
    components.add_security_scheme(SCHEME, SecurityScheme::Http(bearer));
    for (path, item) in &mut document.paths.paths {
        if gate::OPEN.contains(&path.as_str()) {
            continue;
        }
        for operation in [&mut item.get, &mut item.post].into_iter().flatten() {
            operation.security = Some(vec![SecurityRequirement::new(SCHEME, [""; 0])]);
            let kinds = [Kind::KeyRequired, Kind::InvalidKey, Kind::RateLimited];
            operation.responses.responses.extend(responses(&kinds));
        }
    }
}

/// Name of the scheme in the document.
const SCHEME: &str = "key";

/// The problem of every call that has no parameters, if it gets one.
pub struct ParameterRefusal;

impl IntoResponses for ParameterRefusal {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        responses(&[Kind::InvalidParameter])
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
pub struct OffsetsParameter;

impl IntoParams for OffsetsParameter {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let description = "What `start`, `end` and `at` count: code points, UTF-16 units (as browsers do) or bytes of UTF-8.";
        let schema = words(&Offsets::ALL.map(Offsets::name)).default(Some(Offsets::default().name().into()));
        vec![parameter("offsets", description, schema)]
    }
}

/// The form of the answer.
pub struct FormatParameter;

impl IntoParams for FormatParameter {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let description = "Format of the answer; wins over `Accept`.";
        let schema = words(&Format::ALL.map(Format::name));
        vec![parameter("format", description, schema)]
    }
}

fn parameter(name: &str, description: &str, schema: ObjectBuilder) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(schema))
        .build()
}

fn words(names: &[&str]) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names.iter().copied()))
}

/// One response for each status, with the problems that share it.
fn responses(kinds: &[Kind]) -> BTreeMap<String, RefOr<Response>> {
    let mut by_status: BTreeMap<u16, Vec<Kind>> = BTreeMap::new();
    for kind in kinds {
        let status = kind.status().as_u16();
        by_status.entry(status).or_default().push(*kind);
    }
    let documented = by_status.into_iter();
    documented.map(|(status, kinds)| (status.to_string(), response(&kinds).into())).collect()
}

fn response(kinds: &[Kind]) -> Response {
    let lines = kinds.iter().map(|kind| format!("`/problems/{}`: {}.", kind.name(), kind.title()));
    let mut response = ResponseBuilder::new().description(lines.collect::<Vec<_>>().join("\n\n")).content(
        "application/problem+json",
        ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build(),
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
    if has(Kind::KeyRequired) {
        headers.push(("WWW-Authenticate", "The scheme in which the key is sent."));
    }
    if has(Kind::RateLimited) {
        headers.push(("RateLimit", "What is left of the quota, and the seconds until it is whole again."));
        headers.push(("RateLimit-Policy", "The quota and its time in seconds."));
    }
    if has(Kind::Busy) || has(Kind::Timeout) || has(Kind::RateLimited) {
        headers.push(("Retry-After", "Seconds after which to try again."));
    }
    if has(Kind::UnsupportedMediaType) {
        headers.push(("Accept-Post", "The types that the call takes."));
    }
    headers
}
