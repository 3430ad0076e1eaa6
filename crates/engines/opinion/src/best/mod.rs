//! The map as it should be: deterministic, without what was rejected, and silent about groups that are not
//! there.

mod groups;
mod spots;
mod trust;

use crate::consensus::{consensus_found, group_informed};
use crate::map::{Group, Map, enough};
use crate::place::{Unasked, place_all};
use crate::priority::{META, priority};
use crate::representative::representative_found;
use crate::{Axes, Findings, Moderation, Search, Votes, group_tallies};

pub use trust::{Doubt, Trust};

/// The seed of the best mode's chances. With it the same votes give the same answer everywhere.
const SEED: u64 = 20_171_201;

/// Of the statements that are found to speak for groups, or to be consensus, at most this part is false on
/// average.
pub const FALSE_RATE: f64 = 0.1;

impl Map {
    /// The best map of these votes. `before` is a map of nearly the same votes from which the search begins;
    /// the rows and columns must be the same as there, with new ones at the end. Without it the map is drawn
    /// cold.
    ///
    /// Votes of whoever is banned are to be taken away before ([`Votes::clear`]). Statements that are
    /// rejected or meta are as if they were not there. Groups are the division of the people with at least
    /// seven votes (or on all statements, if there are fewer) with the largest silhouette, each the best of
    /// several starts; whether they are there at all says [`examine`](Self::examine).
    pub fn draw(votes: &Votes, moderation: &Moderation, search: Search, before: Option<&Self>) -> Self {
        let left_out = moderation.left_out(votes.statements());
        let axes = Axes::find(votes, &left_out, search, before.map(|before| &before.axes));
        let (places, seen) = place_all(votes, &axes, &left_out, Unasked::Absent, search.threads);
        let counted = left_out.iter().filter(|&&out| !out).count() as u32;
        let enough = enough(counted);
        let inside = || places.iter().zip(&seen).filter(|&(_, &seen)| seen >= enough).map(|(&at, _)| at);
        let division = groups::clearest(inside(), SEED, search.threads);
        let mut groups = Vec::new();
        let mut group_of = vec![None; places.len()];
        if let Some(division) = &division {
            groups.extend(division.centres.iter().map(|&centre| Group { centre, size: 0 }));
            let mut of = groups::assigned(inside(), &division.centres).into_iter();
            for (group_of, _) in group_of.iter_mut().zip(&seen).filter(|&(_, &seen)| seen >= enough) {
                *group_of = of.next();
            }
            group_of.iter().flatten().for_each(|&group: &u8| groups[usize::from(group)].size += 1);
        }
        let tallies = group_tallies(votes, &group_of, groups.len(), search.threads);
        let silhouette = division.map(|division| division.silhouette);
        Self { axes, places, groups, group_of, tallies, silhouette, left_out, unasked: Unasked::Absent }
    }

    /// Whether the groups of this map are there, by so many samples; see [`Trust`]. `votes` are those that
    /// the map was drawn from. `None` without groups or samples.
    pub fn examine(&self, votes: &Votes, samples: usize, threads: usize) -> Option<Trust> {
        trust::examine(self, votes, samples, threads)
    }

    /// The same map without groups, to be shown when they are in doubt.
    pub fn without_groups(self) -> Self {
        let group_of = vec![None; self.group_of.len()];
        Self { groups: Vec::new(), group_of, tallies: Vec::new(), silhouette: None, ..self }
    }

    /// What the map says. Of all statements found to speak for groups at most a tenth is there by chance
    /// alone, likewise of those found to be consensus; priorities follow from everybody's votes of now.
    pub fn findings(&self, votes: &Votes, moderation: &Moderation) -> Findings {
        let statements = votes.statements();
        let (meta, rejected) = (moderation.is_meta(statements), moderation.is_rejected(statements));
        let informed = |statement: usize| {
            let of_groups = self.tallies.iter().map(|tallies| &tallies[statement]);
            (!self.left_out[statement] && !self.groups.is_empty()).then(|| group_informed(of_groups))
        };
        let worth = |statement: usize| match (rejected[statement], meta[statement]) {
            (true, _) => None,
            (false, true) => Some(META),
            (false, false) => Some(priority(&votes.tallies()[statement], self.extremity(statement))),
        };
        Findings {
            representative: representative_found(&self.tallies, &self.left_out, FALSE_RATE),
            consensus: consensus_found(votes.tallies(), &self.left_out, FALSE_RATE),
            group_informed: (0..statements).map(informed).collect(),
            priority: (0..statements).map(worth).collect(),
        }
    }
}
