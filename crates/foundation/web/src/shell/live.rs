use std::convert::Infallible;
use std::future::ready;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::stream::{empty, once, select, unfold};
use futures_util::{Stream, StreamExt};
use journal::Entry;
use kernel::Result;
use tokio::sync::watch;
use tokio::time::{Instant, interval_at};
use tokio_stream::wrappers::IntervalStream;

use crate::answer::{Answer, EVENTS};
use crate::push::{Topic, frame};
use crate::visit::Visit;

/// So often something is sent, lest whatever stands between takes the connection for dead.
const BREATH: Duration = Duration::from_secs(20);

/// What happens in this initiative, as it is sealed: each once and in order. An event says only that and
/// where something happened; whoever wants to see it asks its page, which knows who may.
pub(crate) async fn stream(visit: Visit) -> Result<Answer> {
    Ok(answer(&visit, news(&visit, |_| true)?, empty()))
}

/// The same of those entries that are `worth` it, and with them what is pushed about a topic.
pub fn of(visit: &Visit, topic: Topic, worth: impl Fn(&Entry) -> bool + Send + 'static) -> Result<Answer> {
    Ok(answer(visit, news(visit, worth)?, pushed(visit.house().push().listen(topic))))
}

/// It ends with the news: whoever listens comes again, and says what they heard last.
fn answer(
    visit: &Visit,
    news: impl Stream<Item = Bytes> + Send + 'static,
    pushed: impl Stream<Item = Bytes> + Send + 'static,
) -> Answer {
    let breath = IntervalStream::new(interval_at(Instant::now() + BREATH, BREATH));
    let besides = select(pushed, breath.map(|_| Bytes::from_static(b":\n\n")));
    let frames = select(news.map(Some).chain(once(ready(None))), besides.map(Some));
    let frames = frames.take_while(|frame| ready(frame.is_some())).filter_map(ready);
    let frames = frames.take_until(visit.house().stopping()).map(Ok::<_, Infallible>);
    Answer::stream(EVENTS, Body::from_stream(frames))
}

fn news<F: Fn(&Entry) -> bool + Send + 'static>(
    visit: &Visit,
    worth: F,
) -> Result<impl Stream<Item = Bytes> + Send + use<F>> {
    let after = visit.header("last-event-id").and_then(|id| id.parse().ok());
    let entries = journal::stream(visit.house().live(), Arc::clone(&visit.world), visit.initiative()?, after);
    let entries = entries.filter(move |entry| ready(worth(entry)));
    Ok(entries.map(|entry| frame(entry.seq, "news", &format!("{} {}", entry.act, entry.about))))
}

/// What was told last, which may be newer than the page, and whatever is told from now on.
fn pushed(mut listener: watch::Receiver<Bytes>) -> impl Stream<Item = Bytes> + Send {
    listener.mark_changed();
    unfold(listener, |mut listener| async move {
        loop {
            listener.changed().await.ok()?;
            let told = listener.borrow_and_update().clone();
            if !told.is_empty() {
                return Some((told, listener));
            }
        }
    })
}
