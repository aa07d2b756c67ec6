//! What came in, as received; never edited.

use crate::engine::answer::SegmentKind;
use crate::engine::span::{Part, Span};
use std::borrow::Cow;

/// Position of an article in the caller's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleIx(pub u32);

impl ArticleIx {
    /// For indexing a vector.
    pub fn ix(self) -> usize {
        self.0 as usize
    }
}

/// One article. Every location in an answer points into `title` or `text`, byte for byte as given here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// The caller's name for it, unique in one call.
    pub id: String,
    /// The outlet; two articles with one `source` are one outlet.
    pub source: String,
    /// Its address, if known.
    pub url: Option<String>,
    /// Its headline, if it came apart from the text.
    pub title: Option<String>,
    /// Its text, with whatever furniture came along.
    pub text: String,
    /// Time of publication: RFC 3339, or a bare date `2024-01-10`.
    pub published_at: Option<String>,
    /// Language as an ISO 639-1 code, if the caller knows it.
    pub lang: Option<String>,
    /// Who wrote it, if that came apart from the text.
    pub byline: Option<String>,
    /// What stretches of `text` are, where the form in which it came says so; in order and apart.
    pub marks: Vec<Mark>,
    /// Whether `text` was taken out of a page or item, so that its sender does not have it.
    pub is_taken_out: bool,
    /// What an editor should know of how it was read.
    pub notes: Vec<ArticleNote>,
}

/// A remark on how one article was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleNote {
    /// A word for programs: `date_assumed_utc`, `body_missing`, `charset_guessed` ...
    pub code: &'static str,
    /// The same for people, with the value that it is about.
    pub detail: String,
}

/// What a stretch of an article's text is, by the page or item that it was taken out of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: SegmentKind,
    /// How that is known.
    pub reason: Cow<'static, str>,
}

impl Article {
    /// The string that a location's part names; empty for an absent title.
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Title => self.title.as_deref().unwrap_or(""),
            Part::Text => &self.text,
        }
    }
}

/// Bytes of the texts of all.
pub fn n_bytes(articles: &[&Article]) -> usize {
    articles.iter().map(|article| article.text.len()).sum()
}

impl ArticleNote {
    /// A remark. Line breaks and other control characters, which a value that it quotes may hold, become blanks.
    pub fn new(code: &'static str, detail: impl Into<String>) -> ArticleNote {
        let detail = detail.into();
        ArticleNote { code, detail: detail.replace(char::is_control, " ") }
    }
}
