//! The statement that heads the account.

use super::{Context, edit};
use crate::engine::align::SentenceIx;
use crate::engine::answer::Statement;
use crate::engine::read::DocIx;

/// The backbone's own heading, else that of the first article that has one, else the opening sentence.
pub fn choose(
    context: &Context,
    opening: Option<&(Statement, SentenceIx)>,
) -> Option<(Statement, SentenceIx)> {
    let sentences = &context.alignment.sentences;
    let of = |doc: DocIx| {
        let document = &context.story.documents[doc.0 as usize];
        let found = document.sentences.iter().position(|s| s.is_headline);
        found.map(|number| sentences.at(doc, number as u32))
    };
    let others = (0..context.story.documents.len() as u32).map(DocIx);
    let docs =
        std::iter::once(context.backbone).chain(others.filter(|doc| !context.off_topic[doc.0 as usize]));
    let heading = docs.into_iter().find_map(of);
    match heading {
        Some(sentence) => Some((edit::plain(context, sentence), sentence)),
        None => opening.map(|(statement, sentence)| (statement.clone(), *sentence)),
    }
}
