//! Lines that an outlet prints in every article: a slogan, a desk's name, the heading of a box.
//!
//! Two different articles of one outlet tell different things in different words; a line without a full stop that both have is
//! the outlet's. Versions of one article have everything in common, so they say nothing of this.

use crate::engine::article::Article;
use crate::engine::read::classify::is_prose;
use crate::engine::read::furniture::Line;
use crate::engine::read::lines::paragraphs;
use crate::engine::text::fold::fold_line;
use rustc_hash::{FxHashMap, FxHashSet};

/// A line of more words is no slogan or heading.
const MOST_WORDS: usize = 12;
/// One part in so many of an article's running text may stand in other articles of the outlet; with more it is a version.
const COMMON_PART: usize = 3;

/// The lines of each outlet, folded.
#[derive(Debug, Clone, Default)]
pub struct HouseLines {
    of_outlet: FxHashMap<String, FxHashSet<String>>,
}

impl HouseLines {
    /// Finds the lines in all articles of a call, in time linear in their length.
    pub fn find(articles: &[&Article]) -> HouseLines {
        let mut outlets: FxHashMap<String, Vec<&Article>> = FxHashMap::default();
        for article in articles.iter().filter(|article| !article.source.trim().is_empty()) {
            outlets.entry(fold_line(&article.source)).or_default().push(article);
        }
        let several = outlets.into_iter().filter(|(_, articles)| articles.len() > 1);
        let of_outlet = several.map(|(outlet, articles)| (outlet, in_common(&articles)));
        HouseLines { of_outlet: of_outlet.filter(|(_, lines)| !lines.is_empty()).collect() }
    }

    /// Whether a folded line is one of an article's outlet.
    pub fn has(&self, article: &Article, folded: &str) -> bool {
        !self.of_outlet.is_empty()
            && self.of_outlet.get(&fold_line(&article.source)).is_some_and(|lines| lines.contains(folded))
    }
}

fn in_common(articles: &[&Article]) -> FxHashSet<String> {
    let of_each: Vec<Lines> = articles.iter().map(|article| Lines::of(article)).collect();
    let n_prose = count(of_each.iter().map(|lines| &lines.prose));
    let is_common = |paragraph: &&String| n_prose[paragraph.as_str()] > 1;
    let is_version =
        |lines: &Lines| lines.prose.iter().filter(is_common).count() * COMMON_PART > lines.prose.len();
    let n_open = count(of_each.iter().filter(|lines| !is_version(lines)).map(|lines| &lines.open));
    n_open.into_iter().filter(|(_, n)| *n > 1).map(|(line, _)| line.to_owned()).collect()
}

/// In how many articles each line stands.
fn count<'l>(of_each: impl Iterator<Item = &'l FxHashSet<String>>) -> FxHashMap<&'l str, usize> {
    let mut counts = FxHashMap::default();
    of_each.flatten().for_each(|line| *counts.entry(line.as_str()).or_default() += 1);
    counts
}

/// The lines of one article, folded.
struct Lines {
    prose: FxHashSet<String>,
    /// Those that may be the outlet's.
    open: FxHashSet<String>,
}

impl Lines {
    fn of(article: &Article) -> Lines {
        let (mut prose, mut open) = (FxHashSet::default(), FxHashSet::default());
        let title = article.title.as_deref().map(fold_line);
        for span in paragraphs(&article.text) {
            let line = Line::new(span.of(&article.text));
            if is_prose(&line) {
                prose.insert(line.folded);
            } else if may_be_of_house(&line) && Some(&line.folded) != title.as_ref() {
                open.insert(line.folded);
            }
        }
        Lines { prose, open }
    }
}

/// A point of a list or a line with a number tells a fact, and a colon leads to one.
fn may_be_of_house(line: &Line) -> bool {
    let text = line.text;
    !line.closed
        && line.n_words <= MOST_WORDS
        && text.starts_with(char::is_alphabetic)
        && !text.ends_with([':', ',', ';'])
        && !text.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(articles: &[(&str, &str)], line: &str) -> bool {
        let article = |(source, text): &(&str, &str)| Article {
            source: (*source).to_owned(),
            text: (*text).to_owned(),
            ..Article::default()
        };
        let articles: Vec<Article> = articles.iter().map(article).collect();
        let found = HouseLines::find(&articles.iter().collect::<Vec<_>>());
        found.has(&articles[0], &fold_line(line))
    }

    const FIRE: &str = "A fire broke out in the old mill at the edge of the town on Monday, police said.\n\nTwo men were taken to the hospital in the city with burns to their hands and arms.";
    const RAIN: &str = "Heavy rain closed the road along the river on Tuesday, and three villages were cut off.\n\nThe council opened the school hall for those who could not reach their homes by night.";

    #[test]
    fn an_open_line_in_two_articles_of_one_outlet_is_the_outlets() {
        let fire = format!("{FIRE}\n\nTold by those who live there");
        let rain = format!("{RAIN}\n\nTold by those who live there");
        let line = "Told by those who live there";
        assert!(has(&[("Herald", &fire), ("herald", &rain)], line));
        assert!(!has(&[("Herald", &fire), ("Post", &rain)], line), "two outlets");
        assert!(!has(&[("Herald", &fire), ("Herald", &format!("{fire}\n\nMore soon"))], line), "versions");
        assert!(!has(&[("", &fire), ("", &rain)], line), "no outlet known");
    }

    #[test]
    fn sentences_points_and_numbers_are_no_house_lines() {
        for line in ["The mill is empty.", "• The mill is empty", "Dead: 12", "The injured:"] {
            let (fire, rain) = (format!("{FIRE}\n\n{line}"), format!("{RAIN}\n\n{line}"));
            assert!(!has(&[("Herald", &fire), ("Herald", &rain)], line), "{line}");
        }
    }
}
