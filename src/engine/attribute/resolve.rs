//! Whom a pronoun or a definite phrase means: "he", "it", "the company", "several of the people".

use super::follow::{Follower, Known};
use super::{Attribution, View};
use crate::engine::answer::{Mode, NameKind};
use crate::engine::data::lookup::tables;
use crate::engine::names::GroupIx;
use crate::engine::read::Sentence;

impl Follower<'_, '_> {
    pub(super) fn antecedent(&self, pronoun: &str, sentence: &Sentence) -> Option<Attribution> {
        /// A pronoun reaches back this many paragraphs; beyond, a newsroom names the speaker again.
        const REACH: u32 = 3;
        let fits = |known: &&Known| {
            let person = known.attribution.is_person;
            match pronoun {
                "he" | "she" => person && self.sex_fits(pronoun, &known.attribution) && !known.is_plural,
                "it" => !person && !known.is_plural,
                _ => known.is_plural,
            }
        };
        let near = |known: &&Known| sentence.paragraph.saturating_sub(known.paragraph) <= REACH;
        let known = self.known.iter().rev().filter(near).find(fits);
        if known.is_none() && matches!(pronoun, "he" | "she") {
            return self.person_before(pronoun, sentence);
        }
        let known =
            known.or_else(|| (pronoun == "they").then(|| self.known.last()).flatten().filter(|k| near(k)))?;
        Some(Attribution {
            marker: None,
            is_explicit: true,
            mode: Mode::Indirect,
            ..known.attribution.clone()
        })
    }

    /// The last person named before this sentence in the same or the previous paragraph.
    pub(super) fn person_before(&self, pronoun: &str, sentence: &Sentence) -> Option<Attribution> {
        let view = self.view;
        let numbered = view.mentions.names.iter().zip(view.groups).rev();
        for (mention, group) in numbered {
            let there = &view.document.sentences[mention.sentence as usize];
            if there.span.start() >= sentence.span.start()
                || there.is_headline
                || sentence.paragraph - there.paragraph > 1
            {
                continue;
            }
            if view.names.groups[group.0 as usize].kind == NameKind::Person {
                let found = Attribution {
                    who: Some(self.full_name(*group, "")),
                    who_groups: vec![*group],
                    who_words: Vec::new(),
                    is_person: true,
                    document: None,
                    document_noun: None,
                    via_groups: Vec::new(),
                    mode: Mode::Indirect,
                    marker: None,
                    is_explicit: true,
                };
                if self.sex_fits(pronoun, &found) {
                    return Some(found);
                }
            }
        }
        None
    }

    pub(super) fn sex_fits(&self, pronoun: &str, attribution: &Attribution) -> bool {
        let wanted = if pronoun == "he" { "m" } else { "f" };
        attribution.who_groups.iter().all(|g| {
            let forms = &self.view.names.groups[g.0 as usize].forms;
            let sexes = forms.iter().map(|f| {
                let form = &self.view.names.forms[f.0 as usize];
                let by_given = tables().given_names.get(form.words[0].as_str()).copied();
                if form.gender != "-" {
                    form.gender
                } else {
                    by_given.filter(|_| form.words.len() > 1).unwrap_or("-")
                }
            });
            !sexes.into_iter().any(|sex| matches!(sex, "m" | "f") && sex != wanted)
        })
    }

    /// "the ministry", "the official": the last speaker whose words hold that noun, else the last
    /// body named so.
    pub(super) fn known_by_noun(&self, words: &[&str], sentence: &Sentence) -> Option<Attribution> {
        let noun = words.last()?;
        let known = self.known.iter().rev().find(|k| k.attribution.who_words.iter().any(|w| w == noun));
        let Some(known) = known else {
            return self.body_by_noun(noun, sentence);
        };
        Some(Attribution { marker: None, is_explicit: true, ..known.attribution.clone() })
    }

    /// The last organisation named before whose name ends in the noun: "the committee".
    pub(super) fn body_by_noun(&self, noun: &str, sentence: &Sentence) -> Option<Attribution> {
        let view = self.view;
        let numbered = view.mentions.names.iter().zip(view.groups).rev();
        let mut before = numbered.filter(|(m, _)| {
            let there = &view.document.sentences[m.sentence as usize];
            !there.is_headline && there.span.start() < sentence.span.start()
        });
        let (_, group) = before.find(|(m, group)| {
            let is_body = view.names.groups[group.0 as usize].kind == NameKind::Organisation;
            let last = m.span.of(view.article.part(m.part)).to_lowercase();
            is_body && last.rsplit(' ').next() == Some(noun)
        })?;
        Some(Attribution {
            who: Some(self.full_name(*group, "")),
            who_groups: vec![*group],
            who_words: vec![noun.to_owned()],
            is_person: false,
            document: None,
            document_noun: None,
            via_groups: Vec::new(),
            mode: Mode::Indirect,
            marker: None,
            is_explicit: true,
        })
    }
}
