//! The serve loop: accepts connections under a cap, and stops without dropping a request.

use super::app::App;
use super::connection::{self, Limits};
use super::places::{Place, Places};
use crate::config::ServeConfig;
use anyhow::{Context, Result};
use axum::Router;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

/// Connections that may wait in the kernel's queue to be accepted; the kernel has a limit of its own
/// (`net.core.somaxconn`). What does not fit there tries again a second later, so it should hold a rush of clients.
const QUEUE: u32 = 4096;

/// A socket that listens at `address`; for a runtime's thread.
///
/// # Errors
/// An address that cannot be bound.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // As the standard library does: a restart need not wait for the connections of the last run.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(QUEUE)
}

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
    let queued = queued(listener);
    server.drain(queued, config.drain_deadline).await;
    upkeep.abort();
    tracing::info!("stopped");
    Ok(())
}

struct Server {
    router: Router,
    limits: Limits,
    places: Arc<Places>,
    /// Accepted, and without a place yet; others wait in the kernel's queue.
    waiting: Option<TcpStream>,
    connections: JoinSet<()>,
    stop: watch::Sender<bool>,
}

impl Server {
    fn new(router: Router, config: &ServeConfig) -> Server {
        Server {
            router,
            limits: Limits::new(config),
            places: Places::new(config.max_connections, connection::MOMENT),
            waiting: None,
            connections: JoinSet::new(),
            stop: watch::Sender::new(false),
        }
    }

    async fn accept_until(&mut self, listener: &TcpListener, until: impl Future<Output = ()>) {
        let mut until = std::pin::pin!(until);
        loop {
            tokio::select! {
                () = &mut until => return,
                stream = accept(listener), if self.waiting.is_none() => self.waiting = Some(stream),
                place = self.places.take(), if self.waiting.is_some() => {
                    if let Some(stream) = self.waiting.take() {
                        self.serve(stream, place);
                    }
                }
                // Ended connections are taken out as they end, or the set would only grow.
                Some(_) = self.connections.join_next() => {}
            }
        }
    }

    fn serve(&mut self, stream: TcpStream, place: Place) {
        let (router, limits) = (self.router.clone(), self.limits);
        let stopping = self.stop.subscribe();
        self.connections.spawn(connection::serve(stream, router, limits, place, stopping));
    }

    /// Answers what is there, the connections that were still `queued` among it.
    async fn drain(mut self, queued: Vec<TcpStream>, deadline: Duration) {
        self.stop.send_replace(true);
        let all_ended = async {
            for stream in self.waiting.take().into_iter().chain(queued) {
                let place = self.places.take().await;
                self.serve(stream, place);
            }
            while self.connections.join_next().await.is_some() {}
        };
        if timeout(deadline, all_ended).await.is_err() {
            tracing::warn!(
                n_connections = self.connections.len(),
                "requests were cut off at the drain deadline"
            );
        }
    }
}

async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
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

/// The connections that the kernel has let in and nobody has accepted; closing the socket would reset them.
fn queued(listener: TcpListener) -> Vec<TcpStream> {
    let next = |listener: &std::net::TcpListener| -> io::Result<TcpStream> {
        // Does not wait: the socket stays as tokio has set it.
        let (stream, _) = listener.accept()?;
        stream.set_nonblocking(true)?;
        TcpStream::from_std(stream)
    };
    let Ok(listener) = listener.into_std() else {
        return Vec::new();
    };
    std::iter::from_fn(|| next(&listener).ok()).take(QUEUE as usize).collect()
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
