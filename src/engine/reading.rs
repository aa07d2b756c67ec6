//! The first half of the pipeline, which every question about articles needs: reading, mentions,
//! names, attributions.

use crate::engine::Options;
use crate::engine::align::Story;
use crate::engine::article::Article;
use crate::engine::attribute::{self, Attribution};
use crate::engine::mention::{self, Mentions};
use crate::engine::names::{self, Names};
use crate::engine::read::{self, Document, HouseLines};
use crate::engine::text::Lexicon;

/// Articles with what was read from them, all vectors in one order.
pub struct Reading<'a> {
    /// The articles.
    pub articles: Vec<&'a Article>,
    /// Their paragraphs, sentences and quotations.
    pub documents: Vec<Document>,
    /// What their sentences speak of.
    pub mentions: Vec<Mentions>,
    /// The names of all.
    pub names: Names,
    /// Who says each sentence.
    pub attributions: Vec<Vec<Option<Attribution>>>,
}

impl Reading<'_> {
    /// The same, as the later stages look at it.
    pub fn story(&self) -> Story<'_> {
        Story {
            articles: &self.articles,
            documents: &self.documents,
            mentions: &self.mentions,
            names: &self.names,
            attributions: &self.attributions,
        }
    }
}

/// Reads all articles together; the lexicon comes apart, because later stages add to it. `house` are the lines of their outlets.
pub fn read_all<'a>(
    articles: Vec<&'a Article>,
    house: &HouseLines,
    options: &Options,
) -> (Reading<'a>, Lexicon) {
    read_each(articles, options, |article, lexicon| read::read(article, house, lexicon))
}

/// The same for texts that are story throughout.
pub fn read_statements<'a>(articles: Vec<&'a Article>, options: &Options) -> (Reading<'a>, Lexicon) {
    read_each(articles, options, read::read_statement)
}

fn read_each<'a>(
    articles: Vec<&'a Article>,
    options: &Options,
    read: impl Fn(&Article, &mut Lexicon) -> Document,
) -> (Reading<'a>, Lexicon) {
    let mut lexicon = Lexicon::for_bytes(articles.iter().map(|article| article.text.len()).sum());
    let documents: Vec<_> = articles.iter().map(|article| read(article, &mut lexicon)).collect();
    let mut mentions = mention::find(&articles, &documents, &lexicon);
    names::add_uncased(&articles, &documents, &mut mentions);
    let names = names::group(&articles, &documents, &mentions, options);
    let attributions = attribute::attribute(&articles, &documents, &mentions, &names, &lexicon);
    (Reading { articles, documents, mentions, names, attributions }, lexicon)
}
