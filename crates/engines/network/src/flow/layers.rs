//! The order of things in columns, so that few links between neighbouring columns cross.

/// Things in columns, and links between neighbouring ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layers {
    /// How many things each column has; a thing is known by its place in it.
    pub columns: Vec<usize>,
    /// For each column but the last its links: a thing of it, and one of the next column.
    pub links: Vec<Vec<(usize, usize)>>,
}

/// For each thing of a column its neighbours in the columns beside it.
struct Neighbours {
    left: Vec<Vec<usize>>,
    right: Vec<Vec<usize>>,
}

/// How often the order is swept through, to the right and back.
const SWEEPS: usize = 24;

impl Layers {
    /// For each column its things in order, and how many pairs of links cross then: the best order that barycentre sweeps
    /// find (K. Sugiyama, S. Tagawa and M. Toda, 1981), beginning with the order that is given.
    pub fn order(&self) -> (Vec<Vec<usize>>, u64) {
        let neighbours = self.neighbours();
        let mut order: Vec<Vec<usize>> = self.columns.iter().map(|&size| (0..size).collect()).collect();
        let mut best = (self.all_crossings(&order), order.clone());
        for _ in 0..SWEEPS {
            for (column, neighbours) in neighbours.iter().enumerate().skip(1) {
                sort_by_neighbours(&mut order, column, column - 1, &neighbours.left);
            }
            self.keep_better(&mut best, &order);
            for (column, neighbours) in neighbours.iter().enumerate().rev().skip(1) {
                sort_by_neighbours(&mut order, column, column + 1, &neighbours.right);
            }
            self.keep_better(&mut best, &order);
        }
        (best.1, best.0)
    }

    fn keep_better(&self, best: &mut (u64, Vec<Vec<usize>>), order: &[Vec<usize>]) {
        let crossings = self.all_crossings(order);
        if crossings < best.0 {
            *best = (crossings, order.to_vec());
        }
    }

    fn all_crossings(&self, order: &[Vec<usize>]) -> u64 {
        let places: Vec<Vec<usize>> = order.iter().map(|column| places(column)).collect();
        let between = |(at, links): (usize, &Vec<(usize, usize)>)| {
            let placed: Vec<(usize, usize)> =
                links.iter().map(|&(left, right)| (places[at][left], places[at + 1][right])).collect();
            crossings(&placed)
        };
        self.links.iter().enumerate().map(between).sum()
    }

    /// For each column its things' neighbours.
    fn neighbours(&self) -> Vec<Neighbours> {
        let empty =
            |&size: &usize| Neighbours { left: vec![Vec::new(); size], right: vec![Vec::new(); size] };
        let mut neighbours: Vec<_> = self.columns.iter().map(empty).collect();
        for (at, links) in self.links.iter().enumerate() {
            for &(left, right) in links {
                neighbours[at].right[left].push(right);
                neighbours[at + 1].left[right].push(left);
            }
        }
        neighbours
    }
}

/// How many pairs of links cross, each given as two places: O(links · log places), by counting inversions in a Fenwick tree
/// (W. Barth, M. Jünger and P. Mutzel, 2002).
pub fn crossings(links: &[(usize, usize)]) -> u64 {
    let mut links = links.to_vec();
    links.sort_unstable();
    let size = links.iter().map(|&(_, right)| right + 1).max().unwrap_or(0);
    let mut tree = vec![0_u64; size + 1];
    let mut crossings = 0;
    for (before, &(_, right)) in links.iter().enumerate() {
        // Of the links before this one, those that end no further down do not cross it.
        let (mut at, mut apart) = (right + 1, 0);
        while at > 0 {
            apart += tree[at];
            at &= at - 1;
        }
        crossings += before as u64 - apart;
        let mut at = right + 1;
        while at <= size {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    crossings
}

fn places(order: &[usize]) -> Vec<usize> {
    let mut places = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, &thing)| places[thing] = place);
    places
}

/// Orders a column by the mean place of each thing's neighbours in another; what has none stays where it is.
fn sort_by_neighbours(order: &mut [Vec<usize>], column: usize, other: usize, neighbours: &[Vec<usize>]) {
    let there = places(&order[other]);
    let here = places(&order[column]);
    let middle: Vec<f64> = (neighbours.iter().enumerate())
        .map(|(thing, neighbours)| match neighbours.len() {
            0 => here[thing] as f64,
            count => neighbours.iter().map(|&one| there[one]).sum::<usize>() as f64 / count as f64,
        })
        .collect();
    order[column].sort_by(|&a, &b| middle[a].total_cmp(&middle[b]));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slow(links: &[(usize, usize)]) -> u64 {
        let pairs =
            links.iter().enumerate().flat_map(|(at, one)| links[at + 1..].iter().map(move |two| (one, two)));
        pairs
            .filter(|(one, two)| (one.0 < two.0 && one.1 > two.1) || (one.0 > two.0 && one.1 < two.1))
            .count() as u64
    }

    #[test]
    fn links_that_share_an_end_do_not_cross() {
        assert_eq!(crossings(&[(0, 0), (0, 1), (1, 1)]), 0);
        assert_eq!(crossings(&[(0, 1), (1, 0)]), 1);
    }

    #[test]
    fn a_knot_that_can_be_undone_is_undone() {
        let layers = Layers {
            columns: vec![3, 3, 3],
            links: vec![vec![(0, 2), (1, 0), (2, 1)], vec![(0, 2), (1, 1), (2, 0)]],
        };
        assert_eq!(layers.order().1, 0);
    }

    #[test]
    fn nothing_has_an_order_too() {
        assert_eq!(Layers::default().order(), (Vec::new(), 0));
    }

    proptest! {
        #[test]
        fn the_tree_counts_as_looking_at_each_pair_does(links in prop::collection::vec((0_usize..9, 0_usize..9), 0..40)) {
            prop_assert_eq!(crossings(&links), slow(&links));
        }

        #[test]
        fn the_order_holds_everything_and_crosses_no_more_than_before(
            first in prop::collection::vec((0_usize..6, 0_usize..8), 0..20),
            second in prop::collection::vec((0_usize..8, 0_usize..5), 0..20),
        ) {
            let before = slow(&first) + slow(&second);
            let (order, after) = Layers { columns: vec![6, 8, 5], links: vec![first, second] }.order();
            prop_assert!(after <= before);
            for (mut column, size) in order.into_iter().zip([6, 8, 5]) {
                column.sort_unstable();
                prop_assert_eq!(column, (0..size).collect::<Vec<_>>());
            }
        }
    }
}
