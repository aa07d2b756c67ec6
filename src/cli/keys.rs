//! Makes API keys and the lines under which the service stores them.

use crate::cli::args::KeysCommand;
use crate::cli::output::print;
use crate::config::keys::{self, StoredKey};
use anyhow::{Context, Result};
use std::io::Read;

/// More than a header can carry is no key.
const MAX_KEY_BYTES: u64 = 8 * 1024;

/// Prints a fresh key and its line, or the line of the key on standard input.
///
/// # Errors
/// A name or key that is none; standard input that cannot be read.
pub fn keys(command: KeysCommand) -> Result<()> {
    match command {
        KeysCommand::Create(args) => {
            let key = keys::create(&args.name)?;
            let stored = StoredKey::of(&args.name, &key)?;
            print(&format!("{key}\n{stored}\n"))
        }
        KeysCommand::Hash(args) => {
            let mut key = String::new();
            let input = std::io::stdin().lock().take(MAX_KEY_BYTES);
            // `read_to_string` fails on what is not UTF-8, which no key is.
            { input }.read_to_string(&mut key).context("standard input: cannot be read")?;
            let stored = StoredKey::of(&args.name, key.trim()).context("standard input")?;
            print(&format!("{stored}\n"))
        }
    }
}
