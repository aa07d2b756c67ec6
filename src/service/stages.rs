//! The stages of a request: spans below its own, and how long each took, as a histogram.

use metrics::histogram;
use std::time::Instant;
use tracing::span::Attributes;
use tracing::{Id, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// Target of the spans of stages: log lines leave them out.
pub const STAGE: &str = "storymerge::stage";

/// Name of the histogram of their lengths.
pub const STAGE_SECONDS: &str = "storymerge_stage_seconds";

/// The span of a stage inside a request.
macro_rules! stage {
    ($name:literal) => {
        tracing::info_span!(target: crate::service::stages::STAGE, $name)
    };
}
pub(crate) use stage;

/// What measures the stages.
pub fn layer<S: Subscriber + for<'a> LookupSpan<'a>>() -> impl Layer<S> {
    Stopwatch.with_filter(filter_fn(|metadata| metadata.target() == STAGE))
}

struct Stopwatch;

/// When a stage began.
struct Since(Instant);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Stopwatch {
    fn on_new_span(&self, _attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(Since(Instant::now()));
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else { return };
        if let Some(Since(start)) = span.extensions().get() {
            histogram!(STAGE_SECONDS, "stage" => span.name()).record(start.elapsed());
        }
    }
}
