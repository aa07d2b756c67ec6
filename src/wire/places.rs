//! The engine's places and ids as the wire has them.

use crate::engine::answer::{FactIx, OriginIx};
use crate::engine::article::{Article, ArticleIx};
use crate::engine::evidence::Evidence;
use crate::engine::span;
use crate::wire::answer;
use crate::wire::offsets::{Offsets, TextIndex};
use std::borrow::Cow;

/// Turns the engine's locations into the wire's; each text is indexed once.
pub(super) struct Places<'a> {
    articles: &'a [Article],
    titles: Vec<TextIndex<'a>>,
    texts: Vec<TextIndex<'a>>,
    unit: Offsets,
}

impl<'a> Places<'a> {
    pub(super) fn new(articles: &'a [Article], unit: Offsets) -> Places<'a> {
        let index = |part| articles.iter().map(|a| TextIndex::new(a.part(part), unit)).collect();
        Places { articles, titles: index(span::Part::Title), texts: index(span::Part::Text), unit }
    }

    pub(super) fn unit(&self) -> Offsets {
        self.unit
    }

    pub(super) fn location(&self, loc: &span::Location) -> answer::Location<'a> {
        let article = &self.articles[loc.article.ix()];
        let index = self.index(loc.article, loc.part);
        answer::Location {
            article: &article.id,
            part: loc.part.into(),
            start: index.units(loc.span.start()),
            end: index.units(loc.span.end()),
            exact: loc.span.of(article.part(loc.part)),
        }
    }

    pub(super) fn locations(&self, locs: &[span::Location]) -> Vec<answer::Location<'a>> {
        locs.iter().map(|loc| self.location(loc)).collect()
    }

    pub(super) fn article_ids(&self, articles: &[ArticleIx]) -> Vec<&'a str> {
        articles.iter().map(|ix| self.articles[ix.ix()].id.as_str()).collect()
    }

    /// The byte range of a location on the wire, and the part's text; `None` if it lies outside or cuts a character.
    pub(super) fn piece(
        &self,
        article: ArticleIx,
        part: span::Part,
        start: usize,
        end: usize,
    ) -> Option<&'a str> {
        let index = self.index(article, part);
        let (start, end) = (index.byte(start)?, index.byte(end)?);
        self.articles[article.ix()].part(part).get(start..end)
    }

    pub(super) fn find(&self, id: &str) -> Option<ArticleIx> {
        let ix = self.articles.iter().position(|article| article.id == id)?;
        u32::try_from(ix).ok().map(ArticleIx)
    }

    fn index(&self, article: ArticleIx, part: span::Part) -> &TextIndex<'a> {
        match part {
            span::Part::Title => &self.titles[article.ix()],
            span::Part::Text => &self.texts[article.ix()],
        }
    }
}

/// `f1` for the first fact.
pub(super) fn fact_ids(facts: &[FactIx]) -> Vec<String> {
    facts.iter().map(|ix| format!("f{}", u64::from(ix.0) + 1)).collect()
}

/// `o1` for the first origin.
pub(super) fn origin_id(ix: OriginIx) -> String {
    format!("o{}", u64::from(ix.0) + 1)
}

pub(super) fn evidence(why: &[Evidence]) -> Vec<answer::Evidence<'_>> {
    why.iter().map(|e| answer::Evidence { reason: Cow::Borrowed(&e.reason), score: e.score }).collect()
}
