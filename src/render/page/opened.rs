//! One sentence opened: what each source says, word beside word, who says it there, what it goes back to, and why it was
//! joined.

use super::compare::shared;
use super::markup::Html;
use super::view::View;
use crate::wire::answer::{Location, SaidBy, Statement, Support};
use crate::wire::vocabulary::{Mode, Relation};
use std::collections::BTreeSet;

/// Writes what opens for a statement. It needs no script: the button of the sentence opens it, Esc closes it.
pub fn write(h: &mut Html, view: &View, one: &Statement) {
    h.tag("<div popover class=\"opened\" id=\"open-")
        .text(&one.id)
        .tag("\" role=\"dialog\" aria-label=\"What each source says\">\n");
    h.tag("<button type=\"button\" class=\"close\" popovertarget=\"open-").text(&one.id);
    h.tag("\" popovertargetaction=\"hide\" aria-label=\"Close\">×</button>\n");
    backing(h, view, one);
    let supports = supports(view, one);
    h.tag("<ul class=\"passages\">\n");
    for support in &supports {
        let others: Vec<&str> = supports
            .iter()
            .map(|other| &other.location)
            .filter(|l| **l != support.location)
            .map(|l| l.exact)
            .collect();
        h.tag("<li>");
        passage(h, view, &support.location, &others);
        about(h, view, support);
        h.tag("</li>\n");
    }
    h.tag("</ul>\n");
    for insertion in &one.insertions {
        h.tag("<p>In brackets: <ins>").text(insertion.text).tag("</ins> from ");
        view.chip(h, insertion.from.article);
        h.tag(", ");
        place(h, view, &insertion.from, "see it there");
        h.tag("</p>\n");
    }
    for replacement in &one.replacements {
        h.tag("<p>Printed ")
            .foreign("und", replacement.printed)
            .tag(" for ")
            .foreign("und", replacement.original);
        h.tag(": ").text(replacement.why).tag("</p>\n");
    }
    h.tag("</div>\n");
}

/// The places that state any of a statement's facts, each once, the account's own words first.
fn supports<'p>(view: &View<'p>, one: &Statement<'p>) -> Vec<&'p Support<'p>> {
    let mut supports: Vec<&Support> = Vec::new();
    for support in view.facts(one).flat_map(|fact| &fact.support) {
        if supports.iter().all(|known| known.location != support.location) {
            supports.push(support);
        }
    }
    supports.sort_by_key(|support| support.location != one.base);
    supports
}

/// How many outlets have it, what it goes back to, and where they differ.
fn backing(h: &mut Html, view: &View, one: &Statement) {
    let (mut origins, mut differences) = (BTreeSet::new(), Vec::new());
    for fact in view.facts(one) {
        origins.extend(fact.origins.iter().filter_map(|id| view.origin(id)).map(|origin| origin.label));
        for difference in view.differences(&fact.id) {
            if !differences.contains(difference) {
                differences.push(*difference);
            }
        }
    }
    h.tag("<p class=\"backing\">").number(one.sources.len());
    h.tag(if one.sources.len() == 1 { " source" } else { " sources" });
    for (n, origin) in origins.into_iter().enumerate() {
        h.tag(if n == 0 { "; goes back to " } else { ", " }).foreign("und", origin);
    }
    h.tag("</p>\n");
    for difference in differences {
        h.tag("<p class=\"differing\"><span class=\"sign\">≠</span> ").text(difference.about).tag(": ");
        for (n, value) in difference.values.iter().enumerate() {
            let outlets: BTreeSet<&str> =
                value.locs.iter().map(|loc| view.article(loc).source.as_str()).collect();
            h.tag(if n > 0 { "; " } else { "" }).foreign("und", value.value).tag(" (");
            h.text(&Vec::from_iter(outlets).join(", ")).tag(")");
        }
        h.tag("</p>\n");
    }
}

/// An outlet's own words; those that no other has are marked.
fn passage(h: &mut Html, view: &View, at: &Location, others: &[&str]) {
    h.tag("<p>");
    view.chip(h, at.article);
    h.tag("</p>\n<blockquote dir=\"auto\"");
    let lang = view.lang(at.article);
    h.lang(lang);
    h.tag(">");
    for (words, is_shared) in shared(at.exact, others) {
        h.tag(if is_shared { "" } else { "<mark>" });
        super::account::spaced(h, words);
        h.tag(if is_shared { "" } else { "</mark>" });
    }
    h.tag("</blockquote>\n");
}

/// Who says it there, how its words stand to the account's, why it was joined, and where it stands.
fn about(h: &mut Html, view: &View, support: &Support) {
    h.tag("<p class=\"about\">");
    if let Some(said_by) = &support.said_by {
        said(h, said_by);
    }
    h.tag(relation(support.relation)).tag(". ");
    place(h, view, &support.location, "In the article");
    h.tag("</p>\n<ul class=\"why\">");
    for evidence in &support.why {
        h.tag("<li>").text(&evidence.reason).tag("</li>");
    }
    h.tag("</ul>\n");
}

fn said(h: &mut Html, said_by: &SaidBy) {
    let how = match said_by.mode {
        Mode::Direct => "quoted",
        Mode::Indirect => "reported",
        Mode::Document => "from a document",
        Mode::Narration => return,
    };
    h.tag("Said by ").foreign("und", said_by.who.unwrap_or("somebody not named"));
    if let Some(document) = said_by.document {
        h.tag(" in ").foreign("und", document);
    }
    h.tag(" (").tag(how).tag("). ");
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Base => "These words stand in the account",
        Relation::Verbatim => "The same words",
        Relation::NearVerbatim => "The same words but for a few",
        Relation::Paraphrase => "The same in other words",
        Relation::PartOf => "A part of it",
        Relation::Contains => "This and more",
        Relation::Overlap => "They share a fact, and each says more",
    }
}

/// A link to a place in the full article below.
fn place(h: &mut Html, view: &View, at: &Location, says: &'static str) {
    h.tag("<a href=\"#").text(&super::articles::anchor(view, at)).tag("\">").tag(says).tag("</a>");
}
