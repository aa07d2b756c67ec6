//! Logs and measurements of the process, set up once.

use super::observe::REQUEST_SECONDS;
use super::traces::Traces;
use crate::config::LogFormat;
use crate::service::stages::{self, STAGE, STAGE_SECONDS};
use metrics::{Unit, describe_counter, describe_gauge, describe_histogram, gauge};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::io::IsTerminal;
use std::sync::OnceLock;
use tracing_subscriber::filter::{FilterExt, filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// Upper ends of the buckets, in seconds: a comparison of two names takes under a millisecond, a merge of long
/// articles up to the request deadline.
const BUCKETS: [f64; 14] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// Writes log lines to standard error, in `format`, from level info or as `RUST_LOG` says; spans go to `traces`.
///
/// A second call changes nothing.
pub fn start_logs(format: LogFormat, traces: Option<&Traces>) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    // A line names the request it belongs to, not the stage.
    let filter = filter.and(filter_fn(|metadata| metadata.target() != STAGE));
    let text = match format {
        LogFormat::Auto => std::io::stderr().is_terminal(),
        LogFormat::Json => false,
        LogFormat::Text => true,
    };
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = if text {
        lines.with_filter(filter).boxed()
    } else {
        lines.json().flatten_event(true).with_span_list(false).with_filter(filter).boxed()
    };
    let started = tracing_subscriber::registry()
        .with(lines)
        .with(stages::layer())
        .with(traces.map(Traces::layer))
        .try_init();
    if started.is_ok() {
        std::panic::set_hook(Box::new(log_panic));
    }
}

/// Logs where a panic happened, but not its message: that may quote an article.
fn log_panic(panic: &std::panic::PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string);
    tracing::error!(location, "a panic: please report it with this place");
}

/// The measurements of the process; the first call sets them up.
pub fn metrics() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(install).clone()
}

fn install() -> PrometheusHandle {
    let mut builder = PrometheusBuilder::new();
    for name in [REQUEST_SECONDS, STAGE_SECONDS, "storymerge_merge_seconds"] {
        builder = builder
            .set_buckets_for_metric(Matcher::Full(name.to_owned()), &BUCKETS)
            .expect("the list of buckets is not empty");
    }
    let handle = builder
        .install_recorder()
        .expect("this is the only place that installs a recorder, and it runs once");
    describe_histogram!(REQUEST_SECONDS, Unit::Seconds, "From a request's header to its answer's");
    describe_histogram!(STAGE_SECONDS, Unit::Seconds, "Time of one stage of a request");
    describe_histogram!("storymerge_merge_seconds", Unit::Seconds, "Engine time of one merge");
    describe_counter!("storymerge_merges_total", "Merges done");
    describe_counter!("storymerge_articles_total", "Articles that went into merges");
    describe_gauge!("storymerge_build_info", "1, labelled with what is running");
    gauge!("storymerge_build_info",
        "version" => env!("CARGO_PKG_VERSION"), "params" => crate::engine::params_digest())
    .set(1.0);
    handle
}
