//! Periods, and the longer ones that they are rolled up into.

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;
use signals::{Grain, Period};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Longer {
    Month,
    Quarter,
    HalfYear,
    Year,
    /// From April
    FinancialYear,
    /// From September
    SchoolYear,
}

impl Longer {
    fn grain(self) -> Grain {
        match self {
            Self::Month => Grain::Month,
            Self::Quarter => Grain::Quarter,
            Self::HalfYear => Grain::HalfYear,
            Self::Year => Grain::Year,
            Self::FinancialYear => Grain::YearFrom(4),
            Self::SchoolYear => Grain::YearFrom(9),
        }
    }
}

/// The periods that are shown, and the columns of the values that belong to each.
pub(super) struct Calendar {
    pub(super) longer: Vec<Columned>,
}

pub(super) struct Columned {
    pub(super) period: Period,
    /// For each shorter period in it, the column of its values, if there is one.
    pub(super) columns: Vec<Option<usize>>,
    pub(super) days: Vec<i32>,
}

impl Calendar {
    pub(super) fn of(periods: &[Period], to: Option<Longer>) -> Result<Self> {
        let Some(grain) = to.map(Longer::grain) else {
            let alone = |(column, period): (usize, &Period)| Columned {
                period: *period,
                columns: vec![Some(column)],
                days: vec![period.days()],
            };
            return Ok(Self { longer: periods.iter().enumerate().map(alone).collect() });
        };
        let mut longer: Vec<Columned> = Vec::new();
        for period in periods {
            let around = period.enclosing(grain);
            let around =
                around.with_context(|| format!("{period} does not lie within one of the longer periods"))?;
            ensure!(
                period.grain() == periods[0].grain(),
                "{period} is of another length than {}; periods of one length only can be rolled up",
                periods[0]
            );
            if longer.last().is_none_or(|last| last.period != around) {
                longer.push(Columned::of(around, *period, periods));
            }
        }
        Ok(Self { longer })
    }
}

impl Columned {
    /// All shorter periods in a longer one, those that nobody reported for as well: they are missing, too.
    fn of(period: Period, one: Period, periods: &[Period]) -> Self {
        let first = std::iter::successors(Some(one), Period::previous)
            .take_while(|other| other.within(&period))
            .last();
        let within = std::iter::successors(first, Period::next).take_while(|other| other.within(&period));
        let (columns, days) = within.map(|other| (periods.binary_search(&other).ok(), other.days())).unzip();
        Self { period, columns, days }
    }
}
