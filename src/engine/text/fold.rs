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

/// The same for a text of ASCII, the plain marks and blanks that do not break; `None` of any other.
fn fold_plain_line(text: &str) -> Option<String> {
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let mut is_apart = line.is_empty() || line.ends_with(' ');
        if first.is_ascii_whitespace() || first == '\u{A0}' {
            rest = &rest[first.len_utf8()..];
            line.push_str(if is_apart { "" } else { " " });
        } else if first.is_ascii_graphic() {
            // Words with single blanks between them are taken over as they stand, and made small at the end.
            let ends = |byte: u8| {
                let was_apart = std::mem::replace(&mut is_apart, byte == b' ');
                !byte.is_ascii_graphic() && (byte != b' ' || was_apart)
            };
            let (run, behind) = rest.split_at(rest.bytes().position(ends).unwrap_or(rest.len()));
            rest = behind;
            line.push_str(run);
        } else if first.is_ascii() || is_plain_mark(first) {
            rest = &rest[first.len_utf8()..];
            line.push(straight(first));
        } else {
            return None;
        }
    }
    line.truncate(line.trim_end_matches(' ').len());
    line.make_ascii_lowercase();
    Some(line)
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
