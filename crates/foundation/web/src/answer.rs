//! What a handler answers.

use axum::body::{Body, Bytes};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFRESH, SET_COOKIE,
};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use kernel::{Error, Result};
use maud::Markup;
use serde::Serialize;
use tokio::sync::mpsc;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

/// What is pushed, as browsers know it.
pub(crate) const EVENTS: &str = "text/event-stream";
/// Pieces of a file that wait for a slow reader at most.
const PIECES: usize = 4;

/// Where a file goes that is written while it is sent.
pub struct Pieces(mpsc::Sender<Result<Vec<u8>>>);

impl Pieces {
    /// Sends the next bytes, and leaves `bytes` empty; fails when nobody reads any more.
    pub async fn send(&self, bytes: &mut Vec<u8>) -> Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let gone = |_| Error::Internal("the reader has gone".to_owned());
        self.0.send(Ok(std::mem::take(bytes))).await.map_err(gone)
    }
}

/// An answer on its way out.
#[derive(Debug)]
pub struct Answer(pub(crate) Response<Body>);

impl Answer {
    fn new(status: StatusCode, mime: &'static str, body: impl Into<Body>) -> Self {
        let mut response = Response::new(body.into());
        *response.status_mut() = status;
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(mime));
        Self(response)
    }

    /// A whole page.
    pub fn html(status: StatusCode, markup: Markup) -> Self {
        Self::new(status, "text/html; charset=utf-8", markup.into_string())
    }

    /// Data.
    pub fn json(body: &impl Serialize) -> Self {
        Self::json_with(StatusCode::OK, body)
    }

    /// Data with a status.
    pub fn json_with(status: StatusCode, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => Self::new(status, "application/json; charset=utf-8", body),
            Err(_) => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "application/json; charset=utf-8", "{}"),
        }
    }

    /// Go there next, with GET.
    pub fn go(to: &str) -> Self {
        let mut answer = Self::new(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", "");
        answer
            .0
            .headers_mut()
            .insert(LOCATION, HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/")));
        answer
    }

    /// Plain words.
    pub fn text(status: StatusCode, words: impl Into<String>) -> Self {
        Self::new(status, "text/plain; charset=utf-8", words.into())
    }

    /// A file to keep. `name` is plain letters, digits, dots and hyphens.
    pub fn file(mime: &'static str, name: &str, body: impl Into<Body>) -> Self {
        Self::new(StatusCode::OK, mime, body)
            .header(CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""))
    }

    /// A file that is written while it is sent: `write` hands over one piece after the other and waits while the
    /// reader is busy with those before it. Where writing fails the answer breaks off, so that half a file is
    /// never taken for a whole one.
    pub fn written<F>(mime: &'static str, name: &str, write: impl FnOnce(Pieces) -> F) -> Self
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        let (pieces, sent) = mpsc::channel(PIECES);
        let writing = write(Pieces(pieces.clone()));
        tokio::spawn(async move {
            if let Err(error) = writing.await {
                tracing::warn!(%error, "a file was not written to its end");
                // Nobody waits for it any more if this fails.
                let _ = pieces.send(Err(error)).await;
            }
        });
        let body = Body::from_stream(ReceiverStream::new(sent).map(|piece| piece.map(Bytes::from)));
        Self::file(mime, name, body)
    }

    /// A page that stands in a frame on anybody's page.
    pub fn leaf(markup: Markup) -> Self {
        Self::html(StatusCode::OK, markup).framed("'self'")
    }

    /// A document that is no page, shown in place.
    pub fn shown(mime: &'static str, body: impl Into<Body>) -> Self {
        Self::new(StatusCode::OK, mime, body)
    }

    /// It may stand in a frame on anybody's page; everything else on it is as narrow as elsewhere. `style` is what
    /// its styles may be.
    pub fn framed(self, style: &'static str) -> Self {
        let policy = format!(
            "default-src 'none'; style-src {style}; img-src 'self' data:; base-uri 'none'; form-action 'none'; \
            frame-ancestors *"
        );
        self.header(CONTENT_SECURITY_POLICY, &policy).header(CACHE_CONTROL, "private, max-age=300")
    }

    /// Bytes shown in place, such as an asset.
    pub fn bytes(mime: &'static str, body: &'static [u8], cache: &'static str) -> Self {
        Self::new(StatusCode::OK, mime, body).header(CACHE_CONTROL, cache)
    }

    /// A stream of any kind.
    pub fn stream(mime: &'static str, body: Body) -> Self {
        Self::new(StatusCode::OK, mime, body)
    }

    /// With a header; one that cannot be written is left out.
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.0.headers_mut().append(name, value);
        }
        self
    }

    /// To be asked for again after so many seconds, by browsers without scripts too.
    pub fn again_in(self, seconds: u32) -> Self {
        self.header(REFRESH, &seconds.to_string())
    }

    /// With a cookie, ready as `name=value; attributes`.
    pub fn cookie(self, cookie: &str) -> Self {
        self.header(SET_COOKIE, cookie)
    }

    /// With another status.
    pub fn status(mut self, status: StatusCode) -> Self {
        *self.0.status_mut() = status;
        self
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use kernel::Error;

    use super::{Answer, Pieces};

    #[tokio::test]
    async fn a_file_is_whole_or_breaks_off() {
        let fine = Answer::written("text/plain", "a.txt", async |pieces: Pieces| {
            for at in 0..20 {
                pieces.send(&mut format!("{at}\n").into_bytes()).await?;
            }
            pieces.send(&mut Vec::new()).await
        });
        let body = to_bytes(fine.0.into_body(), usize::MAX).await.unwrap();
        assert_eq!(String::from_utf8(body.to_vec()).unwrap().lines().count(), 20);
        let broken = Answer::written("text/plain", "a.txt", async |pieces: Pieces| {
            pieces.send(&mut b"half".to_vec()).await?;
            Err(Error::Missing)
        });
        assert!(to_bytes(broken.0.into_body(), usize::MAX).await.is_err());
    }

    #[tokio::test]
    async fn whoever_writes_learns_that_nobody_reads() {
        let (tell, told) = tokio::sync::oneshot::channel();
        let answer = Answer::written("text/plain", "a.txt", async |pieces: Pieces| {
            let mut sent = Ok(());
            while sent.is_ok() {
                sent = pieces.send(&mut b"more".to_vec()).await;
            }
            let _ = tell.send(());
            sent
        });
        drop(answer);
        told.await.unwrap();
    }
}
