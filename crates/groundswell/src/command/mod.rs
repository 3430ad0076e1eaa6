//! The command line: data to standard output, words to standard error.

mod backup;
mod doctor;
mod export;
mod import;
mod journal;
mod migrate;
mod openapi;
mod rebuild;
mod token;
mod user;

pub(crate) use import::bar;
pub use openapi::document;

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::{Parser, Subcommand};
use kernel::{Error, Profile};
use serde::Serialize;

use crate::configuration::{Configuration, Flags, ServeFlags};
use crate::{demo, house, serve};

/// Where many organisations act together on one problem that none of them can solve alone.
#[derive(Debug, Parser)]
#[command(
    name = "groundswell",
    version,
    after_help = "Examples:\n  groundswell demo                      a living initiative to walk through\n  groundswell serve                     start; the first start prints a set-up link\n  groundswell backup --to now.backup    while it serves\n  groundswell journal verify            has anybody changed what happened?"
)]
pub struct Cli {
    #[command(flatten)]
    flags: Flags,
    /// Answer as JSON, for programs
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the initiatives of this installation
    Serve(ServeFlags),
    /// Build and serve an initiative made from real data, with invented people
    Demo(demo::DemoFlags),
    /// Bring in what was made elsewhere
    #[command(subcommand)]
    Import(import::Import),
    /// Write everything of the initiatives in open formats
    Export(export::Export),
    /// Copy the whole database while it serves, or check such a copy
    Backup(backup::Backup),
    /// Put a backup into an empty folder
    Restore(backup::Restore),
    /// Check the record of what happened
    #[command(subcommand)]
    Journal(journal::Journal),
    /// Look for what is wrong with this installation
    Doctor(doctor::Doctor),
    /// People who have an account
    #[command(subcommand)]
    User(user::User),
    /// Secrets for programs
    #[command(subcommand)]
    Token(token::Token),
    /// Bring the database's schema up to date
    Migrate(migrate::Migrate),
    /// Add up every figure anew from what partners accepted, while it serves
    Rebuild(rebuild::Rebuild),
    /// Run an engine on files: opinions, ballots, budgets, numbers, networks
    Lab(lab::Lab),
    /// Print the API's description (`OpenAPI` 3.1)
    Openapi,
}

/// Runs what was asked for.
pub async fn run(cli: Cli) -> Result<ExitCode> {
    dispatch(cli).await.map_err(in_words)
}

/// A refusal with everything that is wrong, in English: the command line has no reader's language.
fn in_words(error: anyhow::Error) -> anyhow::Error {
    let say = || Ok::<_, anyhow::Error>(web::texts(&house::rooms())?.speak("en", None, Profile::Classic));
    let words = |error: Error| match &error {
        Error::Invalid(problems) => {
            let say = say()?;
            let lines = problems.0.iter().map(|problem| {
                let words = web::words_of(&say, problem);
                // Of a row in a file the words name the column already.
                if problem.row.is_some() {
                    format!("\n  {words}")
                } else {
                    format!("\n  {}: {words}", problem.field)
                }
            });
            Ok(anyhow!("this was not taken:{}", lines.collect::<String>()))
        }
        Error::Rule(key) => Ok(anyhow!(say()?.t(key))),
        _ => Ok(error.into()),
    };
    error.downcast().map_or_else(|error| error, |error| words(error).unwrap_or_else(|error| error))
}

/// Prints `data` for programs, or `words` for people. Whoever stops reading has read enough.
fn print(json: bool, data: &impl Serialize, words: impl std::fmt::Display) -> Result<()> {
    let text = if json { serde_json::to_string_pretty(data)? + "\n" } else { words.to_string() };
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// A line for each.
fn lines(all: &[impl std::fmt::Display]) -> String {
    all.iter().fold(String::new(), |text, one| text + &one.to_string() + "\n")
}

async fn dispatch(cli: Cli) -> Result<ExitCode> {
    let plain = || Configuration::new(&cli.flags, &ServeFlags::default());
    match cli.command {
        Command::Serve(flags) => serve::serve(&Configuration::new(&cli.flags, &flags)?, false).await?,
        Command::Demo(flags) => demo::run(&cli.flags, &flags).await?,
        Command::Import(import) => import::run(&plain()?, import).await?,
        Command::Export(export) => export::run(&plain()?, &export, cli.json).await?,
        Command::Backup(backup) => return backup::run(&plain()?, &backup, cli.json).await,
        Command::Restore(restore) => backup::restore(&plain()?, &restore, cli.json).await?,
        Command::Journal(journal) => return journal::run(&plain()?, &journal, cli.json).await,
        Command::Doctor(doctor) => return doctor::run(&plain()?, &doctor, cli.json).await,
        Command::User(user) => user::run(&plain()?, user, cli.json).await?,
        Command::Token(token) => token::run(&plain()?, token, cli.json).await?,
        Command::Migrate(migrate) => return migrate::run(&plain()?, &migrate, cli.json).await,
        Command::Rebuild(rebuild) => rebuild::run(&plain()?, &rebuild, cli.json).await?,
        Command::Lab(lab) => {
            let report = lab.run()?;
            print(cli.json, &report.json, &report)?;
        }
        Command::Openapi => openapi::run(),
    }
    Ok(ExitCode::SUCCESS)
}
