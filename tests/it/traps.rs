//! What goes wrong in bodies that news systems really send, one row each: from bytes, as the service and the command line
//! read them, to the article or to the words of the refusal.

use storymerge::intake::Hint;
use storymerge::wire::articles::into_articles;
use storymerge::wire::input::Input;

/// A body and what comes of it.
struct Trap {
    what: &'static str,
    /// Media type and charset, as a sender names them.
    sent_as: (&'static str, Option<&'static str>),
    body: Vec<u8>,
    /// Of each article title, time, text and the codes of its notes, with ` | ` between; or the refusal.
    expected: &'static str,
}

fn trap(
    what: &'static str,
    media_type: &'static str,
    body: impl Into<Vec<u8>>,
    expected: &'static str,
) -> Trap {
    Trap { what, sent_as: (media_type, None), body: body.into(), expected }
}

fn traps() -> Vec<Trap> {
    let deep =
        |n: usize| format!(r#"{{"uri": "u", "type": "text", "x": {}{}}}"#, "[".repeat(n), "]".repeat(n));
    let rss = |entry: &str| format!("<rss><channel><item><title>Fire</title>{entry}</item></channel></rss>");
    vec![
        trap(
            "a byte order mark before JSON",
            "application/json",
            "\u{FEFF}{\"uri\": \"u\", \"type\": \"text\", \"headline\": \"Fire\", \"body_text\": \"A mill burnt.\"}",
            "Fire | - | A mill burnt. | -",
        ),
        Trap {
            what: "an encoding that the sender names",
            sent_as: ("text/plain", Some("windows-1251")),
            body: b"\xCF\xEE\xE6\xE0\xF0 \xE2 \xEF\xEE\xF0\xF2\xF3.".to_vec(),
            expected: "- | - | Пожар в порту. | -",
        },
        trap(
            "an encoding that the XML declares",
            "application/xml",
            b"<?xml version='1.0' encoding='iso-8859-1'?><nitf><head/><body><body.head><hedline><hl1>Feu</hl1></hedline></body.head><body.content><p>Le caf\xE9 a br\xFBl\xE9.</p></body.content></body></nitf>".to_vec(),
            "Feu | - | Le café a brûlé. | -",
        ),
        trap(
            "an encoding that the page declares",
            "text/html",
            b"<!doctype html><html><head><meta charset=windows-1252><title>Feu</title></head><body><article><p>Le caf\xE9 a br\xFBl\xE9 dans la nuit, a dit la police.</p></article></body></html>".to_vec(),
            "Feu | - | Le café a brûlé dans la nuit, a dit la police. | -",
        ),
        trap(
            "an encoding that nobody names",
            "text/plain",
            b"Le caf\xE9 a br\xFBl\xE9 dans la nuit, a dit la police.".to_vec(),
            "- | - | Le café a brûlé dans la nuit, a dit la police. | charset_guessed",
        ),
        trap(
            "half of a surrogate pair",
            "application/json",
            r#"{"uri": "u", "type": "text", "headline": "Fire", "body_text": "A mill\ud800 burnt."}"#,
            "Fire | - | A mill\u{FFFD} burnt. | -",
        ),
        trap(
            "control characters and soft hyphens in an item",
            "application/json",
            r#"{"uri": "u", "type": "text", "headline": "Fi\u0000re", "body_html": "<p>A\u0000 mi\u00adll\u0007 burnt.</p>\r\n<p>Nobody&nbsp;died.</p>"}"#,
            "Fire | - | A mill burnt.\n\nNobody died. | -",
        ),
        trap(
            "control characters in a text that came as text: its places are the sender's",
            "text/plain",
            "A mill\0 burnt.\r\n",
            "- | - | A mill\0 burnt.\r\n | -",
        ),
        trap(
            "a line break inside a JSON string",
            "application/json",
            "{\"uri\": \"u\",\n \"body_text\": \"A mill\nburnt.\"}",
            "is not JSON: control character (\\u0000-\\u001F) found while parsing a string at line 2 column 21",
        ),
        trap(
            "a key given twice",
            "application/json",
            r#"{"uri": "u", "type": "text", "body_text": "A mill.", "body_text": "A mill burnt."}"#,
            "- | - | A mill burnt. | -",
        ),
        trap(
            "a number too great",
            "application/json",
            r#"{"uri": "u", "priority": 1e999}"#,
            "is not JSON: number out of range at line 1 column 30",
        ),
        trap(
            "JSON nested too deep",
            "application/json",
            deep(200),
            "is not JSON: recursion limit exceeded at line 1 column 161",
        ),
        trap(
            "an offset without its colon",
            "application/json",
            r#"{"uri": "u", "type": "text", "versioncreated": "2026-03-04T08:00:00+0100", "body_text": "A mill burnt."}"#,
            "- | 2026-03-04T08:00:00+01:00 | A mill burnt. | -",
        ),
        trap(
            "a time of mail",
            "application/rss+xml",
            rss("<pubDate>Wed, 4 Mar 2026 08:00:00 EST</pubDate><description>A mill burnt.</description>"),
            "Fire | 2026-03-04T08:00:00-05:00 | A mill burnt. | summary_only",
        ),
        trap(
            "a time without zone",
            "application/json",
            r#"{"uri": "u", "type": "text", "versioncreated": "2026-03-04 08:00:00", "body_text": "A mill burnt."}"#,
            "- | 2026-03-04T08:00:00Z | A mill burnt. | date_assumed_utc",
        ),
        trap(
            "the two times of a post: that of the site and the same in UTC",
            "application/json",
            r#"{"id": 1, "date": "2026-03-04T09:00:00", "date_gmt": "2026-03-04T08:00:00", "title": {"rendered": "Fire"}, "content": {"rendered": "<p>A mill burnt.</p>"}, "link": "https://post.example/1"}"#,
            "Fire | 2026-03-04T08:00:00Z | A mill burnt. | -",
        ),
        trap(
            "a name of a character that XML does not know",
            "application/rss+xml",
            rss("<description>A mill&nbsp;burnt &foo;down &amp; out.</description>"),
            "Fire | - | A mill burnt down & out. | summary_only, unknown_entity",
        ),
        trap(
            "a document type that defines entities",
            "application/xml",
            "<!DOCTYPE nitf [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><nitf><body><body.content><p>&b;</p></body.content></body></nitf>",
            "cannot be read as XML: line 1, byte 0: its DOCTYPE defines things of its own, such as entities; that is not read",
        ),
        trap(
            "XML nested too deep",
            "application/xml",
            format!("<nitf><body>{}", "<p>".repeat(10_000)),
            "cannot be read as XML: line 1, byte 606: more than 200 elements stand inside one another",
        ),
        trap("an empty body", "application/json", "", "is not JSON: EOF while parsing a value at line 1 column 0"),
        trap("a document of another kind", "application/xml", "<svg><p>x</p></svg>", "holds <svg>, which is none of the formats of news"),
    ]
}

#[test]
fn each_gives_its_article_or_says_what_is_wrong() {
    let wrong: Vec<String> = traps()
        .iter()
        .filter_map(|trap| {
            let found = outcome(trap);
            (found != trap.expected)
                .then(|| format!("{}\n  found    {found:?}\n  expected {:?}", trap.what, trap.expected))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn outcome(trap: &Trap) -> String {
    let hint = Hint { media_type: trap.sent_as.0, charset: trap.sent_as.1, ..Hint::default() };
    let read = Input::read(&trap.body, &hint).and_then(|input| input.checked(false));
    let articles = read.and_then(|input| into_articles(input.drafts));
    let told = articles.map(|articles| {
        let told = articles.iter().map(|article| {
            let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
            let codes: Vec<&str> = article.notes.iter().map(|note| note.code).collect();
            let codes = if codes.is_empty() { "-".to_owned() } else { codes.join(", ") };
            [or_none(&article.title), or_none(&article.published_at), article.text.clone(), codes].join(" | ")
        });
        told.collect::<Vec<_>>().join(" || ")
    });
    told.unwrap_or_else(|invalid| invalid.errors[0].detail.clone())
}
