//! Limits, trend and forecast of 130 real series of 36 months: the share of patients of English emergency
//! departments that were seen within four hours.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use lab::Stopwatch;
use serde_json::json;
use signals::{Better, Reading, Scale, Sheet, Tempo, Trend, chart, forecast};

/// Read every department with 36 months
#[derive(Parser)]
struct Series {
    /// The attendances of English emergency departments, month by month, in CSV
    file: PathBuf,
    /// How often to compute; the median time counts
    #[arg(long, default_value_t = 1)]
    runs: u32,
}

fn main() -> Result<()> {
    let asked = Series::parse();
    let sheet = Sheet::read(&fs::read_to_string(&asked.file)?)?;
    let column = |name: &str| sheet.column(&[name]);
    let (code, kind, month) = (column("org_code")?, column("type")?, column("period")?);
    let (attendances, breaches) = (column("attendances")?, column("breaches")?);
    let mut departments: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
    for row in sheet.rows().iter().filter(|row| row.text(kind) == "1") {
        let all = row.number(attendances)?.context("attendances are missing")?;
        let late = row.number(breaches)?.context("breaches are missing")?;
        departments.entry(row.text(code)).or_default().push((row.text(month), (all - late) / all));
    }
    let series: Vec<Vec<f64>> = departments
        .into_values()
        .filter(|months| months.len() == 36)
        .map(|mut months| {
            months.sort_by_key(|(month, _)| *month);
            months.into_iter().map(|(_, share)| share).collect()
        })
        .collect();

    let reading = Reading::new(Better::Up);
    let mut stopwatch = Stopwatch::new(asked.runs);
    let read = stopwatch.time(|| {
        let read = series.iter().map(|values| {
            let forecast = forecast(values, Scale::Free, Tempo::Monthly);
            (chart(values, &reading), Trend::of(values), forecast)
        });
        read.collect::<Vec<_>>()
    });
    let trends = read.iter().filter_map(|(_, trend, _)| trend.as_ref()?.test.direction()).count();
    println!("{}", json!({ "series": read.len(), "trends": trends }));
    eprintln!("{stopwatch}");
    Ok(())
}
