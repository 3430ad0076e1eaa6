//! The comparison of every option with every other.

use std::num::NonZero;
use std::thread;

use crate::ballots::{Place, Rankings, ranks};

/// How many ballots rank an option above another. A ballot that names one of two options ranks it above the other; one that names
/// neither, or both at one rank, says nothing about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs {
    options: usize,
    /// Row above column.
    above: Vec<u64>,
}

/// What makes a victory strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strength {
    /// The ballots for the winner of the comparison; of equally many, against fewer.
    #[default]
    WinningVotes,
    /// The ballots for the winner less those against.
    Margins,
}

impl Pairs {
    /// Compares the options on these ballots. Work is shared by the processors; the result does not depend on their number.
    pub fn count(ballots: &Rankings) -> Self {
        const ENOUGH_FOR_A_THREAD: usize = 20_000;
        let processors = thread::available_parallelism().map_or(1, NonZero::get);
        let chunk = ballots.len().div_ceil(processors).max(ENOUGH_FOR_A_THREAD);
        let starts = (0..ballots.len()).step_by(chunk);
        let counts: Vec<Ranked> = thread::scope(|scope| {
            let parts: Vec<_> = starts
                .map(|start| {
                    scope.spawn(move || Ranked::count(ballots, start..(start + chunk).min(ballots.len())))
                })
                .collect();
            parts.into_iter().map(|part| part.join().expect("counting does not fail")).collect()
        });
        let mut all = Ranked::none(ballots.options().len());
        for part in &counts {
            all.add(part);
        }
        all.pairs()
    }

    /// How many ballots rank `one` above `other`.
    pub fn above(&self, one: usize, other: usize) -> u64 {
        self.above[one * self.options + other]
    }

    /// Whether more ballots rank `one` above `other` than the other way round.
    pub fn beats(&self, one: usize, other: usize) -> bool {
        self.above(one, other) > self.above(other, one)
    }

    /// How strongly `one` beats `other`; 0 if it does not.
    pub fn victory(&self, one: usize, other: usize, strength: Strength) -> u64 {
        let (ours, theirs) = (self.above(one, other), self.above(other, one));
        match strength {
            _ if ours <= theirs => 0,
            Strength::WinningVotes => ours,
            Strength::Margins => ours - theirs,
        }
    }

    /// Row above column.
    pub fn rows(&self) -> Vec<Vec<u64>> {
        self.above.chunks(self.options).map(<[u64]>::to_vec).collect()
    }
}

/// What ballots say about the options they name. What they say about those they leave out follows from it: an option is above every
/// other on each ballot that names it, except where the other is named above it or beside it.
struct Ranked {
    options: usize,
    named: Vec<u64>,
    /// Row above column, both named.
    above: Vec<u64>,
    /// Row and column at one rank.
    beside: Vec<u64>,
}

impl Ranked {
    fn none(options: usize) -> Self {
        let pairs = options * options;
        Self { options, named: vec![0; options], above: vec![0; pairs], beside: vec![0; pairs] }
    }

    fn count(ballots: &Rankings, part: std::ops::Range<usize>) -> Self {
        let mut ranked = Self::none(ballots.options().len());
        for at in part {
            let (weight, places) = ballots.ballot(at);
            ranked.ballot(weight, places);
        }
        ranked
    }

    fn ballot(&mut self, weight: u64, places: &[Place]) {
        let mut rest = places;
        for rank in ranks(places) {
            rest = &rest[rank.len()..];
            for place in rank {
                let option = place.option();
                self.named[option] += weight;
                let row = option * self.options..(option + 1) * self.options;
                let above = &mut self.above[row.clone()];
                for below in rest {
                    above[below.option()] += weight;
                }
                if rank.len() > 1 {
                    let beside = &mut self.beside[row];
                    for other in rank {
                        beside[other.option()] += weight;
                    }
                }
            }
        }
    }

    fn add(&mut self, part: &Self) {
        let sums = self.named.iter_mut().chain(&mut self.above).chain(&mut self.beside);
        let parts = part.named.iter().chain(&part.above).chain(&part.beside);
        for (sum, part) in sums.zip(parts) {
            *sum += part;
        }
    }

    fn pairs(&self) -> Pairs {
        let options = self.options;
        let mut above = vec![0; options * options];
        for one in 0..options {
            for other in (0..options).filter(|&other| other != one) {
                let at = one * options + other;
                above[at] = self.named[one] - self.above[other * options + one] - self.beside[at];
            }
        }
        Pairs { options, above }
    }
}
