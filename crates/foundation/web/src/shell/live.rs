use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{select, unfold};
use futures_util::{Stream, StreamExt};
use journal::Entry;
use kernel::Result;
use tokio::sync::watch;

use crate::answer::Answer;
use crate::push::Topic;
use crate::visit::Visit;

/// What happens in this initiative, as it is sealed: each once and in order. An event says only that and
/// where something happened; whoever wants to see it asks its page, which knows who may.
pub(crate) async fn stream(visit: Visit) -> Result<Answer> {
    Ok(answer(&visit, news(&visit, |_| true)?))
}

/// The same of those entries that are `worth` it, and with them what is pushed about a topic.
pub fn of(visit: &Visit, topic: Topic, worth: impl Fn(&Entry) -> bool + Send + 'static) -> Result<Answer> {
    let pushed = pushed(visit.house().push().listen(topic), topic.event);
    Ok(answer(visit, select(pushed, news(visit, worth)?)))
}

fn answer(visit: &Visit, events: impl Stream<Item = Event> + Send + 'static) -> Answer {
    let events = events.take_until(visit.house().stopping()).map(Ok::<Event, Infallible>);
    let response =
        Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))).into_response();
    Answer::stream("text/event-stream", Body::new(response.into_body()))
}

fn news<F: Fn(&Entry) -> bool + Send + 'static>(
    visit: &Visit,
    worth: F,
) -> Result<impl Stream<Item = Event> + Send + use<F>> {
    let after = visit.header("last-event-id").and_then(|id| id.parse().ok());
    let entries = journal::stream(visit.house().live(), Arc::clone(&visit.world), visit.initiative()?, after);
    let entries = entries.filter(move |entry| std::future::ready(worth(entry)));
    Ok(entries.map(|entry| {
        let id = entry.seq.unwrap_or_default().to_string();
        let data = format!("{} {}", entry.act, entry.about);
        Event::default().id(id).event("news").data(data)
    }))
}

/// What was told last, which may be newer than the page, and whatever is told from now on.
fn pushed(
    mut listener: watch::Receiver<Arc<str>>,
    event: &'static str,
) -> impl Stream<Item = Event> + Send + use<> {
    listener.mark_changed();
    unfold(listener, move |mut listener| async move {
        loop {
            listener.changed().await.ok()?;
            let told = Arc::clone(&listener.borrow_and_update());
            if !told.is_empty() {
                return Some((Event::default().event(event).data(&*told), listener));
            }
        }
    })
}
