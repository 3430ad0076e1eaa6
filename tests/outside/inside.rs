//! The whole house in this process, asked without a network.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::{Request, StatusCode};
use groundswell::house::rooms;
use kernel::World;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use web::{House, LimitSettings, Settings};

/// Every room, joined, over one database.
pub(crate) struct Inside {
    router: Router,
    pub(crate) world: Arc<World>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// Where to go next; empty if nowhere.
    pub(crate) location: String,
    /// The body; empty for a stream that never ends.
    pub(crate) body: String,
}

impl Inside {
    pub(crate) fn over(world: Arc<World>) -> Self {
        let settings = Settings { limits: LimitSettings::none(), ..Settings::default() };
        let (live, stop) = (Arc::new(journal::Live::new()), CancellationToken::new());
        let people = Arc::new(people::Directory);
        let house = House::new(Arc::clone(&world), rooms(), people, live, stop, settings).expect("the house");
        Self { router: house.router(), world }
    }

    /// Reads `path` in the browser of whoever holds the session `secret`; nobody's is empty.
    pub(crate) async fn get(&self, secret: &str, path: &str) -> Answer {
        self.ask(request("GET", secret, path).body(Body::empty()).expect("a request")).await
    }

    /// Sends `body`: JSON if it begins as an object, a form otherwise.
    pub(crate) async fn post(&self, secret: &str, path: &str, body: &str) -> Answer {
        let kind =
            if body.starts_with('{') { "application/json" } else { "application/x-www-form-urlencoded" };
        let request = request("POST", secret, path).header(CONTENT_TYPE, kind);
        self.ask(request.body(Body::from(body.to_owned())).expect("a request")).await
    }

    /// Sends one file with some fields, as a browser does.
    pub(crate) async fn upload(
        &self,
        secret: &str,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .bytes(),
            );
        }
        for (name, file) in files {
            let head = format!("content-disposition: form-data; name=\"{name}\"; filename=\"a.csv\"");
            body.extend(format!("--cut\r\n{head}\r\n\r\n").bytes());
            body.extend(*file);
            body.extend(b"\r\n");
        }
        body.extend(b"--cut--\r\n");
        let request = request("POST", secret, path).header(CONTENT_TYPE, "multipart/form-data; boundary=cut");
        self.ask(request.body(Body::from(body)).expect("a request")).await
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        let header = |name| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (status, location, kind) = (response.status(), header(LOCATION), header(CONTENT_TYPE));
        let body = if kind == "text/event-stream" { String::new() } else { web::body_of(response).await };
        Answer { status, location, body }
    }
}

fn request(method: &str, secret: &str, path: &str) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
    if secret.is_empty() { request } else { request.header(COOKIE, format!("__Host-sid={secret}")) }
}
