//! When work is given up: somebody asks for it from another thread, or a request turns out to be too much.
//!
//! Stages look at a [`Watch`] at their beginning and in every loop that may run long, so that work that nobody waits
//! for any more ends within a fraction of a second.

use std::sync::atomic::{AtomicBool, Ordering};

/// Looked at by the stages.
#[derive(Debug, Clone, Copy)]
pub struct Watch<'a> {
    stop: Option<&'a AtomicBool>,
    most_sentences: usize,
}

/// Does work that always comes to its end.
pub fn unwatched<T>(work: impl FnOnce(&Watch) -> Result<T, Stopped>) -> T {
    work(&Watch::NONE).expect("nobody asks to stop, and every number of sentences is taken")
}

/// Why work was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Stopped {
    /// Somebody asked for it.
    #[error("the work was given up")]
    Asked,
    /// The articles hold too many sentences, headlines among them.
    #[error("the articles have {n_sentences} sentences, at most {limit} are taken together")]
    Sentences {
        /// Number found.
        n_sentences: usize,
        /// Number taken.
        limit: usize,
    },
}

impl<'a> Watch<'a> {
    /// Work that always comes to its end.
    pub const NONE: Watch<'static> = Watch { stop: None, most_sentences: usize::MAX };

    /// Gives up when `stop` turns true, or if the articles of a call have more than `most_sentences` sentences.
    pub fn new(stop: &'a AtomicBool, most_sentences: usize) -> Watch<'a> {
        Watch { stop: Some(stop), most_sentences }
    }

    /// Whether to go on.
    ///
    /// # Errors
    /// Somebody asked to stop.
    pub fn go_on(&self) -> Result<(), Stopped> {
        match self.stop {
            Some(stop) if stop.load(Ordering::Relaxed) => Err(Stopped::Asked),
            _ => Ok(()),
        }
    }

    /// Whether so many sentences are not too many.
    ///
    /// # Errors
    /// They are, or somebody asked to stop.
    pub fn sentences(&self, n_sentences: usize) -> Result<(), Stopped> {
        if n_sentences > self.most_sentences {
            return Err(Stopped::Sentences { n_sentences, limit: self.most_sentences });
        }
        self.go_on()
    }
}
