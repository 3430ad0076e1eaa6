use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail, ensure};
use clap::{Args, Subcommand};
use indicatif::ProgressBar;
use kernel::Clock;
use serde::Serialize;
use store::{Location, Store};

use super::print;
use crate::configuration::Configuration;
use crate::{ballast, house};

/// Copy the whole database while it serves, or check such a copy
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Backup {
    /// The file to write; it must not exist yet
    #[arg(long, value_name = "FILE", required = true)]
    to: Option<PathBuf>,
    #[command(subcommand)]
    check: Option<Check>,
}

#[derive(Debug, Subcommand)]
enum Check {
    /// Open a copy of the backup and look through all of it: a backup counts only once it was restored
    Verify {
        /// The backup
        file: PathBuf,
    },
}

/// Put a backup into an empty folder
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup
    file: PathBuf,
    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Serialize)]
struct Written {
    file: PathBuf,
    bytes: u64,
}

#[derive(Debug, Serialize)]
struct Restored {
    database: PathBuf,
    bytes: u64,
    initiatives: usize,
    entries: u64,
    dry_run: bool,
}

#[derive(Debug, Serialize)]
struct Verified {
    file: PathBuf,
    sound: bool,
    flaws: Vec<String>,
    initiatives: usize,
    entries: u64,
}

pub(crate) async fn run(configuration: &Configuration, backup: &Backup, json: bool) -> Result<ExitCode> {
    match (&backup.check, &backup.to) {
        (Some(Check::Verify { file }), _) => {
            let verified = verify(file).await?;
            print(json, &verified, &verified)?;
            Ok(if verified.sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        (None, Some(to)) => write(configuration, to, json).await.map(|()| ExitCode::SUCCESS),
        (None, None) => bail!("say where to with --to FILE"),
    }
}

async fn write(configuration: &Configuration, to: &Path, json: bool) -> Result<()> {
    ensure!(!to.exists(), "{} is there already; a backup is never written over", to.display());
    let store = house::existing(configuration).await?;
    let bar = ProgressBar::new(0);
    store
        .copy_to(to.to_owned(), {
            let bar = bar.clone();
            move |done, of| {
                bar.set_length(of);
                bar.set_position(done);
            }
        })
        .await?;
    bar.finish_and_clear();
    // On disk before it is called a backup.
    let file = fs::File::open(to)?;
    file.sync_all()?;
    eprintln!("Written to {}. Check it with: groundswell backup verify {}", to.display(), to.display());
    print(json, &Written { file: to.to_owned(), bytes: file.metadata()?.len() }, "")
}

async fn verify(file: &Path) -> Result<Verified> {
    ensure!(file.is_file(), "{} is not a file", file.display());
    let folder = tempfile::tempdir()?;
    fs::copy(file, folder.path().join(store::FILE)).context("the backup cannot be read")?;
    let mut flaws = store::inspect(&folder.path().join(store::FILE))
        .with_context(|| format!("{} is no backup", file.display()))?;
    let (mut initiatives, mut entries) = (0, 0);
    if flaws.is_empty() {
        let store = Store::open(&Location::Folder(folder.path().to_owned())).await?;
        let pending = store.pending(&house::migrations()).await?;
        if !pending.is_empty() {
            store.migrate(&house::migrations()).await?;
        }
        let world = house::over(store, Clock::System);
        let mut read = world.store.read().await?;
        for initiative in journal::initiatives(&mut read).await? {
            let report = journal::verify_store(&mut read, initiative, None).await?;
            initiatives += 1;
            entries += report.entries;
            if !report.is_whole() {
                flaws.push(report.to_string());
            }
        }
    }
    Ok(Verified { file: file.to_owned(), sound: flaws.is_empty(), flaws, initiatives, entries })
}

impl fmt::Display for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, initiatives, entries) = (self.file.display(), self.initiatives, self.entries);
        if self.sound {
            writeln!(f, "{file}: sound. {initiatives} initiatives, {entries} sealed acts read again.")
        } else {
            writeln!(f, "{file}: NOT sound.")?;
            self.flaws.iter().try_for_each(|flaw| writeln!(f, "  {flaw}"))
        }
    }
}

pub(crate) async fn restore(configuration: &Configuration, restore: &Restore, json: bool) -> Result<()> {
    let Some(folder) = configuration.folder() else {
        bail!("a PostgreSQL database is restored with its own tools (pg_restore)");
    };
    let target = folder.join(store::FILE);
    ensure!(!target.exists(), "{} holds a database already; restore into an empty folder", folder.display());
    let verified = verify(&restore.file).await?;
    ensure!(verified.sound, "the backup is not sound:\n  {}", verified.flaws.join("\n  "));
    if restore.dry_run {
        eprintln!("{} would become {}", restore.file.display(), target.display());
    } else {
        fs::create_dir_all(folder)?;
        fs::copy(&restore.file, &target)?;
        fs::File::open(&target)?.sync_all()?;
        ballast::keep(folder);
        eprintln!(
            "Restored to {}. Start with: groundswell serve --data {}",
            target.display(),
            folder.display()
        );
    }
    let restored = Restored {
        database: target,
        bytes: fs::metadata(&restore.file)?.len(),
        initiatives: verified.initiatives,
        entries: verified.entries,
        dry_run: restore.dry_run,
    };
    print(json, &restored, "")
}
