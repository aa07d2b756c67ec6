//! What every handler can reach: the use cases, the limits of a body, and whether the service is stopping.

use super::body::BodyLimits;
use super::telemetry;
use crate::config::ServeConfig;
use crate::service::{Limits, Service};
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// State of the router; clones share it.
#[derive(Clone)]
pub struct App {
    /// The use cases.
    pub service: Service,
    /// Limits of a request's body.
    pub body_limits: BodyLimits,
    /// Renders the measurements.
    pub metrics: PrometheusHandle,
    draining: Arc<AtomicBool>,
}

impl App {
    /// The state for these settings.
    pub fn new(config: &ServeConfig) -> App {
        App {
            service: Service::new(Limits {
                max_articles: config.max_articles,
                max_article_bytes: config.max_article_bytes,
                max_sentences: config.max_sentences,
                n_permits: config.n_permits(),
                permit_wait: config.permit_wait,
                deadline: config.request_deadline,
            }),
            body_limits: BodyLimits {
                max_bytes: config.max_body_bytes,
                idle: config.body_idle_timeout,
                total: config.body_timeout,
            },
            metrics: telemetry::metrics(),
            draining: Arc::new(AtomicBool::new(false)),
        }
    }

    /// From now on the service is not ready.
    pub fn start_draining(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// Whether the service is about to stop.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }
}
