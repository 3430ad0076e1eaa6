//! A server as it must not be: it says yes first and writes afterwards.

use std::io::{ErrorKind, Result};
use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Stands before a server and acknowledges what it has not passed on yet.
pub(crate) struct Early {
    pub(crate) address: SocketAddr,
    accepting: JoinHandle<()>,
}

impl Early {
    pub(crate) async fn before(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let accepting = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(pass_on(client, server));
            }
        });
        Self { address, accepting }
    }

    /// Takes nobody any more.
    pub(crate) fn stop(self) {
        self.accepting.abort();
    }
}

async fn pass_on(client: TcpStream, server: SocketAddr) -> Result<()> {
    let mut client = BufReader::new(client);
    let mut server = BufReader::new(TcpStream::connect(server).await?);
    loop {
        let request = message(&mut client).await?;
        client.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").await?;
        server.write_all(&request).await?;
        message(&mut server).await?;
    }
}

/// A whole message as it came.
async fn message(stream: &mut BufReader<TcpStream>) -> Result<Vec<u8>> {
    let (mut bytes, mut length) = (Vec::new(), 0);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        bytes.extend(line.as_bytes());
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().map_err(|_| ErrorKind::InvalidData)?;
        }
        if line == "\r\n" {
            break;
        }
    }
    let head = bytes.len();
    bytes.resize(head + length, 0);
    stream.read_exact(&mut bytes[head..]).await?;
    Ok(bytes)
}
