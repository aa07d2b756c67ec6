//! The rules by which one name is spelled in several ways, from `name_spelling_rules.tsv`.

use super::lookup::number;
use super::{SPELLING_RULES, rows};
use rustc_hash::FxHashMap;

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
    swaps: FxHashMap<(u8, u8), Vec<SpellingRule>>,
    gaps: Vec<Vec<SpellingRule>>,
}

impl SpellingRules {
    /// The rules with letters on both sides that start with these two, in this order.
    pub fn swapping(&self, x: u8, y: u8) -> &[SpellingRule] {
        self.swaps.get(&(x, y)).map_or(&[], Vec::as_slice)
    }

    /// The rules by which letters that start with this one may be missing.
    pub fn dropping(&self, letter: u8) -> &[SpellingRule] {
        self.gaps.get(letter as usize).map_or(&[], Vec::as_slice)
    }
}

/// Parses the table.
pub(super) fn spelling_rules() -> SpellingRules {
    let mut rules = SpellingRules { swaps: FxHashMap::default(), gaps: vec![Vec::new(); 128] };
    for row in rows(SPELLING_RULES) {
        let clean = |cell: &'static str| if cell == "-" { "" } else { cell };
        let place = match row[3] {
            "start" => RulePlace::Start,
            "end" => RulePlace::End,
            "any" => RulePlace::Any,
            other => panic!("start, end or any: {other:?}"),
        };
        let rule = SpellingRule { a: clean(row[1]), b: clean(row[2]), place, cost: number(row[4]) };
        let first = |side: &str| side.bytes().next().unwrap_or(0);
        let (a, b) = (first(rule.a), first(rule.b));
        assert!(0 < a && a < 128 && b < 128, "spelling rules are ASCII: {row:?}");
        if b == 0 {
            rules.gaps[usize::from(a)].push(rule);
            continue;
        }
        rules.swaps.entry((a, b)).or_default().push(rule);
        rules.swaps.entry((b, a)).or_default().push(SpellingRule { a: rule.b, b: rule.a, ..rule });
    }
    rules
}
