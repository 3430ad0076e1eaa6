//! Whole units from givers to takers, as many as possible and then with the greatest gain.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// That a giver may give to a taker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    /// Its place in the list of supplies.
    pub giver: u32,
    /// Its place in the list of demands.
    pub taker: u32,
    /// What each unit brings.
    pub gain: i64,
    /// So many units at most.
    pub most: u32,
}

/// How many units go along each lane, so that as many as possible go in all and, among all such ways, Σ gain x units is
/// the greatest. Of equal ways the one found first; the same input has the same answer.
///
/// Successive shortest paths with potentials (J. Edmonds and R. Karp, 1972), taker by taker: a taker's next units go along
/// the cheapest path to free supply, which may move what others were given. A path ends at the first supply, so most
/// searches see few givers. At most O(units · lanes · log lanes) time, O(lanes) memory.
///
/// The difference of the greatest and the least gain, times the length of the shorter list, must be below 2^61, and a
/// lane's giver and taker must be in the lists.
pub fn transport(supply: &[u32], demand: &[u32], lanes: &[Lane]) -> Vec<u32> {
    let lanes = ByTaker::new(demand.len(), lanes);
    let mut search = Search::new(supply, demand, &lanes);
    for (taker, &units) in demand.iter().enumerate() {
        search.serve(taker, units);
    }
    search.flow
}

/// Lanes, and for each taker which are its own.
struct ByTaker<'l> {
    lanes: &'l [Lane],
    /// Those of a taker are `order[starts[taker]..starts[taker + 1]]`.
    starts: Vec<usize>,
    order: Vec<u32>,
}

impl<'l> ByTaker<'l> {
    fn new(takers: usize, lanes: &'l [Lane]) -> Self {
        let mut starts = vec![0; takers + 1];
        for lane in lanes {
            starts[lane.taker as usize + 1] += 1;
        }
        for taker in 0..takers {
            starts[taker + 1] += starts[taker];
        }
        let mut order: Vec<u32> = (0..lanes.len() as u32).collect();
        order.sort_by_key(|&lane| (lanes[lane as usize].taker, lanes[lane as usize].giver));
        Self { lanes, starts, order }
    }

    fn of(&self, taker: usize) -> &[u32] {
        &self.order[self.starts[taker]..self.starts[taker + 1]]
    }
}

/// Nodes are the givers, then the takers. The sink, to which unused supply and units that go nowhere lead, has potential
/// 0 throughout and is not kept.
struct Search<'l> {
    by_taker: &'l ByTaker<'l>,
    lanes: &'l [Lane],
    givers: usize,
    /// For each giver the lanes along which something goes.
    used: Vec<Vec<u32>>,
    free: Vec<u32>,
    flow: Vec<u32>,
    /// The gain from which a unit's cost is counted, so that no cost is negative.
    best: i64,
    /// The cost of a unit that goes nowhere: more than any path on which others are moved.
    nowhere: i64,
    potential: Vec<i64>,
    distance: Vec<i64>,
    /// By which lane a node was reached.
    through: Vec<u32>,
    touched: Vec<usize>,
    settled: Vec<usize>,
    queue: BinaryHeap<Reverse<(i64, usize)>>,
}

/// Where a search ended.
#[derive(Clone, Copy)]
enum End {
    Supply(usize),
    /// At a taker that goes without.
    Nowhere(usize),
}

const FAR: i64 = i64::MAX;
const NO_LANE: u32 = u32::MAX;

impl<'l> Search<'l> {
    fn new(supply: &[u32], demand: &[u32], by_taker: &'l ByTaker<'l>) -> Self {
        let (givers, takers, lanes) = (supply.len(), demand.len(), by_taker.lanes);
        let best = lanes.iter().map(|lane| lane.gain).max().unwrap_or(0);
        let worst = lanes.iter().map(|lane| lane.gain).min().unwrap_or(0);
        Self {
            by_taker,
            lanes,
            givers,
            used: vec![Vec::new(); givers],
            free: supply.to_vec(),
            flow: vec![0; lanes.len()],
            best,
            nowhere: (best - worst + 1) * (givers.min(takers) as i64 + 1),
            potential: vec![0; givers + takers],
            distance: vec![FAR; givers + takers],
            through: vec![NO_LANE; givers + takers],
            touched: Vec::new(),
            settled: Vec::new(),
            queue: BinaryHeap::new(),
        }
    }

    /// Gives a taker so many units, as far as they go.
    fn serve(&mut self, taker: usize, mut units: u32) {
        let node = self.givers + taker;
        // The lowest potential with which no reduced cost on a way out of the taker is negative.
        let ways = self.by_taker.of(taker).iter().map(|&lane| {
            let lane = &self.lanes[lane as usize];
            self.potential[lane.giver as usize] - self.cost(lane)
        });
        self.potential[node] = ways.fold(-self.nowhere, i64::max);
        while units > 0 {
            let (end, distance) = self.find(node);
            if matches!(end, End::Nowhere(at) if at == node) {
                break;
            }
            for at in self.settled.drain(..) {
                self.potential[at] -= distance - self.distance[at];
            }
            units -= self.send(node, end, units);
        }
    }

    /// The cheapest end of a path from a taker, and its distance in reduced costs (E. Dijkstra, 1959). What is no nearer
    /// than the best end so far is not looked at.
    fn find(&mut self, source: usize) -> (End, i64) {
        self.touched.drain(..).for_each(|node| self.distance[node] = FAR);
        self.settled.clear();
        self.queue.clear();
        self.reach(source, 0, NO_LANE);
        let (mut end, mut nearest) = (End::Nowhere(source), FAR);
        while let Some(Reverse((distance, node))) = self.queue.pop() {
            if distance >= nearest {
                break;
            }
            if distance > self.distance[node] {
                continue;
            }
            self.settled.push(node);
            let here = distance + self.potential[node];
            if node < self.givers {
                for at in 0..self.used[node].len() {
                    let lane = self.used[node][at];
                    let taker = self.givers + self.lanes[lane as usize].taker as usize;
                    let cost = self.cost(&self.lanes[lane as usize]);
                    self.reach_before(nearest, taker, here - cost - self.potential[taker], lane);
                }
                continue;
            }
            if here + self.nowhere < nearest {
                (end, nearest) = (End::Nowhere(node), here + self.nowhere);
            }
            for &lane in self.by_taker.of(node - self.givers) {
                let Lane { giver, most, .. } = self.lanes[lane as usize];
                let giver = giver as usize;
                let there = here + self.cost(&self.lanes[lane as usize]) - self.potential[giver];
                if self.flow[lane as usize] < most
                    && self.reach_before(nearest, giver, there, lane)
                    && self.free[giver] > 0
                {
                    (end, nearest) = (End::Supply(giver), there);
                }
            }
        }
        (end, nearest)
    }

    /// Whether a node was reached over this distance: nearer than before, and nearer than the end.
    fn reach_before(&mut self, nearest: i64, node: usize, distance: i64, through: u32) -> bool {
        let nearer = distance < nearest && distance < self.distance[node];
        if nearer {
            self.reach(node, distance, through);
        }
        nearer
    }

    fn reach(&mut self, node: usize, distance: i64, through: u32) {
        self.distance[node] = distance;
        self.through[node] = through;
        self.touched.push(node);
        self.queue.push(Reverse((distance, node)));
    }

    /// Sends what fits, at most so many units, along the path that was found; answers how many.
    fn send(&mut self, source: usize, end: End, units: u32) -> u32 {
        let (last, room) = match end {
            End::Supply(giver) => (giver, self.free[giver]),
            End::Nowhere(taker) => (taker, u32::MAX),
        };
        let path: Vec<(u32, bool)> = self.path(source, last).collect();
        let fits = path.iter().fold(units.min(room), |fits, &(lane, forth)| {
            let going = self.flow[lane as usize];
            fits.min(if forth { self.lanes[lane as usize].most - going } else { going })
        });
        for (lane, forth) in path {
            let used = &mut self.used[self.lanes[lane as usize].giver as usize];
            let flow = &mut self.flow[lane as usize];
            if forth {
                if *flow == 0 {
                    used.push(lane);
                }
                *flow += fits;
            } else {
                *flow -= fits;
                if *flow == 0 {
                    used.retain(|&other| other != lane);
                }
            }
        }
        if let End::Supply(giver) = end {
            self.free[giver] -= fits;
        }
        fits
    }

    /// The lanes of the path back from its last node, and whether each is used or given back.
    fn path(&self, source: usize, last: usize) -> impl Iterator<Item = (u32, bool)> {
        let mut node = last;
        std::iter::from_fn(move || {
            (node != source).then(|| {
                let (lane, forth) = (self.through[node], node < self.givers);
                let Lane { giver, taker, .. } = self.lanes[lane as usize];
                node = if forth { self.givers + taker as usize } else { giver as usize };
                (lane, forth)
            })
        })
    }

    fn cost(&self, lane: &Lane) -> i64 {
        self.best - lane.gain
    }
}

#[cfg(test)]
mod tests;
