//! What goes over the wire: requests parsed into engine values, engine values turned into answers.
//!
//! Pure translation: no IO, no knowledge of HTTP or of the command line. The structs here are the API's own;
//! they are not the engine's, so that either can change without the other. Names and shapes are a promise to
//! clients: fields may be added, never renamed.
//!
//! * [`request`] the bodies that clients send, and [`parse()`] which refuses them by field
//! * [`choice`] what their schemas say beyond the types of their fields
//! * [`articles`] defaults and checks that turn them into the engine's [`Article`](crate::engine::article::Article)s
//! * [`input`] a body of any format to drafts of articles
//! * [`offsets`] bytes to code points or UTF-16 units, and back
//! * [`vocabulary`] the closed lists of words
//! * [`answer`] the answer to a merge, [`merge()`] which builds it
//! * [`reply`] the answers of the other endpoints
//! * [`verify`] checks an account, or a whole answer, against the articles

pub mod answer;
pub mod articles;
pub mod choice;
pub mod input;
pub mod invalid;
mod merge;
pub mod offsets;
mod options;
mod parse;
mod places;
mod proof;
pub mod reply;
pub mod request;
pub mod segments;
pub mod verify;

#[cfg(test)]
pub(crate) mod sample;
pub mod vocabulary;

pub use invalid::{FieldError, Invalid, Kind};
pub use merge::{duplicates, merge};
pub use offsets::Offsets;
pub use parse::parse;
