//! The commands that read articles: each reads, calls the engine once, and prints.

use crate::cli::args::{ArticlesArgs, MergeArgs, VerifyArgs};
use crate::cli::input::{self, Found};
use crate::cli::output::{colour, print, with_progress, write};
use crate::engine;
use crate::intake::{self, Hint};
use crate::render::{self, Format, text};
use crate::wire::{self, reply};
use anyhow::{Result, anyhow, ensure};
use serde::Serialize;
use std::path::PathBuf;

/// Merges the articles of all files and prints the account.
///
/// # Errors
/// A file that cannot be used, or an output that cannot be written.
pub fn merge(args: MergeArgs) -> Result<()> {
    let Found { articles, mut options } = input::articles(&args.files, args.partial, engine::warm_up)?;
    // What is typed goes before what a file says.
    options.house_style.retain(|(form, _)| args.house_style.iter().all(|(typed, _)| typed != form));
    options.house_style.extend(args.house_style);
    options.same.extend(args.same);
    options.not_same.extend(args.not_same);
    let merge = with_progress("merging", articles.len(), || engine::merge(&articles, &options));
    let account = match args.format {
        Format::Text => {
            let style = text::Style { width: args.width, colour: args.out.is_none() && colour() };
            text::account(&merge, &articles, style)
        }
        format => render::render(format, &merge, &articles, args.offsets),
    };
    match args.out {
        Some(file) => write(&file, &account),
        None => print(&account),
    }
}

/// Prints the story of each article as a JSON object on a line.
///
/// # Errors
/// As for [`merge`].
pub fn extract(args: ArticlesArgs) -> Result<()> {
    let Found { articles, .. } = input::articles(&args.files, false, engine::warm_up_layout)?;
    for article in &articles {
        let extract = engine::extract(article);
        print_json(&reply::extract(&extract, article, args.offsets))?;
    }
    Ok(())
}

/// Prints which articles are copies and which tell of one event.
///
/// # Errors
/// As for [`merge`].
pub fn duplicates(args: ArticlesArgs) -> Result<()> {
    let Found { articles, .. } = input::articles(&args.files, false, engine::warm_up)?;
    let found = with_progress("comparing", articles.len(), || engine::duplicates(&articles));
    print_json(&wire::duplicates(&found, &articles))
}

/// Prints what was found of each piece of an account.
///
/// # Errors
/// As for [`merge`].
pub fn verify(args: VerifyArgs) -> Result<()> {
    let reads: Vec<PathBuf> = args.files.iter().chain(&args.text).chain(&args.answer).cloned().collect();
    ensure!(
        reads.iter().filter(|file| input::is_stdin(file)).count() < 2,
        "standard input can be read once only"
    );
    let Found { articles, .. } = input::articles(&args.files, false, engine::warm_up)?;
    if let Some(file) = &args.answer {
        let answer: serde_json::Value =
            wire::parse(&input::bytes(file)?).map_err(|invalid| input::in_file(file, &invalid))?;
        ensure!(
            answer["account"].is_array(),
            "{}: is not an answer of `merge --format json`: it has no `account`",
            input::name(file)
        );
        return print_json(&wire::verify::answer(&answer, &articles, args.offsets));
    }
    let file = args.text.ok_or_else(|| anyhow!("no account was given"))?;
    let account = intake::open(&input::bytes(&file)?, &Hint::default()).text;
    let verdicts = with_progress("checking against", articles.len(), || engine::verify(&account, &articles));
    print_json(&wire::verify::text(&account, &verdicts, &articles, args.offsets))
}

fn print_json(value: &impl Serialize) -> Result<()> {
    let json = serde_json::to_string(value)?;
    print(&format!("{json}\n"))
}
