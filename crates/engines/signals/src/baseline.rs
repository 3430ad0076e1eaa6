//! The curve against its frozen baseline: did it turn?
//!
//! A baseline is a forecast that was frozen with its date: what would come if nothing changed. Success is to
//! beat it, which may also mean that a decline slows down.

use crate::Better;

/// What a frozen baseline expects of one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// The forecast.
    pub value: f64,
    /// The lower end of its 80 % range.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// How an actual value lies to its baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// Within the range.
    Inside,
    /// Beyond it, on the better side.
    Better,
    /// Beyond it, on the worse side.
    Worse,
}

impl Against {
    /// `inside`, `better`, `worse`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Better => "better",
            Self::Worse => "worse",
        }
    }
}

/// A period with an actual value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// Which period: its place after the freeze, from 0.
    pub period: usize,
    /// The way from the forecast to the actual value; positive is better.
    pub turn: f64,
    /// How that compares with the range.
    pub against: Against,
}

/// Has the curve turned?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    /// No value since the freeze.
    NoData,
    /// The latest value is within the range.
    OnBaseline,
    /// The latest value is better than the range, the one before was not.
    Turning,
    /// At least the latest two are better than the range.
    Turned,
    /// The latest value is worse than the range.
    Slipping,
}

impl Curve {
    /// `no data since`, `on baseline`, `turning`, `turned`, `slipping`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoData => "no data since",
            Self::OnBaseline => "on baseline",
            Self::Turning => "turning",
            Self::Turned => "turned",
            Self::Slipping => "slipping",
        }
    }

    /// The state that these turns, in order of time, lead to.
    pub fn of(turns: &[Turn]) -> Self {
        let better = turns.iter().rev().take_while(|turn| turn.against == Against::Better).count();
        match turns.last().map(|turn| turn.against) {
            None => Self::NoData,
            Some(Against::Inside) => Self::OnBaseline,
            Some(Against::Worse) => Self::Slipping,
            Some(Against::Better) if better >= 2 => Self::Turned,
            Some(Against::Better) => Self::Turning,
        }
    }
}

/// Compares what came with a frozen baseline, period by period; a missing value is passed over. `None` where
/// neither direction is better: such a measure has no curve to turn.
///
/// ```
/// use signals::{Better, Curve, Expected, turns};
///
/// let line = signals::Line::of(&[44.0, 45.0, 45.5, 46.5, 47.0]).unwrap();
/// let frozen = [5.0, 6.0, 7.0].map(|x| {
///     let (value, low, high) = line.predict(x, 0.8);
///     Expected { value, low, high }
/// });
/// let turns = turns(&frozen, &[Some(48.0), Some(50.2), Some(52.6)], Better::Up).unwrap();
/// assert_eq!(Curve::of(&turns), Curve::Turned);
/// ```
pub fn turns(baseline: &[Expected], actual: &[Option<f64>], better: Better) -> Option<Vec<Turn>> {
    let polarity = match better {
        Better::Up => 1.0,
        Better::Down => -1.0,
        Better::Band => return None,
    };
    let known = baseline.iter().zip(actual).enumerate();
    let known = known.filter_map(|(period, (expected, actual))| Some((period, expected, (*actual)?)));
    let turns = known.map(|(period, expected, actual)| {
        let turn = (actual - expected.value) * polarity;
        let against = match () {
            () if (expected.low..=expected.high).contains(&actual) => Against::Inside,
            () if turn > 0.0 => Against::Better,
            () => Against::Worse,
        };
        Turn { period, turn, against }
    });
    Some(turns.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline() -> [Expected; 3] {
        let line = crate::Line::of(&[44.0, 45.0, 45.5, 46.5, 47.0]).unwrap();
        [5.0, 6.0, 7.0].map(|x| line.predict(x, 0.8)).map(|(value, low, high)| Expected { value, low, high })
    }

    fn curve(actual: &[Option<f64>]) -> Curve {
        Curve::of(&turns(&baseline(), actual, Better::Up).unwrap())
    }

    #[test]
    fn the_worked_example() {
        let turns = turns(&baseline(), &[Some(48.0), Some(50.2), Some(52.6)], Better::Up).unwrap();
        let drawn: Vec<_> = turns.iter().map(|turn| (format!("{:+.2}", turn.turn), turn.against)).collect();
        let expected = [("+0.15", Against::Inside), ("+1.60", Against::Better), ("+3.25", Against::Better)];
        assert_eq!(drawn, expected.map(|(turn, against)| (turn.to_owned(), against)));
        assert_eq!(Curve::of(&turns), Curve::Turned);
    }

    #[test]
    fn each_state_has_its_case() {
        assert_eq!(curve(&[]), Curve::NoData);
        assert_eq!(curve(&[None, None]), Curve::NoData);
        assert_eq!(curve(&[Some(48.0)]), Curve::OnBaseline);
        assert_eq!(curve(&[Some(50.0)]), Curve::Turning);
        assert_eq!(curve(&[Some(50.0), None, Some(52.6)]), Curve::Turned);
        assert_eq!(curve(&[Some(50.0), Some(48.6), Some(52.6)]), Curve::Turning);
        assert_eq!(curve(&[Some(50.0), Some(51.0), Some(40.0)]), Curve::Slipping);
    }

    #[test]
    fn less_can_be_better_and_neither_has_no_curve() {
        let fewer = turns(&baseline(), &[Some(40.0)], Better::Down).unwrap();
        assert_eq!((fewer[0].against, Curve::of(&fewer)), (Against::Better, Curve::Turning));
        assert_eq!(turns(&baseline(), &[Some(40.0)], Better::Band), None);
    }
}
