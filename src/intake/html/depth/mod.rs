//! Keeps HTML from costing more than its length: a parser's time grows with the square of the depth of elements inside
//! one another, of the formatting that nobody closes, and of the attributes of one tag.
//!
//! In: HTML. Out: the same, with tags left out that go beyond what any page needs, and the text between them kept. The
//! rules of HTML for which tag closes which are followed so far as they bound the depth; this is no parser.

mod open;
mod tags;

use open::{Kind, Open, kind};
use std::borrow::Cow;
use std::collections::BTreeMap;
use tags::{Piece, Tag, end_of_raw, piece};

/// Elements open inside one another. 256: pages have some tens.
const MOST_OPEN: usize = 256;

/// Formatting elements that are open: all that nobody closed are made anew in the next paragraph.
const MOST_FORMATTING: usize = 32;

/// Formatting elements that are made anew in all; behind that, what is open is closed and none is opened.
const MOST_MADE_ANEW: usize = 50_000;

/// Tags of `html` and `body`: each gives its attributes to the first.
const MOST_ROOTS: usize = 16;

/// HTML that can be parsed in time that grows as its length does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounded<'h> {
    /// As given, or without the tags that were too much.
    pub html: Cow<'h, str>,
    /// Elements that begin.
    pub n_elements: usize,
    /// Elements open around these, added up.
    pub n_around: usize,
}

/// The HTML, or as much of its markup as can be parsed soon.
pub fn bounded(html: &str) -> Bounded<'_> {
    let mut scan = Scan { html, ..Scan::default() };
    let mut at = 0;
    while at < html.len() {
        let (piece, end) = piece(html, at, scan.open.in_foreign());
        at = scan.take(piece, at, end);
    }
    let (n_elements, n_around) = (scan.n_elements, scan.n_around);
    if scan.copied == 0 && scan.out.is_empty() {
        return Bounded { html: Cow::Borrowed(html), n_elements, n_around };
    }
    scan.out.push_str(&html[scan.copied..]);
    Bounded { html: Cow::Owned(scan.out), n_elements, n_around }
}

#[derive(Default)]
struct Scan<'h> {
    html: &'h str,
    open: Open,
    /// Elements whose beginning was left out, so that their ends are, too.
    left_out: BTreeMap<String, usize>,
    n_elements: usize,
    n_around: usize,
    n_roots: usize,
    n_made_anew: usize,
    out: String,
    /// How much of the HTML is copied or left out.
    copied: usize,
}

impl Scan<'_> {
    /// Takes a piece in; where the next begins.
    fn take(&mut self, piece: Piece, at: usize, end: usize) -> usize {
        match piece {
            Piece::Other => end,
            Piece::Text => {
                self.make_anew(at);
                end
            }
            Piece::Start(tag) => {
                let name = tag.name.to_ascii_lowercase();
                // These hold no elements, and must not be left out, or what they hold would be read as text.
                let is_text =
                    !self.open.in_foreign() && matches!(&*name, "script" | "style" | "textarea" | "title");
                if !tag.is_whole || is_text || self.begins(&name, &tag, at) {
                    self.cut(&tag, at, end);
                } else {
                    *self.left_out.entry(name.clone()).or_default() += 1;
                    self.leave_out(&name, at, end);
                    return end;
                }
                if is_text { end_of_raw(self.html, end, &name) } else { end }
            }
            Piece::End(tag) => {
                let name = tag.name.to_ascii_lowercase();
                match self.left_out.get_mut(&name) {
                    Some(n) if *n > 0 => {
                        *n -= 1;
                        self.leave_out(&name, at, end);
                    }
                    _ => {
                        self.cut(&tag, at, end);
                        if tag.is_whole {
                            self.open.end(&name);
                        }
                    }
                }
                end
            }
        }
    }

    /// An element begins; whether its tag can stay.
    fn begins(&mut self, name: &str, tag: &Tag, at: usize) -> bool {
        self.n_elements += 1;
        self.n_around += self.open.elements.len();
        match name {
            "html" | "body" => {
                self.n_roots += 1;
                return self.n_roots <= MOST_ROOTS;
            }
            "head" | "frameset" | "frame" => return true,
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" | "colgroup" | "col"
                if self.open.table().is_none() =>
            {
                return true;
            }
            _ => {}
        }
        if tag.is_closed && (self.open.in_foreign() || matches!(name, "svg" | "math")) {
            return true;
        }
        self.open.imply(name);
        let kind = kind(name);
        if matches!(kind, Kind::Formatting | Kind::Inline) {
            self.make_anew(at);
        }
        if VOID.contains(&name) {
            return true;
        }
        let is_spent = kind == Kind::Formatting
            && (self.n_made_anew > MOST_MADE_ANEW || self.open.n_formatting() >= MOST_FORMATTING);
        if is_spent || self.open.elements.len() >= MOST_OPEN {
            return false;
        }
        self.open.push(name, kind);
        true
    }

    fn make_anew(&mut self, at: usize) {
        self.n_made_anew += self.open.make_anew();
        if self.n_made_anew > MOST_MADE_ANEW {
            let ends: String = self.open.close_formatting().iter().map(|name| format!("</{name}>")).collect();
            if !ends.is_empty() {
                self.replace(at, at, &ends);
            }
        }
    }

    /// Leaves out what a tag has too much of.
    fn cut(&mut self, tag: &Tag, at: usize, end: usize) {
        if let Some(from) = tag.cut {
            let mark = match (tag.is_whole, tag.is_closed) {
                (false, _) => "",
                (true, false) => ">",
                (true, true) => "/>",
            };
            self.replace(from.max(at), end, mark);
        }
    }

    /// Leaves a tag out; what stood on lines of its own still does.
    fn leave_out(&mut self, name: &str, at: usize, end: usize) {
        const BREAK: &str = "<br><br>";
        let is_apart = self.copied == at && self.out.ends_with(BREAK);
        let is_line = matches!(kind(name), Kind::Block | Kind::Wall);
        self.replace(at, end, if is_line && !is_apart { BREAK } else { "" });
    }

    fn replace(&mut self, from: usize, to: usize, by: &str) {
        self.out.push_str(&self.html[self.copied..from]);
        self.out.push_str(by);
        self.copied = to;
    }
}

/// Elements that hold nothing.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "hr", "image", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn is_kept(html: &str) {
        assert!(matches!(bounded(html).html, Cow::Borrowed(_)), "{} is changed", &html[..html.len().min(60)]);
    }

    #[test]
    fn a_page_as_pages_are_is_kept() {
        for line in [
            "<p>One<p>Two <b>three</b>",
            "<ul><li>One<li>Two</ul>",
            "<table><tr><td>One<td>Two<tr><td>Three</table>",
            "<div><span>One</div>",
            "<div><p>One</div>",
            "<a href=x>One</a><br><img src=y>",
            "<svg><path d=''/><g/></svg>",
            "<script>if (a <b || c < d) x = '<div>'</script>",
            "<!-- <div> --><!--><p>",
            "<b><p>One</b><p>Two</p>",
            "<select><option>One<option>Two</select>",
            "<dl><dt>One<dd>Two</dl><h2>A</h3>",
        ] {
            is_kept(&line.repeat(1_000));
        }
        is_kept("<a title='</script><div' /");
    }

    #[test]
    fn text_stays_where_tags_go() {
        let deep = format!("{}One{}<p>Two", "<div>".repeat(300), "</div>".repeat(300));
        let bound = bounded(&deep).html;
        assert_eq!(bound.matches("<div>").count(), MOST_OPEN);
        assert_eq!(bound.matches("</div>").count(), MOST_OPEN);
        assert!(bound.contains("One") && bound.ends_with("<p>Two"));
        let attributes: String = (0..300).map(|n| format!(" a{n}='>'")).collect();
        assert!(bounded(&format!("<p{attributes}>One")).html.ends_with("a255='>' >One"));
    }
}
