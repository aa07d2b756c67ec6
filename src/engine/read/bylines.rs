//! Who wrote a story: a line that is an opening word and names, in the languages of the tables.

use crate::engine::data::lookup::tables;
use crate::engine::read::furniture::Line;
use crate::engine::text::fold::fold;

/// Most words of a byline: two names with what each of them is.
const LONGEST_BYLINE_WORDS: usize = 14;
/// Most words of one name: `Ana María de la Cruz`.
const LONGEST_NAME_WORDS: usize = 5;
/// Most words that say what the writer is: `Staff Writer`, `envoyé spécial à Lyon`.
const LONGEST_ROLE_WORDS: usize = 6;

/// How a byline opens, but in English: German, French, Spanish and Portuguese, Italian.
const OPENERS: &[&str] = &["Von", "VON", "Par", "PAR", "Por", "POR", "Di", "DI"];
/// What joins two writers.
const JOINERS: &[&str] = &["und", "et", "y", "e", "and", "&"];

/// `By Jane Doe`, `By JANE DOE and Lee Min, Staff Writer`, `Von Anna Muster`, `Por Ana Ruiz y Luis Gil`.
pub fn is_byline(line: &Line) -> bool {
    if line.closed || line.n_words > LONGEST_BYLINE_WORDS {
        return false;
    }
    if let Some(rest) = line.text.strip_prefix("By ").or(line.text.strip_prefix("BY ")) {
        return rest.split_whitespace().next().is_some_and(|w| w.starts_with(char::is_uppercase))
            && rest.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count() <= 3;
    }
    let opened = OPENERS.iter().find_map(|opener| line.text.strip_prefix(opener)?.strip_prefix(' '));
    opened.is_some_and(|rest| {
        let (names, role) = rest.split_once(',').unwrap_or((rest, ""));
        role.split_whitespace().count() <= LONGEST_ROLE_WORDS && are_persons(names)
    })
}

/// Whether a string is the names of one or two persons and nothing else. "Von Berlin nach Rom" and
/// "Par Temps Froid" open so too: one given name at least must be known, or stand as an initial.
fn are_persons(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut names = words.split(|w| JOINERS.contains(w));
    (1..=2).contains(&names.clone().count()) && names.all(is_person)
}

fn is_person(words: &[&str]) -> bool {
    /// Small words inside names, and what is set before a vowel.
    const SMALL: &[&str] = &["d'", "l'", "d\u{2019}", "l\u{2019}"];
    let is_small =
        |w: &str| tables().particles.contains(&*fold(w)) || SMALL.iter().any(|small| w.starts_with(small));
    let is_initial = |w: &str| w.ends_with('.') && w.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    let is_given = |w: &str| {
        let folded = fold(w);
        let mut parts = folded.split('-');
        tables().given_names.contains_key(&*folded)
            || parts.all(|part| tables().given_names.contains_key(part))
    };
    let spelled_as_name = |w: &&str| w.starts_with(char::is_uppercase) || is_small(w);
    (2..=LONGEST_NAME_WORDS).contains(&words.len())
        && words.iter().all(spelled_as_name)
        && words.last().is_some_and(|w| w.contains(char::is_uppercase))
        && words.first().is_some_and(|w| is_given(w) || is_initial(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_word_and_names_are_a_byline() {
        for text in [
            "By Jane Doe",
            "By JANE DOE and Lee Min, Staff Writer",
            "Von Anna Muster",
            "Von Anna Muster und Karl-Heinz Vogel",
            "Por Ana Ruiz",
            "Par Hélène d'Arbois, envoyée spéciale à Lyon",
            "Di Marco De Santis",
        ] {
            assert!(is_byline(&Line::new(text)), "{text}");
        }
    }

    #[test]
    fn a_heading_that_opens_so_is_none() {
        for text in [
            "Von Berlin nach Paris",
            "Von Anna Muster fehlt jede Spur",
            "Por Ana Ruiz votaron cien delegados",
            "Par Temps Froid",
            "By the end of the year, prices had doubled",
            "Por Ana Ruiz.",
        ] {
            assert!(!is_byline(&Line::new(text)), "{text}");
        }
    }
}
