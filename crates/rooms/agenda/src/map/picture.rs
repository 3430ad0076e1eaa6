//! What a map shows, made of what the engine finds.

use std::collections::BTreeMap;

use opinion::{Interval, Map, Moderation, Representative, Side, Tally, Votes, marks};
use uuid::Uuid;

use super::{Doubt, Group, LISTED, MARKS, METHOD, Mark, Picture, Speaks, Trust, Weighed};
use crate::vote::{divides, unites};

/// What a picture is made of. `map` has no groups if they are in doubt.
pub(super) struct Made<'a> {
    pub(super) map: &'a Map,
    pub(super) votes: &'a Votes,
    /// Ids of the statements, by column.
    pub(super) ids: &'a [Uuid],
    pub(super) trust: Option<Trust>,
    pub(super) doubt: Option<Doubt>,
}

impl Made<'_> {
    /// The picture of the votes up to `stamp`.
    pub(super) fn picture(&self, moderation: &Moderation, stamp: i64, at: i64) -> Picture {
        let findings = self.map.findings(self.votes, moderation);
        let lengths = self.votes.row_lengths();
        // Groups in doubt are not named, but whoever voted enough still stands somewhere.
        let enough = |row: usize| {
            if self.map.groups.is_empty() {
                lengths[row] >= self.map.enough()
            } else {
                self.map.group_of[row].is_some()
            }
        };
        let marks = marks(self.map, |row| lengths[row] > 0 && enough(row), MARKS);
        let groups = self.map.groups.iter().zip(&findings.representative).enumerate();
        Picture {
            method: METHOD.to_owned(),
            stamp,
            at,
            people: lengths.iter().filter(|&&votes| votes > 0).count(),
            shown: marks.iter().map(|mark| mark.people as usize).sum(),
            votes: self.votes.count(),
            statements: self.map.left_out.iter().filter(|&&out| !out).count(),
            marks: marks
                .iter()
                .map(|mark| Mark { at: mark.at.map(|x| x as f32), people: mark.people, group: mark.group })
                .collect(),
            groups: groups
                .map(|(number, (group, speaking))| Group {
                    people: group.size,
                    centre: group.centre,
                    speaks: speaking.iter().map(|found| self.speaks(number, found)).collect(),
                })
                .collect(),
            doubt: self.doubt,
            trust: self.trust,
            unites: self.uniting(&findings.group_informed),
            divides: self.dividing(),
        }
    }

    fn speaks(&self, group: usize, found: &Representative) -> Speaks {
        let side = |tally: &Tally| match found.side {
            Side::Agree => tally.agree,
            Side::Disagree => tally.disagree,
        };
        let others = self.map.tallies.iter().enumerate().filter(|&(number, _)| number != group);
        let elsewhere = others.map(|(_, tallies)| &tallies[found.statement]);
        Speaks {
            statement: self.ids[found.statement],
            agrees: found.side == Side::Agree,
            here: [found.successes, found.trials],
            elsewhere: elsewhere.fold([0, 0], |[on, all], tally| [on + side(tally), all + tally.votes()]),
        }
    }

    /// With groups: what surely more than half of each group agree with on average, and more than half of each
    /// did. Without: what surely more than half of everybody agree with.
    fn uniting(&self, informed: &[Option<Interval>]) -> Vec<Weighed> {
        if self.map.groups.is_empty() {
            return self.ranked(&unites(&self.tallies()), Tally::agreement);
        }
        let half = 0.5_f64.powi(self.map.groups.len() as i32);
        let by_each =
            |at: usize| self.map.tallies.iter().all(|tallies| 2 * tallies[at].agree > tallies[at].votes());
        let found = informed.iter().enumerate().filter_map(|(at, range)| Some((at, (*range)?)));
        let mut found: Vec<(usize, Interval)> =
            found.filter(|(at, range)| range.low > half && by_each(*at)).collect();
        found.sort_by(|a, b| b.1.low.total_cmp(&a.1.low));
        found.into_iter().take(LISTED).map(|(at, range)| self.weighed(at, range)).collect()
    }

    fn dividing(&self) -> Vec<Weighed> {
        self.ranked(&divides(&self.tallies()), |tally| {
            let (agree, disagree) = (tally.agreement()?, tally.disagreement()?);
            Some(if agree.share < disagree.share { agree } else { disagree })
        })
    }

    /// The votes on what counts, by column.
    fn tallies(&self) -> BTreeMap<u32, Tally> {
        let counted = |&(at, _): &(u32, &Tally)| !self.map.left_out[at as usize];
        (0..).zip(self.votes.tallies()).filter(counted).map(|(at, &tally)| (at, tally)).collect()
    }

    fn ranked(
        &self,
        ranking: &[opinion::Ranked],
        range: impl Fn(&Tally) -> Option<Interval>,
    ) -> Vec<Weighed> {
        let first = ranking.iter().take(LISTED);
        first
            .filter_map(|ranked| Some(self.weighed(ranked.statement as usize, range(&ranked.tally)?)))
            .collect()
    }

    fn weighed(&self, at: usize, Interval { share, low, high }: Interval) -> Weighed {
        let counts = |tally: &Tally| [tally.agree, tally.disagree, tally.pass];
        Weighed {
            statement: self.ids[at],
            share,
            low,
            high,
            all: counts(&self.votes.tallies()[at]),
            groups: self.map.tallies.iter().map(|tallies| counts(&tallies[at])).collect(),
        }
    }
}
