//! What speaks for and against two sentences stating one fact, each in a number that has a name.

use super::Story;
use super::runs::Runs;
use super::terms::{SentenceIx, Sentences, TermKind, Terms};
use crate::engine::attribute::{Relation, relation};
use crate::engine::evidence::Evidence;
use crate::engine::mention::NumberMention;
use crate::engine::text::Lexicon;

/// Number of features in the first pass.
pub const N_FEATURES: usize = 20;

/// Names of the features, as in `weights.tsv`.
pub const NAMES: [&str; N_FEATURES] = [
    "bias",
    "coverage_high",
    "coverage_low",
    "dice",
    "shared_weight",
    "names_shared",
    "names_apart",
    "numbers_shared",
    "numbers_apart",
    "dates_shared",
    "dates_apart",
    "run",
    "same_source",
    "both_attributed",
    "negation_apart",
    "order",
    "lead",
    "forecast_apart",
    "both_direct",
    "rare_shared",
];

/// The features of a pair.
#[derive(Debug, Clone)]
pub struct Features {
    /// Share of a's weight found in b.
    pub coverage_a: f64,
    /// Share of b's weight found in a.
    pub coverage_b: f64,
    /// As the learner sees them, in the order of [`NAMES`].
    pub values: [f64; N_FEATURES],
    /// Shared terms, heaviest first: names of concepts.
    pub shared: Vec<(u32, TermKind)>,
    /// Longest run of common words.
    pub run: usize,
    /// How the sources stand.
    pub source: Relation,
    /// Whether numbers of one thing differ.
    pub numbers_clash: bool,
    /// Whether both name days and share none.
    pub dates_clash: bool,
}

/// Measures a pair; `runs_of_a` holds the words of `a`.
pub fn measure(
    story: &Story,
    sentences: &Sentences,
    a: SentenceIx,
    b: SentenceIx,
    runs_of_a: &Runs,
) -> Features {
    let (x, y) = (sentences.get(a), sentences.get(b));
    let weight = |c: u32| sentences.weight[c as usize];
    let mut shared: Vec<(u32, TermKind)> = Vec::new();
    let mut others = y.terms.iter().peekable();
    for term in &x.terms {
        while others.next_if(|other| other.0 < term.0).is_some() {}
        if others.next_if(|other| other.0 == term.0).is_some() {
            shared.push((term.0.0, term.1));
        }
    }
    // The same number of another thing is chance: 19 treated, 19 identified.
    let n_shared = shared.len();
    shared.retain(|s| s.1 != TermKind::Number || counts_alike(story, x, y, s.0));
    let by_chance = shared.len() < n_shared;
    let names_of = |terms: &Terms| -> f64 {
        terms.terms.iter().filter(|t| t.1 == TermKind::Name).map(|t| weight(t.0.0)).sum()
    };
    let of_kind =
        |kind: TermKind| -> f64 { shared.iter().filter(|s| s.1 == kind).map(|s| weight(s.0)).sum() };
    let overlap: f64 = shared.iter().map(|s| weight(s.0)).sum();
    let (total_a, total_b) = (sentences.total[a.ix()].max(1e-9), sentences.total[b.ix()].max(1e-9));
    let (coverage_a, coverage_b) = (overlap / total_a, overlap / total_b);
    let names_shared = of_kind(TermKind::Name);
    let names_apart = (names_of(x) - names_shared).min(names_of(y) - names_shared).max(0.0);
    let run = runs_of_a.longest(&y.words);
    let (said_x, said_y) = (said(story, x), said(story, y));
    let source = relation(said_x, said_y);
    let numbers_clash = numbers_clash(story, x, y) || by_chance;
    let dates_shared = x.dates.iter().any(|d| y.dates.contains(d));
    let overlap_in_time = x.periods.iter().any(|p| y.periods.iter().any(|q| p.0 <= q.1 && q.0 <= p.1));
    let dates_clash = !x.periods.is_empty() && !y.periods.is_empty() && !overlap_in_time;
    let flag = |b: bool| if b { 1.0 } else { 0.0 };
    let cap = |v: f64, most: f64| (v / most).min(1.0);
    let rarest = shared.iter().map(|s| weight(s.0)).fold(0.0, f64::max);
    let values = [
        1.0,
        coverage_a.max(coverage_b),
        coverage_a.min(coverage_b),
        2.0 * overlap / (total_a + total_b),
        cap(overlap, 30.0),
        cap(names_shared, 8.0),
        cap(names_apart, 8.0),
        cap(of_kind(TermKind::Number), 6.0),
        flag(numbers_clash),
        flag(dates_shared),
        flag(dates_clash),
        cap(run as f64, 12.0),
        flag(source == Relation::Same),
        flag(said_x.is_some() && said_y.is_some()),
        flag(x.is_negated != y.is_negated),
        1.0 - (x.position - y.position).abs(),
        flag(x.position == 0.0 && y.position == 0.0 && !x.is_headline && !y.is_headline),
        flag(x.is_forecast != y.is_forecast),
        flag(is_direct(said_x) && is_direct(said_y)),
        cap(rarest, 5.0),
    ];
    shared.sort_by(|p, q| weight(q.0).total_cmp(&weight(p.0)).then(p.0.cmp(&q.0)));
    Features { coverage_a, coverage_b, values, shared, run, source, numbers_clash, dates_clash }
}

fn is_direct(said: Option<&crate::engine::attribute::Attribution>) -> bool {
    said.is_some_and(|a| a.mode == crate::engine::answer::Mode::Direct)
}

fn said<'s>(story: &'s Story, terms: &Terms) -> Option<&'s crate::engine::attribute::Attribution> {
    story.attributions[terms.doc.0 as usize][terms.number as usize].as_ref()
}

/// A term as an editor would write it.
fn printed(story: &Story, lexicon: &Lexicon, concept: u32) -> String {
    let key = lexicon.concept_text(crate::engine::text::ConceptIx(concept));
    if let Some(group) = key.strip_prefix("name:").and_then(|g| g.parse::<usize>().ok()) {
        let preferred = story.names.groups[group].preferred;
        return story.names.forms[preferred.0 as usize].text().to_owned();
    }
    if let Some(number) = key.strip_prefix("number:") {
        return number.split(':').next().unwrap_or(number).to_owned();
    }
    if let Some(date) = key.strip_prefix("date:") {
        return date.split(':').next().unwrap_or(date).to_owned();
    }
    lexicon.concept_word(crate::engine::text::ConceptIx(concept)).to_owned()
}

/// Numbers of a sentence.
pub fn numbers<'s>(story: &'s Story, terms: &Terms) -> impl Iterator<Item = &'s NumberMention> {
    let number = terms.number;
    let all = &story.mentions[terms.doc.0 as usize].numbers;
    let first = all.partition_point(|m| m.sentence < number);
    all[first..].iter().take_while(move |m| m.sentence == number)
}

/// Whether two numbers count one thing.
pub fn one_thing(m: &NumberMention, n: &NumberMention) -> bool {
    match (m.dimension, n.dimension) {
        (Some(x), Some(y)) => {
            x == y && m.unit.is_some() && n.unit.is_some() && (x != "money" || m.unit == n.unit)
        }
        (None, None) => match (m.state, n.state) {
            (Some(x), Some(y)) => x == y && (m.counted == n.counted || m.is_of_people && n.is_of_people),
            (None, None) => m.counted.is_some() && m.counted == n.counted,
            _ => false,
        },
        _ => false,
    }
}

/// Whether a number that both hold can count one thing in both.
fn counts_alike(story: &Story, x: &Terms, y: &Terms, concept: u32) -> bool {
    let of = |terms: &Terms| {
        let all = &story.mentions[terms.doc.0 as usize].numbers;
        let same = terms.numbers.iter().filter(move |(c, _)| c.0 == concept);
        same.map(|(_, at)| &all[*at as usize]).collect::<Vec<_>>()
    };
    let (of_x, of_y) = (of(x), of(y));
    of_x.iter().any(|m| {
        of_y.iter().any(|n| {
            let open = |m: &NumberMention| m.counted.is_none() && m.state.is_none();
            one_thing(m, n)
                || open(m)
                || open(n)
                || m.counted == n.counted
                || m.state == n.state && m.state.is_some()
        })
    })
}

fn numbers_clash(story: &Story, x: &Terms, y: &Terms) -> bool {
    numbers(story, x).any(|m| {
        let mut same_thing = numbers(story, y).filter(|n| one_thing(m, n)).peekable();
        same_thing.peek().is_some() && same_thing.all(|n| (m.value - n.value).abs() > 1e-9)
    })
}

/// The reasons of a link, strongest first.
pub fn explain(story: &Story, lexicon: &Lexicon, features: &Features, score: f64) -> Vec<Evidence> {
    let text = |s: &(u32, TermKind)| printed(story, lexicon, s.0);
    let of_kind = |is_number: bool| {
        features.shared.iter().filter(move |s| (s.1 == TermKind::Number) == is_number).map(text)
    };
    let words: Vec<String> = of_kind(false).take(4).collect();
    let numbers: Vec<String> = of_kind(true).collect();
    let mut why = Vec::new();
    if features.coverage_a.min(features.coverage_b) > 0.97 {
        why.push(Evidence::new("the same words", score));
    } else if features.run >= 5 {
        why.push(Evidence::new(format!("{} words in a row are the same", features.run), score));
    }
    if !words.is_empty() {
        why.push(Evidence::new(format!("shared words: {}", words.join(", ")), score));
    }
    if !numbers.is_empty() {
        why.push(Evidence::new(format!("same numbers: {}", numbers.join(", ")), score));
    }
    if features.source == Relation::Same {
        why.push(Evidence::new("the same source is named", score));
    }
    if features.numbers_clash {
        why.push(Evidence::new("numbers of one thing differ; see differences", score));
    }
    if why.is_empty() {
        why.push(Evidence::new("the same words, told in the same place", score));
    }
    why
}
