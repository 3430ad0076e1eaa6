//! Small numbers of a real table: hidden with their companions and audited, or audited with the small ones alone hidden.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use lab::Stopwatch;
use serde_json::{Value, json};
use signals::disclosure::{Cell, Interval, Rule, Standing, Table, audit, publish};

/// Publish a table of the recorded cases, or audit it
#[derive(Parser)]
struct Suppression {
    /// The recorded cases, in JSON
    file: PathBuf,
    /// Which of them
    case: String,
    /// Hide the small cells alone and find what can be worked out
    #[arg(long)]
    audit: bool,
    /// How often to compute; the median time counts
    #[arg(long, default_value_t = 1)]
    runs: u32,
}

fn main() -> Result<()> {
    let asked = Suppression::parse();
    let cases: Value = serde_json::from_str(&fs::read_to_string(&asked.file)?)?;
    let mut cases = cases.as_array().context("a list of cases")?.iter();
    let case = cases.find(|case| case["id"] == asked.case.as_str()).context("no case has this id")?;
    let rows: Vec<Vec<u64>> = serde_json::from_value(case["table"].clone())?;
    let threshold = case["threshold"].as_u64().context("a threshold")?;
    let names = |many: usize| (0..many).map(|at| format!("{at:05}"));
    let surface = Table::new(names(rows.len() - 1), names(rows[0].len() - 1)).surface();
    let last = rows.len() - 1;
    let standing = |row: usize| if row == last { Standing::Always } else { Standing::Ordinary };
    let cell = |(row, values): (usize, &Vec<u64>)| -> Vec<Cell> {
        let cell = |value: &u64| Cell { value: *value, standing: standing(row), ..Cell::default() };
        values.iter().map(cell).collect()
    };
    let cells: Vec<Cell> = rows.iter().enumerate().flat_map(cell).collect();
    let rule = Rule { threshold, ..Rule::default() };

    let mut stopwatch = Stopwatch::new(asked.runs);
    let (hidden, learned): (Vec<bool>, Vec<Interval>) = if asked.audit {
        let hidden: Vec<bool> = cells.iter().map(|cell| rule.reason(cell).is_some()).collect();
        let known = cells.iter().zip(&hidden).map(|(cell, hidden)| {
            if *hidden { Interval::at_least(0) } else { Interval::exactly(cell.value) }
        });
        let known: Vec<Interval> = known.collect();
        let learned = stopwatch.time(|| audit(&surface, &known))?;
        (hidden, learned)
    } else {
        let published = stopwatch.time(|| publish(&surface, &cells, &rule))?;
        (published.pattern(), published.learned)
    };
    eprintln!("{stopwatch}");
    let wide = rows[0].len();
    let bounds = (0..cells.len())
        .filter(|at| hidden[*at])
        .map(|at| json!([at / wide, at % wide, learned[at].low, learned[at].high]));
    println!("{}", json!({ "hidden": bounds.collect::<Vec<_>>() }));
    Ok(())
}
