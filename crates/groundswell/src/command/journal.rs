use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, ensure};
use clap::{Args, Subcommand};
use journal::Report;

use super::{lines, print};
use crate::configuration::Configuration;
use crate::house;

/// Check the record of what happened
#[derive(Debug, Subcommand)]
pub(crate) enum Journal {
    /// Read everything sealed again and name the first broken entry
    Verify(Verify),
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// A journal.jsonl from an export, in place of the database
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
    /// A checkpoint that somebody kept: does today's journal still begin with what it covered?
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
}

pub(crate) async fn run(configuration: &Configuration, journal: &Journal, json: bool) -> Result<ExitCode> {
    let Journal::Verify(verify) = journal;
    let held = match &verify.checkpoint {
        Some(path) => {
            Some(std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?)
        }
        None => None,
    };
    let reports = match &verify.export {
        Some(path) => {
            let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
            vec![journal::verify_export(BufReader::new(file), held.as_deref())?]
        }
        None => of_database(configuration, held.as_deref()).await?,
    };
    print(json, &reports, lines(&reports))?;
    if reports.is_empty() {
        eprintln!("Nothing is sealed yet.");
    }
    let whole = reports.iter().all(Report::is_whole);
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn of_database(configuration: &Configuration, held: Option<&str>) -> Result<Vec<Report>> {
    let store = house::existing(configuration).await?;
    let pending = store.pending(&house::migrations()).await?;
    ensure!(
        pending.is_empty(),
        "the database's schema is not up to date; bring it there with: groundswell migrate"
    );
    let mut read = store.read().await?;
    let mut reports = Vec::new();
    for initiative in journal::initiatives(&mut read).await? {
        // A kept checkpoint belongs to one initiative and says so in its first line.
        let mine = held.filter(|note| note.contains(&initiative.to_string()));
        reports.push(journal::verify_store(&mut read, initiative, mine).await?);
    }
    let answered = reports.iter().any(|report| report.held.is_some());
    ensure!(held.is_none() || answered, "the checkpoint is of no initiative of this database");
    Ok(reports)
}
