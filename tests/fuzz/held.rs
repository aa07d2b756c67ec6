//! What holds of every draft and every span, whatever was read. Each function panics with what breaks it.

#![allow(dead_code)] // Each target uses some of these.

use std::ops::Range;
use storymerge::engine::article::Article;
use storymerge::engine::span::Span;
use storymerge::intake::{Draft, Hint, Item, Note};
use storymerge::wire::articles::into_articles;

/// A draft that a decoder took out of a page or item.
pub fn draft(draft: &Draft) {
    text(&draft.text);
    marks(draft);
    draft.notes.iter().for_each(note);
    for value in [&draft.title, &draft.source, &draft.byline].into_iter().flatten() {
        line(value);
    }
    if let Some(url) = &draft.url {
        assert!(url.contains("://"), "no address of the web: {url:?}");
        line(url);
    }
    if let Some(time) = &draft.published_at {
        time_is_taken(time);
    }
}

/// Text that a decoder made: paragraphs, without what is no text.
pub fn text(text: &str) {
    assert_eq!(text.trim(), text, "blanks around a text");
    let bad = text.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(bad, None, "a control character in {text:?}");
    assert!(!text.contains("\n\n\n"), "two empty lines in {text:?}");
}

/// A headline, a name: on one line, and never blank.
pub fn line(line: &str) {
    assert!(!line.trim().is_empty(), "a blank line");
    assert!(!line.chars().any(char::is_control), "a control character in the line {line:?}");
}

/// Marks lie in the text, in order, apart, cut between characters, each with its reason.
pub fn marks(draft: &Draft) {
    let mut at = 0;
    for mark in &draft.marks {
        let range = mark.span.range();
        assert_eq!(Span::new(&draft.text, range.clone()), Some(mark.span), "{mark:?}");
        assert!(range.start >= at && range.end > range.start, "{mark:?} behind {at}");
        assert!(!mark.reason.is_empty(), "{mark:?}");
        at = range.end;
    }
}

/// A remark has a word and a sentence, on one line.
pub fn note(note: &Note) {
    assert!(!note.code.is_empty() && !note.detail.trim().is_empty(), "{note:?}");
    assert!(!note.detail.chars().any(char::is_control), "{note:?}");
}

/// What one item of a list gave: it always says which it was.
pub fn item_of_list(item: &Item) {
    match item {
        Ok(found) => {
            draft(found);
            assert!(!found.place.is_empty(), "an item without place: {found:?}");
        }
        Err(refused) => {
            assert!(!refused.place.is_empty(), "an item without place: {refused:?}");
            assert!(!refused.detail.trim().is_empty(), "no reason: {refused:?}");
        }
    }
}

/// A time that a decoder made is one that a request may have.
pub fn time_is_taken(time: &str) {
    let published_at = Some(time.to_owned());
    let draft = Draft { text: "x".into(), published_at, ..Draft::default() };
    let articles = into_articles(vec![draft]).unwrap_or_else(|e| panic!("{time:?} is refused: {e}"));
    assert_eq!(articles[0].published_at.as_deref(), Some(time));
}

/// Ranges in order that leave out only white space.
pub fn tile(text: &str, ranges: impl Iterator<Item = Range<usize>>) {
    let mut at = 0;
    for range in ranges {
        assert!(range.start >= at && range.end > range.start, "{range:?} behind {at} of {text:?}");
        assert_eq!(text[at..range.start].trim(), "", "left out before {range:?} of {text:?}");
        at = range.end;
    }
    assert_eq!(text[at..].trim(), "", "left out at the end of {text:?}");
}

/// What a sender says of a body, chosen by its first bytes; and the body.
pub fn hinted(data: &[u8]) -> Option<(Hint<'static>, &[u8])> {
    let ([media_type, charset, file_name], body) = data.split_first_chunk()?;
    let of = |list: &[&'static str], n: &u8| list[usize::from(*n) % list.len()];
    let charset = Some(of(CHARSETS, charset)).filter(|name| !name.is_empty());
    let hint = Hint {
        media_type: of(MEDIA_TYPES, media_type),
        charset,
        file_name: of(FILES, file_name),
        is_one_article: *file_name >= 128,
    };
    Some((hint, body))
}

const MEDIA_TYPES: &[&str] = &[
    "",
    "text/plain",
    "text/html",
    "application/json",
    "application/x-ndjson",
    "application/rss+xml",
    "application/octet-stream",
    "application/feed+json",
];
const CHARSETS: &[&str] = &[
    "",
    "utf-8",
    "iso-8859-1",
    "windows-1251",
    "shift_jis",
    "gb18030",
    "utf-16le",
    "iso-2022-jp",
    "klingon",
];
const FILES: &[&str] = &["", "-", "a.txt", "a.json", "a.jsonl", "b/c.html", "c.xml", ".x"];

/// Short articles: pieces of a text that lines of four equals signs part; a first line that ends with `#` is a title.
pub fn articles(data: &[u8], most: usize) -> Vec<Article> {
    let text = String::from_utf8_lossy(data);
    let pieces = text.split("\n====\n").take(most).enumerate();
    let article = |(n, piece): (usize, &str)| {
        let (title, text) = match piece.split_once("#\n") {
            Some((title, text)) if !title.contains('\n') => (Some(title.to_owned()), text),
            _ => (None, piece),
        };
        Article {
            id: format!("a{n}"),
            source: format!("Outlet {n}"),
            title,
            text: text.to_owned(),
            published_at: (n > 0).then(|| format!("2024-01-1{n}")),
            ..Article::default()
        }
    };
    pieces.map(article).collect()
}
