//! A line that sends its reader elsewhere: `Read the full statement via the Gazette:`.

use crate::engine::read::furniture::Line;

/// Most words of such a line.
const LONGEST_POINTER_WORDS: usize = 12;

/// What the reader is told to do.
const DO: &[&str] = &["read", "watch", "see", "hear", "listen", "view", "check", "find", "click", "download"];
/// What says that the thing stands elsewhere, and all of it.
const ELSEWHERE: &[&str] =
    &["full", "entire", "whole", "complete", "rest", "below", "here", "via", "transcript"];

/// Whether a line tells its reader to read, watch or hear something elsewhere, and leads to it with
/// a colon. A sentence that names a speaker before the colon is story: "Read it here, she told them:".
pub fn is_pointer(line: &Line) -> bool {
    let Some(body) = line.folded.strip_suffix(':') else {
        return false;
    };
    let words: Vec<&str> =
        body.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    words.len() <= LONGEST_POINTER_WORDS
        && words.first().is_some_and(|w| DO.contains(w))
        && words.iter().any(|w| ELSEWHERE.contains(w))
        && !body.contains([',', '.', '"', '\u{201C}', '\u{201D}'])
        && !words
            .iter()
            .any(|w| crate::engine::data::lookup::tables().reporting.contains_key(w) && *w != "read")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_sends_its_reader_elsewhere_is_furniture() {
        for text in [
            "Read the full statement via the Gazette:",
            "Watch the whole speech here:",
            "See the letter below:",
        ] {
            assert!(is_pointer(&Line::new(text)), "{text}");
        }
    }

    #[test]
    fn a_sentence_that_opens_so_stays() {
        for text in [
            "Read the full bill, the senator told them:",
            "See what the report said here:",
            "Read the law:",
            "Full of doubt, he read the letter here:",
            "Read the full statement before you vote.",
        ] {
            assert!(!is_pointer(&Line::new(text)), "{text}");
        }
    }
}
