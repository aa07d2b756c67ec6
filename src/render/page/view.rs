//! An answer with what the page looks up in it.

use super::markup::Html;
use crate::engine::article::Article;
use crate::wire::answer::{Answer, Difference, Fact, Location, Origin, Segment, Statement};
use crate::wire::vocabulary::Status;
use std::collections::HashMap;

/// An answer, and the articles that it was made from in the same order.
pub struct View<'p> {
    /// The answer.
    pub answer: &'p Answer<'p>,
    /// The articles.
    pub articles: &'p [Article],
    /// The pieces of each article.
    pub segments: Vec<Vec<Segment<'p>>>,
    /// The place of each article in both lists, by its id.
    places: HashMap<&'p str, usize>,
    /// The differences that an editor must know of, by the facts they stand in.
    differences: HashMap<&'p str, Vec<&'p Difference<'p>>>,
}

impl<'p> View<'p> {
    /// Of an answer.
    pub fn of(answer: &'p Answer<'p>, articles: &'p [Article]) -> View<'p> {
        let places = answer.articles.iter().enumerate().map(|(n, article)| (article.id, n)).collect();
        let mut differences: HashMap<&str, Vec<&Difference>> = HashMap::new();
        for difference in answer.differences.iter().filter(|d| !d.class.is_quiet()) {
            difference.facts.iter().for_each(|fact| differences.entry(fact).or_default().push(difference));
        }
        let segments = answer.articles.iter().map(|article| article.segments.iter().collect()).collect();
        View { answer, articles, segments, places, differences }
    }

    /// The place of an article in the list; its number is one more.
    pub fn place(&self, id: &str) -> usize {
        self.places.get(id).copied().unwrap_or_default()
    }

    /// The article at a location.
    pub fn article(&self, location: &Location) -> &'p Article {
        &self.articles[self.place(location.article)]
    }

    /// The language of an article.
    pub fn lang(&self, id: &str) -> &'p str {
        self.answer.articles[self.place(id)].lang
    }

    /// The facts of a statement.
    pub fn facts<'s>(&'s self, statement: &'s Statement<'p>) -> impl Iterator<Item = &'p Fact<'p>> + 's {
        statement.facts.iter().filter_map(|id| self.fact(id))
    }

    /// A fact by its id.
    pub fn fact(&self, id: &str) -> Option<&'p Fact<'p>> {
        // `f1` is the first.
        self.answer.facts.get(number(id)?).filter(|fact| fact.id == id)
    }

    /// An origin by its id.
    pub fn origin(&self, id: &str) -> Option<&'p Origin<'p>> {
        self.answer.origins.get(number(id)?).filter(|origin| origin.id == id)
    }

    /// The differences in a fact.
    pub fn differences(&self, fact: &str) -> &[&'p Difference<'p>] {
        self.differences.get(fact).map_or(&[], Vec::as_slice)
    }

    /// What a statement is worth: as its weakest fact, but disputed if any is.
    pub fn standing(&self, statement: &Statement<'p>) -> Standing {
        let is_disputed =
            |fact: &Fact| fact.status == Status::Disputed || !self.differences(&fact.id).is_empty();
        let mut facts = self.facts(statement).peekable();
        if facts.peek().is_none() {
            return Standing::SingleSource;
        }
        let (mut differs, mut worst) = (false, Standing::Corroborated);
        for fact in facts {
            differs |= is_disputed(fact);
            worst = worst.max(match (fact.outlets, fact.origins.len()) {
                (0 | 1, _) => Standing::SingleSource,
                (_, 0 | 1) => Standing::OneOrigin,
                _ => Standing::Corroborated,
            });
        }
        if differs { Standing::Differs } else { worst }
    }

    /// The outlet and number of an article, as a link to it.
    pub fn chip(&self, h: &mut Html, id: &str) {
        let n = self.place(id);
        h.tag("<a class=\"chip\" href=\"#article-").number(n + 1).tag("\">");
        h.text(&self.articles[n].source).tag(" <b>").number(n + 1).tag("</b></a>");
    }
}

fn number(id: &str) -> Option<usize> {
    id.get(1..)?.parse::<usize>().ok()?.checked_sub(1)
}

/// How well a sentence of the account is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Several outlets, several origins.
    Corroborated,
    /// Several outlets that go back to one origin.
    OneOrigin,
    /// One outlet.
    SingleSource,
    /// The sources do not say the same.
    Differs,
}

impl Standing {
    /// All of them, best first.
    pub const ALL: [Standing; 4] =
        [Standing::Corroborated, Standing::OneOrigin, Standing::SingleSource, Standing::Differs];

    /// The class of its elements.
    pub fn class(self) -> &'static str {
        match self {
            Standing::Corroborated => "corroborated",
            Standing::OneOrigin => "one-origin",
            Standing::SingleSource => "single-source",
            Standing::Differs => "differs",
        }
    }

    /// Its sign, which no font lacks.
    pub fn sign(self) -> &'static str {
        match self {
            Standing::Corroborated => "●●",
            Standing::OneOrigin => "●",
            Standing::SingleSource => "○",
            Standing::Differs => "≠",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Standing::Corroborated => "several origins",
            Standing::OneOrigin => "one origin, several outlets",
            Standing::SingleSource => "one source",
            Standing::Differs => "sources differ",
        }
    }
}
