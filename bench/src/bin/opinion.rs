//! Opinion maps of crowds as large as anybody's: drawn cold, and warm after a batch of votes. Prints what was
//! drawn, and the time as `groundswell lab --time` does.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use lab::Stopwatch;
use opinion::{Cast, Map, Moderation, Search, Vote, Votes};

/// Groups of the crowd.
const GROUPS: usize = 3;
/// The exponent of Pareto's law by which few people cast most votes.
const TAIL: f64 = 1.5;

/// Draw the opinion map of a crowd in three groups that is made up from a seed
#[derive(Parser)]
struct Crowd {
    #[arg(long, default_value_t = 33_422)]
    people: usize,
    #[arg(long, default_value_t = 783)]
    statements: usize,
    /// Votes that somebody casts on average, before the most active run out of statements
    #[arg(long, default_value_t = 66.0)]
    votes: f64,
    /// Apply so many new votes and draw from the map before instead of cold; the votes are part of the time
    #[arg(long, value_name = "N")]
    warm: Option<usize>,
    /// Runs; the median counts
    #[arg(long, default_value_t = 5)]
    runs: u32,
    /// Write the votes as participants-votes.csv and draw nothing
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
}

/// Uniform numbers by splitmix64 (G. L. Steele, D. Lea, C. H. Flood, 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, below: usize) -> u32 {
        (self.next() * below as f64) as u32
    }
}

impl Crowd {
    fn cast(&self) -> Votes {
        let mut chance = Chance(1);
        let agree: Vec<Vec<f64>> = (0..GROUPS)
            .map(|_| (0..self.statements).map(|_| 0.13 + 0.63 * chance.next()).collect())
            .collect();
        let mut votes = Votes::new(self.statements);
        let mut row = Vec::new();
        for person in 0..self.people {
            row.clear();
            let wanted = self.votes / (TAIL / (TAIL - 1.0)) * (1.0 - chance.next()).powf(-1.0 / TAIL);
            let seen = (wanted / self.statements as f64).min(0.999_999);
            // Statements are passed over by a geometric law, so that each is seen with the same probability.
            let mut gap = || ((1.0 - chance.next()).ln() / (1.0 - seen).ln()) as usize;
            let mut unseen = gap();
            let mut statements = Vec::new();
            let mut at = unseen;
            while at < self.statements {
                statements.push(at);
                unseen = gap();
                at += unseen + 1;
            }
            for at in statements {
                let vote = match chance.next() {
                    pass if pass < 0.1 => Vote::Pass,
                    said if said < 0.1 + 0.9 * agree[person % GROUPS][at] => Vote::Agree,
                    _ => Vote::Disagree,
                };
                row.push((at as u32, vote));
            }
            votes.push(&mut row);
        }
        votes
    }
}

fn main() -> Result<()> {
    let crowd = Crowd::parse();
    let mut votes = crowd.cast();
    if let Some(path) = &crowd.write {
        return write(&votes, &mut BufWriter::new(File::create(path)?))
            .context("the votes could not be written");
    }
    let (moderation, search) = (Moderation::default(), Search::default());
    let mut stopwatch = Stopwatch::new(crowd.runs);
    let map = match crowd.warm {
        None => stopwatch.time(|| Map::draw(&votes, &moderation, search, None)),
        Some(count) => {
            let before = Map::draw(&votes, &moderation, search, None);
            let mut chance = Chance(2);
            let mut batch = || -> Vec<Cast> {
                let vote =
                    |chance: &mut Chance| if chance.next() < 0.5 { Vote::Agree } else { Vote::Disagree };
                (0..count)
                    .map(|_| Cast {
                        participant: chance.below(crowd.people),
                        statement: chance.below(crowd.statements),
                        vote: vote(&mut chance),
                    })
                    .collect()
            };
            stopwatch.time(|| {
                votes.apply(batch());
                Map::draw(&votes, &moderation, search, Some(&before))
            })
        }
    };
    let sizes: Vec<usize> = map.groups.iter().map(|group| group.size).collect();
    println!("{} votes, groups of {sizes:?}", votes.count());
    eprintln!("{stopwatch}");
    Ok(())
}

fn write(votes: &Votes, file: &mut impl Write) -> std::io::Result<()> {
    write!(file, "participant")?;
    (0..votes.statements()).try_for_each(|statement| write!(file, ",{statement}"))?;
    for participant in 0..votes.participants() {
        write!(file, "\n{participant}")?;
        let mut row = votes.of(participant as u32).into_iter().peekable();
        for statement in 0..votes.statements() as u32 {
            file.write_all(match row.next_if(|(at, _)| *at == statement) {
                None => b",",
                Some((_, Vote::Agree)) => b",1",
                Some((_, Vote::Disagree)) => b",-1",
                Some((_, Vote::Pass)) => b",0",
            })?;
        }
    }
    writeln!(file)?;
    file.flush()
}
