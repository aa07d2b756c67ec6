//! The story out of one article as received.

use crate::engine::answer::{Fate, Segment, SegmentKind};
use crate::engine::article::{Article, ArticleIx};
use crate::engine::data::lookup::tables;
use crate::engine::mention;
use crate::engine::read::{self, HouseLines};
use crate::engine::span::Location;
use crate::engine::text::Lexicon;

/// What one article says of itself, and its story.
pub struct Extract {
    /// Its heading.
    pub title: Option<Location>,
    /// Who wrote it, as printed.
    pub byline: Option<Location>,
    /// Agencies it credits, by name.
    pub agencies: Vec<String>,
    /// ISO 639-1, or `und`.
    pub lang: String,
    /// Paragraphs of the story, in order, with the headings and points inside it.
    pub story: Vec<Location>,
    /// What is not story.
    pub left_out: Vec<Segment>,
    /// `2026-03-04`, if the call or a date line says so.
    pub published_at: Option<String>,
}

/// Takes the story out of an article.
pub fn extract(article: &Article) -> Extract {
    let layout = read::layout(article, &HouseLines::default());
    let at = |block: &read::Block| Location { article: ArticleIx(0), part: block.part, span: block.span };
    let of_kind = |kind: SegmentKind| layout.blocks.iter().find(|b| b.kind == kind).map(at);
    let mut agencies: Vec<String> = Vec::new();
    let mut left_out = Vec::new();
    for block in &layout.blocks {
        if matches!(block.kind, SegmentKind::Story | SegmentKind::Headline) || read::is_within(block) {
            continue;
        }
        let text = block.span.of(article.part(block.part));
        for piece in text.split(['(', ')', '/', ',', ';', '—', '–', '|', '-']).map(str::trim) {
            if let Some(agency) = tables().agencies.get(piece)
                && !agencies.iter().any(|a| a == agency)
            {
                agencies.push((*agency).to_owned());
            }
        }
        let reason = block.reason.clone();
        left_out.push(Segment {
            loc: at(block),
            kind: block.kind,
            fate: Fate::LeftOut,
            facts: Vec::new(),
            reason,
        });
    }
    let of_dateline = || {
        let mut lexicon = Lexicon::default();
        let document = read::datelines(article, &layout, &mut lexicon);
        mention::date::day_of_dateline(article, &document, &lexicon).map(|date| date.to_string())
    };
    let story = layout.blocks.iter().filter(|b| b.kind == SegmentKind::Story || read::is_within(b));
    Extract {
        title: of_kind(SegmentKind::Headline),
        byline: of_kind(SegmentKind::Byline),
        agencies,
        story: story.map(at).collect(),
        left_out,
        published_at: article.published_at.clone().or_else(of_dateline),
        lang: layout.lang,
    }
}
