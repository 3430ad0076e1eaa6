//! Groups that are known, such as sectors: whether ties cross them, and how that compares with chance.

use crate::Graph;
use crate::chance::Chance;
use crate::parallel::spread;

/// Ties within and across groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Mixing {
    /// How many members each group has.
    pub sizes: Vec<usize>,
    /// Ties between group a and group b, counted once, at `[a][b]` and `[b][a]`; within a group at `[a][a]`.
    pub ties: Vec<Vec<usize>>,
    /// Ties within groups.
    pub internal: usize,
    /// Ties across groups.
    pub external: usize,
}

impl Mixing {
    /// Counts ties, of whatever weight. `group` holds a number below `groups` for each member.
    ///
    /// # Panics
    /// If `group` does not fit the graph or names a group that is not below `groups`.
    pub fn of(graph: &Graph, group: &[u32], groups: usize) -> Self {
        assert_eq!(group.len(), graph.members(), "a group for each member");
        let mut sizes = vec![0; groups];
        for &own in group {
            sizes[own as usize] += 1;
        }
        let mut ties = vec![vec![0; groups]; groups];
        let mut internal = 0;
        for (a, b, _) in graph.each_tie() {
            let (a, b) = (group[a] as usize, group[b] as usize);
            ties[a][b] += 1;
            if a == b {
                internal += 1;
            } else {
                ties[b][a] += 1;
            }
        }
        Self { sizes, ties, internal, external: graph.ties() - internal }
    }

    /// The E–I index of D. Krackhardt and R. Stern (1988, Social Psychology Quarterly 51:123): (E − I) / (E + I) with E ties
    /// across groups and I within, from −1 to 1; `None` without ties.
    pub fn ei_index(&self) -> Option<f64> {
        ei(self.external as f64, self.internal as f64)
    }

    /// The E–I index that groups of these sizes have by chance: that of all possible ties. `None` for fewer than two members.
    pub fn ei_by_chance(&self) -> Option<f64> {
        let pairs = |n: usize| n as f64 * (n as f64 - 1.0) / 2.0;
        let internal: f64 = self.sizes.iter().map(|&size| pairs(size)).sum();
        ei(pairs(self.sizes.iter().sum::<usize>().max(1)) - internal, internal)
    }

    /// The share of ties that cross groups, E / (E + I); `None` without ties.
    pub fn cross_group_share(&self) -> Option<f64> {
        let ties = self.external + self.internal;
        (ties > 0).then(|| self.external as f64 / ties as f64)
    }

    /// Whether like is tied to like (M. E. J. Newman 2003, Physical Review E 67:026126): (Σ e − Σ a²) / (1 − Σ a²), with
    /// e the share of ties within a group and a its share of the ends of ties. 0 as by chance, 1 if no tie crosses. `None`
    /// without ties and with all in one group.
    pub fn assortativity(&self) -> Option<f64> {
        let ties = (self.external + self.internal) as f64;
        let ends = |row: usize| (self.ties[row].iter().sum::<usize>() + self.ties[row][row]) as f64;
        let expected: f64 = (0..self.ties.len()).map(|row| (ends(row) / (2.0 * ties)).powi(2)).sum();
        (self.external > 0 || expected < 1.0)
            .then(|| (self.internal as f64 / ties - expected) / (1.0 - expected))
    }

    /// The two groups with the smallest share of their possible ties, with the ties there are and the possible ones; the pair
    /// with more possible ties if shares are equal. `None` with fewer than two groups.
    pub fn emptiest(&self) -> Option<(usize, usize, usize, usize)> {
        let groups = self.sizes.len();
        let pairs = (0..groups).flat_map(|a| (a + 1..groups).map(move |b| (a, b)));
        pairs
            .map(|(a, b)| (a, b, self.ties[a][b], self.sizes[a] * self.sizes[b]))
            .filter(|pair| pair.3 > 0)
            .min_by(|x, y| (x.2 * y.3).cmp(&(y.2 * x.3)).then(y.3.cmp(&x.3)))
    }
}

/// The E–I index of each member's own ties; `None` for members without.
pub fn ego_ei(graph: &Graph, group: &[u32]) -> Vec<Option<f64>> {
    let of = |member: usize| {
        let ends = graph.neighbours(member).iter();
        let internal = ends.filter(|&&end| group[end as usize] == group[member]).count();
        ei((graph.degree(member) - internal) as f64, internal as f64)
    };
    (0..graph.members()).map(of).collect()
}

fn ei(external: f64, internal: f64) -> Option<f64> {
    let all = external + internal;
    (all > 0.0).then(|| (external - internal) / all)
}

/// How likely an E–I index is at least as far from its chance value as the one that was found, if members' groups were dealt
/// out at random: (1 + how many of `draws` were) / (1 + `draws`). `None` without ties.
pub fn ei_p_value(graph: &Graph, group: &[u32], draws: usize, seed: u64) -> Option<f64> {
    let ties: Vec<(u32, u32)> = graph.each_tie().map(|(a, b, _)| (a as u32, b as u32)).collect();
    let groups = group.iter().max().map_or(0, |most| *most as usize + 1);
    let mixing = Mixing::of(graph, group, groups);
    let expected = (1.0 - mixing.ei_by_chance()?) / 2.0 * ties.len() as f64;
    // The index falls with the internal ties, so these can be compared instead.
    let far = |internal: usize| (internal as f64 - expected).abs();
    let found = far(mixing.internal) - 1e-9;
    let chunks = draws.div_ceil(DRAWS);
    let beyond: usize = spread(
        chunks,
        || (),
        |(), chunk| {
            let mut chance = Chance::new(seed, chunk as u64);
            let mut dealt = group.to_vec();
            let mut draw = || {
                chance.shuffle(&mut dealt);
                ties.iter().filter(|(a, b)| dealt[*a as usize] == dealt[*b as usize]).count()
            };
            (chunk * DRAWS..draws.min((chunk + 1) * DRAWS)).filter(|_| far(draw()) >= found).count()
        },
    )
    .into_iter()
    .sum();
    (!ties.is_empty()).then(|| (1 + beyond) as f64 / (1 + draws) as f64)
}

/// Draws that share a stream of chance.
const DRAWS: usize = 50;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Two triangles and a tie between them.
    fn two_triangles() -> Graph {
        Graph::new(6, [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)])
    }

    #[test]
    fn two_circles_that_hardly_meet() {
        let (graph, group) = (two_triangles(), [0, 0, 0, 1, 1, 1]);
        let mixing = Mixing::of(&graph, &group, 2);
        assert_eq!((mixing.internal, mixing.external, mixing.ties[0][1]), (6, 1, 1));
        assert_eq!((mixing.ei_index(), mixing.ei_by_chance()), (Some(-5.0 / 7.0), Some(0.2)));
        assert!((mixing.assortativity().unwrap() - (6.0 / 7.0 - 0.5) / 0.5).abs() < 1e-12);
        assert_eq!(ego_ei(&graph, &group)[..3], [Some(-1.0), Some(-1.0), Some(-1.0 / 3.0)]);
        assert_eq!(mixing.emptiest(), Some((0, 1, 1, 9)));
        // Of the 10 ways to halve six people, only this one has so many ties within.
        let p = ei_p_value(&graph, &group, 2_000, 1).unwrap();
        assert!((p - 0.1).abs() < 0.02, "{p}");
    }

    #[test]
    fn nothing_to_read() {
        let none = Graph::new(3, []);
        let mixing = Mixing::of(&none, &[0, 1, 1], 2);
        assert_eq!(
            (mixing.ei_index(), mixing.assortativity(), ei_p_value(&none, &[0, 1, 1], 10, 1)),
            (None, None, None)
        );
        let one = Mixing::of(&two_triangles(), &[0; 6], 1);
        assert_eq!((one.assortativity(), one.emptiest(), one.ei_by_chance()), (None, None, Some(-1.0)));
        assert_eq!(Mixing::of(&Graph::new(0, []), &[], 0).ei_by_chance(), None);
    }

    proptest! {
        #[test]
        fn the_chance_value_is_the_mean_over_all_deals(
            ties in prop::collection::vec((0_u32..5, 0_u32..5), 1..10),
            group in prop::collection::vec(0_u32..3, 5),
        ) {
            let graph = Graph::new(5, ties);
            prop_assume!(graph.ties() > 0);
            let mut sum = 0.0;
            let mut deals = 0.0;
            for code in 0..3125_usize {
                let deal: Vec<usize> = (0..5).map(|at| code / 5_usize.pow(at) % 5).collect();
                if (0..5).all(|place| deal.contains(&place)) {
                    let dealt: Vec<u32> = deal.iter().map(|place| group[*place]).collect();
                    sum += Mixing::of(&graph, &dealt, 3).ei_index().unwrap();
                    deals += 1.0;
                }
            }
            let chance = Mixing::of(&graph, &group, 3).ei_by_chance().unwrap();
            prop_assert!((sum / deals - chance).abs() < 1e-12);
        }
    }
}
