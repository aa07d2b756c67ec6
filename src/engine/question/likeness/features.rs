//! What speaks for and against two texts saying the same, as numbers with names.

use super::alike::{self, Alike};
use super::side::{Side, Unit, UnitKind};
use crate::engine::align::contrary::{opposed, reversed, turns_round};
use crate::engine::align::counted;
use crate::engine::text::{ConceptIx, Lexicon};
use rustc_hash::FxHashSet;

/// Number of features.
pub const N_FEATURES: usize = 33;

/// Their names, in order; those that begin with `units` look at names, numbers and dates in one piece.
pub const NAMES: [&str; N_FEATURES] = [
    "always",
    "words_low",
    "words_high",
    "words_dice_by_number",
    "words_apart_least",
    "words_apart_most",
    "words_run",
    "words_run_share",
    "words_length",
    "words_triples",
    "words_begin_alike",
    "units_dice",
    "units_high_by_number",
    "units_gap",
    "units_lead",
    "units_tail",
    "units_length",
    "units_replaced",
    "units_in_order_of_shorter",
    "units_in_order_of_longer",
    "units_pairs",
    "units_begin_alike",
    "units_say_no_more",
    "letters",
    "other_number",
    "numbers_apart",
    "other_place",
    "names_common",
    "names_apart",
    "counted_alike",
    "other_day",
    "opposites",
    "one_negated",
];

/// Two texts compared.
pub struct Features {
    /// By feature.
    pub values: [f64; N_FEATURES],
    /// Words that stand more often in one text, and how much more often.
    pub apart: Vec<(ConceptIx, usize)>,
    /// How their words stand.
    pub words: Alike,
    /// How their units stand.
    pub units: Alike,
    /// Why they are not the same whatever they share.
    pub barred: Option<&'static str>,
}

/// Compares two texts.
pub fn measure(lexicon: &Lexicon, a: &Side, b: &Side) -> Features {
    let words = alike::compare(&a.words, &b.words);
    let units = alike::compare(&a.units, &b.units);
    let numbers = Own::of(a, b, |kind| kind == UnitKind::Number);
    let dates = Own::of(a, b, |kind| kind == UnitKind::Date);
    let places = Own::of(a, b, |kind| kind == UnitKind::Place);
    let names = Own::of(a, b, |kind| matches!(kind, UnitKind::Name | UnitKind::Place));
    let counts = counted::compare(a.numbers, b.numbers);
    let (content_a, content_b) = (content(a), content(b));
    let is_opposed = opposed(lexicon, &content_a, &content_b);
    let is_one_negated = a.is_negated != b.is_negated;
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    let cap = |n: usize, most: f64| (n as f64 / most).min(1.0);
    let values = [
        1.0,
        words.low,
        words.high,
        words.n_dice,
        words.apart.0 / 20.0,
        words.apart.1 / 40.0,
        cap(words.run, 10.0),
        words.run_share,
        words.length,
        words.triples,
        flag(words.begins.1),
        units.dice,
        units.n_high,
        cap(units.gap, 40.0),
        cap(units.lead, 40.0),
        cap(units.tail, 40.0),
        units.length,
        cap(units.n_replaced, 20.0),
        units.in_order.0,
        units.in_order.1,
        units.pairs,
        flag(units.begins.0),
        flag(units.says_no_more),
        letters(&a.folded, &b.folded),
        flag(numbers.clash()),
        cap(numbers.most(), 4.0),
        flag(places.clash()),
        cap(names.common, 3.0),
        cap(names.least(), 3.0),
        cap(counts.agree, 2.0),
        flag(dates.clash() && dates.common == 0),
        flag(is_opposed),
        flag(is_one_negated),
    ];
    let has_turn = |side: &Side| side.folded.split(' ').any(turns_round);
    let is_reversed = words.low > 0.99 && reversed(&content_a, &content_b, has_turn(a) || has_turn(b));
    // What sets two statements apart though they have everything else in common.
    let telling = |kind: UnitKind| matches!(kind, UnitKind::Number | UnitKind::Date | UnitKind::Place);
    let differs = Own::of(a, b, telling);
    let own = Own::of(a, b, |kind| kind != UnitKind::Function);
    let barred = match () {
        () if is_one_negated && words.says_no_more => Some("one says that it is not so"),
        () if is_opposed && own.most() == 1 => Some("opposites"),
        () if differs.clash() && own.of_a == differs.of_a && own.of_b == differs.of_b => {
            Some("only a number, a day or a place differs")
        }
        () if is_reversed => Some("the same words with the parts changed round"),
        () => None,
    };
    Features { values, apart: apart(a, b), words, units, barred }
}

/// Distinct units of a sort that only one text has.
struct Own {
    of_a: usize,
    of_b: usize,
    common: usize,
}

impl Own {
    fn of(a: &Side, b: &Side, is: impl Fn(UnitKind) -> bool) -> Own {
        let of = |side: &Side| -> FxHashSet<ConceptIx> {
            side.units.iter().filter(|unit| is(unit.kind)).map(|unit| unit.concept).collect()
        };
        let (a, b) = (of(a), of(b));
        let common = a.intersection(&b).count();
        Own { of_a: a.len() - common, of_b: b.len() - common, common }
    }

    /// Whether both texts have one that the other has not.
    fn clash(&self) -> bool {
        self.least() > 0
    }

    fn least(&self) -> usize {
        self.of_a.min(self.of_b)
    }

    fn most(&self) -> usize {
        self.of_a.max(self.of_b)
    }
}

fn content(side: &Side) -> Vec<ConceptIx> {
    side.words.iter().filter(|unit| unit.kind != UnitKind::Function).map(|unit| unit.concept).collect()
}

/// Runs of four letters and blanks in common, Dice.
fn letters(a: &str, b: &str) -> f64 {
    let runs = |text: &str| -> FxHashSet<[char; 4]> {
        let letters: Vec<char> = text.chars().collect();
        letters.windows(4).map(|w| [w[0], w[1], w[2], w[3]]).collect()
    };
    let (a, b) = (runs(a), runs(b));
    2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()).max(1) as f64
}

/// The words that stand more often in one text, sorted, with how much more often.
fn apart(a: &Side, b: &Side) -> Vec<(ConceptIx, usize)> {
    let signed =
        |units: &[Unit], sign: i64| units.iter().map(|unit| (unit.concept, sign)).collect::<Vec<_>>();
    let mut all = signed(&a.words, 1);
    all.extend(signed(&b.words, -1));
    all.sort_unstable_by_key(|(concept, _)| *concept);
    let of_one = all.chunk_by(|x, y| x.0 == y.0);
    let net = of_one.map(|same| (same[0].0, same.iter().map(|(_, sign)| sign).sum::<i64>().unsigned_abs()));
    net.filter(|(_, n)| *n > 0).map(|(concept, n)| (concept, n as usize)).collect()
}
