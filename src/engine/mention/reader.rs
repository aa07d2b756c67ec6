//! One sentence and its tokens, as the finders of numbers and dates look at it.

use crate::engine::read::{Document, Sentence};
use crate::engine::text::{Lexicon, Token};

/// A sentence. Tokens are counted in its document; past either end of the sentence there are none.
pub struct Reader<'d> {
    /// The part of the article it stands in.
    pub text: &'d str,
    /// Its document.
    pub document: &'d Document,
    /// The words of the call.
    pub lexicon: &'d Lexicon,
    /// The sentence itself.
    pub sentence: &'d Sentence,
}

impl Reader<'_> {
    /// A token of the sentence.
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.sentence.tokens.contains(&at).then(|| &self.document.tokens[at])
    }

    /// Its folded word; empty if there is none.
    pub fn folded(&self, at: usize) -> &str {
        self.token(at).map_or("", |t| &self.lexicon.word(t.word).text)
    }

    /// It as printed; empty if there is none.
    pub fn raw(&self, at: usize) -> &str {
        self.token(at).map_or("", |t| t.of(self.text))
    }

    /// Whether nothing stands between it and the next.
    pub fn glued(&self, at: usize) -> bool {
        match (self.token(at), self.token(at + 1)) {
            (Some(a), Some(b)) => a.end == b.start,
            _ => false,
        }
    }
}
