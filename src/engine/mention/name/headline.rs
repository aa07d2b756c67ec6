//! Names in headlines that capitalise every word, where capitals tell nothing.

use super::{NameMention, is_heading_in_capitals};
use crate::engine::answer::NameKind;
use crate::engine::article::Article;
use crate::engine::data::gazetteer::{Entry, Role, gazetteer};
use crate::engine::data::lookup::tables;
use crate::engine::mention::Mentions;
use crate::engine::read::Document;
use crate::engine::span::Span;
use crate::engine::text::fold::fold_line;
use rustc_hash::FxHashMap;

/// Adds the names in Title Case headlines: only those that a story of the call also holds, or the
/// gazetteer's countries, because there every word has a capital.
pub fn find_in_headlines(articles: &[&Article], documents: &[Document], all: &mut [Mentions]) {
    let mut known: FxHashMap<String, (NameKind, Option<Entry>)> = FxHashMap::default();
    for (article, mentions) in articles.iter().zip(all.iter()) {
        for mention in &mentions.names {
            let form = fold_line(mention.span.of(article.part(mention.part)));
            known.entry(form).or_insert((mention.kind, mention.place));
        }
    }
    let longest = known.keys().map(|form| form.split(' ').count()).max().unwrap_or(0);
    for ((article, document), mentions) in articles.iter().zip(documents).zip(all) {
        let mut added = Vec::new();
        let headings =
            document.sentences.iter().enumerate().filter(|(_, s)| is_heading_in_capitals(document, s));
        for (number, sentence) in headings {
            let text = article.part(sentence.part);
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                if !document.tokens[at].is_capitalised() {
                    at += 1;
                    continue;
                }
                let ends = (at + 1..=sentence.tokens.end.min(at + 2 * longest.max(3))).rev();
                let found = ends.into_iter().find_map(|end| {
                    let range = document.tokens[at].start as usize..document.tokens[end - 1].end as usize;
                    let slice = &text[range.clone()];
                    let folded = fold_line(slice);
                    let entry = || gazetteer().get(slice).filter(|e| e.role != Role::Town);
                    // `Kraft Factory` where the story knows Kraft.
                    let premises = || {
                        let (owner, noun) = folded.rsplit_once(' ')?;
                        let is_known =
                            tables().facility_nouns.contains_key(noun) && known.contains_key(owner);
                        is_known.then_some((NameKind::Place, None))
                    };
                    let meaning = known
                        .get(&folded)
                        .copied()
                        .or_else(|| entry().map(|e| (NameKind::Place, Some(e))))
                        .or_else(premises)?;
                    Some((end, Span::new(text, range)?, meaning))
                });
                let Some((end, span, (kind, place))) = found else {
                    at += 1;
                    continue;
                };
                added.push(NameMention {
                    sentence: number as u32,
                    part: sentence.part,
                    span,
                    titled: None,
                    title: None,
                    tokens: at..end,
                    kind,
                    is_certain: place.is_some() || kind == NameKind::Place,
                    place,
                    is_located: false,
                });
                at = end;
            }
        }
        if !added.is_empty() {
            mentions.names.append(&mut added);
            mentions.names.sort_by_key(|m| (m.sentence, m.tokens.start, m.tokens.end));
        }
    }
}
