//! Learns the weights of alignment features from stories read by hand.
//!
//!     cargo run --release --example learn_alignment -- STORY.json [STORY.json ...] [--write]
//!
//! Each story holds articles, gold sentences and pairs of them that state the same fact (`aligned`),
//! that must not be joined (`must_not`), or on which readers differ (`borderline`). Prints precision,
//! recall and F1 for several thresholds, each story scored with weights learned without it; with
//! `--write`, learns on all stories and writes `src/engine/align/weights.tsv`.
//!
//! Logistic regression with an L2 penalty (`logistic/mod.rs`); everything is deterministic.

mod logistic;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use storymerge::engine::Options;
use storymerge::engine::align::features::{N_FEATURES, NAMES};
use storymerge::engine::align::weights::{AROUND_NAMES, N_AROUND, around, first_pass, logistic as sigmoid};
use storymerge::engine::align::{self, Candidate, SentenceIx, Sentences};
use storymerge::engine::article::Article;
use storymerge::engine::params::Params;
use storymerge::engine::read::HouseLines;
use storymerge::engine::reading;
use storymerge::engine::twins::Twins;
use storymerge::engine::watch::Watch;

/// Strength of the L2 penalty, the best of a few tried by leaving stories out.
const PENALTY: f64 = 0.006;

/// One story: its candidates with their labels.
struct Story {
    name: String,
    /// The folder of its file.
    folder: String,
    sentences: Sentences,
    candidates: Vec<Candidate>,
    /// 1 aligned, 0 not, none if readers differ.
    labels: Vec<Option<f64>>,
    /// Whether an editor took it for a trap.
    is_trap: Vec<bool>,
    /// Gold pairs that no candidate stands for, and barred ones.
    n_gold: usize,
    n_missing: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let write = arguments.iter().any(|a| a == "--write");
    let details = arguments.iter().any(|a| a == "--details");
    let stories: Vec<Story> =
        arguments.iter().filter(|a| !a.starts_with("--")).map(|path| load(path, details)).collect();
    let missing: usize = stories.iter().map(|s| s.n_missing).sum();
    let gold: usize = stories.iter().map(|s| s.n_gold).sum();
    println!("{} stories, {gold} gold pairs, {missing} not among the candidates or barred", stories.len());
    cross_validate(&stories);
    if write {
        let all: Vec<&Story> = stories.iter().collect();
        let (first, second) = learn(&all);
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/engine/align/weights.tsv");
        std::fs::write(path, table(&first, &second, stories.len())).expect("the weights file can be written");
        println!("wrote {path}");
    }
}

fn load(path: &str, details: bool) -> Story {
    let gold: Value =
        serde_json::from_str(&std::fs::read_to_string(path).expect("a readable file")).expect("JSON");
    let text = |v: &Value, key: &str| v[key].as_str().map(str::to_owned);
    let articles: Vec<Article> = gold["articles"]
        .as_array()
        .expect("articles")
        .iter()
        .map(|a| Article {
            id: text(a, "id").expect("an id"),
            source: text(a, "source").unwrap_or_default(),
            url: None,
            title: text(a, "title").filter(|t| !t.is_empty()),
            text: text(a, "text").expect("a text"),
            published_at: text(a, "published_at"),
            ..Article::default()
        })
        .collect();
    let texts: Vec<&Article> = articles.iter().collect();
    let house = HouseLines::find(&texts);
    let (reading, mut lexicon) =
        reading::read_all(texts, &house, &Options::default(), &Watch::NONE).expect("nobody asks to stop");
    let story = reading.story();
    let sentences = align::terms::collect(&story, &mut lexicon, &Twins::new());
    let candidates = align::weigh(&story, &lexicon, &sentences, &Params::default(), &Watch::NONE)
        .expect("nobody asks to stop");

    let places = gold_places(&gold, &articles);
    let cover = |ix: SentenceIx| -> Vec<(String, i64)> {
        let terms = sentences.get(ix);
        let doc = terms.doc.0 as usize;
        let there = &reading.documents[doc].sentences[terms.number as usize];
        if there.part == storymerge::engine::span::Part::Title {
            return Vec::new();
        }
        let (start, end) = (there.span.start(), there.span.end());
        let mut out = Vec::new();
        for ((article, n), (s, e)) in &places {
            let common = end.min(*e) as i64 - start.max(*s) as i64;
            if *article == articles[doc].id
                && common > 0
                && (2 * common >= (e - s) as i64 || 2 * common >= (end - start) as i64)
            {
                out.push((article.clone(), *n));
            }
        }
        out
    };
    let pairs = |key: &str| -> BTreeSet<((String, i64), (String, i64))> {
        let side = |v: &Value| (v[0].as_str().unwrap_or("").to_owned(), v[1].as_i64().unwrap_or(0));
        let list = gold[key].as_array().cloned().unwrap_or_default();
        list.iter()
            .map(|p| {
                let (a, b) = (side(&p["a"]), side(&p["b"]));
                if a < b { (a, b) } else { (b, a) }
            })
            .collect()
    };
    let (aligned, never, either) = (pairs("aligned"), pairs("must_not"), pairs("borderline"));
    let (mut labels, mut is_trap, mut found) = (Vec::new(), Vec::new(), BTreeSet::new());
    for candidate in &candidates {
        let mut here = BTreeSet::new();
        for a in cover(candidate.a) {
            for b in cover(candidate.b) {
                here.insert(if a < b { (a.clone(), b) } else { (b, a.clone()) });
            }
        }
        let is_aligned = here.iter().any(|p| aligned.contains(p));
        let label = match () {
            () if here.is_empty() => None,
            () if is_aligned => Some(1.0),
            () if here.iter().all(|p| either.contains(p)) => None,
            () => Some(0.0),
        };
        if is_aligned && candidate.barred.is_none() {
            found.extend(here.iter().filter(|p| aligned.contains(*p)).cloned());
        }
        if details && is_aligned && candidate.barred.is_some() {
            println!("{} barred ({}): {:?}", gold["story"], candidate.barred.unwrap_or(""), here);
        }
        labels.push(label);
        is_trap.push(here.iter().any(|p| never.contains(p)));
    }
    if details {
        for pair in aligned.iter().filter(|p| !found.contains(*p)) {
            println!("{} not a candidate or barred: {pair:?}", gold["story"]);
        }
    }
    let n_missing = aligned.iter().filter(|p| !found.contains(*p)).count();
    Story {
        name: gold["story"].as_str().unwrap_or("").to_owned(),
        folder: path.rsplit('/').nth(1).unwrap_or("").to_owned(),
        sentences,
        candidates,
        labels,
        is_trap,
        n_gold: aligned.len(),
        n_missing,
    }
}

/// Byte ranges of the gold sentences.
fn gold_places(gold: &Value, articles: &[Article]) -> BTreeMap<(String, i64), (usize, usize)> {
    let mut places = BTreeMap::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for sentence in gold["sentences"].as_array().expect("sentences") {
        let article = sentence["article"].as_str().expect("an article").to_owned();
        let exact = sentence["exact"].as_str().expect("a text");
        let text = &articles.iter().find(|a| a.id == article).expect("a known article").text;
        let from = at.get(&article).copied().unwrap_or(0);
        let found = text[from..].find(exact).map(|i| i + from).or_else(|| text.find(exact));
        let Some(start) = found else { continue };
        at.insert(article.clone(), start + exact.len());
        places.insert((article, sentence["n"].as_i64().unwrap_or(0)), (start, start + exact.len()));
    }
    places
}

/// How much a candidate counts in learning: one that an editor took for a trap more than another.
fn importance(is_trap: bool) -> f64 {
    if is_trap { 2.0 } else { 1.0 }
}

fn learn(stories: &[&Story]) -> ([f64; N_FEATURES], [f64; N_FEATURES + N_AROUND]) {
    let mut rows: Vec<(Vec<f64>, f64, f64)> = Vec::new();
    for story in stories {
        for ((candidate, label), is_trap) in story.candidates.iter().zip(&story.labels).zip(&story.is_trap) {
            if let (Some(label), None) = (label, candidate.barred) {
                rows.push((candidate.features.values.map(f64::from).to_vec(), *label, importance(*is_trap)));
            }
        }
    }
    let first: [f64; N_FEATURES] =
        logistic::descend(&rows, N_FEATURES, PENALTY).try_into().expect("a weight for each feature");
    let mut rows = Vec::new();
    for story in stories {
        let scores = first_pass(&story.candidates, &first);
        let surroundings = around(&story.sentences, &story.candidates, &scores);
        for (((candidate, label), is_trap), around) in
            story.candidates.iter().zip(&story.labels).zip(&story.is_trap).zip(&surroundings)
        {
            if let (Some(label), None) = (label, candidate.barred) {
                let values = candidate.features.values.map(f64::from).into_iter().chain(*around).collect();
                rows.push((values, *label, importance(*is_trap)));
            }
        }
    }
    let second = logistic::descend(&rows, N_FEATURES + N_AROUND, PENALTY)
        .try_into()
        .expect("a weight for each feature");
    (first, second)
}

/// Scores of a story's candidates under given weights.
fn score(story: &Story, weights: &([f64; N_FEATURES], [f64; N_FEATURES + N_AROUND])) -> Vec<f64> {
    let first = first_pass(&story.candidates, &weights.0);
    let surroundings = around(&story.sentences, &story.candidates, &first);
    let one = |(candidate, around): (&Candidate, &[f64; N_AROUND])| {
        let values = candidate.features.values.map(f64::from).into_iter().chain(*around);
        let z: f64 = values.zip(&weights.1).map(|(v, w)| v * w).sum();
        if candidate.barred.is_some() { 0.0 } else { sigmoid(z) }
    };
    story.candidates.iter().zip(&surroundings).map(one).collect()
}

fn cross_validate(stories: &[Story]) {
    const FOLDS: usize = 9;
    let mut scores: Vec<Vec<f64>> = vec![Vec::new(); stories.len()];
    for fold in 0..FOLDS.min(stories.len()) {
        let rest: Vec<&Story> =
            stories.iter().enumerate().filter(|(n, _)| n % FOLDS != fold).map(|(_, s)| s).collect();
        let weights = learn(&rest);
        for (n, story) in stories.iter().enumerate().filter(|(n, _)| n % FOLDS == fold) {
            scores[n] = score(story, &weights);
        }
    }
    let folders: BTreeSet<&str> = stories.iter().map(|s| s.folder.as_str()).collect();
    for folder in folders {
        println!("{folder}: means over stories, pairs not found counted as missed; traps fallen into in all");
        println!("threshold  precision  recall  F1     traps");
        for threshold in [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6] {
            let here: Vec<_> = stories.iter().zip(&scores).filter(|(s, _)| s.folder == folder).collect();
            let (mut precision, mut recall, mut f1, mut traps) = (0.0, 0.0, 0.0, 0);
            for (story, scores) in &here {
                let (p, r) = figures(story, scores, threshold);
                precision += p;
                recall += r;
                f1 += if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
                traps += story.is_trap.iter().zip(*scores).filter(|(t, s)| **t && **s >= threshold).count();
            }
            let n = here.len() as f64;
            println!("{threshold:9.2}  {:9.3}  {:6.3}  {:5.3} {traps:6}", precision / n, recall / n, f1 / n);
        }
    }
    let all = stories.iter().zip(&scores);
    let loss: f64 = all
        .flat_map(|(story, scores)| story.labels.iter().zip(scores))
        .filter_map(|(l, s)| {
            let s = s.clamp(0.005, 0.995);
            l.map(|l| -(l * s.ln() + (1.0 - l) * (1.0 - s).ln()))
        })
        .sum();
    println!("log loss {loss:.1}");
    for (story, scores) in stories.iter().zip(&scores) {
        let (p, r) = figures(story, scores, Params::default().align_score);
        println!(
            "  {:26} precision {p:.3} recall {r:.3} of {} ({} not candidates)",
            story.name, story.n_gold, story.n_missing
        );
    }
}

fn figures(story: &Story, scores: &[f64], threshold: f64) -> (f64, f64) {
    let (mut hit, mut given) = (0.0, 0.0);
    for (label, score) in story.labels.iter().zip(scores) {
        if let Some(label) = label
            && *score >= threshold
        {
            given += 1.0;
            hit += label;
        }
    }
    (if given > 0.0 { hit / given } else { 1.0 }, (hit / story.n_gold.max(1) as f64).min(1.0))
}

fn table(first: &[f64; N_FEATURES], second: &[f64; N_FEATURES + N_AROUND], n_stories: usize) -> String {
    let mut out = String::from("# Weights of alignment features: pass, feature, weight.\n");
    let _ = writeln!(
        out,
        "# Source and licence: learned by examples/learn_alignment.rs on {n_stories} stories read by hand; numbers, no text of them is held here."
    );
    out.push_str("# How made: logistic regression, L2; the second pass also sees the first pass's scores around a pair.\n");
    let names = NAMES.iter().chain(&AROUND_NAMES);
    for (name, weight) in NAMES.iter().zip(first) {
        let _ = writeln!(out, "1\t{name}\t{weight:.4}");
    }
    for (name, weight) in names.zip(second) {
        let _ = writeln!(out, "2\t{name}\t{weight:.4}");
    }
    out
}
