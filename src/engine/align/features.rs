//! What speaks for and against two sentences stating one fact, each in a number that has a name.
//!
//! The features of a pair by itself are measured here; those that set it against the other pairs of its two
//! documents in `context`.

use super::Story;
use super::counted::{self, Counts};
use super::runs::Runs;
use super::terms::{SentenceIx, Sentences, Term, TermKind, Terms};
use super::vector::cosine;
use crate::engine::answer::Mode;
use crate::engine::attribute::{Attribution, Relation, relation};
use crate::engine::text::{ConceptIx, Lexicon};

/// Number of features of a pair by itself.
pub const N_OWN: usize = 32;
/// Number of features in the first pass, those of the context included.
pub const N_FEATURES: usize = N_OWN + 6;

/// Names of the features, as in `weights.tsv`.
pub const NAMES: [&str; N_FEATURES] = [
    "bias",
    // Share of the weight of either sentence that the other holds: the greater, the lesser.
    "coverage_high",
    "coverage_low",
    // Weight in common.
    "shared_weight",
    // Likeness of all words, function words too.
    "cosine",
    // The rarer of two shared terms that stand close together in both.
    "told_together",
    // Shared terms that no other sentence of either document says; that nobody else in the story says.
    "shared_alone",
    "shared_only_here",
    "names_shared",
    "names_apart",
    "words_apart",
    "dates_shared",
    "dates_weight",
    "dates_apart",
    "numbers_weight",
    "numbers_agree",
    "numbers_clash",
    "numbers_only_clash",
    "values_shared",
    "run",
    "quotation",
    "longer",
    "distance",
    "earlier",
    "both_attributed",
    "same_source",
    "other_source",
    "one_direct",
    "both_direct",
    "forecast_apart",
    "background_apart",
    // Whether what is common says where, not what.
    "place_alone",
    // Of the context: likeness beside the best of either sentence's row, and their product; how alike the two
    // documents are; how alike the neighbours are, in step and crosswise.
    "beside_best_high",
    "beside_best_low",
    "beside_best_both",
    "documents_alike",
    "neighbours_alike",
    "crosswise_alike",
];

/// A term that both sentences have.
#[derive(Debug, Clone, Copy)]
pub struct Shared {
    /// What.
    pub concept: ConceptIx,
    /// Of which sort.
    pub kind: TermKind,
    /// Its place in one sentence and in the other.
    pub places: (u32, u32),
    /// Whether it is alone in both documents.
    pub is_alone: bool,
}

/// The features of a pair.
#[derive(Debug, Clone)]
pub struct Features {
    /// Share of a's weight found in b.
    pub coverage_a: f64,
    /// Share of b's weight found in a.
    pub coverage_b: f64,
    /// Twice the weight in common by the weight of both (Dice 1945).
    pub dice: f64,
    /// As the learner sees them, in the order of [`NAMES`]. There are many pairs, so they are kept short.
    pub values: [f32; N_FEATURES],
    /// Longest run of common words.
    pub run: usize,
    /// How much of the shorter quotation stands in the other, 0..=1.
    pub quotation: f64,
    /// How the sources stand.
    pub source: Relation,
    /// How the numbers stand.
    pub counts: Counts,
    /// Whether both name days and share none.
    pub dates_clash: bool,
}

/// What a sentence is compared with many others by: runs of its words, and of its quoted words.
pub struct Held {
    /// Of all words.
    words: Runs,
    /// Of those in quotation marks.
    quoted: Runs,
    /// What the pair at hand has in common; kept for its room.
    shared: Vec<Shared>,
}

impl Held {
    /// Of no words, for sentences of this lexicon.
    pub fn new(lexicon: &Lexicon) -> Held {
        let runs = || Runs::new(lexicon.n_words());
        Held { words: runs(), quoted: runs(), shared: Vec::new() }
    }

    /// Holds another sentence from now on.
    pub fn hold(&mut self, terms: &Terms) {
        self.words.hold(&terms.words);
        self.quoted.hold(&terms.quoted);
    }

    /// What the pair measured last has in common.
    pub fn shared(&self) -> &[Shared] {
        &self.shared
    }
}

/// Measures a pair; `held` holds the words of `a`. The features of the context are left at 0.
pub fn measure(
    story: &Story,
    sentences: &Sentences,
    a: SentenceIx,
    b: SentenceIx,
    held: &mut Held,
) -> Features {
    let (x, y) = (sentences.get(a), sentences.get(b));
    let by_chance = share(story, x, y, &mut held.shared);
    let held = &*held;
    let shared = &held.shared;
    let (mut weight_of, mut n_shared_of, mut overlap) = ([0.0; 4], [0; 4], 0.0);
    let (mut n_alone, mut n_rare, mut is_place_alone) = (0, 0, true);
    for term in shared {
        let (kind, concept) = (term.kind as usize, term.concept.0 as usize);
        weight_of[kind] += sentences.weight[concept];
        n_shared_of[kind] += 1;
        overlap += sentences.weight[concept];
        n_alone += usize::from(term.is_alone);
        n_rare += usize::from(sentences.n_with[concept] == 2);
        is_place_alone &= sentences.is_place[concept];
    }
    let n_apart = |kind: TermKind| x.n_of(kind).min(y.n_of(kind)).saturating_sub(n_shared_of[kind as usize]);
    let (total_a, total_b) = (sentences.total[a.ix()].max(1e-9), sentences.total[b.ix()].max(1e-9));
    let (coverage_a, coverage_b) = (overlap / total_a, overlap / total_b);
    let run = held.words.longest(&y.words);
    let quotation = quotation(x, y, held);
    let (said_x, said_y) = (story.said(x), story.said(y));
    let source = relation(said_x, said_y);
    let mut counts = counted::compare(counted::numbers(story, x), counted::numbers(story, y));
    counts.clash += by_chance;
    let overlap_in_time = x.periods.iter().any(|p| y.periods.iter().any(|q| p.0 <= q.1 && q.0 <= p.1));
    let dates_clash = !x.periods.is_empty() && !y.periods.is_empty() && !overlap_in_time;
    let flag = |b: bool| if b { 1.0 } else { 0.0 };
    let cap = |v: f64, most: f64| (v / most).min(1.0);
    let count = |n: usize, most: f64| cap(n as f64, most);
    let n_directs = usize::from(is_direct(said_x)) + usize::from(is_direct(said_y));
    let mut values = [0.0; N_FEATURES];
    let own: [f64; N_OWN] = [
        1.0,
        coverage_a.max(coverage_b),
        coverage_a.min(coverage_b),
        cap(overlap, 30.0),
        cosine(x, y),
        cap(told_together(sentences, shared), 5.0),
        count(n_alone, 5.0),
        count(n_rare, 4.0),
        count(n_shared_of[TermKind::Name as usize], 4.0),
        count(n_apart(TermKind::Name), 4.0),
        count(n_apart(TermKind::Word), 4.0),
        count(n_shared_of[TermKind::Date as usize], 4.0),
        cap(weight_of[TermKind::Date as usize], 10.0),
        flag(dates_clash),
        cap(weight_of[TermKind::Number as usize], 6.0),
        count(counts.agree, 2.0),
        count(counts.clash, 2.0),
        flag(counts.clash > 0 && counts.agree == 0),
        count(counts.values, 2.0),
        count(run, 12.0),
        quotation,
        count(x.terms.len().max(y.terms.len()), 30.0),
        (x.position - y.position).abs(),
        x.position.min(y.position),
        flag(said_x.is_some() && said_y.is_some()),
        flag(source == Relation::Same),
        flag(source == Relation::Other),
        flag(n_directs == 1),
        flag(n_directs == 2),
        flag(x.is_forecast != y.is_forecast),
        flag(x.is_background != y.is_background),
        flag(is_place_alone),
    ];
    values[..N_OWN].copy_from_slice(&own.map(|value| value as f32));
    let dice = 2.0 * overlap / (total_a + total_b);
    Features { coverage_a, coverage_b, dice, values, run, quotation, source, counts, dates_clash }
}

/// Puts into `shared` what two sentences have in common, sorted by concept. Returns how many numbers are the same by
/// chance, because they count other things (19 treated, 19 identified), and are left out.
pub fn share(story: &Story, x: &Terms, y: &Terms, shared: &mut Vec<Shared>) -> usize {
    shared.clear();
    let mut n_by_chance = 0;
    let mut others = y.terms.iter().peekable();
    for term in &x.terms {
        while others.next_if(|other| other.concept < term.concept).is_some() {}
        let same = |other: &&Term| other.concept == term.concept && other.kind == term.kind;
        let Some(other) = others.next_if(same) else { continue };
        if term.kind == TermKind::Number && !counted::counts_alike(story, x, y, term.concept) {
            n_by_chance += 1;
            continue;
        }
        shared.push(Shared {
            concept: term.concept,
            kind: term.kind,
            places: (term.place, other.place),
            is_alone: term.is_alone && other.is_alone,
        });
    }
    n_by_chance
}

/// Weight of the lighter of two terms that stand near one another in both sentences, the best two: a
/// thing and what befell it, not two words by chance. 0 if no two do.
fn told_together(sentences: &Sentences, shared: &[Shared]) -> f64 {
    /// Terms between, at most: the reach of a clause.
    const REACH: u32 = 4;
    let weight = |s: &Shared| sentences.weight[s.concept.0 as usize];
    let mut best: f64 = 0.0;
    for (n, s) in shared.iter().enumerate() {
        for t in &shared[n + 1..] {
            let near = |p: u32, q: u32| p.abs_diff(q) <= REACH;
            if near(s.places.0, t.places.0) && near(s.places.1, t.places.1) {
                best = best.max(weight(s).min(weight(t)));
            }
        }
    }
    best
}

/// How much of the shorter quotation stands in the other as one run of words, 0..=1.
fn quotation(x: &Terms, y: &Terms, held: &Held) -> f64 {
    let shorter = x.quoted.len().min(y.quoted.len());
    if shorter == 0 {
        return 0.0;
    }
    /// One word in common is chance.
    const LEAST: usize = 2;
    let run = held.quoted.longest(&y.quoted);
    if run < LEAST { 0.0 } else { run as f64 / shorter as f64 }
}

fn is_direct(said: Option<&Attribution>) -> bool {
    said.is_some_and(|a| a.mode == Mode::Direct)
}
