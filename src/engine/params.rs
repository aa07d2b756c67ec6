//! Every number that decides: name, meaning, and where its value comes from.

use sha2::{Digest, Sha256};

/// Thresholds of the engine.
#[derive(Debug, Clone, PartialEq)]
pub struct Params {
    /// A sentence is looked up in the index by this many of its rarest terms.
    /// 24: on the 26 gold stories 101 of 840 aligned pairs are lost or barred, with all terms 99.
    pub rarest_terms: usize,
    /// Posting lists longer than this are not followed: their term says little and costs much.
    /// 200: as above; never reached by a story of eight articles.
    pub longest_posting: usize,
    /// Partners that a sentence keeps.
    /// 24: the most partners that a gold sentence has is 9, in stories of three articles.
    pub candidates_kept: usize,
    /// Least share of the lighter sentence's weight that candidates have in common.
    /// 0.03 of 0.0, 0.03 and 0.06: of 840 aligned gold pairs 22 lie between this and 0.06, two below; F1 with
    /// weights learned on other stories differs by less than 0.005.
    pub candidate_share: f64,
    /// Least score of a link. 0.33 of 0.2 to 0.6: F1 on the gold stories, each scored with weights learned
    /// without it, is best between 0.25 and 0.40 (`examples/learn_alignment.rs` prints the table: 0.79 on the
    /// six read closely, 0.67 on the twenty); below 0.33 they hold pairs that editors marked as traps.
    pub align_score: f64,
    /// Cosine of two articles' words from which they tell one event, before growth.
    /// 0.08 with growth 0.03: on mixtures of the 26 gold stories, 2 to 77 articles at once, pairs of
    /// one story lie above 0.08 + 0.03 ln n; pairs of two stories below it, but for two hijackings
    /// and two earthquakes of one island years apart, which only dates can part.
    pub event_likeness: f64,
    /// Growth of that with the natural logarithm of the number of articles.
    pub event_likeness_growth: f64,
    /// Articles published more days apart than this tell of two events: a month, the longest that a
    /// running story of the gold set spans (25 days).
    pub event_days: i32,
}

impl Default for Params {
    fn default() -> Self {
        Params {
            rarest_terms: 24,
            longest_posting: 200,
            candidates_kept: 24,
            candidate_share: 0.03,
            align_score: 0.33,
            event_likeness: 0.08,
            event_likeness_growth: 0.03,
            event_days: 31,
        }
    }
}

/// What a unit says when two bare sentences are compared; words lie between 0.4 (the most frequent) and 5.
/// Chosen by hand in that range, a name above any word; the learned weights follow them.
pub mod likeness {
    /// A name.
    pub const NAME_WEIGHT: f64 = 7.0;
    /// A number.
    pub const NUMBER_WEIGHT: f64 = 5.0;
    /// A date.
    pub const DATE_WEIGHT: f64 = 4.0;
}

/// Hash of every threshold, weight and table: 16 hexadecimal digits.
pub fn digest(params: &Params) -> String {
    let mut hasher = Sha256::new();
    hasher.update(format!("{params:?}"));
    hasher.update(include_str!("align/weights.tsv"));
    hasher.update(include_str!("question/likeness/weights.tsv"));
    crate::engine::data::digest(&mut hasher);
    hasher.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
