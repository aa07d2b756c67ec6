//! The sentences of a near copy, and the sentences of its original that they repeat.
//!
//! A lightly edited copy tells nothing of its own. Its sentences go with their originals instead of being aligned, so
//! that a copy changes no fact and no count of origins; what was added in the copy has no twin and is aligned as usual.

use crate::engine::answer::CopyKind;
use crate::engine::copies::Pair;
use crate::engine::data::lookup::tables;
use crate::engine::params::twins::{ALIKE, NEAR_COPY, WINDOW};
use crate::engine::read::{DocIx, Document, Sentence, SentenceNo};
use crate::engine::text::{Lexicon, Token, TokenKind};
use std::cell::OnceCell;

/// By document and sentence, the sentence of the original that it repeats.
pub type Twins = Vec<Vec<Option<(DocIx, SentenceNo)>>>;

/// Finds the twins of all sentences, in one pass over each near copy.
pub fn find(documents: &[Document], copied: &[Pair], lexicon: &Lexicon) -> Twins {
    let mut out: Twins = documents.iter().map(|document| vec![None; document.sentences.len()]).collect();
    let mut is_copy = vec![false; documents.len()];
    let read: Vec<OnceCell<Vec<Vec<Said>>>> = documents.iter().map(|_| OnceCell::new()).collect();
    let said = |doc: usize| read[doc].get_or_init(|| words(&documents[doc], lexicon));
    // Pairs are sorted, so the first original found for a copy is the first of its family. A short text with a few
    // words changed has few runs of five left, so copies that are not near by their runs are looked at too.
    for pair in copied.iter().filter(|pair| pair.kind != CopyKind::Excerpt) {
        let (original, copy) = (pair.a.0 as usize, pair.b.0 as usize);
        if is_copy[original] || is_copy[copy] {
            continue;
        }
        let of = |doc: usize| (&documents[doc], said(doc).as_slice());
        let (twins, share) = pairs(of(copy), of(original));
        if share >= NEAR_COPY {
            is_copy[copy] = true;
            out[copy] = twins.into_iter().map(|twin| twin.map(|number| (pair.a, number))).collect();
        }
    }
    out
}

/// For each sentence of a copy the next one of the original with (nearly) the same words; and the words of such
/// sentences in common, as a share of all words of both.
fn pairs(
    (copy, ours): (&Document, &[Vec<Said>]),
    (original, theirs): (&Document, &[Vec<Said>]),
) -> (Vec<Option<SentenceNo>>, f64) {
    let n_all: usize = ours.iter().chain(theirs).map(Vec::len).sum();
    let (mut next, mut in_common) = (0, 0.0);
    let mut twin = |n: usize| {
        let window = next..theirs.len().min(next + WINDOW);
        let same_part = |m: &usize| original.sentences[*m].is_headline == copy.sentences[n].is_headline;
        let alike = window.filter(same_part).map(|m| (m, alike(&ours[n], &theirs[m])));
        let (found, (share, says_the_same)) =
            alike.reduce(|best, one| if one.1.0 > best.1.0 { one } else { best })?;
        if ours[n].is_empty() || share < ALIKE {
            return None;
        }
        next = found + 1;
        in_common += share * (ours[n].len() + theirs[found].len()) as f64;
        says_the_same.then_some(found as SentenceNo)
    };
    let twins = (0..copy.sentences.len()).map(&mut twin).collect();
    (twins, in_common / n_all.max(1) as f64)
}

/// A word, and whether another in its place would tell something else: a number, a name, a negation, a word that has
/// an opposite.
type Said = (u32, bool);

/// The words of each sentence of a document, sorted.
fn words(document: &Document, lexicon: &Lexicon) -> Vec<Vec<Said>> {
    let said = |token: &Token| {
        let word = lexicon.word(token.word);
        let tells = token.kind == TokenKind::Number
            || token.is_capitalised() && !word.is_stop
            || word.is_negation
            || word.is_number_word
            || tables().has_opposite(lexicon.concept_text(word.concept));
        (token.word.0, tells)
    };
    let sorted = |sentence: &Sentence| {
        let tokens = document.tokens_of(sentence).iter();
        let is_word = |t: &&Token| matches!(t.kind, TokenKind::Word | TokenKind::Number);
        let mut words: Vec<Said> = tokens.filter(is_word).map(said).collect();
        words.sort_unstable();
        words
    };
    document.sentences.iter().map(sorted).collect()
}

/// Words in common, each as often as both have it, as a share of both (Dice 1945); and whether no telling word differs.
fn alike(a: &[Said], b: &[Said]) -> (f64, bool) {
    let (mut i, mut j, mut common, mut says_the_same) = (0, 0, 0, true);
    while i < a.len() || j < b.len() {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x.0 == y.0 => {
                common += 1;
                (i, j) = (i + 1, j + 1);
            }
            (Some(x), y) if y.is_none_or(|y| x.0 < y.0) => {
                says_the_same &= !x.1;
                i += 1;
            }
            (_, y) => {
                says_the_same &= y.is_none_or(|y| !y.1);
                j += 1;
            }
        }
    }
    (2.0 * f64::from(common) / (a.len() + b.len()).max(1) as f64, says_the_same)
}
