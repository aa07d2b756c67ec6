//! The parts of two persons' names laid side by side, in order, as dynamic time warping lays two sounds.

use super::parts::{Kind, capital, one_part, word_cost};
use super::person::OnePerson;
use crate::engine::evidence::Evidence;
use std::cell::OnceCell;

/// Two names, and what has been found of their parts so far: each two parts are compared once, in whatever
/// orders the names are laid side by side.
pub struct Pair<'n> {
    /// Parts of one name.
    pub a: &'n [String],
    /// Parts of the other.
    pub b: &'n [String],
    found: Vec<OnceCell<Found>>,
}

/// Reason, doubt and kind, if two parts can be one.
type Found = Option<(String, f64, Kind)>;

/// Names have fewer parts; lists that pass for one have more.
const MOST_PARTS: usize = 12;

/// Parts of two names laid side by side as far as two places.
#[derive(Clone, Copy, Default)]
struct Path {
    /// Least is best: parts left over weigh 1, spellings less.
    cost: f64,
    /// Parts that only the first, only the second has: a bit for each place in the order.
    only: [u16; 2],
    matched: u32,
    initials: u32,
    /// Whether a part is spelled in two ways.
    is_spelled: bool,
    /// Sum of what the spellings cost in the evidence.
    doubt: f64,
    /// The parts laid side by side one to one, whose reasons are given.
    said: [(u8, u8); MOST_PARTS],
    n_said: usize,
    /// Initials that stand for two parts: whether the second name has them, which part they are, and which two.
    in_one: Option<(bool, u8, [u8; 2])>,
}

impl<'n> Pair<'n> {
    /// `None` if either has too many parts for a name.
    pub fn new(a: &'n [String], b: &'n [String]) -> Option<Pair<'n>> {
        let found = vec![OnceCell::new(); a.len() * b.len()];
        (a.len().max(b.len()) <= MOST_PARTS).then_some(Pair { a, b, found })
    }

    fn part(&self, x: usize, y: usize) -> Option<&(String, f64, Kind)> {
        self.found[x * self.b.len() + y].get_or_init(|| one_part(&self.a[x], &self.b[y])).as_ref()
    }

    /// Lays the parts of two names side by side, in the orders given; either may leave parts out, but not both:
    /// Mohammad Bahrum Sukarno is not Mohammad Naim Sukarno.
    pub fn align(&self, a: &[usize], b: &[usize]) -> Option<OnePerson> {
        // Of two parts each must go with one of the other's, and there is one way to lay them side by side.
        if let ([first, last], [b_first, b_last]) = (a, b)
            && (self.part(*first, *b_first).is_none() || self.part(*last, *b_last).is_none())
        {
            return None;
        }
        let width = b.len() + 1;
        let mut best: Vec<Option<Path>> = vec![None; (a.len() + 1) * width];
        best[0] = Some(Path::default());
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                let Some(here) = best[i * width + j] else {
                    continue;
                };
                for (n, m) in [(1, 1), (2, 1), (1, 2), (1, 0), (0, 1)] {
                    if i + n > a.len() || j + m > b.len() {
                        continue;
                    }
                    let Some(next) = self.step(here, &a[i..i + n], &b[j..j + m], (i, j)) else {
                        continue;
                    };
                    let cell = &mut best[(i + n) * width + j + m];
                    if cell.as_ref().is_none_or(|old| next.cost < old.cost) {
                        *cell = Some(next);
                    }
                }
            }
        }
        best.pop().flatten().and_then(|path| self.judge(path, a, b))
    }

    /// One part more on either side, or two that the other writes as one.
    fn step(&self, here: Path, a: &[usize], b: &[usize], at: (usize, usize)) -> Option<Path> {
        let mut next = here;
        let (doubt, kind) = match (a, b) {
            ([], _) | (_, []) => {
                let (side, ix) = if b.is_empty() { (0, at.0) } else { (1, at.1) };
                next.only[side] |= 1 << ix;
                next.cost += 1.0;
                return (here.only[1 - side] == 0).then_some(next);
            }
            ([x], [y]) => {
                let (reason, doubt, kind) = self.part(*x, *y)?;
                if !reason.is_empty() {
                    next.said[next.n_said] = (*x as u8, *y as u8);
                    next.n_said += 1;
                }
                (*doubt, *kind)
            }
            _ => self.together(a, b, &mut next)?,
        };
        next.initials += u32::from(kind == Kind::Initial);
        next.matched += u32::from(kind != Kind::Initial);
        next.is_spelled |= kind == Kind::Spelling;
        next.doubt += doubt;
        next.cost += 0.1 + doubt * 2.0;
        Some(next)
    }

    /// Two parts that the other name writes as one, or by their initials: `JC` for `Jean-Claude`.
    fn together(&self, a: &[usize], b: &[usize], next: &mut Path) -> Option<(f64, Kind)> {
        let of_a = a.iter().map(|x| self.a[*x].as_str());
        let of_b = b.iter().map(|y| self.b[*y].as_str());
        let initials =
            |short: &str, long: &[&str]| short.chars().eq(long.iter().filter_map(|w| w.chars().next()));
        let (of_a, of_b): (Vec<&str>, Vec<&str>) = (of_a.collect(), of_b.collect());
        let stand_for = match (of_a.as_slice(), of_b.as_slice()) {
            ([short], long) => initials(short, long).then_some((false, a[0], b)),
            (long, [short]) => initials(short, long).then_some((true, b[0], a)),
            _ => None,
        };
        if let Some((is_b, short, long)) = stand_for {
            let [first, second] = long else { return None };
            next.in_one = Some((is_b, short as u8, [*first as u8, *second as u8]));
            return Some((0.1, Kind::Initial));
        }
        // Written together in one: no letter may differ much.
        let n_letters = |parts: &[&str]| parts.iter().map(|w| w.len()).sum::<usize>();
        if n_letters(&of_a).abs_diff(n_letters(&of_b)) > 2 {
            return None;
        }
        let cost = word_cost(&of_a.concat(), &of_b.concat()).filter(|cost| *cost <= 0.35)?;
        Some((cost * 0.15, Kind::Spelling))
    }

    /// What an alignment says.
    fn judge(&self, path: Path, a: &[usize], b: &[usize]) -> Option<OnePerson> {
        if path.matched == 0 || path.matched + path.initials < 2 {
            return None;
        }
        let (only, n_longer) =
            if path.only[0] == 0 { (path.only[1], b.len()) } else { (path.only[0], a.len()) };
        let longer = |at: usize| if path.only[0] == 0 { &self.b[b[at]] } else { &self.a[a[at]] };
        let mut reasons = self.reasons(&path);
        let mut score = 0.97 - path.doubt.min(0.3);
        if only != 0 {
            let (leading, trailing) = (only & 1 != 0, only >> (n_longer - 1) & 1 != 0);
            // `George H. W. Bush` is not `George W. Bush`.
            let is_initial = |at: usize| only >> at & 1 != 0 && longer(at).len() == 1;
            let other_initials = path.initials > 0 && (0..n_longer).any(is_initial);
            if only.count_ones() > path.matched || other_initials {
                return None;
            }
            score -= match (leading, trailing) {
                (true, _) => 0.25,
                (_, true) => 0.15,
                _ => 0.0,
            };
            reasons.push(match (leading, trailing) {
                (true, _) => "one leaves out a first name".to_owned(),
                (_, true) => "one leaves out a last name".to_owned(),
                _ => "one leaves out a middle name".to_owned(),
            });
        }
        if reasons.is_empty() {
            reasons.push("the same parts".to_owned());
        }
        let evidence = Evidence::new(reasons.join("; "), score.max(0.5));
        let is_shorter = path.initials > 0 || only != 0;
        Some(OnePerson { evidence, by_spelling: path.is_spelled, is_shorter, by_syllables: false })
    }

    fn reasons(&self, path: &Path) -> Vec<String> {
        let said = path.said[..path.n_said].iter();
        let mut reasons: Vec<String> =
            said.filter_map(|&(x, y)| self.part(x.into(), y.into())).map(|found| found.0.clone()).collect();
        if let Some((is_b, short, long)) = path.in_one {
            let (of_short, of_long) = if is_b { (self.b, self.a) } else { (self.a, self.b) };
            let parts = long.map(|at| capital(&of_long[usize::from(at)])).join(" ");
            let letters = of_short[usize::from(short)].to_uppercase();
            reasons.push(format!("{letters} are the initials of {parts}"));
        }
        reasons
    }
}
