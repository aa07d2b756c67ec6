//! What is taken out of pages: their text, what each piece is, and what the page says of itself.

use storymerge::engine::answer::SegmentKind;
use storymerge::intake::{self, Draft, Hint};

const STORY: &str = "<p>A ferry caught fire in Salt Harbour on Monday morning, and two people were hurt, the harbour police said.</p>\
    <p>The fire broke out in the engine room of the Morning Star at about 6:40 a.m., when 112 passengers were on board.</p>\
    <p>The two injured, both members of the crew, were taken to the hospital in Tarn with burns, a doctor said.</p>";

fn read(bytes: &[u8]) -> Draft {
    let items = intake::open(bytes, &Hint { media_type: "text/html", ..Hint::default() }).items();
    let mut items = items.expect("a page is always read");
    assert_eq!(items.len(), 1);
    items.remove(0).expect("a page is an article")
}

/// A page with this head and body.
fn page(head: &str, body: &str) -> Draft {
    read(format!("<!doctype html><html><head>{head}</head><body>{body}</body></html>").as_bytes())
}

/// The text that is not marked, a line a block.
fn story(draft: &Draft) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in &draft.marks {
        out.push_str(&draft.text[at..mark.span.start()]);
        at = mark.span.end();
    }
    out.push_str(&draft.text[at..]);
    out.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn kind_of(draft: &Draft, exact: &str) -> Option<SegmentKind> {
    draft.marks.iter().find(|mark| mark.span.of(&draft.text) == exact).map(|mark| mark.kind)
}

#[test]
fn what_the_page_says_of_itself_is_taken() {
    let json_ld = r#"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Harbour Daily"},
        {"@type": ["NewsArticle"], "headline": "Ferry &amp; crew safe", "datePublished": "2026-03-04T10:00:00+0100", "author": [{"@type": "Person", "name": "Nell Askew"}],
         "publisher": {"@type": "Organization", "name": "Harbour Daily"}}]}</script>"#;
    let draft = page(json_ld, &format!("<article><h1>Ferry &amp; crew safe</h1>{STORY}</article>"));
    assert_eq!(draft.title.as_deref(), Some("Ferry & crew safe"));
    assert_eq!(draft.published_at.as_deref(), Some("2026-03-04T10:00:00+01:00"));
    assert_eq!(
        (draft.source.as_deref(), draft.byline.as_deref()),
        (Some("Harbour Daily"), Some("Nell Askew"))
    );
    assert_eq!(kind_of(&draft, "Ferry & crew safe"), Some(SegmentKind::Headline));

    let meta = "<title>Ferry fire - Bay Radio</title><meta property='og:site_name' content='Bay Radio'>\
                <meta name='pubdate' content='2026-03-04 08:00'><link rel=canonical href='https://bay.example/1'>";
    let draft = page(meta, &format!("<main>{STORY}</main>"));
    assert_eq!(
        (draft.title.as_deref(), draft.url.as_deref()),
        (Some("Ferry fire"), Some("https://bay.example/1"))
    );
    assert_eq!(draft.published_at.as_deref(), Some("2026-03-04T08:00:00Z"));
    assert_eq!(draft.notes.iter().map(|note| note.code).collect::<Vec<_>>(), ["date_assumed_utc"]);
}

#[test]
fn the_story_is_told_from_what_stands_around_it() {
    let body = format!(
        "<div class=menu><a href=/>Home</a> <a href=/s>Sport</a></div><div class=post><h1>Ferry fire</h1>{STORY}\
         <p><a href=/x>Read more: Sheep on the runway delay flights at Tarn</a></p></div>\
         <div class=comments><p>First! I saw it from my window and it was very big, I can tell you.</p></div>\
         <div style='display: none'><p>This text is hidden from every reader of the page, so it is no story.</p></div>\
         <footer>© 2026 Bay Radio</footer>"
    );
    let draft = page("<title>Ferry fire</title>", &body);
    let story = story(&draft);
    assert!(story.starts_with("A ferry caught fire") && story.ends_with("a doctor said."), "{story}");
    assert_eq!(story.lines().count(), 3, "{story}");
    for (text, kind) in [
        ("Read more: Sheep on the runway delay flights at Tarn", SegmentKind::Teaser),
        ("© 2026 Bay Radio", SegmentKind::Credit),
    ] {
        assert_eq!(kind_of(&draft, text), Some(kind), "{text}");
    }
    assert!(draft.text.contains("First! I saw it"), "nothing that a reader sees is lost");
}

#[test]
fn paragraphs_that_are_only_broken_by_line_breaks_are_found() {
    let bare = STORY.replace("<p>", "").replace("</p>", "<br><br>");
    let draft = page(
        "<title>Ferry fire</title>",
        &format!("<ul><li><a href=/>Home</a></ul><div id=content>{bare}</div>"),
    );
    assert_eq!(story(&draft).lines().count(), 3, "{}", story(&draft));
}

#[test]
fn layout_characters_go_and_encodings_are_followed() {
    let draft = page(
        "<title>x</title>",
        &STORY.replace("harbour police", "har\u{AD}bour\u{200B}&nbsp;po&#8203;lice"),
    );
    assert!(draft.text.contains("the harbour police said."), "{}", draft.text);
    let (bytes, _, _) = encoding_rs::WINDOWS_1251
        .encode("<html><head><meta charset=windows-1251><title>Паром</title></head><body><article><p>Паром загорелся в понедельник утром, пострадали два человека, сообщила полиция порта.</p><p>На борту было 112 пассажиров, всех сняли за девять минут, сказал инспектор.</p></article></body></html>");
    let draft = read(&bytes);
    assert_eq!(draft.title.as_deref(), Some("Паром"));
    assert!(draft.text.starts_with("Паром загорелся в понедельник"), "{}", draft.text);
}

#[test]
fn a_page_without_a_story_or_without_tags_is_no_error() {
    for html in
        ["", "<html></html>", "<p>", "just words", "<html><body><script>1</script></body>", "<<<>>><a <b"]
    {
        let draft = read(html.as_bytes());
        assert!(draft.marks.iter().all(|mark| mark.span.end() <= draft.text.len()), "{html}");
    }
    assert_eq!(read(b"just words").text, "just words");
}
