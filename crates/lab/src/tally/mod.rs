//! `groundswell lab tally`.

mod assent;
mod method;
mod report;
mod source;

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};
use tally::Lot;

use crate::{Report, Stopwatch};
use method::Method;
use report::Counted;
use source::Source;

/// What `lab tally` is asked.
#[derive(Debug, Args)]
pub(crate) struct Tally {
    /// How the ballots are counted
    #[arg(long, value_enum)]
    method: Method,
    /// How many are elected; without it as many as the file says, or one
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    seats: Option<u16>,
    /// Ties are drawn by this published seed, by the SHA-256 of the seed, a line feed and each option's name
    #[arg(long, value_name = "TEXT", conflicts_with = "listed")]
    seed: Option<String>,
    /// Ties go to whoever the file lists first, unless it declares an order of its own
    #[arg(long)]
    listed: bool,
    /// What makes a victory between two options strong (Schulze, ranked pairs, minimax)
    #[arg(long, value_enum, default_value_t = Strength::WinningVotes)]
    strength: Strength,
    /// What a ballot may hold: the highest score or grade (5), so many dots (8) or credits (100)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=32767))]
    limit: Option<u16>,
    /// So many dots at most on one option
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    cap: Option<u16>,
    /// How many are entitled to take part; for consent and gradients it is the seats in the file
    #[arg(long, value_name = "N", requires = "quorum")]
    eligible: Option<u64>,
    /// This part of those entitled has to take part: 1/2
    #[arg(long, value_name = "PART")]
    quorum: Option<Share>,
    /// Support that adopts a proposal, as a part of the answers (gradients, majority)
    #[arg(long, value_name = "PART", default_value = "2/3")]
    support: Share,
    /// So many blocks are borne (gradients)
    #[arg(long, value_name = "N", default_value_t = 0)]
    blocks: usize,
    /// Ballots: .blt, PrefLib (.soc, .soi, .toc, .toi) or .csv of ranks, scores or answers
    file: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Strength {
    /// Ballots for the winner of a comparison
    WinningVotes,
    /// Ballots for the winner less those against
    Margins,
}

/// A part of a whole: `2/3`.
#[derive(Debug, Clone, Copy)]
struct Share(u32, u32);

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let share =
            text.split_once('/').and_then(|(part, whole)| Some((part.parse().ok()?, whole.parse().ok()?)));
        match share {
            Some((part, whole)) if 0 < whole && part <= whole => Ok(Self(part, whole)),
            _ => Err("write a part of a whole, as 1/2".to_owned()),
        }
    }
}

impl Tally {
    pub(crate) fn run(&self, stopwatch: &mut Stopwatch) -> Result<Report> {
        if let Some(report) = assent::run(self, stopwatch)? {
            return Ok(report);
        }
        let source = Source::read(&self.file, self.method, self.limits())?;
        let seats = self.seats.map(usize::from).or(source.seats()).unwrap_or(1);
        ensure!(seats <= source.options().len(), "{seats} seats for {} options", source.options().len());
        ensure!(
            seats == 1 || self.method.fills_several_seats(),
            "{} fills one seat; for several take a method of single transferable vote",
            self.method.word()
        );
        let lot = self.lot(&source);
        let strength = match self.strength {
            Strength::WinningVotes => tally::Strength::WinningVotes,
            Strength::Margins => tally::Strength::Margins,
        };
        ensure!(
            self.quorum.is_none() || self.eligible.is_some(),
            "a quorum is a part of those entitled; say with --eligible how many they are"
        );
        let mut count = stopwatch.time(|| self.method.count(&source, seats, strength, self.support, &lot));
        if let (Some(eligible), Some(Share(part, whole))) = (self.eligible, self.quorum) {
            ensure!(source.cast() <= eligible, "{} ballots for {eligible} entitled", source.cast());
            count = count.with_quorum(source.cast(), eligible, (part, whole));
        }
        let counted = Counted { method: self.method.word(), seats, source: &source, lot: &lot, count };
        Ok(counted.report())
    }

    fn lot(&self, source: &Source) -> Lot {
        let declared = source.tie_order().map(<[usize]>::to_vec);
        match (&self.seed, declared) {
            (Some(seed), _) => Lot::Seed(seed.clone()),
            (None, Some(order)) => Lot::Order(order),
            (None, None) if self.listed => Lot::Order((0..source.options().len()).collect()),
            (None, None) => Lot::Undeclared,
        }
    }

    /// What a ballot with numbers may hold.
    fn limits(&self) -> tally::Limits {
        self.method.limits(self.limit, self.cap)
    }
}

#[cfg(test)]
mod tests;
