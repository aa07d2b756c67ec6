//! Reading a request's body: whole and unpacked, under a limit of size and two of time.

use super::encoding::{Encoding, Excess, UnpackLimits};
use super::problem::{Kind, Problem};
use super::traces::stage;
use crate::service::Service;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// What a body may be.
#[derive(Debug, Clone, Copy)]
pub struct BodyLimits {
    /// Most bytes, as sent.
    pub max_bytes: usize,
    /// What it may unpack to.
    pub unpack: UnpackLimits,
    /// Longest pause between two pieces.
    pub idle: Duration,
    /// Longest time for the whole.
    pub total: Duration,
}

/// The body of `request`.
///
/// A body that announces more bytes than the limit is refused before one byte is read; one that announces nothing,
/// as soon as it passes the limit.
///
/// # Errors
/// Too large (as sent or unpacked), too slow, broken off, packed in a way that is not known, or no permit to unpack it.
pub async fn read(request: Request, limits: &BodyLimits, service: &Service) -> Result<Bytes, Problem> {
    let encoding = Encoding::of(request.headers())?;
    let announced = announced_bytes(request.headers());
    if announced.is_some_and(|n_bytes| n_bytes > limits.max_bytes as u64) {
        return Err(too_large(limits));
    }
    let deadline = Instant::now() + limits.total;
    let mut body = request.into_body();
    let Some(first) = next(&mut body, deadline, limits).await? else {
        return Ok(Bytes::new());
    };
    if first.len() > limits.max_bytes {
        return Err(too_large(limits));
    }
    // Grown by what arrives, not by what was announced: an announcement costs the client nothing.
    let mut whole = Vec::from(first);
    while let Some(piece) = next(&mut body, deadline, limits).await? {
        if whole.len() + piece.len() > limits.max_bytes {
            return Err(too_large(limits));
        }
        whole.extend_from_slice(&piece);
    }
    if encoding == Encoding::Identity {
        return Ok(whole.into());
    }
    // Unpacking is work on the processor, and what it unpacks to is held: as many bodies at once as there are permits.
    let unpack = limits.unpack;
    let unpacked =
        service.work(move |_| stage!("unpack").in_scope(|| encoding.unpack(&whole, unpack))).await?;
    match unpacked {
        Ok(Ok(bytes)) => Ok(bytes.into()),
        Ok(Err(excess)) => Err(unpacks_to_too_much(excess, &unpack)),
        Err(error) => {
            let detail = format!("the body is not whole as {}: {error}", encoding.name());
            Err(Problem::new(Kind::MalformedBody, detail))
        }
    }
}

/// The next piece of data; `None` at the end.
async fn next(body: &mut Body, deadline: Instant, limits: &BodyLimits) -> Result<Option<Bytes>, Problem> {
    let idle_deadline = Instant::now() + limits.idle;
    loop {
        match timeout_at(deadline.min(idle_deadline), body.frame()).await {
            Ok(Some(Ok(frame))) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
            Ok(Some(Err(_))) => {
                let detail = "the body broke off, or its chunks are not well-formed";
                // Nobody can tell where a next request would begin.
                return Err(
                    Problem::new(Kind::MalformedBody, detail).with_header(header::CONNECTION, "close")
                );
            }
            Ok(None) => return Ok(None),
            Err(_) => return Err(too_slow(limits)),
        }
    }
}

fn announced_bytes(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn too_large(limits: &BodyLimits) -> Problem {
    let detail =
        format!("the body has more than {} bytes, which is the most that is taken", limits.max_bytes);
    // What is still to come of the body cannot be told from a next request.
    Problem::new(Kind::BodyTooLarge, detail).with_header(header::CONNECTION, "close")
}

fn unpacks_to_too_much(excess: Excess, limits: &UnpackLimits) -> Problem {
    let UnpackLimits { max_bytes, max_ratio } = limits;
    match excess {
        Excess::Bytes => {
            let detail =
                format!("the body unpacks to more than {max_bytes} bytes, which is the most that is taken");
            Problem::new(Kind::UnpackedTooLarge, detail)
        }
        Excess::Ratio => {
            let detail = format!(
                "the body unpacks to more than {max_ratio} times its size, which is the most that is taken"
            );
            Problem::new(Kind::UnpackRatio, detail)
        }
    }
}

fn too_slow(limits: &BodyLimits) -> Problem {
    let detail =
        format!("the body paused for {:?} or was not complete after {:?}", limits.idle, limits.total);
    Problem::new(Kind::RequestTimeout, detail).with_header(header::CONNECTION, "close")
}
