//! Breaks between sentences that UAX #29 does not see: points of a list, and a sentence that begins in
//! lower case.

use crate::engine::data::lookup::tables;
use unicode_segmentation::UnicodeSegmentation;

/// Places in `body` where a sentence begins although UAX #29 has no break there, in order.
pub fn points(body: &str) -> Vec<usize> {
    let mut out = list_points(body);
    out.extend(lower_case_starts(body));
    out.sort_unstable();
    out.dedup();
    out
}

/// The pieces of UAX #29, cut at `points` too.
pub fn pieces<'b>(body: &'b str, points: &[usize]) -> impl Iterator<Item = &'b str> {
    let mut ends = bounds(body);
    ends.extend(points);
    ends.sort_unstable();
    ends.dedup();
    let mut start = 0;
    ends.into_iter().filter(|end| *end > 0).map(move |end| {
        let piece = &body[start..end];
        start = end;
        piece
    })
}

/// Ends of the sentences of UAX #29.
///
/// Its rules look at what stands around a full stop, and are slow over the letters between two. Where a text is plain,
/// they are asked only about each stop, from the character before it to the next letter;
/// `a_stop_by_itself_is_cut_as_uax_29_does` holds that this is the same.
fn bounds(body: &str) -> Vec<usize> {
    let inner = |text: &str, from: usize, out: &mut Vec<usize>| {
        out.extend(text.split_sentence_bound_indices().skip(1).map(|(start, _)| from + start));
    };
    let mut ends = Vec::new();
    if body.chars().all(is_plain) {
        let bytes = body.as_bytes();
        let mut at = 0;
        while let Some(stop) = bytes[at..].iter().position(is_stop).map(|n| at + n) {
            let from = body[..stop].char_indices().next_back().map_or(0, |(n, _)| n);
            let letter = bytes[stop..].iter().position(u8::is_ascii_alphabetic);
            let to = letter.map_or(body.len(), |n| stop + n + 1);
            inner(&body[from..to], from, &mut ends);
            at = to;
        }
    } else {
        inner(body, 0, &mut ends);
    }
    ends.push(body.len());
    ends
}

fn is_stop(byte: &u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?')
}

/// Whether a character does what its ASCII likes do in the rules: no line end, no mark that joins.
fn is_plain(c: char) -> bool {
    match c {
        '\n' | '\r' => false,
        '\u{2018}'..='\u{201D}' | '\u{2013}' | '\u{2014}' => true,
        c => c.is_ascii(),
    }
}

/// How a list is marked: `1.`, `1)`, `1.)`, `a.`.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Marker {
    number: u32,
    is_letter: bool,
    end: &'static str,
}

/// The marker that a word is.
fn marker(word: &str) -> Option<Marker> {
    let word = word.trim_start_matches(is_bullet);
    let end = [".)", ".", ")"].into_iter().find(|end| word.ends_with(end))?;
    let bare = &word[..word.len() - end.len()];
    let mut letters = bare.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) if c.is_ascii_lowercase() => {
            Some(Marker { number: u32::from(c), is_letter: true, end })
        }
        (Some('1'..='9'), _) if bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit()) => {
            Some(Marker { number: bare.parse().ok()?, is_letter: false, end })
        }
        _ => None,
    }
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '⁃' | '▪' | '‣' | '●' | '■')
}

/// Whether a text is the marker of a point and nothing else.
pub fn is_marker(text: &str) -> bool {
    let bare = text.trim_start_matches(|c| is_bullet(c) || c.is_whitespace());
    !bare.contains(char::is_whitespace) && marker(bare).is_some()
}

/// Words of a text with the place of each.
fn words(body: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = body.as_ptr() as usize;
    body.split_whitespace().map(move |word| (word.as_ptr() as usize - base, word))
}

/// Where the second and later points of a list begin that the text opens with.
fn list_points(body: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut all = words(body).peekable();
    if all.peek().is_some_and(|(_, word)| word.chars().all(is_bullet)) {
        all.next();
    }
    let Some(mut last) = all.next().and_then(|(_, word)| marker(word)) else {
        return out;
    };
    let mut bullet = None;
    for (at, word) in all {
        if word.chars().all(is_bullet) {
            bullet = Some(at);
            continue;
        }
        if let Some(next) = marker(word)
            && next == (Marker { number: last.number + 1, ..last })
        {
            out.push(bullet.unwrap_or(at));
            last = next;
        }
        bullet = None;
    }
    out
}

/// Where a sentence begins in lower case: after a plain word with its full stop, at a word that opens one.
fn lower_case_starts(body: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut before: Option<&str> = None;
    for (at, word) in words(body) {
        if word.starts_with(|c: char| c.is_ascii_lowercase())
            && let Some(ended) = before.and_then(|b| b.strip_suffix('.'))
            && OPENERS.contains(&word.trim_end_matches([',', '\'', '\u{2019}']))
            && ended.len() >= 3
            && ended.bytes().all(|b| b.is_ascii_lowercase())
            && !tables().abbreviations.contains_key(ended)
        {
            out.push(at);
        }
        before = Some(word);
    }
    out
}

/// Words that begin a clause and seldom go on with a shortened word before them.
const OPENERS: &[&str] = &[
    "i", "we", "you", "he", "she", "it", "they", "the", "this", "these", "those", "that's", "it's", "i'm",
    "there", "here", "my", "our", "his", "her", "their", "but", "so", "if", "when", "what", "why", "how",
    "a", "an",
];

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_stop_by_itself_is_cut_as_uax_29_does(body in "([a-cA-C0-9 .,:;'\"_()!?-]|’|“|”|—|é|\\n){0,40}") {
            let mut expected: Vec<usize> = body.split_sentence_bound_indices().skip(1).map(|(at, _)| at).collect();
            expected.push(body.len());
            proptest::prop_assert_eq!(bounds(&body), expected);
        }
    }
}
