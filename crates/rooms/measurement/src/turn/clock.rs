//! The gentle clock of a step: how long it has taken, since when it runs. It rings for nobody.

use jiff::{SignedDuration, Timestamp};

use super::{Step, TurnId};

/// A clock that somebody forgot counts no longer than this.
const LONGEST: SignedDuration = SignedDuration::from_hours(2);

/// How long a step has taken.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    pub(crate) turn: TurnId,
    pub(crate) step: Step,
    /// Seconds before it was started last.
    used: i64,
    /// Since when it runs.
    pub(crate) since: Option<Timestamp>,
    /// Whether the group is done with the step.
    pub(crate) done: bool,
}

store::row!(Clock { turn, step, used, since, done });

impl Clock {
    /// One that has not been started.
    pub(crate) fn new(turn: TurnId, step: Step) -> Self {
        Self { turn, step, used: 0, since: None, done: false }
    }

    /// It runs from now on; if it runs already, nothing changes.
    pub(crate) fn start(&mut self, now: Timestamp) {
        self.since.get_or_insert(now);
        self.done = false;
    }

    /// It rests, with what has passed kept.
    pub(crate) fn rest(&mut self, now: Timestamp) {
        self.used = self.seconds(now);
        self.since = None;
    }

    /// The step is done, or is not after all.
    pub(crate) fn finish(&mut self, done: bool, now: Timestamp) {
        self.rest(now);
        self.done = done;
    }

    /// The seconds it took before it was started last.
    pub(crate) fn seconds_kept(&self) -> i64 {
        self.used
    }

    /// The seconds it has taken so far.
    pub(crate) fn seconds(&self, now: Timestamp) -> i64 {
        let passed = self.since.map(|since| now.duration_since(since));
        let passed = passed.unwrap_or_default().clamp(SignedDuration::ZERO, LONGEST);
        self.used + passed.as_secs()
    }

    /// The whole minutes of it.
    pub(crate) fn minutes(&self, now: Timestamp) -> i64 {
        self.seconds(now) / 60
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    #[test]
    fn a_pause_is_not_counted() {
        let mut clock = Clock::new(TurnId::new(), Step::Story);
        clock.start(at(0));
        clock.start(at(3));
        assert_eq!(clock.minutes(at(5)), 5);
        clock.rest(at(6));
        assert_eq!(clock.minutes(at(30)), 6);
        clock.start(at(30));
        clock.finish(true, at(34));
        assert_eq!((clock.minutes(at(90)), clock.done, clock.since), (10, true, None));
        clock.start(at(100));
        assert!(!clock.done);
    }

    #[test]
    fn a_forgotten_clock_does_not_count_the_night() {
        let mut clock = Clock::new(TurnId::new(), Step::Curve);
        clock.start(at(0));
        assert_eq!(clock.minutes(at(9 * 60)), 120);
        assert_eq!(clock.minutes(at(-10)), 0);
    }
}
