//! XML formats of news systems: NewsML-G2, NITF, and feeds (RSS 0.9 to 2.0, RDF, Atom).
//!
//! In: text, whose charset has been dealt with. [`shape`] says which format it is, [`items`] reads it; each format has a
//! file of its own over one tree reader with limits. Pages are told apart here and read elsewhere.

mod body;
mod feed;
mod newsml;
mod nitf;
mod space;
mod tree;

use crate::intake::{Item, Note, Refused, date};
use quick_xml::NsReader;
use quick_xml::events::Event;
use space::Space;
use tree::{Node, Tree};

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// NewsML: items of the G2 kind, or a message that carries some.
    NewsMl,
    /// An article in NITF.
    Nitf,
    /// RSS, RDF or Atom.
    Feed,
    /// A page in HTML, which need not be XML.
    Page,
}

/// The format of a document, by its outermost element; `None` if that is of none of these, or if it is no document.
pub fn shape(text: &str) -> Option<Shape> {
    let mut reader = NsReader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text));
    loop {
        match reader.read_resolved_event().ok()? {
            (space, Event::Start(tag) | Event::Empty(tag)) => {
                return shape_of(tag.local_name().into_inner(), Space::of(&space, tag.name()));
            }
            // A page may leave out `<html>`, but says what it is.
            (_, Event::DocType(words)) if first_word(&words).eq_ignore_ascii_case("html") => {
                return Some(Shape::Page);
            }
            (_, Event::Text(words)) if !words.trim().is_empty() => return None,
            (_, Event::Eof | Event::CData(_) | Event::GeneralRef(_) | Event::End(_)) => return None,
            _ => {}
        }
    }
}

fn shape_of(root: &str, space: Space) -> Option<Shape> {
    match root {
        "nitf" => Some(Shape::Nitf),
        "rss" | "RDF" => Some(Shape::Feed),
        "feed" | "entry" if matches!(space, Space::Atom | Space::Plain) => Some(Shape::Feed),
        _ if root.eq_ignore_ascii_case("html") => Some(Shape::Page),
        _ if newsml::is_root(root) => Some(Shape::NewsMl),
        _ => None,
    }
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or("")
}

/// The articles of a document. An error says why the whole cannot be read; a bad item is among the others.
pub fn items(text: &str) -> Result<Vec<Item>, Refused> {
    let tree = Tree::read(text).map_err(|fault| {
        let before = &text.as_bytes()[..fault.at.min(text.len())];
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        Refused::new("", format!("cannot be read as XML: line {line}, byte {}: {}", fault.at, fault.reason))
    })?;
    let root = tree.root();
    let mut items = match shape_of(root.name(), root.space()) {
        Some(Shape::NewsMl) => newsml::items(root)?,
        Some(Shape::Nitf) => vec![nitf::item(root)],
        Some(Shape::Feed) => feed::items(root),
        Some(Shape::Page) => return Err(Refused::new("", "is a page in HTML, not a news item or a feed")),
        None => {
            let detail = format!("holds <{}>, which is none of the formats of news", root.name());
            return Err(Refused::new("", detail));
        }
    };
    // The formats give times in many forms; all are read in one place.
    for draft in items.iter_mut().flatten() {
        if let Some(given) = draft.published_at.take() {
            draft.published_at = date::noted(date::time(&given), &given, &mut draft.notes);
        }
    }
    Ok(items)
}

/// The place of an item, counted from 1, with the name that its sender gives it.
fn place(number: usize, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("item {number} ({name})"),
        None => format!("item {number}"),
    }
}

/// Why an item must not be used, if its status says so: `stat:canceled`, `withheld`.
fn stopped(status: Option<&str>) -> Option<String> {
    let status = status?;
    match suffix(status).to_ascii_lowercase().as_str() {
        "canceled" | "cancelled" => Some(format!("was canceled by its sender (status {status})")),
        "withheld" => Some(format!("is withheld by its sender (status {status})")),
        _ => None,
    }
}

/// The code itself of `stat:usable` or `http://cv.iptc.org/newscodes/pubstatusg2/usable`: prefixes are the sender's own.
fn suffix(code: &str) -> &str {
    code.rsplit([':', '/', '#']).find(|part| !part.is_empty()).unwrap_or(code)
}

/// Tells of references in an element that nobody knows.
fn note_unknown(node: Node, notes: &mut Vec<Note>) {
    let names = node.unknown();
    if !names.is_empty() {
        let names: Vec<String> = names.iter().take(5).map(|name| format!("&{name};")).collect();
        notes.push(Note::new("unknown_entity", format!("left out without a meaning: {}", names.join(", "))));
    }
}
