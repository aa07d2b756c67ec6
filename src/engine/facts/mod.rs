//! Links into facts: groups of sentences of which each goes with every other, their origins and status.
//!
//! In: an [`Alignment`]. Out: [`FactSet`]. One bad link cannot pull two groups together, because a
//! fact is a clique of the link graph, not a chain.

mod days;
pub mod difference;
mod inside;
mod numbers;
pub mod origin;
mod overtaken;
mod retold;
mod spelt;
pub mod timeline;
mod wording;

use crate::engine::align::{Alignment, Link, SentenceIx, Story};
use crate::engine::answer::Relation;
use crate::engine::evidence::Evidence;
use crate::engine::params::facts::{COHESION, MOST, NEARLY_ALL, UPDATE_DAYS};
use crate::engine::read::DocIx;
use jiff::Unit;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// A fact before it is numbered in reading order.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The sentence that stands for it.
    pub base: SentenceIx,
    /// Its sentences, base first, then in order.
    pub members: Vec<SentenceIx>,
}

/// The facts of a call and the links by pair.
pub struct FactSet {
    /// Drafts in order of their first sentence.
    pub drafts: Vec<Draft>,
    /// Links by pair `(a, b)`, `a < b`.
    pub links: FxHashMap<(SentenceIx, SentenceIx), Link>,
    /// Partners of each sentence, strongest first.
    pub partners: Vec<Vec<(SentenceIx, f64)>>,
}

impl FactSet {
    /// The link between two sentences.
    pub fn link(&self, a: SentenceIx, b: SentenceIx) -> Option<&Link> {
        self.links.get(&(a.min(b), a.max(b)))
    }
}

/// Makes facts of links. `rank` orders sentences by how well they stand for a fact, best highest.
pub fn collect(alignment: &Alignment, rank: &dyn Fn(SentenceIx) -> (i32, i64)) -> FactSet {
    let n = alignment.sentences.list.len();
    let mut partners: Vec<Vec<(SentenceIx, f64)>> = vec![Vec::new(); n];
    for link in &alignment.links {
        partners[link.a.ix()].push((link.b, link.score));
        partners[link.b.ix()].push((link.a, link.score));
    }
    for list in &mut partners {
        list.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    }
    let links = alignment.links.iter().map(|l| ((l.a, l.b), l.clone())).collect();
    let mut set = FactSet { drafts: Vec::new(), links, partners };
    let mut groups = cliques(alignment, &set);
    let in_group: BTreeSet<SentenceIx> = groups.iter().flatten().copied().collect();
    let sentences = &alignment.sentences;
    let is_alone = |ix: &SentenceIx| !in_group.contains(ix) && sentences.get(*ix).twin.is_none();
    groups.extend((0..n as u32).map(SentenceIx).filter(is_alone).map(|ix| vec![ix]));
    groups.sort();
    add_twins(alignment, &mut set, &mut groups);
    set.drafts = groups.into_iter().map(|members| draft(members, rank)).collect();
    set
}

/// Puts the sentences of near copies beside their originals, in every fact that these support.
fn add_twins(alignment: &Alignment, set: &mut FactSet, groups: &mut [Vec<SentenceIx>]) {
    let mut repeated: BTreeMap<SentenceIx, Vec<SentenceIx>> = BTreeMap::new();
    for (ix, terms) in (0u32..).map(SentenceIx).zip(&alignment.sentences.list) {
        let Some(twin) = terms.twin else { continue };
        repeated.entry(twin).or_default().push(ix);
        let why = [Evidence::new("the same sentence in a near copy", 1.0)].into();
        let (a, b) = (twin.min(ix), twin.max(ix));
        set.links.insert((a, b), Link { a, b, score: 1.0, coverage: (1.0, 1.0), why });
        set.partners[ix.ix()] = vec![(twin, 1.0)];
    }
    for group in groups {
        let twins: Vec<SentenceIx> =
            group.iter().filter_map(|ix| repeated.get(ix)).flatten().copied().collect();
        group.extend(twins);
    }
}

fn draft(mut members: Vec<SentenceIx>, rank: &dyn Fn(SentenceIx) -> (i32, i64)) -> Draft {
    let base = members.iter().copied().max_by_key(|&ix| (rank(ix), std::cmp::Reverse(ix)));
    let base = base.expect("a group has a member");
    members.retain(|&ix| ix != base);
    members.insert(0, base);
    Draft { base, members }
}

/// Covers the links with cliques, strongest link first: each link not yet inside one is grown by the
/// sentences that go with all members. (Edge clique cover is hard in general; greedy growth from
/// the strongest edge is the usual approximation, Kellerman 1973.)
fn cliques(alignment: &Alignment, set: &FactSet) -> Vec<Vec<SentenceIx>> {
    let mut order: Vec<&Link> = alignment.links.iter().collect();
    order.sort_unstable_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut covered: FxHashSet<(SentenceIx, SentenceIx)> = FxHashSet::default();
    let mut out = Vec::new();
    for link in order {
        if covered.contains(&(link.a, link.b)) {
            continue;
        }
        let mut clique = vec![link.a, link.b];
        for &(candidate, _) in &set.partners[link.a.ix()] {
            let coheres = |m: SentenceIx| set.link(m, candidate).is_some_and(|l| l.score >= COHESION);
            if !clique.contains(&candidate) && clique.iter().all(|&m| coheres(m)) {
                clique.push(candidate);
            }
        }
        clique.sort_unstable();
        for (i, &a) in clique.iter().enumerate() {
            covered.extend(clique[i + 1..].iter().map(|&b| (a, b)));
        }
        out.push(clique);
    }
    out
}

/// How the wording of `other` stands to that of `base`.
pub fn relation(alignment: &Alignment, set: &FactSet, base: SentenceIx, other: SentenceIx) -> Relation {
    let sentences = &alignment.sentences;
    if sentences.get(base).words == sentences.get(other).words {
        return Relation::Verbatim;
    }
    // A sentence of a near copy stands to the base as its original does.
    let twin = sentences.get(other).twin.filter(|_| set.link(base, other).is_none());
    let other = twin.unwrap_or(other);
    let Some(link) = set.link(base, other) else {
        return Relation::Overlap;
    };
    let (of_base, of_other) = if link.a == base { link.coverage } else { (link.coverage.1, link.coverage.0) };
    match (of_base, of_other) {
        (x, y) if x >= NEARLY_ALL && y >= NEARLY_ALL => Relation::NearVerbatim,
        (x, y) if y >= MOST && x < y * 0.7 => Relation::PartOf,
        (x, y) if x >= MOST && y < x * 0.7 => Relation::Contains,
        (x, y) if x.min(y) >= 0.4 => Relation::Paraphrase,
        _ => Relation::Overlap,
    }
}

/// The article that leads the account: whose opening most others also tell, whose sentences are
/// whole, and which is not older than the others by a day or more.
pub fn backbone(story: &Story, alignment: &Alignment) -> DocIx {
    let sentences = &alignment.sentences;
    let n = story.documents.len();
    let mut linked: Vec<BTreeSet<SentenceIx>> = vec![BTreeSet::new(); n];
    let mut lead: Vec<f64> = vec![0.0; n];
    for link in &alignment.links {
        for (here, there) in [(link.a, link.b), (link.b, link.a)] {
            let (x, y) = (sentences.get(here), sentences.get(there));
            if x.is_headline {
                continue;
            }
            linked[x.doc.0 as usize].insert(here);
            if is_lead(story, sentences, here) {
                lead[x.doc.0 as usize] += link.score * if y.position < 0.25 { 1.0 } else { 0.5 };
            }
        }
    }
    // A near copy leads no account: its original does.
    let is_copy = |doc: usize| sentences.original(DocIx(doc as u32)).is_some();
    let own_day = |doc: usize| day(story.articles[doc]).filter(|_| !is_copy(doc))?.parse().ok();
    let days: Vec<Option<Date>> = (0..n).map(own_day).collect();
    let newest = days.iter().flatten().max().copied();
    // Days by which the newest article is later than all of another day: what is new in it is the news.
    let before = days.iter().flatten().filter(|d| Some(**d) != newest).max().copied();
    let ahead = newest.zip(before).and_then(|(new, old)| Some(old.until((Unit::Day, new)).ok()?.get_days()));
    let score = |doc: usize| {
        let all = story.documents[doc].story().count();
        let whole = story.documents[doc].story().filter(|(_, s)| !s.is_broken).count();
        let share = |k: usize| k as f64 / all.max(1) as f64;
        let is_new = newest.is_none() || days[doc] == newest;
        let is_update = newest.is_some() && is_new && ahead.is_some_and(|n| n >= UPDATE_DAYS);
        share(linked[doc].len())
            + (lead[doc] / (n.max(2) - 1) as f64).min(1.0)
            + 0.5 * share(whole)
            + if is_new { 1.0 } else { 0.0 }
            + if is_update { 1.0 } else { 0.0 }
            + if all == 0 { -9.0 } else { (all as f64).ln() * 0.1 }
            + if is_copy(doc) { -9.0 } else { 0.0 }
    };
    let scores: Vec<f64> = (0..n).map(score).collect();
    let best = (0..n).max_by(|&x, &y| scores[x].total_cmp(&scores[y]).then(y.cmp(&x)));
    DocIx(best.unwrap_or(0) as u32)
}

fn day(article: &crate::engine::article::Article) -> Option<&str> {
    article.published_at.as_deref().and_then(|p| p.get(..10))
}

/// Whether a sentence is the first of its document's story.
pub fn is_lead(story: &Story, sentences: &crate::engine::align::Sentences, ix: SentenceIx) -> bool {
    let terms = sentences.get(ix);
    let first = story.documents[terms.doc.0 as usize].story().next();
    first.is_some_and(|(number, _)| number == terms.number)
}

/// How well a sentence stands for a fact: whole before broken, the backbone's before others', then
/// the one most others go with.
pub fn rank(story: &Story, alignment: &Alignment, backbone: DocIx, ix: SentenceIx) -> (i32, i64) {
    let terms = alignment.sentences.get(ix);
    let doc = terms.doc.0 as usize;
    let sentence = &story.documents[doc].sentences[terms.number as usize];
    let is_whole = !sentence.is_broken;
    let standing = 2 * i32::from(is_whole) + i32::from(terms.doc == backbone);
    // Milli-units of weight: the fuller sentence, all else equal.
    (standing, (alignment.sentences.total[ix.ix()] * 1000.0) as i64)
}
