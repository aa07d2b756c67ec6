//! storymerge: merges several news articles about one event into one attributed account.

pub mod engine;
pub mod wire;
