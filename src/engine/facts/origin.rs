//! What facts go back to: the documents, speakers, agencies and outlets behind sentences.
//!
//! Two outlets that quote one release, or carry one agency's text, have one origin. A sentence
//! without attribution takes over the origin that another outlet names for the same fact; it is
//! never held to be a second, independent one.

use super::{Draft, FactSet};
use crate::engine::align::{Alignment, SentenceIx, Story};
use crate::engine::answer::{NameKind, Origin, OriginIx, OriginKind, SegmentKind};
use crate::engine::article::ArticleIx;
use crate::engine::attribute::Attribution;
use crate::engine::data::lookup::tables;
use crate::engine::names::GroupIx;
use crate::engine::read::DocIx;
use crate::engine::span::{Location, Part, Span};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// What names an origin.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A named speaker or body.
    Named(GroupIx),
    /// A speaker or document without a name: its words.
    Words(String),
    /// A news agency.
    Agency(String),
    /// An outlet.
    Outlet(String),
}

/// Origins of all facts.
pub struct Origins {
    /// In order of first use.
    pub list: Vec<Origin>,
    /// For each draft.
    pub of_draft: Vec<Vec<OriginIx>>,
}

/// Finds the origins of all drafts. `copied` joins documents that carry one text; `doc_article`
/// gives the article to print for a document.
pub fn find(
    story: &Story,
    alignment: &Alignment,
    set: &FactSet,
    copied: &dyn Fn(DocIx) -> DocIx,
    doc_article: &[ArticleIx],
) -> Origins {
    let affiliation = affiliations(story);
    let agencies: Vec<Option<(String, Span)>> =
        (0..story.documents.len()).map(|doc| credited_agency(story, doc)).collect();
    let mut origins = Origins { list: Vec::new(), of_draft: Vec::with_capacity(set.drafts.len()) };
    let mut index: BTreeMap<Key, OriginIx> = BTreeMap::new();
    let mut joined: FxHashMap<GroupIx, GroupIx> = FxHashMap::default();
    for draft in &set.drafts {
        let keys = keys_of(story, alignment, draft, copied, &agencies, &affiliation, &mut joined);
        let mut of_draft: Vec<OriginIx> = Vec::new();
        for (key, label, kind, evidence) in keys {
            let ix = *index.entry(key).or_insert_with(|| {
                origins.list.push(Origin { kind, label: label.clone(), evidence: Vec::new() });
                OriginIx(origins.list.len() as u32 - 1)
            });
            let origin = &mut origins.list[ix.0 as usize];
            // The label that says most: "White House readout" over "White House".
            if kind < origin.kind || (kind == origin.kind && label.len() > origin.label.len()) {
                origin.label = label;
                origin.kind = kind;
            }
            for (doc, span) in evidence {
                origin.evidence.push(Location {
                    article: doc_article[doc.0 as usize],
                    part: Part::Text,
                    span,
                });
            }
            if !of_draft.contains(&ix) {
                of_draft.push(ix);
            }
        }
        of_draft.sort_unstable();
        origins.of_draft.push(of_draft);
    }
    for origin in &mut origins.list {
        origin.evidence.sort_unstable();
        origin.evidence.dedup();
    }
    origins
}

type Found = (Key, String, OriginKind, Vec<(DocIx, Span)>);

fn keys_of(
    story: &Story,
    alignment: &Alignment,
    draft: &Draft,
    copied: &dyn Fn(DocIx) -> DocIx,
    agencies: &[Option<(String, Span)>],
    affiliation: &FxHashMap<GroupIx, BTreeSet<String>>,
    joined: &mut FxHashMap<GroupIx, GroupIx>,
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut bare: Vec<SentenceIx> = Vec::new();
    // What a near copy says, its original says: the copy is no witness.
    let told = |ix: &SentenceIx| alignment.sentences.get(*ix).twin.is_none();
    for member in draft.members.iter().copied().filter(told) {
        let terms = alignment.sentences.get(member);
        match story.said(terms) {
            Some(attribution) => {
                let evidence = attribution.marker.map(|m| (terms.doc, m)).into_iter().collect();
                let key = key(story, attribution, affiliation, joined, &found);
                found.push((key, label(story, attribution), kind(attribution), evidence));
            }
            None => bare.push(member),
        }
    }
    if !found.is_empty() {
        return found;
    }
    // Nobody is named: the outlets, or the agencies they credit, stand for it; copies count once.
    for member in bare {
        let doc = alignment.sentences.get(member).doc;
        let root = copied(doc);
        let earlier = draft.members.iter().filter(|&&other| {
            alignment.sentences.get(other).doc < doc && copies_words(alignment, member, other)
        });
        let first = earlier.map(|&other| alignment.sentences.get(other).doc).min();
        let root = first.map_or(root, copied);
        let agency = agencies[doc.0 as usize]
            .as_ref()
            .map(|a| (doc, a))
            .or(agencies[root.0 as usize].as_ref().map(|a| (root, a)));
        found.push(match agency {
            Some((doc, (agency, span))) => {
                (Key::Agency(agency.clone()), agency.clone(), OriginKind::Agency, vec![(doc, *span)])
            }
            None => {
                let source = story.articles[root.0 as usize].source.clone();
                (Key::Outlet(source.clone()), source, OriginKind::Outlet, Vec::new())
            }
        });
    }
    found
}

/// A run of words so long that one outlet has it from the other, or both from a third.
fn copies_words(alignment: &Alignment, a: SentenceIx, b: SentenceIx) -> bool {
    /// Ten words in a row do not agree by chance: in the gold stories, independent outlets share at
    /// most eight outside quotations.
    const COPIED_RUN: usize = 10;
    let (x, y) = (&alignment.sentences.get(a).words, &alignment.sentences.get(b).words);
    x == y
        || (x.len() >= COPIED_RUN
            && x.windows(COPIED_RUN).any(|run| y.windows(COPIED_RUN).any(|other| run == other)))
}

fn kind(attribution: &Attribution) -> OriginKind {
    if attribution.document.is_some() && !attribution.is_person {
        OriginKind::Document
    } else {
        OriginKind::Speaker
    }
}

fn label(_story: &Story, attribution: &Attribution) -> String {
    match (&attribution.who, &attribution.document) {
        (Some(who), Some(document)) if !document.to_lowercase().contains(&who.to_lowercase()) => {
            let is_short = who.split(' ').count() <= 5 && document.split(' ').count() <= 3;
            if is_short { format!("{who} {document}") } else { format!("{document} ({who})") }
        }
        (_, Some(document)) => document.clone(),
        (Some(who), None) => who.clone(),
        (None, None) => "unnamed".to_owned(),
    }
}

/// The speaker's entity; a person and the body that person speaks for are one origin.
fn key(
    story: &Story,
    attribution: &Attribution,
    affiliation: &FxHashMap<GroupIx, BTreeSet<String>>,
    joined: &mut FxHashMap<GroupIx, GroupIx>,
    found: &[Found],
) -> Key {
    let is_person = |g: &GroupIx| story.names.groups[g.0 as usize].kind == NameKind::Person;
    let groups = || attribution.via_groups.iter().chain(&attribution.who_groups);
    let own = groups()
        .find(|g| !is_person(g))
        .filter(|_| !attribution.is_person || !attribution.via_groups.is_empty());
    let own = own.or_else(|| groups().find(|g| is_person(g))).or_else(|| groups().next());
    if let Some(&group) = own {
        let root = joined.get(&group).copied().unwrap_or(group);
        for (other, ..) in found {
            if let Key::Named(other) = other
                && *other != root
                && (speaks_for(story, group, *other, affiliation)
                    || speaks_for(story, *other, group, affiliation))
            {
                joined.insert(group, *other);
                return Key::Named(*other);
            }
            if let Key::Words(words) = other
                && affiliation.get(&group).is_some_and(|known| words.split(' ').any(|w| known.contains(w)))
            {
                return other.clone();
            }
        }
        return Key::Named(root);
    }
    let words = if attribution.who_words.is_empty() {
        attribution.document.clone().unwrap_or_default().to_lowercase()
    } else {
        attribution.who_words.join(" ")
    };
    for (other, ..) in found {
        match other {
            Key::Named(group)
                if affiliation
                    .get(group)
                    .is_some_and(|known| words.split(' ').any(|w| known.contains(w))) =>
            {
                return other.clone();
            }
            Key::Words(known) if known.split(' ').any(|w| words.split(' ').any(|x| x == w)) => {
                return other.clone();
            }
            _ => {}
        }
    }
    Key::Words(words)
}

/// Whether the words that go with a person somewhere name this body: "police spokesman Tim Fanning", "Vancouver police".
fn speaks_for(
    story: &Story,
    person: GroupIx,
    body: GroupIx,
    affiliation: &FxHashMap<GroupIx, BTreeSet<String>>,
) -> bool {
    let Some(known) = affiliation.get(&person) else {
        return false;
    };
    let forms = &story.names.groups[body.0 as usize].forms;
    let says_which = |w: &String| !tables().stopwords.contains(w.as_str());
    forms.iter().any(|f| {
        let words = &story.names.forms[f.0 as usize].words;
        words.iter().any(says_which) && words.iter().filter(|w| says_which(w)).all(|w| known.contains(w))
    })
}

/// For each named person: the other words of the phrases in which the person speaks.
fn affiliations(story: &Story) -> FxHashMap<GroupIx, BTreeSet<String>> {
    let mut out: FxHashMap<GroupIx, BTreeSet<String>> = FxHashMap::default();
    for attribution in story.attributions.iter().flatten().flatten().filter(|a| a.is_person) {
        for group in &attribution.who_groups {
            out.entry(*group).or_default().extend(attribution.who_words.iter().cloned());
        }
    }
    out
}

/// The agency that an article credits, by its date line, credit line or byline.
fn credited_agency(story: &Story, doc: usize) -> Option<(String, Span)> {
    let article = story.articles[doc];
    for block in &story.documents[doc].blocks {
        if !matches!(block.kind, SegmentKind::Credit | SegmentKind::Dateline | SegmentKind::Byline)
            || block.part != Part::Text
        {
            continue;
        }
        let text = block.span.of(&article.text);
        for piece in text.split(['(', ')', '/', ',', ';', '—', '–', '|']).map(str::trim) {
            let piece = piece.trim_matches(['-', ' ', '.', '\u{a0}']);
            if let Some(agency) = tables().agencies.get(piece) {
                return Some(((*agency).to_owned(), block.span));
            }
        }
    }
    // The outlet may be an agency itself.
    None
}
