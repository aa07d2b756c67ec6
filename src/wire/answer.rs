//! The answer to a merge as it stands on the wire. Field order is the order of printing.

use crate::wire::vocabulary::*;
use serde::Serialize;
use utoipa::ToSchema;

/// The merged account, and for every fact who reports it, where, and what it goes back to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Answer {
    /// What made this answer.
    pub engine: Engine,
    /// The statement that heads the account; null only if no article holds a sentence.
    pub headline: Option<Statement>,
    /// The merged account in reading order.
    pub account: Vec<Paragraph>,
    /// Every fact of every article.
    pub facts: Vec<Fact>,
    /// Spellings and forms grouped by what they name.
    pub names: Vec<NameGroup>,
    /// The independent places that facts go back to.
    pub origins: Vec<Origin>,
    /// Where the articles do not say the same.
    pub differences: Vec<Difference>,
    /// Articles that are copies of one another.
    pub copies: Vec<Copy>,
    /// The story's dates in order of time.
    pub timeline: Vec<TimelineEntry>,
    /// What became of each article, in the order of the request.
    pub articles: Vec<ArticleReport>,
    /// What an editor should know.
    pub notes: Vec<Note>,
}

/// What made an answer: with the same articles and the same two values it comes out the same.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Engine {
    /// The program's version.
    #[schema(example = "0.1.0")]
    pub version: String,
    /// Hash of every threshold and table used.
    pub params: String,
}

/// A pointer into an article as it was received.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"article": "yonhap", "part": "text", "start": 868, "end": 880, "exact": "Chang Ho-jin"}))]
pub struct Location {
    /// Id of the article.
    pub article: String,
    /// Which of its strings.
    pub part: Part,
    /// First character, counted from 0 in the unit asked for (code points unless said otherwise).
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What stands there, character for character.
    pub exact: String,
}

/// Why something was decided.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"reason": "same numbers: 40", "score": 0.92}))]
pub struct Evidence {
    /// In words an editor understands.
    pub reason: String,
    /// 0 (no support) to 1 (certain).
    #[schema(minimum = 0, maximum = 1)]
    pub score: f64,
}

/// A paragraph of the account.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Paragraph {
    /// Its number, from 1.
    pub paragraph: usize,
    /// Its sentences.
    pub statements: Vec<Statement>,
}

/// One printed sentence: the text at `base` with the listed insertions and replacements, nothing else.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Statement {
    /// `s1`, `s2`, ... in reading order; the headline is `h1`.
    #[schema(example = "s1")]
    pub id: String,
    /// As printed.
    pub text: String,
    /// Ids of the facts it states.
    pub facts: Vec<String>,
    /// The sentence that it was taken from.
    pub base: Location,
    /// Ids of the articles that state at least one of its facts.
    pub sources: Vec<String>,
    /// Pieces added from other places, in order.
    pub insertions: Vec<Insertion>,
    /// Pieces changed, in order.
    pub replacements: Vec<Replacement>,
}

/// Words of another place, printed in brackets.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Insertion {
    /// Where `text` begins in the printed text, in the unit asked for.
    pub at: usize,
    /// What was added, with its space and brackets.
    pub text: String,
    /// Where the words inside the brackets stand.
    pub from: Location,
}

/// A form printed otherwise than the base has it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Replacement {
    /// Where `printed` begins in the printed text, in the unit asked for.
    pub at: usize,
    /// What the base has.
    pub original: String,
    /// What is printed.
    pub printed: String,
    /// Reason.
    pub why: String,
}

/// One thing that at least one article states.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Fact {
    /// `f1`, `f2`, ...
    #[schema(example = "f1")]
    pub id: String,
    /// The wording that stands for it.
    pub base: Location,
    /// Every place that states it; the first is the base.
    pub support: Vec<Support>,
    /// Number of different sources.
    pub outlets: u32,
    /// Ids of the independent places it goes back to.
    pub origins: Vec<String>,
    /// What outlets and origins amount to.
    pub status: Status,
}

/// One place that states a fact.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Support {
    /// Where.
    #[serde(flatten)]
    pub location: Location,
    /// How its wording stands to the base's.
    pub relation: Relation,
    /// Who says it there.
    pub said_by: Option<SaidBy>,
    /// Why it is held to state the fact.
    pub why: Vec<Evidence>,
}

/// Who is given as the source of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SaidBy {
    /// Speaker, agency or office, as the text names it.
    pub who: Option<String>,
    /// Document, as the text names it.
    pub document: Option<String>,
    /// In what manner.
    pub mode: Mode,
    /// The words that say so.
    pub marker: Option<Location>,
}

/// Spellings and forms of one entity.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NameGroup {
    /// `n1`, `n2`, ...
    #[schema(example = "n1")]
    pub id: String,
    /// Sort of entity.
    pub kind: NameKind,
    /// The form to print.
    pub preferred: String,
    /// Every form, most used first.
    pub forms: Vec<Form>,
    /// Why the forms are one entity.
    pub why: Vec<NameLink>,
}

/// One spelling of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Form {
    /// The spelling.
    pub text: String,
    /// How often it stands in the articles.
    pub count: usize,
    /// Where.
    pub locs: Vec<Location>,
}

/// Why two forms are one entity.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NameLink {
    /// One form.
    pub a: String,
    /// The other.
    pub b: String,
    /// In words an editor understands.
    pub reason: String,
    /// 0 (no support) to 1 (certain).
    pub score: f64,
}

/// An independent place that facts go back to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Origin {
    /// `o1`, `o2`, ...
    #[schema(example = "o1")]
    pub id: String,
    /// Sort of origin.
    pub kind: OriginKind,
    /// What an editor would call it.
    #[schema(example = "White House readout")]
    pub label: String,
    /// Where the articles say so.
    pub evidence: Vec<Location>,
}

/// A place where articles, or parts of one, do not say the same.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Difference {
    /// `d1`, `d2`, ...
    #[schema(example = "d1")]
    pub id: String,
    /// Sort of difference.
    pub class: DifferenceClass,
    /// What the values are values of.
    pub about: String,
    /// Ids of the facts in which it stands.
    pub facts: Vec<String>,
    /// The values.
    pub values: Vec<DifferenceValue>,
    /// Why it is a difference of this class.
    pub why: Vec<Evidence>,
}

/// One side of a difference.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DifferenceValue {
    /// In a normal form.
    #[schema(example = "2023-12-30")]
    pub value: String,
    /// Where it stands.
    pub locs: Vec<Location>,
}

/// Articles that are copies of one another.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Copy {
    /// Ids of the articles.
    pub articles: Vec<String>,
    /// Sort of copy.
    pub kind: CopyKind,
    /// Share of the text that they have in common, 0 to 1.
    pub share: f64,
    /// Id of the common origin, if one is known.
    pub origin: Option<String>,
}

/// A date of the story.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TimelineEntry {
    /// The first day meant.
    #[schema(format = Date, example = "2023-12-30")]
    pub date: String,
    /// How exact it is.
    pub precision: Precision,
    /// Ids of the facts that name it.
    pub facts: Vec<String>,
    /// The words that name it.
    pub locs: Vec<Location>,
    /// How it was found from the words.
    pub why: String,
}

/// What was made of one article.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ArticleReport {
    /// Its id.
    pub id: String,
    /// Its outlet.
    pub source: String,
    /// Its headline, if it came apart from the text.
    pub title: Option<String>,
    /// Its language as an ISO 639-1 code, or `und`.
    #[schema(example = "en")]
    pub lang: String,
    /// SHA-256 of the text's UTF-8 bytes in hexadecimal.
    pub sha256: String,
    /// Its text, if it was taken out of a page or item; locations refer to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Who wrote it, if that came apart from the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// Whether it tells of the same event as the others.
    pub on_topic: bool,
    /// Every piece of it, in order; white space aside they leave no gap.
    pub segments: Vec<Segment>,
}

/// One piece of an article and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Segment {
    /// Where.
    #[serde(flatten)]
    pub location: Location,
    /// What it is.
    pub kind: SegmentKind,
    /// What became of it.
    pub fate: Fate,
    /// Ids of the facts it states.
    pub facts: Vec<String>,
    /// Why it is of this kind and fate.
    pub reason: String,
}

/// What an editor should know.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Note {
    /// A fixed short name.
    #[schema(example = "missing_antecedent")]
    pub code: String,
    /// In words.
    pub detail: String,
    /// Where.
    pub locs: Vec<Location>,
    /// The article that it is about, where it is about how one was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
}
