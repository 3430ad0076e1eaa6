//! Members by number and the ties between them, as rows of neighbours.

/// Who is next to whom, undirected, at most one tie a pair and none to oneself. Members are the numbers from 0; each tie
/// has a weight, larger is closer, which is 1 where ties have none.
///
/// Built once, in `O(n + m log m)`, and never changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    rows: Rows,
}

impl Graph {
    /// A graph of `members` members and unweighted ties, in either order. A tie stated twice or from both ends is one.
    ///
    /// # Panics
    /// If a tie names a member that is not below `members`.
    pub fn new(members: usize, ties: impl IntoIterator<Item = (u32, u32)>) -> Self {
        Self::weighted(members, ties.into_iter().map(|(a, b)| (a, b, 1.0)))
    }

    /// A graph of ties with weights. Of a pair that is stated several times the largest weight counts; what is not above 0
    /// is no tie.
    ///
    /// # Panics
    /// If a tie names a member that is not below `members`.
    pub fn weighted(members: usize, ties: impl IntoIterator<Item = (u32, u32, f64)>) -> Self {
        let real = ties.into_iter().filter(|(a, b, weight)| a != b && *weight > 0.0);
        let arcs = real.flat_map(|(a, b, weight)| [(a, b, weight), (b, a, weight)]).collect();
        Self { rows: Rows::new(members, arcs, f64::max) }
    }

    /// The same ties, each with weight 1.
    pub fn unweighted(&self) -> Self {
        let mut graph = self.clone();
        graph.rows.weights.fill(1.0);
        graph
    }

    /// How many members.
    pub fn members(&self) -> usize {
        self.rows.len()
    }

    /// How many ties.
    pub fn ties(&self) -> usize {
        self.rows.ends.len() / 2
    }

    /// With how many others a member has a tie.
    pub fn degree(&self, member: usize) -> usize {
        self.rows.of(member).len()
    }

    /// Whom a member has a tie with, ascending.
    pub fn neighbours(&self, member: usize) -> &[u32] {
        self.rows.of(member)
    }

    /// The weights of a member's ties, in the order of [`Graph::neighbours`].
    pub fn weights(&self, member: usize) -> &[f64] {
        self.rows.weights_of(member)
    }

    /// A member's neighbours with the weights of the ties to them.
    pub fn ties_of(&self, member: usize) -> impl Iterator<Item = (usize, f64)> {
        let ends = self.rows.of(member).iter().map(|&end| end as usize);
        ends.zip(self.rows.weights_of(member).iter().copied())
    }

    /// Whether two members have a tie.
    pub fn are_tied(&self, a: usize, b: usize) -> bool {
        self.rows.of(a).binary_search(&(b as u32)).is_ok()
    }

    /// Every tie once, as (smaller number, larger number, weight), ascending.
    pub fn each_tie(&self) -> impl Iterator<Item = (usize, usize, f64)> {
        (0..self.members()).flat_map(move |a| {
            self.ties_of(a).filter(move |(b, _)| a < *b).map(move |(b, weight)| (a, b, weight))
        })
    }

    pub(crate) fn rows(&self) -> &Rows {
        &self.rows
    }
}

/// Who points to whom: at most one tie in each direction of a pair and none to oneself, with weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Digraph {
    out: Rows,
    back: Rows,
}

impl Digraph {
    /// A graph of directed ties (from, to, weight). Of one that is stated several times the largest weight counts; what is
    /// not above 0 is no tie.
    ///
    /// # Panics
    /// If a tie names a member that is not below `members`.
    pub fn new(members: usize, ties: impl IntoIterator<Item = (u32, u32, f64)>) -> Self {
        let arcs: Vec<_> =
            ties.into_iter().filter(|(from, to, weight)| from != to && *weight > 0.0).collect();
        let back = arcs.iter().map(|&(from, to, weight)| (to, from, weight)).collect();
        Self { out: Rows::new(members, arcs, f64::max), back: Rows::new(members, back, f64::max) }
    }

    /// How many members.
    pub fn members(&self) -> usize {
        self.out.len()
    }

    /// How many directed ties; a mutual one counts twice.
    pub fn ties(&self) -> usize {
        self.out.ends.len()
    }

    /// Whom a member points to, ascending.
    pub fn followers(&self, member: usize) -> &[u32] {
        self.out.of(member)
    }

    /// Who points to a member, ascending.
    pub fn leaders(&self, member: usize) -> &[u32] {
        self.back.of(member)
    }

    /// The undirected graph in which a pair's weight is the sum of its two directions.
    pub fn summed(&self) -> Graph {
        let arcs = |rows: &Rows| -> Vec<(u32, u32, f64)> { rows.arcs().collect() };
        let both = [arcs(&self.out), arcs(&self.back)].concat();
        Graph { rows: Rows::new(self.members(), both, |a, b| a + b) }
    }

    pub(crate) fn out(&self) -> &Rows {
        &self.out
    }
}

/// Rows of ends with their weights (compressed sparse rows), each ascending and without repetition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rows {
    starts: Vec<u32>,
    ends: Vec<u32>,
    weights: Vec<f64>,
}

impl Rows {
    /// Sorts arcs into rows; arcs that are stated several times become one by `join`.
    fn new(members: usize, mut arcs: Vec<(u32, u32, f64)>, join: impl Fn(f64, f64) -> f64) -> Self {
        arcs.sort_by_key(|(from, to, _)| (*from, *to));
        arcs.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 = join(kept.2, next.2);
            }
            same
        });
        let mut starts = vec![0; members + 1];
        for (from, to, _) in &arcs {
            assert!((*to as usize) < members, "a tie names member {to} of {members}");
            starts[*from as usize + 1] += 1;
        }
        for at in 0..members {
            starts[at + 1] += starts[at];
        }
        let (ends, weights) = arcs.into_iter().map(|(_, to, weight)| (to, weight)).unzip();
        Self { starts, ends, weights }
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(crate) fn of(&self, member: usize) -> &[u32] {
        &self.ends[self.starts[member] as usize..self.starts[member + 1] as usize]
    }

    pub(crate) fn weights_of(&self, member: usize) -> &[f64] {
        &self.weights[self.starts[member] as usize..self.starts[member + 1] as usize]
    }

    fn arcs(&self) -> impl Iterator<Item = (u32, u32, f64)> {
        (0..self.len()).flat_map(move |from| {
            let ends = self.of(from).iter().zip(self.weights_of(from));
            ends.map(move |(&to, &weight)| (from as u32, to, weight))
        })
    }
}

/// All of `0..count` in the order in which walks in breadth meet them that start where most arcs begin, so that neighbours
/// lie near one another.
pub(crate) fn in_breadth<A: Iterator<Item = usize>>(count: usize, ends: impl Fn(usize) -> A) -> Vec<usize> {
    let mut roots: Vec<usize> = (0..count).collect();
    roots.sort_by_cached_key(|&at| std::cmp::Reverse(ends(at).count()));
    let mut met = vec![false; count];
    let mut order = Vec::with_capacity(count);
    for root in roots {
        let mut next = order.len();
        if !std::mem::replace(&mut met[root], true) {
            order.push(root);
        }
        while let Some(&here) = order.get(next) {
            next += 1;
            order.extend(ends(here).filter(|&end| !std::mem::replace(&mut met[end], true)));
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_tie_told_twice_is_one_and_to_oneself_none() {
        let graph = Graph::weighted(4, [(1, 2, 1.0), (2, 1, 3.0), (3, 3, 1.0), (0, 3, 0.0)]);
        assert_eq!((graph.members(), graph.ties(), graph.degree(3)), (4, 1, 0));
        assert_eq!(graph.each_tie().collect::<Vec<_>>(), [(1, 2, 3.0)]);
        assert!(graph.are_tied(2, 1) && !graph.are_tied(0, 3));
        assert_eq!(graph.unweighted().weights(1), [1.0]);
    }

    #[test]
    fn directions_stay_and_can_be_summed() {
        let digraph = Digraph::new(3, [(0, 1, 2.0), (1, 0, 3.0), (2, 0, 1.0), (2, 0, 4.0)]);
        assert_eq!((digraph.ties(), digraph.followers(0), digraph.leaders(0)), (3, &[1][..], &[1, 2][..]));
        assert_eq!(digraph.summed().each_tie().collect::<Vec<_>>(), [(0, 1, 5.0), (0, 2, 4.0)]);
    }

    proptest! {
        #[test]
        fn degrees_sum_to_twice_the_ties(ties in prop::collection::vec((0_u32..20, 0_u32..20), 0..60)) {
            let graph = Graph::new(20, ties);
            prop_assert_eq!((0..20).map(|member| graph.degree(member)).sum::<usize>(), 2 * graph.ties());
            prop_assert_eq!(graph.each_tie().count(), graph.ties());
        }
    }
}
