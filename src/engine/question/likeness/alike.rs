//! How two rows of units stand to one another: what they share by weight, in which order, and the gaps between.

use super::side::{Unit, UnitKind};
use crate::engine::text::ConceptIx;
use rustc_hash::FxHashSet;

/// Units of a row whose order is compared. Longer texts are no sentences, and their heads tell enough.
const LONGEST: usize = 400;

/// Two rows compared. Shares are 0..=1; "shorter" and "longer" are by weight or number of units.
#[derive(Debug, Default)]
pub struct Alike {
    /// Common weight as a share of the heavier row's.
    pub low: f64,
    /// Common weight as a share of the lighter row's.
    pub high: f64,
    /// Twice the common weight as a share of both rows' (Dice).
    pub dice: f64,
    /// The same by number of distinct units.
    pub n_dice: f64,
    /// Weight that only one row has: the smaller and the greater.
    pub apart: (f64, f64),
    /// Distinct units that are common, as a share of the shorter row's.
    pub n_high: f64,
    /// Pairs of neighbours in common, Dice.
    pub pairs: f64,
    /// Threes of neighbours in common, as a share of the shorter row's.
    pub triples: f64,
    /// Longest run of units in common.
    pub run: usize,
    /// The same as a share of the shorter row.
    pub run_share: f64,
    /// Longest common subsequence as a share of the shorter row, and of the longer.
    pub in_order: (f64, f64),
    /// Difference of lengths as a share of the longer row.
    pub length: f64,
    /// Gaps in the common subsequence where both rows have units.
    pub n_replaced: usize,
    /// Units in the longest gap of either row.
    pub gap: usize,
    /// Units before the first common one.
    pub lead: usize,
    /// Units after the last common one.
    pub tail: usize,
    /// Whether both begin alike: with the same unit, with the same two.
    pub begins: (bool, bool),
    /// Whether neither row has a unit of its own, function words apart.
    pub says_no_more: bool,
}

/// Compares two rows.
pub fn compare(a: &[Unit], b: &[Unit]) -> Alike {
    let (distinct_a, distinct_b) = (distinct(a), distinct(b));
    let common = common(&distinct_a, &distinct_b);
    let total = |units: &[(ConceptIx, f64)]| units.iter().map(|(_, weight)| weight).sum::<f64>();
    let shared: f64 = common.iter().map(|(_, weight)| weight).sum();
    let (of_a, of_b) = (total(&distinct_a), total(&distinct_b));
    let (light, heavy) = (of_a.min(of_b).max(1e-9), of_a.max(of_b).max(1e-9));
    let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    let n_both = distinct_a.len() + distinct_b.len();
    let shorter = a.len().min(b.len());
    let order = Order::of(a, b);
    let has_own = |units: &[Unit]| {
        let is_common = |unit: &Unit| common.binary_search_by_key(&unit.concept, |c| c.0).is_ok();
        units.iter().any(|unit| unit.kind != UnitKind::Function && !is_common(unit))
    };
    let starts = |n: usize| {
        a.len().min(n) == b.len().min(n) && a.iter().zip(b).take(n).all(|(x, y)| x.concept == y.concept)
    };
    let ((pairs_a, pairs_b), (triples_a, triples_b)) =
        ((windows::<2>(a), windows::<2>(b)), (windows::<3>(a), windows::<3>(b)));
    Alike {
        low: shared / heavy,
        high: shared / light,
        dice: 2.0 * shared / (light + heavy),
        n_dice: share(2 * common.len(), n_both),
        n_high: share(common.len(), distinct_a.len().min(distinct_b.len())),
        apart: (light - shared, heavy - shared),
        pairs: share(2 * pairs_a.intersection(&pairs_b).count(), pairs_a.len() + pairs_b.len()),
        triples: share(triples_a.intersection(&triples_b).count(), triples_a.len().min(triples_b.len())),
        run: order.run,
        run_share: share(order.run, shorter),
        in_order: (share(order.length, shorter), share(order.length, a.len().max(b.len()))),
        length: share(a.len().abs_diff(b.len()), a.len().max(b.len())),
        n_replaced: order.n_replaced,
        gap: order.gap,
        lead: order.lead,
        tail: order.tail,
        begins: (starts(1), starts(2)),
        says_no_more: !has_own(a) && !has_own(b),
    }
}

/// The units of a row, each once with its greatest weight, sorted.
pub fn distinct(units: &[Unit]) -> Vec<(ConceptIx, f64)> {
    let mut out: Vec<(ConceptIx, f64)> = units.iter().map(|unit| (unit.concept, unit.weight)).collect();
    out.sort_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)));
    out.dedup_by_key(|unit| unit.0);
    out
}

fn common(a: &[(ConceptIx, f64)], b: &[(ConceptIx, f64)]) -> Vec<(ConceptIx, f64)> {
    let of_b = |concept: ConceptIx| b.binary_search_by_key(&concept, |unit| unit.0).ok().map(|n| b[n].1);
    a.iter().filter_map(|(concept, weight)| Some((*concept, weight.min(of_b(*concept)?)))).collect()
}

/// Runs of `N` neighbours.
fn windows<const N: usize>(units: &[Unit]) -> FxHashSet<[ConceptIx; N]> {
    units.windows(N).map(|w| std::array::from_fn(|n| w[n].concept)).collect()
}

/// The longest common subsequence (Hirschberg 1977, the plain table) and the gaps between its units.
struct Order {
    length: usize,
    run: usize,
    n_replaced: usize,
    gap: usize,
    lead: usize,
    tail: usize,
}

impl Order {
    fn of(a: &[Unit], b: &[Unit]) -> Order {
        let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
        let row = b.len() + 1;
        // By ends of both rows: length of the subsequence up to there, and of the run that ends there.
        let mut length = vec![0u16; (a.len() + 1) * row];
        let mut ended = vec![0u16; (a.len() + 1) * row];
        let mut run = 0;
        for (i, x) in a.iter().enumerate() {
            for (j, y) in b.iter().enumerate() {
                let here = (i + 1) * row + j + 1;
                if x.concept == y.concept {
                    length[here] = length[i * row + j] + 1;
                    ended[here] = ended[i * row + j] + 1;
                    run = run.max(ended[here]);
                } else {
                    length[here] = length[here - row].max(length[here - 1]);
                }
            }
        }
        let mut matched = vec![(a.len(), b.len())];
        let (mut i, mut j) = (a.len(), b.len());
        while i > 0 && j > 0 {
            if a[i - 1].concept == b[j - 1].concept {
                (i, j) = (i - 1, j - 1);
                matched.push((i, j));
            } else if length[(i - 1) * row + j] >= length[i * row + j - 1] {
                i -= 1;
            } else {
                j -= 1;
            }
        }
        matched.reverse();
        // Units of either row before each match, and after the last.
        let before = |n: usize| match n.checked_sub(1).map(|n| matched[n]) {
            None => matched[n],
            Some((p, q)) => (matched[n].0 - p - 1, matched[n].1 - q - 1),
        };
        let gaps: Vec<(usize, usize)> = (0..matched.len()).map(before).collect();
        let longer = |gap: Option<&(usize, usize)>| gap.map_or(0, |(x, y)| *x.max(y));
        Order {
            length: matched.len() - 1,
            run: usize::from(run),
            n_replaced: gaps.iter().filter(|(x, y)| *x > 0 && *y > 0).count(),
            gap: gaps.iter().map(|gap| longer(Some(gap))).max().unwrap_or(0),
            lead: longer(gaps.first()),
            tail: longer(gaps.last()),
        }
    }
}
