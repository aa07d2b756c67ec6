//! Learns the weights of sentence comparison from pairs that people judged.
//!
//!     cargo run --release --example learn_likeness -- PAIRS.jsonl [PAIRS.jsonl ...] [--write]
//!
//! A line holds the texts `a` and `b`, and either `label` (1 the same, 0 not) or `score` (0 to 5). Prints the
//! figures of ten-fold cross-validation; with `--write`, learns on all pairs and writes
//! `src/engine/question/likeness/weights.tsv`.
//!
//! Ridge regression (Hoerl and Kennard 1970) on standardised features, solved exactly.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use storymerge::engine::question::likeness::features::{N_FEATURES, NAMES};
use storymerge::engine::question::likeness::measure;

/// Folds of cross-validation.
const FOLDS: usize = 10;
/// The penalty on squared weights. 30 of 10, 30 and 100: figures differ by less than 0.002.
const PENALTY: f64 = 30.0;
/// Pairs in which a word must stand apart to have a weight of its own. 60 of 10, 30, 60 and 100: fewer words do
/// less well by 0.003, more do not do better.
const LEAST_PAIRS: usize = 60;
/// What one word apart counts beside a standardised feature.
const WORD_SCALE: f64 = 0.5;

struct Pair {
    values: [f64; N_FEATURES],
    apart: Vec<(String, usize)>,
    target: f64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mut judged, mut graded) = (Vec::new(), Vec::new());
    for path in arguments.iter().filter(|a| !a.starts_with("--")) {
        for line in std::fs::read_to_string(path).expect("a readable file").lines() {
            let row: Value = serde_json::from_str(line).expect("JSON");
            let (values, apart) =
                measure(row["a"].as_str().expect("a text"), row["b"].as_str().expect("a text"));
            match (row["label"].as_f64(), row["score"].as_f64()) {
                (Some(target), _) => judged.push(Pair { values, apart, target }),
                (None, Some(score)) => graded.push(Pair { values, apart, target: score / 5.0 }),
                (None, None) => panic!("{path}: a line has neither label nor score"),
            }
        }
    }
    assert!(
        !judged.is_empty() && !graded.is_empty(),
        "pairs with labels and pairs with scores are both needed"
    );
    let words = frequent_apart(&judged);
    let guesses = cross_validate(&judged, &words);
    let n_right = |is: &dyn Fn(bool, bool) -> bool| {
        judged.iter().zip(&guesses).filter(|(p, g)| is(p.target > 0.5, **g >= 0.5)).count() as f64
    };
    let (hit, given, gold) = (n_right(&|y, g| y && g), n_right(&|_, g| g), n_right(&|y, _| y));
    println!(
        "{} judged pairs: accuracy {:.4}, F1 {:.4}, {} words",
        judged.len(),
        n_right(&|y, g| y == g) / judged.len() as f64,
        2.0 * hit / (given + gold),
        words.len()
    );
    let guesses = cross_validate(&graded, &BTreeMap::new());
    let truth: Vec<f64> = graded.iter().map(|p| p.target).collect();
    println!("{} graded pairs: Pearson {:.4}", graded.len(), pearson(&guesses, &truth));
    if arguments.iter().any(|a| a == "--write") {
        let same = learn(&judged.iter().collect::<Vec<_>>(), &words);
        let score = learn(&graded.iter().collect::<Vec<_>>(), &BTreeMap::new());
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/engine/question/likeness/weights.tsv");
        std::fs::write(path, table(&same, &score, &words)).expect("the weights file can be written");
        println!("wrote {path}");
    }
}

/// Words that often stand in one text alone, each with its column.
fn frequent_apart(pairs: &[Pair]) -> BTreeMap<String, usize> {
    let mut n_with: BTreeMap<&str, usize> = BTreeMap::new();
    pairs.iter().flat_map(|p| &p.apart).for_each(|(word, _)| *n_with.entry(word).or_default() += 1);
    // What the engine makes itself (`name:0`, `number:3:`) is another thing in every pair.
    let is_word = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '\'');
    let kept = n_with.into_iter().filter(|(word, n)| *n >= LEAST_PAIRS && is_word(word));
    (N_FEATURES..).zip(kept).map(|(column, (word, _))| (word.to_owned(), column)).collect()
}

fn cross_validate(pairs: &[Pair], words: &BTreeMap<String, usize>) -> Vec<f64> {
    let mut out = vec![0.0; pairs.len()];
    for fold in 0..FOLDS {
        let rest: Vec<&Pair> =
            pairs.iter().enumerate().filter(|(n, _)| n % FOLDS != fold).map(|(_, p)| p).collect();
        let weights = learn(&rest, words);
        for (n, pair) in pairs.iter().enumerate().filter(|(n, _)| n % FOLDS == fold) {
            out[n] = row(pair, words).iter().zip(&weights).map(|(v, w)| v * w).sum();
        }
    }
    out
}

/// The features of a pair, then its words apart.
fn row(pair: &Pair, words: &BTreeMap<String, usize>) -> Vec<f64> {
    let mut row = pair.values.to_vec();
    row.resize(N_FEATURES + words.len(), 0.0);
    for (word, n) in &pair.apart {
        if let Some(&column) = words.get(word) {
            row[column] = *n as f64;
        }
    }
    row
}

/// The weights of the features as they are.
fn learn(pairs: &[&Pair], words: &BTreeMap<String, usize>) -> Vec<f64> {
    let rows: Vec<Vec<f64>> = pairs.iter().map(|p| row(p, words)).collect();
    let (n, n_rows) = (N_FEATURES + words.len(), rows.len() as f64);
    let mut means = vec![0.0; n];
    let mut scales = vec![1.0 / WORD_SCALE; n];
    scales[0] = 1.0;
    for k in 1..N_FEATURES {
        means[k] = rows.iter().map(|r| r[k]).sum::<f64>() / n_rows;
        let variance = rows.iter().map(|r| (r[k] - means[k]).powi(2)).sum::<f64>() / n_rows;
        scales[k] = variance.sqrt().max(1e-9);
    }
    let mut system = vec![vec![0.0; n + 1]; n];
    for (values, pair) in rows.iter().zip(pairs) {
        let x: Vec<f64> = (0..n).map(|k| (values[k] - means[k]) / scales[k]).collect();
        for i in (0..n).filter(|&i| x[i] != 0.0) {
            (0..n).for_each(|j| system[i][j] += x[i] * x[j]);
            system[i][n] += x[i] * pair.target;
        }
    }
    (1..n).for_each(|k| system[k][k] += PENALTY);
    let mut weights = solve(system);
    weights.iter_mut().zip(&scales).for_each(|(w, s)| *w /= s);
    weights[0] -= (1..n).map(|k| weights[k] * means[k]).sum::<f64>();
    weights
}

/// Solves a positive definite system, its right side in the last column, by Gauss's elimination.
fn solve(mut system: Vec<Vec<f64>>) -> Vec<f64> {
    let n = system.len();
    for k in 0..n {
        let pivot = system[k].clone();
        for row in &mut system[k + 1..] {
            let factor = row[k] / pivot[k];
            row.iter_mut().zip(&pivot).skip(k).for_each(|(cell, p)| *cell -= factor * p);
        }
    }
    let mut out = vec![0.0; n];
    for k in (0..n).rev() {
        let known: f64 = (k + 1..n).map(|j| system[k][j] * out[j]).sum();
        out[k] = (system[k][n] - known) / system[k][k];
    }
    out
}

fn pearson(x: &[f64], y: &[f64]) -> f64 {
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    let (mx, my) = (mean(x), mean(y));
    let covariance: f64 = x.iter().zip(y).map(|(a, b)| (a - mx) * (b - my)).sum();
    let spread = |v: &[f64], m: f64| v.iter().map(|a| (a - m).powi(2)).sum::<f64>().sqrt();
    covariance / (spread(x, mx) * spread(y, my))
}

fn table(same: &[f64], score: &[f64], words: &BTreeMap<String, usize>) -> String {
    let mut out = String::from(
        "# What: weights of the features by which two bare sentences are compared\n\
         # Columns: of what, feature or word, weight\n\
         # Source and licence: learned by examples/learn_likeness.rs on sentence pairs that people judged; numbers, no text of them is held here\n\
         # How made: ridge regression; `score` on pairs graded 0 to 5, `same` on pairs judged the same or not, `apart` with it for words that one sentence has more often\n",
    );
    for (of, weights) in [("score", score), ("same", same)] {
        for (name, weight) in NAMES.iter().zip(weights) {
            let _ = writeln!(out, "{of}\t{name}\t{weight:.4}");
        }
    }
    for (word, &column) in words {
        let _ = writeln!(out, "apart\t{word}\t{:.4}", same[column]);
    }
    out
}
