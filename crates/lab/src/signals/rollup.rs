//! `groundswell lab rollup`.

use anyhow::Result;
use clap::Args;

use crate::{Report, Stopwatch};

/// What `lab rollup` is asked.
#[derive(Debug, Args)]
pub(crate) struct Rollup {}

impl Rollup {
    pub(crate) fn run(&self, _: &mut Stopwatch) -> Result<Report> {
        anyhow::bail!("unwritten")
    }
}
