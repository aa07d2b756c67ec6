//! The house rules that a compiler does not check: what a layer may name, what a file opens with,
//! how long it may get, and where a table comes from.

use std::fs;
use std::path::{Path, PathBuf};

/// Lines that a source file of the program may have.
const MOST_LINES: usize = 400;

/// What the engine may not name: it does no IO and has no clock, chance, environment or service.
const NOT_IN_ENGINE: [&str; 18] = [
    "tokio",
    "async fn",
    "axum",
    "hyper",
    "sqlx",
    "clap",
    "tracing",
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "rand",
    "println!",
    "dbg!",
    "unwrap()",
];

/// The layers from the lowest up, and what each may not name besides those above it: an arrow points down only.
const LAYERS: [(&str, &[&str]); 8] = [
    ("engine", &["serde"]),
    ("intake", &["axum", "tokio", "clap"]),
    ("wire", &["axum", "tokio", "clap"]),
    ("render", &["axum", "tokio", "clap"]),
    ("config", &["crate::engine", "crate::wire", "axum"]),
    ("service", &["axum", "clap"]),
    ("http", &["clap"]),
    ("cli", &["crate::http", "axum"]),
];

#[test]
fn the_engine_names_no_service_clock_or_chance() {
    check_names_none("engine", &NOT_IN_ENGINE);
}

#[test]
fn a_layer_names_only_those_below_it() {
    for (n, (layer, forbidden)) in LAYERS.into_iter().enumerate() {
        let above =
            LAYERS[n + 1..].iter().map(|(layer, _)| format!("crate::{}", layer.trim_end_matches(".rs")));
        let all: Vec<String> = above.chain(forbidden.iter().map(|name| (*name).to_owned())).collect();
        check_names_none(layer, &all);
    }
    check_names_none("lib.rs", &["axum", "tokio", "clap"]);
}

#[test]
fn a_module_opens_with_what_it_is_for() {
    let silent: Vec<String> =
        sources("").into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "no `//!` in the first line: {silent:#?}");
}

#[test]
fn a_file_stays_readable_in_one_sitting() {
    let mut faults = Vec::new();
    for (path, text) in &sources("") {
        let n_lines = text.lines().count();
        if n_lines > MOST_LINES {
            faults.push(format!("{path} has {n_lines} lines, {MOST_LINES} are enough: split it"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_table_says_where_it_comes_from() {
    let mut faults = Vec::new();
    for (path, text) in files("engine/data", "tsv") {
        let head: Vec<String> =
            text.lines().take_while(|line| line.starts_with('#')).map(str::to_lowercase).collect();
        let says = |word: &str| head.iter().any(|line| line.contains(word));
        if !says("source") {
            faults.push(format!("{path}: no line of its source"));
        }
        if !says("licence") && !says("copyright") {
            faults.push(format!("{path}: no word of its licence"));
        }
        if !says("how made") {
            faults.push(format!("{path}: no line of how it was made"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Fails on any of the words in the program's code of a layer; comments and tests do not count.
fn check_names_none(layer: &str, forbidden: &[impl AsRef<str>]) {
    let mut faults = Vec::new();
    for (path, text) in sources(layer) {
        for (n, line) in code(&text) {
            let named = forbidden.iter().map(AsRef::as_ref).find(|word| names(line, word));
            faults.extend(named.map(|word| format!("{path}:{n} names `{word}`: {}", line.trim())));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Whether the line holds the word, not as a part of a longer one.
fn names(line: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !is_part(before) && (!is_part(after) || word.ends_with(['!', ')']))
    })
}

/// Numbered lines without comments, up to the module's unit tests, which stand last.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate();
    let lines = lines.take_while(|(_, line)| line.trim() != "#[cfg(test)]");
    lines.map(|(n, line)| {
        let trimmed = line.trim_start();
        let line = if trimmed.starts_with("//") { "" } else { line };
        (n + 1, line.split(" // ").next().unwrap_or(line))
    })
}

fn sources(layer: &str) -> Vec<(String, String)> {
    files(layer, "rs")
}

/// Path below `src` and content of every file of a folder (or the one file) with the extension.
fn files(below: &str, extension: &str) -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&src.join(below), extension, &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "no .{extension} file in src/{below}");
    let file = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file is UTF-8");
        let path = path.strip_prefix(&src).expect("it stands in src");
        let path = path.to_string_lossy().replace('\\', "/");
        (path, text)
    };
    paths.into_iter().map(file).collect()
}

fn collect(path: &Path, extension: &str, out: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a folder can be listed") {
            collect(&entry.expect("an entry can be read").path(), extension, out);
        }
    } else if path.extension().is_some_and(|e| e == extension) {
        out.push(path.to_owned());
    }
}

#[test]
fn the_image_is_built_with_all_that_the_program_holds() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(top.join(name)).expect("a file of the repository");
    let (build, context) = (read("Dockerfile"), read(".dockerignore"));
    for (path, text) in sources("") {
        for held in text.split("include_str!(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let Some((_, outside)) = held.split_once("fixtures/") else { continue };
            let folder = format!("fixtures/{}", outside.rsplit_once('/').map_or("", |(folder, _)| folder));
            assert!(build.contains(&format!("COPY {folder} {folder}\n")), "{path} holds {held}: Dockerfile");
            assert!(context.contains(&format!("!{folder}\n")), "{path} holds {held}: .dockerignore");
        }
    }
}
