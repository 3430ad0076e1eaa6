//! Small charts of the same kind beside each other, all on one scale, so that their heights can be compared.

use maud::{Markup, html};

use super::plot::{path, point};
use super::{Unit, at, from_to};
use crate::look::Standing;
use crate::text::Say;

const WIDTH: f64 = 176.0;
const HEIGHT: f64 = 88.0;
const PAD: f64 = 6.0;

/// The scale that all small charts of one set share.
#[derive(Clone, Debug)]
pub struct Shared {
    /// What is counted.
    pub unit: Unit,
    /// The lowest value of all.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// The whole that each is drawn before, period by period.
    pub whole: Vec<Option<f64>>,
}

impl Shared {
    /// The scale on which all of these can be drawn, with the whole.
    pub fn of(unit: Unit, whole: Vec<Option<f64>>, all: impl IntoIterator<Item = Option<f64>>) -> Self {
        let known: Vec<f64> = all.into_iter().chain(whole.iter().copied()).flatten().collect();
        let low = known.iter().copied().fold(f64::INFINITY, f64::min);
        let high = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (low, high) = if low < high { (low, high) } else { (low - 0.5, low + 0.5) };
        Self { unit, low, high, whole }
    }

    fn y(&self, value: f64) -> f64 {
        HEIGHT - PAD - (value - self.low) / (self.high - self.low) * (HEIGHT - 2.0 * PAD)
    }

    fn places(&self, values: &[Option<f64>]) -> Vec<Option<(f64, f64)>> {
        let apart = (WIDTH - 2.0 * PAD) / (values.len().max(2) - 1) as f64;
        let place = |(index, value): (usize, &Option<f64>)| {
            value.map(|value| (PAD + index as f64 * apart, self.y(value)))
        };
        values.iter().enumerate().map(place).collect()
    }

    /// One of them: its own line before that of the whole, with a sign where a value is hidden. Its numbers must
    /// stand beside it.
    pub fn draw(&self, say: &Say, values: &[Option<f64>], hidden: &[bool], standing: Standing) -> Markup {
        let places = self.places(values);
        let apart = (WIDTH - 2.0 * PAD) / (values.len().max(2) - 1) as f64;
        html! {
            svg.small-chart viewBox={ "0 0 " (at(WIDTH)) " " (at(HEIGHT)) } width=(at(WIDTH)) height=(at(HEIGHT))
                role="img" aria-label=(from_to(say, &self.unit, values)) {
                line class="axis base" x1="0" x2=(at(WIDTH)) y1=(at(HEIGHT - 1.0)) y2=(at(HEIGHT - 1.0)) {}
                path class="whole" d=(path(&self.places(&self.whole))) {}
                path class="run" d=(path(&places)) {}
                @if let Some((x, y)) = places.iter().rev().flatten().next() { (point(standing, *x, *y, 4.0)) }
                @for (index, _) in hidden.iter().enumerate().filter(|(_, hidden)| **hidden) {
                    text class="hidden" x=(at(PAD + index as f64 * apart)) y=(at(HEIGHT - 6.0)) text-anchor="middle" { "‡" }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_a_set_share_one_scale() {
        let shared = Shared::of(Unit::Number(0), vec![Some(5.0), None], [Some(1.0), Some(9.0), None]);
        assert_eq!((shared.low, shared.high), (1.0, 9.0));
        assert!(shared.y(9.0) < shared.y(5.0) && shared.y(5.0) < shared.y(1.0));
        assert_eq!(shared.places(&[Some(1.0), None])[1], None, "what is missing is a gap");
    }

    #[test]
    fn one_value_still_has_a_scale() {
        let shared = Shared::of(Unit::Number(0), Vec::new(), [Some(3.0)]);
        assert!(shared.low < 3.0 && shared.high > 3.0);
    }
}
