//! The phrases of web furniture, ready to be found in a line.

use super::*;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::ops::Range;

/// One furniture phrase.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    /// Sort of segment.
    pub kind: &'static str,
    /// line, prefix, contains, suffix
    pub position: &'static str,
    /// Folded phrase.
    pub text: &'static str,
}

/// Furniture phrases. Whole lines and the many at a line's head are looked up by hash, the few others by an automaton:
/// one automaton for all takes longer to build than a page takes to read.
pub struct Furniture {
    lines: FxHashMap<&'static str, Phrase>,
    heads: FxHashMap<&'static str, Phrase>,
    /// Lengths of `heads` in bytes, longest first.
    head_lengths: Vec<usize>,
    others: Vec<Phrase>,
    finder: AhoCorasick,
}

fn finder<'p>(phrases: impl Iterator<Item = &'p str>) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        // Three times as fast to build as the automaton that it would choose, and lines are short.
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(phrases)
        .expect("a few hundred short phrases fit an automaton")
}

/// Marks before the maker of a picture, as printed: `Foto:`.
pub struct PictureCredits {
    marks: Vec<&'static str>,
    finder: AhoCorasick,
}

impl PictureCredits {
    /// Parses the table.
    pub(super) fn read() -> PictureCredits {
        let mut marks: Vec<&str> = rows(PICTURE_CREDITS).map(|row| row[1]).collect();
        // Several languages have one mark.
        marks.sort_unstable();
        marks.dedup();
        PictureCredits { finder: finder(marks.iter().copied()), marks }
    }

    /// The marks in a text, each with the byte where it begins.
    pub fn within<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'static str, usize)> + 'a {
        let found = self.finder.find_overlapping_iter(text);
        found.map(|found| (self.marks[found.pattern().as_usize()], found.start()))
    }
}

impl Furniture {
    /// Parses the table.
    pub(super) fn read() -> Furniture {
        let (mut lines, mut heads, mut others) = (FxHashMap::default(), FxHashMap::default(), Vec::new());
        lines.reserve(super::lines(FURNITURE).count());
        for row in rows(FURNITURE) {
            let phrase = Phrase { kind: row[1], position: row[2], text: row[3] };
            match phrase.position {
                "line" => drop(lines.insert(phrase.text, phrase)),
                "prefix" => drop(heads.insert(phrase.text, phrase)),
                _ => others.push(phrase),
            }
        }
        let mut head_lengths: Vec<usize> = heads.keys().map(|head| head.len()).collect();
        head_lengths.sort_unstable_by(|a, b| b.cmp(a));
        head_lengths.dedup();
        let finder = finder(others.iter().map(|phrase| phrase.text));
        Furniture { lines, heads, head_lengths, others, finder }
    }

    /// The phrase that a whole folded line is.
    pub fn line(&self, folded: &str) -> Option<&Phrase> {
        self.lines.get(folded)
    }

    /// The phrases in a folded line, each with the bytes where it stands: of those for a line's head the ones that begin
    /// within its first `n_skipped` bytes, longest first; then the others, wherever they stand.
    pub fn within<'a>(
        &'a self,
        folded: &'a str,
        n_skipped: usize,
    ) -> impl Iterator<Item = (&'a Phrase, Range<usize>)> {
        let at_head = (0..=n_skipped).flat_map(move |start| {
            let ends = self.head_lengths.iter().map(move |length| start + length);
            ends.filter_map(move |end| Some((self.heads.get(folded.get(start..end)?)?, start..end)))
        });
        let others = self.finder.find_overlapping_iter(folded);
        at_head.chain(others.map(|found| (&self.others[found.pattern().as_usize()], found.range())))
    }
}
