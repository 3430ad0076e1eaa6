//! Activities that may be the same thing done twice.

use std::collections::BTreeMap;

use super::{Contributions, Work};

impl Contributions {
    /// Pairs of active activities that look like one: the same strategy and population, the same place or one of them
    /// everywhere, no contributor in common, and none waits for the other. In order.
    pub fn duplicates(&self) -> Vec<(usize, usize)> {
        let mut alike: BTreeMap<(usize, &str), Vec<(usize, &Work)>> = BTreeMap::new();
        for (at, work) in self.live() {
            if let Some(strategy) = work.strategy {
                alike.entry((strategy, &work.population)).or_default().push((at, work));
            }
        }
        let mut pairs = Vec::new();
        for works in alike.values() {
            for (at, &(one, work)) in works.iter().enumerate() {
                let same = works[at + 1..].iter().filter(|(other, twin)| {
                    share_a_place(work, twin)
                        && !work.gives.iter().any(|&(giver, _)| twin.is_given_by(giver))
                        && !work.depends_on.contains(other)
                        && !twin.depends_on.contains(&one)
                });
                pairs.extend(same.map(|&(other, _)| (one, other)));
            }
        }
        pairs.sort_unstable();
        pairs
    }
}

fn share_a_place(one: &Work, other: &Work) -> bool {
    let everywhere = |place: &str| place.is_empty() || place == "all";
    one.place == other.place || everywhere(&one.place) || everywhere(&other.place)
}
