//! Paragraphs of a text: one a line, unless the lines are hard-wrapped.

use crate::engine::span::Span;

/// Paragraphs in order, white space trimmed; together they hold every character that is not white space.
///
/// A line is a paragraph of its own, because web text sets captions and links on lines without a
/// blank between them. Lines are joined where they were wrapped: see `is_wrapped`.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut group: Vec<Span> = Vec::new();
    for line in line_spans(text) {
        match line {
            Some(span) => group.push(span),
            None => flush(text, &mut group, &mut out),
        }
    }
    flush(text, &mut group, &mut out);
    out
}

/// Each line's trimmed span; `None` for a blank line.
fn line_spans(text: &str) -> impl Iterator<Item = Option<Span>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        (start < text.len()).then(|| {
            at = after_break(text, start);
            Span::trimmed(text, start..at).filter(|span| !span.is_empty())
        })
    })
}

/// The place behind the next line break: line feed, vertical tab, form feed, carriage return, U+2028 or U+2029.
fn after_break(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(n) = bytes[at..].iter().position(|b| matches!(b, b'\n'..=b'\r' | 0xE2)) {
        at += n;
        if bytes[at] != 0xE2 {
            return at + 1;
        }
        let is_break = matches!(bytes[at..], [_, 0x80, 0xA8 | 0xA9, ..]);
        at += if is_break { 3 } else { 1 };
        if is_break {
            return at;
        }
    }
    text.len()
}

fn flush(text: &str, group: &mut Vec<Span>, out: &mut Vec<Span>) {
    if group.len() > 1 && is_wrapped(text, group) {
        let joined = group[0].join(group[group.len() - 1]);
        out.push(joined);
    } else {
        out.append(group);
    }
    group.clear();
}

/// Whether lines between two blank lines are one paragraph broken at a margin: all but the last
/// are of nearly one length, and most of them end in the middle of a sentence.
fn is_wrapped(text: &str, group: &[Span]) -> bool {
    let lengths = || group[..group.len() - 1].iter().map(|span| span.of(text).chars().count());
    let longest = lengths().max().unwrap_or(0);
    let shortest = lengths().min().unwrap_or(0);
    let n_open = group[..group.len() - 1].iter().filter(|span| !ends_closed(span.of(text))).count();
    // The longest word of running news text seldom passes 25 letters, so a filled line is at
    // most that much shorter than the margin.
    (40..=100).contains(&longest)
        && longest - shortest <= 25
        && 2 * n_open >= group.len() - 1
        && group.last().is_some_and(|span| ends_closed(span.of(text)))
}

/// Whether a line ends as a sentence does.
pub fn ends_closed(line: &str) -> bool {
    let body = line.trim_end_matches(|c: char| {
        matches!(
            c,
            '"' | '`'
                | '\''
                | '\u{201C}'
                | '\u{201D}'
                | '\u{2018}'
                | '\u{2019}'
                | ')'
                | ']'
                | '»'
                | '」'
                | '』'
        ) || c.is_whitespace()
    });
    body.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = paragraphs(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_is_a_paragraph() {
        check(
            "Share\nTweet\n\nA man was hurt.\r\nHe is 40.\n",
            &["Share", "Tweet", "A man was hurt.", "He is 40."],
        );
    }

    #[test]
    fn every_break_of_unicode_parts_lines() {
        check(
            "“One”\u{2028}Two\u{2029}Three…\u{0B}Four\u{0C}Five\rSix",
            &["“One”", "Two", "Three…", "Four", "Five", "Six"],
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "A strong earthquake struck the western tip of the island on\n\
                    Tuesday, damaging houses and injuring at least five people, the\n\
                    agency said.";
        check(text, &[text]);
    }
}
