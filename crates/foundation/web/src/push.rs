//! What pages that are open are sent when it changes: the newest of each topic, the same bytes for everybody.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use kernel::InitiativeId;
use tokio::sync::watch;

/// One thing that pages follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Topic {
    /// In which initiative.
    pub initiative: InitiativeId,
    /// The name of the event that pages are sent, such as `map`.
    pub event: &'static str,
    /// The number of the object.
    pub number: i64,
}

/// What is pushed on this node. Whoever makes something new tells it here on every node (a room does so from
/// [`Room::beside`](crate::Room::beside)); whoever listens has the newest, and may miss those in between.
#[derive(Default)]
pub struct Push(Mutex<HashMap<Topic, watch::Sender<Bytes>>>);

impl Push {
    fn topics(&self) -> MutexGuard<'_, HashMap<Topic, watch::Sender<Bytes>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The topics with this event's name that somebody listens to; the others are forgotten.
    pub fn followed(&self, event: &str) -> Vec<Topic> {
        let mut topics = self.topics();
        topics.retain(|_, sender| sender.receiver_count() > 0);
        topics.keys().filter(|topic| topic.event == event).copied().collect()
    }

    /// Sends `news`, which is one line, to whoever listens to a topic.
    pub fn tell(&self, topic: &Topic, news: &str) {
        if let Some(sender) = self.topics().get(topic) {
            sender.send_replace(frame(None, topic.event, news));
        }
    }

    /// Listens to a topic; what is there is empty until something was told.
    pub(crate) fn listen(&self, topic: Topic) -> watch::Receiver<Bytes> {
        self.topics().entry(topic).or_insert_with(|| watch::Sender::new(Bytes::new())).subscribe()
    }
}

/// An event as it is sent (HTML standard, 9.2.6): its number in the order of all, its name, and one line.
pub(crate) fn frame(id: Option<i64>, event: &str, line: &str) -> Bytes {
    let id = id.map(|id| format!("id: {id}\n")).unwrap_or_default();
    format!("{id}event: {event}\ndata: {line}\n\n").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_listens_hears_the_newest_and_nobody_is_kept_who_left() {
        let (push, initiative) = (Push::default(), InitiativeId::new());
        let topic = Topic { initiative, event: "map", number: 1 };
        push.tell(&topic, "nobody listens");
        let mut one = push.listen(topic);
        let two = push.listen(topic);
        assert_eq!(push.followed("map"), [topic]);
        assert!(push.followed("count").is_empty());
        push.tell(&topic, "first");
        push.tell(&topic, "second");
        assert_eq!(&**one.borrow_and_update(), b"event: map\ndata: second\n\n");
        assert_eq!(one.borrow().as_ptr(), two.borrow().as_ptr(), "the same bytes for both");
        drop((one, two));
        assert!(push.followed("map").is_empty());
        assert!(push.listen(topic).borrow().is_empty(), "what was told before is on the page");
    }
}
