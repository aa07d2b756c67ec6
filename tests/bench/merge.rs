//! How long a merge takes, beside the least that any reader of the same texts must do.
//!
//! Each group times `merge` and `floor`: the floor splits the same texts into words, as every merge must. Both run on
//! the same machine in the same run, so their ratio can be compared between machines; see `tests/bench/README.md`.

mod corpus;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mimalloc::MiMalloc;
use std::hint::black_box;
use std::time::Duration;
use storymerge::engine::article::Article;
use storymerge::engine::{self, Options};
use unicode_segmentation::UnicodeSegmentation;

/// The binary's, see `src/main.rs`.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn benches(criterion: &mut Criterion) {
    let eight = ["sullivan-call", "ferry-fire", "flood-dam"];
    time(criterion, "seed_pair", &corpus::stories(&["sullivan-call"]), 2);
    time(criterion, "8_articles", &corpus::stories(&eight), 8);
    time(criterion, "64_articles", &corpus::articles(64), 64);
    time(criterion, "256_articles", &corpus::articles(256), 256);
}

fn time(criterion: &mut Criterion, name: &str, articles: &[Article], n_expected: usize) {
    assert_eq!(articles.len(), n_expected, "{name}");
    let n_bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let options = Options::default();
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(n_bytes as u64));
    group.sample_size(if articles.len() > 64 { 10 } else { 20 }).measurement_time(Duration::from_secs(4));
    group.bench_function("floor", |bencher| {
        bencher.iter(|| black_box(n_words(black_box(articles))));
    });
    group.bench_function("merge", |bencher| {
        bencher.iter(|| black_box(engine::merge(black_box(articles), &options)));
    });
    group.finish();
}

fn n_words(articles: &[Article]) -> usize {
    let counts = articles.iter().map(|a| a.text.unicode_words().count());
    counts.sum()
}

criterion_group!(merge, benches);
criterion_main!(merge);
