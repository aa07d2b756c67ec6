//! The account as an HTML fragment that survives pasting: no script, style or class; ids only for its own links.

use crate::engine::answer::{Merge, Statement};
use crate::engine::article::Article;
use crate::engine::span::Location;
use crate::render::clean::{one_line, web_address};
use crate::render::sources::{Footnotes, counted, differences, left_out, outlets, places, spellings, words};
use std::fmt::Write;

/// The account in one `<article>`, with numbered sources and a table of differences. Ends with a line break.
pub fn account(merge: &Merge, articles: &[Article]) -> String {
    let mut notes = Footnotes::default();
    let mut out = String::from("<article>\n");
    if let Some(headline) = super::heading(merge) {
        let _ = writeln!(out, "<h1>{}</h1>", statement(headline, merge, &mut notes));
    }
    for paragraph in &merge.account {
        let sentences = paragraph.iter().map(|s| statement(s, merge, &mut notes));
        let _ = writeln!(out, "<p>{}</p>", sentences.collect::<Vec<_>>().join(" "));
    }
    difference_table(&mut out, merge, articles);
    let names = spellings(merge).map(|(preferred, forms)| {
        let forms = forms.iter().map(|(form, count)| format!("{} ({count})", escape(form)));
        format!("{}: {}", escape(preferred), forms.collect::<Vec<_>>().join(", "))
    });
    list(&mut out, "Spellings", "ul", names.collect());
    let lost = left_out(merge).into_iter();
    let lost = lost
        .map(|(article, counts)| format!("{}: {}", escape(&articles[article.ix()].source), counted(&counts)));
    list(&mut out, "Left out", "ul", lost.collect());
    let sources = notes.places().iter().map(|place| source(place, articles));
    list(&mut out, "Sources", "ol", sources.collect());
    out.push_str("</article>\n");
    out
}

fn statement(statement: &Statement, merge: &Merge, notes: &mut Footnotes) -> String {
    let mut html = escape(&statement.text);
    for place in places(statement, merge) {
        let n = notes.number(place);
        let _ = write!(html, "<sup><a href=\"#source-{n}\">{n}</a></sup>");
    }
    html
}

fn source(place: &Location, articles: &[Article]) -> String {
    let article = &articles[place.article.ix()];
    let outlet = escape(&article.source);
    let mut html = match article.url.as_deref().and_then(web_address) {
        Some(url) => format!("<a href=\"{}\" rel=\"noopener nofollow\">{outlet}</a>", escape(url)),
        None => outlet,
    };
    if let Some(title) = &article.title {
        let _ = write!(html, ", <cite>{}</cite>", escape(title));
    }
    if let Some(time) = &article.published_at {
        let time = escape(time);
        let _ = write!(html, ", <time datetime=\"{time}\">{time}</time>");
    }
    let _ = write!(html, ": <q>{}</q>", escape(words(place, articles)));
    html
}

fn difference_table(out: &mut String, merge: &Merge, articles: &[Article]) {
    let mut rows = String::new();
    for difference in differences(merge) {
        for (n, value) in difference.values.iter().enumerate() {
            rows.push_str("<tr>");
            if n == 0 {
                let (n_rows, about) = (difference.values.len(), escape(&difference.about));
                let _ = write!(rows, "<th scope=\"row\" rowspan=\"{n_rows}\">{about}</th>");
            }
            let outlets = escape(&outlets(&value.locs, articles).join(", "));
            let _ = writeln!(rows, "<td>{}</td><td>{outlets}</td></tr>", escape(&value.value));
        }
    }
    if !rows.is_empty() {
        let head =
            "<tr><th scope=\"col\">About</th><th scope=\"col\">Value</th><th scope=\"col\">Source</th></tr>";
        let _ = writeln!(
            out,
            "<h2>Sources differ</h2>\n<table>\n<thead>{head}</thead>\n<tbody>\n{rows}</tbody>\n</table>"
        );
    }
}

/// A list with a heading; the items of an `ol` can be linked to.
fn list(out: &mut String, title: &str, tag: &str, items: Vec<String>) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h2>{title}</h2>\n<{tag}>");
    for (n, item) in items.iter().enumerate() {
        let _ = match tag {
            "ol" => writeln!(out, "<li id=\"source-{}\">{item}</li>", n + 1),
            _ => writeln!(out, "<li>{item}</li>"),
        };
    }
    let _ = writeln!(out, "</{tag}>");
}

/// Words of an article, for text and for attributes in double quotes.
pub(super) fn escape(text: &str) -> String {
    let line = one_line(text);
    let mut escaped = String::with_capacity(line.len() + 16);
    escape_into(&mut escaped, &line);
    escaped
}

/// The same with line breaks and controls as they are.
pub(super) fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::sample::sample;

    fn check(expected: &str) {
        let (articles, merge) = sample();
        let html = account(&merge, &articles);
        assert!(html.contains(expected), "{expected} in {html}");
    }

    #[test]
    fn statements_link_to_their_sources() {
        check("<h1>🚢 Two hurt in ferry fire<sup><a href=\"#source-1\">1</a></sup></h1>");
        check(
            "on Monday [January 8].<sup><a href=\"#source-2\">2</a></sup><sup><a href=\"#source-3\">3</a></sup>",
        );
        check("<li id=\"source-3\">Coast News: <q>January 8</q></li>");
        check(
            "<li id=\"source-1\"><a href=\"https://harbour.example/ferry?a=1&amp;b=&quot;2&quot;\" rel=\"noopener nofollow\">\
             Harbour &lt;Daily&gt;</a>, <cite>🚢 Two hurt in ferry fire</cite>, <time datetime=\"2024-01-10\">",
        );
    }

    #[test]
    fn differences_are_a_table() {
        check(
            "<tr><th scope=\"row\" rowspan=\"2\">people hurt</th><td>2</td><td>Harbour &lt;Daily&gt;</td></tr>\n<tr><td>3</td><td>Coast News</td></tr>",
        );
    }

    #[test]
    fn only_tags_of_ours_come_out() {
        let (articles, merge) = sample();
        let html = account(&merge, &articles);
        let ours = [
            "article", "h1", "h2", "p", "sup", "a", "ol", "ul", "li", "table", "thead", "tbody", "tr", "th",
            "td", "cite", "time", "q",
        ];
        for tag in html.split('<').skip(1) {
            let name: String =
                tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
            assert!(ours.contains(&name.as_str()), "<{tag}");
        }
        assert!(!html.contains("href=\"javascript:"), "{html}");
        assert!(
            html.contains(
                "[x](javascript:alert(1)) &lt;script&gt;`hi`&lt;/script&gt; \u{202e}olleh.\u{2069}"
            )
        );
    }
}
