//! The tables for cutting sentences, language by language; parsed where a text of that language comes.

use super::*;

/// The tables of one language.
pub struct SentenceTables {
    /// ISO 639-1.
    pub lang: &'static str,
    abbreviations: &'static str,
    openers: &'static str,
}

/// The tables of every language that has its own.
pub fn sentence_tables() -> &'static [SentenceTables] {
    const fn of(lang: &'static str, abbreviations: &'static str, openers: &'static str) -> SentenceTables {
        SentenceTables { lang, abbreviations, openers }
    }
    const ALL: &[SentenceTables] = &[
        of("en", ABBREVIATIONS, STOPWORDS),
        of("ar", ABBREVIATIONS_AR, ""),
        of("de", ABBREVIATIONS_DE, OPENERS_DE),
        of("es", ABBREVIATIONS_ES, OPENERS_ES),
        of("fr", ABBREVIATIONS_FR, OPENERS_FR),
        of("it", ABBREVIATIONS_IT, OPENERS_IT),
        of("pt", ABBREVIATIONS_PT, OPENERS_PT),
        of("ru", ABBREVIATIONS_RU, OPENERS_RU),
        of("uk", ABBREVIATIONS_UK, OPENERS_UK),
        // A full stop shortens foreign names only.
        of("ja", ABBREVIATIONS, ""),
        of("ko", ABBREVIATIONS, ""),
        of("zh", ABBREVIATIONS, ""),
    ];
    ALL
}

impl SentenceTables {
    /// Abbreviation without its last full stop, to class.
    pub fn abbreviations(&self) -> WordMap {
        rows(self.abbreviations).map(|r| (r[0].strip_suffix('.').unwrap_or(r[0]), r[1])).collect()
    }

    /// Function words that open a sentence, folded.
    pub fn openers(&self) -> Words {
        rows(self.openers).map(|r| r[0]).collect()
    }

    /// Verbs of neutral speech, and "ask"; English only.
    pub fn says(&self) -> Words {
        let of_speech = |_: &_| self.lang == "en";
        rows(REPORTING_VERBS)
            .filter(|r| r[2] == "say" || r[1] == "ask")
            .filter(of_speech)
            .map(|r| r[0])
            .collect()
    }

    /// Given names as the table has them; English only.
    pub fn given_names(&self) -> Words {
        rows(GIVEN_NAMES).filter(|_| self.lang == "en").map(|r| r[0]).collect()
    }

    /// Names of months, weekdays and time zones, in lower case.
    pub fn of_time(&self) -> Words {
        let calendar = rows(CALENDAR).filter(|r| r[1] != "relative").map(|r| r[0]);
        let zones = rows(TIME_ZONES).map(|r| r[0]);
        calendar
            .chain(zones)
            .chain(["eastern", "pacific", "central", "mountain", "local", "greenwich"])
            .collect()
    }
}
