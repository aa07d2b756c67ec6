//! What others say of the blocks of a page: an extractor of main text, and the article's body in the page's own metadata.

use super::blocks::Block;
use super::depth::{Bounded, bounded};
use imara_diff::{Algorithm, Diff, InternedInput};
use trafilatura::options::HtmlDateMode;
use trafilatura::{ExtractionFocus, Options};

/// Elements of a page, and those around them added up, beyond which the extractor is not asked: it walks the page many times,
/// and its time grows with both. Large pages of news have 10,000 elements some 20 deep.
const MOST_ELEMENTS: (usize, usize) = (20_000, 1_000_000);

/// The main text of a page as the extractor sees it; empty where it sees none, and where asking it would take too long.
///
/// With its fallback and in favour of precision it was the best single library on the 95 labelled pages (F1 0.9715 against
/// 0.965 with its defaults, 0.964 for rs-trafilatura, 0.952 for the ports of Readability).
pub fn main_text(page: &Bounded) -> String {
    if page.n_elements > MOST_ELEMENTS.0 || page.n_around > MOST_ELEMENTS.1 {
        return String::new();
    }
    let mut options = Options::default();
    options.enable_fallback = true;
    options.exclude_comments = true;
    // Dates are read elsewhere, and looking for them takes more than a third of the first call.
    options.html_date_mode = HtmlDateMode::Disabled;
    options.focus = ExtractionFocus::FavorPrecision;
    trafilatura::extract(&page.html, &options).map(|result| result.content_text).unwrap_or_default()
}

/// Makes what the extractor makes when it is first used. The answers are the same.
pub fn warm_up() {
    let author = r#"<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Ann Lee"}}</script>"#;
    let paragraph = "<p>By Ann Lee, 4 March 2026. A ferry caught fire in the harbour on Monday, the police said in the morning.</p>";
    let page = format!(
        "<html><head><title>Fire</title>{author}</head><body><article><h1>Fire</h1>{}</article><footer>Contact</footer></body></html>",
        paragraph.repeat(8)
    );
    main_text(&bounded(&page));
}

/// Words of a page beyond which whole blocks are compared, not words: where all words come again and again the diff takes time
/// with the square of their number, half a second for so many. The largest of the 95 labelled pages has 5,400.
const MOST_WORDS: usize = 30_000;

/// For each block the share of its words that stand in `text`, in the order of the page: words of a menu that the story has
/// too are not found twice. 0 for a block without words.
///
/// Method: histogram diff over words, near-linear in the length of both; in a very long page over lines.
pub fn shares(blocks: &[Block], text: &str) -> Vec<f64> {
    let mut input = InternedInput::default();
    let counts: Vec<usize> = blocks.iter().map(|block| words(&block.text).count()).collect();
    let by_line = counts.iter().sum::<usize>() > MOST_WORDS;
    if by_line {
        input.update_before(blocks.iter().map(|block| block.text.as_str()));
        input.update_after(text.lines().map(str::trim));
    } else {
        input.update_before(blocks.iter().flat_map(|block| words(&block.text)));
        input.update_after(words(text));
    }
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let mut at = 0;
    let share = |n_words: usize| {
        let n = if by_line { 1 } else { n_words };
        let found = (at..at + n).filter(|unit| !diff.is_removed(*unit as u32)).count();
        at += n;
        if n_words == 0 { 0.0 } else { found as f64 / n as f64 }
    };
    counts.into_iter().map(share).collect()
}

/// Runs of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// How many words a text has; two characters are about one in languages that write no blanks between words.
pub fn n_words(text: &str) -> usize {
    let n_wide = text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{9FFF}')).count();
    words(text).count() + n_wide / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_order_and_once() {
        let block = |text: &str| Block { text: text.into(), element: 0, n_linked: 0 };
        let blocks = [
            block("Fire news"),
            block("A fire broke out in Salem on Monday."),
            block("More fire news"),
            block("!"),
        ];
        let found = shares(&blocks, "A fire broke out in Salem on Monday.");
        assert_eq!(found, [0.0, 1.0, 0.0, 0.0]);
    }

    #[test]
    fn the_blocks_of_a_very_long_page_are_found_whole() {
        let long = "It rained all night. ".repeat(MOST_WORDS / 4).trim().to_owned();
        let block = |text: &str| Block { text: text.into(), element: 0, n_linked: 0 };
        let blocks = [block("Menu"), block(&long), block("It rained."), block("Fire news")];
        assert_eq!(shares(&blocks, &format!("{long}\nIt rained.")), [0.0, 1.0, 1.0, 0.0]);
    }
}
