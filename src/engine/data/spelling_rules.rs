//! The rules by which one name is spelled in several ways, from `name_spelling_rules.tsv`.

use super::lookup::number;
use super::{SPELLING_RULES, rows};

/// One spelling equivalence: `a` in one system is `b` in another.
#[derive(Debug, Clone, Copy)]
pub struct SpellingRule {
    /// Letters of one spelling.
    pub a: Side,
    /// Letters of the other; may be none.
    pub b: Side,
    /// Where in a word it holds.
    pub place: RulePlace,
    /// Cost of the substitution in hundredths.
    pub hundredths: u16,
}

/// Most letters of a side.
pub const LONGEST: usize = 16;

/// One side of a rule, its letters packed so that one comparison finds it in a word.
#[derive(Debug, Clone, Copy)]
pub struct Side {
    letters: u128,
    mask: u128,
    n: usize,
}

impl Side {
    fn new(letters: &str) -> Side {
        assert!(
            letters.is_ascii() && letters.len() <= LONGEST,
            "{LONGEST} ASCII letters at most: {letters:?}"
        );
        let mut packed = [0; LONGEST];
        packed[..letters.len()].copy_from_slice(letters.as_bytes());
        let mut mask = [0; LONGEST];
        mask[..letters.len()].fill(u8::MAX);
        Side { letters: u128::from_le_bytes(packed), mask: u128::from_le_bytes(mask), n: letters.len() }
    }

    /// Number of letters.
    pub fn len(&self) -> usize {
        self.n
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// Whether a word goes on with these letters; `window` holds its next sixteen, the first in the lowest byte.
    pub fn begins(&self, window: u128) -> bool {
        window & self.mask == self.letters
    }
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
        let (a, b) = (clean(row[1]), clean(row[2]));
        let hundredths = (number(row[4]) * 100.0).round() as u16;
        let rule = SpellingRule { a: Side::new(a), b: Side::new(b), place, hundredths };
        assert!(!a.is_empty(), "a rule has letters: {row:?}");
        let first = class(a.as_bytes()[0]);
        let Some(second) = b.bytes().next().map(class) else {
            rules.gaps[first].push(rule);
            continue;
        };
        rules.swaps[first * CLASSES + second].push(rule);
        rules.swaps[second * CLASSES + first].push(SpellingRule { a: rule.b, b: rule.a, ..rule });
    }
    rules
}
