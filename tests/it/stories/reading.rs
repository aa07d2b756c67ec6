//! Questions to an answer about places of its articles.

use crate::fixture::{Ref, Story};
use std::collections::BTreeSet;
use std::ops::Range;
use storymerge::engine::answer::{
    CopyKind, Difference, DifferenceClass, Fact, Fate, Merge, NameGroup, SegmentKind, Support,
};
use storymerge::engine::article::ArticleIx;
use storymerge::engine::span::{Location, Part};

/// An answer beside its story.
pub struct Reading<'s> {
    pub story: &'s Story,
    pub answer: &'s Merge,
}

impl<'s> Reading<'s> {
    /// Whether one fact has supports that cover both sentences.
    pub fn is_joined(&self, a: &Ref, b: &Ref) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        let covers = |fact: &Fact, place: &Place| {
            let mut supports = fact.support.iter();
            supports.any(|s| place.is_covered_by(s.loc))
        };
        let mut facts = self.answer.facts.iter();
        facts.any(|fact| covers(fact, &a) && covers(fact, &b))
    }

    /// Every support that covers the sentence, with its fact.
    pub fn supports_of(&self, sentence: &Ref) -> impl Iterator<Item = (&'s Fact, &'s Support)> {
        let place = self.find(sentence);
        let facts = self.answer.facts.iter();
        let supports = facts.flat_map(|fact| fact.support.iter().map(move |s| (fact, s)));
        supports.filter(move |(_, support)| place.is_covered_by(support.loc))
    }

    /// Whether one group has both forms, case and punctuation aside.
    pub fn is_one_name(&self, a: &str, b: &str) -> bool {
        let holds = |group: &NameGroup, form: &str| {
            let wanted = letters(form);
            group.forms.iter().any(|f| letters(&f.text) == wanted)
        };
        let mut groups = self.answer.names.iter();
        groups.any(|group| holds(group, a) && holds(group, b))
    }

    /// Differences whose values stand at all the places.
    pub fn differences_at(&self, places: &[Ref]) -> impl Iterator<Item = &'s Difference> {
        let places: Vec<Place> = places.iter().map(|p| self.find(p)).collect();
        self.answer.differences.iter().filter(move |difference| {
            places.iter().all(|place| {
                let mut locs = difference.values.iter().flat_map(|v| &v.locs);
                locs.any(|loc| place.overlaps(*loc))
            })
        })
    }

    /// Whether the answer says that what stands at the places cannot all be true.
    pub fn is_contradiction(&self, places: &[Ref]) -> bool {
        self.differences_at(places).any(|d| d.class == DifferenceClass::Contradiction)
    }

    /// Whether no two differences of one class give the same values for the same facts.
    pub fn tells_no_difference_twice(&self) -> bool {
        let mut told = BTreeSet::new();
        self.answer.differences.iter().all(|difference| {
            let values: BTreeSet<&str> = difference.values.iter().map(|v| &*v.value).collect();
            told.insert((difference.class, &difference.facts, values))
        })
    }

    /// Whether none of the words is taken for the story.
    pub fn is_left_out(&self, words: &Ref) -> bool {
        let place = self.find(words);
        let reports = self.answer.articles.iter();
        let of_article = reports.filter(|r| r.article == place.article);
        let mut segments = of_article.flat_map(|r| &r.segments).filter(|s| place.overlaps(s.loc));
        self.has_report(place.article)
            && segments.all(|s| !matches!(s.kind, SegmentKind::Story | SegmentKind::Headline))
    }

    /// Whether the sentence stands in the account, in its own or another's words.
    pub fn survives(&self, sentence: &Ref) -> bool {
        let place = self.find(sentence);
        let mut segments = self.answer.articles.iter().flat_map(|r| &r.segments);
        segments.any(|s| place.is_covered_by(s.loc) && s.fate != Fate::LeftOut)
    }

    /// Whether one of the first two statements is this sentence or states a fact of it.
    pub fn opens_with(&self, sentence: &Ref) -> bool {
        let place = self.find(sentence);
        let mut first = self.answer.account.iter().flatten().take(2);
        first.any(|statement| {
            let facts = statement.facts.iter();
            let mut supports = facts.flat_map(|f| &self.answer.facts[f.0 as usize].support);
            place.is_covered_by(statement.base) || supports.any(|s| place.is_covered_by(s.loc))
        })
    }

    /// What sorts of copies the two articles are said to be.
    pub fn copy_kinds(&self, a: &str, b: &str) -> BTreeSet<String> {
        let (a, b) = (self.article(a), self.article(b));
        let copies = self.answer.copies.iter();
        let of_both = copies.filter(|c| c.articles.contains(&a) && c.articles.contains(&b));
        of_both.map(|c| copy_kind_name(c.kind).to_owned()).collect()
    }

    /// Whether the article is said to be about something else.
    pub fn is_off_topic(&self, id: &str) -> bool {
        let article = self.article(id);
        let mut reports = self.answer.articles.iter();
        reports.any(|r| r.article == article && !r.on_topic)
    }

    fn has_report(&self, article: ArticleIx) -> bool {
        self.answer.articles.iter().any(|r| r.article == article)
    }

    fn article(&self, id: &str) -> ArticleIx {
        let position = self.story.articles.iter().position(|a| a.id == id);
        let position = position.unwrap_or_else(|| panic!("{}: no article {id}", self.story.slug));
        ArticleIx(position as u32)
    }

    fn find(&self, words: &Ref) -> Place {
        let article = self.article(&words.article);
        let text = &self.story.articles[article.ix()].text;
        let Some(start) = text.find(&words.exact) else {
            panic!("{}/{}: not there: {}", self.story.slug, words.article, words.exact);
        };
        Place { article, range: start..start + words.exact.len() }
    }
}

/// A range of bytes of one article's text.
struct Place {
    article: ArticleIx,
    range: Range<usize>,
}

impl Place {
    /// Whether at least half of the place, or half of the location, lies in both.
    fn is_covered_by(&self, loc: Location) -> bool {
        let shared = self.n_shared(loc);
        shared > 0 && (shared * 2 >= self.range.len() || shared * 2 >= loc.span.len())
    }

    fn overlaps(&self, loc: Location) -> bool {
        self.n_shared(loc) > 0
    }

    fn n_shared(&self, loc: Location) -> usize {
        if loc.article != self.article || loc.part != Part::Text {
            return 0;
        }
        let end = self.range.end.min(loc.span.end());
        end.saturating_sub(self.range.start.max(loc.span.start()))
    }
}

/// The words of a form, lower-case.
fn letters(form: &str) -> String {
    let lower = form.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn copy_kind_name(kind: CopyKind) -> &'static str {
    match kind {
        CopyKind::Exact => "exact",
        CopyKind::Near => "near",
        CopyKind::WireCopy => "wire_copy",
        CopyKind::Excerpt => "excerpt",
    }
}
