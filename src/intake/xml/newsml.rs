//! NewsML-G2: news items, alone or in a message.
//!
//! Codes are matched by what stands behind their prefix, because prefixes are the sender's own.

use super::body::{append, is_markup, is_tag, marked, of_elements, of_escaped, of_plain};
use super::tree::Node;
use super::{nitf, note_unknown, place, stopped, suffix};
use crate::engine::answer::SegmentKind;
use crate::intake::address::host;
use crate::intake::html::Rendered;
use crate::intake::{Draft, Item, Note, Refused, date};

/// Items that carry no article, and what they are.
const OTHERS: &[(&str, &str)] = &[
    ("packageItem", "a package: a list of other items"),
    ("conceptItem", "a concept: an entry of a vocabulary"),
    ("knowledgeItem", "a knowledge item: a set of concepts"),
    ("planningItem", "a plan of coverage"),
    ("catalogItem", "a catalog of vocabularies"),
];

/// Whether a document that opens with such an element is NewsML.
pub fn is_root(name: &str) -> bool {
    matches!(name, "newsItem" | "newsMessage" | "contentSet" | "NewsML")
        || OTHERS.iter().any(|(n, _)| *n == name)
}

/// The items of a document. A `contentSet` alone is an item of which nothing but its content is known.
pub fn items(root: Node) -> Result<Vec<Item>, Refused> {
    match root.name() {
        "NewsML" => Err(Refused::new("", "is NewsML 1, which is not read; NewsML-G2 is")),
        "newsMessage" => {
            let sets = root.named("itemSet").flat_map(Node::children);
            Ok((1..).zip(sets).map(|(n, node)| item(node, place(n, node.attribute("guid")))).collect())
        }
        _ => Ok(vec![item(root, String::new())]),
    }
}

/// One item of a message, or a document that is one.
fn item(node: Node, place: String) -> Item {
    let refuse = |reason: String| Err(Refused::new(place.clone(), reason));
    let no_text = |reason: String| Err(Refused::no_text(place.clone(), reason));
    if let Some((_, what)) = OTHERS.iter().find(|(name, _)| *name == node.name()) {
        return no_text(format!("is {what}, not a text"));
    }
    if !matches!(node.name(), "newsItem" | "contentSet") {
        return no_text(format!("is <{}>, not a news item", node.name()));
    }
    let about = node.child("itemMeta");
    if let Some(reason) = stopped(about.and_then(|about| code(about.child("pubStatus")?))) {
        return refuse(reason);
    }
    let class =
        about.and_then(|about| code(about.child("itemClass")?)).filter(|class| suffix(class) != "text");
    let content = match (content(node), class) {
        (Ok(content), _) => content,
        (Err(reason), Some(class)) => return no_text(format!("is no text (item class {class}): {reason}")),
        (Err(reason), None) => match summary(node) {
            Some(summary) => summary,
            None => return refuse(reason),
        },
    };
    let mut draft = draft(node, content);
    note_unknown(node, &mut draft.notes);
    Ok(Draft { place, ..draft })
}

/// The article of an item, with what its own body says where the item does not say it better.
fn draft(node: Node, content: Draft) -> Draft {
    let (about, of_content) = (node.child("itemMeta"), node.child("contentMeta"));
    let text_of = |of: Option<Node>, name: &str| of.and_then(|of| of.child(name)?.text());
    let mut notes = content.notes;

    let heading = text_of(of_content, "headline").or(content.title).or_else(|| text_of(about, "title"));
    let title = heading.or_else(|| {
        let slug = text_of(of_content, "slugline")?;
        notes.push(Note::new("headline_missing", format!("its slugline stands for it: {slug}")));
        Some(slug)
    });
    let times = [(about, "versionCreated"), (about, "firstCreated"), (of_content, "contentCreated")];
    let time = times.into_iter().find_map(|(of, name)| text_of(of, name));
    if let Some(embargo) = about.and_then(|about| about.child("embargoed")) {
        let until = embargo.text().map_or("without a time".into(), |time| {
            format!("until {}", date::time(&time).map_or_else(|| time.trim().to_owned(), |time| time.value))
        });
        notes.push(Note::new("embargoed", format!("embargoed {until}")));
    }
    let words = about.into_iter().flat_map(|about| about.named("edNote")).filter_map(Node::text);
    notes.extend(words.map(|words| Note::new("editors_note", words)));

    let mut text = Rendered { text: content.text, marks: content.marks };
    if !text.marks.iter().any(|mark| mark.kind == SegmentKind::Dateline) {
        if let Some(line) = text_of(of_content, "dateline") {
            let mut whole = marked(line, SegmentKind::Dateline, "the item's date line");
            append(&mut whole, text);
            text = whole;
        } else if let Some(town) = of_content.and_then(|of| name_of(of.child("located")?)) {
            notes.push(Note::new("located", format!("written in {town}")));
        }
    }
    let language = of_content.and_then(|of| of.child("language")?.attribute("tag"));
    Draft {
        place: String::new(),
        id: node.attribute("guid").map(str::to_owned).or(content.id),
        source: source(about, of_content).or(content.source),
        url: None,
        title,
        text: text.text,
        marks: text.marks,
        byline: byline(of_content, content.byline),
        published_at: time.as_deref().map(str::to_owned).or(content.published_at),
        lang: language
            .map(str::to_owned)
            .or(content.lang)
            .or_else(|| node.attribute("xml:lang").map(str::to_owned)),
        notes,
        ..Draft::default()
    }
}

/// Who sends the item, or else whom it names as its source: by name or code, or by the host of an address.
fn source(about: Option<Node>, of_content: Option<Node>) -> Option<String> {
    let provider = about.and_then(|about| about.child("provider"));
    let sources = of_content.into_iter().flat_map(|of| of.named("infoSource"));
    let parties: Vec<Node> = provider.into_iter().chain(sources).collect();
    let code = |party: &Node| {
        let code = party.attribute("literal").or_else(|| party.attribute("qcode")?.split(':').next_back());
        code.map(str::to_owned)
    };
    let host = |party: &Node| host(party.attribute("uri")?);
    let named = parties.iter().find_map(|party| name_of(*party).or_else(|| code(party)));
    named.or_else(|| parties.iter().find_map(host))
}

/// The byline as it is to be printed; else that of the body; else the names of the authors.
fn byline(of_content: Option<Node>, of_body: Option<String>) -> Option<String> {
    let all = |name| of_content.into_iter().flat_map(move |of| of.named(name));
    let joined = |names: Vec<String>| Some(names.join(", ")).filter(|names| !names.is_empty());
    let given = joined(all("by").filter_map(Node::text).collect());
    given.or(of_body).or_else(|| joined(all("creator").filter_map(name_of).collect()))
}

/// The first name of a party or place.
fn name_of(node: Node) -> Option<String> {
    node.child("name")?.text()
}

/// The code of a status or class.
fn code(node: Node<'_>) -> Option<&str> {
    node.attribute("qcode").or_else(|| node.attribute("uri")).or_else(|| node.attribute("literal"))
}

/// What the item holds as text, or why that is none.
///
/// The parts of a content set are one content in several forms: the first with text is taken, elements before strings.
fn content(node: Node) -> Result<Draft, String> {
    let is_alone = node.name() == "contentSet";
    let sets: Vec<Node> = if is_alone { vec![node] } else { node.named("contentSet").collect() };
    let all = |name| sets.iter().flat_map(move |set| set.named(name));
    let forms = all("inlineXML").map(of_xml).chain(all("inlineData").map(of_data));
    if let Some(found) = { forms }.find(|draft| !draft.text.is_empty()) {
        return Ok(found);
    }
    if let Some(other) = all("inlineXML").flat_map(|part| part.children()).next() {
        return Err(format!("holds <{}>, not text", other.name()));
    }
    if all("remoteContent").next().is_some() {
        return Err("holds no text itself, only the address of its content".into());
    }
    Err("holds no text".into())
}

/// A text item may be sent with nothing but its description.
fn summary(node: Node) -> Option<Draft> {
    let text = node.child("contentMeta")?.child("description")?.text()?;
    let notes = vec![Note::new("summary_only", "holds a description and no text")];
    Some(Draft { text, notes, ..Draft::default() })
}

fn of_xml(part: Node) -> Draft {
    if let Some(article) = part.find("nitf") {
        return nitf::draft(article);
    }
    let page = part.find("html");
    let text = match page.and_then(|page| page.child("body")).or_else(|| part.child("body")) {
        Some(body) => of_elements(body),
        None if part.children().any(|child| is_tag(child.name())) => of_elements(part),
        None => Rendered::default(),
    };
    let title = page.and_then(|page| page.child("head")?.child("title")?.text());
    let lang = page.and_then(|page| page.attribute("xml:lang").or_else(|| page.attribute("lang")));
    Draft { title, text: text.text, marks: text.marks, lang: lang.map(str::to_owned), ..Draft::default() }
}

fn of_data(part: Node) -> Draft {
    // With an encoding these are the bytes of a file.
    if part.attribute("encoding").is_some() {
        return Draft::default();
    }
    let words = part.raw();
    let is_html = part.attribute("contenttype").is_some_and(|kind| kind.contains("html"));
    let has_elements = part.children().next().is_some();
    let text = match is_html || is_markup(&words) {
        _ if has_elements => of_elements(part),
        true => of_escaped(&words),
        false => of_plain(&words),
    };
    let mut notes = Vec::new();
    if !is_html && (has_elements || is_markup(&words)) {
        notes.push(Note::new("markup_in_plain_text", "said to be plain text, read as the HTML that it is"));
    }
    Draft { text: text.text, marks: text.marks, notes, ..Draft::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::xml::tree::Tree;

    fn check(content: &str, expected: Result<&str, &str>) {
        let text = format!("<newsItem><contentSet>{content}</contentSet></newsItem>");
        let tree = Tree::read(&text).unwrap();
        let found = content_of(tree.root());
        assert_eq!(found.as_deref().map_err(String::as_str), expected, "{content}");
    }

    fn content_of(root: Node) -> Result<String, String> {
        content(root).map(|draft| draft.text)
    }

    #[test]
    fn the_form_with_text_is_taken() {
        check("<inlineData>A\nB</inlineData>", Ok("A\nB"));
        check("<inlineData>A</inlineData><inlineXML><p>B</p><p>C</p></inlineXML>", Ok("B\n\nC"));
        check("<inlineData contenttype='text/plain'><p>A</p><p>B</p></inlineData>", Ok("A\n\nB"));
        check(
            "<inlineXML><x:wrap><x:html><x:body>A<x:br/><x:br/>B</x:body></x:html></x:wrap></inlineXML>",
            Ok("A\n\nB"),
        );
        check("<inlineData encoding='base64'>QUJD</inlineData>", Err("holds no text"));
        check("<remoteContent href='a.txt'/>", Err("holds no text itself, only the address of its content"));
        check("<inlineXML><table-of-scores/></inlineXML>", Err("holds <table-of-scores>, not text"));
    }

    #[test]
    fn a_source_is_named_as_well_as_can_be() {
        for (provider, source_info, expected) in [
            ("<provider qcode='p:X'><name>Xenon</name></provider>", "", Some("Xenon")),
            ("<provider qcode='p:X'/>", "<infoSource><name>Argon</name></infoSource>", Some("X")),
            ("<provider uri='http://www.x.example/us'/>", "<infoSource literal='Argon'/>", Some("Argon")),
            ("<provider uri='http://www.x.example/us'/>", "", Some("x.example")),
            ("<provider/>", "", None),
        ] {
            let text = format!("<i><a>{provider}</a><b>{source_info}</b></i>");
            let tree = Tree::read(&text).unwrap();
            let found = source(tree.root().child("a"), tree.root().child("b"));
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
