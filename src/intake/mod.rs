//! Bytes of any format that newsrooms send to drafts of articles.
//!
//! A format's decoder takes what it knows of an article into a [`Draft`]: title, text, outlet, address, time, language,
//! byline. What stands in a page or item and is not the story stays in the text under a [`Mark`](crate::engine::article::Mark)
//! that says what it is, so that nothing is lost; what an editor should know of the decoding goes to
//! [`Draft::notes`]. A decoder never fails for one bad item: the item is [`Refused`] with its place, and the others go on.
//!
//! In: bytes and what their sender says of them. Out: plain values. No IO, no clock; defaults (ids, sources) and checks are
//! the business of [`wire::articles`](crate::wire::articles).

pub mod characters;
pub mod date;
pub mod draft;
pub mod html;
pub mod json;
pub mod warc;
pub mod xml;

pub use draft::{Draft, Item, Note, Refused};
