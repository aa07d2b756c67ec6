//! The engine: articles in, one attributed account out. Pure and total.
pub mod answer;
pub mod article;
pub mod evidence;
pub mod span;

use answer::{Copy, Merge, NameKind};
use article::{Article, ArticleIx};
use evidence::Comparison;
use span::{Location, Span};

/// An editor's wishes for one merge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Form found in the articles, form to print; in order of the caller.
    pub house_style: Vec<(String, String)>,
    /// Forms that name one entity, whatever the engine thinks.
    pub same: Vec<(String, String)>,
    /// Forms that name two.
    pub not_same: Vec<(String, String)>,
}

/// Merges the articles into one account.
pub fn merge(_articles: &[Article], _options: &Options) -> Merge {
    Merge::default()
}
/// Hash of every threshold and table: 16 hex digits.
pub fn params_digest() -> String {
    String::new()
}
/// Are these two names of one entity?
pub fn compare_names(_a: &str, _b: &str, _kind: Option<NameKind>) -> Comparison {
    todo!()
}
/// Do these two sentences state the same?
pub fn compare_sentences(_a: &str, _b: &str) -> Comparison {
    todo!()
}
/// Sentences of a running text.
pub fn sentences(_text: &str, _lang: Option<&str>) -> Vec<Span> {
    todo!()
}
/// Which articles are copies, which tell of one event.
pub struct Duplicates {
    /// Copies.
    pub copies: Vec<Copy>,
    /// One vector of articles for each event.
    pub stories: Vec<Vec<ArticleIx>>,
}
/// See [`Duplicates`].
pub fn duplicates(_articles: &[Article]) -> Duplicates {
    todo!()
}
/// What was found of one sentence or quotation of an account.
pub struct Verdict {
    /// The place in the text that was checked.
    pub span: Span,
    /// Sentence or quotation.
    pub kind: Checked,
    /// How it was found.
    pub found: Found,
    /// Where it was found (nearest place for a changed one).
    pub at: Option<Location>,
    /// For `Changed`: words of the checked text that the source has not, and words the source has instead.
    pub changes: Vec<Change>,
}
/// What was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// A sentence
    Sentence,
    /// A quotation
    Quotation,
}
/// Result of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Word for word
    Exactly,
    /// With changes
    Changed,
    /// Not at all
    NotFound,
}
/// One change between the checked text and its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// In the source
    pub source: String,
    /// In the account
    pub account: String,
}
/// Checks each sentence and quotation of `text` against the articles.
pub fn verify(_text: &str, _articles: &[Article]) -> Vec<Verdict> {
    todo!()
}
/// What one article says of itself.
pub struct Extract {
    /// Headline
    pub title: Option<Location>,
    /// Byline as printed
    pub byline: Option<Location>,
    /// Agencies credited, by name
    pub agencies: Vec<String>,
    /// language
    pub lang: String,
    /// Story paragraphs in order
    pub story: Vec<Location>,
    /// Furniture left out: place, kind, reason
    pub left_out: Vec<answer::Segment>,
    /// `2026-03-04` if a date line says so
    pub published_at: Option<String>,
}
/// Takes the story out of one article as received.
pub fn extract(_article: &Article) -> Extract {
    todo!()
}
