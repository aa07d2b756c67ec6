//! Links between forms of persons' names.

use super::{CROWDED_KEY, link};
use crate::engine::answer::NameKind;
use crate::engine::data::gazetteer::{COMPASS, gazetteer};
use crate::engine::data::lookup::tables;
use crate::engine::evidence::Evidence;
use crate::engine::names::person::{self, OnePerson, PersonName};
use crate::engine::names::{Form, Link, spelling};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// Full names with one another, then short names with the full ones.
pub fn link_all(forms: &mut [Form], out: &mut Vec<Link>) {
    let names = NamesRead(vec![OnceCell::new(); forms.len()]);
    full_names(forms, &names, out);
    short_names(forms, &names, out);
    nicknames(forms, out);
}

/// Names that a text says somebody goes by.
fn nicknames(forms: &mut [Form], out: &mut Vec<Link>) {
    for person in 0..forms.len() {
        for used in std::mem::take(&mut forms[person].bynames) {
            let used = used.0 as usize;
            let reason = format!("what {} is called besides, as a text says", forms[person].text());
            link(person, used, Evidence::new(reason, 0.9), out);
            forms[used].kind = NameKind::Person;
        }
    }
}

/// The forms as persons' names, each read when it is first compared: it is compared often.
struct NamesRead(Vec<OnceCell<PersonName>>);

impl NamesRead {
    fn of(&self, forms: &[Form], n: usize) -> &PersonName {
        self.0[n].get_or_init(|| PersonName::read(&forms[n].ascii_words(), &forms[n].key))
    }

    fn one_person(&self, forms: &[Form], a: usize, b: usize) -> Option<OnePerson> {
        person::one_person(self.of(forms, a), self.of(forms, b))
            .filter(|one| one.evidence.score >= person::SURE)
    }

    /// What joins two forms inside a story, if nothing speaks against it.
    fn in_story(&self, forms: &[Form], a: usize, b: usize) -> Option<OnePerson> {
        let one = self.one_person(forms, a, b)?;
        let (a, b) = (&forms[a], &forms[b]);
        let is_clear = one.evidence.score >= 0.95;
        (is_clear || !(other_sex(a, b) || one.by_spelling && both_in_one(a, b))).then_some(one)
    }
}

fn is_person_like(form: &Form) -> bool {
    form.kind == NameKind::Person || (form.kind == NameKind::Other && form.words.len() >= 2)
}

/// Pairs of names of two or more words.
fn full_names(forms: &mut [Form], names: &NamesRead, out: &mut Vec<Link>) {
    let full: Vec<usize> = (0..forms.len())
        .filter(|&n| {
            // A name of another script may be written in one: `장호진`.
            let form = &forms[n];
            let is_full = |n_words: usize| (2..=5).contains(&n_words);
            is_person_like(form)
                && (is_full(form.words.len()) || !form.key.is_ascii() && is_full(form.ascii_words().len()))
                && !form.is_office_like()
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
    let mut seen = FxHashSet::default();
    let mut found: Vec<(usize, usize, OnePerson)> = Vec::new();
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
                let Some(one) = names.in_story(forms, a, b) else {
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
        let apart = |x: &usize| of_n.iter().any(|y| x != y && names.in_story(forms, *x, *y).is_none());
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

fn other_sex(a: &Form, b: &Form) -> bool {
    a.sex() != "-" && b.sex() != "-" && a.sex() != b.sex()
}

/// One article that uses both spellings, as if of two people.
fn both_in_one(a: &Form, b: &Form) -> bool {
    a.documents.intersection(&b.documents).next().is_some()
}

/// A bare family or given name and the one full name it can mean, first in its own article, then in the story.
fn short_names(forms: &mut [Form], names: &NamesRead, out: &mut Vec<Link>) {
    let is_full = |f: &Form| {
        // `West Wexley` is another place than Wexley.
        let is_part = f.words.first().is_some_and(|w| COMPASS.contains(&w.as_str()));
        let may_be_person =
            f.kind == NameKind::Other && f.words.len() <= 3 && !f.is_office_like() && !is_part;
        (f.kind == NameKind::Person || may_be_person) && f.words.len() >= 2
    };
    let mut by_word: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_sound: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (n, form) in forms.iter().enumerate().filter(|(_, f)| is_full(f)) {
        let last = person::family_name(&form.words).to_owned();
        let first = form.words[0].clone();
        if last != first {
            by_word.entry(first).or_default().push(n);
        }
        let (skeleton, letters) = (spelling::skeleton(&last), sorted_letters(&last));
        by_sound.entry(skeleton).or_default().push(n);
        by_sound.entry(letters).or_default().push(n);
        by_word.entry(last).or_default().push(n);
    }
    let plain: FxHashMap<String, usize> = forms.iter().enumerate().map(|(n, f)| (f.key.clone(), n)).collect();
    for n in 0..forms.len() {
        let form = &forms[n];
        if let Some((bare, title)) = same_bare(forms, &plain, &by_word, n) {
            let reason = format!("the article has {title} {}, and no other so called", forms[bare].text());
            link(bare, n, Evidence::new(reason, 0.88), out);
            continue;
        }
        let may_be_person = form.words.len() == 1
            && (form.place.is_none() || form.kind == NameKind::Person || form.n_located * 2 < form.count())
            && !(form.kind == NameKind::Organisation && form.is_certain);
        if !may_be_person {
            continue;
        }
        let Some(candidates) = by_word.get(&form.words[0]) else {
            if let Some((full, reason, score)) = slip_or_pet_form(forms, &by_word, &by_sound, form) {
                link(full, n, Evidence::new(reason, score), out);
                forms[n].kind = NameKind::Person;
            }
            continue;
        };
        let found = meant(forms, names, candidates, form);
        // `Leader said` is Janice Leader in the article that names her so.
        let is_surname = |full: usize| {
            person::family_name(&forms[full].words) == form.words[0]
                && !forms[full].documents.is_disjoint(&form.documents)
        };
        let found = found.filter(|(full, _)| form.kind != NameKind::Office || is_surname(*full));
        // A place is not short for the station or team that is called after it.
        let is_apt = |full: usize| form.place.is_none() || is_person(&forms[full]);
        let Some((full, score)) = found.filter(|(full, _)| is_apt(*full)) else {
            continue;
        };
        let whole = forms[full].text().to_owned();
        let shared = form.titles.intersection(&forms[full].titles).next();
        let reason = match shared {
            Some(title) => format!("short for {whole}, who is called {title} too"),
            None => format!("short for {whole}, the only one it can mean"),
        };
        link(full, n, Evidence::new(reason, score), out);
        if is_person(&forms[full]) {
            forms[n].kind = NameKind::Person;
        }
    }
}

/// `Mr. Obama` in an article that says `President Obama` and names no other man of that name: the form with the
/// office, and that office.
fn same_bare(
    forms: &[Form],
    plain: &FxHashMap<String, usize>,
    by_word: &FxHashMap<String, Vec<usize>>,
    n: usize,
) -> Option<(usize, &'static str)> {
    let form = &forms[n];
    let (word, _) = form.key.split_once('=').filter(|_| form.kind == NameKind::Person)?;
    let bare = *plain.get(word)?;
    let title = forms[bare].titles.first().filter(|_| both_in_one(form, &forms[bare]))?;
    let mut namesakes =
        by_word.get(word).into_iter().flatten().filter(|full| both_in_one(form, &forms[**full]));
    namesakes.all(|full| forms[*full].sex() != form.sex()).then_some((bare, *title))
}

/// A bare word that is nobody's name in the story but nearly somebody's of its own article: a pet form of a given
/// name (`Mo` for Maurice Cheeks) or a slip in a family name (`Lock` for Gary Locke).
fn slip_or_pet_form(
    forms: &[Form],
    by_word: &FxHashMap<String, Vec<usize>>,
    by_sound: &FxHashMap<String, Vec<usize>>,
    form: &Form,
) -> Option<(usize, String, f64)> {
    let word = &form.words[0];
    let is_near = |n: &&usize| is_person(&forms[**n]) && !forms[**n].documents.is_disjoint(&form.documents);
    let one_of = |found: Vec<usize>| -> Option<usize> {
        let family = |n: &usize| person::family_name(&forms[*n].words);
        let first = *found.first()?;
        found.iter().all(|n| family(n) == family(&first)).then_some(first)
    };
    let given = tables().nicknames.get(word).into_iter().flatten().filter_map(|name| by_word.get(name));
    let called = given.flatten().filter(is_near).filter(|n| tables().is_nickname(&forms[**n].words[0], word));
    if let Some(full) = one_of(called.copied().collect()) {
        return Some((full, format!("short for the given name of {}", forms[full].text()), 0.86));
    }
    // A word of the language, or a name of its own, is no slip.
    let is_own = tables().given_names.contains_key(word.as_str()) || form.place.is_some();
    let alike = |n: &&usize| is_slip(word, person::family_name(&forms[**n].words));
    let keys = [spelling::skeleton(word), sorted_letters(word)];
    let meant = keys.iter().filter_map(|key| by_sound.get(key)).filter(|_| !is_own).flatten();
    let full = one_of(meant.filter(is_near).filter(alike).copied().collect())?;
    Some((
        full,
        format!("a slip in the family name of {}, whom the article names in full", forms[full].text()),
        0.85,
    ))
}

/// The key of words that have the same letters, two of which may have changed places.
fn sorted_letters(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// Whether two family names differ by one vowel, a doubled letter, or two letters that changed places.
fn is_slip(x: &str, y: &str) -> bool {
    /// Shorter names are too like one another.
    const LEAST_LETTERS: usize = 4;
    /// One slip by the prices of `spelling`.
    const ONE_SLIP: f64 = 0.65;
    x.len().min(y.len()) >= LEAST_LETTERS && spelling::loose_distance(x, y, ONE_SLIP).is_some()
}

/// Which of the full names a short one means, and how sure that is: one who has its title, one of its own
/// articles, or the only one there is.
fn meant(forms: &[Form], names: &NamesRead, candidates: &[usize], form: &Form) -> Option<(usize, f64)> {
    let shares = |n: &usize| !forms[*n].documents.is_disjoint(&form.documents);
    // `Obama White House` is no other Obama.
    let n_persons = candidates.iter().filter(|n| forms[**n].kind == NameKind::Person).count();
    let may_be = |n: &&usize| n_persons == 0 || forms[**n].kind == NameKind::Person;
    let candidates: Vec<usize> = candidates.iter().filter(may_be).copied().collect();
    let near: Vec<usize> = candidates.iter().copied().filter(shares).collect();
    let titled = |n: &usize| !forms[*n].titles.is_disjoint(&form.titles);
    let with_title: Vec<usize> = candidates.iter().copied().filter(titled).collect();
    let sure = |chosen: Option<usize>, score: f64| chosen.map(|n| (n, score));
    // `President Verhoeven` in an article that names only his daughter in full.
    let is_elsewhere = !with_title.is_empty() && !near.iter().any(titled);
    let of_title = if is_elsewhere { sure(unique(forms, names, &with_title, form), 0.9) } else { None };
    of_title
        .or_else(|| sure(unique(forms, names, &near, form), 0.92))
        .or_else(|| sure(unique(forms, names, &with_title, form), 0.9))
        .or_else(|| {
            let is_other_sex = |n: &usize| other_sex(&forms[*n], form);
            let nobody_near = near.iter().all(is_other_sex);
            sure(unique(forms, names, &candidates, form).filter(|_| nobody_near), 0.85)
        })
}

/// Whether a full name is a person's, as far as its words tell: `Kraft Plant` and `San Diego Chargers` are not.
fn is_person(full: &Form) -> bool {
    let is_given = |w: &String| tables().given_names.contains_key(w.as_str());
    let is_word = |w: &String| tables().common_words.contains(w.as_str());
    let is_place = |text: &str| gazetteer().get(text).is_some();
    let (before, last) = full.text().rsplit_once(' ').unwrap_or(("", full.text()));
    full.kind == NameKind::Person
        || full.words.first().is_some_and(is_given)
        || !full.words.last().is_some_and(is_word) && !is_place(before) && !is_place(last)
}

/// The one person among the candidates: all of them spellings of one name, none of another sex.
fn unique(forms: &[Form], names: &NamesRead, candidates: &[usize], form: &Form) -> Option<usize> {
    let fits = |n: &usize| {
        let (sex, other) = (form.sex(), forms[*n].sex());
        sex == "-" || other == "-" || sex == other
    };
    let mut fitting = candidates.iter().copied().filter(fits);
    let first = fitting.next()?;
    fitting.all(|n| names.one_person(forms, first, n).is_some()).then_some(first)
}
