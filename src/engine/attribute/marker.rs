//! Finds the marker of a sentence: the verb of speech, or "according to", that says whose words it reports.

use super::{View, phrase, reported, subject};
use crate::engine::data::lookup::tables;
use crate::engine::read::Sentence;
use crate::engine::text::TokenKind;
use std::ops::Range;

/// A marker and the words that name the speaker.
#[derive(Debug, Clone)]
pub struct Marker {
    /// Tokens that name the speaker or document.
    pub speaker: Range<usize>,
    /// Tokens from the first to the last word of the marker, speaker included.
    pub range: Range<usize>,
    /// Class of the verb: say, report, claim, deny, confirm, act, according; noun for `the ministry's claim that`.
    pub class: &'static str,
    /// Tokens of a document named behind the verb: `in a statement`.
    pub document: Option<Range<usize>>,
    /// Whether the verb does nothing but report speech: say, tell, add, note.
    pub is_plain: bool,
    /// A second speaker whose words the first reports: `the office said that Chang noted that`.
    pub inner: Option<Range<usize>>,
}

/// The markers of a sentence, best first; `is_quoted` tells tokens inside quotation marks.
pub fn find(view: &View, sentence: &Sentence, is_quoted: &dyn Fn(usize) -> bool) -> Option<Marker> {
    let mut found: Vec<Marker> = Vec::new();
    let tokens = &sentence.tokens;
    if let Some(marker) = before_colon(view, sentence, is_quoted) {
        return Some(marker);
    }
    if let Some(marker) = reported::quoted_as_saying(view, sentence, is_quoted) {
        return Some(marker);
    }
    // `States` of the United States is no verb.
    let names: Vec<Range<usize>> = view.names_in(sentence).map(|m| m.tokens.clone()).collect();
    let in_name = |at: usize| names.iter().any(|n| n.contains(&at));
    let mut at = tokens.start;
    while at < tokens.end {
        let (class, length) = match verb_at(view, tokens, at) {
            Some(verb) if !is_quoted(at) && !in_name(at) => verb,
            _ => {
                at += 1;
                continue;
            }
        };
        let marker = match class {
            "according" => according(view, tokens, at),
            _ => beside_verb(view, tokens, at, length, class, is_quoted),
        };
        // "X confirmed that Y had ... and said": the second verb is X's too, who has been found.
        let is_second = matches!(view.folded(at.wrapping_sub(1), tokens), "and" | "but")
            && found.iter().any(|m| m.speaker.start <= tokens.start + 1);
        found.extend(marker.filter(|_| !is_second));
        at += length;
    }
    // "X said that Y noted that": the outer speaker has the word; Y is kept as the inner one.
    let rank = |marker: &Marker| match marker.class {
        "according" => 0,
        "say" if marker.is_plain => 0,
        "say" => 1,
        "report" | "deny" | "confirm" | "claim" => 2,
        _ => 3,
    };
    // A verb that does more than report ("condemned", "supported") has the sentence's word only as
    // its main clause, or as its last.
    found.retain(|m| m.is_plain || m.speaker.start <= tokens.start + 6 || m.range.end + 2 >= tokens.end);
    let Some(best) = (0..found.len()).min_by_key(|&n| (rank(&found[n]), n)) else {
        return reported::find(view, sentence, is_quoted);
    };
    let inner =
        found.iter().skip(best + 1).find(|m| m.speaker.start > found[best].range.end.min(tokens.end - 1));
    let inner = inner.map(|m| m.speaker.clone()).filter(|speaker| speaker.start >= found[best].range.end);
    let mut marker = found.swap_remove(best);
    marker.inner = inner;
    Some(marker)
}

/// Class of the verb of speech that starts at a token, and its number of tokens.
fn verb_at(view: &View, tokens: &Range<usize>, at: usize) -> Option<(&'static str, usize)> {
    if view.document.tokens[at].kind != TokenKind::Word {
        return None;
    }
    let word = view.folded(at, tokens);
    if word == "according" && view.folded(at + 1, tokens) == "to" {
        return Some(("according", 2));
    }
    let facts = view.lexicon.word(view.document.tokens[at].word);
    if !facts.starts_report {
        return None;
    }
    let two = facts.starts_phrase.then(|| format!("{word} {}", view.folded(at + 1, tokens)));
    if let Some((_, class)) = two.and_then(|two| tables().reporting.get(two.as_str())) {
        // `called on Tuesday` is a call, not a demand.
        let is_date = tables().calendar.contains_key(view.folded(at + 2, tokens));
        return (!is_date).then_some((class, 2));
    }
    let (lemma, class) = tables().reporting.get(word)?;
    // Only finite forms report; "to say", "a report", "saying" do not by themselves.
    let before = view.folded(at.wrapping_sub(1), tokens);
    let is_noun_or_infinitive = matches!(
        before,
        "to" | "a"
            | "an"
            | "the"
            | "his"
            | "her"
            | "their"
            | "its"
            | "of"
            | "in"
            | "no"
            | "not"
            | "this"
            | "joint"
            | "any"
            | "be"
            | "been"
            | "being"
            | "was"
            | "were"
            | "is"
            | "are"
            | "by"
    );
    let is_participle = word.ends_with("ing");
    // Present forms look like plural nouns ("challenges", "reports"): they need a subject that is
    // a name, a pronoun or a role right before them.
    let looks_like_noun = word.ends_with('s') && word != "says" && {
        // "The Post now reports"
        let back = if matches!(before, "now" | "also" | "still") { 2 } else { 1 };
        let subject = &view.document.tokens[at.saturating_sub(back)];
        let before = view.folded(at.wrapping_sub(back), tokens);
        !(at > tokens.start
            && (subject.is_capitalised()
                || phrase::is_pronoun(before)
                || tables().role_nouns.contains(before)))
    };
    // "agents found him", "the team heard boos" tell what happened; only with a clause do they report.
    let is_event = matches!(*lemma, "find" | "hear")
        && view.folded(at + 1, tokens) != "that"
        && !reported::only_reports(view, tokens, at);
    // "the woman accused of it" is no report.
    let is_event = is_event || word == "accused" && view.folded(at + 1, tokens) == "of";
    // "would not say how many": what is kept back is told too.
    let keeps_back = matches!(*class, "say" | "confirm") && word == *lemma && reported::is_negation(before);
    (keeps_back
        || !is_noun_or_infinitive
            && !is_participle
            && !is_event
            && !looks_like_noun
            && (word != *lemma || plural_subject(view, tokens, at)))
    .then_some((*class, 1))
}

/// A bare form ("deny", "say") reports only after a plural or coordinated subject.
fn plural_subject(view: &View, tokens: &Range<usize>, at: usize) -> bool {
    let before = view.folded(at.wrapping_sub(1), tokens);
    // `Egypt's state news agency`
    let owns = at > tokens.start && view.document.tokens[at - 1].kind == TokenKind::Possessive;
    // "Police are still at the scene and say": the sentence's own subject.
    let is_second = matches!(before, "and" | "but")
        && subject::of_sentence(view, tokens, at, &|_| false)
            .is_some_and(|head| is_plural(view.folded(head.end - 1, tokens)));
    !owns && (matches!(before, "both" | "they" | "also" | "we") || is_second || is_plural(before))
}

/// Whether a noun means several people: `officials`, `police`.
fn is_plural(noun: &str) -> bool {
    noun.ends_with('s') && !noun.ends_with("ss")
        || matches!(noun, "police" | "people" | "men" | "women" | "children")
}

fn according(view: &View, tokens: &Range<usize>, at: usize) -> Option<Marker> {
    let speaker = phrase::right_of(view, tokens, at + 1);
    let mut end = speaker.end;
    // "a press release issued by the White House that day": the whole phrase up to the comma.
    while end < tokens.end
        && !matches!(view.document.tokens[end].of(&view.article.text), "," | "." | ";" | "\u{201D}" | "\"")
    {
        end += 1;
    }
    // "According to Woodburn police an officer arrived": the clause names nobody.
    let whole = speaker.start..end;
    let speaker = match subject::before_verb(view, tokens, whole.clone()) {
        cut if cut.end == whole.end || cut.is_empty() => whole,
        cut if cut.end < speaker.end => cut,
        _ => speaker,
    };
    (!speaker.is_empty()).then_some(Marker {
        range: at..speaker.end,
        speaker,
        class: "according",
        document: None,
        is_plain: true,
        inner: None,
    })
}

fn beside_verb(
    view: &View,
    tokens: &Range<usize>,
    at: usize,
    length: usize,
    class: &'static str,
    is_quoted: &dyn Fn(usize) -> bool,
) -> Option<Marker> {
    let raw = |at: usize| view.document.tokens[at].of(&view.article.text);
    let after_mark = at > tokens.start
        && (matches!(raw(at - 1), "," | "\"" | "\u{201D}" | "'" | "\u{2019}" | "?" | "!")
            || is_quoted(at - 1));
    // Who is told does not speak: "X, a spokesman, told reporters".
    let addresses = matches!(view.folded(at, tokens), "told" | "tells" | "asked" | "declined");
    let right = if after_mark && !addresses { phrase::right_of(view, tokens, at + length - 1) } else { 0..0 };
    let right = if right.is_empty() || phrase::is_object(view, tokens, &right) { 0..0 } else { right };
    // `..., said NP.`: the subject stands behind the verb and ends where its clause ends.
    let writes = !is_plain(view.folded(at, tokens))
        && right.clone().any(|at| tables().document_nouns.contains_key(view.folded(at, tokens)));
    let is_inverted = !right.is_empty()
        && !writes
        && names_speaker(view, tokens, &right, class)
        && right.start <= at + length + 1
        && phrase::closes_clause(view, tokens, right.end);
    let left = phrase::left_of(view, tokens, at, is_quoted);
    let (speaker, is_left) = if is_inverted {
        (right, false)
    } else if !left.is_empty()
        && (names_speaker(view, tokens, &left, class) || is_definite_speaker(view, tokens, &left, at))
    {
        (left, true)
    } else if !right.is_empty() && !writes && names_speaker(view, tokens, &right, class) {
        (right, false)
    } else {
        return None;
    };
    // `"...," she wrote above a picture`, `Lyons warned that`: words stand right beside the verb.
    let is_mark = |at: usize| matches!(raw(at), "\"" | "\u{201D}" | "»");
    let follows_quotation = is_left && speaker.start > tokens.start && is_mark(speaker.start - 1);
    let states_clause = class != "act" && view.folded(at + length, tokens) == "that";
    let tail_from = if is_left { at + length } else { speaker.end };
    let document = document_behind(view, tokens, tail_from, is_quoted);
    let end = document.as_ref().map_or((at + length).max(speaker.end), |d| d.end);
    Some(Marker {
        range: speaker.start.min(at)..end,
        speaker,
        class,
        document,
        is_plain: is_plain(view.folded(at, tokens))
            || reported::only_reports(view, tokens, at)
            || follows_quotation
            || states_clause,
        inner: None,
    })
}

/// Whether a verb does nothing but report speech.
fn is_plain(verb: &str) -> bool {
    matches!(
        verb,
        "said" | "says" | "told" | "tells" | "added" | "adds" | "noted" | "announced" | "stated" | "say"
    )
}

/// `Peter Lynch, defence lawyer: "I am not ..."`: a name before a colon and a quotation.
fn before_colon(view: &View, sentence: &Sentence, is_quoted: &dyn Fn(usize) -> bool) -> Option<Marker> {
    /// A speaker's name with an office; longer heads are sentences.
    const LONGEST_HEAD: usize = 9;
    let tokens = &sentence.tokens;
    let raw = |at: usize| view.document.tokens[at].of(&view.article.text);
    let colon = (tokens.start + 1..tokens.end.min(tokens.start + LONGEST_HEAD)).find(|&at| raw(at) == ":")?;
    let opens = (colon + 1 < tokens.end)
        && (is_quoted(colon + 1) || matches!(raw(colon + 1), "\"" | "\u{201C}" | "«"));
    let speaker = tokens.start..colon;
    let has_verb = speaker.clone().any(|at| verb_at(view, tokens, at).is_some());
    let starts_with_name = !has_verb && view.names_in(sentence).any(|m| m.tokens.start <= speaker.start + 2);
    (opens && starts_with_name).then_some(Marker {
        range: tokens.start..colon + 1,
        speaker,
        class: "say",
        document: None,
        is_plain: true,
        inner: None,
    })
}

/// Whether a phrase can name who speaks: a name, a pronoun, a role, a body, a document.
pub fn names_speaker(view: &View, tokens: &Range<usize>, range: &Range<usize>, class: &str) -> bool {
    /// Longer subjects are clauses that the border words missed.
    const LONGEST_TOKENS: usize = 24;
    if range.len() > LONGEST_TOKENS {
        return false;
    }
    let before_end = view.mentions.names_from(&(tokens.start..range.end));
    let has_name = before_end.iter().any(|m| m.tokens.end > range.start);
    let word = |at: usize| view.folded(at, tokens);
    let role = range.clone().any(|at| {
        let w = word(at);
        tables().role_nouns.contains(w)
            || tables().office_heads.contains_key(w)
            || tables().agencies.contains_key(w)
            || (class != "act" && (tables().document_nouns.contains_key(w) || tables().organisation_head(w)))
            || matches!(
                w,
                "company"
                    | "ministry"
                    | "agency"
                    | "government"
                    | "police"
                    | "department"
                    | "officials"
                    | "sources"
                    | "authorities"
                    | "office"
                    | "team"
                    | "group"
                    | "newspaper"
                    | "firm"
                    | "people"
            )
            || w == "two" && range.len() <= 2
    });
    let pronoun = range.len() <= 3 && range.clone().any(|at| phrase::is_pronoun(word(at)));
    has_name || role || pronoun
}

/// `The cable operator announced`, `Telephone providers told`: before a verb that does nothing but report, any short
/// definite or plural phrase at the head of the sentence names who speaks.
fn is_definite_speaker(view: &View, tokens: &Range<usize>, range: &Range<usize>, verb: usize) -> bool {
    /// An article, at most two words that describe, a noun.
    const LONGEST: usize = 4;
    let word = view.folded(verb, tokens);
    let class = tables().reporting.get(word).map(|(_, class)| *class);
    let reports = is_plain(word) || class == Some("claim") || matches!(word, "agreed" | "described");
    let first = view.folded(range.start, tokens);
    let is_definite = matches!(first, "the" | "its" | "his" | "her" | "their") && range.len() > 1;
    // `Friends of the victim`: the noun before the preposition is the head.
    let of = range.clone().find(|&at| matches!(view.folded(at, tokens), "of" | "for" | "in" | "at"));
    let head = range.start..of.unwrap_or(range.end);
    let is_stop = |at: usize| view.lexicon.word(view.document.tokens[at].word).is_stop;
    let is_group = !head.is_empty()
        && matches!(class, Some("say" | "claim")) | matches!(word, "agreed" | "described")
        && is_plural(view.folded(head.end - 1, tokens))
        && !is_stop(head.end - 1);
    reports
        && range.start == tokens.start
        && head.len() <= LONGEST
        && (is_definite && of.is_none() && range.clone().skip(1).all(|at| !is_stop(at)) || is_group)
}

/// `in a statement`, `in its annual report`, `at a news conference` right behind the marker.
fn document_behind(
    view: &View,
    tokens: &Range<usize>,
    from: usize,
    is_quoted: &dyn Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let limit = tokens.end.min(from + 9);
    let mut at = from;
    while at < limit && !is_quoted(at) {
        if matches!(view.folded(at, tokens), "in" | "at" | "through" | "during" | "via") {
            let head = (at + 1..limit.min(at + 7))
                .rev()
                .find(|&n| tables().document_nouns.contains_key(view.folded(n, tokens)));
            let head = head.filter(|&n| (at + 1..n).all(|i| view.document.tokens[i].kind != TokenKind::Mark));
            if let Some(head) = head {
                return Some(at + 1..head + 1);
            }
        }
        if matches!(view.folded(at, tokens), "that" | "the" | "it") {
            return None;
        }
        at += 1;
    }
    None
}
