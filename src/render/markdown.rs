//! The account as Markdown (CommonMark, and the footnotes that most of its readers know): paragraphs, footnotes, short lists.

use crate::engine::answer::{Difference, Merge, Statement};
use crate::engine::article::Article;
use crate::engine::span::Location;
use crate::render::clean::{one_line, web_address};
use crate::render::sources::{self, Footnotes, counted, left_out, outlets, places, words};
use std::fmt::Write;

/// The account with a footnote for each place it rests on. Ends with a line break.
pub fn account(merge: &Merge, articles: &[Article]) -> String {
    let mut notes = Footnotes::default();
    let mut out = String::new();
    if let Some(headline) = super::heading(merge) {
        let _ = write!(out, "# {}\n\n", statement(headline, merge, &mut notes));
    }
    for paragraph in &merge.account {
        let sentences = paragraph.iter().map(|s| statement(s, merge, &mut notes));
        let paragraph = sentences.collect::<Vec<_>>().join(" ");
        let _ = write!(out, "{}\n\n", guard_line(paragraph));
    }
    list(&mut out, "Sources differ", differences(merge, articles));
    list(&mut out, "Spellings", spellings(merge));
    list(&mut out, "Left out", left_out_counts(merge, articles));
    for (n, place) in notes.places().iter().enumerate() {
        let _ = writeln!(out, "[^{}]: {}", n + 1, footnote(place, articles));
    }
    out
}

fn statement(statement: &Statement, merge: &Merge, notes: &mut Footnotes) -> String {
    let mut line = escape(&statement.text);
    for place in places(statement, merge) {
        let _ = write!(line, "[^{}]", notes.number(place));
    }
    line
}

/// `Outlet, "Headline", 2024-01-10 — "exact quote" <url>`
fn footnote(place: &Location, articles: &[Article]) -> String {
    let article = &articles[place.article.ix()];
    let mut line = escape(&article.source);
    if let Some(title) = &article.title {
        let _ = write!(line, ", \"{}\"", escape(title));
    }
    if let Some(time) = &article.published_at {
        let _ = write!(line, ", {}", escape(time));
    }
    let _ = write!(line, " — \"{}\"", escape(words(place, articles)));
    if let Some(url) = article.url.as_deref().and_then(web_address) {
        let _ = write!(line, " <{url}>");
    }
    line
}

fn list(out: &mut String, title: &str, items: Vec<String>) {
    if items.is_empty() {
        return;
    }
    let _ = write!(out, "## {title}\n\n");
    for item in items {
        let _ = writeln!(out, "* {}", guard_line(item));
    }
    out.push('\n');
}

fn differences(merge: &Merge, articles: &[Article]) -> Vec<String> {
    let line = |difference: &Difference| {
        let values = difference.values.iter().map(|value| {
            let outlets = outlets(&value.locs, articles).join(", ");
            format!("{} ({})", escape(&value.value), escape(&outlets))
        });
        let values = values.collect::<Vec<_>>().join("; ");
        format!("{}: {values}", escape(&difference.about))
    };
    sources::differences(merge).map(line).collect()
}

fn spellings(merge: &Merge) -> Vec<String> {
    let lines = sources::spellings(merge).map(|(preferred, forms)| {
        let forms = forms.iter().map(|(form, count)| format!("{} ({count})", escape(form)));
        format!("{}: {}", escape(preferred), forms.collect::<Vec<_>>().join(", "))
    });
    lines.collect()
}

fn left_out_counts(merge: &Merge, articles: &[Article]) -> Vec<String> {
    let counts = left_out(merge).into_iter();
    counts
        .map(|(article, counts)| format!("{}: {}", escape(&articles[article.ix()].source), counted(&counts)))
        .collect()
}

/// Words of an article, so that no Markdown reader sees anything but text in them.
fn escape(text: &str) -> String {
    let line = one_line(text);
    let mut escaped = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        let rest = &line[at..];
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '@' => true,
            // What would make a bare address a link.
            ':' => rest.starts_with("://"),
            '.' => escaped.to_ascii_lowercase().ends_with("www"),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A line whose beginning would be read as a list, a rule or an underline.
fn guard_line(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if line.starts_with(['-', '+', '=']) {
        format!("\\{line}")
    } else if digits > 0 && line[digits..].starts_with(['.', ')']) {
        format!("{}\\{}", &line[..digits], &line[digits..])
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::sample::sample;

    fn check(text: &str, expected: &str) {
        assert_eq!(guard_line(escape(text)), expected);
    }

    #[test]
    fn markup_in_an_article_stays_text() {
        check("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))");
        check("<script>`a` & *b* _c_ ![d](e)", r"\<script\>\`a\` \& \*b\* \_c\_ !\[d\](e)");
        check("- a\n- b", r"\- a - b");
        check("2024. It was", r"2024\. It was");
        check("# no heading", r"\# no heading");
        check(
            "see https://a.example or WWW.a.example or a@b",
            r"see https\://a.example or WWW\.a.example or a\@b",
        );
    }

    #[test]
    fn each_statement_has_footnotes_with_their_quotes() {
        let (articles, merge) = sample();
        let expected = [
            "# 🚢 Two hurt in ferry fire[^1]",
            "",
            "🚢 Cafe\u{301} owner Jang Ho-jin saw the fire on Monday \\[January 8\\].[^2][^3][^4] Three people were hurt.[^5]",
            "",
            "\u{2068}\\[x\\](javascript:alert(1)) \\<script\\>\\`hi\\`\\</script\\> \u{202e}olleh.\u{2069}[^6]",
            "",
            "## Sources differ",
            "",
            "* people hurt: 2 (Harbour \\<Daily\\>); 3 (Coast News)",
            "",
            "## Spellings",
            "",
            "* Jang Ho-jin: Jang Ho-jin (1), Chang Ho-jin (1)",
            "",
            "## Left out",
            "",
            "* Harbour \\<Daily\\>: 1 teaser",
            "",
            "[^1]: Harbour \\<Daily\\>, \"🚢 Two hurt in ferry fire\", 2024-01-10 — \"🚢 Two hurt in ferry fire\" <https://harbour.example/ferry?a=1&b=\"2\">",
            "[^2]: Harbour \\<Daily\\>, \"🚢 Two hurt in ferry fire\", 2024-01-10 — \"🚢 Cafe\u{301} owner Chang Ho-jin saw the fire on Monday.\" <https://harbour.example/ferry?a=1&b=\"2\">",
            "[^3]: Coast News — \"January 8\"",
            "[^4]: Coast News — \"Jang Ho-jin, who owns a café, saw it on January 8.\"",
            "[^5]: Coast News — \"Three people were hurt.\"",
        ];
        let got = account(&merge, &articles);
        let lines: Vec<_> = got.lines().take(expected.len()).collect();
        assert_eq!(lines, expected);
    }
}
