//! Dates in other languages than English: `3. März 2024`, `el 3 de marzo`, `3 mars`, `3 марта`, `2024年3月1日`, `3월 1일`.

use super::Said;
use crate::engine::data::calendars;
use crate::engine::mention::reader::Reader;

impl Reader<'_> {
    /// The date that begins at a token of a document that is not in English, and the token behind it.
    pub(super) fn date_in_language(&self, at: usize) -> Option<(usize, Said)> {
        match self.document.lang.as_str() {
            "zh" | "ja" | "ko" => self.date_in_numbers(at),
            lang => self.date_in_words(lang, at),
        }
    }

    /// Day, month and year in this order, with what each language puts between them.
    fn date_in_words(&self, lang: &str, at: usize) -> Option<(usize, Said)> {
        let year_at = |at: usize| {
            let at = self.after_words(at, &["de", "del", "do"]);
            self.year_of(at).map(|year| (at + 1, year))
        };
        if let Some(day) = self.day_of(at) {
            let month_at = self.after_words(at + 1, &[".", "º", "de", "di", "d", "'", "’"]);
            if let Some((end, month)) = self.calendar_in(lang, month_at, "month") {
                return Some(match year_at(end) {
                    Some((end, year)) => (end, Said::Day { year: Some(year), month, day }),
                    None => (end, Said::Day { year: None, month, day }),
                });
            }
        }
        if let Some((end, month)) = self.calendar_in(lang, at, "month") {
            return year_at(end).map(|(end, year)| (end, Said::Month { year: Some(year), month }));
        }
        let (end, day) = self.calendar_in(lang, at, "weekday")?;
        Some((end, Said::Weekday { day, ahead: false }))
    }

    /// `2024年3月1日`, `3月1日`, `2024년 3월 1일`: numbers with the sign of what they count.
    fn date_in_numbers(&self, at: usize) -> Option<(usize, Said)> {
        let (after_year, year) = match self.signed(at, &["年", "년"]) {
            Some((end, year)) if (1900..=2100).contains(&year) => (end, Some(year as i16)),
            _ => (at, None),
        };
        let (after_month, month) =
            self.signed(after_year, &["月", "월"]).filter(|(_, n)| (1..=12).contains(n))?;
        let month = month as i8;
        match self.signed(after_month, &["日", "일", "号", "號"]).filter(|(_, n)| (1..=31).contains(n)) {
            Some((end, day)) => Some((end, Said::Day { year, month, day: day as i8 })),
            None => year.map(|_| (after_month, Said::Month { year, month })),
        }
    }

    /// A number and its sign, in one token (`3월은` too) or in two.
    fn signed(&self, at: usize, signs: &[&str]) -> Option<(usize, i32)> {
        let raw = self.raw(at);
        let sign = raw.trim_start_matches(|c: char| c.is_ascii_digit());
        let n = raw[..raw.len() - sign.len()].parse().ok()?;
        if signs.iter().any(|s| sign.starts_with(s)) {
            return Some((at + 1, n));
        }
        (sign.is_empty() && signs.iter().any(|s| self.raw(at + 1).starts_with(s))).then_some((at + 2, n))
    }

    /// A month or weekday in one or two words. A name of one is no date: in most of these languages only German writes
    /// them with a capital.
    fn calendar_in(&self, lang: &str, at: usize, wanted: &str) -> Option<(usize, i8)> {
        let known = |form: String| calendars().get(lang)?.get(form.as_str()).copied();
        let is_lower = || !self.raw(at).starts_with(char::is_uppercase) || lang == "de";
        let one = || known(self.folded(at).to_owned()).map(|found| (at + 1, found));
        let two =
            || known(format!("{} {}", self.folded(at), self.folded(at + 1))).map(|found| (at + 2, found));
        let (end, (kind, value)) = one().or_else(two).filter(|_| is_lower())?;
        (kind == wanted).then_some((end, value))
    }

    /// The first token from `at` on that is none of these words; two are passed over at most.
    fn after_words(&self, at: usize, words: &[&str]) -> usize {
        let passed =
            (at..at + 2).take_while(|at| words.contains(&self.folded(*at)) || words.contains(&self.raw(*at)));
        at + passed.count()
    }

    /// 1 to 31, with what makes it an ordinal: `1er`, `1º`.
    fn day_of(&self, at: usize) -> Option<i8> {
        let raw = self.raw(at);
        let rest = raw.trim_start_matches(|c: char| c.is_ascii_digit());
        let day = raw[..raw.len() - rest.len()].parse().ok().filter(|day| (1..=31).contains(day))?;
        matches!(rest, "" | "er" | "º" | "°" | "го" | "-го").then_some(day)
    }

    fn year_of(&self, at: usize) -> Option<i16> {
        let raw = self.raw(at);
        (raw.len() == 4).then(|| raw.parse().ok()).flatten().filter(|year| (1900..=2100).contains(year))
    }
}
