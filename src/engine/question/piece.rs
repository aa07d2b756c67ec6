//! A text as pieces that can be compared whatever the style of its marks: words, and every mark
//! between them. Signs, currencies and the marks that end a sentence are pieces like words.

use crate::engine::span::Span;
use crate::engine::text::fold::fold;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word or a mark.
pub struct Piece {
    /// As printed, with the style of marks made one.
    pub shown: String,
    /// Folded, for finding.
    pub folded: String,
    /// Where.
    pub span: Span,
    /// Whether it is a word or a number rather than a mark.
    pub is_word: bool,
}

/// The pieces of a stretch of text. White space is none, nor is what cannot be seen.
pub fn pieces(text: &str, within: Span) -> Vec<Piece> {
    let body = within.of(text);
    let mut out: Vec<Piece> = Vec::new();
    let mut chars = body.char_indices().peekable();
    let mut before = None;
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let is_word = is_of_word(c);
        if is_word && !stands_alone(c) {
            while let Some(&(next, d)) = chars.peek() {
                if !(is_of_word(d) && !stands_alone(d) || is_unseen(d) || is_combining_mark(d)) {
                    break;
                }
                end = next + d.len_utf8();
                chars.next();
            }
        } else if is_dash(c) || c == '.' {
            // "--" is how a typewriter makes a dash, and "..." a row of dots.
            while let Some(&(next, d)) = chars.peek().filter(|(_, d)| is_dash(c) && is_dash(*d) || c == *d) {
                end = next + d.len_utf8();
                chars.next();
            }
        }
        let shown = match c {
            _ if c.is_whitespace() || is_unseen(c) => {
                before = Some(c);
                continue;
            }
            _ if is_word => body[at..end].nfc().filter(|c| !is_unseen(*c)).collect(),
            '.' if end > at + 1 => "...".to_owned(),
            _ => mark(c, before, chars.peek().map(|(_, next)| *next)),
        };
        before = body[at..end].chars().next_back();
        if let Some(span) = Span::new(text, within.start() + at..within.start() + end) {
            let folded = if is_word { fold(&shown).into_owned() } else { shown.clone() };
            out.push(Piece { shown, folded, span, is_word });
        }
    }
    out
}

/// A mark in the one style that all styles of it are compared in.
fn mark(c: char, before: Option<char>, after: Option<char>) -> String {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match c {
        // Feet and inches, minutes and seconds are not quotation marks.
        '\'' | '"' | '′' | '″' if is_digit(before) && is_digit(after) => c.to_string(),
        '′' | '″' => c.to_string(),
        _ if is_quotation_mark(c) => "'".to_owned(),
        _ if is_dash(c) => "-".to_owned(),
        '…' => "...".to_owned(),
        // "3.5" is not "3. 5".
        '.' | ',' | ':' if is_digit(before) && is_digit(after) => format!("{c}0"),
        _ => c.nfc().collect(),
    }
}

/// A letter or digit of any script.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Scripts without blanks between words: each sign is a piece.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0xA4CF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether a mark is a dash, hyphen or minus.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '´' | '\u{2018}'
            ..='\u{201F}' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '\u{02BC}'
    )
}

/// Whether what stands from `span` on in `text` is whole, rather than the middle of a number, a
/// compound or a sentence that ends with another mark: "5" in "-5" or "5%", "resign" in "resign?".
pub fn is_whole(text: &str, span: Span) -> bool {
    starts_whole(text, span) && ends_whole(text, span)
}

fn starts_whole(text: &str, span: Span) -> bool {
    let Some(first) = span.of(text).chars().next().filter(|c| is_of_word(*c)) else {
        return true;
    };
    let mut back = text[..span.start()].chars().rev();
    let Some(before) = back.next() else {
        return true;
    };
    let word_before = back.next().is_some_and(is_of_word);
    match before {
        '.' | ',' => !first.is_numeric(),
        '\u{2014}' | '\u{2015}' => true,
        '\'' | '\u{2019}' => !word_before,
        _ if is_dash(before) => false,
        _ => {
            before.is_whitespace()
                || stands_alone(before)
                || is_bracket(before)
                || is_quotation_mark(before)
                || matches!(
                    before,
                    ';' | ':' | '!' | '?' | '…' | '/' | '•' | '·' | '*' | '|' | '>' | '。' | '、' | '，'
                )
                || is_unseen(before)
        }
    }
}

fn ends_whole(text: &str, span: Span) -> bool {
    let Some(last) = span.of(text).chars().next_back() else {
        return true;
    };
    let mut rest = text[span.end()..].chars();
    let Some(next) = rest.next() else {
        return true;
    };
    let after = rest.next();
    let goes_on = after.is_some_and(is_of_word);
    if matches!(last, '.' | '!' | '?') {
        return !matches!(next, '.' | '!' | '?');
    }
    if !is_of_word(last) {
        return true;
    }
    match next {
        '.' | ',' | ':' => !(after.is_some_and(char::is_numeric) && last.is_numeric()),
        '\u{2014}' | '\u{2015}' | ';' | '…' | '/' | '。' | '、' | '，' => true,
        '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' => !goes_on,
        _ => {
            next.is_whitespace()
                || stands_alone(next)
                || is_bracket(next)
                || is_quotation_mark(next)
                || is_unseen(next)
        }
    }
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '（' | '）' | '【' | '】' | '<')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let whole = Span::new(text, 0..text.len()).expect("whole text");
        pieces(text, whole).into_iter().map(|p| p.shown).collect()
    }

    #[test]
    fn style_does_not_tell_texts_apart() {
        assert_eq!(shown("“We left” — he said…"), shown("\"We left\" -- he said..."));
        assert_eq!(shown("It\u{2019}s 5–10"), shown("It's 5-10"));
        assert_eq!(shown("He left.She"), shown("He left. She"));
    }

    #[test]
    fn signs_and_ends_do() {
        for (a, b) in
            [("€5", "$5"), ("5%", "5"), ("-5", "5"), ("resign?", "resign."), ("3.5", "3. 5"), ("He", "he")]
        {
            assert_ne!(shown(a), shown(b));
        }
    }

    #[test]
    fn a_part_of_a_number_is_not_whole() {
        let check = |text: &str, part: &str, expected: bool| {
            let at = text.find(part).expect("the part");
            let span = Span::new(text, at..at + part.len()).expect("a span");
            assert_eq!(is_whole(text, span), expected, "{text} / {part}");
        };
        check("The rate was 5%.", "The rate was 5", false);
        check("The rate was 5.", "The rate was 5", true);
        check("A loss of -5 points.", "5 points.", false);
        check("Did he resign?", "Did he resign", false);
        check("He left.She came.", "He left.", true);
        check("He left... She came.", "He left.", false);
    }
}
