//! What a decoder takes out of its format.

use crate::engine::article::Mark;

/// An article as its format gives it, before defaults are filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The item in what was sent, as a JSON pointer (`/items/3`) or in words (`item 4`); empty for the whole.
    pub place: String,
    /// The sender's identifier of the article.
    pub id: Option<String>,
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
    /// What an editor should know of how it was read.
    pub notes: Vec<Note>,
}

/// A remark on the decoding of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// A word for programs: `date_assumed_utc`, `body_missing`, `charset_guessed` ...
    pub code: &'static str,
    /// The same for people, with the value that it is about.
    pub detail: String,
}

impl Note {
    /// A remark.
    pub fn new(code: &'static str, detail: impl Into<String>) -> Note {
        Note { code, detail: detail.into() }
    }
}

/// An item that gives no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its place, as in [`Draft::place`].
    pub place: String,
    /// Why: `is a picture (type picture), not a text`.
    pub detail: String,
}

impl Refused {
    /// A refusal.
    pub fn new(place: impl Into<String>, detail: impl Into<String>) -> Refused {
        Refused { place: place.into(), detail: detail.into() }
    }
}

/// One item of what was sent.
pub type Item = Result<Draft, Refused>;
