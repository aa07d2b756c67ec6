//! `import`: the pages of a crawl archive to articles, a JSON object on each line.

use crate::cli::args::ImportArgs;
use crate::cli::input::name;
use crate::engine;
use crate::intake::warc::{Records, WarcError};
use crate::intake::{self, Hint};
use crate::wire::articles::into_articles;
use crate::wire::input::Input;
use crate::wire::reply;
use anyhow::{Context, Result};
use serde::Serialize;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};

/// An article in the form that every other command takes.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    source: Option<String>,
    url: &'a str,
    title: Option<String>,
    text: &'a str,
    published_at: Option<String>,
    lang: Option<String>,
}

/// Prints the story of each page of an archive. What cannot be read is told on standard error, and the reading goes on; one
/// page is in memory at a time.
///
/// # Errors
/// An archive that cannot be opened, or an error of the disk while it is read.
pub fn import(args: &ImportArgs) -> Result<()> {
    let file_name = name(&args.file);
    let file = File::open(&args.file).with_context(|| format!("{file_name}: cannot be read"))?;
    let mut records = Records::new(BufReader::new(file), args.max_page_bytes)
        .with_context(|| format!("{file_name}: cannot be read"))?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let (mut n_pages, mut n_without_story) = (0u64, 0u64);
    for record in records.by_ref() {
        let record = match record {
            Ok(record) => record,
            Err(WarcError::Damaged { record, reason }) => {
                eprintln!("storymerge: {file_name}: damaged at or behind record {record}: {reason}");
                continue;
            }
            Err(error) => return Err(error).with_context(|| format!("{file_name}: cannot be read on")),
        };
        n_pages += 1;
        let hint = Hint { media_type: "text/html", charset: record.charset.as_deref(), ..Hint::default() };
        let articles =
            Input::read(&record.body, &hint).ok().and_then(|input| into_articles(input.drafts).ok());
        let Some([article]) = articles.as_deref() else {
            n_without_story += 1;
            continue;
        };
        let extract = engine::extract(article);
        let story = reply::extract(&extract, article, crate::wire::Offsets::CodePoints);
        if story.text.is_empty() {
            n_without_story += 1;
            continue;
        }
        let line = Line {
            id: &record.target_uri,
            source: story.source,
            url: &record.target_uri,
            title: story.title,
            text: &story.text,
            // The time of the crawl is the latest that it can have been published.
            published_at: story
                .published_at
                .or_else(|| intake::date::time(&record.date).map(|time| time.value)),
            lang: Some(story.lang).filter(|lang| lang != "und"),
        };
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    let n_long = records.n_too_long();
    eprintln!(
        "storymerge: {file_name}: {n_pages} pages, {n_without_story} without a story, {n_long} longer than {} bytes",
        args.max_page_bytes
    );
    Ok(())
}
