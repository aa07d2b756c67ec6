//! What two sentences count: the same thing, and in the same number?

use super::Story;
use super::terms::Terms;
use crate::engine::mention::NumberMention;
use crate::engine::params::counted::{CONVERTED, FAR, SMALL, TELLING};
use crate::engine::text::ConceptIx;

/// How the numbers of two sentences stand to one another.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Things that both count alike.
    pub agree: usize,
    /// Those of them counted in a number that is no chance.
    pub telling: usize,
    /// Things that both count, each in another number.
    pub clash: usize,
    /// Those of them where one number is far from the other: people and things, which are counted.
    pub far: usize,
    /// The same of sums and measures, which may be measured from somewhere.
    pub far_measures: usize,
    /// Values that both hold, whatever they count; small ones are chance.
    pub values: usize,
}

/// Compares the numbers of two sentences.
pub fn compare(of_x: &[NumberMention], of_y: &[NumberMention]) -> Counts {
    let mut counts = Counts::default();
    if of_y.is_empty() {
        return counts;
    }
    for m in of_x.iter().filter(|m| !m.is_vague) {
        let same_thing = || of_y.iter().filter(|n| !n.is_vague && one_thing(m, n));
        // Who writes inches for millimetres rounds.
        let is_value = |n: &NumberMention| {
            let room = if m.unit == n.unit { 1e-9 } else { CONVERTED * m.value.max(n.value) };
            (m.value - n.value).abs() <= room
        };
        let is_far = |n: &NumberMention| m.value.max(n.value) >= FAR * m.value.min(n.value);
        counts.values += usize::from(m.value > SMALL && of_y.iter().any(is_value));
        // A share says nothing of what it is a share of.
        let is_share = m.dimension == Some("per_cent");
        if is_share {
            continue;
        }
        if same_thing().any(is_value) || is_sum(m, of_y) || same_thing().any(|n| is_sum(n, of_x)) {
            // Three boats or hours are soon said twice; three dead are not. A measure is held in its base unit, so that
            // 100 millimetres are 0.1: its size says nothing.
            let is_measure =
                m.unit.is_some() && m.dimension.is_some_and(|d| !matches!(d, "time" | "time of day"));
            counts.agree += usize::from(m.value > SMALL || m.state.is_some() || is_measure);
            counts.telling += usize::from(m.value >= TELLING);
        } else if same_thing().next().is_some() {
            counts.clash += 1;
            let far = usize::from(same_thing().all(is_far));
            if m.unit.is_none() { counts.far += far } else { counts.far_measures += far }
        }
    }
    counts
}

/// Whether a number is what two numbers side by side in a sentence make together: 23 pirates, 12 Somalis
/// and 11 Yemenis.
fn is_sum(whole: &NumberMention, parts: &[NumberMention]) -> bool {
    /// Bytes between the two.
    const SIDE_BY_SIDE: usize = 24;
    let is_count = |m: &NumberMention| m.unit.is_none();
    is_count(whole)
        && parts.windows(2).any(|two| {
            let gap = two[1].digits.start().saturating_sub(two[0].digits.end());
            two.iter().all(is_count)
                && gap <= SIDE_BY_SIDE
                && (two[0].value + two[1].value - whole.value).abs() < 1e-9
        })
}

/// Numbers of a sentence.
pub fn numbers<'s>(story: &'s Story, terms: &Terms) -> &'s [NumberMention] {
    story.mentions[terms.doc.0 as usize].numbers_of(terms.number)
}

/// Whether two numbers count one thing.
pub fn one_thing(m: &NumberMention, n: &NumberMention) -> bool {
    match (m.dimension, n.dimension) {
        (Some(x), Some(y)) => {
            x == y
                && m.unit.is_some()
                && n.unit.is_some()
                && (!matches!(x, "money" | "time of day") || m.unit == n.unit)
        }
        (None, None) => match (m.state, n.state) {
            (Some(x), Some(y)) => x == y && (m.counted == n.counted || m.is_of_people && n.is_of_people),
            (None, None) => m.counted.is_some() && m.counted == n.counted,
            // Fourteen rifles seized are fourteen rifles; people killed are not people.
            _ => m.counted.is_some() && m.counted == n.counted && !m.is_of_people && !n.is_of_people,
        },
        _ => false,
    }
}

/// Whether a number that both hold can count one thing in both.
pub fn counts_alike(story: &Story, x: &Terms, y: &Terms, concept: ConceptIx) -> bool {
    let of = |terms: &Terms| {
        let all = &story.mentions[terms.doc.0 as usize].numbers;
        let same = terms.numbers.iter().filter(move |(c, _)| *c == concept);
        same.map(|(_, at)| &all[*at as usize]).collect::<Vec<_>>()
    };
    let (of_x, of_y) = (of(x), of(y));
    of_x.iter().any(|m| {
        of_y.iter().any(|n| {
            let open = |m: &NumberMention| m.counted.is_none() && m.state.is_none();
            one_thing(m, n)
                || open(m)
                || open(n)
                || m.counted == n.counted
                || m.state == n.state && m.state.is_some()
        })
    })
}
