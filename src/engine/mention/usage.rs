//! How a word is written across all articles: a word that also stands in small letters is an
//! ordinary word at the head of a sentence; one that keeps its capital inside sentences is a name.

use crate::engine::article::Article;
use crate::engine::read::Document;
use crate::engine::text::{Lexicon, TokenKind, WordIx};

/// Counts by word.
pub struct Usage {
    n_small: Vec<u32>,
    n_capital_inside: Vec<u32>,
}

impl Usage {
    /// Whether the word stands in small letters somewhere.
    pub fn is_ordinary(&self, word: WordIx) -> bool {
        self.n_small[word.0 as usize] > 0
    }

    /// Whether the word stands with a capital inside a sentence somewhere.
    pub fn is_capital_inside(&self, word: WordIx) -> bool {
        self.n_capital_inside[word.0 as usize] > 0
    }
}

/// Counts the stories' words; headlines, which often capitalise every word, count only their small ones.
pub fn count(articles: &[&Article], documents: &[Document], lexicon: &Lexicon) -> Usage {
    let n = lexicon.n_words();
    let mut usage = Usage { n_small: vec![0; n], n_capital_inside: vec![0; n] };
    for (article, document) in articles.iter().zip(documents) {
        for sentence in &document.sentences {
            let text = article.part(sentence.part);
            let mut at_head = true;
            for token in document.tokens_of(sentence) {
                match token.kind {
                    TokenKind::Word if token.is_capitalised() => {
                        if !at_head && !sentence.is_headline {
                            usage.n_capital_inside[token.word.0 as usize] += 1;
                        }
                        at_head = false;
                    }
                    TokenKind::Word => {
                        usage.n_small[token.word.0 as usize] += 1;
                        at_head = false;
                    }
                    TokenKind::Mark => {
                        // What follows an opening quotation mark or a colon is a head again.
                        at_head |= opens(token.of(text));
                    }
                    _ => at_head = false,
                }
            }
        }
    }
    usage
}

/// Whether the next word would be capitalised after this mark.
pub fn opens(mark: &str) -> bool {
    matches!(mark, "\"" | "\u{201C}" | "\u{2018}" | "'" | ":" | "«" | "(" | "…" | "!" | "?")
}
