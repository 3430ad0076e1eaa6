//! A series as a file holds it: dates and values.

use jiff::civil::Date;

use crate::forecast::Tempo;
use crate::period::{Cadence, Grain, Period};
use crate::sheet::{Flaw, Sheet};

/// Periods and their values, in order of time, no period twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The periods that have a value.
    pub periods: Vec<Period>,
    /// Their values.
    pub values: Vec<f64>,
    /// The periods of the file without a value.
    pub missing: Vec<Period>,
    cadence: Option<Cadence>,
}

impl Series {
    /// Reads a sheet with the columns `date` (or `x`, `period`) and `value` (or `y`), in any order of time.
    ///
    /// ```
    /// let series = signals::Series::read("date,value\n2024-02-01,5\n2024-01-01,4\n2024-03-01,NA\n").unwrap();
    /// assert_eq!((series.values.as_slice(), series.missing.len()), ([4.0, 5.0].as_slice(), 1));
    /// assert_eq!(series.ahead(1).unwrap().to_string(), "2024-03-01");
    /// ```
    pub fn read(text: &str) -> Result<Self, Flaw> {
        let sheet = Sheet::read(text)?;
        let (date, value) = (sheet.column(&["date", "x", "period"])?, sheet.column(&["value", "y"])?);
        let mut points = Vec::with_capacity(sheet.rows().len());
        for row in sheet.rows() {
            points.push((row.period(date)?, row.number(value)?, row.line));
        }
        points.sort_by_key(|(period, _, line)| (*period, *line));
        for pair in points.windows(2) {
            let [(before, _, first), (after, _, second)] = [pair[0], pair[1]];
            if before == after {
                return Err(Flaw::new(second, format!("{after} stands in line {first}, too")));
            }
        }
        if let Some((first, _, beside)) = points.first().copied()
            && let Some((other, _, line)) = points.iter().find(|(period, ..)| period.grain() != first.grain())
        {
            let reason = format!("{other} is of another length than {first} in line {beside}");
            return Err(Flaw::new(*line, reason));
        }
        let (known, missing): (Vec<_>, Vec<_>) =
            points.into_iter().partition(|(_, value, _)| value.is_some());
        let periods: Vec<Period> = known.iter().map(|(period, ..)| *period).collect();
        Ok(Self {
            cadence: Cadence::of(&starts(&periods)),
            periods,
            values: known.into_iter().filter_map(|(_, value, _)| value).collect(),
            missing: missing.into_iter().map(|(period, ..)| period).collect(),
        })
    }

    /// How often values come, for a forecast.
    pub fn tempo(&self) -> Tempo {
        self.cadence.map_or(Tempo::Yearly, Cadence::tempo)
    }

    /// The period so many steps after the last; `None` if one value alone tells no step.
    pub fn ahead(&self, steps: usize) -> Option<Period> {
        let last = self.periods.last()?;
        match last.grain() {
            Grain::Day => {
                let day = self.cadence?.after(&starts(&self.periods), i32::try_from(steps).ok()?)?;
                Grain::Day.around(day)
            }
            _ => (0..steps).try_fold(*last, |period, _| period.next()),
        }
    }

    /// Neighbours between which at least one step has no value.
    pub fn gaps(&self) -> Vec<(Period, Period)> {
        let pairs = self.periods.windows(2).map(|pair| (pair[0], pair[1]));
        let Some(cadence) = self.cadence else { return Vec::new() };
        pairs.filter(|(from, to)| cadence.steps(from.start(), to.start()) > 1).collect()
    }

    /// How many steps lie between the values at two places, those without a value counted as well.
    pub fn steps(&self, from: usize, to: usize) -> usize {
        let days = (self.periods[from].start(), self.periods[to].start());
        let steps = self.cadence.map_or(0, |cadence| cadence.steps(days.0, days.1));
        usize::try_from(steps).unwrap_or(0)
    }

    /// The place at which a phase begins that was decided to begin with this period; `None` if it has no
    /// value.
    pub fn place(&self, period: &Period) -> Option<usize> {
        self.periods.iter().position(|other| other == period)
    }
}

fn starts(periods: &[Period]) -> Vec<Date> {
    periods.iter().map(Period::start).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_file_is_read_in_any_order_and_notation() {
        let quarters = Series::read("Period;Value\n2024Q2;6\n2024-Q1;5\n2024-Q4;8\n").unwrap();
        assert_eq!(quarters.values, [5.0, 6.0, 8.0]);
        assert_eq!((quarters.tempo(), quarters.gaps().len()), (Tempo::Quarterly, 1));
        assert_eq!(quarters.ahead(2).unwrap().to_string(), "2025-Q2");
        assert_eq!((quarters.steps(0, 1), quarters.steps(1, 2)), (1, 2));
        let alone = Series::read("x,y\n2024-01-01,5\n").unwrap();
        assert_eq!((alone.ahead(1), alone.gaps()), (None, Vec::new()));
    }

    #[test]
    fn what_contradicts_itself_is_refused_with_its_line() {
        for (text, says) in [
            ("date,value\n2024-01-01,5\n20240101,6\n", "line 3: 2024-01-01 stands in line 2, too"),
            (
                "date,value\n2024-01-01,5\n2024-Q2,6\n",
                "line 3: 2024-Q2 is of another length than 2024-01-01 in line 2",
            ),
            ("date,value\nsoon,5\n", "line 2: “soon” is no period"),
            ("date,value\n2024,five\n", "line 2: “five” is no number"),
            ("date\n2024\n", "line 1: there is no column “value” or “y”, only date"),
        ] {
            let flaw = Series::read(text).unwrap_err().to_string();
            assert!(flaw.starts_with(says), "{flaw}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_series_or_a_flaw(text in "(date,value\n)?([0-9]{4}(-[0-9]{2}){0,2}|[,;\nQW.-]|[0-9]{1,3}|\\PC){0,40}") {
            if let Ok(series) = Series::read(&text) {
                prop_assert_eq!(series.periods.len(), series.values.len());
                prop_assert!(series.periods.is_sorted());
                prop_assert!(series.gaps().len() < series.periods.len().max(1));
                prop_assert!(series.ahead(3).is_none_or(|ahead| series.periods.iter().all(|period| *period < ahead)));
            }
        }
    }
}
