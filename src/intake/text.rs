//! Plain text: one article, or several parted by a line of their own.

use crate::intake::draft::Draft;

/// The articles of a text: it is parted at lines that are `---` and nothing else, and at form feeds, unless they may be
/// the ends of an article's pages. A piece is kept as it stands, but for the line break that the parting line ends with;
/// blank pieces are left out.
pub fn articles(text: &str, may_have_pages: bool) -> Vec<Draft> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive(['\n', '\u{C}']) {
        let end = at + line.len();
        let is_rule = line.trim_end_matches(['\n', '\r', ' ', '\t', '\u{C}']) == "---";
        if is_rule || line.ends_with('\u{C}') && !may_have_pages {
            pieces.push(&text[start..if is_rule { at } else { end - 1 }]);
            start = end;
        }
        at = end;
    }
    pieces.push(&text[start..]);
    pieces.retain(|piece| !piece.trim().is_empty());
    if let [only] = pieces.as_slice()
        && only.trim() == text.trim()
    {
        pieces = vec![text];
    }
    let is_one = pieces.len() < 2;
    let draft = |(n, piece): (usize, &&str)| Draft {
        place: if is_one { String::new() } else { format!("article {}", n + 1) },
        text: (*piece).to_owned(),
        ..Draft::default()
    };
    if pieces.is_empty() {
        return vec![Draft { text: text.to_owned(), ..Draft::default() }];
    }
    pieces.iter().enumerate().map(draft).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_or_a_form_feed_parts_articles() {
        for (text, expected) in [
            ("One.\n\nTwo.\n", vec!["One.\n\nTwo.\n"]),
            ("One.\n---\nTwo -- 2.\n--- \r\nThree.", vec!["One.\n", "Two -- 2.\n", "Three."]),
            ("One.\u{C}Two.\u{C}\n", vec!["One.", "Two."]),
            ("---\nOne.\n", vec!["One.\n"]),
            (" One. ", vec![" One. "]),
            ("", vec![""]),
            ("a --- b\n----\n", vec!["a --- b\n----\n"]),
        ] {
            assert_eq!(
                articles(text, false).iter().map(|d| d.text.as_str()).collect::<Vec<_>>(),
                expected,
                "{text:?}"
            );
        }
    }
}
