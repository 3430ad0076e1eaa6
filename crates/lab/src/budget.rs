//! `groundswell lab budget`.

use anyhow::Result;
use clap::Args;

use crate::{Report, Stopwatch};

/// What `lab budget` is asked.
#[derive(Debug, Args)]
pub(crate) struct Budget {}

impl Budget {
    pub(crate) fn run(&self, _: &mut Stopwatch) -> Result<Report> {
        anyhow::bail!("unwritten")
    }
}
