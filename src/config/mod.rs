//! What an operator can set: flags or environment in, one plain struct out.
//!
//! The doc comments are the help text. The one file that is read is that of the API keys.
//!
//! * `values` sizes, times and rates as they are typed
//! * [`keys`] the API keys that the service takes
//! * [`traces`] where traces go, by the variables of OpenTelemetry
//! * [`report`] which variables there are, and the settings with where each came from

pub mod keys;
pub mod report;
pub mod traces;

mod values;

pub use keys::Keys;
pub use report::check_variables;
pub use values::Rate;

use anyhow::{Result, ensure};
use clap::builder::BoolishValueParser;
use clap::{ArgAction, Args, ValueEnum};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;
use values::{rate, size, time};

/// Settings of `storymerge serve`. Every flag can be given as an environment variable instead; the flag wins.
///
/// Sizes are bytes, with or without a unit (`8388608`, `8MiB`); times have a unit (`30s`, `500ms`).
#[derive(Debug, Clone, Args)]
pub struct ServeConfig {
    /// Where to listen.
    #[command(flatten)]
    pub listen: Listen,

    /// Keys of the clients, stored as name:sha256 and parted by commas; `storymerge keys create` makes them.
    #[arg(long, env = "STORYMERGE_API_KEYS", hide_env_values = true, value_name = "KEYS")]
    pub api_keys: Option<String>,

    /// File of further keys, name:sha256 on each line; # begins a comment.
    #[arg(long, env = "STORYMERGE_API_KEYS_FILE", value_name = "FILE")]
    pub api_keys_file: Option<PathBuf>,

    /// Listen on an address that is not loopback without any key: everyone who reaches it may use it.
    #[arg(long, env = "STORYMERGE_INSECURE", action = ArgAction::SetTrue, value_parser = BoolishValueParser::new())]
    pub insecure: bool,

    /// Most requests in a time, for each key (of all clients together if there are no keys); no limit if left out.
    #[arg(long, env = "STORYMERGE_RATE_LIMIT", value_name = "COUNT/TIME", value_parser = rate)]
    pub rate_limit: Option<Rate>,

    /// Largest request body, as it is sent.
    #[arg(long, env = "STORYMERGE_MAX_BODY_BYTES", value_name = "SIZE", default_value = "8MiB", value_parser = size)]
    pub max_body_bytes: usize,

    /// Largest request body, unpacked.
    #[arg(long, env = "STORYMERGE_MAX_UNPACKED_BYTES", value_name = "SIZE", default_value = "32MiB", value_parser = size)]
    pub max_unpacked_bytes: usize,

    /// Memory for the bodies of all requests together, as sent and unpacked; one for which there is none is answered 503.
    #[arg(long, env = "STORYMERGE_MAX_BODIES_BYTES", value_name = "SIZE", default_value = "256MiB", value_parser = size)]
    pub max_bodies_bytes: usize,

    /// How many times its packed size a body may unpack to; up to 64 KiB any number.
    #[arg(long, env = "STORYMERGE_MAX_UNPACK_RATIO", value_name = "COUNT", default_value = "100")]
    pub max_unpack_ratio: usize,

    /// Largest header of a request, its first line included.
    #[arg(long, env = "STORYMERGE_MAX_HEADER_BYTES", value_name = "SIZE", default_value = "16KiB", value_parser = size)]
    pub max_header_bytes: usize,

    /// Most fields in the header of a request.
    #[arg(long, env = "STORYMERGE_MAX_HEADERS", value_name = "COUNT", default_value = "100")]
    pub max_headers: usize,

    /// Most articles in one request.
    #[arg(long, env = "STORYMERGE_MAX_ARTICLES", value_name = "COUNT", default_value = "64")]
    pub max_articles: usize,

    /// Largest article, title and text together.
    #[arg(long, env = "STORYMERGE_MAX_ARTICLE_BYTES", value_name = "SIZE", default_value = "1MiB", value_parser = size)]
    pub max_article_bytes: usize,

    /// Most sentences in one request, of all articles together.
    #[arg(long, env = "STORYMERGE_MAX_SENTENCES", value_name = "COUNT", default_value = "10000")]
    pub max_sentences: usize,

    /// Requests worked on at the same time; the number of processor cores if left out.
    #[arg(long, env = "STORYMERGE_CONCURRENCY", value_name = "COUNT")]
    pub concurrency: Option<usize>,

    /// How long a request waits for its turn, and for memory, before it is answered 503 with Retry-After.
    #[arg(long, env = "STORYMERGE_PERMIT_WAIT", value_name = "TIME", default_value = "2s", value_parser = time)]
    pub permit_wait: Duration,

    /// How long the work on one request may take before it is answered 503.
    #[arg(long, env = "STORYMERGE_REQUEST_DEADLINE", value_name = "TIME", default_value = "30s", value_parser = time)]
    pub request_deadline: Duration,

    /// How long a client may take for a request's header, and how long a connection may idle between two requests.
    #[arg(long, env = "STORYMERGE_HEADER_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = time)]
    pub header_timeout: Duration,

    /// Longest pause inside a request's body.
    #[arg(long, env = "STORYMERGE_BODY_IDLE_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = time)]
    pub body_idle_timeout: Duration,

    /// Longest time for a whole request body.
    #[arg(long, env = "STORYMERGE_BODY_TIMEOUT", value_name = "TIME", default_value = "60s", value_parser = time)]
    pub body_timeout: Duration,

    /// Connections held open at the same time; for a further one, that closes which has been without a request the longest.
    #[arg(long, env = "STORYMERGE_MAX_CONNECTIONS", value_name = "COUNT", default_value = "1024")]
    pub max_connections: usize,

    /// How long to go on accepting after a signal to stop, while /readyz already answers 503.
    #[arg(long, env = "STORYMERGE_DRAIN_DELAY", value_name = "TIME", default_value = "0s", value_parser = time)]
    pub drain_delay: Duration,

    /// How long running requests have to finish after that.
    #[arg(long, env = "STORYMERGE_DRAIN_DEADLINE", value_name = "TIME", default_value = "25s", value_parser = time)]
    pub drain_deadline: Duration,

    /// Form of the log on standard error.
    #[arg(long, env = "STORYMERGE_LOG_FORMAT", value_name = "FORM", value_enum, default_value = "auto")]
    pub log_format: LogFormat,
}

/// The address of the service, for `serve` and for `healthcheck`.
#[derive(Debug, Clone, Args)]
pub struct Listen {
    /// Address and port to listen on; 127.0.0.1:8080 if left out.
    #[arg(id = "listen", long = "listen", env = "STORYMERGE_LISTEN", value_name = "ADDRESS")]
    address: Option<SocketAddr>,

    /// Port on 127.0.0.1, used if no address is given.
    #[arg(long, env = "PORT", value_name = "PORT")]
    port: Option<u16>,
}

/// Form of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Text on a terminal, JSON otherwise.
    Auto,
    /// One JSON object a line.
    Json,
    /// For people.
    Text,
}

impl Listen {
    /// The address to bind.
    pub fn address(&self) -> SocketAddr {
        let port = self.port.unwrap_or(8080);
        self.address.unwrap_or(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
    }

    /// The address at which a client on the same machine reaches a service bound to [`Listen::address`].
    pub fn local_address(&self) -> SocketAddr {
        let mut address = self.address();
        if address.ip().is_unspecified() {
            address.set_ip(match address.ip() {
                IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
                IpAddr::V6(_) => IpAddr::V6(std::net::Ipv6Addr::LOCALHOST),
            });
        }
        address
    }
}

impl ServeConfig {
    /// Requests worked on at the same time.
    pub fn n_permits(&self) -> usize {
        self.concurrency.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
    }

    /// The API keys that clients must have; none if no key is set.
    ///
    /// # Errors
    /// A file that cannot be read, or a line in it that is no key.
    pub fn keys(&self) -> Result<Keys> {
        Keys::read(self.api_keys.as_deref(), self.api_keys_file.as_deref())
    }

    /// Checks the settings against one another.
    ///
    /// # Errors
    /// The first setting with which the service could not answer anything, by its variable's name; keys that cannot be
    /// read; an address that others reach, without a key.
    pub fn validate(&self) -> Result<()> {
        let (keys, address) = (self.keys()?, self.listen.address());
        ensure!(
            address.ip().is_loopback() || self.insecure || !keys.is_empty(),
            "{address} can be reached from other machines and no API key is set: set STORYMERGE_API_KEYS or \
             STORYMERGE_API_KEYS_FILE (`storymerge keys create NAME` makes a key), listen on 127.0.0.1, or say --insecure"
        );
        traces::collector()?;
        let counts = [
            ("STORYMERGE_MAX_BODY_BYTES", self.max_body_bytes),
            ("STORYMERGE_MAX_ARTICLES", self.max_articles),
            ("STORYMERGE_MAX_SENTENCES", self.max_sentences),
            ("STORYMERGE_MAX_ARTICLE_BYTES", self.max_article_bytes),
            ("STORYMERGE_MAX_UNPACKED_BYTES", self.max_unpacked_bytes),
            ("STORYMERGE_MAX_UNPACK_RATIO", self.max_unpack_ratio),
            ("STORYMERGE_MAX_HEADERS", self.max_headers),
        ];
        let at_once = [
            ("STORYMERGE_CONCURRENCY", self.n_permits()),
            ("STORYMERGE_MAX_CONNECTIONS", self.max_connections),
        ];
        for (name, count) in counts.into_iter().chain(at_once) {
            ensure!(count > 0, "{name} is 0: no request could be answered");
        }
        // More permits than this make tokio's semaphore panic; no machine has a use for as many.
        for (name, count) in at_once {
            ensure!(count <= 1_000_000, "{name} is {count}: at most 1000000");
        }
        // What every client sends by itself takes some hundred bytes; room for more than this is held by each connection.
        ensure!(
            (512..=1 << 20).contains(&self.max_header_bytes),
            "STORYMERGE_MAX_HEADER_BYTES is {}: 512 bytes to 1 MiB",
            self.max_header_bytes
        );
        // A packed body and what it unpacks to are held at the same time.
        let largest = self.max_body_bytes.saturating_add(self.max_unpacked_bytes);
        ensure!(
            self.max_bodies_bytes >= largest,
            "STORYMERGE_MAX_BODIES_BYTES is {}: the largest body that is taken needs {largest} bytes, packed and unpacked",
            self.max_bodies_bytes
        );
        ensure!(
            self.max_bodies_bytes as u64 <= 1 << 40,
            "STORYMERGE_MAX_BODIES_BYTES is {}: at most 1024 GiB",
            self.max_bodies_bytes
        );
        // Spans count bytes in 32 bits.
        ensure!(
            self.max_article_bytes <= u32::MAX as usize,
            "STORYMERGE_MAX_ARTICLE_BYTES is {}: at most 4 GiB less one byte",
            self.max_article_bytes
        );
        let times = [
            ("STORYMERGE_REQUEST_DEADLINE", self.request_deadline),
            ("STORYMERGE_HEADER_TIMEOUT", self.header_timeout),
            ("STORYMERGE_BODY_IDLE_TIMEOUT", self.body_idle_timeout),
            ("STORYMERGE_BODY_TIMEOUT", self.body_timeout),
        ];
        for (name, limit) in times {
            ensure!(!limit.is_zero(), "{name} is 0: no request could be answered");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    pub(super) struct Program {
        #[command(flatten)]
        serve: ServeConfig,
    }

    fn parse(arguments: &[&str]) -> Result<ServeConfig> {
        let program = Program::try_parse_from([&["storymerge"], arguments].concat())?;
        program.serve.validate()?;
        Ok(program.serve)
    }

    #[test]
    fn the_defaults_are_valid() {
        let config = parse(&[]).expect("defaults");
        assert_eq!(config.max_body_bytes, 8 << 20);
        assert_eq!(config.drain_deadline, Duration::from_secs(25));
        assert_eq!(config.listen.address().to_string(), "127.0.0.1:8080");
    }

    #[test]
    fn an_unbound_address_is_reached_on_the_loopback() {
        let config = parse(&["--listen", "0.0.0.0:81", "--insecure"]).expect("an address");
        assert_eq!(config.listen.local_address().to_string(), "127.0.0.1:81");
    }

    #[test]
    fn a_wrong_setting_is_refused_by_name() {
        let cases = [
            (["--max-articles=0"], "STORYMERGE_MAX_ARTICLES is 0"),
            (["--request-deadline=0s"], "STORYMERGE_REQUEST_DEADLINE"),
            (["--permit-wait=2"], "like 30s or 500ms"),
            (["--permit-wait=-2s"], "--permit-wait"),
            (["--max-body-bytes=8MB"], "use B, KiB, MiB or GiB"),
            (["--concurrency=9999999"], "at most 1000000"),
            (["--max-header-bytes=100"], "STORYMERGE_MAX_HEADER_BYTES is 100"),
            (["--rate-limit=100"], "like 100/60s"),
            (["--max-bodies-bytes=39MiB"], "the largest body that is taken needs 41943040 bytes"),
            (["--max-bodies-bytes=2000GiB"], "at most 1024 GiB"),
            (["--listen=0.0.0.0:80"], "no API key is set"),
            (["--listen=[::]:80"], "no API key is set"),
            (["--api-keys=desk"], "entry 1"),
            (["--api-keys="], "holds no key"),
        ];
        for (arguments, expected) in cases {
            let error = parse(&arguments).expect_err(expected).to_string();
            assert!(error.contains(expected), "{arguments:?}: {error}");
        }
    }
}
