//! One connection: hyper's HTTP/1.1 with time limits, and an end that the client can hear.

use super::socket::Socket;
use crate::config::ServeConfig;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
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
use tokio::time::timeout;
use tower::ServiceExt;

/// Most bytes of a request's header, its first line included.
const MAX_HEADER_BYTES: usize = 16 * 1024;

/// Time limits of a connection.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    header: Duration,
    idle: Duration,
    total: Duration,
}

impl Timeouts {
    /// The limits that an operator set.
    pub fn new(config: &ServeConfig) -> Timeouts {
        Timeouts { header: config.header_timeout, idle: config.body_idle_timeout, total: config.body_timeout }
    }
}

/// Answers the requests of one connection through `router`, until the client or `stopping` ends it.
///
/// When `stopping` turns true, a running request is still answered.
pub async fn serve(
    stream: TcpStream,
    router: Router,
    timeouts: Timeouts,
    mut stopping: watch::Receiver<bool>,
) {
    // Answers are written whole; waiting for more to send would only delay them. Failing to set it is no harm.
    let _ = stream.set_nodelay(true);
    let socket = TokioIo::new(Socket::new(stream, timeouts.total));
    let left_unread = Arc::new(AtomicBool::new(false));
    let flag = left_unread.clone();
    let service = service_fn(move |request| answer(router.clone(), request, flag.clone()));
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(timeouts.header)
        .max_header_size(MAX_HEADER_BYTES)
        .serve_connection(socket, service);

    let mut asked_to_stop = false;
    let result = loop {
        tokio::select! {
            result = &mut connection => break result,
            _ = stopping.wait_for(|stop| *stop), if !asked_to_stop => {
                asked_to_stop = true;
                std::pin::Pin::new(&mut connection).graceful_shutdown();
            }
        }
    };
    if let Err(error) = result {
        // Slow headers and broken connections are the client's affair, and on the open network a daily one.
        tracing::debug!(%error, "connection ended early");
    } else if left_unread.load(Ordering::Relaxed) {
        let mut socket = connection.into_parts().io.into_inner();
        tokio::select! {
            () = linger(&mut socket, timeouts) => {}
            _ = stopping.wait_for(|stop| *stop) => {}
        }
    }
}

async fn answer(
    router: Router,
    request: Request<Incoming>,
    left_unread: Arc<AtomicBool>,
) -> Result<Response<Body>, std::convert::Infallible> {
    let has_body = !request.body().is_end_stream();
    let response = router.oneshot(request.map(Body::new)).await?;
    left_unread.store(has_body && !response.status().is_success(), Ordering::Relaxed);
    Ok(response)
}

/// Reads and drops what the client still sends after its answer, for a limited time.
///
/// Closing at once would make the kernel reset the connection, and a client that is still sending its large body
/// would see the reset in place of the 413 that says why.
async fn linger(socket: &mut Socket, timeouts: Timeouts) {
    let mut dropped = vec![0; 64 * 1024];
    let drain = async { while let Ok(Ok(1..)) = timeout(timeouts.idle, socket.read(&mut dropped)).await {} };
    let _ = timeout(timeouts.total, drain).await;
}
