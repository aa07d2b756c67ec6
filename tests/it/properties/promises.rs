//! The contract's promises about one answer. Each function panics with what breaks it.

use std::collections::BTreeSet;
use std::ops::Range;
use storymerge::engine::answer::{Fact, Fate, Merge, Statement, Status};
use storymerge::engine::article::Article;
use storymerge::engine::evidence::Evidence;
use storymerge::engine::span::{Location, Part, Span};
use unicode_segmentation::UnicodeSegmentation;

/// A printed text is its base's with the listed insertions and replacements, nothing else.
pub fn nothing_is_invented(merge: &Merge, articles: &[Article]) {
    for statement in statements(merge) {
        assert_eq!(rebuilt(statement, articles), statement.text);
        for insertion in &statement.insertions {
            let there = words_at(insertion.from, articles);
            assert_eq!(insertion.text, format!(" [{there}]"));
        }
    }
}

/// A place of a change, how much of the base it takes away, and what it prints.
type Change<'s> = (usize, &'s str, &'s str);

fn changes(statement: &Statement) -> Vec<Change<'_>> {
    let insertions = statement.insertions.iter();
    let insertions = insertions.map(|i| (i.at, "", i.text.as_str()));
    let replacements = statement.replacements.iter();
    let replacements = replacements.map(|r| (r.at, r.original.as_str(), r.printed.as_str()));
    let mut changes: Vec<Change> = insertions.chain(replacements).collect();
    changes.sort_by_key(|c| c.0);
    changes
}

fn rebuilt(statement: &Statement, articles: &[Article]) -> String {
    let mut rest = words_at(statement.base, articles);
    let mut out = String::new();
    for (at, original, printed) in changes(statement) {
        let (copied, after) = rest.split_at(at - out.len());
        out += copied;
        out += printed;
        rest = after.strip_prefix(original).expect("the original stands there");
    }
    out + rest
}

/// What the base has between curly marks is printed as it stands.
pub fn quotations_are_whole(merge: &Merge, articles: &[Article]) {
    for statement in statements(merge) {
        let base = words_at(statement.base, articles);
        for quotation in quotations(base) {
            // Where it lies in the printed text: shifted by the changes before it.
            let mut shift = 0isize;
            for (at, original, printed) in changes(statement) {
                let at_base = at.wrapping_add_signed(-shift);
                let range = at_base..at_base + original.len();
                let is_inside = range.start > quotation.start && range.start < quotation.end
                    || range.end > quotation.start && range.end < quotation.end;
                assert!(!is_inside, "{original:?} -> {printed:?} inside {base:?}");
                shift += printed.len() as isize - original.len() as isize;
            }
        }
    }
}

/// `“...”` with no other mark inside, marks included.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '“' => open = Some(at),
            '”' => out.extend(open.take().map(|start| start..at + c.len_utf8())),
            '"' | '„' | '«' | '»' | '「' | '」' => open = None,
            _ => {}
        }
    }
    out
}

/// Every location of the answer is a piece of its article, cut between characters.
pub fn locations_are_valid(mut merge: Merge, articles: &[Article]) {
    merge.for_each_location(&mut |loc| {
        let text = articles[loc.article.ix()].part(loc.part);
        assert_eq!(Span::new(text, loc.span.range()), Some(loc.span), "{loc:?} in {text:?}");
        assert!(!loc.span.is_empty(), "{loc:?} holds nothing");
    });
    let n_facts = merge.facts.len();
    let facts_of_segments = merge.articles.iter().flat_map(|a| &a.segments);
    let facts = statements(&merge).flat_map(|s| &s.facts);
    let facts = facts.chain(facts_of_segments.flat_map(|s| &s.facts));
    let facts = facts.chain(merge.differences.iter().flat_map(|d| &d.facts));
    let mut facts = facts.chain(merge.timeline.iter().flat_map(|t| &t.facts));
    assert!(facts.all(|f| (f.0 as usize) < n_facts));
    let mut origins = merge.facts.iter().flat_map(|f| &f.origins);
    assert!(origins.all(|o| (o.0 as usize) < merge.origins.len()));
}

/// The segments of each article tile it, each with a reason, and tell truly what is printed.
pub fn nothing_is_lost(merge: &Merge, articles: &[Article]) {
    let reported: Vec<usize> = merge.articles.iter().map(|a| a.article.ix()).collect();
    assert_eq!(reported, (0..articles.len()).collect::<Vec<_>>());
    let printed: BTreeSet<Location> = statements(merge).map(|s| s.base).collect();
    let mut told = BTreeSet::new();
    for (report, article) in merge.articles.iter().zip(articles) {
        for part in [Part::Title, Part::Text] {
            let of_part = report.segments.iter().filter(|s| s.loc.part == part);
            tile(article.part(part), of_part.map(|s| s.loc.span.range()), "segments");
        }
        for segment in &report.segments {
            assert_eq!(segment.loc.article, report.article);
            assert!(!segment.reason.trim().is_empty(), "no reason: {segment:?}");
            if segment.fate == Fate::Printed {
                told.insert(segment.loc);
            }
        }
    }
    assert_eq!(printed, told, "what is printed and what is said to be");
}

/// The ranges are in order, do not overlap, and leave out only white space.
pub fn tile(text: &str, ranges: impl Iterator<Item = Range<usize>>, what: &str) {
    let mut at = 0;
    for range in ranges {
        assert!(range.start >= at, "{what} overlap at {at} in {text:?}");
        let gap = &text[at..range.start];
        assert!(gap.trim().is_empty(), "{what} leave out {gap:?} of {text:?}");
        assert!(range.end > range.start, "empty at {at} in {text:?}");
        at = range.end;
    }
    let gap = &text[at..];
    assert!(gap.trim().is_empty(), "{what} leave out {gap:?} of {text:?}");
}

/// Outlets are distinct sources; a fact is corroborated only by two of them and two origins.
pub fn nothing_is_counted_twice(merge: &Merge, articles: &[Article]) {
    for fact in &merge.facts {
        let sources = fact.support.iter().map(|s| &articles[s.loc.article.ix()].source);
        let n_sources = sources.collect::<BTreeSet<_>>().len();
        assert_eq!(fact.outlets as usize, n_sources, "{fact:?}");
        let n_origins = fact.origins.iter().collect::<BTreeSet<_>>().len();
        assert_eq!(fact.origins.len(), n_origins, "an origin twice: {fact:?}");
        assert!(n_origins > 0, "no origin: {fact:?}");
        let is_true = match fact.status {
            Status::Corroborated => n_sources >= 2 && n_origins >= 2,
            Status::OneOrigin => n_sources >= 2 && n_origins == 1,
            Status::SingleSource => n_sources == 1,
            Status::Disputed => true,
        };
        assert!(is_true, "{fact:?}");
        assert_eq!(fact.support[0].loc, fact.base);
        let places: BTreeSet<Location> = fact.support.iter().map(|s| s.loc).collect();
        assert_eq!(places.len(), fact.support.len(), "a place twice: {fact:?}");
    }
}

/// Supports, names, differences, comparisons and dates carry their reasons.
pub fn every_link_says_why(merge: &Merge) {
    let is_told = |why: &[Evidence]| !why.is_empty() && why.iter().all(|e| !e.reason.trim().is_empty());
    for support in merge.facts.iter().flat_map(|f| &f.support) {
        assert!(is_told(&support.why), "{support:?}");
    }
    for group in &merge.names {
        for link in &group.why {
            assert!(!link.evidence.reason.trim().is_empty(), "{group:?}");
        }
    }
    for difference in &merge.differences {
        assert!(is_told(&difference.why), "{difference:?}");
        assert!(!difference.about.trim().is_empty(), "{difference:?}");
        assert!(difference.values.len() > 1, "one value: {difference:?}");
    }
    for entry in &merge.timeline {
        assert!(!entry.why.trim().is_empty(), "{entry:?}");
        assert!(!entry.locs.is_empty(), "{entry:?}");
    }
}

/// A place without regard to the order of the articles: id, whether the title, start, end.
type Place = (String, bool, usize, usize);

fn place(loc: Location, articles: &[Article]) -> Place {
    let id = articles[loc.article.ix()].id.clone();
    (id, loc.part == Part::Title, loc.span.start(), loc.span.end())
}

/// Headline and statements in order, each with the place it was taken from.
pub fn printed(merge: &Merge, articles: &[Article]) -> Vec<(String, Place)> {
    let statements = statements(merge);
    statements.map(|s| (s.text.clone(), place(s.base, articles))).collect()
}

/// A fact without regard to the order of the articles.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactById {
    pub support: BTreeSet<Place>,
    base: Place,
    outlets: u32,
    n_origins: usize,
    status: String,
}

/// All facts, in an order of their own.
pub fn facts_by_id(merge: &Merge, articles: &[Article]) -> Vec<FactById> {
    let fact = |fact: &Fact| FactById {
        support: fact.support.iter().map(|s| place(s.loc, articles)).collect(),
        base: place(fact.base, articles),
        outlets: fact.outlets,
        n_origins: fact.origins.len(),
        status: format!("{:?}", fact.status),
    };
    let mut facts: Vec<FactById> = merge.facts.iter().map(fact).collect();
    facts.sort();
    facts
}

/// Names, differences, dates and segments without regard to the order of the articles.
pub fn outline(merge: &Merge, articles: &[Article]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let places = |locs: &mut dyn Iterator<Item = &Location>| -> BTreeSet<Place> {
        locs.map(|l| place(*l, articles)).collect()
    };
    for group in &merge.names {
        let locs = places(&mut group.forms.iter().flat_map(|f| &f.locs));
        out.insert(format!("name {:?} {} {locs:?}", group.kind, group.preferred));
    }
    for difference in &merge.differences {
        let mut values: Vec<_> =
            difference.values.iter().map(|v| (&v.value, places(&mut v.locs.iter()))).collect();
        values.sort();
        out.insert(format!("difference {:?} {} {values:?}", difference.class, difference.about));
    }
    for entry in &merge.timeline {
        out.insert(format!("date {} {:?} {:?}", entry.date, entry.precision, places(&mut entry.locs.iter())));
    }
    for segment in merge.articles.iter().flat_map(|a| &a.segments) {
        let at = place(segment.loc, articles);
        out.insert(format!("segment {at:?} {:?} {:?} {}", segment.kind, segment.fate, segment.reason));
    }
    for origin in &merge.origins {
        out.insert(format!(
            "origin {:?} {} {:?}",
            origin.kind,
            origin.label,
            places(&mut origin.evidence.iter())
        ));
    }
    for note in &merge.notes {
        out.insert(format!("note {} {} {:?}", note.code, note.detail, places(&mut note.locs.iter())));
    }
    out
}

/// Whether there is anything in the text that a check of words can find.
pub fn has_words(text: &str) -> bool {
    text.unicode_words().next().is_some()
}

/// Whether both ends of the range lie between words; `C.D` without blanks is one word and may be
/// two sentences.
pub fn cuts_no_word(text: &str, range: Range<usize>) -> bool {
    let is_cut = |(at, word): (usize, &str)| {
        let is_inside = |edge| at < edge && edge < at + word.len();
        is_inside(range.start) || is_inside(range.end)
    };
    !text.unicode_word_indices().any(is_cut)
}

fn statements(merge: &Merge) -> impl Iterator<Item = &Statement> {
    merge.headline.iter().chain(merge.account.iter().flatten())
}

fn words_at(loc: Location, articles: &[Article]) -> &str {
    loc.span.of(articles[loc.article.ix()].part(loc.part))
}
