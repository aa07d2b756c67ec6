//! The signals that stop the service.

use std::future::Future;
use std::io;

/// A future that completes at the first SIGTERM or SIGINT; a second one ends the process.
///
/// # Errors
/// If the process may not listen for signals.
#[cfg(unix)]
pub fn first() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            tracing::warn!("stopped at once by a second signal");
            std::process::exit(1);
        });
    })
}

/// A future that completes at the first Ctrl-C; a second one ends the process.
///
/// # Errors
/// If the process may not listen for signals.
#[cfg(not(unix))]
pub fn first() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // A failure to listen is the end too: a service that cannot be stopped is worse than one that stops.
        let _ = tokio::signal::ctrl_c().await;
        tokio::spawn(async {
            let _ = tokio::signal::ctrl_c().await;
            std::process::exit(1);
        });
    })
}
