//! Two names or two sentences: the same?

use crate::engine::Options;
use crate::engine::align::{self, SentenceIx};
use crate::engine::answer::NameKind;
use crate::engine::article::Article;
use crate::engine::evidence::{Comparison, Evidence};
use crate::engine::params::Params;
use crate::engine::{names, reading};

/// Are these two names of one entity? `kind` if the caller knows what they name.
pub fn compare_names(a: &str, b: &str, kind: Option<NameKind>) -> Comparison {
    names::compare::compare(a, b, kind)
}

/// Do these two sentences state the same fact? Without a story there is no weight of words, so all
/// weigh alike; what a story would settle (who "he" is, which day) stays open.
pub fn compare_sentences(a: &str, b: &str) -> Comparison {
    let article = |id: &str, text: &str| Article {
        id: id.to_owned(),
        source: id.to_owned(),
        url: None,
        title: None,
        text: text.to_owned(),
        published_at: None,
        lang: Some("en".to_owned()),
    };
    let articles = [article("a", a), article("b", b)];
    let texts: Vec<&Article> = articles.iter().collect();
    let (reading, mut lexicon) = reading::read_all(texts, &Options::default());
    let story = reading.story();
    let mut sentences = align::terms::collect(&story, &mut lexicon);
    sentences.weigh_alike();
    let params = Params { candidate_share: 0.0, longest_posting: usize::MAX, ..Params::default() };
    let candidates = align::weigh(&story, &lexicon, &sentences, &params);
    let of_both = |ix: SentenceIx| sentences.get(ix).doc.0;
    let scored = candidates.iter().filter(|c| of_both(c.a) != of_both(c.b));
    let best = scored.max_by(|x, y| pair_score(x).total_cmp(&pair_score(y)));
    match best {
        None => Comparison { same: false, score: 0.0, why: vec![Evidence::new("no word in common", 1.0)] },
        Some(candidate) => {
            let score = (pair_score(candidate) * 1000.0).round() / 1000.0;
            let mut why = align::explain(&story, &lexicon, &candidate.features, score);
            if let Some(barred) = candidate.barred {
                why.insert(0, Evidence::new(barred, 0.9));
            }
            Comparison { same: score >= 0.5, score, why }
        }
    }
}

/// Share of weight in common, with the guards' word. Tuned on the labelled news pairs (MRPC
/// train): see `tests/quality`.
fn pair_score(candidate: &align::Candidate) -> f64 {
    let f = &candidate.features;
    let run = (f.run as f64 / 12.0).min(1.0);
    let low = f.coverage_a.min(f.coverage_b);
    let score = 0.55 * f.dice + 0.35 * low + 0.15 * run;
    // Pairs that share most of their words start to state the same at about 0.47.
    let score = (score + 0.03).clamp(0.0, 1.0);
    // Between two bare sentences, another number of one thing is another fact.
    if candidate.barred.is_some() || f.counts.clash > 0 || f.dates_clash { score.min(0.49) } else { score }
}
