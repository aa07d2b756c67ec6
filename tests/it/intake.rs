//! Articles in several formats through the command line and the service, as a newsroom sends them.

use crate::app::TestApp;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use std::io::Write;
use std::process::Command;

/// A file of `fixtures/intake/mixed`.
fn mixed(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/fixtures/intake/mixed/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a fixture")
}

/// Files as a form, each with the type that curl gives it.
fn form(files: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, content_type) in files {
        let head = format!(
            "--b\r\ncontent-disposition: form-data; name=\"article\"; filename=\"{name}\"\r\ncontent-type: {content_type}\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(mixed(name));
        body.extend(b"\r\n");
    }
    body.extend(b"--b--\r\n");
    body
}

/// Sources of the articles of an answer.
fn sources(answer: &Value) -> Vec<&str> {
    let articles = answer["articles"].as_array().expect("a list");
    articles.iter().filter_map(|article| article["source"].as_str()).collect()
}

const FOUR: [&str; 4] = ["page.html", "item.ninjs.json", "feed.xml", "story.txt"];

/// What every way in must give of the four files.
fn check_merged(answer: &Value) {
    assert_eq!(sources(answer), ["Harbour Daily", "Coast Wire", "Bay Radio", "story"]);
    let page = &answer["articles"][0];
    assert_eq!((page["lang"].as_str(), page["byline"].as_str()), (Some("en"), Some("Nell Askew")));
    let text = page["text"].as_str().expect("a page's text is in the answer");
    assert!(text.contains("Sheep on the runway") && !text.contains("color: black"), "{text}");
    for segment in page["segments"].as_array().expect("a list") {
        let (start, end) =
            (segment["start"].as_u64().expect("a number"), segment["end"].as_u64().expect("a number"));
        let there: String = match segment["part"].as_str() {
            Some("text") => text.chars().skip(start as usize).take((end - start) as usize).collect(),
            _ => continue,
        };
        assert_eq!(there, segment["exact"].as_str().expect("a string"));
    }
    let account = answer["account"].to_string();
    assert!(account.contains("nine minutes") && account.contains("hired one by Friday"), "{account}");
    for furniture in
        ["Sheep on the runway", "newsletter", "Photo: Tom Reed", "Bridge at Tarn", "All rights reserved"]
    {
        assert!(!account.contains(furniture), "{furniture} is printed: {account}");
    }
    assert_eq!(answer["articles"][3].get("text"), None, "what came as text is not sent back");
}

#[test]
fn files_of_four_formats_are_merged_by_one_command() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_storymerge"));
    command.current_dir(format!("{}/fixtures/intake/mixed", env!("CARGO_MANIFEST_DIR")));
    let done = command.args(["merge", "--format", "json"]).args(FOUR).output().expect("the program runs");
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    check_merged(&serde_json::from_slice(&done.stdout).expect("JSON"));
}

#[test]
fn files_of_four_formats_are_merged_by_one_form() {
    let app = TestApp::start(&[]);
    let types = ["text/html", "application/octet-stream", "application/xml", "text/plain"];
    let files: Vec<_> = FOUR.into_iter().zip(types).collect();
    let answer = app.post("/v1/merge", "multipart/form-data; boundary=b", form(&files));
    assert_eq!(answer.status, 200, "{}", answer.text());
    check_merged(&answer.json());
}

#[test]
fn a_page_or_item_is_extracted_as_it_is() {
    let app = TestApp::start(&[]);
    let page = app.post("/v1/extract", "text/html; charset=utf-8", mixed("page.html"));
    let page = page.json();
    assert_eq!(page["title"], "Ferry fire hurts two");
    assert_eq!(page["published_at"], "2026-03-04T09:30:00+00:00");
    let text = page["text"].as_str().expect("a text");
    assert!(text.starts_with("A ferry caught fire in Salt Harbour"), "{text}");
    assert!(text.ends_with("St. Anne’s Hospital with burns."), "{text}");
    assert_eq!(text.matches("\n\n").count(), 3, "{text}");
    let item = app.post("/v1/extract", "application/json", mixed("item.ninjs.json")).json();
    assert_eq!(
        (item["source"].as_str(), item["title"].as_str()),
        (Some("Coast Wire"), Some("Two crew hurt as ferry burns in Salt Harbour"))
    );
    let two = app.post("/v1/extract", "text/plain", "One story.\n---\nAnother story.");
    assert_eq!(two.status, 422, "{}", two.text());
    let pages =
        app.post("/v1/extract", "text/plain", "A ferry burnt on Monday.\u{C}It sank on Tuesday.").json();
    assert_eq!(pages["text"], "A ferry burnt on Monday.\n\nIt sank on Tuesday.");
}

#[test]
fn a_packed_body_is_unpacked() {
    let app = TestApp::start(&["--max-unpacked-bytes", "20000"]);
    let send = |text: &[u8]| {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(text).expect("a vector takes every byte");
        let packed = gzip.finish().expect("a vector takes every byte");
        let length = format!("content-length: {}", packed.len());
        let head =
            ["POST /v1/extract HTTP/1.1", "content-type: text/plain", "content-encoding: gzip", &length];
        app.send(&head, &packed)
    };
    let answer = send(b"A ferry caught fire on Monday. Two people were hurt.");
    assert_eq!(answer.json()["text"], "A ferry caught fire on Monday. Two people were hurt.");
    assert_eq!(send(&[b' '; 30_000]).status, 413, "a small body that unpacks to a large one");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_merged_when_asked() {
    let app = TestApp::start(&[]);
    let lines = "{\"text\": \"A ferry caught fire on Monday. Two people were hurt.\", \"id\": \"one\"}\n\
                 {\"uri\": \"urn:x:1\", \"type\": \"text\", \"pubstatus\": \"canceled\", \"headline\": \"x\", \"body_text\": \"It burnt.\"}\n";
    let answer = app.post("/v1/merge", "application/x-ndjson", lines);
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert!(answer.text().contains("line 2 is not to be published"), "{}", answer.text());
    let answer = app.post("/v1/merge?partial=true", "application/x-ndjson", lines);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer = answer.json();
    assert_eq!(answer["articles"].as_array().map(Vec::len), Some(1));
    let note =
        answer["notes"].as_array().expect("a list").iter().find(|note| note["code"] == "item_left_out");
    let note = note.expect("what was left out is listed");
    assert_eq!(
        (note["article"].as_str(), note["detail"].as_str()),
        (Some("one"), Some("line 2 is not to be published (pubstatus canceled)"))
    );
    let wrong = app.post("/v1/merge?partial=perhaps", "application/x-ndjson", lines);
    assert_eq!(wrong.status, 400, "{}", wrong.text());

    let picture = app.post("/v1/merge", "application/json", mixed("picture.ninjs.json"));
    assert_eq!(picture.status, 422, "{}", picture.text());
    assert!(picture.text().contains("is of type picture, not a text"), "{}", picture.text());
}

#[test]
fn a_form_and_a_text_of_unknown_encoding_are_read() {
    let app = TestApp::start(&[]);
    let form = "title=Ferry+fire&text=A+ferry+caught+fire+on+Monday.&url=https%3A%2F%2Fbay.example%2Fx";
    let answer = app.post("/v1/extract", "application/x-www-form-urlencoded", form).json();
    assert_eq!(
        (answer["title"].as_str(), answer["source"].as_str()),
        (Some("Ferry fire"), Some("bay.example"))
    );
    let latin =
        app.post("/v1/extract", "text/plain", b"The caf\xE9 burnt down on Monday night, police said.").json();
    assert_eq!(latin["text"], "The café burnt down on Monday night, police said.");
    assert_eq!(latin["notes"][0]["code"], "charset_guessed");
}

#[test]
fn whatever_is_wrong_with_one_of_many_the_rest_is_merged_when_asked() {
    let app = TestApp::start(&[]);
    let good = "{\"text\": \"A ferry caught fire on Monday. Two people were hurt.\", \"id\": \"one\"}";
    for (bad, place) in [
        ("{\"text\": ", "line 2 is not JSON"),
        ("{\"txet\": \"x\"}", "line 2: /txet unknown field"),
        ("{\"text\": \" \", \"id\": \"two\"}", "line 2"),
        ("{\"text\": \"x\", \"lang\": \"??\"}", "line 2"),
    ] {
        let lines = format!("{good}\n{bad}\n");
        let refused = app.post("/v1/merge", "application/x-ndjson", &lines);
        assert_eq!(refused.status, 422, "{bad}: {}", refused.text());
        let merged = app.post("/v1/merge?partial=true", "application/x-ndjson", &lines);
        assert_eq!(merged.status, 200, "{bad}: {}", merged.text());
        let merged = merged.json();
        assert_eq!(merged["articles"].as_array().map(Vec::len), Some(1), "{bad}");
        let left_out =
            merged["notes"].as_array().expect("a list").iter().find(|n| n["code"] == "item_left_out");
        let detail = left_out.expect("it is listed")["detail"].as_str().expect("a string");
        assert!(detail.starts_with(place), "{bad}: {detail}");
    }
    let feed = "<rss version='2.0'><channel><title>Bay Radio</title><item><title>Empty</title></item>\
                <item><title>Ferry</title><description>A ferry caught fire on Monday.</description></item></channel></rss>";
    let refused = app.post("/v1/merge", "application/rss+xml", feed);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("item 1 (Empty) holds no text"), "{}", refused.text());
    assert_eq!(app.post("/v1/merge?partial=true", "application/rss+xml", feed).status, 200);

    let mut command = Command::new(env!("CARGO_BIN_EXE_storymerge"));
    command.current_dir(format!("{}/fixtures/intake/mixed", env!("CARGO_MANIFEST_DIR")));
    let done =
        command.args(["merge", "--partial", "no-such-file.txt", "picture.ninjs.json", "story.txt"]).output();
    let done = done.expect("the program runs");
    let text = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && text.contains("no-such-file.txt: cannot be read"), "{text}");
    assert!(text.contains("picture.ninjs.json: is of type picture, not a text"), "{text}");
}
