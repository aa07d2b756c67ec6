//! A whole page: its text in blocks, and what each block is.

use super::blocks::{Block, Page, blocks};
use super::depth::bounded;
use super::features::{Voted, features, folded_words};
use super::metadata::{Metadata, metadata};
use super::{kind, model, votes};
use crate::engine::article::Mark;
use crate::engine::span::Span;
use crate::intake::draft::{Draft, Note};
use scraper::Html;
use std::borrow::Cow;

/// A page with everything that is asked of its blocks.
pub struct Measured {
    /// The blocks.
    pub page: Page,
    /// What the page says of itself.
    pub metadata: Metadata,
    /// The features of each block.
    pub features: Vec<Vec<f64>>,
}

/// Takes a page apart and measures its blocks.
pub fn measure(html: &str) -> Measured {
    let bounded = bounded(html);
    // The extractor takes as long as all the rest, and works on a tree of its own.
    let (document, page, main_text) = std::thread::scope(|scope| {
        let extractor = scope.spawn(|| votes::main_text(&bounded));
        let document = Html::parse_document(&bounded.html);
        let page = blocks(&document);
        // Should it panic, the page is read without its vote.
        (document, page, extractor.join().unwrap_or_default())
    });
    let mut metadata = metadata(&document);
    if matches!(bounded.html, Cow::Owned(_)) {
        let detail = "its elements are nested too deep; some tags were left out, and no text";
        metadata.notes.push(Note::new("nested_too_deep", detail));
    }
    let extracted = votes::shares(&page.blocks, &main_text);
    let stated = metadata.body.as_deref().map(|body| votes::shares(&page.blocks, body));
    let title = metadata.title.as_deref().unwrap_or("");
    let features = features(&Voted { page: &page, title, extracted, stated });
    Measured { page, metadata, features }
}

/// The article of a page. Its text is all that a reader of the page sees, a block a paragraph; what is not story is marked.
pub fn page(html: &str) -> Draft {
    let Measured { page, metadata, features } = measure(html);
    let mut draft = Draft {
        source: metadata.source,
        url: metadata.url,
        title: metadata.title,
        byline: metadata.byline,
        published_at: metadata.published_at,
        lang: metadata.lang,
        notes: metadata.notes,
        ..Draft::default()
    };
    let title = folded_words(draft.title.as_deref().unwrap_or(""));
    let is_story = model::story(&page, &model::likely(&features));
    let places = kind::places(&page);
    for (block, is_story) in page.blocks.iter().zip(is_story) {
        let is_title = !title.is_empty() && folded_words(&block.text) == title;
        let mark = kind::of(block, places[block.element], is_title, is_story);
        push(&mut draft, block, mark);
    }
    draft
}

fn push(draft: &mut Draft, block: &Block, mark: Option<kind::Verdict>) {
    if !draft.text.is_empty() {
        draft.text.push_str("\n\n");
    }
    let start = draft.text.len();
    draft.text.push_str(&block.text);
    if let Some((kind, reason)) = mark {
        let span = Span::new(&draft.text, start..draft.text.len()).expect("a block is whole characters");
        draft.marks.push(Mark { span, kind, reason });
    }
}
