//! The words that name a speaker: where they begin and end beside a verb of speech.

use super::{View, subject};
use crate::engine::data::lookup::tables;
use crate::engine::text::TokenKind;
use std::ops::Range;

/// Words that never begin or end a speaker's name.
const ADVERBS: &[&str] = &[
    "also",
    "later",
    "now",
    "earlier",
    "then",
    "meanwhile",
    "but",
    "and",
    "however",
    "still",
    "has",
    "have",
    "had",
    "who",
    "on",
    "late",
    "early",
    "yesterday",
    "today",
    "both",
    "repeatedly",
    "previously",
    "further",
    "separately",
    "yet",
    "again",
    "that",
    "which",
    "as",
    "while",
    "although",
    "though",
    "when",
    "because",
    "if",
    "so",
    "to",
    "for",
    "would",
    "will",
    "could",
    "did",
    "not",
    "never",
    "didn't",
    "wouldn't",
    "couldn't",
    "doesn't",
    "don't",
    "won't",
    "can't",
    "does",
    "do",
    "is",
    "was",
    "were",
    "been",
    "being",
    "reportedly",
    "initially",
    "once",
    "first",
    "in",
    "at",
    "since",
];

/// The subject to the left of the verb at `verb`: `NP said`. Empty if none.
pub fn left_of(
    view: &View,
    sentence: &Range<usize>,
    verb: usize,
    is_quoted: &dyn Fn(usize) -> bool,
) -> Range<usize> {
    let mut end = verb;
    while end > sentence.start
        && ADVERBS.contains(&view.folded(end - 1, sentence))
        && !is_pronoun(view.folded(end - 1, sentence))
    {
        end -= 1;
    }
    // `Experts warned that it may be days and said`: the sentence's own subject.
    if end > sentence.start
        && (end..verb).any(|at| matches!(view.folded(at, sentence), "and" | "but"))
        && tables().reporting.get(view.folded(verb, sentence)).is_none_or(|(_, class)| *class != "act")
        && let Some(subject) = subject::of_sentence(view, sentence, verb, is_quoted)
    {
        return subject;
    }
    let start = clause_start(view, sentence, end, is_quoted);
    // `Fauzi, an official of the agency, said`: the clause before an apposition holds the name.
    if start == end
        && end > sentence.start
        && raw(view, end - 1) == ","
        && !is_quoted(end - 1)
        && let Some(subject) = subject::between_commas(view, sentence, end - 1, is_quoted)
    {
        return subject::before_verb(view, sentence, trim(view, sentence, subject));
    }
    subject::before_verb(view, sentence, trim(view, sentence, start..end))
}

/// The subject to the right of the verb: `said NP`. Empty if none.
pub fn right_of(view: &View, sentence: &Range<usize>, verb: usize) -> Range<usize> {
    let start = verb + 1;
    let mut end = start;
    while end < sentence.end {
        // The hyphen of `vice-president` ends nothing.
        let is_bound = raw(view, end) == "-"
            && (end == start || view.document.tokens[end - 1].end == view.document.tokens[end].start);
        let ends = !is_bound && closes_clause(view, sentence, end) || view.folded(end, sentence) == "that";
        // `Rusli M. Saleh`: a stop that is not the last mark belongs to an initial.
        let is_initial = raw(view, end) == "."
            && end > start
            && view.document.tokens[end - 1].end == view.document.tokens[end].start
            && view.document.tokens[end - 1].end - view.document.tokens[end - 1].start <= 4
            && view
                .document
                .tokens
                .get(end + 1)
                .is_some_and(|t| end + 1 < sentence.end && t.is_capitalised());
        if ends && !is_initial {
            break;
        }
        end += 1;
    }
    trim(view, sentence, start..end)
}

/// Whether a clause ends at a token: a mark, the sentence's end, a time, or a word that opens an adverbial.
pub fn closes_clause(view: &View, sentence: &Range<usize>, at: usize) -> bool {
    at >= sentence.end
        || matches!(
            raw(view, at),
            "," | "." | ";" | ":" | "!" | "?" | "\"" | "\u{201C}" | "\u{201D}" | "(" | "—" | "–" | "-" | "--"
        )
        || OPENS_ADVERBIAL.contains(&view.folded(at, sentence))
        || is_time(view, at)
}

/// Words that begin what is said of time, place or manner.
const OPENS_ADVERBIAL: &[&str] = &[
    "in", "on", "at", "during", "after", "when", "as", "who", "to", "by", "while", "before", "late", "early",
    "shortly",
];

/// Whether words behind a verb are its object or a clause: `said he did not hear it`, `agreed with her decision`.
pub fn is_object(view: &View, sentence: &Range<usize>, range: &Range<usize>) -> bool {
    range.len() > 1 && is_pronoun(view.folded(range.start, sentence))
        || matches!(view.folded(range.start, sentence), "with" | "of" | "from" | "about" | "there")
        || subject::is_clause(view, sentence, range)
}

/// First token after the nearest border to the left.
fn clause_start(
    view: &View,
    sentence: &Range<usize>,
    end: usize,
    is_quoted: &dyn Fn(usize) -> bool,
) -> usize {
    let mut start = end;
    while start > sentence.start {
        let at = start - 1;
        let border = is_quoted(at)
            || matches!(
                raw(view, at),
                "," | ";" | ":" | "\"" | "\u{201C}" | "\u{201D}" | "—" | "–" | "(" | ")" | "--" | "!" | "?"
            )
            || matches!(
                view.folded(at, sentence),
                "that"
                    | "but"
                    | "because"
                    | "while"
                    | "although"
                    | "though"
                    | "which"
                    | "as"
                    | "when"
                    | "after"
                    | "where"
                    | "if"
            )
            || raw(view, at) == "." && !joins_initial(view, at)
            // "--" comes as two tokens.
            || raw(view, at) == "-" && (raw(view, at + 1) == "-" || at > 0 && raw(view, at - 1) == "-");
        if border {
            break;
        }
        start = at;
    }
    start
}

fn joins_initial(view: &View, at: usize) -> bool {
    at > 0
        && view.document.tokens[at - 1].end == view.document.tokens[at].start
        && view.document.tokens[at - 1].end - view.document.tokens[at - 1].start <= 5
}

fn raw<'v>(view: &'v View, at: usize) -> &'v str {
    view.document.tokens.get(at).map_or("", |t| t.of(&view.article.text))
}

fn is_time(view: &View, at: usize) -> bool {
    let word = view.lexicon.word(view.document.tokens[at].word).text.as_ref();
    tables().calendar.contains_key(word) && !matches!(word, "may" | "march" | "sun" | "sat")
}

/// Drops adverbs, auxiliaries and time words at both ends.
pub fn trim(view: &View, sentence: &Range<usize>, mut range: Range<usize>) -> Range<usize> {
    let drops = |at: usize, end: usize| {
        let word = view.folded(at, sentence);
        (ADVERBS.contains(&word) && !is_pronoun(word))
            || view.document.tokens[at].kind == TokenKind::Mark
            || view.document.tokens[at].kind == TokenKind::Possessive && at + 1 == end
            || is_time(view, at)
    };
    while range.start < range.end && drops(range.start, range.end) {
        range.start += 1;
    }
    while range.start < range.end && drops(range.end - 1, range.end) {
        range.end -= 1;
    }
    range
}

/// Words that stand for a speaker named before.
pub fn is_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "it" | "they")
}

/// The text of a range of tokens; all of them must be of the article's text.
pub fn text<'v>(view: &'v View, range: &Range<usize>) -> &'v str {
    let (first, last) = (&view.document.tokens[range.start], &view.document.tokens[range.end - 1]);
    &view.article.text[first.start as usize..last.end as usize]
}
