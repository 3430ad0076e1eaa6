//! The votes of some participants, row by row.

use super::code::{Code, number};
use super::{Cast, ROWS};

/// What is done with each row of votes.
pub(crate) trait Visit {
    /// The votes of one participant, by statement.
    fn row<C: Code>(&mut self, participant: usize, votes: &[C]);
}

/// Compressed sparse rows of up to [`ROWS`] participants.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    /// Where each row begins; one more for the end of the last.
    starts: Vec<u32>,
    codes: Codes,
}

#[derive(Debug, Clone)]
enum Codes {
    Narrow(Vec<u16>),
    /// From 16,385 statements on.
    Wide(Vec<u32>),
}

impl Chunk {
    pub(super) fn new(wide: bool) -> Self {
        let codes = if wide { Codes::Wide(Vec::new()) } else { Codes::Narrow(Vec::new()) };
        Self { starts: vec![0], codes }
    }

    pub(super) fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn lengths(&self) -> impl Iterator<Item = u32> {
        self.starts.windows(2).map(|range| range[1] - range[0])
    }

    /// Adds rows without votes until there are so many.
    pub(super) fn extend(&mut self, rows: usize) {
        let end = self.starts[self.rows()];
        self.starts.resize(rows + 1, end);
    }

    /// Adds a row of codes' numbers, which must be sorted.
    pub(super) fn push(&mut self, numbers: impl Iterator<Item = usize>) {
        let end = match &mut self.codes {
            Codes::Narrow(codes) => {
                codes.extend(numbers.map(u16::of));
                codes.len()
            }
            Codes::Wide(codes) => {
                codes.extend(numbers.map(u32::of));
                codes.len()
            }
        };
        self.starts.push(end as u32);
    }

    pub(super) fn shrink(&mut self) {
        match &mut self.codes {
            Codes::Narrow(codes) => codes.shrink_to_fit(),
            Codes::Wide(codes) => codes.shrink_to_fit(),
        }
    }

    /// Shows every row, the first as participant number `first`.
    pub(super) fn visit(&self, first: usize, visit: &mut impl Visit) {
        match &self.codes {
            Codes::Narrow(codes) => rows(&self.starts, codes, first, visit),
            Codes::Wide(codes) => rows(&self.starts, codes, first, visit),
        }
    }

    /// Shows one row.
    pub(super) fn visit_row(&self, first: usize, row: usize, visit: &mut impl Visit) {
        let range = self.starts[row] as usize..self.starts[row + 1] as usize;
        match &self.codes {
            Codes::Narrow(codes) => visit.row(first + row, &codes[range]),
            Codes::Wide(codes) => visit.row(first + row, &codes[range]),
        }
    }

    /// Makes room for any number of statements.
    pub(super) fn widen(&mut self) {
        if let Codes::Narrow(codes) = &self.codes {
            self.codes = Codes::Wide(codes.iter().map(|&code| code.into()).collect());
        }
    }

    /// Sets votes, sorted by participant and statement, each pair once, of rows that are there. Tells of each
    /// vote that was replaced.
    pub(super) fn set(&mut self, batch: &[Cast], replaced: impl FnMut(usize)) {
        let starts = std::mem::take(&mut self.starts);
        self.starts = match &mut self.codes {
            Codes::Narrow(codes) => merged(&starts, codes, batch, replaced),
            Codes::Wide(codes) => merged(&starts, codes, batch, replaced),
        };
    }

    /// Takes every vote of a row away.
    pub(super) fn clear(&mut self, row: usize) {
        let range = self.starts[row] as usize..self.starts[row + 1] as usize;
        let gone = range.len() as u32;
        match &mut self.codes {
            Codes::Narrow(codes) => drop(codes.drain(range)),
            Codes::Wide(codes) => drop(codes.drain(range)),
        }
        self.starts[row + 1..].iter_mut().for_each(|start| *start -= gone);
    }
}

fn rows<C: Code>(starts: &[u32], codes: &[C], first: usize, visit: &mut impl Visit) {
    for (row, range) in starts.windows(2).enumerate() {
        visit.row(first + row, &codes[range[0] as usize..range[1] as usize]);
    }
}

/// Merges a batch into rows, and answers where they begin now. What stands between two rows of the batch is
/// copied as a whole.
fn merged<C: Code>(
    starts: &[u32],
    codes: &mut Vec<C>,
    batch: &[Cast],
    mut replaced: impl FnMut(usize),
) -> Vec<u32> {
    let mut merged = Vec::with_capacity(codes.len() + batch.len());
    let mut moved: Vec<u32> = Vec::with_capacity(starts.len());
    let mut copied = 0;
    for casts in batch.chunk_by(|a, b| a.participant == b.participant) {
        let row = casts[0].participant as usize % ROWS;
        let longer = (merged.len() - copied) as u32;
        moved.extend(starts[moved.len()..=row].iter().map(|start| start + longer));
        let (from, to) = (starts[row] as usize, starts[row + 1] as usize);
        merged.extend_from_slice(&codes[copied..from]);
        let mut old = &codes[from..to];
        for cast in casts {
            let before = old.partition_point(|code| code.statement() < cast.statement as usize);
            merged.extend_from_slice(&old[..before]);
            old = &old[before..];
            if let Some((code, rest)) = old.split_first()
                && code.statement() == cast.statement as usize
            {
                replaced(code.number());
                old = rest;
            }
            merged.push(C::of(number(cast.statement, cast.vote)));
        }
        merged.extend_from_slice(old);
        copied = to;
    }
    let longer = (merged.len() - copied) as u32;
    moved.extend(starts[moved.len()..].iter().map(|start| start + longer));
    merged.extend_from_slice(&codes[copied..]);
    *codes = merged;
    moved
}
