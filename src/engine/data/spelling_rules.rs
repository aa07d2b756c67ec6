//! The rules by which one name is spelled in several ways, from `name_spelling_rules.tsv`.

use super::lookup::number;
use super::{SPELLING_RULES, rows};

/// One spelling equivalence: `a` in one system is `b` in another.
#[derive(Debug, Clone, Copy)]
pub struct SpellingRule {
    /// Letters of one spelling.
    pub a: &'static str,
    /// Letters of the other; may be empty.
    pub b: &'static str,
    /// Where in a word it holds.
    pub place: RulePlace,
    /// Cost of the substitution.
    pub cost: f64,
}

/// Where in a word a spelling rule holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RulePlace {
    /// At its head.
    Start,
    /// At its end.
    End,
    /// Anywhere.
    Any,
}

/// Spelling rules by the first letters of their sides.
pub struct SpellingRules {
    swaps: Vec<Vec<SpellingRule>>,
    gaps: Vec<Vec<SpellingRule>>,
}

/// Classes of first letters: one for each of a to z, one for all else.
const CLASSES: usize = 27;

fn class(letter: u8) -> usize {
    if letter.is_ascii_lowercase() { usize::from(letter - b'a') } else { CLASSES - 1 }
}

impl SpellingRules {
    /// The rules with letters on both sides that may start with these two, in this order.
    pub fn swapping(&self, x: u8, y: u8) -> &[SpellingRule] {
        &self.swaps[class(x) * CLASSES + class(y)]
    }

    /// The rules by which letters may be missing that may start with this one.
    pub fn dropping(&self, letter: u8) -> &[SpellingRule] {
        &self.gaps[class(letter)]
    }
}

/// Parses the table.
pub(super) fn spelling_rules() -> SpellingRules {
    let mut rules =
        SpellingRules { swaps: vec![Vec::new(); CLASSES * CLASSES], gaps: vec![Vec::new(); CLASSES] };
    for row in rows(SPELLING_RULES) {
        let clean = |cell: &'static str| if cell == "-" { "" } else { cell };
        let place = match row[3] {
            "start" => RulePlace::Start,
            "end" => RulePlace::End,
            "any" => RulePlace::Any,
            other => panic!("start, end or any: {other:?}"),
        };
        let rule = SpellingRule { a: clean(row[1]), b: clean(row[2]), place, cost: number(row[4]) };
        assert!(
            !rule.a.is_empty() && rule.a.is_ascii() && rule.b.is_ascii(),
            "spelling rules are ASCII: {row:?}"
        );
        let a = class(rule.a.as_bytes()[0]);
        let Some(b) = rule.b.bytes().next().map(class) else {
            rules.gaps[a].push(rule);
            continue;
        };
        rules.swaps[a * CLASSES + b].push(rule);
        rules.swaps[b * CLASSES + a].push(SpellingRule { a: rule.b, b: rule.a, ..rule });
    }
    rules
}
