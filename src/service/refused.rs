//! Why a request is not answered.

use crate::engine::watch::Stopped;
use std::time::Duration;

/// Why no answer came; none of these is the request's fault.
#[derive(Debug, thiserror::Error)]
pub enum Unavailable {
    /// Every core was busy for as long as a request waits; the caller can try again.
    #[error("all {n_permits} workers were busy for {waited:?}")]
    Busy {
        /// Number of workers.
        n_permits: usize,
        /// Time waited.
        waited: Duration,
    },
    /// The work took too long. It is given up, and keeps its permit until then.
    #[error("the work was not done within {deadline:?}")]
    Timeout {
        /// The limit.
        deadline: Duration,
    },
    /// The work broke off: a defect of this program.
    #[error("the work broke off")]
    Broken,
}

/// Why a use case did not come to its end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The request is larger than the service takes.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// Nobody waits for the answer any more.
    #[error("the work was given up, because nobody waits for it")]
    GivenUp,
}

impl From<Stopped> for Refused {
    fn from(stopped: Stopped) -> Refused {
        match stopped {
            Stopped::Asked => Refused::GivenUp,
            Stopped::Sentences { n_sentences, limit } => {
                Refused::TooLarge(TooLarge::Sentences { n_sentences, limit })
            }
        }
    }
}

/// A request that is larger than the service takes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TooLarge {
    /// Too many sentences in all articles together.
    #[error("the articles have {n_sentences} sentences and more, at most {limit} are taken together")]
    Sentences {
        /// Number found before the rest was left unread.
        n_sentences: usize,
        /// Number taken.
        limit: usize,
    },
    /// Too many articles in one request.
    #[error("{n_articles} articles, at most {limit} are taken in one request")]
    Articles {
        /// Number sent.
        n_articles: usize,
        /// Number taken.
        limit: usize,
    },
    /// One article is too long.
    #[error("the article has {n_bytes} bytes of title and text, at most {limit} are taken")]
    Article {
        /// Its place in the request, from 0.
        article_ix: usize,
        /// Its bytes.
        n_bytes: usize,
        /// Bytes taken.
        limit: usize,
    },
    /// A text apart from the articles is too long.
    #[error("the text has {n_bytes} bytes, at most {limit} are taken")]
    Text {
        /// Its bytes.
        n_bytes: usize,
        /// Bytes taken.
        limit: usize,
    },
}
