//! Reading a request's body: whole and unpacked, under a limit of size, two of time, and the memory for all bodies.

use super::budget::{Budget, Held};
use super::encoding::{Encoding, Excess, UnpackLimits};
use super::problem::{Kind, Problem};
use crate::service::Service;
use crate::service::stages::stage;
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

/// A body, and the memory for it.
pub struct Whole {
    /// Its bytes.
    pub bytes: Bytes,
    /// To be dropped with them.
    pub held: Held,
}

/// The body of `request`.
///
/// A body that announces more bytes than the limit is refused before one byte is read; one that announces nothing,
/// as soon as it passes the limit. Its memory comes from `budget` as it arrives.
///
/// # Errors
/// Too large (as sent or unpacked), too slow, broken off, packed in a way that is not known, no memory, or no permit to
/// unpack it.
pub async fn read(
    request: Request,
    limits: &BodyLimits,
    budget: &Budget,
    service: &Service,
) -> Result<Whole, Problem> {
    let encoding = Encoding::of(request.headers())?;
    let announced = announced_bytes(request.headers());
    if announced.is_some_and(|n_bytes| n_bytes > limits.max_bytes as u64) {
        return Err(too_large(limits));
    }
    let most = announced.map_or(limits.max_bytes, |n_bytes| n_bytes as usize);
    let deadline = Instant::now() + limits.total;
    let mut body = request.into_body();
    let (mut bytes, mut held) = (Vec::new(), budget.hold());
    while let Some(piece) = next(&mut body, deadline, limits).await? {
        let n_bytes = bytes.len() + piece.len();
        if n_bytes > limits.max_bytes {
            return Err(too_large(limits));
        }
        if n_bytes > bytes.capacity() {
            // Grown by what arrives, not by what was announced: an announcement costs the client nothing.
            let capacity = (2 * bytes.capacity()).min(most).max(n_bytes);
            held.grow_to(capacity).await?;
            bytes.reserve_exact(capacity - bytes.len());
        }
        bytes.extend_from_slice(&piece);
    }
    if encoding == Encoding::Identity {
        return Ok(Whole { bytes: bytes.into(), held });
    }
    // Unpacking is work on the processor: as many bodies at once as there are permits. None of them keeps others from
    // theirs by waiting for memory.
    let unpack = limits.unpack;
    let mut for_unpacked = budget.hold();
    let unpacked = service.work(move |_| {
        // The packed bytes and their memory go at the end of this.
        let (packed, _held) = (bytes, held);
        let unpacked = stage!("unpack")
            .in_scope(|| encoding.unpack(&packed, unpack, |n_bytes| for_unpacked.try_grow_to(n_bytes)));
        (unpacked, for_unpacked)
    });
    match unpacked.await? {
        (Ok(Ok(bytes)), held) => Ok(Whole { bytes: bytes.into(), held }),
        (Ok(Err(excess)), _) => Err(unpacks_to_too_much(excess, &unpack, budget)),
        (Err(error), _) => {
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

fn unpacks_to_too_much(excess: Excess, limits: &UnpackLimits, budget: &Budget) -> Problem {
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
        Excess::Memory => budget.exhausted(),
    }
}

fn too_slow(limits: &BodyLimits) -> Problem {
    let detail =
        format!("the body paused for {:?} or was not complete after {:?}", limits.idle, limits.total);
    Problem::new(Kind::RequestTimeout, detail).with_header(header::CONNECTION, "close")
}
