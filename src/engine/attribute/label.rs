//! How a speaker is called: the fullest words that the article itself has for it.

use super::follow::Follower;
use super::{View, phrase};
use crate::engine::answer::NameKind;
use crate::engine::data::lookup::tables;
use crate::engine::names::GroupIx;
use crate::engine::read::Sentence;
use crate::engine::span::Part;
use std::ops::Range;

impl Follower<'_, '_> {
    /// The fullest words for a person: the phrase with the apposition behind it, or what was
    /// said of the person before.
    pub(super) fn label(
        &mut self,
        group: GroupIx,
        range: &Range<usize>,
        sentence: &Sentence,
        text: &str,
    ) -> String {
        let phrase = match apposition(self.view, range, sentence) {
            Some(end) => without_article(phrase::text(self.view, &(range.start..end))).to_owned(),
            None => text.to_owned(),
        };
        let name = self.view.names.groups[group.0 as usize].preferred;
        let name = self.view.names.forms[name.0 as usize].text().to_owned();
        let n_words = |s: &str| s.split_whitespace().count();
        let known = self.labels.get(&group).cloned().unwrap_or(name);
        let best = if n_words(&phrase) > n_words(&known) { phrase } else { known };
        self.labels.insert(group, best.clone());
        best
    }

    pub(super) fn groups_in(&self, range: &Range<usize>) -> Vec<GroupIx> {
        let view = self.view;
        let mut groups: Vec<GroupIx> = Vec::new();
        for (mention, group) in view.mentions.names.iter().zip(view.groups) {
            let inside = mention.part == Part::Text
                && mention.tokens.start >= range.start
                && mention.tokens.end <= range.end;
            let kind = view.names.groups[group.0 as usize].kind;
            if inside && kind != NameKind::Office && !groups.contains(group) {
                groups.push(*group);
            }
        }
        groups
    }

    pub(super) fn has_person(&self, groups: &[GroupIx]) -> bool {
        groups.iter().any(|g| self.view.names.groups[g.0 as usize].kind == NameKind::Person)
    }

    pub(super) fn full_name(&self, group: GroupIx, fallback: &str) -> String {
        if let Some(label) = self.labels.get(&group) {
            return label.clone();
        }
        let group = &self.view.names.groups[group.0 as usize];
        let text = self.view.names.forms[group.preferred.0 as usize].text();
        if group.kind == NameKind::Person || fallback.is_empty() {
            text.to_owned()
        } else {
            fallback.to_owned()
        }
    }
}

pub fn content_words(words: &[&str]) -> Vec<String> {
    let keeps = |w: &&&str| !tables().stopwords.contains(**w) && w.chars().any(char::is_alphanumeric);
    words.iter().filter(keeps).map(|w| (*w).to_owned()).collect()
}

/// `the White House` as `White House`.
pub fn without_article(text: &str) -> &str {
    for article in ["the ", "The ", "a ", "A ", "an ", "An "] {
        if let Some(rest) = text.strip_prefix(article) {
            return rest;
        }
    }
    text
}

/// End of the apposition right behind a name: `Fauzi, an official of the local disaster agency`.
pub fn apposition(view: &View, range: &Range<usize>, sentence: &Sentence) -> Option<usize> {
    /// Longer ones are clauses.
    const LONGEST: usize = 14;
    let tokens = &sentence.tokens;
    let raw = |at: usize| view.document.tokens[at].of(&view.article.text);
    if range.end + 1 >= tokens.end || raw(range.end) != "," {
        return None;
    }
    let first = view.folded(range.end + 1, tokens);
    let is_head = matches!(first, "a" | "an" | "the" | "his" | "her" | "its" | "whose")
        || tables().role_nouns.contains(first)
        || tables().office_heads.contains_key(first);
    let limit = tokens.end.min(range.end + 2 + LONGEST);
    let end =
        (range.end + 2..limit).find(|&at| matches!(raw(at), "," | "." | ";" | "\"" | "\u{201C}" | ":"))?;
    let has_role = (range.end + 1..end).any(|at| {
        let word = view.folded(at, tokens);
        tables().role_nouns.contains(word) || tables().office_heads.contains_key(word)
    });
    (is_head && has_role && first != "whose").then_some(end)
}
