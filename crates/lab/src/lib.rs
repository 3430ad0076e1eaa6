//! The engines on files, for analysts: `groundswell lab`.
//!
//! Each command reads its files, runs one engine, and answers a [`Report`]: the same result as JSON, whose names other
//! programs rely on, and as tables for people. Nothing is computed here but what a table needs to be read.

mod budget;
mod network;
mod opinion;
mod report;
mod signals;
mod stopwatch;
mod tally;

use std::path::Path;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

pub use network::read_map;
pub use report::{Report, Table};
pub use stopwatch::Stopwatch;

/// `groundswell lab`: which engine, and how it is timed.
#[derive(Debug, Args)]
pub struct Lab {
    #[command(subcommand)]
    command: Command,
    /// Say on standard error how long the computation took, without reading the files
    #[arg(long, global = true)]
    time: bool,
    /// Compute so many times; the median time counts
    #[arg(long, global = true, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Groups of people who vote alike, what speaks for each, and what unites them
    Opinion(opinion::Opinion),
    /// Count ballots by a method, round by round
    Tally(tally::Tally),
    /// Divide a budget among projects
    Budget(budget::Budget),
    /// A series: signal or noise, trend, forecast
    Signals(signals::Signals),
    /// Many reporters' values to every place above them
    Rollup(signals::Rollup),
    /// Hide small numbers so that nobody can work them out
    Suppress(signals::Suppress),
    /// Who is connected to whom, and what hangs on whom
    Network(network::Network),
    /// Who does what for which outcome: gaps, overlaps, matches
    Contributions(network::Contributions),
}

impl Lab {
    /// Reads the files and runs the engine. What was timed is written to standard error.
    pub fn run(&self) -> Result<Report> {
        let mut stopwatch = Stopwatch::new(self.runs);
        let report = match &self.command {
            Command::Opinion(command) => command.run(&mut stopwatch),
            Command::Tally(command) => command.run(&mut stopwatch),
            Command::Budget(command) => command.run(&mut stopwatch),
            Command::Signals(command) => command.run(&mut stopwatch),
            Command::Rollup(command) => command.run(&mut stopwatch),
            Command::Suppress(command) => command.run(&mut stopwatch),
            Command::Network(command) => command.run(&mut stopwatch),
            Command::Contributions(command) => command.run(&mut stopwatch),
        }?;
        if self.time {
            eprintln!("{stopwatch}");
        }
        Ok(report)
    }
}

/// The bytes of a file, or what is wrong with it.
fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))
}

/// The text of a file in UTF-8, or what is wrong with it.
fn read_text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).with_context(|| format!("{} is not text in UTF-8", path.display()))
}
