//! On how many shortest paths a member lies.
//!
//! U. Brandes 2001 (Journal of Mathematical Sociology 25:163): from each source count the shortest paths to everybody, then
//! gather, from the farthest back, what share of them runs through each member. A graph is first taken apart into its
//! [`Blocks`]: each is searched by itself, a member standing for all who reach the block through it, and what passes from one
//! branch of a member to another is counted without any search (R. Puzis and others 2015, Journal of Computational Science
//! 6:41).

mod lengths;
mod part;
mod steps;

use part::{Part, search};

use crate::blocks::Blocks;
use crate::graph::{Digraph, Graph};

/// For each member, the sum over all pairs of others of the share of their shortest paths on which it lies. Each pair counts
/// once; every tie is one step, whatever its weight. In `O(n m)`.
pub fn betweenness(graph: &Graph, blocks: &Blocks) -> Vec<f64> {
    let parts = block_parts(graph, blocks);
    across(blocks, search::<steps::Desk>(graph.members(), &parts))
}

/// [`betweenness`] where a tie is as long as 1 / its weight, so that paths along close ties are short. Two paths are equally
/// long if their lengths, added up from the source on, are the same number, as in networkx: 1/2 + 1/3 + 1/4 can come before
/// 1/4 + 1/3 + 1/2 by a last bit. So blocks, whose sums begin elsewhere, are not used. In `O(n m log n)`.
pub fn weighted_betweenness(graph: &Graph) -> Vec<f64> {
    let arcs = |from: usize| graph.ties_of(from).map(|(to, weight)| (to, 1.0 / weight));
    let twice = search::<lengths::Desk>(graph.members(), &[whole(graph.members(), arcs)]);
    twice.into_iter().map(|twice| twice / 2.0).collect()
}

/// Betweenness along directed ties. Each ordered pair counts once; every tie is one step. In `O(n m)`.
pub fn directed_betweenness(graph: &Digraph) -> Vec<f64> {
    let arcs = |from: usize| graph.followers(from).iter().map(|&to| (to as usize, 1.0));
    search::<steps::Desk>(graph.members(), &[whole(graph.members(), arcs)])
}

/// Betweenness as a share of the pairs there are of others, 2b / ((n−1)(n−2)); of ordered pairs half as much. 0 for fewer
/// than three members.
pub fn normalised(betweenness: &[f64], ordered: bool) -> Vec<f64> {
    let n = betweenness.len() as f64;
    let pairs = (n - 1.0) * (n - 2.0) / if ordered { 1.0 } else { 2.0 };
    betweenness.iter().map(|b| if n < 3.0 { 0.0 } else { b / pairs }).collect()
}

/// All members as one part, each for itself.
fn whole<A: Iterator<Item = (usize, f64)>>(members: usize, arcs: impl Fn(usize) -> A) -> Part {
    let all: Vec<u32> = (0..members as u32).collect();
    Part::new(&all, &vec![1.0; members], arcs)
}

/// The blocks in which somebody can be between others.
fn block_parts(graph: &Graph, blocks: &Blocks) -> Vec<Part> {
    let wide = (0..blocks.len()).filter(|&block| blocks.members(block).len() > 2);
    wide.map(|block| {
        let behind: Vec<f64> = blocks.behind(block).iter().map(|&behind| f64::from(behind)).collect();
        Part::new(blocks.members(block), &behind, |from| graph.ties_of(from).map(|(to, _)| (to, 1.0)))
    })
    .collect()
}

/// What was found within blocks, where each pair was met from both ends, and what passes between a member's branches.
fn across(blocks: &Blocks, within: Vec<f64>) -> Vec<f64> {
    let both = within.iter().enumerate();
    both.map(|(member, twice)| twice / 2.0 + blocks.branches(member).pairs_apart() as f64).collect()
}

#[cfg(test)]
mod tests;
