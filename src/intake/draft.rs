//! What a decoder takes out of its format.

use crate::engine::article::Mark;

/// A remark on the decoding of one article.
pub use crate::engine::article::ArticleNote as Note;

/// An article as its format gives it, before defaults are filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The item in what was sent, as a JSON pointer (`/items/3`) or in words (`item 4`); empty for the whole.
    pub place: String,
    /// The sender's identifier of the article, which must be its own in one call.
    pub id: Option<String>,
    /// Name to go by if there is no `id`, for example a file's; may be changed to make it unique.
    pub name: Option<String>,
    /// The outlet or agency.
    pub source: Option<String>,
    /// Its address in the web.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its text, a paragraph a line, an empty line between two. Empty where the item has none.
    pub text: String,
    /// What stretches of `text` are, where the format says so; in order, apart from one another.
    pub marks: Vec<Mark>,
    /// Who wrote it, as given.
    pub byline: Option<String>,
    /// Time of publication: RFC 3339 with its offset, or a date.
    pub published_at: Option<String>,
    /// Language as the item has it, for example `en-GB`.
    pub lang: Option<String>,
    /// Whether `text` was taken out of a page or item, so that its sender does not have it.
    pub is_taken_out: bool,
    /// What an editor should know of how it was read.
    pub notes: Vec<Note>,
    /// Fields of our own form that cannot be used, each with what is wrong.
    pub faults: Vec<(&'static str, &'static str)>,
}

/// An item that gives no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its place, as in [`Draft::place`].
    pub place: String,
    /// Why: `is a picture (type picture), not a text`.
    pub detail: String,
    /// Whether it is a fault; a picture among texts is none.
    pub is_fault: bool,
}

impl Refused {
    /// The refusal of an item that should have been an article.
    pub fn new(place: impl Into<String>, detail: impl Into<String>) -> Refused {
        Refused { place: place.into(), detail: detail.into(), is_fault: true }
    }

    /// The refusal of an item that is none, such as a picture.
    pub fn no_text(place: impl Into<String>, detail: impl Into<String>) -> Refused {
        Refused { place: place.into(), detail: detail.into(), is_fault: false }
    }
}

/// One item of what was sent.
pub type Item = Result<Draft, Refused>;
