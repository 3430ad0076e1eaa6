//! A map of opinion: axes, places, groups, and what they say.

use crate::cluster::nearest;
use crate::compatible::ENOUGH;
use crate::place::{Place, Unasked};
use crate::{Axes, Consensus, Interval, Representative, Tally, Votes};

/// A map of opinion.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// The centre and both axes.
    pub axes: Axes,
    /// Where each participant stands along both axes, by row (see [`place_all`](crate::place_all)).
    pub places: Vec<[f64; 2]>,
    /// The groups.
    pub groups: Vec<Group>,
    /// Each participant's group, by row; `None` for whoever has voted too little.
    pub group_of: Vec<Option<u8>>,
    /// The votes of each group on each statement, by group and statement.
    pub tallies: Vec<Vec<Tally>>,
    /// The mean silhouette of the groups, from -1 to 1. `None` without groups.
    pub silhouette: Option<f64>,
    /// By statement, which took no part in the axes.
    pub left_out: Vec<bool>,
    /// What these are taken for.
    pub unasked: Unasked,
}

/// A group of people who vote alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// Its mean, in the units of the places.
    pub centre: [f64; 2],
    /// How many participants it has.
    pub size: usize,
}

/// What a map says; everything by column is `None` for what is left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Findings {
    /// The statements that speak for each group.
    pub representative: Vec<Vec<Representative>>,
    /// What most are of one mind about.
    pub consensus: Consensus,
    /// Group-informed consensus by statement (see [`group_informed`](crate::group_informed)).
    pub group_informed: Vec<Option<Interval>>,
    /// How much there is to learn from asking, by statement (see [`priority`](crate::priority)).
    pub priority: Vec<Option<f64>>,
}

/// What the host has taken out of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moderation {
    /// Columns of statements that were rejected.
    pub rejected: Vec<usize>,
    /// Columns of statements about the participants themselves and not about the matter.
    pub meta: Vec<usize>,
}

impl Moderation {
    /// By statement, whether it is rejected or meta.
    pub(crate) fn left_out(&self, statements: usize) -> Vec<bool> {
        marked(statements, self.rejected.iter().chain(&self.meta))
    }

    /// By statement, whether it is meta.
    pub(crate) fn is_meta(&self, statements: usize) -> Vec<bool> {
        marked(statements, &self.meta)
    }

    /// By statement, whether it is rejected.
    pub(crate) fn is_rejected(&self, statements: usize) -> Vec<bool> {
        marked(statements, &self.rejected)
    }
}

fn marked<'a>(statements: usize, columns: impl IntoIterator<Item = &'a usize>) -> Vec<bool> {
    let mut marked = vec![false; statements];
    for &column in columns {
        if let Some(mark) = marked.get_mut(column) {
            *mark = true;
        }
    }
    marked
}

impl Map {
    /// How far from the centre someone stands who agrees with this statement alone.
    pub fn extremity(&self, statement: usize) -> f64 {
        let counted = match self.unasked {
            Unasked::Absent => self.left_out.iter().filter(|&&out| !out).count(),
            Unasked::Passed => self.left_out.len(),
        };
        self.axes.statement(statement, counted).map_or(0.0, |[x, y]| x.hypot(y))
    }

    /// Where a participant stands with their votes of now on these axes, and how sure that is; also for
    /// somebody who came after the map was drawn. `None` for one who is not there.
    pub fn place(&self, votes: &Votes, participant: usize) -> Option<Place> {
        crate::place::place(votes, &self.axes, &self.left_out, self.unasked, participant)
    }

    /// So many votes at least has whoever can be in a group.
    pub fn enough(&self) -> u32 {
        enough(self.left_out.iter().filter(|&&out| !out).count() as u32)
    }

    /// The group of whoever stands there and voted on so many statements: that of the nearest mean. `None` for
    /// whoever has voted too little, and without groups.
    pub fn group_at(&self, at: [f64; 2], seen: u32) -> Option<u8> {
        let centres: Vec<[f64; 2]> = self.groups.iter().map(|group| group.centre).collect();
        (seen >= self.enough() && !centres.is_empty()).then(|| nearest(&centres, at).0)
    }
}

/// So many votes at least has whoever is in a group, where so many statements count.
pub(crate) fn enough(counted: u32) -> u32 {
    ENOUGH.min(counted).max(1)
}
