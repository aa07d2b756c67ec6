//! Links between forms of countries and places.

use super::{CROWDED_KEY, link};
use crate::engine::answer::NameKind;
use crate::engine::data::gazetteer::{COMPASS, PlaceIx, Role, gazetteer};
use crate::engine::data::lookup::tables;
use crate::engine::evidence::Evidence;
use crate::engine::names::parts::capital;
use crate::engine::names::{Form, Link, organisation, place, spelling};
use crate::engine::text::fold::fold_line;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Forms of one country, its people, and its capital where that stands for the government.
pub fn countries(forms: &[Form], out: &mut Vec<Link>) {
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
fn compass(forms: &[Form], of_country: &BTreeMap<PlaceIx, Vec<usize>>, out: &mut Vec<Link>) {
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

/// Places not in the gazetteer: with and without their head word, and in two spellings.
pub fn others(forms: &mut [Form], out: &mut Vec<Link>) {
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
        let head = head.or_else(|| small_head(form, &core));
        by_core.entry(core.join(" ")).or_default().push((n, head));
    }
    for members in by_core.values() {
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        for (n, head) in members.iter().filter_map(|(n, head)| Some((n, head.as_deref()?))) {
            *uses.entry(head).or_default() += forms[*n].count();
        }
        // `Qeshm` beside `Qeshm Island` and `Qeshm City` is what the story speaks of most.
        let most = uses.values().max().copied().unwrap_or(0);
        let is_main = |head: &str| uses.iter().all(|(other, n)| *other == head || 2 * n <= most);
        let certain = members.iter().any(|(n, head)| head.is_some() || forms[*n].kind == NameKind::Place);
        if members.len() < 2 || !certain {
            continue;
        }
        for (i, (a, head_a)) in members.iter().enumerate() {
            for (b, head_b) in &members[i + 1..] {
                let are_two = match (forms[*a].place, forms[*b].place) {
                    (Some(x), Some(y)) => x.place != y.place && !gazetteer().share_a_form(x.place, y.place),
                    _ => false,
                };
                let reason = match (head_a, head_b) {
                    _ if are_two => continue,
                    (Some(x), Some(y)) if x == y => {
                        format!("the same name, {x} written before or after, short or in full")
                    }
                    (None, Some(x)) | (Some(x), None) if is_main(x) => {
                        format!("the same name without {x}")
                    }
                    _ => continue,
                };
                link(*a, *b, Evidence::new(reason, 0.93), out);
            }
        }
    }
    spelled_places(forms, &by_core, out);
    facilities(forms, out);
    for members in by_core.values() {
        if members.iter().any(|(n, _)| forms[*n].kind == NameKind::Place) {
            members.iter().for_each(|(n, _)| forms[*n].kind = NameKind::Place);
        }
    }
}

/// Premises: `Kraft Foods plant`, `Kraft factory`, if the story knows only one such place of that owner.
fn facilities(forms: &mut [Form], out: &mut Vec<Link>) {
    let class = |form: &Form| -> Option<&'static str> {
        let last = form.words.last().filter(|_| form.words.len() > 1 && form.kind == NameKind::Place)?;
        tables().facility_nouns.get(last.as_str()).copied()
    };
    // Who runs premises is a body, if more than a family name is given.
    let owners: FxHashSet<Vec<String>> = forms
        .iter()
        .filter(|form| class(form).is_some() && form.words.len() > 2)
        .map(|form| form.words[..form.words.len() - 1].to_vec())
        .collect();
    let is_owner = |form: &Form| form.kind == NameKind::Other && owners.contains(&form.words);
    forms.iter_mut().filter(|form| is_owner(form)).for_each(|form| form.kind = NameKind::Organisation);
    let forms = &*forms;
    let mut by_class: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, class) in forms.iter().enumerate().filter_map(|(n, form)| Some((n, class(form)?))) {
        by_class.entry(class).or_default().push(n);
    }
    for members in by_class.values().filter(|m| m.len() > 1 && m.len() <= CROWDED_KEY) {
        let core = |n: usize| organisation::core(&forms[n].words[..forms[n].words.len() - 1]);
        let owners: FxHashMap<usize, Vec<String>> = members.iter().map(|&n| (n, core(n))).collect();
        let owner = |n: usize| &owners[&n];
        // The fullest name of an owner; a shorter one is its if it is no other's.
        for &n in members {
            let short = owner(n);
            let mut longer = members.iter().copied().filter(|&m| m != n && owner(m).starts_with(short));
            let Some(first) = longer.next() else { continue };
            let whole = owner(first);
            if longer.all(|m| owner(m).starts_with(whole) || whole.starts_with(owner(m))) {
                let owner = short.iter().map(|w| capital(w)).collect::<Vec<_>>().join(" ");
                let noun = &forms[n].words[forms[n].words.len() - 1];
                let reason = format!("the one {noun} of {owner} in the story");
                link(first, n, Evidence::new(reason, 0.9), out);
            }
        }
        // Named by where it is, and by who runs it.
        let is_place = |n: &usize| {
            let printed = forms[*n].text();
            let owner = printed.rsplit_once(' ').map_or("", |(owner, _)| owner);
            // `northeast Philadelphia plant`
            let name = owner.trim_start_matches(|c: char| c.is_lowercase()).trim_start();
            gazetteer().get(name).is_some()
        };
        let (by_place, by_owner): (Vec<usize>, Vec<usize>) = members.iter().partition(|n| is_place(n));
        let same_owner = |n: &usize| {
            owner(*n).starts_with(owner(by_owner[0])) || owner(by_owner[0]).starts_with(owner(*n))
        };
        if let ([placed], false) = (by_place.as_slice(), by_owner.is_empty())
            && by_owner.iter().all(same_owner)
        {
            let noun = &forms[*placed].words[forms[*placed].words.len() - 1];
            let reason = format!("the only {noun} of which the story speaks");
            link(by_owner[0], *placed, Evidence::new(reason, 0.86), out);
        }
    }
}

/// The head word that stands in small letters beside a place: `island of Qeshm`, `Qeshm island`.
fn small_head(form: &Form, core: &[String]) -> Option<String> {
    form.spellings.iter().find_map(|(text, _)| {
        let words: Vec<String> = fold_line(text).split(' ').map(str::to_owned).collect();
        let (rest, head) = place::core(&words);
        head.filter(|_| rest == core)
    })
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
