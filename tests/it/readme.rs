//! What `README.md` shows is what happens.
//!
//! Each ```` ```sh ```` block is run by bash, in order, in one directory that has `fixtures`. Commands for this program
//! meet the program under test, and `localhost:8080` a service that this test starts. A ```` ```text ```` or
//! ```` ```json ```` block is what the `sh` block before it prints: its pieces between `...` must occur in that order.
//! White space counts for little in text, and for nothing in JSON, which the page breaks into lines.

use crate::app::TestApp;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

const README: &str = include_str!("../../README.md");

/// Beginnings of commands that are shown and not run here, and why.
const NOT_RUN: [(&str, &str); 6] = [
    ("cargo test", "it is what runs this test"),
    ("cargo run --release -- serve", "the service that this test starts stands for it"),
    (".ci/run", "it runs this test too"),
    ("docker build", "needs a container engine"),
    ("docker run", "needs a container engine"),
    ("docker compose", "needs a container engine"),
];

/// A fenced block of the page.
struct Block<'a> {
    /// Line of its first line in the page.
    line: usize,
    language: &'a str,
    text: String,
}

#[test]
fn every_command_of_the_readme_does_what_it_shows() {
    check_tools();
    let app = TestApp::start(&[]);
    let directory = playground();
    let blocks = blocks(README);
    let mut n_run = 0;
    for (n, block) in blocks.iter().enumerate() {
        let shown = blocks.get(n + 1).filter(|next| next.language != "sh");
        match block.language {
            "sh" => {}
            "text" | "json" if n > 0 && blocks[n - 1].language == "sh" => continue,
            other => panic!("README.md:{}: a block of {other:?}", block.line),
        }
        let script = script(&block.text, &app);
        if script.trim().is_empty() {
            assert!(shown.is_none(), "README.md:{}: is not run", block.line);
            continue;
        }
        let printed = run(&script, &directory, block.line);
        if let Some(shown) = shown {
            check_printed(shown, &printed);
        }
        n_run += 1;
    }
    assert!(n_run > 15, "only {n_run} blocks were found");
}

#[test]
fn every_setting_is_in_the_readme_with_its_default() {
    let help = storymerge(&["serve", "--help"]);
    let mut n_settings = 0;
    for option in help.split("\n      --").skip(1) {
        let flag = option.split_whitespace().next().expect("an option has a name");
        let rows = README.lines().filter(|line| line.starts_with("| `--"));
        let row = rows.clone().find(|row| row.starts_with(&format!("| `--{flag}` |")));
        let Some(row) = row else {
            panic!("--{flag} has no row");
        };
        for (key, close) in [("[env: ", ['=', ']']), ("[default: ", [']', ']'])] {
            let Some((_, value)) = option.split_once(key) else {
                continue;
            };
            let value = value.split(close).next().expect("it is closed");
            assert!(row.contains(&format!("`{value}`")), "{value} in {row}");
        }
        n_settings += 1;
    }
    let n_rows = README.lines().filter(|line| line.starts_with("| `--"));
    assert_eq!(n_rows.count(), n_settings, "rows of flags that are gone");
}

#[test]
fn every_problem_is_in_the_readme_with_its_status() {
    let app = TestApp::start(&[]);
    let rows = README.lines().filter_map(|line| {
        let (status, rest) = line.strip_prefix("| ")?.split_once(" | ")?;
        let status: u16 = status.parse().ok()?;
        Some((status, rest.split_once(" | ")?.0))
    });
    let mut n_kinds = 0;
    for (status, names) in rows {
        for name in names.split(", ").map(|name| name.trim_matches('`')) {
            let answer = app.get(&format!("/problems/{name}"));
            assert_eq!(answer.status, 200, "{name}");
            let body = String::from_utf8(answer.body).expect("JSON is UTF-8");
            let expected = format!("\"status\":{status},");
            assert!(body.contains(&expected), "{name}: {body}");
            n_kinds += 1;
        }
    }
    assert_eq!(n_kinds, 25, "kinds of problems in the table");
}

/// The blocks between ```` ``` ```` lines.
fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (n, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => {
                open = Some(Block { line: n + 2, language, text: String::new() });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// The commands of a block, without those that are not run.
fn script(block: &str, app: &TestApp) -> String {
    let is_run = |line: &&str| !NOT_RUN.iter().any(|(command, _)| line.starts_with(command));
    let lines: Vec<&str> = block.lines().filter(is_run).collect();
    lines
        .join("\n")
        .replace("cargo run --release -- ", "storymerge ")
        .replace("localhost:8080", &app.address().to_string())
}

/// What bash prints, both streams; the block must succeed.
fn run(script: &str, directory: &Path, line: usize) -> String {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_storymerge"));
    let programs = program.parent().expect("a program is in a directory");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(programs.to_path_buf()).chain(std::env::split_paths(&path));
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", &format!("exec 2>&1\n{script}")])
        .current_dir(directory)
        .env("PATH", std::env::join_paths(paths).expect("no colon in it"))
        // A proxy would not reach a service on this machine.
        .env("no_proxy", "*")
        .output()
        .expect("bash starts");
    let printed = String::from_utf8(output.stdout).expect("output is UTF-8");
    assert!(output.status.success(), "README.md:{line}: {}\n{script}\n{printed}", output.status);
    printed
}

/// That the pieces shown occur in what was printed, in order.
fn check_printed(shown: &Block, printed: &str) {
    let plain = |text: &str| -> String {
        if shown.language == "json" {
            text.split_whitespace().collect()
        } else {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
    };
    let page = plain(&shown.text);
    let printed = plain(printed);
    let pieces: Vec<&str> = page.split("...").map(str::trim).collect();
    let mut rest = printed.as_str();
    for (n, piece) in pieces.iter().enumerate() {
        let found = match n {
            0 => rest.starts_with(piece).then_some(0),
            _ => rest.find(piece),
        };
        let Some(at) = found else {
            panic!(
                "README.md:{}: shows\n{piece}\nwhich does not come where it should in\n{printed}",
                shown.line
            );
        };
        rest = &rest[at + piece.len()..];
    }
    let is_cut = pieces.len() > 1;
    assert!(rest.is_empty() || is_cut, "README.md:{}: does not show\n{rest}", shown.line);
}

fn check_tools() {
    for tool in ["bash", "curl"] {
        let started = Command::new(tool).arg("--version").output();
        assert!(started.is_ok(), "this test needs {tool}; `.ci/run` installs what is missing");
    }
}

/// An empty directory with the fixtures in it, so that the page's files are not left in the repository.
fn playground() -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readme");
    // Left over from an earlier run, if there is one.
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).expect("the directory for tests can be written");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    symlink(fixtures, directory.join("fixtures")).expect("a link can be made");
    directory
}

fn storymerge(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_storymerge")).args(arguments).output().expect("the program starts");
    String::from_utf8(output.stdout).expect("output is UTF-8")
}
