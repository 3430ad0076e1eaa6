//! What lies ahead of a measure: what was expected if nothing changes, and the way to a target.

use maud::{Markup, html};

use super::at;
use super::line::LineChart;
use super::plot::{Plot, path};

/// What is expected of one period.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Index of the period.
    pub at: usize,
    /// The lower end of its range.
    pub low: f64,
    /// What is likely.
    pub likely: f64,
    /// The upper end.
    pub high: f64,
}

/// A forecast, opening like a fan from the value it was made at.
#[derive(Clone, Debug)]
pub struct Fan {
    /// Whether it was frozen: one that was not is drawn in outline.
    pub frozen: bool,
    /// Index and value of the period it was made at.
    pub from: (usize, f64),
    /// Its steps, in order of time.
    pub steps: Vec<Step>,
}

impl Fan {
    /// What it says of a period.
    pub(super) fn of(&self, at: usize) -> Option<&Step> {
        self.steps.iter().find(|step| step.at == at)
    }

    /// Every value it draws.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> {
        self.steps.iter().flat_map(|step| [step.low, step.high])
    }

    /// The ground of its range, and the line of what is likely.
    pub(super) fn draw(&self, plot: &Plot, chart: &LineChart) -> Markup {
        let spot = |at: usize, value: f64| (plot.x(chart, at), plot.y(value));
        let begin = spot(self.from.0, self.from.1);
        let line = |of: fn(&Step) -> f64| self.steps.iter().map(move |step| spot(step.at, of(step)));
        let upper: Vec<(f64, f64)> = [begin].into_iter().chain(line(|step| step.high)).collect();
        let lower: Vec<(f64, f64)> = [begin].into_iter().chain(line(|step| step.low)).collect();
        let likely: Vec<Option<(f64, f64)>> =
            [begin].into_iter().chain(line(|step| step.likely)).map(Some).collect();
        let ground = upper.iter().chain(lower.iter().rev());
        let ground: Vec<String> = ground.map(|(x, y)| format!("{},{}", at(*x), at(*y))).collect();
        html! {
            g.fan.frozen[self.frozen] {
                polygon class="ground" points=(ground.join(" ")) {}
                path class="likely" d=(path(&likely)) {}
            }
        }
    }
}

/// The way to a target: dots from one period to the next, and a ring where it shall arrive.
pub(super) fn way(plot: &Plot, chart: &LineChart, steps: &[(usize, f64)]) -> Markup {
    let spots: Vec<Option<(f64, f64)>> =
        steps.iter().map(|(at, value)| Some((plot.x(chart, *at), plot.y(*value)))).collect();
    html! {
        path class="target" d=(path(&spots)) {}
        @if let Some(Some((x, y))) = spots.last() { circle class="aim" cx=(at(*x)) cy=(at(*y)) r="5.5" {} }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fan_knows_its_periods_and_its_reach() {
        let step = |at, likely| Step { at, low: likely - 1.0, likely, high: likely + 1.0 };
        let fan = Fan { frozen: true, from: (3, 4.0), steps: vec![step(4, 5.0), step(5, 6.0)] };
        assert_eq!(fan.of(5).map(|step| step.likely), Some(6.0));
        assert!(fan.of(3).is_none());
        assert_eq!(fan.values().fold(0.0, f64::max), 7.0);
    }
}
