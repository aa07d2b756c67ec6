//! Days that the supports of one fact, or one article's own sentences on one fact, do not name alike.

use super::difference::Context;
use crate::engine::align::SentenceIx;
use crate::engine::answer::{Difference, DifferenceClass, DifferenceValue, FactIx};
use crate::engine::evidence::Evidence;
use crate::engine::mention::date::Said;
use crate::engine::mention::{DateMention, Resolved};
use crate::engine::read::DocIx;
use crate::engine::span::Location;
use jiff::civil::Date;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Days named by one sentence, each with its place.
type Named = Vec<(Date, Location)>;

/// One difference for each sentence and those that go with it, if they name different days, and one for each article
/// that tells one fact of another twice, on two days.
pub fn find(context: &Context, out: &mut Vec<Difference>) {
    let sentences = &context.alignment.sentences;
    let mut found: Vec<Difference> = Vec::new();
    for (at, partners) in context.set.partners.iter().enumerate() {
        let centre = SentenceIx(at as u32);
        let members = std::iter::once(centre).chain(partners.iter().map(|p| p.0));
        let members: Vec<SentenceIx> = members.filter(|ix| !sentences.get(*ix).is_headline).collect();
        let named: Vec<(SentenceIx, Named)> =
            members.iter().map(|ix| (*ix, named(context, *ix))).filter(|(_, n)| !n.is_empty()).collect();
        if !named.iter().any(|(ix, _)| *ix == centre) {
            continue;
        }
        let mut by_doc: BTreeMap<DocIx, BTreeSet<Date>> = BTreeMap::new();
        for (ix, named) in &named {
            by_doc.entry(sentences.get(*ix).doc).or_default().extend(named.iter().map(|n| n.0));
        }
        let sets: BTreeSet<&BTreeSet<Date>> = by_doc.values().collect();
        if sets.len() < 2 {
            continue;
        }
        let all_share = by_doc.values().all(|days| by_doc.values().all(|other| !days.is_disjoint(other)));
        let reason = if all_share {
            "one names a day more; not a contradiction"
        } else {
            "other days for what seems one event"
        };
        let places = named.into_iter().flat_map(|(_, named)| named).collect();
        found.push(difference(DifferenceClass::Date, context.facts_with(&members), places, reason));
    }
    out.extend(without_parts(found));
    inside(context, out);
    in_other_words(context, out);
}

/// One difference for each day that the articles on a fact write in other words: "Tuesday", "yesterday". It is no
/// disagreement; the editor sees how each was worked out.
fn in_other_words(context: &Context, out: &mut Vec<Difference>) {
    /// How a day is written, as it stands in an article; where; how it was worked out.
    type Written = BTreeMap<String, (BTreeSet<Location>, String)>;
    let mut by_day: BTreeMap<Date, (BTreeSet<FactIx>, Written)> = BTreeMap::new();
    let drafts = context.set.drafts.iter().zip(context.number);
    for (draft, fact) in drafts.filter(|(draft, _)| draft.members.len() > 1) {
        let mut kinds: BTreeMap<Date, (BTreeSet<u8>, BTreeSet<DocIx>)> = BTreeMap::new();
        let mentions = || draft.members.iter().flat_map(|ix| mentions(context, *ix));
        for (doc, mention, resolved) in mentions() {
            let (sorts, docs) = kinds.entry(resolved.date).or_default();
            sorts.insert(match mention.said {
                Said::Weekday { .. } => 1,
                Said::Relative(_) | Said::Offset(_) => 2,
                _ => 0,
            });
            docs.insert(doc);
        }
        kinds.retain(|_, (sorts, docs)| sorts.len() > 1 && docs.len() > 1);
        for (doc, mention, resolved) in mentions().filter(|m| kinds.contains_key(&m.2.date)) {
            let words = mention.span.of(context.story.articles[doc.0 as usize].part(mention.part));
            let (facts, written) = by_day.entry(resolved.date).or_default();
            facts.insert(*fact);
            let (locs, _) = written
                .entry(words.to_owned())
                .or_insert_with(|| (BTreeSet::new(), format!("{words}: {}", resolved.why)));
            locs.insert(context.location(doc, mention.part, mention.span));
        }
    }
    for (day, (facts, written)) in by_day {
        let value = |(words, (locs, _)): (&String, &(BTreeSet<Location>, String))| DifferenceValue {
            value: format!("{words} ({day})"),
            locs: locs.iter().copied().collect(),
        };
        out.push(Difference {
            class: DifferenceClass::Wording,
            about: format!("how {day} is written"),
            facts: facts.into_iter().collect(),
            values: written.iter().map(value).collect(),
            why: written.values().map(|(_, why)| Evidence::new(why.clone(), 0.9)).collect(),
        });
    }
}

/// The days that a sentence names, as far as they are known.
fn mentions<'c>(
    context: &'c Context,
    ix: SentenceIx,
) -> impl Iterator<Item = (DocIx, &'c DateMention, &'c Resolved)> {
    let terms = context.alignment.sentences.get(ix);
    let here = context.story.mentions[terms.doc.0 as usize].dates_of(terms.number).iter();
    let resolved = here.filter_map(move |m| Some((terms.doc, m, m.resolved.as_ref()?)));
    resolved.filter(|(.., r)| r.precision == crate::engine::answer::Precision::Day)
}

/// One article's sentences that both go with one sentence of another article, and name other days.
fn inside(context: &Context, out: &mut Vec<Difference>) {
    let sentences = &context.alignment.sentences;
    let mut found: Vec<Difference> = Vec::new();
    for (at, partners) in context.set.partners.iter().enumerate() {
        let told: BTreeSet<Date> = named(context, SentenceIx(at as u32)).iter().map(|n| n.0).collect();
        let mut by_doc: BTreeMap<DocIx, BTreeSet<SentenceIx>> = BTreeMap::new();
        for (ix, _) in partners.iter().filter(|(ix, _)| !sentences.get(*ix).is_headline) {
            by_doc.entry(sentences.get(*ix).doc).or_default().insert(*ix);
        }
        for same_article in by_doc.into_values() {
            let named: Vec<Named> = same_article.iter().map(|ix| named(context, *ix)).collect();
            let days: Vec<BTreeSet<Date>> = named
                .iter()
                .map(|n| n.iter().map(|d| d.0).collect())
                .filter(|d: &BTreeSet<_>| !d.is_empty())
                .collect();
            let is_apart = days.iter().any(|d| days.iter().any(|other| d.is_disjoint(other)));
            // A sentence that names both days tells of two events itself.
            if is_apart && !days.iter().all(|d| d.is_subset(&told)) {
                let places = named.into_iter().flatten().collect();
                let reason = "one article names two days for what another tells as one event";
                found.push(difference(DifferenceClass::InsideOneArticle, Vec::new(), places, reason));
            }
        }
    }
    out.extend(without_parts(found));
}

fn named(context: &Context, ix: SentenceIx) -> Named {
    mentions(context, ix).map(|(doc, m, day)| (day.date, context.location(doc, m.part, m.span))).collect()
}

fn difference(class: DifferenceClass, facts: Vec<FactIx>, places: Named, reason: &'static str) -> Difference {
    let mut by_day: BTreeMap<Date, BTreeSet<Location>> = BTreeMap::new();
    places.into_iter().for_each(|(day, place)| {
        by_day.entry(day).or_default().insert(place);
    });
    let value = |(day, locs): (Date, BTreeSet<Location>)| DifferenceValue {
        value: day.to_string(),
        locs: locs.into_iter().collect(),
    };
    Difference {
        class,
        about: "days named".into(),
        facts,
        values: by_day.into_iter().map(value).collect(),
        why: vec![Evidence::new(reason, 0.7)],
    }
}

/// Adds the places and facts of a difference between the same days.
fn join(into: &mut Difference, from: Difference) {
    for (value, other) in into.values.iter_mut().zip(from.values) {
        value.locs.extend(other.locs);
        value.locs.sort();
        value.locs.dedup();
    }
    into.facts.extend(from.facts);
    into.facts.sort_unstable();
    into.facts.dedup();
}

/// The differences whose places do not all stand in another; those between the same days are one.
fn without_parts(found: Vec<Difference>) -> Vec<Difference> {
    let mut by_days: BTreeMap<Vec<String>, Difference> = BTreeMap::new();
    for difference in found {
        let days = difference.values.iter().map(|v| v.value.clone()).collect();
        match by_days.entry(days) {
            Entry::Vacant(entry) => {
                entry.insert(difference);
            }
            Entry::Occupied(entry) => join(entry.into_mut(), difference),
        }
    }
    let found: Vec<Difference> = by_days.into_values().collect();
    let places =
        |d: &Difference| -> BTreeSet<Location> { d.values.iter().flat_map(|v| v.locs.clone()).collect() };
    let all: Vec<BTreeSet<Location>> = found.iter().map(places).collect();
    let is_part = |at: usize| {
        all.iter().enumerate().any(|(other, held)| {
            other != at && all[at].is_subset(held) && (all[at].len() < held.len() || other < at)
        })
    };
    let keep: Vec<bool> = (0..found.len()).map(|at| !is_part(at)).collect();
    found.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(d, _)| d).collect()
}
