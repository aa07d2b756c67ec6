//! The merged account for people and for other programs: one function for each form.
//!
//! Pure translation: no IO, no knowledge of HTTP or of the command line. Words of articles are never trusted: whatever
//! markup, links or control characters they hold, they come out as the text they are.
//!
//! * [`page`] the editor's page
//! * [`mod@format`] the forms, their names and media types, and the choice of one by an `Accept` header
//! * [`markdown`], [`html`], [`text`], [`jsonld`] the forms; `json` prints [`crate::wire::merge()`]
//! * `clean` words of articles as one line without control characters
//! * `sources` what each statement rests on
//! * `words` sorts of differences and origins

mod clean;
pub mod format;
pub mod html;
mod json;
pub mod jsonld;
pub mod markdown;
pub mod page;
mod sources;
pub mod text;
mod words;

pub use format::{Format, accepts, negotiate};

use crate::engine::answer::{Merge, Statement};
use crate::engine::article::Article;
use crate::wire::Offsets;

/// The whole answer in one form, with a line break at its end. `offsets` is the unit in which JSON counts; the other
/// forms do not depend on it (JSON-LD always counts code points).
pub fn render(format: Format, merge: &Merge, articles: &[Article], offsets: Offsets) -> String {
    match format {
        Format::Json => json::account(merge, articles, offsets),
        Format::Markdown => markdown::account(merge, articles),
        Format::Html => html::account(merge, articles),
        Format::Text => text::account(merge, articles, text::Style::default()),
        Format::JsonLd => jsonld::account(merge, articles),
    }
}

/// What a page prints above the account: the headline, unless no article has one and it is the account's own
/// opening sentence.
fn heading(merge: &Merge) -> Option<&Statement> {
    let opening = merge.account.first().and_then(|paragraph| paragraph.first());
    merge.headline.as_ref().filter(|headline| opening.is_none_or(|opening| opening.base != headline.base))
}
