//! How many of the promises that came due were kept: by group, in words.

use std::collections::BTreeMap;

use jiff::Timestamp;
use people::GroupId;

use super::{State, is_past};

/// What the kept rate needs to know of a commitment.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) group: GroupId,
    pub(crate) state: State,
    pub(crate) first_due: Timestamp,
    pub(crate) due: Timestamp,
    pub(crate) early: bool,
    pub(crate) needs_help: bool,
}

/// How many of the commitments that came due were kept, and how many wait for others.
///
/// C16: kept (also late) over due, without what was released; a new day asked for in time counts as kept; stuck
/// is what waits on others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KeptRate {
    /// Kept, kept late, or moved in time.
    pub kept: i64,
    /// Those whose day has come.
    pub due: i64,
    /// Those still to be done.
    pub open: i64,
    /// Those of them that wait for others.
    pub stuck: i64,
}

impl KeptRate {
    /// With one more commitment, as it stands at `now`.
    fn with(mut self, one: &Standing, now: Timestamp) -> Self {
        let (due, kept) = match one.state {
            State::Offered | State::Released => (false, false),
            State::Kept | State::KeptLate => (true, true),
            State::NotKept => (true, false),
            State::Accepted => (is_past(one.due, now), false),
            State::Renegotiated => (is_past(one.first_due, now), one.early && !is_past(one.due, now)),
        };
        self.due += i64::from(due);
        self.kept += i64::from(due && kept);
        self.open += i64::from(one.state.is_open());
        self.stuck += i64::from(one.state.is_open() && one.needs_help);
        self
    }
}

/// The rate of each group.
pub(crate) fn by_group(standings: &[Standing], now: Timestamp) -> BTreeMap<GroupId, KeptRate> {
    let mut rates = BTreeMap::new();
    for one in standings {
        let rate: &mut KeptRate = rates.entry(one.group).or_default();
        *rate = rate.with(one, now);
    }
    rates
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, promise};
    use super::super::{Commitment, State};
    use super::*;

    fn rate(commitments: &[Commitment], now: &str) -> KeptRate {
        let standings: Vec<Standing> = commitments
            .iter()
            .map(|one| Standing {
                group: one.group,
                state: one.state,
                first_due: one.first_due,
                due: one.due,
                early: one.early,
                needs_help: one.needs_help,
            })
            .collect();
        standings.iter().fold(KeptRate::default(), |rate, one| rate.with(one, day(now)))
    }

    #[test]
    fn a_new_day_asked_for_in_time_counts_as_kept_while_it_lasts() {
        let mut commitment = promise("2026-03-31");
        commitment.renegotiate(day("2026-05-31"), "the bus is in repair".to_owned(), day("2026-03-20"));
        assert_eq!(commitment.state, State::Renegotiated);
        assert_eq!(rate(&[commitment.clone()], "2026-03-25").due, 0);
        let in_april = rate(&[commitment.clone()], "2026-04-15");
        assert_eq!((in_april.kept, in_april.due, in_april.open), (1, 1, 1));
        let in_june = rate(&[commitment], "2026-06-15");
        assert_eq!((in_june.kept, in_june.due), (0, 1));
    }

    #[test]
    fn a_new_day_asked_for_too_late_does_not() {
        let mut commitment = promise("2026-03-31");
        commitment.renegotiate(day("2026-05-31"), "forgotten".to_owned(), day("2026-04-02"));
        assert!(!commitment.early);
        let rate = rate(&[commitment], "2026-04-15");
        assert_eq!((rate.kept, rate.due), (0, 1));
    }

    #[test]
    fn the_rate_leaves_out_what_was_released_or_only_offered() {
        let with = |state| Commitment { state, ..promise("2026-03-31") };
        let mut stuck = promise("2026-07-01");
        stuck.ask_help("a driver".to_owned(), day("2026-04-10"));
        let all = [
            with(State::Kept),
            with(State::KeptLate),
            with(State::NotKept),
            with(State::Released),
            with(State::Offered),
            with(State::Accepted),
            stuck,
        ];
        assert_eq!(rate(&all, "2026-04-15"), KeptRate { kept: 2, due: 4, open: 2, stuck: 1 });
    }

    #[test]
    fn each_group_has_its_own_rate() {
        let (a, b) = (GroupId::new(), GroupId::new());
        let one = |group, state| Standing {
            group,
            state,
            first_due: day("2026-03-31"),
            due: day("2026-03-31"),
            early: true,
            needs_help: false,
        };
        let rates = by_group(
            &[one(a, State::Kept), one(b, State::NotKept), one(a, State::KeptLate)],
            day("2026-04-15"),
        );
        assert_eq!((rates[&a].kept, rates[&a].due), (2, 2));
        assert_eq!((rates[&b].kept, rates[&b].due), (0, 1));
    }
}
