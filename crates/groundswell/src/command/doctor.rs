use std::fmt;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use kernel::Clock;
use serde::Serialize;
use store::{Engine, Store};

use super::{lines, print};
use crate::configuration::Configuration;
use crate::{ballast, house};

/// Look for what is wrong with this installation
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Give back the room that is kept for a full disk
    #[arg(long)]
    make_room: bool,
}

#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    fine: bool,
    words: String,
}

impl Finding {
    fn new(what: &'static str, fine: bool, words: impl Into<String>) -> Self {
        Self { what, fine, words: words.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {}: {}", if self.fine { "fine " } else { "WRONG" }, self.what, self.words)
    }
}

pub(crate) async fn run(configuration: &Configuration, doctor: &Doctor, json: bool) -> Result<ExitCode> {
    if doctor.make_room {
        let Some(folder) = configuration.folder() else {
            bail!("only the embedded database keeps a ballast")
        };
        let bytes = ballast::drop(folder)?;
        eprintln!("{} MB given back. The ballast is made again at the next start with room.", bytes >> 20);
        return Ok(ExitCode::SUCCESS);
    }
    let findings = look(configuration).await;
    print(json, &findings, lines(&findings))?;
    let sound = findings.iter().all(|finding| finding.fine);
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn look(configuration: &Configuration) -> Vec<Finding> {
    let store = match house::existing(configuration).await {
        Ok(store) => store,
        Err(error) => return vec![Finding::new("database", false, format!("{error:#}"))],
    };
    let engine = if store.engine() == Engine::Sqlite { "SQLite" } else { "PostgreSQL" };
    let mut findings = vec![Finding::new("database", true, format!("{engine} answers"))];
    if let Some(folder) = configuration.folder() {
        findings.push(match store::inspect(&folder.join(store::FILE)) {
            Ok(flaws) if flaws.is_empty() => Finding::new("file", true, "every page and key was read"),
            Ok(flaws) => Finding::new("file", false, format!("{}; restore a backup", flaws.join("; "))),
            Err(error) => Finding::new("file", false, error.to_string()),
        });
        let kept = folder.join("ballast").exists();
        findings.push(Finding::new(
            "ballast",
            kept,
            if kept {
                "room is kept for a full disk"
            } else {
                "none is kept; free some room and start again"
            },
        ));
    }
    findings.push(match store.pending(&house::migrations()).await {
        Ok(pending) if pending.is_empty() => Finding::new("schema", true, "up to date"),
        Ok(pending) => Finding::new("schema", false, format!("still to be run: {}", pending.join(", "))),
        Err(error) => Finding::new("schema", false, error.to_string()),
    });
    findings.extend(journals(store).await);
    findings
}

async fn journals(store: Store) -> Vec<Finding> {
    let world = house::over(store, Clock::System);
    let look = async {
        let mut read = world.store.read().await?;
        let mut findings = Vec::new();
        for initiative in journal::initiatives(&mut read).await? {
            let report = journal::verify_store(&mut read, initiative, None).await?;
            findings.push(Finding::new("journal", report.is_whole(), report.to_string()));
        }
        Ok::<_, store::Error>(findings)
    };
    look.await.unwrap_or_else(|error| vec![Finding::new("journal", false, error.to_string())])
}
