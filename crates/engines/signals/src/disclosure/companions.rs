//! Which further cells must be hidden so that those that are hidden for their own sake cannot be worked out.
//!
//! In a network (see [`super::flow`]) a hidden cell can change by some amount only if others on a closed way do. For each
//! cell that needs room, the cheapest closed way is hidden: first as few cells that are read much as possible, then as
//! few cells, then as small ones. At the end, each of them that turns out not to be needed is shown again, large ones
//! first. Zeros are never hidden for another's sake: readers often know where nothing can be.
//!
//! Source: the shortest-path heuristic, Castro 2007, "A shortest-paths heuristic for statistical data protection in
//! positive tables", INFORMS J. Comput. 19(4).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::flow::{Arc, ENDLESS, Network, Signs, Step};
use super::rule::Need;
use super::{Fault, Interval, Standing, Surface};

/// A cell as the search for companions sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) value: u64,
    /// What a reader would know of it if it were hidden.
    pub(super) unknown: Interval,
    /// What must stay possible; `None` if it is not hidden for its own sake.
    pub(super) need: Option<Need>,
    /// How willingly it is hidden for another's sake.
    pub(super) standing: Standing,
}

impl Candidate {
    /// Whether it may be hidden for another's sake.
    pub(super) fn may_join(&self) -> bool {
        self.need.is_none() && self.value > 0 && self.standing != Standing::Always
    }

    /// Whether a reader who learned this knows too much.
    pub(super) fn is_exposed(&self, learned: Interval) -> bool {
        self.need.is_some_and(|need| !need.is_met(learned))
    }

    /// What speaks against hiding it.
    pub(super) fn price(&self) -> Price {
        (usize::from(self.standing == Standing::Reluctant), 1, self.value)
    }
}

/// Cells that are read much, cells, and their sum: compared in this order.
pub(super) type Price = (usize, usize, u64);

/// Which cells are hidden, for their own sake or another's.
///
/// # Errors
/// A cell that cannot be protected because too many others are always shown.
pub(super) fn in_network(surface: &Surface, signs: &Signs, cells: &[Candidate]) -> Result<Vec<bool>, Fault> {
    let mut search = Search::new(surface, signs, cells);
    let mut needs = search.reachable()?;
    needs.sort_by_key(|(cell, _)| Reverse(cells[*cell].value));
    for (cell, need) in &needs {
        search.protect(*cell, *need)?;
    }
    search.show_needless(&needs);
    Ok(search.hidden)
}

struct Search<'a> {
    cells: &'a [Candidate],
    hidden: Vec<bool>,
    /// An arc for each cell; those of shown cells have no room.
    network: Network,
}

impl<'a> Search<'a> {
    fn new(surface: &Surface, signs: &Signs, cells: &'a [Candidate]) -> Self {
        let arc = |(at, cell): (usize, &Candidate)| (at, Interval::exactly(cell.value), cell.value as i64);
        let network = Network::new(surface, signs, cells.iter().enumerate().map(arc));
        Self { cells, hidden: vec![false; cells.len()], network }
    }

    /// What cells need, as far as hiding everything else could give it: three hidden cells of at least one person each
    /// are never fewer than three together. Leaves those cells hidden.
    fn reachable(&mut self) -> Result<Vec<(usize, Need)>, Fault> {
        for at in 0..self.cells.len() {
            self.hide(at, self.cells[at].need.is_some() || self.cells[at].may_join());
        }
        let mut needs = Vec::new();
        for (cell, candidate) in self.cells.iter().enumerate() {
            let Some(need) = candidate.need else { continue };
            let [up, down] = self.turns(cell, need).map(|(step, wanted)| {
                let pushed = self.network.push(step, wanted).min(wanted);
                self.reset();
                pushed as u64
            });
            if up + down == 0 {
                return Err(Fault::Unprotectable { cell });
            }
            let reached = Interval { low: candidate.value - down, high: Some(candidate.value + up) };
            needs.push((cell, need.within(reached)));
        }
        for at in 0..self.cells.len() {
            self.hide(at, self.cells[at].need.is_some());
        }
        Ok(needs)
    }

    fn hide(&mut self, cell: usize, hidden: bool) {
        let known = if hidden { self.cells[cell].unknown } else { Interval::exactly(self.cells[cell].value) };
        self.hidden[cell] = hidden;
        let arc: &mut Arc = &mut self.network.arcs[cell];
        arc.low = known.low as i64;
        arc.high = known.high.map_or(ENDLESS, |high| high as i64);
    }

    /// Back to the true values. Answers the cells that had others.
    fn reset(&mut self) -> Vec<usize> {
        let mut walked = self.network.walked();
        walked.retain(|at| {
            let value = self.cells[*at].value as i64;
            std::mem::replace(&mut self.network.arcs[*at].flow, value) != value
        });
        walked
    }

    /// Up and down: the ways in which a cell needs room, and how much.
    fn turns(&self, cell: usize, need: Need) -> [(Step, i64); 2] {
        let value = self.cells[cell].value;
        let up = need.range.high.map_or(0, |high| (high - value) as i64);
        let down = (value - need.range.low) as i64;
        [(Step { arc: cell, raise: true }, up), (Step { arc: cell, raise: false }, down)]
    }

    /// Hides what a cell needs to have room.
    fn protect(&mut self, cell: usize, need: Need) -> Result<(), Fault> {
        if need.either && self.givers(cell, need).is_some() {
            return Ok(());
        }
        let turns = self.turns(cell, need).into_iter().filter(|(_, wanted)| *wanted > 0);
        for (step, wanted) in turns.take(if need.either { 1 } else { 2 }) {
            let mut left = wanted - self.network.push(step, wanted);
            while left > 0 {
                let mut amount = left;
                let way = loop {
                    match self.cheapest(step, amount) {
                        Some(way) => break way,
                        None if amount == 1 => return Err(Fault::Unprotectable { cell }),
                        None => amount /= 2,
                    }
                };
                for step in way {
                    self.hide(step.arc, true);
                }
                left -= self.network.push(step, left);
            }
            self.reset();
        }
        Ok(())
    }

    /// The cheapest way that lets a step change its cell by this amount: Dijkstra's, over shown cells too.
    fn cheapest(&self, step: Step, amount: i64) -> Option<Vec<Step>> {
        let from = self.network.head(step);
        let to = self.network.head(Step { raise: !step.raise, ..step });
        let mut reached: Vec<Option<Step>> = vec![None; self.network.nodes()];
        let mut price: Vec<Option<Price>> = vec![None; self.network.nodes()];
        price[from] = Some((0, 0, 0));
        let mut waiting = BinaryHeap::from([Reverse(((0, 0, 0), from))]);
        while let Some(Reverse((paid, node))) = waiting.pop() {
            if node == to {
                return Some(self.trace(&reached, from, to));
            }
            if price[node] != Some(paid) {
                continue;
            }
            for next in self.network.steps(node) {
                if next.arc == step.arc || self.room(*next) < amount {
                    continue;
                }
                let more = if self.hidden[next.arc] { (0, 0, 0) } else { self.cells[next.arc].price() };
                let sum = (paid.0 + more.0, paid.1 + more.1, paid.2 + more.2);
                let head = self.network.head(*next);
                if price[head].is_none_or(|known| sum < known) {
                    price[head] = Some(sum);
                    reached[head] = Some(*next);
                    waiting.push(Reverse((sum, head)));
                }
            }
        }
        None
    }

    /// The steps by which a node was reached.
    fn trace(&self, reached: &[Option<Step>], from: usize, to: usize) -> Vec<Step> {
        let mut way = Vec::new();
        let mut node = to;
        while node != from {
            let step = reached[node].expect("every node of the way was reached");
            way.push(step);
            node = self.network.head(Step { raise: !step.raise, ..step });
        }
        way
    }

    /// By how much a step could change its cell if that were hidden.
    fn room(&self, step: Step) -> i64 {
        let cell = &self.cells[step.arc];
        if self.hidden[step.arc] {
            return self.network.room(step);
        }
        match (cell.may_join(), step.raise) {
            (false, _) => 0,
            (true, true) => cell.unknown.high.map_or(ENDLESS, |high| (high - cell.value) as i64),
            (true, false) => (cell.value - cell.unknown.low) as i64,
        }
    }

    /// Shows again what nothing needs.
    fn show_needless(&mut self, needs: &[(usize, Need)]) {
        let companion = |at: &usize| self.hidden[*at] && self.cells[*at].need.is_none();
        let mut companions: Vec<usize> = (0..self.cells.len()).filter(companion).collect();
        companions.sort_by_key(|at| Reverse((self.cells[*at].standing, self.cells[*at].value)));
        // For each need the cells that give it room: it cannot miss any other.
        let mut givers: Vec<Vec<usize>> =
            needs.iter().map(|(cell, need)| self.givers(*cell, *need).unwrap_or_default()).collect();
        for companion in companions {
            self.hide(companion, false);
            let missing = (0..needs.len()).filter(|at| givers[*at].contains(&companion));
            let others: Option<Vec<(usize, Vec<usize>)>> =
                missing.map(|at| Some((at, self.givers(needs[at].0, needs[at].1)?))).collect();
            match others {
                Some(others) => others.into_iter().for_each(|(at, others)| givers[at] = others),
                None => self.hide(companion, true),
            }
        }
    }

    /// The cells that change when a cell takes the room it needs; `None` if it does not have it.
    fn givers(&mut self, cell: usize, need: Need) -> Option<Vec<usize>> {
        let mut givers = Vec::new();
        let turns = self.turns(cell, need).into_iter().filter(|(_, wanted)| *wanted > 0);
        for (step, wanted) in turns {
            let has_room = self.network.push(step, wanted) == wanted;
            let walked = self.reset();
            match (has_room, need.either) {
                (true, true) => return Some(walked),
                (true, false) => givers.extend(walked),
                (false, true) => {}
                (false, false) => return None,
            }
        }
        (!need.either).then_some(givers)
    }
}
