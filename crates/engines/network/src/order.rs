//! In which order the rows and columns of a matrix stand.

use std::collections::BTreeMap;

use crate::contributions::Contributions;

/// The order of rows by group, and in each group from the greatest degree down: the group with the greatest sum first, of
/// equals the first by name; of rows with equal degree the first given. `groups` and `degrees` are of one length, one for
/// each row; the answer holds places in them.
pub fn by_group_then_degree(groups: &[&str], degrees: &[f64]) -> Vec<usize> {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for (group, degree) in groups.iter().zip(degrees) {
        *sums.entry(group).or_default() += degree;
    }
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by(|&a, &b| {
        let of_group = sums[groups[b]].total_cmp(&sums[groups[a]]).then(groups[a].cmp(groups[b]));
        of_group.then(degrees[b].total_cmp(&degrees[a]))
    });
    order
}

impl Contributions {
    /// The order of the organisations, by sector and hours, and that of the outcomes, by hours: for the matrix C.
    pub fn matrix_order(&self) -> (Vec<usize>, Vec<usize>) {
        let sectors: Vec<&str> = self.organisations.iter().map(|one| one.sector.as_str()).collect();
        let of_organisations: Vec<f64> = self.matrix().map(|row| row.iter().sum()).collect();
        let width = self.outcomes.len();
        let of_outcomes: Vec<f64> =
            (0..width).map(|outcome| self.matrix().map(|row| row[outcome]).sum()).collect();
        (
            by_group_then_degree(&sectors, &of_organisations),
            by_group_then_degree(&vec![""; width], &of_outcomes),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stay_together_and_the_greatest_comes_first() {
        let groups = ["law", "care", "law", "care", "art"];
        assert_eq!(by_group_then_degree(&groups, &[1.0, 2.0, 5.0, 2.0, 6.0]), [4, 2, 0, 1, 3]);
        assert_eq!(by_group_then_degree(&[], &[]), [0; 0]);
    }
}
