//! What the rules need to know of a language.

use crate::engine::data::{self, SentenceTables, WordMap, Words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{LazyLock, OnceLock};

/// One language's words and ways.
pub struct Rules {
    /// ISO 639-1.
    lang: &'static str,
    /// Abbreviation without its last full stop, to class.
    abbreviations: WordMap,
    /// Each two words in a row of an abbreviation of several: (`z`, `b`).
    inner: FxHashSet<(&'static str, &'static str)>,
    /// Function words that can open a sentence, folded.
    openers: Words,
    /// Verbs that say who spoke.
    pub says: Words,
    /// Months, weekdays, time zones, in lower case.
    of_time: Words,
    /// Given names, with a capital.
    pub given_names: Words,
    /// Whether its writers now and then begin a sentence with a small letter; where they do not, a small letter
    /// behind a full stop shows an abbreviation.
    pub begins_in_lower_case: bool,
    /// Whether blanks part its words, so that a missing one is a slip.
    pub spaces_words: bool,
    /// Whether a full stop makes a number an ordinal: `am 3. Oktober`.
    pub has_ordinals: bool,
}

impl Rules {
    /// Class of the abbreviation that ends `before`, whose last word is `word`; one of several words (`z. B`) too.
    pub fn class_of(&self, before: &str, word: &str) -> Option<&'static str> {
        let bare = word.trim_start_matches(['\'', '\u{2018}']);
        // "l'art. 5": what is left out of an article stands before the form.
        let behind_elision = || bare.rsplit(['\'', '\u{2019}']).next().filter(|_| self.lang != "en");
        let of_word = || self.of_form(bare).or_else(|| self.of_form(behind_elision()?));
        // "Mühlstr. 31": German writes its compounds in one word.
        let of_compound = || (self.lang == "de" && bare.ends_with("str")).then_some("before_number");
        let class = self.of_several(before).or_else(of_word).or_else(of_compound)?;
        // "1998 г.", "5 m.": a unit, after which a sentence may end.
        let left = before[..before.len() - word.len()].trim_end();
        let is_unit = self.lang != "en"
            && matches!(class, "before_name" | "before_number")
            && left.ends_with(|c: char| c.is_ascii_digit());
        Some(if is_unit { "other" } else { class })
    }

    /// Whether the stop behind `word` is one inside an abbreviation that `next` goes on with: the first of `z. B.`
    pub fn is_inside(&self, word: &str, next: &str) -> bool {
        let next = next.split('.').next().unwrap_or("");
        self.inner.contains(&(word, next)) || {
            let (word, next) = (word.to_lowercase(), next.to_lowercase());
            self.inner.contains(&(word.as_str(), next.as_str()))
        }
    }

    fn of_several(&self, before: &str) -> Option<&'static str> {
        /// `dr. h. c. mult`
        const LONGEST: usize = 4;
        if self.inner.is_empty() || !before.contains(". ") && !before.contains(".\u{a0}") {
            return None;
        }
        let tail = &before[before.ceil_char_boundary(before.len().saturating_sub(60))..];
        let mut words: Vec<&str> = tail.split_whitespace().rev().take(LONGEST).collect();
        words.reverse();
        (0..words.len().saturating_sub(1)).find_map(|from| self.of_form(&words[from..].join(" ")))
    }

    /// A form as the table has it, or with the capital of a heading or of a sentence's beginning.
    fn of_form(&self, form: &str) -> Option<&'static str> {
        let exact = self.abbreviations.get(form);
        let lowered = || {
            let may_be =
                self.lang != "en" && form.chars().nth(1).is_some() && form.starts_with(char::is_uppercase);
            let rest_is_small = || form.contains(['.', '-']) || !form.chars().skip(1).any(char::is_uppercase);
            (may_be && rest_is_small()).then(|| self.abbreviations.get(form.to_lowercase().as_str()))?
        };
        exact.or_else(lowered).copied()
    }

    /// Whether a word is an abbreviation, written with a small or a capital letter.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        let capital = || word[..1].to_uppercase() + &word[1..];
        self.of_form(word).is_some()
            || word.is_ascii() && !word.is_empty() && self.of_form(&capital()).is_some()
    }

    /// Whether a word is of the calendar or the clock.
    pub fn is_of_time(&self, word: &str) -> bool {
        self.of_time.contains(word.to_lowercase().as_str())
    }

    /// Whether a folded word opens sentences rather than names.
    pub fn is_opener(&self, word: &str) -> bool {
        self.openers.contains(word)
    }
}

/// The rules for a text.
pub fn of(lang: Option<&str>, body: &str) -> &'static Rules {
    static RULES: LazyLock<FxHashMap<&'static str, (&'static SentenceTables, OnceLock<Rules>)>> =
        LazyLock::new(|| data::sentence_tables().iter().map(|t| (t.lang, (t, OnceLock::new()))).collect());
    let known = lang.and_then(|lang| RULES.get(lang));
    let found = known.or_else(|| RULES.get(by_script(body)));
    let (tables, rules) = found.expect("each script's language has its tables");
    rules.get_or_init(|| read(tables))
}

fn read(tables: &SentenceTables) -> Rules {
    let abbreviations = tables.abbreviations();
    let several = abbreviations.keys().filter(|form| form.contains(". "));
    let inner = several.flat_map(|form| form.split(". ").zip(form.split(". ").skip(1))).collect();
    Rules {
        lang: tables.lang,
        abbreviations,
        inner,
        openers: tables.openers(),
        says: tables.says(),
        of_time: tables.of_time(),
        given_names: tables.given_names(),
        begins_in_lower_case: tables.lang == "en",
        spaces_words: !matches!(tables.lang, "zh" | "ja"),
        has_ordinals: tables.lang == "de",
    }
}

/// The language whose rules hold for a text of which only the script is known.
fn by_script(body: &str) -> &'static str {
    /// Bytes that tell the script.
    const SAMPLE: usize = 400;
    if body.is_ascii() {
        return "en";
    }
    let sample = || body.chars().take(SAMPLE).filter(|c| c.is_alphabetic());
    let n = |is: fn(char) -> bool| sample().filter(|c| is(*c)).count();
    let is_most = |is: fn(char) -> bool| 2 * n(is) > sample().count();
    if is_most(|c| matches!(c, '\u{400}'..='\u{52F}')) {
        // Letters that Ukrainian has and Russian has not.
        if n(|c| matches!(c, 'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ')) > 0 {
            "uk"
        } else {
            "ru"
        }
    } else if is_most(|c| matches!(c, '\u{600}'..='\u{6FF}')) {
        "ar"
    } else if is_most(|c| matches!(c, '\u{3040}'..='\u{9FFF}')) {
        "ja"
    } else {
        "en"
    }
}
