//! Traces of requests, for a collector next door (OTLP over HTTP).
//!
//! A request is a span, its stages are spans below it; a client's `traceparent` is continued. Spans are collected and
//! sent by a thread of their own, in batches: when the collector is slow or gone they are dropped, and no request waits.

mod client;

use anyhow::{Context, Result};
use axum::http::{HeaderMap, StatusCode};
use client::Client;
use opentelemetry::KeyValue;
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::{Status, TraceContextExt, TracerProvider};
use opentelemetry_http::HeaderExtractor;
use opentelemetry_otlp::{SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::resource::{EnvResourceDetector, TelemetryResourceDetector};
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::runtime::Handle;
use tracing::{Level, Span, Subscriber};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::registry::LookupSpan;

/// How long the end of the process waits for the last spans to be taken.
const FLUSH_PATIENCE: Duration = Duration::from_secs(3);

/// Whether spans go anywhere; naming them would be work for nothing if not.
static IS_ON: AtomicBool = AtomicBool::new(false);

/// The export of traces.
pub struct Traces {
    provider: SdkTracerProvider,
}

impl Traces {
    /// Starts to export to the collector at `address`; without one, nothing.
    ///
    /// # Errors
    /// A setting of OpenTelemetry that cannot be used.
    pub fn start(address: Option<String>, runtime: &Handle) -> Result<Option<Traces>> {
        let Some(address) = address else {
            return Ok(None);
        };
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Client::new(runtime.clone()))
            .with_endpoint(address)
            .build()
            .context("traces cannot be exported")?;
        let mut provider =
            SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource());
        // The SDK's own default lets a client decide by its traceparent; on the open net that is not for it to say.
        if std::env::var_os("OTEL_TRACES_SAMPLER").is_none() {
            provider = provider.with_sampler(Sampler::AlwaysOn);
        }
        IS_ON.store(true, Ordering::Relaxed);
        Ok(Some(Traces { provider: provider.build() }))
    }

    /// What takes the program's own spans, and no library's.
    pub fn layer<S: Subscriber + for<'a> LookupSpan<'a>>(&self) -> impl Layer<S> + use<S> {
        let spans = tracing_opentelemetry::layer().with_tracer(self.provider.tracer("storymerge"));
        let spans = spans.with_location(false).with_threads(false).with_tracked_inactivity(false);
        spans.with_filter(Targets::new().with_target("storymerge", Level::INFO))
    }

    /// Sends what is left, for a limited time.
    pub async fn flush(self) {
        // It waits for a thread that waits for this runtime to send.
        let flushed =
            tokio::task::spawn_blocking(move || self.provider.shutdown_with_timeout(FLUSH_PATIENCE)).await;
        if !matches!(flushed, Ok(Ok(()))) {
            tracing::warn!("the last traces were not taken");
        }
    }
}

/// Who we are: what the environment says goes before what we know.
fn resource() -> Resource {
    let ours = [
        KeyValue::new("service.name", "storymerge"),
        KeyValue::new("service.version", env!("CARGO_PKG_VERSION")),
    ];
    let resource = Resource::builder_empty()
        .with_attributes(ours)
        .with_detector(Box::new(TelemetryResourceDetector))
        .with_detector(Box::new(EnvResourceDetector::new()));
    match std::env::var("OTEL_SERVICE_NAME") {
        Ok(name) if !name.is_empty() => resource.with_service_name(name).build(),
        _ => resource.build(),
    }
}

/// What the span of one request says; nothing while no traces are exported.
pub struct Traced {
    name: Option<String>,
    method: &'static str,
    route: String,
}

impl Traced {
    /// A request to this route.
    pub fn new(method: &'static str, route: &str) -> Traced {
        let name = IS_ON.load(Ordering::Relaxed).then(|| format!("{method} {route}"));
        Traced { name, method, route: route.to_owned() }
    }

    /// The span's name.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The span's kind.
    pub fn kind(&self) -> Option<&'static str> {
        self.name.is_some().then_some("server")
    }

    /// Makes `span` a child of the client's, if it sent one; the id of its trace.
    pub fn begin(&self, span: &Span, headers: &HeaderMap) -> Option<String> {
        self.name.as_ref()?;
        let parent = TraceContextPropagator::new().extract(&HeaderExtractor(headers));
        // It fails where no traces are collected, such as in a filtered span.
        let _ = span.set_parent(parent);
        span.set_attribute("http.request.method", self.method);
        span.set_attribute("http.route", self.route.clone());
        let context = span.context();
        let span_context = context.span().span_context().clone();
        span_context.is_valid().then(|| span_context.trace_id().to_string())
    }

    /// Notes how the request was answered.
    pub fn end(&self, span: &Span, status: StatusCode) {
        if self.name.is_none() {
            return;
        }
        span.set_attribute("http.response.status_code", i64::from(status.as_u16()));
        if status.is_server_error() {
            span.set_status(Status::error(status.as_str().to_owned()));
        }
    }
}
