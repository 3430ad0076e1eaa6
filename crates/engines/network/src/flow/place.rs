//! From columns of things to boxes and bands.

use std::collections::{BTreeMap, BTreeSet};

use super::{Canvas, Flow, Layers, Link, Thing};
use crate::contributions::Subject;

const COLUMNS: usize = 4;
/// How high a box is through which nothing flows.
const LEAST: f64 = 6.0;

/// Things, by number, in columns, and hours between neighbouring columns.
#[derive(Debug, Default)]
pub(super) struct Columns {
    things: [BTreeSet<usize>; COLUMNS],
    links: [BTreeMap<(usize, usize), f64>; COLUMNS - 1],
}

/// A box before it has a place.
struct Packed {
    things: Vec<usize>,
    hours: f64,
}

impl Columns {
    pub(super) fn add(&mut self, column: usize, thing: usize) {
        self.things[column].insert(thing);
    }

    /// So many more hours between a thing of this column and one of the next.
    pub(super) fn link(&mut self, column: usize, left: usize, right: usize, hours: f64) {
        *self.links[column].entry((left, right)).or_insert(0.0) += hours;
    }

    pub(super) fn draw(&self, canvas: &Canvas, subject: impl Fn(usize, usize) -> Subject) -> Flow {
        let packed = self.pack(canvas.most);
        let links = self.links_of(&packed);
        let layers = Layers {
            columns: packed.iter().map(Vec::len).collect(),
            links: links.iter().map(|links| links.keys().copied().collect()).collect(),
        };
        let (order, crossings) = layers.order();
        let scale = scale(canvas, &packed);
        let mut flow = Flow { crossings, ..Flow::default() };
        // For each column and box, its place in the list.
        let mut places: Vec<Vec<usize>> = packed.iter().map(|column| vec![0; column.len()]).collect();
        for (column, order) in order.iter().enumerate() {
            let heights: f64 = order.iter().map(|&at| LEAST + packed[column][at].hours * scale).sum();
            let gaps = canvas.gap * order.len().saturating_sub(1) as f64;
            let mut y = (canvas.height - heights - gaps).max(0.0) / 2.0;
            for &at in order {
                let Packed { things, hours } = &packed[column][at];
                let height = LEAST + hours * scale;
                places[column][at] = flow.things.len();
                flow.things.push(Thing {
                    column,
                    subjects: things.iter().map(|&thing| subject(column, thing)).collect(),
                    hours: *hours,
                    x: (canvas.width - canvas.thing_width) * column as f64 / (COLUMNS - 1) as f64,
                    y,
                    height,
                });
                y += height + canvas.gap;
            }
        }
        for (column, links) in links.iter().enumerate() {
            let between = links
                .iter()
                .map(|(&(left, right), &hours)| (places[column][left], places[column + 1][right], hours));
            flow.links.extend(bands(&flow.things, between.collect(), scale));
        }
        flow
    }

    /// Each column with its smaller things folded into one, so that there are at most so many boxes.
    fn pack(&self, most: usize) -> Vec<Vec<Packed>> {
        let boxes = |limit: usize| self.things.iter().map(|column| column.len().min(limit)).sum::<usize>();
        let longest = self.things.iter().map(BTreeSet::len).max().unwrap_or(0);
        let limit = (1..=longest).rev().find(|&limit| boxes(limit) <= most).unwrap_or(1);
        let pack = |(column, things): (usize, &BTreeSet<usize>)| {
            let hours = self.hours_through(column);
            let through = |thing: &usize| hours.get(thing).copied().unwrap_or(0.0);
            let mut by_hours: Vec<usize> = things.iter().copied().collect();
            by_hours.sort_by(|a, b| through(b).total_cmp(&through(a)));
            let alone = if by_hours.len() > limit { limit - 1 } else { by_hours.len() };
            let mut folded = by_hours.split_off(alone);
            folded.sort_unstable();
            by_hours.sort_unstable();
            let mut packed: Vec<Packed> =
                by_hours.iter().map(|thing| Packed { things: vec![*thing], hours: through(thing) }).collect();
            if !folded.is_empty() {
                packed.push(Packed { hours: folded.iter().map(through).sum(), things: folded });
            }
            packed
        };
        self.things.iter().enumerate().map(pack).collect()
    }

    /// Hours through each thing of a column: what reaches it from the left, in the first column what leaves it.
    fn hours_through(&self, column: usize) -> BTreeMap<usize, f64> {
        let mut through = BTreeMap::new();
        for (&(left, right), hours) in &self.links[column.saturating_sub(1)] {
            *through.entry(if column == 0 { left } else { right }).or_insert(0.0) += hours;
        }
        through
    }

    /// Hours between boxes.
    fn links_of(&self, packed: &[Vec<Packed>]) -> Vec<BTreeMap<(usize, usize), f64>> {
        let boxes: Vec<BTreeMap<usize, usize>> = packed
            .iter()
            .map(|column| {
                column
                    .iter()
                    .enumerate()
                    .flat_map(|(at, one)| one.things.iter().map(move |&thing| (thing, at)))
                    .collect()
            })
            .collect();
        let between = |(column, links): (usize, &BTreeMap<(usize, usize), f64>)| {
            let mut between = BTreeMap::new();
            for ((left, right), hours) in links {
                *between.entry((boxes[column][left], boxes[column + 1][right])).or_insert(0.0) += hours;
            }
            between
        };
        self.links.iter().enumerate().map(between).collect()
    }
}

/// How thick an hour is, so that every column fits.
fn scale(canvas: &Canvas, packed: &[Vec<Packed>]) -> f64 {
    let fits = packed.iter().map(|column| {
        let count = column.len() as f64;
        let free = canvas.height - canvas.gap * (count - 1.0).max(0.0) - LEAST * count;
        let hours: f64 = column.iter().map(|one| one.hours).sum();
        if hours > 0.0 { free.max(0.0) / hours } else { f64::INFINITY }
    });
    let scale = fits.fold(f64::INFINITY, f64::min);
    if scale.is_finite() { scale } else { 0.0 }
}

/// Bands between boxes of two columns, stacked in each box in the order of their other ends.
fn bands(things: &[Thing], mut between: Vec<(usize, usize, f64)>, scale: f64) -> Vec<Link> {
    between.sort_by_key(|&(from, to, _)| (from, to));
    let mut used = vec![LEAST / 2.0; things.len()];
    let mut middle = |at: usize, hours: f64| {
        let y = things[at].y + used[at] + hours * scale / 2.0;
        used[at] += hours * scale;
        y
    };
    let mut links: Vec<Link> = between
        .iter()
        .map(|&(from, to, hours)| Link {
            from,
            to,
            hours,
            from_y: middle(from, hours),
            to_y: 0.0,
            thickness: hours * scale,
        })
        .collect();
    let mut by_right: Vec<usize> = (0..links.len()).collect();
    by_right.sort_by_key(|&at| (links[at].to, links[at].from));
    for at in by_right {
        links[at].to_y = middle(links[at].to, links[at].hours);
    }
    links
}
