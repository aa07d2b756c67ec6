//! Checks an account against its articles: each sentence and each quotation is found word for word,
//! found with changes, or not found. It fails closed: a near place is never called the exact one.

use crate::engine::article::{Article, ArticleIx};
use crate::engine::question::piece::{Piece, is_whole, pieces};
use crate::engine::question::sentences;
use crate::engine::read::{paragraphs, split_sentences};
use crate::engine::span::{Location, Part, Span};
use crate::engine::watch::{self, Stopped, Watch};
use rustc_hash::FxHashMap;

/// What was found of one sentence or quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The place in the text that was checked.
    pub span: Span,
    /// Sentence or quotation.
    pub kind: Checked,
    /// How it was found.
    pub found: Found,
    /// Where; for a changed one the sentence of the source that is nearest.
    pub at: Option<Location>,
    /// For a changed one: what differs.
    pub changes: Vec<Change>,
}

/// What was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// A sentence.
    Sentence,
    /// What stands between quotation marks.
    Quotation,
}

/// Result of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Word for word and mark for mark; quotation marks, apostrophes, dashes and white space may be of another style.
    Exactly,
    /// With changes, which are listed.
    Changed,
    /// Not at all.
    NotFound,
}

/// One change between source and account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Words that only the source has there.
    pub source: String,
    /// Words that only the account has there.
    pub account: String,
}

/// Share of a sentence's words that a source sentence must hold in order to be its source with
/// changes. 0.6: at 0.5, sentences of the gold stories that only share a topic came up.
const LEAST_SHARE: f64 = 0.6;

/// Checks each sentence and quotation of `text`.
pub fn verify(text: &str, articles: &[Article]) -> Vec<Verdict> {
    watch::unwatched(|watch| verify_watched(text, articles, watch))
}

/// The same, given up when `watch` says so.
///
/// # Errors
/// What the watch says.
pub fn verify_watched(text: &str, articles: &[Article], watch: &Watch) -> Result<Vec<Verdict>, Stopped> {
    let checked = sentences(text, None);
    watch.sentences(checked.len())?;
    let sources = Sources::new(articles);
    let mut out = Vec::new();
    for sentence in checked {
        watch.go_on()?;
        out.push(sources.check(text, sentence, Checked::Sentence));
        for quotation in quotations(text, sentence) {
            out.push(sources.check(text, quotation, Checked::Quotation));
        }
    }
    Ok(out)
}

/// Spans between double marks inside a sentence.
fn quotations(text: &str, sentence: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    for (offset, c) in sentence.of(text).char_indices() {
        let at = sentence.start() + offset;
        match (c, open) {
            ('\u{201C}' | '"' | '«', None) => open = Some(at + c.len_utf8()),
            ('\u{201D}' | '"' | '»', Some(start)) => {
                out.extend(Span::trimmed(text, start..at).filter(|s| !s.is_empty()));
                open = None;
            }
            _ => {}
        }
    }
    out
}

/// A sentence of a source.
struct Home {
    row: u32,
    /// Its pieces in the row.
    pieces: std::ops::Range<usize>,
}

/// One paragraph of a source. No sentence goes over its end.
struct Row<'a> {
    article: ArticleIx,
    part: Part,
    text: &'a str,
    pieces: Vec<Piece>,
    /// Its first sentence among all.
    first_home: u32,
}

/// Two neighbouring pieces; the last of a text has none after it.
type Pair = (u32, Option<u32>);
/// Row and place in it.
type Place = (u32, u32);
/// Share, row, and the pieces that both have.
type Best = (f64, u32, Vec<(usize, usize)>);

/// The articles as rows of pieces, with an index of pairs of neighbouring pieces.
struct Sources<'a> {
    rows: Vec<Row<'a>>,
    homes: Vec<Home>,
    /// Number of each folded piece.
    numbers: FxHashMap<String, u32>,
    /// Places of single pieces, and of pairs of neighbours: row, place.
    places: FxHashMap<Pair, Vec<Place>>,
}

/// Places of the rarest pair at which an exact match is tried. A text that repeats one pair more
/// often than this is no news text; what is beyond is not called found.
const MOST_TRIED: usize = 4096;

impl<'a> Sources<'a> {
    fn new(articles: &'a [Article]) -> Self {
        let mut sources = Sources {
            rows: Vec::new(),
            homes: Vec::new(),
            numbers: FxHashMap::default(),
            places: FxHashMap::default(),
        };
        for (ix, article) in articles.iter().enumerate() {
            for part in [Part::Title, Part::Text] {
                let text = article.part(part);
                for paragraph in paragraphs(text) {
                    sources.add(ArticleIx(ix as u32), part, text, paragraph);
                }
            }
        }
        sources
    }

    fn add(&mut self, article: ArticleIx, part: Part, text: &'a str, paragraph: Span) {
        let row = self.rows.len() as u32;
        let pieces = pieces(text, paragraph);
        let first_home = self.homes.len() as u32;
        for sentence in split_sentences(text, paragraph, None) {
            let from = pieces.partition_point(|p| p.span.start() < sentence.start());
            let to = pieces.partition_point(|p| p.span.start() < sentence.end());
            if from < to {
                self.homes.push(Home { row, pieces: from..to });
            }
        }
        let mut before = None;
        for (at, piece) in pieces.iter().enumerate() {
            let next = self.numbers.len() as u32;
            let number = *self.numbers.entry(piece.folded.clone()).or_insert(next);
            self.places.entry((number, None)).or_default().push((row, at as u32));
            if let Some(before) = before {
                self.places.entry((before, Some(number))).or_default().push((row, at as u32 - 1));
            }
            before = Some(number);
        }
        self.rows.push(Row { article, part, text, pieces, first_home });
    }

    fn check(&self, text: &str, span: Span, kind: Checked) -> Verdict {
        let checked = pieces(text, span);
        let verdict = |found, at, changes| Verdict { span, kind, found, at, changes };
        if !checked.iter().any(|p| p.is_word) {
            return verdict(Found::NotFound, None, Vec::new());
        }
        if let Some(at) = self.exactly(&checked) {
            return verdict(Found::Exactly, Some(at), Vec::new());
        }
        match self.nearest(text, &checked) {
            Some((at, changes)) => verdict(Found::Changed, Some(at), changes),
            None => verdict(Found::NotFound, None, Vec::new()),
        }
    }

    /// Where each pair of neighbours stands; of a single piece, where that does.
    fn pairs(&self, checked: &[Piece]) -> Vec<&[(u32, u32)]> {
        let number = |p: &Piece| self.numbers.get(&p.folded).copied();
        let places = |first: &Piece, second: Option<&Piece>| {
            let key = match second {
                Some(second) => (number(first)?, Some(number(second)?)),
                None => (number(first)?, None),
            };
            self.places.get(&key).map(Vec::as_slice)
        };
        match checked {
            [one] => vec![places(one, None).unwrap_or_default()],
            _ => checked.windows(2).map(|w| places(&w[0], Some(&w[1])).unwrap_or_default()).collect(),
        }
    }

    /// The same pieces in the same order, case and all, and not a part of a number or compound.
    fn exactly(&self, checked: &[Piece]) -> Option<Location> {
        let (offset, rarest) = self.pairs(checked).into_iter().enumerate().min_by_key(|(_, p)| p.len())?;
        rarest.iter().take(MOST_TRIED).find_map(|&(row, at)| {
            let start = (at as usize).checked_sub(offset)?;
            let there = &self.rows[row as usize];
            let same = there.pieces.get(start..start + checked.len())?;
            let equal = same.iter().zip(checked).all(|(x, y)| x.shown == y.shown);
            let span = same.first()?.span.join(same.last()?.span);
            (equal && is_whole(there.text, span)).then_some(Location {
                article: there.article,
                part: there.part,
                span,
            })
        })
    }

    /// The sentence of a source that shares most neighbouring pieces, with what differs.
    fn nearest(&self, text: &str, checked: &[Piece]) -> Option<(Location, Vec<Change>)> {
        let mut votes: FxHashMap<u32, u32> = FxHashMap::default();
        for places in self.pairs(checked) {
            for &(row, place) in places.iter().take(200) {
                *votes.entry(self.home(row, place as usize)).or_default() += 1;
            }
        }
        let mut ranked: Vec<_> = votes.into_iter().collect();
        ranked.sort_by(|x, y| y.1.cmp(&x.1).then(x.0.cmp(&y.0)));
        let mut best: Option<Best> = None;
        for &(home, _) in ranked.iter().take(6) {
            let Some(there) = self.homes.get(home as usize) else { continue };
            let matched = common(checked, &self.rows[there.row as usize].pieces[there.pieces.clone()]);
            let n_words = checked.iter().filter(|p| p.is_word).count();
            let n_matched = matched.iter().filter(|(i, _)| checked[*i].is_word).count();
            let share = n_matched as f64 / n_words.max(1) as f64;
            if share >= LEAST_SHARE && best.as_ref().is_none_or(|b| share > b.0) {
                best = Some((share, home, matched));
            }
        }
        let (_, home, matched) = best?;
        let home = self.homes.get(home as usize)?;
        let row = &self.rows[home.row as usize];
        let there = &row.pieces[home.pieces.clone()];
        let span = there.first()?.span.join(there.last()?.span);
        let changes = changes(text, checked, row.text, there, &matched);
        Some((Location { article: row.article, part: row.part, span }, changes))
    }

    /// The sentence that a piece of a row stands in.
    fn home(&self, row: u32, place: usize) -> u32 {
        let first = self.rows[row as usize].first_home as usize;
        let next = self.rows.get(row as usize + 1).map_or(self.homes.len(), |r| r.first_home as usize);
        let homes = self.homes.get(first..next).unwrap_or_default();
        (first + homes.partition_point(|h| h.pieces.end <= place)) as u32
    }
}

/// Longest common subsequence of the pieces of two sentences; a word weighs more than a mark.
fn common(checked: &[Piece], there: &[Piece]) -> Vec<(usize, usize)> {
    /// A sentence longer than this is compared by its beginning.
    const MOST: usize = 400;
    let (n, m) = (checked.len().min(MOST), there.len().min(MOST));
    let weight = |p: &Piece| if p.is_word { 4 } else { 1 };
    let mut best = vec![0u16; (n + 1) * (m + 1)];
    let at = |i: usize, j: usize| i * (m + 1) + j;
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            best[at(i, j)] = if checked[i].folded == there[j].folded {
                best[at(i + 1, j + 1)] + weight(&checked[i])
            } else {
                best[at(i + 1, j)].max(best[at(i, j + 1)])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut matched = Vec::new();
    while i < n && j < m {
        if checked[i].folded == there[j].folded {
            matched.push((i, j));
            i += 1;
            j += 1;
        } else if best[at(i + 1, j)] >= best[at(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    matched
}

/// What stands between the matched pieces on either side, and matched ones that differ in case.
fn changes(
    text: &str,
    checked: &[Piece],
    source: &str,
    there: &[Piece],
    matched: &[(usize, usize)],
) -> Vec<Change> {
    let words = |text: &str, pieces: &[Piece]| match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) => first.span.join(last.span).of(text).to_owned(),
        _ => String::new(),
    };
    let mut out = Vec::new();
    let (mut a, mut b) = (0, 0);
    let same = matched.iter().filter(|(i, j)| checked[*i].shown == there[*j].shown);
    for &(i, j) in same.chain(std::iter::once(&(checked.len(), there.len()))) {
        if i > a || j > b {
            out.push(Change { source: words(source, &there[b..j]), account: words(text, &checked[a..i]) });
        }
        (a, b) = (i + 1, j + 1);
    }
    out
}
