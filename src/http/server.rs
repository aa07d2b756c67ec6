//! The serve loop: accepts connections under a cap, and stops without dropping a request.

use super::app::App;
use super::connection::{self, Limits};
use crate::config::ServeConfig;
use anyhow::{Context, Result};
use axum::Router;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

/// Serves on `listener` until `shutdown` completes, then drains: /readyz answers 503 at once, new connections are
/// taken for `drain_delay` more, and running requests have `drain_deadline` to finish.
///
/// The socket comes from the caller, so that a test can bind port 0.
///
/// # Errors
/// Settings with which nothing could be answered.
pub async fn run(
    listener: TcpListener,
    config: &ServeConfig,
    shutdown: impl Future<Output = ()>,
) -> Result<()> {
    config.validate()?;
    let app = App::new(config, config.keys()?);
    let address = listener.local_addr().context("the listening socket has no address")?;
    let upkeep = tokio::spawn(upkeep(app.clone()));
    let mut server = Server::new(super::router(app.clone()), config);
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "listening");

    server.accept_until(&listener, shutdown).await;
    app.start_draining();
    tracing::info!(n_connections = server.connections.len(), "draining before the stop");
    server.accept_until(&listener, sleep(config.drain_delay)).await;
    drop(listener);
    server.drain(config.drain_deadline).await;
    upkeep.abort();
    tracing::info!("stopped");
    Ok(())
}

struct Server {
    router: Router,
    limits: Limits,
    slots: Arc<Semaphore>,
    connections: JoinSet<()>,
    stop: watch::Sender<bool>,
}

impl Server {
    fn new(router: Router, config: &ServeConfig) -> Server {
        Server {
            router,
            limits: Limits::new(config),
            slots: Arc::new(Semaphore::new(config.max_connections)),
            connections: JoinSet::new(),
            stop: watch::Sender::new(false),
        }
    }

    async fn accept_until(&mut self, listener: &TcpListener, until: impl Future<Output = ()>) {
        let mut until = std::pin::pin!(until);
        loop {
            tokio::select! {
                () = &mut until => return,
                (stream, slot) = accept(listener, &self.slots) => self.serve(stream, slot),
                // Ended connections are taken out as they end, or the set would only grow.
                Some(_) = self.connections.join_next() => {}
            }
        }
    }

    fn serve(&mut self, stream: TcpStream, slot: OwnedSemaphorePermit) {
        let (router, limits) = (self.router.clone(), self.limits);
        let stopping = self.stop.subscribe();
        self.connections.spawn(async move {
            connection::serve(stream, router, limits, stopping).await;
            drop(slot);
        });
    }

    async fn drain(mut self, deadline: Duration) {
        self.stop.send_replace(true);
        let all_ended = async { while self.connections.join_next().await.is_some() {} };
        if timeout(deadline, all_ended).await.is_err() {
            tracing::warn!(
                n_connections = self.connections.len(),
                "requests were cut off at the drain deadline"
            );
        }
    }
}

/// The next connection, with its slot taken before it: beyond the cap, clients wait in the kernel's queue.
async fn accept(listener: &TcpListener, slots: &Arc<Semaphore>) -> (TcpStream, OwnedSemaphorePermit) {
    let slot = slots.clone().acquire_owned().await;
    let slot = slot.expect("the semaphore is never closed");
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, slot),
            // One client that left before it was accepted; the next may be there already.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(error) => {
                // Out of file descriptors or memory: some connection has to end first.
                tracing::error!(%error, "cannot accept a connection");
                sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

/// Folds recorded measurements into their buckets now and then, so that they take no memory if nobody asks for them.
async fn upkeep(app: App) {
    let mut ticks = interval(Duration::from_secs(5));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        app.metrics.run_upkeep();
    }
}
