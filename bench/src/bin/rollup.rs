//! Rolls 10.8 million values up to every place of a tree of four levels: 3,000 organisations in 100 areas in
//! 10 regions in one whole, 60 indicators in 60 months, each a numerator and a denominator.

use std::fs;
use std::io::{BufWriter, Write};
use std::num::NonZero;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Parser;
use lab::Stopwatch;
use serde_json::json;
use signals::rollup::{Reports, Tree, roll_up};

const ORGANISATIONS: usize = 3000;
const AREAS: usize = 100;
const REGIONS: usize = 10;
const COLUMNS: usize = 60 * 60;

/// Roll values up a tree, or write them to a file
#[derive(Parser)]
struct Rollup {
    /// The values: pairs of doubles, little-endian, an organisation's after the other's; not a number where
    /// one is missing
    file: PathBuf,
    /// Write the values to the file instead
    #[arg(long)]
    write: bool,
    /// How often to compute; the median time counts
    #[arg(long, default_value_t = 1)]
    runs: u32,
    /// How many threads to use; as many as there are processors, if not given
    #[arg(long)]
    threads: Option<NonZero<usize>>,
}

fn main() -> Result<()> {
    let asked = Rollup::parse();
    if asked.write {
        let mut file = BufWriter::new(fs::File::create(&asked.file)?);
        for cell in 0..(ORGANISATIONS * COLUMNS) as u64 {
            for part in value(cell) {
                file.write_all(&part.to_le_bytes())?;
            }
        }
        return Ok(file.flush()?);
    }
    let bytes = fs::read(&asked.file)?;
    ensure!(bytes.len() == ORGANISATIONS * COLUMNS * 16, "the file was not written by --write");
    let part = |bytes: &[u8]| bytes.try_into().map_or(f64::NAN, f64::from_le_bytes);
    let values: Vec<[f64; 2]> =
        bytes.chunks_exact(16).map(|cell| [part(&cell[..8]), part(&cell[8..])]).collect();
    drop(bytes);

    // The whole is place 0, then regions, areas, organisations.
    let (areas, organisations) = (1 + REGIONS, 1 + REGIONS + AREAS);
    let parents = (0..organisations + ORGANISATIONS).map(|place| match place {
        0 => None,
        _ if place < areas => Some(0),
        _ if place < organisations => Some(1 + (place - areas) * REGIONS / AREAS),
        _ => Some(areas + (place - organisations) * AREAS / ORGANISATIONS),
    });
    let tree = Tree::new(parents.collect())?;
    let places: Vec<usize> = (organisations..organisations + ORGANISATIONS).collect();
    let reports = Reports { places: &places, columns: COLUMNS, values: &values };

    let mut stopwatch = Stopwatch::new(asked.runs);
    let totals = stopwatch.time(|| roll_up(&tree, reports, asked.threads))?;
    let all: Vec<[f64; 2]> = (0..COLUMNS).filter_map(|column| totals.total(0, column).parts).collect();
    let reported: usize = (0..COLUMNS).map(|column| totals.total(0, column).coverage.reported).sum();
    let sum = |part: usize| all.iter().map(|parts| parts[part]).sum::<f64>();
    println!("{}", json!({ "numerator": sum(0), "denominator": sum(1), "reported": reported }));
    eprintln!("{stopwatch}");
    Ok(())
}

/// A numerator and a denominator, whole numbers; two in a hundred are missing. The numbers are those of
/// `SplitMix64` (Steele, Lea and Flood 2014) after so many steps from zero.
fn value(cell: u64) -> [f64; 2] {
    let mut z = (cell + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^= z >> 31;
    if z.is_multiple_of(50) {
        return [f64::NAN; 2];
    }
    let denominator = 1 + (z >> 8) % 400;
    [((z >> 32) % (denominator + 1)) as f64, denominator as f64]
}
