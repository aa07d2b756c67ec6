//! Two or three small articles to one account.
#![no_main]

#[path = "../held.rs"]
mod held;

use libfuzzer_sys::fuzz_target;
use std::collections::BTreeSet;
use storymerge::engine::answer::{Merge, Statement, Status};
use storymerge::engine::article::Article;
use storymerge::engine::span::{Location, Part, Span};
use storymerge::engine::{self, Options};

fuzz_target!(|data: &[u8]| {
    if data.len() > 8 * 1024 {
        return;
    }
    let articles = held::articles(data, 3);
    let mut merge = engine::merge(&articles, &Options::default());
    merge.for_each_location(&mut |loc| {
        let text = articles[loc.article.ix()].part(loc.part);
        assert_eq!(Span::new(text, loc.span.range()), Some(loc.span), "{loc:?}");
        assert!(!loc.span.is_empty(), "{loc:?}");
    });
    for statement in statements(&merge) {
        assert_eq!(rebuilt(statement, &articles), statement.text);
    }
    every_character_has_a_fate(&merge, &articles);
    counts_are_true(&merge, &articles);
    order_does_not_matter(&merge, &articles);
});

fn every_character_has_a_fate(merge: &Merge, articles: &[Article]) {
    assert_eq!(merge.articles.len(), articles.len());
    for (report, article) in merge.articles.iter().zip(articles) {
        for part in [Part::Title, Part::Text] {
            let segments = report.segments.iter().filter(|segment| segment.loc.part == part);
            held::tile(article.part(part), segments.map(|segment| segment.loc.span.range()));
        }
        assert!(report.segments.iter().all(|segment| !segment.reason.trim().is_empty()));
    }
}

fn counts_are_true(merge: &Merge, articles: &[Article]) {
    for fact in &merge.facts {
        let outlets: BTreeSet<&str> =
            fact.support.iter().map(|s| articles[s.loc.article.ix()].source.as_str()).collect();
        assert_eq!(fact.outlets as usize, outlets.len(), "{fact:?}");
        assert!(!fact.origins.is_empty() && fact.support[0].loc == fact.base, "{fact:?}");
        assert!(fact.support.iter().all(|s| !s.why.is_empty()), "{fact:?}");
        match fact.status {
            Status::Corroborated => assert!(outlets.len() > 1 && fact.origins.len() > 1, "{fact:?}"),
            Status::OneOrigin => assert!(outlets.len() > 1 && fact.origins.len() == 1, "{fact:?}"),
            Status::SingleSource => assert!(outlets.len() == 1, "{fact:?}"),
            Status::Disputed => {}
        }
    }
}

fn order_does_not_matter(merge: &Merge, articles: &[Article]) {
    let turned: Vec<Article> = articles.iter().rev().cloned().collect();
    let again = engine::merge(&turned, &Options::default());
    let printed = |merge: &Merge| statements(merge).map(|s| s.text.clone()).collect::<Vec<_>>();
    assert_eq!(printed(merge), printed(&again));
    assert_eq!(merge.facts.len(), again.facts.len());
}

fn statements(merge: &Merge) -> impl Iterator<Item = &Statement> {
    merge.headline.iter().chain(merge.account.iter().flatten())
}

/// The base with the listed changes made in it.
fn rebuilt(statement: &Statement, articles: &[Article]) -> String {
    let mut changes: Vec<(usize, &str, &str)> =
        statement.insertions.iter().map(|i| (i.at, "", i.text.as_str())).collect();
    changes.extend(statement.replacements.iter().map(|r| (r.at, r.original.as_str(), r.printed.as_str())));
    changes.sort_by_key(|change| change.0);
    let mut rest = words_at(statement.base, articles);
    let mut out = String::new();
    for (at, original, printed) in changes {
        let (copied, behind) = rest.split_at(at - out.len());
        out.extend([copied, printed]);
        rest = behind.strip_prefix(original).expect("the original stands there");
    }
    out + rest
}

fn words_at(loc: Location, articles: &[Article]) -> &str {
    loc.span.of(articles[loc.article.ix()].part(loc.part))
}
