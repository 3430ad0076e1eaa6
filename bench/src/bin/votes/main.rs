//! Votes into one conversation at a steady rate, by people without an account, while others have its page open. Requests are
//! sent when they are due, whether or not earlier ones were answered: a server that stalls is not spared the votes of that
//! time. Once a second somebody says something new, of which every open page hears. Prints one line of JSON.

mod line;
mod listeners;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Parser;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{sleep, sleep_until, timeout};

use self::line::Line;
use self::listeners::{Heard, Listeners};

/// Connections over which votes are sent: each carries one vote at a time.
const CONNECTIONS: usize = 128;
/// Whoever waits so long for an answer has gone.
const PATIENCE: Duration = Duration::from_secs(30);

/// Vote at a steady rate
#[derive(Parser, Clone)]
struct Votes {
    /// The nodes, `127.0.0.1:8080`; votes and listeners are spread over them
    #[arg(required = true)]
    nodes: Vec<String>,
    /// The initiative
    #[arg(long)]
    slug: String,
    /// The conversation's number
    #[arg(long)]
    conversation: u64,
    /// How many statements it has
    #[arg(long)]
    statements: u64,
    /// How many people take part
    #[arg(long, default_value_t = 50_000)]
    people: u64,
    /// Votes a second
    #[arg(long, default_value_t = 1_000)]
    rate: u64,
    /// For how long
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// How many have the page open
    #[arg(long, default_value_t = 500)]
    listeners: u64,
}

/// One vote: the how many-th, and when it is due.
struct Due {
    number: u64,
    at: Instant,
}

/// What was acknowledged, and how long that took.
#[derive(Default)]
struct Found {
    /// Person and statement.
    cast: Mutex<BTreeSet<(u64, u64)>>,
    spent: Mutex<Vec<Duration>>,
    /// When the first vote was acknowledged, the second and so on.
    acknowledged: Mutex<Vec<Instant>>,
    refused: AtomicU64,
    broken: AtomicU64,
}

fn held<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

#[tokio::main]
async fn main() -> Result<()> {
    let votes = Votes::parse();
    let found = Arc::new(Found::default());
    // Everybody takes part before it counts: the roll is not what is measured.
    run(&votes, &found, 0..votes.people, None).await?;
    held(&found.spent).clear();
    let page = format!("/i/{}/conversations/{}/live", votes.slug, votes.conversation);
    let listeners = Listeners::at(&votes.nodes, &page, votes.listeners).await?;
    let saying = tokio::spawn(say(votes.clone()));
    let begun = Instant::now();
    run(&votes, &found, votes.people..votes.people + votes.rate * votes.seconds, Some(votes.rate)).await?;
    let seconds = begun.elapsed().as_secs_f64();
    let said = saying.await??;
    let all = held(&found.acknowledged).len() as u64;
    let end = Instant::now() + PATIENCE;
    while listeners.newest() < all && Instant::now() < end {
        sleep(Duration::from_millis(50)).await;
    }
    // The last map and the last news are still on their way to some.
    sleep(Duration::from_secs(2)).await;

    let mut spent = held(&found.spent).clone();
    spent.sort_unstable();
    let mut report = json!({
        "answered": spent.len(),
        "seconds": seconds,
        "cells": held(&found.cast).len(),
        "p50": ms(&spent, 0.50),
        "p99": ms(&spent, 0.99),
        "most": ms(&spent, 1.0),
        "refused": found.refused.load(Ordering::Relaxed),
        "broken": found.broken.load(Ordering::Relaxed),
    });
    let acknowledged = held(&found.acknowledged).clone();
    let heard = listeners.with(|heard| of_heard(heard, begun, &acknowledged, &said, votes.listeners));
    report.as_object_mut().context("it is one")?.extend(heard);
    println!("{report}");
    Ok(())
}

/// How far the maps were behind the votes, how long it took until everybody had something new, and what each map says it
/// holds.
fn of_heard(
    heard: &mut Heard,
    begun: Instant,
    acknowledged: &[Instant],
    said: &[Instant],
    listeners: u64,
) -> serde_json::Map<String, Value> {
    // Just before a map comes, the one before is the newest there is, and the first vote that it lacks is the oldest that
    // nobody sees yet.
    let maps: Vec<_> = heard.maps.iter().map(|(&stamp, map)| (stamp, map)).collect();
    let behind = maps.windows(2).filter_map(|pair| {
        let lacking = acknowledged.get(usize::try_from(pair[0].0).ok()?)?;
        Some(pair[1].1.came.first()?.saturating_duration_since(*lacking))
    });
    // Whoever comes is given the newest map, so what was pushed before all were there says nothing. Listeners may miss a
    // map that the next one overtakes; the last one reaches everybody.
    let pushed = maps.iter().filter(|(_, map)| map.came[0] >= begun);
    let spread = pushed.flat_map(|(_, map)| map.came.iter().map(|came| *came - map.came[0]));
    let news =
        said.iter().zip(&heard.statements).flat_map(|(said, came)| came.iter().map(|came| *came - *said));
    let (behind, spread, news) = (sorted(behind), sorted(spread), sorted(news));
    let missed = heard.statements.iter().map(|came| listeners - came.len() as u64).sum::<u64>()
        + (said.len() - heard.statements.len()) as u64 * listeners;
    let last = maps.last().map_or(0, |(_, map)| map.came.len() as u64);
    let rows = maps.iter().map(|(stamp, map)| json!([stamp, map.people, map.votes]));
    let found = json!({
        "maps": rows.collect::<Vec<_>>(),
        "behind": ms(&behind, 1.0),
        "spread": ms(&spread, 0.99),
        "news": ms(&news, 0.99),
        "missed": missed + listeners - last,
    });
    found.as_object().cloned().unwrap_or_default()
}

fn sorted(spans: impl Iterator<Item = Duration>) -> Vec<Duration> {
    let mut spans: Vec<_> = spans.collect();
    spans.sort_unstable();
    spans
}

/// The milliseconds within which this share of the sorted spans lies.
fn ms(spans: &[Duration], share: f64) -> f64 {
    let at = ((spans.len() as f64 * share) as usize).min(spans.len().saturating_sub(1));
    spans.get(at).map_or(0.0, |span| span.as_secs_f64() * 1e3)
}

/// Sends these votes at `rate` a second, or as fast as they are answered.
async fn run(
    votes: &Votes,
    found: &Arc<Found>,
    numbers: std::ops::Range<u64>,
    rate: Option<u64>,
) -> Result<()> {
    let (due, coming) = mpsc::channel(if rate.is_some() { 1 << 20 } else { CONNECTIONS });
    let coming = Arc::new(tokio::sync::Mutex::new(coming));
    let mut working = JoinSet::new();
    for at in 0..CONNECTIONS {
        let mut line = Line::to(&votes.nodes[at % votes.nodes.len()]);
        let (votes, found, coming) = (votes.clone(), Arc::clone(found), Arc::clone(&coming));
        working.spawn(async move {
            loop {
                let Some(next) = coming.lock().await.recv().await else { return };
                cast(&votes, &found, &mut line, next).await;
            }
        });
    }
    let begun = Instant::now();
    for (place, number) in (0_u64..).zip(numbers) {
        let at = match rate {
            Some(rate) => begun + Duration::from_nanos(1_000_000_000 / rate * place),
            None => Instant::now(),
        };
        sleep_until(at.into()).await;
        due.send(Due { number, at }).await.context("nobody votes any more")?;
    }
    drop(due);
    while let Some(done) = working.join_next().await {
        done?;
    }
    Ok(())
}

/// Casts one vote and notes what came of it.
async fn cast(votes: &Votes, found: &Found, line: &mut Line, due: Due) {
    // Person after person, and each time round another statement; after all of these people change their minds.
    let (person, round) = (due.number % votes.people, due.number / votes.people);
    let statement = (person + round) % votes.statements + 1;
    let choice =
        ["agree", "disagree", "pass"][((person + statement + round / votes.statements) % 3) as usize];
    let path =
        format!("/api/i/{}/conversations/{}/statements/{statement}/votes", votes.slug, votes.conversation);
    let body = format!(r#"{{"choice":"{choice}","voice":"{person:032x}"}}"#);
    match timeout(PATIENCE, line.post(&path, &format!("vote-{}", due.number), &body)).await {
        Ok(Ok(200)) => {
            let now = Instant::now();
            held(&found.spent).push(now.saturating_duration_since(due.at));
            held(&found.cast).insert((person, statement));
            held(&found.acknowledged).push(now);
        }
        Ok(Ok(_)) => _ = found.refused.fetch_add(1, Ordering::Relaxed),
        Ok(Err(_)) | Err(_) => _ = found.broken.fetch_add(1, Ordering::Relaxed),
    }
}

/// Says something new once a second; answers when each was sent.
async fn say(votes: Votes) -> Result<Vec<Instant>> {
    let path = format!("/api/i/{}/conversations/{}/statements", votes.slug, votes.conversation);
    let (mut line, mut said) = (Line::to(&votes.nodes[0]), Vec::new());
    for second in 0..votes.seconds {
        let sent = Instant::now();
        let body = format!(r#"{{"text":"New at second {second}","voice":"{:032x}"}}"#, 0);
        let status = line.post(&path, &format!("statement-{second}"), &body).await?;
        anyhow::ensure!(status < 300, "a statement was answered with {status}");
        said.push(sent);
        sleep_until((sent + Duration::from_secs(1)).into()).await;
    }
    Ok(said)
}
