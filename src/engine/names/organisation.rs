//! Whether two forms can be one organisation's (or ship's, treaty's ...): acronyms, legal forms,
//! abbreviated words, and short forms of a longer name.

use super::Form;
use super::parts::capital;
use crate::engine::data::gazetteer::{Role, gazetteer};
use crate::engine::data::lookup::tables;
use crate::engine::evidence::Evidence;
use crate::engine::text::lexicon::concept_keys;
use std::cell::OnceCell;

/// Forms of a company's legal status, dropped when names are compared.
const LEGAL: &[&str] = &[
    "inc",
    "ltd",
    "limited",
    "llc",
    "l.l.c",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "sa",
    "s.a",
    "spa",
    "s.p.a",
    "nv",
    "bv",
    "pty",
    "llp",
    "ab",
    "oy",
    "oyj",
    "kk",
    "ooo",
    "zao",
    "oao",
    "jsc",
    "bhd",
    "sdn",
];

/// Whether a folded word, without stops at its end, is the form of a company's legal status.
pub fn is_legal_form(word: &str) -> bool {
    LEGAL.contains(&word)
}

/// Small words that acronyms usually skip.
const SKIPPED: &[&str] =
    &["of", "the", "and", "for", "in", "on", "to", "de", "du", "des", "la", "le", "del", "di", "&"];

/// Letters of an acronym, without stops; `None` if the form is none.
pub fn acronym(form: &Form) -> Option<String> {
    let [word] = form.words.as_slice() else {
        return None;
    };
    let letters: String = word.chars().filter(|c| *c != '.').collect();
    let printed = form.text();
    let all_capitals = printed.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    ((2..=7).contains(&letters.chars().count()) && all_capitals && letters.chars().all(char::is_alphabetic))
        .then_some(letters)
}

/// First letters of a name's words, small words skipped; and with them.
pub fn initials(words: &[String]) -> (String, String) {
    let pieces = || words.iter().flat_map(|w| w.split('-')).filter(|w| !w.is_empty());
    let first = |w: &str| w.chars().next();
    let short = pieces().filter(|w| !SKIPPED.contains(w)).filter_map(first).collect();
    let long = pieces().filter_map(first).collect();
    (short, long)
}

/// Words that say which, without legal forms and a leading article.
pub fn core(words: &[String]) -> Vec<String> {
    let bare = words.iter().map(|w| w.trim_matches(['.', ',']).to_owned());
    let mut core: Vec<String> = bare.filter(|w| !w.is_empty()).collect();
    while core.len() > 1 && core.last().is_some_and(|w| LEGAL.contains(&w.as_str())) {
        core.pop();
    }
    if core.len() > 1 && core[0] == "the" {
        core.remove(0);
    }
    with_country_name(core)
}

/// `US Geological Survey` as `united states Geological Survey`: a country at the head under its usual name.
fn with_country_name(core: Vec<String>) -> Vec<String> {
    for n in (1..core.len().min(4)).rev() {
        let head = core[..n].iter().map(|w| w.to_uppercase()).collect::<Vec<_>>().join(" ");
        let dotted = || core[..n].concat().to_uppercase().chars().flat_map(|c| [c, '.']).collect::<String>();
        let entry = gazetteer().get(&head).or_else(|| {
            if n == 2 && core[..n].iter().all(|w| w.len() == 1) { gazetteer().get(&dotted()) } else { None }
        });
        if let Some(entry) = entry.filter(|e| e.role == Role::Country) {
            let mut full: Vec<String> =
                gazetteer().name(entry.place).to_lowercase().split(' ').map(str::to_owned).collect();
            full.extend(core[n..].iter().cloned());
            return full;
        }
    }
    core
}

/// A body's name taken apart, for comparing it with many.
pub struct Body {
    /// See [`core`].
    pub core: Vec<String>,
    dotless: String,
    concepts: OnceCell<Concepts>,
}

/// Concepts of the words that say which body it is.
struct Concepts {
    in_order: Vec<String>,
    sorted: Vec<String>,
}

impl Body {
    /// Of the words of a form.
    pub fn of(words: &[String]) -> Body {
        let core = core(words);
        Body { dotless: core.concat().replace(['.', '-', ' '], ""), core, concepts: OnceCell::new() }
    }

    fn concepts(&self) -> &Concepts {
        self.concepts.get_or_init(|| {
            let says = |w: &&String| !SKIPPED.contains(&w.as_str()) && w.as_str() != "affairs";
            let words: Vec<&str> = self.core.iter().filter(says).map(String::as_str).collect();
            let in_order = concept_keys(&words);
            let mut sorted = in_order.clone();
            sorted.sort_unstable();
            Concepts { in_order, sorted }
        })
    }
}

/// Two forms of several words: the same but for legal form, spacing, dots, or a word that is the
/// other's acronym (`UN Security Council`).
pub fn one_body(a: &Body, b: &Body) -> Option<Evidence> {
    if a.dotless == b.dotless {
        return Some(Evidence::new("the same name but for dots, spaces or legal form", 0.97));
    }
    let (of_a, of_b) = (a.concepts(), b.concepts());
    if of_a.in_order.len() >= 2 && of_a.in_order == of_b.in_order {
        return Some(Evidence::new("the same words, small words and spelling aside", 0.93));
    }
    // `Department of Justice`, `Justice Department`.
    if a.core.len() != b.core.len() && of_a.sorted == of_b.sorted {
        return Some(Evidence::new("the same words in another order", 0.94));
    }
    same_with_acronym(&a.core, &b.core).or_else(|| same_with_acronym(&b.core, &a.core))
}

/// One word of `a` spelled out in `b`, the rest equal.
fn same_with_acronym(a: &[String], b: &[String]) -> Option<Evidence> {
    let n_more = b.len().checked_sub(a.len()).filter(|n| *n >= 1)?;
    for at in 0..a.len() {
        let spelled = &b[at..at + n_more + 1];
        if a[..at] != b[..at] || a[at + 1..] != b[at + n_more + 1..] {
            continue;
        }
        let letters: String = a[at].chars().filter(|c| *c != '.').collect();
        if letters.len() < 2 {
            continue;
        }
        let (short, long) = initials(spelled);
        if short == letters || long == letters {
            return Some(Evidence::new(
                format!(
                    "{} is short for {}",
                    letters.to_uppercase(),
                    spelled.iter().map(|w| capital(w)).collect::<Vec<_>>().join(" ")
                ),
                0.95,
            ));
        }
    }
    None
}

/// Whether `short` is the end or the beginning of `long`, by words.
pub fn is_short_form(short: &Body, long: &Body) -> bool {
    let (short, long) = (&short.core[..], &long.core[..]);
    // A firm's whole name at the head of another is its owner's: France Telecom, France Telecom Marine.
    let is_whole = |words: &[String]| {
        let kind = words.last().and_then(|w| tables().organisation_heads.get(w.as_str()));
        words.len() > 1 && kind.is_some_and(|kind| matches!(*kind, "company" | "education" | "media"))
    };
    // `Aoraki Alpine Rescue Team`, of the Department of Conservation or not: what stands between is left out.
    let (n, most) = (short.len(), long.len());
    let is_inner =
        || (1..n.saturating_sub(1)).any(|k| long[..k] == short[..k] && long[most + k - n..] == short[k..]);
    n < most && (long.ends_with(short) || long.starts_with(short) && !is_whole(short) || n >= 3 && is_inner())
}
