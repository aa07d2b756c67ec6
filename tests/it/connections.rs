//! Rude, slow and large clients, and the stop: nothing a client does stops the service.

use crate::app::{Answer, TWO_ARTICLES, TestApp, check, lines};
use crate::process::Process;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

#[test]
fn what_is_no_request_is_answered_with_a_problem_too() {
    let app = TestApp::start(&[]);
    let answer = app.send(&["GET / / HTTP/1.1"], b"");
    check(&app, &answer, 400, "malformed-request", "HTTP");
    for wrong in [
        "content-length: 1\r\ncontent-length: 2",
        "content-length: 1\r\ntransfer-encoding: xchunked",
        "content-length: -1",
        "no colon",
        "space : before the colon",
    ] {
        let answer = app.send(&["POST /v1/merge HTTP/1.1", wrong], b"");
        check(&app, &answer, 400, "malformed-request", "HTTP");
    }
    let long = format!("x-long: {}", "x".repeat(20_000));
    let answer = app.send(&["GET /livez HTTP/1.1", &long], b"");
    check(&app, &answer, 431, "header-too-large", "header");
    let answer = app.get(&format!("/livez?{}", "x".repeat(9_000)));
    check(&app, &answer, 414, "uri-too-long", "bytes");
}

#[test]
fn a_body_over_the_limit_is_refused_and_the_client_hears_it() {
    const N_BYTES: usize = 100_000_000;
    let app = TestApp::start(&[]);
    let mut body = br#"{"articles": [{"text": ""#.to_vec();
    body.resize(N_BYTES, b'x');
    let answer = app.post("/v1/merge", "application/json", &body);
    check(&app, &answer, 413, "body-too-large", "8388608");

    let chunk = format!("{N_BYTES:x}\r\n");
    let chunked = [chunk.as_bytes(), &body, b"\r\n0\r\n\r\n"].concat();
    let head = ["POST /v1/merge HTTP/1.1", "content-type: application/json", "transfer-encoding: chunked"];
    let answer = app.send(&head, &chunked);
    check(&app, &answer, 413, "body-too-large", "8388608");

    let announced = format!("content-length: {N_BYTES}");
    let head = ["POST /v1/merge HTTP/1.1", &announced, "expect: 100-continue"];
    let answer = app.send(&head, b"");
    check(&app, &answer, 413, "body-too-large", "8388608");
}

#[test]
fn one_connection_takes_several_requests() {
    let app = TestApp::start(&[]);
    let mut stream = app.connect();
    for _ in 0..3 {
        let head = lines(&["GET /v1/nothing HTTP/1.1", "host: test"]);
        write!(stream, "{head}\r\n").expect("sent");
        assert_eq!(Answer::read(&mut stream).status, 404);
    }
}

#[test]
fn a_client_that_does_not_finish_its_header_is_disconnected() {
    let app = TestApp::start(&["--header-timeout", "300ms"]);
    for start in ["", "POST /v1/merge HTTP/1.1\r\nhost:"] {
        let mut stream = app.connect();
        write!(stream, "{start}").expect("sent");
        let since = Instant::now();
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
        assert!(since.elapsed() < Duration::from_secs(5), "{start:?}");
    }
    assert_eq!(app.get("/readyz").status, 200);
}

#[test]
fn a_body_that_stalls_or_dribbles_is_given_up() {
    let app = TestApp::start(&["--body-idle-timeout", "300ms", "--body-timeout", "900ms"]);
    let head = lines(&[
        "POST /v1/merge HTTP/1.1",
        "host: test",
        "content-type: application/json",
        "content-length: 100",
    ]);
    let mut stalled = app.connect();
    write!(stalled, "{head}\r\n{{").expect("sent");
    let answer = Answer::read(&mut stalled);
    check(&app, &answer, 408, "request-timeout", "paused");
    let mut rest = Vec::new();
    let _ = stalled.read_to_end(&mut rest);
    assert_eq!(rest, b"", "the connection is closed");

    let mut dribbling = app.connect();
    write!(dribbling, "{head}\r\n").expect("sent");
    let since = Instant::now();
    for _ in 0..8 {
        std::thread::sleep(Duration::from_millis(150));
        let _ = dribbling.write_all(b" ");
    }
    let answer = Answer::read(&mut dribbling);
    check(&app, &answer, 408, "request-timeout", "not complete");
    assert!(since.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_running_request_is_finished_before_the_stop() {
    let mut app = TestApp::start(&["--drain-delay", "500ms"]);
    let mut running = app.connect();
    let head = lines(&[
        "POST /v1/merge HTTP/1.1",
        "host: test",
        "content-type: application/json",
        &format!("content-length: {}", TWO_ARTICLES.len()),
    ]);
    let (first, rest) = TWO_ARTICLES.split_at(20);
    write!(running, "{head}\r\n{first}").expect("sent");
    let idle = app.connect();
    std::thread::sleep(Duration::from_millis(100));

    app.stop();
    std::thread::sleep(Duration::from_millis(100));
    let not_ready = app.get("/readyz");
    assert_eq!(not_ready.status, 503);
    assert_eq!(not_ready.problem()["type"], "/problems/draining");
    assert_ne!(not_ready.header("retry-after"), "");
    assert_eq!(app.get("/livez").status, 200);

    std::thread::sleep(Duration::from_millis(600));
    running.write_all(rest.as_bytes()).expect("still open");
    assert_eq!(Answer::read(&mut running).status, 200);
    let since = Instant::now();
    app.wait();
    assert!(since.elapsed() < Duration::from_secs(5), "an idle connection does not hold up the stop");
    drop(idle);
}

#[test]
fn requests_beyond_the_drain_deadline_are_cut_off() {
    let mut app = TestApp::start(&["--drain-deadline", "300ms"]);
    let mut stalled = app.connect();
    let head = lines(&["POST /v1/merge HTTP/1.1", "host: test", "content-length: 9"]);
    write!(stalled, "{head}\r\n{{").expect("sent");
    std::thread::sleep(Duration::from_millis(100));
    let since = Instant::now();
    app.stop();
    app.wait();
    assert!(since.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_silent_connection_gives_way_to_a_new_one() {
    let app =
        TestApp::start(&["--max-connections", "3", "--header-timeout", "1m", "--body-idle-timeout", "1m"]);
    let mut running = app.connect();
    let head = lines(&[
        "POST /v1/sentences HTTP/1.1",
        "host: test",
        "content-type: application/json",
        "content-length: 27",
    ]);
    write!(running, "{head}\r\n{{").expect("sent");
    let mut silent = app.connect();
    std::thread::sleep(Duration::from_millis(50));
    let mut answered = app.connect();
    let get = lines(&["GET /livez HTTP/1.1", "host: test"]);
    write!(answered, "{get}\r\n").expect("sent");
    assert_eq!(Answer::read(&mut answered).status, 200);

    let since = Instant::now();
    assert_eq!(app.get("/livez").status, 200);
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
    let mut rest = Vec::new();
    let _ = silent.read_to_end(&mut rest);
    assert_eq!(rest, b"", "the one without a request for the longest is closed");
    write!(answered, "{get}\r\n").expect("sent");
    assert_eq!(Answer::read(&mut answered).status, 200, "the other is not");

    // Slow headers are no request yet, whoever sends many of them.
    let slow: Vec<_> = std::iter::repeat_with(|| {
        let mut slow = app.connect();
        write!(slow, "GET /livez HTTP/1.1\r\n").expect("sent");
        slow
    })
    .take(4)
    .collect();
    assert_eq!(app.get("/livez").status, 200);
    drop(slow);
    write!(running, r#""text": "A ferry burned."}}"#).expect("sent");
    assert_eq!(Answer::read(&mut running).status, 200, "a request in progress is finished");
}

/// A service whose one place is taken by a request, and that request, whose body lacks the last byte.
fn occupied() -> (Process, TcpStream) {
    let service = Process::start(&["--max-connections", "1", "--body-idle-timeout", "1m"], &[]);
    let mut running = service.app.connect();
    let n_bytes = format!("content-length: {}", TWO_ARTICLES.len());
    let head = lines(&["POST /v1/merge HTTP/1.1", "host: test", "content-type: application/json", &n_bytes]);
    let (body, _) = TWO_ARTICLES.split_at(TWO_ARTICLES.len() - 1);
    write!(running, "{head}\r\n{body}").expect("sent");
    std::thread::sleep(Duration::from_millis(200));
    (service, running)
}

#[test]
fn clients_that_wait_in_the_queue_are_answered_before_the_stop() {
    let (mut service, mut running) = occupied();
    let queued: Vec<TcpStream> = std::iter::repeat_with(|| {
        let mut stream = service.app.connect();
        let head = lines(&["GET /livez HTTP/1.1", "host: test"]);
        write!(stream, "{head}\r\n").expect("sent");
        stream
    })
    .take(5)
    .collect();
    service.signal();
    service.log_until("draining");
    write!(running, "}}").expect("sent");
    assert_eq!(Answer::read(&mut running).status, 200);
    for mut stream in queued {
        let answer = Answer::read(&mut stream);
        assert_eq!((answer.status, answer.header("connection")), (200, "close"));
    }
    let since = Instant::now();
    assert!(service.wait().success());
    assert!(since.elapsed() < Duration::from_secs(5), "nobody is waited for");
}

#[test]
fn a_rush_of_clients_is_let_in_at_once() {
    const N_CLIENTS: usize = 400;
    let most = std::fs::read_to_string("/proc/sys/net/core/somaxconn").expect("Linux tells its limit");
    assert!(most.trim().parse::<usize>().expect("a number") >= N_CLIENTS, "this machine lets in {most}");
    let (service, _running) = occupied();
    let limit = Duration::from_millis(700);
    let let_in: Vec<TcpStream> = (0..N_CLIENTS)
        .map(|n| {
            TcpStream::connect_timeout(&service.app.address(), limit).unwrap_or_else(|e| panic!("{n}: {e}"))
        })
        .collect();
    assert_eq!(let_in.len(), N_CLIENTS);
}

#[test]
fn further_connections_wait_while_all_have_requests() {
    let app = TestApp::start(&["--max-connections", "1", "--body-idle-timeout", "1500ms"]);
    let mut stalled = app.connect();
    let head = lines(&["POST /v1/merge HTTP/1.1", "host: test", "content-length: 9"]);
    write!(stalled, "{head}\r\n{{").expect("sent");
    std::thread::sleep(Duration::from_millis(50));
    let since = Instant::now();
    assert_eq!(app.get("/livez").status, 200);
    assert!(since.elapsed() > Duration::from_secs(1));
    assert_eq!(Answer::read(&mut stalled).status, 408);
}

#[test]
fn a_client_that_does_not_read_is_given_up() {
    let app = TestApp::start(&["--max-connections", "1", "--body-timeout", "500ms"]);
    let mut deaf = app.connect();
    let head = lines(&["GET /openapi.json HTTP/1.1", "host: test"]);
    // More answers than the buffers between the two take.
    let requests = format!("{head}\r\n").repeat(1_000);
    deaf.write_all(requests.as_bytes()).expect("sent");
    assert_eq!(app.get("/livez").status, 200, "its connection is free");
}
