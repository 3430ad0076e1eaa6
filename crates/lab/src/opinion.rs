//! `groundswell lab opinion`.

use anyhow::Result;
use clap::Args;

use crate::{Report, Stopwatch};

/// What `lab opinion` is asked.
#[derive(Debug, Args)]
pub(crate) struct Opinion {}

impl Opinion {
    pub(crate) fn run(&self, _: &mut Stopwatch) -> Result<Report> {
        anyhow::bail!("unwritten")
    }
}
