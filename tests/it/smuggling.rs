//! Requests that a proxy before the service could read otherwise than the service does.
//!
//! Each is followed on the same connection by a request that must never be answered: what two parsers could divide in
//! two ways is refused with 400 or read in the one safe way, and the connection is closed.

use crate::app::TestApp;
use std::io::{Read, Write};

/// What must not be answered: nothing else here asks for this address.
const SMUGGLED: &str = "GET /problems/internal HTTP/1.1\r\nHost: test\r\n\r\n";

/// All that comes back, until the service closes the connection.
fn exchange(app: &TestApp, bytes: &[u8]) -> String {
    let mut stream = app.connect();
    // The service may close before all is sent.
    let _ = stream.write_all(bytes);
    let mut all = Vec::new();
    let read = stream.read_to_end(&mut all);
    let timed_out = read.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock);
    assert!(!timed_out, "the service does not close the connection");
    String::from_utf8_lossy(&all).into_owned()
}

/// That the request is answered with this status, and what follows it not at all.
#[track_caller]
fn check(app: &TestApp, request: &str, status: u16) {
    let all = exchange(app, format!("{request}{SMUGGLED}").as_bytes());
    // HTTP/1.0 is answered as such.
    let answered = all.strip_prefix("HTTP/1.1 ").or(all.strip_prefix("HTTP/1.0 "));
    assert!(answered.is_some_and(|rest| rest.starts_with(&status.to_string())), "{request:?}: {all}");
    let n_answers = all.lines().filter(|line| line.starts_with("HTTP/1.")).count();
    assert_eq!(n_answers, 1, "{request:?}: {all}");
    assert!(!all.contains("/problems/internal"), "{request:?}: {all}");
    assert!(all.contains("connection: close"), "{request:?}: {all}");
    if status == 400 {
        assert!(all.contains("application/problem+json") && all.contains("x-request-id"), "{all}");
    }
}

#[test]
fn a_body_that_has_two_ends_is_refused() {
    let app = TestApp::start(&[]);
    for fields in [
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding:\x0bchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding\r\n : chunked",
        "Content-Length: 3\r\nContent-Length: 4",
        "Content-Length: 3, 3",
        "Content-Length: +3",
        "Content-Length: -3",
        "Content-Length: 0x3",
        "Content-Length: 3 3",
        "Content-Length:",
        "Content-Length: 99999999999999999999",
        "Content-Length : 3",
    ] {
        let request = format!("POST /v1/sentences HTTP/1.1\r\nHost: test\r\n{fields}\r\n\r\n0\r\n\r\n");
        check(&app, &request, 400);
    }
    // RFC 9112 (6.3): HTTP/1.0 has no chunks.
    check(&app, "POST /v1/sentences HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
}

#[test]
fn chunks_go_before_a_length_and_the_connection_ends() {
    let app = TestApp::start(&[]);
    let body = "1e\r\n{\"text\": \"A ferry burned.\"}   \r\n0\r\n\r\n";
    for fields in
        ["Content-Length: 3\r\nTransfer-Encoding: chunked", "Transfer-Encoding: Chunked\r\nContent-Length: 3"]
    {
        let head = format!(
            "POST /v1/sentences HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n{fields}"
        );
        check(&app, &format!("{head}\r\n\r\n{body}"), 200);
    }
}

#[test]
fn a_broken_chunk_is_refused() {
    let app = TestApp::start(&[]);
    let long = format!("3;{}\r\nabc\r\n0\r\n\r\n", "x".repeat(40_000));
    for chunks in [
        "-3\r\nabc\r\n0\r\n\r\n",
        "+3\r\nabc\r\n0\r\n\r\n",
        "0x3\r\nabc\r\n0\r\n\r\n",
        "3 3\r\nabc\r\n0\r\n\r\n",
        "\r\nabc\r\n0\r\n\r\n",
        "fffffffffffffffff\r\nabc\r\n0\r\n\r\n",
        "3\nabc\n0\n\n",
        "3\r\nabcd\r\n0\r\n\r\n",
        "3;a\nb\r\nabc\r\n0\r\n\r\n",
        &long,
    ] {
        let head = "POST /v1/sentences HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n";
        check(&app, &format!("{head}{chunks}"), 400);
    }
}

#[test]
fn a_head_that_is_none_is_refused() {
    let app = TestApp::start(&[]);
    // What opens HTTP/2 is hung up on without a word: an answer would be none to that client.
    assert_eq!(exchange(&app, format!("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n{SMUGGLED}").as_bytes()), "");
    for head in [
        // HTTP/0.9, and versions that there are not.
        "GET /readyz\r\n",
        "GET /readyz HTTP/1.2\r\nHost: test\r\n\r\n",
        "GET /readyz HTTP/2.0\r\nHost: test\r\n\r\n",
        "GET /readyz HTTP/01.1\r\nHost: test\r\n\r\n",
        "GET /readyz http/1.1\r\nHost: test\r\n\r\n",
        "GET\t/readyz HTTP/1.1\r\nHost: test\r\n\r\n",
        "GET /ready z HTTP/1.1\r\nHost: test\r\n\r\n",
        "GET /readyz\0 HTTP/1.1\r\nHost: test\r\n\r\n",
        "G(T /readyz HTTP/1.1\r\nHost: test\r\n\r\n",
        // Fields.
        "GET /readyz HTTP/1.1\r\nHost: test\r\nX: a\r\n folded\r\n\r\n",
        "GET /readyz HTTP/1.1\r\n X: a\r\nHost: test\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: test\r\nX : a\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: test\r\nX\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: test\r\n: a\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: test\r\nX: a\0b\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: test\r\nX\0: a\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: test\r\nX: a\rY: b\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: test\r\n\"X\": a\r\n\r\n",
        // Hosts.
        "GET /readyz HTTP/1.1\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: test\r\nHost: test\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: test\r\nhost: other\r\n\r\n",
        "GET /readyz HTTP/1.0\r\nHost: test\r\nHost: other\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: te st\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: test, other\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: test/other\r\n\r\n",
        "GET /readyz HTTP/1.1\r\nHost: me@test\r\n\r\n",
        "GET http://other/readyz HTTP/1.1\r\n\r\n",
    ] {
        check(&app, head, 400);
    }
}

#[test]
fn what_is_read_in_one_way_only_is_taken() {
    let app = TestApp::start(&[]);
    for (head, status) in [
        // Whoever it is sent to, this is the service that got it: only the path counts.
        ("GET http://other/readyz HTTP/1.1\r\nHost: test", 200),
        ("GET /readyz HTTP/1.1\r\nHost:", 200),
        ("GET /readyz HTTP/1.1\r\nHost: [::1]:8080", 200),
        // Equal lengths are one (RFC 9110, 8.6); a line may end without CR (RFC 9112, 2.2).
        ("GET /readyz HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\nContent-Length: 0", 200),
        ("GET /readyz HTTP/1.1\nHost: test\nX: a", 200),
        ("GET /readyz HTTP/1.1\r\nHost: test\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk", 200),
        ("CONNECT other:443 HTTP/1.1\r\nHost: other:443", 404),
        ("OPTIONS * HTTP/1.1\r\nHost: test", 404),
        ("GET //readyz HTTP/1.1\r\nHost: test", 404),
        ("GET /v1/../readyz HTTP/1.1\r\nHost: test", 404),
    ] {
        check(&app, &format!("{head}\r\nConnection: close\r\n\r\n"), status);
    }
    // HTTP/1.0 closes by itself and needs no host.
    let all = exchange(&app, format!("GET /readyz HTTP/1.0\r\n\r\n{SMUGGLED}").as_bytes());
    assert!(all.starts_with("HTTP/1.0 200 ") && !all.contains("/problems/"), "{all}");
}

#[test]
fn a_request_inside_a_body_is_body() {
    let closed = TestApp::start(&["--api-keys", &format!("desk:{}", "ab".repeat(32))]);
    let open = TestApp::start(&[]);
    for (app, request, status) in [
        (&open, "GET /readyz", 200),
        (&open, "POST /v1/nothing", 404),
        (&open, "GET /v1/merge", 405),
        (&open, "POST /livez?verbose", 405),
        (&closed, "POST /v1/merge", 401),
        (&closed, "GET /readyz", 200),
    ] {
        for body in [SMUGGLED.to_owned(), SMUGGLED.repeat(4_000)] {
            let length = body.len();
            let head = format!("{request} HTTP/1.1\r\nHost: test\r\nContent-Length: {length}\r\n\r\n");
            // A last request that may be answered: the connection is in step, if it is still open.
            let last = "GET /livez HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n";
            let all = exchange(app, format!("{head}{body}{last}").as_bytes());
            assert!(all.starts_with(&format!("HTTP/1.1 {status} ")), "{request}: {all}");
            assert!(!all.contains("/problems/internal"), "{request}: {all}");
        }
    }
}
