//! How fast the engine is without a service around it: what `tests/load/throughput.py` holds the service against.
//!
//!     cargo run --release --example engine_alone -- REQUEST.json [--threads N] [--seconds S] [--merge-only]
//!
//! Does what a call of `/v1/merge` does between its body and its answer's body (read, merge, write JSON) in N threads for
//! S seconds, and prints how many it did: `{"n": 3210, "seconds": 5.0}`. With `--merge-only` the articles are read once
//! and nothing is written.

use anyhow::{Context, Result, bail};
use mimalloc::MiMalloc;
use std::hint::black_box;
use std::time::{Duration, Instant};
use storymerge::engine::article::Article;
use storymerge::engine::{self, Options};
use storymerge::intake::Hint;
use storymerge::render::{self, Format};
use storymerge::wire::Offsets;
use storymerge::wire::articles::into_articles;
use storymerge::wire::input::Input;

/// The binary's, see `src/main.rs`.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> Result<()> {
    let (mut path, mut n_threads, mut seconds, mut merge_only) = (None, 1_usize, 5.0, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().with_context(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--threads" => n_threads = value()?.parse()?,
            "--seconds" => seconds = value()?.parse()?,
            "--merge-only" => merge_only = true,
            flag if flag.starts_with("--") => bail!("unknown flag {flag}"),
            _ => path = Some(argument),
        }
    }
    let path = path.context("needs a request's file")?;
    let body = std::fs::read(&path).with_context(|| format!("cannot read {path}"))?;
    let (articles, options) = read(&body)?;

    let since = Instant::now();
    let until = since + Duration::from_secs_f64(seconds);
    let n_merges: usize = std::thread::scope(|scope| {
        let work = || {
            let mut n = 0;
            while Instant::now() < until {
                if merge_only {
                    black_box(engine::merge(black_box(&articles), &options));
                } else {
                    black_box(call(black_box(&body)).expect("it was read before"));
                }
                n += 1;
            }
            n
        };
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("no merge panics")).sum()
    });
    println!("{{\"n\": {n_merges}, \"seconds\": {}}}", since.elapsed().as_secs_f64());
    Ok(())
}

/// Body in, body out.
fn call(body: &[u8]) -> Result<String> {
    let (articles, options) = read(body)?;
    let merge = engine::merge(&articles, &options);
    Ok(render::render(Format::Json, &merge, &articles, Offsets::default()))
}

fn read(body: &[u8]) -> Result<(Vec<Article>, Options)> {
    let hint = Hint { media_type: "application/json", ..Hint::default() };
    let input = Input::read(body, &hint)?.checked(false)?;
    let articles = into_articles(input.drafts)?;
    Ok((articles, input.options.unwrap_or_default().into_engine()?))
}
