//! Language tables: TSV files beside this one, compiled in, parsed once, read-only afterwards.
//!
//! A file's first lines start with `# ` and say what it holds, its columns, source and licence.
//! Every other line is one row; the unit tests below fail on a row with the wrong number of columns.

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

pub mod furniture;
pub mod gazetteer;
pub mod lookup;
mod sentences;
pub mod spelling_rules;

/// Declares the table files once: a constant for each, and the list that is hashed and checked.
macro_rules! files {
    ($($name:ident = $file:literal, $columns:literal;)*) => {
        $(const $name: &str = include_str!($file);)*
        const FILES: &[(&str, &str, usize)] = &[$(($file, $name, $columns)),*];
    };
}

files! {
    ABBREVIATIONS = "abbreviations.tsv", 2;
    ABBREVIATIONS_AR = "lang/abbreviations_ar.tsv", 2;
    ABBREVIATIONS_DE = "lang/abbreviations_de.tsv", 2;
    ABBREVIATIONS_ES = "lang/abbreviations_es.tsv", 2;
    ABBREVIATIONS_FR = "lang/abbreviations_fr.tsv", 2;
    ABBREVIATIONS_IT = "lang/abbreviations_it.tsv", 2;
    ABBREVIATIONS_PT = "lang/abbreviations_pt.tsv", 2;
    ABBREVIATIONS_RU = "lang/abbreviations_ru.tsv", 2;
    ABBREVIATIONS_UK = "lang/abbreviations_uk.tsv", 2;
    AGENCIES = "agencies.tsv", 3;
    CALENDAR = "calendar.tsv", 3;
    CALENDAR_OF_LANGUAGES = "lang/calendar.tsv", 4;
    CHINESE_SYLLABLES = "chinese_syllables.tsv", 2;
    COMMON_WORDS = "common_words.tsv", 1;
    CONNECTIVES = "connectives.tsv", 2;
    DOCUMENT_NOUNS = "document_nouns.tsv", 3;
    ROLE_NOUNS = "role_nouns.tsv", 2;
    CITIES = "cities.tsv", 4;
    COUNTRIES = "countries.tsv", 7;
    DATE_WORDS = "lang/date_words.tsv", 3;
    DEFINITE_NOUNS = "definite_nouns.tsv", 2;
    DERIVATIONS = "derivations.tsv", 2;
    FACILITY_NOUNS = "facility_nouns.tsv", 2;
    FREQUENT_WORDS = "frequent_words.tsv", 1;
    FURNITURE = "furniture.tsv", 4;
    GIVEN_EQUIVALENTS = "given_name_equivalents.tsv", 1;
    GIVEN_NAMES = "given_names.tsv", 2;
    IRREGULAR = "irregular.tsv", 2;
    KOREAN_GIVEN = "korean_given_syllables.tsv", 3;
    KOREAN_HANJA = "korean_hanja.tsv", 2;
    KOREAN_SURNAMES = "korean_surnames.tsv", 4;
    NAME_TOKENS = "name_tokens.tsv", 3;
    NICKNAMES = "nicknames.tsv", 2;
    NUMBER_HEDGES = "number_hedges.tsv", 2;
    NUMBER_WORDS = "number_words.tsv", 3;
    OFFICE_HEADS = "office_heads.tsv", 2;
    OPENERS_DE = "lang/openers_de.tsv", 1;
    OPENERS_ES = "lang/openers_es.tsv", 1;
    OPENERS_FR = "lang/openers_fr.tsv", 1;
    OPENERS_IT = "lang/openers_it.tsv", 1;
    OPENERS_PT = "lang/openers_pt.tsv", 1;
    OPENERS_RU = "lang/openers_ru.tsv", 1;
    OPENERS_UK = "lang/openers_uk.tsv", 1;
    OPPOSITES = "opposites.tsv", 2;
    ORGANISATION_HEADS = "organisation_heads.tsv", 2;
    PARTICLES = "particles.tsv", 2;
    PICTURE_CREDITS = "lang/picture_credits.tsv", 2;
    QUANTITIES = "lang/quantities.tsv", 5;
    PLACE_HEADS = "place_heads.tsv", 2;
    PLACE_VARIANTS = "place_variants.tsv", 3;
    REPORTING_VERBS = "reporting_verbs.tsv", 3;
    SPELLING_RULES = "name_spelling_rules.tsv", 6;
    STOPWORDS = "stopwords_en.tsv", 1;
    SURNAME_HEADS = "surname_heads.tsv", 1;
    SYNONYMS = "synonyms.tsv", 2;
    TIME_ZONES = "time_zones.tsv", 1;
    TITLES = "titles.tsv", 4;
    UNITS = "units.tsv", 4;
    US_STATES = "us_states.tsv", 3;
}

pub use sentences::{SentenceTables, sentence_tables};

/// Set of words.
pub type Words = FxHashSet<&'static str>;
/// Word to word.
pub type WordMap = FxHashMap<&'static str, &'static str>;

/// Lines of a table that are rows.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
}

/// Cells of a row, in the order of the columns, and empty ones after them.
type Row = [&'static str; MOST_COLUMNS];
const MOST_COLUMNS: usize = 7;

/// Rows of a table, each split at its tabs.
fn rows(file: &'static str) -> impl Iterator<Item = Row> {
    lines(file).map(|line| {
        let mut row = [""; MOST_COLUMNS];
        row.iter_mut().zip(line.split('\t')).for_each(|(cell, text)| *cell = text);
        row
    })
}

fn first_column(file: &'static str) -> Words {
    lines(file).map(|line| line.split_once('\t').map_or(line, |(first, _)| first)).collect()
}

fn first_to_second(file: &'static str) -> WordMap {
    rows(file).map(|row| (row[0], row[1])).collect()
}

/// The pieces of a `|` list, none for an empty cell or `-`.
pub fn pieces(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').map(str::trim).filter(|piece| !piece.is_empty() && *piece != "-")
}

/// Rank of each frequent word of English, 0 for the most frequent.
pub fn frequent_words() -> &'static FxHashMap<&'static str, usize> {
    static RANKS: LazyLock<FxHashMap<&'static str, usize>> =
        LazyLock::new(|| rows(FREQUENT_WORDS).enumerate().map(|(rank, row)| (row[0], rank)).collect());
    &RANKS
}

/// Months and weekdays of a language: folded form (of two words with a blank) to kind and value.
pub type Calendar = FxHashMap<String, (&'static str, i8)>;

/// The calendars of the languages other than English, by ISO 639-1 code.
pub fn calendars() -> &'static FxHashMap<&'static str, Calendar> {
    static CALENDARS: LazyLock<FxHashMap<&'static str, Calendar>> = LazyLock::new(|| {
        let mut calendars: FxHashMap<&str, Calendar> = FxHashMap::default();
        for row in rows(CALENDAR_OF_LANGUAGES) {
            let form = crate::engine::text::fold::fold(row[1]).into_owned();
            calendars.entry(row[0]).or_default().insert(form, (row[2], lookup::number(row[3]) as i8));
        }
        calendars
    });
    &CALENDARS
}

/// Multipliers and units of a language: folded form (of two words with a blank) to what it is.
pub type Quantities = FxHashMap<String, lookup::Unit>;

/// What stands beside numbers in the languages other than English, by ISO 639-1 code.
pub fn quantities() -> &'static FxHashMap<&'static str, Quantities> {
    static QUANTITIES_OF: LazyLock<FxHashMap<&'static str, Quantities>> = LazyLock::new(|| {
        let mut all: FxHashMap<&str, Quantities> = FxHashMap::default();
        for row in rows(QUANTITIES) {
            let form = crate::engine::text::fold::fold(row[1]).into_owned();
            all.entry(row[0]).or_default().insert(form, lookup::Unit::of(row[2], row[3], row[4]));
        }
        all
    });
    &QUANTITIES_OF
}

/// Digest of all tables, part of the engine's parameters hash.
pub fn digest(hasher: &mut Sha256) {
    for (name, text, _) in FILES {
        hasher.update(name.as_bytes());
        hasher.update(text.as_bytes());
    }
}
