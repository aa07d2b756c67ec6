//! Words, numbers and marks of a text, by the word boundaries of UAX #29, with two repairs:
//! a possessive `'s` is a token of its own, and `U.S.` keeps its last full stop.

use crate::engine::text::{Lexicon, WordIx};
use unicode_segmentation::UnicodeSegmentation;

/// Sort of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits among them.
    Word,
    /// Digits, with separators.
    Number,
    /// The possessive ending `'s` or `'`.
    Possessive,
    /// Anything else.
    Mark,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caps {
    /// Not at all, or a script without case.
    Lower,
    /// First letter only: `Kim`.
    Initial,
    /// Every letter, two or more: `NATO`.
    Upper,
    /// Otherwise: `McGinley`, `iPhone`.
    Mixed,
}

/// One token; its place is in bytes of the part it was read from.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its normal form.
    pub word: WordIx,
    /// Sort.
    pub kind: TokenKind,
    /// Capitals.
    pub caps: Caps,
}

impl Token {
    /// What stands there, in the text the token was read from.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether it is a word with a capital at its head.
    pub fn is_capitalised(&self) -> bool {
        self.kind == TokenKind::Word && self.caps != Caps::Lower
    }
}

/// Appends the tokens of `text[start..end]` to `out`.
pub fn tokenize(text: &str, start: usize, end: usize, lexicon: &mut Lexicon, out: &mut Vec<Token>) {
    let first = out.len();
    let mut next = start;
    while next < end {
        let at = next;
        let piece = first_piece(&text[at..end]);
        next += piece.len();
        if piece == " " || piece.chars().all(char::is_whitespace) {
            continue;
        }
        if piece == "." && closes_dotted_abbreviation(text, out, first, at) {
            let last = out.last_mut().expect("checked by the condition");
            last.end += 1;
            last.word = lexicon.intern(&text[last.start as usize..last.end as usize]);
            continue;
        }
        let (stem, tail) = split_possessive(piece);
        if !stem.is_empty() {
            out.push(token(stem, at, lexicon));
        }
        if !tail.is_empty() {
            let mut possessive = token(tail, at + stem.len(), lexicon);
            possessive.kind = TokenKind::Possessive;
            out.push(possessive);
        }
    }
}

/// The piece between a word boundary of UAX #29 and the next. Plain ASCII words, marks and spaces, of which most news
/// consists, are cut without its tables; `the_short_way_cuts_as_uax_29_does` holds that nobody can tell.
fn first_piece(text: &str) -> &str {
    let bytes = text.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    // Whether nothing behind can join what ends here: a combining mark, or a letter past an apostrophe.
    let is_ascii = |at: usize| bytes.get(at).is_none_or(u8::is_ascii);
    let length = match bytes[0] {
        b if b.is_ascii_alphabetic() => {
            let n = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
            let ends = match bytes.get(n) {
                None => true,
                Some(b'\'' | b'.' | b':') => is_ascii(n + 1) && !is_letter(n + 1),
                Some(b) => b.is_ascii() && !b.is_ascii_digit() && *b != b'_',
            };
            ends.then_some(n)
        }
        b' ' | b',' | b'.' | b'"' | b'(' | b')' | b'-' | b'!' | b'?' | b';' | b':' => {
            (is_ascii(1) && !(bytes[0] == b' ' && bytes.get(1) == Some(&b' '))).then_some(1)
        }
        _ => None,
    };
    match length {
        Some(length) => &text[..length],
        None => text.split_word_bounds().next().unwrap_or(text),
    }
}

fn token(piece: &str, at: usize, lexicon: &mut Lexicon) -> Token {
    let (kind, caps) = match caps_of_ascii(piece) {
        Some(caps) => (TokenKind::Word, caps),
        None if piece.starts_with(|c: char| c.is_ascii_digit()) => (TokenKind::Number, caps(piece)),
        None if piece.chars().any(char::is_alphanumeric) => (TokenKind::Word, caps(piece)),
        None => (TokenKind::Mark, Caps::Lower),
    };
    let (start, end) = (at as u32, (at + piece.len()) as u32);
    Token { start, end, word: lexicon.intern(piece), kind, caps }
}

/// `U.S` before `.`: single letters between stops, so the stop belongs to the word.
fn closes_dotted_abbreviation(text: &str, tokens: &[Token], first: usize, at: usize) -> bool {
    let Some(last) = tokens[first..].last() else {
        return false;
    };
    last.end as usize == at
        && last.kind == TokenKind::Word
        && last.of(text).contains('.')
        && last.of(text).split('.').all(|letter| letter.chars().count() == 1)
}

fn split_possessive(piece: &str) -> (&str, &str) {
    if !piece.ends_with(['s', 'S']) {
        return (piece, "");
    }
    for tail in ["'s", "\u{2019}s", "'S", "\u{2019}S"] {
        if piece.len() > tail.len() && piece.ends_with(tail) {
            return piece.split_at(piece.len() - tail.len());
        }
    }
    (piece, "")
}

/// Capitals of a word of ASCII letters, as most are; `None` of any other.
fn caps_of_ascii(piece: &str) -> Option<Caps> {
    let mut n_upper = 0;
    for byte in piece.bytes() {
        if !byte.is_ascii_alphabetic() {
            return None;
        }
        n_upper += usize::from(byte.is_ascii_uppercase());
    }
    let starts_upper = piece.starts_with(|c: char| c.is_ascii_uppercase());
    Some(match (starts_upper, n_upper) {
        (false, 0) => Caps::Lower,
        (true, 1) => Caps::Initial,
        (true, n) if n == piece.len() => Caps::Upper,
        _ => Caps::Mixed,
    })
}

fn caps(piece: &str) -> Caps {
    let mut letters = piece.chars().filter(|c| c.is_alphabetic());
    let Some(head) = letters.next() else {
        return Caps::Lower;
    };
    let (mut n_upper, mut n_lower) = (0, 0);
    for letter in letters {
        if letter.is_uppercase() {
            n_upper += 1;
        } else {
            n_lower += 1;
        }
    }
    match (head.is_uppercase(), n_upper, n_lower) {
        (false, 0, _) => Caps::Lower,
        (true, 0, _) => Caps::Initial,
        (true, _, 0) => Caps::Upper,
        _ => Caps::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut tokens = Vec::new();
        tokenize(text, 0, text.len(), &mut Lexicon::default(), &mut tokens);
        let found: Vec<_> = tokens.iter().map(|t| t.of(text)).collect();
        assert_eq!(found, expected);
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_cuts_as_uax_29_does(text in "([a-zA-Z0-9 .,:;'\"_()!?-]|é|’|\u{301}|\u{200d}|א|漢|\r|\n|🇫🇷){0,40}") {
            let mut at = 0;
            let mut pieces = Vec::new();
            while at < text.len() {
                let piece = first_piece(&text[at..]);
                pieces.push(piece);
                at += piece.len();
            }
            let expected: Vec<&str> = text.split_word_bounds().collect();
            proptest::prop_assert_eq!(pieces, expected);
        }
    }

    #[test]
    fn possessives_come_apart_and_dotted_letters_stay_together() {
        check("Russia’s U.S. envoy.", &["Russia", "’s", "U.S.", "envoy", "."]);
        check("about 1,500 of $2.5m", &["about", "1,500", "of", "$", "2.5m"]);
    }
}
