//! The merged account: which sentences are printed, in which order and paragraphs, with what in brackets.
//!
//! The account is made of the sources' own sentences. The backbone article keeps its order; what
//! only others have is put where it stood beside what both tell. Nothing is left unsaid: a sentence
//! is left out only when printed ones already say (nearly) all of it.

mod edit;
mod headline;
mod order;
mod quoted;
mod select;

use crate::engine::Options;
use crate::engine::align::{Alignment, SentenceIx, Story};
use crate::engine::answer::{Note, Statement};
use crate::engine::article::ArticleIx;
use crate::engine::facts::FactSet;
use crate::engine::read::DocIx;
use crate::engine::span::Location;
use crate::engine::text::Lexicon;

/// What the steps share.
pub struct Context<'d> {
    /// The story.
    pub story: &'d Story<'d>,
    /// Its alignment.
    pub alignment: &'d Alignment,
    /// Its facts.
    pub set: &'d FactSet,
    /// The article that leads.
    pub backbone: DocIx,
    /// Article of each document.
    pub doc_article: &'d [ArticleIx],
    /// Documents about something else.
    pub off_topic: &'d [bool],
    /// Words.
    pub lexicon: &'d Lexicon,
    /// An editor's wishes.
    pub options: &'d Options,
}

/// What became of one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Printed.
    Printed,
    /// Said by the printed sentence given.
    Merged(SentenceIx),
    /// Left out: its article is about something else.
    OffTopic,
}

/// The account before facts are numbered.
pub struct Draft {
    /// Heading.
    pub headline: Option<(Statement, SentenceIx)>,
    /// Paragraphs of statements with their sentences.
    pub paragraphs: Vec<Vec<(Statement, SentenceIx)>>,
    /// What became of each sentence.
    pub fates: Vec<Fate>,
    /// Remarks.
    pub notes: Vec<Note>,
}

/// Writes the account.
pub fn write(context: &Context) -> Draft {
    let fates = select::fates(context);
    let order = order::order(context, &fates);
    let mut notes = Vec::new();
    let mut paragraphs: Vec<Vec<(Statement, SentenceIx)>> = Vec::new();
    let mut previous = None;
    for paragraph in order {
        let mut statements = Vec::with_capacity(paragraph.len());
        for sentence in paragraph {
            let statement = edit::statement(context, &fates, sentence, previous, &mut notes);
            statements.push((statement, sentence));
            previous = Some(sentence);
        }
        paragraphs.push(statements);
    }
    let headline = headline::choose(context, paragraphs.first().and_then(|p| p.first()));
    Draft { headline, paragraphs, fates, notes }
}

impl Context<'_> {
    /// Place of a sentence in the answer.
    pub fn location(&self, sentence: SentenceIx) -> Location {
        let terms = self.alignment.sentences.get(sentence);
        let there = &self.story.documents[terms.doc.0 as usize].sentences[terms.number as usize];
        Location { article: self.doc_article[terms.doc.0 as usize], part: there.part, span: there.span }
    }
}
