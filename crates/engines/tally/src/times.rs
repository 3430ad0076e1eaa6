//! The time at which a group meets: the one that the fewest cannot make, then the one that suits the most.
//!
//! As date polls do it (Doodle, Framadate, Nextcloud Polls: yes, if need be, no); whoever said nothing about a time says
//! nothing against it. A time that nobody can make is none.

/// How many can make one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Suits {
    /// It suits them.
    pub yes: u64,
    /// They come if need be.
    pub if_need_be: u64,
    /// They cannot come.
    pub no: u64,
}

impl Suits {
    /// How many come.
    pub fn come(self) -> u64 {
        self.yes + self.if_need_be
    }
}

/// The best of times that stand in the order in which they come: the fewest *no*, then the most *yes*, then the most who
/// come at all, then the earliest.
pub fn best_time(times: &[Suits]) -> Option<usize> {
    let can_be = times.iter().enumerate().filter(|(_, suits)| suits.come() > 0);
    let rank = |&(at, suits): &(usize, &Suits)| {
        (suits.no, std::cmp::Reverse(suits.yes), std::cmp::Reverse(suits.come()), at)
    };
    can_be.min_by_key(rank).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::{Suits, best_time};

    fn best(times: &[(u64, u64, u64)]) -> Option<usize> {
        let suits = |&(yes, if_need_be, no): &(u64, u64, u64)| Suits { yes, if_need_be, no };
        best_time(&times.iter().map(suits).collect::<Vec<_>>())
    }

    #[test]
    fn the_fewest_who_cannot_then_the_most_whom_it_suits() {
        assert_eq!(best(&[(5, 0, 1), (1, 5, 0)]), Some(1), "nobody is left out for the others' ease");
        assert_eq!(best(&[(2, 3, 0), (3, 1, 0)]), Some(1));
        assert_eq!(best(&[(2, 1, 0), (2, 2, 0)]), Some(1), "more who come at all");
        assert_eq!(best(&[(2, 2, 1), (2, 2, 1)]), Some(0), "the earlier");
    }

    #[test]
    fn a_time_at_which_nobody_comes_is_none() {
        assert_eq!(best(&[]), None);
        assert_eq!(best(&[(0, 0, 0), (0, 0, 2)]), None);
        assert_eq!(best(&[(0, 0, 0), (1, 0, 4)]), Some(1));
    }
}
