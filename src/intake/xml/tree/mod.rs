//! A small tree of an XML document, under limits: what the decoders of this folder walk.
//!
//! It is lenient where senders slip and nothing is lost by it (a bare `&`, a prefix that nobody declared), and refuses what
//! could cost without bound: entities that a document defines, depth, sheer number. A reference that nobody knows is
//! dropped, and [`Node::unknown`] tells of it.

mod build;

use super::space::Space;
use crate::intake::characters::clean;
use build::Build;
use quick_xml::NsReader;
use quick_xml::events::Event;

/// A document that was read to its end.
#[derive(Debug, Default)]
pub struct Tree {
    /// Parents before their children, in the order of the document; the first is the root.
    items: Vec<Item>,
    /// References that nobody knows: the element in which each stood, and its name.
    unknown: Vec<(usize, String)>,
}

#[derive(Debug)]
struct Item {
    /// One past the last item inside, so that `ix + 1..end` is what the item holds.
    end: usize,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Text(String),
    Element { space: Space, name: String, attributes: Vec<(String, String)> },
}

/// Why and where a document cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Byte of the document, a byte order mark not counted.
    pub at: usize,
    /// Why.
    pub reason: String,
}

impl Tree {
    /// Reads a document.
    pub fn read(text: &str) -> Result<Tree, Fault> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut reader = NsReader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        let mut build = Build::default();
        loop {
            let at = reader.buffer_position() as usize;
            let done = match reader.read_resolved_event() {
                Ok((space, Event::Start(tag))) => build.open(&tag, &space),
                Ok((space, Event::Empty(tag))) => build.open(&tag, &space).map(|()| build.close()),
                Ok((_, Event::End(_))) => {
                    build.close();
                    Ok(())
                }
                Ok((_, Event::Text(words))) => build.push(&words),
                Ok((_, Event::CData(words))) => build.push(&words),
                Ok((_, Event::GeneralRef(reference))) => build.refer(&reference),
                Ok((_, Event::DocType(words))) if words.contains('[') => {
                    Err("its DOCTYPE defines things of its own, such as entities; that is not read".into())
                }
                Ok((_, Event::Eof)) => return build.finish().map_err(|reason| Fault { at, reason }),
                Ok(_) => Ok(()),
                Err(e) => return Err(Fault { at: reader.error_position() as usize, reason: e.to_string() }),
            };
            done.map_err(|reason| Fault { at, reason })?;
        }
    }

    /// The outermost element.
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, ix: 0 }
    }
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    ix: usize,
}

/// What [`Node::walk`] meets.
pub enum Step<'t> {
    /// An element begins.
    Open(Node<'t>),
    /// Text.
    Text(&'t str),
    /// An element ends.
    Close(Node<'t>),
}

impl<'t> Node<'t> {
    /// Its name without a prefix.
    pub fn name(self) -> &'t str {
        match &self.item().content {
            Content::Element { name, .. } => name,
            Content::Text(_) => "",
        }
    }

    /// Its namespace.
    pub fn space(self) -> Space {
        match &self.item().content {
            Content::Element { space, .. } => *space,
            Content::Text(_) => Space::Other,
        }
    }

    /// Its attributes, by the names in the document.
    pub fn attributes(self) -> &'t [(String, String)] {
        match &self.item().content {
            Content::Element { attributes, .. } => attributes,
            Content::Text(_) => &[],
        }
    }

    /// The value of an attribute, ends trimmed, unless that is empty.
    pub fn attribute(self, name: &str) -> Option<&'t str> {
        let found = self.attributes().iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The elements that stand in it directly.
    pub fn children(self) -> impl Iterator<Item = Node<'t>> {
        let (tree, end) = (self.tree, self.item().end);
        let mut at = self.ix + 1;
        std::iter::from_fn(move || {
            let node = (at < end).then_some(Node { tree, ix: at })?;
            at = node.item().end;
            Some(node)
        })
        .filter(|node| node.is_element())
    }

    /// Its children of a name.
    pub fn named(self, name: &str) -> impl Iterator<Item = Node<'t>> {
        self.children().filter(move |child| child.name() == name)
    }

    /// Its first child of a name.
    pub fn child(self, name: &str) -> Option<Node<'t>> {
        self.named(name).next()
    }

    /// The first element of a name inside of it, however deep.
    pub fn find(self, name: &str) -> Option<Node<'t>> {
        let mut inside = (self.ix + 1..self.item().end).map(|ix| Node { tree: self.tree, ix });
        inside.find(|node| node.name() == name)
    }

    /// All text in it, cleaned, unless there is none.
    pub fn text(self) -> Option<String> {
        Some(clean(&self.raw())).filter(|text| !text.is_empty())
    }

    /// All text in it as it stands.
    pub fn raw(self) -> String {
        let inside = &self.tree.items[self.ix..self.item().end];
        let texts = inside.iter().map(|item| match &item.content {
            Content::Text(text) => text.as_str(),
            Content::Element { .. } => "",
        });
        texts.collect()
    }

    /// What stands in it, in order and without recursion.
    pub fn walk(self) -> impl Iterator<Item = Step<'t>> {
        let (tree, end) = (self.tree, self.item().end);
        let mut at = self.ix + 1;
        let mut open: Vec<Node> = Vec::new();
        std::iter::from_fn(move || {
            if open.last().is_some_and(|node| node.item().end == at) {
                return open.pop().map(Step::Close);
            }
            let node = (at < end).then_some(Node { tree, ix: at })?;
            at += 1;
            Some(match &node.item().content {
                Content::Text(text) => Step::Text(text),
                Content::Element { .. } => {
                    open.push(node);
                    Step::Open(node)
                }
            })
        })
    }

    /// Names of the references in it that were dropped, each once.
    pub fn unknown(self) -> Vec<&'t str> {
        let inside = self.ix..self.item().end;
        let found = self.tree.unknown.iter().filter(|(element, _)| inside.contains(element));
        let mut names: Vec<&str> = found.map(|(_, name)| name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn is_element(self) -> bool {
        matches!(self.item().content, Content::Element { .. })
    }

    fn item(self) -> &'t Item {
        &self.tree.items[self.ix]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        let found = Tree::read(text).map(|tree| tree.root().raw());
        match (&found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{text}"),
            (Err(fault), Err(expected)) => assert!(fault.reason.contains(expected), "{text}: {fault:?}"),
            _ => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn text_is_one_whatever_it_is_made_of() {
        check("<a>x<!-- no --> <![CDATA[<b>]]>&lt;&#65;&#x42;&eacute;&#146;</a>", Ok("x <b><AB\u{e9}’"));
        check(
            "\u{FEFF}<?xml version='1.0' encoding='ISO-8859-1'?>\n<!DOCTYPE a SYSTEM 'a.dtd'><a>é</a>\n",
            Ok("é"),
        );
        check("<a>AT&T & R; B&unknown;C&#0;</a>", Ok("AT&T & R; BC"));
    }

    #[test]
    fn a_document_without_an_end_in_sight_is_refused() {
        check("<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>", Err("DOCTYPE"));
        check(&"<a>".repeat(201), Err("more than 200"));
        check(&format!("<a>{}</a>", "<b/>".repeat(200_000)), Err("more than 200000"));
        check(&format!("<a {}/>", "x='1' ".repeat(200_000)), Err("more than 200000"));
        check("<a><b></a>", Err("expected `</b>`"));
        check("<a><b>", Err("ends inside <b>"));
        check("<a/><a/>", Err("a second document"));
        check("Rain. <a/>", Err("text stands before"));
        check("<a>x</a>\n\0", Ok("x"));
        check(" ", Err("no element"));
    }

    #[test]
    fn unknown_references_are_told_where_they_stand() {
        let tree = Tree::read("<a>&x;<b>&y;&x;&amp;</b><c>&z;</c></a>").unwrap();
        assert_eq!(tree.root().unknown(), ["x", "y", "z"]);
        assert_eq!(tree.root().child("b").unwrap().unknown(), ["x", "y"]);
    }

    #[test]
    fn an_element_closes_after_all_that_it_holds() {
        let tree = Tree::read("<a>1<b><c/>2</b><d/>3</a>").unwrap();
        let steps = tree.root().walk().map(|step| match step {
            Step::Open(node) => format!("<{}>", node.name()),
            Step::Text(text) => text.to_owned(),
            Step::Close(node) => format!("</{}>", node.name()),
        });
        assert_eq!(steps.collect::<String>(), "1<b><c></c>2</b><d></d>3");
    }
}
