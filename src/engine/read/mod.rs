//! Reads one article: where its paragraphs, furniture, sentences and quotations are.
//!
//! In: an [`Article`]. Out: a [`Document`] whose blocks tile the article's title and text (white
//! space aside). It decides from the form of the text; it knows nothing of other articles.

mod appeal;
pub mod broken;
mod bylines;
mod captions;
mod classify;
mod dates;
mod fragments;
mod furniture;
mod house;
mod inline;
mod language;
mod lines;
mod pointers;
mod quotation;
mod sentence;
mod table;

use crate::engine::answer::SegmentKind;
use crate::engine::article::Article;
use crate::engine::span::{Part, Span};
use crate::engine::text::{Lexicon, Token, tokenize};
use std::borrow::Cow;
use std::ops::Range;

pub use fragments::is_within;
pub use furniture::of_line as furniture_of;
pub use house::HouseLines;
pub use language::of_sentences as language_of_sentences;
pub use lines::paragraphs;
pub use quotation::Quotation;
pub use sentence::split as split_sentences;

/// Position of a document in the call's canonical order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocIx(pub u32);

/// Position of a sentence in its document.
pub type SentenceNo = u32;

/// One article, read.
pub struct Document {
    /// ISO 639-1, or `und`.
    pub lang: String,
    /// Every piece of the title and the text in order.
    pub blocks: Vec<Block>,
    /// The sentences of headline and story in order; headlines first.
    pub sentences: Vec<Sentence>,
    /// The tokens of all sentences.
    pub tokens: Vec<Token>,
    /// The quotations of the story, in order.
    pub quotations: Vec<Quotation>,
    /// Date lines, as if each were a sentence: they say when the article was published.
    pub datelines: Vec<Sentence>,
}

/// A piece of an article of one kind.
#[derive(Debug, Clone)]
pub struct Block {
    /// Title or text.
    pub part: Part,
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: SegmentKind,
    /// Why it is held to be that.
    pub reason: Cow<'static, str>,
    /// Number of its paragraph in the article.
    pub paragraph: u32,
}

/// One sentence of a headline or of the story.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Title or text.
    pub part: Part,
    /// Where.
    pub span: Span,
    /// Its tokens in [`Document::tokens`].
    pub tokens: Range<usize>,
    /// The block it stands in.
    pub block: u32,
    /// Number of its paragraph.
    pub paragraph: u32,
    /// Whether it is a heading.
    pub is_headline: bool,
    /// Whether it came out broken in its source, see [`broken`]; a heading never is.
    pub is_broken: bool,
}

impl Document {
    /// Tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }

    /// Whether this document and another are known to be in two languages: their sentences cannot be compared by words.
    pub fn is_foreign_to(&self, other: &Document) -> bool {
        let (a, b) = (self.lang.as_str(), other.lang.as_str());
        a != b && a != "und" && b != "und"
    }

    /// The quotations that touch a sentence of the story.
    ///
    /// Quotations stand in order and apart, so those of a sentence are one stretch of them.
    pub fn quotations_of(&self, number: SentenceNo) -> &[Quotation] {
        let from = self.quotations.partition_point(|q| q.last < number);
        let to = self.quotations.partition_point(|q| q.first <= number);
        self.quotations.get(from..to).unwrap_or_default()
    }

    /// Sentences of the story, headings left out, with their numbers.
    pub fn story(&self) -> impl Iterator<Item = (SentenceNo, &Sentence)> {
        let numbered = self.sentences.iter().enumerate().map(|(n, s)| (n as SentenceNo, s));
        numbered.filter(|(_, s)| !s.is_headline)
    }
}

/// Reads one article; `house` are the lines that its outlet is known to print in every article.
pub fn read(article: &Article, house: &HouseLines, lexicon: &mut Lexicon) -> Document {
    document(article, layout(article, house), lexicon)
}

/// The first half of reading: the language of an article, and what its pieces are.
pub struct Layout {
    /// ISO 639-1, or `und`.
    pub lang: String,
    /// Every piece of the title and the text in order.
    pub blocks: Vec<Block>,
}

/// The days that an article's date lines name, as a document without anything else.
pub fn datelines(article: &Article, layout: &Layout, lexicon: &mut Lexicon) -> Document {
    let blocks = layout.blocks.iter().filter(|block| block.kind == SegmentKind::Dateline);
    let datelines = Layout { lang: layout.lang.clone(), blocks: blocks.cloned().collect() };
    document(article, datelines, lexicon)
}

/// Tells what the pieces of an article are; `house` as for [`read`].
pub fn layout(article: &Article, house: &HouseLines) -> Layout {
    let mut blocks = Vec::new();
    if let Some(title) = article.title.as_deref()
        && let Some(span) = Span::trimmed(title, 0..title.len())
        && !span.is_empty()
    {
        blocks.push(Block {
            part: Part::Title,
            span,
            kind: SegmentKind::Headline,
            reason: "title given with the article".into(),
            paragraph: 0,
        });
    }
    let paragraphs = lines::paragraphs(&article.text);
    let lang = language::of_article(article, &paragraphs);
    let kinds = classify::classify(article, house, &paragraphs);
    for (paragraph, (span, (kind, reason))) in paragraphs.iter().zip(kinds).enumerate() {
        let block = Block { part: Part::Text, span: *span, kind, reason, paragraph: paragraph as u32 + 1 };
        inline::split(&article.text, block, &mut blocks);
    }
    Layout { lang, blocks }
}

/// The pieces of a text of which the caller knows that all of it is story, whatever its words look like.
pub fn layout_of_statement(article: &Article) -> Layout {
    let block = |(paragraph, span): (u32, Span)| {
        let (kind, reason) = (SegmentKind::Story, "given as a statement".into());
        Block { part: Part::Text, span, kind, reason, paragraph }
    };
    let paragraphs = lines::paragraphs(&article.text);
    let lang = language::of_article(article, &paragraphs);
    Layout { lang, blocks: (1..).zip(paragraphs).map(block).collect() }
}

/// The second half of reading: sentences, words and quotations.
pub fn document(article: &Article, layout: Layout, lexicon: &mut Lexicon) -> Document {
    let Layout { lang, blocks } = layout;
    let mut document =
        Document { lang, blocks, sentences: vec![], tokens: vec![], quotations: vec![], datelines: vec![] };
    add_sentences(article, &mut document, lexicon);
    document.quotations = quotation::find(article, &document);
    document
}

fn add_sentences(article: &Article, document: &mut Document, lexicon: &mut Lexicon) {
    for (block_no, block) in document.blocks.iter().enumerate() {
        let text = article.part(block.part);
        let spans = match block.kind {
            SegmentKind::Story => split_sentences(text, block.span, Some(&document.lang)),
            SegmentKind::Headline | SegmentKind::Dateline => sentence::parts_of_long(text, block.span),
            _ => continue,
        };
        for span in spans {
            let first = document.tokens.len();
            tokenize(text, span.start(), span.end(), lexicon, &mut document.tokens);
            let is_headline = block.kind == SegmentKind::Headline;
            let sentence = Sentence {
                part: block.part,
                span,
                tokens: first..document.tokens.len(),
                block: block_no as u32,
                paragraph: block.paragraph,
                is_headline,
                is_broken: !is_headline && broken::place(text, &document.tokens[first..]).is_some(),
            };
            if block.kind == SegmentKind::Dateline {
                document.datelines.push(sentence);
            } else {
                document.sentences.push(sentence);
            }
        }
    }
}
