//! Whether one line, looked at alone, is furniture: phrases of the table, and the form of addresses,
//! date lines, bylines and credits.

use crate::engine::answer::SegmentKind;
use crate::engine::data::lookup::tables;
use crate::engine::read::appeal::{is_appeal, is_counter};
use crate::engine::read::bylines::is_byline;
use crate::engine::read::dates::is_date_line;
use crate::engine::read::lines::ends_closed;
use crate::engine::read::pointers::is_pointer;
use crate::engine::read::table::{by_table, is_unspaced};
use std::borrow::Cow;

/// What a line is, and why.
pub type Verdict = (SegmentKind, Cow<'static, str>);

/// A furniture phrase counts inside lines of up to this many words; a longer line with the phrase
/// in it is prose about newsletters or cookies. Longest furniture line seen in the gold stories: 27 words.
pub const LONGEST_LINE_WORDS: usize = 40;

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
        let n_words = n_words(&folded);
        Line { text, folded, n_words, closed: ends_closed(text), is_long }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
    }
}

/// Words of a line. Chinese and Japanese set no blanks: there two characters count as a word.
fn n_words(folded: &str) -> usize {
    let is_counted = |word: &&str| {
        word.bytes().any(|byte| byte.is_ascii_alphanumeric())
            || !word.is_ascii() && word.chars().any(char::is_alphanumeric)
    };
    let n_spaced = pieces(folded, |byte| byte == b' ').filter(is_counted).count();
    if folded.is_ascii() {
        return n_spaced;
    }
    n_spaced + folded.chars().filter(|c| is_unspaced(*c)).count() / 2
}

/// What stands between bytes of ASCII: as `str::split` does, without decoding characters.
pub(super) fn pieces(text: &str, is_between: impl Fn(u8) -> bool) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.bytes().position(|byte| byte.is_ascii() && is_between(byte));
        rest = end.map(|end| &text[end + 1..]);
        Some(end.map_or(text, |end| &text[..end]))
    })
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
        .or_else(|| {
            is_pointer(line).then(|| (SegmentKind::Teaser, "tells the reader to look elsewhere".into()))
        })
        .or_else(|| is_counter(line).then(|| (SegmentKind::Other, "counts views, comments or shares".into())))
        .or_else(|| is_address(line).then(|| (SegmentKind::Navigation, "a web address".into())))
        .or_else(|| is_date_line(line).then(|| (SegmentKind::Dateline, "a date line".into())))
        .or_else(|| is_place_line(line).then(|| (SegmentKind::Dateline, "a place line".into())))
        .or_else(|| is_byline(line).then(|| (SegmentKind::Byline, "who wrote it".into())))
        .or_else(|| is_credit(line).then(|| (SegmentKind::Credit, "an agency's credit".into())))
        .or_else(|| is_breadcrumb(line).then(|| (SegmentKind::Navigation, "a menu path".into())))
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
    // Nearly every line ends here. A piece that is not ASCII may be a word and a mark.
    let may_ask = |piece: &str| {
        ASKING.contains(&piece) || !piece.is_ascii() && ASKING.iter().any(|word| piece.contains(word))
    };
    if !pieces(&line.folded, |byte| !byte.is_ascii_alphanumeric()).any(may_ask) {
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

/// `Home > World > Asia`, `N.Y. / REGION`. Words in small letters stand only between marks that point.
fn is_breadcrumb(line: &Line) -> bool {
    let n_blanks = line.text.matches([' ', '\u{a0}']).count();
    if line.closed || line.n_words > 12 || n_blanks >= 24 {
        return false;
    }
    let n_points: usize = [" > ", " » ", " › "].iter().map(|mark| line.text.matches(mark).count()).sum();
    let has_mark = n_points > 0 || [" / ", " | ", " · "].iter().any(|mark| line.text.contains(mark));
    let mut words = line.text.split([' ', '>', '»', '›', '/', '|', '·']).filter(|w| !w.is_empty());
    n_points >= 2
        || (has_mark
            && words.all(|w| !w.starts_with(char::is_lowercase) || matches!(w, "of" | "and" | "the" | "in")))
}
