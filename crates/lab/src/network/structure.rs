//! `groundswell lab structure`.

use anyhow::Result;
use clap::Args;

use crate::{Report, Stopwatch};

/// What `lab structure` is asked.
#[derive(Debug, Args)]
pub(crate) struct Network {}

impl Network {
    pub(crate) fn run(&self, _: &mut Stopwatch) -> Result<Report> {
        anyhow::bail!("unwritten")
    }
}
