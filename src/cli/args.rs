//! What a user may type. The doc comments are the manual.

use crate::config::{Listen, ServeConfig};
use crate::render::Format;
use crate::wire::Offsets;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Merge several news articles about one event into one account in which every fact says who reports it, where, and
/// what it goes back to.
#[derive(Debug, Parser)]
#[command(name = "storymerge", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  storymerge merge yonhap.txt reuters.txt          read the merged account
  storymerge merge --format json request.json      everything, for a program
  storymerge verify --text draft.txt in/*.txt      what in the draft do the articles say?
  storymerge serve                                 the same over HTTP

Exit status: 0 done; 1 the input could not be used (the message says which file, where and why); 2 wrong usage.";

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Merge articles about one event into one account.
    Merge(MergeArgs),
    /// Take the story out of each article: a JSON object on each line.
    Extract(ArticlesArgs),
    /// Find copies among articles, and which of them tell of one event (JSON).
    Duplicates(ArticlesArgs),
    /// Check an account against the articles it was written from (JSON).
    Verify(VerifyArgs),
    /// Take the stories out of a crawl archive (WARC, such as CC-NEWS): an article as JSON on each line.
    #[command(after_help = "\
Example:
  storymerge import CC-NEWS-20260304.warc.gz > articles.ndjson
  storymerge duplicates articles.ndjson")]
    Import(ImportArgs),
    /// Decide for pairs of names whether they name one entity.
    #[command(after_help = "\
Example:
  echo '{\"a\": \"Zhou Enlai\", \"b\": \"Chou En-lai\", \"kind\": \"person\"}' | storymerge names -

`kind` may be left out; it is person, place, organisation, office or other.")]
    Names(LinesArgs),
    /// Decide for pairs of sentences whether they state the same.
    #[command(after_help = "\
Example:
  echo '{\"a\": \"Two people were hurt.\", \"b\": \"The fire injured two.\"}' | storymerge compare -")]
    Compare(LinesArgs),
    /// Split texts into sentences.
    #[command(after_help = "\
Example:
  echo '{\"text\": \"Mr. Smith left. He said nothing.\", \"lang\": \"en\"}' | storymerge sentences -

`lang` may be left out.")]
    Sentences(SentencesArgs),
    /// Run the HTTP service.
    Serve(Box<ServeConfig>),
    /// Make an API key for the service, or store one that was made elsewhere.
    #[command(
        subcommand,
        after_help = "\
Examples:
  storymerge keys create desk                      a key for the client, and the line to store for it
  storymerge keys hash archive < key.txt           the line to store for a key made elsewhere

A stored line holds a name and the SHA-256 of the key. Put it in STORYMERGE_API_KEYS or into the file of
STORYMERGE_API_KEYS_FILE, and start the service anew; take it away to revoke the key."
    )]
    Keys(KeysCommand),
    /// Look at the settings of the service.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Ask the service at the configured address whether it is ready; exit status 0 if it is.
    Healthcheck(Listen),
    /// Print the OpenAPI document of the HTTP service.
    Openapi,
}

/// A command about API keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Make a key: the first line goes to the client and is not shown again, the second is stored.
    Create(KeyArgs),
    /// Print the line to store for the key on standard input.
    Hash(KeyArgs),
}

/// Arguments of the commands about API keys.
#[derive(Debug, Args)]
pub struct KeyArgs {
    /// Whose key it is, for the log: letters of A to Z, digits, and . _ -
    pub name: String,
}

/// A command about settings.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print the settings that `serve` would run with, and where each comes from; fail as it would.
    Check(Box<ServeConfig>),
}

/// What the commands that read articles say of their files.
macro_rules! files {
    () => {
        "\
Each FILE is in one of these formats, known by its beginning and its ending:
  text, named after the file; several articles are parted by a line that is --- or by a form feed;
  a page in HTML;
  JSON: a request {\"articles\": [...], \"options\": {...}}, an array of articles, or one article,
    an article being {\"text\": ..., \"id\": ..., \"source\": ..., \"title\": ..., \"url\": ..., \"published_at\": ..., \"lang\": ...}
    of which only \"text\" (or \"html\" in its place) is required;
  what news systems export: ninjs, NewsML-G2, NITF, RSS, Atom, JSON Feed, schema.org JSON-LD, WordPress, Arc ANS;
  any of the JSON a line (NDJSON).
- is standard input. The articles of all files are put together."
    };
}

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The archive, plain or gzip.
    pub file: PathBuf,

    /// Pages of more bytes are passed over.
    #[arg(long, value_name = "BYTES", default_value_t = 8_000_000)]
    pub max_page_bytes: usize,
}

/// Arguments of `merge`.
#[derive(Debug, Args)]
#[command(after_help = concat!(files!(), "

Examples:
  storymerge merge yonhap.txt reuters.txt
  storymerge merge --house-style 'Chou En-lai=Zhou Enlai' --format html request.json --out account.html
  curl -s https://archive.example/story.json | storymerge merge --format json - | jq .differences"))]
pub struct MergeArgs {
    /// The articles.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// Merge what can be read, and say what cannot.
    #[arg(long)]
    pub partial: bool,

    /// Form of the account: text for people, json for everything, markdown with footnotes, html to paste, jsonld for
    /// W3C Web Annotations.
    #[arg(long, value_name = "FORMAT", default_value_t = Format::Text, value_parser = format_parser())]
    pub format: Format,

    /// What positions in JSON count.
    #[arg(long, value_name = "UNIT", default_value_t = Offsets::CodePoints, value_parser = offsets_parser())]
    pub offsets: Offsets,

    /// Longest line of text.
    #[arg(long, value_name = "COLUMNS", default_value_t = 80)]
    pub width: usize,

    /// Print the second form wherever the articles have the first. May be given again.
    #[arg(long, value_name = "FORM=FORM", value_parser = pair)]
    pub house_style: Vec<(String, String)>,

    /// These two forms name one entity, whatever the engine thinks. May be given again.
    #[arg(long, value_name = "FORM=FORM", value_parser = pair)]
    pub same: Vec<(String, String)>,

    /// These two forms name two entities. May be given again.
    #[arg(long, value_name = "FORM=FORM", value_parser = pair)]
    pub not_same: Vec<(String, String)>,

    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Arguments of the commands that read articles only.
#[derive(Debug, Args)]
#[command(after_help = files!())]
pub struct ArticlesArgs {
    /// The articles.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// What positions count.
    #[arg(long, value_name = "UNIT", default_value_t = Offsets::CodePoints, value_parser = offsets_parser())]
    pub offsets: Offsets,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
#[command(after_help = files!())]
pub struct VerifyArgs {
    /// The articles.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// The account: a file of running text. Each sentence and quotation of it is looked for in the articles.
    #[arg(long, value_name = "ACCOUNT", required_unless_present = "answer", conflicts_with = "answer")]
    pub text: Option<PathBuf>,

    /// An answer of `storymerge merge --format json`. Each location and each statement of it is proven.
    #[arg(long, value_name = "ANSWER")]
    pub answer: Option<PathBuf>,

    /// What positions count, in the answer given too.
    #[arg(long, value_name = "UNIT", default_value_t = Offsets::CodePoints, value_parser = offsets_parser())]
    pub offsets: Offsets,
}

/// Arguments of the commands that read a JSON value from each line.
#[derive(Debug, Args)]
pub struct LinesArgs {
    /// A JSON object on each line (NDJSON); - is standard input. Answers come line by line.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// Arguments of `sentences`.
#[derive(Debug, Args)]
pub struct SentencesArgs {
    /// Where the texts come from.
    #[command(flatten)]
    pub lines: LinesArgs,

    /// What positions count.
    #[arg(long, value_name = "UNIT", default_value_t = Offsets::CodePoints, value_parser = offsets_parser())]
    pub offsets: Offsets,
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    let names = PossibleValuesParser::new(Format::ALL.map(Format::name));
    names.map(|name| name.parse().expect("only names of formats are let through"))
}

fn offsets_parser() -> impl TypedValueParser<Value = Offsets> {
    let names = PossibleValuesParser::new(Offsets::ALL.map(Offsets::name));
    names.map(|name| name.parse().expect("only names of units are let through"))
}

fn pair(argument: &str) -> Result<(String, String), &'static str> {
    match argument.split_once('=') {
        Some((a, b)) if !a.trim().is_empty() && !b.trim().is_empty() => {
            Ok((a.trim().to_owned(), b.trim().to_owned()))
        }
        _ => Err("two forms with = between them are wanted, like 'Kiev=Kyiv'"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_fit_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_argument_is_documented() {
        check_documented(&Cli::command());
    }

    fn check_documented(command: &clap::Command) {
        assert!(command.get_about().is_some(), "{}", command.get_name());
        for argument in command.get_arguments() {
            assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
        }
        command.get_subcommands().for_each(check_documented);
    }

    #[test]
    fn a_pair_has_two_sides() {
        assert_eq!(pair("Chou En-lai = Zhou"), Ok(("Chou En-lai".to_owned(), "Zhou".to_owned())));
        for argument in ["Chou", "=Zhou", "Chou=", ""] {
            assert!(pair(argument).is_err(), "{argument}");
        }
    }
}
