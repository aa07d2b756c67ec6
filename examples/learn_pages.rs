//! Learns the weights by which the blocks of a page are held to be story.
//!
//!     cargo run --release --example learn_pages -- PAGES.jsonl [--write] [--details]
//!
//! A line of the file is a page: `html` (a gzip file beside it), `url`, and `text`, its main text. Prints precision, recall
//! and F1 as `score_extract.py` counts them (runs of four words, averaged over pages) for several thresholds, each page
//! judged with weights learned without its site; with `--write`, learns on all pages and writes
//! `src/intake/html/weights.tsv`.

mod logistic;

use flate2::read::GzDecoder;
use serde_json::Value;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Read;
use std::path::Path;
use storymerge::intake::html::features::NAMES;
use storymerge::intake::html::model;
use storymerge::intake::html::{Measured, measure, votes};

/// Sites are dealt into this many parts.
const N_FOLDS: usize = 10;
/// Strength of the L2 penalty.
const PENALTY: f64 = 0.004;

struct Page {
    url: String,
    site: String,
    text: String,
    measured: Measured,
    /// Whether each block is story.
    labels: Vec<bool>,
}

fn main() {
    let (options, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let has = |name: &str| options.iter().any(|option| option == name);
    let pages: Vec<Page> = files.iter().flat_map(|file| load(Path::new(file))).collect();
    cross_validate(&pages, has("--details"));
    if has("--write") {
        let all: Vec<&Page> = pages.iter().collect();
        std::fs::write("src/intake/html/weights.tsv", table(&learn(&all), pages.len()))
            .expect("the table can be written");
    }
}

fn load(file: &Path) -> Vec<Page> {
    let lines = std::fs::read_to_string(file).expect("the list of pages can be read");
    let folder = file.parent().unwrap_or(Path::new("."));
    let page = |line: &str| {
        let row: Value = serde_json::from_str(line).expect("a line is JSON");
        let field = |name: &str| row[name].as_str().expect("a page has html, url and text").to_owned();
        let packed = std::fs::read(folder.join(field("html"))).expect("the page can be read");
        let mut html = Vec::new();
        GzDecoder::new(packed.as_slice()).read_to_end(&mut html).expect("the page is gzip");
        let measured = measure(&String::from_utf8_lossy(&html));
        let text = field("text");
        let labels =
            votes::shares(&measured.page.blocks, &text).into_iter().map(|share| share > 0.5).collect();
        let url = field("url");
        Page { site: site(&url), url, text, measured, labels }
    };
    lines.lines().map(page).collect()
}

/// The last two parts of an address's host.
fn site(url: &str) -> String {
    let host = url.split('/').nth(2).unwrap_or("");
    let parts: Vec<&str> = host.rsplit('.').take(2).collect();
    parts.join(".")
}

fn learn(pages: &[&Page]) -> Vec<f64> {
    let mut rows = Vec::new();
    for page in pages {
        for ((block, features), label) in
            page.measured.page.blocks.iter().zip(&page.measured.features).zip(&page.labels)
        {
            // A long block costs more than a short one, though not by its words: they are easy to tell.
            let n_words = votes::n_words(&block.text) as f64;
            rows.push((
                features.clone(),
                f64::from(u8::from(*label)),
                (0.3 + n_words.ln_1p() / 2.0).min(3.0),
            ));
        }
    }
    logistic::descend(&rows, NAMES.len(), PENALTY)
}

fn cross_validate(pages: &[Page], details: bool) {
    let mut sites: Vec<&str> = pages.iter().map(|page| page.site.as_str()).collect();
    sites.sort_unstable();
    sites.dedup();
    let fold = |page: &Page| sites.iter().position(|site| *site == page.site).unwrap_or(0) % N_FOLDS;
    let mut scores: Vec<Vec<f64>> = vec![Vec::new(); pages.len()];
    for part in 0..N_FOLDS {
        let others: Vec<&Page> = pages.iter().filter(|page| fold(page) != part).collect();
        let weights = learn(&others);
        for (page, scores) in pages.iter().zip(&mut scores).filter(|(page, _)| fold(page) == part) {
            *scores = model::likely_by(&weights, &page.measured.features);
        }
    }
    let figures: Vec<(f64, f64)> =
        pages.iter().zip(&scores).map(|(page, scores)| figures(page, scores)).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| figures.iter().map(of).sum::<f64>() / figures.len() as f64;
    let (precision, recall) = (mean(|f| f.0), mean(|f| f.1));
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("precision {precision:.4} recall {recall:.4} F1 {f1:.4}");
    if details {
        for ((page, scores), (precision, recall)) in pages.iter().zip(&scores).zip(&figures) {
            if precision.min(*recall) < 0.95 {
                println!("\n{precision:.3} {recall:.3} {}", page.url);
                let blocks = page.measured.page.blocks.iter().zip(scores).zip(&page.labels);
                for ((block, score), label) in blocks.filter(|((_, score), label)| (**score > 0.5) != **label)
                {
                    let what = if *label { "missed" } else { "kept" };
                    println!("    {what} {score:.2} {}", block.text.chars().take(110).collect::<String>());
                }
            }
        }
    }
}

/// Precision and recall of a page's runs of four words.
fn figures(page: &Page, likely: &[f64]) -> (f64, f64) {
    let is_story = model::story(&page.measured.page, likely);
    let kept = page.measured.page.blocks.iter().zip(is_story).filter(|(_, is_story)| *is_story);
    let text: Vec<&str> = kept.map(|(block, _)| block.text.as_str()).collect();
    let (gold, found) = (runs(&page.text), runs(&text.join("\n")));
    let common: usize = gold.iter().map(|(run, n)| *n.min(found.get(run).unwrap_or(&0))).sum();
    let total = |runs: &HashMap<Vec<String>, usize>| runs.values().sum::<usize>().max(1) as f64;
    (common as f64 / total(&found), common as f64 / total(&gold))
}

fn runs(text: &str) -> HashMap<Vec<String>, usize> {
    let words: Vec<String> = votes::words(text).map(str::to_owned).collect();
    let mut runs = HashMap::new();
    for run in words.windows(4.min(words.len().max(1))) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    runs
}

fn table(weights: &[f64], n_pages: usize) -> String {
    let mut out =
        String::from("# What: weights of the features by which the blocks of a page are held to be story\n");
    out += "# Columns: feature (src/intake/html/features.rs says what each is), weight\n";
    let _ = writeln!(
        out,
        "# How made: examples/learn_pages.rs, logistic regression on {n_pages} labelled pages of the article-extraction-benchmark (Zyte)"
    );
    out += "# Source and licence: learned for storymerge; numbers, no copyright claimed\n";
    for (name, weight) in NAMES.iter().zip(weights) {
        let _ = writeln!(out, "{name}\t{weight:.4}");
    }
    out
}
