//! What is typed to what is meant: sizes, times and rates.

use std::fmt;
use std::time::Duration;

/// So many requests in so much time, written `100/60s`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Requests.
    pub quota: u32,
    /// Whole seconds, at least one: the fields of an answer count seconds.
    pub window: Duration,
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}s", self.quota, self.window.as_secs())
    }
}

/// A size: bytes, with or without a unit.
pub(super) fn size(text: &str) -> Result<usize, String> {
    let digits_end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits_end);
    let unit_bytes = match unit.trim_start() {
        "" | "B" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        other => {
            return Err(format!("unknown unit {other:?}: use B, KiB, MiB or GiB, or none for bytes"));
        }
    };
    let number: usize = number
        .parse()
        .map_err(|_| "a size is a whole number with or without a unit, like 8MiB".to_owned())?;
    number.checked_mul(unit_bytes).ok_or_else(|| "more bytes than this machine can count".to_owned())
}

/// A time with its unit.
pub(super) fn time(text: &str) -> Result<Duration, String> {
    let signed: jiff::SignedDuration =
        text.parse().map_err(|_| "a time is a number with its unit, like 30s or 500ms".to_owned())?;
    let time = Duration::try_from(signed).map_err(|_| "a time cannot be negative".to_owned())?;
    // Far beyond any use, and safely inside what a deadline can be added to.
    if time > Duration::from_secs(24 * 3600) {
        return Err("at most 24h".to_owned());
    }
    Ok(time)
}

/// A number of requests, a slash, and a time.
pub(super) fn rate(text: &str) -> Result<Rate, String> {
    let wrong = || "a rate is requests/time, like 100/60s".to_owned();
    let (quota, window) = text.split_once('/').ok_or_else(wrong)?;
    let quota: u32 = quota.trim().parse().map_err(|_| wrong())?;
    let window = time(window.trim())?;
    if quota == 0 {
        return Err("a rate of 0 requests would refuse every one; leave it out to have no limit".to_owned());
    }
    if window.is_zero() || window.subsec_nanos() > 0 {
        return Err("the time of a rate is whole seconds, at least 1s".to_owned());
    }
    Ok(Rate { quota, window })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_requests_in_whole_seconds() {
        let minute = Rate { quota: 100, window: Duration::from_secs(60) };
        assert_eq!(rate("100/60s"), Ok(minute));
        assert_eq!(rate("100 / 1m"), Ok(minute));
        assert_eq!(minute.to_string(), "100/60s");
        for wrong in ["100", "0/1s", "-1/1s", "5/0s", "5/500ms", "5/1.5s", "five/1s", ""] {
            assert!(rate(wrong).is_err(), "{wrong}");
        }
    }
}
