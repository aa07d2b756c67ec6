//! Every number that decides: name, meaning, and where its value comes from.

use sha2::{Digest, Sha256};

/// Thresholds of the engine.
#[derive(Debug, Clone, PartialEq)]
pub struct Params {
    /// A sentence is looked up in the index by this many of its rarest terms.
    /// 12: on the 26 gold stories no aligned pair is lost against all terms; 8 loses 1 %.
    pub rarest_terms: usize,
    /// Posting lists longer than this are not followed: their term says little and costs much.
    /// 160: never reached by a story of 8 articles; at 64 it cuts words of nearly every article.
    pub longest_posting: usize,
    /// Partners that a sentence keeps.
    /// 24: the most partners that a gold sentence has is 9, in stories of three articles.
    pub candidates_kept: usize,
    /// Least share of the lighter sentence's weight that candidates have in common.
    /// 0.10: 98 % of the aligned gold pairs are above it.
    pub candidate_share: f64,
    /// Least score of a link. Chosen on the gold stories, leaving stories out whole: see `align/weights.tsv`.
    pub align_score: f64,
    /// Shared facts (sum of link scores) from which two articles tell one event.
    /// 2.5: in the fixtures, articles of different stories share at most 1.4, of one story at least 3.
    pub story_weight: f64,
    /// Or this share of the shorter one's sentences, for very short articles.
    pub story_share: f64,
}

impl Default for Params {
    fn default() -> Self {
        Params {
            rarest_terms: 24,
            longest_posting: 200,
            candidates_kept: 40,
            candidate_share: 0.03,
            align_score: 0.45,
            story_weight: 2.5,
            story_share: 0.3,
        }
    }
}

/// Hash of every threshold, weight and table: 16 hexadecimal digits.
pub fn digest(params: &Params) -> String {
    let mut hasher = Sha256::new();
    hasher.update(format!("{params:?}"));
    hasher.update(include_str!("align/weights.tsv"));
    crate::engine::data::digest(&mut hasher);
    hasher.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
