//! Ties between two kinds: people and events, organisations and activities.
//!
//! Clustering of the plain projection is not read here: whatever is shared makes a clique of those who share it.

use petgraph::algo::maximum_matching;
use petgraph::graph::UnGraph;

use crate::Graph;

/// A graph whose ties all lead from one side to the other.
#[derive(Debug, Clone)]
pub struct TwoMode<'g> {
    graph: &'g Graph,
    below: &'g [bool],
    sides: [usize; 2],
}

/// Two members of the upper side, and what they share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The smaller number.
    pub a: u32,
    /// The larger number.
    pub b: u32,
    /// With how many of the lower side both have a tie.
    pub shared: usize,
    /// Σ 1 / (k−1) over those they share, with k the ties of each (M. E. J. Newman 2001, Physical Review E 64:016132).
    pub newman: f64,
    /// Shared / had by either; 0 if neither has any, as all three.
    pub jaccard: f64,
    /// Shared / the geometric mean of what each has.
    pub cosine: f64,
    /// Shared / the smaller of what each has.
    pub overlap: f64,
}

impl<'g> TwoMode<'g> {
    /// `below` says of each member whether it is of the lower side, such as an event.
    ///
    /// # Errors
    /// A tie that stays on one side, as its two ends.
    ///
    /// # Panics
    /// If `below` does not hold an entry for each member.
    pub fn of(graph: &'g Graph, below: &'g [bool]) -> Result<Self, (usize, usize)> {
        assert_eq!(below.len(), graph.members(), "a side for each member");
        if let Some((a, b, _)) = graph.each_tie().find(|(a, b, _)| below[*a] == below[*b]) {
            return Err((a, b));
        }
        let bottom = below.iter().filter(|below| **below).count();
        Ok(Self { graph, below, sides: [below.len() - bottom, bottom] })
    }

    /// How many members the upper and the lower side have.
    pub fn sides(&self) -> [usize; 2] {
        self.sides
    }

    /// The share of possible ties that exist, m / (a·b); `None` if a side is empty.
    pub fn density(&self) -> Option<f64> {
        let possible = self.sides[0] * self.sides[1];
        (possible > 0).then(|| self.graph.ties() as f64 / possible as f64)
    }

    /// The share of the other side with which each member has a tie (S. Borgatti and M. Everett 1997, Social Networks
    /// 19:243); 0 if that side is empty.
    pub fn degree_centrality(&self) -> Vec<f64> {
        let of = |member: usize| self.graph.degree(member) as f64 / self.across(member).max(1) as f64;
        (0..self.graph.members()).map(of).collect()
    }

    /// Betweenness as a share of the most that a member of its side can have (Borgatti and Everett 1997); 0 where that is 0.
    pub fn betweenness(&self, raw: &[f64]) -> Vec<f64> {
        let most = [most_between(self.sides[0], self.sides[1]), most_between(self.sides[1], self.sides[0])];
        let most_of = |member: usize| most[usize::from(self.below[member])];
        let of =
            |(member, raw): (usize, &f64)| if most_of(member) > 0.0 { raw / most_of(member) } else { 0.0 };
        raw.iter().enumerate().map(of).collect()
    }

    /// How much each member's ties are those of others: the mean over all with whom it shares something of shared / had by
    /// either (M. Latapy, C. Magnien and N. Del Vecchio 2008, Social Networks 30:31); 0 if there is nobody.
    pub fn clustering(&self) -> Vec<f64> {
        let mut shared = vec![0_u32; self.graph.members()];
        let mut of = |member: usize| {
            let mut met: Vec<u32> = Vec::new();
            for &by in self.graph.neighbours(member) {
                for &other in
                    self.graph.neighbours(by as usize).iter().filter(|&&other| other as usize != member)
                {
                    if shared[other as usize] == 0 {
                        met.push(other);
                    }
                    shared[other as usize] += 1;
                }
            }
            let part = |other: &u32| {
                let shared = std::mem::take(&mut shared[*other as usize]) as usize;
                shared as f64
                    / (self.graph.degree(member) + self.graph.degree(*other as usize) - shared) as f64
            };
            let sum: f64 = met.iter().map(part).sum();
            if met.is_empty() { 0.0 } else { sum / met.len() as f64 }
        };
        (0..self.graph.members()).map(&mut of).collect()
    }

    /// The share of pairs of a member's neighbours who also share somebody else (Latapy, Magnien and Del Vecchio 2008): 1 if
    /// nobody would miss it. `None` with fewer than two.
    pub fn redundancy(&self) -> Vec<Option<f64>> {
        let n = self.graph.members();
        // By which neighbour each member was last found.
        let mut found = vec![u32::MAX; n];
        let mut of = |member: usize| {
            let ends = self.graph.neighbours(member);
            let mut joined = 0;
            for (at, &end) in ends.iter().enumerate() {
                let others =
                    self.graph.neighbours(end as usize).iter().filter(|&&other| other as usize != member);
                for &third in others.flat_map(|&other| self.graph.neighbours(other as usize)) {
                    found[third as usize] = end;
                }
                joined += ends[at + 1..].iter().filter(|&&third| found[third as usize] == end).count();
            }
            for &end in ends {
                for &other in self.graph.neighbours(end as usize) {
                    for &third in self.graph.neighbours(other as usize) {
                        found[third as usize] = u32::MAX;
                    }
                }
            }
            let pairs = ends.len() * ends.len().saturating_sub(1) / 2;
            (pairs > 0).then(|| joined as f64 / pairs as f64)
        };
        (0..n).map(&mut of).collect()
    }

    /// The share of paths over three ties that a fourth closes (G. Robins and M. Alexander 2004, Computational and Mathematical
    /// Organization Theory 10:69): 4 · rings of four / paths of three; 0 without such paths.
    pub fn robins_alexander(&self) -> f64 {
        let less_one = |member: usize| (self.graph.degree(member) - 1) as u64;
        let paths: u64 = self.graph.each_tie().map(|(a, b, _)| less_one(a) * less_one(b)).sum();
        let mut shared = vec![0_u64; self.graph.members()];
        let mut rings = 0;
        for member in (0..self.graph.members()).filter(|&member| !self.below[member]) {
            let thirds = |by: &u32| {
                self.graph.neighbours(*by as usize).iter().filter(move |&&end| (end as usize) < member)
            };
            for &other in self.graph.neighbours(member).iter().flat_map(thirds) {
                // Each one more that two share makes a ring with every one they shared before.
                rings += shared[other as usize];
                shared[other as usize] += 1;
            }
            for &other in self.graph.neighbours(member).iter().flat_map(thirds) {
                shared[other as usize] = 0;
            }
        }
        if paths == 0 { 0.0 } else { 4.0 * rings as f64 / paths as f64 }
    }

    /// How many can be paired off across the sides at most, each with one it has a tie with.
    pub fn maximum_matching_size(&self) -> usize {
        let ties = self.graph.each_tie().map(|(a, b, _)| (a as u32, b as u32));
        maximum_matching(&UnGraph::<(), ()>::from_edges(ties)).len()
    }

    /// Every pair of the upper side, ascending. In `O(a² d)`.
    pub fn pairs(&self) -> Vec<Pair> {
        let upper: Vec<usize> = (0..self.graph.members()).filter(|&member| !self.below[member]).collect();
        let mut has = vec![false; self.graph.members()];
        let mut pairs = Vec::with_capacity(upper.len() * upper.len().saturating_sub(1) / 2);
        for (at, &a) in upper.iter().enumerate() {
            for &end in self.graph.neighbours(a) {
                has[end as usize] = true;
            }
            pairs.extend(upper[at + 1..].iter().map(|&b| self.pair(a, b, &has)));
            for &end in self.graph.neighbours(a) {
                has[end as usize] = false;
            }
        }
        pairs
    }

    fn pair(&self, a: usize, b: usize, has: &[bool]) -> Pair {
        let both = self.graph.neighbours(b).iter().map(|&end| end as usize).filter(|&end| has[end]);
        let (shared, newman) = both.fold((0, 0.0), |(shared, sum), end| {
            (shared + 1, sum + 1.0 / (self.graph.degree(end) as f64 - 1.0))
        });
        let (x, y) = (self.graph.degree(a) as f64, self.graph.degree(b) as f64);
        let of = |whole: f64| if shared == 0 { 0.0 } else { f64::from(shared) / whole };
        Pair {
            a: a as u32,
            b: b as u32,
            shared: shared as usize,
            newman,
            jaccard: of(x + y - f64::from(shared)),
            cosine: of((x * y).sqrt()),
            overlap: of(x.min(y)),
        }
    }

    /// How many are on the other side.
    fn across(&self, member: usize) -> usize {
        self.sides[usize::from(!self.below[member])]
    }
}

/// The most pairs between which a member can be who has `own` on its side and `other` on the other.
fn most_between(own: usize, other: usize) -> f64 {
    if own == 0 || other == 0 {
        return 0.0;
    }
    let (s, t) = (((own - 1) / other) as f64, ((own - 1) % other) as f64);
    let other = other as f64;
    (other.powi(2) * (s + 1.0).powi(2) + other * (s + 1.0) * (2.0 * t - s - 1.0) - t * (2.0 * s - t + 3.0))
        / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three people; two meet at both events, the third at the second alone.
    #[test]
    fn three_people_at_two_events() {
        let graph = Graph::new(5, [(0, 3), (0, 4), (1, 3), (1, 4), (2, 4)]);
        let below = [false, false, false, true, true];
        let two = TwoMode::of(&graph, &below).unwrap();
        assert_eq!((two.sides(), two.density()), ([3, 2], Some(5.0 / 6.0)));
        assert_eq!(two.degree_centrality(), [1.0, 1.0, 0.5, 2.0 / 3.0, 1.0]);
        let pairs = two.pairs();
        assert_eq!((pairs.len(), pairs[0].shared, pairs[0].newman), (3, 2, 1.5));
        assert_eq!((pairs[1].jaccard, pairs[1].overlap, pairs[1].cosine), (0.5, 1.0, 1.0 / 2_f64.sqrt()));
        assert_eq!(two.redundancy(), [Some(1.0), Some(1.0), None, Some(1.0), Some(1.0 / 3.0)]);
        // One ring of four; paths of three ties: 1 + 2 + 1 + 2 + 0.
        assert_eq!((two.robins_alexander(), two.maximum_matching_size()), (4.0 / 6.0, 2));
        assert_eq!(two.clustering()[2], 0.5);
    }

    #[test]
    fn a_tie_within_a_side_is_refused_and_an_empty_side_read() {
        let graph = Graph::new(2, [(0, 1)]);
        assert_eq!(TwoMode::of(&graph, &[true, true]).unwrap_err(), (0, 1));
        let none = Graph::new(2, []);
        let two = TwoMode::of(&none, &[false, false]).unwrap();
        assert_eq!(
            (two.density(), two.robins_alexander(), two.betweenness(&[0.0, 0.0])),
            (None, 0.0, vec![0.0, 0.0])
        );
        assert_eq!(two.pairs()[0].jaccard, 0.0);
    }
}
