//! Text and headlines out of strings that may hold markup, entities or neither, and the draft that comes of them.

use crate::engine::article::Mark;
use crate::engine::span::Span;
use crate::intake::characters::clean;
use crate::intake::draft::{Draft, Item, Note, Refused};
use crate::intake::html::{Rendered, fragment};
use std::borrow::Cow;

/// A headline, name or other line: tags and entities resolved, white space made single blanks. `None` if nothing is left.
pub fn line(given: &str) -> Option<String> {
    let line =
        if is_markup(given) { fragment(given).text.replace("\n\n", " ") } else { clean(&decoded(given)) };
    Some(line).filter(|line| !line.is_empty())
}

/// The body of an article of which the format does not say whether it is HTML.
pub fn body(given: &str) -> Rendered {
    if is_markup(given) {
        return markup(given);
    }
    if given.contains("&lt;") {
        let once = given.replace("&lt;", "<").replace("&gt;", ">");
        if is_markup(&once) {
            return markup(&once.replace("&amp;", "&"));
        }
    }
    plain(given)
}

/// The body of an article in HTML: a fragment, or a page of its own.
pub fn markup(html: &str) -> Rendered {
    // In a fragment, the parser takes the title of a page's head for text.
    let page = html.to_ascii_lowercase();
    let inner = page.match_indices("<body").find_map(|(at, tag)| {
        let rest = &page[at + tag.len()..];
        let is_whole = rest.starts_with(|c: char| c == '>' || c.is_whitespace());
        is_whole.then_some(at)
    });
    fragment(inner.map_or(html, |at| &html[at..]))
}

/// The body of an article in plain text: lines as they are, but cleaned; an empty line between two paragraphs.
fn plain(given: &str) -> Rendered {
    let mut text = String::with_capacity(given.len());
    let mut is_apart = false;
    for line in given.replace("\r\n", "\n").split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}']) {
        let line = clean(&decoded(line));
        if line.is_empty() {
            is_apart = true;
            continue;
        }
        if !text.is_empty() {
            text.push_str(if is_apart { "\n\n" } else { "\n" });
        }
        text.push_str(&line);
        is_apart = false;
    }
    Rendered { text, marks: Vec::new() }
}

/// Adds `piece` as a paragraph or several, with its marks.
pub fn push(out: &mut Rendered, piece: &Rendered) {
    if piece.text.is_empty() {
        return;
    }
    if !out.text.is_empty() {
        out.text.push_str("\n\n");
    }
    let start = out.text.len();
    out.text.push_str(&piece.text);
    for mark in &piece.marks {
        let range = start + mark.span.start()..start + mark.span.end();
        let span = Span::new(&out.text, range);
        out.marks.extend(span.map(|span| Mark { span, ..mark.clone() }));
    }
}

/// The draft with its text; where there is no body, what the item says of itself in short stands for it, with a note.
pub fn finish(mut draft: Draft, body: Rendered, summary: Option<Rendered>) -> Item {
    if !body.text.is_empty() {
        (draft.text, draft.marks) = (body.text, body.marks);
        return Ok(draft);
    }
    match summary.filter(|summary| !summary.text.is_empty()) {
        Some(summary) => {
            (draft.text, draft.marks) = (summary.text, summary.marks);
            draft
                .notes
                .push(Note::new("body_missing", "the item has no body; its description is read instead"));
            Ok(draft)
        }
        None => Err(Refused::new(draft.place, "has neither a body nor a description")),
    }
}

/// Whether a string holds tags that are known in HTML. Agencies' plain texts have other things in angle brackets (`<AAPL.O>`).
pub fn is_markup(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = &text[at + 1..];
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let n_name = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let is_ended = rest[n_name..].starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace());
        is_ended && TAGS.split(' ').any(|tag| tag.eq_ignore_ascii_case(&rest[..n_name]))
    })
}

/// Names of tags that stand in the bodies of articles, a blank between two.
const TAGS: &str = "a article b blockquote body br cite div em figure h1 h2 h3 h4 hr html i iframe img li mark ol p q \
                    script section small span strong style sub sup table u ul";

/// `text` with its entities resolved, if it has any; angle brackets stay.
fn decoded(text: &str) -> Cow<'_, str> {
    // No entity is longer; a bound keeps a flood of `&` cheap.
    let is_entity = |(at, _): (usize, &str)| {
        let mut name = text.as_bytes()[at + 1..].iter().take(32);
        name.position(|b| *b == b';').is_some_and(|n| {
            let name = &text.as_bytes()[at + 1..][..n];
            n > 1 && name.strip_prefix(b"#").unwrap_or(name).iter().all(u8::is_ascii_alphanumeric)
        })
    };
    if !text.match_indices('&').any(is_entity) {
        return Cow::Borrowed(text);
    }
    let escaped = text.replace('<', "&lt;").replace('>', "&gt;");
    Cow::Owned(fragment(&escaped).text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_body(given: &str, expected: &str) {
        assert_eq!(body(given).text, expected, "{given}");
    }

    #[test]
    fn a_body_is_read_as_what_it_is() {
        check_body(
            "One.\r\nTwo\u{0}.\n \n\nThree &amp; four <AAPL.O>.",
            "One.\nTwo.\n\nThree & four <AAPL.O>.",
        );
        check_body("<p>One.</p><p>Tw<b>o</b>.</p>", "One.\n\nTwo.");
        check_body("&lt;p&gt;Marks &amp;amp; Co.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "Marks & Co.\n\nTwo.");
        check_body("<html><head><title>T</title></head><BODY class=x><p>One.</p></body></html>", "One.");
        check_body("a < b & c > d; AT&T", "a < b & c > d; AT&T");
        check_body(" \n ", "");
    }

    #[test]
    fn a_line_is_one_line() {
        for (given, expected) in [
            ("Mayor&#8217;s \n <em>plan</em> fails", "Mayor’s plan fails"),
            ("Fish &amp; chips &lt;3", "Fish & chips <3"),
            ("Shares of <BA.N> fall", "Shares of <BA.N> fall"),
            ("Q&A; more", "Q&A; more"),
        ] {
            assert_eq!(line(given).as_deref(), Some(expected));
        }
        assert_eq!(line("<p> </p>"), None);
    }
}
