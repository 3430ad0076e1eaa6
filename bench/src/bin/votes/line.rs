//! One connection to a node, over which one request after the other is sent.

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// A connection that is opened when something is sent, and again after it broke.
pub(crate) struct Line {
    node: String,
    open: Option<BufReader<TcpStream>>,
}

impl Line {
    /// One to this node.
    pub(crate) fn to(node: &str) -> Self {
        Self { node: node.to_owned(), open: None }
    }

    /// Posts JSON under a key that makes it happen once; answers the status.
    pub(crate) async fn post(&mut self, path: &str, key: &str, body: &str) -> Result<u16> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nIdempotency-Key: {key}\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.node,
            body.len()
        );
        let mut open = match self.open.take() {
            Some(open) => open,
            None => BufReader::new(TcpStream::connect(&self.node).await?),
        };
        open.write_all(request.as_bytes()).await?;
        let status = status(&mut open).await?;
        self.open = Some(open);
        Ok(status)
    }
}

/// The status of an answer, read to its end.
async fn status(open: &mut BufReader<TcpStream>) -> Result<u16> {
    let (mut head, mut length, mut status) = (String::new(), 0, None);
    loop {
        head.clear();
        if open.read_line(&mut head).await? == 0 {
            bail!("the connection was closed");
        }
        let line = head.trim_end();
        if line.is_empty() {
            break;
        }
        if status.is_none() {
            status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    open.read_exact(&mut body).await?;
    status.context("no status")
}
