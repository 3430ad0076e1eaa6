//! Whether a journal is whole: every entry in its place, unchanged, under checkpoints that hold.

use std::io::BufRead;

use jiff::Timestamp;
use kernel::InitiativeId;
use serde::Serialize;
use store::Read;

use crate::export::{Line, Walk, lines};
use crate::key::Checkpoint;
use crate::record::Record;
use crate::tree::Tree;

/// How much older an entry may be than the newest checkpoint before it, in microseconds: an act that waited
/// for the database, and clocks of several nodes, need seconds.
const LATE: i64 = 5 * 60 * 1_000_000;
/// The way in of entries that openly carry the times of a file.
const IMPORT: &str = "import";

/// Verifies the stored journal of an initiative. `held` is an earlier checkpoint that somebody kept: then
/// also whether today's journal still begins with what it covered.
pub async fn verify_store(
    read: &mut Read,
    initiative: InitiativeId,
    held: Option<&str>,
) -> store::Result<Report> {
    let (mut walk, mut verifier) = (Walk::new(initiative), Verifier::new(held));
    while let Some(lines) = walk.next(read).await? {
        for line in &lines {
            verifier.take(line);
        }
        if verifier.report.broken.is_some() {
            break;
        }
    }
    Ok(verifier.finish())
}

/// Verifies a `journal.jsonl`, with nothing but the file.
pub fn verify_export(file: impl BufRead, held: Option<&str>) -> std::io::Result<Report> {
    let mut verifier = Verifier::new(held);
    for line in lines(file) {
        match line? {
            Some(line) => verifier.take(&line),
            None => verifier.broken(Flaw::Unreadable),
        }
        if verifier.report.broken.is_some() {
            break;
        }
    }
    Ok(verifier.finish())
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Whose journal.
    pub initiative: Option<InitiativeId>,
    /// What the signatures were checked with. Whoever trusts nobody compares it with what others have.
    pub key: String,
    /// How many entries are sound, up to the first that is not.
    pub entries: u64,
    /// How many checkpoints hold.
    pub checkpoints: u64,
    /// When the last of these was signed.
    pub sealed_at: Option<Timestamp>,
    /// In how many entries something was erased; the proof goes on without it.
    pub erased: u64,
    /// How many entries came with a file and carry an earlier time than the checkpoint before them.
    pub imported: u64,
    /// How many entries wait to be sealed; nothing can be said of them yet.
    pub unsealed: u64,
    /// The first thing that is wrong.
    pub broken: Option<Broken>,
    /// What became of the checkpoint that somebody holds, if one was given.
    pub held: Option<Held>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.broken.is_none() && matches!(self.held, None | Some(Held::Extended { .. }))
    }
}

/// Where something is wrong, and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// The number of the entry.
    pub seq: u64,
    /// The last entry it can be, where only a whole checkpoint is known not to hold.
    pub through: u64,
    /// What is wrong.
    pub flaw: Flaw,
}

/// What can be wrong with a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flaw {
    /// It is not there.
    Missing,
    /// It stands where another one belongs.
    Displaced,
    /// What is sealed of it was changed.
    Changed,
    /// The name beside it is not the one that was sealed.
    Actor,
    /// The text beside it is not the one that was sealed.
    Words,
    /// It claims to be older than a checkpoint that does not know of it.
    BackDated,
    /// These entries are not the ones that were signed.
    Root,
    /// The checkpoint is not signed by the journal's key, or cannot be read.
    Signature,
    /// A checkpoint before this one is missing.
    Gap,
    /// It is numbered, but no checkpoint covers it.
    Uncovered,
    /// The line of the file cannot be read.
    Unreadable,
    /// The file does not end as an export ends.
    Cut,
}

/// What became of a checkpoint that somebody held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Held {
    /// Today's journal begins with the very entries it covers.
    Extended {
        /// How many.
        size: u64,
    },
    /// Today's journal tells another story of these entries.
    Forked {
        /// How many.
        size: u64,
    },
    /// Today's journal has fewer entries.
    Shortened {
        /// How many it covers.
        size: u64,
    },
    /// This journal's key did not sign it.
    Foreign,
    /// The journal is broken before the end of what it covers.
    Unknown,
}

/// Takes a journal line by line and keeps the first thing that is wrong.
pub(crate) struct Verifier<'a> {
    held: Option<&'a str>,
    /// The held checkpoint, read and not reached yet.
    ahead: Option<Checkpoint>,
    tree: Tree,
    /// How many entries the last checkpoint covers.
    covered: u64,
    /// The latest time of a checkpoint, in microseconds.
    sealed_at: i64,
    ended: bool,
    report: Report,
}

impl<'a> Verifier<'a> {
    pub(crate) fn new(held: Option<&'a str>) -> Self {
        let report = Report {
            initiative: None,
            key: String::new(),
            entries: 0,
            checkpoints: 0,
            sealed_at: None,
            erased: 0,
            imported: 0,
            unsealed: 0,
            broken: None,
            held: None,
        };
        Self { held, ahead: None, tree: Tree::new(), covered: 0, sealed_at: i64::MIN, ended: false, report }
    }

    pub(crate) fn take(&mut self, line: &Line) {
        let result = match (line, self.report.initiative) {
            _ if self.report.broken.is_some() => Ok(()),
            (Line::Journal { initiative, key }, None) => {
                self.begin(*initiative, key);
                Ok(())
            }
            (Line::Entry(record), Some(initiative)) if !self.ended => self.entry(initiative, record),
            (Line::Checkpoint(note), Some(initiative)) if !self.ended => self.checkpoint(initiative, note),
            (Line::End { size, unsealed }, Some(_)) if !self.ended && *size == self.tree.size() => {
                (self.ended, self.report.unsealed) = (true, *unsealed);
                if self.covered == *size { Ok(()) } else { Err(at(self.covered, Flaw::Uncovered)) }
            }
            _ => Err(self.here(Flaw::Cut)),
        };
        if let Err(broken) = result {
            self.report.broken = Some(broken);
        }
    }

    fn begin(&mut self, initiative: InitiativeId, key: &str) {
        self.report.initiative = Some(initiative);
        key.clone_into(&mut self.report.key);
        let Some(note) = self.held else { return };
        self.ahead = Checkpoint::read(key, initiative, note);
        self.report.held = Some(if self.ahead.is_some() { Held::Unknown } else { Held::Foreign });
    }

    fn entry(&mut self, initiative: InitiativeId, record: &Record) -> Result<(), Broken> {
        let (leaf, size) = (&record.leaf, self.tree.size());
        if leaf.seq > size as i64 {
            return Err(self.here(Flaw::Missing));
        }
        if leaf.seq < size as i64 || leaf.initiative != initiative.0 {
            return Err(self.here(Flaw::Displaced));
        }
        let changed = self.here(Flaw::Changed);
        if self.tree.append(leaf.hash()) != record.hashes.0 {
            return Err(changed);
        }
        if leaf.at < self.sealed_at.saturating_sub(LATE) {
            if leaf.via != IMPORT {
                return Err(at(size, Flaw::BackDated));
            }
            self.report.imported += 1;
        }
        let erased = record.said.check(leaf).map_err(|flaw| at(size, flaw))?;
        self.report.erased += u64::from(erased);
        self.report.entries += 1;
        if let Some(held) = self.ahead.take_if(|held| held.size == size + 1) {
            let same = held.root == self.tree.root().0;
            let size = held.size;
            self.report.held = Some(if same { Held::Extended { size } } else { Held::Forked { size } });
        }
        Ok(())
    }

    fn checkpoint(&mut self, initiative: InitiativeId, note: &str) -> Result<(), Broken> {
        let size = self.tree.size();
        let Some(found) = Checkpoint::read(&self.report.key, initiative, note) else {
            return Err(self.batch(Flaw::Signature));
        };
        if found.first != self.covered || found.size <= self.covered {
            return Err(at(self.covered, Flaw::Gap));
        }
        if found.size != size {
            // The note covers entries that are not there, or stands behind one that it does not cover.
            return Err(if found.size > size {
                self.here(Flaw::Missing)
            } else {
                at(found.size, Flaw::Displaced)
            });
        }
        if found.root != self.tree.root().0 {
            return Err(self.batch(Flaw::Root));
        }
        self.covered = size;
        self.sealed_at = self.sealed_at.max(found.at.as_microsecond());
        self.report.sealed_at = Some(found.at);
        self.report.checkpoints += 1;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Report {
        if !self.ended && self.report.broken.is_none() {
            self.broken(Flaw::Cut);
        }
        if let (None, Some(held)) = (&self.report.broken, self.ahead) {
            self.report.held = Some(Held::Shortened { size: held.size });
        }
        self.report
    }

    fn broken(&mut self, flaw: Flaw) {
        self.report.broken = Some(self.here(flaw));
    }

    /// At the entry that was to come next.
    fn here(&self, flaw: Flaw) -> Broken {
        at(self.tree.size(), flaw)
    }

    /// Somewhere in what no checkpoint covers yet.
    fn batch(&self, flaw: Flaw) -> Broken {
        Broken { seq: self.covered, through: self.tree.size().max(self.covered + 1) - 1, flaw }
    }
}

fn at(seq: u64, flaw: Flaw) -> Broken {
    Broken { seq, through: seq, flaw }
}
