//! What every handler can reach: the use cases, the limits of a body, and whether the service is stopping.

use super::body::BodyLimits;
use super::budget::Budget;
use super::encoding::UnpackLimits;
use super::gate::Gate;
use super::telemetry;
use crate::config::{Keys, ServeConfig};
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
    /// Memory for the bodies of all requests.
    pub bodies: Budget,
    /// Most fields in a request's header.
    pub max_headers: usize,
    /// Who may ask, and how often.
    pub gate: Arc<Gate>,
    /// Renders the measurements.
    pub metrics: PrometheusHandle,
    draining: Arc<AtomicBool>,
}

impl App {
    /// The state for these settings and the keys read with them.
    pub fn new(config: &ServeConfig, keys: Keys) -> App {
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
                unpack: UnpackLimits {
                    max_bytes: config.max_unpacked_bytes,
                    max_ratio: config.max_unpack_ratio,
                },
                idle: config.body_idle_timeout,
                total: config.body_timeout,
            },
            bodies: Budget::new(config.max_bodies_bytes, config.permit_wait.min(config.body_timeout)),
            max_headers: config.max_headers,
            gate: Arc::new(Gate::new(config, keys)),
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
