//! Sentences of a paragraph: the breaks of UAX #29, less those that fall after an abbreviation,
//! an initial, inside a number or before a closing mark.

use crate::engine::data::lookup::tables;
use crate::engine::read::breaks;
use crate::engine::span::Span;

/// Sentences inside `block`, in order, white space trimmed; they leave out only white space.
pub fn split(text: &str, block: Span) -> Vec<Span> {
    let body = block.of(text);
    let mut out: Vec<Span> = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let points = breaks::points(body);
    let mut pieces = breaks::pieces(body, &points).peekable();
    while let Some(piece) = pieces.next() {
        at += piece.len();
        let Some(next) = pieces.peek() else { break };
        let head = &body[start..at];
        let is_point = points.binary_search(&at).is_ok();
        if !is_point && joins(head, next, &body[at..]) {
            continue;
        }
        push(text, block.start() + start..block.start() + at, &mut out);
        start = at;
    }
    push(text, block.start() + start..block.end(), &mut out);
    out
}

fn push(text: &str, range: std::ops::Range<usize>, out: &mut Vec<Span>) {
    if let Some(span) = Span::trimmed(text, range)
        && !span.is_empty()
    {
        // A piece without a letter or digit (a stray mark) is no sentence; it stays with the one before.
        if !span.of(text).contains(char::is_alphanumeric)
            && let Some(last) = out.last_mut()
        {
            *last = last.join(span);
        } else {
            out.push(span);
        }
    }
}

/// Whether the break between `head` and what follows is none.
fn joins(head: &str, next_piece: &str, rest: &str) -> bool {
    let next = rest.trim_start();
    let body = head.trim_end();
    // Only marks up to here, such as an opening quotation mark or "...".
    if !head.contains(char::is_alphanumeric)
        || !next_piece.contains(char::is_alphanumeric) && next_piece.len() < 4
    {
        return !body.ends_with(['\n', '\r']);
    }
    let Some(next_char) = next.chars().next() else {
        return false;
    };
    // "1. The first": the number of a point is no sentence; nor are words left out before a citation.
    if breaks::is_marker(body)
        || next_char == '(' && body.trim_end_matches(['"', '\u{201D}']).ends_with("[...]")
    {
        return true;
    }
    if next_char.is_lowercase() && !body.ends_with(['!', '?']) {
        return true;
    }
    // `"Stop!" he said` and `Yahoo! shares`: what follows goes on in lower case.
    if next_char.is_lowercase() && body.ends_with(['!', '?', '"', '\u{201D}', '\'', '\u{2019}']) {
        return true;
    }
    if body.ends_with("...") || body.ends_with('…') {
        return false;
    }
    let Some(without_stop) = body.strip_suffix('.') else {
        return false;
    };
    let word = last_word(without_stop);
    let next_word: &str = next.split(|c: char| c.is_whitespace()).next().unwrap_or("");
    after_abbreviation(word, without_stop, next_char, next_word)
}

/// The run of characters before the stop, back to a blank or an opening mark.
fn last_word(text: &str) -> &str {
    let start = text.rfind(|c: char| {
        c.is_whitespace() || matches!(c, '(' | '"' | '\u{201C}' | '\u{2018}' | '[' | '/' | '—')
    });
    start.map_or(text, |at| {
        let width = text[at..].chars().next().map_or(1, char::len_utf8);
        &text[at + width..]
    })
}

fn after_abbreviation(word: &str, before: &str, next_char: char, next_word: &str) -> bool {
    let is_digit_next = next_char.is_ascii_digit();
    // "5. 9" and "No. 3": a detached decimal, as texts out of a tokeniser have it.
    if is_digit_next && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.len() <= 2 && next_word.trim_end_matches(['.', ',', ')', '"']).len() <= 2;
    }
    // "8:30 p. m.", as texts out of a tokeniser have it.
    if matches!(word, "a" | "p") && next_word.starts_with("m.") {
        return true;
    }
    let is_detached_time =
        word == "m" && matches!(last_word(before[..before.len() - 1].trim_end()), "a." | "p.");
    let class = if is_detached_time { Some("time") } else { class_of(word) };
    let Some(class) = class else {
        return is_initial(word, before, next_char);
    };
    match class {
        "before_name" => true,
        "before_number" => is_digit_next,
        "month" => is_digit_next,
        "weekday" => is_digit_next,
        // After a state, company, country, degree or clock word, a sentence may end; it goes on
        // when what follows cannot open one.
        // "At 6 p.m. Mr. Smith left" goes on; "The store closed at 6 p.m. Mr. Smith left" does not.
        "time" if class_of(next_word.trim_end_matches('.')) == Some("before_name") => {
            before.split_whitespace().count() <= 3
        }
        "country" | "state" | "company" | "degree" | "time" | "address" => {
            !opens_sentence(next_char, next_word)
        }
        _ => {
            !opens_sentence(next_char, next_word)
                || matches!(word, "e.g" | "i.e" | "vs" | "cf" | "viz" | "approx")
        }
    }
}

fn class_of(word: &str) -> Option<&'static str> {
    let bare = word.trim_start_matches(['\'', '\u{2018}']);
    tables().abbreviations.get(bare).copied()
}

/// `J. Smith`, `S. Korea`, `George W. Bush`, but not `Vitamin C. The` or `and I. The`.
fn is_initial(word: &str, before: &str, next_char: char) -> bool {
    let last = word.rsplit('.').next().unwrap_or(word);
    let mut letters = last.chars();
    let is_one_capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    if !is_one_capital || !next_char.is_uppercase() {
        return false;
    }
    // An initial stands before the name it shortens: at the head of a sentence, or after a
    // capitalised word, a title or a word such as "of".
    let left = before[..before.len() - word.len()].trim_end();
    let previous = last_word(left);
    if last == "I" && word.len() == 1 {
        // "Albert I. Jones", but not "you and I. Jones": the pronoun follows no given name.
        return tables().given_names.contains_key(previous.to_lowercase().as_str());
    }
    previous.is_empty()
        || word.contains('.')
        || !matches!(
            previous,
            "Vitamin"
                | "Plan"
                | "Group"
                | "Class"
                | "Type"
                | "Grade"
                | "Section"
                | "Part"
                | "Hepatitis"
                | "Appendix"
        )
}

/// Whether a word can be the first of a sentence rather than the second half of a name: a function
/// word, or any capitalised word that is a determiner, pronoun or opener in the table.
fn opens_sentence(next_char: char, next_word: &str) -> bool {
    if matches!(next_char, '"' | '\u{201C}' | '\u{2018}' | '\'' | '(' | '[') {
        return true;
    }
    let bare = next_word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let folded = bare.to_lowercase();
    next_char.is_uppercase() && (tables().stopwords.contains(folded.as_str()) || folded.ends_with("n't"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let block = Span::new(text, 0..text.len()).expect("whole text");
        let found: Vec<_> = split(text, block).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        check(
            "Security advisers of S. Korea, US decry N. Korea's missile transfer",
            &["Security advisers of S. Korea, US decry N. Korea's missile transfer"],
        );
        check(
            "It came on Dec. 30, Jan. 2 and Saturday. Mr. J. Smith left.",
            &["It came on Dec. 30, Jan. 2 and Saturday.", "Mr. J. Smith left."],
        );
        check("He works in the U.S. The office is new.", &["He works in the U.S.", "The office is new."]);
        check(
            "It began at 8:30 p. m. Thursday. Then at 9 p. m. The end.",
            &["It began at 8:30 p. m. Thursday.", "Then at 9 p. m.", "The end."],
        );
        check("A 5. 9 quake hit. It was strong.", &["A 5. 9 quake hit.", "It was strong."]);
    }

    #[test]
    fn points_of_a_list_are_sentences() {
        check("1.) The first item 2.) The second item", &["1.) The first item", "2.) The second item"]);
        check("1. The first item. 2. The second item.", &["1. The first item.", "2. The second item."]);
        check("• 9. The first item • 10. The second item", &["• 9. The first item", "• 10. The second item"]);
        check("1 The first 2) item", &["1 The first 2) item"]);
    }

    #[test]
    fn a_sentence_may_begin_in_lower_case() {
        check("The bank was closed. the mayor left.", &["The bank was closed.", "the mayor left."]);
        check("It cost approx. the same.", &["It cost approx. the same."]);
    }

    #[test]
    fn an_initial_and_a_clock_are_told_from_an_end() {
        check("You and I. Did Albert I. Jones go?", &["You and I.", "Did Albert I. Jones go?"]);
        check("At 5 a.m. Mr. Smith left.", &["At 5 a.m. Mr. Smith left."]);
        check(
            "He left the bank at 6 P.M. Mr. Smith stayed.",
            &["He left the bank at 6 P.M.", "Mr. Smith stayed."],
        );
        check("It is at N°. 1026 there.", &["It is at N°. 1026 there."]);
    }

    #[test]
    fn quotations_end_where_the_sentence_ends() {
        check("\"Stop!\" he said. He left.", &["\"Stop!\" he said.", "He left."]);
        check("“We go. We stay.” Then it rained.", &["“We go.", "We stay.”", "Then it rained."]);
    }
}
