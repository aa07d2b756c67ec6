//! Links between forms of organisations, ships and the like.

use super::{CROWDED_KEY, link};
use crate::engine::answer::NameKind;
use crate::engine::evidence::Evidence;
use crate::engine::names::organisation::Body;
use crate::engine::names::{Form, Link, organisation};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Words for the side that somebody takes, which before the name of a body describe it.
const PARTISAN: &[&str] = &[
    "communist",
    "conservative",
    "democrat",
    "democratic",
    "green",
    "labour",
    "liberal",
    "republican",
    "socialist",
];

/// The names of the bodies among the forms, by the form's place.
type Bodies = FxHashMap<usize, Body>;

/// Organisations, ships and the like: acronyms, legal forms, short forms.
pub fn link_all(forms: &mut [Form], out: &mut Vec<Link>) {
    let body_like =
        |f: &Form| matches!(f.kind, NameKind::Organisation | NameKind::Other) && f.place.is_none();
    let bodies: Vec<usize> = (0..forms.len()).filter(|&n| body_like(&forms[n])).collect();
    let mut by_initials: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_end: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let names: Bodies = bodies.iter().map(|&n| (n, Body::of(&forms[n].words))).collect();
    for &n in &bodies {
        let core = &names[&n].core;
        let (short, long) = organisation::initials(core);
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
        // Not the second part of one name: `Regulatory Reform (Fire Safety) Order`.
        if let Some(before) = forms[n].bracketed_after.filter(|_| forms[n].words.len() == 1) {
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
    short_bodies(forms, &names, &by_end, out);
}

/// Whether `short` leaves out words of `long`, and is neither the place or side that `long` has its name from nor the
/// body that a body within it belongs to: Microsoft is not the Microsoft Security Response Alliance.
fn is_short_form(
    forms: &[Form],
    names: &Bodies,
    (short, long): (usize, usize),
    keys: &FxHashSet<String>,
) -> bool {
    /// Words that alone, with a capital at the head of a sentence, name nobody.
    const GENERAL: &[&str] =
        &["fire", "force", "group", "office", "police", "press", "service", "services", "team"];
    if !organisation::is_short_form(&names[&short], &names[&long]) {
        return false;
    }
    let (short, long) = (&forms[short], &forms[long]);
    let says_nothing = |word: &String| GENERAL.contains(&word.as_str()) || PARTISAN.contains(&word.as_str());
    if let [word] = short.words.as_slice()
        && says_nothing(word)
    {
        return false;
    }
    if long.words.ends_with(&short.words) {
        return true;
    }
    let rest = long.words.get(short.words.len()..).unwrap_or_default();
    short.n_located == 0 && (rest.len() < 2 || !keys.contains(&rest.join(" ")))
}

fn short_bodies(
    forms: &mut [Form],
    names: &Bodies,
    by_end: &BTreeMap<String, Vec<usize>>,
    out: &mut Vec<Link>,
) {
    let keys: FxHashSet<String> = forms.iter().map(|f| f.key.clone()).collect();
    let mut longer: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for members in by_end.values().filter(|m| m.len() > 1 && m.len() <= CROWDED_KEY) {
        for (i, &a) in members.iter().enumerate() {
            for &b in &members[i + 1..] {
                if a == b {
                    continue;
                }
                if let Some(evidence) = organisation::one_body(&names[&a], &names[&b]) {
                    link(a, b, evidence, out);
                } else if is_short_form(forms, names, (a, b), &keys) {
                    longer.entry(a).or_default().push(b);
                } else if is_short_form(forms, names, (b, a), &keys) {
                    longer.entry(b).or_default().push(a);
                }
            }
        }
    }
    for (short, mut full) in longer {
        full.sort_unstable();
        full.dedup();
        // A `Republican Senate` is what the Senate may become, no other body.
        let n_short = forms[short].words.len();
        let is_partisan = |n: &usize| {
            let words = &forms[*n].words;
            words.len() == n_short + 1 && PARTISAN.contains(&words[0].as_str())
        };
        full.retain(|n| !is_partisan(n));
        if full.is_empty() {
            continue;
        }
        // The Senate is the United States Senate, not the Senate Judiciary Committee.
        let ends_alike = |n: &usize| forms[*n].words.ends_with(&forms[short].words);
        if full.iter().any(ends_alike) {
            full.retain(ends_alike);
        }
        // Two longer names that are not forms of one another: the short one may mean either.
        let first = full[0];
        let one = |n: &usize| {
            let (first, other) = (&names[&first], &names[n]);
            organisation::one_body(first, other).is_some()
                || organisation::is_short_form(first, other)
                || organisation::is_short_form(other, first)
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
