//! Bytes of any format that newsrooms send to drafts of articles.
//!
//! A format's decoder takes what it knows of an article into a [`Draft`]: title, text, outlet, address, time, language,
//! byline. What stands in a page or item and is not the story stays in the text under a [`Mark`](crate::engine::article::Mark)
//! that says what it is, so that nothing is lost; what an editor should know of the decoding goes to
//! [`Draft::notes`]. A decoder never fails for one bad item: the item is [`Refused`] with its place, and the others go on.
//!
//! In: bytes and what their sender says of them. Out: plain values. No IO, no clock; defaults (ids, sources) and checks are
//! the business of [`wire::articles`](crate::wire::articles).

pub mod address;
pub mod characters;
mod charset;
pub mod date;
pub mod draft;
mod form;
mod format;
pub mod html;
pub mod json;
mod text;
pub mod warc;
pub mod xml;

pub use draft::{Draft, Item, Note, Refused};
pub use format::{Format, Hint};

/// A body as text, with its format.
#[derive(Debug, Clone)]
pub struct Body {
    /// What it holds.
    pub text: String,
    /// How it is to be read.
    pub format: Format,
    /// What is to be said of its encoding.
    pub notes: Vec<Note>,
    /// Whether it is expected to be one article.
    pub is_one_article: bool,
}

/// Decodes the bytes of a body and tells its format.
pub fn open(bytes: &[u8], hint: &Hint) -> Body {
    let (text, notes) = charset::decode(bytes, hint.charset);
    let format = format::format(&text, hint);
    Body { text, format, notes, is_one_article: hint.is_one_article }
}

impl Body {
    /// The articles of a body that is neither JSON nor JSON lines, each with the notes on the encoding.
    ///
    /// # Errors
    /// If nothing of it can be read.
    pub fn items(&self) -> Result<Vec<Item>, Refused> {
        let mut items = match self.format {
            Format::Page => vec![Ok(html::page(&self.text))],
            Format::Xml => xml::items(&self.text)?,
            Format::Form => vec![form::item(self.text.trim())],
            Format::Text | Format::Json | Format::JsonLines => {
                text::articles(&self.text, self.is_one_article).into_iter().map(Ok).collect()
            }
        };
        for draft in items.iter_mut().flatten() {
            draft.notes.splice(0..0, self.notes.iter().cloned());
        }
        Ok(items)
    }
}
