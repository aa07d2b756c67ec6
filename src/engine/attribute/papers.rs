//! Documents that speak: "a statement" as it is introduced, "the statement" from there on.

use super::follow::Follower;
use super::label::{content_words, without_article};
use super::{Attribution, phrase};
use crate::engine::answer::Mode;
use crate::engine::data::lookup::tables;
use crate::engine::names::GroupIx;
use crate::engine::read::Sentence;
use crate::engine::span::Span;
use std::ops::Range;

impl Follower<'_, '_> {
    /// `a press release issued by the White House`, `The statement`, `the agency's report`.
    pub(super) fn document(
        &self,
        noun: &'static str,
        range: &Range<usize>,
        groups: Vec<GroupIx>,
        words: &[&str],
    ) -> Attribution {
        let view = self.view;
        let is_person = self.has_person(&groups);
        let definite = matches!(words.first(), Some(&"the" | &"that" | &"this"));
        let known = self.documents.iter().rev().find(|(n, _)| *n == noun);
        if let Some((_, known)) = known.filter(|_| definite && groups.is_empty()) {
            return Attribution { is_explicit: true, ..known.clone() };
        }
        let text = without_article(phrase::text(view, range)).to_owned();
        let who = groups.first().map(|g| self.full_name(*g, ""));
        Attribution {
            who,
            who_groups: groups,
            who_words: content_words(words),
            is_person,
            document: Some(text),
            document_noun: Some(noun),
            ..Attribution::explicit(Mode::Document)
        }
    }

    /// "issued a joint statement", "in a statement": what "the statement" will mean from here on.
    /// Gives the attribution of a sentence that issues one.
    pub(super) fn introduce_document(
        &mut self,
        sentence: &Sentence,
        found: Option<&Attribution>,
    ) -> Option<Attribution> {
        let mut introduced = None;
        let view = self.view;
        let tokens = &sentence.tokens;
        for at in tokens.clone() {
            if !view.lexicon.word(view.document.tokens[at].word).is_document {
                continue;
            }
            let word = view.folded(at, tokens);
            let Some((noun, kind)) = tables().document_nouns.get(word).copied() else {
                continue;
            };
            if kind != "text" {
                continue;
            }
            let from = (tokens.start.max(at.saturating_sub(4))..at)
                .rev()
                .find(|&n| matches!(view.folded(n, tokens), "a" | "an" | "its" | "his" | "her" | "their"));
            let Some(from) = from else { continue };
            let text = without_article(phrase::text(view, &(from..at + 1))).to_owned();
            let before = self.groups_in(&(tokens.start..from));
            let who_groups = match found {
                Some(a) if !a.who_groups.is_empty() => a.who_groups.clone(),
                _ => before
                    .iter()
                    .copied()
                    .find(|g| self.can_speak(*g))
                    .or(self.opening_office(sentence))
                    .into_iter()
                    .collect(),
            };
            let who = match found.and_then(|a| a.who.clone()) {
                Some(who) => Some(who),
                None => who_groups.first().map(|g| self.full_name(*g, "")),
            };
            let issues = (tokens.start.max(from.saturating_sub(3))..from).any(|n| {
                matches!(
                    view.folded(n, tokens),
                    "issued"
                        | "released"
                        | "published"
                        | "signed"
                        | "sent"
                        | "filed"
                        | "posted"
                        | "issue"
                        | "issues"
                        | "releases"
                        | "publishes"
                        | "adopted"
                )
            });
            let attribution = Attribution {
                who,
                is_person: self.has_person(&who_groups),
                who_groups,
                document: Some(text),
                document_noun: Some(noun),
                ..Attribution::explicit(Mode::Document)
            };
            // "The ministry issued a statement condemning ...": the sentence tells what the document says.
            if issues && introduced.is_none() && attribution.who.is_some() {
                let verb = view.document.tokens[from].start as usize;
                let end = view.document.tokens[at].end as usize;
                introduced = Some(Attribution {
                    marker: Span::new(&view.article.text, verb..end),
                    ..attribution.clone()
                });
            }
            self.documents.push((noun, attribution));
        }
        introduced
    }

    pub(super) fn document_noun(&self, range: &Range<usize>, sentence: &Sentence) -> Option<&'static str> {
        let view = self.view;
        let canonical = |at: usize| {
            let nouns = &tables().document_nouns;
            let facts = view.lexicon.word(view.document.tokens[at].word);
            let word = view.folded(at, &sentence.tokens);
            let two =
                facts.starts_phrase.then(|| format!("{word} {}", view.folded(at + 1, &sentence.tokens)));
            let phrase = two.and_then(|two| nouns.get(two.as_str()));
            let noun = phrase.or_else(|| nouns.get(word).filter(|_| facts.is_document));
            noun.map(|(canonical, _)| *canonical)
        };
        range.clone().find_map(canonical)
    }
}

pub fn is_text(noun: &str) -> bool {
    tables().document_nouns.get(noun).is_none_or(|(_, kind)| *kind == "text")
}
