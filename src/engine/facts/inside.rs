//! Where one article does not agree with itself: two totals of one thing, two issuers of one document.

use super::difference::{Context, Placed, values};
use super::numbers::compatible;
use crate::engine::answer::{Difference, DifferenceClass, DifferenceValue, NameKind};
use crate::engine::data::lookup::tables;
use crate::engine::evidence::Evidence;
use crate::engine::mention::NumberMention;
use crate::engine::params::facts::PLAUSIBLE;
use crate::engine::read::{DocIx, Sentence};
use crate::engine::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// An article seldom counts one thing more often; a longer row is a table or a list.
const MOST_COUNTS: usize = 12;

/// One article's own counts of people in one state that do not agree.
pub fn numbers(context: &Context, out: &mut Vec<Difference>) {
    for doc in 0..context.story.documents.len() {
        let mut by_state: BTreeMap<u32, Vec<Placed>> = BTreeMap::new();
        for ix in context.alignment.sentences.of(DocIx(doc as u32)) {
            for placed in context.placed(ix) {
                let counts = !placed.number.is_vague && placed.number.dimension.is_none();
                if let Some(state) = placed.number.state.filter(|_| counts && !is_part(context, &placed)) {
                    by_state.entry(state.0).or_default().push(placed);
                }
            }
        }
        for placed in by_state.values().filter(|placed| placed.len() <= MOST_COUNTS) {
            let clashes: Vec<Placed> =
                placed.iter().filter(|p| placed.iter().any(|q| clash(context, p, q))).copied().collect();
            let Some(first) = clashes.first() else {
                continue;
            };
            out.push(Difference {
                class: DifferenceClass::InsideOneArticle,
                about: context.about(first.number),
                facts: Vec::new(),
                values: values(context, &clashes),
                why: vec![Evidence::new(
                    "two numbers of one thing in one article that cannot both be right as they stand",
                    0.5,
                )],
            });
        }
    }
}

fn clash(context: &Context, p: &Placed, q: &Placed) -> bool {
    let (m, n) = (p.number, q.number);
    let (of_p, of_q) = (places(context, p), places(context, q));
    p.sentence != q.sentence
        && m.counts_like(n)
        && !compatible(m, n)
        && (of_p == of_q || exceeds(m, n) && of_q.is_empty() || exceeds(n, m) && of_p.is_empty())
        && context.alignment.sentences.get(p.sentence).periods
            == context.alignment.sentences.get(q.sentence).periods
}

/// Whether a number is greater than another leaves room for: a place that has more of a thing than all have.
fn exceeds(part: &NumberMention, whole: &NumberMention) -> bool {
    part.value > whole.high.unwrap_or(whole.value) * PLAUSIBLE
}

/// The places that a number's sentence names.
fn places(context: &Context, placed: &Placed) -> BTreeSet<u32> {
    let doc = placed.doc.0 as usize;
    let names = context.story.names;
    let here = context.story.mentions[doc].names_of(placed.number.sentence);
    let groups = names.of_mention[doc][here].iter();
    groups
        .filter(|group| names.groups[group.0 as usize].kind == NameKind::Place)
        .map(|group| group.0)
        .collect()
}

/// Whether the words around a number make it a part of another: "two of the dead", "including three".
pub fn is_part(context: &Context, placed: &Placed) -> bool {
    let text = context.story.articles[placed.doc.0 as usize].part(placed.number.part);
    let digits = placed.number.digits;
    let after = text[digits.end()..].split_whitespace().take(3).map(str::to_lowercase).collect::<Vec<_>>();
    let before: Vec<_> =
        text[..digits.start()].split_whitespace().rev().take(4).map(str::to_lowercase).collect();
    let word = |at: usize| after.get(at).map_or("", String::as_str);
    let of_others = ["the", "them", "those", "these", "whom", "his", "her", "its", "their"];
    let apart = ["other", "others", "more", "additional", "further", "another"];
    let within = ["including", "includes", "included", "among", "another", "further", "additional"];
    apart.contains(&word(0).trim_matches(','))
        || word(0) == "of" && of_others.contains(&word(1).trim_matches(','))
        // "a child was among 14 people killed": those are the whole.
        || before.iter().enumerate().any(|(n, w)| {
            within.contains(&w.trim_matches(',')) && !(n == 0 && w == "among")
        })
}

/// A document that a sentence says who issued.
struct Issued {
    /// "joint statement".
    noun: String,
    /// Entities named as issuers.
    groups: BTreeSet<u32>,
    /// Whether it is "the" document.
    is_definite: bool,
    span: Span,
    doc: DocIx,
}

/// Sentences of one article that give one document to different issuers.
pub fn issuers(context: &Context, out: &mut Vec<Difference>) {
    for doc in 0..context.story.documents.len() {
        let document = &context.story.documents[doc];
        let mut by_noun: BTreeMap<String, Vec<Issued>> = BTreeMap::new();
        for (number, sentence) in document.story() {
            for issued in issued(context, DocIx(doc as u32), number, sentence) {
                by_noun.entry(issued.noun.clone()).or_default().push(issued);
            }
        }
        for (noun, all) in by_noun {
            let Some(first) = all.first() else { continue };
            // Two documents of one kind are none; "the" says that one is meant that was told of before.
            let other = all[1..].iter().find(|i| {
                i.is_definite
                    && i.groups.is_disjoint(&first.groups)
                    && !(i.groups.is_empty() && first.groups.is_empty())
            });
            let Some(other) = other else { continue };
            let text = &context.story.articles[doc].text;
            let part = crate::engine::span::Part::Text;
            let value = |i: &Issued| DifferenceValue {
                value: i.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "),
                locs: vec![context.location(i.doc, part, i.span)],
            };
            out.push(Difference {
                class: DifferenceClass::InsideOneArticle,
                about: format!("who issued the {noun}"),
                facts: Vec::new(),
                values: vec![value(first), value(other)],
                why: vec![Evidence::new("one article gives one document to different issuers", 0.5)],
            });
        }
    }
}

/// "a joint statement from more than 40 countries": modifier, noun, preposition, issuers.
fn issued(context: &Context, doc: DocIx, number: u32, sentence: &Sentence) -> Vec<Issued> {
    let story = context.story;
    let text = &story.articles[doc.0 as usize].text;
    let tokens = story.documents[doc.0 as usize].tokens_of(sentence);
    let word = |at: usize| tokens.get(at).map_or("", |t| &context.lexicon.word(t.word).text);
    let mut out = Vec::new();
    for at in 1..tokens.len() {
        if !context.lexicon.word(tokens[at].word).is_document {
            continue;
        }
        let (noun, modifier) = (word(at), word(at - 1));
        let is_text = tables().document_nouns.get(noun).is_some_and(|(_, kind)| *kind == "text");
        let is_plain = || tokens[at - 1].of(text).chars().all(char::is_lowercase);
        if !is_text || !is_plain() || tables().stopwords.contains(modifier) {
            continue;
        }
        // "statement of" is the issuer's; "from" and "by" may have a day or "issued" before them.
        let is_between = |w: &str| {
            matches!(w, "issued" | "released" | "on" | "late" | "early" | "made" | "signed" | "published")
                || tables().calendar.contains_key(w)
        };
        let mut from = at + 1;
        while from < tokens.len() && is_between(word(from)) {
            from += 1;
        }
        let leads = match word(from) {
            "of" => from == at + 1,
            "from" | "by" => true,
            _ => false,
        };
        if !leads {
            continue;
        }
        /// Longest row of issuers looked at, in tokens.
        const REACH: usize = 10;
        let ends = |n: &usize| {
            // "states" is a verb, "the States" is not.
            tokens[*n].of(text).starts_with(char::is_lowercase) && tables().reporting.contains_key(word(*n))
                || matches!(word(*n), "," | ";" | "." | ":" | "that" | "said" | "\"" | "\u{201D}")
        };
        let to =
            (from + 1..tokens.len().min(from + REACH)).find(ends).unwrap_or(tokens.len().min(from + REACH));
        let Some(last) = tokens.get(to - 1).filter(|_| to > from + 1) else { continue };
        let Some(span) = Span::new(text, tokens[at - 1].start as usize..last.end as usize) else { continue };
        let after = tokens[from].end as usize;
        let mentions = &story.mentions[doc.0 as usize];
        let is_behind = |place: Span| place.start() >= after && span.contains(place);
        let named = mentions.names_of(number).filter(|n| is_behind(mentions.names[*n].span));
        let groups: BTreeSet<u32> = named.map(|n| story.names.of_mention[doc.0 as usize][n].0).collect();
        let counted = mentions.numbers_of(number).iter().any(|n| is_behind(n.digits) && n.value > 1.0);
        if !groups.is_empty() || counted {
            let is_definite = at > 1 && matches!(word(at - 2), "the" | "that" | "this");
            out.push(Issued { noun: format!("{modifier} {noun}"), groups, is_definite, span, doc });
        }
    }
    out
}
