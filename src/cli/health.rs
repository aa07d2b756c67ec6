//! Asks a running service whether it is ready: the health check of a container that has no other client.

use anyhow::{Context, Result, bail};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// Time for the whole question; a service that answers later is not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// Done if `GET /readyz` at `address` answers 200 within two seconds.
///
/// # Errors
/// Why it is not ready.
pub fn healthcheck(address: SocketAddr) -> Result<()> {
    let status = ask(address).with_context(|| format!("no service at {address}"))?;
    if status != "200" {
        bail!("the service at {address} is not ready: it answers {status}");
    }
    Ok(())
}

/// The status code of the answer.
fn ask(address: SocketAddr) -> Result<String> {
    let deadline = Instant::now() + PATIENCE;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    // "HTTP/1.1 200" comes first; a byte at a time is fast enough for twelve.
    let mut start = [0; 12];
    let mut n_read = 0;
    while n_read < start.len() {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            bail!("no answer within {} s", PATIENCE.as_secs());
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut start[n_read..]) {
            Ok(0) => bail!("it closed the connection"),
            Ok(n) => n_read += n,
            Err(error) if is_timeout(&error) => {}
            Err(error) => return Err(error.into()),
        }
    }
    match std::str::from_utf8(&start).ok().and_then(|start| start.strip_prefix("HTTP/1.")) {
        Some(rest) => Ok(rest.get(2..).unwrap_or_default().to_owned()),
        None => bail!("it does not speak HTTP"),
    }
}

fn is_timeout(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{Interrupted, TimedOut, WouldBlock};
    matches!(error.kind(), Interrupted | TimedOut | WouldBlock)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    /// What the check says of a service that answers with `answer`.
    fn check(answer: &'static str, expected: Option<&str>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let service = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a client");
            let mut request = [0; 512];
            let n = stream.read(&mut request).expect("a request");
            assert!(request[..n].starts_with(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1:"));
            stream.write_all(answer.as_bytes()).expect("it listens");
        });
        let done =
            healthcheck(address).map_err(|error| format!("{error:#}").replace(&address.to_string(), "here"));
        assert_eq!(done.err().as_deref(), expected);
        service.join().expect("no panic");
    }

    #[test]
    fn only_200_is_ready() {
        check("HTTP/1.1 200 OK\r\n\r\n", None);
        check(
            "HTTP/1.1 503 Service Unavailable\r\n\r\n",
            Some("the service at here is not ready: it answers 503"),
        );
        check("SSH-2.0-OpenSSH_9.9", Some("no service at here: it does not speak HTTP"));
        check("HTTP", Some("no service at here: it closed the connection"));
    }
}
