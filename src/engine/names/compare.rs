//! Two names out of any text: are they one entity's? The pairwise question that the endpoint
//! `names/compare` answers, without the context of a story.

use super::person::PersonName;
use super::union::is_opposite;
use super::{organisation, person, place, script, spelling};
use crate::engine::answer::NameKind;
use crate::engine::data::gazetteer::{Role, gazetteer};
use crate::engine::data::lookup::tables;
use crate::engine::evidence::{Comparison, Evidence};
use crate::engine::text::fold::fold_line;
use std::borrow::Cow;

/// Compares two names; `kind` if the caller knows what they name.
pub fn compare(a: &str, b: &str, kind: Option<NameKind>) -> Comparison {
    let (words_a, words_b) = (words(a), words(b));
    if words_a.is_empty() || words_b.is_empty() {
        return no("one of the names holds no letter", 0.0);
    }
    if let Some(reason) = opposition(&words_a, &words_b) {
        return no(reason, 0.02);
    }
    if words_a == words_b {
        return yes(Evidence::new("the same letters, case and accents aside", 0.99));
    }
    let kinds: &[NameKind] = match &kind {
        Some(NameKind::Person) => &[NameKind::Person],
        Some(NameKind::Place) => &[NameKind::Place],
        Some(NameKind::Organisation) => &[NameKind::Organisation],
        _ => &[NameKind::Place, NameKind::Organisation, NameKind::Person],
    };
    // People's names that look alike would pass for spellings of a place.
    let is_place = kinds == [NameKind::Place];
    let mut persons = None;
    for kind in kinds {
        let found = match kind {
            NameKind::Place => places((a, &words_a), (b, &words_b), is_place),
            NameKind::Organisation => bodies(a, b, &words_a, &words_b),
            _ => {
                let (x, y) = (PersonName::read(&words_a, a), PersonName::read(&words_b, b));
                let found = person::one_person(&x, &y).map(|one| Verdict::One(one.evidence));
                persons = Some((x, y));
                found
            }
        };
        match found {
            Some(Verdict::One(evidence)) => return yes(evidence),
            Some(Verdict::Two(reason)) => return no(reason, 0.1),
            None => {}
        }
    }
    // How near they are ranks the rest below every accepted pair; it decides nothing.
    let letters = closeness(&words_a, &words_b, is_place);
    let korean = persons.and_then(|(a, b): (PersonName, PersonName)| a.korean_nearness(&b));
    no("no rule joins these spellings", 0.45 * korean.map_or(letters, |near| (3.0 * near + letters) / 4.0))
}

/// How near the letters of two names are, 0..=1, in whatever order the words stand: letters that no rule
/// brings together as a share of all. (Jaro-Winkler, the usual measure, looks at the first letters most; in
/// Korean names these are the family's, which half the nation shares.)
///
/// Places keep their letters less well than persons, so that no pair of theirs is given up early.
fn closeness(a: &[String], b: &[String], is_place: bool) -> f64 {
    // Letters by which two words differ; words of which less than half is common differ wholly.
    let apart = |x: &str, y: &str| {
        let all = x.len().max(y.len()) as f64;
        let cost = if is_place || spelling::may_be_one(x, y) {
            spelling::loose_distance(x, y, all / 2.0)
        } else {
            None
        };
        cost.unwrap_or(all)
    };
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let n_letters = |words: &[String]| words.iter().map(String::len).sum::<usize>();
    let mut left: Vec<&String> = long.iter().collect();
    let mut cost = 0.0;
    for word in short {
        let costs = left.iter().map(|other| apart(word, other));
        let best = costs.enumerate().min_by(|x, y| x.1.total_cmp(&y.1));
        let Some((at, least)) = best else { break };
        left.remove(at);
        cost += least;
    }
    /// A part that the other name leaves out speaks against it, but less than another part in its place.
    const LEFT_OUT: f64 = 0.5;
    cost += LEFT_OUT * left.iter().map(|word| word.len() as f64).sum::<f64>();
    let by_words = cost / n_letters(a).max(n_letters(b)).max(1) as f64;
    // Parts written together in one of them.
    let in_one = if a.len() == b.len() {
        1.0
    } else {
        let (x, y) = (a.concat(), b.concat());
        apart(&x, &y) / x.len().max(y.len()).max(1) as f64
    };
    1.0 - by_words.min(in_one).clamp(0.0, 1.0)
}

enum Verdict {
    One(Evidence),
    Two(String),
}

fn yes(evidence: Evidence) -> Comparison {
    Comparison { same: true, score: evidence.score.max(0.5), why: vec![evidence] }
}

fn no(reason: impl Into<std::borrow::Cow<'static, str>>, score: f64) -> Comparison {
    let score = (score.clamp(0.0, 0.49) * 1000.0).round() / 1000.0;
    Comparison { same: false, score, why: vec![Evidence::new(reason, 1.0 - score)] }
}

/// Folded ASCII words, titles and commas gone; `Family, Given` turned round.
fn words(name: &str) -> Vec<String> {
    let is_legal = |word: &str| organisation::is_legal_form(fold_line(word).trim_end_matches('.'));
    let turned = match name.split_once(',') {
        Some((family, given)) if !given.trim().is_empty() && !is_legal(given) => {
            Cow::Owned(format!("{given} {family}"))
        }
        _ => Cow::Borrowed(name),
    };
    let folded = fold_line(&script::latin(&turned));
    let is_edge = |c: char| !c.is_alphanumeric() && c != '.' && c != script::UNVOWELLED;
    let all: Vec<&str> =
        folded.split([' ', '_', '/']).map(|w| w.trim_matches(is_edge)).filter(|w| !w.is_empty()).collect();
    let title = |w: &str| tables().titles_kind.get(w.trim_end_matches('.')).copied();
    let n_ranks = all.iter().take_while(|w| matches!(title(w), Some("honorific" | "rank"))).count();
    // A rank is a title only before a whole name: `General Motors`, `Major League`.
    let from = if all.len() >= n_ranks + 2 { n_ranks } else { 0 };
    let owned = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<String>>();
    let bare: Vec<&str> = all[from..].iter().copied().filter(|w| title(w) != Some("honorific")).collect();
    if bare.is_empty() { owned(&all) } else { owned(&bare) }
}

fn opposition(a: &[String], b: &[String]) -> Option<String> {
    if a.len() != b.len() {
        return None;
    }
    let (x, y) = a.iter().zip(b).find(|(x, y)| x != y && is_opposite(x, y))?;
    Some(format!("{x} and {y} are opposites"))
}

/// `is_place` says that the caller knows them to be places, so that looser spellings are allowed.
fn places(
    (a, words_a): (&str, &[String]),
    (b, words_b): (&str, &[String]),
    is_place: bool,
) -> Option<Verdict> {
    if let (Some(x), Some(y)) = (gazetteer().get(a), gazetteer().get(b)) {
        let country =
            |e: crate::engine::data::gazetteer::Entry| matches!(e.role, Role::Country | Role::Demonym);
        if x.place == y.place {
            return Some(Verdict::One(Evidence::new(
                format!("both name {}", gazetteer().name(x.place)),
                0.97,
            )));
        }
        // Oklahoma City is not Oklahoma; New York may be either.
        let is_state = |e: crate::engine::data::gazetteer::Entry| e.role == Role::State;
        let is_city_of = is_state(x) != is_state(y) && !gazetteer().share_a_form(x.place, y.place);
        if country(x) || country(y) || x.country != y.country || is_city_of {
            return Some(Verdict::Two(format!(
                "{} and {} are two places",
                gazetteer().name(x.place),
                gazetteer().name(y.place)
            )));
        }
    }
    let ((core_a, head_a), (core_b, head_b)) = (place::core(words_a), place::core(words_b));
    if let (Some(x), Some(y)) = (&head_a, &head_b)
        && x != y
    {
        return None;
    }
    let (score, reason) = place::one_place(&core_a, &core_b, is_place)?;
    Some(Verdict::One(Evidence::new(reason, score)))
}

fn bodies(a: &str, b: &str, words_a: &[String], words_b: &[String]) -> Option<Verdict> {
    let is_acronym = |printed: &str, words: &[String]| {
        words.len() == 1 && printed.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
    };
    for (short, short_words, long) in [(a, words_a, words_b), (b, words_b, words_a)] {
        let letters = short_words[0].replace('.', "");
        if is_acronym(short, short_words) && long.len() >= 2 {
            let (skipping, all) = organisation::initials(&organisation::core(long));
            if letters == skipping || letters == all {
                return Some(Verdict::One(Evidence::new(format!("{} are its initials", short.trim()), 0.93)));
            }
        }
    }
    let evidence =
        organisation::one_body(&organisation::Body::of(words_a), &organisation::Body::of(words_b))?;
    Some(Verdict::One(evidence))
}
