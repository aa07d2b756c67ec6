//! Which sentences are printed.

use super::edit::goes_back;
use super::{Context, Fate};
use crate::engine::align::terms::{Term, TermKind};
use crate::engine::align::{SentenceIx, vector};
use crate::engine::params::account::{
    CONTAINED_SHARE, SAID_SHARE, SAID_SHARE_BROKEN, SAID_SHARE_SURE, SAID_SHARE_WORDS, SURE_LINK, UNSAID_RUN,
};
use crate::engine::read::DocIx;
use crate::engine::text::{ConceptIx, WordIx};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// What is printed so far.
#[derive(Default)]
struct Printed {
    sentences: BTreeSet<SentenceIx>,
    /// The names in them.
    names: FxHashSet<ConceptIx>,
}

/// What becomes of each sentence: the backbone is printed first, then of each other article what the
/// printed sentences do not say.
pub fn fates(context: &Context) -> Vec<Fate> {
    let sentences = &context.alignment.sentences;
    let mut fates = vec![Fate::Printed; sentences.list.len()];
    let mut printed = Printed::default();
    let mut order: Vec<DocIx> = (0..context.story.documents.len() as u32).map(DocIx).collect();
    // After the backbone, the article with most of its own comes first: fewest joins, longest runs.
    // A near copy comes last: what becomes of its sentences hangs on their originals.
    order.sort_by_key(|doc| (sentences.original(*doc).is_some(), *doc != context.backbone, *doc));
    for doc in order {
        for ix in sentences.of(doc) {
            if sentences.get(ix).is_headline {
                continue;
            }
            fates[ix.ix()] = match sentences.get(ix).twin {
                _ if context.off_topic[doc.0 as usize] => Fate::OffTopic,
                Some(twin) if fates[twin.ix()] == Fate::Printed => Fate::Merged(twin),
                Some(twin) => fates[twin.ix()],
                None => fate(context, ix, &printed),
            };
            if fates[ix.ix()] == Fate::Printed {
                let names = sentences.get(ix).terms.iter().filter(|t| t.kind == TermKind::Name);
                printed.names.extend(names.map(|t| t.concept));
                printed.sentences.insert(ix);
            }
        }
    }
    give_way(context, &mut fates, printed.sentences);
    fates
}

/// Takes out what was printed first and is contained in a fuller sentence that had to be printed after it, so
/// that one fact is told once, in its best wording. What others lean on stays: the opening, a part of a
/// longer quotation, and a sentence that the next one goes back to.
fn give_way(context: &Context, fates: &mut [Fate], mut printed: BTreeSet<SentenceIx>) {
    let sentences = &context.alignment.sentences;
    let mut gone: BTreeMap<SentenceIx, SentenceIx> = BTreeMap::new();
    for ix in printed.clone() {
        let terms = sentences.get(ix);
        let document = &context.story.documents[terms.doc.0 as usize];
        let leads = terms.doc == context.backbone && terms.position == 0.0;
        let next = sentences.neighbour(ix, 1).filter(|next| printed.contains(next));
        let is_leant_on = next.is_some_and(|next| goes_back(context, next).is_some());
        let is_of_longer_quotation = document.quotations_of(terms.number).iter().any(|q| q.first < q.last);
        if leads || is_leant_on || is_of_longer_quotation {
            continue;
        }
        let is_fuller = |other: SentenceIx| {
            let there = sentences.get(other);
            let sentence = &context.story.documents[there.doc.0 as usize].sentences[there.number as usize];
            goes_back(context, other).is_none()
                && sentences.total[other.ix()] > sentences.total[ix.ix()]
                && held(context, ix, &[other]).max(vector::contained(sentences.get(ix), there))
                    >= CONTAINED_SHARE
                && !sentence.is_broken
        };
        let partners = context.set.partners[ix.ix()].iter().map(|p| p.0).filter(|p| printed.contains(p));
        if let Some(fuller) = partners.into_iter().find(|p| is_fuller(*p)) {
            printed.remove(&ix);
            gone.insert(ix, fuller);
            fates[ix.ix()] = Fate::Merged(fuller);
        }
    }
    for fate in fates {
        while let Fate::Merged(into) = *fate
            && let Some(&fuller) = gone.get(&into)
        {
            *fate = Fate::Merged(fuller);
        }
    }
}

/// Share of a sentence's weight that others hold.
fn held(context: &Context, ix: SentenceIx, others: &[SentenceIx]) -> f64 {
    let sentences = &context.alignment.sentences;
    let weight = |term: &Term| sentences.weight[term.concept.0 as usize];
    let terms = sentences.get(ix).terms.iter();
    let held: f64 =
        terms.filter(|t| others.iter().any(|o| sentences.get(*o).holds(t.concept))).map(weight).sum();
    held / sentences.total[ix.ix()].max(1e-9)
}

/// Whether the account has every name, number and date of a sentence: names wherever they are printed, numbers and
/// dates in the sentences that it is joined to. What these lack is words.
fn says_no_more(context: &Context, ix: SentenceIx, others: &[SentenceIx], printed: Option<&Printed>) -> bool {
    let sentences = &context.alignment.sentences;
    let mut telling = sentences.get(ix).terms.iter().filter(|t| t.kind != TermKind::Word);
    telling.all(|t| {
        others.iter().any(|o| sentences.get(*o).holds(t.concept))
            || t.kind == TermKind::Name && printed.is_some_and(|p| p.names.contains(&t.concept))
    })
}

/// The longest stretch of content words in a sentence that the others have nothing of: a clause of its own.
fn unsaid_run(context: &Context, ix: SentenceIx, others: &[SentenceIx]) -> usize {
    let sentences = &context.alignment.sentences;
    let word = |w: &u32| context.lexicon.word(WordIx(*w));
    let said: FxHashSet<ConceptIx> =
        others.iter().flat_map(|o| &sentences.get(*o).words).map(|w| word(w).concept).collect();
    let content = sentences.get(ix).words.iter().map(word).filter(|w| !w.is_stop);
    let (mut run, mut longest) = (0, 0);
    for word in content {
        run = if said.contains(&word.concept) { 0 } else { run + 1 };
        longest = longest.max(run);
    }
    longest
}

fn fate(context: &Context, ix: SentenceIx, printed: &Printed) -> Fate {
    let sentences = &context.alignment.sentences;
    let joined = context.set.partners[ix.ix()].iter().filter(|p| printed.sentences.contains(&p.0));
    let Some(&(best, score)) = joined.clone().next() else {
        return Fate::Printed;
    };
    let partners: Vec<SentenceIx> = joined.map(|p| p.0).collect();
    let terms = sentences.get(ix);
    let share = held(context, ix, &partners);
    let there = &context.story.documents[terms.doc.0 as usize].sentences[terms.number as usize];
    let is_broken = there.is_broken;
    // A broken sentence is printed only for what nobody else says.
    // "he said" in the next sentence would hang in the air.
    let is_leant_on = sentences.neighbour(ix, 1).is_some_and(|next| goes_back(context, next).is_some());
    let needed = match () {
        () if is_broken => SAID_SHARE_BROKEN,
        () if score >= SURE_LINK
            && !is_leant_on
            && unsaid_run(context, ix, &partners) <= UNSAID_RUN
            && says_no_more(context, ix, &partners, Some(printed)) =>
        {
            SAID_SHARE_SURE
        }
        () if says_no_more(context, ix, &partners, None) => SAID_SHARE_WORDS,

        () => SAID_SHARE,
    };
    // Word for word, whichever words are counted as the speaker's and which as what was said.
    let is_contained =
        || partners.iter().find(|p| vector::contained(terms, sentences.get(**p)) >= CONTAINED_SHARE).copied();
    if share >= needed { Fate::Merged(best) } else { is_contained().map_or(Fate::Printed, Fate::Merged) }
}
