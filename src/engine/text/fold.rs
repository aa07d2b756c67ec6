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
    let mut line = String::with_capacity(text.len());
    if text.chars().all(|c| c.is_ascii() || is_plain_mark(c)) {
        let mut is_apart = false;
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                is_apart = !line.is_empty();
                continue;
            }
            if std::mem::take(&mut is_apart) {
                line.push(' ');
            }
            line.push(straight(c).to_ascii_lowercase());
        }
        return line;
    }
    let folded = fold(text);
    for word in folded.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_curly_marks_do_not_distinguish_words() {
        assert_eq!(fold("Zaporizhzhia’s"), "zaporizhzhia's");
        assert_eq!(fold("ÉCOLE"), "ecole");
        assert_eq!(fold_line("  Mr\u{a0}\u{a0}Grimm\n"), "mr grimm");
    }
}
