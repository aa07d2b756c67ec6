//! Lists beside the account: names with all their places, and copies.

use super::Input;
use crate::engine::answer::{
    Copy, CopyKind, Fact, Form, NameGroup, NameKind, NameLink, Origin, OriginIx, OriginKind,
};
use crate::engine::read::DocIx;
use crate::engine::span::Location;

/// Exact copies and those found by common runs, each with the origin that both carry.
pub fn copies_of(input: &Input, facts: &[Fact], origins: &[Origin]) -> Vec<Copy> {
    let mut out = Vec::new();
    for group in input.canonical.copies.iter().filter(|group| group.len() > 1) {
        let mut articles = group.clone();
        articles.sort_unstable();
        out.push(Copy { articles, kind: CopyKind::Exact, share: 1.0, origin: None });
    }
    for pair in input.copied {
        let article = |doc: DocIx| input.context.doc_article[doc.0 as usize];
        let mut articles = vec![article(pair.a), article(pair.b)];
        articles.sort_unstable();
        out.push(Copy { articles, kind: pair.kind, share: pair.share, origin: None });
    }
    // The origin that most facts carried by both go back to, if it is an agency's or outlet's.
    for copy in &mut out {
        let mut counts = vec![0u32; origins.len()];
        for fact in facts {
            let carried = copy.articles.iter().all(|a| fact.support.iter().any(|s| s.loc.article == *a));
            if carried {
                fact.origins.iter().for_each(|o| counts[o.0 as usize] += 1);
            }
        }
        let is_text = |o: &usize| matches!(origins[*o].kind, OriginKind::Agency | OriginKind::Outlet);
        let best = (0..origins.len())
            .filter(is_text)
            .filter(|&o| counts[o] > 0)
            .max_by_key(|&o| (counts[o], std::cmp::Reverse(o)));
        copy.origin = best.map(|o| OriginIx(o as u32));
    }
    out.sort_by(|x, y| x.articles.cmp(&y.articles));
    out
}

/// Name groups with the places of each spelling, in all copies too.
pub fn names(input: &Input) -> Vec<NameGroup> {
    let names = input.context.story.names;
    let mut out = Vec::new();
    for group in &names.groups {
        let mut forms: Vec<Form> = Vec::new();
        for form in group.forms.iter().map(|f| &names.forms[f.0 as usize]) {
            for (text, places) in &form.spellings {
                let locs = places.iter().flat_map(|(doc, part, span)| {
                    let copies = &input.canonical.copies[doc.0 as usize];
                    copies.iter().map(|&article| Location { article, part: *part, span: *span })
                });
                match forms.iter_mut().find(|f| f.text == *text) {
                    Some(known) => known.locs.extend(locs),
                    None => forms.push(Form { text: text.clone(), locs: locs.collect() }),
                }
            }
        }
        // A capitalised word of which nothing is known is worth a line only where it is written in two ways.
        if group.kind == NameKind::Other && forms.len() == 1 {
            continue;
        }
        forms.iter_mut().for_each(|f| f.locs.sort_unstable());
        forms.sort_by(|x, y| y.locs.len().cmp(&x.locs.len()).then(x.locs.cmp(&y.locs)));
        let text = |f: crate::engine::names::FormIx| names.forms[f.0 as usize].text().to_owned();
        let why =
            group.links.iter().map(|l| NameLink { a: text(l.a), b: text(l.b), evidence: l.evidence.clone() });
        let preferred = preferred(input, group);
        out.push(NameGroup { kind: group.kind, preferred, forms, why: why.collect() });
    }
    out.sort_by(|x, y| {
        let n = |g: &NameGroup| g.forms.iter().map(|f| f.locs.len()).sum::<usize>();
        (x.kind, std::cmp::Reverse(n(x)), &x.preferred).cmp(&(y.kind, std::cmp::Reverse(n(y)), &y.preferred))
    });
    out
}

/// House style wins over use.
fn preferred(input: &Input, group: &crate::engine::names::Group) -> String {
    let names = input.context.story.names;
    let styled = input.context.options.house_style.iter().find(|(form, _)| {
        group.forms.iter().any(|f| names.forms[f.0 as usize].spellings.iter().any(|(s, _)| s == form))
    });
    match styled {
        Some((_, printed)) => printed.clone(),
        None => names.forms[group.preferred.0 as usize].text().to_owned(),
    }
}
