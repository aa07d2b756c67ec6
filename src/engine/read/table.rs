//! Whether a line is furniture by a phrase of the table: the whole line, with or without its
//! numbers and dates, or a phrase at its head, at its end or inside it.

use crate::engine::answer::SegmentKind;
use crate::engine::data::furniture::Phrase;
use crate::engine::data::lookup::tables;
use crate::engine::read::dates::{is_of_date, undated};
use crate::engine::read::furniture::{LONGEST_LINE_WORDS, Line, Verdict};
use crate::engine::read::lines::ends_closed;

/// A line that ends as a sentence is furniture by the words at its head only up to this length.
const SHORT_SENTENCE_WORDS: usize = 8;
/// What stands before a caption's last words may be a sentence of at most this many words.
const LONGEST_PICTURED_WORDS: usize = 12;

/// What the table says of a line; `None` if it may be story.
pub fn by_table(line: &Line) -> Option<Verdict> {
    let furniture = &tables().furniture;
    let bare = line.folded.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(phrase) = furniture.line(bare).or(furniture.line(&line.folded)) {
        return Some(verdict(phrase));
    }
    if line.n_words > LONGEST_LINE_WORDS || line.is_long {
        return None;
    }
    let head = line.folded.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(');
    let n_skipped = line.folded.len() - head.len();
    for (phrase, place) in furniture.within(&line.folded, n_skipped) {
        let (before, after) = (&line.folded[..place.start], &line.folded[place.end..]);
        let in_place = match phrase.position {
            "prefix" => prefix_counts(line, phrase, after),
            "suffix" => after.is_empty() && suffix_counts(line, before),
            _ => contains_counts(line, phrase),
        };
        if in_place && is_whole(phrase.text, before, after) {
            return Some(verdict(phrase));
        }
    }
    // The odd line with numbers comes last: taking them out costs more than a look-up.
    if line.closed && line.n_words > SHORT_SENTENCE_WORDS {
        return None;
    }
    undated(line).iter().find_map(|rest| furniture.line(rest)).map(verdict)
}

/// Whether a phrase neither begins nor ends inside a word. Chinese and Japanese set no blanks, so
/// there every place may be the edge of a word.
fn is_whole(phrase: &str, before: &str, after: &str) -> bool {
    let joins = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) => {
            a.is_alphanumeric() && b.is_alphanumeric() && !is_unspaced(a) && !is_unspaced(b)
        }
        _ => false,
    };
    !joins(before.chars().next_back(), phrase.chars().next())
        && !joins(phrase.chars().next_back(), after.chars().next())
}

/// Han characters and kana; Hangul is written with blanks.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A phrase with a colon or bracket is furniture whatever follows. Without one, only in a line that
/// does not go on as a sentence; and a date or a name follows the words before a date or a name.
fn prefix_counts(line: &Line, phrase: &Phrase, after: &str) -> bool {
    if phrase.text.ends_with(|c: char| !c.is_alphanumeric()) {
        return true;
    }
    let speaks_to_reader = matches!(phrase.kind, "promotion" | "teaser" | "navigation" | "other");
    match phrase.kind {
        "byline" => !line.closed && (after.is_empty() || tells_date_or_names(line, after)),
        _ => !line.closed || (speaks_to_reader && line.n_words <= SHORT_SENTENCE_WORDS),
    }
}

/// Small words between the names of a byline: "By our reporter in Harbour Town".
const BETWEEN_NAMES: &[&str] =
    &["in", "at", "from", "of", "for", "and", "en", "aus", "em", "da", "do", "du", "und", "et"];

/// Whether the folded end of a line holds dates and names only.
fn tells_date_or_names(line: &Line, after: &str) -> bool {
    let words = |text: &'_ str| text.split(char::is_whitespace).filter(|w| !w.is_empty()).count();
    let n_after = words(after);
    let raw = line.text.split_whitespace();
    let n_raw = raw.clone().count();
    let is_name =
        |w: &str| !w.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
    raw.skip(n_raw.saturating_sub(n_after))
        .zip(after.split_whitespace())
        .all(|(printed, folded)| is_name(printed) || BETWEEN_NAMES.contains(&folded) || is_of_date(folded))
}

/// A line ends in a caption's or a reporter's mark where no full sentence of some length stands
/// before it: after a sentence the mark is the story's, and only the mark comes off.
fn suffix_counts(line: &Line, before: &str) -> bool {
    let follows_sentence = line.n_words > LONGEST_PICTURED_WORDS && ends_closed(before);
    !line.closed && !follows_sentence
}

/// Inside a sentence, a phrase of one or two words proves nothing, and a sentence that quotes
/// somebody is story.
fn contains_counts(line: &Line, phrase: &Phrase) -> bool {
    if !line.closed || phrase.kind == "credit" {
        return true;
    }
    let n_words = phrase.text.split(' ').count();
    let is_telling = n_words >= 3 || phrase.text.chars().filter(|c| is_unspaced(*c)).count() >= 6;
    let quotes = line.text.contains(['"', '\u{201C}', '\u{201D}', '\u{201E}', '«', '「', '『']);
    (is_telling || line.n_words <= SHORT_SENTENCE_WORDS) && !quotes && !line.folded.contains(" said")
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
        SegmentKind::Byline => "who wrote it, and when",
        _ => "web furniture",
    };
    (kind, format!("{what}: \u{201C}{}\u{201D}", phrase.text.trim()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_with_numbers_and_dates_taken_out_is_furniture() {
        for text in [
            "12 comments",
            "5 min read",
            "12 Kommentare",
            "4 minuti di lettura",
            "By our reporter in Harbour Town",
            "댓글 12개",
            "阅读时间：4分钟",
            "この記事は約4分で読めます",
            "Publicado el 3 de marzo de 2024 a las 10:15",
        ] {
            assert!(by_table(&Line::new(text)).is_some(), "{text}");
        }
    }

    #[test]
    fn story_that_shares_words_with_furniture_stays() {
        for text in [
            "The bill drew 12 comments from the public on Monday.",
            "Publicado el informe sobre el accidente del puente",
            "Publicado el informe, el alcalde dimitió.",
            "La policía llegó hace unos minutos al lugar del accidente.",
            "O prefeito anunciou a medida no canal do WhatsApp da cidade.",
            "„Das stand in unserem Newsletter“, sagte der Bürgermeister am Montag in der Stadt.",
            "警方图为追查嫌疑人发布通告。",
            "导演宣布新片在北京开始拍摄",
        ] {
            assert!(by_table(&Line::new(text)).is_none(), "{text}: {:?}", by_table(&Line::new(text)));
        }
    }

    #[test]
    fn chinese_and_japanese_phrases_need_no_blank_after_them() {
        for text in ["扫码关注本报微信公众号", "責任編輯王文", "無断転載を禁じます"]
        {
            assert!(by_table(&Line::new(text)).is_some(), "{text}");
        }
        assert!(by_table(&Line::new("관련기사는 어제 나왔다고 그가 말했다")).is_none());
    }
}
