//! The text of a story in ANS: a list of elements, each of a kind.

use super::fields::find_str;
use super::text::{markup, push};
use crate::engine::answer::SegmentKind;
use crate::engine::article::Mark;
use crate::engine::span::Span;
use crate::intake::html::Rendered;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The text of the elements, and the kinds of those that hold none or are not known.
pub fn text(elements: &[Value]) -> (Rendered, BTreeSet<&str>) {
    let (mut out, mut left_out) = (Rendered::default(), BTreeSet::new());
    // The parser of JSON bounds the depth.
    read(elements, &mut out, &mut left_out);
    (out, left_out)
}

fn read<'a>(elements: &'a [Value], out: &mut Rendered, left_out: &mut BTreeSet<&'a str>) {
    for element in elements.iter().filter_map(Value::as_object) {
        let kind = find_str(element, &["type"]).unwrap_or_default();
        let string = |key: &str| find_str(element, &[key]).map(markup).unwrap_or_default();
        match kind {
            "text" | "header" | "raw_html" => push(out, &string("content")),
            "correction" => push(out, &string("text")),
            "list" => read(list(element, "items"), out, left_out),
            "quote" | "blockquote" => {
                let start = out.text.len();
                push(out, &string("content"));
                read(list(element, "content_elements"), out, left_out);
                let source = find_str(element, &["citation", "content"]).map(markup).unwrap_or_default();
                push(out, &source);
                if find_str(element, &["subtype"]) == Some("pullquote") {
                    mark_from(
                        out,
                        start,
                        SegmentKind::Other,
                        "a sentence of the story set large in the item",
                    );
                }
            }
            "interstitial_link" => {
                let piece = string("content");
                push(out, &marked(piece, SegmentKind::Teaser, "a link to another story in the item"));
            }
            "link_list" => {
                for link in list(element, "items").iter().filter_map(Value::as_object) {
                    let piece = find_str(link, &["content"]).map(markup).unwrap_or_default();
                    push(out, &marked(piece, SegmentKind::Teaser, "a link to another story in the item"));
                }
            }
            "image" => {
                push(
                    out,
                    &marked(string("caption"), SegmentKind::Caption, "a picture's caption in the item"),
                );
            }
            "divider" => {}
            _ => {
                left_out.insert(if kind.is_empty() { "an element without type" } else { kind });
            }
        }
    }
}

fn list<'a>(element: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    element.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The whole piece under one mark.
fn marked(piece: Rendered, kind: SegmentKind, reason: &'static str) -> Rendered {
    let mut piece = Rendered { marks: Vec::new(), ..piece };
    mark_from(&mut piece, 0, kind, reason);
    piece
}

/// Marks what was added since `out` was `start` bytes long.
fn mark_from(out: &mut Rendered, start: usize, kind: SegmentKind, reason: &'static str) {
    out.marks.retain(|mark| mark.span.end() <= start);
    let span = Span::trimmed(&out.text, start..out.text.len()).filter(|span| !span.is_empty());
    out.marks.extend(span.map(|span| Mark { span, kind, reason: reason.into() }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn elements_become_paragraphs_and_marks() {
        let story = json!([
            {"type": "text", "content": "It <b>rained</b> &amp; poured."},
            {"type": "image", "caption": "The quay."},
            {"type": "header", "content": "Later"},
            {"type": "list", "items": [{"type": "text", "content": "One"}, {"type": "list", "items": [{"type": "text", "content": "Two"}]}]},
            {"type": "quote", "content_elements": [{"type": "text", "content": "“Sad.”"}], "citation": {"content": "Ada"}},
            {"type": "quote", "subtype": "pullquote", "content_elements": [{"type": "text", "content": "“Wet.”"}]},
            {"type": "interstitial_link", "content": "Read more", "url": "https://a.example"},
            {"type": "raw_html", "content": "<script>x</script><p>End.</p>"},
            {"type": "video"}, {"type": "text", "content": 7}, {"x": 1}, 5
        ]);
        let (read, left_out) = text(story.as_array().expect("it is one"));
        assert_eq!(
            read.text.replace("\n\n", "|"),
            "It rained & poured.|The quay.|Later|One|Two|“Sad.”|Ada|“Wet.”|Read more|End."
        );
        let marks: Vec<_> = read.marks.iter().map(|m| (m.span.of(&read.text), m.kind)).collect();
        assert_eq!(
            marks,
            [
                ("The quay.", SegmentKind::Caption),
                ("“Wet.”", SegmentKind::Other),
                ("Read more", SegmentKind::Teaser)
            ]
        );
        assert_eq!(left_out.into_iter().collect::<Vec<_>>(), ["an element without type", "video"]);
    }
}
