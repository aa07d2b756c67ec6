//! How a speaker is called: the fullest words that the article itself has for it.

use super::follow::Follower;
use super::{View, phrase};
use crate::engine::answer::NameKind;
use crate::engine::data::lookup::tables;
use crate::engine::mention::NameMention;
use crate::engine::names::GroupIx;
use crate::engine::read::Sentence;
use crate::engine::span::Part;
use crate::engine::text::TokenKind;
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
        let name = self.own_form(group);
        let n_words = |s: &str| s.split_whitespace().count();
        let known = self.labels.get(&group).cloned().unwrap_or(name);
        let best = if n_words(&phrase) > n_words(&known) { phrase } else { known };
        self.labels.insert(group, best.clone());
        best
    }

    /// The entities that a speaker's words name: not whom he belongs to or speaks for.
    ///
    /// Grimm's lawyer is not Grimm, nor is a spokesman for Grassley; a body or a place that stands
    /// so is kept where there is no other name, for the sake of comparing speakers.
    pub(super) fn groups_in(&self, range: &Range<usize>) -> Vec<GroupIx> {
        let view = self.view;
        let mut groups: Vec<GroupIx> = Vec::new();
        let mut owners: Vec<GroupIx> = Vec::new();
        // Mentions stand in the order of the text.
        let names = &view.mentions.names;
        let first = names.partition_point(|m| m.tokens.start < range.start);
        let inside = names[first..].iter().zip(&view.groups[first..]);
        for (mention, group) in inside.take_while(|(m, _)| m.tokens.start < range.end) {
            let kind = view.names.groups[group.0 as usize].kind;
            if mention.part != Part::Text || mention.tokens.end > range.end || kind == NameKind::Office {
                continue;
            }
            let owns = mention.tokens.end + 1 < range.end
                && view.document.tokens[mention.tokens.end].kind == TokenKind::Possessive;
            let after = mention.tokens.start.checked_sub(1).filter(|at| range.contains(at));
            let is_served = after.is_some_and(|at| matches!(view.folded(at, range), "for" | "of" | "to"))
                && range
                    .clone()
                    .take_while(|&at| at < mention.tokens.start)
                    .any(|at| is_role(view, range, at));
            let group = &self.person_called(*group, mention);
            let list = if owns || is_served { &mut owners } else { &mut groups };
            if !list.contains(group) {
                list.push(*group);
            }
        }
        if groups.is_empty() {
            owners.retain(|g| view.names.groups[g.0 as usize].kind != NameKind::Person);
            return owners;
        }
        // `Qeshm island governor Heydar Alishvandi`: the place says which governor.
        let is_joined = range.clone().any(|at| matches!(view.folded(at, range), "and" | "or"));
        if !is_joined && self.has_person(&groups) {
            groups.retain(|g| self.has_person(&[*g]));
        }
        groups
    }

    /// A bare last name that reads as a place is the person of this article who bears it.
    fn person_called(&self, group: GroupIx, mention: &NameMention) -> GroupIx {
        if !self.is_place(group) && !self.is_unknown(group) {
            return group;
        }
        let text = mention.span.of(self.view.article.part(mention.part));
        self.surnames.get(text).copied().flatten().unwrap_or(group)
    }

    pub(super) fn is_place(&self, group: GroupIx) -> bool {
        self.view.names.groups[group.0 as usize].kind == NameKind::Place
    }

    /// A phrase with the name that stands behind a role: `the governor, Heydar Alishvandi`.
    pub(super) fn with_name_behind(&self, range: &Range<usize>, sentence: &Sentence) -> Range<usize> {
        let view = self.view;
        let tokens = &sentence.tokens;
        let raw = |at: usize| view.document.tokens[at].of(&view.article.text);
        if range.end + 1 >= tokens.end || raw(range.end) != "," || !is_role(view, tokens, range.end - 1) {
            return range.clone();
        }
        let names = &view.mentions.names;
        let at = names.partition_point(|m| m.tokens.start < range.end + 1);
        match (names.get(at), view.groups.get(at)) {
            (Some(name), Some(group))
                if name.tokens.start == range.end + 1
                    && name.tokens.end <= tokens.end
                    && view.names.groups[group.0 as usize].kind == NameKind::Person =>
            {
                range.start..name.tokens.end
            }
            _ => range.clone(),
        }
    }

    /// The longest form of a name that the article itself has.
    fn own_form(&self, group: GroupIx) -> String {
        let preferred = self.view.names.groups[group.0 as usize].preferred;
        let text = || self.view.names.forms[preferred.0 as usize].text().to_owned();
        self.own_forms.get(&group).cloned().unwrap_or_else(text)
    }

    pub(super) fn has_person(&self, groups: &[GroupIx]) -> bool {
        groups.iter().any(|g| self.view.names.groups[g.0 as usize].kind == NameKind::Person)
    }

    pub(super) fn full_name(&self, group: GroupIx, fallback: &str) -> String {
        if let Some(label) = self.labels.get(&group) {
            return label.clone();
        }
        let kind = self.view.names.groups[group.0 as usize].kind;
        if kind == NameKind::Person || fallback.is_empty() {
            self.own_form(group)
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
    let end = (range.end + 2..limit).find(|&at| {
        ends_segment(view, at) && matches!(raw(at), "," | "." | "(" | ";" | "\"" | "\u{201C}" | ":")
    })?;
    let has_role = (range.end + 1..end).any(|at| {
        let word = view.folded(at, tokens);
        tables().role_nouns.contains(word) || tables().office_heads.contains_key(word)
    });
    (is_head && has_role && first != "whose").then_some(end)
}

fn is_role(view: &View, tokens: &Range<usize>, at: usize) -> bool {
    let word = view.folded(at, tokens);
    tables().role_nouns.contains(word) || tables().office_heads.contains_key(word)
}

/// The stop of `Rep.` ends nothing.
fn ends_segment(view: &View, at: usize) -> bool {
    let text = &view.article.text;
    view.document.tokens[at].of(text) != "."
        || view.document.tokens.get(at + 1).is_none_or(|next| !next.is_capitalised())
}
