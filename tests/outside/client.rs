//! A small HTTP/1.1 client on one kept connection: what a program of somebody else would do.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// How long an answer may take before it counts as none.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection, opened when it is first needed and again after it broke.
pub(crate) struct Client {
    server: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
    headers: String,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn is_ok(&self) -> bool {
        (200..400).contains(&self.status)
    }
}

impl Client {
    /// Somebody without an account.
    pub(crate) fn new(server: SocketAddr) -> Self {
        Self { server, stream: None, headers: String::new() }
    }

    /// With a header in every request.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.extend([name, ": ", value, "\r\n"]);
        self
    }

    /// A program with an API token.
    pub(crate) fn with_token(server: SocketAddr, token: &str) -> Self {
        Self::new(server).with("authorization", &format!("Bearer {token}"))
    }

    /// A browser in which somebody is signed in.
    pub(crate) fn with_session(server: SocketAddr, secret: &str) -> Self {
        Self::new(server)
            .with("cookie", &format!("__Host-sid={secret}"))
            .with("sec-fetch-site", "same-origin")
    }

    pub(crate) async fn get(&mut self, path: &str) -> Result<Response> {
        self.send(&format!("GET {path} HTTP/1.1\r\n"), "", b"").await
    }

    /// Sends JSON under a key that makes it happen once.
    pub(crate) async fn post_json(&mut self, path: &str, key: &str, body: &str) -> Result<Response> {
        let own = format!("content-type: application/json\r\nidempotency-key: {key}\r\n");
        self.send(&format!("POST {path} HTTP/1.1\r\n"), &own, body.as_bytes()).await
    }

    /// Sends a form.
    pub(crate) async fn post_form(&mut self, path: &str, body: &str) -> Result<Response> {
        let own = "content-type: application/x-www-form-urlencoded\r\n";
        self.send(&format!("POST {path} HTTP/1.1\r\n"), own, body.as_bytes()).await
    }

    /// Sends a request; the connection is given up if anything goes wrong with it.
    pub(crate) async fn send(&mut self, line: &str, own: &str, body: &[u8]) -> Result<Response> {
        let exchange = async {
            self.begin(line, own, body).await?;
            self.answer().await
        };
        let outcome = tokio::time::timeout(PATIENCE, exchange).await.unwrap_or_else(|_| {
            Err(Error::new(ErrorKind::TimedOut, format!("no answer to {}", line.trim_end())))
        });
        if outcome.is_err() {
            self.stream = None;
        }
        outcome
    }

    /// Sends a request whose answer is read elsewhere.
    pub(crate) async fn begin(&mut self, line: &str, own: &str, body: &[u8]) -> Result<()> {
        if self.stream.is_none() {
            let stream = TcpStream::connect(self.server).await?;
            stream.set_nodelay(true)?;
            self.stream = Some(BufReader::new(stream));
        }
        let head = format!(
            "{line}host: {}\r\naccept-language: en\r\n{}{own}content-length: {}\r\n\r\n",
            self.server,
            self.headers,
            body.len()
        );
        let stream = self.open()?;
        stream.write_all(&[head.as_bytes(), body].concat()).await?;
        stream.flush().await
    }

    fn open(&mut self) -> Result<&mut BufReader<TcpStream>> {
        self.stream.as_mut().ok_or_else(|| ErrorKind::NotConnected.into())
    }

    async fn answer(&mut self) -> Result<Response> {
        let mut response = self.head().await?;
        let mut body = Vec::new();
        if let Some(length) = response.header("content-length") {
            let length: usize = length.parse().map_err(|_| ErrorKind::InvalidData)?;
            body.resize(length, 0);
            self.open()?.read_exact(&mut body).await?;
        } else if response.header("transfer-encoding").is_some() {
            while let Some(chunk) = self.chunk().await? {
                body.extend(chunk);
            }
        }
        if response.header("connection") == Some("close") {
            self.stream = None;
        }
        response.body = String::from_utf8_lossy(&body).into_owned();
        Ok(response)
    }

    /// Reads the status and the headers of an answer.
    pub(crate) async fn head(&mut self) -> Result<Response> {
        let status = self.line().await?;
        let status = status.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or(ErrorKind::UnexpectedEof)?;
        let mut headers = Vec::new();
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        Ok(Response { status, headers, body: String::new() })
    }

    /// The next piece of an answer that comes piece by piece; none at its end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Vec<u8>>> {
        let size = self.line().await?;
        let size = usize::from_str_radix(&size, 16).map_err(|_| ErrorKind::UnexpectedEof)?;
        let mut chunk = vec![0; size + 2];
        self.open()?.read_exact(&mut chunk).await?;
        chunk.truncate(size);
        Ok((size > 0).then_some(chunk))
    }

    async fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.open()?.read_line(&mut line).await? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}
