use anyhow::{Context as _, Result};
use clap::Args;
use serde::Serialize;

use super::import::{bar, context};
use super::print;
use crate::configuration::Configuration;

/// Add up every figure anew from what partners accepted, while it serves
#[derive(Debug, Args)]
pub(crate) struct Rebuild {
    /// The initiative (the name in its address)
    #[arg(long, value_name = "SLUG")]
    initiative: String,
}

/// What was added up.
#[derive(Serialize)]
struct Rebuilt {
    periods: usize,
}

pub(crate) async fn run(configuration: &Configuration, rebuild: &Rebuild, json: bool) -> Result<()> {
    let cx = context(configuration, &rebuild.initiative).await?;
    let periods =
        measurement::rebuild(&cx, bar("measures")).await.context("the figures were not added up")?;
    print(json, &Rebuilt { periods }, format!("{periods} periods added up.\n"))
}
