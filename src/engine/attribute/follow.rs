//! Goes through an article in order and carries speakers on: pronouns, "the statement", quotations
//! over several sentences, and what goes on in a document's words.

use super::label::{apposition, content_words, without_article};
use super::marker::{self, Marker};
use super::resolve::is_general;
use super::{Attribution, View, phrase};
use crate::engine::answer::{Mode, NameKind};
use crate::engine::data::lookup::tables;
use crate::engine::names::GroupIx;
use crate::engine::read::{Sentence, SentenceNo};
use crate::engine::span::{Part, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// A speaker met so far.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub attribution: Attribution,
    /// Whether it may be "they".
    pub is_plural: bool,
    pub paragraph: u32,
    /// Whether it is a human being, named or not: "the officer".
    pub is_human: bool,
    /// Number of the sentence.
    pub sentence: usize,
}

/// Persons by last name, for a bare name that is taken for a place: "Jackson said".
fn surnames(view: &View) -> BTreeMap<String, Option<GroupIx>> {
    let mut persons: BTreeMap<String, Option<GroupIx>> = BTreeMap::new();
    for (mention, group) in view.mentions.names.iter().zip(view.groups) {
        let text = mention.span.of(view.article.part(mention.part));
        let is_person = view.names.groups[group.0 as usize].kind == NameKind::Person;
        if let Some((_, last)) = text.rsplit_once(' ').filter(|_| is_person) {
            let known = persons.entry(last.to_owned()).or_insert(Some(*group));
            if *known != Some(*group) {
                *known = None;
            }
        }
    }
    persons
}

/// The longest form of each name in one article: a speaker is called as this article calls him.
fn own_forms(view: &View) -> BTreeMap<GroupIx, String> {
    let mut forms: BTreeMap<GroupIx, String> = BTreeMap::new();
    for (mention, group) in view.mentions.names.iter().zip(view.groups) {
        let text = mention.span.of(view.article.part(mention.part));
        let n_words = |s: &str| s.split_whitespace().count();
        if forms.get(group).is_none_or(|known| n_words(text) > n_words(known)) {
            forms.insert(*group, text.to_owned());
        }
    }
    forms
}

/// Attributes the sentences of one document.
pub fn attribute(view: &View) -> Vec<Option<Attribution>> {
    let mut follower = Follower {
        view,
        known: Vec::new(),
        documents: Vec::new(),
        labels: BTreeMap::new(),
        own_forms: own_forms(view),
        surnames: surnames(view),
        is_quoted_whole: Vec::new(),
        out: Vec::new(),
    };
    for number in 0..view.document.sentences.len() {
        let attribution = follower.sentence(number as SentenceNo);
        follower.out.push(attribution);
    }
    follower.spread_over_quotations();
    follower.carry_back();
    follower.out
}

pub(super) struct Follower<'v, 'd> {
    pub view: &'v View<'d>,
    /// Speakers in order of their last word.
    pub known: Vec<Known>,
    /// Documents introduced: canonical noun, and who stands behind them.
    pub documents: Vec<(&'static str, Attribution)>,
    /// The fullest words for each speaker so far: `Fauzi, an official of the local disaster agency`.
    pub labels: BTreeMap<GroupIx, String>,
    /// Persons of this article by their last name; none where two share it.
    pub surnames: BTreeMap<String, Option<GroupIx>>,
    /// The longest form of each name in this article.
    pub own_forms: BTreeMap<GroupIx, String>,
    /// For each sentence, whether it is a quotation for the most part.
    pub is_quoted_whole: Vec<bool>,
    pub out: Vec<Option<Attribution>>,
}

impl Follower<'_, '_> {
    fn sentence(&mut self, number: SentenceNo) -> Option<Attribution> {
        let view = self.view;
        let sentence = &view.document.sentences[number as usize];
        if sentence.is_headline || sentence.part == Part::Title {
            return None;
        }
        let quotations = view.document.quotations_of(number);
        let is_quoted = |at: usize| {
            let token = &view.document.tokens[at];
            let holds = |span: Span| span.start() <= token.start as usize && token.end as usize <= span.end();
            quotations.iter().any(|q| holds(q.span))
        };
        let n_words = sentence.tokens.len().max(1);
        let n_quoted = sentence.tokens.clone().filter(|&at| is_quoted(at)).count();
        let is_direct = n_quoted * 2 >= n_words || (n_quoted >= 6 && n_quoted * 3 >= n_words);
        self.is_quoted_whole.resize(number as usize, false);
        self.is_quoted_whole.push(n_quoted * 2 > n_words);
        let marker = marker::find(view, sentence, &is_quoted);
        let found = marker.and_then(|marker| self.by_marker(&marker, sentence, is_direct));
        let introduced = self.introduce_document(sentence, found.as_ref());
        let found = found.or(introduced).or_else(|| self.carried(sentence, n_quoted, n_words));
        if let Some(attribution) = &found
            && attribution.is_explicit
        {
            self.remember(attribution.clone(), sentence);
        }
        found
    }

    fn remember(&mut self, attribution: Attribution, sentence: &Sentence) {
        let who = attribution.who.as_deref().unwrap_or("").to_lowercase();
        // `Egypt's state news agency MENA` has two names and is one.
        let is_joined = who.contains(" and ") || who.contains(", ");
        let is_plural = attribution.who_groups.len() > 1 && is_joined
            || who.split(' ').any(|w| matches!(w, "two" | "both" | "and" | "they"))
            || who.split(' ').next_back().is_some_and(|w| w.ends_with('s') && !w.ends_with("ss"));
        let is_human = self.is_human(&attribution);
        self.known.push(Known {
            attribution,
            is_plural,
            is_human,
            paragraph: sentence.paragraph,
            sentence: self.out.len(),
        });
    }

    fn by_marker(&mut self, marker: &Marker, sentence: &Sentence, is_direct: bool) -> Option<Attribution> {
        let view = self.view;
        let speaker = self.who(&marker.speaker, sentence)?;
        let first = view.document.tokens[marker.range.start].start as usize;
        // `said Bensu Elianita, a resident of Bukit Sama village`: who it is belongs to the marker.
        let behind =
            apposition(view, &marker.speaker, sentence).filter(|_| marker.speaker.end >= marker.range.end);
        let end = behind.unwrap_or(marker.range.end).min(sentence.tokens.end);
        let last = view.document.tokens[end - 1].end as usize;
        let mut attribution = speaker;
        attribution.marker = Span::new(&view.article.text, first..last);
        attribution.is_explicit = marker.class != "noun";
        if let Some(document) = &marker.document {
            attribution.document = Some(without_article(phrase::text(view, document)).to_owned());
            attribution.document_noun = self.document_noun(document, sentence);
        }
        attribution.mode = match () {
            () if marker.class == "noun" => Mode::Narration,
            () if is_direct => Mode::Direct,
            () if attribution.who.is_none() && attribution.document.is_some() => Mode::Document,
            () => Mode::Indirect,
        };
        if let Some(inner) = &marker.inner
            && let Some(mut inside) = self.who(inner, sentence)
            && inside.is_person
        {
            // The inner speaker's words come through the outer one.
            inside.via_groups.extend(attribution.who_groups.iter().copied());
            inside.document = inside.document.or(attribution.document.clone());
            inside.document_noun = inside.document_noun.or(attribution.document_noun);
            let who = format!(
                "{}, via {}",
                inside.who.clone().unwrap_or_default(),
                attribution.who.clone().unwrap_or_default()
            );
            self.remember(Attribution { marker: attribution.marker, ..inside.clone() }, sentence);
            let both = Attribution {
                who: Some(who),
                via_groups: attribution.who_groups.clone(),
                mode: attribution.mode,
                marker: attribution.marker,
                is_explicit: true,
                ..inside
            };
            // Remembered last wins: the inner speaker is who "he" is.
            self.known.push(Known {
                is_human: self.is_human(&attribution),
                attribution,
                is_plural: false,
                paragraph: sentence.paragraph,
                sentence: self.out.len(),
            });
            return Some(both);
        }
        Some(attribution)
    }

    /// The speaker that a phrase names; pronouns and definite nouns are looked up among those known.
    fn who(&mut self, range: &Range<usize>, sentence: &Sentence) -> Option<Attribution> {
        /// A longer definite phrase introduces its speaker itself.
        const LONGEST_ANAPHOR: usize = 6;
        let view = self.view;
        let words: Vec<&str> = range.clone().map(|at| view.folded(at, &sentence.tokens)).collect();
        if let Some(pronoun) = words.iter().find(|w| phrase::is_pronoun(w)).filter(|_| words.len() <= 3) {
            return self.antecedent(pronoun, range.start, sentence);
        }
        let range = &self.with_name_behind(range, sentence);
        let words: Vec<&str> = range.clone().map(|at| view.folded(at, &sentence.tokens)).collect();
        let groups = self.groups_in(range);
        // "the statement from Grimm's attorney, William McGinley" is a document, whoever issued it.
        let opens_with_document = words.iter().take(2).any(|w| tables().document_nouns.contains_key(w))
            && words.iter().any(|w| matches!(*w, "from" | "by" | "of"));
        let document_noun =
            self.document_noun(range, sentence).filter(|_| opens_with_document || !self.has_person(&groups));
        let head_is_document = document_noun.is_some()
            && words.iter().position(|w| tables().document_nouns.contains_key(w)).is_some_and(|at| {
                // `the White House statement`, `a press release issued by`: the noun heads the phrase.
                !words[..at].contains(&"of") && !words[..at].iter().any(|w| tables().role_nouns.contains(w))
            });
        if head_is_document && let Some(noun) = document_noun {
            let found = self.document(noun, range, groups, &words);
            self.documents.push((noun, found.clone()));
            return Some(found);
        }
        let definite =
            matches!(words.first(), Some(&"the" | &"his" | &"her" | &"their" | &"its" | &"that" | &"this"));
        // "that committee": the word before has been taken for a conjunction.
        let definite = definite
            || words.len() <= 2
                && matches!(view.folded(range.start.wrapping_sub(1), &sentence.tokens), "that" | "this");
        // "several of the people"
        let definite = definite || words.len() > 3 && words[1] == "of" && words[2] == "the";
        if !self.has_person(&groups)
            && words.len() <= LONGEST_ANAPHOR
            && (groups.is_empty()
                || words.contains(&"'s")
                // "the US software giant": the place only describes.
                || words.last().is_some_and(|w| is_general(w)) && groups.iter().all(|g| self.is_place(*g)))
            && definite
            && let Some(known) = self.known_by_noun(&words, sentence)
        {
            return Some(known);
        }
        if let Some((_, group)) = view.phrases.iter().find(|(tokens, _)| tokens.end == range.end && definite)
        {
            return Some(self.named(*group, content_words(&words)));
        }
        let is_pair = words.len() <= 2 && words.contains(&"two");
        if groups.is_empty() && is_pair {
            return self.antecedent("they", range.start, sentence);
        }
        Some(self.speaker(range, sentence, groups, &words))
    }

    fn speaker(
        &mut self,
        range: &Range<usize>,
        sentence: &Sentence,
        groups: Vec<GroupIx>,
        words: &[&str],
    ) -> Attribution {
        let view = self.view;
        // An apposition with a role says that an unknown name is a human being's.
        let has_role = matches!(groups.as_slice(), [group] if self.is_unknown(*group))
            && apposition(view, range, sentence).is_some();
        let was_person = || {
            let is_same = |known: &Known| known.is_human && known.attribution.who_groups == groups;
            self.known.iter().any(is_same)
        };
        let is_person = has_role || self.has_person(&groups) || !groups.is_empty() && was_person();
        let text = without_article(phrase::text(view, range));
        let n_words = text.split_whitespace().count();
        // A bare short name is given at its fullest.
        let who = match groups.as_slice() {
            [group] if is_person => self.label(*group, range, sentence, text),
            [group] if n_words <= 2 => self.full_name(*group, text),
            [] => self.with_body(text, words, sentence),
            _ => text.to_owned(),
        };
        Attribution {
            who: Some(who),
            who_words: content_words(words),
            who_groups: groups,
            is_person,
            ..Attribution::explicit(Mode::Indirect)
        }
    }
}
