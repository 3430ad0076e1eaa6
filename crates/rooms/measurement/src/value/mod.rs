//! Pooled values: what all partners' accepted numbers say together, and what the series says now. All
//! statistics come from the engine `signals`.

pub(crate) mod store;

use jiff::Timestamp;
use signals::{Chart, Coverage, Pooled, Reading, Side, Variation};
use web::look::Standing;

use crate::edition::store::PublishedValue;
use crate::measure::{Measure, MeasureId};

/// One period of a measure: the sums over accepted submissions, and how many of how many reported.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    pub(crate) measure: MeasureId,
    pub(crate) period: String,
    pub(crate) label: String,
    pub(crate) locked: bool,
    pub(crate) expected: i64,
    pub(crate) reported: i64,
    numerator: Option<f64>,
    denominator: Option<f64>,
    /// The range of a survey's value, and how good it is, from 1 to 3.
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) quality: Option<i64>,
    /// Whether it is not shown so that nobody is: its sums are not here then.
    pub(crate) hidden: bool,
    pub(crate) updated: Option<Timestamp>,
}

impl Value {
    /// The sums; `None` while nobody has accepted a number (missing is never zero), where numbers of this kind cannot
    /// be added, and where it is hidden.
    pub(crate) fn pooled(&self) -> Option<Pooled> {
        Some(Pooled { numerator: self.numerator?, denominator: self.denominator? }).filter(|_| !self.hidden)
    }

    /// Whether numbers were reported and are not added because their kind does not allow it.
    pub(crate) fn apart(&self) -> bool {
        self.reported > 0 && self.numerator.is_none() && !self.hidden
    }

    /// The same without its numbers.
    pub(crate) fn hide(self) -> Self {
        Self {
            hidden: true,
            numerator: None,
            denominator: None,
            low: None,
            high: None,
            quality: None,
            ..self
        }
    }

    /// The same with these sums in the place of its own.
    pub(crate) fn with_sums(self, sums: Option<Pooled>) -> Self {
        let numerator = sums.map(|sums| sums.numerator);
        Self { numerator, denominator: sums.map(|sums| sums.denominator), ..self }
    }

    /// The same period as one partner tells it.
    pub(crate) fn of_partner(&self, sums: Option<Pooled>) -> Self {
        let alone = Self {
            expected: 1,
            reported: i64::from(sums.is_some()),
            low: None,
            high: None,
            quality: None,
            hidden: false,
            ..self.clone()
        };
        alone.with_sums(sums)
    }

    /// How many of those who owe it reported.
    pub(crate) fn coverage(&self) -> Coverage {
        Coverage { reported: self.reported.max(0) as usize, expected: self.expected.max(0) as usize }
    }

    /// Whether too few reported to speak for the whole: it is shown, and never read for signals.
    pub(crate) fn partial(&self) -> bool {
        self.coverage().partial(Coverage::FLOOR)
    }
}

/// A number as an edition shows it.
impl From<PublishedValue> for Value {
    fn from(shown: PublishedValue) -> Self {
        Self {
            measure: shown.measure,
            period: shown.period,
            label: shown.label,
            locked: true,
            expected: shown.expected,
            reported: shown.reported,
            numerator: shown.numerator,
            denominator: shown.denominator,
            low: shown.low,
            high: shown.high,
            quality: shown.quality,
            hidden: !shown.reason.is_empty(),
            updated: shown.updated,
        }
    }
}

/// A category's values with one for each period: nothing was expected of it where it has none.
pub(crate) fn in_every(periods: &[Value], known: Vec<Value>) -> Vec<Value> {
    let mut known = known.into_iter().peekable();
    let of = |period: &Value| {
        let there = known.next_if(|value| value.period == period.period);
        there.unwrap_or_else(|| {
            let nothing = Value { expected: 0, reported: 0, updated: None, ..period.clone() };
            Value { low: None, high: None, quality: None, ..nothing.with_sums(None) }
        })
    };
    periods.iter().map(of).collect()
}

/// What the latest value says beside those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// Too few values to tell a signal from what happens anyway.
    TooFew,
    /// No clear change.
    Common,
    /// A signal in the better direction.
    Improving,
    /// A signal in the worse direction.
    Worsening,
}

impl Signal {
    /// Its text's key is `signal-` and this.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::Common => "common",
            Self::Improving => "improving",
            Self::Worsening => "worsening",
        }
    }

    /// How it is drawn.
    pub(crate) fn standing(self) -> Standing {
        match self {
            Self::TooFew => Standing::Missing,
            Self::Common => Standing::Plain,
            Self::Improving => Standing::Better,
            Self::Worsening => Standing::Worse,
        }
    }

    fn of(variation: Variation) -> Self {
        match variation {
            Variation::Common | Variation::Unusual(_) => Self::Common,
            Variation::Improving(_) => Self::Improving,
            Variation::Concerning(_) => Self::Worsening,
        }
    }
}

/// How the latest value stands among all before it that can be compared with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rank {
    /// Higher than each of so many.
    Highest(usize),
    /// Lower than each of so many.
    Lowest(usize),
    /// In between, or nothing to compare with.
    Between,
}

/// A measure's values, read.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    /// Every period that was opened, in order of time.
    pub(crate) values: Vec<Value>,
    /// What charts draw for each of them.
    pub(crate) drawn: Vec<Option<f64>>,
    /// The places in `values` of those that are complete enough to be read.
    pub(crate) read: Vec<usize>,
    /// What `signals` makes of those.
    pub(crate) chart: Chart,
    /// The place in `read` from which on values can be compared: a definition that broke the series began there.
    comparable: usize,
}

impl Series {
    /// Reads `values`, which stand in order of time. Limits start afresh where a version breaks the series, and where
    /// people decided so.
    pub(crate) fn of(measure: &Measure, values: Vec<Value>) -> Self {
        let version = measure.in_force();
        let drawn = |value: &Value| measure.on_footing(&value.period, value.pooled()?);
        let drawn: Vec<Option<f64>> = values.iter().map(drawn).collect();
        let whole = |at: &usize| drawn[*at].is_some() && !values[*at].partial();
        let read: Vec<usize> = (0..values.len()).filter(whole).collect();
        let begins = |period: &str| read.iter().position(|at| values[*at].period.as_str() >= period);
        let reading = Reading {
            phases: measure.phases().filter_map(begins).collect(),
            ..Reading::new(version.better())
        };
        let comparable = measure.breaks().filter_map(begins).max().unwrap_or(0);
        let chart = signals::chart(&read.iter().filter_map(|at| drawn[*at]).collect::<Vec<_>>(), &reading);
        Self { values, drawn, read, chart, comparable }
    }

    /// The latest value that is known, partial or not, and its place.
    pub(crate) fn latest(&self) -> Option<(usize, &Value, f64)> {
        self.drawn.iter().enumerate().rev().find_map(|(at, drawn)| Some((at, &self.values[at], (*drawn)?)))
    }

    /// What is said first: the latest value that is whole; a partial one only while there is no other.
    pub(crate) fn headline(&self) -> Option<(usize, &Value, f64)> {
        let whole = self.read.last().and_then(|at| Some((*at, &self.values[*at], self.drawn[*at]?)));
        whole.or_else(|| self.latest())
    }

    /// What the series says now.
    pub(crate) fn signal(&self) -> Signal {
        self.chart.variation().map_or(Signal::TooFew, Signal::of)
    }

    /// Whether the limits that are drawn last are still trial limits.
    pub(crate) fn on_trial(&self) -> bool {
        self.chart.phases.last().is_some_and(|phase| phase.judged() && phase.on_trial())
    }

    /// Which way the latest signal goes; `None` without one.
    pub(crate) fn side(&self) -> Option<Side> {
        match self.chart.variation()? {
            Variation::Improving(side) | Variation::Concerning(side) | Variation::Unusual(side) => Some(side),
            Variation::Common => None,
        }
    }

    /// How each period is drawn: signals by their direction, all others plain.
    pub(crate) fn standing(&self, at: usize) -> Standing {
        let Some(place) = self.read.iter().position(|read| *read == at) else { return Standing::Plain };
        match Signal::of(self.chart.points[place].variation) {
            Signal::Common => Standing::Plain,
            signal => signal.standing(),
        }
    }

    /// Those that are read and can be compared with the latest: places in `values`, since a break in the series.
    pub(crate) fn comparable(&self) -> &[usize] {
        &self.read[self.comparable..]
    }

    /// The place in `values` and the value of each that is read in the present phase.
    pub(crate) fn phase(&self) -> Vec<(usize, f64)> {
        let start = self.chart.phases.last().map_or(0, |phase| phase.start);
        self.read[start..].iter().filter_map(|at| Some((*at, self.drawn[*at]?))).collect()
    }

    /// The value of a period, if it is whole enough to be read.
    pub(crate) fn whole(&self, period: &str) -> Option<f64> {
        let at = self.read.iter().find(|at| self.values[**at].period == period)?;
        self.drawn[*at]
    }

    /// How the latest whole value stands among those before it.
    pub(crate) fn rank(&self) -> Rank {
        let values: Vec<f64> = self.comparable().iter().filter_map(|at| self.drawn[*at]).collect();
        let Some((latest, before)) = values.split_last() else { return Rank::Between };
        match before {
            [] => Rank::Between,
            before if before.iter().all(|value| latest < value) => Rank::Lowest(before.len()),
            before if before.iter().all(|value| latest > value) => Rank::Highest(before.len()),
            _ => Rank::Between,
        }
    }

    /// Since which period it has only risen or only fallen, if for at least two steps.
    pub(crate) fn run(&self) -> Option<(Side, &Value)> {
        let steps: Vec<(f64, usize)> =
            self.comparable().iter().filter_map(|at| Some((self.drawn[*at]?, *at))).collect();
        let side = |pair: &[(f64, usize)]| match pair[1].0 - pair[0].0 {
            step if step > 0.0 => Some(Side::High),
            step if step < 0.0 => Some(Side::Low),
            _ => None,
        };
        let last = steps.windows(2).next_back().and_then(side)?;
        let run = steps.windows(2).rev().take_while(|pair| side(pair) == Some(last)).count();
        (run >= 2).then(|| (last, &self.values[steps[steps.len() - 1 - run].1]))
    }
}

#[cfg(test)]
#[path = "tests.rs"]
pub(crate) mod tests;
