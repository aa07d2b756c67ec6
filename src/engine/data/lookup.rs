//! The parsed tables, ready for look-up.

use super::furniture::{Furniture, PictureCredits};
use super::spelling_rules::{SpellingRules, spelling_rules};
use super::*;
use crate::engine::text::fold::fold;
use frostem::{Algorithm, Stemmer};
use std::sync::OnceLock;

/// A table, parsed when it is first asked for: reading one page needs a tenth of them.
pub type Table<T> = LazyLock<T>;

/// Every table that more than one stage reads. A stage's own tables are parsed where it stands.
pub struct Tables {
    /// What the word tables say of a folded word, in one look-up.
    pub words: Table<FxHashMap<&'static str, WordFacts>>,
    /// Function words.
    pub stopwords: Table<Words>,
    /// Inflected form to lemma.
    pub irregular: Table<WordMap>,
    /// Stem to the stem that stands for its concept.
    pub concepts: Table<FxHashMap<String, String>>,
    /// Names of the concepts of the ordinary words, each worked out when it is first met.
    ordinary_concepts: Table<Box<[OnceLock<Box<str>>]>>,
    /// Abbreviation without its last full stop, to class.
    pub abbreviations: Table<WordMap>,
    /// Folded reporting verb, to (lemma, class).
    pub reporting: Table<FxHashMap<&'static str, (&'static str, &'static str)>>,
    /// Title as printed, to what it is.
    pub titles: Table<FxHashMap<&'static str, Title>>,
    /// Most words of a title.
    pub longest_title: Table<usize>,
    /// Head noun of an office, to its canonical form.
    pub office_heads: Table<WordMap>,
    /// Word that makes a capitalised name an organisation, to its kind.
    pub organisation_heads: Table<FxHashMap<String, &'static str>>,
    /// Word that makes a capitalised name a place, to where it stands.
    pub place_heads: Table<FxHashMap<String, &'static str>>,
    /// Word for premises that somebody runs (plant, store), folded, to its class.
    pub facility_nouns: Table<FxHashMap<String, &'static str>>,
    /// Noun that with "the" means a body named before, to how that body is known.
    pub definite_nouns: Table<WordMap>,
    /// Pairs of opposite concepts (stems), both ways.
    pub opposites: Table<FxHashSet<(String, String)>>,
    /// Every concept that stands in a pair of opposites.
    pub opposed: Table<FxHashSet<String>>,
    /// Month, weekday and relative-day words: folded form without stop, to (kind, value).
    pub calendar: Table<FxHashMap<&'static str, (&'static str, i32)>>,
    /// Number words to (value, kind).
    pub number_words: Table<FxHashMap<&'static str, (f64, &'static str)>>,
    /// Hedge phrase to sense.
    pub hedges: Table<WordMap>,
    /// Unit to what it measures.
    pub units: Table<FxHashMap<&'static str, Unit>>,
    /// Given names (folded) to gender.
    pub given_names: Table<FxHashMap<String, &'static str>>,
    /// Form of an agency's credit (as printed) to the agency's name.
    pub agencies: Table<FxHashMap<&'static str, &'static str>>,
    /// Furniture phrases.
    pub furniture: Table<Furniture>,
    /// Words of a date line beside the English calendar, folded, to what they are: month, weekday, beside.
    pub date_words: Table<WordMap>,
    /// Marks before the maker of a picture.
    pub picture_credits: Table<PictureCredits>,
    /// Small words inside names: `bin`, `van`, `al`.
    pub particles: Table<Words>,
    /// Ordinary words, which may head a sentence with a capital.
    pub common_words: Table<Words>,
    /// Nouns for persons, singular and plural: `spokesman`, `witnesses`.
    pub role_nouns: Table<Words>,
    /// Nouns for documents, to (canonical, kind).
    pub document_nouns: Table<FxHashMap<&'static str, (&'static str, &'static str)>>,
    /// Words that tie a sentence to the one before, to kind.
    pub connectives: Table<WordMap>,
    /// Folded title without its stop, to its folded full form.
    pub titles_folded: Table<FxHashMap<String, String>>,
    /// Folded title without its stop, to its kind.
    pub titles_kind: Table<FxHashMap<String, &'static str>>,
    /// Given name to its short forms and short form to its given names, folded.
    pub nicknames: Table<FxHashMap<String, Vec<String>>>,
    /// Part of a name in another script, folded, to its usual Latin spelling.
    pub name_tokens: Table<FxHashMap<String, &'static str>>,
    /// Given name to the number of its row of forms in several languages.
    pub given_equivalents: Table<FxHashMap<&'static str, usize>>,
    /// Heads of places that are family names too, folded.
    pub surname_heads: Table<FxHashSet<String>>,
    /// Folded spelling of a Korean family name to the Hangul it may be.
    pub korean_surnames: Table<FxHashMap<String, Spelled>>,
    /// Folded spelling of a syllable of Korean given names to the Hangul it may be.
    pub korean_syllables: Table<FxHashMap<String, Spelled>>,
    /// Chinese character to the Hangul it is read as in names.
    pub korean_hanja: Table<FxHashMap<char, &'static str>>,
    /// Chinese character of a family name to its Hangul.
    pub korean_families: Table<FxHashMap<char, &'static str>>,
    /// Every Hangul of the tables.
    pub hangul: Table<Words>,
    /// Hangul syllables of few given names.
    pub korean_rare: Table<Words>,
    /// Syllables of Mandarin in Hanyu Pinyin.
    pub pinyin: Table<FxHashMap<String, Vec<&'static str>>>,
    /// Syllables in Wade-Giles without their apostrophes, to the pinyin they may be.
    pub wade_giles: Table<FxHashMap<String, Vec<&'static str>>>,
    /// Spelling equivalences between romanisation systems.
    pub spelling_rules: Table<SpellingRules>,
}

/// The Hangul that a spelling may stand for, each with its rank: 0 where it is that Hangul's commonest spelling.
pub type Spelled = Vec<(&'static str, usize)>;

impl Tables {
    /// Name of the concept of an ordinary word; `work_out` is asked once for each word.
    pub fn ordinary_concept(&self, facts: WordFacts, work_out: impl FnOnce() -> String) -> Option<&str> {
        let known = &self.ordinary_concepts[facts.ordinary? as usize];
        Some(known.get_or_init(|| work_out().into_boxed_str()))
    }

    /// Whether a concept has an opposite in the table.
    pub fn has_opposite(&self, concept: &str) -> bool {
        self.opposed.contains(concept)
    }

    /// Whether a folded word makes a capitalised name an organisation.
    pub fn organisation_head(&self, word: &str) -> bool {
        self.organisation_heads.contains_key(word)
    }

    /// Whether one of two folded given names is a short form of the other.
    pub fn is_nickname(&self, x: &str, y: &str) -> bool {
        self.nicknames.get(x).is_some_and(|others| others.iter().any(|other| other == y))
    }
}

/// What the word tables say of one folded word.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordFacts {
    /// A function word.
    pub is_stop: bool,
    /// In the calendar table.
    pub is_calendar: bool,
    /// In the table of number words.
    pub is_number: bool,
    /// The first word of a verb of speech.
    pub starts_report: bool,
    /// In the table of documents.
    pub is_document: bool,
    /// The first of the two words of a verb of speech or of a document.
    pub starts_phrase: bool,
    /// Lemma of an irregular form.
    pub base: Option<&'static str>,
    /// Its place among the ordinary words.
    ordinary: Option<u32>,
}

/// A title before a name.
#[derive(Debug, Clone, Copy)]
pub struct Title {
    /// honorific, rank, office or role
    pub kind: &'static str,
    /// m, f or -
    pub gender: &'static str,
    /// Full form.
    pub full: &'static str,
}

/// A unit of measure.
#[derive(Debug, Clone, Copy)]
pub struct Unit {
    /// Canonical name.
    pub canonical: &'static str,
    /// length, mass, money ...
    pub dimension: &'static str,
    /// To the dimension's base unit.
    pub factor: f64,
}

impl Unit {
    pub(super) fn of(canonical: &'static str, dimension: &'static str, factor: &str) -> Unit {
        Unit { canonical, dimension, factor: number(factor) }
    }
}

/// The tables.
pub fn tables() -> &'static Tables {
    static TABLES: Tables = Tables {
        words: table(word_facts),
        stopwords: table(|| first_column(STOPWORDS)),
        irregular: table(|| first_to_second(IRREGULAR)),
        concepts: table(concepts),
        ordinary_concepts: table(|| lines(COMMON_WORDS).map(|_| OnceLock::new()).collect()),
        abbreviations: table(|| {
            rows(ABBREVIATIONS).map(|r| (r[0].strip_suffix('.').unwrap_or(r[0]), r[1])).collect()
        }),
        reporting: table(|| rows(REPORTING_VERBS).map(|r| (r[0], (r[1], r[2]))).collect()),
        titles: table(|| {
            rows(TITLES).map(|r| (r[0], Title { kind: r[1], gender: r[2], full: r[3] })).collect()
        }),
        longest_title: table(|| rows(TITLES).map(|r| r[0].split(' ').count()).max().unwrap_or(0)),
        office_heads: table(|| first_to_second(OFFICE_HEADS)),
        organisation_heads: table(|| folded_keys(ORGANISATION_HEADS)),
        place_heads: table(|| folded_keys(PLACE_HEADS)),
        facility_nouns: table(|| folded_keys(FACILITY_NOUNS)),
        definite_nouns: table(|| first_to_second(DEFINITE_NOUNS)),
        opposites: table(opposites),
        opposed: table(|| tables().opposites.iter().map(|(a, _)| a.clone()).collect()),
        calendar: table(|| {
            rows(CALENDAR).map(|r| (r[0].trim_end_matches('.'), (r[1], number(r[2]) as i32))).collect()
        }),
        number_words: table(|| rows(NUMBER_WORDS).map(|r| (r[0], (number(r[1]), r[2]))).collect()),
        hedges: table(|| first_to_second(NUMBER_HEDGES)),
        units: table(|| rows(UNITS).map(|r| (r[0], Unit::of(r[1], r[2], r[3]))).collect()),
        given_names: table(|| rows(GIVEN_NAMES).map(|r| (fold(r[0]).into_owned(), r[1])).collect()),
        agencies: table(|| rows(AGENCIES).flat_map(|r| pieces(r[2]).map(move |form| (form, r[1]))).collect()),
        furniture: table(Furniture::read),
        date_words: table(|| rows(DATE_WORDS).map(|r| (r[2], r[1])).collect()),
        picture_credits: table(PictureCredits::read),
        particles: table(|| {
            rows(PARTICLES).filter(|r| r[1] != "suffix").map(|r| r[0].trim_end_matches('-')).collect()
        }),
        common_words: table(|| first_column(COMMON_WORDS)),
        role_nouns: table(|| rows(ROLE_NOUNS).flat_map(|r| [r[0], r[1]]).collect()),
        document_nouns: table(|| rows(DOCUMENT_NOUNS).map(|r| (r[0], (r[1], r[2]))).collect()),
        connectives: table(|| first_to_second(CONNECTIVES)),
        titles_folded: table(|| rows(TITLES).map(|r| (bare(r[0]), bare(r[3]))).collect()),
        titles_kind: table(|| rows(TITLES).map(|r| (bare(r[0]), r[1])).collect()),
        nicknames: table(nicknames),
        name_tokens: table(|| rows(NAME_TOKENS).map(|row| (fold(row[1]).into_owned(), row[2])).collect()),
        given_equivalents: table(|| {
            let numbered = rows(GIVEN_EQUIVALENTS).enumerate();
            numbered.flat_map(|(n, r)| pieces(r[0]).map(move |form| (form, n))).collect()
        }),
        surname_heads: table(|| rows(SURNAME_HEADS).map(|r| bare(r[0])).collect()),
        korean_surnames: table(|| spellings(KOREAN_SURNAMES, 2)),
        korean_syllables: table(|| spellings(KOREAN_GIVEN, 1)),
        korean_hanja: table(|| {
            rows(KOREAN_HANJA).flat_map(|r| r[1].chars().map(move |c| (c, r[0]))).collect()
        }),
        korean_families: table(|| {
            let characters = |r: Row| pieces(r[1]).flat_map(str::chars).map(move |c| (c, r[0]));
            rows(KOREAN_SURNAMES).flat_map(characters).collect()
        }),
        hangul: table(|| rows(KOREAN_SURNAMES).chain(rows(KOREAN_GIVEN)).map(|r| r[0]).collect()),
        korean_rare: table(|| rows(KOREAN_GIVEN).filter(|r| r[2] == "rare").map(|r| r[0]).collect()),
        pinyin: table(|| rows(CHINESE_SYLLABLES).map(|r| (r[0].to_owned(), vec![r[0]])).collect()),
        wade_giles: table(wade_giles),
        spelling_rules: table(spelling_rules),
    };
    &TABLES
}

const fn table<T>(parse: fn() -> T) -> Table<T> {
    LazyLock::new(parse)
}

/// Folded, without a last full stop.
fn bare(form: &str) -> String {
    fold(form.trim_end_matches('.')).into_owned()
}

fn nicknames() -> FxHashMap<String, Vec<String>> {
    let mut map: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for (name, short) in
        rows(NICKNAMES).flat_map(|r| pieces(r[1]).map(move |short| (bare(r[0]), bare(short))))
    {
        map.entry(name.clone()).or_default().push(short.clone());
        map.entry(short).or_default().push(name);
    }
    map
}

/// Each spelling in column `column` to the Hangul of the first column.
fn spellings(file: &'static str, column: usize) -> FxHashMap<String, Spelled> {
    let mut map: FxHashMap<String, Spelled> = FxHashMap::default();
    for row in rows(file) {
        for (rank, spelling) in pieces(row[column]).enumerate() {
            let of_spelling = map.entry(bare(spelling).replace(['\'', '\u{2019}'], "")).or_default();
            // Two spellings may fold into one; the commoner counts.
            if of_spelling.iter().all(|(hangul, _)| *hangul != row[0]) {
                of_spelling.push((row[0], rank));
            }
        }
    }
    map
}

fn wade_giles() -> FxHashMap<String, Vec<&'static str>> {
    let mut map: FxHashMap<String, Vec<&'static str>> = FxHashMap::default();
    for row in rows(CHINESE_SYLLABLES) {
        for spelling in pieces(row[1]) {
            map.entry(bare(spelling).replace(['\'', '\u{2019}'], "")).or_default().push(row[0]);
        }
    }
    map
}

/// Folded first column, without a last full stop, to the second.
fn folded_keys(file: &'static str) -> FxHashMap<String, &'static str> {
    let key = |form: &str| fold(form.trim_end_matches('.')).into_owned();
    rows(file).map(|row| (key(row[0]), row[1])).collect()
}

/// A cell that holds a number.
pub(super) fn number(cell: &str) -> f64 {
    cell.parse().unwrap_or_else(|_| panic!("a number in a table: {cell:?}"))
}

fn word_facts() -> FxHashMap<&'static str, WordFacts> {
    let mut words: FxHashMap<&'static str, WordFacts> = FxHashMap::default();
    rows(STOPWORDS).for_each(|r| words.entry(r[0]).or_default().is_stop = true);
    rows(CALENDAR).for_each(|r| words.entry(r[0].trim_end_matches('.')).or_default().is_calendar = true);
    rows(NUMBER_WORDS).for_each(|r| words.entry(r[0]).or_default().is_number = true);
    rows(IRREGULAR).for_each(|r| words.entry(r[0]).or_default().base = Some(r[1]));
    words.reserve(lines(COMMON_WORDS).count());
    for (place, word) in (0u32..).zip(lines(COMMON_WORDS)) {
        words.entry(word).or_default().ordinary = Some(place);
    }
    for row in rows(DOCUMENT_NOUNS) {
        words.entry(row[0]).or_default().is_document = true;
        if let Some((head, _)) = row[0].split_once(' ') {
            words.entry(head).or_default().starts_phrase = true;
        }
    }
    for row in rows(REPORTING_VERBS) {
        let (head, is_phrase) = row[0].split_once(' ').map_or((row[0], false), |(head, _)| (head, true));
        let facts = words.entry(head).or_default();
        facts.starts_report = true;
        facts.starts_phrase |= is_phrase;
    }
    words
}

/// Stem to representative stem: first the noun to its verb, then the word to its synonym's head.
fn concepts() -> FxHashMap<String, String> {
    let stemmer = Stemmer::new(Algorithm::English);
    let stem = |word: &str| stemmer.stem(word).into_owned();
    let mut map: FxHashMap<String, String> = FxHashMap::default();
    for row in rows(SYNONYMS) {
        map.insert(stem(row[0]), stem(row[1]));
    }
    for row in rows(DERIVATIONS) {
        let verb = stem(row[1]);
        let head = map.get(&verb).cloned().unwrap_or(verb);
        map.entry(stem(row[0])).or_insert(head);
    }
    map
}

fn opposites() -> FxHashSet<(String, String)> {
    let (stemmer, heads) = (Stemmer::new(Algorithm::English), &tables().concepts);
    let concept = |word: &str| {
        let stem = stemmer.stem(word).into_owned();
        heads.get(&stem).cloned().unwrap_or(stem)
    };
    let pairs = rows(OPPOSITES).map(|r| (concept(r[0]), concept(r[1])));
    pairs.filter(|(a, b)| a != b).flat_map(|(a, b)| [(a.clone(), b.clone()), (b, a)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_has_its_columns() {
        for (name, text, n_columns) in FILES {
            assert!(text.starts_with("# "), "{name} says what it holds in its first line");
            for (number, line) in text.lines().enumerate() {
                if line.starts_with("# ") {
                    continue;
                }
                let n = line.split('\t').count();
                assert_eq!(n, *n_columns, "{name}:{}: {line:?}", number + 1);
                assert!(!line.starts_with('\t'), "{name}:{}: empty key", number + 1);
            }
        }
    }

    #[test]
    fn the_tables_parse() {
        assert!(tables().reporting.len() > 300);
        assert!(tables().opposites.contains(&("north".into(), "south".into())));
    }
}
