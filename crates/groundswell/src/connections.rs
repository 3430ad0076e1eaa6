//! Connections: HTTP/1.1 over TCP, each served by a task of its own.
//!
//! Written out instead of `axum::serve`, which first looks whether somebody speaks HTTP/2 and then keeps twice the buffer
//! for each page that is open, and which waits for ever for whoever connects and says nothing.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tower::Layer as _;

/// So long whoever is connected may take to say what they want.
const PATIENCE: Duration = Duration::from_mins(1);
/// So long nobody is let in after the system had no room for one more.
const FULL: Duration = Duration::from_millis(100);

/// Answers whoever connects until told to stop, and then what was asked before.
pub(crate) async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    serve_patiently(PATIENCE, listener, router, stop).await;
}

async fn serve_patiently(patience: Duration, listener: TcpListener, router: Router, stop: CancellationToken) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    let open = GracefulShutdown::new();
    while let Some((stream, from)) = stop.run_until_cancelled(next(&listener)).await {
        let service = TowerToHyperService::new(Extension(ConnectInfo(from)).layer(router.clone()));
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::trace!(%error, "a connection broke");
            }
        });
    }
    drop(listener);
    open.shutdown().await;
}

/// The next who connects.
async fn next(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(connected) => return connected,
            // They left while they waited to be let in.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(error) => {
                tracing::warn!(%error, "nobody can connect now; trying again");
                tokio::time::sleep(FULL).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::Router;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::time::{Instant, timeout};
    use tokio_util::sync::CancellationToken;

    use super::serve_patiently;

    const PATIENCE: Duration = Duration::from_millis(400);

    /// A server whose one page takes a while.
    async fn open() -> (std::net::SocketAddr, CancellationToken, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (here, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
        let slow = get(async || {
            tokio::time::sleep(Duration::from_millis(200)).await;
            "done"
        });
        let serving =
            tokio::spawn(serve_patiently(PATIENCE, listener, Router::new().route("/", slow), stop.clone()));
        (here, stop, serving)
    }

    #[tokio::test]
    async fn whoever_says_nothing_is_let_go() {
        let (here, ..) = open().await;
        for said in ["", "GET / HTTP/1.1\r\nHo"] {
            let begun = Instant::now();
            let mut line = TcpStream::connect(here).await.unwrap();
            line.write_all(said.as_bytes()).await.unwrap();
            let mut answer = Vec::new();
            let ended = timeout(PATIENCE * 20, line.read_to_end(&mut answer)).await;
            assert!(ended.is_ok(), "the connection stays open after {said:?}");
            assert!(begun.elapsed() >= PATIENCE, "{said:?}");
        }
    }

    #[tokio::test]
    async fn what_was_asked_before_the_end_is_answered() {
        let (here, stop, serving) = open().await;
        let mut line = TcpStream::connect(here).await.unwrap();
        line.write_all(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n").await.unwrap();
        let mut first = [0; 1];
        let asked = timeout(Duration::from_millis(50), line.read(&mut first)).await;
        assert!(asked.is_err(), "it is answered later");
        stop.cancel();
        let mut answer = String::new();
        line.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with("done"), "{answer}");
        serving.await.unwrap();
        assert!(TcpStream::connect(here).await.is_err(), "nobody else is let in");
    }
}
