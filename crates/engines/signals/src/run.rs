//! The run chart: a median instead of limits, for series that are too short or too odd for them.

/// Fewer points than this are too few for a verdict.
const FEWEST: usize = 10;

/// How the points of a series fall about a median.
///
/// Thresholds: a shift is a run longer than `log2(n) + 3`, rounded; crossings are too few below the lower 5 %
/// point of a binomial with `n - 1` trials (Anhøj and Olesen, *Run charts revisited*, PLOS ONE 2014). Five
/// points in a row that rise or fall are no signal: they come by chance too often.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RunChart {
    /// The median.
    pub median: f64,
    /// Points of the series.
    pub points: usize,
    /// Points that are not on the median; only these count.
    pub useful: usize,
    /// The longest run of useful points on one side.
    pub longest: usize,
    /// The longest run that is still no signal.
    pub longest_usual: usize,
    /// The run at the end.
    pub last: usize,
    /// How often the useful points cross the median.
    pub crossings: usize,
    /// The fewest crossings that are still no signal.
    pub crossings_usual: usize,
}

impl RunChart {
    /// Reads values in order of time. The median is that of the series, or `median`, if it was frozen
    /// earlier. `None` for an empty series.
    ///
    /// ```
    /// let values = [38, 36, 40, 35, 37, 39, 34, 30, 29, 28, 27, 28, 26, 25].map(f64::from);
    /// let run = signals::RunChart::of(&values, None).unwrap();
    /// assert_eq!((run.median, run.longest, run.crossings), (32.0, 7, 1));
    /// assert!(!run.shifted() && run.crosses_too_rarely());
    /// ```
    pub fn of(values: &[f64], median: Option<f64>) -> Option<Self> {
        let median = median.or_else(|| crate::trend::median(&mut values.to_vec()))?;
        let above: Vec<bool> =
            values.iter().filter(|value| **value != median).map(|value| *value > median).collect();
        let runs: Vec<usize> = above.chunk_by(|a, b| a == b).map(<[bool]>::len).collect();
        let useful = above.len();
        Some(Self {
            median,
            points: values.len(),
            useful,
            longest: runs.iter().copied().max().unwrap_or(0),
            longest_usual: longest_usual(useful),
            last: runs.last().copied().unwrap_or(0),
            crossings: runs.len().saturating_sub(1),
            crossings_usual: crossings_usual(useful),
        })
    }

    /// At least ten points: there is a verdict.
    pub fn judged(&self) -> bool {
        self.points >= FEWEST
    }

    /// A run is longer than chance makes it.
    pub fn shifted(&self) -> bool {
        self.judged() && self.longest > self.longest_usual
    }

    /// The points cross the median more rarely than chance makes them.
    pub fn crosses_too_rarely(&self) -> bool {
        self.judged() && self.crossings < self.crossings_usual
    }

    /// The simple rule, for those who prefer it: six in a row on one side.
    pub fn six_in_a_row(&self) -> bool {
        self.judged() && self.longest >= 6
    }
}

fn longest_usual(useful: usize) -> usize {
    if useful == 0 { 0 } else { ((useful as f64).log2() + 3.0).round() as usize }
}

/// The smallest number of crossings that is reached with a probability of at least 5 %.
fn crossings_usual(useful: usize) -> usize {
    let trials = useful.saturating_sub(1);
    // In logarithms, because half to the power of a thousand is nothing.
    let mut log = -(trials as f64) * std::f64::consts::LN_2;
    let (mut crossings, mut cumulated) = (0, log.exp());
    while cumulated < 0.05 {
        log += ((trials - crossings) as f64 / (crossings + 1) as f64).ln();
        crossings += 1;
        cumulated += log.exp();
    }
    crossings
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WAITING: [f64; 14] =
        [38.0, 36.0, 40.0, 35.0, 37.0, 39.0, 34.0, 30.0, 29.0, 28.0, 27.0, 28.0, 26.0, 25.0];

    #[test]
    fn the_worked_example_against_a_frozen_median() {
        let run = RunChart::of(&WAITING, None).unwrap();
        assert_eq!((run.useful, run.longest_usual, run.crossings_usual), (14, 7, 4));
        let frozen = RunChart::of(&WAITING, Some(37.0)).unwrap();
        assert_eq!((frozen.useful, frozen.last), (13, 8));
        assert!(frozen.shifted());
    }

    /// Crossings as the binomial quantile of `scipy` 1.17.1 gives them.
    #[test]
    fn thresholds_follow_the_length() {
        for (useful, longest, crossings) in
            [(10, 6, 2), (12, 7, 3), (15, 7, 4), (20, 7, 6), (24, 8, 8), (30, 8, 10), (60, 9, 23)]
        {
            assert_eq!((longest_usual(useful), crossings_usual(useful)), (longest, crossings), "{useful}");
        }
        assert!(crossings_usual(3000) > 1400);
    }

    #[test]
    fn nothing_and_constants_say_nothing() {
        assert_eq!(RunChart::of(&[], None), None);
        let flat = RunChart::of(&[5.0; 20], None).unwrap();
        assert_eq!(
            (flat.useful, flat.longest, flat.shifted(), flat.crosses_too_rarely()),
            (0, 0, false, false)
        );
    }

    proptest! {
        #[test]
        fn a_mirrored_or_reversed_series_reads_alike(values in prop::collection::vec(-20..20_i32, 1..50)) {
            let series: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
            let run = RunChart::of(&series, None).unwrap();
            let mirrored = RunChart::of(&series.iter().map(|v| -v).collect::<Vec<_>>(), None).unwrap();
            let reversed = RunChart::of(&series.iter().rev().copied().collect::<Vec<_>>(), None).unwrap();
            prop_assert_eq!((run.longest, run.crossings), (mirrored.longest, mirrored.crossings));
            prop_assert_eq!((run.longest, run.crossings), (reversed.longest, reversed.crossings));
        }
    }
}
