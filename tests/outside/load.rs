//! Writers that never stop, the log of what was acknowledged, and the check that all of it is there once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use store::{Location, Read, Store};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::ask;
use crate::client::Client;
use crate::town::{STATEMENTS, Seeded};

/// How many write at the same time.
pub(crate) const WRITERS: usize = 16;

/// Something durable that a writer does again and again. Each leaves its entry in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Deed {
    /// A line of the change log.
    Change,
    /// A post in a discussion.
    Post,
    /// A vote, or the change of an earlier one.
    Vote,
}

impl Deed {
    const ALL: [Self; 3] = [Self::Change, Self::Post, Self::Vote];

    fn word(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Post => "post",
            Self::Vote => "vote",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.word() == word)
    }
}

/// What somebody says to a statement. They go through the statements one by one and change their mind each time
/// round, so that every vote is a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ballot {
    statement: i64,
    agrees: bool,
}

impl Ballot {
    fn of(count: usize) -> Self {
        let place = count / Deed::ALL.len();
        Self { statement: (place % STATEMENTS) as i64 + 1, agrees: (place / STATEMENTS).is_multiple_of(2) }
    }
}

/// One write: the how many-th of which writer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Sent {
    deed: Deed,
    writer: usize,
    count: usize,
}

impl Sent {
    /// What is in no other write.
    fn mark(&self) -> String {
        format!("{}-{}-{}", self.deed.word(), self.writer, self.count)
    }

    fn read(mark: &str) -> Option<Self> {
        let mut parts = mark.split('-');
        let deed = Deed::from_word(parts.next()?)?;
        let mut number = || parts.next()?.parse().ok();
        Some(Self { deed, writer: number()?, count: number()? })
    }

    /// Where it is sent, and what.
    fn request(&self, slug: &str) -> (String, String) {
        let mark = self.mark();
        match self.deed {
            Deed::Change => {
                (format!("/api/i/{slug}/changes"), format!(r#"{{"code":"practice","line":"{mark}"}}"#))
            }
            Deed::Post => (format!("/api/i/{slug}/discussions/1/posts"), format!(r#"{{"text":"{mark}"}}"#)),
            Deed::Vote => {
                let Ballot { statement, agrees } = Ballot::of(self.count);
                let choice = if agrees { "agree" } else { "disagree" };
                let path = format!("/api/i/{slug}/conversations/1/statements/{statement}/votes");
                (path, format!(r#"{{"choice":"{choice}"}}"#))
            }
        }
    }
}

/// What one writer has still to do, and where it notes what was acknowledged.
struct Writer {
    number: usize,
    token: String,
    count: usize,
    /// Sent, and no answer came: it may have happened or not. It is sent again under the same key.
    open: Option<Sent>,
    log: File,
}

/// Everybody who writes.
pub(crate) struct Load {
    writers: Vec<Writer>,
    town: Seeded,
    log: PathBuf,
}

impl Load {
    /// The writers of `town`, whose acknowledgements go to the file `log`.
    pub(crate) fn new(town: Seeded, log: &Path) -> Self {
        let open = || OpenOptions::new().create(true).append(true).open(log).expect("the log");
        let writer = |(number, token): (usize, &String)| Writer {
            number,
            token: token.clone(),
            count: 0,
            open: None,
            log: open(),
        };
        let writers = town.tokens.iter().take(WRITERS).enumerate().map(writer).collect();
        Self { writers, town, log: log.to_owned() }
    }

    /// Lets everybody write to `server` until `meanwhile` is over and the server answers no more, or for good
    /// once `meanwhile` answers `false`.
    pub(crate) async fn run(&mut self, server: SocketAddr, meanwhile: impl Future<Output = ()>) {
        let mut running = JoinSet::new();
        for mut writer in self.writers.drain(..) {
            let slug = self.town.slug.clone();
            running.spawn(async move {
                writer.write(server, &slug, None).await;
                writer
            });
        }
        meanwhile.await;
        self.writers = running.join_all().await;
    }

    /// Sends what is open again, and `more` writes each; every one has to be acknowledged.
    pub(crate) async fn finish(&mut self, server: SocketAddr, more: usize) {
        let mut running = JoinSet::new();
        for mut writer in self.writers.drain(..) {
            let slug = self.town.slug.clone();
            running.spawn(async move {
                writer.write(server, &slug, Some(more)).await;
                assert!(
                    writer.open.is_none(),
                    "writer {} was not answered: {:?}",
                    writer.number,
                    writer.open
                );
                writer
            });
        }
        self.writers = running.join_all().await;
    }

    /// How many writes were acknowledged until now.
    pub(crate) fn acknowledged(&self) -> usize {
        acknowledged(&self.log).len()
    }

    /// How many writers wait for an answer that never came.
    pub(crate) fn unanswered(&self) -> usize {
        self.writers.iter().filter(|writer| writer.open.is_some()).count()
    }
}

impl Writer {
    /// Writes until the server is gone, or so many times.
    async fn write(&mut self, server: SocketAddr, slug: &str, times: Option<usize>) {
        let mut client = Client::with_token(server, &self.token);
        let until = times.map(|times| self.count + times);
        loop {
            if self.open.is_none() && until.is_some_and(|until| self.count >= until) {
                return;
            }
            let sent = self.open.take().unwrap_or_else(|| self.next());
            let (path, body) = sent.request(slug);
            let mark = sent.mark();
            // One write for the whole line: all writers share the file.
            let line = format!("{mark}\n");
            match client.post_json(&path, &mark, &body).await {
                Ok(response) if response.is_ok() => self.log.write_all(line.as_bytes()).expect("the log"),
                Ok(response) if response.status < 500 => panic!("{mark} was refused: {response:?}"),
                // Not now: the disk is full, or another change was in the way.
                Ok(_) => {
                    self.open = Some(sent);
                    if until.is_none() {
                        return;
                    }
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                Err(_) => {
                    self.open = Some(sent);
                    return;
                }
            }
        }
    }

    fn next(&mut self) -> Sent {
        self.count += 1;
        let deed = Deed::ALL[self.count % Deed::ALL.len()];
        Sent { deed, writer: self.number, count: self.count }
    }
}

/// What the log says was acknowledged; a line that was cut off was not.
fn acknowledged(log: &Path) -> BTreeSet<Sent> {
    let file = BufReader::new(File::open(log).expect("the log"));
    file.lines().map_while(Result::ok).filter_map(|mark| Sent::read(&mark)).collect()
}

/// What the log and the database say together.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// How many were acknowledged.
    pub(crate) acknowledged: usize,
    /// Acknowledged, and not there.
    pub(crate) lost: Vec<String>,
    /// There more than once.
    pub(crate) doubled: Vec<String>,
    /// A row without its entry in the journal, or the entry without its row.
    pub(crate) half: Vec<String>,
}

impl Findings {
    /// Fails unless everything is there, once, and whole.
    pub(crate) fn expect_none(&self) {
        let some = |found: &[String]| found.iter().take(5).cloned().collect::<Vec<_>>();
        assert!(self.lost.is_empty(), "{} lost, such as {:?}", self.lost.len(), some(&self.lost));
        assert!(self.doubled.is_empty(), "{} doubled, such as {:?}", self.doubled.len(), some(&self.doubled));
        assert!(self.half.is_empty(), "{} half done, such as {:?}", self.half.len(), some(&self.half));
    }
}

impl std::fmt::Display for Findings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { acknowledged, lost, doubled, half } = self;
        let (lost, doubled, half) = (lost.len(), doubled.len(), half.len());
        write!(f, "{acknowledged} acknowledged, {lost} lost, {doubled} doubled, {half} half done")
    }
}

impl Load {
    /// Compares the log with what stands in the database, which no server has open.
    pub(crate) async fn check(&self, location: &Location) -> Findings {
        let acknowledged = acknowledged(&self.log);
        let store = Store::open(location).await.expect("the database opens");
        let mut read = store.read().await.expect("a connection");
        let mut findings = self.check_rows(&mut read, &acknowledged).await;
        self.check_votes(&mut read, &acknowledged, &mut findings).await;
        findings
    }

    /// Compares a copy, made while more was written, with what was acknowledged before.
    pub(crate) async fn check_copy(&self, location: &Location, before: &Path) -> Findings {
        let store = Store::open(location).await.expect("the database opens");
        let mut read = store.read().await.expect("a connection");
        self.check_rows(&mut read, &acknowledged(before)).await
    }

    async fn check_rows(&self, read: &mut Read, acknowledged: &BTreeSet<Sent>) -> Findings {
        let mut findings = Findings { acknowledged: acknowledged.len(), ..Findings::default() };
        for deed in [Deed::Change, Deed::Post] {
            let rows = ask::rows(read, self.town.initiative, deed).await;
            let told = ask::told(read, self.town.initiative, deed).await;
            let sent = acknowledged.iter().filter(|sent| sent.deed == deed).map(Sent::mark).collect();
            findings.compare(&sent, rows, told);
        }
        let cast = acknowledged.iter().filter(|sent| sent.deed == Deed::Vote).count();
        let told = ask::told(read, self.town.initiative, Deed::Vote).await.len();
        if told < cast {
            findings.half.push(format!("{} votes without an entry", cast - told));
        }
        if !ask::counts_are_right(read, self.town.initiative).await {
            findings.half.push("the count of the votes differs from the votes".to_owned());
        }
        findings
    }

    /// Votes leave one row for each person and statement, the last one, and one entry each.
    async fn check_votes(&self, read: &mut Read, acknowledged: &BTreeSet<Sent>, findings: &mut Findings) {
        let votes = ask::votes(read, self.town.initiative).await;
        let mut last: BTreeMap<(usize, i64), bool> = BTreeMap::new();
        let cast: Vec<&Sent> = acknowledged.iter().filter(|sent| sent.deed == Deed::Vote).collect();
        for sent in &cast {
            let Ballot { statement, agrees } = Ballot::of(sent.count);
            last.insert((sent.writer, statement), agrees);
        }
        let open = self.writers.iter().filter_map(|writer| writer.open.as_ref());
        let open: Vec<&Sent> = open.filter(|sent| sent.deed == Deed::Vote).collect();
        for ((writer, statement), agrees) in last {
            let may_have_changed = open.iter().any(|sent| {
                sent.writer == writer && Ballot::of(sent.count) == Ballot { statement, agrees: !agrees }
            });
            if votes.get(&(self.town.people[writer], statement)) != Some(&agrees) && !may_have_changed {
                findings.lost.push(format!("the vote of writer {writer} on {statement}"));
            }
        }
        let told = ask::told(read, self.town.initiative, Deed::Vote).await.len();
        if told > cast.len() + open.len() {
            findings.doubled.push(format!("{} votes more than were cast", told - cast.len()));
        }
    }
}

impl Findings {
    /// Whether each of `sent` is among the rows once, and each row has one entry.
    fn compare(&mut self, sent: &BTreeSet<String>, rows: Vec<(Uuid, String)>, told: Vec<Uuid>) {
        let mut entries: HashMap<Uuid, usize> = HashMap::new();
        for object in told {
            *entries.entry(object).or_default() += 1;
        }
        let mut marks = BTreeSet::new();
        for (id, mark) in rows {
            let told = entries.remove(&id);
            // What the town began with, and what a test tries beside the writers.
            if Sent::read(&mark).is_none() {
                continue;
            }
            match told {
                Some(1) => {}
                Some(_) => self.doubled.push(format!("the entry of {mark}")),
                None => self.half.push(format!("{mark} has no entry")),
            }
            if !marks.insert(mark.clone()) {
                self.doubled.push(mark);
            }
        }
        self.lost.extend(sent.difference(&marks).cloned());
        self.half.extend(entries.keys().map(|id| format!("the entry of {id} has no row")));
    }
}

/// Waits a random time within these milliseconds.
pub(crate) async fn a_while(milliseconds: std::ops::Range<u64>) {
    tokio::time::sleep(Duration::from_millis(random(milliseconds))).await;
}

/// A random number within these.
pub(crate) fn random(within: std::ops::Range<u64>) -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the machine has chance");
    within.start + u64::from_le_bytes(bytes) % (within.end - within.start)
}

/// Tries `again` until it answers `true`; fails when that took longer than `at_most`. Answers how long it took.
pub(crate) async fn within(at_most: Duration, what: &str, mut again: impl AsyncFnMut() -> bool) -> Duration {
    let began = Instant::now();
    while !again().await {
        assert!(began.elapsed() < at_most, "{what}: not within {at_most:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    began.elapsed()
}
