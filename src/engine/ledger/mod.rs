//! Puts the answer together: numbers facts in reading order, adds exact copies as sources, and
//! writes down for every character of every article what became of it.

mod listings;
mod reports;

use crate::engine::account;
use crate::engine::align::SentenceIx;
use crate::engine::answer::*;
use crate::engine::article::{Article, ArticleIx};
use crate::engine::canonical::Canonical;
use crate::engine::copies;
use crate::engine::evidence::Evidence;
use crate::engine::facts::{self, difference, origin, timeline};
use crate::engine::span::{Location, Part};
use crate::engine::text::Lexicon;
use crate::engine::{attribute::Attribution, fact_ix};
use std::collections::BTreeSet;

/// All that the stages have found.
pub struct Input<'d> {
    /// As the caller gave them.
    pub articles: &'d [Article],
    /// Their own order.
    pub canonical: &'d Canonical,
    /// Story, alignment, facts.
    pub context: account::Context<'d>,
    /// The account.
    pub draft: account::Draft,
    /// Copies among the distinct texts.
    pub copied: &'d [copies::Pair],
    /// Words.
    pub lexicon: &'d Lexicon,
}

/// The answer.
pub fn assemble(mut input: Input) -> Merge {
    let order = reading_order(&input);
    let mut number = vec![FactIx(0); input.context.set.drafts.len()];
    for (n, &draft) in order.iter().enumerate() {
        number[draft] = fact_ix(n);
    }
    let facts_of = facts_of_sentences(&input, &number);
    let roots = copies::roots(input.context.story.documents.len(), input.copied);
    let origins = origin::find(
        input.context.story,
        input.context.alignment,
        input.context.set,
        &|doc| roots[doc.0 as usize],
        input.context.doc_article,
    );
    let differences = difference::find(&difference::Context {
        story: input.context.story,
        alignment: input.context.alignment,
        set: input.context.set,
        number: &number,
        facts_of: &facts_of,
        doc_article: input.context.doc_article,
        lexicon: input.lexicon,
    });
    let mut facts: Vec<Fact> =
        order.iter().map(|&draft| fact(&input, draft, origins.of_draft[draft].clone())).collect();
    mark_disputed(&mut facts, &differences);
    let (origins, facts) = renumber_origins(origins.list, facts);
    let copies = listings::copies_of(&input, &facts, &origins);
    let mut merge = Merge {
        headline: None,
        account: Vec::new(),
        names: listings::names(&input),
        differences,
        timeline: timeline::build(
            input.context.story,
            input.context.alignment,
            input.context.set,
            &number,
            input.context.doc_article,
        ),
        articles: reports::reports(&input, &facts_of),
        notes: reports::notes(&input),
        copies,
        origins,
        facts,
    };
    let draft = std::mem::replace(
        &mut input.draft,
        account::Draft { headline: None, paragraphs: Vec::new(), fates: Vec::new(), notes: Vec::new() },
    );
    let finish =
        |(statement, sentence): (Statement, SentenceIx)| finish(&merge.facts, &facts_of, statement, sentence);
    merge.headline = draft.headline.map(finish);
    merge.account = draft.paragraphs.into_iter().map(|p| p.into_iter().map(finish).collect()).collect();
    merge
}

/// Drafts in the order in which their first printed sentence stands; those of headlines last.
fn reading_order(input: &Input) -> Vec<usize> {
    let n = input.context.alignment.sentences.list.len();
    let mut place = vec![usize::MAX; n];
    let printed = input.draft.paragraphs.iter().flatten();
    printed.enumerate().for_each(|(at, (_, sentence))| place[sentence.ix()] = at);
    let drafts = &input.context.set.drafts;
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_cached_key(|&draft| {
        let members = &drafts[draft].members;
        let first = members.iter().map(|m| place[m.ix()]).min().unwrap_or(usize::MAX);
        let is_headline = input.context.alignment.sentences.get(drafts[draft].base).is_headline;
        (is_headline, first, drafts[draft].base)
    });
    order
}

fn facts_of_sentences(input: &Input, number: &[FactIx]) -> Vec<Vec<FactIx>> {
    let mut of = vec![Vec::new(); input.context.alignment.sentences.list.len()];
    for (draft, fact) in input.context.set.drafts.iter().zip(number) {
        draft.members.iter().for_each(|m| of[m.ix()].push(*fact));
    }
    of.iter_mut().for_each(|list| list.sort_unstable());
    of
}

fn fact(input: &Input, draft: usize, origins: Vec<OriginIx>) -> Fact {
    let context = &input.context;
    let draft = &context.set.drafts[draft];
    let mut support = Vec::new();
    for &member in &draft.members {
        let terms = context.alignment.sentences.get(member);
        let location = context.location(member);
        let relation = if member == draft.base {
            Relation::Base
        } else {
            facts::relation(context.alignment, context.set, draft.base, member)
        };
        let why = match context.set.link(draft.base, member) {
            Some(link) => link.why.to_vec(),
            None if member == draft.base => {
                vec![Evidence::new("the wording that stands for the fact", 1.0)]
            }
            None => vec![Evidence::new("goes with the other supports", 0.7)],
        };
        let attribution = context.story.said(terms);
        let first = Support {
            loc: location,
            relation,
            said_by: attribution.map(|a| said_by(a, location.article)),
            why,
        };
        // Every article that carries this very text supports it as well.
        for &copy in &input.canonical.copies[terms.doc.0 as usize][1..] {
            let move_to = |l: Location| Location { article: copy, ..l };
            let said_by = first.said_by.clone().map(|s| SaidBy { marker: s.marker.map(move_to), ..s });
            support.push(Support {
                loc: move_to(location),
                relation: Relation::Verbatim,
                said_by,
                why: vec![Evidence::new("an exact copy of the article", 1.0)],
            });
        }
        support.push(first);
    }
    // Base first, then in the caller's order of articles.
    support.sort_by_key(|s| (s.relation != Relation::Base, s.loc));
    let outlets: BTreeSet<&str> =
        support.iter().map(|s| input.articles[s.loc.article.ix()].source.as_str()).collect();
    let outlets = outlets.len() as u32;
    let status = match (outlets, origins.len()) {
        (2.., 2..) => Status::Corroborated,
        (2.., _) => Status::OneOrigin,
        _ => Status::SingleSource,
    };
    Fact { base: context.location(draft.base), support, outlets, origins, status }
}

fn said_by(attribution: &Attribution, article: ArticleIx) -> SaidBy {
    SaidBy {
        who: attribution.who.clone(),
        document: attribution.document.clone(),
        mode: attribution.mode,
        marker: attribution.marker.map(|span| Location { article, part: Part::Text, span }),
    }
}

fn mark_disputed(facts: &mut [Fact], differences: &[Difference]) {
    let clashes = differences.iter().filter(|d| d.class == DifferenceClass::Contradiction);
    for fact in clashes.flat_map(|d| &d.facts) {
        facts[fact.0 as usize].status = Status::Disputed;
    }
}

/// Origins numbered in the order in which facts use them.
fn renumber_origins(list: Vec<Origin>, mut facts: Vec<Fact>) -> (Vec<Origin>, Vec<Fact>) {
    let mut new: Vec<Option<u32>> = vec![None; list.len()];
    let mut order = Vec::with_capacity(list.len());
    for fact in &mut facts {
        for origin in &mut fact.origins {
            let old = origin.0 as usize;
            origin.0 = *new[old].get_or_insert_with(|| {
                order.push(old);
                order.len() as u32 - 1
            });
        }
        fact.origins.sort_unstable();
    }
    let mut list: Vec<Option<Origin>> = list.into_iter().map(Some).collect();
    let origins = order.into_iter().filter_map(|old| list[old].take()).collect();
    (origins, facts)
}

fn finish(
    facts: &[Fact],
    facts_of: &[Vec<FactIx>],
    mut statement: Statement,
    sentence: SentenceIx,
) -> Statement {
    statement.facts.clone_from(&facts_of[sentence.ix()]);
    let mut sources = vec![statement.base.article];
    for fact in &statement.facts {
        for support in &facts[fact.0 as usize].support {
            if !sources.contains(&support.loc.article) {
                sources.push(support.loc.article);
            }
        }
    }
    sources[1..].sort_unstable();
    statement.sources = sources;
    statement
}
