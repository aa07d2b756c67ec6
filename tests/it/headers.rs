//! The header of each kind of answer, whole: a field that comes or goes is seen here.

use crate::app::{TWO_ARTICLES, TestApp};

/// What is on every answer besides its date, length and id, between the fields of its own.
fn expected(own: &[&str]) -> String {
    let all = [
        "cache-control: no-store",
        "connection: close",
        "content-security-policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "cross-origin-opener-policy: same-origin",
        "referrer-policy: no-referrer",
        "x-content-type-options: nosniff",
    ];
    let mut lines: Vec<String> = all.iter().chain(own).map(|line| format!("{line}\n")).collect();
    lines.sort();
    lines.concat()
}

const PROBLEM: &str = "content-type: application/problem+json";

#[test]
fn each_kind_of_answer_has_these_fields_and_no_others() {
    let app =
        TestApp::start(&["--max-header-bytes", "2KiB", "--max-body-bytes", "1000", "--rate-limit", "20/1h"]);
    let digest = "ab".repeat(32);
    let closed = TestApp::start(&["--api-keys", &format!("desk:{digest}")]);
    let policy = r#"ratelimit-policy: "default";q=20;w=3600"#;
    let send = |method: &str, path: &str, header: &str| {
        let head = [&format!("{method} {path} HTTP/1.1"), header];
        app.send(&head, b"")
    };
    let post = |query: &str| app.post_json(&format!("/v1/merge{query}"), TWO_ARTICLES);
    // The quota goes down with each counted request.
    let limited = |left: usize| format!(r#"ratelimit: "default";r={left};t=..."#);
    let own = "x-own: 1";
    for (what, answer, status, fields) in [
        ("json", post(""), 200, vec!["content-type: application/json", policy, &limited(19)]),
        (
            "page",
            post("?format=html"),
            200,
            vec!["content-type: text/html; charset=utf-8", policy, &limited(18)],
        ),
        ("ready", app.get("/readyz"), 200, vec!["content-type: application/json"]),
        ("head", send("HEAD", "/readyz", own), 200, vec!["content-type: application/json"]),
        ("metrics", app.get("/metrics"), 200, vec!["content-type: text/plain; version=0.0.4; charset=utf-8"]),
        (
            "options",
            send("OPTIONS", "/v1/merge", own),
            204,
            vec!["allow: POST, OPTIONS", policy, &limited(17)],
        ),
        ("options", send("OPTIONS", "/livez", own), 204, vec!["allow: GET, HEAD, OPTIONS"]),
        (
            "origin",
            send("GET", "/livez", "origin: https://other.example"),
            200,
            vec!["content-type: application/json"],
        ),
        ("slash", send("GET", "/v1/merge/", own), 404, vec![PROBLEM, policy, &limited(16)]),
        (
            "method",
            send("PUT", "/v1/merge", own),
            405,
            vec![PROBLEM, "allow: POST, OPTIONS", policy, &limited(15)],
        ),
        (
            "head of a call",
            send("HEAD", "/v1/merge", own),
            405,
            vec![PROBLEM, "allow: POST, OPTIONS", policy, &limited(14)],
        ),
        ("body", send("POST", "/v1/merge", "content-length: 1001"), 413, vec![PROBLEM, policy, &limited(13)]),
        ("field", app.post_json("/v1/merge", "{}"), 422, vec![PROBLEM, policy, &limited(12)]),
        ("host", send("GET", "/livez", "host: other"), 400, vec![PROBLEM]),
        ("long header", send("GET", "/livez", &format!("x: {}", "x".repeat(3000))), 431, vec![PROBLEM]),
        ("no request", send("GET /", "/livez", own), 400, vec![PROBLEM]),
        (
            "no key",
            closed.get("/v1/merge"),
            401,
            vec![PROBLEM, r#"www-authenticate: Bearer realm="storymerge""#],
        ),
    ] {
        assert_eq!(answer.status, status, "{what}");
        let seconds = answer.header("ratelimit").rsplit("t=").next().unwrap_or_default();
        let headers = answer.stable_headers();
        let headers =
            if seconds.is_empty() { headers } else { headers.replace(&format!("t={seconds}"), "t=...") };
        assert_eq!(headers, expected(&fields), "{what}");
        for header in ["x-request-id", "date"] {
            // What hyper cannot parse is answered below the place where the date is set.
            let is_bare = matches!(what, "long header" | "no request");
            assert!(is_bare && header == "date" || !answer.header(header).is_empty(), "{what}: {header}");
        }
    }
}
