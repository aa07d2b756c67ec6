//! Spellings: the forms of each name, who uses which, why they are one; and an editor's word against it.

use super::form::pair;
use super::markup::Html;
use super::panels::open;
use super::view::View;
use crate::wire::answer::{Form, NameGroup};
use std::collections::BTreeSet;

/// Writes the names that are printed in more than one way, and a way to join two others.
pub fn write(h: &mut Html, view: &View) {
    open(h, "names", "Spellings");
    let several: Vec<&NameGroup> = view.answer.names.iter().filter(|group| group.forms.len() > 1).collect();
    if several.is_empty() {
        h.tag("<p>Every name is printed in one way.</p>\n");
    } else {
        h.tag("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table of spellings\"><table>\n<thead><tr><th scope=\"col\">Name</th>");
        h.tag("<th scope=\"col\">Forms, and who uses them</th><th scope=\"col\">Why they are one</th></tr></thead>\n<tbody>\n");
        several.iter().for_each(|group| row(h, view, group));
        h.tag("</tbody></table></div>\n");
    }
    join(h, view);
    h.tag("</section>\n");
}

fn row(h: &mut Html, view: &View, group: &NameGroup) {
    h.tag("<tr><th scope=\"row\">").foreign("und", group.preferred).tag("</th><td><ul>");
    for form in &group.forms {
        h.tag("<li>").foreign("und", form.text).tag(" ").number(form.count).tag(" × ");
        for (n, id) in users(form).into_iter().enumerate() {
            h.tag(if n > 0 { ", " } else { "" }).text(&view.articles[view.place(id)].source);
        }
        h.tag("</li>");
    }
    h.tag("</ul></td><td><ul>");
    for link in &group.why {
        h.tag("<li>").foreign("und", link.a).tag(" = ").foreign("und", link.b).tag(": ").text(link.reason);
        h.tag(" <button form=\"merge\" name=\"not_same\" value=\"").text(&pair(link.a, link.b));
        h.tag("\" aria-label=\"").text(link.a).tag(" and ").text(link.b);
        h.tag(" are two: merge again\">These are two</button></li>");
    }
    h.tag("</ul></td></tr>\n");
}

/// The articles that use a form.
fn users<'v>(form: &'v Form) -> BTreeSet<&'v str> {
    form.locs.iter().map(|loc| loc.article).collect()
}

/// Two fields for forms that are one.
fn join(h: &mut Html, view: &View) {
    h.tag("<p class=\"join\"><label>These are one: <input form=\"merge\" name=\"same_a\" list=\"forms\" autocomplete=\"off\"></label>\n");
    h.tag("<label>and <input form=\"merge\" name=\"same_b\" list=\"forms\" autocomplete=\"off\"></label>\n");
    h.tag("<button form=\"merge\" name=\"do\" value=\"merge\">Merge again</button></p>\n<datalist id=\"forms\">");
    let forms: BTreeSet<&str> =
        view.answer.names.iter().flat_map(|group| &group.forms).map(|form| form.text).collect();
    for form in forms {
        h.tag("<option value=\"").text(form).tag("\"></option>");
    }
    h.tag("</datalist>\n");
}
