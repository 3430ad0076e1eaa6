//! From values to places: ticks people can read, and labels that do not cover each other.

/// A range of values with its ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The lowest value drawn.
    pub low: f64,
    /// The highest value drawn.
    pub high: f64,
    /// The distance of two ticks.
    pub step: f64,
}

impl Scale {
    /// A range that holds `low..=high`, ends on ticks and has about `wanted` of them; steps are 1, 2 or 5 times
    /// a power of ten. A range without extent gets one around it.
    pub fn nice(low: f64, high: f64, wanted: usize) -> Self {
        let (low, high) = if (high - low).abs() < f64::EPSILON {
            let around = if low == 0.0 { 1.0 } else { low.abs() * 0.5 };
            (if low >= 0.0 { (low - around).max(0.0) } else { low - around }, high + around)
        } else {
            (low.min(high), low.max(high))
        };
        let rough = (high - low) / wanted.max(1) as f64;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|m| m * power)
            .find(|step| *step >= rough * 0.999)
            .unwrap_or(rough);
        Self { low: (low / step + 1e-9).floor() * step, high: (high / step - 1e-9).ceil() * step, step }
    }

    /// The same with no finer steps than this: between two whole things stands no tick.
    pub fn no_finer(self, step: f64) -> Self {
        if self.step >= step * 0.999 {
            return self;
        }
        let (low, high) = ((self.low / step + 1e-9).floor() * step, (self.high / step - 1e-9).ceil() * step);
        Self { low, high: high.max(low + step), step }
    }

    /// The values at which ticks stand, lowest first.
    pub fn ticks(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.step).round() as usize;
        let first = (self.low / self.step).round();
        (0..=count).map(|at| (first + at as f64) * self.step).collect()
    }

    /// Where a value lies between `from` (the lowest) and `to` (the highest).
    pub fn place(&self, value: f64, from: f64, to: f64) -> f64 {
        from + (value - self.low) / (self.high - self.low) * (to - from)
    }
}

/// How many digits after the point a tick needs so that two of them differ.
pub fn digits(step: f64) -> usize {
    (0..6)
        .find(|digits| {
            let scaled = step * 10_f64.powi(*digits);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1.0)
        })
        .unwrap_or(6) as usize
}

/// Moves labels apart along one axis so that each two are at least `gap` from each other, all within
/// `low..=high` where there is room, as near to their own places as a single pass from each end allows. The
/// order of the answer is the order given.
pub fn spread(places: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|a, b| places[*a].total_cmp(&places[*b]));
    let mut moved: Vec<f64> = places.to_vec();
    let mut floor = low;
    for &label in &order {
        moved[label] = moved[label].max(floor);
        floor = moved[label] + gap;
    }
    let mut ceiling = high;
    for &label in order.iter().rev() {
        moved[label] = moved[label].min(ceiling);
        ceiling = moved[label] - gap;
    }
    moved
}

/// Every how many labels one is written, when each needs `width` and there is `room` for all.
pub fn every(labels: usize, width: f64, room: f64) -> usize {
    if labels < 2 {
        return 1;
    }
    let apart = room / (labels - 1) as f64;
    ((width / apart).ceil() as usize).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_the_values() {
        let scale = Scale::nice(3.7, 11.5, 5);
        assert_eq!((scale.low, scale.high, scale.step), (2.0, 12.0, 2.0));
        assert_eq!(scale.ticks(), [2.0, 4.0, 6.0, 8.0, 10.0, 12.0]);
        let shares = Scale::nice(0.034, 0.115, 5);
        assert!((shares.low - 0.02).abs() < 1e-12 && (shares.high - 0.12).abs() < 1e-12, "{shares:?}");
    }

    #[test]
    fn whole_things_have_no_tick_between_them() {
        let things = Scale::nice(0.0, 1.0, 4).no_finer(1.0);
        assert_eq!(things.ticks(), [0.0, 1.0]);
        assert_eq!(Scale::nice(2.2, 2.4, 4).no_finer(1.0).ticks(), [2.0, 3.0]);
        let shares = Scale::nice(0.034, 0.115, 5);
        assert_eq!(shares.clone().no_finer(0.01), shares, "coarse enough already");
    }

    #[test]
    fn a_flat_series_still_has_a_range() {
        let scale = Scale::nice(4.0, 4.0, 4);
        assert!(scale.low < 4.0 && scale.high > 4.0);
        let zero = Scale::nice(0.0, 0.0, 4);
        assert!(zero.low >= 0.0 && zero.high >= 1.0);
    }

    #[test]
    fn negative_values_keep_their_place() {
        let scale = Scale::nice(-12.0, 8.0, 4);
        assert!(scale.ticks().contains(&0.0), "{:?}", scale.ticks());
        assert!((scale.place(scale.low, 300.0, 10.0) - 300.0).abs() < 1e-9);
        assert!((scale.place(scale.high, 300.0, 10.0) - 10.0).abs() < 1e-9);
    }

    #[test]
    fn digits_are_as_few_as_the_step_allows() {
        assert_eq!([digits(2.0), digits(0.5), digits(0.25), digits(0.02)], [0, 1, 2, 2]);
    }

    #[test]
    fn labels_move_apart_and_stay_inside() {
        let moved = spread(&[100.0, 104.0, 20.0], 18.0, 0.0, 110.0);
        assert!((moved[1] - moved[0]).abs() >= 18.0 - 1e-9);
        assert!(moved.iter().all(|y| (0.0..=110.0).contains(y)), "{moved:?}");
        assert!((moved[2] - 20.0).abs() < 1e-9, "a label with room is not moved");
    }

    #[test]
    fn crowded_labels_are_thinned() {
        assert_eq!(every(12, 40.0, 660.0), 1);
        assert_eq!(every(12, 50.0, 270.0), 3);
        assert_eq!(every(1, 50.0, 10.0), 1);
    }
}
