//! Whether one line, looked at alone, is furniture: phrases of the table, and the form of addresses,
//! date lines, bylines and credits.

use crate::engine::answer::SegmentKind;
use crate::engine::data::lookup::{Phrase, tables};
use crate::engine::read::appeal::{is_appeal, is_counter};
use crate::engine::read::lines::ends_closed;
use std::borrow::Cow;

/// What a line is, and why.
pub type Verdict = (SegmentKind, Cow<'static, str>);

/// A furniture phrase counts inside lines of up to this many words; a longer line with the phrase
/// in it is prose about newsletters or cookies. Longest furniture line seen in the gold stories: 27 words.
const LONGEST_LINE_WORDS: usize = 40;

/// A line with what the tests below need of it, made once.
pub struct Line<'t> {
    /// As received.
    pub text: &'t str,
    /// Lower case, accents dropped, single blanks.
    pub folded: String,
    /// Number of words.
    pub n_words: usize,
    /// Whether it ends as a sentence.
    pub closed: bool,
    /// Whether it is too long for furniture and was not folded.
    pub is_long: bool,
}

impl<'t> Line<'t> {
    /// Prepares a line.
    pub fn new(text: &'t str) -> Line<'t> {
        // No furniture phrase counts in a line this long; it is compared with others as it stands.
        const LONG_BYTES: usize = 480;
        /// Nor in a sentence of this length.
        const LONG_SENTENCE_BYTES: usize = 200;
        let is_long = text.len() > if ends_closed(text) { LONG_SENTENCE_BYTES } else { LONG_BYTES };
        let folded = if is_long { text.to_owned() } else { crate::engine::text::fold::fold_line(text) };
        let n_words = folded.split(' ').filter(|w| w.chars().any(char::is_alphanumeric)).count();
        Line { text, folded, n_words, closed: ends_closed(text), is_long }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
    }
}

/// What a line of text is, looked at alone; `None` if it may be story.
pub fn of_line(text: &str) -> Option<Verdict> {
    by_itself(&Line::new(text))
}

/// Furniture by the line alone; `None` if it may be story.
pub fn by_itself(line: &Line) -> Option<Verdict> {
    if line.n_words == 0 {
        return Some((SegmentKind::Other, "no word in the line".into()));
    }
    by_table(line)
        .or_else(|| {
            is_promotion(line)
                .then(|| (SegmentKind::Promotion, "asks the reader to join, click or subscribe".into()))
        })
        .or_else(|| is_appeal(line).then(|| (SegmentKind::Promotion, "asks the reader for support".into())))
        .or_else(|| is_counter(line).then(|| (SegmentKind::Other, "counts views, comments or shares".into())))
        .or_else(|| is_address(line).then(|| (SegmentKind::Navigation, "a web address".into())))
        .or_else(|| is_date_line(line).then(|| (SegmentKind::Dateline, "a date line".into())))
        .or_else(|| is_place_line(line).then(|| (SegmentKind::Dateline, "a place line".into())))
        .or_else(|| is_byline(line).then(|| (SegmentKind::Byline, "who wrote it".into())))
        .or_else(|| is_credit(line).then(|| (SegmentKind::Credit, "an agency's credit".into())))
        .or_else(|| is_breadcrumb(line).then(|| (SegmentKind::Navigation, "a menu path".into())))
}

fn by_table(line: &Line) -> Option<Verdict> {
    let furniture = &tables().furniture;
    let bare = line.folded.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(phrase) = furniture.lines.get(bare).or(furniture.lines.get(line.folded.as_str())) {
        return Some(verdict(phrase));
    }
    if line.n_words > LONGEST_LINE_WORDS || line.is_long {
        return None;
    }
    let head = line.folded.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(');
    let n_skipped = line.folded.len() - head.len();
    for found in furniture.finder.find_overlapping_iter(line.folded.as_str()) {
        let phrase = &furniture.phrases[found.pattern().as_usize()];
        let after = line.folded[found.end()..].chars().next();
        let before = line.folded[..found.start()].chars().next_back();
        let goes_on_after =
            phrase.text.ends_with(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let began_before =
            phrase.text.starts_with(char::is_alphanumeric) && before.is_some_and(char::is_alphanumeric);
        let whole = !goes_on_after && !began_before;
        let in_place = match phrase.position {
            "prefix" => found.start() <= n_skipped && prefix_counts(line, phrase),
            "suffix" => found.end() == line.folded.len() && !line.closed,
            _ => true,
        };
        if whole && in_place {
            return Some(verdict(phrase));
        }
    }
    None
}

/// A phrase with a colon or bracket is furniture whatever follows; without one, only in a line
/// that does not go on as a sentence.
fn prefix_counts(line: &Line, phrase: &Phrase) -> bool {
    phrase.text.ends_with(|c: char| !c.is_alphanumeric()) || !line.closed || line.n_words <= 8
}

fn verdict(phrase: &Phrase) -> Verdict {
    let kind = match phrase.kind {
        "navigation" => SegmentKind::Navigation,
        "promotion" => SegmentKind::Promotion,
        "teaser" => SegmentKind::Teaser,
        "credit" => SegmentKind::Credit,
        "caption" => SegmentKind::Caption,
        "byline" => SegmentKind::Byline,
        _ => SegmentKind::Other,
    };
    let what = match kind {
        SegmentKind::Teaser => "link to another story",
        SegmentKind::Promotion => "promotion",
        SegmentKind::Navigation => "a button or menu",
        SegmentKind::Credit => "a credit",
        SegmentKind::Caption => "words to a picture",
        SegmentKind::Byline => "who wrote it",
        _ => "web furniture",
    };
    (kind, format!("{what}: \u{201C}{}\u{201D}", phrase.text.trim()).into())
}

/// Words that ask the reader for something, and words that go with them.
const ASKING: &[&str] = &[
    "subscribe",
    "click",
    "newsletter",
    "newsletters",
    "whatsapp",
    "telegram",
    "inbox",
    "cookie",
    "cookies",
    "download",
    "signup",
    "sign",
    "unsubscribe",
    "donate",
];
/// Words that stand beside those.
const ASKING_COMPANIONS: &[&str] = &[
    "you",
    "your",
    "our",
    "us",
    "we",
    "join",
    "channel",
    "channels",
    "app",
    "follow",
    "updates",
    "updated",
    "alerts",
    "notifications",
    "link",
    "exclusive",
    "free",
    "latest",
    "insights",
    "stay",
    "now",
    "today",
    "here",
    "miss",
    "headline",
    "headlines",
    "story",
    "stories",
    "news",
    "daily",
    "weekly",
    "morning",
    "straight",
    "delivered",
    "read",
    "please",
    "support",
    "consider",
    "contribution",
    "reader",
    "readers",
    "never",
    "up",
    "site",
    "browse",
    "experience",
    "policy",
    "accept",
];

/// A line that asks the reader to subscribe, join or click: a word that asks, with others of its
/// sort for at least a third of the line, and nobody quoted.
fn is_promotion(line: &Line) -> bool {
    if line.n_words > LONGEST_LINE_WORDS {
        return false;
    }
    let n_asking = line.words().filter(|w| ASKING.contains(w)).count();
    if n_asking == 0 || line.folded.contains(" said") {
        return false;
    }
    let n_beside = line.words().filter(|w| ASKING_COMPANIONS.contains(w)).count();
    let n = n_asking + n_beside;
    // A few words that do nothing else, or a longer line of which a third does.
    n >= 4 && 3 * n >= line.n_words || n >= 3 && 5 * n >= 3 * line.n_words
}

fn is_address(line: &Line) -> bool {
    let one_word = !line.folded.contains(' ');
    one_word
        && (line.folded.starts_with("http://")
            || line.folded.starts_with("https://")
            || line.folded.starts_with("www."))
}

/// Words that stand beside the date in a date line.
const DATE_COMPANIONS: &[&str] = &[
    "updated",
    "update",
    "published",
    "posted",
    "last",
    "modified",
    "on",
    "at",
    "gmt",
    "utc",
    "bst",
    "est",
    "edt",
    "et",
    "pst",
    "pdt",
    "pt",
    "cst",
    "cdt",
    "ct",
    "mst",
    "mdt",
    "ist",
    "jst",
    "kst",
    "cet",
    "cest",
    "eet",
    "eest",
    "msk",
    "sgt",
    "hkt",
    "aest",
    "aedt",
    "nzst",
    "nzdt",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "hrs",
    "hours",
    "the",
    "of",
    "first",
    "and",
    "noon",
    "midnight",
    "time",
    "local",
    "date",
    "created",
    "h",
];

/// A date and hardly anything else; up to three capitalised words may come first (a section, a
/// place, an agency).
fn is_date_line(line: &Line) -> bool {
    if line.n_words > 18 || line.n_words < 1 {
        return false;
    }
    let (mut n_date, mut n_number, mut n_other) = (0, 0, 0);
    let mut has_year = false;
    for word in line.words() {
        let letters_cut = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_clock = !letters_cut.is_empty() && letters_cut.bytes().all(|b| b.is_ascii_digit());
        if let Some((kind, _)) = tables().calendar.get(word)
            && *kind != "relative"
        {
            n_date += 1;
        } else if word.bytes().all(|b| b.is_ascii_digit()) {
            has_year |= word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
            n_number += 1;
        } else if is_clock {
            n_number += 1;
        } else if !DATE_COMPANIONS.contains(&word) {
            n_other += 1;
        }
    }
    let all_capitals = !line.text.chars().any(char::is_lowercase);
    let other_allowed = if all_capitals || has_year { 3 } else { 0 };
    let dated = (n_date > 0 && n_number > 0) || (has_year && n_number >= 3);
    dated && n_other <= other_allowed && n_other <= n_date + n_number && !(line.closed && n_other > 0)
}

/// `NEW DELHI/MUMBAI:` or `MOSCOW —` alone on a line.
fn is_place_line(line: &Line) -> bool {
    let Some(body) = line.text.trim_end().strip_suffix([':', '—', '–']) else {
        return false;
    };
    let words: Vec<_> = body.split([' ', '/', ',']).filter(|w| !w.is_empty()).collect();
    !words.is_empty()
        && words.len() <= 4
        && words.iter().all(|w| w.starts_with(char::is_uppercase))
        && crate::engine::data::gazetteer::is_place_name(body.split(['/', ',']).next().unwrap_or(""))
}

/// `By Jane Doe`, `By JANE DOE and Lee Min, Staff Writer`.
fn is_byline(line: &Line) -> bool {
    let Some(rest) = line.text.strip_prefix("By ").or(line.text.strip_prefix("BY ")) else {
        return false;
    };
    let mut words = rest.split_whitespace();
    line.n_words <= 14
        && !line.closed
        && words.next().is_some_and(|w| w.starts_with(char::is_uppercase))
        && rest.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count() <= 3
}

/// `(Yonhap)`, `— AFP`, `Reuters/Jane Doe` alone on a line.
fn is_credit(line: &Line) -> bool {
    line.n_words <= 8 && credited(line.text.trim_matches(['(', ')', '-', '—', '–', ' ', '[', ']', '.']))
}

/// Whether a string is a list of names that begins or ends with a news agency.
pub fn credited(text: &str) -> bool {
    let pieces: Vec<_> =
        text.split(['/', ',', ';', '-', '|']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let is_agency = |piece: &&str| tables().agencies.contains_key(piece);
    tables().agencies.contains_key(text.trim())
        || (pieces.len() <= 4
            && pieces.iter().any(is_agency)
            && pieces.iter().all(|p| p.starts_with(char::is_uppercase)))
}

/// `Home > World > Asia`, `N.Y. / REGION`.
fn is_breadcrumb(line: &Line) -> bool {
    let n_blanks = || line.text.matches([' ', '\u{a0}']).count();
    !line.closed
        && line.n_words <= 12
        && [" > ", " » ", " › ", " / ", " | ", " · "].iter().any(|s| line.text.contains(s))
        && n_blanks() < 24
        && line.text.split([' ', '>', '»', '›', '/', '|', '·']).filter(|w| !w.is_empty()).all(|w| {
            w.chars().next().is_some_and(|c| !c.is_lowercase()) || matches!(w, "of" | "and" | "the" | "in")
        })
}
