//! Feeds: RSS 0.9 to 2.0, RDF and Atom, one article an entry.
//!
//! Not by a library of feeds: the ones there are give up a feed for one bad entry, turn times to UTC and drop what they do
//! not know, and the tree has to be read under limits anyway. JSON Feed is read with the other JSON formats.

use super::body::{of_elements, of_escaped, of_plain};
use super::space::Space;
use super::tree::Node;
use super::{note_unknown, place};
use crate::intake::characters::clean;
use crate::intake::html::Rendered;
use crate::intake::{Draft, Item, Note};
use std::collections::BTreeSet;

/// What a feed says for all its entries.
struct Feed {
    is_atom: bool,
    title: Option<String>,
    lang: Option<String>,
    author: Option<String>,
}

/// The entries of a feed in its order.
pub fn items(root: Node) -> Vec<Item> {
    let is_atom = matches!(root.name(), "feed" | "entry");
    let channel = root.child("channel").unwrap_or(root);
    let mut feed = Feed { is_atom, title: None, lang: None, author: None };
    let entries: Vec<Node> = match root.name() {
        "entry" => vec![root],
        "feed" => root.named("entry").collect(),
        // In RDF the items stand beside their channel.
        _ => channel.named("item").chain(root.named("item")).collect(),
    };
    if root.name() != "entry" {
        feed.title = own(channel, "title").and_then(|node| feed.line(node));
        feed.author = authors(channel).filter(|_| is_atom);
        feed.lang = lang(channel).or_else(|| lang(root));
    }
    (1..).zip(entries).map(|(number, entry)| Ok(feed.draft(number, entry))).collect()
}

impl Feed {
    fn draft(&self, number: usize, entry: Node) -> Draft {
        let title = own(entry, "title").and_then(|node| self.line(node));
        let guid = own(entry, "guid").or_else(|| own(entry, "id"));
        let id = guid.and_then(Node::text).or_else(|| entry.attribute("rdf:about").map(str::to_owned));
        let mut notes = Vec::new();
        let text = self.text(entry, &mut notes);
        note_unknown(entry, &mut notes);
        let source = own(entry, "source").and_then(|node| own(node, "title").unwrap_or(node).text());
        Draft {
            place: place(number, title.as_deref().or(id.as_deref())),
            url: url(entry, guid),
            source: source.or_else(|| self.title.clone()),
            title,
            text: text.text,
            marks: text.marks,
            byline: authors(entry).or_else(|| self.author.clone()),
            published_at: time(entry),
            lang: lang(entry).or_else(|| self.lang.clone()),
            id,
            notes,
            ..Draft::default()
        }
    }

    /// The whole text of an entry, or what it has instead.
    fn text(&self, entry: Node, notes: &mut Vec<Note>) -> Rendered {
        let encoded =
            entry.children().find(|node| node.space() == Space::Content && node.name() == "encoded");
        let whole = encoded.or_else(|| own(entry, "content")).or_else(|| entry.child("body"));
        let whole = whole.map(|node| self.rendered(node)).filter(|text| !text.text.is_empty());
        if let Some(whole) = whole {
            return whole;
        }
        let summary = own(entry, "description").or_else(|| own(entry, "summary")).or_else(|| {
            entry.children().find(|node| node.space() == Space::DublinCore && node.name() == "description")
        });
        let summary = summary.map(|node| self.rendered(node)).unwrap_or_default();
        notes.push(match summary.text.is_empty() {
            true => Note::new("body_missing", "the feed gives no text"),
            false => {
                Note::new("summary_only", "the feed gives a summary, which may be less than the article")
            }
        });
        summary
    }

    /// The text of an element: RSS has escaped HTML or plain text and does not say which; Atom says it.
    fn rendered(&self, node: Node) -> Rendered {
        let kind = node.attribute("type").unwrap_or("text").to_ascii_lowercase();
        let is_text = kind.starts_with("text") || kind.contains("html") || kind.contains("xml");
        if node.children().next().is_some() {
            of_elements(node)
        } else if !self.is_atom {
            of_escaped(&node.raw())
        } else if matches!(kind.as_str(), "text" | "text/plain") {
            of_plain(&node.raw())
        } else if is_text {
            of_escaped(&node.raw())
        } else {
            Rendered::default()
        }
    }

    /// A title, on one line.
    fn line(&self, node: Node) -> Option<String> {
        Some(clean(&self.rendered(node).text)).filter(|title| !title.is_empty())
    }
}

/// The first child of a name that is the feed's own: `media:title` is not the entry's title.
fn own<'t>(node: Node<'t>, name: &str) -> Option<Node<'t>> {
    all_own(node, name).next()
}

fn all_own<'t>(node: Node<'t>, name: &str) -> impl Iterator<Item = Node<'t>> {
    node.named(name).filter(|child| matches!(child.space(), Space::Plain | Space::Own | Space::Atom))
}

fn dublin_core<'t>(node: Node<'t>, name: &str) -> impl Iterator<Item = Node<'t>> {
    node.named(name).filter(|child| child.space() == Space::DublinCore)
}

/// The address of an entry's page: its link, or its guid where that is one. A part of an address is none.
fn url(entry: Node, guid: Option<Node>) -> Option<String> {
    let link = all_own(entry, "link").find_map(|link| {
        let is_page = link.attribute("rel").is_none_or(|rel| rel == "alternate");
        link.text().or_else(|| link.attribute("href").filter(|_| is_page).map(str::to_owned))
    });
    let is_link = |guid: &Node| guid.name() == "guid" && guid.attribute("isPermaLink") != Some("false");
    link.or_else(|| guid.filter(is_link)?.text()).filter(|address| address.contains("://"))
}

/// When an entry was published, or else when it was changed.
fn time(entry: Node) -> Option<String> {
    let first = ["pubDate", "published", "issued"].into_iter().find_map(|name| own(entry, name)?.text());
    let found = first
        .or_else(|| dublin_core(entry, "date").find_map(Node::text))
        .or_else(|| ["updated", "modified"].into_iter().find_map(|name| own(entry, name)?.text()));
    found.as_deref().map(str::to_owned)
}

fn lang(node: Node) -> Option<String> {
    let given = node.attribute("xml:lang").map(str::to_owned);
    let named = given.or_else(|| own(node, "language")?.text());
    named.or_else(|| dublin_core(node, "language").find_map(Node::text))
}

/// Names of the authors, each once: of Atom, of Dublin Core, or of RSS, which has an address of mail before the name.
fn authors(node: Node) -> Option<String> {
    let persons = all_own(node, "author").filter_map(|author| match author.child("name") {
        Some(name) => name.text(),
        None => Some(name_behind_mail(&author.text()?)),
    });
    let (mut names, mut seen) = (Vec::new(), BTreeSet::new());
    for name in persons.chain(dublin_core(node, "creator").filter_map(Node::text)) {
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    Some(names.join(", ")).filter(|names| !names.is_empty())
}

/// `desk@example.com (Ann Lee)` is Ann Lee.
fn name_behind_mail(author: &str) -> String {
    match author.split_once('(') {
        Some((mail, name)) if mail.contains('@') => name.trim_end_matches(')').trim().to_owned(),
        _ => author.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::xml::tree::Tree;

    fn check(entry: &str, expected: [Option<&str>; 3]) {
        let text = format!("<rss><channel><item>{entry}</item></channel></rss>");
        let tree = Tree::read(&text).unwrap();
        let found = items(tree.root()).remove(0).unwrap();
        let found = [found.url, found.byline, found.published_at];
        assert_eq!(found.each_ref().map(|value| value.as_deref()), expected, "{entry}");
    }

    #[test]
    fn the_best_of_what_an_entry_says_is_taken() {
        check(
            "<guid>http://a.example/1</guid><author>a@b.example (A. Bo)</author><pubDate> x </pubDate>",
            [Some("http://a.example/1"), Some("A. Bo"), Some("x")],
        );
        check(
            "<guid>id-1</guid><dc:creator>A. Bo</dc:creator><author>A. Bo</author><updated>y</updated>",
            [None, Some("A. Bo"), Some("y")],
        );
        check(
            "<atom:link href='http://a.example/feed' rel='self'/><link>http://a.example/2</link>\
             <media:credit>C</media:credit><dc:date>z</dc:date><updated>y</updated>",
            [Some("http://a.example/2"), None, Some("z")],
        );
        check("<link>/3</link><guid isPermaLink='false'>http://a.example/3</guid>", [None, None, None]);
    }
}
