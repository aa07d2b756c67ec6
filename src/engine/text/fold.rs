//! Normal forms of words, for comparing only: what is printed is always the text as received.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, compatibility forms resolved (NFKD), combining marks dropped, curly apostrophes straight.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return if text.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        };
    }
    if text.chars().all(|c| c.is_ascii() || is_plain_mark(c)) {
        // News text is ASCII but for its quotation marks and dashes; nothing to decompose.
        return Cow::Owned(text.chars().map(|c| straight(c).to_ascii_lowercase()).collect());
    }
    let folded = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(|c| match c {
        '\u{2018}' | '\u{2019}' | '\u{02BC}' => '\''.to_lowercase(),
        '\u{2010}' | '\u{2011}' => '-'.to_lowercase(),
        other => other.to_lowercase(),
    });
    Cow::Owned(folded.nfc().collect())
}

/// Marks of English typography that compatibility decomposition leaves alone.
fn is_plain_mark(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201E}' | '\u{20AC}' | '\u{A3}' | '\u{2022}')
        && c != '\u{2011}'
}

fn straight(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{2010}' => '-',
        other => other,
    }
}

/// `fold`, then every run of white space one blank, none at the ends.
pub fn fold_line(text: &str) -> String {
    if let Some(line) = fold_plain_line(text) {
        return line;
    }
    let mut line = String::with_capacity(text.len());
    let folded = fold(text);
    for word in folded.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The same for a text of ASCII and the plain marks; `None` of any other.
fn fold_plain_line(text: &str) -> Option<String> {
    let mut line: Vec<u8> = Vec::with_capacity(text.len());
    let mut is_apart = false;
    let mut rest = text.as_bytes();
    while let [byte, behind @ ..] = rest {
        if byte.is_ascii_whitespace() {
            is_apart = !line.is_empty();
            rest = behind;
            continue;
        }
        if std::mem::take(&mut is_apart) {
            line.push(b' ');
        }
        if byte.is_ascii() {
            line.push(byte.to_ascii_lowercase());
            rest = behind;
        } else {
            let c = text[text.len() - rest.len()..].chars().next().filter(|c| is_plain_mark(*c))?;
            line.extend_from_slice(straight(c).encode_utf8(&mut [0; 4]).as_bytes());
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(String::from_utf8(line).expect("ASCII and whole characters"))
}

/// Places of the characters that may be quotation marks: straight double ones, and all that are not ASCII.
pub fn perhaps_quotation_marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let is_candidate = |byte: &u8| *byte == b'"' || !byte.is_ascii();
        let at = from + text.as_bytes()[from..].iter().position(is_candidate)?;
        let c = text[at..].chars().next()?;
        from = at + c.len_utf8();
        Some((at, c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_curly_marks_do_not_distinguish_words() {
        assert_eq!(fold("Zaporizhzhia’s"), "zaporizhzhia's");
        assert_eq!(fold("ÉCOLE"), "ecole");
        assert_eq!(fold_line("  Mr\u{a0}\u{a0}Grimm\n"), "mr grimm");
        assert_eq!(fold_line(" “It’s”\t \n OVER – now  "), "“it's” over – now");
    }
}
