//! What was found of an account in its articles: of running text by the engine, of a whole answer by [`answer`].

use crate::engine;
use crate::engine::article::Article;
use crate::wire::answer::Location;
use crate::wire::offsets::{Offsets, TextIndex};
use crate::wire::places::Places;
use crate::wire::vocabulary::Found;
use serde::Serialize;
use utoipa::ToSchema;

pub use crate::wire::proof::answer;

/// What was found of each piece of an account, in order.
pub type Verification<'a> = Vec<Check<'a>>;

/// What was found of one piece of an account.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Check<'a> {
    /// What sort of piece.
    pub kind: Checked,
    /// The piece.
    pub exact: String,
    /// Where it begins, in the unit asked for: in the account for a sentence or a quotation, in the article for a
    /// location, 0 for a statement.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How it was found.
    pub found: Found,
    /// Where; the nearest place for a changed piece.
    pub at: Option<Location<'a>>,
    /// What the account has otherwise than its source.
    pub changes: Vec<Change>,
    /// Of an answer: the piece as a JSON pointer (RFC 6901) into it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "/account/0/statements/2")]
    pub pointer: Option<String>,
    /// Of an answer: what is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// Words of the account, and those that its source has instead.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Change {
    /// The source's words.
    pub source: String,
    /// The account's words.
    pub account: String,
}

/// What was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Checked {
    /// A sentence of a running text.
    Sentence,
    /// A quotation in a running text.
    Quotation,
    /// A location of an answer.
    Location,
    /// A statement of an answer: its base with its insertions and replacements.
    Statement,
}

/// The engine's verdicts on `text` on the wire.
pub fn text<'a>(
    text: &str,
    verdicts: &[engine::Verdict],
    articles: &'a [Article],
    offsets: Offsets,
) -> Verification<'a> {
    let places = Places::new(articles, offsets);
    let index = TextIndex::new(text, offsets);
    let check = |verdict: &engine::Verdict| Check {
        kind: match verdict.kind {
            engine::Checked::Sentence => Checked::Sentence,
            engine::Checked::Quotation => Checked::Quotation,
        },
        exact: verdict.span.of(text).to_owned(),
        start: index.units(verdict.span.start()),
        end: index.units(verdict.span.end()),
        found: verdict.found.into(),
        at: verdict.at.as_ref().map(|loc| places.location(loc)),
        changes: verdict
            .changes
            .iter()
            .map(|c| Change { source: c.source.clone(), account: c.account.clone() })
            .collect(),
        pointer: None,
        detail: None,
    };
    verdicts.iter().map(check).collect()
}
