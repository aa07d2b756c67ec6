//! What a page says to its reader about itself: appeals for money, counters of views and comments.

use crate::engine::read::furniture::{Line, pieces};

/// An appeal has at most this many words; longer ones tell a story of their own.
const LONGEST_APPEAL_WORDS: usize = 80;

/// How an asking sentence begins.
const ASKS: &[&str] = &[
    "please",
    "help",
    "support",
    "consider",
    "sign up",
    "subscribe",
    "donate",
    "become a",
    "join",
    "register",
];

/// What a page asks for.
const ASKED_FOR: &[&str] = &[
    "contribution",
    "contributing",
    "subscription",
    "subscribing",
    "subscribe",
    "subscriber",
    "newsletter",
    "membership",
    "supporting us",
    "donating to us",
    "our journalism",
    "our reporting",
    "our newsroom",
    "our work",
    "independent journalism",
    "local journalism",
];

/// What a page says of itself beside the asking.
const OF_ITSELF: &[&str] = &[
    "free to read",
    "free to all",
    "free for everyone",
    "paywall",
    "our journalism",
    "our reporting",
    "our newsroom",
    "our readers",
    "readers like you",
    "reader-funded",
    "reader funded",
    "reader-supported",
    "funded by readers",
    "your support",
    "your contribution",
    "your subscription",
    "your donation",
    "independent journalism",
    "support us",
    "thank you for reading",
    "thanks for reading",
    "ad-free",
    "delivered to your inbox",
    "never miss a",
];

/// Whether a line asks its reader for support: each of its sentences asks or speaks of the page,
/// at least one asks, and nobody is quoted.
pub fn is_appeal(line: &Line) -> bool {
    let ends = |byte| matches!(byte, b'.' | b'!' | b'?');
    let sentences = || pieces(&line.folded, ends).map(str::trim).filter(|s| !s.is_empty());
    let has = |sentence: &str, phrases: &[&str]| phrases.iter().any(|p| sentence.contains(p));
    let asks = |sentence: &str| {
        let begins = |ask: &&str| {
            sentence.strip_prefix(*ask).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        ASKS.iter().any(begins) && has(sentence, ASKED_FOR)
    };
    line.n_words <= LONGEST_APPEAL_WORDS
        && sentences().any(asks)
        && sentences().all(|s| asks(s) || has(s, OF_ITSELF))
        && !line.text.contains(['"', '\u{201C}', '\u{201D}', '«'])
        && !line.folded.contains(" said")
}

/// Whether a line counts what readers did with the page: `12 comments`, `Views: 1,204`, `This story has been
/// viewed 1,204 times.`
pub fn is_counter(line: &Line) -> bool {
    if line.n_words > 12 || !line.folded.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let words: Vec<&str> = line
        .folded
        .split(|c: char| !c.is_alphanumeric() && c != ',' && c != '.')
        .map(|w| w.trim_matches(['.', ',']))
        .filter(|w| !w.is_empty())
        .collect();
    let is_number = |w: &str| {
        let bare = w.strip_suffix(['k', 'm']).unwrap_or(w);
        !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
    };
    let of_page = matches!(words.first(), Some(&"this"))
        && matches!(
            words.get(1),
            Some(&("story" | "article" | "page" | "post" | "report" | "item" | "content"))
        )
        && words.iter().any(|w| matches!(*w, "viewed" | "read" | "shared" | "seen" | "visited" | "opened"))
        && words.iter().any(|w| matches!(*w, "times" | "readers" | "people" | "visitors"));
    let is_count = |w: &str| {
        matches!(
            w,
            "views"
                | "view"
                | "comments"
                | "comment"
                | "shares"
                | "reads"
                | "likes"
                | "reactions"
                | "replies"
        )
    };
    let is_beside = |w: &str| {
        matches!(
            w,
            "total" | "page" | "all" | "show" | "hide" | "see" | "read" | "add" | "and" | "so" | "far"
        )
    };
    let only_counts = !line.closed
        && words.len() <= 8
        && words.iter().any(|w| is_count(w))
        && words.iter().all(|w| is_count(w) || is_number(w) || is_beside(w));
    of_page || only_counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_speaks_of_itself_is_no_story() {
        for text in [
            "The Gazette is free to read. Please consider a contribution.",
            "Support our newsroom with a subscription.",
        ] {
            assert!(is_appeal(&Line::new(text)), "{text}");
        }
        for text in ["This story has been viewed 1,204 times.", "12 comments", "Views: 1.2k"] {
            assert!(is_counter(&Line::new(text)), "{text}");
        }
    }

    #[test]
    fn a_story_about_readers_is_story() {
        for text in [
            "The museum is free to all on Sundays.",
            "Residents were asked to help. The mayor sent a contribution.",
            "The video was viewed 12 million times.",
            "Please, the mayor told them, consider a contribution.",
            "The bill drew 12 comments.",
        ] {
            let line = Line::new(text);
            assert!(!is_appeal(&line) && !is_counter(&line), "{text}");
        }
    }
}
