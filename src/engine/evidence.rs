//! Reasons: no link, pair or placement is made without one.

use std::borrow::Cow;

/// Why something was decided, in words an editor understands, and how strongly.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// For example `same numbers: 40`.
    pub reason: Cow<'static, str>,
    /// 0 (no support) to 1 (certain).
    pub score: f64,
}

impl Evidence {
    /// A reason with its strength, cut to 0..=1 and to three decimals, so that it prints the same everywhere.
    pub fn new(reason: impl Into<Cow<'static, str>>, score: f64) -> Evidence {
        let score = if score.is_finite() { score.clamp(0.0, 1.0) } else { 0.0 };
        Evidence { reason: reason.into(), score: (score * 1000.0).round() / 1000.0 }
    }
}

/// The answer to "are these two the same?".
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The decision.
    pub same: bool,
    /// 0..=1. For names, at least 0.5 exactly when `same`; for sentences, how much of what they say is alike,
    /// which is another question.
    pub score: f64,
    /// What it rests on.
    pub why: Vec<Evidence>,
}
