//! Questions about less than a whole story: two names, two sentences, one text, one set of articles.

mod duplicates;
mod extract;
pub mod likeness;
mod piece;
mod verify;

pub use duplicates::{Duplicates, duplicates, duplicates_watched};
pub use extract::{Extract, extract};
pub use likeness::compare_sentences;
pub use verify::{Change, Checked, Found, Verdict, verify, verify_watched};

use crate::engine::answer::NameKind;
use crate::engine::evidence::Comparison;
use crate::engine::names;
use crate::engine::read::{language_of_sentences, paragraphs, split_sentences};
use crate::engine::span::Span;

/// Are these two names of one entity? `kind` if the caller knows what they name.
pub fn compare_names(a: &str, b: &str, kind: Option<NameKind>) -> Comparison {
    names::compare::compare(a, b, kind)
}

/// Sentences of a running text, in order; they leave out only white space. `lang` is an ISO 639-1
/// code; left out, it is found from the text.
pub fn sentences(text: &str, lang: Option<&str>) -> Vec<Span> {
    let found = if lang.is_none() { language_of_sentences(text) } else { None };
    let lang = lang.or(found.as_deref());
    let mut out = Vec::new();
    for paragraph in paragraphs(text) {
        out.extend(split_sentences(text, paragraph, lang));
    }
    out
}
