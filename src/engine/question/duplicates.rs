//! Which articles are copies of one another, and which tell of one event.
//!
//! Copies are found by common runs of words (`copies`). One event is told by the cosine of the
//! articles' words, weighted by how few articles have them (Salton and Buckley 1988), for articles
//! not published a month apart.

use crate::engine::answer::{Copy, CopyKind};
use crate::engine::article::{Article, ArticleIx};
use crate::engine::mention::date::day_of_dateline;
use crate::engine::params::Params;
use crate::engine::read::{self, Document, HouseLines};
use crate::engine::text::{Lexicon, TokenKind};
use crate::engine::watch::{self, Stopped, Watch};
use crate::engine::{canonical, copies, reading};
use jiff::Unit;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Copies and events among some articles.
pub struct Duplicates {
    /// Pairs and groups of copies.
    pub copies: Vec<Copy>,
    /// Every article once; those of one event together.
    pub stories: Vec<Vec<ArticleIx>>,
}

/// Finds copies, and puts articles of one event together.
pub fn duplicates(articles: &[Article]) -> Duplicates {
    watch::unwatched(|watch| duplicates_watched(articles, watch))
}

/// The same, given up when `watch` says so.
///
/// # Errors
/// What the watch says.
pub fn duplicates_watched(articles: &[Article], watch: &Watch) -> Result<Duplicates, Stopped> {
    let params = Params::default();
    let canonical = canonical::order(articles);
    let texts: Vec<&Article> = canonical.first_of_each.iter().map(|ix| &articles[ix.ix()]).collect();
    let mut lexicon = Lexicon::default();
    let house = HouseLines::default();
    let documents = reading::documents(&texts, watch, &mut lexicon, |article| read::layout(article, &house))?;
    let pairs = copies::find(&documents);

    let days: Vec<_> = texts.iter().zip(&documents).map(|(a, d)| day(a, d, &lexicon)).collect();
    let mut root: Vec<usize> = (0..documents.len()).collect();
    let mut join = |a: usize, b: usize| {
        let (keep, gone) = (root[a].min(root[b]), root[a].max(root[b]));
        root.iter_mut().filter(|r| **r == gone).for_each(|r| *r = keep);
    };
    pairs.iter().for_each(|pair| join(pair.a.0 as usize, pair.b.0 as usize));
    // More articles make common words weigh less and rare ones more, which raises chance likeness.
    let needed = params.event_likeness + params.event_likeness_growth * (documents.len() as f64).ln();
    watch.go_on()?;
    for ((a, b), likeness) in likeness(&documents, &lexicon) {
        let far_apart = match (days[a], days[b]) {
            (Some(x), Some(y)) => {
                x.until((Unit::Day, y)).map_or(0, |s| s.get_days()).abs() > params.event_days
            }
            _ => false,
        };
        if likeness >= needed && !far_apart {
            join(a, b);
        }
    }
    let mut stories: Vec<Vec<ArticleIx>> = vec![Vec::new(); documents.len()];
    for (at, group) in canonical.copies.iter().enumerate() {
        stories[root[at]].extend(group);
    }
    stories.retain(|story| !story.is_empty());
    stories.iter_mut().for_each(|story| story.sort_unstable());
    stories.sort();
    Ok(Duplicates { copies: all_copies(&canonical, &pairs), stories })
}

fn all_copies(canonical: &canonical::Canonical, pairs: &[copies::Pair]) -> Vec<Copy> {
    let copy = |mut articles: Vec<ArticleIx>, kind, share| {
        articles.sort_unstable();
        Copy { articles, kind, share, origin: None }
    };
    let exact = canonical.copies.iter().filter(|group| group.len() > 1);
    let mut found: Vec<Copy> = exact.map(|group| copy(group.clone(), CopyKind::Exact, 1.0)).collect();
    let first = |doc: read::DocIx| canonical.first_of_each[doc.0 as usize];
    found.extend(pairs.iter().map(|pair| copy(vec![first(pair.a), first(pair.b)], pair.kind, pair.share)));
    found.sort_by(|x, y| x.articles.cmp(&y.articles));
    found
}

fn day(article: &Article, document: &Document, lexicon: &Lexicon) -> Option<Date> {
    let published = article.published_at.as_deref().and_then(|p| p.get(..10)).and_then(|p| p.parse().ok());
    published.or_else(|| day_of_dateline(article, document, lexicon))
}

/// Cosines of all pairs of documents that share a word that not too many have.
fn likeness(documents: &[Document], lexicon: &Lexicon) -> BTreeMap<(usize, usize), f64> {
    /// A word of more documents than this is no candidate's only link; it is left out, so that the
    /// work stays linear in the number of documents.
    const LONGEST_POSTING: usize = 96;
    let counts: Vec<FxHashMap<u32, f64>> = documents.iter().map(|d| words(d, lexicon)).collect();
    let mut holders: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (doc, words) in counts.iter().enumerate() {
        words.keys().for_each(|word| holders.entry(*word).or_default().push(doc));
    }
    let n = documents.len() as f64;
    let weight = |word: &u32, count: f64| (1.0 + count.ln()) * (1.0 + n / holders[word].len() as f64).ln();
    let norm = |words: &FxHashMap<u32, f64>| {
        let mut squares: Vec<f64> = words.iter().map(|(w, c)| weight(w, *c).powi(2)).collect();
        // Sums of floats depend on their order; a map has none.
        squares.sort_by(f64::total_cmp);
        squares.iter().sum::<f64>().sqrt().max(f64::MIN_POSITIVE)
    };
    let norms: Vec<f64> = counts.iter().map(norm).collect();
    let mut products: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (word, list) in holders.iter().filter(|(_, list)| list.len() > 1 && list.len() <= LONGEST_POSTING) {
        for (i, &a) in list.iter().enumerate() {
            for &b in &list[i + 1..] {
                let product = weight(word, counts[a][word]) * weight(word, counts[b][word]);
                *products.entry((a, b)).or_default() += product / (norms[a] * norms[b]);
            }
        }
    }
    products
}

/// Counts of the words of headline and story, function words left out.
fn words(document: &Document, lexicon: &Lexicon) -> FxHashMap<u32, f64> {
    let mut counts: FxHashMap<u32, f64> = FxHashMap::default();
    for sentence in &document.sentences {
        for token in document.tokens_of(sentence) {
            let word = lexicon.word(token.word);
            if matches!(token.kind, TokenKind::Word | TokenKind::Number)
                && !word.is_stop
                && word.text.len() > 1
            {
                *counts.entry(token.word.0).or_default() += 1.0;
            }
        }
    }
    counts
}
