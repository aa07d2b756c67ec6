//! The account for people: in a terminal, a mail, a note.

use crate::engine::answer::{Merge, Statement};
use crate::engine::article::Article;
use crate::render::clean::one_line;
use crate::render::sources::{counted, differences, left_out, outlets, places, spellings};
use crate::render::words;
use unicode_segmentation::UnicodeSegmentation;

/// How it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the longest line; a word that is longer stands on a line of its own.
    pub width: usize,
    /// Whether to mark headings and sources by ANSI colours.
    pub colour: bool,
}

impl Default for Style {
    /// 80 columns without colours.
    fn default() -> Style {
        Style { width: 80, colour: false }
    }
}

/// Headline, account with the outlets of each sentence in brackets, and what an editor should know below it.
pub fn account(merge: &Merge, articles: &[Article], style: Style) -> String {
    let mut page = Page { out: String::new(), style };
    if let Some(headline) = super::heading(merge) {
        page.lines(&sentence(headline, merge, articles), "", Ink::Strong);
    }
    for paragraph in &merge.account {
        page.gap();
        let sentences = paragraph.iter().flat_map(|s| sentence(s, merge, articles));
        page.lines(&sentences.collect::<Vec<_>>(), "", Ink::Plain);
    }
    page.list("Sources differ", difference_lines(merge, articles));
    page.list("Spellings", spelling_lines(merge));
    page.list("Origins", origin_lines(merge));
    page.list("Copies", copy_lines(merge, articles));
    let of_reading =
        articles.iter().flat_map(|article| article.notes.iter().map(move |note| (article, note)));
    let of_reading =
        of_reading.map(|(article, note)| one_line(&format!("{}: {}", article.source, note.detail)));
    page.list("Notes", merge.notes.iter().map(|note| one_line(&note.detail)).chain(of_reading).collect());
    let lost = left_out(merge).into_iter();
    let lost = lost.map(|(article, counts)| {
        format!("{}: {}", one_line(&articles[article.ix()].source), counted(&counts))
    });
    page.list("Left out", lost.collect());
    page.out
}

/// A word to be wrapped, and how it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    text: String,
    ink: Ink,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ink {
    Plain,
    Strong,
    Faint,
}

impl Ink {
    fn code(self) -> Option<&'static str> {
        match self {
            Ink::Plain => None,
            Ink::Strong => Some("1"),
            Ink::Faint => Some("2"),
        }
    }
}

struct Page {
    out: String,
    style: Style,
}

impl Page {
    fn list(&mut self, title: &str, items: Vec<String>) {
        if items.is_empty() {
            return;
        }
        self.gap();
        self.lines(&split(title, Ink::Strong), "", Ink::Strong);
        for item in items {
            self.out.push_str("  ");
            self.lines(&split(&item, Ink::Plain), "    ", Ink::Plain);
        }
    }

    /// An empty line, but not at the top.
    fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// Words on lines no longer than the width; lines after the first begin with `indent`. Words that have no ink of
    /// their own get `ink`.
    fn lines(&mut self, words: &[Word], indent: &str, ink: Ink) {
        let start = self.out.rfind('\n').map_or(0, |at| at + 1);
        let mut column = columns(&self.out[start..]);
        let mut is_first = true;
        for word in words {
            let n_columns = columns(&word.text);
            if !is_first && column + 1 + n_columns > self.style.width {
                self.out.push('\n');
                self.out.push_str(indent);
                column = indent.len();
            } else if !is_first {
                self.out.push(' ');
                column += 1;
            }
            self.word(&word.text, if word.ink == Ink::Plain { ink } else { word.ink });
            column += n_columns;
            is_first = false;
        }
        self.out.push('\n');
    }

    fn word(&mut self, text: &str, ink: Ink) {
        match ink.code().filter(|_| self.style.colour) {
            Some(code) => self.out.push_str(&format!("\u{1b}[{code}m{text}\u{1b}[0m")),
            None => self.out.push_str(text),
        }
    }
}

/// A sentence and its tag: `[Harbour Daily; also Coast News]`.
fn sentence(statement: &Statement, merge: &Merge, articles: &[Article]) -> Vec<Word> {
    let outlets = outlets(&places(statement, merge), articles);
    let (base, others) = outlets.split_first().expect("a statement has a base");
    let also = if others.is_empty() { String::new() } else { format!("; also {}", others.join(", ")) };
    let mut words = split(&one_line(&statement.text), Ink::Plain);
    words.extend(split(&one_line(&format!("[{base}{also}]")), Ink::Faint));
    words
}

fn split(line: &str, ink: Ink) -> Vec<Word> {
    let words = line.split(' ').filter(|word| !word.is_empty());
    words.map(|word| Word { text: word.to_owned(), ink }).collect()
}

/// Columns that a text takes in a terminal. A width table by character would be exact; this tells wide scripts and
/// pictures from the rest, which is enough to wrap lines.
fn columns(text: &str) -> usize {
    let wide = |grapheme: &str| {
        let first = grapheme.chars().next().map_or(0, u32::from);
        let is_wide = matches!(first, 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0x1f1e6..=0x1faff | 0x20000..=0x3fffd);
        1 + usize::from(is_wide)
    };
    text.graphemes(true).map(wide).sum()
}

fn difference_lines(merge: &Merge, articles: &[Article]) -> Vec<String> {
    let lines = differences(merge).map(|difference| {
        let values = difference.values.iter().map(|value| {
            let outlets = one_line(&outlets(&value.locs, articles).join(", "));
            format!("{} [{outlets}]", one_line(&value.value))
        });
        let values = values.collect::<Vec<_>>().join("; ");
        format!("{} ({}): {values}", one_line(&difference.about), words::class(difference.class.into()))
    });
    lines.collect()
}

fn spelling_lines(merge: &Merge) -> Vec<String> {
    let lines = spellings(merge).map(|(preferred, forms)| {
        let forms = forms.iter().map(|(form, count)| format!("{} ({count})", one_line(form)));
        format!("{}: {}", one_line(preferred), forms.collect::<Vec<_>>().join(", "))
    });
    lines.collect()
}

fn origin_lines(merge: &Merge) -> Vec<String> {
    let origins = merge.origins.iter().enumerate();
    let lines = origins.map(|(n, origin)| {
        let n_facts =
            merge.facts.iter().filter(|fact| fact.origins.iter().any(|ix| ix.0 as usize == n)).count();
        let kind = words::origin(origin.kind.into());
        let facts = if n_facts == 1 { "fact" } else { "facts" };
        format!("{} ({kind}): {n_facts} {facts}", one_line(&origin.label))
    });
    lines.collect()
}

fn copy_lines(merge: &Merge, articles: &[Article]) -> Vec<String> {
    let lines = merge.copies.iter().map(|copy| {
        let ids = copy.articles.iter().map(|ix| one_line(&articles[ix.ix()].id));
        format!("{}: {:.0}% of the text", ids.collect::<Vec<_>>().join(", "), copy.share * 100.0)
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::sample::sample;

    fn check(style: Style, expected: &str) {
        let (articles, merge) = sample();
        assert_eq!(account(&merge, &articles, style), expected);
    }

    #[test]
    fn a_reader_sees_the_account_and_what_to_know_of_it() {
        check(
            Style { width: 60, colour: false },
            "🚢 Two hurt in ferry fire [Harbour <Daily>]

🚢 Cafe\u{301} owner Jang Ho-jin saw the fire on Monday [January
8]. [Harbour <Daily>; also Coast News] Three people were
hurt. [Coast News]

\u{2068}[x](javascript:alert(1)) <script>`hi`</script> \u{202e}olleh.\u{2069}
[Harbour <Daily>]

Sources differ
  people hurt (both cannot be true): 2 [Harbour <Daily>]; 3
    [Coast News]

Spellings
  Jang Ho-jin: Jang Ho-jin (1), Chang Ho-jin (1)

Origins
  Harbour <Daily> (outlet): 3 facts
  Jang Ho-jin (speaker): 2 facts

Copies
  harbour, coast: 25% of the text

Notes
  a sentence begins with a bracket

Left out
  Harbour <Daily>: 1 teaser
",
        );
    }

    #[test]
    fn colours_only_wrap_words() {
        let (articles, merge) = sample();
        let coloured = account(&merge, &articles, Style { width: 60, colour: true });
        let plain = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m"]
            .iter()
            .fold(coloured.clone(), |text, code| text.replace(code, ""));
        assert_ne!(coloured, plain);
        check(Style { width: 60, colour: false }, &plain);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        for (text, expected) in [("abc", 3), ("e\u{301}", 1), ("한국", 4), ("🚢", 2), ("🇰🇷", 2)] {
            assert_eq!(columns(text), expected, "{text}");
        }
    }
}
