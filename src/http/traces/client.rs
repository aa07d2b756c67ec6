//! Sends a batch of traces: one request on one connection, on the service's own runtime.

use async_trait::async_trait;
use axum::body::Bytes;
use axum::http::header::HOST;
use axum::http::{HeaderValue, Request, Response, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use opentelemetry_http::{HttpClient, HttpError};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::task::AbortHandle;
use tokio::time::timeout;

/// How long the collector may take for a batch.
const PATIENCE: Duration = Duration::from_secs(5);

/// Most bytes of a collector's answer; it says next to nothing.
const MAX_ANSWER_BYTES: usize = 64 * 1024;

/// The client that the exporter sends with, from a thread outside of the runtime.
#[derive(Debug)]
pub struct Client {
    runtime: Handle,
    /// Whether the last batch was not taken: that is told once, not for each batch.
    is_failing: AtomicBool,
}

impl Client {
    /// A client that works on `runtime`.
    pub fn new(runtime: Handle) -> Client {
        Client { runtime, is_failing: AtomicBool::new(false) }
    }

    fn tell(&self, outcome: &Result<Response<Bytes>, HttpError>) {
        let fault = match outcome {
            Ok(response) if response.status().is_success() => None,
            Ok(response) => Some(format!("it answers {}", response.status())),
            Err(error) => Some(error.to_string()),
        };
        let was_failing = self.is_failing.swap(fault.is_some(), Ordering::Relaxed);
        match fault {
            Some(fault) if !was_failing => tracing::warn!(fault, "the collector does not take traces"),
            None if was_failing => tracing::info!("the collector takes traces again"),
            _ => {}
        }
    }
}

#[async_trait]
impl HttpClient for Client {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        // A timer can be made inside of the runtime only.
        let sent = self.runtime.spawn(async { timeout(PATIENCE, send(request)).await }).await;
        let outcome = match sent {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(format!("no answer within {} s", PATIENCE.as_secs()).into()),
            Err(stopped) => Err(stopped.into()),
        };
        self.tell(&outcome);
        outcome
    }
}

/// A connection that ends when its answer is read or given up.
struct Connection(AbortHandle);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn send(request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
    let (mut parts, body) = request.into_parts();
    let authority = parts.uri.authority().ok_or("the collector's address has no host")?;
    // An IPv6 address stands in brackets in a URI and without them elsewhere.
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    let stream = TcpStream::connect((host, authority.port_u16().unwrap_or(80))).await?;
    parts.headers.insert(HOST, HeaderValue::try_from(authority.as_str())?);
    parts.uri = parts.uri.path_and_query().map_or_else(|| Uri::from_static("/"), |path| path.clone().into());
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let _connection = Connection(tokio::spawn(connection).abort_handle());
    let response = sender.send_request(Request::from_parts(parts, Full::new(body))).await?;
    let (parts, body) = response.into_parts();
    let body = Limited::new(body, MAX_ANSWER_BYTES).collect().await?.to_bytes();
    Ok(Response::from_parts(parts, body))
}
