//! The articles: what became of each, and each in full with all its pieces.

use super::markup::Html;
use super::panels::open;
use super::view::View;
use crate::render::clean::web_address;
use crate::wire::answer::{ArticleReport, Location, Segment};
use crate::wire::vocabulary::{Fate, Part, SegmentKind};

/// The anchor of the piece of an article that a location stands in.
pub fn anchor(view: &View, at: &Location) -> String {
    let n = view.place(at.article);
    // The title's pieces come before the text's, each in order.
    let is_before = |segment: &Segment| {
        let there = &segment.location;
        (there.part == Part::Text, there.end) <= (at.part == Part::Text, at.start)
    };
    let place = view.segments[n].partition_point(is_before);
    format!("article-{}-{}", n + 1, place + 1)
}

/// How much of each article was used.
pub fn table(h: &mut Html, view: &View) {
    open(h, "sources", "Sources");
    h.tag("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table of sources\"><table>\n<thead><tr><th scope=\"col\">Outlet</th>");
    h.tag("<th scope=\"col\">Published</th><th scope=\"col\">Printed</th><th scope=\"col\">In others' words</th>");
    h.tag("<th scope=\"col\">It alone has</th><th scope=\"col\">Left out</th></tr></thead>\n<tbody>\n");
    for (n, report) in view.answer.articles.iter().enumerate() {
        let article = &view.articles[n];
        h.tag("<tr><th scope=\"row\">");
        view.chip(h, report.id);
        if let Some(url) = article.url.as_deref().and_then(web_address) {
            h.tag(" <a href=\"").text(url).tag("\" rel=\"noopener nofollow noreferrer\">original</a>");
        }
        if !report.on_topic {
            h.tag("<br><small>tells of something else</small>");
        }
        h.tag("</th><td>").text(article.published_at.as_deref().unwrap_or("–")).tag("</td>");
        let count = |fate: Fate| view.segments[n].iter().filter(|segment| segment.fate == fate).count();
        let alone = view
            .answer
            .facts
            .iter()
            .filter(|fact| fact.support.iter().all(|s| s.location.article == report.id));
        for n in [count(Fate::Printed), count(Fate::Merged), alone.count(), count(Fate::LeftOut)] {
            h.tag("<td class=\"count\">").number(n).tag("</td>");
        }
        h.tag("</tr>\n");
    }
    h.tag("</tbody></table></div>\n</section>\n");
}

/// Each article in full.
pub fn whole(h: &mut Html, view: &View) {
    h.tag("<section id=\"articles\" aria-labelledby=\"articles-head\">\n<h2 id=\"articles-head\">The articles in full</h2>\n");
    for (n, report) in view.answer.articles.iter().enumerate() {
        article(h, view, n, report);
    }
    h.tag("</section>\n");
}

fn article(h: &mut Html, view: &View, n: usize, report: &ArticleReport) {
    h.tag("<details class=\"article\" id=\"article-").number(n + 1).tag("\"><summary>");
    h.text(&view.articles[n].source).tag(" <b>").number(n + 1).tag("</b>");
    if let Some(title) = report.title {
        h.tag(": ").foreign(report.lang, title);
    }
    h.tag("</summary>\n<ol class=\"pieces\" dir=\"auto\"");
    h.lang(report.lang);
    h.tag(">\n");
    for (place, segment) in view.segments[n].iter().enumerate() {
        h.tag("<li id=\"article-")
            .number(n + 1)
            .tag("-")
            .number(place + 1)
            .tag("\" class=\"")
            .tag(fate(segment.fate))
            .tag("\">");
        h.tag("<span class=\"piece\">").text(segment.location.exact).tag("</span> <small>");
        if segment.location.part == Part::Title {
            h.tag("title, ");
        }
        h.tag(kind(segment.kind)).tag(": ").text(segment.reason).tag("</small></li>\n");
    }
    h.tag("</ol></details>\n");
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Printed => "printed",
        Fate::Merged => "merged",
        Fate::LeftOut => "left-out",
    }
}

fn kind(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Headline => "headline",
        SegmentKind::Story => "story",
        SegmentKind::Byline => "byline",
        SegmentKind::Dateline => "date line",
        SegmentKind::Caption => "caption",
        SegmentKind::Credit => "credit",
        SegmentKind::Teaser => "teaser",
        SegmentKind::Navigation => "navigation",
        SegmentKind::Promotion => "promotion",
        SegmentKind::Other => "other",
    }
}
