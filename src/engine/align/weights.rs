//! The learned weights: two logistic regressions in a row.
//!
//! The first weighs a pair's own features. The second adds what the first pass says of its
//! surroundings: a third sentence that both go with, and neighbours that go together in the same
//! order. How the weights were made stands in the head of `weights.tsv` and in
//! `examples/learn_alignment.rs`.

use super::Candidate;
use super::features::{N_FEATURES, NAMES};
use super::pairs::Pairs;
use super::terms::{SentenceIx, Sentences};
use std::sync::LazyLock;

/// Features that the second pass adds.
pub const N_AROUND: usize = 4;
/// Their names.
pub const AROUND_NAMES: [&str; N_AROUND] = ["first_pass", "third", "neighbours", "rival"];

/// Weights of both passes.
pub struct Weights {
    /// First pass.
    pub first: [f64; N_FEATURES],
    /// Second pass: the first pass's features, then those around.
    pub second: [f64; N_FEATURES + N_AROUND],
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights { first: [0.0; N_FEATURES], second: [0.0; N_FEATURES + N_AROUND] };
    let file = include_str!("weights.tsv");
    for line in file.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let mut cells = line.split('\t');
        let (pass, name) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
        let value: f64 = cells.next().and_then(|v| v.parse().ok()).expect("a weight is a number");
        let place = NAMES.iter().chain(&AROUND_NAMES).position(|n| *n == name).expect("a known feature");
        if pass == "1" { weights.first[place] = value } else { weights.second[place] = value }
    }
    weights
});

/// The logistic function.
pub fn logistic(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

/// First-pass scores.
pub fn first_pass(candidates: &[Candidate], weights: &[f64; N_FEATURES]) -> Vec<f64> {
    let score = |c: &Candidate| if c.barred.is_some() { 0.0 } else { alike(c, weights) };
    candidates.iter().map(score).collect()
}

fn alike(candidate: &Candidate, weights: &[f64; N_FEATURES]) -> f64 {
    logistic(candidate.features.values.iter().zip(weights).map(|(v, w)| f64::from(*v) * w).sum())
}

/// First-pass score of a pair whatever bars it.
pub fn by_itself(candidate: &Candidate) -> f64 {
    alike(candidate, &WEIGHTS.first)
}

/// What surrounds each candidate: the first-pass score, the best third sentence, the neighbours, the
/// best rival of either sentence in the other's document.
pub fn around(sentences: &Sentences, candidates: &[Candidate], first: &[f64]) -> Vec<[f64; N_AROUND]> {
    let pairs = Pairs::of(sentences, candidates);
    let mut partners: Vec<Vec<(SentenceIx, f64)>> = vec![Vec::new(); sentences.list.len()];
    for (candidate, &p) in candidates.iter().zip(first) {
        // Weak partners are no witnesses.
        if p > 0.2 {
            partners[candidate.a.ix()].push((candidate.b, p));
            partners[candidate.b.ix()].push((candidate.a, p));
        }
    }
    let of = |x: SentenceIx, y: SentenceIx| pairs.find(x, y).map_or(0.0, |at| first[at]);
    let one = |candidate: &Candidate, p: f64| {
        let (a, b) = (candidate.a, candidate.b);
        let of_a = &partners[a.ix()];
        let (doc_a, doc_b) = (sentences.get(a).doc, sentences.get(b).doc);
        let third = of_a
            .iter()
            .filter(|(c, _)| *c != b && sentences.get(*c).doc != doc_b)
            .map(|(c, q)| q * of(*c, b));
        let third = third.fold(0.0, f64::max);
        let side = |step: i64| match (sentences.neighbour(a, step), sentences.neighbour(b, step)) {
            (Some(x), Some(y)) => of(x, y),
            _ => 0.0,
        };
        let rival_a = of_a.iter().filter(|(c, _)| *c != b && sentences.get(*c).doc == doc_b).map(|(_, q)| *q);
        let of_b = &partners[b.ix()];
        let rival_b = of_b.iter().filter(|(c, _)| *c != a && sentences.get(*c).doc == doc_a).map(|(_, q)| *q);
        let rival = rival_a.chain(rival_b).fold(0.0, f64::max);
        [p, third, side(-1).max(side(1)), rival]
    };
    candidates.iter().zip(first).map(|(candidate, &p)| one(candidate, p)).collect()
}

/// Second-pass scores, in the order of the candidates.
pub fn second_pass(sentences: &Sentences, candidates: &[Candidate]) -> Vec<f64> {
    let first = first_pass(candidates, &WEIGHTS.first);
    let around = around(sentences, candidates, &first);
    let score = |c: &Candidate, around: &[f64; N_AROUND]| {
        let values = c.features.values.iter().map(|v| f64::from(*v)).chain(around.iter().copied());
        let z: f64 = values.zip(&WEIGHTS.second).map(|(v, w)| v * w).sum();
        if c.barred.is_some() { 0.0 } else { logistic(z) }
    };
    candidates.iter().zip(&around).map(|(c, a)| score(c, a)).collect()
}
