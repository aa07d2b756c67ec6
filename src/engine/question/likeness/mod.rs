//! Two bare sentences: how much do they say alike, and is it the same fact?
//!
//! In: two texts. Out: a [`Comparison`]. Both answers are weighted sums of named features (`features`) of the
//! two texts as rows of words and units (`side`, `alike`), with weights learned from sentence pairs that people
//! judged (`weights.tsv`, `examples/learn_likeness.rs`). Between near copies a number, a negation or an opposite
//! decides whatever the sums say.

mod alike;
pub mod features;
mod side;

use crate::engine::Options;
use crate::engine::article::Article;
use crate::engine::evidence::{Comparison, Evidence};
use crate::engine::reading;
use crate::engine::text::{ConceptIx, Lexicon};
use features::{Features, N_FEATURES, NAMES};
use rustc_hash::FxHashMap;
use side::{Side, Unit, UnitKind};
use std::sync::LazyLock;

/// Words and units named in a reason.
const MOST_NAMED: usize = 4;
/// Words in a row from which on a run is named.
const RUN_NAMED: usize = 5;

/// The learned weights.
struct Weights {
    /// For how much they say alike, as people grade it.
    score: [f64; N_FEATURES],
    /// For whether people take them for the same fact: yes from 0.5.
    same: [f64; N_FEATURES],
    /// The same for each word more that one text has, by its concept.
    apart: FxHashMap<&'static str, f64>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights =
        Weights { score: [0.0; N_FEATURES], same: [0.0; N_FEATURES], apart: FxHashMap::default() };
    let file = include_str!("weights.tsv");
    for line in file.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let mut cells = line.split('\t');
        let (of, name) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
        let value: f64 = cells.next().and_then(|v| v.parse().ok()).expect("a weight is a number");
        let place = || NAMES.iter().position(|n| *n == name).expect("a known feature");
        match of {
            "score" => weights.score[place()] = value,
            "same" => weights.same[place()] = value,
            _ => drop(weights.apart.insert(name, value)),
        }
    }
    weights
});

/// Words more that one text has, counted up to this.
pub const MOST_APART: usize = 2;

/// Do these two sentences state the same fact? Without a story there is no weight of words but their frequency
/// in English; what a story would settle (who "he" is, which day) stays open.
///
/// `score` is how much they say alike, as people grade pairs of sentences from 0 to 5, divided by 5. `same` is
/// an answer of its own: long sentences can say much alike and yet not the same.
pub fn compare_sentences(a: &str, b: &str) -> Comparison {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    read(first, second, |lexicon, x, y| {
        if x.words.is_empty() || y.words.is_empty() {
            let same = first.trim() == second.trim();
            let reason = if same { "the same text" } else { "one has no words" };
            return Comparison {
                same,
                score: f64::from(u8::from(same)),
                why: vec![Evidence::new(reason, 1.0)],
            };
        }
        let features = features::measure(lexicon, x, y);
        let is_copy = x.folded == y.folded && features.units.says_no_more;
        let sum = |weights: &[f64; N_FEATURES]| {
            features.values.iter().zip(weights).map(|(v, w)| v * w).sum::<f64>()
        };
        let of_word = |(concept, n): &(_, usize)| {
            WEIGHTS.apart.get(lexicon.concept_text(*concept)).map_or(0.0, |w| w * (*n).min(MOST_APART) as f64)
        };
        let likely = sum(&WEIGHTS.same) + features.apart.iter().map(of_word).sum::<f64>();
        let same = is_copy || likely >= 0.5 && features.barred.is_none();
        let score =
            if is_copy { 1.0 } else { (sum(&WEIGHTS.score).clamp(0.0, 1.0) * 1000.0).round() / 1000.0 };
        let (x, y) = if a <= b { (x, y) } else { (y, x) };
        Comparison { same, score, why: explain(a, b, x, y, &features) }
    })
}

/// The features of two texts and the words that only one has, for learning.
pub fn measure(a: &str, b: &str) -> ([f64; N_FEATURES], Vec<(String, usize)>) {
    read(a, b, |lexicon, x, y| {
        let features = features::measure(lexicon, x, y);
        let word =
            |(concept, n): &(_, usize)| (lexicon.concept_text(*concept).to_owned(), (*n).min(MOST_APART));
        (features.values, features.apart.iter().map(word).collect())
    })
}

fn read<T>(a: &str, b: &str, then: impl FnOnce(&Lexicon, &Side, &Side) -> T) -> T {
    let article = |id: &str, text: &str| Article {
        id: id.to_owned(),
        source: id.to_owned(),
        text: text.to_owned(),
        lang: Some("en".to_owned()),
        ..Article::default()
    };
    let articles = [article("a", a), article("b", b)];
    let (reading, mut lexicon) = reading::read_statements(articles.iter().collect(), &Options::default());
    let story = reading.story();
    let sides = [0, 1].map(|doc| side::read(&story, doc, &mut lexicon));
    then(&lexicon, &sides[0], &sides[1])
}

/// The reasons, what bars first. Each counts as much as the share of the words that it speaks of.
fn explain(a: &str, b: &str, x: &Side, y: &Side, features: &Features) -> Vec<Evidence> {
    let mut why = Vec::new();
    if let Some(barred) = features.barred {
        why.push(Evidence::new(barred, 1.0));
    }
    if x.folded == y.folded {
        why.push(Evidence::new("the same words", 1.0));
    } else if features.words.run >= RUN_NAMED {
        let reason = format!("{} words in a row are the same", features.words.run);
        why.push(Evidence::new(reason, features.words.run_share));
    }
    let (of_x, of_y) = (alike::distinct(&x.units), alike::distinct(&y.units));
    let has =
        |units: &[(ConceptIx, f64)], unit: &Unit| units.binary_search_by_key(&unit.concept, |u| u.0).is_ok();
    let mut name = |label: &str, text: &str, side: &Side, is_named: &dyn Fn(&Unit) -> bool| {
        let mut units: Vec<&Unit> = side.units.iter().filter(|unit| is_named(unit)).collect();
        let share = units.iter().map(|unit| unit.weight).sum::<f64>()
            / side.units.iter().map(|unit| unit.weight).sum::<f64>();
        units.retain(|unit| unit.kind != UnitKind::Function);
        units.sort_by(|p, q| q.weight.total_cmp(&p.weight).then(p.concept.cmp(&q.concept)));
        units.dedup_by_key(|unit| unit.concept);
        let words: Vec<&str> = units.iter().take(MOST_NAMED).map(|unit| unit.span.of(text)).collect();
        if !words.is_empty() {
            why.push(Evidence::new(format!("{label}: {}", words.join(", ")), share));
        }
    };
    name("in both", a, x, &|unit| has(&of_y, unit));
    name("only in a", a, x, &|unit| !has(&of_y, unit));
    name("only in b", b, y, &|unit| !has(&of_x, unit));
    if why.is_empty() {
        why.push(Evidence::new("function words alone", features.words.low));
    }
    why
}
