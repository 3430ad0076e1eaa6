//! The least a server on this stack can do: one route, five bytes. What a page costs beyond this is ours.

use std::net::SocketAddr;

use anyhow::Result;
use axum::Router;
use axum::routing::get;
use clap::Parser;
use tokio::net::TcpListener;

/// Answer every request for / with "hello"
#[derive(Parser)]
struct Bare {
    /// Where to listen
    listen: SocketAddr,
}

#[tokio::main]
async fn main() -> Result<()> {
    let listener = TcpListener::bind(Bare::parse().listen).await?;
    axum::serve(listener, Router::new().route("/", get(async || "hello"))).await?;
    Ok(())
}
