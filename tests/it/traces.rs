//! Traces as a collector sees them, and a service whose collector is not there.

use crate::app::{Answer, TWO_ARTICLES, TestApp};
use crate::process::{Process, run};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const TRACE_ID: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN_ID: &str = "00f067aa0ba902b7";

/// A request that the collector got.
struct Export {
    head: String,
    body: Vec<u8>,
}

impl Export {
    fn holds(&self, bytes: &[u8]) -> bool {
        self.body.windows(bytes.len()).any(|window| window == bytes)
    }
}

/// A collector that takes everything; its address and what it got.
fn collector() -> (String, Receiver<Export>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let (sender, exports) = channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut bytes = Vec::new();
            let mut byte = [0];
            while !bytes.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
                bytes.push(byte[0]);
            }
            let head = String::from_utf8_lossy(&bytes).to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let mut body = vec![0; length.and_then(|n| n.parse().ok()).unwrap_or(0)];
            stream.read_exact(&mut body).expect("the whole body");
            let answer =
                "HTTP/1.1 200 OK\r\ncontent-type: application/x-protobuf\r\ncontent-length: 0\r\n\r\n";
            stream.write_all(answer.as_bytes()).expect("it listens");
            // Nobody listens after the test.
            let _ = sender.send(Export { head, body });
        }
    });
    (address, exports)
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|n| u8::from_str_radix(&hex[n..n + 2], 16).expect("hex")).collect()
}

/// A merge inside a trace of the client's, which it does not want recorded.
fn traced_merge(app: &TestApp) -> Answer {
    let head = [
        "POST /v1/merge HTTP/1.1".to_owned(),
        format!("traceparent: 00-{TRACE_ID}-{SPAN_ID}-00"),
        format!("content-length: {}", TWO_ARTICLES.len()),
    ];
    app.send(&head.each_ref().map(String::as_str), TWO_ARTICLES.as_bytes())
}

#[test]
fn a_request_goes_on_with_the_trace_of_its_client() {
    let (address, exports) = collector();
    let service = Process::start(
        &[],
        &[
            ("OTEL_EXPORTER_OTLP_ENDPOINT", &address),
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-token=abc"),
            ("OTEL_SERVICE_NAME", "desk-merge"),
            ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=attic"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"),
        ],
    );
    assert_eq!(traced_merge(&service.app).status, 200);
    let mut export = exports.recv_timeout(Duration::from_secs(10)).expect("an export");
    // The stages end before the request does and may be sent before it.
    while !export.holds(&bytes(SPAN_ID)) {
        let next = exports.recv_timeout(Duration::from_secs(10));
        export.body.extend(next.expect("the client's span is the parent of one").body);
    }
    assert!(export.head.starts_with("post /v1/traces http/1.1\r\n"), "{}", export.head);
    for field in ["content-type: application/x-protobuf", "x-token: abc", "host: 127.0.0.1:"] {
        assert!(export.head.contains(field), "{field} is not in {}", export.head);
    }
    assert!(export.holds(&bytes(TRACE_ID)), "the client's trace");
    let words = [
        "desk-merge",
        "attic",
        "POST /v1/merge",
        "http.route",
        "http.response.status_code",
        "read",
        "parse",
        "merge",
        "render",
    ];
    for word in words {
        assert!(export.holds(word.as_bytes()), "{word} is not in {}", String::from_utf8_lossy(&export.body));
    }
    assert!(!export.holds(b"ferry"), "no text of an article");
    let log = service.log_until("\"status\":200");
    let line = log.last().expect("a line");
    assert!(line.contains(&format!(r#""trace_id":"{TRACE_ID}""#)), "{line}");
}

#[test]
fn the_last_traces_are_sent_before_the_end() {
    let (address, exports) = collector();
    let endpoint = format!("{address}/my/own");
    let variables =
        [("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", endpoint.as_str()), ("OTEL_BSP_SCHEDULE_DELAY", "60000")];
    let mut service = Process::start(&[], &variables);
    assert_eq!(traced_merge(&service.app).status, 200);
    assert!(service.terminate().success());
    let export = exports.recv_timeout(Duration::from_secs(5)).expect("an export");
    assert!(export.head.starts_with("post /my/own "), "{}", export.head);
    assert!(export.holds(b"storymerge"), "the name of a service that was given none");
}

#[test]
fn a_collector_that_is_not_there_holds_nothing_up() {
    // One that refuses, and one that takes a connection and says nothing.
    let deaf = TcpListener::bind("127.0.0.1:0").expect("a port");
    let deaf = (format!("http://{}", deaf.local_addr().expect("an address")), deaf);
    let refusing = ("http://127.0.0.1:9", "the collector does not take traces");
    for (endpoint, told) in [refusing, (&deaf.0, "the last traces were not taken")] {
        let variables = [("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), ("OTEL_BSP_SCHEDULE_DELAY", "10")];
        let mut service = Process::start(&[], &variables);
        let since = Instant::now();
        for _ in 0..20 {
            assert_eq!(traced_merge(&service.app).status, 200);
        }
        assert!(since.elapsed() < Duration::from_secs(3), "{endpoint}: {:?}", since.elapsed());
        let since = Instant::now();
        assert!(service.terminate().success());
        assert!(since.elapsed() < Duration::from_secs(8), "{endpoint}: {:?}", since.elapsed());
        service.log_until(told);
    }
}

#[test]
fn nothing_is_traced_unless_it_is_asked_for() {
    let (address, exports) = collector();
    let variables = [("OTEL_EXPORTER_OTLP_ENDPOINT", address.as_str()), ("OTEL_SDK_DISABLED", "true")];
    let mut service = Process::start(&[], &variables);
    assert_eq!(traced_merge(&service.app).status, 200);
    let log = service.log_until("\"status\":200");
    assert!(!log.concat().contains("trace_id"), "{log:#?}");
    assert!(service.terminate().success());
    assert!(exports.try_recv().is_err());
    let refused = run(&["serve"], &[("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector:4318")]);
    assert_eq!(refused.status, Some(1));
    assert!(refused.err.contains("there is no TLS"), "{}", refused.err);
}

#[test]
fn stages_are_measured_without_a_collector_too() {
    let service = Process::start(&[], &[]);
    let app = &service.app;
    assert_eq!(app.post_json("/v1/merge", TWO_ARTICLES).status, 200);
    let answer = app.get("/metrics");
    let measured = answer.text();
    for stage in ["read", "wait", "work", "parse", "merge", "render"] {
        let expected = format!("storymerge_stage_seconds_count{{stage=\"{stage}\"}} 1");
        assert!(measured.contains(&expected), "{expected} is not in\n{measured}");
    }
}
