//! In which order and paragraphs the printed sentences stand.

use super::{Context, Fate};
use crate::engine::align::SentenceIx;
use crate::engine::read::DocIx;

/// Paragraphs of sentences.
///
/// The backbone's paragraphs stand in their order. The printed paragraphs of each other article
/// follow the place where that article last said what is already in the account; they never part a
/// paragraph, a quotation or a pronoun from what it goes back to, because they go in only between
/// the paragraphs of one article.
pub fn order(context: &Context, fates: &[Fate]) -> Vec<Vec<SentenceIx>> {
    let mut account: Vec<Vec<SentenceIx>> = paragraphs(context, fates, context.backbone);
    let mut docs: Vec<DocIx> = (0..context.story.documents.len() as u32).map(DocIx).collect();
    docs.retain(|doc| *doc != context.backbone);
    // The articles with most to add come first, so that their order is kept best.
    let n_printed = |doc: &DocIx| paragraphs(context, fates, *doc).iter().map(Vec::len).sum::<usize>();
    docs.sort_by_key(|doc| (std::cmp::Reverse(n_printed(doc)), *doc));
    for doc in docs {
        insert(context, fates, doc, &mut account);
    }
    account.retain(|paragraph| !paragraph.is_empty());
    account
}

/// The printed sentences of a document, by its paragraphs; paragraphs tied by a quotation are one.
fn paragraphs(context: &Context, fates: &[Fate], doc: DocIx) -> Vec<Vec<SentenceIx>> {
    let sentences = &context.alignment.sentences;
    let document = &context.story.documents[doc.0 as usize];
    let mut out: Vec<Vec<SentenceIx>> = Vec::new();
    let mut last_paragraph = None;
    for (number, sentence) in document.story() {
        let ix = sentences.at(doc, number);
        if fates[ix.ix()] != Fate::Printed {
            continue;
        }
        if last_paragraph == Some(sentence.paragraph) {
            out.last_mut().expect("a paragraph was begun").push(ix);
        } else {
            out.push(vec![ix]);
        }
        last_paragraph = Some(sentence.paragraph);
    }
    out
}

/// Puts the printed paragraphs of `doc` into the account.
fn insert(context: &Context, fates: &[Fate], doc: DocIx, account: &mut Vec<Vec<SentenceIx>>) {
    let sentences = &context.alignment.sentences;
    // Before anything of it is placed: after the opening, which tells the news.
    let mut cursor = opening(account);
    let document = &context.story.documents[doc.0 as usize];
    let mut open: Option<(u32, usize)> = None;
    for (number, sentence) in document.story() {
        let ix = sentences.at(doc, number);
        if fates[ix.ix()] == Fate::Printed {
            match open {
                Some((paragraph, at)) if paragraph == sentence.paragraph => account[at].push(ix),
                _ => {
                    let place = |s: SentenceIx| account.iter().position(|paragraph| paragraph.contains(&s));
                    let behind = document_before(context, fates, ix).and_then(place).map_or(0, |at| at + 1);
                    let at = after_dependents(context, account, cursor.max(behind));
                    account.insert(at, vec![ix]);
                    open = Some((sentence.paragraph, at));
                    cursor = at + 1;
                }
            }
            // What is printed and also linked moves nothing: it stands where it was put.
            continue;
        }
        let anchor = match fates[ix.ix()] {
            Fate::Merged(partner) => Some(partner),
            _ => None,
        };
        if let Some(at) = anchor.and_then(|p| account.iter().position(|paragraph| paragraph.contains(&p))) {
            cursor = at + 1;
            open = None;
        }
    }
}

/// The printed sentence before one of its article that tells of the document which it goes on to quote: "issued a
/// joint statement" for "The statement said".
fn document_before(context: &Context, fates: &[Fate], sentence: SentenceIx) -> Option<SentenceIx> {
    /// Sentences back; beyond, another document is meant.
    const REACH: u32 = 12;
    let sentences = &context.alignment.sentences;
    let terms = sentences.get(sentence);
    let of_document = |number: u32| {
        let said = context.story.said(sentences.get(sentences.at(terms.doc, number)));
        said.filter(|a| a.is_explicit).and_then(|a| a.document_noun)
    };
    let noun = of_document(terms.number)?;
    (terms.number.saturating_sub(REACH)..terms.number)
        .rev()
        .filter(|number| of_document(*number) == Some(noun))
        .map(|number| sentences.at(terms.doc, number))
        .find(|before| fates[before.ix()] == Fate::Printed)
}

/// Number of paragraphs that open the account: the first, and the second where the first is one sentence.
fn opening(account: &[Vec<SentenceIx>]) -> usize {
    let is_short = account.first().is_some_and(|paragraph| paragraph.len() == 1);
    account.len().min(if is_short { 2 } else { 1 })
}

/// The first place from `at` on that does not part a paragraph from one that goes back to it.
fn after_dependents(context: &Context, account: &[Vec<SentenceIx>], mut at: usize) -> usize {
    while at > 0 && at < account.len() {
        let (Some(&next), Some(&before)) = (account[at].first(), account[at - 1].last()) else {
            break;
        };
        if !depends(context, next, before) {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a sentence goes back to the one before it in its own article.
fn depends(context: &Context, next: SentenceIx, before: SentenceIx) -> bool {
    let sentences = &context.alignment.sentences;
    let (x, y) = (sentences.get(next), sentences.get(before));
    if x.doc != y.doc {
        return false;
    }
    super::edit::goes_back(context, next).is_some() || shares_quotation(context, next, before)
}

fn shares_quotation(context: &Context, a: SentenceIx, b: SentenceIx) -> bool {
    let (x, y) = (context.alignment.sentences.get(a), context.alignment.sentences.get(b));
    let document = &context.story.documents[x.doc.0 as usize];
    let (first, last) = (x.number.min(y.number), x.number.max(y.number));
    // Of those that touch the first, the last one reaches farthest.
    document.quotations_of(first).last().is_some_and(|q| q.last >= last)
}
