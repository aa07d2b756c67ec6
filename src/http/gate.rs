//! Who may ask, and how often. Decided from the header alone: no refusal reads a body.
//!
//! With keys, every address but those in [`OPEN`] asks for one, also one at which nothing is: a call that is added
//! later is guarded unless it says otherwise, and a stranger does not learn which addresses there are.

use super::problem::{Kind, Problem};
use super::rate::{Limiter, Standing};
use crate::config::{Keys, ServeConfig};
use axum::extract::{MatchedPath, Request};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::sync::Arc;

/// Calls that anybody may make: what a balancer asks, and what a client reads before it has a key.
pub const OPEN: [&str; 6] =
    ["/livez", "/readyz", "/openapi.json", "/problems/{name}", "/page.css", "/page.js"];

/// The editor's page: a browser asks its reader for a name, which may be anything, and a password, which is the key.
const PAGE: &str = "/";

/// Guarded, but no work worth counting: it is asked on a schedule of its own.
const UNCOUNTED: &str = "/metrics";

/// The keys that are taken and the count of what each was used for.
pub struct Gate {
    keys: Keys,
    names: Vec<Arc<str>>,
    limiter: Option<Limiter>,
}

/// Who sent a request.
#[derive(Debug, Clone, Default)]
pub struct Caller {
    /// Name of the key; none if no key is asked for.
    pub key: Option<Arc<str>>,
    /// Where the caller stands; none if it is not counted.
    pub standing: Option<Standing>,
}

impl Gate {
    /// A gate for these settings and the keys read with them.
    pub fn new(config: &ServeConfig, keys: Keys) -> Gate {
        // Without keys all callers are one.
        let n_callers = keys.len().max(1);
        let limiter = config.rate_limit.map(|rate| Limiter::new(rate, n_callers));
        Gate { names: keys.names().cloned().collect(), keys, limiter }
    }

    /// Who sent `request`, counted.
    ///
    /// # Errors
    /// No key, or one that is not known.
    pub fn caller(&self, request: &Request) -> Result<Caller, Problem> {
        let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
        if route.is_some_and(|route| OPEN.contains(&route)) {
            return Ok(Caller::default());
        }
        let key_ix = match self.keys.is_empty() {
            true => None,
            false => Some(self.key_ix(request.headers(), route == Some(PAGE))?),
        };
        let is_counted = route != Some(UNCOUNTED);
        let limiter = self.limiter.as_ref().filter(|_| is_counted);
        Ok(Caller {
            key: key_ix.map(|key_ix| self.names[key_ix].clone()),
            standing: limiter.map(|limiter| limiter.count(key_ix.unwrap_or(0))),
        })
    }

    fn key_ix(&self, headers: &HeaderMap, is_page: bool) -> Result<usize, Problem> {
        let mut sent = headers.get_all(AUTHORIZATION).iter();
        let (first, second) = (sent.next(), sent.next());
        let sent = first.map(|value| value.as_bytes()).and_then(|value| {
            let password = || password(value).filter(|_| is_page);
            bearer(value).map(<[u8]>::to_vec).or_else(password)
        });
        let basic = "Basic realm=\"storymerge\", charset=\"UTF-8\"";
        let Some(sent) = sent else {
            let detail = "this address takes requests with an API key only: Authorization: Bearer KEY";
            let problem = Problem::new(Kind::KeyRequired, detail);
            let challenge = if is_page { basic } else { "Bearer realm=\"storymerge\"" };
            return Err(problem.with_header(WWW_AUTHENTICATE, challenge));
        };
        let found = self.keys.find(&sent);
        found.filter(|_| second.is_none()).ok_or_else(|| {
            let problem = Problem::new(Kind::InvalidKey, "the API key is not one of this service's");
            let challenge =
                if is_page { basic } else { "Bearer realm=\"storymerge\", error=\"invalid_token\"" };
            problem.with_header(WWW_AUTHENTICATE, challenge)
        })
    }
}

/// What follows the scheme, whose case does not count.
fn bearer(value: &[u8]) -> Option<&[u8]> {
    let (scheme, key) = value.split_at_checked(7)?;
    scheme.eq_ignore_ascii_case(b"bearer ").then(|| key.trim_ascii())
}

/// What a browser sends in place of a key (RFC 7617): the password of `Basic`.
fn password(value: &[u8]) -> Option<Vec<u8>> {
    let (scheme, sent) = value.split_at_checked(6)?;
    let sent =
        BASE64_STANDARD.decode(sent.trim_ascii()).ok().filter(|_| scheme.eq_ignore_ascii_case(b"basic "))?;
    let colon = sent.iter().position(|byte| *byte == b':')?;
    Some(sent[colon + 1..].to_vec())
}
