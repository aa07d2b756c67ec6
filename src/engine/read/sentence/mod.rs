//! Sentences of a paragraph.
//!
//! A mark that can end a sentence (`marks`) does, unless what stands around it says otherwise (`end`): an abbreviation,
//! an initial, an ordinal (`stop`), a quotation that its speaker follows. Points of a list begin anew without a
//! mark (`list`), and so does what follows a web address or an emoticon (`apart`). What the rules need to
//! know of a language stands in `rules`.
//!
//! The marks are those of Unicode's property Sentence_Terminal (UAX #29); its rules alone cut at every abbreviation
//! that a capital follows, and join every sentence that begins in lower case.

mod apart;
mod end;
mod list;
mod long;
mod marks;
mod rules;
mod stop;

use crate::engine::span::Span;

pub use long::parts as parts_of_long;

/// Sentences inside `block`, in order, white space trimmed; they leave out only white space.
///
/// `lang` is the text's language as an ISO 639-1 code; of one that has no rules of its own, or of `None`,
/// the script decides whose rules hold.
pub fn split(text: &str, block: Span, lang: Option<&str>) -> Vec<Span> {
    let body = block.of(text);
    let rules = rules::of(lang, body);
    let mut begins = list::points(body);
    apart::points(body, &mut begins);
    begins.sort_unstable();
    let mut begins = begins.into_iter().peekable();
    let mut out: Vec<Span> = Vec::new();
    let (mut start, mut looked, mut has_word) = (0, 0, false);
    for run in marks::runs(body) {
        while let Some(at) = begins.next_if(|at| *at <= run.start) {
            push(text, block.start() + start..block.start() + at, &mut out);
            start = start.max(at);
        }
        // Only marks up to here, such as an opening quotation mark or "...", are no sentence.
        if looked < start {
            (looked, has_word) = (start, false);
        }
        has_word = has_word || body[looked..run.start].contains(char::is_alphanumeric);
        looked = run.start;
        if has_word && end::ends(body, start, &run, rules) {
            push(text, block.start() + start..block.start() + run.end, &mut out);
            start = run.end;
        }
    }
    for at in begins {
        push(text, block.start() + start..block.start() + at, &mut out);
        start = start.max(at);
    }
    push(text, block.start() + start..block.end(), &mut out);
    if out.iter().any(|span| long::is_long(*span)) {
        out = out.into_iter().flat_map(|span| long::parts(text, span)).collect();
    }
    out
}

fn push(text: &str, range: std::ops::Range<usize>, out: &mut Vec<Span>) {
    if range.start < range.end
        && let Some(span) = Span::trimmed(text, range)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check_in(lang: &str, text: &str, expected: &[&str]) {
        let block = Span::new(text, 0..text.len()).expect("whole text");
        let found: Vec<_> = split(text, block, Some(lang)).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected);
    }

    fn check(text: &str, expected: &[&str]) {
        check_in("en", text, expected);
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
        check(
            "Shares of Acme Inc. (ACM) fell. (Trading had been halted.) It closed at 5.",
            &["Shares of Acme Inc. (ACM) fell.", "(Trading had been halted.)", "It closed at 5."],
        );
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
        check("Who closed it? nobody knows.", &["Who closed it?", "nobody knows."]);
        check("It cost approx. the same.", &["It cost approx. the same."]);
        check("She works at Yahoo! in sales.", &["She works at Yahoo! in sales."]);
        check("They sold phones. iPhones came first.", &["They sold phones.", "iPhones came first."]);
    }

    #[test]
    fn a_sentence_may_begin_with_a_number_or_without_a_space() {
        check("He was charged. 23-year-old Ann left.", &["He was charged.", "23-year-old Ann left."]);
        check("She carried a. 357 Magnum there.", &["She carried a. 357 Magnum there."]);
        check("The bank was closed.The mayor left.", &["The bank was closed.", "The mayor left."]);
        check("He wrote to news.Com about Node.Js.", &["He wrote to news.Com about Node.Js."]);
    }

    #[test]
    fn an_initial_and_a_clock_are_told_from_an_end() {
        check("You and I. Did Albert I. Jones go?", &["You and I.", "Did Albert I. Jones go?"]);
        check("At 5 a.m. Mr. Smith left.", &["At 5 a.m. Mr. Smith left."]);
        check(
            "He left the bank at 6 P.M. Mr. Smith stayed.",
            &["He left the bank at 6 P.M.", "Mr. Smith stayed."],
        );
        check("It closed at 6 p.m. Police came.", &["It closed at 6 p.m.", "Police came."]);
        check("It closed at 6 p.m. Eastern time.", &["It closed at 6 p.m. Eastern time."]);
        check("It is at N°. 1026 there.", &["It is at N°. 1026 there."]);
    }

    #[test]
    fn quotations_end_where_the_sentence_ends() {
        check("\"Stop!\" he said. He left.", &["\"Stop!\" he said.", "He left."]);
        check("“We go. We stay.” Then it rained.", &["“We go.", "We stay.”", "Then it rained."]);
        check("\"Will he go?\" Mr. Poe asked. He did.", &["\"Will he go?\" Mr. Poe asked.", "He did."]);
        check("He said: \"We go. \" Then it rained.", &["He said: \"We go. \"", "Then it rained."]);
    }

    #[test]
    fn what_stands_apart_parts_sentences() {
        check("He came. -- She left.", &["He came.", "-- She left."]);
        check("See https://example.org/a.b?c She left.", &["See https://example.org/a.b?c", "She left."]);
        check("Good news :) Bring it on", &["Good news :)", "Bring it on"]);
        check("Well ... I think so.", &["Well ... I think so."]);
    }

    #[test]
    fn a_mark_may_stand_apart() {
        check("G\u{a0}. A", &["G\u{a0}. A"]);
        check("He left . She stayed .", &["He left .", "She stayed ."]);
        check_in("de", "am 3 . Mai", &["am 3 . Mai"]);
    }

    #[test]
    fn marks_of_other_scripts_end_sentences_too() {
        check_in("zh", "他走了。“我们走。”她留下！好。", &["他走了。", "“我们走。”", "她留下！", "好。"]);
        check_in("ja", "「行く。残る。」と話した。終わり。", &["「行く。残る。」と話した。", "終わり。"]);
        check_in("ar", "هل غادر؟ نعم. بقي الآخر.", &["هل غادر؟", "نعم.", "بقي الآخر."]);
        check_in("hi", "वह गया। वह रुकी।", &["वह गया।", "वह रुकी।"]);
    }
}
