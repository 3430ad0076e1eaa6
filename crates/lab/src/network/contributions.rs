//! `groundswell lab contributions`.

use anyhow::Result;
use clap::Args;

use crate::{Report, Stopwatch};

/// What `lab contributions` is asked.
#[derive(Debug, Args)]
pub(crate) struct Contributions {}

impl Contributions {
    pub(crate) fn run(&self, _: &mut Stopwatch) -> Result<Report> {
        anyhow::bail!("unwritten")
    }
}
