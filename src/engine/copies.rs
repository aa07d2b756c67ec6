//! Which articles are copies or excerpts of which, and which tell of one event.
//!
//! Copies are told by the share of five-word runs that two stories have in common (Broder 1997,
//! shingles); candidates come from an index of runs, so articles without a common run are never compared.

use crate::engine::answer::CopyKind;
use crate::engine::read::{DocIx, Document};
use crate::engine::text::TokenKind;
use std::collections::BTreeMap;

/// Words in a run.
const RUN_WORDS: usize = 5;
/// Least share of runs, in the larger direction, at which two articles are reported as copies.
/// 0.40: the gold has a wire copy at 0.41 and independent accounts of one statement at up to 0.30.
pub const LEAST_SHARE: f64 = 0.40;
/// From this share on only a few words were changed.
const NEAR_SHARE: f64 = 0.90;

/// Two documents that share text.
#[derive(Debug, Clone)]
pub struct Pair {
    /// One document; `a < b`.
    pub a: DocIx,
    /// The other.
    pub b: DocIx,
    /// Sort of copy.
    pub kind: CopyKind,
    /// Share of the runs of one found in the other, the larger direction.
    pub share: f64,
}

/// Finds pairs of documents that share at least [`LEAST_SHARE`] of their runs.
pub fn find(documents: &[Document]) -> Vec<Pair> {
    // Each run of each document once, the documents that hold a run side by side.
    let mut runs: Vec<u64> = Vec::new();
    for (doc, document) in documents.iter().enumerate() {
        add_runs(document, doc as u32, &mut runs);
    }
    runs.sort_unstable();
    runs.dedup();
    let mut n_runs = vec![0u32; documents.len()];
    runs.iter().for_each(|run| n_runs[(run & DOC_BITS) as usize] += 1);
    let mut common: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for holders in runs.chunk_by(|x, y| x & !DOC_BITS == y & !DOC_BITS).filter(|holders| holders.len() > 1) {
        /// A run in more articles is a formula or a wire text; its first holder stands for all.
        const MOST_HOLDERS: usize = 32;
        let n_first = if holders.len() <= MOST_HOLDERS { holders.len() } else { 1 };
        let doc = |run: &u64| (run & DOC_BITS) as u32;
        for (i, a) in holders.iter().enumerate().take(n_first) {
            holders[i + 1..].iter().for_each(|b| *common.entry((doc(a), doc(b))).or_default() += 1);
        }
    }
    let pair = |(&(a, b), &n): (&(u32, u32), &u32)| {
        let of = |doc: u32| f64::from(n_runs[doc as usize].max(1));
        let (of_a, of_b) = (of(a), of(b));
        let share = f64::from(n) / of_a.min(of_b);
        let both = f64::from(n) / of_a.max(of_b);
        let kind = match () {
            () if both >= NEAR_SHARE => CopyKind::Near,
            () if of_a.min(of_b) < 0.6 * of_a.max(of_b) => CopyKind::Excerpt,
            () => CopyKind::WireCopy,
        };
        (share >= LEAST_SHARE).then_some(Pair {
            a: DocIx(a),
            b: DocIx(b),
            kind,
            share: (share * 1000.0).round() / 1000.0,
        })
    };
    common.iter().filter_map(pair).collect()
}

/// A run is one number, which sorts fast: the upper bits are its hash, these are its document.
const DOC_BITS: u64 = (1 << 20) - 1;

/// Appends the five-word runs of a document's story sentences.
fn add_runs(document: &Document, doc: u32, out: &mut Vec<u64>) {
    let mut words: Vec<u64> = Vec::new();
    for (_, sentence) in document.story() {
        words.clear();
        let tokens = document.tokens_of(sentence).iter();
        let of_words = tokens.filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
        words.extend(of_words.map(|t| u64::from(t.word.0)));
        // FNV-1a over the word numbers.
        let hash = |run: &[u64]| {
            run.iter().fold(0xcbf2_9ce4_8422_2325, |h: u64, w| (h ^ w).wrapping_mul(0x0100_0000_01b3))
        };
        out.extend(words.windows(RUN_WORDS).map(|run| (hash(run) & !DOC_BITS) | u64::from(doc)));
    }
}

/// For each document the first document of its family of copies.
pub fn roots(n: usize, pairs: &[Pair]) -> Vec<DocIx> {
    let mut root: Vec<DocIx> = (0..n as u32).map(DocIx).collect();
    for pair in pairs {
        let (a, b) = (root[pair.a.0 as usize], root[pair.b.0 as usize]);
        let (keep, gone) = (a.min(b), a.max(b));
        root.iter_mut().filter(|r| **r == gone).for_each(|r| *r = keep);
    }
    root
}
