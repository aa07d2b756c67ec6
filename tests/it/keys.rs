//! API keys and the rate limit: who gets in, what a stranger is told, and what the log knows of it.

use crate::app::{Answer, TWO_ARTICLES, TestApp, check, lines};
use crate::process::{Process, run};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use storymerge::config::keys::{StoredKey, create};

/// A key and its stored line.
fn key(name: &str) -> (String, String) {
    let key = create(name).expect("the system has chance");
    let stored = StoredKey::of(name, &key).expect("a name and a key").to_string();
    (key, stored)
}

fn get(app: &TestApp, path: &str, authorization: &str) -> Answer {
    let authorization = format!("authorization: {authorization}");
    app.send(&[&format!("GET {path} HTTP/1.1"), &authorization], b"")
}

fn merge(app: &TestApp, key: &str) -> Answer {
    let head = [
        "POST /v1/merge HTTP/1.1".to_owned(),
        format!("authorization: Bearer {key}"),
        format!("content-length: {}", TWO_ARTICLES.len()),
    ];
    app.send(&head.each_ref().map(String::as_str), TWO_ARTICLES.as_bytes())
}

fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("keys-{name}"));
    fs::write(&path, text).expect("the directory for tests can be written");
    path
}

#[test]
fn only_a_known_key_opens_the_api() {
    let (desk, stored_desk) = key("desk");
    let (wire, stored_wire) = key("wire");
    let (other, _) = key("desk");
    let list = file("two", &format!("# the desk\n{stored_desk}\n\n  {stored_wire}  \n"));
    let app = TestApp::start(&["--api-keys-file", list.to_str().expect("UTF-8")]);
    for known in [&desk, &wire] {
        let answer = merge(&app, known);
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(get(&app, "/metrics", &format!("bearer {known}")).status, 200);
        assert_eq!(get(&app, "/v1/nothing", &format!("Bearer {known}")).status, 404);
        assert_eq!(get(&app, "/v1/merge", &format!("Bearer {known}")).status, 405);
    }
    // An address at which nothing is tells a stranger as little as one of the API.
    for path in ["/v1/merge", "/v1/merge/", "/v1/nothing", "/v1", "/metrics", "/livez/", "/%6divez"] {
        let nobody = app.get(path);
        check(&app, &nobody, 401, "key-required", "Bearer");
        assert_eq!(nobody.header("www-authenticate"), r#"Bearer realm="storymerge""#);
        for wrong in [other.as_str(), &desk[..desk.len() - 1], &stored_desk, "x", ""] {
            let answer = get(&app, path, &format!("Bearer {wrong}"));
            let kind = if wrong.is_empty() { "key-required" } else { "invalid-key" };
            check(&app, &answer, 401, kind, "key");
            let challenge = answer.header("www-authenticate");
            assert_eq!(challenge.contains(r#"error="invalid_token""#), !wrong.is_empty(), "{challenge}");
        }
        check(&app, &get(&app, path, &format!("Basic {desk}")), 401, "key-required", "Bearer");
    }
    let twice = app.send(
        &["GET /metrics HTTP/1.1", &format!("authorization: Bearer {desk}"), "authorization: Bearer x"],
        b"",
    );
    check(&app, &twice, 401, "invalid-key", "key");
    for path in ["/livez", "/readyz", "/openapi.json", "/problems/invalid-key"] {
        assert_eq!(app.get(path).status, 200, "{path}");
        assert_eq!(get(&app, path, "Bearer x").status, 200, "{path}");
    }
}

#[test]
fn a_refusal_does_not_wait_for_the_body() {
    let (_, stored) = key("desk");
    let app = TestApp::start(&["--api-keys", &stored, "--body-idle-timeout", "20s"]);
    for expect in ["expect: 100-continue", "x-nothing: here"] {
        let mut stream = app.connect();
        let head = lines(&["POST /v1/merge HTTP/1.1", "host: test", "content-length: 1000", expect]);
        write!(stream, "{head}\r\n").expect("sent");
        let since = Instant::now();
        let answer = Answer::read(&mut stream);
        assert_eq!(answer.status, 401, "and not 100: the body is not asked for");
        assert!(since.elapsed() < Duration::from_secs(5));
    }
}

#[test]
fn a_browser_asks_its_reader_for_the_key() {
    use base64::prelude::{BASE64_STANDARD, Engine};
    let (desk, stored) = key("desk");
    let service = Process::start(&[], &[("STORYMERGE_API_KEYS", &stored)]);
    let refused = service.app.get("/");
    assert_eq!(
        (refused.status, refused.header("www-authenticate")),
        (401, "Basic realm=\"storymerge\", charset=\"UTF-8\"")
    );
    assert_eq!(service.app.get("/page.css").status, 200);
    let secret = desk.strip_prefix("Bearer ").unwrap_or(&desk);
    let sent = |password: &str| {
        format!("authorization: Basic {}", BASE64_STANDARD.encode(format!("anybody:{password}")))
    };
    assert_eq!(service.app.send(&["GET / HTTP/1.1", &sent(secret)], b"").status, 200);
    assert_eq!(service.app.send(&["GET / HTTP/1.1", &sent("guess")], b"").status, 401);
    // Programs name their key.
    assert_eq!(service.app.send(&["GET /metrics HTTP/1.1", &sent(secret)], b"").status, 401);
}

#[test]
fn the_log_names_the_key_and_does_not_hold_it() {
    let (desk, stored) = key("desk");
    let (other, _) = key("other");
    let service = Process::start(&[], &[("STORYMERGE_API_KEYS", &stored)]);
    assert_eq!(merge(&service.app, &desk).status, 200);
    assert_eq!(merge(&service.app, &other).status, 401);
    let mut log = service.log_until("\"status\":200");
    assert!(log.last().is_some_and(|line| line.contains(r#""key":"desk""#)), "{log:#?}");
    log.extend(service.log_until("\"status\":401"));
    assert!(log.last().is_some_and(|line| !line.contains("\"key\"")), "{log:#?}");
    let log = log.concat();
    let digest = stored.split_once(':').expect("name:sha256").1;
    for secret in [&desk[8..], &other[9..], digest] {
        assert!(!log.contains(secret), "{log}");
    }
}

#[test]
fn an_open_address_is_refused_without_a_key() {
    for address in ["0.0.0.0:0", "[::]:0"] {
        let ended = run(&["serve", "--listen", address], &[]);
        assert_eq!(ended.status, Some(1), "{ended:?}");
        assert!(ended.err.contains("no API key is set") && ended.err.contains("--insecure"), "{}", ended.err);
    }
    let (_, stored) = key("desk");
    for variable in [("STORYMERGE_INSECURE", "true"), ("STORYMERGE_API_KEYS", &stored)] {
        let checked = run(&["config", "check", "--listen", "0.0.0.0:0"], &[variable]);
        assert_eq!(checked.status, Some(0), "{checked:?}");
    }
    let ended = run(&["serve", "--listen", "0.0.0.0:0"], &[("STORYMERGE_INSECURE", "false")]);
    assert_eq!(ended.status, Some(1), "{ended:?}");
}

#[test]
fn a_broken_store_of_keys_stops_the_start() {
    let (_, desk) = key("desk");
    let (_, again) = key("desk");
    for (name, text, expected) in [
        ("hex", format!("# keys\n{desk}\nwire:12"), "keys-hex, line 3: what follows wire: is no SHA-256"),
        ("twice", format!("{desk}\n{again}\n"), "keys-twice, line 2: a key named desk is there already"),
        (
            "same",
            format!("{desk}\n{}\n", desk.replace("desk", "wire")),
            "line 2: wire is the same key as desk",
        ),
        ("key", create("desk").expect("chance"), "keys-key, line 1: a key is stored as name:sha256"),
        ("swapped", format!("{}:desk", create("desk").expect("chance")), "line 1: a key's name has"),
        ("none", "# all revoked\n".to_owned(), "keys-none holds no key"),
    ] {
        let path = file(name, &text);
        let ended = run(&["serve", "--api-keys-file", path.to_str().expect("UTF-8")], &[]);
        assert_eq!(ended.status, Some(1), "{ended:?}");
        assert!(ended.err.contains(expected), "{expected}: {}", ended.err);
        let secret = text.rsplit('_').next().expect("one part").trim_end_matches(":desk");
        assert!(!ended.err.contains(secret), "{}", ended.err);
    }
    let ended = run(&["serve", "--api-keys-file", "/nowhere/keys"], &[]);
    assert!(ended.err.contains("/nowhere/keys cannot be read"), "{}", ended.err);
}

#[test]
fn a_quota_is_told_and_kept_for_each_key() {
    let (desk, stored_desk) = key("desk");
    let (wire, stored_wire) = key("wire");
    let list = format!("{stored_desk},{stored_wire}");
    let app = TestApp::start(&["--api-keys", &list, "--rate-limit", "2/1h"]);
    for left in ["1", "0"] {
        let answer = merge(&app, &desk);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("ratelimit-policy"), r#""default";q=2;w=3600"#);
        assert!(answer.header("ratelimit").starts_with(&format!(r#""default";r={left};t=3"#)));
        assert_eq!(answer.header("retry-after"), "");
    }
    let over = merge(&app, &desk);
    check(&app, &over, 429, "rate-limited", "2 requests in 3600 s");
    assert_eq!(over.problem()["violated-policies"], serde_json::json!(["default"]));
    let wait: u64 = over.header("retry-after").parse().expect("seconds");
    assert!((3500..=3600).contains(&wait));
    assert_eq!(over.header("ratelimit"), format!(r#""default";r=0;t={wait}"#));
    assert_eq!(merge(&app, &wire).status, 200, "another key has its own quota");
    assert_eq!(get(&app, "/metrics", &format!("Bearer {desk}")).status, 200, "not counted");
    assert_eq!(app.get("/v1/merge").header("ratelimit"), "", "a stranger has no quota");
}

#[test]
fn without_keys_all_clients_share_a_quota() {
    let app = TestApp::start(&["--rate-limit", "1/2s"]);
    assert_eq!(app.get("/v1/nothing").status, 404);
    check(&app, &app.get("/v1/nothing"), 429, "rate-limited", "the next in ");
    std::thread::sleep(Duration::from_millis(2100));
    assert_eq!(app.get("/v1/nothing").status, 404);
    let unlimited = TestApp::start(&[]);
    assert_eq!(unlimited.post_json("/v1/merge", TWO_ARTICLES).header("ratelimit-policy"), "");
}
