//! What sentences speak of: names, numbers with the thing they count, dates.
//!
//! In: the read documents. Out: [`Mentions`], one for each document. Which names are one entity is
//! for the `names` stage to say.

pub mod date;
pub mod name;
pub mod number;
mod reader;
mod usage;

use crate::engine::article::{self, Article};
use crate::engine::parallel;
use crate::engine::read::{Document, SentenceNo};
use crate::engine::text::Lexicon;
use std::ops::Range;

pub use date::{DateMention, Resolved};
pub use name::NameMention;
pub use number::NumberMention;

/// The mentions of one document, each list in order of the text.
#[derive(Default)]
pub struct Mentions {
    /// Names.
    pub names: Vec<NameMention>,
    /// Numbers.
    pub numbers: Vec<NumberMention>,
    /// Dates.
    pub dates: Vec<DateMention>,
}

impl Mentions {
    /// The numbers of a sentence.
    pub fn numbers_of(&self, number: SentenceNo) -> &[NumberMention] {
        &self.numbers[stretch(&self.numbers, |m| m.sentence, number)]
    }

    /// The dates of a sentence.
    pub fn dates_of(&self, number: SentenceNo) -> &[DateMention] {
        &self.dates[stretch(&self.dates, |m| m.sentence, number)]
    }

    /// The names of a sentence, as places in [`Mentions::names`].
    pub fn names_of(&self, number: SentenceNo) -> Range<usize> {
        stretch(&self.names, |m| m.sentence, number)
    }

    /// The names that begin at one of these tokens of the document.
    pub fn names_from(&self, tokens: &Range<usize>) -> &[NameMention] {
        let first = self.names.partition_point(|m| m.tokens.start < tokens.start);
        let n = self.names[first..].iter().take_while(|m| m.tokens.start < tokens.end).count();
        &self.names[first..first + n]
    }
}

/// The mentions of one sentence, which stand together.
fn stretch<T>(all: &[T], sentence: impl Fn(&T) -> SentenceNo, number: SentenceNo) -> Range<usize> {
    let first = all.partition_point(|m| sentence(m) < number);
    first..first + all[first..].iter().take_while(|m| sentence(m) == number).count()
}

/// Finds the mentions of all documents; `articles` are their sources, in the same order.
pub fn find(articles: &[&Article], documents: &[Document], lexicon: &Lexicon) -> Vec<Mentions> {
    let usage = usage::count(articles, documents, lexicon);
    let mut all: Vec<_> = parallel::map(documents, article::n_bytes(articles), |doc, document| {
        let article = articles[doc];
        let dates = date::find(article, document, lexicon);
        Mentions {
            names: name::find(article, document, lexicon, &usage),
            numbers: number::find(article, document, lexicon, &dates),
            dates,
        }
    });
    name::find_in_headlines(articles, documents, &mut all);
    date::resolve(articles, documents, lexicon, &mut all);
    all
}
