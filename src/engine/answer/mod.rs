//! What a merge gives back: the account, its facts, and what became of every character.
//!
//! These are plain values in bytes and indices; the names and shapes on the wire are in `render::json`.

mod ledger;

use crate::engine::article::ArticleIx;
use crate::engine::evidence::Evidence;
use crate::engine::span::Location;
use jiff::civil::Date;
pub use ledger::{ArticleReport, Fate, Note, Segment, SegmentKind};

/// Index into [`Merge::facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactIx(pub u32);

/// Index into [`Merge::origins`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OriginIx(pub u32);

/// The whole answer to one call.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merge {
    /// The statement that heads the account; `None` only if no article holds a sentence.
    pub headline: Option<Statement>,
    /// The account in reading order, a vector of statements for each paragraph.
    pub account: Vec<Vec<Statement>>,
    /// Every fact of every article, in reading order of the account; the facts of its headlines last.
    pub facts: Vec<Fact>,
    /// Groups of spellings of one person, place, organisation or office.
    pub names: Vec<NameGroup>,
    /// The independent places that facts go back to.
    pub origins: Vec<Origin>,
    /// Where articles, or parts of one article, do not say the same.
    pub differences: Vec<Difference>,
    /// Articles that are copies of one another.
    pub copies: Vec<Copy>,
    /// Dates of the story in order of time.
    pub timeline: Vec<TimelineEntry>,
    /// One report for each article, in the caller's order.
    pub articles: Vec<ArticleReport>,
    /// What an editor should know.
    pub notes: Vec<Note>,
}

/// One printed sentence of the account.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What is printed: the base's text with the insertions and replacements below, nothing else.
    pub text: String,
    /// The facts it states.
    pub facts: Vec<FactIx>,
    /// The sentence it was taken from.
    pub base: Location,
    /// The articles that state at least one of its facts, base first.
    pub sources: Vec<ArticleIx>,
    /// Pieces added from other articles, in order of `at`.
    pub insertions: Vec<Insertion>,
    /// Pieces changed to house style, in order of `at`.
    pub replacements: Vec<Replacement>,
}

/// A piece of another sentence, printed in brackets.
#[derive(Debug, Clone, PartialEq)]
pub struct Insertion {
    /// Byte of [`Statement::text`] at which `text` begins.
    pub at: usize,
    /// What was added, with its space and brackets: ` [January 9]`.
    pub text: String,
    /// Where the words inside the brackets stand.
    pub from: Location,
}

/// A name printed in house style.
#[derive(Debug, Clone, PartialEq)]
pub struct Replacement {
    /// Byte of [`Statement::text`] at which `printed` begins.
    pub at: usize,
    /// What the base has there.
    pub original: String,
    /// What is printed instead.
    pub printed: String,
    /// Reason, for example `house style`.
    pub why: String,
}

/// One thing that at least one article states.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The wording that stands for it.
    pub base: Location,
    /// Every place that states it; the first is the base.
    pub support: Vec<Support>,
    /// Number of different sources.
    pub outlets: u32,
    /// The independent places it goes back to.
    pub origins: Vec<OriginIx>,
    /// What outlets and origins amount to.
    pub status: Status,
}

/// How well a fact is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Two or more outlets and two or more independent origins.
    Corroborated,
    /// Two or more outlets, one origin.
    OneOrigin,
    /// One outlet.
    SingleSource,
    /// Supports give values that cannot both be true.
    Disputed,
}

/// One place that states a fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Support {
    /// A sentence, or the part of it that states the fact.
    pub loc: Location,
    /// How its wording stands to the base's.
    pub relation: Relation,
    /// Who says it there.
    pub said_by: Option<SaidBy>,
    /// Why it is held to state the fact.
    pub why: Vec<Evidence>,
}

/// How a support's wording stands to that of the fact's base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is the base.
    Base,
    /// The same words.
    Verbatim,
    /// The same words but for a few.
    NearVerbatim,
    /// The same in other words.
    Paraphrase,
    /// It says a part of what the base says.
    PartOf,
    /// It says all that the base says, and more.
    Contains,
    /// They share a fact; each says more.
    Overlap,
}

/// Who is given as the source of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct SaidBy {
    /// Speaker, agency or office, as the text names it.
    pub who: Option<String>,
    /// Document it is said in, as the text names it.
    pub document: Option<String>,
    /// In what manner.
    pub mode: Mode,
    /// The words that say so, if they stand in the same article: `the White House said`.
    pub marker: Option<Location>,
}

/// Manner of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Wholly or mainly inside quotation marks.
    Direct,
    /// Reported in the outlet's words.
    Indirect,
    /// Read from a document.
    Document,
    /// The outlet's own narration.
    Narration,
}

/// Spellings and forms of one entity.
#[derive(Debug, Clone, PartialEq)]
pub struct NameGroup {
    /// What sort of entity.
    pub kind: NameKind,
    /// The form to print.
    pub preferred: String,
    /// Every form, most used first.
    pub forms: Vec<Form>,
    /// Why the forms are one entity.
    pub why: Vec<NameLink>,
}

/// Sort of entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A country, city, region, street, sea.
    Place,
    /// A body of people: ministry, company, army, paper.
    Organisation,
    /// An office or role.
    Office,
    /// A ship, treaty, product, event.
    Other,
}

/// One spelling of an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The spelling.
    pub text: String,
    /// Everywhere it stands.
    pub locs: Vec<Location>,
}

/// Why two forms are one entity.
#[derive(Debug, Clone, PartialEq)]
pub struct NameLink {
    /// One form.
    pub a: String,
    /// The other.
    pub b: String,
    /// The reason and its strength.
    pub evidence: Evidence,
}

/// An independent place that facts go back to.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// Sort of origin.
    pub kind: OriginKind,
    /// For example `White House readout`.
    pub label: String,
    /// Where the articles say so.
    pub evidence: Vec<Location>,
}

/// Sort of origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OriginKind {
    /// A release, statement, report, filing.
    Document,
    /// A person or body speaking.
    Speaker,
    /// A news agency.
    Agency,
    /// The outlet itself.
    Outlet,
}

/// A place where articles differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What sort of difference.
    pub class: DifferenceClass,
    /// What the values are values of: `missiles launched`.
    pub about: String,
    /// The facts in which it stands.
    pub facts: Vec<FactIx>,
    /// The values, each with its places.
    pub values: Vec<DifferenceValue>,
    /// Why it is a difference of this class.
    pub why: Vec<Evidence>,
}

/// One side of a difference.
#[derive(Debug, Clone, PartialEq)]
pub struct DifferenceValue {
    /// Normalised: `2023-12-30`, `at least 12`.
    pub value: String,
    /// Where it stands.
    pub locs: Vec<Location>,
}

/// Sort of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceClass {
    /// Two spellings of one name.
    Spelling,
    /// One value is a rounder form of the other.
    Precision,
    /// Two numbers of one thing that may both have been true, for example at two times.
    Number,
    /// Two dates of one thing.
    Date,
    /// Other words for the same.
    Wording,
    /// One says more.
    Detail,
    /// The numbers count different things.
    OtherThingCounted,
    /// Both cannot be true.
    Contradiction,
    /// One article disagrees with itself.
    InsideOneArticle,
}

/// Articles that are copies of one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Copy {
    /// Two or more.
    pub articles: Vec<ArticleIx>,
    /// What sort of copy.
    pub kind: CopyKind,
    /// Share of five-word runs of one that stand in the other, in the larger direction, 0..=1.
    pub share: f64,
    /// The common origin, if one is known.
    pub origin: Option<OriginIx>,
}

/// Sort of copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CopyKind {
    /// The same text.
    Exact,
    /// The same text but for a few words.
    Near,
    /// Two edits of one agency's text.
    WireCopy,
    /// One holds a long piece of the other.
    Excerpt,
}

/// A date of the story.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// The first day meant.
    pub date: Date,
    /// How exact.
    pub precision: Precision,
    /// The facts that name it.
    pub facts: Vec<FactIx>,
    /// The words that name it.
    pub locs: Vec<Location>,
    /// How the date was found from the words.
    pub why: String,
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// One month.
    Month,
    /// One year.
    Year,
}

impl Merge {
    /// Calls `f` on every location of the answer.
    pub fn for_each_location(&mut self, f: &mut impl FnMut(&mut Location)) {
        for statement in self.headline.iter_mut().chain(self.account.iter_mut().flatten()) {
            f(&mut statement.base);
            statement.insertions.iter_mut().for_each(|i| f(&mut i.from));
        }
        for fact in &mut self.facts {
            f(&mut fact.base);
            for support in &mut fact.support {
                f(&mut support.loc);
                support.said_by.iter_mut().filter_map(|s| s.marker.as_mut()).for_each(&mut *f);
            }
        }
        let forms = self.names.iter_mut().flat_map(|n| &mut n.forms);
        forms.flat_map(|form| &mut form.locs).for_each(&mut *f);
        self.origins.iter_mut().flat_map(|o| &mut o.evidence).for_each(&mut *f);
        let values = self.differences.iter_mut().flat_map(|d| &mut d.values);
        values.flat_map(|v| &mut v.locs).for_each(&mut *f);
        self.timeline.iter_mut().flat_map(|t| &mut t.locs).for_each(&mut *f);
        self.articles.iter_mut().flat_map(|a| &mut a.segments).for_each(|s| f(&mut s.loc));
        self.notes.iter_mut().flat_map(|n| &mut n.locs).for_each(f);
    }
}
