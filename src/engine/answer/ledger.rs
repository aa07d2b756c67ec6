//! What became of each piece of every article, and what an editor should know.

use super::FactIx;
use crate::engine::article::ArticleIx;
use crate::engine::span::Location;
use std::borrow::Cow;

/// What was made of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleReport {
    /// Which article.
    pub article: ArticleIx,
    /// Language, ISO 639-1, or `und`.
    pub lang: String,
    /// SHA-256 of the text's UTF-8 bytes, in hexadecimal.
    pub sha256: String,
    /// Whether it tells of the same event as the others.
    pub on_topic: bool,
    /// Every piece of the title and the text, in order; white space aside they leave no gap.
    pub segments: Vec<Segment>,
}

/// One piece of an article and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Where.
    pub loc: Location,
    /// What it is.
    pub kind: SegmentKind,
    /// What became of it.
    pub fate: Fate,
    /// The facts it states.
    pub facts: Vec<FactIx>,
    /// Why it is of this kind and fate.
    pub reason: Cow<'static, str>,
}

/// Sort of segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SegmentKind {
    /// The article's own heading.
    Headline,
    /// The story.
    Story,
    /// Who wrote it.
    Byline,
    /// Place and date line.
    Dateline,
    /// Words to a picture.
    Caption,
    /// Agency or photographer.
    Credit,
    /// A link to another story.
    Teaser,
    /// Menus, buttons, addresses.
    Navigation,
    /// Newsletters, apps, subscriptions.
    Promotion,
    /// Anything else that is not story.
    Other,
}

/// What became of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stands in the account.
    Printed,
    /// Its facts stand in the account in another sentence's words.
    Merged,
    /// It does not; the reason says why.
    LeftOut,
}

/// What an editor should know.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// A fixed short name: `broken_sentence`, `missing_antecedent`.
    pub code: &'static str,
    /// In words.
    pub detail: String,
    /// Where.
    pub locs: Vec<Location>,
}
