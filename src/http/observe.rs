//! The outermost middleware: every request gets an id, one log line and one measurement; every answer gets the
//! security headers, and its body if it is a problem.
//!
//! It never logs a path, a query, a header or a body: only what is listed in [`Observed`].

use super::app::App;
use super::gate::Caller;
use super::head;
use super::problem::Problem;
use super::traces::Traced;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use metrics::histogram;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tracing::Instrument;
use uuid::Uuid;

/// Name of the header that carries the request id in both directions.
pub const REQUEST_ID: &str = "x-request-id";

/// Name of the histogram of request durations.
pub const REQUEST_SECONDS: &str = "http_server_request_duration_seconds";

/// Mark of an answer that says in its own words what went wrong.
#[derive(Clone)]
pub struct Own;

/// Fields on every answer, unless it has its own. But for its page the service sends no active content, so the policy allows
/// none.
pub const ANSWER_HEADERS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Answers `request` through `next`, observed.
pub async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let (request, bytes_in) = counted(request);
    // A head that can be read in two ways is refused before anything in it is believed.
    let caller = head::check(&request, app.max_headers).and_then(|()| app.gate.caller(&request));
    let (caller, refused) = match caller {
        Ok(caller) => {
            let refused = caller.standing.and_then(|standing| standing.check().err());
            (caller, refused)
        }
        Err(problem) => (Caller::default(), Some(problem)),
    };
    let mut observed = Observed::new(&request, bytes_in, caller.key);
    let traced = Traced::new(observed.method, &observed.route);
    // At level error, so that a filter on levels never takes the request id from a line.
    let span = tracing::error_span!(
        "request",
        request_id = observed.request_id,
        key = observed.key(),
        otel.name = traced.name(),
        otel.kind = traced.kind()
    );
    observed.trace_id = traced.begin(&span, request.headers());
    let response = match refused {
        None => next.run(request).instrument(span.clone()).await,
        Some(problem) => problem.into_response(),
    };
    traced.end(&span, response.status());
    let mut response = finished(response, &observed.request_id);
    if let Some(standing) = caller.standing {
        standing.write(response.headers_mut());
    }
    observed.answered(response.status());
    response
}

/// What a log line says of one request.
struct Observed {
    start: Instant,
    request_id: String,
    /// Name of the caller's key; the key itself goes nowhere.
    key: Option<Arc<str>>,
    /// Set while traces are exported.
    trace_id: Option<String>,
    method: &'static str,
    route: String,
    bytes_in: Arc<AtomicU64>,
    answered: bool,
}

impl Observed {
    fn new(request: &Request, bytes_in: Arc<AtomicU64>, key: Option<Arc<str>>) -> Observed {
        // The template, never the path: a path has as many values as clients like to send.
        let template = request.extensions().get::<MatchedPath>();
        Observed {
            start: Instant::now(),
            request_id: request_id(request.headers()),
            key,
            trace_id: None,
            method: method_label(request.method()),
            route: template.map_or("unmatched", MatchedPath::as_str).to_owned(),
            bytes_in,
            answered: false,
        }
    }

    fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    fn answered(mut self, status: StatusCode) {
        self.answered = true;
        let elapsed = self.start.elapsed();
        histogram!(REQUEST_SECONDS,
            "method" => self.method, "route" => self.route.clone(), "status" => status.as_str().to_owned())
        .record(elapsed);
        let (Observed { request_id, method, route, .. }, key) = (&self, self.key());
        let trace_id = self.trace_id.as_deref();
        let (status, duration_ms) = (status.as_u16(), milliseconds(elapsed));
        let bytes_in = self.bytes_in.load(Ordering::Relaxed);
        macro_rules! line {
            ($level:ident) => {
                tracing::$level!(
                    request_id,
                    trace_id,
                    key,
                    method,
                    route,
                    status,
                    duration_ms,
                    bytes_in,
                    "answered"
                )
            };
        }
        // A level is part of a line's fixed description, so it cannot be a value.
        if status >= 500 { line!(error) } else { line!(info) }
    }
}

/// A connection that ends takes the request's future with it; that is seen here only.
impl Drop for Observed {
    fn drop(&mut self) {
        if self.answered {
            return;
        }
        let (Observed { request_id, method, route, .. }, key) = (&*self, self.key());
        let trace_id = self.trace_id.as_deref();
        let duration_ms = milliseconds(self.start.elapsed());
        let bytes_in = self.bytes_in.load(Ordering::Relaxed);
        tracing::info!(
            request_id,
            trace_id,
            key,
            method,
            route,
            duration_ms,
            bytes_in,
            "the client left before its answer"
        );
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_micros() as f64 / 1000.0
}

/// The client's id if it is short and harmless in a log, a new one that sorts by time if not.
pub fn request_id(headers: &HeaderMap) -> String {
    let sent = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok());
    match sent {
        Some(id) if is_request_id(id) => id.to_owned(),
        _ => Uuid::now_v7().to_string(),
    }
}

fn is_request_id(id: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    (1..=128).contains(&id.len()) && id.bytes().all(allowed)
}

/// A client can invent methods; a label must not take as many values.
fn method_label(method: &Method) -> &'static str {
    let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];
    known.into_iter().find(|name| *name == method.as_str()).unwrap_or("other")
}

/// The same request, and the bytes of its body that were read so far.
fn counted(request: Request) -> (Request, Arc<AtomicU64>) {
    let n_bytes = Arc::new(AtomicU64::new(0));
    let counter = n_bytes.clone();
    let request = request.map(|body| {
        axum::body::Body::new(body.map_frame(move |frame| {
            let length = frame.data_ref().map_or(0, |data| data.len() as u64);
            counter.fetch_add(length, Ordering::Relaxed);
            frame
        }))
    });
    (request, n_bytes)
}

fn finished(mut response: Response, request_id: &str) -> Response {
    let problem = response.extensions_mut().remove::<Problem>();
    if !response.status().is_success() && response.extensions().get::<Own>().is_none() {
        // Without a problem it comes from a layer below the handlers, in that layer's form.
        let problem = problem.unwrap_or_else(|| Problem::of_status(response.status()));
        response = problem.answer(response, request_id);
    }
    let id = HeaderValue::from_str(request_id).expect("request ids are ASCII without controls");
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static(REQUEST_ID), id);
    for (name, value) in ANSWER_HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_could_forge_a_log_line_is_replaced() {
        let taken = |id: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(REQUEST_ID, HeaderValue::from_str(id).expect("a header"));
            request_id(&headers) == id
        };
        assert!(taken("desk-7_2026.11"));
        assert!(taken(&"a".repeat(128)));
        assert!(!taken(&"a".repeat(129)));
        assert!(!taken("a b"));
        assert!(!taken("a\"b"));
        assert!(!taken(""));
    }
}
