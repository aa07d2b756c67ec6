//! Who says each sentence: speaker, document, manner, and the words that say so.
//!
//! In: documents with their names. Out: for each sentence an [`Attribution`], or none where the
//! outlet tells it itself. It follows "it said", "the statement added", "He also", and a quotation
//! over several sentences, inside one article; it invents no speaker.

mod carry;
mod follow;
mod label;
mod marker;
mod papers;
mod phrase;
mod reported;
mod resolve;
mod source;
mod subject;

use crate::engine::answer::Mode;
use crate::engine::article::{self, Article};
use crate::engine::mention::{Mentions, NameMention};
use crate::engine::names::{GroupIx, Names};
use crate::engine::parallel;
use crate::engine::read::{Document, Sentence};
use crate::engine::span::Span;
use crate::engine::text::Lexicon;

pub use source::{Relation, relation};

/// Who says one sentence.
#[derive(Debug, Clone)]
pub struct Attribution {
    /// Speaker, as the text names it at its fullest.
    pub who: Option<String>,
    /// The entities in the speaker's words.
    pub who_groups: Vec<GroupIx>,
    /// Content words of the speaker's words, folded, for comparing speakers without a name.
    pub who_words: Vec<String>,
    /// Whether the speaker is a named human being.
    pub is_person: bool,
    /// Document it stands in, as the text names it.
    pub document: Option<String>,
    /// Canonical noun of the document: `statement`, `report`.
    pub document_noun: Option<&'static str>,
    /// Entities that speak through the speaker or document: the White House for its two officials.
    pub via_groups: Vec<GroupIx>,
    /// Manner.
    pub mode: Mode,
    /// The words that say so, in this article's text.
    pub marker: Option<Span>,
    /// Whether a verb of speech in this very sentence says so.
    pub is_explicit: bool,
}

impl Attribution {
    /// One that stands in its own sentence, of nobody so far.
    fn explicit(mode: Mode) -> Attribution {
        Attribution {
            who: None,
            who_groups: Vec::new(),
            who_words: Vec::new(),
            is_person: false,
            document: None,
            document_noun: None,
            via_groups: Vec::new(),
            mode,
            marker: None,
            is_explicit: true,
        }
    }
}

/// Attributions of all documents: for each document, for each sentence.
pub fn attribute(
    articles: &[&Article],
    documents: &[Document],
    mentions: &[Mentions],
    names: &Names,
    lexicon: &Lexicon,
) -> Vec<Vec<Option<Attribution>>> {
    parallel::map(documents, article::n_bytes(articles), |doc, document| {
        let view = View {
            article: articles[doc],
            document,
            mentions: &mentions[doc],
            groups: &names.of_mention[doc],
            phrases: &names.phrases[doc],
            names,
            lexicon,
        };
        follow::attribute(&view)
    })
}

/// What the steps below look at: one document with its names.
struct View<'d> {
    article: &'d Article,
    document: &'d Document,
    mentions: &'d Mentions,
    /// Group of each name mention.
    groups: &'d [GroupIx],
    /// Phrases in small letters that mean a group: "the company".
    phrases: &'d [(std::ops::Range<usize>, GroupIx)],
    names: &'d Names,
    lexicon: &'d Lexicon,
}

impl View<'_> {
    /// Name mentions of a sentence.
    fn names_in(&self, sentence: &Sentence) -> impl Iterator<Item = &NameMention> {
        let end = sentence.tokens.end;
        self.mentions.names_from(&sentence.tokens).iter().filter(move |m| m.tokens.end <= end)
    }

    /// Folded word of a token; empty past either end of the sentence's tokens.
    fn folded(&self, at: usize, sentence: &std::ops::Range<usize>) -> &str {
        if !sentence.contains(&at) {
            return "";
        }
        &self.lexicon.word(self.document.tokens[at].word).text
    }
}
