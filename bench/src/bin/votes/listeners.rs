//! Whoever has the conversation's page open: what they are pushed, and when it came.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// A map that was pushed.
pub(crate) struct Pushed {
    /// People and votes in it, as it says itself.
    pub(crate) people: u64,
    pub(crate) votes: u64,
    /// When each listener had it.
    pub(crate) came: Vec<Instant>,
}

/// What all listeners together heard.
#[derive(Default)]
pub(crate) struct Heard {
    /// Maps by the number of the last vote they hold.
    pub(crate) maps: BTreeMap<u64, Pushed>,
    /// When each listener heard of the first statement that was said meanwhile, of the second and so on.
    pub(crate) statements: Vec<Vec<Instant>>,
}

/// Those who listen; they leave when this is dropped.
pub(crate) struct Listeners {
    heard: Arc<Mutex<Heard>>,
    _listening: JoinSet<()>,
}

impl Listeners {
    /// Lets so many listen at `path`, spread over the nodes.
    pub(crate) async fn at(nodes: &[String], path: &str, many: u64) -> Result<Self> {
        let (heard, mut listening) = (Arc::new(Mutex::new(Heard::default())), JoinSet::new());
        for at in 0..many {
            let node = &nodes[at as usize % nodes.len()];
            let mut open = BufReader::with_capacity(2048, TcpStream::connect(node).await?);
            let request = format!("GET {path} HTTP/1.1\r\nHost: {node}\r\nAccept: text/event-stream\r\n\r\n");
            open.write_all(request.as_bytes()).await?;
            let mut line = String::new();
            open.read_line(&mut line).await?;
            if !line.contains(" 200 ") {
                bail!("a listener was answered with {line}");
            }
            let heard = Arc::clone(&heard);
            listening.spawn(async move {
                if let Err(error) = listen(open, &heard).await {
                    eprintln!("a listener was lost: {error:#}");
                }
            });
        }
        Ok(Self { heard, _listening: listening })
    }

    /// The number of the last vote in the newest map that anybody had.
    pub(crate) fn newest(&self) -> u64 {
        self.with(|heard| heard.maps.last_key_value().map_or(0, |(&stamp, _)| stamp))
    }

    /// What was heard so far.
    pub(crate) fn with<T>(&self, look: impl FnOnce(&mut Heard) -> T) -> T {
        look(&mut self.heard.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Notes each event that comes, until the connection ends.
async fn listen(mut open: BufReader<TcpStream>, heard: &Mutex<Heard>) -> Result<()> {
    let (mut line, mut event, mut said) = (String::new(), String::new(), 0);
    loop {
        line.clear();
        if open.read_line(&mut line).await? == 0 {
            bail!("the stream ended");
        }
        let came = Instant::now();
        if let Some(name) = line.strip_prefix("event:") {
            name.trim().clone_into(&mut event);
        } else if let Some(data) = line.strip_prefix("data:") {
            let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
            match event.as_str() {
                "map" => map(&mut heard, data, came)?,
                "news" if data.trim_start().starts_with("statement.added ") => {
                    if heard.statements.len() == said {
                        heard.statements.push(Vec::new());
                    }
                    heard.statements[said].push(came);
                    said += 1;
                }
                _ => {}
            }
        }
    }
}

/// A map came. What it says is read once for all who have it, by its stamp.
fn map(heard: &mut Heard, data: &str, came: Instant) -> Result<()> {
    let (_, rest) = data.rsplit_once("\"stamp\":").context("a map has a stamp")?;
    let digits = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    let stamp: u64 = rest[..digits].parse()?;
    if let Some(pushed) = heard.maps.get_mut(&stamp) {
        pushed.came.push(came);
        return Ok(());
    }
    let map: Value = serde_json::from_str(data)?;
    let count = |name: &str| map["counts"][name].as_u64().context("a map counts people and votes");
    let pushed = Pushed { people: count("map-people")?, votes: count("map-votes")?, came: vec![came] };
    heard.maps.insert(stamp, pushed);
    Ok(())
}
