//! Standard output, progress, and what the shell is told at the end.

use anyhow::{Context, Result};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Work that takes longer is announced.
const PATIENCE: Duration = Duration::from_secs(1);

/// Prints to standard output as it is.
///
/// # Errors
/// If it cannot be written.
pub fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// The exit status for the end of a command; a fault is told on standard error, a line for each.
pub fn exit_code(done: Result<()>) -> ExitCode {
    let Err(error) = done else {
        return ExitCode::SUCCESS;
    };
    // A reader that has seen enough, such as `head`, is no fault.
    let is_broken_pipe = |error: &io::Error| error.kind() == ErrorKind::BrokenPipe;
    if error.downcast_ref().is_some_and(is_broken_pipe) {
        return ExitCode::SUCCESS;
    }
    let mut out = io::stderr().lock();
    for line in format!("{error:#}").lines() {
        // If even this cannot be written, the status still tells.
        let _ = writeln!(out, "storymerge: {line}");
    }
    ExitCode::FAILURE
}

/// Writes a file.
pub(super) fn write(file: &Path, text: &str) -> Result<()> {
    std::fs::write(file, text).with_context(|| format!("{}: cannot be written", file.display()))
}

/// Whether standard output shows colours and its user wants them (<https://no-color.org>).
pub(super) fn colour() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    io::stdout().is_terminal() && !is_set("NO_COLOR")
}

/// Does the work; if it takes its time and standard error is a terminal, says so there until it is done.
pub(super) fn with_progress<T>(doing: &str, n_articles: usize, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    let (done, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut seconds = 0;
            // The channel closes when the work is done.
            while waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                seconds += PATIENCE.as_secs();
                eprint!("\r{doing} {n_articles} articles: {seconds} s");
            }
            if seconds > 0 {
                // Clears the line.
                eprint!("\r\u{1b}[K");
            }
        });
        let result = work();
        drop(done);
        result
    })
}
