//! How far two spellings of one word are apart, when romanisation systems are allowed for.
//!
//! A weighted edit distance (Wagner and Fischer 1974) in which a substitution that a rule of
//! `name_spelling_rules.tsv` knows costs what the rule says, and any other letter costs 1.

use crate::engine::data::lookup::{SpellingRule, tables};

/// What `a` and `b` (folded, ASCII) cost to turn into one another; 0 for equal words.
pub fn distance(a: &str, b: &str) -> f64 {
    if a == b {
        return 0.0;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let width = b.len() + 1;
    let mut cost = vec![f64::INFINITY; (a.len() + 1) * width];
    cost[0] = 0.0;
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let here = cost[i * width + j];
            if !here.is_finite() {
                continue;
            }
            let mut relax = |di: usize, dj: usize, step: f64| {
                let cell = &mut cost[(i + di) * width + j + dj];
                *cell = cell.min(here + step);
            };
            if i < a.len() && j < b.len() {
                relax(1, 1, if a[i] == b[j] { 0.0 } else { 1.0 });
            }
            if i < a.len() {
                relax(1, 0, 1.0);
            }
            if j < b.len() {
                relax(0, 1, 1.0);
            }
            for rule in rules_at(a, i, b, j) {
                let (x, y, step) = rule;
                relax(x, y, step);
            }
        }
    }
    cost[a.len() * width + b.len()]
}

/// The rules that fit at these places: how much they take of each word, and their cost.
fn rules_at<'r>(
    a: &'r [u8],
    i: usize,
    b: &'r [u8],
    j: usize,
) -> impl Iterator<Item = (usize, usize, f64)> + 'r {
    let first = a.get(i).or(b.get(j)).copied().unwrap_or(0);
    let second = b.get(j).copied().unwrap_or(0);
    let table = &tables().spelling_rules;
    let lists = [
        table.starting_with(first),
        if second == first { &[] } else { table.starting_with(second) },
        table.starting_with(0),
    ];
    lists.into_iter().flatten().filter_map(move |rule| fits(rule, a, i, b, j))
}

fn fits(rule: &SpellingRule, a: &[u8], i: usize, b: &[u8], j: usize) -> Option<(usize, usize, f64)> {
    let one_way = |x: &str, y: &str| {
        let here = a[i..].starts_with(x.as_bytes()) && b[j..].starts_with(y.as_bytes());
        let in_place = match rule.place {
            "start" => i == 0 && j == 0,
            "end" => i + x.len() == a.len() && j + y.len() == b.len(),
            _ => true,
        };
        (here && in_place).then_some((x.len(), y.len(), rule.cost))
    };
    one_way(rule.a, rule.b).or_else(|| one_way(rule.b, rule.a))
}

/// The consonants in order, those that romanisations confuse made one, doubles single: the key by
/// which candidates are found. Two spellings of one name share it nearly always.
pub fn skeleton(word: &str) -> String {
    let mut out = String::new();
    let mut last = ' ';
    for c in word.chars().filter(char::is_ascii_alphabetic) {
        let class = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'h' => {
                last = ' ';
                continue;
            }
            'b' | 'p' | 'v' | 'f' => 'p',
            'd' | 't' => 't',
            'g' | 'k' | 'q' | 'c' | 'x' | 'j' | 's' | 'z' => 's',
            'r' | 'l' => 'l',
            'm' | 'n' => 'n',
            other => other,
        };
        if class != last {
            out.push(class);
        }
        last = class;
    }
    if out.is_empty() { word.chars().take(1).collect() } else { out }
}
