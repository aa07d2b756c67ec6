//! `known_misses.list`: the expectations of a story that the engine does not meet yet.

use crate::fixture::Story;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const FILE: &str = "known_misses.list";

/// Misses that the ledger does not know and lines that are met, in words; empty if all is well.
pub fn compare(story: &Story, missed: &[String]) -> String {
    let known = fs::read_to_string(story.folder.join(FILE)).unwrap_or_default();
    let known: BTreeSet<&str> = known.lines().collect();
    let missed: BTreeSet<&str> = missed.iter().map(String::as_str).collect();
    let mut out = String::new();
    for line in missed.difference(&known) {
        let _ = writeln!(out, "{}: newly missed\n    {line}", story.slug);
    }
    for line in known.difference(&missed) {
        let _ = writeln!(
            out,
            "{}: now met (or no longer expected); remove the line from {FILE}\n    {line}",
            story.slug
        );
    }
    out
}

/// Writes the ledger anew; a story without misses has none.
pub fn write(folder: &Path, missed: &[String]) {
    let path = folder.join(FILE);
    if missed.is_empty() {
        let _ = fs::remove_file(path);
        return;
    }
    let text: String = missed.iter().map(|line| format!("{line}\n")).collect();
    fs::write(path, text).expect("the ledger can be written");
}
