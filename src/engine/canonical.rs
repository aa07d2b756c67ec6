//! The engine's own order of articles, and which of them are the same text.

use crate::engine::article::{Article, ArticleIx};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Articles in canonical order, copies put together.
pub struct Canonical {
    /// The article that stands for each distinct text, in order.
    pub first_of_each: Vec<ArticleIx>,
    /// For each distinct text: all articles that carry it, the first one first.
    pub copies: Vec<Vec<ArticleIx>>,
    /// SHA-256 of each article's text, in the caller's order.
    pub sha256: Vec<String>,
}

/// Orders by time of publication, source, title and text; the caller's order and ids do not count,
/// but among exact copies the smallest id comes first.
pub fn order(articles: &[Article]) -> Canonical {
    let sha256: Vec<String> = articles.iter().map(|a| hex(&Sha256::digest(a.text.as_bytes()))).collect();
    let mut order: Vec<usize> = (0..articles.len()).collect();
    let key = |ix: &usize| {
        let a = &articles[*ix];
        (
            a.published_at.as_deref().unwrap_or("~"),
            a.source.as_str(),
            a.title.as_deref(),
            sha256[*ix].as_str(),
            a.url.as_deref(),
            a.id.as_str(),
        )
    };
    order.sort_by(|x, y| key(x).cmp(&key(y)));
    let mut place: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    let mut copies: Vec<Vec<ArticleIx>> = Vec::new();
    for ix in order {
        let article = &articles[ix];
        let number = ArticleIx(u32::try_from(ix).expect("fewer than 2^32 articles"));
        let at = *place.entry((article.text.as_str(), article.title.as_deref())).or_insert_with(|| {
            copies.push(Vec::new());
            copies.len() - 1
        });
        copies[at].push(number);
    }
    Canonical { first_of_each: copies.iter().map(|c| c[0]).collect(), copies, sha256 }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
