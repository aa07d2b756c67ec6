//! What an operator sees of settings: `config check`, and the commands that make keys.

use crate::process::run;
use std::io::Write;
use std::process::{Command, Stdio};

/// The line of a setting, with single blanks.
fn line(out: &str, name: &str) -> String {
    let line = out.lines().find(|line| line.split_whitespace().next() == Some(name));
    let line = line.unwrap_or_else(|| panic!("{name} is not in\n{out}"));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn settings_are_shown_with_where_they_come_from() {
    let digest = "ab".repeat(32);
    let checked = run(
        &["config", "check", "--max-articles", "9", "--rate-limit", "100/1m"],
        &[
            ("STORYMERGE_MAX_ARTICLES", "5"),
            ("STORYMERGE_MAX_BODY_BYTES", "1MiB"),
            ("STORYMERGE_API_KEYS", &format!("desk:{digest},wire:{}", "cd".repeat(32))),
            ("PORT", "81"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "token=very-secret"),
            ("OTEL_SERVICE_NAME", "merge"),
            ("HOME", "/nowhere"),
        ],
    );
    assert_eq!((checked.status, checked.err.as_str()), (Some(0), ""));
    for expected in [
        "listen 127.0.0.1:81 PORT",
        "max-articles 9 flag",
        "max-body-bytes 1MiB STORYMERGE_MAX_BODY_BYTES",
        "max-unpacked-bytes 32MiB default",
        "rate-limit 100/1m flag",
        "insecure false default",
        "api-keys desk, wire (secret) STORYMERGE_API_KEYS",
        "api-keys-file none default",
        "OTEL_EXPORTER_OTLP_HEADERS (secret) OTEL_EXPORTER_OTLP_HEADERS",
        "OTEL_SERVICE_NAME merge OTEL_SERVICE_NAME",
    ] {
        let name = expected.split(' ').next().expect("a name");
        assert_eq!(line(&checked.out, name), expected);
    }
    for secret in [digest.as_str(), "very-secret", "HOME"] {
        assert!(!checked.out.contains(secret), "{}", checked.out);
    }
}

#[test]
fn a_fault_is_told_as_serve_tells_it() {
    for (arguments, variable, status, expected) in [
        (&["--max-articles", "many"][..], ("A", "b"), 2, "--max-articles"),
        (&[], ("STORYMERGE_MAX_HEADERS", "0"), 1, "STORYMERGE_MAX_HEADERS is 0"),
        (&[], ("STORYMERGE_MAX_HAEDERS", "1"), 1, "unknown environment variable STORYMERGE_MAX_HAEDERS"),
        (&["--listen", "0.0.0.0:80"], ("A", "b"), 1, "no API key is set"),
        (&[], ("STORYMERGE_API_KEYS", ""), 1, "holds no key"),
        (&[], ("STORYMERGE_INSECURE", "perhaps"), 2, "--insecure"),
    ] {
        let outcomes = [&["config", "check"][..], &["serve"]].map(|command| {
            let ended = run(&[command, arguments].concat(), &[variable]);
            assert_eq!((ended.status, ended.out.as_str()), (Some(status), ""), "{arguments:?} {ended:?}");
            assert!(ended.err.contains(expected), "{expected}: {}", ended.err);
            ended.err.lines().next().map(str::to_owned)
        });
        assert_eq!(outcomes[0], outcomes[1]);
    }
}

#[test]
fn a_key_is_shown_once_with_the_line_to_store() {
    let made = run(&["keys", "create", "desk"], &[]);
    assert_eq!((made.status, made.err.as_str()), (Some(0), ""));
    let (key, stored) = made.out.trim_end().split_once('\n').expect("two lines");
    let secret = key.strip_prefix("sm_desk_").expect("its name is in it");
    assert!(secret.len() == 64 && secret.bytes().all(|b| b.is_ascii_hexdigit()), "{key}");
    assert_eq!(hash("desk", &format!("{key}\n")), (true, format!("{stored}\n")));
    assert_ne!(run(&["keys", "create", "desk"], &[]).out, made.out);

    let refused = run(&["keys", "create", "the desk"], &[]);
    assert_eq!((refused.status, refused.out.as_str()), (Some(1), ""));
    assert!(refused.err.contains("a key's name has 1 to 64 letters"), "{}", refused.err);
    for wrong in ["", "two words", "caf\u{e9}"] {
        assert_eq!(hash("desk", wrong), (false, String::new()), "{wrong:?}");
    }
    assert_eq!(run(&["keys"], &[]).status, Some(2));
}

fn hash(name: &str, key: &str) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_storymerge"));
    command.args(["keys", "hash", name]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("it is piped").write_all(key.as_bytes()).expect("it listens");
    let output = child.wait_with_output().expect("the program ends");
    (output.status.success(), String::from_utf8(output.stdout).expect("UTF-8"))
}
