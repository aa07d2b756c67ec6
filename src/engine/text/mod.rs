//! Text into words: folding, tokens, and the lexicon that makes comparing words comparing integers.

pub mod fold;
pub mod lexicon;
pub mod token;

pub use lexicon::{ConceptIx, Lexicon, Word, WordIx};
pub use token::{Caps, Token, TokenKind, tokenize};
