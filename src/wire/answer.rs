//! The answer to a merge as it stands on the wire. Field order is the order of printing.

use crate::wire::segments::Segments;
use crate::wire::vocabulary::*;
use serde::Serialize;
use std::borrow::Cow;
use utoipa::ToSchema;

/// The merged account, and for every fact who reports it, where, and what it goes back to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Answer<'a> {
    /// What made this answer.
    pub engine: Engine,
    /// The statement that heads the account; null only if no article holds a sentence.
    pub headline: Option<Statement<'a>>,
    /// The merged account in reading order.
    pub account: Vec<Paragraph<'a>>,
    /// Every fact of every article.
    pub facts: Vec<Fact<'a>>,
    /// Spellings and forms grouped by what they name.
    pub names: Vec<NameGroup<'a>>,
    /// The independent places that facts go back to.
    pub origins: Vec<Origin<'a>>,
    /// Where the articles do not say the same.
    pub differences: Vec<Difference<'a>>,
    /// Articles that are copies of one another.
    pub copies: Vec<Copy<'a>>,
    /// The story's dates in order of time.
    pub timeline: Vec<TimelineEntry<'a>>,
    /// What became of each article, in the order of the request.
    pub articles: Vec<ArticleReport<'a>>,
    /// What an editor should know.
    pub notes: Vec<Note<'a>>,
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
pub struct Location<'a> {
    /// Id of the article.
    pub article: &'a str,
    /// Which of its strings.
    pub part: Part,
    /// First character, counted from 0 in the unit asked for (code points unless said otherwise).
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What stands there, character for character.
    pub exact: &'a str,
}

/// Why something was decided.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"reason": "same numbers: 40", "score": 0.92}))]
pub struct Evidence<'a> {
    /// In words an editor understands.
    pub reason: Cow<'a, str>,
    /// 0 (no support) to 1 (certain).
    #[schema(minimum = 0, maximum = 1)]
    pub score: f64,
}

/// A paragraph of the account.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Paragraph<'a> {
    /// Its number, from 1.
    pub paragraph: usize,
    /// Its sentences.
    pub statements: Vec<Statement<'a>>,
}

/// One printed sentence: the text at `base` with the listed insertions and replacements, nothing else.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Statement<'a> {
    /// `s1`, `s2`, ... in reading order; the headline is `h1`.
    #[schema(example = "s1")]
    pub id: String,
    /// As printed.
    pub text: &'a str,
    /// Ids of the facts it states.
    pub facts: Vec<String>,
    /// The sentence that it was taken from.
    pub base: Location<'a>,
    /// Ids of the articles that state at least one of its facts.
    pub sources: Vec<&'a str>,
    /// Pieces added from other places, in order.
    pub insertions: Vec<Insertion<'a>>,
    /// Pieces changed, in order.
    pub replacements: Vec<Replacement<'a>>,
}

/// Words of another place, printed in brackets.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Insertion<'a> {
    /// Where `text` begins in the printed text, in the unit asked for.
    pub at: usize,
    /// What was added, with its space and brackets.
    pub text: &'a str,
    /// Where the words inside the brackets stand.
    pub from: Location<'a>,
}

/// A form printed otherwise than the base has it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Replacement<'a> {
    /// Where `printed` begins in the printed text, in the unit asked for.
    pub at: usize,
    /// What the base has.
    pub original: &'a str,
    /// What is printed.
    pub printed: &'a str,
    /// Reason.
    pub why: &'a str,
}

/// One thing that at least one article states.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Fact<'a> {
    /// `f1`, `f2`, ...
    #[schema(example = "f1")]
    pub id: String,
    /// The wording that stands for it.
    pub base: Location<'a>,
    /// Every place that states it; the first is the base.
    pub support: Vec<Support<'a>>,
    /// Number of different sources.
    pub outlets: u32,
    /// Ids of the independent places it goes back to.
    pub origins: Vec<String>,
    /// What outlets and origins amount to.
    pub status: Status,
}

/// One place that states a fact.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Support<'a> {
    /// Where.
    #[serde(flatten)]
    pub location: Location<'a>,
    /// How its wording stands to the base's.
    pub relation: Relation,
    /// Who says it there.
    pub said_by: Option<SaidBy<'a>>,
    /// Why it is held to state the fact.
    pub why: Vec<Evidence<'a>>,
}

/// Who is given as the source of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SaidBy<'a> {
    /// Speaker, agency or office, as the text names it.
    pub who: Option<&'a str>,
    /// Document, as the text names it.
    pub document: Option<&'a str>,
    /// In what manner.
    pub mode: Mode,
    /// The words that say so.
    pub marker: Option<Location<'a>>,
}

/// Spellings and forms of one entity.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NameGroup<'a> {
    /// `n1`, `n2`, ...
    #[schema(example = "n1")]
    pub id: String,
    /// Sort of entity.
    pub kind: NameKind,
    /// The form to print.
    pub preferred: &'a str,
    /// Every form, most used first.
    pub forms: Vec<Form<'a>>,
    /// Why the forms are one entity.
    pub why: Vec<NameLink<'a>>,
}

/// One spelling of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Form<'a> {
    /// The spelling.
    pub text: &'a str,
    /// How often it stands in the articles.
    pub count: usize,
    /// Where.
    pub locs: Vec<Location<'a>>,
}

/// Why two forms are one entity.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NameLink<'a> {
    /// One form.
    pub a: &'a str,
    /// The other.
    pub b: &'a str,
    /// In words an editor understands.
    pub reason: &'a str,
    /// 0 (no support) to 1 (certain).
    pub score: f64,
}

/// An independent place that facts go back to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Origin<'a> {
    /// `o1`, `o2`, ...
    #[schema(example = "o1")]
    pub id: String,
    /// Sort of origin.
    pub kind: OriginKind,
    /// What an editor would call it.
    #[schema(example = "White House readout")]
    pub label: &'a str,
    /// Where the articles say so.
    pub evidence: Vec<Location<'a>>,
}

/// A place where articles, or parts of one, do not say the same.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Difference<'a> {
    /// `d1`, `d2`, ...
    #[schema(example = "d1")]
    pub id: String,
    /// Sort of difference.
    pub class: DifferenceClass,
    /// What the values are values of.
    pub about: &'a str,
    /// Ids of the facts in which it stands.
    pub facts: Vec<String>,
    /// The values.
    pub values: Vec<DifferenceValue<'a>>,
    /// Why it is a difference of this class.
    pub why: Vec<Evidence<'a>>,
}

/// One side of a difference.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DifferenceValue<'a> {
    /// In a normal form.
    #[schema(example = "2023-12-30")]
    pub value: &'a str,
    /// Where it stands.
    pub locs: Vec<Location<'a>>,
}

/// Articles that are copies of one another.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Copy<'a> {
    /// Ids of the articles.
    pub articles: Vec<&'a str>,
    /// Sort of copy.
    pub kind: CopyKind,
    /// Share of the text that they have in common, 0 to 1.
    pub share: f64,
    /// Id of the common origin, if one is known.
    pub origin: Option<String>,
}

/// A date of the story.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TimelineEntry<'a> {
    /// The first day meant.
    #[schema(format = Date, example = "2023-12-30")]
    pub date: String,
    /// How exact it is.
    pub precision: Precision,
    /// Ids of the facts that name it.
    pub facts: Vec<String>,
    /// The words that name it.
    pub locs: Vec<Location<'a>>,
    /// How it was found from the words.
    pub why: &'a str,
}

/// What was made of one article.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ArticleReport<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its outlet.
    pub source: &'a str,
    /// Its headline, if it came apart from the text.
    pub title: Option<&'a str>,
    /// Its language as an ISO 639-1 code, or `und`.
    #[schema(example = "en")]
    pub lang: &'a str,
    /// SHA-256 of the text's UTF-8 bytes in hexadecimal.
    pub sha256: &'a str,
    /// Its text, if it was taken out of a page or item; locations refer to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    /// Who wrote it, if that came apart from the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<&'a str>,
    /// Whether it tells of the same event as the others.
    pub on_topic: bool,
    /// Every piece of it, in order; white space aside they leave no gap.
    #[schema(value_type = Vec<Segment>)]
    pub segments: Segments<'a>,
}

/// One piece of an article and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Segment<'a> {
    /// Where.
    #[serde(flatten)]
    pub location: Location<'a>,
    /// What it is.
    pub kind: SegmentKind,
    /// What became of it.
    pub fate: Fate,
    /// Ids of the facts it states.
    pub facts: Vec<String>,
    /// Why it is of this kind and fate.
    pub reason: &'a str,
}

/// What an editor should know.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Note<'a> {
    /// A fixed short name.
    #[schema(example = "missing_antecedent")]
    pub code: &'a str,
    /// In words.
    pub detail: &'a str,
    /// Where.
    pub locs: Vec<Location<'a>>,
    /// The article that it is about, where it is about how one was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<&'a str>,
}
