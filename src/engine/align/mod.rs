//! Which sentences of different articles state the same fact.
//!
//! In: documents with names, numbers, dates and attributions. Out: [`Alignment`], links between
//! sentences with their reasons. Candidates come from an index (`candidates`), a learned weighing of
//! named features ranks them (`features`, `weights.tsv`), guards veto (`guard`).

mod candidates;
mod context;
pub mod contrary;
pub mod counted;
mod explain;
pub mod features;
mod guard;
pub mod keys;
mod marks;
mod pairs;
mod runs;
pub mod terms;
pub mod vector;
pub mod weights;

use crate::engine::article::{self, Article};
use crate::engine::attribute::Attribution;
use crate::engine::evidence::Evidence;
use crate::engine::mention::Mentions;
use crate::engine::names::Names;
use crate::engine::parallel;
use crate::engine::params::Params;
use crate::engine::read::Document;
use crate::engine::text::Lexicon;
use crate::engine::twins::Twins;
use crate::engine::watch::{Stopped, Watch};
pub use explain::{explain, term_text};
use features::{Features, Held};
use std::sync::Arc;
pub use terms::{SentenceIx, Sentences, Terms};

/// What the stages after names look at together.
pub struct Story<'d> {
    /// Articles in canonical order.
    pub articles: &'d [&'d Article],
    /// Their documents.
    pub documents: &'d [Document],
    /// Their mentions.
    pub mentions: &'d [Mentions],
    /// The names of all.
    pub names: &'d Names,
    /// Who says each sentence.
    pub attributions: &'d [Vec<Option<Attribution>>],
}

impl<'d> Story<'d> {
    /// Who says a sentence, if anybody but the outlet does.
    pub fn said(&self, terms: &Terms) -> Option<&'d Attribution> {
        self.attributions[terms.doc.0 as usize][terms.number as usize].as_ref()
    }
}

/// Two sentences that state the same fact.
#[derive(Debug, Clone)]
pub struct Link {
    /// One sentence; `a < b`.
    pub a: SentenceIx,
    /// The other.
    pub b: SentenceIx,
    /// How sure, 0..=1.
    pub score: f64,
    /// Share of each sentence's weight that the other holds too: of `a`, of `b`.
    pub coverage: (f64, f64),
    /// Why; facts and differences give the same reasons.
    pub why: Arc<[Evidence]>,
}

/// The links of a call.
pub struct Alignment {
    /// All sentences of all documents in one row.
    pub sentences: Sentences,
    /// Links in order of `(a, b)`.
    pub links: Vec<Link>,
    /// Sentences that look alike and count the same things in far other numbers: another occasion or place, or one
    /// of them is wrong. In order of `(a, b)`.
    pub elsewhere: Vec<(SentenceIx, SentenceIx)>,
}

/// A candidate with its features; for the learner.
pub struct Candidate {
    /// One sentence; `a < b`.
    pub a: SentenceIx,
    /// The other.
    pub b: SentenceIx,
    /// What speaks for and against.
    pub features: Features,
    /// Why a guard bars it, if one does.
    pub barred: Option<&'static str>,
}

/// Aligns the sentences of all documents.
///
/// # Errors
/// What the watch says.
pub fn align(
    story: &Story,
    lexicon: &mut Lexicon,
    twins: &Twins,
    params: &Params,
    watch: &Watch,
) -> Result<Alignment, Stopped> {
    let sentences = terms::collect(story, lexicon, twins);
    let candidates = weigh(story, lexicon, &sentences, params, watch)?;
    let scores = weights::second_pass(&sentences, &candidates);
    let (mut links, mut elsewhere) = (Vec::new(), Vec::new());
    for (candidate, score) in candidates.iter().zip(scores) {
        if candidate.barred.is_none() && score >= params.align_score {
            links.push(Link {
                a: candidate.a,
                b: candidate.b,
                score,
                coverage: (candidate.features.coverage_a, candidate.features.coverage_b),
                why: explain(story, lexicon, &sentences, candidate, score).into(),
            });
        }
        let is_elsewhere = candidate.barred == Some(guard::ELSEWHERE);
        if is_elsewhere && weights::by_itself(candidate) >= params.elsewhere_score {
            elsewhere.push((candidate.a, candidate.b));
        }
    }
    Ok(Alignment { sentences, links, elsewhere })
}

/// Candidates with features and guards, before any decision.
///
/// # Errors
/// What the watch says.
pub fn weigh(
    story: &Story,
    lexicon: &Lexicon,
    sentences: &Sentences,
    params: &Params,
    watch: &Watch,
) -> Result<Vec<Candidate>, Stopped> {
    let mut pairs = candidates::find(sentences, params);
    let document = |ix: SentenceIx| &story.documents[sentences.get(ix).doc.0 as usize];
    // Articles in two languages share names, numbers and days, but no words that say the same.
    pairs.retain(|(a, b)| !document(*a).is_foreign_to(document(*b)));
    watch.go_on()?;
    let held = || (None, Held::new(lexicon));
    let mut out =
        parallel::map_with(&pairs, article::n_bytes(story.articles), held, |(holds, held), &(a, b)| {
            if *holds != Some(a) {
                *holds = Some(a);
                held.hold(sentences.get(a));
            }
            let features = features::measure(story, sentences, a, b, held);
            let pair = (sentences.get(a), sentences.get(b));
            let barred = guard::bars(story, lexicon, pair, &features, held.shared());
            Candidate { a, b, features, barred }
        });
    watch.go_on()?;
    context::add(sentences, &mut out);
    Ok(out)
}

/// Scores after both passes, in the order of the candidates.
pub fn scores(sentences: &Sentences, candidates: &[Candidate]) -> Vec<f64> {
    weights::second_pass(sentences, candidates)
}
