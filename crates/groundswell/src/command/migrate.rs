use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{lines, print};
use crate::configuration::Configuration;
use crate::house;

/// Bring the database's schema up to date
#[derive(Debug, Args)]
pub(crate) struct Migrate {
    /// Only say what is still to be run; ends with 1 if anything is
    #[arg(long)]
    check: bool,
}

pub(crate) async fn run(configuration: &Configuration, migrate: &Migrate, json: bool) -> Result<ExitCode> {
    let names = if migrate.check {
        house::existing(configuration).await?.pending(&house::migrations()).await?
    } else {
        house::open(configuration).await?.migrate(&house::migrations()).await?
    };
    print(json, &names, lines(&names))?;
    eprintln!(
        "{}",
        if names.is_empty() {
            "Up to date."
        } else if migrate.check {
            "Still to be run."
        } else {
            "Done."
        }
    );
    Ok(if migrate.check && !names.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
