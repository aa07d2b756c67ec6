//! Memory for the bodies of all requests together: bytes are taken before they are held, and are free again when the
//! [`Held`] that has them is dropped.

use super::problem::{Kind, Problem};
use axum::http::header;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout};

/// So many bytes for bodies; clones share them.
#[derive(Debug, Clone)]
pub struct Budget {
    free: Arc<Semaphore>,
    n_bytes: usize,
    wait: Duration,
}

/// What one request has of them.
#[derive(Debug)]
pub struct Held {
    budget: Budget,
    n_bytes: usize,
    /// How long it may still wait for more.
    left: Duration,
}

/// Bytes taken at once: the semaphore counts what one call takes in 32 bits.
const MOST_AT_ONCE: usize = 1 << 30;

impl Budget {
    /// `n_bytes` together, for which a request waits this long in all.
    pub fn new(n_bytes: usize, wait: Duration) -> Budget {
        Budget { free: Arc::new(Semaphore::new(n_bytes)), n_bytes, wait }
    }

    /// Nothing yet, for one request.
    pub fn hold(&self) -> Held {
        Held { budget: self.clone(), n_bytes: 0, left: self.wait }
    }

    /// The problem of a request for which there is none left.
    pub fn exhausted(&self) -> Problem {
        let detail =
            format!("the bodies of other requests take up the {} bytes that there are for all", self.n_bytes);
        // What is still to come of the body cannot be told from a next request.
        Problem::new(Kind::Busy, detail)
            .with_header(header::RETRY_AFTER, "1")
            .with_header(header::CONNECTION, "close")
    }
}

impl Held {
    /// Has `n_bytes` in all from now on; waits for others to give some back.
    ///
    /// # Errors
    /// They did not in time. What is held already stays so.
    pub async fn grow_to(&mut self, n_bytes: usize) -> Result<(), Problem> {
        let free = self.budget.free.clone();
        let (start, left) = (Instant::now(), self.left);
        let grown = timeout(left, async {
            while let Some(at_once) = self.missing(n_bytes) {
                let taken = free.acquire_many(at_once).await.expect("the semaphore is never closed");
                taken.forget();
                self.n_bytes += at_once as usize;
            }
        });
        let grown = grown.await;
        self.left = left.saturating_sub(start.elapsed());
        grown.map_err(|_| self.budget.exhausted())
    }

    /// The same without waiting; false if there are too few.
    pub fn try_grow_to(&mut self, n_bytes: usize) -> bool {
        while let Some(at_once) = self.missing(n_bytes) {
            let Ok(taken) = self.budget.free.try_acquire_many(at_once) else {
                return false;
            };
            taken.forget();
            self.n_bytes += at_once as usize;
        }
        true
    }

    fn missing(&self, n_bytes: usize) -> Option<u32> {
        let missing = n_bytes.checked_sub(self.n_bytes).filter(|missing| *missing > 0)?;
        Some(missing.min(MOST_AT_ONCE) as u32)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.budget.free.add_permits(self.n_bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_held_is_given_back_once() {
        let budget = Budget::new(100, Duration::from_millis(20));
        let (mut first, mut second) = (budget.hold(), budget.hold());
        first.grow_to(60).await.expect("all are free");
        first.grow_to(40).await.expect("it has more");
        second.grow_to(40).await.expect("forty are free");
        assert!(second.grow_to(41).await.is_err());
        assert!(!second.try_grow_to(41));
        drop(first);
        assert!(second.try_grow_to(100));
        drop(second);
        assert!(budget.hold().try_grow_to(100));
    }
}
