//! Times as news systems write them, to RFC 3339.
//!
//! In: what stands in an item. Out: a [`Time`], or nothing where no single day is meant: a month alone, "yesterday",
//! `10/01/2024` (October or January). The order of the parts is free, so that `Wed, 10 Jan 2024 08:00 EST`,
//! `2024-01-10T08:00-05:00` and `January 10, 2024 8 a.m. ET` go the same way. Names of months are English.

mod parts;
mod zone;

use crate::intake::draft::Note;
use jiff::Timestamp;
use parts::Parts;

/// A time that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// RFC 3339 with its offset as given, or a date `2024-01-10`.
    pub value: String,
    /// Why it was taken as UTC, if nothing said so.
    pub assumed: Option<&'static str>,
}

/// The time that `given` means; without a zone it is taken as UTC, and [`Time::assumed`] says so.
pub fn time(given: &str) -> Option<Time> {
    let text = given.trim().to_lowercase();
    if let Some(value) = epoch(&text) {
        return Some(Time { value, assumed: None });
    }
    // A comment says the zone again: `+0000 (UTC)`.
    let text = match text.split_once('(') {
        Some((time, comment)) if comment.ends_with(')') => time.to_owned(),
        _ => text,
    };
    let text = text.replace("a.m", "am").replace("p.m", "pm");
    Parts::of(&text)?.time()
}

/// As [`time`], of a field that is known to be in UTC (WordPress's `date_gmt`).
pub fn time_in_utc(given: &str) -> Option<Time> {
    time(given).map(|time| Time { assumed: None, ..time })
}

/// The value of `time`, which was read from `given`, and a note where an editor should know how that was done.
pub fn noted(time: Option<Time>, given: &str, notes: &mut Vec<Note>) -> Option<String> {
    let shown: String = given.trim().chars().filter(|c| !c.is_control()).take(40).collect();
    match &time {
        None => notes.push(Note::new("date_unreadable", format!("`{shown}` is no time that can be read"))),
        Some(Time { assumed: Some(why), .. }) => {
            notes.push(Note::new("date_assumed_utc", format!("`{shown}` is taken as UTC: {why}")));
        }
        Some(_) => {}
    }
    time.map(|time| time.value)
}

/// Seconds (9 or 10 digits) or milliseconds (13 digits) since 1970; fewer digits are no time of an article, and 8, 12 and
/// 14 are a date.
fn epoch(text: &str) -> Option<String> {
    /// Seconds until 2200: behind it lie no years of news, as with those in digits.
    const LATEST: i64 = 7_258_118_400;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    let moment = match whole.len() {
        9 | 10 => Timestamp::from_second(number),
        13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    let moment = moment.ok().filter(|moment| moment.as_second() < LATEST)?;
    Some(moment.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `?` behind the value: taken as UTC; empty: not read.
    fn check(given: &str, expected: &str) {
        let shown = time(given).map(|time| time.value + if time.assumed.is_some() { "?" } else { "" });
        assert_eq!(shown.unwrap_or_default(), expected, "{given}");
    }

    #[test]
    fn times_with_a_zone() {
        for (given, expected) in [
            ("2024-01-10T08:00:00Z", "2024-01-10T08:00:00Z"),
            (" 2024-01-10t08:00:00.120+09:00 ", "2024-01-10T08:00:00.12+09:00"),
            ("2024-01-10T08:00:00,5-0330", "2024-01-10T08:00:00.5-03:30"),
            ("2024-01-10T08:00:00+0000", "2024-01-10T08:00:00+00:00"),
            ("2024-01-10 08:00 +01", "2024-01-10T08:00:00+01:00"),
            ("20240110T080000Z", "2024-01-10T08:00:00Z"),
            ("20240110T080000+0100", "2024-01-10T08:00:00+01:00"),
            ("2024-01-10T23:59:60Z", "2024-01-10T23:59:59Z"),
            ("2024-12-31T24:00:00Z", "2025-01-01T00:00:00Z"),
            ("Wed, 10 Jan 2024 08:00:00 +0000 (UTC)", "2024-01-10T08:00:00+00:00"),
            ("Wed, 10 Jan 2024 08:00 EST", "2024-01-10T08:00:00-05:00"),
            ("Wednesday, 10-Jan-24 08:00:00 GMT", "2024-01-10T08:00:00Z"),
            ("Wed Jan 10 08:00:00 +0000 2024", "2024-01-10T08:00:00+00:00"),
            ("Wed Jan 10 2024 08:00:00 GMT+0100 (Central European Time)", "2024-01-10T08:00:00+01:00"),
            ("January 10, 2024 8:00 a.m. ET", "2024-01-10T08:00:00-05:00"),
            ("Sept. 10th, 2024 at 12 p.m. PT", "2024-09-10T12:00:00-07:00"),
            ("0800 GMT, 10 January 2024", "2024-01-10T08:00:00Z"),
            ("1704873600", "2024-01-10T08:00:00Z"),
            ("1704873600123", "2024-01-10T08:00:00.123Z"),
            ("1704873600.0", "2024-01-10T08:00:00Z"),
        ] {
            check(given, expected);
        }
    }

    #[test]
    fn times_without_a_known_zone_are_utc_and_say_so() {
        for (given, expected) in [
            ("2024-01-10T08:00:00", "2024-01-10T08:00:00Z?"),
            ("2024-01-10 08:00:00", "2024-01-10T08:00:00Z?"),
            ("2024/01/10 08:00", "2024-01-10T08:00:00Z?"),
            ("10.01.2024 08:00", "2024-01-10T08:00:00Z?"),
            ("10.1.2024, 8.00 Uhr", "2024-01-10T08:00:00Z?"),
            ("10 January 2024 - 12:30am", "2024-01-10T00:30:00Z?"),
            ("202401100800", "2024-01-10T08:00:00Z?"),
            ("10 Jan 2024 08:00 IST", "2024-01-10T08:00:00Z?"),
        ] {
            check(given, expected);
        }
        assert_eq!(time_in_utc("2024-01-10T08:00:00").map(|time| time.assumed), Some(None));
    }

    #[test]
    fn dates() {
        for given in
            ["2024-01-10", "20240110", "10 Jan 2024", "Jan. 10, 2024", "2024-01-10Z", "2024-01-10+01:00"]
        {
            check(given, "2024-01-10");
        }
        check("31/12/2024", "2024-12-31");
        check("12/31/2024", "2024-12-31");
    }

    #[test]
    fn what_names_no_single_day_is_not_read() {
        for given in [
            "",
            "2024",
            "2024-01",
            "January 2024",
            "10/01/2024",
            "2024-02-30",
            "2024-01-10T25:00:00Z",
            "2024-01-10T24:30:00Z",
            "2024-01-10T08:00:00+99:00",
            "0000-00-00 00:00:00",
            "0001-01-01T00:00:00Z",
            "2024-01-10T08:00:00Z[UTC]",
            "yesterday",
            "08:00",
            "0",
            "é0000",
            "1e300",
            "99999999999999999999",
        ] {
            check(given, "");
        }
    }

    #[test]
    fn an_editor_is_told() {
        let mut notes = Vec::new();
        assert_eq!(noted(time("soon"), "soon", &mut notes), None);
        assert!(noted(time("2024-01-10 08:00"), "2024-01-10 08:00", &mut notes).is_some());
        let shown: Vec<_> = notes.iter().map(|note| format!("{}: {}", note.code, note.detail)).collect();
        assert_eq!(
            shown,
            [
                "date_unreadable: `soon` is no time that can be read",
                "date_assumed_utc: `2024-01-10 08:00` is taken as UTC: no zone is given",
            ]
        );
    }
}
