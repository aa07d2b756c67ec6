//! Links into groups: strongest first, never against a guard.

use super::{Form, FormIx, Group, Link};
use crate::engine::answer::NameKind;
use crate::engine::data::lookup::tables;
use std::cmp::Reverse;

/// Groups of forms. `apart` are pairs that an editor keeps apart.
pub fn groups(forms: &[Form], mut links: Vec<Link>, apart: &[(FormIx, FormIx)]) -> Vec<Group> {
    links.sort_by(|x, y| y.evidence.score.total_cmp(&x.evidence.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut members: Vec<Vec<FormIx>> = (0..forms.len()).map(|ix| vec![FormIx(ix as u32)]).collect();
    let mut home: Vec<usize> = (0..forms.len()).collect();
    let mut used: Vec<Vec<Link>> = vec![Vec::new(); forms.len()];
    for link in links {
        let (a, b) = (home[link.a.0 as usize], home[link.b.0 as usize]);
        if a == b {
            continue;
        }
        let by_editor = link.evidence.score >= 1.0;
        let barred = |x: FormIx, y: FormIx| {
            apart.contains(&(x, y))
                || apart.contains(&(y, x))
                || (!by_editor && opposed(&forms[x.0 as usize], &forms[y.0 as usize]))
        };
        if members[a].iter().any(|&x| members[b].iter().any(|&y| barred(x, y))) {
            continue;
        }
        let (keep, gone) = (a.min(b), a.max(b));
        let moved = std::mem::take(&mut members[gone]);
        moved.iter().for_each(|form| home[form.0 as usize] = keep);
        members[keep].extend(moved);
        let links_moved = std::mem::take(&mut used[gone]);
        used[keep].extend(links_moved);
        used[keep].push(link);
    }
    let pairs = members.into_iter().zip(used).filter(|(m, _)| !m.is_empty());
    pairs.map(|(members, links)| finish(forms, members, links)).collect()
}

/// Two forms that differ in a word and its opposite: North Korea, South Korea.
pub fn opposed(a: &Form, b: &Form) -> bool {
    a.words.len() == b.words.len() && {
        let mut differing = a.words.iter().zip(&b.words).filter(|(x, y)| x != y);
        differing.any(|(x, y)| is_opposite(x, y))
    }
}

/// Whether two folded words are opposites in the table, dotted initials of the compass included.
pub fn is_opposite(x: &str, y: &str) -> bool {
    let full = |w: &str| match w.trim_end_matches('.') {
        "n" => "north".to_owned(),
        "s" => "south".to_owned(),
        "e" => "east".to_owned(),
        "w" => "west".to_owned(),
        other => other.to_owned(),
    };
    tables().opposites.contains(&(full(x), full(y)))
}

fn finish(forms: &[Form], mut members: Vec<FormIx>, links: Vec<Link>) -> Group {
    let form = |ix: &FormIx| &forms[ix.0 as usize];
    let kind = kind_of(&members.iter().map(form).collect::<Vec<_>>());
    members.sort_by_key(|ix| (Reverse(form(ix).count()), *ix));
    let preferred = preferred(forms, &members, kind);
    Group { kind, forms: members, preferred, links }
}

/// The kind most mentions with a founded guess have; else the most frequent guess.
fn kind_of(forms: &[&Form]) -> NameKind {
    let kinds =
        [NameKind::Person, NameKind::Place, NameKind::Organisation, NameKind::Office, NameKind::Other];
    let votes = |kind: NameKind| -> (usize, usize) {
        let of_kind = forms.iter().filter(|f| f.kind == kind);
        let founded: usize = of_kind.clone().filter(|f| f.is_certain).map(|f| f.count()).sum();
        (founded, if kind == NameKind::Other { 0 } else { of_kind.map(|f| f.count()).sum() })
    };
    // `max_by_key` gives the last of equals; the order above puts the likelier kinds first.
    let best = kinds.into_iter().rev().max_by_key(|kind| votes(*kind));
    best.filter(|kind| votes(*kind) > (0, 0)).unwrap_or(NameKind::Other)
}

/// For a person the most used of the fullest forms, because a bare family name names nobody to a
/// reader; for a place its usual name; else the most used, and of equals the fullest.
fn preferred(forms: &[Form], members: &[FormIx], kind: NameKind) -> FormIx {
    let form = |ix: FormIx| &forms[ix.0 as usize];
    let is_metonym = |ix: FormIx| form(ix).key.ends_with("=country");
    let rank = |ix: FormIx| {
        let f = form(ix);
        let n_full = f.words.iter().filter(|w| w.trim_end_matches('.').chars().count() > 1).count();
        match kind {
            NameKind::Person if f.is_byname => (0, 0, 0),
            NameKind::Person => (usize::from(n_full >= 2), f.count(), n_full),
            NameKind::Place if f.text().ends_with('.') => (0, f.count(), n_full),
            NameKind::Place => (usize::from(is_country_name(f) && !is_metonym(ix)), f.count(), n_full),
            _ => (usize::from(!is_metonym(ix)), f.count(), n_full),
        }
    };
    let best = members.iter().copied().max_by_key(|&ix| (rank(ix), Reverse(ix)));
    best.expect("a group has a form")
}

fn is_country_name(form: &Form) -> bool {
    use crate::engine::data::gazetteer::Role;
    form.place.is_none_or(|entry| entry.role != Role::Demonym)
}
