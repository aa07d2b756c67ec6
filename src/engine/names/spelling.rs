//! How far two spellings of one word are apart, when romanisation systems are allowed for.
//!
//! A weighted edit distance (Wagner and Fischer 1974) in which a substitution that a rule of
//! `name_spelling_rules.tsv` knows costs what the rule says, and any other letter costs 1.

use crate::engine::data::lookup::tables;
use crate::engine::data::spelling_rules::{LONGEST, RulePlace, SpellingRule};

/// What `a` and `b` (folded, ASCII) cost to turn into one another; 0 for equal words, `None` above `most`.
pub fn distance(a: &str, b: &str, most: f64) -> Option<f64> {
    weighted(a, b, &STRICT, most)
}

/// The same with vowels at less than their price, for names that passed through an alphabet which
/// leaves them out or has others.
pub fn loose_distance(a: &str, b: &str, most: f64) -> Option<f64> {
    weighted(a, b, &LOOSE, most)
}

/// What steps cost that no rule knows, in hundredths as all costs inside the table of distances.
struct Prices {
    /// One vowel for another.
    vowel_swap: u16,
    /// A vowel more.
    vowel_gap: u16,
    /// Two letters that changed places, as in a slip of the pen.
    turn: u16,
}

const STRICT: Prices = Prices { vowel_swap: 100, vowel_gap: 100, turn: 100 };
/// Set by judgement, not searched: a vowel says less than a consonant, a slip more than a vowel.
const LOOSE: Prices = Prices { vowel_swap: 40, vowel_gap: 40, turn: 60 };

/// Any other letter for another, or more.
const LETTER: u16 = 100;

fn weighted(a: &str, b: &str, prices: &Prices, most: f64) -> Option<f64> {
    if a == b {
        return Some(0.0);
    }
    let most = (most * 100.0).min(f64::from(u16::MAX / 2)) as u16;
    let n_cells = (a.len() + 1) * (b.len() + 1);
    /// Words of names are nearly always shorter than 15 letters, and never longer than so many.
    const USUAL: usize = 256;
    const MOST_LETTERS: usize = 48;
    let cost = if n_cells <= USUAL && a.len().max(b.len()) <= MOST_LETTERS {
        let (a_letters, b_letters) =
            (padded::<{ MOST_LETTERS + LONGEST }>(a), padded::<{ MOST_LETTERS + LONGEST }>(b));
        fill((&a_letters, a.len()), (&b_letters, b.len()), prices, most, &mut [u16::MAX; USUAL][..n_cells])
    } else {
        let long = |word: &str| [word.as_bytes(), &[0; LONGEST]].concat();
        fill((&long(a), a.len()), (&long(b), b.len()), prices, most, &mut vec![u16::MAX; n_cells])
    };
    (cost <= most).then(|| f64::from(cost) / 100.0)
}

/// A word with room behind it for the longest side of a rule.
fn padded<const N: usize>(word: &str) -> [u8; N] {
    let mut letters = [0; N];
    letters[..word.len()].copy_from_slice(word.as_bytes());
    letters
}

/// Fills the table of distances between beginnings of two words, each padded and with its length, and gives the
/// last; all above `most` stays open.
fn fill((a, n): (&[u8], usize), (b, m): (&[u8], usize), prices: &Prices, most: u16, cost: &mut [u16]) -> u16 {
    let width = m + 1;
    let table = &tables().spelling_rules;
    let gap = |letter: u8| if is_vowel(letter) { prices.vowel_gap } else { LETTER };
    cost[0] = 0;
    for i in 0..=n {
        let of_a = window(a, i);
        for j in 0..=m {
            let here = cost[i * width + j];
            // No step costs less than nothing, so what is dear here stays dear; most pairs end soon.
            if here > most {
                continue;
            }
            let of_b = window(b, j);
            let mut relax = |di: usize, dj: usize, step: u16| {
                let cell = &mut cost[(i + di) * width + j + dj];
                *cell = (*cell).min(here.saturating_add(step));
            };
            let in_place = |rule: &SpellingRule, (n_a, n_b): (usize, usize)| match rule.place {
                RulePlace::Start => i == 0 && j == 0,
                RulePlace::End => i + n_a == n && j + n_b == m,
                RulePlace::Any => true,
            };
            let (x, y) = (a[i], b[j]);
            if i < n && j < m {
                let swap = if is_vowel(x) && is_vowel(y) { prices.vowel_swap } else { LETTER };
                relax(1, 1, if x == y { 0 } else { swap });
                if i > 0 && a[i + 1] == y && b[j + 1] == x {
                    relax(2, 2, prices.turn);
                }
                for rule in table.swapping(x, y) {
                    let lengths = (rule.a.len(), rule.b.len());
                    if rule.a.begins(of_a) && rule.b.begins(of_b) && in_place(rule, lengths) {
                        relax(lengths.0, lengths.1, rule.hundredths);
                    }
                }
            }
            if i < n {
                relax(1, 0, gap(x));
                for rule in table.dropping(x) {
                    let lengths = (rule.a.len(), 0);
                    if rule.a.begins(of_a) && in_place(rule, lengths) {
                        relax(lengths.0, 0, rule.hundredths);
                    }
                }
            }
            if j < m {
                relax(0, 1, gap(y));
                for rule in table.dropping(y) {
                    let lengths = (0, rule.a.len());
                    if rule.a.begins(of_b) && in_place(rule, lengths) {
                        relax(0, lengths.1, rule.hundredths);
                    }
                }
            }
        }
    }
    cost[n * width + m]
}

/// The letters from a place on, as many as a side of a rule has at most.
fn window(word: &[u8], at: usize) -> u128 {
    let letters: [u8; LONGEST] = word[at..at + LONGEST].try_into().unwrap_or_default();
    u128::from_le_bytes(letters)
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w')
}

/// Whether two words have enough consonants in common to be worth the full comparison.
pub fn may_be_one(a: &str, b: &str) -> bool {
    /// More consonants than this that only one of the words has, and no rule brings them together; 2 ranks the
    /// pairs of `data/names` a little better than 3.
    const MOST_ALONE: u32 = 2;
    /// From so many letters on one more: Yanukovych, Janukowytsch.
    const LONG: usize = 9;
    let most_alone = MOST_ALONE + u32::from(a.len().max(b.len()) >= LONG);
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
    counts.iter().map(|n| u32::from(n.unsigned_abs())).sum::<u32>() <= most_alone
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
/// that are a breath in one language and a stop in its neighbour (Hryhoriy, Grigory); and where it has the letters of German and
/// Polish for other sounds, the consonants as English writes them (Orlow, Dmitrij).
pub fn keys(word: &str) -> Vec<String> {
    let full = skeleton(word);
    let bare: String = word.chars().filter(|c| !matches!(c, 'g' | 'k' | 'q' | 'x')).collect();
    let soft = format!("~{}", skeleton(&bare));
    let mut keys = vec![full, soft];
    if word.contains(['w', 'j']) {
        keys.push(skeleton(&word.replace('w', "v").replace('j', "y")));
    }
    keys
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
