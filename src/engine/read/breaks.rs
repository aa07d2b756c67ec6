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
    let mut ends: Vec<usize> = Vec::new();
    let mut points = points.iter().copied().peekable();
    let bounds = if is_one_piece(body) { None } else { Some(body.split_sentence_bound_indices()) };
    let inner = bounds.into_iter().flatten().map(|(start, _)| start).skip(1);
    for end in inner.chain([body.len()]) {
        while let Some(point) = points.next_if(|p| *p <= end) {
            ends.extend((point < end).then_some(point));
        }
        ends.push(end);
    }
    let mut start = 0;
    ends.into_iter().map(move |end| {
        let piece = &body[start..end];
        start = end;
        piece
    })
}

/// Whether UAX #29 has no break in an English text because nothing before its end can end a sentence.
/// Most paragraphs of news are one sentence, and the rules are slow.
fn is_one_piece(body: &str) -> bool {
    let inner = body.trim_end_matches(['.', '!', '?', '"', '\u{201D}']);
    let goes_on = |c: char| match c {
        '.' | '!' | '?' | '\n' | '\r' => false,
        '\u{2018}'..='\u{201D}' | '\u{2013}' | '\u{2014}' => true,
        c => c.is_ascii(),
    };
    inner.chars().all(goes_on)
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
