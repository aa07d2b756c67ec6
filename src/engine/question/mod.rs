//! Questions about less than a whole story: two names, two sentences, one text, one set of articles.

mod duplicates;
mod extract;
mod pairs;
mod piece;
mod verify;

pub use duplicates::{Duplicates, duplicates};
pub use extract::{Extract, extract};
pub use pairs::{compare_names, compare_sentences};
pub use verify::{Change, Checked, Found, Verdict, verify};

use crate::engine::read::{paragraphs, split_sentences};
use crate::engine::span::Span;

/// Sentences of a running text, in order; they leave out only white space. `lang` is an ISO 639-1
/// code; the rules now known are those of languages written with full stops or their like.
pub fn sentences(text: &str, _lang: Option<&str>) -> Vec<Span> {
    let mut out = Vec::new();
    for paragraph in paragraphs(text) {
        out.extend(split_sentences(text, paragraph));
    }
    out
}
