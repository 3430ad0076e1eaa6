//! Networks to measure with: a large one unpacked, and one of organisations and activities made from a seed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use flate2::read::GzDecoder;
use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng;

/// Networks to measure with
#[derive(Parser)]
enum Command {
    /// Write a packed list of ties, two members a line, as CSV
    Unpack { packed: PathBuf, file: PathBuf },
    /// Write who takes part in which activity, and who works with whom, with levels from 1 to 4
    Plan {
        file: PathBuf,
        #[arg(long, default_value_t = 200)]
        organisations: u32,
        #[arg(long, default_value_t = 1000)]
        activities: u32,
    },
}

fn main() -> Result<()> {
    match Command::parse() {
        Command::Unpack { packed, file } => {
            let mut text = String::new();
            GzDecoder::new(File::open(packed)?).read_to_string(&mut text)?;
            fs::write(file, format!("from,to\n{}", text.replace(' ', ",")))?;
        }
        Command::Plan { file, organisations, activities } => {
            fs::write(file, plan(organisations, activities)?)?
        }
    }
    Ok(())
}

/// One to five organisations an activity, few of them in many; and three ties among organisations for each.
fn plan(organisations: u32, activities: u32) -> Result<String> {
    let mut chance = Pcg32::new(1, 1);
    let mut below = |count: u32| ((u64::from(chance.next_u32()) * u64::from(count)) >> 32) as u32;
    let mut ties = BTreeSet::new();
    for activity in 0..activities {
        for _ in 0..=below(5) {
            // The smallest of three draws: a few organisations are in very many activities.
            let organisation = (0..3).map(|_| below(organisations)).min().unwrap_or(0);
            ties.insert((format!("o{organisation}"), format!("a{activity}")));
        }
    }
    for _ in 0..3 * organisations {
        let (a, b) = (below(organisations), below(organisations));
        if a != b {
            ties.insert((format!("o{}", a.min(b)), format!("o{}", a.max(b))));
        }
    }
    let mut text = "from,to,level\n".to_owned();
    for (a, b) in ties {
        writeln!(text, "{a},{b},{}", 1 + below(4))?;
    }
    Ok(text)
}
