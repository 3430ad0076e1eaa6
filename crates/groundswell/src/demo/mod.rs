//! The demo: a living initiative made from real data, with invented people around it.

mod agenda;
mod around;
mod build;
mod choice;
mod decide;
mod fund;
mod large;
mod measures;
mod nhs;
mod publish;
mod reporting;
mod stage;
mod story;
mod turn;
mod uberx;
mod walk;

use std::sync::Arc;

use anyhow::Result;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use kernel::Clock;

use crate::configuration::{Configuration, Flags, ServeFlags};
use crate::{house, serve};

pub(crate) use stage::Stage;

/// The demo's name in addresses.
pub(crate) const SLUG: &str = "bowling-green";

/// Build and serve an initiative made from real data, with invented people
#[derive(Debug, Args)]
pub(crate) struct DemoFlags {
    #[command(flatten)]
    serve: ServeFlags,
    /// How big: s is the real one; m and l add a generated initiative beside it
    #[arg(long, value_enum, default_value_t = Size::S)]
    size: Size,
    /// Only build the data
    #[arg(long)]
    no_serve: bool,
}

/// How big the demo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Size {
    /// The real one.
    S,
    /// 120 organisations, 60 measures over 36 months, 5,000 activities.
    M,
    /// 1,000 organisations, 50,000 people, 1 million votes, 10 million values.
    L,
}

/// Builds what is not built yet, and serves it.
pub(crate) async fn run(flags: &Flags, demo: &DemoFlags) -> Result<()> {
    let configuration = Configuration::new(flags, &demo.serve)?;
    let world =
        house::world(house::open(&configuration).await?, Clock::at(Timestamp::now()), configuration.vault())
            .await?;
    build::build(&world).await?;
    nhs::build(&world).await?;
    uberx::build(&world).await?;
    if demo.size != Size::S {
        large::build(&world, demo.size).await?;
    }
    journal::Sealer::finish(Arc::clone(&world)).await?;
    drop(world);
    if demo.no_serve { Ok(()) } else { serve::serve(&configuration, true).await }
}
