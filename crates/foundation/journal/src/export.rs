//! `journal.jsonl`: the whole journal of an initiative, one line for each thing, to be verified anywhere.
//!
//! The first line says whose journal it is and what its signatures are checked with. Then come the entries
//! in their order, each checkpoint right after the last entry that it covers, and at last a line that says
//! how many there were.

use std::collections::VecDeque;
use std::io::{BufRead, Write};

use kernel::{Error, InitiativeId, Result};
use serde::{Deserialize, Serialize};
use store::Read;

use crate::key::public_key;
use crate::record::{Record, columns};

store::statements! {
    NOTES = "SELECT size, note FROM journal_checkpoint WHERE initiative = $1 AND size > $2 ORDER BY size LIMIT 200";
    ENTRIES = concat!("SELECT ", columns!(), " FROM journal_entry
        WHERE initiative = $1 AND seq >= $2 AND seq < $3 ORDER BY seq LIMIT 1000");
    UNSEALED = "SELECT count(*) FROM journal_entry WHERE initiative = $1 AND seq IS NULL";
}

/// One line of a journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Line {
    /// Whose journal it is.
    Journal {
        /// The initiative.
        initiative: InitiativeId,
        /// What its signatures are checked with; empty before anything was sealed.
        key: String,
    },
    /// An entry.
    Entry(Box<Record>),
    /// A signed note on all entries before it.
    Checkpoint(String),
    /// The end.
    End {
        /// How many entries are sealed.
        size: u64,
        /// How many are not sealed yet; they are not in the file.
        unsealed: u64,
    },
}

/// Writes the journal of an initiative; answers how many entries that was.
pub async fn write(read: &mut Read, initiative: InitiativeId, out: &mut (impl Write + Send)) -> Result<u64> {
    let failed =
        |error: std::io::Error| Error::Internal(format!("the journal could not be written: {error}"));
    let (mut walk, mut written) = (Walk::new(initiative), 0);
    while let Some(lines) = walk.next(read).await? {
        for line in lines {
            written += u64::from(matches!(line, Line::Entry(_)));
            let mut text = serde_json::to_vec(&line).expect("a line is plain data");
            text.push(b'\n');
            out.write_all(&text).map_err(failed)?;
        }
    }
    Ok(written)
}

/// The lines of a file; `None` in place of one that is none.
pub(crate) fn lines(file: impl BufRead) -> impl Iterator<Item = std::io::Result<Option<Line>>> {
    file.split(b'\n').map(|line| Ok(serde_json::from_slice(&line?).ok()))
}

/// Goes through a stored journal, some lines at a time.
pub(crate) struct Walk {
    initiative: InitiativeId,
    stage: Stage,
    /// The number of the next entry.
    next: i64,
    /// The next checkpoints and how many entries each covers.
    notes: VecDeque<(i64, String)>,
}

#[derive(Clone, Copy)]
enum Stage {
    Journal,
    Entries,
    End,
    Over,
}

impl Walk {
    pub(crate) fn new(initiative: InitiativeId) -> Self {
        Self { initiative, stage: Stage::Journal, next: 0, notes: VecDeque::new() }
    }

    pub(crate) async fn next(&mut self, read: &mut Read) -> store::Result<Option<Vec<Line>>> {
        match self.stage {
            Stage::Journal => {
                self.stage = Stage::Entries;
                let key = public_key(read, self.initiative).await?.unwrap_or_default();
                Ok(Some(vec![Line::Journal { initiative: self.initiative, key }]))
            }
            Stage::Entries => self.entries(read).await.map(Some),
            Stage::End => {
                self.stage = Stage::Over;
                let (unsealed,): (i64,) = read.one(&UNSEALED, &[self.initiative.into()]).await?;
                Ok(Some(vec![Line::End { size: self.next as u64, unsealed: unsealed as u64 }]))
            }
            Stage::Over => Ok(None),
        }
    }

    async fn entries(&mut self, read: &mut Read) -> store::Result<Vec<Line>> {
        if self.notes.is_empty() {
            self.notes = self.notes(read).await?;
        }
        let Some((sealed_to, _)) = self.notes.back().cloned() else { return self.uncovered(read).await };
        let page = self.page(read, sealed_to).await?;
        let mut lines = Vec::with_capacity(page.len());
        if page.is_empty() {
            self.next = sealed_to;
            lines.extend(self.notes.drain(..).map(|(_, note)| Line::Checkpoint(note)));
        }
        for record in page {
            while self.notes.front().is_some_and(|(size, _)| *size <= record.leaf.seq) {
                lines.extend(self.notes.pop_front().map(|(_, note)| Line::Checkpoint(note)));
            }
            self.next = record.leaf.seq + 1;
            lines.push(Line::Entry(Box::new(record)));
        }
        Ok(lines)
    }

    /// What is numbered, but in no checkpoint: sealed since we asked for checkpoints, or not by the sealer.
    async fn uncovered(&mut self, read: &mut Read) -> store::Result<Vec<Line>> {
        let page = self.page(read, i64::MAX).await?;
        let Some(last) = page.last() else {
            self.stage = Stage::End;
            return Ok(Vec::new());
        };
        let last = last.leaf.seq;
        self.notes = self.notes(read).await?;
        if !self.notes.is_empty() {
            return Ok(Vec::new());
        }
        self.next = last + 1;
        Ok(page.into_iter().map(|record| Line::Entry(Box::new(record))).collect())
    }

    async fn notes(&self, read: &mut Read) -> store::Result<VecDeque<(i64, String)>> {
        Ok(read.rows(&NOTES, &[self.initiative.into(), self.next.into()]).await?.into())
    }

    async fn page(&self, read: &mut Read, before: i64) -> store::Result<Vec<Record>> {
        read.rows(&ENTRIES, &[self.initiative.into(), self.next.into(), before.into()]).await
    }
}
