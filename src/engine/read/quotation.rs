//! Quotations: what stands between quotation marks, over sentence ends and paragraphs.

use crate::engine::article::Article;
use crate::engine::data::lookup::tables;
use crate::engine::read::{Document, SentenceNo};
use crate::engine::span::{Part, Span};
use crate::engine::text::fold::perhaps_quotation_marks;

/// One quotation of the story.
#[derive(Debug, Clone)]
pub struct Quotation {
    /// What stands inside the marks, in the article's text.
    pub span: Span,
    /// First sentence it touches.
    pub first: SentenceNo,
    /// Last sentence it touches.
    pub last: SentenceNo,
    /// Whether its closing mark was found. A paragraph may end without one when the next goes on
    /// with the quotation.
    pub closed: bool,
    /// Number of words in it.
    pub n_words: u32,
}

/// Finds the double quotations of each story paragraph. Single marks are left alone, because an
/// apostrophe looks the same.
pub fn find(article: &Article, document: &Document) -> Vec<Quotation> {
    let mut out = Vec::new();
    let story: Vec<_> = document.story().filter(|(_, s)| s.part == Part::Text).collect();
    let mut at = 0;
    let mut carried = None;
    while at < story.len() {
        let block = story[at].1.block;
        let end = story[at..].iter().position(|(_, s)| s.block != block).map_or(story.len(), |n| at + n);
        let span = story[at].1.span.join(story[end - 1].1.span);
        let opener = carried.take().filter(|opener| goes_on(article, span, *opener));
        let found = quoted(&article.text, span, opener);
        if let Some((_, false)) = found.last() {
            carried = opener_of(article, &found);
        }
        for (inner, closed) in found {
            // Sentences stand in order and apart, so the touched ones are one stretch.
            let block = &story[at..end];
            let from = block.partition_point(|(_, s)| s.span.end() <= inner.start());
            let to = block.partition_point(|(_, s)| s.span.start() < inner.end());
            let touched = block.get(from..to).unwrap_or_default();
            let (Some(first), Some(last)) = (touched.first(), touched.last()) else {
                continue;
            };
            let n_words = inner.of(&article.text).split_whitespace().count() as u32;
            out.push(Quotation { span: inner, first: first.0, last: last.0, closed, n_words });
        }
        at = end;
    }
    out
}

/// Spans between double marks of any style inside one paragraph, and whether each was closed.
fn quoted(text: &str, paragraph: Span, carried: Option<char>) -> Vec<(Span, bool)> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = carried.map(|opener| (paragraph.start(), opener));
    for (offset, c) in perhaps_quotation_marks(paragraph.of(text)) {
        let at = paragraph.start() + offset;
        match (open, c) {
            (None, '"' | '\u{201C}' | '\u{201E}' | '«' | '「' | '\u{201D}') => {
                open = Some((at + c.len_utf8(), c))
            }
            // `... the scene. "We have ...": a paragraph that began anew inside the quotation.
            (Some((start, '"')), '"') if opens_again(text, at) && start < at => {
                if let Some(span) =
                    Span::new(text, start..paragraph.start() + before(paragraph.of(text), offset))
                {
                    out.push((span, true));
                }
                open = Some((at + 1, c));
            }
            (Some((start, opener)), _) if closes(opener, c) => {
                if let Some(span) = Span::new(text, start..at)
                    && !span.is_empty()
                {
                    out.push((span, true));
                }
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, _)) = open
        && let Some(span) = Span::new(text, start..paragraph.end())
        && !span.is_empty()
    {
        out.push((span, false));
    }
    out
}

/// Whether a straight mark inside a quotation opens one: after the end of a sentence and a space, before a capital.
fn opens_again(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let ends = before.trim_end();
    before.len() > ends.len()
        && ends.ends_with(['.', '!', '?'])
        && text[at + 1..].starts_with(|c: char| c.is_uppercase())
}

/// Offset of the end of what stands before `offset`, without the space.
fn before(text: &str, offset: usize) -> usize {
    text[..offset].trim_end().len()
}

/// The mark that opened the last, unclosed quotation of a paragraph.
fn opener_of(article: &Article, found: &[(Span, bool)]) -> Option<char> {
    let (span, _) = found.last()?;
    article.text[..span.start()].chars().next_back()
}

/// Whether a paragraph goes on with the quotation that the one before left open: it does not open
/// one itself, and it holds a closing mark too many.
fn goes_on(article: &Article, paragraph: Span, opener: char) -> bool {
    let text = paragraph.of(&article.text);
    if text.starts_with(['"', '\u{201C}', '«', '\u{201E}']) {
        return false;
    }
    match opener {
        '"' => text.matches('"').count() % 2 == 1 || closes_first(text),
        _ => match (text.find('\u{201D}'), text.find('\u{201C}')) {
            (Some(close), Some(open)) => close < open,
            (Some(_), None) => true,
            _ => false,
        },
    }
}

/// Whether the first straight mark of a paragraph closes: `We are better than this, "said the coach.`
fn closes_first(text: &str) -> bool {
    let Some((inside, behind)) = text.split_once('"') else {
        return false;
    };
    let verb = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    inside.trim_end().ends_with([',', '.', '!', '?'])
        && tables().reporting.get(verb).is_some_and(|(_, class)| *class == "say")
}

fn closes(opener: char, c: char) -> bool {
    match opener {
        '"' => matches!(c, '"' | '\u{201D}'),
        '\u{201C}' => matches!(c, '\u{201D}' | '"'),
        '\u{201D}' => c == '\u{201D}',
        '\u{201E}' => matches!(c, '\u{201C}' | '\u{201D}'),
        '«' => c == '»',
        '「' => c == '」',
        _ => false,
    }
}
