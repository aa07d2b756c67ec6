//! Answers that are not 2xx: a [`Problem`] in the program, `application/problem+json` (RFC 9457) on the wire.
//!
//! A problem is made without knowing the request. The outermost middleware ([`super::observe`]) writes its body, so
//! that each one carries the request id and none leaves in another form.

mod kind;

pub use kind::Kind;

use crate::service::{Refused, TooLarge, Unavailable};
use crate::wire::{self, FieldError, Invalid};
use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// One answer that is not 2xx.
#[derive(Debug, Clone)]
pub struct Problem {
    kind: Kind,
    detail: String,
    errors: Vec<FieldError>,
    violated: &'static [&'static str],
    headers: Vec<(HeaderName, HeaderValue)>,
}

/// A problem on the wire (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody<'a> {
    /// Address of a description of this kind of problem.
    #[serde(rename = "type")]
    #[schema(example = "/problems/invalid-request")]
    kind: String,
    /// The same for each problem of the kind.
    title: &'a str,
    /// The status of the answer.
    #[schema(example = 422)]
    status: u16,
    /// What happened this time.
    detail: &'a str,
    /// The id under which the service logged the request; also in `X-Request-Id`.
    request_id: &'a str,
    /// The places of the request that are wrong; absent if it is not about places.
    #[serde(skip_serializing_if = "<[FieldError]>::is_empty")]
    #[schema(required = false)]
    errors: &'a [FieldError],
    /// The policies of `RateLimit-Policy` that the request is over; absent if it is over none.
    #[serde(rename = "violated-policies", skip_serializing_if = "<[&str]>::is_empty")]
    #[schema(required = false)]
    violated: &'a [&'a str],
}

impl Problem {
    /// A problem with its detail: a sentence without a full stop that says what happened this time.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Problem {
        Problem { kind, detail: detail.into(), errors: Vec::new(), violated: &[], headers: Vec::new() }
    }

    /// A problem that something below the handlers answered with.
    pub fn of_status(status: StatusCode) -> Problem {
        let kind = Kind::of_status(status);
        Problem::new(kind, kind.title())
    }

    /// The same problem, with one more place of the request that is wrong.
    pub fn at(mut self, pointer: impl Into<String>, detail: impl Into<String>) -> Problem {
        self.errors.push(FieldError { pointer: pointer.into(), detail: detail.into() });
        self
    }

    /// The same problem, with the policies of a rate limit that the request is over.
    pub fn violating(mut self, policies: &'static [&'static str]) -> Problem {
        self.violated = policies;
        self
    }

    /// The same problem, with a header field.
    pub fn with_header(mut self, name: HeaderName, value: impl AsRef<str>) -> Problem {
        let value = HeaderValue::from_str(value.as_ref())
            .expect("our own header values are visible ASCII characters");
        self.headers.push((name, value));
        self
    }

    /// The same problem, found in one line of several; `line_ix` counts from 0. Its pointers then begin with the line,
    /// as if the lines were a list.
    pub fn in_line(mut self, line_ix: usize) -> Problem {
        self.detail = format!("line {}: {}", line_ix + 1, self.detail);
        for place in &mut self.errors {
            place.pointer.insert_str(0, &format!("/{line_ix}"));
        }
        self
    }

    /// The same problem, for a body that is only the value at `prefix`.
    pub fn without_prefix(mut self, prefix: &str) -> Problem {
        self.detail = self.detail.replace(prefix, "");
        for place in &mut self.errors {
            if let Some(inside) = place.pointer.strip_prefix(prefix) {
                place.pointer = inside.to_owned();
            }
        }
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What happened, for people.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// Fields of the answer's header that belong to it.
    pub fn headers(&self) -> &[(HeaderName, HeaderValue)] {
        &self.headers
    }

    /// The JSON of the answer.
    pub fn body(&self, request_id: &str) -> Bytes {
        let body = ProblemBody {
            kind: format!("/problems/{}", self.kind.name()),
            title: self.kind.title(),
            status: self.kind.status().as_u16(),
            detail: &self.detail,
            request_id,
            errors: &self.errors,
            violated: self.violated,
        };
        let mut json = serde_json::to_vec(&body).expect("strings and numbers always are JSON");
        json.push(b'\n');
        json.into()
    }

    /// The whole answer. `outer` is what was to be answered: its header fields are kept, its body is not.
    pub fn answer(&self, outer: Response, request_id: &str) -> Response {
        let (mut parts, _) = outer.into_parts();
        parts.status = self.kind.status();
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        parts.headers.extend(self.headers.iter().cloned());
        Response::from_parts(parts, Body::from(self.body(request_id)))
    }
}

impl IntoResponse for Problem {
    /// The status and the problem itself as an extension; the outermost middleware writes the rest.
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Invalid> for Problem {
    fn from(invalid: Invalid) -> Problem {
        let kind = match invalid.kind {
            wire::Kind::NotJson { .. } => Kind::MalformedBody,
            wire::Kind::Shape | wire::Kind::Value => Kind::InvalidRequest,
        };
        let detail = match invalid.errors.as_slice() {
            [] => kind.title().to_owned(),
            [one] => one.to_string(),
            [first, others @ ..] => format!("{first}; and {} more", others.len()),
        };
        let mut problem = Problem::new(kind, detail);
        problem.errors = invalid.errors;
        problem
    }
}

impl From<TooLarge> for Problem {
    fn from(large: TooLarge) -> Problem {
        let detail = large.to_string();
        match large {
            TooLarge::Articles { .. } => Problem::new(Kind::TooManyArticles, &detail).at("/articles", detail),
            TooLarge::Article { article_ix, .. } => {
                let pointer = format!("/articles/{article_ix}");
                Problem::new(Kind::ArticleTooLarge, format!("{pointer}: {detail}")).at(pointer, detail)
            }
            TooLarge::Text { .. } => Problem::new(Kind::ArticleTooLarge, detail),
            TooLarge::Sentences { .. } => {
                Problem::new(Kind::TooManySentences, &detail).at("/articles", detail)
            }
        }
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Problem {
        match refused {
            Refused::TooLarge(large) => large.into(),
            // Nobody reads it: the client has its answer, or left.
            Refused::GivenUp => Problem::new(Kind::Timeout, refused.to_string()),
        }
    }
}

impl From<Unavailable> for Problem {
    fn from(unavailable: Unavailable) -> Problem {
        let detail = unavailable.to_string();
        match unavailable {
            Unavailable::Busy { .. } => {
                Problem::new(Kind::Busy, detail).with_header(header::RETRY_AFTER, "1")
            }
            // What took too long once will not be quick a second later.
            Unavailable::Timeout { .. } => {
                Problem::new(Kind::Timeout, detail).with_header(header::RETRY_AFTER, "30")
            }
            Unavailable::Broken => Problem::new(Kind::Internal, detail),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_names_kind_place_and_request() {
        let problem =
            Problem::new(Kind::InvalidRequest, "1 field is wrong").at("/articles/2/text", "is empty");
        let expected = r#"{"type":"/problems/invalid-request","title":"The body does not hold what the call takes","status":422,"detail":"1 field is wrong","request_id":"r-1","errors":[{"pointer":"/articles/2/text","detail":"is empty"}]}"#;
        assert_eq!(problem.body("r-1"), format!("{expected}\n"));
    }

    #[test]
    fn a_client_is_told_when_to_try_again() {
        let busy =
            Problem::from(Unavailable::Busy { n_permits: 2, waited: std::time::Duration::from_secs(2) });
        let answer = busy.answer(Response::default(), "r-1");
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()[header::RETRY_AFTER], "1");
    }
}
