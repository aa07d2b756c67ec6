//! Which blocks of a page are story: a logistic regression over the features of each.
//!
//! How the weights were made stands in the head of `weights.tsv` and in `examples/learn_pages.rs`. A second regression over
//! what the first says of the blocks around did not do better (F1 0.974 against 0.976, sites left out).

use super::blocks::Page;
use super::features::NAMES;
use super::votes::n_words;
use std::sync::LazyLock;

/// From this likelihood on a block is story.
const THRESHOLD: f64 = 0.5;
/// Or from this share of the likelihood of the page's best paragraph on.
const SHARE_OF_BEST: f64 = 0.7;

static WEIGHTS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let mut weights = vec![0.0; NAMES.len()];
    for line in include_str!("weights.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (name, value) = line.split_once('\t').expect("a name and a weight");
        let place = NAMES.iter().position(|n| *n == name).expect("a known feature");
        weights[place] = value.parse().expect("a weight is a number");
    }
    weights
});

/// How likely each block is story by the shipped weights: 0 to 1.
pub fn likely(features: &[Vec<f64>]) -> Vec<f64> {
    likely_by(&WEIGHTS, features)
}

/// The same by given weights.
pub fn likely_by(weights: &[f64], features: &[Vec<f64>]) -> Vec<f64> {
    let one = |values: &Vec<f64>| {
        let z: f64 = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
        1.0 / (1.0 + (-z).exp())
    };
    features.iter().map(one).collect()
}

/// Which blocks are story, from how likely each is. On a page of which no block is sure, the likeliest are.
pub fn story(page: &Page, likely: &[f64]) -> Vec<bool> {
    /// A block of fewer words does not stand for the page.
    const PARAGRAPH_WORDS: usize = 10;
    let paragraphs = page.blocks.iter().zip(likely).filter(|(b, _)| n_words(&b.text) >= PARAGRAPH_WORDS);
    let best = paragraphs.map(|(_, likely)| *likely).reduce(f64::max);
    let threshold = best.map_or(THRESHOLD, |best| THRESHOLD.min(SHARE_OF_BEST * best));
    likely.iter().map(|likely| *likely > threshold).collect()
}
