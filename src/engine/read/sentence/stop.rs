//! What a single full stop says: the end of a sentence, or of an abbreviation, an initial, an ordinal.

use super::end::{Around, is_opening, last_word};
use super::rules::Rules;

/// Whether the word before the stop goes on with what follows.
pub fn joins(around: &Around, rules: &Rules) -> bool {
    let Around { before, word, next_char, next_word, .. } = *around;
    let is_digit_next = next_char.is_ascii_digit();
    let is_number = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    // "5. 9" and "No. 3": a detached decimal, as texts out of a tokeniser have it.
    if is_digit_next && is_number {
        let decimals = next_word.trim_end_matches(['.', ',', ')', '"']);
        let decimals = decimals.strip_suffix("am").or(decimals.strip_suffix("pm")).unwrap_or(decimals);
        return word.len() <= 2 && decimals.len() <= 2;
    }
    if is_number && rules.has_ordinals {
        return is_ordinal(around, rules);
    }
    // "her. 357 Magnum"
    if is_digit_next && is_calibre(around.next) {
        return true;
    }
    if rules.is_inside(word, next_word) {
        return true;
    }
    // "8:30 p. m.", as texts out of a tokeniser have it.
    if matches!(word, "a" | "p") && next_word.starts_with("m.") {
        return true;
    }
    let is_detached_time =
        word == "m" && matches!(last_word(before[..before.len() - 1].trim_end()), "a." | "p.");
    let class = if is_detached_time { Some("time") } else { rules.class_of(before, word) };
    // "Hamdan v. Rumsfeld", "the corner of S. 10th"
    if word == "v" && next_char.is_uppercase()
        || matches!(word, "N" | "S" | "E" | "W") && is_digit_next && next_word.contains(char::is_alphabetic)
    {
        return true;
    }
    let Some(class) = class else {
        return is_initial(around, rules);
    };
    match class {
        "before_name" => true,
        "before_number" | "month" | "weekday" => is_digit_next || is_roman(next_word),
        "time" => after_time(around, rules),
        // After a state, company, country or degree a sentence may end; it goes on when what follows cannot open one.
        _ => {
            !opens_sentence(next_char, next_word, rules)
                || matches!(word, "e.g" | "i.e" | "vs" | "cf" | "viz" | "approx")
        }
    }
}

/// "At 6 p.m. Mr. Smith left", "6 p.m. Eastern", "6 p.m. Beijing time" go on; "The store closed at 6 p.m. Mr. Smith
/// left" does not.
fn after_time(around: &Around, rules: &Rules) -> bool {
    /// Words of `At about 6` before the mark.
    const OPENING_WORDS: usize = 3;
    let Around { before, next_char, next_word, next, .. } = *around;
    let bare = next_word.trim_end_matches(|c: char| !c.is_alphanumeric());
    if opens_sentence(next_char, next_word, rules) {
        return false;
    }
    let behind = next.split_whitespace().skip(1).map(|w| w.trim_end_matches(|c: char| !c.is_alphanumeric()));
    !next_char.is_uppercase()
        || before.split_whitespace().take(OPENING_WORDS + 1).count() <= OPENING_WORDS
        || rules.is_of_time(bare)
        || behind.take(2).any(|word| word == "time")
}

/// Whether what follows names the bore of a gun, whose point a tokeniser parted from it.
fn is_calibre(next: &str) -> bool {
    let mut words = next.split_whitespace();
    let is_number = words.next().is_some_and(|w| {
        let digits = w.trim_end_matches("-caliber").trim_end_matches("-calibre");
        matches!(digits.len(), 2 | 3) && digits.bytes().all(|b| b.is_ascii_digit())
    });
    let behind = words.next().unwrap_or("").trim_end_matches(|c: char| !c.is_alphanumeric());
    is_number
        && (next.split_whitespace().next().is_some_and(|w| w.contains('-'))
            || matches!(
                behind.to_lowercase().as_str(),
                "magnum" | "caliber" | "calibre" | "cal" | "winchester" | "acp"
            ))
}

/// `J. Smith`, `S. Korea`, `George W. Bush`, but not `Vitamin C. The` or `and I. The`.
pub fn is_initial(around: &Around, rules: &Rules) -> bool {
    let Around { before, word, next_char, .. } = *around;
    let last = word.rsplit('.').next().unwrap_or(word);
    // No blank parts a foreign initial from Chinese: 由A. 梅里.
    let last = last.rsplit(|c| matches!(c, '\u{3040}'..='\u{9FFF}')).next().unwrap_or(last);
    let mut letters = last.chars();
    let is_one_capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    // A script without capitals goes on with a name too: A. B. 梅里.
    if !is_one_capital || !next_char.is_alphabetic() || next_char.is_lowercase() {
        return false;
    }
    // An initial stands before the name it shortens: at the head of a sentence, or after a
    // capitalised word, a title or a word such as "of".
    let left = before[..before.len() - word.len()].trim_end();
    let previous = last_word(left);
    if last == "I" && word.len() == 1 {
        // "Albert I. Jones", but not "you and I. Jones": the pronoun follows no given name.
        return rules.given_names.contains(previous);
    }
    previous.is_empty()
        || word.contains('.')
        || !matches!(
            previous,
            "Vitamin"
                | "Plan"
                | "Group"
                | "Class"
                | "Type"
                | "Grade"
                | "Section"
                | "Part"
                | "Hepatitis"
                | "Appendix"
        )
}

/// German `am 3. Oktober`, `der 2. Weltkrieg`, but not `im Jahr 2019. Der`.
fn is_ordinal(around: &Around, rules: &Rules) -> bool {
    let Around { before, word, next_char, next_word, .. } = *around;
    if word.len() > 3 || opens_sentence(next_char, next_word, rules) {
        return false;
    }
    let bare = next_word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let previous = last_word(before[..before.len() - word.len()].trim_end());
    let is_range = previous.ends_with(['.', '–', '-', '/']) || matches!(previous, "und" | "bis" | "oder");
    rules.is_of_time(bare) || is_range || rules.is_opener(&previous.to_lowercase())
}

/// Whether a word is a Roman numeral: `XIV`.
fn is_roman(word: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    // A lone letter is a pronoun or an initial as soon.
    bare.len() > 1 && bare.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// Whether a word can be the first of a sentence rather than the second half of a name: a function
/// word, or any capitalised word that is a determiner, pronoun or opener in the table.
fn opens_sentence(next_char: char, next_word: &str, rules: &Rules) -> bool {
    if is_opening(next_char) && !matches!(next_char, '(' | '[') {
        return true;
    }
    let bare = next_word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let folded = bare.to_lowercase();
    next_char.is_uppercase()
        && (rules.is_opener(&folded) || folded.ends_with("n't") || folded.ends_with("n’t"))
}
