//! "The company", "the state police": words in small letters that mean a body or premises named before.
//!
//! They become forms of that entity for the list of names; sentences are not compared by them. A phrase is joined
//! only if one entity alone can be meant.

use super::forms::{Form, FormIx, Forms};
use super::parts::capital;
use super::{Group, GroupIx, Link};
use crate::engine::answer::NameKind;
use crate::engine::article::Article;
use crate::engine::data::lookup::tables;
use crate::engine::evidence::Evidence;
use crate::engine::mention::{Mentions, NameMention};
use crate::engine::read::{DocIx, Document, Sentence};
use crate::engine::span::{Part, Span};
use crate::engine::text::fold::fold_line;
use crate::engine::text::{Caps, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What is known of the story when the phrases are looked for.
pub struct Story<'s> {
    /// The articles.
    pub articles: &'s [&'s Article],
    /// They as read.
    pub documents: &'s [Document],
    /// Their names, numbers and dates.
    pub mentions: &'s [Mentions],
    /// The entity of each form.
    pub group_of_form: &'s [GroupIx],
}

/// A phrase found: its entity, its place, and why.
struct Phrase {
    tokens: Range<usize>,
    group: GroupIx,
    doc: DocIx,
    part: Part,
    span: Span,
    reason: String,
}

/// Adds the phrases of all documents to `forms` and their groups. `apart` says whether an editor keeps a phrase
/// (folded) out.
pub fn add(
    story: &Story,
    forms: &mut Forms,
    groups: &mut [Group],
    apart: impl Fn(&str) -> bool,
) -> Vec<Vec<(Range<usize>, GroupIx)>> {
    let mut out = vec![Vec::new(); story.documents.len()];
    let mut found = Vec::new();
    let endings = endings(story, forms, groups);
    for doc in 0..story.documents.len() {
        let entities = entities(story, forms, groups, doc);
        Reader { story, doc, endings: &endings, entities }.read(&mut found);
    }
    let mut known: BTreeMap<(GroupIx, String), FormIx> = BTreeMap::new();
    for phrase in found {
        let printed = phrase.span.of(story.articles[phrase.doc.0 as usize].part(phrase.part));
        let folded = fold_line(printed);
        if apart(&folded) {
            continue;
        }
        let group = &mut groups[phrase.group.0 as usize];
        let ix = *known.entry((phrase.group, folded.clone())).or_insert_with(|| {
            let ix = FormIx(forms.list.len() as u32);
            forms.list.push(Form { kind: group.kind, is_byname: true, ..Form::new(folded.clone(), &folded) });
            group.forms.push(ix);
            group.links.push(Link {
                a: group.preferred,
                b: ix,
                evidence: Evidence::new(phrase.reason, 0.86),
            });
            ix
        });
        forms.list[ix.0 as usize].add_spelling(printed, (phrase.doc, phrase.part, phrase.span));
        out[phrase.doc.0 as usize].push((phrase.tokens, phrase.group));
    }
    out
}

/// An entity by a noun, and where it is first named; none where the noun fits two.
type Entities = FxHashMap<&'static str, Option<(GroupIx, usize)>>;

/// The entities of one article by the nouns that can mean them.
fn entities(story: &Story, forms: &Forms, groups: &[Group], doc: usize) -> Entities {
    let mut out = Entities::default();
    let owners = owners(forms);
    for (mention, form) in story.mentions[doc].names.iter().zip(&forms.of_mention[doc]) {
        let group = story.group_of_form[form.0 as usize];
        let kind = groups[group.0 as usize].kind;
        if mention.part != Part::Text || !matches!(kind, NameKind::Organisation | NameKind::Place) {
            continue;
        }
        let text = story.articles[doc].part(mention.part);
        let behind = mention.titled.map(|titled| titled.of(text)).unwrap_or_default();
        let small = behind.rsplit(' ').next().filter(|w| w.starts_with(char::is_lowercase));
        let head = small.unwrap_or_else(|| head(&forms.list[form.0 as usize].words));
        let is_owner =
            kind == NameKind::Organisation && owners.contains(&forms.list[form.0 as usize].words[..]);
        let as_owner = is_owner.then(|| nouns_for("company", kind));
        for noun in nouns_for(head, kind).chain(as_owner.into_iter().flatten()) {
            let entry = out.entry(noun).or_insert(Some((group, mention.span.start())));
            if entry.is_some_and(|(known, _)| known != group) {
                *entry = None;
            }
        }
    }
    out
}

/// Who runs premises of the story: `Kraft Foods` of `Kraft Foods plant`.
fn owners(forms: &Forms) -> FxHashSet<&[String]> {
    let premises = forms.list.iter().filter(|form| {
        let last = form.words.last().filter(|_| form.words.len() > 1 && form.kind == NameKind::Place);
        last.is_some_and(|w| tables().facility_nouns.contains_key(w))
    });
    premises.map(|form| &form.words[..form.words.len() - 1]).collect()
}

/// The word that says what a body is: the last, or the one before `of`.
fn head(words: &[String]) -> &str {
    let of = words.iter().position(|w| matches!(w.as_str(), "of" | "for")).filter(|at| *at > 0);
    let before = of.map(|at| words[at - 1].as_str()).filter(|w| tables().organisation_head(w));
    before.or(words.last().map(String::as_str)).unwrap_or("")
}

/// The nouns that with "the" can mean an entity whose name has this head.
fn nouns_for(head: &str, kind: NameKind) -> impl Iterator<Item = &'static str> {
    let (tables, nouns) = (tables(), &*NOUNS);
    let (of_class, same) = match kind {
        NameKind::Place => (tables.facility_nouns.get(head).and_then(|c| nouns.of_facilities.get(c)), None),
        _ => {
            let class = tables.organisation_heads.get(head).copied().unwrap_or("");
            (nouns.of_bodies.get(class), nouns.same.get(head))
        }
    };
    of_class.into_iter().flatten().chain(same).copied()
}

/// The nouns of the tables by what they can mean.
struct Nouns {
    /// By class of premises.
    of_facilities: FxHashMap<&'static str, Vec<&'static str>>,
    /// By class of body.
    of_bodies: FxHashMap<&'static str, Vec<&'static str>>,
    /// Those that mean only a body with that very word in its name.
    same: FxHashSet<&'static str>,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let (mut of_facilities, mut of_bodies) = (FxHashMap::default(), FxHashMap::default());
    for (noun, class) in tables().facility_nouns.iter() {
        of_facilities.entry(*class).or_insert_with(Vec::new).push(noun.as_str());
    }
    let (same, of_class): (Vec<_>, Vec<_>) =
        tables().definite_nouns.iter().partition(|(_, class)| **class == "same");
    for (noun, class) in of_class {
        of_bodies.entry(*class).or_insert_with(Vec::new).push(*noun);
    }
    Nouns { of_facilities, of_bodies, same: same.into_iter().map(|(noun, _)| *noun).collect() }
});

/// Bodies of the story by the last word of their names, each with its words.
type Endings = FxHashMap<String, Vec<(Vec<String>, GroupIx)>>;

fn endings(story: &Story, forms: &Forms, groups: &[Group]) -> Endings {
    let mut out = Endings::default();
    for (form, group) in forms.list.iter().zip(story.group_of_form) {
        let is_body = groups[group.0 as usize].kind == NameKind::Organisation;
        let last =
            form.words.last().filter(|w| is_body && form.words.len() > 2 && tables().organisation_head(w));
        if let Some(last) = last {
            out.entry(last.clone()).or_default().push((form.words.clone(), *group));
        }
    }
    out
}

struct Reader<'a> {
    story: &'a Story<'a>,
    doc: usize,
    endings: &'a Endings,
    entities: Entities,
}

impl Reader<'_> {
    fn read(&self, out: &mut Vec<Phrase>) {
        let document = &self.story.documents[self.doc];
        for sentence in document.sentences.iter().filter(|s| !s.is_headline && s.part == Part::Text) {
            for at in sentence.tokens.clone() {
                let token = &document.tokens[at];
                if token.kind == TokenKind::Word && token.caps == Caps::Lower {
                    out.extend(self.ending(sentence, at).or_else(|| self.definite(sentence, at)));
                }
            }
        }
    }

    fn word(&self, sentence: &Sentence, at: usize) -> &str {
        let token = &self.story.documents[self.doc].tokens[at];
        if sentence.tokens.contains(&at) { token.of(&self.story.articles[self.doc].text) } else { "" }
    }

    /// `state police` for the Oregon State Police: two or more last words of one body's name.
    fn ending(&self, sentence: &Sentence, at: usize) -> Option<Phrase> {
        let names = self.endings.get(self.word(sentence, at))?;
        let n_alike = |words: &[String]| {
            let back = (sentence.tokens.start..=at).rev().zip(words.iter().rev());
            back.take_while(|(at, word)| self.word(sentence, *at) == word.as_str()).count()
        };
        let longest = names.iter().map(|(words, _)| n_alike(words)).max().filter(|n| *n >= 2)?;
        let fitting: Vec<_> = names.iter().filter(|(words, _)| n_alike(words) == longest).collect();
        let (words, group) = fitting.first().filter(|(words, _)| words.len() > longest)?;
        let from = at + 1 - longest;
        // `Texas state police`, `its own state police`: another's, it may be.
        let before = from.checked_sub(1).filter(|at| sentence.tokens.contains(at));
        let is_other = before.is_some_and(|at| {
            let token = &self.story.documents[self.doc].tokens[at];
            token.is_capitalised() || token.kind == TokenKind::Possessive
        });
        let is_one = fitting.iter().all(|(_, other)| other == group);
        (is_one && !is_other).then_some(())?;
        let name = words.iter().map(|w| capital(w)).collect::<Vec<_>>().join(" ");
        let reason = format!("the last words of {name}, the only body so called");
        self.phrase(sentence, from..at + 1, *group, reason)
    }

    /// `the company`: the only one that the article has named before.
    fn definite(&self, sentence: &Sentence, at: usize) -> Option<Phrase> {
        let noun = self.word(sentence, at);
        let (group, first) = (*self.entities.get(noun)?)?;
        let article = at.checked_sub(1)?;
        let is_definite = self.word(sentence, article).eq_ignore_ascii_case("the");
        let start = self.story.documents[self.doc].tokens[article].start as usize;
        (is_definite && first < start && self.ends_phrase(sentence, at + 1)).then_some(())?;
        let reason = format!("the only {noun} that the article has named before");
        self.phrase(sentence, article..at + 1, group, reason)
    }

    /// Whether no noun goes on at a token: `the company said`, not `the company car`, nor `the university of`.
    fn ends_phrase(&self, sentence: &Sentence, at: usize) -> bool {
        let Some(token) =
            self.story.documents[self.doc].tokens.get(at).filter(|_| sentence.tokens.contains(&at))
        else {
            return true;
        };
        let word = self.word(sentence, at);
        let tables = tables();
        let is_verb = || {
            word.ends_with("ed")
                || word.ends_with("ly")
                || tables.irregular.contains_key(word)
                || tables.reporting.contains_key(word)
        };
        match token.kind {
            TokenKind::Word => word != "of" && (tables.stopwords.contains(word) || is_verb()),
            _ => word != "-",
        }
    }

    /// A phrase of some tokens of a sentence, unless it is part of a name.
    fn phrase(
        &self,
        sentence: &Sentence,
        tokens: Range<usize>,
        group: GroupIx,
        reason: String,
    ) -> Option<Phrase> {
        let all = &self.story.documents[self.doc].tokens;
        let text = &self.story.articles[self.doc].text;
        let span = Span::new(text, all[tokens.start].start as usize..all[tokens.end - 1].end as usize)?;
        let covers = |mention: &NameMention| {
            let whole = mention.titled.unwrap_or(mention.span);
            let is_text = mention.part == Part::Text;
            is_text && whole.start() < span.end() && span.start() < whole.end()
                || is_text && mention.span.start() < span.end() && span.start() < mention.span.end()
        };
        let is_name = self.story.mentions[self.doc].names_from(&sentence.tokens).iter().any(covers);
        (!is_name).then_some(Phrase {
            tokens,
            group,
            doc: DocIx(self.doc as u32),
            part: Part::Text,
            span,
            reason,
        })
    }
}
