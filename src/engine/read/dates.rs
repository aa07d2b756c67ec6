//! Date lines by their words and numbers, in the languages of the tables; and what is left of a
//! line when its numbers and dates are taken out.

use crate::engine::data::lookup::tables;
use crate::engine::read::furniture::Line;

/// Most words of a date line: two dates with their clock times and zones.
const LONGEST_DATE_LINE_WORDS: usize = 18;
/// Most words of a line of which numbers and dates are taken out before it is looked up.
const LONGEST_DATED_WORDS: usize = 16;

/// What a run of letters or digits is to a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Number,
    Year,
    /// A month or a weekday.
    Date,
    /// `at`, `o'clock`, `published`.
    Beside,
    Other,
}

/// A date and hardly anything else; up to three capitalised words may come first (a section, a
/// place, an agency).
pub fn is_date_line(line: &Line) -> bool {
    if line.n_words > LONGEST_DATE_LINE_WORDS || !line.folded.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let sorted: Vec<_> = runs(&line.folded).map(sort_of).collect();
    let count = |sort: Sort| sorted.iter().filter(|s| **s == sort).count();
    let has_year = count(Sort::Year) > 0;
    let (n_date, n_number, n_other) =
        (count(Sort::Date), count(Sort::Number) + count(Sort::Year), count(Sort::Other));
    let has_marks = line.folded.contains(['年', '년']) && line.folded.contains(['月', '월']);
    let dated = (n_date > 0 && n_number > 0) || (has_year && n_number >= 3) || has_marks;
    if !dated || n_other == 0 {
        return dated;
    }
    let all_capitals = !line.text.chars().any(char::is_lowercase);
    let others_first = !sorted[n_other..].contains(&Sort::Other);
    (has_year || all_capitals)
        && n_other <= 3
        && n_other <= n_date + n_number
        && !line.closed
        && (others_first && begins_with_names(line.text, n_other))
}

fn begins_with_names(text: &str, n_words: usize) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.take(n_words).all(|w| !w.starts_with(char::is_lowercase))
}

/// What is left of a line without its numbers and dates, and without the words that stand beside
/// dates; each once with blanks and once without. Nothing if the line has no number.
pub fn undated(line: &Line) -> Vec<String> {
    let has_number = line.folded.contains(|c: char| c.is_ascii_digit());
    if line.is_long || line.n_words > LONGEST_DATED_WORDS || !has_number {
        return Vec::new();
    }
    let left = |drops_beside: bool, glue: &str| {
        let kept = runs(&line.folded).filter(|run| match sort_of(run) {
            Sort::Other => true,
            Sort::Beside => !drops_beside,
            Sort::Number | Sort::Year | Sort::Date => false,
        });
        kept.collect::<Vec<_>>().join(glue)
    };
    let mut out = vec![left(false, " "), left(false, ""), left(true, " "), left(true, "")];
    out.retain(|rest| !rest.is_empty());
    out.dedup();
    out
}

/// Whether a folded word tells a date or stands beside one.
pub fn is_of_date(word: &str) -> bool {
    runs(word).all(|run| sort_of(run) != Sort::Other)
}

fn sort_of(run: &str) -> Sort {
    let bytes = run.as_bytes();
    if bytes[0].is_ascii_digit() {
        let is_year = bytes.len() == 4 && (run.starts_with("19") || run.starts_with("20"));
        return if is_year { Sort::Year } else { Sort::Number };
    }
    if let Some((kind, _)) = tables().calendar.get(run)
        && *kind != "relative"
    {
        return Sort::Date;
    }
    match tables().date_words.get(run) {
        Some(&"beside") => Sort::Beside,
        Some(_) => Sort::Date,
        None if run.chars().all(is_han_of_date) => Sort::Beside,
        None => Sort::Other,
    }
}

/// The characters that Chinese and Japanese set between the numbers of a date, and their weekdays.
fn is_han_of_date(c: char) -> bool {
    "年月日号號時时分秒点點星期周週曜火水木金土一二三四五六上下午前後".contains(c)
}

/// Letters and digits of a line in runs: a run ends at a mark and where digits meet letters.
fn runs(folded: &str) -> impl Iterator<Item = &str> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let is_digit = rest.chars().next()?.is_ascii_digit();
        let end =
            rest.find(|c: char| !c.is_alphanumeric() || c.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_what_stands_beside_it_is_a_date_line() {
        for text in [
            "Updated 3 March 2024, 10:15",
            "HARBOUR, July 2, 2013",
            "Montag, 4. März 2024, 10.15 Uhr",
            "3 de marzo de 2024 a las 10:15",
            "Publié le 3 mars 2024 à 10h15",
            "Опубликовано: 3 марта 2024, 10:15",
            "2024年3月3日 10:15",
            "2024년 3월 3일 오전 10시",
            "Last Updated: Jul 07, 2012 8:44 PM ET",
        ] {
            assert!(is_date_line(&Line::new(text)), "{text}");
        }
    }

    #[test]
    fn a_heading_or_sentence_with_a_date_is_none() {
        for text in [
            "Budget talks fail in May 2024",
            "On May 3, 2024, the bridge fell.",
            "May 2024 election results",
            "Am 4. März 2024 fiel die Brücke.",
            "Quatre morts le 3 mars",
        ] {
            assert!(!is_date_line(&Line::new(text)), "{text}");
        }
    }

    #[test]
    fn numbers_and_dates_come_out_of_a_line() {
        let left = |text: &str| undated(&Line::new(text));
        assert!(left("12 comments").contains(&"comments".to_owned()));
        assert!(left("Stand: 3. März 2024, 10.15 Uhr").is_empty() || left("Stand: 3. März").len() < 3);
        assert!(left("阅读时间：4分钟").contains(&"阅读时间".to_owned()));
        assert!(left("No number here").is_empty());
    }
}
