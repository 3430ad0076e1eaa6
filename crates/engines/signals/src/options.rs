//! Options on the way from a story to a plan: what a group thinks of each, and in which order to speak of them.
//!
//! Everybody scores alone, from 1 to 5: how much it would move the curve (*leverage*), whether it can be done and
//! reaches enough people (*reach*), whether it says who does what, when and where (*specificity*), whether it is
//! right (*values*). What comes out are four medians with their spread, never one grade of an option.

use std::cmp::Ordering;

/// The lowest and the highest mark.
pub const MARKS: std::ops::RangeInclusive<u8> = 1..=5;
/// Below this a median says no.
const ENOUGH: f64 = 3.0;
/// So far apart that it is talked about first: two steps of five.
const APART: u8 = 2;

/// One person's marks, each from 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// How much it would move the curve.
    pub leverage: u8,
    /// Whether it can be done, and reaches enough people.
    pub reach: u8,
    /// Whether it says who does what, when, where and how.
    pub specificity: u8,
    /// Whether it fits what the group holds to be right.
    pub values: u8,
}

/// What all say of one side of an option.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Middle {
    /// The median.
    pub median: f64,
    /// The lowest mark.
    pub low: u8,
    /// The highest mark.
    pub high: u8,
}

impl Middle {
    fn of(mut marks: Vec<u8>) -> Option<Self> {
        marks.sort_unstable();
        let (low, high) = (*marks.first()?, *marks.last()?);
        let half = marks.len() / 2;
        let median = if marks.len() % 2 == 1 {
            f64::from(marks[half])
        } else {
            f64::midpoint(f64::from(marks[half - 1]), f64::from(marks[half]))
        };
        Some(Self { median, low, high })
    }

    /// Whether people are so far apart that they should talk before they count on the median.
    pub fn divided(&self) -> bool {
        self.high - self.low >= APART
    }
}

/// Whether an option can go into a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// The median on values is below 3: it is against what the group holds to be right.
    Blocked,
    /// The median on specificity is below 3: say first who does what, when and where.
    Vague,
    /// It can.
    Ready,
}

/// An option as a group sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// How many scored it.
    pub people: usize,
    /// How much it would move the curve.
    pub leverage: Middle,
    /// Whether it can be done, and reaches enough people.
    pub reach: Middle,
    /// Whether it says who does what, when and where.
    pub specificity: Middle,
    /// Whether it is right.
    pub values: Middle,
}

impl Scored {
    /// Of everybody's marks; `None` while nobody has scored, or if a mark is not from 1 to 5.
    ///
    /// ```
    /// use signals::{Gate, Marks, Scored};
    ///
    /// let marks = |leverage, specificity| Marks { leverage, reach: 4, specificity, values: 5 };
    /// let scored = Scored::of(&[marks(5, 2), marks(4, 2), marks(3, 3)]).unwrap();
    /// assert_eq!((scored.leverage.median, scored.weight(), scored.gate()), (4.0, 16.0, Gate::Vague));
    /// ```
    pub fn of(marks: &[Marks]) -> Option<Self> {
        let middle = |side: fn(&Marks) -> u8| {
            let side: Vec<u8> = marks.iter().map(side).collect();
            if side.iter().all(|mark| MARKS.contains(mark)) { Middle::of(side) } else { None }
        };
        Some(Self {
            people: marks.len(),
            leverage: middle(|marks| marks.leverage)?,
            reach: middle(|marks| marks.reach)?,
            specificity: middle(|marks| marks.specificity)?,
            values: middle(|marks| marks.values)?,
        })
    }

    /// Leverage times reach, by which options are ordered.
    pub fn weight(&self) -> f64 {
        self.leverage.median * self.reach.median
    }

    /// Whether it can go into a plan.
    pub fn gate(&self) -> Gate {
        if self.values.median < ENOUGH {
            Gate::Blocked
        } else if self.specificity.median < ENOUGH {
            Gate::Vague
        } else {
            Gate::Ready
        }
    }
}

/// The order in which to speak of options, as places in `options`: by weight, what is against the group's values
/// after all others, and what nobody has scored at the end. Where two weigh the same, as they came.
pub fn options(options: &[Option<Scored>]) -> Vec<usize> {
    let rank = |at: usize| match &options[at] {
        None => (2, 0.0),
        Some(scored) if scored.gate() == Gate::Blocked => (1, scored.weight()),
        Some(scored) => (0, scored.weight()),
    };
    let mut order: Vec<usize> = (0..options.len()).collect();
    order.sort_by(|one, other| {
        let (one, other) = (rank(*one), rank(*other));
        one.0.cmp(&other.0).then(other.1.partial_cmp(&one.1).unwrap_or(Ordering::Equal))
    });
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(leverage: u8, reach: u8, specificity: u8, values: u8) -> Marks {
        Marks { leverage, reach, specificity, values }
    }

    fn by_one(leverage: u8, reach: u8, specificity: u8, values: u8) -> Option<Scored> {
        Scored::of(&[marks(leverage, reach, specificity, values)])
    }

    #[test]
    fn the_middle_of_an_even_number_lies_between_two_marks() {
        let scored =
            Scored::of(&[marks(1, 4, 3, 5), marks(2, 4, 3, 5), marks(5, 4, 3, 5), marks(5, 5, 3, 5)])
                .unwrap();
        assert_eq!(scored.leverage, Middle { median: 3.5, low: 1, high: 5 });
        assert_eq!((scored.people, scored.reach.median), (4, 4.0));
        assert!(scored.leverage.divided() && !scored.reach.divided());
    }

    #[test]
    fn nobody_and_nonsense_have_no_middle() {
        assert_eq!(Scored::of(&[]), None);
        assert_eq!(Scored::of(&[marks(0, 3, 3, 3)]), None);
        assert_eq!(Scored::of(&[marks(3, 3, 3, 3), marks(3, 6, 3, 3)]), None);
    }

    #[test]
    fn values_block_before_words_are_asked_to_be_clearer() {
        let gate = |specificity, values| by_one(5, 5, specificity, values).unwrap().gate();
        assert_eq!(gate(5, 2), Gate::Blocked);
        assert_eq!(gate(1, 2), Gate::Blocked);
        assert_eq!(gate(2, 3), Gate::Vague);
        assert_eq!(gate(3, 3), Gate::Ready);
    }

    #[test]
    fn a_median_of_just_below_three_is_not_enough() {
        let scored = Scored::of(&[marks(5, 5, 5, 2), marks(5, 5, 5, 3)]).unwrap();
        assert_eq!((scored.values.median, scored.gate()), (2.5, Gate::Blocked));
    }

    #[test]
    fn options_stand_by_leverage_times_reach_and_blocked_ones_last() {
        let all = [
            by_one(2, 2, 5, 5),
            None,
            by_one(5, 5, 5, 1),
            by_one(4, 4, 1, 5),
            by_one(3, 5, 5, 5),
            by_one(5, 3, 4, 4),
        ];
        assert_eq!(options(&all), [3, 4, 5, 0, 2, 1]);
    }
}
