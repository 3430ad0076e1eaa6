//! What the engine says of a network.

use network::betweenness::{betweenness, directed_betweenness, weighted_betweenness};
use network::communities::{Leiden, modularity};
use network::distance::{Nearness, directed_nearness};
use network::groups::{Mixing, ego_ei, ei_p_value};
use network::layout::{Point, stress, stress_layout};
use network::response::Response;
use network::structure::Structure;
use network::two_mode::{Pair, TwoMode};
use network::{Blocks, Digraph, Graph, brokerage, directed};

use super::input::{Grouping, Input};

/// Everything that is read.
pub(super) struct Answer {
    pub(super) graph: Graph,
    pub(super) structure: Structure,
    pub(super) weighted: Option<Weighted>,
    pub(super) along: Option<Along>,
    pub(super) groups: Vec<Groups>,
    /// The readings of two kinds, or the tie that stays within one.
    pub(super) two_mode: Option<Result<Sides, (usize, usize)>>,
    pub(super) levels: Vec<Level>,
    pub(super) readable_level: Option<f64>,
    pub(super) response: Option<Response>,
    pub(super) layout: Vec<Point>,
    pub(super) stress: Option<f64>,
}

/// Where ties have levels.
pub(super) struct Weighted {
    pub(super) strength: Vec<f64>,
    pub(super) betweenness: Vec<f64>,
    pub(super) constraint: Vec<Option<f64>>,
    pub(super) mean: Option<f64>,
}

/// Where ties have directions.
pub(super) struct Along {
    pub(super) graph: Digraph,
    pub(super) betweenness: Vec<f64>,
    pub(super) nearness: Vec<Nearness>,
    pub(super) constraint: Vec<Option<f64>>,
    pub(super) density: Option<f64>,
    pub(super) reciprocity: Option<f64>,
    pub(super) strong_components: usize,
}

/// One column of groups.
pub(super) struct Groups {
    pub(super) mixing: Mixing,
    pub(super) ego: Vec<Option<f64>>,
    pub(super) p: Option<f64>,
    pub(super) modularity: Option<f64>,
}

/// Two kinds of members.
pub(super) struct Sides {
    pub(super) sides: [usize; 2],
    pub(super) density: Option<f64>,
    pub(super) robins_alexander: f64,
    pub(super) maximum_matching_size: usize,
    pub(super) degree: Vec<f64>,
    pub(super) betweenness: Vec<f64>,
    pub(super) clustering: Vec<f64>,
    pub(super) redundancy: Vec<Option<f64>>,
    pub(super) pairs: Vec<Pair>,
}

/// The ties of at least one level.
pub(super) struct Level {
    pub(super) level: f64,
    pub(super) ties: usize,
    pub(super) density: Option<f64>,
    pub(super) largest: u32,
    pub(super) articulation_points: usize,
}

/// How often groups are dealt out at random.
const DEALS: usize = 1_000;
/// How many levels are shown at most; ties with hours have as many as there are ties.
const LEVELS: usize = 12;
/// The share of members that a map should show in one part.
const TOGETHER: f64 = 0.9;

impl Answer {
    pub(super) fn of(input: &Input) -> Self {
        let graph = input.ties.graph(input.agreement);
        let blocks = Blocks::of(&graph);
        let how = Leiden { seed: input.seed, ..Leiden::thorough(&graph) };
        let layout = stress_layout(&graph, &blocks, input.seed, None);
        Self {
            structure: Structure::of(&graph, &blocks, how),
            weighted: input.weight.is_some().then(|| Weighted::of(&graph)),
            along: input.ties.has_directions().then(|| Along::of(input.ties.digraph())),
            groups: input.groups.iter().map(|grouping| Groups::of(&graph, grouping, input.seed)).collect(),
            two_mode: input.below.as_ref().map(|below| Sides::of(&graph, &blocks, below)),
            levels: levels(input),
            readable_level: input.weight.as_ref().and_then(|_| input.ties.readable_level(TOGETHER)),
            response: input.answered.as_deref().map(Response::of),
            stress: stress(&graph, &layout),
            layout,
            graph,
        }
    }

    /// Whether so few answered that no member may be set beside another.
    pub(super) fn withheld(&self) -> bool {
        self.response.is_some_and(|response| !response.allows_ranks())
    }
}

fn levels(input: &Input) -> Vec<Level> {
    let levels = if input.weight.is_some() { input.ties.levels() } else { Vec::new() };
    let read = |level: f64| {
        let graph = input.ties.at_least(level).graph(input.agreement);
        let blocks = Blocks::of(&graph);
        Level {
            level,
            ties: graph.ties(),
            density: network::cohesion::density(&graph),
            largest: blocks.component_sizes().iter().copied().max().unwrap_or(0),
            articulation_points: blocks.articulation_points().len(),
        }
    };
    if levels.len() > LEVELS { Vec::new() } else { levels.into_iter().map(read).collect() }
}

impl Weighted {
    fn of(graph: &Graph) -> Self {
        let strength: Vec<f64> =
            (0..graph.members()).map(|member| graph.weights(member).iter().sum()).collect();
        let ends = 2.0 * graph.ties() as f64;
        Self {
            betweenness: weighted_betweenness(graph),
            constraint: brokerage::constraint(graph),
            mean: (graph.ties() > 0).then(|| strength.iter().sum::<f64>() / ends),
            strength,
        }
    }
}

impl Along {
    fn of(graph: Digraph) -> Self {
        Self {
            betweenness: directed_betweenness(&graph),
            nearness: directed_nearness(&graph),
            constraint: brokerage::constraint(&graph.summed()),
            density: directed::density(&graph),
            reciprocity: directed::reciprocity(&graph),
            strong_components: directed::strong_components(&graph),
            graph,
        }
    }
}

impl Groups {
    fn of(graph: &Graph, grouping: &Grouping, seed: u64) -> Self {
        Self {
            mixing: Mixing::of(graph, &grouping.of, grouping.names.len()),
            ego: ego_ei(graph, &grouping.of),
            p: ei_p_value(graph, &grouping.of, DEALS, seed),
            modularity: modularity(&graph.unweighted(), &grouping.of, 1.0),
        }
    }
}

impl Sides {
    fn of(graph: &Graph, blocks: &Blocks, below: &[bool]) -> Result<Self, (usize, usize)> {
        let two = TwoMode::of(graph, below)?;
        Ok(Self {
            sides: two.sides(),
            density: two.density(),
            robins_alexander: two.robins_alexander(),
            maximum_matching_size: two.maximum_matching_size(),
            degree: two.degree_centrality(),
            betweenness: two.betweenness(&betweenness(graph, blocks)),
            clustering: two.clustering(),
            redundancy: two.redundancy(),
            pairs: two.pairs(),
        })
    }
}
