//! The calls of the API: each translates a request in, asks the service once, translates the answer out.

pub mod compare;
pub mod merge;
pub mod page;
pub mod probes;
pub mod texts;

mod accept;
mod form;
mod refusals;

pub use refusals::guard;

use super::app::App;
use super::body::{self, Whole};
use super::budget::Held;
use super::media::{Media, charset};
use super::problem::Problem;
use super::query::Query;
use crate::intake::Hint;
use crate::service::Permit;
use crate::service::stages::stage;
use crate::wire::input::Input;
use crate::wire::{self, Offsets};
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tracing::Instrument;

/// A request that was read but not understood yet.
struct Call {
    app: App,
    parts: Parts,
    body: Bytes,
    /// The memory for the body; free again when the request ends.
    _held: Held,
    media: Media,
    query: Query,
    offsets: Offsets,
}

impl Call {
    /// Reads a request of a call that has these query parameters and takes these types.
    async fn read(app: App, request: Request, parameters: &[&str], taken: &[Media]) -> Result<Call, Problem> {
        let query = Query::read(request.uri(), parameters)?;
        let offsets = match query.get("offsets") {
            None => Offsets::default(),
            Some(name) => name.parse().map_err(|error: wire::offsets::UnknownOffsets| {
                Query::wrong_value("offsets", error.to_string())
            })?,
        };
        let (parts, body) = request.into_parts();
        let whole = Request::from_parts(parts.clone(), body);
        let read = body::read(whole, &app.body_limits, &app.bodies, &app.service);
        let Whole { bytes: body, held } = read.instrument(stage!("read")).await?;
        let media = Media::of(&parts.headers, &body, taken)?;
        Ok(Call { app, parts, body, _held: held, media, query, offsets })
    }

    /// The same for a call that answers in JSON only.
    async fn read_for_json(
        app: App,
        request: Request,
        parameters: &[&str],
        taken: &[Media],
    ) -> Result<Call, Problem> {
        let call = Call::read(app, request, parameters, taken).await?;
        accept::json(call.media, &call.parts.headers)?;
        Ok(call)
    }

    /// The articles of a body that may be in any format; items that should have been articles are an error unless
    /// `partial=true` asks for the rest.
    fn input(&self) -> Result<Input, Problem> {
        Ok(self.read_input(false)?.checked(self.is_partial()?)?)
    }

    /// The one article of a body that may be in any format.
    fn one_article(&self) -> Result<Input, Problem> {
        Ok(self.read_input(true)?.checked(false)?)
    }

    fn read_input(&self, is_one_article: bool) -> Result<Input, Problem> {
        let content_type = self.parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = content_type.unwrap_or("").to_ascii_lowercase();
        Ok(Input::read(&self.body, &Hint { is_one_article, ..hint(&content_type, "") })?)
    }

    fn is_partial(&self) -> Result<bool, Problem> {
        match self.query.get("partial") {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => Err(Query::wrong_value("partial", format!("`{other}` is neither true nor false"))),
        }
    }

    /// Does the work of the call with a permit, on a thread for it.
    async fn work(
        self,
        work: impl FnOnce(&Call, &Permit) -> Result<Response, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let service = self.app.service.clone();
        service.work(move |permit| stage!("work").in_scope(|| work(&self, permit))).await?
    }

    /// Answers a JSON request with JSON, and JSON lines with as many lines, in their order.
    ///
    /// # Errors
    /// The first line that cannot be answered; then there is no answer to any.
    fn answer_each<Q: DeserializeOwned, A: Serialize>(
        &self,
        one: impl Fn(Q) -> Result<A, Problem>,
    ) -> Result<Response, Problem> {
        if self.media != Media::JsonLines {
            return Ok(json(&one(wire::parse(&self.body)?)?));
        }
        let mut answers = Vec::new();
        for (line_ix, line) in self.body.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            let request = wire::parse(line).map_err(Problem::from);
            let answer = request.and_then(&one).map_err(|problem| problem.in_line(line_ix))?;
            append_json(&mut answers, &answer);
        }
        Ok(answer(Media::JsonLines.name(), answers))
    }
}

/// What a content type and a file's name say of a body. `curl -d` calls everything a form.
fn hint<'a>(content_type: &'a str, file_name: &'a str) -> Hint<'a> {
    let (essence, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
    Hint { media_type: essence.trim(), charset: charset(parameters), file_name, is_one_article: false }
}

fn json(value: &impl Serialize) -> Response {
    let mut bytes = Vec::new();
    append_json(&mut bytes, value);
    answer(Media::Json.name(), bytes)
}

fn append_json(bytes: &mut Vec<u8>, value: &impl Serialize) {
    serde_json::to_writer(&mut *bytes, value)
        .expect("wire structs have string keys and finite numbers, and a vector takes every byte");
    bytes.push(b'\n');
}

fn answer(content_type: &'static str, body: impl Into<Body>) -> Response {
    let content_type = HeaderValue::from_static(content_type);
    ([(header::CONTENT_TYPE, content_type)], body.into()).into_response()
}
