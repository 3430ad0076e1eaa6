//! Who voted what on which statement: a sparse matrix of two bytes a vote.

mod chunk;
mod code;

use crate::lot::Lots;
use crate::parallel::in_order;
use crate::{Tally, Vote};

use chunk::Chunk;
pub(crate) use chunk::Visit;
pub(crate) use code::{Code, VALUE, VALUES};
use code::{NARROW, number};

/// Participants that share a chunk: small enough that a batch of votes moves little, large enough to be worth
/// a thread.
const ROWS: usize = 2048;

/// Parts that whatever sums over all participants is summed in, however many threads there are.
const PARTS: usize = 32;

/// One vote: participant and statement by their row and column, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cast {
    /// Row of the participant.
    pub participant: u32,
    /// Column of the statement.
    pub statement: u32,
    /// What they say to it.
    pub vote: Vote,
}

/// The latest vote of each participant on each statement, as rows of participants by columns of statements.
/// Not having seen a statement is no vote, passing is one.
///
/// A vote takes two bytes (four with more than 16,384 statements), a participant four more, a statement
/// twelve. Counts by statement are kept with the votes.
#[derive(Debug, Clone)]
pub struct Votes {
    chunks: Vec<Chunk>,
    participants: usize,
    tallies: Vec<Tally>,
    wide: bool,
}

impl Votes {
    /// Nobody yet, and so many statements without votes.
    pub fn new(statements: usize) -> Self {
        Self {
            chunks: Vec::new(),
            participants: 0,
            tallies: vec![Tally::default(); statements],
            wide: statements > NARROW,
        }
    }

    /// Votes in the order in which they were cast: the last on the same statement counts. There are at least
    /// as many participants and statements as said, and more if the votes name more.
    pub fn cast(participants: usize, statements: usize, mut casts: Vec<Cast>) -> Self {
        latest(&mut casts);
        let (rows, columns) = size(&casts);
        let mut votes = Self::new(statements.max(columns));
        let mut row = Vec::new();
        let mut people = casts.chunk_by(|a, b| a.participant == b.participant).peekable();
        for participant in 0..participants.max(rows) {
            row.clear();
            if let Some(casts) = people.next_if(|casts| casts[0].participant as usize == participant) {
                row.extend(casts.iter().map(|cast| (cast.statement, cast.vote)));
            }
            votes.push(&mut row);
        }
        votes.shrink();
        votes
    }

    /// Adds a participant with their votes by statement; of several on the same statement the last counts.
    /// Statements beyond those there are become new ones. Sorts the votes in place.
    pub fn push(&mut self, votes: &mut Vec<(u32, Vote)>) {
        if !votes.is_sorted_by(|a, b| a.0 < b.0) {
            // Stable, so that from the back the last of a statement is met first.
            votes.sort_by_key(|vote| vote.0);
            votes.reverse();
            votes.dedup_by_key(|vote| vote.0);
            votes.reverse();
        }
        if let Some(&(last, _)) = votes.last() {
            self.grow_statements(last as usize + 1);
        }
        if self.participants.is_multiple_of(ROWS) {
            self.shrink();
            self.chunks.push(Chunk::new(self.wide));
        }
        self.participants += 1;
        for &(statement, vote) in votes.iter() {
            self.tallies[statement as usize].count(vote);
        }
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.push(votes.iter().map(|&(statement, vote)| number(statement, vote)));
        }
    }

    /// Gives back what the last chunk holds in reserve.
    fn shrink(&mut self) {
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.shrink();
        }
    }

    /// Takes new votes in the order in which they were cast; a vote on the same statement as before replaces
    /// it. New participants and statements are added as needed.
    pub fn apply(&mut self, mut batch: Vec<Cast>) {
        latest(&mut batch);
        let (rows, columns) = size(&batch);
        self.grow_statements(columns);
        self.grow_participants(rows);
        for casts in batch.chunk_by(|a, b| a.participant as usize / ROWS == b.participant as usize / ROWS) {
            let tallies = &mut self.tallies;
            self.chunks[casts[0].participant as usize / ROWS]
                .set(casts, |number| tallies[number / VALUES].uncount(u32::of(number).vote()));
            for cast in casts {
                self.tallies[cast.statement as usize].count(cast.vote);
            }
        }
    }

    /// Takes all votes of a participant away, for one who is banned. Their row stays, empty; one that is not
    /// there is passed over.
    pub fn clear(&mut self, participant: u32) {
        let row = participant as usize;
        if row < self.participants {
            for (statement, vote) in self.of(participant) {
                self.tallies[statement as usize].uncount(vote);
            }
            self.chunks[row / ROWS].clear(row % ROWS);
        }
    }

    fn grow_statements(&mut self, statements: usize) {
        if statements > self.tallies.len() {
            self.tallies.resize(statements, Tally::default());
        }
        if statements > NARROW && !self.wide {
            self.wide = true;
            self.chunks.iter_mut().for_each(Chunk::widen);
        }
    }

    fn grow_participants(&mut self, participants: usize) {
        while self.participants < participants {
            if self.participants.is_multiple_of(ROWS) {
                self.chunks.push(Chunk::new(self.wide));
            }
            let first = (self.chunks.len() - 1) * ROWS;
            let until = participants.min(first + ROWS);
            self.chunks[first / ROWS].extend(until - first);
            self.participants = until;
        }
    }

    /// How many participants there are, with those who have not voted.
    pub fn participants(&self) -> usize {
        self.participants
    }

    /// How many statements there are, with those nobody has voted on.
    pub fn statements(&self) -> usize {
        self.tallies.len()
    }

    /// How many votes there are: one for each pair of participant and statement at most.
    pub fn count(&self) -> u64 {
        self.tallies.iter().map(|tally| u64::from(tally.votes())).sum()
    }

    /// The votes on each statement, by column.
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    /// How many votes each participant has cast, by row.
    pub fn row_lengths(&self) -> Vec<u32> {
        self.chunks.iter().flat_map(Chunk::lengths).collect()
    }

    /// The votes of a participant, by statement. Nothing for one that is not there.
    pub fn of(&self, participant: u32) -> Vec<(u32, Vote)> {
        struct Row(Vec<(u32, Vote)>);
        impl Visit for Row {
            fn row<C: Code>(&mut self, _: usize, votes: &[C]) {
                self.0 = votes.iter().map(|code| (code.statement() as u32, code.vote())).collect();
            }
        }
        let mut row = Row(Vec::new());
        self.visit_one(participant as usize, &mut row);
        row.0
    }

    /// Some participants as a matrix of their own, in the order given; one may stand there several times, as
    /// a bootstrap draws them.
    pub(crate) fn sample(&self, participants: &[usize]) -> Self {
        let mut sample = Self::new(self.statements());
        for &participant in participants {
            sample.push(&mut self.of(participant as u32));
        }
        sample
    }

    /// The same matrix with the votes on each statement shuffled among those who voted on it.
    pub(crate) fn shuffled(&self, lots: &mut Lots) -> Self {
        let decks = self.tallies.iter().map(|tally| {
            let votes =
                [(tally.agree, Vote::Agree), (tally.disagree, Vote::Disagree), (tally.pass, Vote::Pass)];
            let mut deck: Vec<Vote> = votes
                .into_iter()
                .flat_map(|(count, vote)| std::iter::repeat_n(vote, count as usize))
                .collect();
            lots.shuffle(&mut deck);
            deck
        });
        let mut decks: Vec<Vec<Vote>> = decks.collect();
        let mut shuffled = Self::new(self.statements());
        for participant in 0..self.participants {
            let mut row = self.of(participant as u32);
            for (statement, vote) in &mut row {
                *vote = decks[*statement as usize].pop().unwrap_or(*vote);
            }
            shuffled.push(&mut row);
        }
        shuffled
    }

    /// Shows one row, if it is there.
    pub(crate) fn visit_one(&self, participant: usize, visit: &mut impl Visit) {
        if participant < self.participants {
            let first = participant / ROWS * ROWS;
            self.chunks[first / ROWS].visit_row(first, participant - first, visit);
        }
    }

    /// Shows all rows in fixed parts, each to a visitor of its own, and answers the visitors in the order of
    /// the rows.
    pub(crate) fn visit<V: Visit + Send>(&self, threads: usize, visitor: impl Fn() -> V + Sync) -> Vec<V> {
        let each = self.chunks.len().div_ceil(PARTS).max(1);
        in_order(self.chunks.len().div_ceil(each), threads, |part| {
            let mut visit = visitor();
            let from = part * each;
            for (at, chunk) in self.chunks.iter().enumerate().skip(from).take(each) {
                chunk.visit(at * ROWS, &mut visit);
            }
            visit
        })
    }
}

/// Sorts votes by participant and statement and keeps the last of each pair.
fn latest(casts: &mut Vec<Cast>) {
    let key = |cast: &Cast| (cast.participant, cast.statement);
    if !casts.is_sorted_by(|a, b| key(a) < key(b)) {
        casts.sort_by_key(key);
        casts.reverse();
        casts.dedup_by_key(|cast| key(cast));
        casts.reverse();
    }
}

/// How many participants and statements the votes name.
fn size(casts: &[Cast]) -> (usize, usize) {
    let rows = casts.iter().map(|cast| cast.participant as usize + 1).max().unwrap_or(0);
    (rows, casts.iter().map(|cast| cast.statement as usize + 1).max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn casts(people: u32, statements: u32, most: usize) -> impl Strategy<Value = Vec<Cast>> {
        let vote = prop_oneof![Just(Vote::Agree), Just(Vote::Disagree), Just(Vote::Pass)];
        let cast = (0..people, 0..statements, vote);
        let cast = cast.prop_map(|(participant, statement, vote)| Cast { participant, statement, vote });
        prop::collection::vec(cast, 0..most)
    }

    fn all(votes: &Votes) -> BTreeMap<(u32, u32), Vote> {
        let people = 0..votes.participants() as u32;
        people
            .flat_map(|who| votes.of(who).into_iter().map(move |(what, vote)| ((who, what), vote)))
            .collect()
    }

    proptest! {
        #[test]
        fn the_last_vote_of_each_pair_counts(first in casts(30, 12, 200), then in casts(40, 20, 100)) {
            let wanted: BTreeMap<_, _> =
                first.iter().chain(&then).map(|cast| ((cast.participant, cast.statement), cast.vote)).collect();
            let mut votes = Votes::cast(0, 0, first.clone());
            votes.apply(then.clone());
            prop_assert_eq!(all(&votes), wanted.clone());
            let at_once = Votes::cast(0, 0, [first, then].concat());
            prop_assert_eq!(all(&at_once), wanted.clone());
            prop_assert_eq!(at_once.tallies(), votes.tallies());
            prop_assert_eq!(votes.count() as usize, wanted.len());
        }
    }

    #[test]
    fn votes_of_many_participants_and_statements_stand_where_they_belong() {
        let cast = |participant, statement| Cast { participant, statement, vote: Vote::Disagree };
        let mut votes = Votes::cast(3, 5, vec![cast(5000, 7), cast(0, 1)]);
        assert_eq!((votes.participants(), votes.statements()), (5001, 8));
        votes.apply(vec![cast(9000, 20_000), cast(5000, 3)]);
        assert_eq!((votes.participants(), votes.statements(), votes.count()), (9001, 20_001, 4));
        assert_eq!(votes.of(5000), [(3, Vote::Disagree), (7, Vote::Disagree)]);
        assert_eq!(votes.of(9000), [(20_000, Vote::Disagree)]);
        assert_eq!(votes.of(9001), []);
    }

    #[test]
    fn whoever_is_banned_has_no_votes() {
        let cast = |participant, statement| Cast { participant, statement, vote: Vote::Agree };
        let mut votes = Votes::cast(0, 0, vec![cast(0, 0), cast(1, 0), cast(1, 1), cast(2, 1)]);
        votes.clear(1);
        assert_eq!((votes.participants(), votes.count()), (3, 2));
        assert_eq!((votes.of(1), votes.of(2)), (vec![], vec![(1, Vote::Agree)]));
        assert_eq!(votes.tallies()[0].agree, 1);
    }
}
