//! The engine: articles in, one attributed account out. Pure and total: no IO, no clock, no
//! randomness, no failure; what could not be done is a note.
//!
//! [`merge`] is the pipeline on one screen. Each stage is a module and sees only the earlier ones.

// Vocabulary.
pub mod answer;
pub mod article;
pub mod data;
pub mod evidence;
pub mod params;
pub mod span;
pub mod text;
pub mod watch;
// Stages, in order.
pub mod account;
pub mod align;
pub mod attribute;
mod canonical;
pub mod copies;
pub mod facts;
mod ledger;
pub mod mention;
pub mod names;
mod originals;
mod parallel;
pub mod read;
pub mod reading;
mod topic;
pub mod twins;
// Questions about less than a whole story.
pub mod question;

pub use question::{
    Change, Checked, Duplicates, Extract, Found, Verdict, compare_names, compare_sentences, duplicates,
    duplicates_watched, extract, sentences, verify, verify_watched,
};

use answer::{FactIx, Merge};
use article::Article;
use params::Params;
use std::sync::LazyLock;
use watch::{Stopped, Watch};

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

/// Hash of every threshold and table in use: 16 hexadecimal digits.
pub fn params_digest() -> &'static str {
    // All tables go into it: a megabyte, hashed once.
    static DIGEST: LazyLock<String> = LazyLock::new(|| params::digest(&Params::default()));
    &DIGEST
}

/// Merges the articles into one account.
///
/// Articles are put into an order of their own first, and exact copies are read once, so that the
/// answer does not depend on the caller's order and a copy adds a source but no fact.
pub fn merge(articles: &[Article], options: &Options) -> Merge {
    watch::unwatched(|watch| merge_watched(articles, options, watch))
}

/// The same, given up when `watch` says so.
///
/// # Errors
/// What the watch says; there is no part of an answer.
pub fn merge_watched(articles: &[Article], options: &Options, watch: &Watch) -> Result<Merge, Stopped> {
    // Without an article there is none to lead.
    if articles.is_empty() {
        return Ok(Merge::default());
    }
    let params = Params::default();
    let canonical = canonical::order(articles);
    let texts: Vec<&Article> = canonical.first_of_each.iter().map(|ix| &articles[ix.ix()]).collect();

    let house = read::HouseLines::find(&texts);
    let (reading, mut lexicon) = reading::read_all(texts, &house, options, watch)?;
    let story = reading.story();
    watch.go_on()?;
    let copied = copies::find(&reading.documents);
    let twins = twins::find(&reading.documents, &copied, &lexicon);
    let mut alignment = align::align(&story, &mut lexicon, &twins, &params, watch)?;
    originals::keep(&mut alignment, &reading.articles, &house, options, &params, watch)?;
    let backbone = facts::backbone(&story, &alignment);
    let set = facts::collect(&alignment, &|ix| facts::rank(&story, &alignment, backbone, ix));
    let off_topic = topic::off_topic(&story, &alignment);
    let context = account::Context {
        story: &story,
        alignment: &alignment,
        set: &set,
        backbone,
        doc_article: &canonical.first_of_each,
        off_topic: &off_topic,
        options,
        lexicon: &lexicon,
    };
    let draft = account::write(&context);
    watch.go_on()?;
    Ok(ledger::assemble(ledger::Input {
        articles,
        canonical: &canonical,
        context,
        draft,
        copied: &copied,
        lexicon: &lexicon,
    }))
}

/// A fact's number while the answer is put together.
pub(crate) fn fact_ix(n: usize) -> FactIx {
    FactIx(u32::try_from(n).expect("fewer facts than bytes of text"))
}

/// Makes the tables that the first article would otherwise wait for, by reading a small one. The answers are the same.
pub fn warm_up() {
    read::read(&small_article(), &read::HouseLines::default(), &mut text::Lexicon::default());
}

/// As [`warm_up`], of the tables that taking the story out of an article needs.
pub fn warm_up_layout() {
    read::layout(&small_article(), &read::HouseLines::default());
}

fn small_article() -> Article {
    let text = "By Ann Lee\nMonday, 4 March 2026\nPhoto: Harbour Agency\n\nHARBOUR TOWN (Agency) - A ferry caught fire in the harbour on Monday, police said. \
                \"We saw the smoke at 9 a.m.,\" said Sam Poe, a fisherman.\n\nRead more";
    Article { text: text.to_owned(), ..Article::default() }
}
