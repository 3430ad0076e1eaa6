//! How far apart the days of a series lie.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use crate::forecast::Tempo;

/// The step from one day of a series to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cadence {
    /// So many months: the same day of each, or the last of each.
    Months(i32),
    /// So many days.
    Days(i32),
}

impl Cadence {
    /// The most frequent step between neighbours; of equally frequent ones the shortest. `None` for fewer
    /// than two days, or if they do not grow.
    pub fn of(days: &[Date]) -> Option<Self> {
        if days.len() < 2 || days.windows(2).any(|pair| pair[0] >= pair[1]) {
            return None;
        }
        let anchor = days.iter().map(|day| day.day()).max()?;
        let monthly = days.iter().all(|day| day.day() == anchor.min(day.days_in_month()));
        let step = |pair: &[Date]| {
            if monthly { months(pair[0], pair[1]) } else { super::days_between(pair[0], pair[1]) }
        };
        let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
        for pair in days.windows(2) {
            *counts.entry(step(pair)).or_default() += 1;
        }
        let (&step, _) = counts.iter().rev().max_by_key(|(_, count)| **count)?;
        Some(if monthly { Self::Months(step) } else { Self::Days(step) })
    }

    /// The day so many steps after the last of a series; the end of a month stays the end.
    pub fn after(self, days: &[Date], steps: i32) -> Option<Date> {
        let last = *days.last()?;
        match self {
            Self::Days(step) => last.checked_add(Span::new().try_days(step.checked_mul(steps)?).ok()?).ok(),
            Self::Months(step) => {
                let anchor = days.iter().map(|day| day.day()).max()?;
                let month = last
                    .first_of_month()
                    .checked_add(Span::new().try_months(step.checked_mul(steps)?).ok()?)
                    .ok()?;
                month.with().day(anchor.min(month.days_in_month())).build().ok()
            }
        }
    }

    /// How many steps lie between two days, rounded.
    pub fn steps(self, from: Date, to: Date) -> i32 {
        match self {
            Self::Months(step) => (f64::from(months(from, to)) / f64::from(step)).round() as i32,
            Self::Days(step) => (f64::from(super::days_between(from, to)) / f64::from(step)).round() as i32,
        }
    }

    /// What that means for a forecast.
    pub fn tempo(self) -> Tempo {
        let days = match self {
            Self::Months(step) => step.saturating_mul(30),
            Self::Days(step) => step,
        };
        match days {
            ..=62 => Tempo::Monthly,
            63..=186 => Tempo::Quarterly,
            _ => Tempo::Yearly,
        }
    }
}

fn months(from: Date, to: Date) -> i32 {
    super::block(to, 1, 0) - super::block(from, 1, 0)
}
