//! Votes into one conversation at a steady rate, by people without an account, while others listen. Requests are sent when
//! they are due, whether or not earlier ones were answered: a server that stalls is not spared the votes of that time. Prints
//! `enrolled` when everybody has voted once, and in the end one line of JSON.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Parser;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{sleep_until, timeout};

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
    /// How many listen to what is new
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
    cast: Mutex<BTreeSet<(u64, u64)>>,
    spent: Mutex<Vec<Duration>>,
    refused: AtomicU64,
    broken: AtomicU64,
    news: AtomicU64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let votes = Votes::parse();
    let found = Arc::new(Found::default());
    // Everybody takes part before it counts: the roll is not what is measured.
    run(&votes, &found, 0..votes.people, None).await?;
    found.spent.lock().expect("nobody panics with it").clear();
    println!("enrolled");
    let listening = listen(&votes, &found).await?;
    let begun = Instant::now();
    let all = votes.people..votes.people + votes.rate * votes.seconds;
    let measured = all.end - all.start;
    run(&votes, &found, all, Some(votes.rate)).await?;
    let seconds = begun.elapsed().as_secs_f64();
    drop(listening);

    let mut spent = found.spent.lock().expect("nobody panics with it").clone();
    spent.sort_unstable();
    let ms = |share: f64| {
        let at = ((spent.len() as f64 * share) as usize).min(spent.len().saturating_sub(1));
        spent.get(at).map_or(0.0, |spent| spent.as_secs_f64() * 1e3)
    };
    let report = json!({
        "sent": measured,
        "answered": spent.len(),
        "seconds": seconds,
        "cells": found.cast.lock().expect("nobody panics with it").len(),
        "p50": ms(0.50),
        "p99": ms(0.99),
        "most": ms(1.0),
        "refused": found.refused.load(Ordering::Relaxed),
        "broken": found.broken.load(Ordering::Relaxed),
        "news": found.news.load(Ordering::Relaxed),
    });
    println!("{report}");
    Ok(())
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
        let node = votes.nodes[at % votes.nodes.len()].clone();
        let (votes, found, coming) = (votes.clone(), Arc::clone(found), Arc::clone(&coming));
        working.spawn(async move {
            let mut line = None;
            loop {
                let Some(next) = coming.lock().await.recv().await else { return };
                cast(&votes, &found, &node, &mut line, next).await;
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

/// Casts one vote and notes what came of it. A connection that broke is opened again for the next one.
async fn cast(votes: &Votes, found: &Found, node: &str, line: &mut Option<BufReader<TcpStream>>, due: Due) {
    // Person after person, and each time round another statement; after all of these people change their minds.
    let (person, round) = (due.number % votes.people, due.number / votes.people);
    let statement = (person + round) % votes.statements + 1;
    let choice =
        ["agree", "disagree", "pass"][((person + statement + round / votes.statements) % 3) as usize];
    let path =
        format!("/api/i/{}/conversations/{}/statements/{statement}/votes", votes.slug, votes.conversation);
    let body = format!(r#"{{"choice":"{choice}","voice":"{person:032x}"}}"#);
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {node}\r\nContent-Type: application/json\r\nIdempotency-Key: vote-{}\r\n\
         Content-Length: {}\r\n\r\n{body}",
        due.number,
        body.len()
    );
    let answer = async {
        if line.is_none() {
            *line = Some(BufReader::new(TcpStream::connect(node).await?));
        }
        let open = line.as_mut().context("it was opened just now")?;
        open.write_all(request.as_bytes()).await?;
        status(open).await
    };
    match timeout(PATIENCE, answer).await {
        Ok(Ok(200)) => {
            found.spent.lock().expect("nobody panics with it").push(due.at.elapsed());
            found.cast.lock().expect("nobody panics with it").insert((person, statement));
        }
        Ok(Ok(_)) => _ = found.refused.fetch_add(1, Ordering::Relaxed),
        Ok(Err(_)) | Err(_) => {
            found.broken.fetch_add(1, Ordering::Relaxed);
            *line = None;
        }
    }
}

/// The status of an answer, read to its end.
async fn status(open: &mut BufReader<TcpStream>) -> Result<u16> {
    let (mut head, mut length, mut status) = (String::new(), 0, None);
    loop {
        head.clear();
        if open.read_line(&mut head).await? == 0 {
            bail!("the connection was closed");
        }
        let line = head.trim_end();
        if line.is_empty() {
            break;
        }
        if status.is_none() {
            status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    open.read_exact(&mut body).await?;
    status.context("no status")
}

/// Lets so many listen to what is new, until the answer is dropped.
async fn listen(votes: &Votes, found: &Arc<Found>) -> Result<JoinSet<()>> {
    let mut listening = JoinSet::new();
    for at in 0..votes.listeners {
        let node = &votes.nodes[at as usize % votes.nodes.len()];
        let mut open = BufReader::new(TcpStream::connect(node).await?);
        let request = format!(
            "GET /i/{}/live HTTP/1.1\r\nHost: {node}\r\nAccept: text/event-stream\r\n\r\n",
            votes.slug
        );
        open.write_all(request.as_bytes()).await?;
        let mut line = String::new();
        open.read_line(&mut line).await?;
        if !line.contains(" 200 ") {
            bail!("a listener was answered with {line}");
        }
        let found = Arc::clone(found);
        listening.spawn(async move {
            let mut line = String::new();
            while matches!(open.read_line(&mut line).await, Ok(read) if read > 0) {
                if line.starts_with("event:") {
                    found.news.fetch_add(1, Ordering::Relaxed);
                }
                line.clear();
            }
        });
    }
    Ok(listening)
}
