//! NITF: an article alone, or the body of a NewsML item.

use super::body::{append, html, marked};
use super::tree::Node;
use super::{note_unknown, stopped};
use crate::engine::answer::SegmentKind;
use crate::intake::html::{Rendered, fragment};
use crate::intake::{Draft, Item, Note, Refused};

/// The article of a document in NITF.
pub fn item(root: Node) -> Item {
    let status = root.find("docdata").and_then(|data| data.attribute("management-status"));
    if let Some(reason) = stopped(status) {
        return Err(Refused::new("", reason));
    }
    let mut draft = draft(root);
    if draft.text.is_empty() {
        return Err(Refused::new("", "holds no text"));
    }
    if status.is_some_and(|status| status.eq_ignore_ascii_case("embargoed")) {
        draft.notes.push(Note::new("embargoed", "embargoed, without a time"));
    }
    note_unknown(root, &mut draft.notes);
    Ok(draft)
}

/// What an `nitf` element says of its article; its text is empty if it has none.
pub fn draft(root: Node) -> Draft {
    let (head, body) = (root.child("head"), root.child("body"));
    let data = head.and_then(|head| head.child("docdata"));
    let publication = head.and_then(|head| head.child("pubdata"));
    let top = body.and_then(|body| body.child("body.head"));
    let of_data = |name: &str, key: &str| data.and_then(|data| data.child(name)?.attribute(key));
    let of_top = |name| top.into_iter().flat_map(move |top| top.named(name)).filter_map(Node::text);

    let mut headings = headings(top).into_iter();
    let title = headings.next().or_else(|| head?.child("title")?.text());
    let source = of_top("distributor")
        .next()
        .or_else(|| publication?.attribute("name").map(str::to_owned))
        .or_else(|| of_data("doc.copyright", "holder").map(str::to_owned));
    let time = of_data("date.issue", "norm").or_else(|| publication?.attribute("date.publication"));
    let byline = of_top("byline").collect::<Vec<_>>().join(", ");
    let mut notes: Vec<Note> = of_top("note").map(|words| Note::new("editors_note", words)).collect();

    let mut story = Rendered::default();
    for part in body.into_iter().flat_map(|body| body.named("body.content")) {
        append(&mut story, content(part));
    }
    if story.text.is_empty()
        && let Some(summary) = top.and_then(|top| top.child("abstract"))
    {
        story = content(summary);
        notes.push(Note::new("summary_only", "holds an abstract and no body"));
    }
    let mut text = Rendered::default();
    if !story.text.is_empty() {
        for heading in headings {
            append(&mut text, marked(heading, SegmentKind::Headline, "a further heading in the item"));
        }
        for line in of_top("dateline") {
            append(&mut text, marked(line, SegmentKind::Dateline, "the item's date line"));
        }
        append(&mut text, story);
        for part in body.into_iter().flat_map(|body| body.named("body.end")).flat_map(Node::children) {
            let kind = if part.name() == "tagline" { SegmentKind::Credit } else { SegmentKind::Other };
            append(&mut text, marked(part.text().unwrap_or_default(), kind, "at the end of the item"));
        }
    }
    Draft {
        id: of_data("doc-id", "id-string").map(str::to_owned),
        source,
        title,
        text: text.text,
        marks: text.marks,
        byline: Some(byline).filter(|byline| !byline.is_empty()),
        published_at: time.map(str::to_owned),
        lang: root.attribute("xml:lang").or_else(|| body?.attribute("xml:lang")).map(str::to_owned),
        notes,
        ..Draft::default()
    }
}

/// The main heading and those below it.
fn headings(top: Option<Node>) -> Vec<String> {
    let lines = top.into_iter().flat_map(|top| top.named("hedline"));
    let found: Vec<Node> = lines.flat_map(Node::children).collect();
    let of = |name| found.iter().filter(move |node| node.name() == name).filter_map(|node| node.text());
    of("hl1").chain(of("hl2")).collect()
}

/// The text of the content: NITF's elements by their names in HTML, so that HTML's reader does the work.
fn content(node: Node) -> Rendered {
    fragment(&html(node, |name| match name {
        "hl1" | "hl2" => "h2",
        "bq" => "blockquote",
        "block" | "content" | "nitf-table" | "abstract" => "div",
        "media" => "figure",
        "media-caption" | "media-producer" => "figcaption",
        "byline" | "dateline" | "credit" | "tagline" => "p",
        "fn" | "note" => "aside",
        // The bytes of a picture, and how a table was made.
        "media-object" | "media-metadata" | "nitf-table-metadata" => "script",
        "p" | "ul" | "ol" | "li" | "dl" | "dt" | "dd" | "table" | "caption" | "thead" | "tbody" | "tfoot"
        | "tr" | "td" | "th" | "col" | "colgroup" | "pre" | "br" | "hr" | "q" | "em" | "a" | "sub"
        | "sup" => name,
        // What NITF knows of words in a line: persons, places, amounts.
        _ => "span",
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::xml::tree::Tree;

    fn check(inside: &str, expected: &str, marks: &[(&str, SegmentKind)]) {
        let text = format!("<nitf><body>{inside}</body></nitf>");
        let found = draft(Tree::read(&text).unwrap().root());
        assert_eq!(found.text, expected);
        let kinds: Vec<_> = found.marks.iter().map(|mark| (mark.span.of(&found.text), mark.kind)).collect();
        assert_eq!(kinds, marks);
    }

    #[test]
    fn everything_of_the_body_is_text() {
        check(
            "<body.content><p>In <location>Oslo</location>, <person>A. Ås</person> said so.</p><bq><block><p>No.</p>\
             </block><credit>A poet</credit></bq><ol><li>One</li></ol><hl2>After</hl2><pre>x</pre></body.content>",
            "In Oslo, A. Ås said so.\n\nNo.\n\nA poet\n\nOne\n\nAfter\n\nx",
            &[],
        );
    }

    #[test]
    fn what_is_no_story_is_marked() {
        check(
            "<body.head><hedline><hl1>T</hl1><hl2>Sub</hl2></hedline><dateline>OSLO, May 4</dateline></body.head>\
             <body.content><p>Rain.</p><media><media-reference source='a.jpg'/><media-object>AAAA</media-object>\
             <media-caption><p>A roof</p></media-caption></media></body.content>\
             <body.end><tagline>Ed. by B. Bo</tagline></body.end>",
            "Sub\n\nOSLO, May 4\n\nRain.\n\nA roof\n\nEd. by B. Bo",
            &[
                ("Sub", SegmentKind::Headline),
                ("OSLO, May 4", SegmentKind::Dateline),
                ("A roof", SegmentKind::Caption),
                ("Ed. by B. Bo", SegmentKind::Credit),
            ],
        );
    }

    #[test]
    fn paragraphs_of_preformatted_text_are_kept() {
        check(
            "<body.content><pre>   The first\nparagraph.\n   The second.\n\nThe third.</pre></body.content>",
            "The first paragraph.\n\nThe second.\n\nThe third.",
            &[],
        );
    }
}
