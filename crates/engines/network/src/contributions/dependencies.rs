//! What must come before what.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use super::Contributions;

impl Contributions {
    /// Activities, whatever their status, that wait for each other in a circle: each strongly connected component of more
    /// than one, in order.
    pub fn cycles(&self) -> Vec<Vec<usize>> {
        let waits = (self.activities.iter().enumerate())
            .flat_map(|(at, work)| work.depends_on.iter().map(move |&before| (before as u32, at as u32)));
        let mut cycles: Vec<Vec<usize>> = kosaraju_scc(&DiGraph::<(), ()>::from_edges(waits))
            .into_iter()
            .filter(|component| component.len() > 1)
            .map(|component| component.into_iter().map(petgraph::graph::NodeIndex::index).collect())
            .collect();
        for cycle in &mut cycles {
            cycle.sort_unstable();
        }
        cycles.sort_unstable();
        cycles
    }

    /// For each activity the others that wait for it, directly or through others, in order.
    pub fn downstream(&self) -> Vec<Vec<usize>> {
        let followers = self.followers();
        let mut last_seen_from = vec![usize::MAX; self.activities.len()];
        (0..self.activities.len())
            .map(|start| {
                last_seen_from[start] = start;
                let (mut reached, mut at) = (vec![start], 0);
                while at < reached.len() {
                    for &next in &followers[reached[at]] {
                        if last_seen_from[next] != start {
                            last_seen_from[next] = start;
                            reached.push(next);
                        }
                    }
                    at += 1;
                }
                reached.swap_remove(0);
                reached.sort_unstable();
                reached
            })
            .collect()
    }

    /// For each activity those that name it as coming before them.
    fn followers(&self) -> Vec<Vec<usize>> {
        let mut followers = vec![Vec::new(); self.activities.len()];
        for (at, work) in self.activities.iter().enumerate() {
            for &before in &work.depends_on {
                followers[before].push(at);
            }
        }
        followers
    }
}
