//! What the supports of one fact do not say alike: the stretches of each sentence that some other
//! article's sentence on the fact has no counterpart for.
//!
//! Words are compared by concept, names by whom they name, numbers and dates by value, so a synonym or
//! another spelling is no difference of wording; function words and verbs of speech never are.

use super::difference::Context;
use crate::engine::align::keys::{date_key, name_key};
use crate::engine::align::terms::{Term, TermKind, Terms};
use crate::engine::align::{SentenceIx, term_text};
use crate::engine::answer::{Difference, DifferenceClass, DifferenceValue, Precision};
use crate::engine::data::lookup::tables;
use crate::engine::evidence::Evidence;
use crate::engine::mention::{DateMention, Resolved};
use crate::engine::names::GroupIx;
use crate::engine::read::DocIx;
use crate::engine::span::Span;
use crate::engine::text::{ConceptIx, TokenKind};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// One difference for each fact of several articles whose sentences do not all say the same.
pub fn find(context: &Context, known: &Known, out: &mut Vec<Difference>) {
    for (draft, fact) in context.set.drafts.iter().zip(context.number) {
        let sentences = &context.alignment.sentences;
        let members: Vec<SentenceIx> =
            draft.members.iter().copied().filter(|ix| tells_itself(sentences.get(*ix))).collect();
        let docs: BTreeSet<DocIx> = members.iter().map(|ix| sentences.get(*ix).doc).collect();
        if docs.len() > 1 {
            let by_article = |ix: SentenceIx| sentences.get(ix).doc.0;
            let found = between(context, known, &members, &by_article);
            out.extend(found.map(|difference| Difference { facts: vec![*fact], ..difference }));
        }
    }
}

/// Whether a sentence is one of the story and repeats no other.
fn tells_itself(terms: &Terms) -> bool {
    !terms.is_headline && terms.twin.is_none()
}

/// What sentences on one fact do not say alike; `teller` is who tells it, an article or the sentence by itself.
pub fn between(
    context: &Context,
    known: &Known,
    members: &[SentenceIx],
    teller: &dyn Fn(SentenceIx) -> u32,
) -> Option<Difference> {
    let sentences = &context.alignment.sentences;
    let common = common(members.iter().map(|ix| (sentences.get(*ix), teller(*ix))));
    let is_common = |concept: ConceptIx| common.binary_search(&concept).is_ok();
    let mut values = Vec::new();
    let mut differing: BTreeSet<u32> = BTreeSet::new();
    for &ix in members {
        let mut stretches = stretches(context, known, ix, &is_common);
        let terms = sentences.get(ix);
        let doc = terms.doc.0 as usize;
        let sentence = &context.story.documents[doc].sentences[terms.number as usize];
        let part = sentence.part;
        let text = context.story.articles[doc].part(part);
        let words = |span: &Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        if stretches.is_empty() {
            // It says no more than the others: the whole of it stands beside their details.
            stretches.push(sentence.span);
        } else {
            differing.insert(teller(ix));
        }
        values.push(DifferenceValue {
            value: stretches.iter().map(words).collect::<Vec<_>>().join(" … "),
            locs: stretches.iter().map(|span| context.location(terms.doc, part, *span)).collect(),
        });
    }
    let (class, reason) = match differing.len() {
        0 => return None,
        1 => (DifferenceClass::Detail, "one article says what the others do not, of one fact"),
        _ => (DifferenceClass::Wording, "what each article says in its own way, of one fact"),
    };
    let about = about(context, members[0], &is_common);
    Some(Difference { class, about, facts: Vec::new(), values, why: vec![Evidence::new(reason, 0.5)] })
}

/// Concepts that all tellers say, sorted.
fn common<'t>(members: impl Iterator<Item = (&'t Terms, u32)>) -> Vec<ConceptIx> {
    let mut by_teller: BTreeMap<u32, Vec<&Terms>> = BTreeMap::new();
    members.for_each(|(terms, teller)| by_teller.entry(teller).or_default().push(terms));
    let mut tellers = by_teller.into_values();
    let words = |terms: &'t Terms| terms.vector.iter().map(|(concept, _)| ConceptIx(*concept));
    let said = |terms: &'t Terms| words(terms).chain(terms.terms.iter().map(|t| t.concept));
    let mut common: Vec<ConceptIx> = tellers.next().into_iter().flatten().flat_map(said).collect();
    common.sort_unstable();
    common.dedup();
    for told in tellers {
        let says = |terms: &Terms, concept: ConceptIx| {
            terms.vector.binary_search_by_key(&concept.0, |word| word.0).is_ok() || terms.holds(concept)
        };
        common.retain(|concept| told.iter().any(|terms| says(terms, *concept)));
    }
    common
}

/// The runs of a sentence that are not common, function words inside them included.
fn stretches(
    context: &Context,
    known: &Known,
    ix: SentenceIx,
    is_common: &dyn Fn(ConceptIx) -> bool,
) -> Vec<Span> {
    /// Function words and marks between two words that differ, which keep them one stretch.
    const GAP: usize = 2;
    let terms = context.alignment.sentences.get(ix);
    let doc = terms.doc.0 as usize;
    let document = &context.story.documents[doc];
    let sentence = &document.sentences[terms.number as usize];
    let text = context.story.articles[doc].part(sentence.part);
    let taken = common_mentions(context, known, ix, is_common);
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut gap = usize::MAX;
    for at in sentence.tokens.clone() {
        let token = &document.tokens[at];
        let word = context.lexicon.word(token.word);
        let is_mark = matches!(token.kind, TokenKind::Mark | TokenKind::Possessive);
        let is_speech =
            || word.starts_report && matches!(tables().reporting.get(word.text.as_ref()), Some((_, "say")));
        let is_taken = taken[at - sentence.tokens.start];
        if is_taken || !is_mark && !word.is_stop && is_common(word.concept) {
            gap = usize::MAX;
        } else if is_mark || word.is_stop || is_speech() {
            gap = gap.saturating_add(1);
        } else {
            match out.last_mut() {
                Some(last) if gap <= GAP => last.1 = token.end as usize,
                _ => out.push((token.start as usize, token.end as usize)),
            }
            gap = 0;
        }
    }
    out.into_iter().filter_map(|(start, end)| Span::new(text, start..end)).collect()
}

/// For each token of a sentence, whether it belongs to a name, number or date that all articles have, however each
/// writes it.
fn common_mentions(
    context: &Context,
    known: &Known,
    ix: SentenceIx,
    is_common: &dyn Fn(ConceptIx) -> bool,
) -> Vec<bool> {
    let terms = context.alignment.sentences.get(ix);
    let doc = terms.doc.0 as usize;
    let mentions = &context.story.mentions[doc];
    let has = |concept: Option<ConceptIx>| concept.is_some_and(is_common);
    let group = |n: usize| context.story.names.of_mention[doc][n].0 as usize;
    let sentence = &context.story.documents[doc].sentences[terms.number as usize].tokens;
    let mut out = vec![false; sentence.len()];
    let mut take = |tokens: &std::ops::Range<usize>| {
        for at in tokens.start.max(sentence.start)..tokens.end.min(sentence.end) {
            out[at - sentence.start] = true;
        }
    };
    let names = mentions.names_of(terms.number).filter(|n| has(known.names[group(*n)]));
    names.for_each(|n| take(&mentions.names[n].tokens));
    let numbers = terms.numbers.iter().filter(|(concept, _)| is_common(*concept));
    numbers.for_each(|(_, at)| take(&mentions.numbers[*at as usize].tokens));
    let dates = mentions.dates_of(terms.number).iter();
    let is_known = |date: &&DateMention| date.resolved.as_ref().is_some_and(|r| has(known.date(r)));
    dates.filter(is_known).for_each(|date| take(&date.tokens));
    out
}

/// Concepts of the names and dates of a story, looked up once.
pub struct Known {
    /// By entity.
    names: Vec<Option<ConceptIx>>,
    /// By first day and precision.
    dates: FxHashMap<(Date, Precision), Option<ConceptIx>>,
}

impl Known {
    /// Looks them up.
    pub fn of(context: &Context) -> Known {
        let find = |key: String| context.lexicon.find_concept(&key);
        let groups = 0..context.story.names.groups.len() as u32;
        let names = groups.map(|group| find(name_key(GroupIx(group)))).collect();
        let mut dates = FxHashMap::default();
        let resolved =
            context.story.mentions.iter().flat_map(|m| &m.dates).filter_map(|d| d.resolved.as_ref());
        for day in resolved {
            dates.entry((day.date, day.precision)).or_insert_with(|| find(date_key(day)));
        }
        Known { names, dates }
    }

    fn date(&self, day: &Resolved) -> Option<ConceptIx> {
        self.dates.get(&(day.date, day.precision)).copied().flatten()
    }
}

/// The heaviest words that all have in common, for a heading.
fn about(context: &Context, ix: SentenceIx, is_common: &dyn Fn(ConceptIx) -> bool) -> String {
    /// Words of a heading.
    const HEADING: usize = 3;
    let sentences = &context.alignment.sentences;
    // A number reads badly without its unit.
    let tells = |t: &&Term| t.kind != TermKind::Number && is_common(t.concept);
    let mut common: Vec<_> = sentences.get(ix).terms.iter().filter(tells).collect();
    common.sort_by(|x, y| {
        let weight = |c: ConceptIx| sentences.weight[c.0 as usize];
        weight(y.concept).total_cmp(&weight(x.concept)).then(x.place.cmp(&y.place))
    });
    common.truncate(HEADING);
    common.sort_by_key(|t| t.place);
    let words: Vec<String> =
        common.iter().map(|t| term_text(context.story, context.lexicon, t.concept)).collect();
    if words.is_empty() { "wording".to_owned() } else { words.join(", ") }
}
