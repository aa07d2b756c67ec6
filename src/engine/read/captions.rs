//! Words to a picture: a line that ends in the picture's credit or says what a picture shows.

use crate::engine::answer::SegmentKind;
use crate::engine::data::lookup::tables;
use crate::engine::read::furniture::{Line, Verdict, credited};
use crate::engine::read::lines::ends_closed;
use crate::engine::read::table::is_unspaced;
use crate::engine::text::fold::fold_line;

/// A caption has at most this many words.
const LONGEST_CAPTION_WORDS: usize = 60;
/// Most words of the names in a credit: two makers and their agencies.
const LONGEST_CREDIT_WORDS: usize = 7;

/// How a line opens that says what a picture shows.
const DESCRIBES: &[&str] =
    &["Map of ", "Photo of ", "Image of ", "Picture of ", "Screenshot of ", "File photo of "];

/// A line that ends in a photo credit, or that opens with the picture it describes.
pub fn mark_captions(lines: &[Line], verdicts: &mut [Option<Verdict>]) {
    let is_prose = |line: &Line| line.closed && line.n_words > 12;
    let first_prose = lines.iter().position(is_prose).unwrap_or(lines.len());
    let last_prose = lines.iter().rposition(is_prose).unwrap_or(0);
    for ix in 0..lines.len() {
        if verdicts[ix].is_some() || lines[ix].n_words > LONGEST_CAPTION_WORDS {
            continue;
        }
        let opens_article = ix <= first_prose && ix < last_prose;
        if says_what_is_shown(lines[ix].text, opens_article) {
            verdicts[ix] = Some((SegmentKind::Caption, "says what a picture shows".into()));
        } else if let Some(credit) = picture_credit(lines[ix].text, opens_article) {
            let why = format!("words to a picture, with its credit \u{201C}{credit}\u{201D}");
            verdicts[ix] = Some((SegmentKind::Caption, why.into()));
        }
    }
}

/// `Map of the coast: two villages were flooded.`: a picture, what it shows, a colon. Before the
/// story the colon is not needed.
fn says_what_is_shown(text: &str, opens_article: bool) -> bool {
    /// Most words before the colon.
    const LONGEST_SUBJECT_WORDS: usize = 14;
    if !DESCRIBES.iter().any(|head| text.starts_with(head)) {
        return false;
    }
    let has_verb = |subject: &str| subject.split(' ').any(is_finite);
    opens_article
        || text.split_once(": ").is_some_and(|(subject, _)| {
            subject.split(' ').count() <= LONGEST_SUBJECT_WORDS && !has_verb(subject)
        })
}

/// Whether a word is an English verb form that makes a sentence of its line.
pub fn is_finite(word: &str) -> bool {
    const FINITE: &[&str] = &[
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might",
        "must", "should", "did", "does", "do", "said", "says", "told",
    ];
    FINITE.contains(&word)
}

/// The photo credit that ends a caption: `(Reuters-Yonhap)`, `(D. Hallberg/House Pool)`,
/// `Credit Lena Marsh/Harbor Pictures`, `Foto: AFP`. An agency alone in brackets is a photo's
/// only where `agency_alone` says so; at the end of a story it is the story's.
fn picture_credit(text: &str, agency_alone: bool) -> Option<&str> {
    if let Some(body) = text.strip_suffix(')')
        && let Some(open) = body.rfind('(')
    {
        // Agencies after a full sentence are the story's, and only they come off.
        let ends_story = ends_closed(&body[..open]) && !agency_alone;
        let credit = &body[open + 1..];
        if says_picture(credit) || (!ends_story && names_makers(credit, agency_alone)) {
            return Some(credit);
        }
    }
    /// Room for the mark and the longest names of two people and their agencies.
    const LONGEST_CREDIT_BYTES: usize = 160;
    let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST_CREDIT_BYTES))..];
    let ends_in_credit = |(mark, at): (&'static str, usize)| {
        let after = &tail[at + mark.len()..];
        let credit = after.trim().trim_end_matches(['.', ')', ']']);
        let is_whole = at > 0 || tail.len() == text.len();
        (is_whole && is_set_off(&tail[..at], mark, after, credit) && is_makers(credit)).then_some(credit)
    };
    if let Some(credit) =
        tables().picture_credits.within(tail).filter_map(ends_in_credit).min_by_key(|c| c.len())
    {
        return Some(credit);
    }
    japanese_credit(text)
}

/// Whether the mark of a credit stands where one may: at the head of the line or after a sentence or
/// bracket. A mark with a colon may follow a word where an agency or two makers follow.
fn is_set_off(before: &str, mark: &str, after: &str, credit: &str) -> bool {
    let has_colon = mark.ends_with(|c: char| !c.is_alphabetic());
    let Some(last) = before.trim_end().chars().next_back() else {
        return has_colon || after.starts_with(' ') && credit.contains(' ');
    };
    if !has_colon {
        return after.starts_with(' ') && ends_closed(before);
    }
    let joins_word = before.ends_with(|c: char| c.is_alphanumeric() && !is_unspaced(c));
    !joins_word
        && (!last.is_alphanumeric()
            || is_unspaced(last)
            || mark.ends_with('=')
            || credit.contains('/')
            || credited(credit))
}

/// Most words of a credit in brackets.
const LONGEST_BRACKET_WORDS: usize = 6;

/// Whether words in brackets say that a picture is meant: `(file photo)`, `(Courtesy of Ana Ruiz)`.
fn says_picture(credit: &str) -> bool {
    const OF_PICTURES: &[&str] =
        &["photo", "picture", "image", "file", "getty", "courtesy", "handout", "pool"];
    let folded = fold_line(credit);
    let is_of_pictures = |word: &str| OF_PICTURES.contains(&word.strip_suffix('s').unwrap_or(word));
    credit.split_whitespace().count() <= LONGEST_BRACKET_WORDS
        && folded.split(|c: char| !c.is_alphanumeric()).any(is_of_pictures)
}

/// `(Lena Marsh/Harbor Pictures)`, `(Reuters-Yonhap)`.
fn names_makers(credit: &str, agency_alone: bool) -> bool {
    let two_names = credit.contains('/') && credit.chars().any(char::is_uppercase);
    (credit.split_whitespace().count() <= LONGEST_BRACKET_WORDS
        && two_names
        && !credit.contains(|c: char| c.is_ascii_digit()))
        || (credited(credit) && (agency_alone || credit.contains('-') || credit.contains('/')))
}

/// Whether a string is the names of who made a picture, and nothing else.
fn is_makers(credit: &str) -> bool {
    /// Small words in the names of makers and agencies.
    const SMALL: &[&str] = &[
        "for", "of", "the", "via", "and", "de", "van", "von", "di", "da", "do", "du", "la", "le", "y", "e",
        "et",
    ];
    /// A name in a script without blanks.
    const LONGEST_UNSPACED: usize = 16;
    let words: Vec<&str> = credit.split([' ', '/', '|', ',', '\u{a0}']).filter(|w| !w.is_empty()).collect();
    let is_initial = |w: &str| w.ends_with('.') && w.chars().filter(|c| c.is_alphabetic()).count() <= 3;
    let mut is_quoted = false;
    let mut is_name = |w: &str| {
        is_quoted |= w.starts_with(['«', '\u{201E}', '\u{201C}', '"']);
        let bare = w.trim_start_matches(|c: char| !c.is_alphanumeric());
        let named =
            is_quoted || !bare.starts_with(char::is_lowercase) || SMALL.contains(&w) || credited(bare);
        is_quoted &= !w.ends_with(['»', '\u{201C}', '\u{201D}', '"']);
        named && (is_initial(w) || !w.ends_with(['.', '!', '?', ';']))
    };
    (1..=LONGEST_CREDIT_WORDS).contains(&words.len())
        && words.iter().all(|w| is_name(w))
        && !credit.contains(['。', '、', '，', '؟'])
        && credit.chars().filter(|c| is_unspaced(*c)).count() <= LONGEST_UNSPACED
}

/// `…＝北岸市で、山田太郎撮影`: place and maker of a Japanese picture after the double hyphen.
fn japanese_credit(text: &str) -> Option<&str> {
    let credit = text.rsplit_once(['＝', '='])?.1;
    let closes = ["撮影", "提供", "写す"].iter().any(|end| credit.ends_with(end));
    (closes && !credit.contains('。')).then_some(credit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_at_the_end_makes_a_caption() {
        for text in [
            "The bridge on Friday. Photo: L. Hartwell/Northern Lens",
            "Die Brücke am Freitag. Foto: L. Hartwig/Nordbild",
            "L'entrée nord, vendredi. Photo : J.-P. Laval / Agence Rive",
            "Мост со стороны реки. Фото: Л. Артюхов / «Северный кадр»",
            "周五拍摄的大桥。图片来源：北岸影像/李哈",
            "1日に撮影された大橋＝北岸市で、山田太郎撮影",
            "지난 1일 촬영한 대교. 사진=북안영상 이하진",
            "The quay after the storm (Lena Marsh/Harbor Pictures)",
            "Credit Lena Marsh for Harbor Pictures",
        ] {
            assert!(picture_credit(text, false).is_some(), "{text}");
        }
    }

    #[test]
    fn a_sentence_about_pictures_is_none() {
        for text in [
            "The minister gave Credit Suisse a warning on Monday.",
            "He sent her a photo: a bridge in ruins.",
            "Sie zeigte ein Foto: die Brücke war da noch ganz.",
            "Er sagte, das Bild: ein Rätsel.",
            "The deal was good for both (and for the town).",
            "He works at Credit Suisse.",
            "Credit Suisse",
            "Das berichtet Bild: Merkel.",
            "The minister of the interior resigned on Monday after a vote in the lower house. (AP/AFP)",
            "Credit rating agencies have warned the city",
            "Photo by photo, the police rebuilt the night",
        ] {
            assert!(picture_credit(text, false).is_none(), "{text}");
        }
    }

    #[test]
    fn a_line_that_opens_with_its_picture_is_a_caption() {
        assert!(says_what_is_shown(
            "Map of the coast showing two villages: Both were flooded on Monday.",
            false
        ));
        assert!(!says_what_is_shown("Map of the coast was found: it showed two villages.", false));
        assert!(!says_what_is_shown("Map of the coast, drawn by hand, hangs in the hall.", false));
    }
}
