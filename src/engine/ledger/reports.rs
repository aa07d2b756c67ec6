//! What became of every character of every article, and the remarks to an editor.

use super::Input;
use crate::engine::account::Fate as SentenceFate;
use crate::engine::answer::{ArticleReport, FactIx, Fate, Note, Segment};
use crate::engine::read::DocIx;
use crate::engine::read::broken;
use crate::engine::span::{Location, Part};

/// The ledger: one report for each article of the caller, in the caller's order.
pub fn reports(input: &Input, facts_of: &[Vec<FactIx>]) -> Vec<ArticleReport> {
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
