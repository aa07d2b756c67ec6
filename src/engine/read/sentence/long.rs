//! What is too long for a sentence: a table, or a text whose marks were lost. It is cut at white space, so that the
//! work of all later stages on one sentence is bounded.

use crate::engine::params::read::LONGEST_SENTENCE;
use crate::engine::span::Span;

/// Whether a span is cut.
pub fn is_long(span: Span) -> bool {
    span.end() - span.start() > LONGEST_SENTENCE
}

/// The span itself, or parts of it in order that are short enough; they leave out only white space.
pub fn parts(text: &str, span: Span) -> Vec<Span> {
    let (mut start, end) = (span.start(), span.end());
    let mut out = Vec::with_capacity(1 + (end - start) / LONGEST_SENTENCE);
    while end - start > LONGEST_SENTENCE {
        let most = text.floor_char_boundary(start + LONGEST_SENTENCE);
        let least = text.floor_char_boundary(start + LONGEST_SENTENCE / 2);
        let space = text[least..most].rfind(char::is_whitespace).map(|at| least + at);
        let cut = space.unwrap_or(most);
        out.extend(Span::trimmed(text, start..cut).filter(|part| !part.is_empty()));
        start = cut;
    }
    out.extend(Span::trimmed(text, start..end).filter(|part| !part.is_empty()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, n_expected: usize) {
        let span = Span::new(text, 0..text.len()).expect("whole text");
        let parts = parts(text, span);
        assert_eq!(parts.len(), n_expected);
        assert!(parts.iter().all(|part| !is_long(*part)));
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        assert_eq!(parts.iter().map(|part| letters(part.of(text))).sum::<usize>(), letters(text));
    }

    #[test]
    fn what_is_too_long_is_cut_and_nothing_is_lost() {
        check("One sentence.", 1);
        check(&"word ".repeat(1000), 2);
        check(&"a".repeat(LONGEST_SENTENCE + 1), 2);
        check(&"漢".repeat(LONGEST_SENTENCE), 4);
        check(&format!("a{}b", " ".repeat(3 * LONGEST_SENTENCE)), 2);
    }
}
