//! A service on a free port for one test, and the least client that can be rude to it.

use clap::Parser;
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;
use storymerge::config::ServeConfig;
use storymerge::http;
use tokio::sync::oneshot;

/// A running service; stopped and awaited when dropped.
pub struct TestApp {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<anyhow::Result<()>>>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Names in lower case.
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

#[derive(Parser)]
struct Program {
    #[command(flatten)]
    config: ServeConfig,
}

impl TestApp {
    /// Starts a service with these flags of `storymerge serve`.
    pub fn start(flags: &[&str]) -> TestApp {
        let Program { config } = Program::parse_from([&["storymerge"], flags].concat());
        let (stop, stopped) = oneshot::channel();
        let (bound, address) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new()?;
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
                bound.send(listener.local_addr()?)?;
                let shutdown = async { stopped.await.unwrap_or(()) };
                http::run(listener, &config, shutdown).await
            })
        });
        TestApp {
            address: address.recv().expect("the service binds its port"),
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// A service that somebody else runs there.
    pub fn at(address: SocketAddr) -> TestApp {
        TestApp { address, stop: None, thread: None }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A new connection; reading from it gives up after ten seconds.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the service accepts");
        let limit = Some(Duration::from_secs(10));
        stream.set_read_timeout(limit).expect("ten is not zero");
        stream
    }

    /// Sends `head` lines and a body on a connection of their own.
    pub fn send(&self, head: &[&str], body: &[u8]) -> Answer {
        let mut stream = self.connect();
        let head = [head, &["host: test", "connection: close"]].concat();
        write!(stream, "{}\r\n", lines(&head)).expect("the head is sent");
        stream.write_all(body).expect("the body is sent");
        Answer::read(&mut stream)
    }

    /// A request without a body.
    pub fn get(&self, path: &str) -> Answer {
        self.send(&[&format!("GET {path} HTTP/1.1")], b"")
    }

    /// A body of this content type.
    pub fn post(&self, path: &str, content_type: &str, body: impl AsRef<[u8]>) -> Answer {
        let body = body.as_ref();
        let head = [
            format!("POST {path} HTTP/1.1"),
            format!("content-type: {content_type}"),
            format!("content-length: {}", body.len()),
        ];
        self.send(&head.each_ref().map(String::as_str), body)
    }

    /// A JSON body.
    pub fn post_json(&self, path: &str, body: &str) -> Answer {
        self.post(path, "application/json", body)
    }

    /// Tells the service to stop, as a signal would.
    pub fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The service may have ended by itself; `wait` says so.
            let _ = stop.send(());
        }
    }

    /// Waits until the service has ended.
    pub fn wait(&mut self) {
        let Some(thread) = self.thread.take() else {
            return;
        };
        let ended = thread.join().expect("the service does not panic");
        ended.expect("the service ends without an error");
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.stop();
        if !std::thread::panicking() {
            self.wait();
        }
    }
}

impl Answer {
    /// Reads one answer, and its body as far as its length says.
    pub fn read(stream: &mut TcpStream) -> Answer {
        let mut bytes = Vec::new();
        let head_end = loop {
            let end = bytes.windows(4).position(|w| w == b"\r\n\r\n");
            if let Some(end) = end {
                break end;
            }
            let mut piece = [0; 4096];
            let n_read = stream.read(&mut piece).expect("an answer in time");
            assert_ne!(n_read, 0, "the connection ended before an answer");
            bytes.extend_from_slice(&piece[..n_read]);
        };
        let head = String::from_utf8(bytes[..head_end].to_vec()).expect("ASCII");
        let mut answer = Answer::parse(&head);
        answer.body = bytes[head_end + 4..].to_vec();
        let n_missing = answer.n_announced().saturating_sub(answer.body.len());
        let read = stream.take(n_missing as u64).read_to_end(&mut answer.body);
        read.expect("the whole body in time");
        answer
    }

    fn parse(head: &str) -> Answer {
        let mut lines = head.split("\r\n");
        let status_line = lines.next().unwrap_or_default();
        let status = status_line.split_once(' ').map(|(_, rest)| &rest[..3]);
        let headers = lines.filter_map(|line| line.split_once(':'));
        Answer {
            status: status.and_then(|s| s.parse().ok()).expect("a status"),
            headers: headers.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect(),
            body: Vec::new(),
        }
    }

    fn n_announced(&self) -> usize {
        self.header("content-length").parse().unwrap_or(0)
    }

    /// Every header, sorted, but for the date, the length and what differs from request to request.
    pub fn stable_headers(&self) -> String {
        let varies = ["date", "content-length", "x-request-id"];
        let stable = self.headers.iter().filter(|(name, _)| !varies.contains(&name.as_str()));
        let mut lines: Vec<String> = stable.map(|(name, value)| format!("{name}: {value}\n")).collect();
        lines.sort();
        lines.concat()
    }

    /// A header's value; empty if it is absent.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("answers are UTF-8")
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the answer is JSON")
    }

    /// The body as a problem, after checks of what every problem has.
    pub fn problem(&self) -> Value {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        let id = self.header("x-request-id");
        assert!(!id.is_empty());
        assert_eq!(problem["request_id"], id);
        for field in ["type", "title", "detail"] {
            assert_ne!(problem[field].as_str().unwrap_or_default(), "", "{field}");
        }
        problem
    }
}

/// Lines of a head.
pub fn lines(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\r\n")).collect()
}

/// The least merge request that is one.
pub const TWO_ARTICLES: &str =
    r#"{"articles": [{"text": "A ferry burned on Monday."}, {"text": "The ferry burned."}]}"#;

/// Checks that an answer is this problem and names this place, and that the service still answers.
#[track_caller]
pub fn check(app: &TestApp, answer: &Answer, status: u16, kind: &str, place: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    let problem = answer.problem();
    assert_eq!(problem["type"], format!("/problems/{kind}"));
    assert!(problem.to_string().contains(place), "{place}: {problem}");
    assert_eq!(app.get("/readyz").status, 200, "the service goes on");
}
