//! A coalition of any size, made from a seed; and its matching and flows timed alone.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Parser, Subcommand};
use lab::Stopwatch;
use network::contributions::Contributions;
use network::flow::Canvas;
use network::matching::Aim;
use network::read::plan;
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};
use serde_json::{Map, Value, json};

/// A coalition of any size; and its matching and flows timed alone
#[derive(Parser)]
struct Coalition {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a plan
    Write {
        file: PathBuf,
        #[arg(long, default_value_t = 200)]
        organisations: usize,
        #[arg(long, default_value_t = 1000)]
        activities: usize,
        /// Free hours of an organisation at most
        #[arg(long, default_value_t = 60)]
        free: u64,
    },
    /// Time the matching of a plan
    Match {
        file: PathBuf,
        #[arg(long, default_value_t = 1)]
        runs: u32,
    },
    /// Time the flow to the outcome of a plan for which most is done
    Flow {
        file: PathBuf,
        #[arg(long, default_value_t = 1)]
        runs: u32,
    },
}

fn main() -> Result<()> {
    match Coalition::parse().command {
        Command::Write { file, organisations, activities, free } => {
            fs::write(file, made(organisations, activities, free).to_string())?;
        }
        Command::Match { file, runs } => {
            let (work, mut stopwatch) = (checked(&file)?, Stopwatch::new(runs));
            let matching = stopwatch.time(|| work.matching(Aim::Fit));
            println!("{}", json!({ "filled": matching.blocks_filled, "level_sum": matching.level_sum }));
            eprintln!("{stopwatch}");
        }
        Command::Flow { file, runs } => {
            let (work, mut stopwatch) = (checked(&file)?, Stopwatch::new(runs));
            let hours: Vec<f64> = work.coverage().outcomes.iter().map(|outcome| outcome.hours).collect();
            let most = (0..hours.len()).max_by(|&a, &b| hours[a].total_cmp(&hours[b])).unwrap_or(0);
            let flow = stopwatch.time(|| work.flow(&[most], &Canvas::default()));
            println!("{}", json!({ "things": flow.things.len(), "crossings": flow.crossings }));
            eprintln!("{stopwatch}");
        }
    }
    Ok(())
}

fn checked(file: &Path) -> Result<Contributions> {
    Ok(Contributions::new(&plan::read(&fs::read_to_string(file)?)?)?)
}

const OUTCOMES: u64 = 10;
const STRATEGIES: u64 = 30;
const STRENGTHS: u64 = 25;

/// A need asks for a strength that some fifth of the organisations have at the level.
fn made(organisations: usize, activities: usize, free: u64) -> Value {
    let mut random = Pcg64Mcg::seed_from_u64(1);
    let mut below = move |limit: u64| random.next_u64() % limit;
    let organisation = |at: u64| format!("o{at:04}");
    let activity = |at: u64| format!("a{at:05}");
    let (n, m) = (organisations as u64, activities as u64);
    let members: Vec<Value> = (0..n)
        .map(|at| {
            let strengths: Map<String, Value> =
                (0..7).map(|_| (format!("strength {:02}", below(STRENGTHS)), json!(1 + below(4)))).collect();
            json!({ "id": organisation(at), "sector": format!("sector {}", below(8)), "free_hours": below(free + 1), "strengths": strengths })
        })
        .collect();
    let strategies: Vec<Value> = (0..STRATEGIES)
        .map(|at| json!({ "id": format!("s{at:02}"), "serves": [format!("out{:02}", at % OUTCOMES), format!("out{:02}", below(OUTCOMES))] }))
        .collect();
    let works: Vec<Value> = (0..m)
        .map(|at| {
            let lead = below(n);
            let others = (0..below(4)).map(|_| below(n)).collect::<Vec<_>>();
            let gives: Map<String, Value> = others
                .into_iter()
                .chain([lead])
                .map(|giver| (organisation(giver), json!(2 + below(20))))
                .collect();
            let before: Vec<String> =
                (0..below(3)).filter(|_| at > 0).map(|_| activity(below(at.max(1)))).collect();
            json!({
                "id": activity(at),
                "strategy": format!("s{:02}", below(STRATEGIES)),
                "status": (["active", "active", "active", "planned"])[below(4) as usize],
                "population": format!("population {}", below(6)),
                "place": format!("place {}", below(9)),
                "lead": organisation(lead),
                "contributions": gives,
                "depends_on": before,
            })
        })
        .collect();
    let ties: Vec<Value> = (0..4 * n)
        .map(|_| json!({ "a": organisation(below(n)), "b": organisation(below(n)), "level": 1 + below(4) }))
        .collect();
    let needs: Vec<Value> = (0..m)
        .map(|at| {
            let strength = format!("strength {:02}", below(STRENGTHS));
            json!({ "activity": activity(at), "strength": strength, "min_level": 1 + below(2), "hours": 2 + below(11) })
        })
        .collect();
    let outcomes: Vec<String> = (0..OUTCOMES).map(|at| format!("out{at:02}")).collect();
    json!({ "block_hours": 2, "organisations": members, "outcomes": outcomes, "strategies": strategies, "activities": works, "ties": ties, "needs": needs })
}
