//! Lines without an end among the story's paragraphs: headings, points of a summary, names under a
//! quotation. What may tell a fact stays story: a list's items, a sentence that lost its full stop.

use crate::engine::answer::SegmentKind;
use crate::engine::data::lookup::tables;
use crate::engine::read::Block;
use crate::engine::read::captions::is_finite;
use crate::engine::read::furniture::{Line, Verdict};
use rustc_hash::FxHashSet;

/// A heading inside the story has at most this many words. Longest crosshead in the gold: 6.
const LONGEST_CROSSHEAD_WORDS: usize = 10;
/// The same in an article without full stops, where a longer line may be a sentence.
const SHORT_CROSSHEAD_WORDS: usize = 4;
/// A point of a list or summary has at most this many.
const LONGEST_POINT_WORDS: usize = 30;
/// A closed line is running text from this length.
const SHORTEST_PROSE_WORDS: usize = 6;

/// Reason of a line in the article that tells no fact by itself.
const HEADING: &str = "a heading or fragment without a full stop";
/// Reason of a line that sums up what the article tells.
const POINT: &str = "a point of a summary or list";

/// Whether a block is a heading or a point inside the article: no story, but part of what its author wrote.
pub fn is_within(block: &Block) -> bool {
    block.kind == SegmentKind::Other && matches!(&*block.reason, HEADING | POINT)
}

/// Marks the short lines without an end that are no story.
pub fn mark_fragments(lines: &[Line], verdicts: &mut [Option<Verdict>]) {
    let is_prose = |ix: usize, verdicts: &[Option<Verdict>]| {
        verdicts[ix].is_none() && lines[ix].closed && lines[ix].n_words >= SHORTEST_PROSE_WORDS
    };
    let Some(first_prose) = (0..lines.len()).find(|ix| is_prose(*ix, verdicts)) else {
        return;
    };
    let last_prose = (0..lines.len()).rfind(|ix| is_prose(*ix, verdicts)).unwrap_or(first_prose);
    let longest_heading =
        if sets_no_stops(lines, verdicts) { SHORT_CROSSHEAD_WORDS } else { LONGEST_CROSSHEAD_WORDS };
    let mut told = None;
    let mut in_list = false;
    for ix in 0..lines.len() {
        let line = &lines[ix];
        if verdicts[ix].is_some() {
            continue;
        }
        if line.closed || line.text.ends_with(':') {
            in_list = line.text.ends_with([':', ';']);
            continue;
        }
        let is_inside = first_prose < ix && ix < last_prose;
        let (is_story, why) = if is_point(line) && line.n_words <= LONGEST_POINT_WORDS {
            let is_untold =
                ix < first_prose && !is_told(line, told.get_or_insert_with(|| words_told(lines, verdicts)));
            let beside = [ix.checked_sub(1), Some(ix + 1)].into_iter().flatten();
            let in_row = beside.filter_map(|other| lines.get(other)).any(is_point);
            (in_list || (is_inside && (in_row || !is_name(line))) || is_untold, POINT)
        } else {
            let opens_quote = line.text.trim_end_matches(['\'', '"', '\u{201D}']).ends_with(',')
                || has_open_quote(line.text);
            // Headings stand between paragraphs; a fragment that the next line goes on with is story.
            let goes_on = lines.get(ix + 1).is_some_and(|next| next.text.starts_with(char::is_lowercase));
            let tells = is_inside && (is_sentence(line) || tells_number(line));
            let is_cut_off = ix + 1 == lines.len() && ix == last_prose + 1 && is_in_small_letters(line);
            let is_story = in_list || opens_quote || goes_on || tells || is_cut_off;
            (is_story || line.n_words > longest_heading, HEADING)
        };
        if is_story {
            continue;
        }
        verdicts[ix] = Some((SegmentKind::Other, why.into()));
    }
}

/// Whether a line opens with the mark of a list.
fn is_point(line: &Line) -> bool {
    line.text.starts_with(['•', '▪', '■', '●', '►', '*', '‣', '–', '—', '-', '>', '|'])
}

/// A name under a quotation: `- HARBOUR POLICE`, `— Ana Ruiz`.
fn is_name(line: &Line) -> bool {
    let mut words = line.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    line.n_words <= 4 && words.all(|w| !w.starts_with(char::is_lowercase))
}

/// An English sentence that lost its full stop: `He was 57`, `"It was loud," she said`. A line that is
/// all quotation, or that asks what it tells of ("Why the bridge was shut"), is a heading.
fn is_sentence(line: &Line) -> bool {
    const ASKING: &[&str] = &["what", "why", "how", "who", "where", "when", "which"];
    let quoted = ['\'', '"', '\u{2018}', '\u{201C}'];
    let is_all_quotation =
        line.text.starts_with(quoted) && line.text.ends_with(['\'', '"', '\u{2019}', '\u{201D}']);
    let mut words = line.text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty());
    let first = words.next().map(str::to_lowercase).unwrap_or_default();
    line.n_words >= 3
        && !is_all_quotation
        && !ASKING.contains(&first.as_str())
        && words
            .any(|w| is_finite(w) || (line.text.starts_with(quoted) && tables().reporting.contains_key(w)))
}

/// Whether an article sets no full stops: of its longer lines, one in four at least ends without.
fn sets_no_stops(lines: &[Line], verdicts: &[Option<Verdict>]) -> bool {
    let is_long = |line: &Line| line.n_words > LONGEST_CROSSHEAD_WORDS;
    let long = || lines.iter().zip(verdicts).filter(|(line, verdict)| verdict.is_none() && is_long(line));
    let n_open = long().filter(|(line, _)| !line.closed).count();
    n_open >= 2 && 4 * n_open >= long().count()
}

/// The last line of a story that lost its full stop: longer than a heading's few words, most of them
/// without a capital, and nothing that it bids or asks its reader.
fn is_in_small_letters(line: &Line) -> bool {
    const BIDDING: &[&str] = &[
        "sign",
        "subscribe",
        "read",
        "follow",
        "get",
        "join",
        "click",
        "see",
        "watch",
        "listen",
        "share",
        "like",
        "download",
        "support",
        "find",
        "more",
    ];
    let bids = line.folded.split(' ').next().is_some_and(|first| BIDDING.contains(&first));
    if bids || line.text.contains(['?', '!']) {
        return false;
    }
    let words = || line.text.split_whitespace();
    let n_small = words().filter(|w| w.starts_with(char::is_lowercase)).count();
    line.n_words > SHORT_CROSSHEAD_WORDS + 1 && 2 * n_small > words().count()
}

/// A line with words and a number tells how many or how old: `Ana Ruiz, 45, of Harbour Town`.
fn tells_number(line: &Line) -> bool {
    let n_plain = line.folded.split(' ').filter(|w| w.chars().any(char::is_alphabetic)).count();
    n_plain >= 3 && line.folded.contains(|c: char| c.is_ascii_digit())
}

/// The heads of the words of the running text.
fn words_told<'l>(lines: &'l [Line], verdicts: &[Option<Verdict>]) -> FxHashSet<&'l str> {
    let prose = lines
        .iter()
        .zip(verdicts)
        .filter(|(line, verdict)| verdict.is_none() && line.closed && !is_point(line));
    prose.flat_map(|(line, _)| heads(line)).collect()
}

/// Whether the story tells again what a point sums up: it holds half of the point's words or more.
fn is_told(line: &Line, told: &FxHashSet<&str>) -> bool {
    let (n, n_told) =
        heads(line).fold((0, 0), |sum, head| (sum.0 + 1, sum.1 + usize::from(told.contains(head))));
    2 * n_told >= n
}

/// The first letters of the words of some length, so that "consulted" is met by "consultation".
fn heads<'l>(line: &'l Line) -> impl Iterator<Item = &'l str> {
    const HEAD_LETTERS: usize = 5;
    let source: &'l str = if line.is_long { line.text } else { &line.folded };
    let words = source.split(|c: char| !c.is_alphanumeric());
    words.filter_map(|word| {
        word.char_indices().nth(HEAD_LETTERS - 1).map(|(at, c)| &word[..at + c.len_utf8()])
    })
}

fn has_open_quote(text: &str) -> bool {
    let opened = text.matches('\u{201C}').count();
    let closed = text.matches('\u{201D}').count();
    opened > closed || text.matches('"').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAD: &str = "The council closed the bridge on Monday after two divers found cracks.";
    const END: &str = "The inspection will go on until the weekend, the mayor said.";

    /// The lines that are no story, out of lines between a first and a last paragraph.
    fn check(before: &[&str], inside: &[&str], after: &[&str], expected: &[&str]) {
        let texts: Vec<&str> = [before, &[LEAD], inside, &[END], after].concat();
        let lines: Vec<Line> = texts.iter().map(|text| Line::new(text)).collect();
        let mut verdicts = vec![None; lines.len()];
        mark_fragments(&lines, &mut verdicts);
        let out: Vec<&str> = texts
            .iter()
            .zip(&verdicts)
            .filter(|(_, verdict)| verdict.is_some())
            .map(|(text, _)| *text)
            .collect();
        assert_eq!(out, expected);
    }

    #[test]
    fn headings_and_names_under_a_quotation_are_no_story() {
        check(
            &[],
            &["Old bridge", "'It was loud'", "- HARBOUR POLICE"],
            &["Two towns"],
            &["Old bridge", "'It was loud'", "- HARBOUR POLICE", "Two towns"],
        );
    }

    #[test]
    fn a_list_and_a_sentence_without_its_full_stop_are_story() {
        check(&[], &["The dead are:", "Ana Ruiz", "Luis Gil", "Then the bridge was shut to all."], &[], &[]);
        check(&[], &["• Two boats sank", "• A crane fell into the river"], &[], &[]);
        check(&[], &["\"It was loud,\" she said", "No gun has been found"], &[], &[]);
        let long = "Two boats went under the bridge before the divers of the town came";
        check(&[], &[long, "Both women died that night at home", "Old bridge", long], &[], &["Old bridge"]);
        check(&[], &["The main cast;", "- Ana Ruiz", "Then the lights went out in the hall."], &[], &[]);
        let asks = "Like this? Sign up to our weekend email";
        check(&[], &[], &[asks], &[asks]);
        check(&[], &["- Ana Ruiz", "- Luis Gil"], &["Boats now carry the people of both towns"], &[]);
        check(&[], &["He was 57", "Ana Ruiz, 45, of Harbour Town"], &[], &[]);
    }

    #[test]
    fn a_summary_point_is_left_out_where_the_story_tells_it() {
        let told = "• Divers found cracks in bridge";
        let untold = "• Ferries carry passengers for free";
        check(&[told, untold], &[], &[], &[told]);
    }
}
