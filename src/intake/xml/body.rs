//! The text of an item, from whatever its format wraps it in.

use super::tree::{Node, Step};
use crate::engine::answer::SegmentKind;
use crate::engine::article::Mark;
use crate::engine::span::Span;
use crate::intake::characters::clean;
use crate::intake::html::{Rendered, fragment};
use quick_xml::escape::escape;

/// Elements of HTML that part paragraphs.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements of HTML that stand in a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "img", "ins", "mark", "q", "s", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
];

/// HTML elements without an end.
const VOID: &[&str] = &["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Adds text behind other, as paragraphs of its own.
pub fn append(to: &mut Rendered, more: Rendered) {
    if more.text.is_empty() {
        return;
    }
    if !to.text.is_empty() {
        to.text.push_str("\n\n");
    }
    let shift = to.text.len();
    to.text.push_str(&more.text);
    for mark in more.marks {
        let range = mark.span.start() + shift..mark.span.end() + shift;
        to.marks.extend(Span::new(&to.text, range).map(|span| Mark { span, ..mark }));
    }
}

/// A paragraph that its element says is no story.
pub fn marked(text: String, kind: SegmentKind, reason: &'static str) -> Rendered {
    let span = Span::new(&text, 0..text.len());
    let marks = span.map(|span| Mark { span, kind, reason: reason.into() }).into_iter().collect();
    Rendered { text, marks }
}

/// Text that is no HTML. Its lines are kept: whether they were wrapped, the engine sees.
pub fn of_plain(text: &str) -> Rendered {
    Rendered { text: lines(text, clean), marks: vec![] }
}

/// Text that may be HTML, and has its references even where it is not.
pub fn of_escaped(text: &str) -> Rendered {
    if has_tag(text, BLOCKS) {
        // Of a whole page, what stands before its body is not shown.
        return fragment(text.to_ascii_lowercase().find("<body").map_or(text, |at| &text[at..]));
    }
    if has_tag(text, INLINE) {
        // Some systems leave it to the page to make paragraphs of empty lines.
        let mut out = Rendered::default();
        for paragraph in text.replace("\r\n", "\n").split("\n\n") {
            append(&mut out, fragment(paragraph));
        }
        return out;
    }
    let decoded = |line: &str| match line.contains('&') {
        // A `<` that begins no tag is a sign of its own.
        true => fragment(&line.replace('<', "&lt;")).text,
        false => clean(line),
    };
    Rendered { text: lines(text, decoded), marks: vec![] }
}

/// The text of elements of HTML.
pub fn of_elements(node: Node) -> Rendered {
    fragment(&html(node, |name| name))
}

/// What an element holds as HTML, its elements by other names.
pub fn html(node: Node, rename: impl Fn(&str) -> &str) -> String {
    let mut out = String::new();
    // Depth inside text that is set out by its lines.
    let mut n_pre = 0;
    for step in node.walk() {
        match step {
            Step::Open(element) => {
                let name = rename(element.name());
                n_pre += usize::from(name == "pre");
                out.extend(["<", name]);
                for (name, value) in element.attributes() {
                    out.extend([" ", name.as_str(), "=\"", &escape(value.as_str()), "\""]);
                }
                out.push('>');
            }
            Step::Text(text) if n_pre > 0 => out.push_str(&preformatted(text)),
            Step::Text(text) => out.push_str(&escape(text)),
            Step::Close(element) => {
                let name = rename(element.name());
                n_pre -= usize::from(name == "pre");
                if !VOID.contains(&name) {
                    out.extend(["</", name, ">"]);
                }
            }
        }
    }
    out
}

/// Paragraphs of preformatted text, which begin behind an empty line or with an indented one, parted as HTML does it.
fn preformatted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, line) in text.lines().enumerate() {
        if n > 0 {
            let is_break = line.trim().is_empty() || line.starts_with("  ") || line.starts_with('\t');
            out.push_str(if is_break { "<br><br>" } else { "\n" });
        }
        out.push_str(&escape(line));
    }
    out
}

/// Whether text holds a tag of HTML.
pub fn is_markup(text: &str) -> bool {
    has_tag(text, BLOCKS) || has_tag(text, INLINE)
}

/// Whether an element of such a name is one of HTML.
pub fn is_tag(name: &str) -> bool {
    BLOCKS.contains(&name) || INLINE.contains(&name)
}

fn has_tag(text: &str, tags: &[&str]) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        behind.starts_with(['>', '/', ' ', '\n', '\r', '\t'])
            && tags.iter().any(|tag| tag.eq_ignore_ascii_case(name))
    })
}

/// Each line made anew; lines without text are left out, but for one between two paragraphs.
fn lines(text: &str, line: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for found in text.lines().map(line) {
        if !found.is_empty() {
            out.push_str(&found);
            out.push('\n');
        } else if !out.is_empty() && !out.ends_with("\n\n") {
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(of_escaped(text).text, expected);
    }

    #[test]
    fn html_is_known_by_its_tags() {
        check("<p>Rain &amp; wind.</p><P class=x>Late<br/>snow.</P>", "Rain & wind.\n\nLate snow.");
        check("AT&amp;T fell by &lt;5% &#8211; again", "AT&T fell by <5% – again");
        check("5 < 6 & a <b", "5 < 6 & a <b");
        check("One <i>a</i>\r\n\r\nTwo\nthree", "One a\n\nTwo three");
    }

    #[test]
    fn plain_text_keeps_its_lines() {
        check("One.\r\n\r\n\r\n  Two\nthree. \n", "One.\n\nTwo\nthree.");
    }

    #[test]
    fn marks_move_with_their_text() {
        let mut text = of_plain("OSLO");
        append(&mut text, marked("Ed Ås".into(), SegmentKind::Credit, "x"));
        assert_eq!(text.text, "OSLO\n\nEd Ås");
        assert_eq!(text.marks[0].span.of(&text.text), "Ed Ås");
    }
}
