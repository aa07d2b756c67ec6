//! Where a sentence stands inside quotation marks, so that nothing is changed there.

use super::Context;
use crate::engine::align::SentenceIx;
use crate::engine::span::Part;
use crate::engine::text::fold::perhaps_quotation_marks;

/// The quoted stretches of one sentence, in bytes of its article's part.
pub struct Quoted {
    /// First and last place of each stretch, both included, in order and apart.
    stretches: Vec<(usize, usize)>,
}

impl Quoted {
    /// The quoted stretches of a sentence: those that the reader paired, and those after marks that it did
    /// not (in a heading, say, or single ones).
    pub fn of(context: &Context, sentence: SentenceIx) -> Quoted {
        let terms = context.alignment.sentences.get(sentence);
        let document = &context.story.documents[terms.doc.0 as usize];
        let there = &document.sentences[terms.number as usize];
        let text = there.span.of(context.story.articles[terms.doc.0 as usize].part(there.part));
        let start = there.span.start();
        let shift = |(a, b): (usize, usize)| (start + a, start + b);
        let mut all: Vec<_> = after_marks(text).into_iter().map(shift).collect();
        if there.part == Part::Text {
            let paired = document.quotations_of(terms.number);
            all.extend(paired.iter().map(|q| (q.span.start(), q.span.end())));
        }
        Quoted { stretches: joined(all) }
    }

    /// Whether some place from `start` to `end`, the edges included, is quoted or borders on what is.
    pub fn touches(&self, start: usize, end: usize) -> bool {
        let at = self.stretches.partition_point(|(_, last)| *last < start);
        self.stretches.get(at).is_some_and(|(first, _)| *first <= end)
    }
}

/// Stretches in order, those that meet made one.
fn joined(mut all: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    all.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (first, last) in all {
        match out.last_mut() {
            Some(before) if first <= before.1 => before.1 = before.1.max(last),
            _ => out.push((first, last)),
        }
    }
    out
}

/// Stretches after an opening mark: after a double one up to the closing one or the end of the sentence. What closes
/// after a single one looks like an apostrophe, so a stretch goes on to the last mark before the next opening one that no
/// letter follows: rather too much than too little.
fn after_marks(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut depth, mut is_odd, mut open) = (0i32, false, None);
    let (mut open_single, mut close_single) = (None, None);
    for (at, c) in perhaps_quotation_marks(text) {
        let behind = at + c.len_utf8();
        match c {
            '\u{201C}' | '\u{201E}' | '«' | '「' => depth += 1,
            '\u{201D}' | '»' | '」' => depth = (depth - 1).max(0),
            '"' => is_odd = !is_odd,
            '\u{2018}' => {
                out.extend(open_single.map(|first| (first, close_single.unwrap_or(at))));
                (open_single, close_single) = (Some(behind), None);
            }
            '\u{2019}' if !text[behind..].starts_with(char::is_alphanumeric) => close_single = Some(at),
            _ => continue,
        }
        let is_open = depth > 0 || is_odd;
        match open {
            None if is_open => open = Some(behind),
            Some(first) if !is_open => {
                out.push((first, at));
                open = None;
            }
            _ => {}
        }
    }
    out.extend(open.map(|first| (first, text.len())));
    out.extend(open_single.map(|first| (first, close_single.unwrap_or(text.len()))));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is quoted of a text, apart by `|`.
    fn check(text: &str, expected: &str) {
        let found: Vec<_> = joined(after_marks(text)).into_iter().map(|(a, b)| &text[a..b]).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn every_style_of_marks_is_kept() {
        check("“We left,” she said. \"So did I,\" he said.", "We left,|So did I,");
        check("She said ‘the dogs’ bowl’ fell, ‘maybe’.", "the dogs’ bowl|maybe");
        check("He said: “We left", "We left");
        check("It is the dog’s.", "");
    }
}
