//! Goes through an article in order and carries speakers on: pronouns, "the statement", quotations
//! over several sentences, and what goes on in a document's words.

use super::marker::{self, Marker};
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
struct Known {
    attribution: Attribution,
    /// Whether it may be "they".
    is_plural: bool,
    paragraph: u32,
}

/// Attributes the sentences of one document.
pub fn attribute(view: &View) -> Vec<Option<Attribution>> {
    let mut follower =
        Follower { view, known: Vec::new(), documents: Vec::new(), labels: BTreeMap::new(), out: Vec::new() };
    for number in 0..view.document.sentences.len() {
        let attribution = follower.sentence(number as SentenceNo);
        follower.out.push(attribution);
    }
    follower.spread_over_quotations();
    follower.out
}

struct Follower<'v, 'd> {
    view: &'v View<'d>,
    /// Speakers in order of their last word.
    known: Vec<Known>,
    /// Documents introduced: canonical noun, and who stands behind them.
    documents: Vec<(&'static str, Attribution)>,
    /// The fullest words for each speaker so far: `Fauzi, an official of the local disaster agency`.
    labels: BTreeMap<GroupIx, String>,
    out: Vec<Option<Attribution>>,
}

impl Follower<'_, '_> {
    fn sentence(&mut self, number: SentenceNo) -> Option<Attribution> {
        let view = self.view;
        let sentence = &view.document.sentences[number as usize];
        if sentence.is_headline || sentence.part == Part::Title {
            return None;
        }
        let is_quoted = |at: usize| {
            let token = &view.document.tokens[at];
            view.document.quotation_over(token.start as usize, token.end as usize).is_some()
        };
        let n_words = sentence.tokens.len().max(1);
        let n_quoted = sentence.tokens.clone().filter(|&at| is_quoted(at)).count();
        let is_direct = n_quoted * 2 >= n_words || (n_quoted >= 6 && n_quoted * 3 >= n_words);
        let marker = marker::find(view, sentence, &is_quoted);
        let found = marker.and_then(|marker| self.from_marker(&marker, sentence, is_direct));
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
        let is_plural = attribution.who_groups.len() > 1
            || who.split(' ').any(|w| matches!(w, "two" | "both" | "and" | "they"))
            || who.split(' ').next_back().is_some_and(|w| w.ends_with('s') && !w.ends_with("ss"));
        self.known.push(Known { attribution, is_plural, paragraph: sentence.paragraph });
    }

    fn from_marker(&mut self, marker: &Marker, sentence: &Sentence, is_direct: bool) -> Option<Attribution> {
        let view = self.view;
        let speaker = self.who(&marker.speaker, sentence)?;
        let first = view.document.tokens[marker.range.start].start as usize;
        let last = view.document.tokens[marker.range.end.min(sentence.tokens.end) - 1].end as usize;
        let mut attribution = speaker;
        attribution.marker = Span::new(&view.article.text, first..last);
        attribution.is_explicit = true;
        if let Some(document) = &marker.document {
            attribution.document = Some(without_article(phrase::text(view, document)).to_owned());
            attribution.document_noun = self.document_noun(document, sentence);
        }
        attribution.mode = match () {
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
            self.known.push(Known { attribution, is_plural: false, paragraph: sentence.paragraph });
            return Some(both);
        }
        Some(attribution)
    }

    /// The speaker that a phrase names; pronouns and definite nouns are looked up among those known.
    fn who(&mut self, range: &Range<usize>, sentence: &Sentence) -> Option<Attribution> {
        let view = self.view;
        let words: Vec<&str> = range.clone().map(|at| view.folded(at, &sentence.tokens)).collect();
        if let Some(pronoun) = words.iter().find(|w| phrase::is_pronoun(w)).filter(|_| words.len() <= 3) {
            return self.antecedent(pronoun, sentence);
        }
        let groups = self.groups_in(range);
        let document_noun = self.document_noun(range, sentence).filter(|_| !self.has_person(&groups));
        let head_is_document = document_noun.is_some()
            && words.iter().position(|w| tables().document_nouns.contains_key(w)).is_some_and(|at| {
                // `the White House statement`, `a press release issued by`: the noun heads the phrase.
                !words[..at].contains(&"of") && !words[..at].iter().any(|w| tables().role_nouns.contains(w))
            });
        if head_is_document && let Some(noun) = document_noun {
            return Some(self.document(noun, range, groups, &words));
        }
        let definite =
            matches!(words.first(), Some(&"the" | &"his" | &"her" | &"their" | &"its" | &"that" | &"this"));
        if groups.is_empty()
            && definite
            && let Some(known) = self.known_by_noun(&words, sentence)
        {
            return Some(known);
        }
        let is_pair = words.len() <= 2 && words.contains(&"two");
        if groups.is_empty() && is_pair {
            return self.antecedent("they", sentence);
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
        let is_person = self.has_person(&groups);
        let text = without_article(phrase::text(view, range));
        let n_words = text.split_whitespace().count();
        // A bare short name is given at its fullest.
        let who = match groups.as_slice() {
            [group] if is_person => self.label(*group, range, sentence, text),
            [group] if n_words <= 2 => self.full_name(*group, text),
            _ => text.to_owned(),
        };
        Attribution {
            who: Some(who),
            who_words: content_words(words),
            who_groups: groups,
            is_person,
            document: None,
            document_noun: None,
            via_groups: Vec::new(),
            mode: Mode::Indirect,
            marker: None,
            is_explicit: true,
        }
    }

    /// The fullest words for a person: the phrase with the apposition behind it, or what was
    /// said of the person before.
    fn label(&mut self, group: GroupIx, range: &Range<usize>, sentence: &Sentence, text: &str) -> String {
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

    /// `a press release issued by the White House`, `The statement`, `the agency's report`.
    fn document(
        &self,
        noun: &'static str,
        range: &Range<usize>,
        groups: Vec<GroupIx>,
        words: &[&str],
    ) -> Attribution {
        let view = self.view;
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
            is_person: false,
            document: Some(text),
            document_noun: Some(noun),
            via_groups: Vec::new(),
            mode: Mode::Document,
            marker: None,
            is_explicit: true,
        }
    }

    fn antecedent(&self, pronoun: &str, sentence: &Sentence) -> Option<Attribution> {
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
    fn person_before(&self, pronoun: &str, sentence: &Sentence) -> Option<Attribution> {
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

    fn sex_fits(&self, pronoun: &str, attribution: &Attribution) -> bool {
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
    fn known_by_noun(&self, words: &[&str], sentence: &Sentence) -> Option<Attribution> {
        let noun = words.last()?;
        let known = self.known.iter().rev().find(|k| k.attribution.who_words.iter().any(|w| w == noun));
        let Some(known) = known else {
            return self.body_by_noun(noun, sentence);
        };
        Some(Attribution { marker: None, is_explicit: true, ..known.attribution.clone() })
    }

    /// The last organisation named before whose name ends in the noun: "the committee".
    fn body_by_noun(&self, noun: &str, sentence: &Sentence) -> Option<Attribution> {
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

    /// Without a marker: the rest of a quotation, or of what a document is reported to say.
    fn carried(&self, sentence: &Sentence, n_quoted: usize, n_words: usize) -> Option<Attribution> {
        let last = self.known.last()?;
        let same_paragraph = last.paragraph == sentence.paragraph;
        let carry = |mode: Mode| Attribution { mode, is_explicit: false, ..last.attribution.clone() };
        if n_quoted * 2 > n_words && sentence.paragraph - last.paragraph <= 2 {
            return Some(carry(Mode::Direct));
        }
        let previous_is_document = self
            .out
            .last()
            .is_some_and(|a| a.as_ref().is_some_and(|a| a.document.is_some() && a.mode != Mode::Direct));
        (same_paragraph && previous_is_document && last.attribution.document_noun.is_some_and(is_text))
            .then(|| carry(Mode::Indirect))
    }

    /// Sentences that share a quotation share its speaker.
    fn spread_over_quotations(&mut self) {
        for quotation in &self.view.document.quotations {
            let range = quotation.first as usize..=quotation.last as usize;
            if quotation.first == quotation.last {
                continue;
            }
            let marked = range.clone().find(|&n| self.out[n].as_ref().is_some_and(|a| a.is_explicit));
            let Some(marked) = marked else { continue };
            let Some(speaker) = self.out[marked].clone() else {
                continue;
            };
            for n in range {
                if n != marked && !self.out[n].as_ref().is_some_and(|a| a.is_explicit) {
                    self.out[n] =
                        Some(Attribution { is_explicit: false, mode: Mode::Direct, ..speaker.clone() });
                }
            }
        }
    }

    /// "issued a joint statement", "in a statement": what "the statement" will mean from here on.
    /// Gives the attribution of a sentence that issues one.
    fn introduce_document(
        &mut self,
        sentence: &Sentence,
        found: Option<&Attribution>,
    ) -> Option<Attribution> {
        let mut introduced = None;
        let view = self.view;
        let tokens = &sentence.tokens;
        for at in tokens.clone() {
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
                _ => before.first().copied().into_iter().collect(),
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
                who_words: Vec::new(),
                is_person: found.is_some_and(|a| a.is_person),
                who_groups,
                document: Some(text),
                document_noun: Some(noun),
                via_groups: Vec::new(),
                mode: Mode::Document,
                marker: None,
                is_explicit: true,
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

    fn document_noun(&self, range: &Range<usize>, sentence: &Sentence) -> Option<&'static str> {
        let view = self.view;
        let canonical = |at: usize| {
            let two =
                format!("{} {}", view.folded(at, &sentence.tokens), view.folded(at + 1, &sentence.tokens));
            let noun = tables()
                .document_nouns
                .get(two.as_str())
                .or(tables().document_nouns.get(view.folded(at, &sentence.tokens)));
            noun.map(|(canonical, _)| *canonical)
        };
        range.clone().find_map(canonical)
    }

    fn groups_in(&self, range: &Range<usize>) -> Vec<GroupIx> {
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

    fn has_person(&self, groups: &[GroupIx]) -> bool {
        groups.iter().any(|g| self.view.names.groups[g.0 as usize].kind == NameKind::Person)
    }

    fn full_name(&self, group: GroupIx, fallback: &str) -> String {
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

fn is_text(noun: &str) -> bool {
    tables().document_nouns.get(noun).is_none_or(|(_, kind)| *kind == "text")
}

fn content_words(words: &[&str]) -> Vec<String> {
    let keeps = |w: &&&str| !tables().stopwords.contains(**w) && w.chars().any(char::is_alphanumeric);
    words.iter().filter(keeps).map(|w| (*w).to_owned()).collect()
}

/// `the White House` as `White House`.
fn without_article(text: &str) -> &str {
    for article in ["the ", "The ", "a ", "A ", "an ", "An "] {
        if let Some(rest) = text.strip_prefix(article) {
            return rest;
        }
    }
    text
}

/// End of the apposition right behind a name: `Fauzi, an official of the local disaster agency`.
fn apposition(view: &View, range: &Range<usize>, sentence: &Sentence) -> Option<usize> {
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
