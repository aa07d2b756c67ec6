//! What the contract promises of every answer, held for texts nobody would write by hand.
//!
//! The cases are the same in every run. Others: `PROPTEST_RNG_SEED=7 PROPTEST_CASES=2000 cargo test properties`.

mod inputs;
mod promises;

use crate::fixture;
use inputs::{articles, furnished_articles, options, text};
use promises::{facts_by_id, outline, printed};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use std::collections::BTreeSet;
use storymerge::engine::article::{Article, ArticleIx};
use storymerge::engine::{self, Found, Options};
use storymerge::wire::{self, Offsets};

fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 64;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(20_240_110);
    }
    config
}

fn json(articles: &[Article], options: &Options) -> Vec<u8> {
    let merge = engine::merge(articles, options);
    let answer = wire::merge(&merge, articles, Offsets::default());
    serde_json::to_vec(&answer).expect("an answer is JSON")
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_is_invented(articles in articles(), options in options()) {
        promises::nothing_is_invented(&engine::merge(&articles, &options), &articles);
    }

    #[test]
    fn nothing_is_changed_inside_quotation_marks(articles in articles(), options in options()) {
        promises::quotations_are_whole(&engine::merge(&articles, &options), &articles);
    }

    #[test]
    fn every_location_is_valid(articles in articles(), options in options()) {
        promises::locations_are_valid(engine::merge(&articles, &options), &articles);
    }

    #[test]
    fn nothing_is_lost(articles in furnished_articles()) {
        promises::nothing_is_lost(&engine::merge(&articles, &Options::default()), &articles);
    }

    #[test]
    fn nothing_is_counted_twice(articles in articles()) {
        promises::nothing_is_counted_twice(&engine::merge(&articles, &Options::default()), &articles);
    }

    #[test]
    fn every_link_says_why(articles in articles(), options in options()) {
        promises::every_link_says_why(&engine::merge(&articles, &options));
    }

    #[test]
    fn the_same_input_gives_the_same_answer(articles in articles(), options in options()) {
        prop_assert_eq!(json(&articles, &options), json(&articles, &options));
    }

    #[test]
    fn the_order_of_the_articles_does_not_matter(
        (articles, shuffled) in articles().prop_flat_map(|a| (Just(a.clone()), Just(a).prop_shuffle())),
        options in options(),
    ) {
        let one = engine::merge(&articles, &options);
        let other = engine::merge(&shuffled, &options);
        prop_assert_eq!(printed(&one, &articles), printed(&other, &shuffled));
        prop_assert_eq!(facts_by_id(&one, &articles), facts_by_id(&other, &shuffled));
        prop_assert_eq!(outline(&one, &articles), outline(&other, &shuffled));
    }

    #[test]
    fn a_lightly_edited_copy_changes_no_fact(
        story in any::<Index>(),
        chosen in any::<Index>(),
        edits in proptest::collection::vec(any::<Index>(), 1..4),
    ) {
        let stories = fixture::stories();
        let articles = &stories[story.index(stories.len())].articles;
        let original = &articles[chosen.index(articles.len())];
        let text = edited(&original.text, &edits);
        // Exact copies are another promise, and a text of a few lines with words changed is no light edit of it.
        prop_assume!(text != original.text && original.text.len() > 800);
        let mut more = articles.clone();
        // The original comes first in the engine's order, so that its words stand for the facts.
        more.push(Article { id: "edited".into(), source: "\u{10FFFF}".into(), text, ..original.clone() });
        let before = engine::merge(articles, &Options::default());
        let after = engine::merge(&more, &Options::default());
        let places = |merge: &engine::answer::Merge| -> BTreeSet<_> {
            let mut facts = facts_by_id(merge, &more);
            facts.iter_mut().for_each(|f| f.support.retain(|s| s.0 != "edited"));
            facts.into_iter().map(|f| f.support).collect()
        };
        let (before_places, after_places) = (places(&before), places(&after));
        let changed: Vec<_> = before_places.difference(&after_places).collect();
        prop_assert!(changed.is_empty(), "{:?}", changed);
        // A sentence in which a telling word was changed may state a fact of its own.
        let stated = |f: &promises::FactById| f.support.iter().any(|s| s.0 == "edited");
        let own: BTreeSet<_> = facts_by_id(&after, &more).into_iter().filter(|f| !stated(f)).collect();
        prop_assert!(own.iter().all(|f| before_places.contains(&f.support)), "{:?}", own);
        prop_assert_eq!(before.origins.len(), after.origins.len());
    }

    #[test]
    fn a_copy_adds_a_source_but_no_fact(articles in articles(), chosen in any::<Index>()) {
        prop_assume!(!articles.is_empty());
        let original = chosen.index(articles.len());
        let mut more = articles.clone();
        more.push(Article {
            id: "copy".into(),
            source: "The Copyist".into(),
            ..articles[original].clone()
        });
        let before = engine::merge(&articles, &Options::default());
        let after = engine::merge(&more, &Options::default());
        let places = |merge: &engine::answer::Merge| -> BTreeSet<_> {
            let mut facts = facts_by_id(merge, &more);
            facts.iter_mut().for_each(|f| f.support.retain(|s| s.0 != "copy"));
            facts.into_iter().map(|f| f.support).collect()
        };
        prop_assert_eq!(places(&before), places(&after));
        prop_assert_eq!(before.origins.len(), after.origins.len());
        let (original, copy) = (ArticleIx(original as u32), ArticleIx(articles.len() as u32));
        for fact in &after.facts {
            let holds = |ix| fact.support.iter().any(|s| s.loc.article == ix);
            prop_assert_eq!(holds(original), holds(copy));
        }
    }

    #[test]
    fn sentences_leave_out_only_white_space(text in text()) {
        let sentences = engine::sentences(&text, None);
        promises::tile(&text, sentences.iter().map(|s| s.range()), "sentences");
    }

    #[test]
    fn what_is_printed_is_found_again(articles in articles()) {
        let merge = engine::merge(&articles, &Options::default());
        for statement in merge.account.iter().flatten().filter(|s| s.insertions.is_empty()) {
            let base = statement.base;
            let source = articles[base.article.ix()].part(base.part);
            let is_cut_whole = promises::cuts_no_word(source, base.span.range());
            for verdict in engine::verify(&statement.text, &articles) {
                let checked = verdict.span.of(&statement.text);
                if is_cut_whole
                    && promises::cuts_no_word(&statement.text, verdict.span.range())
                    && promises::has_words(checked)
                {
                    prop_assert_eq!(verdict.found, Found::Exactly, "{:?}", checked);
                }
            }
        }
    }

    #[test]
    fn every_question_has_an_answer(articles in articles(), a in text(), b in text()) {
        engine::duplicates(&articles);
        articles.iter().for_each(|article| drop(engine::extract(article)));
        engine::verify(&a, &articles);
        let names = engine::compare_names(&a, &b, None);
        prop_assert_eq!(names.same, names.score >= 0.5);
        let (sentences, turned) = (engine::compare_sentences(&a, &b), engine::compare_sentences(&b, &a));
        prop_assert_eq!((sentences.same, sentences.score), (turned.same, turned.score));
        let copy = engine::compare_sentences(&a, &a);
        prop_assert_eq!((copy.same, copy.score), (true, 1.0));
        for comparison in [names, sentences] {
            prop_assert!((0.0..=1.0).contains(&comparison.score));
            prop_assert!(!comparison.why.is_empty());
        }
    }
}

/// The text with a word changed at each of some places, as a desk changes words.
fn edited(text: &str, places: &[Index]) -> String {
    const CHANGES: [(&str, &str); 5] = [
        (" the ", " this "),
        (" that ", " which "),
        (" its ", " the "),
        (" was ", " had been "),
        (" about ", " around "),
    ];
    let mut text = text.to_owned();
    for place in places {
        let from = text.ceil_char_boundary(place.index(text.len().max(1)));
        let found = CHANGES.iter().filter_map(|change| Some((text[from..].find(change.0)? + from, change)));
        if let Some((at, (old, new))) = found.min() {
            text.replace_range(at..at + old.len(), new);
        }
    }
    text
}
