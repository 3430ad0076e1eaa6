//! `groundswell lab series`.

use anyhow::Result;
use clap::Args;

use crate::{Report, Stopwatch};

/// What `lab series` is asked.
#[derive(Debug, Args)]
pub(crate) struct Signals {}

impl Signals {
    pub(crate) fn run(&self, _: &mut Stopwatch) -> Result<Report> {
        anyhow::bail!("unwritten")
    }
}
