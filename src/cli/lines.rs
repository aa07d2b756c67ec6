//! The commands that read a JSON object from each line and answer it on a line.

use crate::cli::args::{LinesArgs, SentencesArgs};
use crate::cli::input::{is_stdin, name};
use crate::engine;
use crate::wire::invalid::{Invalid, Kind};
use crate::wire::request::{NamePair, SentencePair, SentencesRequest};
use crate::wire::{parse, reply};
use anyhow::{Context, Result, bail};
use serde::Serialize;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

/// Answers pairs of names.
///
/// # Errors
/// The first line that cannot be used, by its number; the lines before it are answered.
pub fn names(args: &LinesArgs) -> Result<()> {
    each_line(args, |line| {
        let NamePair { a, b, kind } = parse::<NamePair>(line)?.checked()?;
        Ok(reply::comparison(engine::compare_names(&a, &b, kind.map(Into::into))))
    })
}

/// Answers pairs of sentences; errors as for [`names`].
pub fn compare(args: &LinesArgs) -> Result<()> {
    each_line(args, |line| {
        let SentencePair { a, b } = parse::<SentencePair>(line)?.checked()?;
        Ok(reply::comparison(engine::compare_sentences(&a, &b)))
    })
}

/// Splits texts into sentences; errors as for [`names`].
pub fn sentences(args: &SentencesArgs) -> Result<()> {
    each_line(&args.lines, |line| {
        let (text, lang) = parse::<SentencesRequest>(line)?.checked()?;
        let spans = engine::sentences(&text, lang.as_deref());
        Ok(reply::sentences(&text, &spans, args.offsets))
    })
}

fn each_line<A: Serialize>(args: &LinesArgs, answer: impl Fn(&[u8]) -> Result<A, Invalid>) -> Result<()> {
    let out = BufWriter::new(std::io::stdout().lock());
    if is_stdin(&args.file) {
        return stream(BufReader::new(std::io::stdin().lock()), out, "standard input", answer);
    }
    let file_name = name(&args.file);
    let file = File::open(&args.file).with_context(|| format!("{file_name}: cannot be read"))?;
    stream(BufReader::new(file), out, &file_name, answer)
}

/// Answers each line that is not blank. Answers are held back only while there is more input at hand, so that a
/// program that waits for each answer gets it, and a long file is written in large pieces.
fn stream<R: std::io::Read, A: Serialize>(
    mut lines: BufReader<R>,
    mut out: impl Write,
    file_name: &str,
    answer: impl Fn(&[u8]) -> Result<A, Invalid>,
) -> Result<()> {
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let n_bytes =
            lines.read_until(b'\n', &mut line).with_context(|| format!("{file_name}: cannot be read"))?;
        if n_bytes == 0 {
            break;
        }
        // A parser that sees the line break calls the end of a broken line the next line.
        let json = line.trim_ascii_end();
        if !json.is_empty() {
            match answer(json) {
                Ok(answer) => {
                    serde_json::to_writer(&mut out, &answer).map_err(std::io::Error::from)?;
                    out.write_all(b"\n")?;
                }
                Err(invalid) => {
                    out.flush()?;
                    bail!(message(file_name, number, &invalid));
                }
            }
        }
        if lines.buffer().is_empty() {
            out.flush()?;
        }
    }
    out.flush()?;
    Ok(())
}

fn message(file_name: &str, number: u64, invalid: &Invalid) -> String {
    let place = format!("{file_name}: line {number}");
    match invalid.kind {
        Kind::NotJson { column, .. } => {
            // The parser saw one line only, so its own line number says nothing here.
            let what = invalid.to_string();
            let what = what.split_once(" at line ").map_or(what.as_str(), |(what, _)| what);
            format!("{place}, column {column}: {what}")
        }
        Kind::Shape | Kind::Value => format!("{place}: {invalid}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &[u8], expected_out: &str, expected_error: Option<&str>) {
        let mut out = Vec::new();
        let done = stream(BufReader::with_capacity(8, input), &mut out, "in", parse::<Vec<u32>>);
        assert_eq!(String::from_utf8(out).expect("JSON is UTF-8"), expected_out);
        assert_eq!(done.err().map(|error| error.to_string()).as_deref(), expected_error);
    }

    #[test]
    fn each_line_is_answered() {
        check(b"", "", None);
        check(b"[1]\r\n\n [2, 3]\n[4]", "[1]\n[2,3]\n[4]\n", None);
    }

    #[test]
    fn a_bad_line_ends_it_by_its_number() {
        check(
            b"[1]\n\n[2\n[3]\n",
            "[1]\n",
            Some("in: line 3, column 2: is not JSON: EOF while parsing a list"),
        );
        check(b"[1]\n[\"x\"]\n", "[1]\n", Some("in: line 2: /0: invalid type: string \"x\", expected u32"));
        check(b"\xff\n", "", Some("in: line 1, column 1: is not UTF-8: byte 0 is 0xff"));
    }
}
