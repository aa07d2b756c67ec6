//! The grammatical subject before a verb of speech: names with appositions and clauses between commas, and where a
//! phrase stops being a noun phrase.

use super::{View, phrase};
use crate::engine::answer::NameKind;
use crate::engine::data::lookup::tables;
use crate::engine::text::TokenKind;
use std::ops::Range;

/// Verbs that are finite wherever they stand.
const FINITE: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might",
    "should", "must", "did", "does", "do", "became", "began", "came", "fell", "felt", "gave", "got", "grew",
    "held", "kept", "knew", "left", "lost", "made", "met", "paid", "put", "ran", "rose", "sat", "saw",
    "shot", "stood", "took", "thought", "went", "won", "wrote",
];

/// The part of a phrase before its first finite verb: `Lieutenant Hastings declined to describe ...` names him alone.
pub fn before_verb(view: &View, sentence: &Range<usize>, range: Range<usize>) -> Range<usize> {
    let names = names_near(view, &range);
    let mut end = range.end;
    for at in range.start + 1..range.end {
        if view.document.tokens[at].is_capitalised() || names.iter().any(|n| n.contains(&at)) {
            continue;
        }
        let word = view.folded(at, sentence);
        let next = view.folded(at + 1, &(sentence.start..range.end));
        let before = view.folded(at - 1, sentence);
        // `retired officer`, `the accused woman` are no clauses.
        let is_past = word.len() > 4
            && word.ends_with("ed")
            && (next.is_empty()
                || tables().stopwords.contains(next)
                || matches!(next, "back" | "away" | "home"))
            && !matches!(next, "by" | "from")
            && !matches!(before, "the" | "a" | "an");
        if FINITE.contains(&word) || is_past {
            end = at;
            break;
        }
    }
    phrase::trim(view, sentence, range.start..end)
}

/// The subject that opens a sentence, for a second verb of it: `Experts warned of delays and said`.
pub fn of_sentence(
    view: &View,
    sentence: &Range<usize>,
    verb: usize,
    is_quoted: &dyn Fn(usize) -> bool,
) -> Option<Range<usize>> {
    /// A longer subject is more than one.
    const LONGEST: usize = 10;
    let end = (sentence.start..verb)
        .find(|&at| {
            is_quoted(at) || matches!(raw(view, at), "," | ";" | ":" | "\"" | "\u{201C}" | "\u{201D}")
        })
        .unwrap_or(verb);
    // `On Friday, the agency released figures, saying`: a time or place that comes first is no subject.
    let opens_adverbial = matches!(
        view.folded(sentence.start, sentence),
        "in" | "on"
            | "at"
            | "after"
            | "during"
            | "last"
            | "late"
            | "early"
            | "earlier"
            | "later"
            | "meanwhile"
    );
    if opens_adverbial && end < verb && raw(view, end) == "," && !is_quoted(end) {
        return of_sentence(view, &(end + 1..sentence.end), verb, is_quoted);
    }
    let clause = sentence.start..end;
    let head = before_verb(view, sentence, clause.clone());
    let is_cut = head.end < clause.end && head.start == clause.start && !head.is_empty();
    (is_cut && head.len() <= LONGEST).then_some(head)
}

/// Whether a phrase holds a finite verb: then it is a clause and names nobody.
pub fn is_clause(view: &View, sentence: &Range<usize>, range: &Range<usize>) -> bool {
    range.len() > 1 && before_verb(view, sentence, range.clone()).end < range.end
}

/// The subject of a verb right behind a comma: `Fauzi, an official of the agency, said`,
/// `the mayor, Anna Weiss, said`, `the aide, Elizabeth Lauten, 31, who has ..., wrote`.
///
/// `comma` is the comma before the verb. Parentheses do not end a segment.
pub fn between_commas(
    view: &View,
    sentence: &Range<usize>,
    comma: usize,
    is_quoted: &dyn Fn(usize) -> bool,
) -> Option<Range<usize>> {
    /// Segments of one subject: more is a list.
    const MOST: usize = 5;
    let mut seen: Vec<Range<usize>> = Vec::new();
    let mut end = comma;
    while seen.len() < MOST {
        let segment = segment_before(view, sentence, end, is_quoted);
        if segment.is_empty() {
            break;
        }
        let start = segment.start;
        let is_apposition =
            is_apposition(view, sentence, &segment) || closes_apposition(view, sentence, &segment, is_quoted);
        seen.push(segment);
        if !is_apposition || start == sentence.start || raw(view, start - 1) != "," || is_quoted(start - 1) {
            break;
        }
        end = start - 1;
    }
    let head = seen.last()?.clone();
    if is_apposition(view, sentence, &head) && !is_role(view, sentence, &head) {
        return None;
    }
    // `the mayor, Anna Weiss`: the role stands before the name.
    let is_name = names_near(view, &head).iter().any(|n| n.start <= head.start);
    if is_name && head.start > sentence.start && raw(view, head.start - 1) == "," {
        let mut role = segment_before(view, sentence, head.start - 1, is_quoted);
        let joins = view.folded(role.start, sentence) == "and";
        role.start += usize::from(joins && role.len() > 1);
        // `the commerce secretary, Gary Locke, and the interior secretary, Ken Salazar`
        if joins
            && role.start > sentence.start + 1
            && raw(view, role.start - 2) == ","
            && is_role(view, sentence, &role)
        {
            let other = named_role(view, sentence, role.start - 2, is_quoted);
            return Some(other.map_or(role.start, |other| other.start)..head.end);
        }
        if is_role(view, sentence, &role) {
            return Some(role.start..head.end);
        }
    }
    // `The mayor, Anna Weiss, said` walked to the role itself.
    if is_role(view, sentence, &head) && seen.len() > 1 {
        let name = &seen[seen.len() - 2];
        if names_near(view, name).iter().any(|n| n.start <= name.start) {
            return Some(head.start..name.end);
        }
    }
    (seen.len() > 1).then_some(head)
}

/// `the commerce secretary, Gary Locke` before a comma.
fn named_role(
    view: &View,
    sentence: &Range<usize>,
    comma: usize,
    is_quoted: &dyn Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let name = segment_before(view, sentence, comma, is_quoted);
    let is_name = !name.is_empty() && starts_with_name(view, &name);
    if !is_name || name.start == sentence.start || raw(view, name.start - 1) != "," {
        return None;
    }
    let role = segment_before(view, sentence, name.start - 1, is_quoted);
    is_role(view, sentence, &role).then_some(role.start..name.end)
}

/// The segment between commas that ends at `end`.
fn segment_before(
    view: &View,
    sentence: &Range<usize>,
    end: usize,
    is_quoted: &dyn Fn(usize) -> bool,
) -> Range<usize> {
    /// A longer segment is a sentence of its own.
    const LONGEST: usize = 40;
    let mut start = end;
    let mut depth = 0_u32;
    while start > sentence.start && end - start < LONGEST {
        let mark = raw(view, start - 1);
        match mark {
            ")" => depth += 1,
            "(" => depth = depth.saturating_sub(1),
            "," | ";" | ":" | "\"" | "\u{201C}" | "\u{201D}" | "—" | "–" | "--" if depth == 0 => break,
            _ if is_quoted(start - 1) => break,
            _ if matches!(view.folded(start - 1, sentence), "but" | "because" | "although" | "that")
                && depth == 0 =>
            {
                break;
            }
            _ => {}
        }
        start -= 1;
    }
    start..end
}

/// `an official of the agency`, `who lives next door`, `31`.
fn is_apposition(view: &View, sentence: &Range<usize>, segment: &Range<usize>) -> bool {
    let first = view.folded(segment.start, sentence);
    let is_age = segment.len() <= 2 && first.starts_with(|c: char| c.is_ascii_digit());
    matches!(
        first,
        "who"
            | "whose"
            | "which"
            | "of"
            | "from"
            | "in"
            | "at"
            | "speaking"
            | "such"
            | "known"
            | "called"
            | "aged"
            | "including"
            | "like"
            | "a"
            | "an"
            | "the"
            | "his"
            | "her"
            | "its"
    ) || is_age
        || first == "vice"
        || !view.document.tokens[segment.start].is_capitalised()
            && (tables().role_nouns.contains(first) || tables().office_heads.contains_key(first))
        || ends_in_role(view, sentence, segment) && !starts_with_name(view, segment)
}

/// `American Bird Conservancy` in `Darin Schroeder, vice president at the environmental organisation, American Bird
/// Conservancy, agreed`: the name of a body behind an apposition that speaks of it.
fn closes_apposition(
    view: &View,
    sentence: &Range<usize>,
    segment: &Range<usize>,
    is_quoted: &dyn Fn(usize) -> bool,
) -> bool {
    let is_name = starts_with_name(view, segment);
    if !is_name || segment.start == sentence.start || raw(view, segment.start - 1) != "," {
        return false;
    }
    let before = segment_before(view, sentence, segment.start - 1, is_quoted);
    let starts_inside = before.start > sentence.start && raw(view, before.start - 1) == ",";
    let is_person = |at: &usize| {
        let named = view.mentions.names.iter().position(|m| m.tokens.end == *at);
        named.is_some_and(|n| view.names.groups[view.groups[n].0 as usize].kind == NameKind::Person)
    };
    starts_inside
        && !before.is_empty()
        && !is_person(&segment.end)
        && is_apposition(view, sentence, &before)
        && !is_role(view, sentence, &before)
}

/// `The mayor`, `Grimm's lawyer`, `A lawyer for Mr. Grimm`, `and the interior secretary`.
fn is_role(view: &View, sentence: &Range<usize>, segment: &Range<usize>) -> bool {
    const LONGEST: usize = 12;
    if segment.is_empty() || segment.len() > LONGEST {
        return false;
    }
    let first = view.folded(segment.start, sentence);
    let is_determined = matches!(
        first,
        "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my" | "another" | "one"
    ) || segment.clone().any(|at| view.document.tokens[at].kind == TokenKind::Possessive);
    let of = segment.clone().find(|&at| matches!(view.folded(at, sentence), "of" | "for" | "at" | "in"));
    let head = segment.start..of.unwrap_or(segment.end);
    is_determined && ends_in_role(view, sentence, &head) && !is_clause(view, sentence, segment)
}

fn ends_in_role(view: &View, sentence: &Range<usize>, segment: &Range<usize>) -> bool {
    let Some(last) = segment.end.checked_sub(1).filter(|_| !segment.is_empty()) else {
        return false;
    };
    let word = view.folded(last, sentence);
    tables().role_nouns.contains(word) || tables().office_heads.contains_key(word)
}

/// Whether a segment is a name, with its title: `Cpl. Janice Leader`.
fn starts_with_name(view: &View, segment: &Range<usize>) -> bool {
    let is_title = |at: usize| {
        let token = &view.document.tokens[at];
        token.is_capitalised() || token.kind == TokenKind::Mark
    };
    names_near(view, segment)
        .iter()
        .any(|n| n.end >= segment.end && (segment.start..n.start.max(segment.start)).all(is_title))
}

/// Tokens of the names that begin inside a range.
fn names_near(view: &View, range: &Range<usize>) -> Vec<Range<usize>> {
    // Mentions stand in the order of the text.
    let names = &view.mentions.names;
    let first = names.partition_point(|m| m.tokens.end <= range.start);
    names[first..].iter().map(|m| m.tokens.clone()).take_while(|t| t.start < range.end).collect()
}

fn raw<'v>(view: &'v View, at: usize) -> &'v str {
    view.document.tokens.get(at).map_or("", |t| t.of(&view.article.text))
}
