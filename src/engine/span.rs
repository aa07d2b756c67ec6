//! Places in a text: byte ranges inside, code points or UTF-16 units only at the edge (`render`).

use crate::engine::article::ArticleIx;
use std::ops::Range;

/// A range of bytes of one part of one article, end excluded, always on character boundaries.
///
/// The fields are private so that a span can only be made from the text it points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of `range` in `text`; `None` if the range is reversed, out of bounds, cuts a
    /// character, or lies beyond 4 GiB.
    pub fn new(text: &str, range: Range<usize>) -> Option<Span> {
        text.get(range.clone())?;
        Some(Span { start: u32::try_from(range.start).ok()?, end: u32::try_from(range.end).ok()? })
    }

    /// The span of `range` in `text`, without white space at either end.
    pub fn trimmed(text: &str, range: Range<usize>) -> Option<Span> {
        let piece = text.get(range.clone())?;
        let start = range.start + (piece.len() - piece.trim_start().len());
        Span::new(text, start..start + piece.trim().len())
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether nothing stands there.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same as a standard range.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// What stands there.
    ///
    /// # Panics
    /// If `text` is not the text that the span was made from (or a longer one).
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Smallest span over both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Which string of an article a location points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// `Article::title`
    Title,
    /// `Article::text`
    Text,
}

/// A place in one of the articles of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// Which article.
    pub article: ArticleIx,
    /// Which of its strings.
    pub part: Part,
    /// Where in that string.
    pub span: Span,
}
