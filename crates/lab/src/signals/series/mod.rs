//! `groundswell lab signals`.

mod findings;
mod json;
mod words;

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};
use signals::{Better, Period, Reading, Scale, Series};

use self::findings::Findings;
use crate::{Report, Stopwatch, read_text};

/// A series may hold so many values: all pairs of ten thousand fill 400 MB.
const MOST: usize = 10_000;

/// What `lab signals` is asked.
#[derive(Debug, Args)]
pub(crate) struct Signals {
    /// A CSV file with the columns date and value. Dates: 2024-01-31, 2024-01, 2024-Q1, 2024, 2024/25,
    /// 2024-W05. An empty value is missing
    file: PathBuf,
    /// What shall be reached
    #[arg(long, allow_negative_numbers = true)]
    target: Option<f64>,
    /// Which way is better
    #[arg(long, value_enum, default_value = "up")]
    direction: Direction,
    /// A date at which limits start afresh, because people decided so; may be given several times
    #[arg(long, value_name = "DATE", value_delimiter = ',')]
    rebase: Vec<Period>,
    /// Take limits from the first so many points of each phase only, at least 12
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(12..))]
    fix_after_n_points: Option<u32>,
    /// Leave moving ranges beyond their own limit out of the limits; `false` reads as the spreadsheet tool
    /// does
    #[arg(long, value_name = "BOOL", default_value_t = true, action = clap::ArgAction::Set)]
    screen_outliers: bool,
    /// Which values are possible; forecasts stay within
    #[arg(long, value_enum, default_value = "free")]
    scale: Possible,
    /// Freeze the forecast after this date and say whether the curve turned since
    #[arg(long, value_name = "DATE")]
    baseline: Option<Period>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Direction {
    /// Larger is better
    #[value(alias = "increase")]
    Up,
    /// Smaller is better
    #[value(alias = "decrease")]
    Down,
    /// Neither is
    Neutral,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Possible {
    /// All
    Free,
    /// Zero and above
    Positive,
    /// 0 to 1
    Share,
    /// 0 to 100
    Percent,
}

impl Possible {
    fn scale(self) -> Scale {
        match self {
            Self::Free => Scale::Free,
            Self::Positive => Scale::Positive,
            Self::Share => Scale::Share(1.0),
            Self::Percent => Scale::Share(100.0),
        }
    }
}

impl Signals {
    pub(crate) fn run(&self, stopwatch: &mut Stopwatch) -> Result<Report> {
        let series = Series::read(&read_text(&self.file)?)
            .with_context(|| format!("{} could not be read as a series", self.file.display()))?;
        ensure!(!series.values.is_empty(), "{} holds no values", self.file.display());
        ensure!(
            series.values.len() <= MOST,
            "{} holds {} values; trends compare each with each, for {MOST} at most. Give a shorter time, or weeks \
             instead of days",
            self.file.display(),
            series.values.len()
        );
        let reading = Reading {
            better: match self.direction {
                Direction::Up => Better::Up,
                Direction::Down => Better::Down,
                Direction::Neutral => Better::Band,
            },
            phases: self.rebase.iter().filter_map(|date| series.place(date)).collect(),
            fixed: self.fix_after_n_points.map(|n| n as usize),
            screened: self.screen_outliers,
        };
        let frozen = match self.baseline {
            None => None,
            Some(date) => {
                let place = series.periods.iter().rposition(|period| *period <= date);
                Some(place.with_context(|| format!("no value is as early as the baseline, {date}"))?)
            }
        };
        let scale = self.scale.scale();
        let findings = stopwatch.time(|| Findings::of(&series, &reading, scale, self.target, frozen));
        let notes = words::notes(&series, &findings, &self.rebase);
        Ok(Report {
            json: json::json(&series, &findings, &notes),
            tables: words::tables(&series, &findings, &notes),
        })
    }
}

#[cfg(test)]
mod tests;
