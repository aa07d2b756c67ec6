//! Finds the pairs of forms that name one entity, each with its reason. Candidates come from
//! indices (same place, same last word, same consonants, acronym), never from all pairs.

mod bodies;
mod persons;
mod places;

use super::forms::Forms;
use super::{Form, FormIx, Link};
use crate::engine::answer::NameKind;
use crate::engine::evidence::Evidence;
use std::collections::BTreeMap;

/// More forms than this under one candidate key and the key says nothing.
const CROWDED_KEY: usize = 24;

/// All links. Forms whose kind only their links tell (a bare family name) are given it here.
pub fn links(forms: &mut Forms) -> Vec<Link> {
    let mut links = Vec::new();
    places::countries(&forms.list, &mut links);
    persons::link_all(&mut forms.list, &mut links);
    places::others(&mut forms.list, &mut links);
    bodies::link_all(&mut forms.list, &mut links);
    offices(&forms.list, &mut links);
    links
}

fn link(a: usize, b: usize, evidence: Evidence, out: &mut Vec<Link>) {
    out.push(Link { a: FormIx(a as u32), b: FormIx(b as u32), evidence });
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
