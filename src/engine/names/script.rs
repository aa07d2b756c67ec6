//! Names of other scripts in Latin letters: parts by the table of their usual spellings, else letter by
//! letter, the family name parted from the given name where the script writes them together.

use crate::engine::data::lookup::tables;
use crate::engine::text::fold::fold;
use any_ascii::{any_ascii, any_ascii_char};
use std::borrow::Cow;

/// Chinese family names of two characters, in both forms of writing.
const TWO_CHARACTERS: &[&str] = &[
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "夏侯", "皇甫", "尉迟", "尉遲", "公孙", "公孫",
    "慕容", "令狐", "司徒", "东方", "東方", "南宫", "南宮",
];

/// Korean family names of two syllables.
const TWO_SYLLABLES: &[&str] = &["남궁", "황보", "제갈", "선우", "독고", "사공", "서문"];

/// A name in ASCII letters.
pub fn latin(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    let trimmed = name.trim();
    if let Some(parted) = family_first(trimmed, is_hangul, TWO_SYLLABLES, "-")
        .or_else(|| family_first(trimmed, is_han, TWO_CHARACTERS, ""))
    {
        return Cow::Owned(parted);
    }
    let words: Vec<Cow<str>> = name.split_whitespace().map(word).collect();
    Cow::Owned(words.join(" "))
}

/// The words of a name in ASCII letters, small.
pub fn ascii_words(name: &str) -> Vec<String> {
    latin(name).to_lowercase().split(' ').map(str::to_owned).collect()
}

fn word(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let lower = word.to_lowercase();
    let folded = fold(word);
    let usual = |part: &str| tables().name_tokens.get(part).copied();
    if let Some(latin) = usual(&folded) {
        return Cow::Borrowed(latin);
    }
    // The Arabic article.
    if let Some(latin) = folded.strip_prefix("ال").and_then(usual) {
        return Cow::Owned(format!("al-{latin}"));
    }
    if lower.chars().all(is_unvowelled) {
        return Cow::Owned(consonants(&lower));
    }
    Cow::Owned(any_ascii(word))
}

/// Ends a word of a script that leaves vowels out, spelled letter by letter.
pub const UNVOWELLED: char = '~';

/// Whether a letter is Hebrew or Arabic.
pub fn is_unvowelled(c: char) -> bool {
    matches!(c, '\u{05D0}'..='\u{05F4}' | '\u{0621}'..='\u{064A}' | '\u{067E}'..='\u{06CC}' | '\'' | '-')
}

/// A word letter by letter; the letters that may be vowels become `w`, `y` and `a`.
fn consonants(word: &str) -> String {
    let letter = |c: char| match c {
        'ו' | 'و' => "w",
        'י' | 'ي' | 'ی' | 'ى' => "y",
        'א' | 'ا' | 'أ' | 'إ' | 'آ' | 'ة' => "a",
        'ע' | 'ع' | 'ء' => "",
        other => any_ascii_char(other),
    };
    word.chars().map(letter).chain([UNVOWELLED.encode_utf8(&mut [0; 4]) as &str]).collect()
}

/// A name written in one, the family's first: `习近平` as `xi jinping`.
fn family_first(name: &str, is_letter: fn(char) -> bool, of_two: &[&str], between: &str) -> Option<String> {
    let n = name.chars().count();
    if !(2..=4).contains(&n) || !name.chars().all(is_letter) {
        return None;
    }
    let two = n > 2 && of_two.iter().any(|family| name.starts_with(family));
    let spelled: Vec<String> = name.chars().map(|c| any_ascii_char(c).to_lowercase()).collect();
    let (family, given) = spelled.split_at(if two { 2 } else { 1 });
    Some(format!("{} {}", family.concat(), given.join(between)))
}

/// Whether a letter is a syllable of Hangul.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// Whether a letter is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_scripts_are_spelled_as_usual() {
        let check = |name: &str, expected: &str| assert_eq!(latin(name).to_lowercase(), expected, "{name}");
        check("محمد بن سلمان", "mohamed ibn salman");
        check("장호진", "jang ho-jin");
        check("习近平", "xi jinping");
        check("Владимир Путин", "vladimir putin");
        check("Müller", "muller");
    }
}
