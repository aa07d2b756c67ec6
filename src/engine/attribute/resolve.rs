//! Whom a pronoun or a definite phrase means: "he", "it", "the company", "several of the people".

use super::Attribution;
use super::follow::{Follower, Known};
use super::label::content_words;
use crate::engine::answer::{Mode, NameKind};
use crate::engine::data::lookup::tables;
use crate::engine::names::GroupIx;
use crate::engine::read::Sentence;
use crate::engine::text::TokenKind;
use std::collections::BTreeMap;

impl Follower<'_, '_> {
    /// The speaker whom a pronoun at `at` means.
    ///
    /// The subject of the sentence itself, of the sentences before it, and the last speakers compete: the latest wins,
    /// and in one sentence the speaker.
    pub(super) fn antecedent(&self, pronoun: &str, at: usize, sentence: &Sentence) -> Option<Attribution> {
        /// A pronoun reaches back this many paragraphs; beyond, a newsroom names the speaker again.
        const REACH: u32 = 3;
        let fits = |known: &&Known| match pronoun {
            "he" | "she" => {
                (known.is_human || self.may_be_human(&known.attribution))
                    && self.sex_fits(pronoun, &known.attribution)
                    && !known.is_plural
            }
            "it" => !known.is_human && !known.is_plural,
            _ => known.is_plural,
        };
        let near = |known: &&Known| sentence.paragraph.saturating_sub(known.paragraph) <= REACH;
        let known = self.known.iter().rev().take_while(near).find(fits);
        let subject = self.subject_before(pronoun, at);
        let found = match (known, subject) {
            (Some(known), Some((number, subject))) if number > known.sentence => Some(subject),
            (Some(known), _) => Some(known.attribution.clone()),
            (None, Some((_, subject))) => Some(subject),
            (None, None) if matches!(pronoun, "he" | "she") => self.person_before(pronoun, sentence),
            (None, None) if pronoun == "they" => {
                self.known.last().filter(near).map(|known| known.attribution.clone())
            }
            (None, None) => None,
        }?;
        // Whom "he" can mean is a human being, whatever else is known of the name.
        let is_person = found.is_person || matches!(pronoun, "he" | "she") && self.may_be_human(&found);
        Some(Attribution { marker: None, is_explicit: true, mode: Mode::Indirect, is_person, ..found })
    }

    /// The person or body that is the subject of this sentence before `at`, or of one shortly before it, with the
    /// number of that sentence.
    fn subject_before(&self, pronoun: &str, at: usize) -> Option<(usize, Attribution)> {
        /// Sentences back; beyond, other subjects have come between.
        const SENTENCES: usize = 4;
        let wanted = match pronoun {
            "he" | "she" => NameKind::Person,
            "it" => NameKind::Organisation,
            _ => return None,
        };
        let current = self.out.len();
        let paragraph = self.view.document.sentences.get(current)?.paragraph;
        (current.saturating_sub(SENTENCES)..=current).rev().find_map(|number| {
            let there = &self.view.document.sentences[number];
            if there.is_headline || paragraph.saturating_sub(there.paragraph) > 1 {
                return None;
            }
            let before = if number == current { at } else { there.tokens.end };
            let group = self.subject_of(there, before)?;
            let is_wanted = self.view.names.groups[group.0 as usize].kind == wanted;
            let subject = self.named(group, Vec::new());
            (is_wanted && (pronoun == "it" || self.sex_fits(pronoun, &subject))).then_some((number, subject))
        })
    }

    /// The name that opens a sentence, with its title or without, and owns nothing there.
    fn subject_of(&self, sentence: &Sentence, before: usize) -> Option<GroupIx> {
        /// Tokens before the subject's name: "The", a title, a role.
        const LEAD: usize = 4;
        let view = self.view;
        let tokens = &sentence.tokens;
        let names = &view.mentions.names;
        let first = names.partition_point(|m| m.tokens.start < tokens.start);
        let (mention, group) = names.get(first).zip(view.groups.get(first))?;
        let opens =
            mention.tokens.start <= tokens.start + LEAD && mention.tokens.end <= before.min(tokens.end);
        let owns =
            view.document.tokens.get(mention.tokens.end).is_some_and(|t| t.kind == TokenKind::Possessive);
        // The stop of `Ms.` belongs to the name.
        let from = mention.titled.map_or(mention.span.start(), |titled| titled.start()) as u32;
        let before_name = tokens.start..mention.tokens.start;
        let is_other = before_name.filter(|at| view.document.tokens[*at].start < from).any(|at| {
            view.document.tokens[at].kind == TokenKind::Mark
                || matches!(
                    view.folded(at, tokens),
                    "in" | "on"
                        | "at"
                        | "for"
                        | "of"
                        | "from"
                        | "by"
                        | "with"
                        | "to"
                        | "after"
                        | "before"
                        | "as"
                        | "said"
                        | "told"
                        | "according"
                )
        });
        (opens && !owns && !is_other).then_some(*group)
    }

    /// Whether a speaker is a human being, named or not.
    pub(super) fn is_human(&self, attribution: &Attribution) -> bool {
        let is_body = attribution
            .who_groups
            .iter()
            .any(|g| self.view.names.groups[g.0 as usize].kind != NameKind::Person);
        let is_role = |w: &String| tables().role_nouns.contains(w.as_str()) && !tables().organisation_head(w);
        attribution.is_person
            || attribution.document_noun.is_none() && !is_body && attribution.who_words.iter().any(is_role)
    }

    /// Whether nothing is known of what a name names.
    pub(super) fn is_unknown(&self, group: GroupIx) -> bool {
        self.view.names.groups[group.0 as usize].kind == NameKind::Other
    }

    /// A single unknown name that speaks for itself: "Fauzi".
    fn may_be_human(&self, attribution: &Attribution) -> bool {
        attribution.document_noun.is_none()
            && matches!(attribution.who_groups.as_slice(), [group] if self.is_unknown(*group))
    }

    /// Whether an entity can be behind a document: a month or a place is not.
    pub(super) fn can_speak(&self, group: GroupIx) -> bool {
        matches!(self.view.names.groups[group.0 as usize].kind, NameKind::Person | NameKind::Organisation)
    }

    /// A body called after its seat that opens a sentence: "The White House released ...".
    pub(super) fn opening_office(&self, sentence: &Sentence) -> Option<GroupIx> {
        let group = self.subject_of(sentence, sentence.tokens.end)?;
        (self.view.names.groups[group.0 as usize].kind != NameKind::Person).then_some(group)
    }

    pub(super) fn named(&self, group: GroupIx, who_words: Vec<String>) -> Attribution {
        Attribution {
            who: Some(self.full_name(group, "")),
            who_groups: vec![group],
            who_words,
            is_person: self.has_person(&[group]),
            ..Attribution::explicit(Mode::Indirect)
        }
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
                let found = self.named(*group, Vec::new());
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
        /// Speakers that a definite phrase can mean.
        const REACH: usize = 40;
        let noun = *words.last()?;
        let is_called = |known: &&Known| {
            let said = &known.attribution;
            said.who_words.iter().any(|w| w == noun)
                || said.who.as_deref().is_some_and(|who| {
                    who.split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(noun))
                })
        };
        let recent = || self.known.iter().rev().take(REACH);
        let is_body = |known: &&Known| {
            let groups = &known.attribution.who_groups;
            let kinds = |g: &GroupIx| self.view.names.groups[g.0 as usize].kind;
            !known.is_human
                && !groups.is_empty()
                && groups.iter().all(|g| matches!(kinds(g), NameKind::Organisation | NameKind::Other))
        };
        if let Some(known) = recent().find(is_called) {
            return Some(Attribution { marker: None, is_explicit: true, ..known.attribution.clone() });
        }
        if let Some(body) = self.body_by_noun(noun, sentence) {
            return Some(body);
        }
        if let Some(person) = self.person_by_role(noun) {
            return Some(person);
        }
        let is_general = is_general(noun);
        // "the official", "the aide" is who held an office a moment ago.
        let is_near =
            |known: &&Known| known.is_human && !known.is_plural && sentence.paragraph - known.paragraph <= 1;
        let is_unnamed = matches!(
            noun,
            "official"
                | "aide"
                | "representative"
                | "spokesperson"
                | "spokesman"
                | "spokeswoman"
                | "lawmaker"
        );
        let known = if is_unnamed {
            self.known.last().filter(is_near)?
        } else {
            match recent().find(is_body).filter(|_| is_general) {
                Some(known) => known,
                None => return self.most_named_body(sentence).filter(|_| is_general),
            }
        };
        Some(Attribution { marker: None, is_explicit: true, ..known.attribution.clone() })
    }

    /// The only person of this article who bears a role as a title: "the governor".
    fn person_by_role(&self, noun: &str) -> Option<Attribution> {
        let bears = |group: &&GroupIx| {
            let group = &self.view.names.groups[group.0 as usize];
            let titles = || group.forms.iter().flat_map(|f| &self.view.names.forms[f.0 as usize].titles);
            group.kind == NameKind::Person
                && titles().any(|t| t.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case(noun)))
        };
        let mut bearers = self.view.groups.iter().filter(bears);
        let group = bearers.next()?;
        bearers.all(|other| other == group).then(|| self.named(*group, vec![noun.to_owned()]))
    }

    /// "a spokesman" with the body that spoke before: whose else would it be?
    pub(super) fn with_body(&self, text: &str, words: &[&str], sentence: &Sentence) -> String {
        /// Paragraphs back.
        const REACH: u32 = 4;
        let speaks_for = |w: &&str| matches!(*w, "spokesman" | "spokeswoman" | "spokesperson" | "spokesmen");
        if words.last().is_none_or(|w| !speaks_for(w)) || content_words(words).len() > 1 {
            return text.to_owned();
        }
        let near = |known: &&Known| sentence.paragraph.saturating_sub(known.paragraph) <= REACH;
        let body = self.known.iter().rev().take_while(near).find(|known| !known.is_human);
        let body = body.map(|known| known.attribution.clone()).or_else(|| self.most_named_body(sentence));
        match body.and_then(|body| body.who) {
            Some(body) => format!("{text}, {body}"),
            None => text.to_owned(),
        }
    }

    /// The body of no other known kind that the article names most before this sentence: "the company".
    fn most_named_body(&self, sentence: &Sentence) -> Option<Attribution> {
        let view = self.view;
        let mut named: BTreeMap<GroupIx, usize> = BTreeMap::new();
        for (mention, group) in view.mentions.names.iter().zip(view.groups) {
            let there = &view.document.sentences[mention.sentence as usize];
            let is_body = view.names.groups[group.0 as usize].kind == NameKind::Organisation;
            let last = mention.span.of(view.article.part(mention.part)).to_lowercase();
            let head = last.rsplit(' ').next().unwrap_or("");
            let is_other = tables().organisation_heads.get(head).is_some_and(|kind| *kind != "company");
            let is_agency = tables().agencies.contains_key(last.as_str());
            if is_body && !is_other && !is_agency && there.span.start() < sentence.span.start() {
                *named.entry(*group).or_default() += 1;
            }
        }
        let most = *named.values().max()?;
        let mut leading = named.iter().filter(|(_, n)| **n == most);
        let (group, _) = leading.next()?;
        leading.next().is_none().then(|| {
            let preferred = self.view.names.groups[group.0 as usize].preferred;
            let who = self.view.names.forms[preferred.0 as usize].text().to_owned();
            Attribution { who: Some(who), ..self.named(*group, Vec::new()) }
        })
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
        Some(self.named(*group, vec![noun.to_owned()]))
    }
}

/// Nouns that name a body without saying which.
pub(super) fn is_general(noun: &str) -> bool {
    matches!(noun, "company" | "firm" | "giant" | "operator" | "newspaper" | "paper")
}
