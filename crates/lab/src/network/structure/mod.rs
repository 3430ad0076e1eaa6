//! `groundswell lab network`.

mod answer;
mod input;
mod json;
mod only;
mod tables;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::{Report, Stopwatch};
use answer::Answer;
use input::Input;
use only::Only;

/// What `lab network` is asked.
#[derive(Debug, Args)]
pub(crate) struct Network {
    /// Members and ties as CSV, ties alone as CSV, or a map: Kumu's JSON or XLSX, `GraphML`
    #[arg(required = true, num_args = 1..=2, value_name = "NODES.csv EDGES.csv")]
    files: Vec<PathBuf>,
    /// The column with the level of ties; otherwise weight, level, strength, or a third column of numbers
    #[arg(long, value_name = "COLUMN")]
    weight: Option<String>,
    /// A small number means a close tie: the level is N minus the number
    #[arg(long, value_name = "N")]
    reverse: Option<f64>,
    /// Only ties of at least this level
    #[arg(long, value_name = "LEVEL")]
    level: Option<f64>,
    /// Whether ties have a direction; otherwise they have if the file says so, or names a pair in both orders
    #[arg(long)]
    directed: Option<bool>,
    /// What two reports of one pair make
    #[arg(long, value_enum, default_value_t)]
    agreement: Agreement,
    /// A column of the members whose values are groups; otherwise every column with few enough of them
    #[arg(long = "group", value_name = "COLUMN")]
    groups: Vec<String>,
    /// A column with 1 for members of a second kind, such as events, so that ties join the two kinds; otherwise `bipartite`
    #[arg(long, value_name = "COLUMN")]
    two_mode: Option<String>,
    /// A column that says yes, true or 1 for members who answered
    #[arg(long, value_name = "COLUMN")]
    answered: Option<String>,
    /// The seed of communities, layout and shuffled groups
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Read only this, for large networks
    #[arg(long, value_enum)]
    only: Option<Only>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Agreement {
    /// A tie if either side reports one, of the higher level
    #[default]
    Either,
    /// A tie if both sides report one, of the lower level
    Both,
    /// A tie if either side reports one, of the mean level
    Mean,
}

impl From<Agreement> for network::Agreement {
    fn from(agreement: Agreement) -> Self {
        match agreement {
            Agreement::Either => Self::Either,
            Agreement::Both => Self::Both,
            Agreement::Mean => Self::Mean,
        }
    }
}

impl Network {
    pub(crate) fn run(&self, stopwatch: &mut Stopwatch) -> Result<Report> {
        let input = Input::read(self)?;
        if let Some(only) = self.only {
            return Ok(only.report(&input, stopwatch));
        }
        let answer = stopwatch.time(|| Answer::of(&input));
        Ok(Report { json: json::json(&input, &answer), tables: tables::tables(&input, &answer) })
    }
}
