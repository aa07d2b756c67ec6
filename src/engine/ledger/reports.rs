//! What became of every character of every article, and the remarks to an editor.

use super::Input;
use crate::engine::account::Fate as SentenceFate;
use crate::engine::answer::{ArticleReport, FactIx, Fate, Note, Segment};
use crate::engine::article::ArticleIx;
use crate::engine::read::DocIx;
use crate::engine::read::broken;
use crate::engine::span::{Location, Part};
use std::borrow::Cow;

/// The ledger: one report for each article of the caller, in the caller's order.
pub fn reports(input: &Input, facts_of: &[Vec<FactIx>]) -> Vec<ArticleReport> {
    let mut reports: Vec<Option<ArticleReport>> = vec![None; input.articles.len()];
    for (doc, articles) in input.canonical.copies.iter().enumerate() {
        let mut of_first = segments(input, doc, facts_of);
        let Some((&first, copies)) = articles.split_first() else { continue };
        let report = |article: ArticleIx, segments: Vec<Segment>| ArticleReport {
            article,
            lang: input.context.story.documents[doc].lang.clone(),
            sha256: input.canonical.sha256[article.ix()].clone(),
            on_topic: !input.context.off_topic[doc],
            segments,
        };
        for &copy in copies {
            let mut segments = of_first.clone();
            for segment in &mut segments {
                segment.loc.article = copy;
                // The copy's words are in the account, but as the first one's.
                if segment.fate == Fate::Printed {
                    segment.fate = Fate::Merged;
                    segment.reason = format!("exact copy of {}", input.articles[first.ix()].id).into();
                }
            }
            reports[copy.ix()] = Some(report(copy, segments));
        }
        of_first.iter_mut().for_each(|segment| segment.loc.article = first);
        reports[first.ix()] = Some(report(first, of_first));
    }
    reports.into_iter().flatten().collect()
}

fn segments(input: &Input, doc: usize, facts_of: &[Vec<FactIx>]) -> Vec<Segment> {
    let context = &input.context;
    let document = &context.story.documents[doc];
    let article = context.doc_article[doc];
    let heading = input.draft.headline.as_ref().map(|(statement, _)| statement.base);
    let mut out = Vec::with_capacity(document.blocks.len());
    // Sentences stand in the order of their blocks.
    let mut sentences = (0u32..).zip(&document.sentences).peekable();
    for (block_no, block) in (0u32..).zip(&document.blocks) {
        let loc = Location { article, part: block.part, span: block.span };
        if sentences.peek().is_none_or(|(_, sentence)| sentence.block != block_no) {
            let reason = block.reason.clone();
            out.push(Segment { loc, kind: block.kind, fate: Fate::LeftOut, facts: Vec::new(), reason });
            continue;
        }
        while let Some((number, sentence)) = sentences.next_if(|(_, sentence)| sentence.block == block_no) {
            let ix = context.alignment.sentences.at(DocIx(doc as u32), number);
            let loc = Location { article, part: sentence.part, span: sentence.span };
            let facts = facts_of[ix.ix()].clone();
            let (fate, reason) = if sentence.is_headline {
                headline_fate(heading, loc)
            } else {
                match input.draft.fates[ix.ix()] {
                    SentenceFate::Printed => (Fate::Printed, "printed".into()),
                    SentenceFate::Merged(partner) => {
                        let there = context.location(partner);
                        (
                            Fate::Merged,
                            format!("said in the words of {}", input.articles[there.article.ix()].id).into(),
                        )
                    }
                    SentenceFate::OffTopic => {
                        (Fate::LeftOut, "the article tells of something else than the others".into())
                    }
                }
            };
            out.push(Segment { loc, kind: block.kind, fate, facts, reason });
        }
    }
    out
}

fn headline_fate(heading: Option<Location>, loc: Location) -> (Fate, Cow<'static, str>) {
    if heading == Some(loc) {
        (Fate::Printed, "printed as the headline".into())
    } else {
        (Fate::LeftOut, "another headline was chosen".into())
    }
}

/// Remarks: broken sentences, open quotations, articles off topic, and what the account noted.
pub fn notes(input: &Input) -> Vec<Note> {
    let mut out = Vec::new();
    let context = &input.context;
    for (doc, document) in context.story.documents.iter().enumerate() {
        for (number, sentence) in document.story().filter(|(_, sentence)| sentence.is_broken) {
            let text = context.story.articles[doc].part(sentence.part);
            if let Some(why) = broken::reason(text, document.tokens_of(sentence)) {
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
