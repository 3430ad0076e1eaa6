//! How contributions flow to outcomes, as places to draw them at.
//!
//! Outcomes, strategies, activities and organisations stand in four columns, and links between neighbouring columns are as
//! thick as the hours they carry. One outcome at a time can be read; a whole plan cannot, in whatever order it is drawn
//! (hundreds of crossings for 40 activities). Of many things in a column the smaller ones are folded into one.

mod layers;
mod place;

use std::collections::BTreeMap;

pub use layers::{Layers, crossings};
use place::Columns;

use crate::contributions::{Contributions, Subject};

/// The paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canvas {
    /// Its width in pixels.
    pub width: f64,
    /// Its height in pixels. Thicknesses are chosen so that all fits, if each thing has some 20 pixels.
    pub height: f64,
    /// How wide a thing is drawn.
    pub thing_width: f64,
    /// How much is free between two things of a column.
    pub gap: f64,
    /// So many things are drawn at most, the folded ones included; never fewer than one a column.
    pub most: usize,
}

impl Default for Canvas {
    /// 960 x 640 with at most 40 things.
    fn default() -> Self {
        Self { width: 960.0, height: 640.0, thing_width: 16.0, gap: 8.0, most: 40 }
    }
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flow {
    /// Column by column, in each from top to bottom.
    pub things: Vec<Thing>,
    /// From left to right.
    pub links: Vec<Link>,
    /// How many pairs of links cross.
    pub crossings: u64,
}

/// A box.
#[derive(Debug, Clone, PartialEq)]
pub struct Thing {
    /// 0 outcomes, 1 strategies, 2 activities, 3 organisations.
    pub column: usize,
    /// What it stands for: several if they are folded into one.
    pub subjects: Vec<Subject>,
    /// Hours that flow through it. With 0 nobody works there yet: draw it hollow.
    pub hours: f64,
    /// Its left side.
    pub x: f64,
    /// Its upper side.
    pub y: f64,
    /// How high it is.
    pub height: f64,
}

/// A band between two boxes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The place in the list of things of the box at its left.
    pub from: usize,
    /// That of the box at its right.
    pub to: usize,
    /// Hours that it carries.
    pub hours: f64,
    /// The height of its middle at the left box's right side.
    pub from_y: f64,
    /// The height of its middle at the right box's left side.
    pub to_y: f64,
    /// How thick it is.
    pub thickness: f64,
}

impl Contributions {
    /// How active work flows to these outcomes: only what serves them, with the part of its hours that is theirs. Outcomes
    /// and strategies for which nobody works are there, with 0 hours.
    pub fn flow(&self, outcomes: &[usize], canvas: &Canvas) -> Flow {
        let mut columns = Columns::default();
        let mut outcomes = outcomes.to_vec();
        outcomes.sort_unstable();
        outcomes.dedup();
        for &outcome in &outcomes {
            columns.add(0, outcome);
        }
        let mut parts = BTreeMap::new();
        for (at, way) in self.strategies.iter().enumerate() {
            let served: Vec<usize> =
                way.serves.iter().copied().filter(|one| outcomes.contains(one)).collect();
            for &outcome in &served {
                columns.add(1, at);
                columns.link(0, outcome, at, 0.0);
            }
            parts.insert(at, (served, way.serves.len() as f64));
        }
        for (at, work) in self.live() {
            let Some((strategy, (served, of))) = work.strategy.map(|strategy| (strategy, &parts[&strategy]))
            else {
                continue;
            };
            if served.is_empty() {
                continue;
            }
            columns.add(2, at);
            columns.link(1, strategy, at, 0.0);
            for &(giver, hours) in &work.gives {
                columns.add(3, giver);
                for &outcome in served {
                    columns.link(0, outcome, strategy, hours / of);
                    columns.link(1, strategy, at, hours / of);
                    columns.link(2, at, giver, hours / of);
                }
            }
        }
        columns.draw(canvas, |column, at| match column {
            0 => Subject::Outcome(self.outcomes[at].id.clone()),
            1 => Subject::Strategy(self.strategies[at].id.clone()),
            2 => Subject::Activity(self.activities[at].id.clone()),
            _ => Subject::Organisation(self.organisations[at].id.clone()),
        })
    }
}

#[cfg(test)]
mod tests;
