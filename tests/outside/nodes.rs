//! Two nodes on one PostgreSQL: what is done at one is seen at both, each act once and in order.

use std::collections::BTreeMap;
use std::io::Result;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use store::Location;
use tokio::task::JoinSet;

use crate::client::Client;
use crate::server::{Server, alone, full};
use crate::town::{self, Seeded};

/// How long to wait for one more event before it counts as lost.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn two_nodes_see_each_other_with_notify() {
    house::on_postgres(async |location| see_each_other("NOTIFY", &location, &[]).await);
}

#[test]
fn two_nodes_see_each_other_without_notify() {
    house::on_postgres(async |location| see_each_other("no NOTIFY", &location, &["--no-notify"]).await);
}

async fn see_each_other(how: &str, location: &Location, flags: &[&str]) {
    let _alone = alone();
    let town = town::seed(location).await;
    let acts = if full() { 10_000 } else { 2_000 };
    let nodes = [Server::start(location, flags).await, Server::start(location, flags).await];
    let addresses = [nodes[0].address, nodes[1].address];
    let mut reading = JoinSet::new();
    for (node, address) in addresses.into_iter().enumerate() {
        let feed = Feed::open(address, &town, None).await.expect("a live feed");
        reading.spawn(async move { (node, feed.posts(acts).await) });
    }
    // A feed without a number begins when it is first read.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let answered = post(&town, addresses, acts).await;
    let mut seen: Vec<(usize, Vec<News>)> = reading.join_all().await;
    seen.sort_by_key(|(node, _)| *node);
    let mut delays = Vec::new();
    for (node, news) in &seen {
        assert!(news.windows(2).all(|pair| pair[1].number == pair[0].number + 1), "node {node} left a gap");
        let mut posts = BTreeMap::new();
        for one in news.iter().filter(|one| one.post().is_some()) {
            let twice = posts.insert(one.post().expect("a post"), one.at);
            assert!(twice.is_none(), "node {node} told {} twice", one.words);
        }
        assert_eq!(posts.len(), acts, "node {node}");
        for (post, answered) in &answered {
            let seen = posts.get(post.as_str()).unwrap_or_else(|| panic!("node {node} did not tell {post}"));
            delays.push(seen.saturating_duration_since(*answered));
        }
    }
    let order = |news: &[News]| news.iter().map(|one| one.words.clone()).collect::<Vec<_>>();
    assert_eq!(order(&seen[0].1), order(&seen[1].1), "the nodes tell another order");
    comes_again(addresses[1], &town, &seen[1].1).await;

    delays.sort();
    let (p50, p99) = (delays[delays.len() / 2], delays[delays.len() * 99 / 100]);
    println!(
        "figure: two nodes, {how}: {acts} acts, each seen once and in order at both; from answer to event p50 {p50:.0?}, p99 {p99:.0?} (aim 1 s)"
    );
}

/// Whoever comes again with the last number they saw gets what they missed.
async fn comes_again(address: SocketAddr, town: &Seeded, all: &[News]) {
    let from = &all[all.len() / 2];
    let missed = all[all.len() / 2 + 1..].iter().filter(|one| one.post().is_some()).count();
    let feed = Feed::open(address, town, Some(from.number)).await.expect("a live feed");
    let again = feed.posts(missed).await;
    assert_eq!(again.first().map(|one| one.number), Some(from.number + 1));
    assert!(again.windows(2).all(|pair| pair[1].number == pair[0].number + 1), "a gap after coming again");
}

/// Writes so many posts, in turn at each node; answers each post's id and when it was acknowledged.
async fn post(town: &Seeded, nodes: [SocketAddr; 2], acts: usize) -> Vec<(String, Instant)> {
    let writers = town.tokens.len();
    let mut running = JoinSet::new();
    for (number, token) in town.tokens.iter().enumerate() {
        let mut client = Client::with_token(nodes[number % 2], token);
        let path = format!("/api/i/{}/discussions/1/posts", town.slug);
        running.spawn(async move {
            let mut answered = Vec::new();
            for count in (number..acts).step_by(writers) {
                let body = format!(r#"{{"text":"post {count}"}}"#);
                let answer =
                    client.post_json(&path, &format!("post-{count}"), &body).await.expect("an answer");
                assert!(answer.is_ok(), "{answer:?}");
                let body: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
                answered.push((body["id"].as_str().expect("an id").to_owned(), Instant::now()));
            }
            answered
        });
    }
    running.join_all().await.concat()
}

/// One event of the live feed.
struct News {
    number: i64,
    words: String,
    at: Instant,
}

impl News {
    /// The post's id, if a post was written.
    fn post(&self) -> Option<&str> {
        self.words.strip_prefix("post.written post/")
    }
}

/// A reader of the live feed.
struct Feed {
    client: Client,
    begun: String,
}

impl Feed {
    async fn open(server: SocketAddr, town: &Seeded, after: Option<i64>) -> Result<Self> {
        let mut client = Client::with_session(server, &town.session);
        let own = after.map_or_else(String::new, |after| format!("last-event-id: {after}\r\n"));
        client.begin(&format!("GET /i/{}/live HTTP/1.1\r\n", town.slug), &own, b"").await?;
        let head = client.head().await?;
        assert_eq!(head.status, 200);
        assert_eq!(head.header("content-type"), Some("text/event-stream"));
        Ok(Self { client, begun: String::new() })
    }

    /// Reads until so many posts were told.
    async fn posts(mut self, wanted: usize) -> Vec<News> {
        let (mut found, mut posts) = (Vec::new(), 0);
        while posts < wanted {
            let next = tokio::time::timeout(PATIENCE, self.next()).await;
            let Ok(Ok(news)) = next else { panic!("the feed stopped after {posts} of {wanted} posts") };
            posts += usize::from(news.post().is_some());
            found.push(news);
        }
        found
    }

    async fn next(&mut self) -> Result<News> {
        loop {
            if let Some((event, rest)) = self.begun.split_once("\n\n") {
                let field = |name: &str| {
                    let line = event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
                    line.unwrap_or_default().to_owned()
                };
                let (number, words, kind) = (field("id"), field("data"), field("event"));
                self.begun = rest.into();
                if kind == "news" {
                    return Ok(News { number: number.parse().expect("a number"), words, at: Instant::now() });
                }
                continue;
            }
            let chunk = self.client.chunk().await?.ok_or(std::io::ErrorKind::UnexpectedEof)?;
            self.begun += &String::from_utf8_lossy(&chunk);
        }
    }
}
