//! One connection: hyper's HTTP/1.1 with time limits, and an end that the client can hear.

use super::places::Place;
use super::socket::Socket;
use crate::config::ServeConfig;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};
use tower::ServiceExt;

/// Fewest bytes of a header field: a letter, a colon, the line's end.
const MIN_FIELD_BYTES: usize = 4;

/// What one read takes at most from a connection, and the room that each holds for it.
const READ_BYTES: usize = 64 << 10;

/// Time in which a connection brings its first request or its next, if the client has one: it is not closed to make
/// room before, and when the service stops a new one is not either.
pub const MOMENT: Duration = Duration::from_secs(1);

/// Limits of a connection.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    max_header_bytes: usize,
    header: Duration,
    idle: Duration,
    total: Duration,
}

impl Limits {
    /// The limits that an operator set.
    pub fn new(config: &ServeConfig) -> Limits {
        Limits {
            max_header_bytes: config.max_header_bytes,
            header: config.header_timeout,
            idle: config.body_idle_timeout,
            total: config.body_timeout,
        }
    }
}

/// Answers the requests of one connection through `router`, until the client, `stopping` or a newer connection that
/// needs its place ends it.
///
/// When `stopping` turns true, a running request is still answered, and the first one of a new connection.
pub async fn serve(
    stream: TcpStream,
    router: Router,
    limits: Limits,
    place: Place,
    mut stopping: watch::Receiver<bool>,
) {
    // Answers are written whole; waiting for more to send would only delay them. Failing to set it is no harm.
    let _ = stream.set_nodelay(true);
    let no_longer_new = Instant::now() + MOMENT;
    let place = Arc::new(place);
    let socket = TokioIo::new(Socket::new(stream, limits.total, place.clone()));
    let asked = Arc::new(Asked {
        router,
        place: place.clone(),
        stopping: stopping.clone(),
        left_unread: AtomicBool::new(false),
    });
    let service = service_fn(|request| answer(asked.clone(), request));
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header)
        .max_buf_size(limits.max_header_bytes.max(READ_BYTES))
        .max_header_size(limits.max_header_bytes)
        // Every header of so many bytes fits: the number of fields is limited by us, with a problem of its own.
        .max_headers(limits.max_header_bytes / MIN_FIELD_BYTES)
        .serve_connection(socket, service);

    let mut asked_to_stop = false;
    let result = loop {
        let stop = async {
            let _ = stopping.wait_for(|stop| *stop).await;
            sleep_until(no_longer_new).await;
        };
        tokio::select! {
            // In this order: a request that has come by now is answered.
            biased;
            result = &mut connection => break result,
            () = stop, if !asked_to_stop => {
                asked_to_stop = true;
                std::pin::Pin::new(&mut connection).graceful_shutdown();
            }
            () = place.given_up() => {
                tracing::debug!("a connection without a request gave way to a new one");
                return;
            }
        }
    };
    if let Err(error) = result {
        // Slow headers and broken connections are the client's affair, and on the open network a daily one.
        tracing::debug!(%error, "connection ended early");
    } else if asked.left_unread.load(Ordering::Relaxed) {
        let mut socket = connection.into_parts().io.into_inner();
        place.sent();
        tokio::select! {
            () = linger(&mut socket, limits) => {}
            _ = stopping.wait_for(|stop| *stop) => {}
            () = place.given_up() => {}
        }
    }
}

/// What the requests of one connection share.
struct Asked {
    router: Router,
    place: Arc<Place>,
    stopping: watch::Receiver<bool>,
    /// Whether the last request's body was not read to its end.
    left_unread: AtomicBool,
}

async fn answer(
    asked: Arc<Asked>,
    request: Request<Incoming>,
) -> Result<Response<Body>, std::convert::Infallible> {
    asked.place.asked();
    let has_body = !request.body().is_end_stream();
    let mut response = asked.router.clone().oneshot(request.map(Body::new)).await?;
    if response.status() == StatusCode::UNAUTHORIZED {
        // Set by axum outside of every layer, where the method is not the address's; a stranger need not know.
        response.headers_mut().remove(header::ALLOW);
    }
    if *asked.stopping.borrow() {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    asked.left_unread.store(has_body && !response.status().is_success(), Ordering::Relaxed);
    asked.place.answered();
    Ok(response)
}

/// Reads and drops what the client still sends after its answer, for a limited time.
///
/// Closing at once would make the kernel reset the connection, and a client that is still sending its large body
/// would see the reset in place of the 413 that says why.
async fn linger(socket: &mut Socket, limits: Limits) {
    let mut dropped = vec![0; 64 * 1024];
    let drain = async { while let Ok(Ok(1..)) = timeout(limits.idle, socket.read(&mut dropped)).await {} };
    let _ = timeout(limits.total, drain).await;
}
