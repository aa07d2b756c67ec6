//! How far two spellings of one word are apart, when romanisation systems are allowed for.
//!
//! A weighted edit distance (Wagner and Fischer 1974) in which a substitution that a rule of
//! `name_spelling_rules.tsv` knows costs what the rule says, and any other letter costs 1.

use crate::engine::data::lookup::tables;
use crate::engine::data::spelling_rules::{RulePlace, SpellingRule};

/// What `a` and `b` (folded, ASCII) cost to turn into one another; 0 for equal words, `None` above `most`.
pub fn distance(a: &str, b: &str, most: f64) -> Option<f64> {
    weighted(a, b, &STRICT, most)
}

/// The same with vowels at less than their price, for names that passed through an alphabet which
/// leaves them out or has others.
pub fn loose_distance(a: &str, b: &str, most: f64) -> Option<f64> {
    weighted(a, b, &LOOSE, most)
}

/// What steps cost that no rule knows.
struct Prices {
    /// One vowel for another.
    vowel_swap: f64,
    /// A vowel more.
    vowel_gap: f64,
    /// Two letters that changed places, as in a slip of the pen.
    turn: f64,
}

const STRICT: Prices = Prices { vowel_swap: 1.0, vowel_gap: 1.0, turn: 1.0 };
/// Set by judgement, not searched: a vowel says less than a consonant, a slip more than a vowel.
const LOOSE: Prices = Prices { vowel_swap: 0.4, vowel_gap: 0.4, turn: 0.6 };

fn weighted(a: &str, b: &str, prices: &Prices, most: f64) -> Option<f64> {
    if a == b {
        return Some(0.0);
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let width = b.len() + 1;
    let mut cost = vec![f64::INFINITY; (a.len() + 1) * width];
    cost[0] = 0.0;
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let here = cost[i * width + j];
            // No step costs less than nothing, so what is dear here stays dear; most pairs end soon.
            if here > most {
                continue;
            }
            let mut relax = |di: usize, dj: usize, step: f64| {
                let cell = &mut cost[(i + di) * width + j + dj];
                *cell = cell.min(here + step);
            };
            if i < a.len() && j < b.len() {
                let swap = if is_vowel(a[i]) && is_vowel(b[j]) { prices.vowel_swap } else { 1.0 };
                relax(1, 1, if a[i] == b[j] { 0.0 } else { swap });
            }
            let is_turn = i + 1 < a.len() && j + 1 < b.len() && a[i] == b[j + 1] && a[i + 1] == b[j];
            if is_turn && i > 0 {
                relax(2, 2, prices.turn);
            }
            let gap = |letter: u8| if is_vowel(letter) { prices.vowel_gap } else { 1.0 };
            if i < a.len() {
                relax(1, 0, gap(a[i]));
            }
            if j < b.len() {
                relax(0, 1, gap(b[j]));
            }
            for rule in rules_at(a, i, b, j) {
                let (x, y, step) = rule;
                relax(x, y, step);
            }
        }
    }
    Some(cost[a.len() * width + b.len()]).filter(|cost| *cost <= most)
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w')
}

/// The rules that fit at these places: how much they take of each word, and their cost.
fn rules_at<'r>(
    a: &'r [u8],
    i: usize,
    b: &'r [u8],
    j: usize,
) -> impl Iterator<Item = (usize, usize, f64)> + 'r {
    let letter = |word: &[u8], at: usize| word.get(at).copied().unwrap_or(0);
    let (x, y) = (letter(a, i), letter(b, j));
    let table = &tables().spelling_rules;
    let swaps = table.swapping(x, y).iter().filter_map(move |rule| fits(rule, (a, i), (b, j)));
    let from_a = table.dropping(x).iter().filter_map(move |rule| fits(rule, (a, i), (b, j)));
    let from_b = table.dropping(y).iter().filter_map(move |rule| fits(rule, (b, j), (a, i)));
    swaps.chain(from_a).chain(from_b.map(|(n, m, cost)| (m, n, cost)))
}

/// Whether the sides of a rule stand here and there, with their lengths and the cost.
fn fits(rule: &SpellingRule, (a, i): (&[u8], usize), (b, j): (&[u8], usize)) -> Option<(usize, usize, f64)> {
    // A few letters; a call to compare memory would cost more than the comparison.
    let stands = |word: &[u8], at: usize, side: &str| {
        word.len() >= at + side.len() && word[at..].iter().zip(side.as_bytes()).all(|(p, q)| p == q)
    };
    let (n, m) = (rule.a.len(), rule.b.len());
    let in_place = match rule.place {
        RulePlace::Start => i == 0 && j == 0,
        RulePlace::End => i + n == a.len() && j + m == b.len(),
        RulePlace::Any => true,
    };
    (in_place && stands(a, i, rule.a) && stands(b, j, rule.b)).then_some((n, m, rule.cost))
}

/// Whether two words have enough consonants in common to be worth the full comparison.
pub fn may_be_one(a: &str, b: &str) -> bool {
    /// More consonants than this that only one of the words has, and no rule brings them together.
    const MOST_ALONE: u32 = 3;
    if a.len().abs_diff(b.len()) > 4 {
        return false;
    }
    let mut counts = [0i8; 26];
    // `tsch` counts as two: letters of one class in a row are one sound, however it is written.
    let mut count = |word: &str, by: i8| {
        let mut last = None;
        for class in word.bytes().map(consonant_class) {
            if let Some(class) = class.filter(|_| class != last) {
                let cell = &mut counts[usize::from(class - b'a')];
                *cell = cell.saturating_add(by);
            }
            last = class;
        }
    };
    count(a, 1);
    count(b, -1);
    counts.iter().map(|n| u32::from(n.unsigned_abs())).sum::<u32>() <= MOST_ALONE
}

/// One letter for the consonants that romanisations confuse; none for vowels and the like.
fn consonant_class(letter: u8) -> Option<u8> {
    Some(match letter {
        b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w' | b'h' => return None,
        b'b' | b'p' | b'v' | b'f' => b'p',
        b'd' | b't' => b't',
        b'g' | b'k' | b'q' | b'c' | b'x' | b'j' | b's' | b'z' => b's',
        b'r' | b'l' => b'l',
        b'm' | b'n' => b'n',
        _ => return None,
    })
}

/// The keys under which spellings of a word are looked up: its consonants, and those without the ones
/// that are a breath in one language and a stop in its neighbour (Hryhoriy, Grigory).
pub fn keys(word: &str) -> Vec<String> {
    let full = skeleton(word);
    let bare: String = word.chars().filter(|c| !matches!(c, 'g' | 'k' | 'q' | 'x')).collect();
    let soft = format!("~{}", skeleton(&bare));
    vec![full, soft]
}

/// The consonants in order, those that romanisations confuse made one, doubles single: the key by
/// which candidates are found. Two spellings of one name share it nearly always.
pub fn skeleton(word: &str) -> String {
    let mut out = String::new();
    let mut last = None;
    for letter in word.bytes().filter(u8::is_ascii_alphabetic) {
        let class = consonant_class(letter);
        if class != last {
            out.extend(class.map(char::from));
        }
        last = class;
    }
    if out.is_empty() { word.chars().take(1).collect() } else { out }
}
