//! Where members stand on a map: as far from one another as there are steps between them.

mod descent;
mod pack;
mod terms;

use crate::chance::Chance;
use crate::{Blocks, Graph};

/// Across and down, in steps: two neighbours would like to stand 1 apart.
pub type Point = [f64; 2];

/// A place for each member, with little [`stress`]: found from a seed by stochastic gradient descent (J. X. Zheng, S. Pawar
/// and D. F. M. Goodman 2019, IEEE Transactions on Visualization and Computer Graphics 25:2738). Components are placed by
/// themselves, the largest in the middle of the map and the others below it; of a small one several drawings are made and the
/// best counts.
///
/// `before` holds where members stood on an earlier map, `None` for those who are new: who stood there stays near. Up to
/// [`ALL_PAIRS`] members of a component every pair counts; above, each member's neighbours and some pivots (M. Ortmann, M.
/// Klimenta and U. Brandes 2017, Journal of Graph Algorithms and Applications 21:791).
///
/// # Panics
/// If `before` does not hold an entry for each member.
pub fn stress_layout(
    graph: &Graph,
    blocks: &Blocks,
    seed: u64,
    before: Option<&[Option<Point>]>,
) -> Vec<Point> {
    assert!(before.is_none_or(|before| before.len() == graph.members()), "an entry for each member");
    let count = blocks.component_sizes().len();
    let mut components: Vec<Vec<u32>> = vec![Vec::new(); count];
    for (member, &component) in blocks.component().iter().enumerate() {
        components[component as usize].push(member as u32);
    }
    components.sort_by_key(|members| std::cmp::Reverse(members.len()));
    let mut chance = Chance::new(seed, 0);
    let mut drawings = Vec::with_capacity(count);
    for members in &components {
        let rows = terms::Rows::of(graph, members);
        let mut terms = terms::terms(&rows);
        let attempts = if before.is_some() { 1 } else { descent::attempts(terms.len()) };
        let drawn = (0..attempts).map(|_| {
            let (mut points, stands) = beginning(graph, members, before, &mut chance);
            descent::descend(&mut points, &mut terms, stands, &mut chance);
            (descent::weighted_stress(&points, &terms), points)
        });
        let best = drawn.reduce(|best, next| if next.0 < best.0 { next } else { best });
        drawings.push(best.map_or_else(Vec::new, |(_, points)| points));
    }
    pack::pack(&mut drawings);
    let mut all = vec![[0.0; 2]; graph.members()];
    for (members, points) in components.iter().zip(drawings) {
        members.iter().zip(points).for_each(|(&member, point)| all[member as usize] = point);
    }
    all
}

/// Up to how many members of a component every pair counts.
pub const ALL_PAIRS: usize = 500;

/// Where members begin, and whether most of them stood somewhere before. Who is new begins beside those they are tied to.
fn beginning(
    graph: &Graph,
    members: &[u32],
    before: Option<&[Option<Point>]>,
    chance: &mut Chance,
) -> (Vec<Point>, bool) {
    let stood = |member: u32| before.and_then(|before| before[member as usize]);
    let known = members.iter().filter(|&&member| stood(member).is_some()).count();
    let width = (members.len() as f64).sqrt();
    let mut around =
        |[x, y]: Point, width: f64| [x + width * (chance.unit() - 0.5), y + width * (chance.unit() - 0.5)];
    let beside = |member: u32| {
        let ends = graph.neighbours(member as usize).iter();
        let places: Vec<Point> = ends.filter_map(|&end| stood(end)).collect();
        let mean = |axis: usize| places.iter().map(|place| place[axis]).sum::<f64>() / places.len() as f64;
        (!places.is_empty()).then(|| [mean(0), mean(1)])
    };
    let of = |&member: &u32| match (stood(member), beside(member)) {
        (Some(place), _) => place,
        (None, Some(place)) => around(place, 1.0),
        (None, None) => around([0.0; 2], width),
    };
    (members.iter().map(of).collect(), 2 * known > members.len())
}

/// Normalised stress: the mean over pairs that reach each other of (1 − distance on the map / steps)², with the map scaled to
/// make it least. 0 is a perfect map; `None` without such pairs or if all stand on one spot.
pub fn stress(graph: &Graph, points: &[Point]) -> Option<f64> {
    let members: Vec<u32> = (0..graph.members() as u32).collect();
    let rows = terms::Rows::of(graph, &members);
    let (mut pairs, mut ratios, mut squares) = (0.0, 0.0, 0.0);
    for from in 0..points.len() {
        for (to, &steps) in
            rows.steps_from(from).iter().enumerate().filter(|(to, steps)| *to > from && **steps != terms::FAR)
        {
            let apart = (points[from][0] - points[to][0]).hypot(points[from][1] - points[to][1]);
            let ratio = apart / f64::from(steps);
            pairs += 1.0;
            ratios += ratio;
            squares += ratio * ratio;
        }
    }
    // With the best scale, Σ ratio / Σ ratio².
    (squares > 0.0).then(|| (1.0 - ratios * ratios / squares / pairs).max(0.0))
}

#[cfg(test)]
mod tests;
