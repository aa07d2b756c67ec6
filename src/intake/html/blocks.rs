//! The text of a page or fragment as blocks: each a run of text under its nearest element that stands on lines of its own.

use super::depth::bounded;
use crate::engine::answer::SegmentKind;
use crate::engine::article::Mark;
use crate::engine::span::Span;
use crate::intake::characters::push_clean;
use crate::intake::draft::Draft;
use ego_tree::iter::Edge;
use scraper::{Html, Node};

/// A run of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its text, white space collapsed; never empty.
    pub text: String,
    /// The element that it stands in, in [`Page::elements`].
    pub element: usize,
    /// Bytes of it that are links.
    pub n_linked: usize,
}

/// An element that stands on lines of its own, or the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The element around it; the root is its own.
    pub parent: usize,
    /// Its name in small letters.
    pub name: String,
    /// Its id, classes, role and itemprop, small letters, one blank between two.
    pub label: String,
    /// Whether a browser would not show it.
    pub is_hidden: bool,
}

/// The blocks of a document in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Parents before their children; the first is the root.
    pub elements: Vec<Element>,
    /// In the order of the document.
    pub blocks: Vec<Block>,
}

impl Page {
    /// The element and those around it, from the inside out; the root is left out.
    pub fn around(&self, element: usize) -> impl Iterator<Item = &Element> {
        let up = |at: &usize| (*at > 0).then(|| self.elements[*at].parent);
        std::iter::successors(Some(element), up).filter(|at| *at > 0).map(|at| &self.elements[at])
    }
}

/// Text that no browser shows as text.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "textarea",
    "math", "canvas", "audio", "video",
];

/// Elements that stand in a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// The blocks of a parsed document. Two line breaks in a row part blocks, one is a blank.
pub fn blocks(html: &Html) -> Page {
    let root = Element { parent: 0, name: String::new(), label: String::new(), is_hidden: false };
    let mut page = Page { elements: vec![root], blocks: Vec::new() };
    let mut run = Block { text: String::new(), element: 0, n_linked: 0 };
    let (mut at, mut n_links, mut n_breaks) = (0, 0usize, 0);
    // Depth inside an element that is left out.
    let mut skipped = 0usize;
    for edge in html.tree.root().traverse() {
        let (node, is_open) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Text(text) if is_open && skipped == 0 => {
                if run.text.is_empty() {
                    run.element = at;
                }
                let before = run.text.len();
                push_clean(&mut run.text, text);
                if run.text.len() > before && !text.trim().is_empty() {
                    n_breaks = 0;
                }
                if n_links > 0 {
                    run.n_linked += run.text.len() - before;
                }
            }
            Node::Element(element) => {
                let name = element.name();
                if SKIPPED.contains(&name) {
                    skipped = if is_open { skipped + 1 } else { skipped.saturating_sub(1) };
                    // A picture or player parts what stands before and behind it.
                    flush(&mut run, &mut page.blocks);
                } else if skipped > 0 {
                } else if name == "br" {
                    if is_open {
                        n_breaks += 1;
                        push_clean(&mut run.text, "\n");
                        if n_breaks > 1 {
                            flush(&mut run, &mut page.blocks);
                        }
                    }
                } else if INLINE.contains(&name) {
                    if name == "a" {
                        n_links = if is_open { n_links + 1 } else { n_links.saturating_sub(1) };
                    }
                } else {
                    flush(&mut run, &mut page.blocks);
                    n_breaks = 0;
                    if is_open {
                        page.elements.push(describe(element, at, page.elements[at].is_hidden));
                        at = page.elements.len() - 1;
                    } else {
                        at = page.elements[at].parent;
                    }
                }
            }
            _ => {}
        }
    }
    flush(&mut run, &mut page.blocks);
    page
}

fn flush(run: &mut Block, out: &mut Vec<Block>) {
    run.text.truncate(run.text.trim_end().len());
    if !run.text.is_empty() {
        out.push(run.clone());
    }
    (run.text, run.n_linked) = (String::new(), 0);
}

fn describe(element: &scraper::node::Element, parent: usize, in_hidden: bool) -> Element {
    let mut label = String::new();
    for attribute in ["id", "class", "role", "itemprop"] {
        for word in element.attr(attribute).unwrap_or("").split_whitespace() {
            if !label.is_empty() {
                label.push(' ');
            }
            label.push_str(&word.to_lowercase());
        }
    }
    let style = element.attr("style").unwrap_or("").replace(' ', "").to_lowercase();
    let is_hidden = in_hidden
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden");
    Element { parent, name: element.name().to_owned(), label, is_hidden }
}

/// The text of a fragment, with what its elements say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// A block a paragraph, an empty line between two.
    pub text: String,
    /// Captions and other pieces that are not story.
    pub marks: Vec<Mark>,
}

impl From<Rendered> for Draft {
    fn from(rendered: Rendered) -> Draft {
        Draft { text: rendered.text, marks: rendered.marks, ..Draft::default() }
    }
}

/// Reads the HTML that another format carries as the body of an article: all of it is the article's, but for captions and
/// asides.
pub fn fragment(html: &str) -> Rendered {
    let page = blocks(&Html::parse_fragment(&bounded(html).html));
    let mut out = Rendered::default();
    for block in &page.blocks {
        if !out.text.is_empty() {
            out.text.push_str("\n\n");
        }
        let start = out.text.len();
        out.text.push_str(&block.text);
        let span = Span::new(&out.text, start..out.text.len()).expect("a block is whole characters");
        let verdict = page.around(block.element).find_map(|element| match element.name.as_str() {
            "figcaption" => Some((SegmentKind::Caption, "a picture's caption in the page")),
            "aside" => Some((SegmentKind::Other, "set beside the story in the page")),
            "nav" => Some((SegmentKind::Navigation, "a menu in the page")),
            _ => None,
        });
        if let Some((kind, reason)) = verdict {
            out.marks.push(Mark { span, kind, reason: reason.into() });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[&str]) {
        let page = blocks(&Html::parse_fragment(html));
        assert_eq!(page.blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn each_line_of_its_own_is_a_block() {
        check(
            "<p>A <b>fire</b>&nbsp;broke out.</p>It was<br>put out.<br><br>Late.",
            &["A fire broke out.", "It was put out.", "Late."],
        );
        check("<ul><li>One<li>Two</ul><script>x</script><td>Three", &["One", "Two", "Three"]);
        check(
            "<p>In <a href=x>Salem</a><img src=y> it rained &amp; po&shy;ured.</p>",
            &["In Salem", "it rained & poured."],
        );
        check("", &[]);
    }

    #[test]
    fn a_caption_is_marked() {
        let found = fragment(
            "<p>A fire.</p><figure><img><figcaption>The <i>house</i></figcaption></figure><p>It rained.</p>",
        );
        assert_eq!(found.text, "A fire.\n\nThe house\n\nIt rained.");
        let marks: Vec<_> = found.marks.iter().map(|m| (m.span.of(&found.text), m.kind)).collect();
        assert_eq!(marks, [("The house", SegmentKind::Caption)]);
    }

    #[test]
    fn a_deep_page_is_walked() {
        let deep = "<div>".repeat(2_000) + "end";
        check(&deep, &["end"]);
    }
}
