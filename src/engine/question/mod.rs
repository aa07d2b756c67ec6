//! Questions about less than a whole story: two names, two sentences, one text, one set of articles.

mod extract;
mod pairs;
mod piece;
mod verify;

pub use extract::{Extract, extract};
pub use pairs::{compare_names, compare_sentences};
pub use verify::{Change, Checked, Found, Verdict, verify};

use crate::engine::Options;
use crate::engine::align;
use crate::engine::answer::{Copy, CopyKind};
use crate::engine::article::{Article, ArticleIx};
use crate::engine::params::Params;
use crate::engine::read::{self, split_sentences};
use crate::engine::span::Span;
use crate::engine::{canonical, copies, reading};

/// Sentences of a running text, in order; they leave out only white space. `lang` is an ISO 639-1
/// code; the rules now known are those of languages written with full stops or their like.
pub fn sentences(text: &str, _lang: Option<&str>) -> Vec<Span> {
    let mut out = Vec::new();
    for paragraph in read::paragraphs(text) {
        out.extend(split_sentences(text, paragraph));
    }
    out
}

/// Which articles are copies, and which tell of one event.
pub struct Duplicates {
    /// Pairs and groups of copies.
    pub copies: Vec<Copy>,
    /// Every article once; those of one event together.
    pub stories: Vec<Vec<ArticleIx>>,
}

/// Finds copies, and puts articles together that share facts.
pub fn duplicates(articles: &[Article]) -> Duplicates {
    let params = Params::default();
    let canonical = canonical::order(articles);
    let texts: Vec<&Article> = canonical.first_of_each.iter().map(|ix| &articles[ix.ix()]).collect();
    let (reading, mut lexicon) = reading::read_all(texts, &Options::default());
    let story = reading.story();
    let alignment = align::align(&story, &mut lexicon, &params);
    let pairs = copies::find(&reading.documents);

    let mut root: Vec<usize> = (0..reading.documents.len()).collect();
    let mut join = |a: usize, b: usize| {
        let (keep, gone) = (root[a].min(root[b]), root[a].max(root[b]));
        root.iter_mut().filter(|r| **r == gone).for_each(|r| *r = keep);
    };
    pairs.iter().for_each(|pair| join(pair.a.0 as usize, pair.b.0 as usize));
    let doc = |ix| alignment.sentences.get(ix).doc.0 as usize;
    alignment.links.iter().for_each(|link| join(doc(link.a), doc(link.b)));

    let mut stories: Vec<Vec<ArticleIx>> = vec![Vec::new(); reading.documents.len()];
    for (at, group) in canonical.copies.iter().enumerate() {
        stories[root[at]].extend(group);
    }
    stories.retain(|story| !story.is_empty());
    stories.iter_mut().for_each(|story| story.sort_unstable());
    stories.sort();
    let exact = canonical.copies.iter().filter(|group| group.len() > 1);
    let mut found: Vec<Copy> = exact
        .map(|group| {
            let mut articles = group.clone();
            articles.sort_unstable();
            Copy { articles, kind: CopyKind::Exact, share: 1.0, origin: None }
        })
        .collect();
    for pair in pairs {
        let mut articles =
            vec![canonical.first_of_each[pair.a.0 as usize], canonical.first_of_each[pair.b.0 as usize]];
        articles.sort_unstable();
        found.push(Copy { articles, kind: pair.kind, share: pair.share, origin: None });
    }
    found.sort_by(|x, y| x.articles.cmp(&y.articles));
    Duplicates { copies: found, stories }
}
