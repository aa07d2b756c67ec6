//! What the head of a request may be, beyond what hyper refuses: sizes, and what two parsers could read in two ways.
//!
//! hyper refuses what is no HTTP/1.1. What is left could still be read otherwise by a proxy before the service, so
//! that the two would not agree where a request ends or for whom it is: that is refused too, and the connection closed.

use super::problem::{Kind, Problem};
use axum::extract::Request;
use axum::http::header::{CONNECTION, HOST, TRANSFER_ENCODING};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Version};

/// Longest address of a request, in bytes.
const MAX_URI_BYTES: usize = 8 * 1024;

/// Checks the head of a request.
///
/// # Errors
/// Too long an address, too many fields, or a head that can be read in two ways.
pub fn check(request: &Request, max_headers: usize) -> Result<(), Problem> {
    let n_bytes = request.uri().to_string().len();
    if n_bytes > MAX_URI_BYTES {
        let detail = format!("the address has {n_bytes} bytes, at most {MAX_URI_BYTES} are taken");
        return Err(Problem::new(Kind::UriTooLong, detail));
    }
    let n_headers = request.headers().len();
    if n_headers > max_headers {
        let detail = format!("the header has {n_headers} fields, at most {max_headers} are taken");
        return Err(Problem::new(Kind::TooManyHeaders, detail));
    }
    check_host(request)?;
    check_transfer(request.headers())
}

/// One Host, as RFC 9112 (3.2) demands; HTTP/1.0 may go without.
fn check_host(request: &Request) -> Result<(), Problem> {
    let mut hosts = request.headers().get_all(HOST).iter();
    let (host, further) = (hosts.next(), hosts.next());
    if further.is_some() {
        return Err(malformed("the header names more than one Host"));
    }
    match host {
        None if request.version() == Version::HTTP_10 => Ok(()),
        None => Err(malformed("the header names no Host")),
        // What a client sends that asks for no authority.
        Some(host) if host.is_empty() => Ok(()),
        Some(host) => match Authority::try_from(host.as_bytes()) {
            Ok(authority) if !authority.as_str().contains('@') => Ok(()),
            _ => Err(malformed("Host is no name and port")),
        },
    }
}

/// `chunked` and nothing else: hyper reads a body whose last coding is chunked and leaves the others to us.
fn check_transfer(headers: &HeaderMap) -> Result<(), Problem> {
    let mut codings = headers.get_all(TRANSFER_ENCODING).iter();
    let (coding, further) = (codings.next(), codings.next());
    match coding {
        None => Ok(()),
        Some(coding) if coding.as_bytes().eq_ignore_ascii_case(b"chunked") && further.is_none() => Ok(()),
        Some(_) => Err(malformed("Transfer-Encoding is taken as chunked, alone")),
    }
}

fn malformed(detail: &str) -> Problem {
    Problem::new(Kind::MalformedRequest, detail).with_header(CONNECTION, "close")
}
