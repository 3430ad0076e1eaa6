//! Sums as a network: what one cell gains, others on a closed way through the sums must lose.
//!
//! Where every cell stands in at most two sums, and the sums can be given signs so that it enters one and leaves the
//! other, the numbers that fit are the circulations of a network: each sum a node, each cell an arc. All two-way tables
//! are so, with one nested dimension too. The bounds of a cell are then whole numbers, and a maximal flow finds them.
//!
//! Source: Gusfield 1988, "A graph theoretic approach to statistical data security", SIAM J. Comput. 17(3).

use std::collections::VecDeque;

use super::{Interval, Surface};

/// More than any sum of counts: no limit.
pub(super) const ENDLESS: i64 = i64::MAX / 4;

/// A cell as an arc between two sums.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    pub(super) from: usize,
    pub(super) to: usize,
    /// What is known of the cell.
    pub(super) low: i64,
    pub(super) high: i64,
    /// A value that fits all sums.
    pub(super) flow: i64,
}

/// A way over one arc: with it, the cell is raised, against it, lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) arc: usize,
    pub(super) raise: bool,
}

/// Sums as nodes, cells as arcs, and numbers that fit.
#[derive(Debug, Clone)]
pub(super) struct Network {
    pub(super) arcs: Vec<Arc>,
    steps: Vec<Vec<Step>>,
    /// The arcs that were walked since they were last asked for, once for each time.
    walked: Vec<usize>,
}

/// How far nodes are from one of them, and the first step of each that may still lead on.
struct Layers {
    far: Vec<usize>,
    next: Vec<usize>,
}

/// A sign for each sum, so that each of these cells enters one sum and leaves another; and the group of sums that hang
/// together, `None` where there are no such signs.
#[derive(Debug)]
pub(super) struct Signs {
    sign: Vec<i64>,
    group: Vec<usize>,
    fits: Vec<bool>,
}

impl Signs {
    /// Follows the cells for which `counts` holds from sum to sum.
    pub(super) fn new(surface: &Surface, counts: impl Fn(usize) -> bool) -> Self {
        let sums = surface.sums().len();
        let mut signs = Self { sign: vec![0; sums], group: vec![0; sums], fits: Vec::new() };
        for first in 0..sums {
            if signs.sign[first] != 0 {
                continue;
            }
            let group = signs.fits.len();
            signs.fits.push(true);
            signs.sign[first] = 1;
            let mut waiting = vec![first];
            while let Some(at) = waiting.pop() {
                signs.group[at] = group;
                for (cell, here) in surface.sums()[at].signed().filter(|(cell, _)| counts(*cell)) {
                    let places = surface.places(cell);
                    signs.fits[group] &= places.len() <= 2;
                    for (other, there) in places.iter().filter(|(other, _)| *other != at) {
                        let opposite = -signs.sign[at] * here * there;
                        if signs.sign[*other] == 0 {
                            signs.sign[*other] = opposite;
                            waiting.push(*other);
                        }
                        signs.fits[group] &= signs.sign[*other] == opposite;
                    }
                }
            }
        }
        signs
    }

    /// Whether a cell belongs to a network.
    pub(super) fn network(&self, surface: &Surface, cell: usize) -> bool {
        surface.places(cell).first().is_none_or(|(sum, _)| self.fits[self.group[*sum]])
    }

    /// The group of sums a cell stands in.
    pub(super) fn group(&self, surface: &Surface, cell: usize) -> Option<usize> {
        surface.places(cell).first().map(|(sum, _)| self.group[*sum])
    }

    /// What each node owes the cells that leave it beyond those that enter it, given what each sum owes its cells. What
    /// the sums of a network owe together, the outside owes them.
    pub(super) fn owed(&self, owed: &[i64]) -> Vec<i64> {
        let signed = |sum: usize| if self.fits[self.group[sum]] { self.sign[sum] * owed[sum] } else { 0 };
        let mut nodes: Vec<i64> = (0..owed.len()).map(signed).collect();
        nodes.push(-nodes.iter().sum::<i64>());
        nodes
    }

    /// The sums a cell leaves and enters. The node after the last sum is the outside, where what stands in one sum only
    /// comes from or goes to.
    fn ends(&self, surface: &Surface, cell: usize) -> (usize, usize) {
        let outside = self.sign.len();
        let end = |sign: i64| {
            let mut places = surface.places(cell).iter();
            places.find(|(sum, here)| self.sign[*sum] * here == sign).map_or(outside, |(sum, _)| *sum)
        };
        (end(1), end(-1))
    }
}

impl Network {
    /// An arc for each of these cells, with what is known of it and a value that fits.
    pub(super) fn new(
        surface: &Surface,
        signs: &Signs,
        cells: impl IntoIterator<Item = (usize, Interval, i64)>,
    ) -> Self {
        let steps = vec![Vec::new(); surface.sums().len() + 1];
        let mut network = Self { arcs: Vec::new(), steps, walked: Vec::new() };
        for (cell, known, flow) in cells {
            let (from, to) = signs.ends(surface, cell);
            let high = known.high.map_or(ENDLESS, |high| high as i64);
            network.add(Arc { from, to, low: known.low as i64, high, flow });
        }
        network
    }

    fn add(&mut self, arc: Arc) {
        let at = self.arcs.len();
        self.steps[arc.from].push(Step { arc: at, raise: true });
        self.steps[arc.to].push(Step { arc: at, raise: false });
        self.arcs.push(arc);
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.steps.len()
    }

    /// The ways out of a node.
    pub(super) fn steps(&self, node: usize) -> &[Step] {
        &self.steps[node]
    }

    /// Where a step leads.
    pub(super) fn head(&self, step: Step) -> usize {
        let arc = &self.arcs[step.arc];
        if step.raise { arc.to } else { arc.from }
    }

    /// By how much a step may change its cell.
    pub(super) fn room(&self, step: Step) -> i64 {
        let arc = &self.arcs[step.arc];
        match step.raise {
            true if arc.high == ENDLESS => ENDLESS,
            true => arc.high - arc.flow,
            false => arc.flow - arc.low,
        }
    }

    /// Changes the cells along a way.
    fn walk(&mut self, way: &[Step], amount: i64) {
        for step in way {
            self.arcs[step.arc].flow += if step.raise { amount } else { -amount };
            self.walked.push(step.arc);
        }
    }

    /// The cells that were changed since this was last asked.
    pub(super) fn walked(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.walked)
    }

    /// Raises or lowers a cell by at most this much, while others make up for it. Answers by how much; `ENDLESS` if
    /// nothing limits it.
    ///
    /// Dinic's method: all shortest ways back are used before longer ones are looked for.
    pub(super) fn push(&mut self, step: Step, at_most: i64) -> i64 {
        let from = self.head(step);
        let to = self.head(Step { raise: !step.raise, ..step });
        let wanted = at_most.min(self.room(step));
        let mut left = wanted;
        while left > 0
            && let Some(mut layers) = self.layers(from, to, step.arc)
        {
            while left > 0
                && let Some(way) = self.way(&mut layers, from, to, step.arc)
            {
                let room = way.iter().map(|step| self.room(*step)).min().unwrap_or(ENDLESS);
                if room.min(wanted) == ENDLESS {
                    return ENDLESS;
                }
                let amount = room.min(left);
                self.walk(&way, amount);
                self.walk(&[step], amount);
                left -= amount;
            }
        }
        wanted - left
    }

    /// How far each node is from the first one, up to the last; `None` if that is not reached.
    fn layers(&self, from: usize, to: usize, without: usize) -> Option<Layers> {
        let mut far = vec![usize::MAX; self.nodes()];
        far[from] = 0;
        let mut waiting = VecDeque::from([from]);
        while let Some(node) = waiting.pop_front() {
            if node == to {
                return Some(Layers { far, next: vec![0; self.nodes()] });
            }
            for step in &self.steps[node] {
                let head = self.head(*step);
                if far[head] == usize::MAX && step.arc != without && self.room(*step) > 0 {
                    far[head] = far[node] + 1;
                    waiting.push_back(head);
                }
            }
        }
        None
    }

    /// A way from layer to layer along which cells can still change.
    fn way(&self, layers: &mut Layers, from: usize, to: usize, without: usize) -> Option<Vec<Step>> {
        let mut way: Vec<Step> = Vec::new();
        let mut node = from;
        while node != to {
            let leads = |step: &Step| {
                let further = layers.far[self.head(*step)] == layers.far[node] + 1;
                further && step.arc != without && self.room(*step) > 0
            };
            let steps = &self.steps[node];
            if let Some(at) = (layers.next[node]..steps.len()).find(|at| leads(&steps[*at])) {
                layers.next[node] = at;
                way.push(steps[at]);
                node = self.head(steps[at]);
            } else {
                // Nothing leads on from here: nobody comes this way again.
                layers.far[node] = usize::MAX;
                let back = way.pop()?;
                node = self.head(Step { raise: !back.raise, ..back });
            }
        }
        Some(way)
    }

    /// The least and the most a cell can be.
    pub(super) fn bounds(&mut self, arc: usize) -> Interval {
        let raised = self.push(Step { arc, raise: true }, ENDLESS);
        let high = (raised < ENDLESS).then(|| self.arcs[arc].flow as u64);
        self.push(Step { arc, raise: false }, ENDLESS);
        self.walked.clear();
        Interval { low: self.arcs[arc].flow as u64, high }
    }

    /// Finds values that fit, where `owed[node]` is what the cells that leave a node hold beyond those that enter it.
    /// Answers whether there are any.
    pub(super) fn settle(&mut self, owed: &[i64]) -> bool {
        let mut left = owed.to_vec();
        for arc in &mut self.arcs {
            arc.flow = arc.low;
            left[arc.from] -= arc.low;
            left[arc.to] += arc.low;
        }
        let cells = self.arcs.len();
        let (source, sink) = (self.nodes(), self.nodes() + 1);
        self.steps.extend([Vec::new(), Vec::new()]);
        for (node, owed) in left.iter().enumerate().filter(|(_, owed)| **owed != 0) {
            let (from, to) = if *owed > 0 { (source, node) } else { (node, sink) };
            self.add(Arc { from, to, low: 0, high: owed.abs(), flow: 0 });
        }
        let wanted = left.iter().filter(|owed| **owed > 0).sum();
        let back = self.arcs.len();
        self.add(Arc { from: sink, to: source, low: 0, high: wanted, flow: 0 });
        let settled = self.push(Step { arc: back, raise: true }, wanted) == wanted;
        self.steps.truncate(source);
        self.arcs.truncate(cells);
        for steps in &mut self.steps {
            steps.retain(|step| step.arc < cells);
        }
        settled
    }
}
