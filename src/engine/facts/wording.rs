//! What the supports of one fact do not say alike: the stretches of each sentence that some other
//! article's sentence on the fact has no counterpart for.
//!
//! Words are compared by concept, names by whom they name, numbers and dates by value, so a synonym or
//! another spelling is no difference of wording; function words and verbs of speech never are.

use super::difference::Context;
use crate::engine::align::terms::{Terms, date_key, name_key};
use crate::engine::align::{SentenceIx, term_text};
use crate::engine::answer::{Difference, DifferenceClass, DifferenceValue};
use crate::engine::data::lookup::tables;
use crate::engine::evidence::Evidence;
use crate::engine::mention::DateMention;
use crate::engine::read::DocIx;
use crate::engine::span::Span;
use crate::engine::text::{ConceptIx, TokenKind};
use std::collections::BTreeSet;

/// One difference for each fact of several articles whose sentences do not all say the same.
pub fn find(context: &Context, out: &mut Vec<Difference>) {
    for (draft, fact) in context.set.drafts.iter().zip(context.number) {
        let sentences = &context.alignment.sentences;
        let members: Vec<SentenceIx> =
            draft.members.iter().copied().filter(|ix| !sentences.get(*ix).is_headline).collect();
        let docs: BTreeSet<DocIx> = members.iter().map(|ix| sentences.get(*ix).doc).collect();
        if docs.len() > 1 {
            let by_article = |ix: SentenceIx| sentences.get(ix).doc.0;
            let found = between(context, &members, &by_article);
            out.extend(found.map(|difference| Difference { facts: vec![*fact], ..difference }));
        }
    }
}

/// What sentences on one fact do not say alike; `teller` is who tells it, an article or the sentence by itself.
pub fn between(
    context: &Context,
    members: &[SentenceIx],
    teller: &dyn Fn(SentenceIx) -> u32,
) -> Option<Difference> {
    let sentences = &context.alignment.sentences;
    let common = common(members.iter().map(|ix| (sentences.get(*ix), teller(*ix))));
    let is_common = |concept: ConceptIx| common.binary_search(&concept).is_ok();
    let mut values = Vec::new();
    let mut differing: BTreeSet<u32> = BTreeSet::new();
    for &ix in members {
        let mut stretches = stretches(context, ix, &is_common);
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
    let mut tellers = BTreeSet::new();
    let said = |(terms, teller): (&'t Terms, u32)| {
        tellers.insert(teller);
        let words = terms.vector.iter().map(|(concept, _)| ConceptIx(*concept));
        words.chain(terms.terms.iter().map(|t| t.concept)).map(move |concept| (concept, teller))
    };
    let mut all: Vec<(ConceptIx, u32)> = members.flat_map(said).collect();
    all.sort_unstable();
    all.dedup();
    let of_one = all.chunk_by(|x, y| x.0 == y.0);
    of_one.filter(|same| same.len() == tellers.len()).map(|same| same[0].0).collect()
}

/// The runs of a sentence that are not common, function words inside them included.
fn stretches(context: &Context, ix: SentenceIx, is_common: &dyn Fn(ConceptIx) -> bool) -> Vec<Span> {
    /// Function words and marks between two words that differ, which keep them one stretch.
    const GAP: usize = 2;
    let terms = context.alignment.sentences.get(ix);
    let doc = terms.doc.0 as usize;
    let document = &context.story.documents[doc];
    let sentence = &document.sentences[terms.number as usize];
    let text = context.story.articles[doc].part(sentence.part);
    let taken = common_mentions(context, ix, is_common);
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut gap = usize::MAX;
    for at in sentence.tokens.clone() {
        let token = &document.tokens[at];
        let word = context.lexicon.word(token.word);
        let is_mark = matches!(token.kind, TokenKind::Mark | TokenKind::Possessive);
        let is_speech = matches!(tables().reporting.get(word.text.as_ref()), Some((_, "say")));
        let is_taken = taken.iter().any(|range| range.contains(&at));
        if is_taken || !is_mark && !word.is_stop && is_common(word.concept) {
            gap = usize::MAX;
        } else if is_mark || word.is_stop || is_speech {
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

/// Tokens of the names, numbers and dates that all articles have, however each writes them.
fn common_mentions(
    context: &Context,
    ix: SentenceIx,
    is_common: &dyn Fn(ConceptIx) -> bool,
) -> Vec<std::ops::Range<usize>> {
    let terms = context.alignment.sentences.get(ix);
    let doc = terms.doc.0 as usize;
    let mentions = &context.story.mentions[doc];
    let known = |key: String| context.lexicon.find_concept(&key).is_some_and(is_common);
    let group = |n: usize| context.story.names.of_mention[doc][n];
    let names = mentions.names_of(terms.number).filter(|n| known(name_key(group(*n))));
    let mut out: Vec<_> = names.map(|n| mentions.names[n].tokens.clone()).collect();
    let numbers = terms.numbers.iter().filter(|(concept, _)| is_common(*concept));
    out.extend(numbers.map(|(_, at)| mentions.numbers[*at as usize].tokens.clone()));
    let is_known = |date: &&DateMention| date.resolved.as_ref().is_some_and(|r| known(date_key(r)));
    out.extend(mentions.dates_of(terms.number).iter().filter(is_known).map(|date| date.tokens.clone()));
    out
}

/// The heaviest words that all have in common, for a heading.
fn about(context: &Context, ix: SentenceIx, is_common: &dyn Fn(ConceptIx) -> bool) -> String {
    /// Words of a heading.
    const HEADING: usize = 3;
    let sentences = &context.alignment.sentences;
    let mut common: Vec<_> = sentences.get(ix).terms.iter().filter(|t| is_common(t.concept)).collect();
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
