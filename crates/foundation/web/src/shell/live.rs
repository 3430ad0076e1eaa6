use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt};
use kernel::Result;

use crate::answer::Answer;
use crate::visit::Visit;

/// What happens in this initiative, as it is sealed: each once and in order. An event says only that and
/// where something happened; whoever wants to see it asks its page, which knows who may.
pub(crate) async fn stream(visit: Visit) -> Result<Answer> {
    let after = visit.header("last-event-id").and_then(|id| id.parse().ok());
    let entries = journal::stream(visit.house().live(), Arc::clone(&visit.world), visit.initiative()?, after);
    let until = visit.house().stopping();
    let events = events(entries).take_until(until);
    let response =
        Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))).into_response();
    Ok(Answer::stream("text/event-stream", Body::new(response.into_body())))
}

fn events(entries: impl Stream<Item = Arc<journal::Entry>>) -> impl Stream<Item = Result<Event, Infallible>> {
    entries.map(|entry| {
        let id = entry.seq.unwrap_or_default().to_string();
        let data = format!("{} {}", entry.act, entry.about);
        Ok(Event::default().id(id).event("news").data(data))
    })
}
