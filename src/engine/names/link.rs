//! Finds the pairs of forms that name one entity, each with its reason. Candidates come from
//! indices (same place, same last word, same consonants, acronym), never from all pairs.

use super::forms::Forms;
use super::{Form, FormIx, Link, organisation, person, place, spelling};
use crate::engine::answer::NameKind;
use crate::engine::data::gazetteer::{COMPASS, Role, gazetteer};
use crate::engine::evidence::Evidence;
use crate::engine::read::DocIx;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// More forms than this under one candidate key and the key says nothing.
const CROWDED_KEY: usize = 24;

/// All links. Forms whose kind only their links tell (a bare family name) are given it here.
pub fn links(forms: &mut Forms) -> Vec<Link> {
    let mut links = Vec::new();
    countries(&forms.list, &mut links);
    full_names(&mut forms.list, &mut links);
    short_names(&mut forms.list, &mut links);
    places(&mut forms.list, &mut links);
    bodies(&mut forms.list, &mut links);
    offices(&forms.list, &mut links);
    links
}

fn ix(n: usize) -> FormIx {
    FormIx(n as u32)
}

fn link(a: usize, b: usize, evidence: Evidence, out: &mut Vec<Link>) {
    out.push(Link { a: ix(a), b: ix(b), evidence });
}

/// Forms of one country, its people, and its capital where that stands for the government.
fn countries(forms: &[Form], out: &mut Vec<Link>) {
    let mut of_country: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    let mut of_place: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (n, form) in forms.iter().enumerate() {
        let Some(entry) = form.place.filter(|_| form.kind == NameKind::Place) else {
            continue;
        };
        match entry.role {
            Role::Country | Role::Demonym => of_country.entry(entry.place).or_default().push(n),
            Role::Capital if form.key.ends_with("=country") => {
                of_country.entry(entry.country.unwrap_or(entry.place)).or_default().push(n);
            }
            _ => of_place.entry(entry.place).or_default().push(n),
        }
    }
    for (country, members) in &of_country {
        let name = gazetteer().name(*country);
        let head = members.iter().copied().find(|&n| forms[n].place.is_some_and(|e| e.role == Role::Country));
        let head = head.unwrap_or(members[0]);
        for &n in members.iter().filter(|&&n| n != head) {
            let reason = match forms[n].place.map(|e| e.role) {
                Some(Role::Demonym) => format!("word for the people of {name}"),
                Some(Role::Capital) => format!("capital of {name}, standing for its government"),
                _ => format!("names of the country {name}"),
            };
            link(head, n, Evidence::new(reason, 0.96), out);
        }
    }
    for members in of_place.values() {
        for &n in &members[1..] {
            link(members[0], n, Evidence::new("names of one place in the gazetteer", 0.96), out);
        }
    }
    compass(forms, &of_country, out);
}

/// "the North" where the story names one country whose name begins with North.
fn compass(
    forms: &[Form],
    of_country: &BTreeMap<crate::engine::data::gazetteer::PlaceIx, Vec<usize>>,
    out: &mut Vec<Link>,
) {
    for word in COMPASS {
        let Some(bare) = forms.iter().position(|f| f.key == *word) else {
            continue;
        };
        let begins = |name: &str| name.to_lowercase().starts_with(&format!("{word} "));
        let mut countries = of_country.iter().filter(|(place, _)| begins(gazetteer().name(**place)));
        if let (Some((place, members)), None) = (countries.next(), countries.next()) {
            let name = gazetteer().name(*place);
            link(
                members[0],
                bare,
                Evidence::new(format!("short for {name}, the only such country in the story"), 0.9),
                out,
            );
        }
    }
}

fn is_person_like(form: &Form) -> bool {
    form.kind == NameKind::Person || (form.kind == NameKind::Other && form.words.len() >= 2)
}

/// Pairs of names of two or more words.
fn full_names(forms: &mut [Form], out: &mut Vec<Link>) {
    let full: Vec<usize> = (0..forms.len())
        .filter(|&n| {
            is_person_like(&forms[n]) && (2..=5).contains(&forms[n].words.len()) && !forms[n].is_office_like()
        })
        .collect();
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &n in &full {
        for word in forms[n].ascii_words() {
            for key in spelling::keys(&word) {
                by_key.entry(key).or_default().push(n);
            }
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    let mut found: Vec<(usize, usize, person::OnePerson)> = Vec::new();
    for members in by_key.values().filter(|m| m.len() <= CROWDED_KEY) {
        for (i, &a) in members.iter().enumerate() {
            for &b in &members[i + 1..] {
                if a == b || !seen.insert((a.min(b), a.max(b))) {
                    continue;
                }
                let either_person = forms[a].kind == NameKind::Person || forms[b].kind == NameKind::Person;
                // Korean and Chinese names are told by their syllables even where nothing else says
                // that they are persons'; they are short, and most other names are not.
                let is_short = |n: usize| forms[n].words.len() <= 3 && forms[n].key.len() <= 20;
                if !(either_person || is_short(a) && is_short(b)) {
                    continue;
                }
                let Some(one) = one_person(&forms[a], &forms[b]) else {
                    continue;
                };
                if either_person || one.by_syllables {
                    found.push((a, b, one));
                }
            }
        }
    }
    let mut partners: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (a, b, _) in &found {
        partners.entry(*a).or_default().push(*b);
        partners.entry(*b).or_default().push(*a);
    }
    // `J. Smith` beside John Smith and Jane Smith may be either.
    let is_either = |n: usize| {
        let of_n = partners.get(&n).map_or(&[] as &[usize], Vec::as_slice);
        let apart = |x: &usize| of_n.iter().any(|y| x != y && one_person(&forms[*x], &forms[*y]).is_none());
        of_n.len() <= CROWDED_KEY && of_n.iter().any(apart)
    };
    let doubtful: Vec<bool> =
        found.iter().map(|(a, b, one)| one.is_shorter && (is_either(*a) || is_either(*b))).collect();
    for ((a, b, one), _) in found.into_iter().zip(doubtful).filter(|(_, doubtful)| !doubtful) {
        link(a, b, one.evidence, out);
        forms[a].kind = NameKind::Person;
        forms[b].kind = NameKind::Person;
    }
}

/// What joins two forms inside a story, if nothing speaks against it.
fn one_person(a: &Form, b: &Form) -> Option<person::OnePerson> {
    let one = person::one_person(&a.ascii_words(), &b.ascii_words())?;
    let sure = one.evidence.score >= person::SURE;
    let by_less = one.by_spelling && one.evidence.score < 0.95;
    (sure && !(other_sex(a, b) && one.evidence.score < 0.95) && !(by_less && both_in_one(a, b)))
        .then_some(one)
}

fn other_sex(a: &Form, b: &Form) -> bool {
    a.sex() != "-" && b.sex() != "-" && a.sex() != b.sex()
}

/// One article that uses both spellings, as if of two people.
fn both_in_one(a: &Form, b: &Form) -> bool {
    a.documents.intersection(&b.documents).next().is_some()
}

/// A bare family or given name and the one full name it can mean, first in its own article, then in the story.
fn short_names(forms: &mut [Form], out: &mut Vec<Link>) {
    let is_full = |f: &Form| {
        let may_be_person = f.kind == NameKind::Other && f.words.len() <= 3 && !f.is_office_like();
        (f.kind == NameKind::Person || may_be_person) && f.words.len() >= 2
    };
    let mut by_word: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (n, form) in forms.iter().enumerate().filter(|(_, f)| is_full(f)) {
        let last = person::family_name(&form.words).to_owned();
        let first = form.words[0].clone();
        if last != first {
            by_word.entry(first).or_default().push(n);
        }
        by_word.entry(last).or_default().push(n);
    }
    for n in 0..forms.len() {
        let form = &forms[n];
        let may_be_person = form.words.len() == 1
            && matches!(
                form.kind,
                NameKind::Person | NameKind::Other | NameKind::Place | NameKind::Organisation
            )
            && (form.place.is_none() || form.kind == NameKind::Person || form.n_located * 2 < form.count())
            && !(form.kind == NameKind::Organisation && form.is_certain);
        let Some(candidates) = by_word.get(&form.words[0]).filter(|_| may_be_person) else {
            continue;
        };
        let near: Vec<usize> = in_documents(forms, candidates, form).collect();
        let chosen = unique(forms, &near, form)
            .or_else(|| if near.is_empty() { unique(forms, candidates, form) } else { None });
        if let Some(full) = chosen {
            let whole = forms[full].text().to_owned();
            let reason = format!("short for {whole}, the only one it can mean");
            link(full, n, Evidence::new(reason, if near.is_empty() { 0.85 } else { 0.92 }), out);
            forms[n].kind = NameKind::Person;
        }
    }
}

fn in_documents<'f>(
    forms: &'f [Form],
    candidates: &'f [usize],
    form: &'f Form,
) -> impl Iterator<Item = usize> + 'f {
    let shares = |n: &usize| forms[*n].documents.iter().any(|d: &DocIx| form.documents.contains(d));
    candidates.iter().copied().filter(shares)
}

/// The one person among the candidates: all of them spellings of one name, none of another sex.
fn unique(forms: &[Form], candidates: &[usize], form: &Form) -> Option<usize> {
    let fits = |n: &usize| {
        let (sex, other) = (form.sex(), forms[*n].sex());
        sex == "-" || other == "-" || sex == other
    };
    let mut fitting = candidates.iter().copied().filter(fits);
    let first = fitting.next()?;
    let one = |n: usize| {
        let evidence = person::one_person(&forms[first].ascii_words(), &forms[n].ascii_words());
        evidence.is_some_and(|one| one.evidence.score >= person::SURE)
    };
    fitting.all(one).then_some(first)
}

/// Places not in the gazetteer: with and without their head word, and in two spellings.
fn places(forms: &mut [Form], out: &mut Vec<Link>) {
    let place_like = |f: &Form| {
        f.kind == NameKind::Place || f.kind == NameKind::Other && f.words.len() <= 3 && !f.is_certain
    };
    let mut by_core: BTreeMap<String, Vec<(usize, Option<String>)>> = BTreeMap::new();
    for (n, form) in forms
        .iter()
        .enumerate()
        .filter(|(_, f)| place_like(f) && f.place.is_none_or(|e| matches!(e.role, Role::Town | Role::State)))
    {
        let (core, head) = place::core(&form.words);
        by_core.entry(core.join(" ")).or_default().push((n, head));
    }
    for members in by_core.values() {
        let mut heads: Vec<_> = members.iter().filter_map(|(_, head)| head.as_deref()).collect();
        heads.sort_unstable();
        heads.dedup();
        let certain = members.iter().any(|(n, head)| head.is_some() || forms[*n].kind == NameKind::Place);
        if members.len() < 2 || !certain {
            continue;
        }
        for (i, (a, head_a)) in members.iter().enumerate() {
            for (b, head_b) in &members[i + 1..] {
                let reason = match (head_a, head_b) {
                    (Some(x), Some(y)) if x == y => {
                        format!("the same name, {x} written before or after, short or in full")
                    }
                    (None, Some(x)) | (Some(x), None) if heads.len() == 1 => {
                        format!("the same name without {x}")
                    }
                    _ => continue,
                };
                link(*a, *b, Evidence::new(reason, 0.93), out);
            }
        }
    }
    spelled_places(forms, &by_core, out);
    for members in by_core.values() {
        if members.iter().any(|(n, _)| forms[*n].kind == NameKind::Place) {
            members.iter().for_each(|(n, _)| forms[*n].kind = NameKind::Place);
        }
    }
}

/// Two spellings of one place: no article uses both, and the spelling rules join them.
fn spelled_places(
    forms: &[Form],
    by_core: &BTreeMap<String, Vec<(usize, Option<String>)>>,
    out: &mut Vec<Link>,
) {
    let mut by_key: BTreeMap<String, Vec<(&String, usize)>> = BTreeMap::new();
    for (core, members) in by_core.iter().filter(|(core, _)| core.is_ascii() && core.len() >= 4) {
        by_key.entry(spelling::skeleton(core)).or_default().push((core, members[0].0));
    }
    for cores in by_key.values().filter(|c| c.len() > 1 && c.len() <= CROWDED_KEY) {
        for (i, (x, a)) in cores.iter().enumerate() {
            for (y, b) in &cores[i + 1..] {
                let apart = forms[*a].documents.is_disjoint(&forms[*b].documents);
                let both_known = forms[*a].place.is_some() && forms[*b].place.is_some();
                let Some(cost) = place::one_spelling(x, y).filter(|_| apart && !both_known) else {
                    continue;
                };
                let reason = format!("{x} and {y} are spellings of one name, and no article uses both");
                link(*a, *b, Evidence::new(reason, 0.88 - 0.1 * cost.min(1.0)), out);
            }
        }
    }
}

/// Organisations, ships and the like: acronyms, legal forms, short forms.
fn bodies(forms: &mut [Form], out: &mut Vec<Link>) {
    let body_like =
        |f: &Form| matches!(f.kind, NameKind::Organisation | NameKind::Other) && f.place.is_none();
    let bodies: Vec<usize> = (0..forms.len()).filter(|&n| body_like(&forms[n])).collect();
    let mut by_initials: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_end: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &n in &bodies {
        let core = organisation::core(&forms[n].words);
        let (short, long) = organisation::initials(&core);
        if core.len() >= 2 {
            by_initials.entry(short.clone()).or_default().push(n);
            if long != short {
                by_initials.entry(long).or_default().push(n);
            }
        }
        by_end.entry(core[core.len() - 1].clone()).or_default().push(n);
        if core.len() > 1 {
            by_end.entry(core[0].clone()).or_default().push(n);
        }
        by_end.entry(format!("={}", core.concat().replace(['.', '-'], ""))).or_default().push(n);
    }
    for &n in &bodies {
        if let Some(before) = forms[n].bracketed_after {
            link(before.0 as usize, n, Evidence::new("in brackets right after the full name", 0.96), out);
        }
        let Some(letters) = organisation::acronym(&forms[n]) else {
            continue;
        };
        for &full in by_initials.get(&letters).into_iter().flatten().filter(|&&full| full != n) {
            let reason = format!("{} are the initials of {}", forms[n].text(), forms[full].text());
            link(full, n, Evidence::new(reason, if letters.len() > 2 { 0.93 } else { 0.86 }), out);
            forms[n].kind = forms[full].kind;
        }
    }
    short_bodies(forms, &by_end, out);
}

fn short_bodies(forms: &mut [Form], by_end: &BTreeMap<String, Vec<usize>>, out: &mut Vec<Link>) {
    let mut longer: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for members in by_end.values().filter(|m| m.len() > 1 && m.len() <= CROWDED_KEY) {
        for (i, &a) in members.iter().enumerate() {
            for &b in &members[i + 1..] {
                if a == b {
                    continue;
                }
                if let Some(evidence) = organisation::one_body(&forms[a].words, &forms[b].words) {
                    link(a, b, evidence, out);
                } else if organisation::is_short_form(&forms[a].words, &forms[b].words) {
                    longer.entry(a).or_default().push(b);
                } else if organisation::is_short_form(&forms[b].words, &forms[a].words) {
                    longer.entry(b).or_default().push(a);
                }
            }
        }
    }
    for (short, mut full) in longer {
        full.sort_unstable();
        full.dedup();
        // Two longer names that are not forms of one another: the short one may mean either.
        let first = full[0];
        let one = |n: &usize| {
            organisation::one_body(&forms[first].words, &forms[*n].words).is_some()
                || organisation::is_short_form(&forms[first].words, &forms[*n].words)
                || organisation::is_short_form(&forms[*n].words, &forms[first].words)
        };
        if full[1..].iter().all(one) {
            let reason = format!("short for {}, the only one it can mean", forms[first].text());
            link(first, short, Evidence::new(reason, 0.87), out);
            if forms[short].kind == NameKind::Other {
                forms[short].kind = forms[first].kind;
            }
        }
    }
}

/// Offices by the canonical form of their head noun: Adviser, Advisor.
fn offices(forms: &[Form], out: &mut Vec<Link>) {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, form) in forms.iter().enumerate().filter(|(_, f)| f.kind == NameKind::Office) {
        by_key.entry(form.office_key()).or_default().push(n);
    }
    for members in by_key.values() {
        for &n in &members[1..] {
            link(members[0], n, Evidence::new("one office, its head noun spelled two ways", 0.94), out);
        }
    }
}
