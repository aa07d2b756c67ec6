//! The answers of the other endpoints as they stand on the wire.

use crate::engine;
use crate::engine::article::Article;
use crate::engine::span::{Location as EngineLocation, Span};
use crate::wire::answer::{Copy, Evidence, Note, Segment};
use crate::wire::merge::{article_notes, segment};
use crate::wire::offsets::{Offsets, TextIndex};
use crate::wire::places::Places;
use serde::Serialize;
use utoipa::ToSchema;

/// Whether two names are of one entity, or two sentences state the same.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"same": true, "score": 0.97, "why": [{"reason": "one Korean name, two romanisations", "score": 0.97}]}))]
pub struct Comparison<'a> {
    /// The decision.
    pub same: bool,
    /// 0 to 1. For names, at least 0.5 exactly when `same`. For sentences, how much of what they say is alike,
    /// as people grade it: two long ones can have much in common and not be the same, so it does not decide `same`.
    pub score: f64,
    /// What it rests on.
    pub why: Vec<Evidence<'a>>,
}

/// The sentences of a text.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Sentences {
    /// In order.
    pub sentences: Vec<Piece>,
}

/// A piece of the text that was sent.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Piece {
    /// First character, counted from 0 in the unit asked for.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What stands there.
    pub exact: String,
}

/// Which articles are copies, which tell of one event.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Duplicates<'a> {
    /// Articles that are copies of one another.
    pub copies: Vec<Copy<'a>>,
    /// Ids of articles, a list for each event.
    pub stories: Vec<Vec<&'a str>>,
}

/// The story of one article, and what was left out.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Extract<'a> {
    /// Its headline.
    pub title: Option<String>,
    /// The story's paragraphs, an empty line between two.
    pub text: String,
    /// The outlet, if the sender names it or its address.
    pub source: Option<String>,
    /// Time of publication: RFC 3339 or a date.
    pub published_at: Option<String>,
    /// Language as an ISO 639-1 code, or `und`.
    pub lang: String,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// News agencies that it credits.
    pub agencies: Vec<String>,
    /// What was left out, where it stands in the article as received, and why.
    pub segments: Vec<Segment<'a>>,
    /// For a page or item: all the text that was taken out of it, to which locations refer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received: Option<String>,
    /// What an editor should know of how it was read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note<'a>>,
}

/// A comparison on the wire.
pub fn comparison(comparison: engine::evidence::Comparison) -> Comparison<'static> {
    let why = comparison.why.into_iter().map(|e| Evidence { reason: e.reason, score: e.score });
    Comparison { same: comparison.same, score: comparison.score, why: why.collect() }
}

/// Sentences on the wire; `spans` are those of `text`.
pub fn sentences(text: &str, spans: &[Span], offsets: Offsets) -> Sentences {
    let index = TextIndex::new(text, offsets);
    let pieces = spans.iter().map(|span| Piece {
        start: index.units(span.start()),
        end: index.units(span.end()),
        exact: span.of(text).to_owned(),
    });
    Sentences { sentences: pieces.collect() }
}

/// An extract on the wire; `extract` was taken from `article`.
pub fn extract<'a>(extract: &'a engine::Extract, article: &'a Article, offsets: Offsets) -> Extract<'a> {
    let places = Places::new(std::slice::from_ref(article), offsets);
    let words = |loc: &EngineLocation| loc.span.of(article.part(loc.part)).to_owned();
    let paragraphs: Vec<String> = extract.story.iter().map(words).collect();
    Extract {
        title: extract.title.as_ref().map(words).or_else(|| article.title.clone()),
        text: paragraphs.join("\n\n"),
        // A source that only repeats the id says nothing of the article.
        source: Some(article.source.clone()).filter(|source| *source != article.id),
        published_at: article.published_at.clone().or_else(|| extract.published_at.clone()),
        lang: extract.lang.clone(),
        byline: article.byline.clone().or_else(|| extract.byline.as_ref().map(words)),
        agencies: extract.agencies.clone(),
        segments: extract.left_out.iter().map(|s| segment(s, &places)).collect(),
        received: article.is_taken_out.then(|| article.text.clone()),
        notes: article_notes(article),
    }
}
