//! Which day a date means: a weekday or a date without a year is taken near the article's own day.

use super::{DateMention, Resolved, Said};
use crate::engine::answer::Precision;
use crate::engine::article::Article;
use crate::engine::mention::Mentions;
use crate::engine::mention::reader::Reader;
use crate::engine::read::Document;
use crate::engine::text::Lexicon;
use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, Unit};

/// Resolves all dates. An article's own day is its `published_at`, else its date line, else (for
/// all articles without one) the latest full date of the story.
pub fn resolve(articles: &[&Article], documents: &[Document], lexicon: &Lexicon, all: &mut [Mentions]) {
    let mut own: Vec<Option<(Date, &'static str)>> = articles
        .iter()
        .zip(documents)
        .map(|(article, document)| own_day(article, document, lexicon))
        .collect();
    let explicit = all.iter().flat_map(|m| &m.dates).filter_map(|d| match d.said {
        Said::Day { year: Some(year), month, day } => Date::new(year, month, day).ok(),
        _ => None,
    });
    let latest = own.iter().flatten().map(|(date, _)| *date).max().or_else(|| explicit.max());
    let shared = latest.map(|anchor| latest_day(all, anchor));
    for day in &mut own {
        *day = day.or(shared.map(|date| (date, "the latest date of the story")));
    }
    for (mentions, own) in all.iter_mut().zip(own) {
        let mut before: Option<Date> = None;
        for mention in &mut mentions.dates {
            let from = match (mention.said, before) {
                (Said::Offset(_), Some(day)) => Some((day, "the day named before")),
                // "three days later", and nobody knows than what.
                (Said::Offset(offset), None) if offset > 0 => None,
                _ => own,
            };
            mention.resolved = resolve_one(mention.said, from);
            let day = mention.resolved.as_ref().filter(|r| r.precision == Precision::Day);
            before = day.map(|r| r.date).or(before);
        }
    }
}

fn own_day(article: &Article, document: &Document, lexicon: &Lexicon) -> Option<(Date, &'static str)> {
    if let Some(date) = article.published_at.as_deref().and_then(|p| p.get(..10)).and_then(|p| p.parse().ok())
    {
        return Some((date, "the article's day of publication"));
    }
    day_of_dateline(article, document, lexicon).map(|date| (date, "the article's date line"))
}

/// The dates of a document's date lines.
fn in_datelines(article: &Article, document: &Document, lexicon: &Lexicon) -> Vec<DateMention> {
    let mut out = Vec::new();
    for sentence in &document.datelines {
        Reader { text: article.part(sentence.part), document, lexicon, sentence }.dates(0, &mut out);
    }
    out
}

/// The latest full date of an article's date lines.
pub fn day_of_dateline(article: &Article, document: &Document, lexicon: &Lexicon) -> Option<Date> {
    let dates = in_datelines(article, document, lexicon);
    let full = dates.iter().filter_map(|d| match d.said {
        Said::Day { year: Some(year), month, day } => Date::new(year, month, day).ok(),
        _ => None,
    });
    full.max()
}

/// The latest day named without a year, taken near `anchor`, or `anchor` itself: a story from
/// early January that names "January 9" was written on that day or after it.
fn latest_day(all: &[Mentions], anchor: Date) -> Date {
    let mut latest = anchor;
    for mention in all.iter().flat_map(|m| &m.dates) {
        if let Said::Day { year: None, month, day } = mention.said
            && let Some(date) = nearest_year(anchor, month, day)
            && date > latest
            && days_between(anchor, date) <= 31
        {
            latest = date;
        }
    }
    latest
}

fn days_between(a: Date, b: Date) -> i32 {
    a.until((Unit::Day, b)).map_or(i32::MAX, |span| span.get_days())
}

/// The date with this month and day that lies nearest to `near`.
fn nearest_year(near: Date, month: i8, day: i8) -> Option<Date> {
    let years = [near.year() - 1, near.year(), near.year() + 1];
    let dates = years.iter().filter_map(|&year| Date::new(year, month, day).ok());
    dates.min_by_key(|date| days_between(near, *date).abs())
}

fn resolve_one(said: Said, own: Option<(Date, &'static str)>) -> Option<Resolved> {
    let resolved = |date, precision, why| Some(Resolved { date, precision, why });
    match (said, own) {
        (Said::Day { year: Some(year), month, day }, _) => {
            resolved(Date::new(year, month, day).ok()?, Precision::Day, "as written".into())
        }
        (Said::Day { year: None, month, day }, Some((own, from))) => {
            resolved(nearest_year(own, month, day)?, Precision::Day, format!("year from {from}, {own}"))
        }
        (Said::Month { year: Some(year), month }, _) => {
            resolved(Date::new(year, month, 1).ok()?, Precision::Month, "as written".into())
        }
        (Said::Month { year: None, month }, Some((own, from))) => resolved(
            nearest_year(own, month, 15)?.first_of_month(),
            Precision::Month,
            format!("year from {from}, {own}"),
        ),
        (Said::Year(year), _) => resolved(Date::new(year, 1, 1).ok()?, Precision::Year, "as written".into()),
        (Said::Weekday { day, ahead }, Some((own, from))) => {
            let weekday = Weekday::from_monday_one_offset(day).ok()?;
            if own.weekday() == weekday {
                return resolved(own, Precision::Day, format!("{from}, {own}, is that weekday"));
            }
            let date = own.nth_weekday(if ahead { 1 } else { -1 }, weekday).ok()?;
            let side = if ahead { "after" } else { "before" };
            resolved(date, Precision::Day, format!("first such weekday {side} {from}, {own}"))
        }
        (Said::Relative(offset) | Said::Offset(offset), Some((own, from))) => {
            let date = own.checked_add(i64::from(offset).days()).ok()?;
            resolved(date, Precision::Day, format!("{offset:+} days from {from}, {own}"))
        }
        (_, None) => None,
    }
}
