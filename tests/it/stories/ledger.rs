//! A list of known misses: the expectations of a story, or of a table, that the engine does not meet yet.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Misses that the ledger does not know and lines that are met, in words; empty if all is well.
pub fn compare(of: &str, path: &Path, missed: &[String]) -> String {
    let known = fs::read_to_string(path).unwrap_or_default();
    let known: BTreeSet<&str> = known.lines().collect();
    let missed: BTreeSet<&str> = missed.iter().map(String::as_str).collect();
    let mut out = String::new();
    for line in missed.difference(&known) {
        let _ = writeln!(out, "{of}: newly missed\n    {line}");
    }
    for line in known.difference(&missed) {
        let _ = writeln!(
            out,
            "{of}: now met (or no longer expected); remove the line from {}\n    {line}",
            path.display()
        );
    }
    out
}

/// Writes the ledger anew; without misses there is none.
pub fn write(path: &Path, missed: &[String]) {
    if missed.is_empty() {
        let _ = fs::remove_file(path);
        return;
    }
    let text: String = missed.iter().map(|line| format!("{line}\n")).collect();
    fs::write(path, text).expect("the ledger can be written");
}
