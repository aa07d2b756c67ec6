//! One of two texts as two rows of units: its words, and the same with every name, number and date in one
//! piece.
//!
//! Two bare sentences have no story to say which words are rare in it; a list of the frequent words of English
//! stands in for that.

use crate::engine::align::Story;
use crate::engine::align::keys::{date_key, name_key, number_key};
use crate::engine::answer::NameKind;
use crate::engine::data::frequent_words;
use crate::engine::mention::NumberMention;
use crate::engine::params::likeness::{DATE_WEIGHT, NAME_WEIGHT, NUMBER_WEIGHT};
use crate::engine::span::Span;
use crate::engine::text::{ConceptIx, Lexicon, TokenKind, Word};

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// A function word or a negation.
    Function,
    /// Another word.
    Word,
    /// The name of a place.
    Place,
    /// Another name.
    Name,
    /// A number with its unit.
    Number,
    /// A date.
    Date,
}

/// A word, or a name, number or date in one piece.
#[derive(Debug, Clone, Copy)]
pub struct Unit {
    /// What it says.
    pub concept: ConceptIx,
    /// Of which sort.
    pub kind: UnitKind,
    /// How much it says: the less frequent a word, the more.
    pub weight: f64,
    /// Where it stands in the text.
    pub span: Span,
}

/// One of the two texts.
pub struct Side<'s> {
    /// Its words in order.
    pub words: Vec<Unit>,
    /// The same, names, numbers and dates in one piece.
    pub units: Vec<Unit>,
    /// Its words, folded, with a blank between.
    pub folded: String,
    /// Its numbers.
    pub numbers: &'s [NumberMention],
    /// Whether it holds a negation.
    pub is_negated: bool,
    /// Whether it holds a quotation mark.
    pub is_quoted: bool,
}

/// Weight of a word: ln((rank + 30) / 20), where the most frequent word of English has rank 0 and all that are
/// not on the list have the rank after its last (Zipf: frequency goes with 1 / rank).
fn weight(word: &Word) -> f64 {
    let ranks = frequent_words();
    let rank = ranks.get(word.text.as_ref()).copied().unwrap_or(ranks.len());
    ((rank as f64 + 30.0) / 20.0).ln()
}

/// A stretch of tokens that is one unit.
struct Piece {
    tokens: std::ops::Range<usize>,
    concept: ConceptIx,
    kind: UnitKind,
}

/// Makes the units of the text with this number.
pub fn read<'s>(story: &'s Story, doc: usize, lexicon: &mut Lexicon) -> Side<'s> {
    let text = &story.articles[doc].text;
    let document = &story.documents[doc];
    let pieces = pieces(story, doc, lexicon);
    // By token, the piece that it belongs to: where several cover it, names go before numbers before dates.
    let mut covered = vec![None; document.tokens.len()];
    for (n, piece) in pieces.iter().enumerate().rev() {
        covered[piece.tokens.clone()].fill(Some(n));
    }
    let mut side = Side {
        words: Vec::new(),
        units: Vec::new(),
        folded: String::new(),
        numbers: &story.mentions[doc].numbers,
        is_negated: false,
        is_quoted: text.contains(['"', '“', '”']),
    };
    for (at, token) in document.tokens.iter().enumerate() {
        let Some(span) = Span::new(text, token.start as usize..token.end as usize) else { continue };
        let begins = at == 0 || covered[at] != covered[at - 1];
        if let Some(piece) = covered[at].filter(|_| begins).map(|n: usize| &pieces[n]) {
            let weight = match piece.kind {
                UnitKind::Number => NUMBER_WEIGHT,
                UnitKind::Date => DATE_WEIGHT,
                _ => NAME_WEIGHT,
            };
            let end = document.tokens[piece.tokens.end - 1].end as usize;
            let span = Span::new(text, span.start()..end).unwrap_or(span);
            side.units.push(Unit { concept: piece.concept, kind: piece.kind, weight, span });
        }
        if matches!(token.kind, TokenKind::Mark | TokenKind::Possessive) {
            continue;
        }
        let word = lexicon.word(token.word);
        let kind = if word.is_stop || word.is_negation { UnitKind::Function } else { UnitKind::Word };
        let unit = Unit { concept: word.concept, kind, weight: weight(word), span };
        side.words.push(unit);
        if covered[at].is_none() {
            side.units.push(unit);
        }
        side.is_negated |= word.is_negation;
        side.folded.push_str(&word.text);
        side.folded.push(' ');
    }
    side
}

/// The names, numbers and dates of a text.
fn pieces(story: &Story, doc: usize, lexicon: &mut Lexicon) -> Vec<Piece> {
    let mentions = &story.mentions[doc];
    let mut pieces = Vec::new();
    for (mention, group) in mentions.names.iter().zip(&story.names.of_mention[doc]) {
        let kind = match story.names.groups[group.0 as usize].kind {
            // An office is said in words: "the minister" and "the foreign minister".
            NameKind::Office => continue,
            NameKind::Place => UnitKind::Place,
            _ => UnitKind::Name,
        };
        let concept = lexicon.concept(&name_key(*group));
        pieces.push(Piece { tokens: mention.tokens.clone(), concept, kind });
    }
    for mention in mentions.numbers.iter().filter(|m| !m.is_vague) {
        let concept = lexicon.concept(&number_key(mention));
        pieces.push(Piece { tokens: mention.tokens.clone(), concept, kind: UnitKind::Number });
    }
    for mention in &mentions.dates {
        if let Some(resolved) = &mention.resolved {
            let concept = lexicon.concept(&date_key(resolved));
            pieces.push(Piece { tokens: mention.tokens.clone(), concept, kind: UnitKind::Date });
        }
    }
    pieces
}
