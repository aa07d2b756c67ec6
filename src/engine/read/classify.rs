//! What each paragraph of an article is: story, headline or furniture, from the line itself
//! (`furniture`) and from its place among the others. Precision first: what may be story is story.

use crate::engine::answer::SegmentKind;
use crate::engine::article::Article;
use crate::engine::read::Block;
use crate::engine::read::furniture::{Line, Verdict, by_itself};
use crate::engine::span::Span;
use crate::engine::text::fold::fold_line;
use rustc_hash::FxHashMap;

/// A headline has at most this many words; the longest in the gold stories has 29 (a blog's).
const LONGEST_HEADLINE_WORDS: usize = 32;
/// A heading inside the story has at most this many words. Longest crosshead in the gold: 6.
const LONGEST_CROSSHEAD_WORDS: usize = 10;

/// Reason of a line in the article that tells no fact by itself.
const HEADING: &str = "a heading or fragment without a full stop";
/// Reason of a line that sums up or lists what the article tells.
const POINT: &str = "a point of a summary or list";

/// Whether a block is a heading or a point inside the article: no story, but part of what its author wrote.
pub fn is_within(block: &Block) -> bool {
    block.kind == SegmentKind::Other && matches!(&*block.reason, HEADING | POINT)
}

/// Kind and reason of each paragraph.
pub fn classify(article: &Article, paragraphs: &[Span]) -> Vec<Verdict> {
    if !article.marks.is_empty() {
        return classify_marked(article, paragraphs);
    }
    let lines: Vec<_> = paragraphs.iter().map(|span| Line::new(span.of(&article.text))).collect();
    classify_lines(article, &lines)
}

/// The same for an article that was taken out of a page or item: what is marked is what its mark says, and only the rest is
/// looked at, as if it stood alone.
fn classify_marked(article: &Article, paragraphs: &[Span]) -> Vec<Verdict> {
    let mut marks = article.marks.iter().peekable();
    let mut marked = |span: &Span| {
        while marks.next_if(|mark| mark.span.end() <= span.start()).is_some() {}
        let mark = marks.peek().filter(|mark| mark.span.start() < span.end())?;
        Some((mark.kind, mark.reason.clone()))
    };
    let mut verdicts: Vec<Option<Verdict>> = paragraphs.iter().map(&mut marked).collect();
    let open = paragraphs.iter().zip(&verdicts).filter(|(_, verdict)| verdict.is_none());
    let lines: Vec<_> = open.map(|(span, _)| Line::new(span.of(&article.text))).collect();
    let mut found = classify_lines(article, &lines).into_iter();
    for verdict in verdicts.iter_mut().filter(|verdict| verdict.is_none()) {
        *verdict = found.next();
    }
    let story = || (SegmentKind::Story, "running text".into());
    verdicts.into_iter().map(|verdict| verdict.unwrap_or_else(story)).collect()
}

fn classify_lines(article: &Article, lines: &[Line]) -> Vec<Verdict> {
    let mut verdicts: Vec<Option<Verdict>> = lines.iter().map(by_itself).collect();
    mark_other_scripts(lines, &mut verdicts);
    mark_repeated(lines, &mut verdicts);
    mark_captions(lines, &mut verdicts);
    find_headline(article, lines, &mut verdicts);
    mark_fragments(lines, &mut verdicts);
    let story = || (SegmentKind::Story, "running text".into());
    verdicts.into_iter().map(|v| v.unwrap_or_else(story)).collect()
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

/// A line that stands twice: a short one is a button; a long one is a caption with its picture
/// text, unless it is story, of which the first copy stays.
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
        if earlier + 1 == ix && lines[ix].n_words > 6 {
            // Printed twice in a row: picture text and caption.
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

/// A line that ends in a photo credit: before the story, or where the verb is in the present.
fn mark_captions(lines: &[Line], verdicts: &mut [Option<Verdict>]) {
    let is_prose = |line: &Line| line.closed && line.n_words > 12;
    let first_prose = lines.iter().position(is_prose).unwrap_or(lines.len());
    let last_prose = lines.iter().rposition(is_prose).unwrap_or(0);
    for ix in 0..lines.len() {
        if verdicts[ix].is_some() || lines[ix].n_words > 60 {
            continue;
        }
        let before_story = ix <= first_prose;
        let is_last = ix >= last_prose;
        let describes =
            ["Map of ", "Photo of ", "Image of ", "Picture of ", "Screenshot of ", "File photo of "];
        if before_story && !is_last && describes.iter().any(|head| lines[ix].text.starts_with(head)) {
            verdicts[ix] = Some((SegmentKind::Caption, "says what a picture shows".into()));
            continue;
        }
        if let Some(credit) = picture_credit(lines[ix].text, before_story && !is_last) {
            let why = format!("words to a picture, with its credit \u{201C}{credit}\u{201D}");
            verdicts[ix] = Some((SegmentKind::Caption, why.into()));
        }
    }
}

/// The photo credit that ends a caption: `(Reuters-Yonhap)`, `(D. Hallberg/House Pool)`,
/// `Credit Lena Marsh/Harbor Pictures`, `Photo: AFP`. An agency alone in brackets is a photo's
/// only where `agency_alone` says so; at the end of a story it is the story's.
fn picture_credit(text: &str, agency_alone: bool) -> Option<&str> {
    use crate::engine::read::furniture::credited;
    /// Room for the mark and the longest names of two people and their agencies.
    const LONGEST_CREDIT_BYTES: usize = 160;
    if let Some(body) = text.strip_suffix(')')
        && let Some(open) = body.rfind('(')
    {
        let credit = &body[open + 1..];
        let n_words = credit.split_whitespace().count();
        let folded = fold_line(credit);
        let says_photo = ["photo", "picture", "image", "file", "getty", "courtesy", "handout", "pool"]
            .iter()
            .any(|w| folded.split(|c: char| !c.is_alphanumeric()).any(|x| x == *w || x == format!("{w}s")));
        let two_names = credit.contains('/') && credit.chars().any(char::is_uppercase);
        if (n_words <= 6 && says_photo)
            || (n_words <= 6 && two_names && !credit.contains(|c: char| c.is_ascii_digit()))
            || (credited(credit) && (agency_alone || credit.contains('-') || credit.contains('/')))
        {
            return Some(credit);
        }
    }
    let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST_CREDIT_BYTES))..];
    let marks = ["Credit: ", "Credit ", "Photo: ", "Photo by ", "Picture: ", "Image: ", "Photograph: "];
    let after_mark = |(blank, _): (usize, &str)| {
        let rest = &tail[blank + 1..];
        let has_mark = rest.starts_with(['C', 'P', 'I']);
        marks.iter().filter(|_| has_mark).find_map(|mark| rest.strip_prefix(mark))
    };
    let credit = tail.rmatch_indices(' ').find_map(after_mark)?.trim_end_matches('.');
    let names = credit.split([' ', '/']).filter(|w| !w.is_empty());
    let is_name = |w: &str| {
        w.starts_with(char::is_uppercase) || matches!(w, "for" | "of" | "the" | "via" | "and" | "de" | "van")
    };
    ((1..=7).contains(&names.clone().count()) && names.clone().all(is_name)).then_some(credit)
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

/// Short lines without an end: headings inside the story, summary points, names under a quotation.
fn mark_fragments(lines: &[Line], verdicts: &mut [Option<Verdict>]) {
    let has_prose = lines.iter().zip(verdicts.iter()).any(|(l, v)| v.is_none() && l.closed && l.n_words > 5);
    if !has_prose {
        return;
    }
    for ix in 0..lines.len() {
        let line = &lines[ix];
        if verdicts[ix].is_some() || line.closed {
            continue;
        }
        let is_point = line.text.starts_with(['•', '▪', '■', '●', '►', '*', '‣', '–', '—', '-', '>', '|']);
        let opens_list_or_quote = line.text.ends_with([':', ',']) || has_open_quote(line.text);
        // Headings stand between paragraphs; a fragment that the next line goes on with is story.
        let goes_on = lines.get(ix + 1).is_some_and(|next| next.text.starts_with(char::is_lowercase));
        let why = if is_point && line.n_words <= 30 {
            POINT
        } else if opens_list_or_quote || goes_on {
            continue;
        } else if line.n_words <= LONGEST_CROSSHEAD_WORDS {
            HEADING
        } else {
            continue;
        };
        verdicts[ix] = Some((SegmentKind::Other, why.into()));
    }
}

fn has_open_quote(text: &str) -> bool {
    let opened = text.matches('\u{201C}').count();
    let closed = text.matches('\u{201D}').count();
    opened > closed || text.matches('"').count() % 2 == 1
}
