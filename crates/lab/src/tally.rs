//! `groundswell lab tally`.

use anyhow::Result;
use clap::Args;

use crate::{Report, Stopwatch};

/// What `lab tally` is asked.
#[derive(Debug, Args)]
pub(crate) struct Tally {}

impl Tally {
    pub(crate) fn run(&self, _: &mut Stopwatch) -> Result<Report> {
        anyhow::bail!("unwritten")
    }
}
