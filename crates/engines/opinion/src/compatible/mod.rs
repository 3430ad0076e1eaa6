//! Polis' own mathematics, stage by stage, for whoever must get what Polis gets.
//!
//! Formulas after the engine of pol.is as it stood from 2017 to 2026, which counts agreement as -1: here it
//! is 1, so that axes and places have the opposite sign and everything else is the same. Polis' axes have no
//! sign of their own, its base clusters depend on the order of first votes and on every earlier run, and with
//! more than 10,000 participants it draws samples without a seed; so the same votes do not give its groups,
//! but its base clusters do. What Polis does not compute beyond 100,000 participants and 10,000 statements is
//! computed here.

mod groups;
mod kmeans;

use crate::consensus::{consensus, group_informed};
use crate::counts::together;
use crate::map::{Group, Map};
use crate::place::{Unasked, place_all};
use crate::priority::{META, priority};
use crate::representative::representative;
use crate::{Axes, Findings, Moderation, Search, Tally, Votes, group_tallies};

pub use groups::{Division, Smoothing, base_clusters, best, divisions};
pub use kmeans::Cluster;

/// What Polis remembers from one run to the next.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    axes: Option<Axes>,
    in_conversation: Vec<bool>,
    base: Option<Vec<Cluster>>,
    divisions: Vec<Division>,
    smoothing: Smoothing,
}

impl Memory {
    /// A run over the votes of now: cold with a new memory, else from what is remembered. Rows of
    /// participants and columns of statements must be the same as before, with new ones at the end.
    pub fn draw(&mut self, votes: &Votes, moderation: &Moderation, search: Search) -> Map {
        let left_out = moderation.left_out(votes.statements());
        let axes = Axes::find(votes, &left_out, search, self.axes.as_ref());
        let (mut places, _) = place_all(votes, &axes, &left_out, Unasked::Passed, search.threads);
        if votes.statements() < 2 {
            places.fill([0.0; 2]);
        }
        let counts = votes.row_lengths();
        let chosen = in_conversation(&counts, votes.statements(), &self.in_conversation);
        let rows: Vec<usize> = (0..chosen.len()).filter(|&row| chosen[row]).collect();
        let base = base_clusters(&places, &rows, self.base.as_deref());
        let divisions = divisions(&base, &self.divisions);
        let shown = self.smoothing.choose(&divisions);
        let mut group_of = vec![None; votes.participants()];
        let mut groups = Vec::new();
        for (number, group) in (0_u8..).zip(shown.map_or(&[][..], |division| &division.groups)) {
            let members = base.iter().filter(|cluster| group.members.contains(&cluster.id));
            for &row in members.flat_map(|cluster| &cluster.members) {
                group_of[row] = Some(number);
            }
            groups.push(Group { centre: group.centre, size: 0 });
        }
        group_of.iter().flatten().for_each(|&group| groups[usize::from(group)].size += 1);
        let silhouette = shown.map(|division| division.silhouette);
        let tallies = group_tallies(votes, &group_of, groups.len(), search.threads);
        let map =
            Map { axes, places, groups, group_of, tallies, silhouette, left_out, unasked: Unasked::Passed };
        self.axes = Some(map.axes.clone());
        self.in_conversation = chosen;
        self.base = Some(base);
        self.divisions = divisions;
        map
    }
}

/// Votes that bring somebody into the conversation, if there are as many statements.
pub(crate) const ENOUGH: u32 = 7;
/// As many take part at least, if there are as many.
const LEAST: usize = 15;

/// Who counts for groups, by participant: whoever has voted on seven statements (on all, if there are fewer),
/// whoever counted `before`, and, until there are fifteen, those with the most votes.
pub fn in_conversation(counts: &[u32], statements: usize, before: &[bool]) -> Vec<bool> {
    let enough = ENOUGH.min(statements as u32);
    let once = |row: usize| before.get(row).copied().unwrap_or(false);
    let mut chosen: Vec<bool> =
        counts.iter().enumerate().map(|(row, &count)| once(row) || count >= enough).collect();
    let missing = LEAST.saturating_sub(chosen.iter().filter(|&&chosen| chosen).count());
    if missing > 0 {
        let mut others: Vec<usize> = (0..counts.len()).filter(|&row| !chosen[row]).collect();
        others.sort_by_key(|&row| std::cmp::Reverse(counts[row]));
        others.into_iter().take(missing).for_each(|row| chosen[row] = true);
    }
    chosen
}

/// What the map says, by Polis' rules.
pub fn findings(map: &Map, votes: &Votes, moderation: &Moderation) -> Findings {
    let statements = votes.statements();
    let all = together(&map.tallies, statements);
    let meta = moderation.is_meta(statements);
    let of_groups = |group: usize| {
        let others: Vec<&Vec<Tally>> = map
            .tallies
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != group)
            .map(|(_, tallies)| tallies)
            .collect();
        representative(&map.tallies[group], &together(others, statements), &map.left_out)
    };
    Findings {
        representative: (0..map.groups.len()).map(of_groups).collect(),
        consensus: consensus(votes.tallies(), &map.left_out),
        group_informed: (0..statements)
            .map(|statement| Some(group_informed(map.tallies.iter().map(|group| &group[statement]))))
            .collect(),
        priority: (0..statements)
            .map(|statement| {
                Some(if meta[statement] { META } else { priority(&all[statement], map.extremity(statement)) })
            })
            .collect(),
    }
}
