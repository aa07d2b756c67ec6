//! The service from a client's side: answers, and refusals that name their place.

use crate::app::{TWO_ARTICLES, TestApp, check, lines};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{Read, Write};

#[test]
fn a_merge_is_answered() {
    let app = TestApp::start(&[]);
    let answer = app.post_json("/v1/merge", TWO_ARTICLES);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json");
    assert!(answer.json()["account"].is_array());
}

#[test]
fn a_value_on_each_line_is_answered_by_as_many_lines() {
    let app = TestApp::start(&[]);
    for (path, line) in [
        ("/v1/names/compare", r#"{"a": "J. Doe", "b": "Jane Doe", "kind": "person"}"#),
        ("/v1/compare", r#"{"a": "A ferry burned.", "b": "A ferry burned."}"#),
        ("/v1/sentences", r#"{"text": "A ferry burned. Nobody was hurt.", "lang": "en"}"#),
    ] {
        let one = app.post_json(path, line);
        assert_eq!(one.status, 200, "{path}: {}", one.text());
        assert_eq!(one.header("content-type"), "application/json");
        let lines = format!("{line}\r\n\n{line}");
        let both = app.post(path, "application/x-ndjson", lines);
        assert_eq!(both.status, 200, "{path}: {}", both.text());
        assert_eq!(both.header("content-type"), "application/x-ndjson");
        assert_eq!(both.text(), one.text().repeat(2), "{path}");
    }
}

#[test]
fn the_calls_about_texts_are_answered() {
    let app = TestApp::start(&[]);
    let text = "FERRY BURNS\n\nA ferry burned on Monday.";
    let from_text = app.post("/v1/extract", "text/plain; charset=utf-8", text);
    assert_eq!(from_text.status, 200, "{}", from_text.text());
    let as_json = serde_json::json!({"text": text}).to_string();
    let from_json = app.post_json("/v1/extract?offsets=utf16", &as_json);
    assert_eq!(from_json.text(), from_text.text());
    let found = app.post_json("/v1/duplicates", TWO_ARTICLES);
    assert!(found.json()["stories"].is_array(), "{}", found.text());
    let account = TWO_ARTICLES.replacen('{', r#"{"text": "The ferry burned.", "#, 1);
    let checked = app.post_json("/v1/verify", &account);
    assert_eq!(checked.status, 200, "{}", checked.text());
}

#[test]
fn a_wrong_body_is_refused_by_its_place() {
    let app = TestApp::start(&["--max-articles", "64"]);
    let many = format!(r#"{{"articles": [{}]}}"#, vec![r#"{"text": "x"}"#; 10_000].join(","));
    let long = format!(r#"{{"articles": [{{"text": "x"}}, {{"text": "{}"}}]}}"#, "x".repeat(1 << 21));
    let pair = |n_bytes: usize| format!(r#"{{"a": "x", "b": "{}"}}"#, "x".repeat(n_bytes));
    let (sentence, name) = (pair(4097), pair(1025));
    #[rustfmt::skip]
    let cases = [
        ("/v1/merge", "{\"articles\":\n [}", 400, "malformed-body", "line 2 column"),
        ("/v1/merge", "", 400, "malformed-body", "line 1"),
        ("/v1/merge", r#"{"articles": [{"txet": "x"}]}"#, 422, "invalid-request", "/articles/0/txet"),
        ("/v1/merge", r#"{"articles": [{"text": "x"}, {"text": 5}]}"#, 422, "invalid-request", "/articles/1/text"),
        ("/v1/merge", r#"{"articles": [{"text": "x"}, {"text": " "}]}"#, 422, "invalid-request", "/articles/1/text"),
        ("/v1/merge", r#"{"articles": []}"#, 422, "invalid-request", "/articles"),
        ("/v1/merge", "[]", 422, "invalid-request", "invalid"),
        ("/v1/merge", &many, 413, "too-many-articles", "/articles"),
        ("/v1/merge", &long, 413, "article-too-large", "/articles/1"),
        ("/v1/names/compare", r#"{"a": "x"}"#, 422, "invalid-request", "/b"),
        ("/v1/compare", r#"{"a": "x", "b": ""}"#, 422, "invalid-request", "/b"),
        ("/v1/compare", &sentence, 422, "invalid-request", "/b: has 4097 bytes, at most 4096 are taken"),
        ("/v1/names/compare", &name, 422, "invalid-request", "/b: has 1025 bytes, at most 1024 are taken"),
        ("/v1/sentences", r#"{"text": 1}"#, 422, "invalid-request", "/text"),
        ("/v1/extract", r#"{"text": ""}"#, 422, "invalid-request", r#""/text""#),
        ("/v1/duplicates", r#"{"articles": [], "options": {}}"#, 422, "invalid-request", "/options"),
        ("/v1/verify", r#"{"articles": [{"text": "x"}]}"#, 422, "invalid-request", "/text"),
    ];
    for (path, body, status, kind, place) in cases {
        check(&app, &app.post_json(path, body), status, kind, place);
    }
}

#[test]
fn the_document_says_which_bodies_are_taken() {
    let document: Value = serde_json::from_str(&storymerge::http::openapi_json()).expect("JSON");
    let schema = |pointer: &str| document.pointer(&format!("/components/schemas/{pointer}")).expect(pointer);
    // Of the ways to give an article or an account, one is chosen.
    for (name, ways) in [("ArticleIn", [["text"], ["html"]]), ("VerifyRequest", [["text"], ["answer"]])] {
        for (n, [given]) in ways.into_iter().enumerate() {
            let required = schema(&format!("{name}/oneOf/{n}/required")).as_array().expect("a list");
            assert!(required.iter().any(|field| field == given), "{name}: {required:?}");
        }
    }
    for (place, expected) in [
        ("SentencePair/properties/a/maxLength", 4096),
        ("NamePair/properties/b/maxLength", 1024),
        ("MergeForm/properties/article/anyOf/0/minItems", 1),
        ("MergeRequest/properties/articles/minItems", 1),
    ] {
        assert_eq!(schema(place), expected, "{place}");
    }
    assert_eq!(schema("MergeForm/additionalProperties"), false);
}

#[test]
fn a_wrong_line_is_refused_by_its_number() {
    let app = TestApp::start(&[]);
    let body = "{\"a\": \"x\", \"b\": \"\"}\n\n{\"a\": \"x\", \"b\": ";
    let answer = app.post("/v1/compare", "application/x-ndjson", body);
    check(&app, &answer, 422, "invalid-request", "line 1: /b");
    let answer = app.post("/v1/compare", "application/x-ndjson", &body[20..]);
    check(&app, &answer, 400, "malformed-body", "line 2: ");
}

#[test]
fn a_wrong_address_method_type_or_parameter_is_refused() {
    let app = TestApp::start(&[]);
    check(&app, &app.get("/v1/nothing"), 404, "not-found", "/openapi");
    check(&app, &app.get("/v1/merge/"), 404, "not-found", "/openapi");
    check(&app, &app.get("/problems/none"), 404, "not-found", "name");

    let answer = app.get("/v1/merge");
    check(&app, &answer, 405, "method-not-allowed", "Allow");
    assert_eq!(answer.header("allow"), "POST, OPTIONS");
    let answer = app.send(&["DELETE /livez HTTP/1.1"], b"");
    check(&app, &answer, 405, "method-not-allowed", "Allow");
    assert_eq!(answer.header("allow"), "GET, HEAD, OPTIONS");

    let answer = app.post("/v1/merge", "image/png", "PNG");
    check(&app, &answer, 415, "unsupported-media-type", "multipart");
    let accepted =
        "application/json, multipart/form-data, application/x-ndjson, text/plain, text/html, application/xml";
    assert_eq!(answer.header("accept-post"), accepted);
    let head = ["POST /v1/merge HTTP/1.1", "content-encoding: compress", "content-length: 2"];
    let answer = app.send(&head, b"{}");
    check(&app, &answer, 415, "unsupported-media-type", "compressed");
    assert_eq!(answer.header("accept-encoding"), "gzip, deflate, br, zstd, identity");

    let wrong = "/v1/merge?formt=json&offsets=bytes&offsets=bytes";
    let answer = app.post_json(wrong, TWO_ARTICLES);
    check(&app, &answer, 400, "invalid-parameter", "?formt");
    assert_eq!(answer.problem()["errors"][1]["pointer"], "?offsets");
    let answer = app.post_json("/v1/merge?offsets=words", TWO_ARTICLES);
    check(&app, &answer, 400, "invalid-parameter", "utf16");
    let answer = app.get("/livez?verbose");
    check(&app, &answer, 400, "invalid-parameter", "?verbose");
}

#[test]
fn json_is_known_by_its_brace_when_curl_calls_it_a_form() {
    let app = TestApp::start(&[]);
    let content_type = "application/x-www-form-urlencoded";
    let answer = app.post("/v1/merge", content_type, TWO_ARTICLES);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let marked = format!("\u{feff}{TWO_ARTICLES}");
    assert_eq!(app.post_json("/v1/merge", &marked).status, 200);
    let head = format!("content-length: {}", TWO_ARTICLES.len());
    let untyped = app.send(&["POST /v1/merge HTTP/1.1", &head], TWO_ARTICLES.as_bytes());
    assert_eq!(untyped.status, 200);
}

#[test]
fn files_are_merged_as_a_form() {
    let app = TestApp::start(&[]);
    let post = |parts: &[(&str, &str)]| {
        let mut body = String::new();
        for (head, content) in parts {
            body += &format!("--b\r\ncontent-disposition: form-data; {head}\r\n\r\n{content}\r\n");
        }
        body += "--b--\r\n";
        app.post("/v1/merge", "multipart/form-data; boundary=b", body)
    };
    let text = ("name=\"article\"; filename=\"a.txt\"", "A ferry burned.");
    let json = ("name=\"article\"; filename=\"b.json\"", r#"{"text": "The ferry burned."}"#);
    let options = ("name=\"options\"", r#"{"same": [["ferry", "boat"]]}"#);
    let answer = post(&[text, json, options]);
    assert_eq!(answer.status, 200, "{}", answer.text());

    let cases = [
        (("name=\"artikel\"", "x"), 422, "invalid-request", "artikel"),
        (("name=\"options\"", "{"), 400, "malformed-body", "/options"),
        (("name=\"options\"", r#"{"sam": []}"#), 422, "invalid-request", "/options/sam"),
        (
            ("name=\"article\"; filename=\"c.json\"", r#"{"txt": "x"}"#),
            422,
            "invalid-request",
            "/articles/1/txt",
        ),
        (("name=\"article\"", " "), 422, "invalid-request", "/articles/1/text"),
    ];
    for (part, status, kind, place) in cases {
        check(&app, &post(&[text, part]), status, kind, place);
    }
    check(&app, &post(&[]), 422, "invalid-request", "/articles");
    let no_form = app.post("/v1/merge", "multipart/form-data; boundary=b", "x");
    check(&app, &no_form, 400, "malformed-body", "");
    let no_boundary = app.post("/v1/merge", "multipart/form-data", "x");
    check(&app, &no_boundary, 400, "malformed-body", "boundary");
    check(&app, &post(&[text, ("name=\"arti\u{1}cle\"", "x")]), 400, "malformed-body", "part 2 of the form");
    let broken_off = "--b\r\ncontent-disposition: form-data; name=\"article\"\r\n\r\nA ferry burned.";
    let broken_off = app.post("/v1/merge", "multipart/form-data; boundary=b", broken_off);
    check(&app, &broken_off, 400, "malformed-body", "part 1 of the form is not whole");
}

#[test]
fn the_answer_comes_in_the_format_that_is_asked_for() {
    let app = TestApp::start(&[]);
    let post = |path: &str, accept: &str| {
        let head = [
            format!("POST {path} HTTP/1.1"),
            format!("accept: {accept}"),
            format!("content-length: {}", TWO_ARTICLES.len()),
        ];
        let head = head.each_ref().map(String::as_str);
        app.send(&head, TWO_ARTICLES.as_bytes())
    };
    for (query, accept, expected) in [
        ("", "*/*", "application/json"),
        ("", "text/markdown", "text/markdown; charset=utf-8"),
        ("", "text/html,*/*;q=0.1", "text/html; charset=utf-8"),
        ("?format=text", "text/html", "text/plain; charset=utf-8"),
    ] {
        let answer = post(&format!("/v1/merge{query}"), accept);
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.header("content-type"), expected);
    }
    let refused = post("/v1/merge", "image/png");
    check(&app, &refused, 406, "not-acceptable", "text/markdown");
    let refused = post("/v1/duplicates", "text/html");
    check(&app, &refused, 406, "not-acceptable", "application/json");
    let unknown = post("/v1/merge?format=pdf", "*/*");
    check(&app, &unknown, 400, "invalid-parameter", "markdown");
}

#[test]
fn a_request_id_is_echoed_or_made() {
    let app = TestApp::start(&[]);
    let sent = app.send(&["GET /nowhere HTTP/1.1", "x-request-id: desk-7.b_2"], b"");
    assert_eq!(sent.problem()["request_id"], "desk-7.b_2");
    let forged = app.send(&["GET /livez HTTP/1.1", "x-request-id: a b"], b"");
    let made = forged.header("x-request-id");
    assert_eq!(made.len(), 36, "{made}");
}

#[test]
fn answers_carry_the_security_headers_and_head_is_get() {
    let app = TestApp::start(&[]);
    for answer in [app.get("/livez"), app.get("/nowhere"), app.post_json("/v1/merge", TWO_ARTICLES)] {
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"));
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let mut stream = app.connect();
    let head = lines(&["HEAD /livez HTTP/1.1", "host: test", "connection: close"]);
    write!(stream, "{head}\r\n").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an end");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains(&format!("content-length: {}", app.get("/livez").body.len())));
    assert!(answer.ends_with("\r\n\r\n"), "no body: {answer}");
}

#[test]
fn measurements_are_by_route_template() {
    let app = TestApp::start(&[]);
    app.post_json("/v1/merge", TWO_ARTICLES);
    app.get("/v1/secret-path");
    app.get("/problems/busy");
    let answer = app.get("/metrics");
    assert_eq!(answer.status, 200);
    let text = answer.text();
    for expected in [
        r#"http_server_request_duration_seconds_bucket{method="POST",route="/v1/merge",status="200",le="#,
        r#"route="/problems/{name}""#,
        r#"route="unmatched""#,
        "storymerge_merges_total",
        "storymerge_articles_total",
        "storymerge_merge_seconds_count",
        "storymerge_build_info{version=",
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
    assert!(!text.contains("secret-path"));
}

#[test]
fn every_route_is_in_the_openapi_document() {
    let app = TestApp::start(&[]);
    let answer = app.get("/openapi.json");
    assert_eq!(answer.text(), storymerge::http::openapi_json());
    let document = answer.json();
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().expect("an object");
    let documented: BTreeSet<&str> = paths.keys().map(String::as_str).collect();
    let expected = BTreeSet::from([
        "/livez",
        "/metrics",
        "/openapi.json",
        "/problems/{name}",
        "/readyz",
        "/v1/compare",
        "/v1/duplicates",
        "/v1/extract",
        "/v1/merge",
        "/v1/names/compare",
        "/v1/sentences",
        "/v1/verify",
    ]);
    assert_eq!(documented, expected);
    for (path, item) in paths {
        let post = item.get("post");
        let method = if post.is_some() { "post" } else { "get" };
        let operation = &item[method];
        assert!(operation["summary"].is_string(), "{path}");
        let wrong_method = if post.is_some() { "GET" } else { "POST" };
        let answer = app.send(&[&format!("{wrong_method} {path} HTTP/1.1")], b"");
        assert_eq!(answer.status, 405, "{path} is documented but not served");
        if post.is_some() {
            let responses = operation["responses"].as_object().expect("an object");
            let statuses: Vec<_> = responses.keys().collect();
            assert_eq!(
                statuses,
                ["200", "400", "401", "406", "408", "413", "415", "422", "429", "500", "503"]
            );
        }
    }
    check_references(&document, &document);
    assert_eq!(document["components"]["securitySchemes"]["key"]["scheme"], "bearer");
    for (path, item) in paths {
        let operation = item.get("post").unwrap_or(&item["get"]);
        let is_open = !path.starts_with("/v1/") && path != "/metrics";
        assert_eq!(operation["security"].is_null(), is_open, "{path}");
        assert_eq!(operation["responses"]["401"].is_null(), is_open, "{path}");
    }
}

/// Every `$ref` of the document leads somewhere.
fn check_references(node: &serde_json::Value, document: &serde_json::Value) {
    if let Some(reference) = node["$ref"].as_str() {
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
    match node {
        serde_json::Value::Object(fields) => fields.values().for_each(|v| check_references(v, document)),
        serde_json::Value::Array(items) => items.iter().for_each(|v| check_references(v, document)),
        _ => {}
    }
}

#[test]
fn every_problem_type_can_be_looked_up() {
    let app = TestApp::start(&[]);
    let kind = app.get("/nowhere").problem()["type"].clone();
    let answer = app.get(kind.as_str().expect("a path"));
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["status"], 404);
}
