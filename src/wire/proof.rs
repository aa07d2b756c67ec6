//! Proves an answer to a merge from the articles alone.
//!
//! It fails closed: what cannot be read as a location is a wrong one.

use crate::engine::article::Article;
use crate::engine::span::Part;
use crate::wire::answer::Location;
use crate::wire::invalid::step;
use crate::wire::offsets::{Offsets, TextIndex};
use crate::wire::places::Places;
use crate::wire::verify::{Check, Checked, Verification};
use crate::wire::vocabulary::Found;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Characters of an article's words that a detail shows.
const SHOWN: usize = 80;

/// Proves an answer to a merge: every statement is its base with its listed changes, every location says what stands
/// there. `offsets` is the unit that the answer counts in.
pub fn answer<'a>(answer: &'a Value, articles: &[Article], offsets: Offsets) -> Verification<'a> {
    let places = Places::new(articles, offsets);
    let facts: HashSet<&str> = list(&answer["facts"]).iter().filter_map(|fact| fact["id"].as_str()).collect();
    let mut checks = Vec::new();
    if !answer["headline"].is_null() {
        checks.push(statement(&answer["headline"], "/headline".to_owned(), &facts, &places));
    }
    for (n, paragraph) in list(&answer["account"]).iter().enumerate() {
        let at = format!("/account/{n}/statements");
        if !paragraph["statements"].is_array() {
            checks.push(failed(
                Checked::Statement,
                &Value::Null,
                at.clone(),
                "is not a list of statements".to_owned(),
            ));
        }
        for (m, node) in list(&paragraph["statements"]).iter().enumerate() {
            checks.push(statement(node, format!("{at}/{m}"), &facts, &places));
        }
    }
    for (n, fact) in list(&answer["facts"]).iter().enumerate() {
        let support = list(&fact["support"]).iter().enumerate();
        let support = support.map(|(m, place)| (format!("/facts/{n}/support/{m}"), place));
        let base = (format!("/facts/{n}/base"), &fact["base"]);
        // What looks like a location is checked by the walk; here nothing else may stand.
        for (at, place) in std::iter::once(base).chain(support) {
            if !looks_like_a_location(place) {
                let detail = "is not a location".to_owned();
                checks.push(failed(Checked::Location, &Value::Null, at, detail));
            }
        }
    }
    walk(answer, String::new(), &places, &mut checks);
    checks
}

fn list(node: &Value) -> &[Value] {
    node.as_array().map_or(&[], Vec::as_slice)
}

/// Checks every object that looks like a location, wherever it stands, so that none can be forgotten.
fn walk<'a>(node: &'a Value, pointer: String, places: &Places, checks: &mut Vec<Check<'a>>) {
    match node {
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                walk(item, format!("{pointer}/{n}"), places, checks);
            }
        }
        Value::Object(fields) => {
            if looks_like_a_location(node) {
                checks.push(location_check(fields, pointer.clone(), places));
            }
            for (key, value) in fields {
                walk(value, format!("{pointer}{}", step(key)), places, checks);
            }
        }
        _ => {}
    }
}

fn looks_like_a_location(node: &Value) -> bool {
    ["exact", "start", "end"].iter().any(|key| node.get(key).is_some())
}

fn location_check<'a>(fields: &'a Map<String, Value>, pointer: String, places: &Places) -> Check<'a> {
    match location(fields, places) {
        Ok(location) => Check {
            kind: Checked::Location,
            exact: location.exact.to_owned(),
            start: location.start,
            end: location.end,
            found: Found::Exactly,
            at: Some(location),
            changes: Vec::new(),
            pointer: Some(pointer),
            detail: None,
        },
        Err(detail) => {
            let number = |key: &str| fields.get(key).and_then(unsigned).unwrap_or(0);
            let exact = fields.get("exact").unwrap_or(&Value::Null);
            let check = failed(Checked::Location, exact, pointer, detail);
            Check { start: number("start"), end: number("end"), ..check }
        }
    }
}

/// The location, if all of it is true.
fn location<'a>(fields: &'a Map<String, Value>, places: &Places) -> Result<Location<'a>, String> {
    let string =
        |key: &str| fields.get(key).and_then(Value::as_str).ok_or_else(|| format!("`{key}` is not a string"));
    let number =
        |key: &str| fields.get(key).and_then(unsigned).ok_or_else(|| format!("`{key}` is not a position"));
    let (id, exact) = (string("article")?, string("exact")?);
    let part = match string("part")? {
        "title" => Part::Title,
        "text" => Part::Text,
        _ => return Err("`part` is neither `title` nor `text`".to_owned()),
    };
    let (start, end) = (number("start")?, number("end")?);
    let article = places.find(id).ok_or("no article has this id")?;
    let there = places.piece(article, part, start, end).ok_or("the article has no such place")?;
    if there != exact {
        let shown: String = there.chars().take(SHOWN).collect();
        return Err(format!("`{shown}` stands there"));
    }
    Ok(Location { article: id, part: part.into(), start, end, exact })
}

fn statement<'a>(node: &'a Value, pointer: String, facts: &HashSet<&str>, places: &Places) -> Check<'a> {
    match proven(node, facts, places) {
        Ok((base, text, n_units)) => Check {
            kind: Checked::Statement,
            exact: text,
            start: 0,
            end: n_units,
            found: Found::Exactly,
            at: Some(base),
            changes: Vec::new(),
            pointer: Some(pointer),
            detail: None,
        },
        Err(detail) => failed(Checked::Statement, &node["text"], pointer, detail),
    }
}

/// The base, the printed text and its length in units, if the text is the base with its listed changes.
fn proven<'a>(
    node: &'a Value,
    facts: &HashSet<&str>,
    places: &Places,
) -> Result<(Location<'a>, String, usize), String> {
    let text = node["text"].as_str().ok_or("`text` is not a string")?;
    let base = node["base"].as_object().ok_or("`base` is not a location")?;
    let base = location(base, places).map_err(|detail| format!("`base`: {detail}"))?;
    for fact in list(&node["facts"]) {
        let id = fact.as_str().unwrap_or_default();
        if !facts.contains(id) {
            return Err(format!("the answer has no fact `{id}`"));
        }
    }
    let index = TextIndex::new(text, places.unit());
    let mut changes = changes(node, &index, places)?;
    changes.sort_by_key(|change| change.byte);
    let (mut rebuilt, mut done) = (String::new(), 0);
    for change in changes {
        let kept = text.get(done..change.byte).ok_or("two changes overlap")?;
        if !text[change.byte..].starts_with(change.printed) {
            return Err(format!("`{}` does not stand where it is said to be printed", change.printed));
        }
        rebuilt += kept;
        rebuilt += change.original;
        done = change.byte + change.printed.len();
    }
    rebuilt += &text[done..];
    if rebuilt != base.exact {
        return Err("the text is not its base with the listed changes".to_owned());
    }
    Ok((base, text.to_owned(), index.units(text.len())))
}

/// A piece of a printed text that its base does not have, or has otherwise.
struct Changed<'a> {
    byte: usize,
    original: &'a str,
    printed: &'a str,
}

fn changes<'a>(node: &'a Value, index: &TextIndex, places: &Places) -> Result<Vec<Changed<'a>>, String> {
    let byte = |change: &Value| {
        unsigned(&change["at"]).and_then(|at| index.byte(at)).ok_or("`at` is no position in the text")
    };
    let mut changes = Vec::new();
    for insertion in list(&node["insertions"]) {
        let printed = insertion["text"].as_str().ok_or("an insertion has no `text`")?;
        let from = insertion["from"].as_object().ok_or("an insertion has no `from`")?;
        let from = location(from, places).map_err(|detail| format!("`from`: {detail}"))?;
        let words = printed.trim().trim_start_matches('[').trim_end_matches(']');
        if words != from.exact {
            return Err(format!("`{words}` is not what stands at its `from`"));
        }
        changes.push(Changed { byte: byte(insertion)?, original: "", printed });
    }
    for replacement in list(&node["replacements"]) {
        let original = replacement["original"].as_str().ok_or("a replacement has no `original`")?;
        let printed = replacement["printed"].as_str().ok_or("a replacement has no `printed`")?;
        changes.push(Changed { byte: byte(replacement)?, original, printed });
    }
    Ok(changes)
}

fn failed(kind: Checked, exact: &Value, pointer: String, detail: String) -> Check<'static> {
    Check {
        kind,
        exact: exact.as_str().unwrap_or_default().to_owned(),
        start: 0,
        end: 0,
        found: Found::NotFound,
        at: None,
        changes: Vec::new(),
        pointer: Some(pointer),
        detail: Some(detail),
    }
}

fn unsigned(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|number| usize::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::sample::sample;

    /// The faults found in the sample's answer after `spoil`.
    fn check(spoil: impl Fn(&mut Value), expected: &[(&str, &str)]) {
        let (articles, merge) = sample();
        for offsets in Offsets::ALL {
            let answer_sent = crate::wire::merge(&merge, &articles, offsets);
            let mut sent = serde_json::to_value(answer_sent).expect("answers are JSON");
            spoil(&mut sent);
            let checks = answer(&sent, &articles, offsets);
            let faults = checks.iter().filter(|check| check.found != Found::Exactly);
            let faults: Vec<_> =
                faults.map(|check| (check.pointer.as_deref(), check.detail.as_deref())).collect();
            let expected: Vec<_> = expected.iter().map(|(at, why)| (Some(*at), Some(*why))).collect();
            assert_eq!(faults, expected, "{offsets}");
        }
    }

    #[test]
    fn an_honest_answer_is_proven() {
        check(|_| {}, &[]);
    }

    #[test]
    fn a_wrong_location_is_not_found() {
        check(
            |answer| answer["timeline"][0]["locs"][0]["exact"] = "January 9".into(),
            &[("/timeline/0/locs/0", "`January 8` stands there")],
        );
        check(
            |answer| answer["facts"][1]["base"]["end"] = 10_000.into(),
            &[("/facts/1/base", "the article has no such place")],
        );
        check(
            |answer| answer["notes"][0]["locs"][0]["article"] = "other".into(),
            &[("/notes/0/locs/0", "no article has this id")],
        );
        check(|answer| answer["facts"][2]["base"] = Value::Null, &[("/facts/2/base", "is not a location")]);
        check(
            |answer| answer["names"][0]["forms"][0]["locs"][0] = serde_json::json!({"exact": "x"}),
            &[("/names/0/forms/0/locs/0", "`article` is not a string")],
        );
    }

    #[test]
    fn an_invented_word_is_not_proven() {
        check(
            |answer| answer["account"][0]["statements"][1]["text"] = "Four people were hurt.".into(),
            &[("/account/0/statements/1", "the text is not its base with the listed changes")],
        );
        check(
            |answer| answer["account"][0]["statements"][0]["insertions"][0]["text"] = " [January 9]".into(),
            &[("/account/0/statements/0", "`January 9` is not what stands at its `from`")],
        );
        check(
            |answer| answer["account"][0]["statements"][0]["replacements"] = Value::Null,
            &[("/account/0/statements/0", "the text is not its base with the listed changes")],
        );
        check(
            |answer| answer["headline"]["facts"][0] = "f9".into(),
            &[("/headline", "the answer has no fact `f9`")],
        );
        check(
            |answer| answer["account"][1]["statements"] = Value::Null,
            &[("/account/1/statements", "is not a list of statements")],
        );
    }
}
