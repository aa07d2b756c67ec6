//! What each paragraph of an article is: story, headline or furniture, from the line itself
//! (`furniture`) and from its place among the others. Precision first: what may be story is story.

use crate::engine::answer::SegmentKind;
use crate::engine::article::Article;
use crate::engine::read::captions::{is_finite, mark_captions};
use crate::engine::read::fragments::mark_fragments;
use crate::engine::read::furniture::{Line, Verdict, by_itself};
use crate::engine::read::house::HouseLines;
use crate::engine::span::Span;
use crate::engine::text::fold::fold_line;
use rustc_hash::FxHashMap;

/// A headline has at most this many words; the longest in the gold stories has 29 (a blog's).
const LONGEST_HEADLINE_WORDS: usize = 32;
/// Kind and reason of each paragraph.
pub fn classify(article: &Article, house: &HouseLines, paragraphs: &[Span]) -> Vec<Verdict> {
    if !article.marks.is_empty() {
        return classify_marked(article, house, paragraphs);
    }
    let lines: Vec<_> = paragraphs.iter().map(|span| Line::new(span.of(&article.text))).collect();
    classify_lines(article, house, &lines)
}

/// The same for an article that was taken out of a page or item: what is marked is what its mark says, and only the rest is
/// looked at, as if it stood alone.
fn classify_marked(article: &Article, house: &HouseLines, paragraphs: &[Span]) -> Vec<Verdict> {
    let mut marks = article.marks.iter().peekable();
    let mut marked = |span: &Span| {
        while marks.next_if(|mark| mark.span.end() <= span.start()).is_some() {}
        let mark = marks.peek().filter(|mark| mark.span.start() < span.end())?;
        Some((mark.kind, mark.reason.clone()))
    };
    let mut verdicts: Vec<Option<Verdict>> = paragraphs.iter().map(&mut marked).collect();
    let open = paragraphs.iter().zip(&verdicts).filter(|(_, verdict)| verdict.is_none());
    let lines: Vec<_> = open.map(|(span, _)| Line::new(span.of(&article.text))).collect();
    let mut found = classify_lines(article, house, &lines).into_iter();
    for verdict in verdicts.iter_mut().filter(|verdict| verdict.is_none()) {
        *verdict = found.next();
    }
    let story = || (SegmentKind::Story, "running text".into());
    verdicts.into_iter().map(|verdict| verdict.unwrap_or_else(story)).collect()
}

fn classify_lines(article: &Article, house: &HouseLines, lines: &[Line]) -> Vec<Verdict> {
    let mut verdicts: Vec<Option<Verdict>> = lines.iter().map(by_itself).collect();
    mark_of_house(article, house, lines, &mut verdicts);
    mark_other_scripts(lines, &mut verdicts);
    mark_repeated(lines, &mut verdicts);
    mark_captions(lines, &mut verdicts);
    find_headline(article, lines, &mut verdicts);
    mark_fragments(lines, &mut verdicts);
    let story = || (SegmentKind::Story, "running text".into());
    verdicts.into_iter().map(|v| v.unwrap_or_else(story)).collect()
}

/// A line that the outlet prints in other articles too. The first may be the headline.
fn mark_of_house(article: &Article, house: &HouseLines, lines: &[Line], verdicts: &mut [Option<Verdict>]) {
    let first = verdicts.iter().position(Option::is_none).filter(|_| article.title.is_none());
    for (ix, line) in lines.iter().enumerate() {
        if verdicts[ix].is_none() && first != Some(ix) && house.has(article, &line.folded) {
            verdicts[ix] =
                Some((SegmentKind::Other, "the same line in another article of the outlet".into()));
        }
    }
}

/// A short line in another script than the article's: a menu of the site.
fn mark_other_scripts(lines: &[Line], verdicts: &mut [Option<Verdict>]) {
    let is_latin = |c: char| (c as u32) < 0x250;
    let letters = |line: &Line| {
        if line.text.is_ascii() {
            let n = line.text.bytes().filter(u8::is_ascii_alphabetic).count();
            return (n, n);
        }
        let all = line.text.chars().filter(|c| c.is_alphabetic());
        all.fold((0usize, 0usize), |(n, latin), c| (n + 1, latin + usize::from(is_latin(c))))
    };
    let counts: Vec<_> = lines.iter().map(letters).collect();
    let (n, latin) = counts.iter().fold((0, 0), |sum, c| (sum.0 + c.0, sum.1 + c.1));
    for (ix, (n_line, latin_line)) in counts.iter().enumerate() {
        let foreign = (latin * 10 > n * 9 && *latin_line == 0) || (latin * 10 < n && latin_line == n_line);
        if verdicts[ix].is_none() && *n_line > 0 && foreign && !lines[ix].closed && *n_line <= 40 {
            verdicts[ix] = Some((SegmentKind::Navigation, "another script than the article".into()));
        }
    }
}

/// A line that stands twice: a short one is a button; a long one before the story is a caption with its
/// picture text, any other is story, of which the first copy stays.
fn mark_repeated(lines: &[Line], verdicts: &mut [Option<Verdict>]) {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for ix in 0..lines.len() {
        let Some(&earlier) = first.get(lines[ix].folded.as_str()) else {
            first.insert(&lines[ix].folded, ix);
            continue;
        };
        if verdicts[ix].is_some() {
            continue;
        }
        let is_short = lines[ix].n_words <= 6 && !lines[ix].closed;
        let opens_article =
            || !lines[..earlier].iter().zip(&*verdicts).any(|(l, v)| v.is_none() && is_prose(l));
        if earlier + 1 == ix && lines[ix].n_words > 6 && !tells_past(&lines[ix]) && opens_article() {
            // Printed twice in a row before the story: picture text and caption.
            let why = "printed twice: words to a picture";
            verdicts[earlier] = Some((SegmentKind::Caption, why.into()));
            verdicts[ix] = Some((SegmentKind::Caption, why.into()));
        } else if is_short {
            let why = "the same short line again: a button";
            verdicts[ix] = Some((SegmentKind::Navigation, why.into()));
            // Up to five words, so that a headline printed again stays one.
            if lines[ix].n_words <= 5 && verdicts[earlier].is_none() {
                verdicts[earlier] = Some((SegmentKind::Navigation, why.into()));
            }
        } else {
            verdicts[ix] = Some((SegmentKind::Other, "printed before in this article".into()));
        }
    }
}

/// Whether a line is a paragraph of running text.
pub(super) fn is_prose(line: &Line) -> bool {
    line.closed && line.n_words > 12
}

/// Whether an English line tells what happened, as a story does; the words to a picture tell what is seen.
fn tells_past(line: &Line) -> bool {
    let mut words = line.text.split(|c: char| !c.is_alphanumeric());
    line.closed && words.any(|word| is_finite(word) && !matches!(word, "is" | "are"))
}

/// Marks the heading inside the text, if there is one. A second heading under it tells facts, and is story.
fn find_headline(article: &Article, lines: &[Line], verdicts: &mut [Option<Verdict>]) {
    if let Some(title) = &article.title {
        let title = fold_line(title);
        for ix in 0..lines.len() {
            if lines[ix].folded == title && verdicts[ix].is_none() {
                verdicts[ix] = Some((SegmentKind::Headline, "the title again".into()));
                return;
            }
        }
        return;
    }
    let Some(ix) = verdicts.iter().position(Option::is_none) else {
        return;
    };
    let line = &lines[ix];
    let story_follows = (ix + 1..lines.len()).any(|after| verdicts[after].is_none() && lines[after].closed);
    let is_heading = !line.text.ends_with(['.', ':', ',', ';'])
        && line.n_words >= 2
        && line.n_words <= LONGEST_HEADLINE_WORDS
        && story_follows;
    if is_heading {
        verdicts[ix] = Some((SegmentKind::Headline, "first line of the text, without a full stop".into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<SegmentKind> {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let paragraphs = crate::engine::read::paragraphs(text);
        classify(&article, &HouseLines::default(), &paragraphs).into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn a_line_printed_twice_in_a_row_is_a_caption_unless_it_tells_the_story() {
        use SegmentKind::*;
        let end = "The bridge was shut on Monday after divers found cracks in its second pier.";
        let seen = "A diver looks at the second pier of the bridge in Harbour Town.";
        let told = "The divers said on Monday that the second pier had lost half of its steel.";
        assert_eq!(kinds(&format!("{seen}\n\n{seen}\n\n{end}")), [Caption, Caption, Story]);
        assert_eq!(kinds(&format!("{end}\n\n{seen}\n\n{seen}")), [Story, Story, Other]);
        assert_eq!(kinds(&format!("{told}\n\n{told}\n\n{end}")), [Story, Other, Story]);
    }
}
