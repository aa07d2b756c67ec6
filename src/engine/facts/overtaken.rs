//! What an article foretells and its own update reports as done: `is expected to be charged`, then
//! `UPDATE: ... has been charged`.

use super::difference::Context;
use crate::engine::answer::{Difference, DifferenceClass, DifferenceValue};
use crate::engine::evidence::Evidence;
use crate::engine::read::{DocIx, Sentence};
use crate::engine::span::{Part, Span};
use crate::engine::text::{ConceptIx, TokenKind};

/// A verb with what stands before it: to come, or done.
struct Verb {
    concept: ConceptIx,
    span: Span,
    is_done: bool,
}

/// Differences between what one article foretells and what its update tells.
pub fn find(context: &Context, out: &mut Vec<Difference>) {
    for (doc, document) in context.story.documents.iter().enumerate() {
        let story = || document.story().map(|(_, s)| s).filter(|s| s.part == Part::Text);
        let updates: Vec<&Sentence> = story().filter(|s| is_update(context, doc, s)).collect();
        if updates.is_empty() {
            continue;
        }
        let text = &context.story.articles[doc].text;
        let done: Vec<Verb> =
            updates.iter().flat_map(|s| verbs(context, doc, s)).filter(|v| v.is_done).collect();
        let others = story().filter(|s| !updates.iter().any(|u| u.span == s.span));
        let foretold: Vec<Verb> =
            others.flat_map(|s| verbs(context, doc, s)).filter(|v| !v.is_done).collect();
        for before in &foretold {
            let Some(after) = done.iter().find(|v| v.concept == before.concept) else { continue };
            let value = |verb: &Verb| DifferenceValue {
                value: verb.span.of(text).to_owned(),
                locs: vec![context.location(DocIx(doc as u32), Part::Text, verb.span)],
            };
            out.push(Difference {
                class: DifferenceClass::InsideOneArticle,
                about: format!("{}: foretold, then done", context.lexicon.concept_word(before.concept)),
                facts: Vec::new(),
                values: vec![value(before), value(after)],
                why: vec![Evidence::new("the article's own update overtakes what it foretold", 0.7)],
            });
        }
    }
}

/// `UPDATE: 7:19 p.m. -- ...`, `UPDATED -- ...`; the label may stand on a line of its own before the sentence.
fn is_update(context: &Context, doc: usize, sentence: &Sentence) -> bool {
    const MARKS: [char; 5] = [':', '-', '–', '—', ')'];
    let is_label = |word: &str| matches!(word, "UPDATE" | "UPDATED" | "Update" | "Updated");
    let text = &context.story.articles[doc].text;
    let here = sentence.span.of(text);
    let first = here.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let begins = is_label(first) && here[first.len()..].trim_start().starts_with(MARKS);
    let before = text[..sentence.span.start()].trim_end();
    let label = before.trim_end_matches(MARKS).trim_end();
    let last = label.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    begins || label.len() < before.len() && is_label(last)
}

/// The verbs of a sentence that are said to come (`to be charged`, `will resign`) or to be done (`been charged`,
/// `has resigned`).
fn verbs(context: &Context, doc: usize, sentence: &Sentence) -> Vec<Verb> {
    /// Words between the auxiliary and its verb: `been secretly charged`.
    const REACH: usize = 2;
    /// Words shown before `to be charged`: `is expected`.
    const LEAD: usize = 2;
    let document = &context.story.documents[doc];
    let text = &context.story.articles[doc].text;
    let tokens = document.tokens_of(sentence);
    let word = |at: usize| tokens.get(at).map_or("", |t| &context.lexicon.word(t.word).text);
    let mut out = Vec::new();
    for at in 1..tokens.len() {
        let here = context.lexicon.word(tokens[at].word);
        if tokens[at].kind != TokenKind::Word || here.is_stop || tokens[at].is_capitalised() {
            continue;
        }
        let mut auxiliary = (at.saturating_sub(1 + REACH)..at).rev().find(|&n| {
            matches!(
                word(n),
                "be" | "been" | "was" | "were" | "has" | "have" | "had" | "will" | "to" | "would"
            )
        });
        let is_past = here.text.ends_with("ed") || here.text.ends_with("en");
        let is_done = match auxiliary.map(word) {
            Some("been" | "was" | "were" | "has" | "have" | "had") if is_past => true,
            // "to be charged", not "will have been charged".
            Some("be") if is_past => false,
            Some("to" | "will" | "would") if !is_past => false,
            _ => continue,
        };
        if !is_done {
            auxiliary = auxiliary.map(|n| n.saturating_sub(1 + LEAD));
        }
        let Some(first) = auxiliary else { continue };
        let span = Span::new(text, tokens[first].start as usize..tokens[at].end as usize);
        out.extend(span.map(|span| Verb { concept: here.concept, span, is_done }));
    }
    out
}
