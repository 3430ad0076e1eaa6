//! How each group voted on each statement.

use crate::Tally;
use crate::votes::{Code, VALUES, Visit, Votes};

/// The votes of each group on each statement: first by group, then by statement. `group_of` holds each
/// participant's group, below `groups`; whoever has none, or stands beyond its end, is not counted.
pub fn group_tallies(
    votes: &Votes,
    group_of: &[Option<u8>],
    groups: usize,
    threads: usize,
) -> Vec<Vec<Tally>> {
    struct Counting<'a> {
        group_of: &'a [Option<u8>],
        counts: Vec<Vec<u32>>,
    }
    impl Visit for Counting<'_> {
        fn row<C: Code>(&mut self, participant: usize, votes: &[C]) {
            if let Some(Some(group)) = self.group_of.get(participant) {
                let counts = &mut self.counts[usize::from(*group)];
                for code in votes {
                    counts[code.number()] += 1;
                }
            }
        }
    }
    let mut sums = vec![vec![0; votes.statements() * VALUES]; groups];
    let nothing = sums.clone();
    for part in votes.visit(threads, || Counting { group_of, counts: nothing.clone() }) {
        for (sums, counts) in sums.iter_mut().zip(part.counts) {
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
    let tally = |counts: &[u32]| Tally { pass: counts[0], agree: counts[1], disagree: counts[2] };
    sums.iter().map(|counts| counts.chunks_exact(VALUES).map(tally).collect()).collect()
}

/// The votes of several groups together, by statement.
pub(crate) fn together<'a>(
    groups: impl IntoIterator<Item = &'a Vec<Tally>>,
    statements: usize,
) -> Vec<Tally> {
    let mut all = vec![Tally::default(); statements];
    for group in groups {
        for (sum, tally) in all.iter_mut().zip(group) {
            sum.agree += tally.agree;
            sum.disagree += tally.disagree;
            sum.pass += tally.pass;
        }
    }
    all
}
