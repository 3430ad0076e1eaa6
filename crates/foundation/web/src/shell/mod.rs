//! The shell's own pages: the front of an initiative, the thread, search, the look.

mod front;
mod journal;
mod live;
mod search;
mod style;
mod thread;

pub use journal::lines as journal_lines;
pub use live::of as live;

use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kernel::{Ability, Role, any};

use crate::answer::Answer;
use crate::house::House;
use crate::look::assets::assets;
use crate::routes::Routes;

/// Looking at what an initiative shows.
pub(crate) static SEE: Ability =
    Ability { name: "shell.see", grants: &[any(Role::Anyone), any(Role::Member)] };
/// Keeping a checkpoint and checking the journal with it.
pub(crate) static CHECK: Ability = Ability { name: "shell.journal.check", grants: &[any(Role::Known)] };
/// What is open to whoever comes to the installation.
pub(crate) static OPEN: Ability = Ability { name: "shell.open", grants: &[any(Role::Anyone)] };

/// The shell's rows of the permission table.
pub(crate) fn abilities() -> [&'static Ability; 3] {
    [&SEE, &CHECK, &OPEN]
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("", &SEE, front::page)
        .page("thread/{kind}/{id}", &SEE, thread::page)
        .page("search", &SEE, search::page)
        .page("journal", &SEE, journal::page)
        .page("journal/checkpoint", &CHECK, journal::checkpoint)
        .page("journal/check", &CHECK, journal::check_form)
        .form("journal/check", &CHECK, journal::check)
        .page("live", &SEE, live::stream)
        .page("/style", &OPEN, style::page)
}

/// An asset; its name holds its content's hash, so it may be kept for ever.
pub(crate) async fn asset(Path(name): Path<String>) -> Response {
    let path = format!("/a/{name}");
    match assets().iter().find(|asset| asset.path == path) {
        Some(asset) => Answer::bytes(asset.mime, asset.body, "public, max-age=31536000, immutable").0,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Whether this node can serve: the database answers.
pub(crate) async fn ready(house: &House) -> Response {
    let answers = async { house.world().store.read().await?.clock().await };
    match answers.await {
        Ok(_) => "ready\n".into_response(),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")).into_response(),
    }
}

/// The counters, for whoever asks from the machine itself; they are not the public's.
pub(crate) fn metrics(house: &House, request: &Request) -> Response {
    if !house.address(request.extensions(), request.headers()).is_loopback() {
        return StatusCode::NOT_FOUND.into_response();
    }
    house.metrics.told().into_response()
}
