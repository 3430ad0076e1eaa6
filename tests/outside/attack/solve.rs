//! The equations, and a linear program for each number that is asked for.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome};

/// What is known of a number.
#[derive(Debug, Clone, Copy)]
pub(super) enum Known {
    Shown(u64),
    /// At least nobody; at most, if that is known.
    Hidden {
        most: Option<u64>,
    },
}

/// Numbers by name, and which are sums of which.
#[derive(Default)]
pub(super) struct System {
    cells: BTreeMap<String, Known>,
    sums: Vec<(String, Vec<String>)>,
}

impl System {
    /// What is said of a number. Said twice, it is known by whichever says more.
    pub(super) fn cell(&mut self, name: &str, known: Known) {
        match (self.cells.get(name), known) {
            (Some(Known::Shown(before)), Known::Shown(now)) => {
                assert_eq!(*before, now, "{name} is shown in two ways");
            }
            (Some(Known::Shown(_)), Known::Hidden { .. }) => {}
            _ => {
                self.cells.insert(name.to_owned(), known);
            }
        }
    }

    pub(super) fn sum(&mut self, total: &str, parts: Vec<String>) {
        self.sums.push((total.to_owned(), parts));
    }

    pub(super) fn is_shown(&self, name: &str) -> bool {
        matches!(self.cells.get(name), Some(Known::Shown(_)))
    }

    /// The least and the most that a number can be.
    pub(super) fn bounds(&self, name: &str) -> (f64, f64) {
        let solve = |direction| {
            let mut problem = Problem::new(direction);
            let sums: Vec<_> =
                self.sums.iter().filter(|(total, parts)| Self::touches(name, total, parts)).collect();
            let here: BTreeSet<&str> = sums
                .iter()
                .flat_map(|(total, parts)| parts.iter().chain([total]))
                .map(String::as_str)
                .collect();
            let variables: BTreeMap<&str, _> = self
                .cells
                .iter()
                .filter(|(cell, _)| here.contains(cell.as_str()) || *cell == name)
                .map(|(cell, known)| {
                    let range = match known {
                        Known::Shown(value) => (*value as f64, *value as f64),
                        Known::Hidden { most } => (0.0, most.map_or(f64::INFINITY, |most| most as f64)),
                    };
                    let weight = if cell == name { 1.0 } else { 0.0 };
                    (cell.as_str(), problem.add_var(weight, range))
                })
                .collect();
            for (total, parts) in sums {
                let mut row = vec![(variables[total.as_str()], -1.0)];
                row.extend(parts.iter().map(|part| (variables[part.as_str()], 1.0)));
                problem.add_constraint(row.as_slice(), ComparisonOp::Eq, 0.0);
            }
            match problem.solve() {
                Ok(SolveOutcome::Solution(solution)) => solution.objective(),
                Ok(SolveOutcome::Interrupted(_)) => panic!("{name}: no end"),
                Err(microlp::Error::Unbounded) => f64::INFINITY,
                Err(error) => panic!("{name}: {error}"),
            }
        };
        (solve(OptimizationDirection::Minimize), solve(OptimizationDirection::Maximize))
    }

    /// Whether a sum is of the same edition, side and period: others have nothing to do with it.
    fn touches(name: &str, total: &str, parts: &[String]) -> bool {
        let place = |name: &str| name.rsplit_once(' ').map_or("", |(place, _)| place).to_owned();
        let own = place(name);
        place(total) == own || parts.iter().any(|part| place(part) == own)
    }
}
