//! The answer as JSON.

use crate::engine::answer::Merge;
use crate::engine::article::Article;
use crate::wire::{self, Offsets};
use std::io;

/// An answer of more facts and differences is measured before it is written: a text that outgrows its room is copied,
/// and takes three times its size while that lasts.
const LARGE: usize = 1000;

/// The whole answer in one line.
pub fn account(merge: &Merge, articles: &[Article], offsets: Offsets) -> String {
    let answer = wire::merge(merge, articles, offsets);
    let mut bytes = Vec::new();
    if answer.facts.len() + answer.differences.len() > LARGE {
        let mut size = Size(1);
        write(&mut size, &answer);
        bytes.reserve_exact(size.0);
    }
    write(&mut bytes, &answer);
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

fn write(to: impl io::Write, answer: &wire::answer::Answer) {
    serde_json::to_writer(to, answer)
        .expect("answers have string keys and finite numbers only, and both writers take every byte");
}

/// Counts bytes.
struct Size(usize);

impl io::Write for Size {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
