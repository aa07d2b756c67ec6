//! The first half of the pipeline, which every question about articles needs: reading, mentions,
//! names, attributions.

use crate::engine::Options;
use crate::engine::align::Story;
use crate::engine::article::{self, Article};
use crate::engine::attribute::{self, Attribution};
use crate::engine::mention::{self, Mentions};
use crate::engine::names::{self, Names};
use crate::engine::parallel;
use crate::engine::read::{self, Document, HouseLines, Layout};
use crate::engine::text::Lexicon;
use crate::engine::watch::{self, Stopped, Watch};

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
///
/// # Errors
/// What the watch says.
pub fn read_all<'a>(
    articles: Vec<&'a Article>,
    house: &HouseLines,
    options: &Options,
    watch: &Watch,
) -> Result<(Reading<'a>, Lexicon), Stopped> {
    read_each(articles, options, watch, |article| read::layout(article, house))
}

/// The same for texts that are story throughout.
pub fn read_statements<'a>(articles: Vec<&'a Article>, options: &Options) -> (Reading<'a>, Lexicon) {
    watch::unwatched(|watch| read_each(articles, options, watch, read::layout_of_statement))
}

/// Reads articles; `layout` tells what their pieces are.
///
/// # Errors
/// What the watch says, of the sentences of all too.
pub fn documents(
    articles: &[&Article],
    watch: &Watch,
    lexicon: &mut Lexicon,
    layout: impl Fn(&Article) -> Layout + Sync,
) -> Result<Vec<Document>, Stopped> {
    let layouts = parallel::map(articles, article::n_bytes(articles), |_, article| layout(article));
    let mut documents: Vec<Document> = Vec::with_capacity(articles.len());
    let mut n_sentences = 0;
    for (article, layout) in articles.iter().zip(layouts) {
        // One by one, because all share the lexicon.
        let document = read::document(article, layout, lexicon);
        n_sentences += document.sentences.len();
        watch.sentences(n_sentences)?;
        documents.push(document);
    }
    Ok(documents)
}

fn read_each<'a>(
    articles: Vec<&'a Article>,
    options: &Options,
    watch: &Watch,
    layout: impl Fn(&Article) -> Layout + Sync,
) -> Result<(Reading<'a>, Lexicon), Stopped> {
    let mut lexicon = Lexicon::for_bytes(article::n_bytes(&articles));
    let documents = documents(&articles, watch, &mut lexicon, layout)?;
    let mut mentions = mention::find(&articles, &documents, &lexicon);
    watch.go_on()?;
    names::add_uncased(&articles, &documents, &mut mentions);
    let names = names::group(&articles, &documents, &mentions, options);
    watch.go_on()?;
    let attributions = attribute::attribute(&articles, &documents, &mentions, &names, &lexicon);
    Ok((Reading { articles, documents, mentions, names, attributions }, lexicon))
}
