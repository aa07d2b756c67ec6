//! Where supports of a fact, or one article's own sentences, do not say the same: numbers, dates,
//! spellings, issuers. Classes as in the contract; what may be an estimate, an update or another
//! thing counted is never called a contradiction.

use super::{FactSet, days, inside, numbers, overtaken, retold, spelt, wording};
use crate::engine::align::counted::{numbers as numbers_of, one_thing};
use crate::engine::align::{Alignment, SentenceIx, Story};
use crate::engine::answer::{Difference, DifferenceClass, DifferenceValue, FactIx, NameKind};
use crate::engine::article::ArticleIx;
use crate::engine::evidence::Evidence;
use crate::engine::mention::NumberMention;
use crate::engine::params::facts::SURE;
use crate::engine::read::DocIx;
use crate::engine::span::{Location, Part};
use crate::engine::text::Lexicon;
use std::collections::{BTreeMap, BTreeSet};

/// What the steps below share.
pub struct Context<'d> {
    /// The story.
    pub story: &'d Story<'d>,
    /// Its alignment.
    pub alignment: &'d Alignment,
    /// Its facts.
    pub set: &'d FactSet,
    /// Number of each draft in the answer.
    pub number: &'d [FactIx],
    /// Numbers of the facts of each sentence.
    pub facts_of: &'d [Vec<FactIx>],
    /// Article of each document.
    pub doc_article: &'d [ArticleIx],
    /// Words.
    pub lexicon: &'d Lexicon,
}

/// All differences, in order of class and first place.
pub fn find(context: &Context) -> Vec<Difference> {
    let mut out = Vec::new();
    numbers_between(context, &mut out);
    counted_elsewhere(context, &mut out);
    days::find(context, &mut out);
    inside::numbers(context, &mut out);
    inside::issuers(context, &mut out);
    overtaken::find(context, &mut out);
    spelt::find(context, &mut out);
    let known = wording::Known::of(context);
    retold::find(context, &known, &mut out);
    spellings(context, &mut out);
    wording::find(context, &known, &mut out);
    out
}

/// A number with its sentence.
#[derive(Clone, Copy)]
pub(super) struct Placed<'m> {
    pub sentence: SentenceIx,
    pub doc: DocIx,
    pub number: &'m NumberMention,
}

impl Context<'_> {
    pub(super) fn location(&self, doc: DocIx, part: Part, span: crate::engine::span::Span) -> Location {
        Location { article: self.doc_article[doc.0 as usize], part, span }
    }

    pub(super) fn place(&self, placed: &Placed) -> Location {
        self.location(placed.doc, placed.number.part, placed.number.span)
    }

    pub(super) fn placed(&self, sentence: SentenceIx) -> impl Iterator<Item = Placed<'_>> {
        let terms = self.alignment.sentences.get(sentence);
        let all = numbers_of(self.story, terms).iter();
        all.map(move |number| Placed { sentence, doc: terms.doc, number })
    }

    pub(super) fn facts_with(&self, sentences: &[SentenceIx]) -> Vec<FactIx> {
        let mut facts: Vec<FactIx> =
            sentences.iter().flat_map(|ix| &self.facts_of[ix.ix()]).copied().collect();
        facts.sort_unstable();
        facts.chunk_by(|x, y| x == y).filter(|same| same.len() > 1).map(|same| same[0]).collect()
    }

    /// What a number is a number of, in words.
    pub(super) fn about(&self, m: &NumberMention) -> String {
        let word = |c: crate::engine::text::ConceptIx| self.lexicon.concept_word(c).to_owned();
        match (m.dimension, m.state, m.counted) {
            (Some(dimension), ..) => dimension.replace('_', " "),
            (None, Some(state), Some(counted)) if state != counted => {
                format!("{} {}", word(counted), word(state))
            }
            (None, Some(state), _) => word(state),
            (None, None, Some(counted)) => word(counted),
            (None, None, None) => "number".to_owned(),
        }
    }

    fn day(&self, doc: DocIx) -> Option<&str> {
        self.story.articles[doc.0 as usize].published_at.as_deref().and_then(|p| p.get(..10))
    }
}

/// Things counted under one key: state or noun, or dimension and unit.
type Thing = (Option<u32>, Option<&'static str>, Option<&'static str>);
/// Two numbers of linked sentences.
type Pair<'m> = (Placed<'m>, Placed<'m>, DifferenceClass);

/// One difference for each thing that connected sentences count differently.
fn numbers_between(context: &Context, out: &mut Vec<Difference>) {
    let mut things: BTreeMap<Thing, Vec<Pair>> = BTreeMap::new();
    for link in &context.alignment.links {
        let of_a: Vec<Placed> = context.placed(link.a).collect();
        let of_b: Vec<Placed> = context.placed(link.b).collect();
        for m in &of_a {
            for n in &of_b {
                let Some(class) = class_of(context, m, n, link.score) else {
                    continue;
                };
                if class != DifferenceClass::OtherThingCounted && !go_together(m, n, &of_a, &of_b) {
                    continue;
                }
                // "two of the dead" beside "three dead" is no other count.
                if !same_value(m.number, n.number)
                    && (inside::is_part(context, m) || inside::is_part(context, n))
                {
                    continue;
                }
                things.entry(thing(m.number)).or_default().push((*m, *n, class));
            }
        }
    }
    for pairs in things.into_values() {
        let (other_thing, one_thing): (Vec<_>, Vec<_>) =
            pairs.into_iter().partition(|p| p.2 == DifferenceClass::OtherThingCounted);
        for pairs in connected(context, one_thing) {
            out.extend(difference_of(context, &pairs));
        }
        for pairs in connected(context, other_thing) {
            out.extend(difference_of(context, &pairs));
        }
    }
}

/// What a number counts or measures.
fn thing(m: &NumberMention) -> Thing {
    (m.state.or(m.counted).map(|c| c.0), m.dimension, m.unit)
}

/// One difference for each thing that sentences count in far other numbers which are not joined for that.
fn counted_elsewhere(context: &Context, out: &mut Vec<Difference>) {
    let mut things: BTreeMap<Thing, Vec<Pair>> = BTreeMap::new();
    for &(a, b) in &context.alignment.elsewhere {
        let of_b: Vec<Placed> = context.placed(b).collect();
        for m in context.placed(a) {
            let is_other = |n: &&Placed| one_thing(m.number, n.number) && !same_value(m.number, n.number);
            let pairs = of_b.iter().filter(is_other).map(|n| (m, *n, DifferenceClass::OtherThingCounted));
            things.entry(thing(m.number)).or_default().extend(pairs);
        }
    }
    for pairs in things.into_values().flat_map(|pairs| connected(context, pairs)) {
        let placed: Vec<Placed> = pairs.iter().flat_map(|(m, n, _)| [*m, *n]).collect();
        let reason =
            "the same thing in far other numbers: another occasion or place, or one of them is wrong";
        out.push(Difference {
            class: DifferenceClass::OtherThingCounted,
            about: context.about(placed[0].number),
            facts: Vec::new(),
            values: values(context, &placed),
            why: vec![Evidence::new(reason, 0.5)],
        });
    }
}

/// Whether two numbers of one thing are each other's counterparts: neither value stands in the other
/// sentence too, and a measure is the only one of its kind left over on both sides, because two
/// sums of money in one sentence are seldom one sum.
fn go_together(m: &Placed, n: &Placed, of_a: &[Placed], of_b: &[Placed]) -> bool {
    let same = |x: &Placed, y: &Placed| one_thing(x.number, y.number) && same_value(x.number, y.number);
    if same_value(m.number, n.number) {
        return true;
    }
    let left_over = |these: &[Placed], those: &[Placed], like: &Placed| {
        these.iter().filter(|x| one_thing(x.number, like.number) && !those.iter().any(|y| same(x, y))).count()
    };
    let is_shared = of_b.iter().any(|y| same(m, y)) || of_a.iter().any(|x| same(x, n));
    let alone = || left_over(of_a, of_b, n) <= 1 && left_over(of_b, of_a, m) <= 1;
    !is_shared && (m.number.dimension.is_none() || alone())
}

fn same_value(m: &NumberMention, n: &NumberMention) -> bool {
    (m.value - n.value).abs() < 1e-9 * m.value.abs().max(1.0) && m.high == n.high
}

/// Pairs in groups that share sentences; a heading goes with the sentence that opens its article.
fn connected<'m>(context: &Context, pairs: Vec<Pair<'m>>) -> Vec<Vec<Pair<'m>>> {
    let sentences = &context.alignment.sentences;
    let opening = |p: &Placed| {
        let is_headline = sentences.get(p.sentence).is_headline;
        let first = || context.story.documents[p.doc.0 as usize].story().next();
        let lead = is_headline.then(first).flatten();
        lead.map_or(p.sentence, |(number, _)| sentences.at(p.doc, number))
    };

    let mut group: BTreeMap<SentenceIx, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<Pair>> = Vec::new();
    for pair in pairs {
        let ends = [opening(&pair.0), opening(&pair.1)];
        let mut met: Vec<usize> = ends.iter().filter_map(|s| group.get(s).copied()).collect();
        met.sort_unstable();
        let at = met.first().copied().unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(&gone) = met.last().filter(|gone| **gone != at) {
            let moved = std::mem::take(&mut groups[gone]);
            group.values_mut().filter(|g| **g == gone).for_each(|g| *g = at);
            groups[at].extend(moved);
        }
        groups[at].push(pair);
        ends.iter().for_each(|s| {
            group.insert(*s, at);
        });
    }
    groups.retain(|g| !g.is_empty());
    groups
}

/// One difference, of the gravest class among the pairs.
fn difference_of(context: &Context, pairs: &[Pair]) -> Option<Difference> {
    let gravest = [
        (DifferenceClass::Contradiction, "exact numbers of one thing that differ, on one day"),
        (
            DifferenceClass::Number,
            "numbers of one thing that differ; estimates or counts at different times may both be right",
        ),
        (DifferenceClass::Precision, "one number is a rounder or more careful form of the other"),
        (
            DifferenceClass::OtherThingCounted,
            "the same noun, but counted in another state: not the same thing",
        ),
    ];
    let (class, reason) = gravest.into_iter().find(|(class, _)| pairs.iter().any(|p| p.2 == *class))?;
    let mut placed: Vec<Placed> = pairs.iter().flat_map(|(m, n, _)| [*m, *n]).collect();
    let repeated = repeated(context, &placed);
    placed.extend(repeated);
    Some(Difference {
        class,
        about: context.about(placed.first()?.number),
        facts: context.facts_with(&placed.iter().map(|p| p.sentence).collect::<Vec<_>>()),
        values: values(context, &placed),
        why: vec![Evidence::new(reason, 0.8)],
    })
}

/// Where the same articles give one of these values of the same thing again.
fn repeated<'c>(context: &'c Context, placed: &[Placed]) -> Vec<Placed<'c>> {
    let docs: BTreeSet<DocIx> = placed.iter().map(|p| p.doc).collect();
    let all = docs.into_iter().flat_map(|doc| context.alignment.sentences.of(doc));
    let all = all.flat_map(|ix| context.placed(ix));
    let is_one = |p: &Placed, q: &Placed| {
        p.doc == q.doc && one_thing(p.number, q.number) && same_value(p.number, q.number)
    };
    all.filter(|p| p.number.state.is_some() && placed.iter().any(|q| is_one(p, q))).collect()
}

/// Values with their places, each value once, the smallest first.
pub(super) fn values(context: &Context, placed: &[Placed]) -> Vec<DifferenceValue> {
    let mut by_value: BTreeMap<_, (f64, String, BTreeSet<Location>)> = BTreeMap::new();
    for p in placed {
        let text = context.story.articles[p.doc.0 as usize].part(p.number.part);
        let value = by_value.entry(numbers::key(p.number));
        let printed = || (p.number.value, numbers::printed(p.number, text), BTreeSet::new());
        value.or_insert_with(printed).2.insert(context.place(p));
    }
    let mut told: Vec<_> = by_value.into_values().collect();
    told.sort_by(|x, y| x.0.total_cmp(&y.0));
    told.into_iter()
        .map(|(_, value, locs)| DifferenceValue { value, locs: locs.into_iter().collect() })
        .collect()
}

fn class_of(context: &Context, m: &Placed, n: &Placed, score: f64) -> Option<DifferenceClass> {
    let (x, y) = (m.number, n.number);
    let same_value = same_value(x, y);
    if !one_thing(x, y) {
        let same_noun =
            x.counted.is_some() && x.counted == y.counted && x.dimension.is_none() && y.dimension.is_none();
        let other_state = matches!((x.state, y.state), (Some(a), Some(b)) if a != b);
        return (same_noun && other_state && !same_value).then_some(DifferenceClass::OtherThingCounted);
    }
    if same_value {
        return (x.hedge != y.hedge).then_some(DifferenceClass::Precision);
    }
    if x.dimension == Some("time") && x.state.is_none() {
        return None;
    }
    if numbers::compatible(x, y) {
        return Some(DifferenceClass::Precision);
    }
    let one_day = match (context.day(m.doc), context.day(n.doc)) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    };
    let exact = numbers::both_exact(x, y) && x.state.is_some();
    Some(if exact && one_day && score >= SURE {
        DifferenceClass::Contradiction
    } else {
        DifferenceClass::Number
    })
}

/// Names of one person or place that different articles spell differently.
fn spellings(context: &Context, out: &mut Vec<Difference>) {
    let names = context.story.names;
    for group in &names.groups {
        if !matches!(group.kind, NameKind::Person | NameKind::Place | NameKind::Organisation) {
            continue;
        }
        for link in &group.links {
            let spelled =
                link.evidence.reason.contains("written") || link.evidence.reason.contains("spelling");
            if !spelled {
                continue;
            }
            let value = |form: crate::engine::names::FormIx| {
                let form = &names.forms[form.0 as usize];
                let locs = form.mentions.iter().map(|(doc, n)| {
                    let mention = &context.story.mentions[doc.0 as usize].names[*n as usize];
                    context.location(*doc, mention.part, mention.span)
                });
                DifferenceValue { value: form.text().to_owned(), locs: locs.collect() }
            };
            out.push(Difference {
                class: DifferenceClass::Spelling,
                about: format!("name of {}", names.forms[group.preferred.0 as usize].text()),
                facts: Vec::new(),
                values: vec![value(link.a), value(link.b)],
                why: vec![link.evidence.clone()],
            });
        }
    }
}
