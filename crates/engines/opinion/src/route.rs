//! Which statement to show somebody next.

use crate::lot::{lot, share};

/// The next statement for somebody: of those they have not voted on, `(statement, votes so far)`, one with
/// the fewest votes, so that every statement is heard before a well-known one is heard again. Equal ones are
/// drawn by lot.
///
/// The lot depends on `seed` alone: give each participant their own, and a room that votes at once is spread
/// over the new statements, while a reloaded page shows the same one. `None` when nothing is left.
pub fn next(unseen: impl IntoIterator<Item = (u32, u32)>, seed: u64) -> Option<u32> {
    let drawn = unseen.into_iter().min_by_key(|&(statement, votes)| (votes, lot(seed, statement), statement));
    drawn.map(|(statement, _)| statement)
}

/// The next statement for somebody: of those they have not voted on, `(statement, priority)`, one drawn with
/// a probability in proportion to its priority (see [`priority`](crate::priority)), as Polis does; one whose
/// priority is 0 or no number weighs 1. The lot depends on `seed` as in [`next`]. `None` when nothing is
/// left.
///
/// Each statement's lot is an exponential waiting time by its priority, and the first comes (P. Efraimidis,
/// P. Spirakis, 2006), so that the choice does not depend on the order of asking.
pub fn likely(unseen: impl IntoIterator<Item = (u32, f64)>, seed: u64) -> Option<u32> {
    let waiting = unseen.into_iter().map(|(statement, priority)| {
        let weight = if priority > 0.0 { priority } else { 1.0 };
        (-(1.0 - share(lot(seed, statement))).ln() / weight, statement)
    });
    waiting.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, statement)| statement)
}

/// So many votes has every statement first, before its votes say how much there is to learn from more: with fewer, a
/// majority of nine in ten is not yet seen surely to be one (Wilson's bound of 9 of 10 lies at 0.6).
pub const HEARD: u32 = 10;

/// The next statement for somebody: of those they have not voted on, `(statement, its votes, priority)`. As long as some
/// are not [`HEARD`] it is one of these, as in [`next`]; then one by its priority, as in [`likely`].
pub fn ask(unseen: impl IntoIterator<Item = (u32, u32, f64)>, seed: u64) -> Option<u32> {
    let unseen: Vec<_> = unseen.into_iter().collect();
    let fresh = unseen.iter().filter(|(_, votes, _)| *votes < HEARD);
    next(fresh.map(|&(statement, votes, _)| (statement, votes)), seed)
        .or_else(|| likely(unseen.iter().map(|&(statement, _, priority)| (statement, priority)), seed))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn few_votes_come_first() {
        assert_eq!(next([(1, 9), (2, 3), (3, 4)], 5), Some(2));
        assert_eq!(next([], 5), None);
    }

    #[test]
    fn lots_spread_participants_over_equal_statements() {
        let mut shown = [0_u32; 10];
        for participant in 0..1000 {
            let statement = next((0..10).map(|statement| (statement, 0)), participant).unwrap();
            shown[statement as usize] += 1;
        }
        // Binomial(1000, 1/10): 100, give or take four standard deviations of 9.5.
        assert!(shown.iter().all(|count| (62..=138).contains(count)), "{shown:?}");
    }

    #[test]
    fn what_has_three_times_the_priority_is_asked_three_times_as_often() {
        let asked = (0..4000)
            .filter_map(|seed| likely([(1, 3.0), (2, 1.0)], seed))
            .filter(|&asked| asked == 1)
            .count();
        // Binomial(4000, 3/4): 3000, give or take four standard deviations of 27.
        assert!((2890..=3110).contains(&asked), "{asked}");
        let even = (0..4000)
            .filter_map(|seed| likely([(1, 0.0), (2, 1.0)], seed))
            .filter(|&asked| asked == 1)
            .count();
        assert!((1870..=2130).contains(&even), "{even}");
        assert_eq!(likely([], 1), None);
    }

    #[test]
    fn all_are_heard_before_priorities_count() {
        assert_eq!(ask([(1, HEARD, 99.0), (2, HEARD - 1, 0.0)], 7), Some(2));
        let asked = |seed| ask([(1, HEARD, 3.0), (2, 4000, 1.0)], seed);
        assert_eq!(asked(7), likely([(1, 3.0), (2, 1.0)], 7));
        assert_eq!(ask([], 7), None);
    }

    proptest! {
        #[test]
        fn the_choice_ignores_the_order_of_asking(votes in prop::collection::vec(0_u32..4, 1..30), seed: u64) {
            let there: Vec<(u32, u32)> = (0..).zip(votes).collect();
            let back = there.iter().rev().copied().collect::<Vec<_>>();
            let chosen = next(there.iter().copied(), seed).unwrap();
            prop_assert_eq!(Some(chosen), next(back, seed));
            let fewest = there.iter().map(|(_, votes)| votes).min();
            prop_assert_eq!(Some(&there[chosen as usize].1), fewest);
        }
    }
}
