//! Invented articles in twelve languages, `fixtures/languages/<lang>.txt`, as a page gives them: with the
//! furniture around the story. `<lang>.json` holds the sentences of the story and the lines that are none.
//!
//! What the engine is known to miss stands in `fixtures/languages/known_misses.list`, under the same rule as
//! the ledgers of the stories; `UPDATE_MISSES=1 cargo test languages` writes it anew.

use crate::stories::ledger;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use storymerge::engine;
use storymerge::engine::article::Article;
use storymerge::engine::span::Part;

const LANGUAGES: [&str; 12] = ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "pt", "ru", "uk", "zh"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    headline: String,
    sentences: Vec<String>,
    furniture: Vec<Furniture>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Furniture {
    exact: String,
    kind: String,
}

/// An article and what a reader of its language expects.
struct Case {
    lang: &'static str,
    text: String,
    expect: Expect,
}

#[test]
fn no_sentence_of_the_story_is_thrown_out() {
    for case in cases() {
        let kept = kept(&case);
        let thrown_out = case.expect.sentences.iter().filter(|sentence| !is_in(&kept, sentence));
        let thrown_out: Vec<&String> = thrown_out.collect();
        assert!(thrown_out.is_empty(), "{}: {thrown_out:#?}", case.lang);
    }
}

#[test]
fn sentences_and_furniture_come_out_as_a_reader_of_the_language_expects() {
    let missed: Vec<String> = cases().iter().flat_map(misses).collect();
    let known_misses = folder().join("known_misses.list");
    if std::env::var_os("UPDATE_MISSES").is_some() {
        ledger::write(&known_misses, &missed);
    }
    let faults = ledger::compare("languages", &known_misses, &missed);
    assert!(faults.is_empty(), "\n{faults}");
}

/// Sentences that do not come out exactly, and furniture that is kept as story.
fn misses(case: &Case) -> Vec<String> {
    let story = story(case);
    let spans = engine::sentences(&story, Some(case.lang));
    let found: Vec<&str> = spans.iter().map(|span| span.of(&story)).collect();
    let sentences = case.expect.sentences.iter().filter(|sentence| !found.contains(&sentence.as_str()));
    let kept = kept(case);
    let furniture = case.expect.furniture.iter().filter(|line| is_in(&kept, &line.exact));
    let name = |what: &str, exact: &str| format!("{} {what}: {exact}", case.lang);
    let sentences = sentences.map(|sentence| name("sentence", sentence));
    sentences.chain(furniture.map(|line| name(&line.kind, &line.exact))).collect()
}

/// The article's lines without furniture and headline.
fn story(case: &Case) -> String {
    let is_story = |line: &&str| {
        *line != case.expect.headline
            && case.expect.furniture.iter().all(|furniture| furniture.exact != *line)
    };
    case.text.lines().filter(is_story).collect::<Vec<_>>().join("\n")
}

/// The pieces of the text that the engine keeps as story.
fn kept(case: &Case) -> Vec<String> {
    let article = Article {
        id: case.lang.to_owned(),
        text: case.text.clone(),
        lang: Some(case.lang.to_owned()),
        ..Article::default()
    };
    let extract = engine::extract(&article);
    let in_text = extract.story.iter().chain(&extract.title).filter(|location| location.part == Part::Text);
    in_text.map(|location| location.span.of(&article.text).to_owned()).collect()
}

fn is_in(kept: &[String], exact: &str) -> bool {
    kept.iter().any(|piece| piece.contains(exact))
}

fn cases() -> Vec<Case> {
    let read = |lang: &str, ending: &str| {
        let path = folder().join(format!("{lang}.{ending}"));
        fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    let case = |lang: &'static str| {
        let expect = serde_json::from_str(&read(lang, "json"));
        Case { lang, text: read(lang, "txt"), expect: expect.unwrap_or_else(|e| panic!("{lang}.json: {e}")) }
    };
    LANGUAGES.into_iter().map(case).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/languages")
}

#[test]
fn articles_of_several_languages_share_names_and_no_sentence() {
    let merged = merge(&[
        (
            "en",
            "A ferry burnt in Hamburg, said fire chief Jürgen Kessler. \"We saw the smoke,\" said Dmitri Orlov, a sailor.",
        ),
        (
            "de",
            "In Hamburg brannte eine Fähre, sagte Feuerwehrchef Jürgen Keßler. „Wir sahen den Rauch“, sagte der Seemann Dmitrij Orlow.",
        ),
        (
            "ru",
            "В Гамбурге загорелся паром, заявил начальник пожарной охраны Юрген Кесслер. «Мы увидели дым», — сказал моряк Дмитрий Орлов.",
        ),
    ]);
    check_one(&merged, &["Jürgen Kessler", "Jürgen Keßler", "Юрген Кесслер"]);
    check_one(&merged, &["Dmitri Orlov", "Dmitrij Orlow", "Дмитрий Орлов"]);
    assert!(merged.facts.iter().all(|fact| fact.outlets == 1), "no fact is told by two of them");
}

#[test]
fn names_are_found_in_scripts_without_capitals_where_another_article_has_them() {
    let merged = merge(&[
        (
            "en",
            "Park Min-seo met Karim Nasser and Li Weiguo on Tuesday. Dr. Anna Poe, who knows all three, said the talks had gone well.",
        ),
        ("ko", "박민서 대표는 화요일 회담을 마쳤다고 밝혔다."),
        ("ar", "اجتمع الوفد مع كريم ناصر يوم الثلاثاء، وقال إن المحادثات سارت بشكل جيد."),
        ("zh", "李卫国和代表团星期二举行了会谈。"),
    ]);
    check_one(&merged, &["Park Min-seo", "박민서"]);
    check_one(&merged, &["Karim Nasser", "كريم ناصر"]);
    check_one(&merged, &["Li Weiguo", "李卫国"]);
}

fn merge(texts: &[(&str, &str)]) -> engine::answer::Merge {
    let article = |(lang, text): &(&str, &str)| Article {
        id: (*lang).to_owned(),
        source: (*lang).to_owned(),
        text: (*text).to_owned(),
        lang: Some((*lang).to_owned()),
        ..Article::default()
    };
    let articles: Vec<Article> = texts.iter().map(article).collect();
    engine::merge(&articles, &engine::Options::default())
}

fn check_one(merged: &engine::answer::Merge, forms: &[&str]) {
    let has = |name: &engine::answer::NameGroup, form: &&str| name.forms.iter().any(|f| f.text == **form);
    let is_one = merged.names.iter().any(|name| forms.iter().all(|form| has(name, form)));
    assert!(is_one, "{forms:?} in {:?}", merged.names);
}
