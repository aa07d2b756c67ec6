//! The bytes below hyper: a TCP stream that gives up on a client that does not read, and that turns the empty
//! answers hyper gives to what it cannot parse into problems.

use super::observe::{ANSWER_HEADERS, REQUEST_ID, REQUEST_SECONDS};
use super::places::Place;
use super::problem::Problem;
use axum::http::StatusCode;
use metrics::histogram;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Sleep;
use uuid::Uuid;

/// One accepted connection.
pub struct Socket {
    stream: TcpStream,
    write_timeout: Duration,
    /// Hears when an answer is sent.
    place: Arc<Place>,
    /// Runs while the client does not take bytes.
    stalled: Option<Pin<Box<Sleep>>>,
    /// What is written in place of a bare answer, and how much of it is out.
    replacement: Option<(Vec<u8>, usize)>,
}

impl Socket {
    /// Wraps `stream`; a write that makes no progress for `write_timeout` fails.
    pub fn new(stream: TcpStream, write_timeout: Duration, place: Arc<Place>) -> Socket {
        Socket { stream, write_timeout, place, stalled: None, replacement: None }
    }

    fn poll_write_stream(&mut self, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if let Poll::Ready(result) = Pin::new(&mut self.stream).poll_write(cx, bytes) {
            self.stalled = None;
            return Poll::Ready(result);
        }
        let write_timeout = self.write_timeout;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(tokio::time::sleep(write_timeout)));
        ready!(stalled.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    fn poll_write_replacement(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some((bytes, n_written)) = self.replacement.take() {
            let written = self.poll_write_stream(cx, &bytes[n_written..]);
            let so_far = match written {
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(Ok(n)) => n_written + n,
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => n_written,
            };
            if so_far < bytes.len() {
                self.replacement = Some((bytes, so_far));
            }
            if written.is_pending() {
                return Poll::Pending;
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

// Vectored writes stay off: hyper then hands over a whole head at once, which the search for bare answers needs.
impl AsyncWrite for Socket {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.replacement.is_none() {
            self.replacement = bare_status(bytes).map(|status| (answer(status), 0));
        }
        if self.replacement.is_some() {
            ready!(self.poll_write_replacement(cx))?;
            return Poll::Ready(Ok(bytes.len()));
        }
        self.poll_write_stream(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        // hyper flushes when it has written all it has: answers are whole when they are given to it.
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        self.place.sent();
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// The status of an answer that hyper made by itself: a 4xx head, alone, that did not pass our middleware and so
/// has no request id.
fn bare_status(bytes: &[u8]) -> Option<StatusCode> {
    let status = bytes.strip_prefix(b"HTTP/1.1 ")?.get(..3)?;
    if status[0] != b'4' || !bytes.ends_with(b"\r\n\r\n") {
        return None;
    }
    let name = REQUEST_ID.as_bytes();
    let passed = bytes.windows(name.len()).any(|window| window.eq_ignore_ascii_case(name));
    if passed {
        return None;
    }
    StatusCode::from_bytes(status).ok()
}

/// The problem for a request that no handler saw, as bytes of HTTP/1.1.
fn answer(status: StatusCode) -> Vec<u8> {
    let request_id = Uuid::now_v7().to_string();
    let problem = Problem::of_status(status);
    let body = problem.body(&request_id);
    let code = status.as_u16();
    histogram!(REQUEST_SECONDS, "method" => "other", "route" => "unmatched", "status" => status.as_str().to_owned())
        .record(0.0);
    tracing::info!(request_id, status = code, "answered what is no request: {}", problem.kind().name());
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/problem+json\r\ncontent-length: {}\r\n\
         {REQUEST_ID}: {request_id}\r\n{}connection: close\r\n\r\n",
        body.len(),
        ANSWER_HEADERS.map(|(name, value)| format!("{name}: {value}\r\n")).concat()
    );
    [head.as_bytes(), &body].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_head_without_request_id_is_bare() {
        let status = |text: &str| bare_status(text.as_bytes()).map(|status| status.as_u16());
        let bare = "HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(status(bare), Some(431));
        assert_eq!(status("HTTP/1.1 404 Not Found\r\nx-request-id: a\r\n\r\n"), None);
        assert_eq!(status("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"), None);
        assert_eq!(status("text of an article"), None);
    }
}
