//! Where each participant stands on the map.

use crate::Axes;
use crate::votes::{Code, VALUE, VALUES, Visit, Votes};

/// How many statements count for the scale of the map, and how many of those a participant is taken to have
/// seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unasked {
    /// Statements that are left out are as if they were not there.
    Absent,
    /// Statements that are left out count as seen by everybody with a pass, as in Polis.
    Passed,
}

/// Where somebody stands, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Along both axes.
    pub at: [f64; 2],
    /// The standard error along each axis: how far the place would typically move had they been shown other
    /// statements. Infinite with fewer than two votes.
    pub error: [f64; 2],
}

/// The table of one pass: for each code, what the vote adds along both axes and to the number of votes.
struct Table {
    weights: Vec<[f64; 4]>,
    scale: f64,
    beside: f64,
}

impl Table {
    /// Statements that came after the axes were found count as left out.
    fn new(votes: &Votes, axes: &Axes, left_out: &[bool], unasked: Unasked) -> Self {
        let statements = votes.statements();
        let out = |statement: usize| {
            statement >= axes.centre.len() || left_out.get(statement).copied().unwrap_or(false)
        };
        let weights = (0..statements * VALUES).map(|at| {
            let statement = at / VALUES;
            if out(statement) {
                return [0.0; 4];
            }
            let deviation = VALUE[at % VALUES] - axes.centre[statement];
            let [x, y] = [0, 1].map(|axis| deviation * axes.components[axis][statement]);
            [x, y, 1.0, 0.0]
        });
        let gone = (0..statements).filter(|&statement| out(statement)).count();
        let (counted, beside) = match unasked {
            Unasked::Absent => (statements - gone, 0),
            Unasked::Passed => (statements, gone),
        };
        Self { weights: weights.collect(), scale: counted as f64, beside: beside as f64 }
    }

    fn sum<C: Code>(&self, votes: &[C]) -> [f64; 4] {
        let mut row = [0.0; 4];
        for code in votes {
            row.iter_mut().zip(self.weights[code.number()]).for_each(|(sum, weight)| *sum += weight);
        }
        row
    }

    fn stretch(&self, seen: f64) -> f64 {
        (self.scale / (seen + self.beside).max(1.0)).sqrt()
    }
}

/// Where everybody stands and on how many statements they voted that are not left out, by participant.
///
/// A place is the sum of `(vote - centre) * component` over somebody's votes, stretched by `sqrt(statements /
/// votes)` so that few votes do not keep people in the middle (Polis). Unit: votes. `left_out` as in
/// [`Axes::find`].
pub fn place_all(
    votes: &Votes,
    axes: &Axes,
    left_out: &[bool],
    unasked: Unasked,
    threads: usize,
) -> (Vec<[f64; 2]>, Vec<u32>) {
    struct Placing<'a> {
        table: &'a Table,
        places: Vec<[f64; 2]>,
        seen: Vec<u32>,
    }
    impl Visit for Placing<'_> {
        fn row<C: Code>(&mut self, _: usize, votes: &[C]) {
            let [x, y, seen, _] = self.table.sum(votes);
            let stretch = self.table.stretch(seen);
            self.places.push([stretch * x, stretch * y]);
            self.seen.push(seen as u32);
        }
    }
    let table = Table::new(votes, axes, left_out, unasked);
    let parts = votes.visit(threads, || Placing { table: &table, places: Vec::new(), seen: Vec::new() });
    let (mut places, mut seen) = (Vec::with_capacity(votes.participants()), Vec::new());
    seen.reserve_exact(votes.participants());
    for part in parts {
        places.extend(part.places);
        seen.extend(part.seen);
    }
    (places, seen)
}

/// Where one participant stands with their votes of now, and how sure that is. `None` for one that is not
/// there.
///
/// The error is that of a sample drawn without replacement: their votes are some of those they might have
/// cast on all statements (W. G. Cochran, Sampling Techniques, section 2.6).
pub(crate) fn place(
    votes: &Votes,
    axes: &Axes,
    left_out: &[bool],
    unasked: Unasked,
    participant: usize,
) -> Option<Place> {
    struct One<'a> {
        table: &'a Table,
        place: Option<Place>,
    }
    impl Visit for One<'_> {
        fn row<C: Code>(&mut self, _: usize, votes: &[C]) {
            let sums = self.table.sum(votes);
            let (seen, stretch) = (sums[2], self.table.stretch(sums[2]));
            let error = |axis: usize| {
                let mean = sums[axis] / seen;
                let weights = votes.iter().map(|code| self.table.weights[code.number()]);
                let squares: f64 = weights.map(|weight| weight[2] * (weight[axis] - mean).powi(2)).sum();
                let unseen = (1.0 - seen / self.table.scale).max(0.0);
                stretch * (seen * squares / (seen - 1.0) * unseen).sqrt()
            };
            let error = if seen < 2.0 { [f64::INFINITY; 2] } else { [error(0), error(1)] };
            self.place = Some(Place { at: [stretch * sums[0], stretch * sums[1]], error });
        }
    }
    let table = Table::new(votes, axes, left_out, unasked);
    let mut one = One { table: &table, place: None };
    votes.visit_one(participant, &mut one);
    one.place
}
