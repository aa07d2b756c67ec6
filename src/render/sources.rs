//! What each statement rests on, numbered for footnotes, and what is said of the articles as a whole.

use crate::engine::answer::{Difference, Fate, Merge, NameGroup, Segment, SegmentKind, Statement};
use crate::engine::article::{Article, ArticleIx};
use crate::engine::span::Location;
use crate::wire::vocabulary::DifferenceClass;
use std::collections::{BTreeMap, HashMap};

/// The places that a statement rests on: its base, the places of its insertions, and for each other source the first
/// place in it that states one of the statement's facts.
pub(super) fn places(statement: &Statement, merge: &Merge) -> Vec<Location> {
    let mut places = vec![statement.base];
    places.extend(statement.insertions.iter().map(|insertion| insertion.from));
    for source in statement.sources.iter().filter(|source| **source != statement.base.article) {
        let facts = statement.facts.iter().filter_map(|ix| merge.facts.get(ix.0 as usize));
        let mut supports = facts.flat_map(|fact| &fact.support);
        places.extend(supports.find(|support| support.loc.article == *source).map(|support| support.loc));
    }
    let mut seen = Vec::new();
    places.retain(|place| {
        !seen.contains(place) && {
            seen.push(*place);
            true
        }
    });
    places
}

/// Numbers from 1 for places, in order of first mention.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: HashMap<Location, usize>,
    places: Vec<Location>,
}

impl Footnotes {
    pub(super) fn number(&mut self, place: Location) -> usize {
        *self.numbers.entry(place).or_insert_with(|| {
            self.places.push(place);
            self.places.len()
        })
    }

    /// In order of their numbers.
    pub(super) fn places(&self) -> &[Location] {
        &self.places
    }
}

/// What stands at a place.
pub(super) fn words<'a>(place: &Location, articles: &'a [Article]) -> &'a str {
    place.span.of(articles[place.article.ix()].part(place.part))
}

/// The outlets of places, each once, in order of first mention.
pub(super) fn outlets<'a>(places: &[Location], articles: &'a [Article]) -> Vec<&'a str> {
    let mut outlets = Vec::new();
    for place in places {
        let outlet = articles[place.article.ix()].source.as_str();
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    outlets
}

/// The differences that an editor must know: the others the JSON answer holds, and [`spellings`] gives those of names.
pub(super) fn differences(merge: &Merge) -> impl Iterator<Item = &Difference> {
    merge.differences.iter().filter(|difference| !DifferenceClass::from(difference.class).is_quiet())
}

/// The names that are printed in more than one way: the preferred form, and each form with how often it stands by
/// itself, not inside a longer one (`Navy` in `the Navy`).
pub(super) fn spellings(merge: &Merge) -> impl Iterator<Item = (&str, Vec<(&str, usize)>)> {
    let groups = merge.names.iter().map(|group| (group.preferred.as_str(), forms_alone(group)));
    groups.filter(|(_, forms)| forms.len() > 1)
}

fn forms_alone(group: &NameGroup) -> Vec<(&str, usize)> {
    let numbered = group.forms.iter().enumerate();
    let mut places: Vec<(Location, usize)> =
        numbered.flat_map(|(n, form)| form.locs.iter().map(move |loc| (*loc, n))).collect();
    // The longest of those that begin together first: what follows inside it is nested.
    places
        .sort_by_key(|(loc, _)| (loc.article, loc.part, loc.span.start(), std::cmp::Reverse(loc.span.end())));
    let mut counts = vec![0; group.forms.len()];
    let mut outer: Option<Location> = None;
    for (loc, n) in places {
        let is_inside = |outer: Location| {
            (outer.article, outer.part) == (loc.article, loc.part) && loc.span.end() <= outer.span.end()
        };
        if !outer.is_some_and(is_inside) {
            counts[n] += 1;
            outer = Some(loc);
        }
    }
    let forms = group.forms.iter().map(|form| form.text.as_str()).zip(counts);
    forms.filter(|(_, count)| *count > 0).collect()
}

/// What was left out of each article that lost something: how many segments of each kind.
pub(super) fn left_out(merge: &Merge) -> Vec<(ArticleIx, BTreeMap<SegmentKind, usize>)> {
    let is_left_out = |segment: &&Segment| segment.fate == Fate::LeftOut;
    let counts = merge.articles.iter().map(|report| {
        let mut counts = BTreeMap::new();
        for segment in report.segments.iter().filter(is_left_out) {
            *counts.entry(segment.kind).or_insert(0) += 1;
        }
        (report.article, counts)
    });
    counts.filter(|(_, counts)| !counts.is_empty()).collect()
}

/// `2 captions, 1 teaser`.
pub(super) fn counted(counts: &BTreeMap<SegmentKind, usize>) -> String {
    let counted = counts.iter().map(|(kind, n)| match (kind, n) {
        (kind, 1) => format!("1 {}", singular(*kind)),
        // Two words that have no plural here.
        (SegmentKind::Story | SegmentKind::Navigation | SegmentKind::Other, n) => {
            format!("{n} {}", singular(*kind))
        }
        (kind, n) => format!("{n} {}s", singular(*kind)),
    });
    counted.collect::<Vec<_>>().join(", ")
}

fn singular(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Headline => "headline",
        SegmentKind::Story => "of the story",
        SegmentKind::Byline => "byline",
        SegmentKind::Dateline => "dateline",
        SegmentKind::Caption => "caption",
        SegmentKind::Credit => "credit",
        SegmentKind::Teaser => "teaser",
        SegmentKind::Navigation => "of navigation",
        SegmentKind::Promotion => "promotion",
        SegmentKind::Other => "other",
    }
}
