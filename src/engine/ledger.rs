//! Puts the answer together: numbers facts in reading order, adds exact copies as sources, and
//! writes down for every character of every article what became of it.

use crate::engine::account::{self, Fate as SentenceFate};
use crate::engine::align::SentenceIx;
use crate::engine::answer::*;
use crate::engine::article::{Article, ArticleIx};
use crate::engine::canonical::Canonical;
use crate::engine::copies;
use crate::engine::evidence::Evidence;
use crate::engine::facts::{self, broken, difference, origin, timeline};
use crate::engine::read::DocIx;
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
        doc_article: input.context.doc_article,
        lexicon: input.lexicon,
    });
    let mut facts: Vec<Fact> =
        order.iter().map(|&draft| fact(&input, draft, origins.of_draft[draft].clone())).collect();
    mark_disputed(&mut facts, &differences);
    let (origins, facts) = renumber_origins(origins.list, facts);
    let copies = copies_of(&input, &facts, &origins);
    let mut merge = Merge {
        headline: None,
        account: Vec::new(),
        names: names(&input),
        differences,
        timeline: timeline::build(
            input.context.story,
            input.context.alignment,
            input.context.set,
            &number,
            input.context.doc_article,
        ),
        articles: reports(&input, &facts_of),
        notes: notes(&input),
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
    order.sort_by_key(|&draft| {
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
            Some(link) => link.why.clone(),
            None if member == draft.base => {
                vec![Evidence::new("the wording that stands for the fact", 1.0)]
            }
            None => vec![Evidence::new("goes with the other supports", 0.7)],
        };
        let attribution = context.story.attributions[terms.doc.0 as usize][terms.number as usize].as_ref();
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

fn copies_of(input: &Input, facts: &[Fact], origins: &[Origin]) -> Vec<Copy> {
    let mut out = Vec::new();
    for group in input.canonical.copies.iter().filter(|group| group.len() > 1) {
        let mut articles = group.clone();
        articles.sort_unstable();
        out.push(Copy { articles, kind: CopyKind::Exact, share: 1.0, origin: None });
    }
    for pair in input.copied {
        let article = |doc: DocIx| input.context.doc_article[doc.0 as usize];
        let mut articles = vec![article(pair.a), article(pair.b)];
        articles.sort_unstable();
        out.push(Copy { articles, kind: pair.kind, share: pair.share, origin: None });
    }
    // The origin that most facts carried by both go back to, if it is an agency's or outlet's.
    for copy in &mut out {
        let mut counts = vec![0u32; origins.len()];
        for fact in facts {
            let carried = copy.articles.iter().all(|a| fact.support.iter().any(|s| s.loc.article == *a));
            if carried {
                fact.origins.iter().for_each(|o| counts[o.0 as usize] += 1);
            }
        }
        let is_text = |o: &usize| matches!(origins[*o].kind, OriginKind::Agency | OriginKind::Outlet);
        let best = (0..origins.len())
            .filter(is_text)
            .filter(|&o| counts[o] > 0)
            .max_by_key(|&o| (counts[o], std::cmp::Reverse(o)));
        copy.origin = best.map(|o| OriginIx(o as u32));
    }
    out.sort_by(|x, y| x.articles.cmp(&y.articles));
    out
}

/// Name groups with the places of each spelling, in all copies too.
fn names(input: &Input) -> Vec<NameGroup> {
    let names = input.context.story.names;
    let mut out = Vec::new();
    for group in &names.groups {
        let worth = group.kind != NameKind::Other || group.forms.len() > 1;
        let mut forms: Vec<Form> = Vec::new();
        for form in group.forms.iter().map(|f| &names.forms[f.0 as usize]) {
            for (text, places) in &form.spellings {
                let locs = places.iter().flat_map(|(doc, part, span)| {
                    let copies = &input.canonical.copies[doc.0 as usize];
                    copies.iter().map(|&article| Location { article, part: *part, span: *span })
                });
                match forms.iter_mut().find(|f| f.text == *text) {
                    Some(known) => known.locs.extend(locs),
                    None => forms.push(Form { text: text.clone(), locs: locs.collect() }),
                }
            }
        }
        if !worth {
            continue;
        }
        forms.iter_mut().for_each(|f| f.locs.sort_unstable());
        forms.sort_by(|x, y| y.locs.len().cmp(&x.locs.len()).then(x.locs.cmp(&y.locs)));
        let text = |f: crate::engine::names::FormIx| names.forms[f.0 as usize].text().to_owned();
        let why =
            group.links.iter().map(|l| NameLink { a: text(l.a), b: text(l.b), evidence: l.evidence.clone() });
        let preferred = preferred(input, group);
        out.push(NameGroup { kind: group.kind, preferred, forms, why: why.collect() });
    }
    out.sort_by(|x, y| {
        let n = |g: &NameGroup| g.forms.iter().map(|f| f.locs.len()).sum::<usize>();
        (x.kind, std::cmp::Reverse(n(x)), &x.preferred).cmp(&(y.kind, std::cmp::Reverse(n(y)), &y.preferred))
    });
    out
}

/// House style wins over use.
fn preferred(input: &Input, group: &crate::engine::names::Group) -> String {
    let names = input.context.story.names;
    let styled = input.context.options.house_style.iter().find(|(form, _)| {
        group.forms.iter().any(|f| names.forms[f.0 as usize].spellings.iter().any(|(s, _)| s == form))
    });
    match styled {
        Some((_, printed)) => printed.clone(),
        None => names.forms[group.preferred.0 as usize].text().to_owned(),
    }
}

fn notes(input: &Input) -> Vec<Note> {
    let mut out = Vec::new();
    let context = &input.context;
    for (doc, document) in context.story.documents.iter().enumerate() {
        for (number, sentence) in document.story() {
            if let Some(why) = broken::reason(context.story, doc, sentence) {
                let ix = context.alignment.sentences.at(DocIx(doc as u32), number);
                out.push(Note {
                    code: "broken_sentence",
                    detail: format!("the sentence came out broken in its source: {why}"),
                    locs: vec![context.location(ix)],
                });
            }
        }
        for quotation in document.quotations.iter().filter(|q| !q.closed) {
            let article = context.doc_article[doc];
            out.push(Note {
                code: "unclosed_quotation",
                detail: "a quotation opens and its closing mark is not in the paragraph".into(),
                locs: vec![Location { article, part: Part::Text, span: quotation.span }],
            });
        }
        if context.off_topic[doc] {
            let article = context.doc_article[doc];
            let locs = document.blocks.first().map(|b| Location { article, part: b.part, span: b.span });
            let detail = format!(
                "{} tells of something else than the others and is left out",
                input.articles[article.ix()].id
            );
            out.push(Note { code: "off_topic", detail, locs: locs.into_iter().collect() });
        }
    }
    out.extend(input.draft.notes.iter().cloned());
    out
}

/// The ledger: one report for each article of the caller, in the caller's order.
fn reports(input: &Input, facts_of: &[Vec<FactIx>]) -> Vec<ArticleReport> {
    let mut reports: Vec<Option<ArticleReport>> = vec![None; input.articles.len()];
    for (doc, articles) in input.canonical.copies.iter().enumerate() {
        let segments = segments(input, doc, facts_of);
        for (n, &article) in articles.iter().enumerate() {
            let move_to = |segment: &Segment| {
                let mut segment = segment.clone();
                segment.loc.article = article;
                // The copy's words are in the account, but as the first one's.
                if n > 0 && segment.fate == Fate::Printed {
                    segment.fate = Fate::Merged;
                    segment.reason = format!("exact copy of {}", input.articles[articles[0].ix()].id);
                }
                segment
            };
            reports[article.ix()] = Some(ArticleReport {
                article,
                lang: input.context.story.documents[doc].lang.clone(),
                sha256: input.canonical.sha256[article.ix()].clone(),
                on_topic: !input.context.off_topic[doc],
                segments: segments.iter().map(move_to).collect(),
            });
        }
    }
    reports.into_iter().flatten().collect()
}

fn segments(input: &Input, doc: usize, facts_of: &[Vec<FactIx>]) -> Vec<Segment> {
    let context = &input.context;
    let document = &context.story.documents[doc];
    let article = context.doc_article[doc];
    let heading = input.draft.headline.as_ref().map(|(statement, _)| statement.base);
    let mut out = Vec::new();
    for (block_no, block) in document.blocks.iter().enumerate() {
        let loc = Location { article, part: block.part, span: block.span };
        let inside = document.sentences.iter().enumerate().filter(|(_, s)| s.block == block_no as u32);
        let mut inside = inside.peekable();
        if inside.peek().is_none() {
            let reason = block.reason.clone().into_owned();
            out.push(Segment { loc, kind: block.kind, fate: Fate::LeftOut, facts: Vec::new(), reason });
            continue;
        }
        for (number, sentence) in inside {
            let ix = context.alignment.sentences.at(DocIx(doc as u32), number as u32);
            let loc = Location { article, part: sentence.part, span: sentence.span };
            let facts = facts_of[ix.ix()].clone();
            let (fate, reason) = if sentence.is_headline {
                headline_fate(heading, loc)
            } else {
                match input.draft.fates[ix.ix()] {
                    SentenceFate::Printed => (Fate::Printed, "printed".to_owned()),
                    SentenceFate::Merged(partner) => {
                        let there = context.location(partner);
                        (
                            Fate::Merged,
                            format!("said in the words of {}", input.articles[there.article.ix()].id),
                        )
                    }
                    SentenceFate::OffTopic => {
                        (Fate::LeftOut, "the article tells of something else than the others".to_owned())
                    }
                }
            };
            out.push(Segment { loc, kind: block.kind, fate, facts, reason });
        }
    }
    out
}

fn headline_fate(heading: Option<Location>, loc: Location) -> (Fate, String) {
    if heading == Some(loc) {
        (Fate::Printed, "printed as the headline".into())
    } else {
        (Fate::LeftOut, "another headline was chosen".into())
    }
}
