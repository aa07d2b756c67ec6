//! Sentences as vectors of all their words, function words and the marker of speech included: what the
//! terms leave out tells paraphrase from chance too.
//!
//! Weights are tf-idf within the story, (1 + ln tf) ln((N + 1) / (n + 0.5)), cosine-normalised (Salton and
//! Buckley 1988, "ltc").

use super::terms::{Sentences, Terms};
use crate::engine::text::{Lexicon, WordIx};

/// Gives every sentence its vector.
pub fn build(sentences: &mut Sentences, lexicon: &Lexicon) {
    let mut n_with = vec![0u32; lexicon.n_concepts()];
    let mut bags: Vec<Vec<(u32, u32)>> = Vec::with_capacity(sentences.list.len());
    for terms in &sentences.list {
        let told = if terms.twin.is_none() { terms.words.as_slice() } else { &[] };
        let mut concepts: Vec<u32> = told.iter().map(|&w| lexicon.word(WordIx(w)).concept.0).collect();
        concepts.sort_unstable();
        let bag: Vec<(u32, u32)> =
            concepts.chunk_by(|x, y| x == y).map(|same| (same[0], same.len() as u32)).collect();
        bag.iter().for_each(|&(concept, _)| n_with[concept as usize] += 1);
        bags.push(bag);
    }
    let n = sentences.n_told() as f32;
    let most = n_with.iter().copied().max().unwrap_or(0);
    let rarity_of: Vec<f32> = (0..=most).map(|k| ((n + 1.0) / (k as f32 + 0.5)).ln()).collect();
    let rarity = |concept: u32| rarity_of[n_with[concept as usize] as usize];
    for (terms, bag) in sentences.list.iter_mut().zip(bags) {
        let weight = |&(concept, tf): &(u32, u32)| {
            if tf == 1 { rarity(concept) } else { (1.0 + (tf as f32).ln()) * rarity(concept) }
        };
        let vector: Vec<(u32, f32)> = bag.iter().map(|entry| (entry.0, weight(entry))).collect();
        let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        terms.vector = vector.into_iter().map(|(concept, w)| (concept, w / length)).collect();
    }
}

/// Cosine of two sentences' vectors, 0..=1.
pub fn cosine(x: &Terms, y: &Terms) -> f64 {
    sum_of_common(x, y, |v, w| v * w)
}

/// Share of the square of one sentence's vector that the words of the other make up, 0..=1.
pub fn contained(part: &Terms, whole: &Terms) -> f64 {
    sum_of_common(part, whole, |v, _| v * v)
}

fn sum_of_common(x: &Terms, y: &Terms, of: impl Fn(f32, f32) -> f32) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0f32);
    while i < x.vector.len() && j < y.vector.len() {
        let ((a, v), (b, w)) = (x.vector[i], y.vector[j]);
        if a == b {
            sum += of(v, w);
        }
        i += usize::from(a <= b);
        j += usize::from(b <= a);
    }
    f64::from(sum)
}
