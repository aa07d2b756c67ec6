//! What the facts go back to: outlets on the left, origins on the right, drawn; and the same as a table.

use super::markup::{Html, clipped};
use super::panels::open;
use super::view::View;
use crate::render::words;
use crate::wire::answer::{Fact, Support};
use crate::wire::vocabulary::OriginKind;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many facts each article takes from each origin: by places in the two lists.
type Flows = BTreeMap<(usize, usize), usize>;

/// Writes the graph and the table.
pub fn write(h: &mut Html, view: &View) {
    let origins = &view.answer.origins;
    if origins.is_empty() {
        return;
    }
    let flows = flows(view);
    open(h, "origins", "What the facts go back to");
    if view.articles.len() <= MOST_ROWS && origins.len() <= MOST_ROWS {
        graph(h, view, &flows);
    }
    h.tag("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table of origins\"><table>\n<thead><tr><th scope=\"col\">Origin</th>");
    h.tag(
        "<th scope=\"col\">Facts</th><th scope=\"col\">Outlets that draw on it</th></tr></thead>\n<tbody>\n",
    );
    for (n, origin) in origins.iter().enumerate() {
        let of_origin: Vec<usize> =
            flows.keys().filter(|(_, o)| *o == n).map(|(article, _)| *article).collect();
        let n_facts = view.answer.facts.iter().filter(|fact| fact.origins.contains(&origin.id)).count();
        h.tag("<tr><th scope=\"row\">")
            .foreign("und", origin.label)
            .tag("<br><small>")
            .tag(words::origin(origin.kind))
            .tag("</small></th><td class=\"count\">");
        h.number(n_facts).tag("</td><td>");
        for article in of_origin {
            h.tag(" ");
            view.chip(h, view.answer.articles[article].id);
        }
        h.tag("</td></tr>\n");
    }
    h.tag("</tbody></table></div>\n</section>\n");
}

/// Outlets or origins beyond which lines cross too often to be followed.
const MOST_ROWS: usize = 12;

fn flows(view: &View) -> Flows {
    let mut flows = Flows::new();
    let places: HashMap<&str, usize> =
        view.answer.origins.iter().enumerate().map(|(n, origin)| (origin.id.as_str(), n)).collect();
    for fact in &view.answer.facts {
        let drawn = fact.support.iter().flat_map(|support| {
            let article = view.place(support.location.article);
            origins_of(view, fact, support).map(move |id| (article, id))
        });
        let drawn: BTreeSet<(usize, &str)> = drawn.collect();
        for (article, id) in drawn {
            if let Some(origin) = places.get(id) {
                *flows.entry((article, *origin)).or_default() += 1;
            }
        }
    }
    flows
}

/// What one place that states a fact draws on: who or what it names, if it names any; else its own outlet or an agency.
fn origins_of<'p>(view: &View<'p>, fact: &'p Fact<'p>, support: &Support) -> impl Iterator<Item = &'p str> {
    let said = support.said_by.as_ref();
    let names: Vec<&str> = said.into_iter().flat_map(|said| [said.who, said.document]).flatten().collect();
    let source = view.article(&support.location).source.as_str();
    let of_fact: Vec<_> = fact.origins.iter().filter_map(|id| view.origin(id)).collect();
    let is_named = |label: &str| names.iter().any(|name| label.contains(name) || name.contains(label));
    let by_name: Vec<&str> = of_fact.iter().filter(|o| is_named(o.label)).map(|o| o.id.as_str()).collect();
    let fits = |kind: OriginKind, label: &str| match kind {
        OriginKind::Outlet => said.is_none() && label == source,
        OriginKind::Agency => said.is_none(),
        OriginKind::Document | OriginKind::Speaker => said.is_some(),
    };
    let by_kind = of_fact.iter().filter(|o| fits(o.kind, o.label)).map(|o| o.id.as_str());
    let found: Vec<&str> = if by_name.is_empty() { by_kind.collect() } else { by_name };
    // Whoever names nobody of the fact's origins follows those that do.
    let found = if found.is_empty() { of_fact.iter().map(|o| o.id.as_str()).collect() } else { found };
    found.into_iter()
}

fn graph(h: &mut Html, view: &View, flows: &Flows) {
    /// Height of a row, and where the lines begin and end, in units of the picture.
    const ROW: usize = 34;
    const LEFT: usize = 170;
    const RIGHT: usize = 430;
    /// Characters of a label.
    const LABEL: usize = 20;
    let rows = view.articles.len().max(view.answer.origins.len());
    h.tag("<svg class=\"graph\" viewBox=\"0 0 600 ").number(rows * ROW + 10).tag("\" role=\"img\" aria-label=\"Outlets and what their facts go back to; the table below says the same\">\n");
    let y = |n: usize| n * ROW + 22;
    let most = flows.values().copied().max().unwrap_or(1);
    for (&(article, origin), &n_facts) in flows {
        h.tag("<path d=\"M")
            .number(LEFT)
            .tag(" ")
            .number(y(article))
            .tag(" C300 ")
            .number(y(article))
            .tag(" 300 ")
            .number(y(origin));
        h.tag(" ")
            .number(RIGHT)
            .tag(" ")
            .number(y(origin))
            .tag("\" stroke-width=\"")
            .number(1 + 5 * n_facts / most)
            .tag("\"><title>");
        h.text(&view.articles[article].source)
            .tag(" → ")
            .text(view.answer.origins[origin].label)
            .tag(": ")
            .number(n_facts);
        h.tag(if n_facts == 1 { " fact</title></path>\n" } else { " facts</title></path>\n" });
    }
    for (n, article) in view.articles.iter().enumerate() {
        h.tag("<text x=\"160\" y=\"")
            .number(y(n) + 5)
            .tag("\" text-anchor=\"end\">")
            .text(&clipped(&article.source, LABEL))
            .tag(" ")
            .number(n + 1)
            .tag("</text>\n");
    }
    for (n, origin) in view.answer.origins.iter().enumerate() {
        h.tag("<text x=\"440\" y=\"")
            .number(y(n) + 5)
            .tag("\">")
            .text(&clipped(origin.label, LABEL))
            .tag("</text>\n");
    }
    h.tag("</svg>\n");
}
