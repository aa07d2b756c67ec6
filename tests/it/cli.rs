//! The program as a shell meets it.

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A directory of its own for each test, with the files given to it.
struct Shell {
    directory: PathBuf,
}

/// What a command left behind.
struct Done {
    status: Option<i32>,
    out: String,
    err: String,
}

impl Shell {
    fn with(test: &str, files: &[(&str, &[u8])]) -> Shell {
        let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
        // Left over from an earlier run, if there is one.
        let _ = fs::remove_dir_all(&directory);
        fs::create_dir_all(&directory).expect("the directory for tests can be written");
        for (name, bytes) in files {
            fs::write(directory.join(name), bytes).expect("the directory for tests can be written");
        }
        Shell { directory }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_storymerge"));
        command.args(arguments).current_dir(&self.directory);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str], input: &str) -> Done {
        let mut child = self.command(arguments).spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("it is piped");
        // A program that refuses its arguments does not wait for its input.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        Done {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }
}

/// That the command is refused with status 1 and these lines, and prints nothing.
fn check_refused(shell: &Shell, arguments: &[&str], input: &str, expected: &str) {
    let done = shell.run(arguments, input);
    assert_eq!(done.err, expected, "{arguments:?}");
    assert_eq!((done.status, done.out.as_str()), (Some(1), ""), "{arguments:?}");
}

const FERRY: &[u8] = b"A ferry caught fire on Monday. Two people were hurt, police said.";

#[test]
fn an_account_comes_in_every_form() {
    let shell = Shell::with("forms", &[("one.txt", FERRY), ("two.txt", FERRY)]);
    for (format, begins) in [
        ("json", "{\"engine\":{\"version\":\""),
        ("html", "<article>"),
        ("jsonld", "{\"@context\":"),
        ("markdown", ""),
        ("text", ""),
    ] {
        let done = shell.run(&["merge", "--format", format, "one.txt", "two.txt"], "");
        assert_eq!((done.status, done.err.as_str()), (Some(0), ""), "{format}");
        assert!(done.out.starts_with(begins), "{format}: {}", done.out);
        assert!(!done.out.contains('\u{1b}'), "no colours in a pipe");
    }
}

#[test]
fn articles_of_all_files_are_put_together() {
    let shell = Shell::with(
        "together",
        &[
            ("one.txt", FERRY),
            ("list.json", br#"[{"text": "A ferry burnt."}, {"text": "A ferry burnt.", "id": "one"}]"#),
            (
                "request.json",
                br#"{"articles": [{"text": "A ferry burnt.", "url": "https://www.a.example/x"}]}"#,
            ),
        ],
    );
    let files = ["duplicates", "one.txt", "list.json", "request.json", "-"];
    let done = shell.run(&files, r#"{"text": "A ferry burnt.", "id": "last"}"#);
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    let answer: Value = serde_json::from_str(&done.out).expect("JSON");
    let stories = answer["stories"].as_array().expect("a list");
    let mut ids: Vec<&str> =
        stories.iter().flat_map(|s| s.as_array().expect("a list")).filter_map(Value::as_str).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["a2", "a4", "last", "one", "one-2"]);
}

#[test]
fn a_file_that_cannot_be_used_is_named() {
    let shell = Shell::with(
        "refused",
        &[
            ("latin.json", b"{\"text\": \"caf\xe9\"}"),
            ("blank.txt", b" \n"),
            ("page.html", b"<p></p>"),
            ("bomb.xml", b"<!DOCTYPE nitf [<!ENTITY a \"b\">]><nitf/>"),
            ("picture.json", br#"{"uri": "urn:x:1", "type": "picture", "headline": "A ferry"}"#),
            ("broken.json", b"{\"articles\": [\n{\"text\": }]}"),
            ("typo.json", br#"{"articles": [{"text": "x"}, {"txet": "y"}]}"#),
            ("values.json", br#"[{"text": "x", "published_at": "soon"}, {"id": "b"}]"#),
            ("empty.json", br#"{"articles": []}"#),
            ("good.txt", FERRY),
        ],
    );
    let merge =
        |file: &str, expected: &str| check_refused(&shell, &["merge", "good.txt", file], "", expected);
    merge("latin.json", "storymerge: latin.json: is not UTF-8: byte 13 is 0xe9\n");
    merge("blank.txt", "storymerge: blank.txt: the text is empty\n");
    merge("page.html", "storymerge: page.html: the text is empty\n");
    merge("picture.json", "storymerge: picture.json: is of type picture, not a text\n");
    merge(
        "bomb.xml",
        "storymerge: bomb.xml: cannot be read as XML: line 1, byte 0: its DOCTYPE defines things of its own, such as entities; that is not read\n",
    );
    merge("broken.json", "storymerge: broken.json: is not JSON: expected value at line 2 column 10\n");
    merge(
        "typo.json",
        "storymerge: typo.json: /articles/1/txet: unknown field `txet`, expected one of `id`, `source`, `url`, `title`, `text`, `html`, `published_at`, `lang`\n",
    );
    merge(
        "values.json",
        "storymerge: values.json: /0/published_at: `soon` is no time that can be read; write a date (2024-01-10) or a time with its offset (2024-01-10T08:00:00Z)\n\
         storymerge: values.json: /1/text: is required\n",
    );
    merge("empty.json", "storymerge: empty.json: /articles: holds no article\n");
    let done = shell.run(&["merge", "missing.txt"], "");
    assert_eq!(done.status, Some(1));
    assert!(done.err.starts_with("storymerge: missing.txt: cannot be read: "), "{}", done.err);
    check_refused(&shell, &["merge", "-", "-"], "", "storymerge: standard input can be read once only\n");
}

#[test]
fn wrong_usage_is_status_two() {
    let shell = Shell::with("usage", &[("one.txt", FERRY)]);
    for arguments in [
        &[][..],
        &["merge"],
        &["merge", "--format", "pdf", "one.txt"],
        &["merge", "--house-style", "Chang", "one.txt"],
        &["verify", "one.txt"],
        &["verify", "--text", "one.txt", "--answer", "one.txt", "one.txt"],
        &["mrege", "one.txt"],
    ] {
        let done = shell.run(arguments, "");
        assert_eq!((done.status, done.out.as_str()), (Some(2), ""), "{arguments:?}");
    }
    let done = shell.run(&["merge", "--format", "pdf", "one.txt"], "");
    assert!(done.err.contains("[possible values: json, text, markdown, html, jsonld]"), "{}", done.err);
}

#[test]
fn an_account_can_go_to_a_file() {
    let shell = Shell::with("out", &[("one.txt", FERRY)]);
    let done = shell.run(&["merge", "--format", "json", "--out", "account.json", "one.txt"], "");
    assert_eq!((done.status, done.out.as_str()), (Some(0), ""));
    let written = fs::read_to_string(shell.directory.join("account.json")).expect("it was written");
    assert_eq!(written, shell.run(&["merge", "--format", "json", "one.txt"], "").out);
}

#[test]
fn pairs_are_answered_line_by_line() {
    let shell = Shell::with("lines", &[]);
    let pair = r#"{"a": "Jang Ho-jin", "b": "Jang Ho-jin", "kind": "person"}"#;
    for command in ["names", "compare"] {
        let pair =
            if command == "names" { pair.to_owned() } else { pair.replace(", \"kind\": \"person\"", "") };
        let done = shell.run(&[command, "-"], &format!("{pair}\n\n{pair}"));
        assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
        let answers: Vec<Value> =
            done.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(answers.len(), 2);
        assert!(answers.iter().all(|answer| answer["same"] == true), "{answers:?}");
    }
}

#[test]
fn a_sentence_is_answered_before_the_next_is_sent() {
    let shell = Shell::with("interactive", &[]);
    let mut child =
        shell.command(&["sentences", "-", "--offsets", "utf16"]).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let mut answers = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    for _ in 0..2 {
        writeln!(stdin, r#"{{"text": "🚢 burns."}}"#).expect("it listens");
        let answer = answers.next().expect("an answer").expect("UTF-8");
        assert_eq!(answer, r#"{"sentences":[{"start":0,"end":9,"exact":"🚢 burns."}]}"#);
    }
    drop(stdin);
    assert!(child.wait().expect("the program ends").success());
}

#[test]
fn a_bad_line_is_named_after_the_good_ones_are_answered() {
    let shell =
        Shell::with("bad-line", &[("pairs.jsonl", b"{\"a\": \"x\", \"b\": \"x\"}\n{\"a\": \"x\"}\n")]);
    let done = shell.run(&["names", "pairs.jsonl"], "");
    assert_eq!(done.status, Some(1));
    assert_eq!(done.out.lines().count(), 1);
    assert_eq!(done.err, "storymerge: pairs.jsonl: line 2: /b: is required\n");
    check_refused(
        &shell,
        &["compare", "-"],
        "{\"a\": ]\n",
        "storymerge: standard input: line 1, column 7: is not JSON: expected value\n",
    );
    check_refused(
        &shell,
        &["names", "-"],
        "{\"a\": \"x\", \"b\": \"y\", \"kind\": \"ship\"}\n",
        "storymerge: standard input: line 1: /kind: unknown variant `ship`, expected one of `person`, `place`, `organisation`, `office`, `other`\n",
    );
}

#[test]
fn an_answer_is_proven_and_a_forged_one_is_not() {
    let shell = Shell::with("verify", &[("one.txt", FERRY), ("two.txt", FERRY)]);
    let made = shell.run(&["merge", "--format", "json", "one.txt", "two.txt"], "");
    let mut answer: Value = serde_json::from_str(&made.out).expect("JSON");
    let verified = |answer: &Value| {
        let done = shell.run(&["verify", "--answer", "-", "one.txt", "two.txt"], &answer.to_string());
        assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
        let checks: Vec<Value> = serde_json::from_str(&done.out).expect("a list");
        checks.into_iter().filter(|check| check["found"] != "exactly").collect::<Vec<_>>()
    };
    assert_eq!(verified(&answer), Vec::<Value>::new());
    answer["notes"] = serde_json::json!([{"locs": [{"article": "one", "part": "text", "start": 2, "end": 7, "exact": "barge"}]}]);
    let faults = verified(&answer);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0]["pointer"], "/notes/0/locs/0");
    assert_eq!(faults[0]["detail"], "`ferry` stands there");
}

#[test]
fn each_article_is_extracted_on_its_line() {
    let shell = Shell::with("extract", &[("one.txt", FERRY)]);
    let done = shell.run(
        &["extract", "one.txt", "-"],
        r#"{"text": "A ferry burnt.", "source": "Coast News", "published_at": "2024-01-10"}"#,
    );
    assert_eq!((done.status, done.err.as_str()), (Some(0), ""));
    let stories: Vec<Value> =
        done.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(stories.len(), 2);
    assert_eq!(stories[0]["source"], Value::Null);
    assert_eq!(stories[1]["source"], "Coast News");
    assert_eq!(stories[1]["published_at"], "2024-01-10");
}

#[test]
fn a_reader_that_leaves_early_is_no_fault() {
    let shell = Shell::with("pipe", &[]);
    let mut child = shell.command(&["sentences", "-"]).spawn().expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("it is piped");
    for _ in 0..100 {
        if stdin.write_all(b"{\"text\": \"A ferry burnt.\"}\n").is_err() {
            break;
        }
    }
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn health_of_a_service_that_is_not_there() {
    let shell = Shell::with("health", &[]);
    // Nothing listens on the port of discard.
    let done = shell.run(&["healthcheck", "--listen", "127.0.0.1:9"], "");
    assert_eq!(done.status, Some(1));
    assert!(done.err.starts_with("storymerge: no service at 127.0.0.1:9: "), "{}", done.err);
}

#[test]
fn help_is_a_manual_with_examples() {
    let shell = Shell::with("help", &[]);
    let done = shell.run(&["--help"], "");
    assert_eq!(done.status, Some(0));
    for command in [
        "merge",
        "extract",
        "duplicates",
        "verify",
        "names",
        "compare",
        "sentences",
        "serve",
        "keys",
        "config",
        "healthcheck",
        "openapi",
    ] {
        assert!(done.out.contains(&format!("\n  {command}")), "{command} in {}", done.out);
    }
    assert!(shell.run(&["merge", "--help"], "").out.contains("--house-style 'Chou En-lai=Zhou Enlai'"));
}

#[test]
fn an_opening_sentence_is_not_its_own_headline() {
    let shell = Shell::with("no-headline", &[("a.txt", b"A man left the town on Monday. He came back.")]);
    let told = |format: &str| shell.run(&["merge", "--format", format, "a.txt"], "").out;
    let text = told("text");
    assert_eq!(text.matches("A man left the town").count(), 1, "{text}");
    for (format, heading) in [("markdown", "# "), ("html", "<h1>")] {
        let out = told(format);
        assert!(!out.contains(heading) && out.contains("A man left the town"), "{format}: {out}");
    }
}
