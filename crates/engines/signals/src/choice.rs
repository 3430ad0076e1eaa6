//! Which measures speak for a result: three powers, rated by each alone, and what their medians say.
//!
//! The three powers and the data development agenda are those of Results-Based Accountability (Friedman, *Trying Hard Is Not
//! Good Enough*, chapter on choosing indicators); the thresholds are this product's (C9).

/// How strong somebody finds a measure in one respect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 1
    Low = 1,
    /// 2
    Medium = 2,
    /// 3
    High = 3,
}

impl Level {
    /// Every level, from the lowest.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The level of 1, 2 or 3.
    pub fn of(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.number() == number)
    }

    /// 1, 2 or 3.
    pub fn number(self) -> i64 {
        self as i64
    }
}

/// What one person finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rating {
    /// Would it be understood at once on a public square?
    pub communication: Level,
    /// Does it say something central about the result, and stand for others that move with it?
    pub proxy: Level,
    /// Is there good data, in time, without a burden?
    pub data: Level,
}

/// What all of them find of one power.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Power {
    /// How many said low, medium, high.
    pub said: [usize; 3],
    /// The median, from 1 to 3; between two levels where as many say one as the other.
    pub median: f64,
}

impl Power {
    fn of(levels: impl Iterator<Item = Level>) -> Option<Self> {
        let mut said = [0; 3];
        for level in levels {
            said[level as usize - 1] += 1;
        }
        let count: usize = said.iter().sum();
        let at = |place: usize| {
            let below = |level: &Level| said[..*level as usize].iter().sum::<usize>() > place;
            Level::ALL.into_iter().find(below).map(|level| level.number() as f64)
        };
        let (low, high) = (at(count.checked_sub(1)? / 2)?, at(count / 2)?);
        Some(Self { said, median: f64::midpoint(low, high) })
    }

    /// The lowest and the highest that was said.
    pub fn spread(&self) -> (Level, Level) {
        let was_said = |level: &Level| self.said[*level as usize - 1] > 0;
        let lowest = Level::ALL.into_iter().find(was_said);
        let highest = Level::ALL.into_iter().rfind(was_said);
        (lowest.unwrap_or(Level::Low), highest.unwrap_or(Level::High))
    }

    /// Whether some said low and some high: to be talked about before it counts.
    pub fn is_divided(&self) -> bool {
        self.spread() == (Level::Low, Level::High)
    }
}

/// What the three powers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// At least medium in all three: it can be a headline measure.
    Candidate,
    /// Speaks and stands for the result, but there is no data: worth getting.
    Develop,
    /// Everything else.
    Secondary,
}

/// A measure as it was rated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// Communication power.
    pub communication: Power,
    /// Proxy power.
    pub proxy: Power,
    /// Data power.
    pub data: Power,
    /// How many rated it.
    pub raters: usize,
}

impl Weighed {
    /// What these ratings say; `None` without any.
    pub fn of(ratings: &[Rating]) -> Option<Self> {
        Some(Self {
            communication: Power::of(ratings.iter().map(|rating| rating.communication))?,
            proxy: Power::of(ratings.iter().map(|rating| rating.proxy))?,
            data: Power::of(ratings.iter().map(|rating| rating.data))?,
            raters: ratings.len(),
        })
    }

    /// Where it belongs by its medians (C9).
    pub fn verdict(&self) -> Verdict {
        let [communication, proxy, data] = [self.communication.median, self.proxy.median, self.data.median];
        if communication >= 2.0 && proxy >= 2.0 && data >= 2.0 {
            Verdict::Candidate
        } else if communication == 3.0 && proxy == 3.0 && data == 1.0 {
            Verdict::Develop
        } else {
            Verdict::Secondary
        }
    }

    /// The order among measures of one result: candidates before those to develop before all others, and among each by
    /// proxy, communication, data. Sorts the strongest first.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |weighed: &Self| {
            let rank = match weighed.verdict() {
                Verdict::Candidate => 0.0,
                Verdict::Develop => 1.0,
                Verdict::Secondary => 2.0,
            };
            [rank, -weighed.proxy.median, -weighed.communication.median, -weighed.data.median]
        };
        key(self).partial_cmp(&key(other)).unwrap_or(std::cmp::Ordering::Equal)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Level::{High, Low, Medium};
    use super::*;

    fn rating(communication: Level, proxy: Level, data: Level) -> Rating {
        Rating { communication, proxy, data }
    }

    fn alone(communication: Level, proxy: Level, data: Level) -> Weighed {
        Weighed::of(&[rating(communication, proxy, data)]).unwrap()
    }

    #[test]
    fn each_verdict_has_its_edge() {
        assert_eq!(alone(Medium, Medium, Medium).verdict(), Verdict::Candidate);
        assert_eq!(alone(High, High, Low).verdict(), Verdict::Develop);
        for (communication, proxy, data) in
            [(Low, High, High), (High, Low, High), (High, Medium, Low), (Medium, High, Low)]
        {
            assert_eq!(alone(communication, proxy, data).verdict(), Verdict::Secondary);
        }
        // Two of four say there is no data: the median lies between, and nothing is decided by it yet.
        let divided = [High, High, Low, Low].map(|data| rating(High, High, data));
        assert_eq!(Weighed::of(&divided).unwrap().data.median, 2.0);
        let leaning = [Low, Low, Medium, Low].map(|data| rating(High, High, data));
        assert_eq!(Weighed::of(&leaning).unwrap().verdict(), Verdict::Develop);
    }

    #[test]
    fn medians_come_with_their_spread() {
        let said = [High, Low, Medium, High].map(|level| rating(level, High, High));
        let weighed = Weighed::of(&said).unwrap();
        assert_eq!(weighed.communication, Power { said: [1, 1, 2], median: 2.5 });
        assert_eq!(weighed.communication.spread(), (Low, High));
        assert!(weighed.communication.is_divided());
        assert!(!weighed.proxy.is_divided());
        assert_eq!(Weighed::of(&[]), None);
    }

    #[test]
    fn candidates_are_sorted_by_proxy_then_communication_then_data() {
        let mut all = [
            alone(High, Medium, High),
            alone(High, High, Low),
            alone(Low, High, High),
            alone(Medium, High, High),
            alone(High, High, Medium),
            alone(High, Medium, Medium),
        ];
        all.sort_by(Weighed::order);
        assert_eq!(
            all.map(|one| [one.proxy.median, one.communication.median, one.data.median]),
            [
                [3.0, 3.0, 2.0],
                [3.0, 2.0, 3.0],
                [2.0, 3.0, 3.0],
                [2.0, 3.0, 2.0],
                [3.0, 3.0, 1.0],
                [3.0, 1.0, 3.0]
            ]
        );
    }

    proptest! {
        #[test]
        fn a_median_has_as_many_on_either_side(levels in prop::collection::vec(1_i64..=3, 1..40)) {
            let levels: Vec<Level> = levels.into_iter().filter_map(Level::of).collect();
            let power = Power::of(levels.iter().copied()).unwrap();
            let on = |side: fn(&f64, &f64) -> bool| {
                levels.iter().filter(|level| side(&(level.number() as f64), &power.median)).count()
            };
            prop_assert!(2 * on(|level, median| level < median) <= levels.len());
            prop_assert!(2 * on(|level, median| level > median) <= levels.len());
            let (low, high) = power.spread();
            prop_assert!(low.number() as f64 <= power.median && power.median <= high.number() as f64);
        }
    }
}
