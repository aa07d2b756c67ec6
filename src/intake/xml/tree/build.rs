//! Making a tree, event by event, under its limits.

use super::{Content, Item, Tree};
use crate::intake::xml::space::Space;
use quick_xml::escape::{resolve_predefined_entity, unescape_with};
use quick_xml::events::{BytesRef, BytesStart};
use quick_xml::name::ResolveResult;

/// Elements inside one another. 200: the deepest item seen has 20, and escaped HTML is parsed elsewhere.
const MOST_DEPTH: usize = 200;

/// Elements, attributes and texts of a document. 200,000: a feed of a thousand long articles has a tenth of it.
const MOST_NODES: usize = 200_000;

/// Letters of an entity's name; what is longer is text between `&` and `;`. The longest of HTML has 31.
const LONGEST_NAME: usize = 64;

/// Unknown references that are told of; all are dropped.
const MOST_UNKNOWN: usize = 1_000;

/// A document that is being read.
#[derive(Default)]
pub struct Build {
    tree: Tree,
    /// The elements that are open, the outermost first.
    open: Vec<usize>,
    /// Whether the last item is a text that goes on: text, CDATA and references in a row are one.
    in_text: bool,
    n_attributes: usize,
}

impl Build {
    /// An element begins.
    pub fn open(&mut self, tag: &BytesStart, space: &ResolveResult) -> Result<(), String> {
        if self.open.is_empty() && !self.tree.items.is_empty() {
            return Err("a second document begins here; send them one by one".into());
        }
        if self.open.len() >= MOST_DEPTH {
            return Err(format!("more than {MOST_DEPTH} elements stand inside one another"));
        }
        let mut attributes = Vec::new();
        // A broken attribute is left out; the element stays.
        for attribute in tag.attributes().with_checks(false).flatten() {
            self.n_attributes += 1;
            self.check_number()?;
            let known = |name: &str| Some(resolve_predefined_entity(name).unwrap_or(""));
            let value = unescape_with(&attribute.value, known);
            let value = value.map_or_else(|_| attribute.value.to_string(), |value| value.into_owned());
            attributes.push((attribute.key.as_ref().to_owned(), one_line(&value)));
        }
        let name = tag.local_name().as_ref().to_owned();
        self.open.push(self.tree.items.len());
        self.in_text = false;
        self.add(Content::Element { space: Space::of(space, tag.name()), name, attributes })
    }

    /// The innermost element that is open ends.
    pub fn close(&mut self) {
        if let Some(ix) = self.open.pop() {
            self.tree.items[ix].end = self.tree.items.len();
        }
        self.in_text = false;
    }

    /// Appends text. What stands behind the root is not the document's.
    pub fn push(&mut self, words: &str) -> Result<(), String> {
        if self.tree.items.is_empty() && !words.trim().is_empty() {
            return Err("text stands before its first element".into());
        }
        if self.open.is_empty() || words.is_empty() {
            return Ok(());
        }
        if self.in_text
            && let Some(Item { content: Content::Text(text), .. }) = self.tree.items.last_mut()
        {
            text.push_str(words);
            return Ok(());
        }
        self.in_text = true;
        self.add(Content::Text(words.to_owned()))
    }

    /// Appends what a reference stands for.
    pub fn refer(&mut self, reference: &BytesRef) -> Result<(), String> {
        if reference.is_char_ref() {
            // Senders name characters of Windows by their codes there, as browsers allow; what is none is dropped.
            let c = reference.resolve_char_ref().ok().flatten();
            return c.map_or(Ok(()), |c| self.push(windows(c).encode_utf8(&mut [0; 4])));
        }
        if let Some(known) = resolve_predefined_entity(reference) {
            return self.push(known);
        }
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        if reference.is_empty() || reference.len() > LONGEST_NAME || !reference.chars().all(is_name) {
            // `A & B; C`: text, not a reference.
            return self.push(&format!("&{};", &**reference));
        }
        if let Some(&element) = self.open.last()
            && self.tree.unknown.len() < MOST_UNKNOWN
        {
            self.tree.unknown.push((element, reference.to_string()));
        }
        Ok(())
    }

    fn add(&mut self, content: Content) -> Result<(), String> {
        self.tree.items.push(Item { end: self.tree.items.len() + 1, content });
        self.check_number()
    }

    fn check_number(&self) -> Result<(), String> {
        if self.tree.items.len() + self.n_attributes <= MOST_NODES {
            return Ok(());
        }
        Err(format!("more than {MOST_NODES} elements, attributes and texts"))
    }

    /// The tree, if it is whole.
    pub fn finish(self) -> Result<Tree, String> {
        match self.open.last().map(|&ix| &self.tree.items[ix].content) {
            Some(Content::Element { name, .. }) => Err(format!("it ends inside <{name}>")),
            _ if self.tree.items.is_empty() => Err("it has no element".into()),
            _ => Ok(self.tree),
        }
    }
}

/// The value of an attribute as XML reads it, white space made blanks, and without control characters, which XML has not.
fn one_line(value: &str) -> String {
    let blanked = value.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    blanked.filter(|c| !c.is_control()).collect()
}

/// The character that `&#146;` and its like mean: 128 to 159 are those of windows-1252, as in HTML.
fn windows(c: char) -> char {
    const TABLE: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match c {
        '\u{80}'..='\u{9F}' => TABLE[c as usize - 0x80],
        _ => c,
    }
}
