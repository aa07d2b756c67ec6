//! Each kind of expectation of `expect.json`, held against one answer.

use super::reading::Reading;
use crate::fixture::{Difference, Origin, Ref, SaidBy, Story};
use storymerge::engine::answer::{DifferenceClass, Merge, Status};
use storymerge::engine::{self, Options};

/// One demand on the answer.
struct Expectation {
    /// Stable, one line: what stands in the ledger.
    name: String,
    is_met: bool,
}

/// The expectations of a story that its answer does not meet.
pub fn missed(story: &Story) -> Vec<String> {
    let answer = engine::merge(&story.articles, &Options::default());
    let all = expectations(story, &answer).into_iter();
    all.filter(|e| !e.is_met).map(|e| e.name).collect()
}

/// The names of all expectations of a story.
pub fn names(story: &Story) -> Vec<String> {
    let all = expectations(story, &Merge::default()).into_iter();
    all.map(|e| e.name).collect()
}

fn expectations(story: &Story, answer: &Merge) -> Vec<Expectation> {
    let reading = Reading { story, answer };
    let expect = &story.expect;
    let mut out = Vec::new();
    let mut add = |name: String, is_met: bool| out.push(Expectation { name, is_met });

    for pair in &expect.joined {
        let name = format!("joined: {} | {}", brief(&pair.a), brief(&pair.b));
        add(name, reading.is_joined(&pair.a, &pair.b));
    }
    for pair in &expect.kept_apart {
        let name = format!("kept_apart: {} | {}", brief(&pair.a), brief(&pair.b));
        add(name, !reading.is_joined(&pair.a, &pair.b));
    }
    for forms in &expect.one_name {
        for other in &forms[1..] {
            let name = format!("one_name: {} | {other}", forms[0]);
            add(name, reading.is_one_name(&forms[0], other));
        }
    }
    for (a, b) in &expect.two_names {
        add(format!("two_names: {a} | {b}"), !reading.is_one_name(a, b));
    }
    for wanted in &expect.differences {
        add(format!("differences: {}: {}", wanted.class, wanted.about), is_told(&reading, wanted));
        if wanted.update {
            add(
                format!("update is no contradiction: {}", wanted.about),
                !reading.is_contradiction(&wanted.values),
            );
        }
    }
    add("differences: none is told twice".to_owned(), reading.tells_no_difference_twice());
    for (a, b) in &expect.no_contradiction {
        add(
            format!("no_contradiction: {} | {}", brief(a), brief(b)),
            !reading.is_contradiction(&[a.clone(), b.clone()]),
        );
    }
    for words in &expect.left_out {
        let name = format!("left_out: {}", brief(words));
        add(name, reading.is_left_out(words));
    }
    for said in &expect.said_by {
        let name = format!("said_by: {}: {}", said.who, brief(&said.sentence));
        add(name, is_said_by(&reading, said));
    }
    for copy in &expect.copies {
        let (a, b) = &copy.articles;
        let kinds = reading.copy_kinds(a, b);
        add(format!("copies: {a} | {b}"), !kinds.is_empty());
        add(format!("copies: {}: {a} | {b}", copy.kind), kinds.contains(&copy.kind));
    }
    for (a, b) in &expect.not_copies {
        add(format!("not_copies: {a} | {b}"), reading.copy_kinds(a, b).is_empty());
    }
    for origin in &expect.origins {
        let name = format!("origins: {} {}: {}", origin.outlets, origin.status, brief(&origin.sentence));
        add(name, is_supported(&reading, origin));
    }
    for sentence in &expect.survives {
        let name = format!("survives: {}", brief(sentence));
        add(name, reading.survives(sentence));
    }
    if !expect.opens_with.is_empty() {
        let is_met = expect.opens_with.iter().any(|s| reading.opens_with(s));
        add("opens_with: the news".to_owned(), is_met);
    }
    for id in &expect.off_topic {
        add(format!("off_topic: {id}"), reading.is_off_topic(id));
    }
    for article in &story.articles {
        if !expect.off_topic.contains(&article.id) {
            let name = format!("on_topic: {}", article.id);
            add(name, !reading.is_off_topic(&article.id));
        }
    }
    out
}

/// Whether the answer tells a difference at all its places, of its class or one of its family.
fn is_told(reading: &Reading, wanted: &Difference) -> bool {
    // One pair of values can be read as any of these; what must not be is said apart.
    const FAMILY: [&str; 4] = ["number", "date", "contradiction", "precision"];
    let has_class = |class: DifferenceClass| {
        let class = class_name(class);
        class == wanted.class
            || (FAMILY.contains(&wanted.class.as_str())
                && wanted.class != "precision"
                && FAMILY.contains(&class))
    };
    reading.differences_at(&wanted.values).any(|d| has_class(d.class))
}

fn is_said_by(reading: &Reading, said: &SaidBy) -> bool {
    let wanted = words(&said.who);
    reading.supports_of(&said.sentence).any(|(_, support)| {
        support.said_by.as_ref().is_some_and(|by| {
            let who = by.who.as_deref().unwrap_or_default();
            let found = words(&format!("{who} {}", by.document.as_deref().unwrap_or_default()));
            wanted.iter().all(|word| found.contains(word))
        })
    })
}

fn is_supported(reading: &Reading, origin: &Origin) -> bool {
    reading
        .supports_of(&origin.sentence)
        .any(|(fact, _)| fact.outlets == origin.outlets && status_name(fact.status) == origin.status)
}

/// The article and the first 60 characters, on one line.
fn brief(at: &Ref) -> String {
    let line = at.exact.split_whitespace().collect::<Vec<_>>().join(" ");
    let start: String = line.chars().take(60).collect();
    format!("{}: {}", at.article, start.trim_end())
}

/// Lower-case words.
fn words(text: &str) -> Vec<String> {
    let pieces = text.split(|c: char| !c.is_alphanumeric());
    let words = pieces.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn class_name(class: DifferenceClass) -> &'static str {
    match class {
        DifferenceClass::Spelling => "spelling",
        DifferenceClass::Precision => "precision",
        DifferenceClass::Number => "number",
        DifferenceClass::Date => "date",
        DifferenceClass::Wording => "wording",
        DifferenceClass::Detail => "detail",
        DifferenceClass::OtherThingCounted => "other_thing_counted",
        DifferenceClass::Contradiction => "contradiction",
        DifferenceClass::InsideOneArticle => "inside_one_article",
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Corroborated => "corroborated",
        Status::OneOrigin => "one_origin",
        Status::SingleSource => "single_source",
        Status::Disputed => "disputed",
    }
}
