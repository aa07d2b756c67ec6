//! Pairs of names of many languages in `fixtures/names.tsv`, each with an editor's verdict, put to the
//! pairwise question.
//!
//! What the engine is known to miss stands in `fixtures/names_known_misses.list`, under the same rule as the
//! ledgers of the stories; `UPDATE_MISSES=1 cargo test names` writes it anew.

use crate::stories::ledger;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;
use storymerge::engine;
use storymerge::engine::answer::NameKind;

/// Cases that the file holds at least.
const LEAST_CASES: usize = 150;

/// Scores that leave a pair open, which names alone do not settle.
const OPEN: RangeInclusive<f64> = 0.15..=0.97;

/// One line of the file.
struct Case<'a> {
    language: &'a str,
    kind: Option<NameKind>,
    a: &'a str,
    b: &'a str,
    verdict: Verdict,
    note: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Same,
    Different,
    /// Either answer will do, but none that is certain.
    Ambiguous,
}

#[test]
fn every_pair_of_names_is_judged_as_its_note_says() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let text = fs::read_to_string(fixtures.join("names.tsv")).expect("fixtures/names.tsv can be read");
    let cases: Vec<Case> = text.lines().filter(|line| !line.starts_with('#')).map(case).collect();
    check_cases(&cases);

    let missed: Vec<String> = cases.iter().filter(|case| !is_met(case)).map(name).collect();
    let known_misses = fixtures.join("names_known_misses.list");
    if std::env::var_os("UPDATE_MISSES").is_some() {
        ledger::write(&known_misses, &missed);
    }
    let faults = ledger::compare("names", &known_misses, &missed);
    assert!(faults.is_empty(), "\n{faults}");
}

fn case(line: &str) -> Case<'_> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [language, _category, kind, a, b, verdict, note] = columns[..] else {
        panic!("{} columns instead of 7: {line}", columns.len());
    };
    let kind = match kind {
        "person" => Some(NameKind::Person),
        "place" => Some(NameKind::Place),
        "organisation" => Some(NameKind::Organisation),
        "-" => None,
        _ => panic!("no kind of name: {line}"),
    };
    let verdict = match verdict {
        "same" => Verdict::Same,
        "different" => Verdict::Different,
        "ambiguous" => Verdict::Ambiguous,
        _ => panic!("no verdict: {line}"),
    };
    Case { language, kind, a, b, verdict, note }
}

/// Fails unless there are enough cases, each once and with its reason, for and against in every language.
fn check_cases(cases: &[Case]) {
    assert!(cases.len() >= LEAST_CASES, "{} cases, {LEAST_CASES} are the least", cases.len());
    let mut pairs = BTreeSet::new();
    let mut verdicts: BTreeMap<&str, BTreeSet<Verdict>> = BTreeMap::new();
    for case in cases {
        assert!(!case.note.trim().is_empty(), "no note: {}", name(case));
        let pair = (case.a.min(case.b), case.a.max(case.b));
        assert!(pairs.insert(pair), "a pair stands twice: {}", name(case));
        verdicts.entry(case.language).or_default().insert(case.verdict);
    }
    for (language, found) in verdicts {
        assert!(found.contains(&Verdict::Same), "{language} has no case of one name");
        assert!(found.contains(&Verdict::Different), "{language} has no case of two names");
    }
}

fn is_met(case: &Case) -> bool {
    let found = engine::compare_names(case.a, case.b, case.kind);
    match case.verdict {
        Verdict::Same => found.same,
        Verdict::Different => !found.same,
        Verdict::Ambiguous => OPEN.contains(&found.score),
    }
}

/// What stands in the ledger.
fn name(case: &Case) -> String {
    format!("{}\t{}\t{}", case.language, case.a, case.b)
}
