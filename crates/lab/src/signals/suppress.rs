//! `groundswell lab suppress`.

use anyhow::Result;
use clap::Args;

use crate::{Report, Stopwatch};

/// What `lab suppress` is asked.
#[derive(Debug, Args)]
pub(crate) struct Suppress {}

impl Suppress {
    pub(crate) fn run(&self, _: &mut Stopwatch) -> Result<Report> {
        anyhow::bail!("unwritten")
    }
}
