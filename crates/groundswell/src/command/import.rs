use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context as _, Result, bail, ensure};
use clap::{Args, Subcommand};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use kernel::{Actor, Clock, Context, Role, Roles, Standing, Via};

use super::user::OPERATOR;
use crate::configuration::Configuration;
use crate::house;

/// Bring in what was made elsewhere
#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// A conversation in Polis' files: participants-votes.csv, comments.csv, summary.csv, and votes.csv if it is there
    Conversation(Conversation),
    /// Figures of a measure from a CSV file
    Figures(Figures),
}

#[derive(Debug, Args)]
pub(crate) struct Conversation {
    /// The initiative (the name in its address)
    #[arg(long, value_name = "SLUG")]
    initiative: String,
    /// The files, in any order
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Figures {
    /// The initiative (the name in its address)
    #[arg(long, value_name = "SLUG")]
    initiative: String,
    /// The measure's number
    #[arg(long)]
    measure: i64,
    /// The column that names the partner
    #[arg(long, default_value = "FIPS")]
    key: String,
    /// The column of the period, where periods have no columns of their own
    #[arg(long, default_value = "")]
    period: String,
    /// The numerator's column; {period} stands for the period
    #[arg(long)]
    numerator: String,
    /// The denominator's column; {period} stands for the period
    #[arg(long)]
    denominator: String,
    /// The file
    file: PathBuf,
}

/// The server's command line works as the backbone of the initiative would.
pub(super) async fn context(configuration: &Configuration, slug: &str) -> Result<Context> {
    let world =
        house::world(house::existing(configuration).await?, Clock::System, configuration.vault()).await?;
    let place = people::places(&mut world.store.read().await?)
        .await?
        .into_iter()
        .find(|place| place.slug == slug)
        .with_context(|| format!("there is no initiative {slug}"))?;
    let roles =
        [Role::Member, Role::Backbone, Role::Facilitator].into_iter().fold(Roles::default(), Roles::with);
    let standing = Standing { roles, ..Standing::default() };
    let actor = Actor { name: OPERATOR.to_owned(), standing, ..Actor::default() };
    Ok(Context::of(world, Via::Import).by(actor).at(place))
}

/// How far a long work is, on standard error: a bar where somebody watches, else a line for each tenth.
pub(crate) fn bar(words: &'static str) -> impl Fn(u64, u64) + Send + Sync {
    let style = ProgressStyle::with_template("{msg:13} {wide_bar} {human_pos} of {human_len}, {eta} left");
    let bar = ProgressBar::new(0).with_style(style.expect("a template of this file")).with_message(words);
    let tenth = AtomicU64::new(0);
    move |done, of| {
        bar.set_length(of);
        bar.set_position(done);
        let tenths = 10 * done / of.max(1);
        if bar.is_hidden() && tenth.fetch_max(tenths, Ordering::Relaxed) < tenths {
            eprintln!("{words}: {} of {}", HumanCount(done), HumanCount(of));
        }
        if done == of {
            bar.finish_and_clear();
        }
    }
}

pub(crate) async fn run(configuration: &Configuration, import: Import) -> Result<()> {
    match import {
        Import::Conversation(import) => conversation(configuration, &import).await,
        Import::Figures(import) => figures(configuration, &import).await,
    }
}

async fn conversation(configuration: &Configuration, import: &Conversation) -> Result<()> {
    // The first that fits: a file that holds the table of votes says so in its name.
    let words = ["participants-votes", "comments", "summary", "votes"];
    let mut files: [Option<Vec<u8>>; 4] = [None, None, None, None];
    for path in &import.files {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(place) = words.into_iter().position(|word| name.contains(word)) else {
            bail!(
                "{} is none of participants-votes.csv, comments.csv, summary.csv, votes.csv",
                path.display()
            );
        };
        files[place] = Some(read(path, agenda::PolisFiles::LARGEST)?);
    }
    let [Some(participants_votes), Some(comments), summary, votes] = files else {
        bail!("participants-votes.csv and comments.csv are both needed");
    };
    let files = agenda::PolisFiles {
        participants_votes,
        comments,
        summary: summary.unwrap_or_default(),
        votes: votes.unwrap_or_default(),
        notice: String::new(),
    };
    let cx = context(configuration, &import.initiative).await?;
    let imported = agenda::import_polis(&cx, files, bar("votes")).await?;
    journal::Sealer::finish(cx.world).await?;
    println!("{}", serde_json::to_string(&imported)?);
    Ok(())
}

async fn figures(configuration: &Configuration, import: &Figures) -> Result<()> {
    let bytes = read(&import.file, measurement::LARGEST)?;
    let mapping = measurement::Mapping {
        key: import.key.clone(),
        period: import.period.clone(),
        numerator: import.numerator.clone(),
        denominator: import.denominator.clone(),
        ..measurement::Mapping::default()
    };
    let cx = context(configuration, &import.initiative).await?;
    let imported = measurement::import_table(&cx, import.measure, &bytes, &mapping, false).await?;
    journal::Sealer::finish(cx.world).await?;
    println!("{}", serde_json::to_string(&imported)?);
    Ok(())
}

/// Reads a file that may not be larger than `most`, so that junk of any size takes no more memory than that.
fn read(path: &Path, most: usize) -> Result<Vec<u8>> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut bytes = Vec::new();
    file.take(most as u64 + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("cannot read {}", path.display()))?;
    ensure!(bytes.len() <= most, "{} is larger than {} MB", path.display(), most >> 20);
    Ok(bytes)
}
