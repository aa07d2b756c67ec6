//! Pieces inside a story paragraph that are not story: the dateline at its head, the agency's
//! credit and stray marks at its end.

use crate::engine::answer::SegmentKind;
use crate::engine::data::gazetteer::is_place_name;
use crate::engine::read::Block;
use crate::engine::read::furniture::credited;
use crate::engine::read::lines::ends_closed;
use crate::engine::span::Span;

/// Appends `block` to `out`, in one piece or cut into several.
pub fn split(text: &str, block: Block, out: &mut Vec<Block>) {
    if block.kind != SegmentKind::Story {
        out.push(block);
        return;
    }
    let (start, end) = (block.span.start(), block.span.end());
    let mut push = |from: usize, to: usize, kind: SegmentKind, reason: &'static str| {
        if let Some(span) = Span::trimmed(text, from..to)
            && !span.is_empty()
        {
            out.push(Block { span, kind, reason: reason.into(), ..block.clone() });
        }
    };
    let head = start + point_mark_len(&text[start..end]);
    push(start, head, SegmentKind::Other, "the mark of a point in a list");
    let start = head;
    let head = start + dateline_len(&text[start..end]);
    let story_end = end - credit_len(&text[head..end]);
    let bare_end = story_end
        - stray_len(text[head..story_end].trim_end())
        - (text[head..story_end].len() - text[head..story_end].trim_end().len());
    push(start, head, SegmentKind::Dateline, "place and date before the story");
    push(head, bare_end, SegmentKind::Story, "running text");
    push(bare_end, story_end, SegmentKind::Other, "a stray mark");
    push(story_end, end, SegmentKind::Credit, "an agency's credit");
}

/// Bytes of the `• ` that a point in a list opens with.
fn point_mark_len(text: &str) -> usize {
    let Some(body) = text.strip_prefix(['•', '▪', '■', '●', '‣', '*']) else {
        return 0;
    };
    let rest = body.trim_start();
    // `*` without a blank is a note's mark or a veiled word.
    if rest.len() < body.len() || !text.starts_with('*') { text.len() - rest.len() } else { 0 }
}

/// Bytes of `CITY, Nov. 3 (Agency) -- ` at the head of a paragraph, 0 if there is none.
///
/// It must end in a dash or colon (or in the agency's bracket and a dash), and begin with a place
/// or an agency, so that "He left - and came back" stays whole. A place and a dash alone, `PARIS — `, are part of the
/// sentence: so the labelled stories have it, where it stands in two of 26.
fn dateline_len(text: &str) -> usize {
    /// `SEOUL, South Korea, Nov. 3 (Yonhap News Agency) — ` and longer ones fit.
    const LONGEST_BYTES: usize = 110;
    let limit = (0..=LONGEST_BYTES.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let window = &text[..limit];
    if !window.contains(['-', '—', '–', ':', '(']) {
        return 0;
    }
    for mark in [" -- ", " — ", " – ", "--", "—", " - ", ": "] {
        let Some(at) = window.find(mark) else {
            continue;
        };
        let head = window[..at].trim();
        let after = text[at + mark.len()..].trim_start();
        if is_dateline(head, mark == ": ") && after.starts_with(|c: char| !c.is_lowercase()) {
            return text.len() - after.len();
        }
    }
    // `(Reuters) The ministry ...` and `(AP) -`
    if let Some(inner) = window.strip_prefix('(')
        && let Some(close) = inner.find(')')
        && credited(&inner[..close])
    {
        let after = inner[close + 1..].trim_start_matches([' ', '-', '—', '–', '\u{a0}']);
        return text.len() - (after.len() + text.len() - window.len());
    }
    0
}

fn is_dateline(head: &str, has_colon: bool) -> bool {
    let (place, bracket) = match head.find('(') {
        Some(open) if head.ends_with(')') => (head[..open].trim(), Some(&head[open + 1..head.len() - 1])),
        Some(_) => return false,
        None => (head, None),
    };
    let has_agency = bracket.is_some_and(|b| credited(b) || b.split_whitespace().count() <= 3);
    let first = place.split([',', '/']).next().unwrap_or("").trim();
    let city = first.trim_end_matches('.');
    let n_words = place.split_whitespace().count();
    let is_capitals = !city.is_empty()
        && !city.chars().any(char::is_lowercase)
        && city.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    // "A FIRE - LARGE ONE" in capitals is no place.
    if ["A ", "AN "].iter().any(|article| place.starts_with(article)) {
        return false;
    }
    if n_words == 0 {
        return bracket.is_some_and(credited);
    }
    // "NEW DELHI/Mumbai: ": a row of cities needs no agency.
    if bracket.is_none() && place.contains('/') && place.split('/').all(|city| is_place_name(city.trim())) {
        return true;
    }
    let has_date = place.contains(|c: char| c.is_ascii_digit());
    n_words <= 10
        && place.starts_with(char::is_uppercase)
        && ((is_capitals && (has_agency || has_date || has_colon && is_place_name(city)))
            || (has_agency && (is_place_name(city) || bracket.is_some_and(credited))))
        || (!has_colon && n_words <= 5 && is_place_name(city) && has_agency)
}

/// Bytes of ` (Yonhap)` or ` — AFP` at the end of a paragraph, after the end of a sentence.
fn credit_len(text: &str) -> usize {
    let body = text.trim_end();
    if let Some(inner) = body.strip_suffix(')')
        && let Some(open) = inner.rfind('(')
        && ends_closed(&inner[..open])
        && credited(&inner[open + 1..])
    {
        return text.len() - inner[..open].trim_end().len();
    }
    for dash in ['—', '–', '-'] {
        if let Some(at) = body.rfind(dash)
            && ends_closed(&body[..at])
            && credited(body[at..].trim_matches(['—', '–', '-', ' ', '.', '\u{a0}']))
        {
            return text.len() - body[..at].trim_end_matches(['-', '—', '–', ' ']).len();
        }
    }
    0
}

/// Bytes of marks that belong to nothing at the end: `region. .`
fn stray_len(text: &str) -> usize {
    let body = text.trim_end_matches(['.', ',', ';', '|', '*', '·', ' ', '\u{a0}']);
    let tail = &text[body.len()..];
    let Some(at) = tail.find([' ', '\u{a0}']) else {
        return 0;
    };
    // ". . ." is an ellipsis, not dirt.
    if tail.matches('.').count() >= 3 || at == 0 { 0 } else { tail.len() - at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::span::Part;

    fn check(text: &str, expected: &[(&str, SegmentKind)]) {
        let block = Block {
            part: Part::Text,
            span: Span::new(text, 0..text.len()).expect("whole text"),
            kind: SegmentKind::Story,
            reason: "".into(),
            paragraph: 1,
        };
        let mut out = Vec::new();
        split(text, block, &mut out);
        let found: Vec<_> = out.iter().map(|b| (b.span.of(text), b.kind)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn datelines_credits_and_stray_marks_come_off() {
        use SegmentKind::*;
        check(
            "SEOUL, Jan. 3 (Yonhap) -- A man was hurt. (Yonhap)",
            &[("SEOUL, Jan. 3 (Yonhap) --", Dateline), ("A man was hurt.", Story), ("(Yonhap)", Credit)],
        );
        check("• Two boats sank", &[("•", Other), ("Two boats sank", Story)]);
        check("**** is what he said.", &[("**** is what he said.", Story)]);
        check("It hit the region. .", &[("It hit the region.", Story), (".", Other)]);
        check("The man - who left - came back.", &[("The man - who left - came back.", Story)]);
        check("PARIS — A fire broke out.", &[("PARIS — A fire broke out.", Story)]);
        check(
            "PARIS, May 3 — A fire broke out.",
            &[("PARIS, May 3 —", Dateline), ("A fire broke out.", Story)],
        );
        check(
            "PARIS (AFP) — A fire broke out.",
            &[("PARIS (AFP) —", Dateline), ("A fire broke out.", Story)],
        );
        check("Lyon/Paris: A fire broke out.", &[("Lyon/Paris:", Dateline), ("A fire broke out.", Story)]);
        check("PARIS: A fire broke out.", &[("PARIS:", Dateline), ("A fire broke out.", Story)]);
        check("A FIRE - LARGE AND HOT.", &[("A FIRE - LARGE AND HOT.", Story)]);
        check("Paris: A fire broke out.", &[("Paris: A fire broke out.", Story)]);
    }
}
