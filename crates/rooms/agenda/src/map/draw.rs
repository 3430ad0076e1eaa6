//! The map as a picture: marks that differ by group in shape as well as in colour, drawn on the server.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use maud::{Markup, html};
use web::look::chart::{Place, svg};

use super::detail::{Mine, Z};
use super::{GROUPS, Picture};

/// The map lies in a box of 1,000 by 640 units around its middle.
pub(super) const BOX: [f64; 2] = [1000.0, 640.0];
/// So much of it stays free at each edge.
const EDGE: f64 = 28.0;
/// Widths of a mark for one person, a few, some, many; by the most people that each stands for.
pub(super) const SIZES: [(u32, f64); 4] = [(1, 10.0), (5, 14.0), (25, 20.0), (u32::MAX, 28.0)];
/// The words of the groups' colours; the last is for whoever is in none.
const COLOURS: [&str; 6] = ["group-a", "group-b", "group-c", "group-d", "group-e", "plain"];

/// From the units of the map to those of the box.
pub(super) struct Frame {
    middle: [f64; 2],
    scale: f64,
}

impl Frame {
    pub(super) fn of(picture: &Picture) -> Self {
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for mark in &picture.marks {
            for axis in [0, 1] {
                low[axis] = low[axis].min(mark.at[axis].into());
                high[axis] = high[axis].max(mark.at[axis].into());
            }
        }
        if picture.marks.is_empty() {
            return Self { middle: [0.0; 2], scale: 1.0 };
        }
        let fits = |axis: usize| (BOX[axis] - 2.0 * EDGE) / (high[axis] - low[axis]).max(1e-6);
        let middle = [0, 1].map(|axis| f64::midpoint(low[axis], high[axis]));
        Self { middle, scale: fits(0).min(fits(1)) }
    }

    /// Where somebody stands in the box; the second axis points up.
    pub(super) fn at(&self, place: [f64; 2]) -> [i64; 2] {
        let along = (place[0] - self.middle[0]) * self.scale;
        let up = (self.middle[1] - place[1]) * self.scale;
        [along, up].map(|x| x.round() as i64)
    }
}

pub(super) fn colour(group: Option<u8>) -> usize {
    group.map_or(COLOURS.len() - 1, |group| usize::from(group).min(GROUPS.len() - 1))
}

pub(super) fn size(people: u32) -> usize {
    SIZES.iter().position(|&(most, _)| people <= most).unwrap_or(SIZES.len() - 1)
}

/// All marks of one group and size as one path, by their kind: `a0` are the smallest of the first group.
pub(super) fn paths(picture: &Picture) -> BTreeMap<String, String> {
    let frame = Frame::of(picture);
    let mut paths: BTreeMap<String, String> = BTreeMap::new();
    for mark in &picture.marks {
        let (colour, size) = (colour(mark.group), size(mark.people));
        let [x, y] = frame.at(mark.at.map(f64::from));
        let path = paths.entry(kind(colour, size)).or_default();
        let _ = write!(path, "M{x} {y}{}", shape(colour, SIZES[size].1));
    }
    paths
}

fn kind(colour: usize, size: usize) -> String {
    format!("{}{size}", char::from(b'a' + colour as u8))
}

/// What is drawn from the middle of a mark. Discs and squares are dots of a line with round or square ends.
fn shape(colour: usize, width: f64) -> String {
    let (r, d) = ((width / 2.0).round() as i64, width.round() as i64);
    match colour {
        // A triangle.
        2 => format!("m0-{r}l{r} {d}h-{}z", 2 * r),
        // A diamond.
        3 => format!("m0-{r}l{r} {r}-{r} {r}-{r}-{r}z"),
        // A cross.
        4 => format!("m-{r}-{r}l{d} {d}m0-{d}l-{d} {d}"),
        _ => "h0".to_owned(),
    }
}

/// What a drawing says.
pub(super) struct Words {
    /// For those who cannot see it.
    pub(super) title: String,
    /// For those who cannot see it.
    pub(super) description: String,
    /// The reader's place.
    pub(super) you: String,
    /// The groups.
    pub(super) groups: Vec<String>,
}

/// Both drawings of it.
pub(super) fn drawing(picture: &Picture, mine: Option<&Mine>, words: &Words) -> [Markup; 2] {
    let paths = paths(picture);
    [Place::Wide, Place::Narrow].map(|place| {
        let scale = (place.width() - 8.0).min(720.0) / BOX[0];
        let height = BOX[1] * scale;
        let middle = [place.width() / 2.0, height / 2.0];
        let frame = Frame::of(picture);
        let on = |at: [f64; 2]| {
            let [x, y] = frame.at(at);
            [middle[0] + x as f64 * scale, middle[1] + y as f64 * scale]
        };
        let body = html! {
            g transform={ "translate(" (short(middle[0])) " " (short(middle[1])) ") scale(" (short(scale)) ")" } {
                @for colour in 0..COLOURS.len() { @for size in 0..SIZES.len() { (marks(&paths, colour, size)) } }
            }
            @if let Some(mine) = mine { (here(mine, &on, &frame, scale, &words.you)) }
            @for (group, name) in picture.groups.iter().zip(&words.groups) {
                @let [x, y] = on(group.centre);
                text.now x=(short(x)) y=(short(y)) text-anchor="middle" dominant-baseline="middle" { (name) }
            }
        };
        svg(place, "map", height, &words.title, &words.description, body)
    })
}

fn marks(paths: &BTreeMap<String, String>, colour: usize, size: usize) -> Markup {
    let kind = kind(colour, size);
    let path = paths.get(&kind).map_or("", String::as_str);
    let paint = format!("var(--{})", COLOURS[colour]);
    // A square is as large as a disc of the same area.
    let width = if colour == 1 { (SIZES[size].1 * 0.886).round() } else { SIZES[size].1 };
    html! {
        @match colour {
            2 | 3 => path data-marks=(kind) d=(path) fill=(paint) opacity=".7" {},
            4 => path data-marks=(kind) d=(path) fill="none" stroke=(paint) stroke-width="4" opacity=".8" {},
            _ => path data-marks=(kind) d=(path) fill="none" stroke=(paint) stroke-width=(width) opacity=".65"
                stroke-linecap=(if colour == 1 { "square" } else { "round" }) {},
        }
    }
}

/// The reader's own place, with the range it may lie in.
fn here(mine: &Mine, on: &impl Fn([f64; 2]) -> [f64; 2], frame: &Frame, scale: f64, you: &str) -> Markup {
    let [x, y] = on(mine.place.at);
    let reach = mine.place.error.map(|error| Z * error * frame.scale * scale);
    html! {
        @if reach.iter().all(|reach| reach.is_finite()) {
            ellipse.border cx=(short(x)) cy=(short(y)) rx=(short(reach[0])) ry=(short(reach[1])) fill="none" {}
        }
        circle cx=(short(x)) cy=(short(y)) r="5" fill="var(--paper)" stroke="var(--ink)" stroke-width="2.5" {}
        text.now x=(short(x)) y=(short(y - 12.0)) text-anchor="middle" { (you) }
    }
}

fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Mark;

    fn picture(marks: &[([f32; 2], u32, Option<u8>)]) -> Picture {
        let mark = |&(at, people, group): &([f32; 2], u32, Option<u8>)| Mark { at, people, group };
        Picture { marks: marks.iter().map(mark).collect(), ..Picture::default() }
    }

    #[test]
    fn marks_fill_the_box_and_differ_by_group_and_size() {
        let found =
            paths(&picture(&[([-1.0, 0.0], 1, Some(0)), ([1.0, 0.1], 30, Some(1)), ([0.0, 0.0], 3, None)]));
        let kinds: Vec<&str> = found.keys().map(String::as_str).collect();
        assert_eq!(kinds, ["a0", "b3", "f1"]);
        assert_eq!(found["a0"], "M-472 24h0");
        assert_eq!(found["b3"], "M472 -24h0");
    }

    #[test]
    fn one_place_or_none_is_drawn_in_the_middle() {
        assert!(paths(&picture(&[])).is_empty());
        assert_eq!(paths(&picture(&[([3.0, 4.0], 1, None)]))["f0"], "M0 0h0");
    }

    #[test]
    fn four_hundred_marks_are_a_small_change() {
        let marks: Vec<_> =
            (0..400).map(|n| ([n as f32, (n * 37 % 400) as f32], 7, Some((n % 5) as u8))).collect();
        let bytes: usize = paths(&picture(&marks)).values().map(String::len).sum();
        assert!(bytes < 12_000, "{bytes}");
    }
}
