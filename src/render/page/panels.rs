//! What the account does not show by itself: differences, timeline, copies, remarks.

use super::markup::Html;
use super::view::View;
use crate::render::words;
use crate::wire::answer::{Difference, Location};
use crate::wire::vocabulary::{CopyKind, DifferenceClass, Precision};

/// Opens a panel.
pub fn open(h: &mut Html, id: &'static str, title: &'static str) {
    h.tag("<section class=\"panel\" id=\"")
        .tag(id)
        .tag("\" aria-labelledby=\"")
        .tag(id)
        .tag("-head\">\n<h2 id=\"");
    h.tag(id).tag("-head\">").tag(title).tag("</h2>\n");
}

/// The link from a fact's id to the sentence that states it.
fn fact_link(h: &mut Html, view: &View, fact: &str) {
    let statements = view.answer.account.iter().flat_map(|paragraph| &paragraph.statements);
    let Some(statement) = statements.chain(&view.answer.headline).find(|s| s.facts.iter().any(|f| f == fact))
    else {
        return;
    };
    h.tag(" <a href=\"#").text(&statement.id).tag("\">in the account</a>");
}

/// The outlets of places, each once, as links to the places.
fn outlets(h: &mut Html, view: &View, locs: &[Location]) {
    let mut seen: Vec<&str> = Vec::new();
    for loc in locs {
        if seen.contains(&loc.article) {
            continue;
        }
        h.tag(if seen.is_empty() { "" } else { ", " });
        h.tag("<a href=\"#").text(&super::articles::anchor(view, loc)).tag("\">");
        h.text(&view.article(loc).source).tag("</a>");
        seen.push(loc.article);
    }
}

/// Differences that an editor must know of, then, closed, those of wording and detail.
pub fn differences(h: &mut Html, view: &View) {
    let (quiet, loud): (Vec<_>, Vec<_>) = view
        .answer
        .differences
        .iter()
        .filter(|d| d.class != DifferenceClass::Spelling)
        .partition(|d| d.class.is_quiet());
    open(h, "differences", "Where sources differ");
    if loud.is_empty() {
        h.tag("<p>Nothing that both cannot have right.</p>\n");
    } else {
        difference_table(h, view, &loud);
    }
    if !quiet.is_empty() {
        h.tag("<details><summary>Wording and detail: ").number(quiet.len()).tag("</summary>\n");
        difference_table(h, view, &quiet);
        h.tag("</details>\n");
    }
    h.tag("</section>\n");
}

fn difference_table(h: &mut Html, view: &View, differences: &[&Difference]) {
    h.tag("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table of differences\"><table>\n<thead><tr><th scope=\"col\">What</th>");
    h.tag("<th scope=\"col\">Value</th><th scope=\"col\">Who, and when</th></tr></thead>\n");
    for difference in differences {
        h.tag("<tbody>");
        for (n, value) in difference.values.iter().enumerate() {
            h.tag("<tr>");
            if n == 0 {
                h.tag("<th scope=\"row\" rowspan=\"")
                    .number(difference.values.len())
                    .tag("\">")
                    .foreign("und", difference.about);
                h.tag("<br><small>").tag(words::class(difference.class));
                if let Some(why) = difference.why.first() {
                    h.tag(": ").text(&why.reason);
                }
                h.tag("</small>");
                if let Some(fact) = difference.facts.first() {
                    h.tag("<br>");
                    fact_link(h, view, fact);
                }
                h.tag("</th>");
            }
            h.tag("<td>").foreign("und", value.value).tag("</td><td>");
            outlets(h, view, &value.locs);
            let times = value.locs.iter().filter_map(|loc| view.article(loc).published_at.as_deref());
            if let Some(latest) = times.max() {
                h.tag(" <time datetime=\"").text(latest).tag("\">").text(latest).tag("</time>");
            }
            h.tag("</td></tr>\n");
        }
        h.tag("</tbody>\n");
    }
    h.tag("</table></div>\n");
}

/// The days of the story in order.
pub fn timeline(h: &mut Html, view: &View) {
    if view.answer.timeline.is_empty() {
        return;
    }
    open(h, "timeline", "Timeline");
    h.tag("<ol class=\"timeline\">\n");
    for entry in &view.answer.timeline {
        let shown = match entry.precision {
            Precision::Day => &entry.date[..],
            Precision::Month => entry.date.get(..7).unwrap_or(&entry.date),
            Precision::Year => entry.date.get(..4).unwrap_or(&entry.date),
        };
        h.tag("<li><time datetime=\"").text(shown).tag("\">").text(shown).tag("</time> ");
        let mut seen: Vec<&str> = Vec::new();
        for loc in &entry.locs {
            if !seen.contains(&loc.exact) {
                h.tag(if seen.is_empty() { "" } else { ", " })
                    .tag("“")
                    .foreign(view.lang(loc.article), loc.exact)
                    .tag("”");
                seen.push(loc.exact);
            }
        }
        h.tag(" <small>(").text(entry.why).tag(")</small>");
        if let Some(fact) = entry.facts.first() {
            fact_link(h, view, fact);
        }
        h.tag("</li>\n");
    }
    h.tag("</ol>\n</section>\n");
}

/// What articles have in common: a matrix of shares.
pub fn copies(h: &mut Html, view: &View) {
    if view.answer.copies.is_empty() {
        return;
    }
    open(h, "copies", "Copies");
    h.tag("<ul>\n");
    for copy in &view.answer.copies {
        h.tag("<li>");
        for (n, id) in copy.articles.iter().enumerate() {
            h.tag(if n > 0 { " " } else { "" });
            view.chip(h, id);
        }
        h.tag(": ")
            .tag(kind(copy.kind))
            .tag(", ")
            .number((copy.share * 100.0).round() as usize)
            .tag(" % in common");
        if let Some(origin) = copy.origin.as_deref().and_then(|id| view.origin(id)) {
            h.tag(", of ").foreign("und", origin.label);
        }
        h.tag("</li>\n");
    }
    h.tag("</ul>\n");
    matrix(h, view);
    h.tag("</section>\n");
}

/// Each article against each, in a table small enough to be read.
fn matrix(h: &mut Html, view: &View) {
    /// Rows that still can be read.
    const MOST: usize = 16;
    let n = view.articles.len();
    if !(3..=MOST).contains(&n) {
        return;
    }
    h.tag("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Shares in common\"><table class=\"matrix\"><thead><tr><td></td>");
    for column in 0..n {
        h.tag("<th scope=\"col\">").number(column + 1).tag("</th>");
    }
    h.tag("</tr></thead><tbody>\n");
    for row in 0..n {
        h.tag("<tr><th scope=\"row\">")
            .number(row + 1)
            .tag(" ")
            .text(&view.articles[row].source)
            .tag("</th>");
        for column in 0..n {
            let (a, b) = (view.answer.articles[row].id, view.answer.articles[column].id);
            let copy = view
                .answer
                .copies
                .iter()
                .find(|c| row != column && c.articles.contains(&a) && c.articles.contains(&b));
            match copy {
                Some(copy) => h.tag("<td>").number((copy.share * 100.0).round() as usize).tag(" %</td>"),
                None => h.tag("<td>").tag(if row == column { "–" } else { "" }).tag("</td>"),
            };
        }
        h.tag("</tr>\n");
    }
    h.tag("</tbody></table></div>\n");
}

fn kind(kind: CopyKind) -> &'static str {
    match kind {
        CopyKind::Exact => "the same text",
        CopyKind::Near => "the same text but for a few words",
        CopyKind::WireCopy => "two edits of one agency's text",
        CopyKind::Excerpt => "one holds a long piece of the other",
    }
}

/// What an editor should know.
pub fn notes(h: &mut Html, view: &View) {
    if view.answer.notes.is_empty() {
        return;
    }
    open(h, "notes", "To know");
    h.tag("<ul>\n");
    for note in &view.answer.notes {
        h.tag("<li>").text(note.detail);
        if let Some(loc) = note.locs.first() {
            h.tag(": <q>").foreign(view.lang(loc.article), loc.exact).tag("</q> ");
            outlets(h, view, &note.locs);
        } else if let Some(id) = note.article {
            h.tag(" ");
            view.chip(h, id);
        }
        h.tag("</li>\n");
    }
    h.tag("</ul>\n</section>\n");
}
