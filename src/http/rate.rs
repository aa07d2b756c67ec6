//! How often a caller may ask: a quota in a window of time for each, told in the fields of
//! draft-ietf-httpapi-ratelimit-headers.
//!
//! A window begins with the first request after the last one's end. That lets a caller send two quotas in a row
//! across the border; a smoother count would not fit the fields, which tell a number left and a time to wait.

use super::problem::{Kind, Problem};
use crate::config::Rate;
use axum::http::HeaderMap;
use axum::http::header::{HeaderName, HeaderValue, RETRY_AFTER};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The name of our one policy.
const POLICY: &str = "default";

/// Counts the requests of each caller.
pub struct Limiter {
    rate: Rate,
    windows: Vec<Mutex<Window>>,
}

#[derive(Clone, Copy)]
struct Window {
    end: Instant,
    n_used: u32,
}

/// Where a caller stands after a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    rate: Rate,
    n_left: u32,
    /// Seconds to the end of the window, begun ones counted as whole.
    wait_s: u64,
    is_over: bool,
}

impl Limiter {
    /// A count for each of so many callers.
    pub fn new(rate: Rate, n_callers: usize) -> Limiter {
        let window = Window { end: Instant::now(), n_used: 0 };
        Limiter { rate, windows: (0..n_callers).map(|_| Mutex::new(window)).collect() }
    }

    /// Counts one request; one that is over the quota takes nothing from the next window.
    pub fn count(&self, caller_ix: usize) -> Standing {
        // A count is whole whoever panicked while holding it.
        let mut window = self.windows[caller_ix].lock().unwrap_or_else(PoisonError::into_inner);
        window.count(self.rate, Instant::now())
    }
}

impl Window {
    fn count(&mut self, rate: Rate, now: Instant) -> Standing {
        if now >= self.end {
            *self = Window { end: now + rate.window, n_used: 0 };
        }
        let is_over = self.n_used == rate.quota;
        if !is_over {
            self.n_used += 1;
        }
        let wait = self.end - now;
        let wait_s = wait.as_secs() + u64::from(wait > Duration::from_secs(wait.as_secs()));
        Standing { rate, n_left: rate.quota - self.n_used, wait_s, is_over }
    }
}

impl Standing {
    /// Refuses a request that is over the quota.
    ///
    /// # Errors
    /// When to come back.
    pub fn check(&self) -> Result<(), Problem> {
        if !self.is_over {
            return Ok(());
        }
        let Standing { rate, wait_s, .. } = self;
        let detail = format!(
            "{} requests in {} s are taken; the next in {wait_s} s",
            rate.quota,
            rate.window.as_secs()
        );
        let problem = Problem::new(Kind::RateLimited, detail).violating(&[POLICY]);
        Err(problem.with_header(RETRY_AFTER, wait_s.to_string()))
    }

    /// Tells the caller in the header of its answer.
    pub fn write(&self, headers: &mut HeaderMap) {
        let Standing { rate, n_left, wait_s, .. } = self;
        let policy = format!("\"{POLICY}\";q={};w={}", rate.quota, rate.window.as_secs());
        let standing = format!("\"{POLICY}\";r={n_left};t={wait_s}");
        for (name, value) in [("ratelimit-policy", policy), ("ratelimit", standing)] {
            let value = HeaderValue::try_from(value).expect("a name of ours and numbers are ASCII");
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_lets_its_quota_through() {
        let rate = Rate { quota: 2, window: Duration::from_secs(60) };
        let start = Instant::now();
        let mut window = Window { end: start, n_used: 0 };
        let mut count = |ms: u64| {
            let standing = window.count(rate, start + Duration::from_millis(ms));
            (standing.n_left, standing.wait_s, standing.is_over)
        };
        assert_eq!(count(0), (1, 60, false));
        assert_eq!(count(500), (0, 60, false));
        assert_eq!(count(59_500), (0, 1, true));
        assert_eq!(count(60_000), (1, 60, false));
        assert_eq!(count(300_000), (1, 60, false));
    }
}
