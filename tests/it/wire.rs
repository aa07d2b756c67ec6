//! The wire as a client of the library meets it: bytes in, articles and answers out.

use storymerge::engine::{self, Options};
use storymerge::wire::request::MergeRequest;
use storymerge::wire::{self, Invalid, Offsets, verify};

fn request(body: &str) -> Result<(Vec<engine::article::Article>, Options), Invalid> {
    wire::parse::<MergeRequest>(body.as_bytes())?.into_engine()
}

/// Pointer and detail of each fault.
fn check_refused(body: &str, expected: &[(&str, &str)]) {
    let refused = request(body).expect_err("the body is faulty");
    let faults: Vec<_> = refused.errors.iter().map(|e| (e.pointer.as_str(), e.detail.as_str())).collect();
    assert_eq!(faults, expected);
}

#[test]
fn every_faulty_value_is_told_at_once() {
    check_refused(
        r#"{"articles": [{"text": ""}, {"id": "x"}, {"text": "y", "lang": "??"}], "options": {"same": [["", "b"]]}}"#,
        &[
            ("/articles/0/text", "is empty"),
            ("/articles/1/text", "is required"),
            ("/articles/2/lang", "`??` is not a language code such as `en` or `pt-BR`"),
            ("/options/same/0/0", "is empty"),
        ],
    );
}

#[test]
fn a_misspelt_option_is_refused() {
    check_refused(
        r#"{"articles": [{"text": "x"}], "options": {"samee": []}}"#,
        &[("/options/samee", "unknown field `samee`, expected one of `house_style`, `same`, `not_same`")],
    );
}

#[test]
fn deep_and_broken_bodies_are_refused() {
    let deep = "[".repeat(100_000);
    for body in
        ["", "null", "[]", "\"x\"", "{\"articles\": null}", "{\"articles\": [\"\\ud800\"]}", deep.as_str()]
    {
        assert!(request(body).is_err(), "{}", &body[..body.len().min(40)]);
    }
}

#[test]
fn an_answer_proves_itself_in_every_unit() {
    let text = "🚢 A cafe\u{301} owner saw the ferry burn on Monday. Two people were hurt, police said.";
    let body = serde_json::json!({"articles": [{"text": text, "title": "🚢 Fire"}, {"text": "Two people were hurt, police said."}]});
    let (articles, options) = request(&body.to_string()).expect("the body is good");
    let merge = engine::merge(&articles, &options);
    for offsets in Offsets::ALL {
        let answer = serde_json::to_value(wire::merge(&merge, &articles, offsets)).expect("answers are JSON");
        let checks = verify::answer(&answer, &articles, offsets);
        let faults: Vec<_> = checks.iter().filter(|check| check.detail.is_some()).collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
}
