//! Ballots in any number, made from a seed; and their count timed alone.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::{Args, Parser, ValueEnum};
use lab::Stopwatch;
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};
use tally::{Limits, Lot, Place, Rankings, Scores, Strength};

const OPTIONS: usize = 20;
const HIGHEST: i16 = 5;

/// Make ballots, or count them
#[derive(Parser)]
enum Ballots {
    /// Write ballots that order all 20 options, a byte for each place; every option is a little less wanted than the one before
    Write {
        /// The file
        file: PathBuf,
        /// How many
        #[arg(long, default_value_t = 1_000_000)]
        ballots: usize,
    },
    /// Count the ballots of a file
    Count(Count),
}

#[derive(Args)]
struct Count {
    /// A file that `write` has written
    file: PathBuf,
    #[arg(long, value_enum)]
    method: Method,
    /// How often to count; the median time counts
    #[arg(long, default_value_t = 1)]
    runs: u32,
}

#[derive(Clone, Copy, ValueEnum)]
enum Method {
    Irv,
    Schulze,
    Score,
    Star,
    StvScottish,
}

fn main() -> Result<()> {
    match Ballots::parse() {
        Ballots::Write { file, ballots } => Ok(fs::write(file, made(ballots))?),
        Ballots::Count(count) => count.run(),
    }
}

/// Orders of the options, one after the other. An option is drawn next by its weight, which falls from 1 to a half.
fn made(ballots: usize) -> Vec<u8> {
    let mut random = Pcg64Mcg::seed_from_u64(20);
    let weight = |option: usize| (2 * OPTIONS - option) as f64;
    let mut bytes = Vec::with_capacity(ballots * OPTIONS);
    for _ in 0..ballots {
        // Who waits least, where waiting times fall with weight, is drawn first.
        let waiting: Vec<f64> = (0..OPTIONS)
            .map(|option| {
                let uniform = ((random.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
                -uniform.ln() / weight(option)
            })
            .collect();
        let mut order: Vec<u8> = (0..OPTIONS as u8).collect();
        order.sort_by(|&one, &other| waiting[one as usize].total_cmp(&waiting[other as usize]));
        bytes.extend(order);
    }
    bytes
}

impl Count {
    fn run(&self) -> Result<()> {
        let bytes = fs::read(&self.file)?;
        ensure!(bytes.len().is_multiple_of(OPTIONS), "the file was not written by this program");
        let mut stopwatch = Stopwatch::new(self.runs);
        let lot = Lot::Undeclared;
        let count = match self.method {
            Method::Score | Method::Star => {
                let scores = scores(&bytes)?;
                stopwatch.time(|| match self.method {
                    Method::Score => tally::total(&scores, 1, &lot),
                    _ => tally::star(&scores, 1, &lot),
                })
            }
            Method::Irv | Method::Schulze | Method::StvScottish => {
                let ballots = rankings(&bytes)?;
                stopwatch.time(|| match self.method {
                    Method::Irv => tally::instant_runoff(&ballots, &lot),
                    Method::Schulze => tally::schulze(&ballots, 1, Strength::Margins, &lot),
                    _ => tally::stv(&ballots, 5, tally::Stv::Scottish, &lot),
                })
            }
        };
        eprintln!("{stopwatch}");
        println!("{:?}", count.winners);
        Ok(())
    }
}

fn names() -> Vec<String> {
    (0..OPTIONS).map(|option| option.to_string()).collect()
}

fn rankings(bytes: &[u8]) -> Result<Rankings> {
    let mut ballots = Rankings::new(names(), &[])?;
    for order in bytes.chunks_exact(OPTIONS) {
        ballots.push(1, order.iter().map(|&option| Place::next(option.into())))?;
    }
    Ok(ballots)
}

/// The first places get the highest score, the last ones 0.
fn scores(bytes: &[u8]) -> Result<Scores> {
    let mut scores = Scores::new(names(), Limits::scores(HIGHEST))?;
    for order in bytes.chunks_exact(OPTIONS) {
        let mut values = [None; OPTIONS];
        for (place, &option) in order.iter().enumerate() {
            values[usize::from(option)] = Some(HIGHEST - (place * (HIGHEST as usize + 1) / OPTIONS) as i16);
        }
        scores.push(1, &values)?;
    }
    Ok(scores)
}
