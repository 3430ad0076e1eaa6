//! An opinion map as a picture.

use std::collections::BTreeMap;
use std::fmt::Write;

use opinion::Map;
use opinion::read::Conversation;

use super::report::letter;

/// Side of the square that marks are drawn in.
const SIZE: f64 = 640.0;
/// Room around it.
const MARGIN: f64 = 40.0;
/// Marks at most; participants who would need more share them.
const MARKS: usize = 400;
/// Cells from the middle to the edge if each participant can have a mark, ...
const FINEST: f64 = 1e6;
/// ... and at first if they cannot.
const COARSE: f64 = 30.0;
/// The largest mark's half width.
const LARGEST: f64 = 14.0;
/// The smallest mark's half width.
const SMALLEST: f64 = 3.0;
/// That of each mark if all stand for one person.
const ALONE: f64 = 5.0;

/// A shape and colour for each group, and one for whoever has none: told apart without colour too. The
/// colours keep apart for every kind of colour vision (M. Okabe, K. Ito, 2008).
const SHAPES: [(&str, &str, &str); 6] = [
    ("A", "#0072b2", r#"<circle r="1"/>"#),
    ("B", "#d55e00", r#"<rect x="-.9" y="-.9" width="1.8" height="1.8"/>"#),
    ("C", "#009e73", r#"<path d="M0-1.2 1.1.8H-1.1Z"/>"#),
    ("D", "#cc79a7", r#"<path d="M0-1.3 1.3 0 0 1.3-1.3 0Z"/>"#),
    ("E", "#8a6d00", r#"<path d="M-.4-1.2H.4V-.4H1.2V.4H.4V1.2H-.4V.4H-1.2V-.4H-.4Z"/>"#),
    ("none", "#767676", r#"<path d="M-1-.25H1V.25H-1Z"/>"#),
];

/// Participants drawn as one mark.
#[derive(Default)]
struct Mark {
    sums: [f64; 2],
    count: usize,
}

pub(super) fn draw(map: &Map, read: &Conversation) -> String {
    let marks = marks(map);
    let (middle, reach) = frame(&marks);
    let to_picture = |at: [f64; 2]| {
        let along = |x: f64| MARGIN + SIZE / 2.0 * (1.0 + x / reach);
        (along(at[0] - middle[0]), along(middle[1] - at[1]))
    };
    let most = marks.values().map(|mark| mark.count).max().unwrap_or(1) as f64;
    let full = SIZE + 2.0 * MARGIN;
    let title = match map.groups.len() {
        0 => format!("Opinion map of {} participants, without groups", read.participants.len()),
        k => format!("Opinion map of {} participants in {k} groups", read.participants.len()),
    };
    let sizes: Vec<String> = map
        .groups
        .iter()
        .enumerate()
        .map(|(number, group)| format!("Group {} has {} members.", letter(number), group.size))
        .collect();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {full} {full}\" role=\"img\" \
         font-family=\"sans-serif\">\n<title>{title}</title>\n<desc>Whoever votes alike stands close together. A larger \
         mark stands for more people, a dash for people in no group. Each group has its own shape and letter. {}</desc>\n\
         <defs>\n",
        sizes.join(" ")
    );
    for (name, colour, shape) in SHAPES {
        let _ = writeln!(svg, "<g id=\"{name}\" fill=\"{colour}\" fill-opacity=\".75\">{shape}</g>");
    }
    let _ = writeln!(svg, "</defs>\n<rect width=\"{full}\" height=\"{full}\" fill=\"#fff\"/>");
    for ((_, _, group), mark) in &marks {
        let (x, y) = to_picture(mark.sums.map(|sum| sum / mark.count as f64));
        let half =
            if most > 1.0 { (LARGEST * (mark.count as f64 / most).sqrt()).max(SMALLEST) } else { ALONE };
        let _ = writeln!(
            svg,
            "<use href=\"#{}\" transform=\"translate({x:.1} {y:.1}) scale({half:.1})\"/>",
            SHAPES[*group].0
        );
    }
    for (number, group) in map.groups.iter().enumerate() {
        let (x, y) = to_picture(group.centre);
        let _ = writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"28\" font-weight=\"bold\" text-anchor=\"middle\" \
             stroke=\"#fff\" stroke-width=\"5\" paint-order=\"stroke\">{}: {}</text>",
            letter(number),
            group.size
        );
    }
    svg + "</svg>\n"
}

/// Marks by cell and group: the finest grid that needs few enough.
fn marks(map: &Map) -> BTreeMap<(i64, i64, usize), Mark> {
    let voters =
        || map.places.iter().zip(&map.group_of).filter(|(at, group)| group.is_some() || **at != [0.0; 2]);
    let farthest =
        voters().flat_map(|(at, _)| at).fold(0.0_f64, |most, x| most.max(x.abs())).max(f64::MIN_POSITIVE);
    let mut cells = if map.places.len() <= MARKS { FINEST } else { COARSE };
    loop {
        let mut marks: BTreeMap<(i64, i64, usize), Mark> = BTreeMap::new();
        for (at, group) in voters() {
            let [x, y] = at.map(|x| (x / farthest * cells).round() as i64);
            let mark = marks.entry((x, y, group.map_or(SHAPES.len() - 1, usize::from))).or_default();
            mark.count += 1;
            mark.sums[0] += at[0];
            mark.sums[1] += at[1];
        }
        if marks.len() <= MARKS || cells < 1.0 {
            return marks;
        }
        cells *= 0.8;
    }
}

/// The middle of all marks, and how far they reach from it along either axis, in the units of the places.
fn frame(marks: &BTreeMap<(i64, i64, usize), Mark>) -> ([f64; 2], f64) {
    let ends = [0, 1].map(|axis| {
        let along = || marks.values().map(move |mark| mark.sums[axis] / mark.count as f64);
        (along().fold(f64::INFINITY, f64::min), along().fold(f64::NEG_INFINITY, f64::max))
    });
    if marks.is_empty() {
        return ([0.0; 2], 1.0);
    }
    let reach = ends.iter().map(|(low, high)| (high - low) / 2.0).fold(f64::MIN_POSITIVE, f64::max);
    (ends.map(|(low, high)| f64::midpoint(low, high)), reach)
}
