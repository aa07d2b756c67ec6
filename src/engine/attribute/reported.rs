//! Speech reported without a finite verb of speech: `X was quoted by Y as saying`, `X telling the jury`,
//! `labelled suspicious by X`.

use super::View;
use super::marker::{Marker, names_speaker};
use super::{phrase, subject};
use crate::engine::data::lookup::tables;
use crate::engine::read::Sentence;
use crate::engine::text::TokenKind;
use std::ops::Range;

/// `Y quoted X as saying`, `X was quoted as saying by Y`: the words are X's, whoever printed them.
pub fn quoted_as_saying(
    view: &View,
    sentence: &Sentence,
    is_quoted: &dyn Fn(usize) -> bool,
) -> Option<Marker> {
    /// Words between `quoted` and `as saying`.
    const REACH: usize = 24;
    let tokens = &sentence.tokens;
    let quoted = tokens
        .clone()
        .find(|&at| !is_quoted(at) && matches!(view.folded(at, tokens), "quoted" | "quotes"))?;
    let limit = tokens.end.min(quoted + REACH);
    let saying = (quoted + 1..limit)
        .find(|&at| view.folded(at, tokens) == "as" && view.folded(at + 1, tokens) == "saying")?;
    let is_passive = matches!(
        view.folded(quoted.wrapping_sub(1), tokens),
        "was" | "were" | "is" | "are" | "been" | "also"
    );
    let speaker =
        if is_passive { phrase::left_of(view, tokens, quoted, is_quoted) } else { quoted + 1..saying };
    let is_named = !speaker.is_empty() && names_speaker(view, tokens, &speaker, "say");
    is_named.then(|| marker(speaker, quoted..saying + 2))
}

/// Participles and passives, for a sentence that has no other marker.
pub fn find(view: &View, sentence: &Sentence, is_quoted: &dyn Fn(usize) -> bool) -> Option<Marker> {
    let tokens = &sentence.tokens;
    tokens.clone().filter(|&at| !is_quoted(at)).find_map(|at| {
        let word = view.folded(at, tokens);
        match word {
            "put" | "puts" => return measured(view, tokens, at, is_quoted),
            "that" if at > tokens.start => return claimed(view, tokens, at - 1),
            _ if !view.lexicon.word(view.document.tokens[at].word).starts_report => return None,
            _ => {}
        }
        let class = tables().reporting.get(word).map(|(_, class)| *class);
        match class {
            Some(class) if word.ends_with("ing") => participle(view, tokens, at, class, is_quoted),
            _ => passive(view, tokens, at),
        }
    })
}

/// Whether a verb that may mean an act does nothing but report here: `declined to comment`, `the court heard`.
pub fn only_reports(view: &View, tokens: &Range<usize>, at: usize) -> bool {
    let before = view.folded(at.wrapping_sub(1), tokens);
    match view.folded(at, tokens) {
        "declined" | "refused" => {
            let told = view.folded(at + 2, tokens);
            let speaks =
                tables().reporting.get(told).is_some_and(|(_, class)| matches!(*class, "say" | "confirm"));
            view.folded(at + 1, tokens) == "to" && (speaks || matches!(told, "discuss" | "speak" | "talk"))
        }
        "heard" => matches!(before, "court" | "inquest" | "jury" | "tribunal" | "inquiry" | "hearing"),
        _ => false,
    }
}

/// Words that turn a verb of speech into its keeping back.
pub fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "not" | "didn't" | "wouldn't" | "couldn't" | "doesn't" | "don't" | "won't" | "can't" | "never"
    )
}

/// `The centre put the quake's magnitude at 5.9`: who measures states the figure.
fn measured(
    view: &View,
    tokens: &Range<usize>,
    at: usize,
    is_quoted: &dyn Fn(usize) -> bool,
) -> Option<Marker> {
    /// Words between the verb and `at`.
    const REACH: usize = 8;
    let figure = (at + 1..tokens.end.min(at + 2 + REACH)).find(|&n| view.folded(n, tokens) == "at")? + 1;
    let is_number = |n: usize| view.folded(n, tokens).starts_with(|c: char| c.is_ascii_digit());
    let is_figure = is_number(figure) || matches!(view.folded(figure, tokens), "about" | "around" | "least");
    let speaker = phrase::left_of(view, tokens, at, is_quoted);
    let is_named = !speaker.is_empty() && names_speaker(view, tokens, &speaker, "report");
    (is_figure && is_named).then(|| marker(speaker, at..at + 1))
}

/// `the ministry's claim that ...`: a noun of speech with the clause it states, and whose it is.
fn claimed(view: &View, tokens: &Range<usize>, at: usize) -> Option<Marker> {
    let is_noun = matches!(
        view.folded(at, tokens).trim_end_matches('s'),
        "accusation"
            | "admission"
            | "allegation"
            | "announcement"
            | "assertion"
            | "claim"
            | "confirmation"
            | "contention"
            | "denial"
            | "insistence"
            | "revelation"
            | "statement"
            | "suggestion"
            | "warning"
    );
    if !is_noun || at < tokens.start + 2 {
        return None;
    }
    // `the US' claim`
    let is_bare = matches!(view.document.tokens[at - 1].of(&view.article.text), "'" | "\u{2019}");
    let owner = is_bare || view.document.tokens[at - 1].kind == TokenKind::Possessive;
    let names = &view.mentions.names;
    let named = names.partition_point(|m| m.tokens.end < at - 1);
    let name = names.get(named).filter(|m| m.tokens.end == at - 1 && m.tokens.start >= tokens.start)?;
    owner.then(|| Marker { class: "noun", ..marker(name.tokens.clone(), at - 1..at + 1) })
}

/// `Rossi telling the jury`, `King provided an explanation, saying`.
fn participle(
    view: &View,
    tokens: &Range<usize>,
    at: usize,
    class: &str,
    is_quoted: &dyn Fn(usize) -> bool,
) -> Option<Marker> {
    let word = view.folded(at, tokens);
    let says = matches!(class, "say" | "claim" | "deny");
    // A spoken word in any position: others ("warning", "leading") are nouns or mere acts.
    let is_plain = matches!(
        word,
        "saying"
            | "telling"
            | "adding"
            | "admitting"
            | "claiming"
            | "arguing"
            | "stating"
            | "insisting"
            | "denying"
            | "explaining"
            | "noting"
    );
    let before = view.folded(at.wrapping_sub(1), tokens);
    let is_other = tables().stopwords.contains(before) || before.ends_with("ed");
    if !says || !is_plain || is_other && before != "and" {
        return None;
    }
    let raw = |at: usize| view.document.tokens[at].of(&view.article.text);
    let left = if at > tokens.start && raw(at - 1) != "," {
        phrase::left_of(view, tokens, at, is_quoted)
    } else {
        0..0
    };
    let speaker = if !left.is_empty() && names_speaker(view, tokens, &left, class) && left.len() <= 5 {
        left
    } else {
        subject::of_sentence(view, tokens, at, is_quoted)
            .filter(|head| names_speaker(view, tokens, head, class))?
    };
    let range = speaker.start.min(at)..at + 1;
    Some(Marker { range, ..marker(speaker, at..at + 1) })
}

/// `has been labelled suspicious by James Steele`, `was confirmed by the FBI`.
fn passive(view: &View, tokens: &Range<usize>, at: usize) -> Option<Marker> {
    /// Words between the verb and `by`.
    const REACH: usize = 4;
    let before = view.folded(at.wrapping_sub(1), tokens);
    if !matches!(before, "was" | "were" | "been" | "is" | "are")
        || !(matches!(view.folded(at, tokens), "confirmed" | "quoted" | "announced")
            || matches!(view.folded(at, tokens), "labelled" | "labeled" | "described" | "reported"))
    {
        return None;
    }
    let by = (at + 1..tokens.end.min(at + 2 + REACH)).find(|&n| view.folded(n, tokens) == "by")?;
    let speaker = phrase::right_of(view, tokens, by);
    let is_named = !speaker.is_empty() && names_speaker(view, tokens, &speaker, "confirm");
    is_named.then(|| marker(speaker.clone(), at..speaker.end))
}

fn marker(speaker: Range<usize>, range: Range<usize>) -> Marker {
    Marker {
        range: range.start.min(speaker.start)..range.end.max(speaker.end),
        speaker,
        class: "say",
        document: None,
        is_plain: true,
        inner: None,
    }
}
