//! The editor's page, as a browser without a script uses it.

use crate::app::{Answer, TestApp};

/// Posts fields of a form, in their order.
fn submit(app: &TestApp, fields: &[(&str, &str)]) -> Answer {
    let mut body = String::new();
    for (name, value) in fields {
        body += &format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    app.post("/", "multipart/form-data; boundary=x", body + "--x--\r\n")
}

const HARBOUR: &str =
    "Ferry fire hurts two\n\nTwo people were hurt when a ferry caught fire on Monday, Jang Ho-jin said.";
const COAST: &str =
    "Ferry burns\n\nA ferry caught fire on Monday and two people were hurt, Chang Ho-jin said.";

fn two_articles() -> Vec<(&'static str, &'static str)> {
    vec![
        ("text", HARBOUR),
        ("name", ""),
        ("source", "Harbour Daily"),
        ("text", COAST),
        ("source", "Coast News"),
    ]
}

#[test]
fn articles_in_a_form_come_back_as_an_account() {
    let app = TestApp::start(&[]);
    let form = app.get("/");
    assert_eq!(form.status, 200);
    assert!(form.text().contains("<textarea id=\"text-1\""), "{}", form.text());
    let policy = form.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), "{policy}");
    let answer = submit(&app, &[&two_articles()[..], &[("do", "merge")]].concat());
    assert_eq!(answer.status, 200);
    let page = answer.text();
    for expected in [
        "2 sources: Coast News, Harbour Daily",
        "popovertarget=\"open-s1\"",
        "<div popover class=\"opened\" id=\"open-s1\"",
        "goes back to ",
        "Where sources differ",
        "id=\"article-2-1\"",
        // The form keeps what was posted, so that it can be merged again.
        "value=\"Coast News\"",
    ] {
        assert!(page.contains(expected), "{expected} is not in\n{page}");
    }
}

#[test]
fn an_editors_word_on_names_is_kept_and_can_be_taken_back() {
    let app = TestApp::start(&[]);
    let merged = submit(&app, &two_articles());
    let two = "name=\"not_same\" value=\"[&quot;Chang Ho-jin&quot;,&quot;Jang Ho-jin&quot;]\"";
    assert!(merged.text().contains(two), "{}", merged.text());
    let apart =
        submit(&app, &[&two_articles()[..], &[("not_same", "[\"Jang Ho-jin\",\"Chang Ho-jin\"]")]].concat());
    let page = apart.text();
    assert!(page.contains("Every name is printed in one way"), "{page}");
    assert!(page.contains("<input type=\"checkbox\" checked name=\"not_same\""), "{page}");
    let again = [
        ("not_same", "[\"Jang Ho-jin\",\"Chang Ho-jin\"]"),
        ("same_a", "Chang Ho-jin"),
        ("same_b", "Jang Ho-jin"),
    ];
    let joined = submit(&app, &[&two_articles()[..], &again].concat());
    assert!(joined.text().contains("an editor says that they are one"), "{}", joined.text());
    let style = [("style_from", "Chang Ho-jin"), ("style_to", "Jang Ho-jin")];
    let styled = submit(&app, &[&two_articles()[..], &style].concat());
    assert!(styled.text().contains("<ins>Jang Ho-jin</ins> <del>Chang Ho-jin</del>"), "{}", styled.text());
}

#[test]
fn words_of_articles_are_text() {
    let app = TestApp::start(&[]);
    let hostile =
        "<script>alert(1)</script> <img src=x onerror=alert(1)> \"onfocus=\"alert(1) </textarea><u>";
    let text =
        format!("{hostile} burnt\n\nThe {hostile} ferry burnt in \u{202e}harbour on Monday, {hostile} said.");
    let fields = [
        ("text", text.as_str()),
        ("source", hostile),
        ("url", "javascript:alert(1)"),
        ("published_at", "2026-11-23"),
    ];
    let answer = submit(&app, &fields);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let page = answer.text();
    for tag in page.split('<').skip(1) {
        assert!(!tag.starts_with("img") && !tag.starts_with("u>") && !tag.starts_with("script>"), "<{tag}");
        // Outside the values of attributes.
        let markup: String = tag.split('>').next().unwrap_or("").split('"').step_by(2).collect();
        assert!(!markup.contains("onerror") && !markup.contains("onfocus"), "<{tag}");
    }
    assert!(!page.contains("href=\"javascript:"), "{page}");
    assert_eq!(page.matches("</textarea>").count(), page.matches("<textarea").count());
}

#[test]
fn what_cannot_be_merged_leaves_the_form_as_it_was() {
    let app = TestApp::start(&["--max-article-bytes", "1000"]);
    let long = "The ferry burnt. ".repeat(100);
    let answer = submit(&app, &[("text", HARBOUR), ("text", &long), ("source", "Coast News")]);
    assert_eq!(answer.status, 413);
    let page = answer.text();
    assert!(page.contains("role=\"alert\"") && page.contains("value=\"Coast News\""), "{page}");
    let nothing = submit(&app, &[("text", " "), ("do", "merge")]);
    assert_eq!(nothing.status, 422);
    assert!(nothing.text().contains("no article was given"), "{}", nothing.text());
    let field = submit(&app, &[("secret", "x")]);
    assert!(field.text().contains("&quot;secret&quot; is no field"), "{}", field.text());
    let html = submit(&app, &[("text", "{\"articles\": [}")]);
    assert_eq!(html.status, 400);
    assert!(html.text().contains("article 1: "), "{}", html.text());
}

#[test]
fn the_form_grows_and_fills_itself_without_a_script() {
    let app = TestApp::start(&[]);
    let more = submit(&app, &[("text", HARBOUR), ("text", COAST), ("do", "more")]);
    assert_eq!(more.text().matches("<fieldset class=\"slot\">").count(), 3);
    let sample = submit(&app, &[("text", ""), ("do", "sample")]);
    assert!(sample.text().contains("value=\"Straits Post\""), "{}", sample.text());
}

#[test]
fn an_account_can_be_taken_along_in_every_form() {
    let app = TestApp::start(&[]);
    for (format, kind, holds) in [
        ("text", "text/plain", "[Coast News; also Harbour Daily]"),
        ("markdown", "text/markdown", "[^1]"),
        ("html", "text/html", "<article>"),
        ("json", "application/json", "\"facts\":"),
        ("jsonld", "application/ld+json", "@context"),
    ] {
        let answer = submit(&app, &[&two_articles()[..], &[("download", format)]].concat());
        assert!(answer.header("content-type").starts_with(kind), "{format}");
        let disposition = answer.header("content-disposition");
        assert!(disposition.starts_with("attachment; filename=\"account."), "{disposition}");
        assert!(answer.text().contains(holds), "{holds} is not in\n{}", answer.text());
    }
}

#[test]
fn the_page_is_small() {
    let app = TestApp::start(&[]);
    let n_bytes: usize = ["/", "/page.css", "/page.js"].map(|path| app.get(path).body.len()).iter().sum();
    assert!(n_bytes < 50_000, "{n_bytes}");
}
