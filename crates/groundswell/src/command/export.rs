use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use kernel::{Actor, Clock, Context, Place, Role, Roles, Standing, Via, World};
use serde::Serialize;
use serde_json::json;
use web::Room;

use super::print;
use crate::configuration::Configuration;
use crate::house;

/// Write everything of the initiatives in open formats
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The folder to write into; it must be empty or not exist yet
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Only this initiative (the name in its address)
    #[arg(long, value_name = "SLUG")]
    initiative: Option<String>,
}

#[derive(Debug, Serialize)]
struct Written {
    folder: PathBuf,
    initiatives: Vec<Initiative>,
}

#[derive(Debug, Serialize)]
struct Initiative {
    initiative: String,
    folder: PathBuf,
    tables: usize,
    rows: usize,
    entries: u64,
    bytes: u64,
}

pub(crate) async fn run(configuration: &Configuration, export: &Export, json: bool) -> Result<()> {
    let empty = fs::read_dir(&export.to).map_or(true, |mut entries| entries.next().is_none());
    ensure!(empty, "{} is not empty", export.to.display());
    let world =
        house::world(house::existing(configuration).await?, Clock::System, configuration.vault()).await?;
    journal::Sealer::finish(Arc::clone(&world)).await?;
    let mut read = world.store.read().await?;
    let places = people::places(&mut read).await?;
    drop(read);
    let wanted: Vec<Place> = places
        .into_iter()
        .filter(|place| export.initiative.as_ref().is_none_or(|slug| *slug == place.slug))
        .collect();
    ensure!(!wanted.is_empty(), "there is no such initiative");
    let mut written = Written { folder: export.to.clone(), initiatives: Vec::new() };
    for place in wanted {
        let one = initiative(&world, place, &export.to).await?;
        eprintln!("Written: {}", one.folder.display());
        written.initiatives.push(one);
    }
    print(json, &written, "")
}

/// Whoever may read the server's disk may read everything: the export sees what any role sees.
fn everybody(place: &Place) -> Actor {
    let roles = Role::ALL.into_iter().fold(Roles::default(), Roles::with);
    Actor {
        name: place.name.clone(),
        standing: Standing { roles, ..Standing::default() },
        ..Actor::default()
    }
}

async fn initiative(world: &Arc<World>, place: Place, to: &Path) -> Result<Initiative> {
    let folder = to.join(&place.slug);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let cx = Context::of(Arc::clone(world), Via::CommandLine).by(everybody(&place)).at(place.clone());
    let mut read = world.store.read().await?;
    let (mut resources, mut rows) = (Vec::new(), 0);
    for room in house::rooms() {
        for table in room.export(&cx, &mut read).await? {
            let mut file = begin(&folder, table.name, table.columns)?;
            rows += write(&mut file, &table.rows)?;
            resources.push(describe(&*room, table.name, table.columns));
        }
        for mut table in room.long_tables() {
            let mut file = begin(&folder, table.name(), table.columns())?;
            while let Some(part) = table.next(&cx, &mut read).await? {
                rows += write(&mut file, &part)?;
            }
            resources.push(describe(&*room, table.name(), table.columns()));
        }
    }
    let mut journal = BufWriter::new(File::create(folder.join("journal.jsonl"))?);
    let entries = journal::export::write(&mut read, place.id, &mut journal).await?;
    journal.flush()?;
    let package = json!({
        "profile": "data-package",
        "name": place.slug,
        "title": place.name,
        "created": world.clock.now().to_string(),
        "resources": resources,
    });
    fs::write(folder.join("datapackage.json"), serde_json::to_vec_pretty(&package)?)?;
    let bytes = fs::read_dir(&folder)?.map(|file| Ok(file?.metadata()?.len())).sum::<io::Result<u64>>()?;
    Ok(Initiative { initiative: place.slug, folder, tables: resources.len(), rows, entries, bytes })
}

fn begin(folder: &Path, name: &str, columns: &[&str]) -> Result<csv::Writer<File>> {
    let mut file = csv::Writer::from_path(folder.join(format!("{name}.csv")))?;
    file.write_record(columns)?;
    Ok(file)
}

/// Answers how many rows that was.
fn write(file: &mut csv::Writer<File>, rows: &[Vec<String>]) -> Result<usize> {
    for row in rows {
        file.write_record(row.iter().map(|cell| defused(cell)))?;
    }
    file.flush()?;
    Ok(rows.len())
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
fn defused(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

/// A table in Frictionless' words.
fn describe(room: &dyn Room, name: &str, columns: &[&str]) -> serde_json::Value {
    let fields: Vec<_> = columns.iter().map(|name| json!({ "name": name, "type": "string" })).collect();
    json!({
        "name": name,
        "path": format!("{name}.csv"),
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8",
        "title": room.name(),
        "schema": { "fields": fields },
    })
}

#[cfg(test)]
mod tests {
    use super::defused;

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        assert_eq!(defused("=1+1"), "'=1+1");
        assert_eq!(defused("@cmd"), "'@cmd");
        assert_eq!(defused("-4.5"), "-4.5");
        assert_eq!(defused("fine"), "fine");
    }
}
