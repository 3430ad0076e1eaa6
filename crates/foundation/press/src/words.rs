//! Words to lines: which typeface has which letter, how letters join, which way they run, and where a line ends.
//!
//! Unicode Bidirectional Algorithm (UAX #9), Line Breaking Algorithm (UAX #14), shaping by `HarfBuzz`'s rules.

use std::ops::Range;

use krilla::text::KrillaGlyph;
use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::Colour;
use crate::face::{Face, Faces};
use crate::letters::{Cluster, Item, is_unseen, read};

/// The width of the frame that stands for a letter which no typeface has, in the size of the letters.
pub(crate) const FRAME: f32 = 0.62;

/// How words are set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) face: Face,
    pub(crate) size: f32,
    /// From line to line.
    pub(crate) lead: f32,
    pub(crate) colour: Colour,
}

/// Where lines begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// On the side where their own words begin.
    Own,
    /// On the side where the document's words begin.
    Start,
    /// On the other side.
    End,
    Middle,
}

/// Words that stand beside each other in one typeface and one direction.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) text: String,
    pub(crate) set: Set,
}

/// How a run is set.
#[derive(Clone, Debug)]
pub(crate) enum Set {
    /// From a typeface.
    Glyphs(usize, Vec<KrillaGlyph>),
    /// As so many frames, because no typeface has these letters.
    Frames(usize),
}

/// A line of words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) runs: Vec<Run>,
}

/// What is printed of words: breaks between lines stay, other controls are spaces, and several spaces are one, as on a
/// page.
fn clean(words: &str) -> Vec<String> {
    let words = words.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    let plain = |letter: char| if letter.is_control() { ' ' } else { letter };
    let line = |line: &str| {
        let line: String = line.chars().map(plain).collect();
        line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    words.split('\n').map(line).collect()
}

/// Letters that are seen on paper.
fn seen(words: &str) -> impl Iterator<Item = char> {
    let seen = |letter: &char| !is_unseen(*letter) && !letter.is_control() && !letter.is_whitespace();
    words.chars().filter(seen)
}

/// Whether there is anything to see of words.
pub(crate) fn is_seen(words: &str) -> bool {
    seen(words).next().is_some()
}

/// Whether words hold a letter that no typeface has.
pub(crate) fn lacks(faces: &Faces, face: Face, words: &str) -> bool {
    seen(words).any(|letter| faces.with(face, letter).is_none())
}

/// How wide words are on one line.
pub(crate) fn width(faces: &Faces, words: &str, style: Style) -> f32 {
    let all = |line: String| -> f32 {
        read(faces, &line, style, false).1.iter().map(|cluster| cluster.advance).sum()
    };
    clean(words).into_iter().map(all).fold(0.0, f32::max)
}

/// Words as lines of at most this width.
pub(crate) fn lines(
    faces: &Faces,
    words: &str,
    style: Style,
    within: f32,
    side: Side,
    rtl: bool,
) -> Vec<Line> {
    clean(words).iter().flat_map(|line| paragraph(faces, line, style, within, side, rtl)).collect()
}

fn paragraph(faces: &Faces, text: &str, style: Style, within: f32, side: Side, rtl: bool) -> Vec<Line> {
    let (bidi, clusters, items) = read(faces, text, style, rtl);
    if clusters.is_empty() {
        return vec![Line::default()];
    }
    let own = bidi.paragraphs[0].level.is_rtl();
    parts(text, &clusters, within)
        .into_iter()
        .map(|part| {
            let range = clusters[part.start].range.start..clusters[part.end - 1].range.end;
            let blank = |cluster: &&Cluster| text[cluster.range.clone()].chars().all(char::is_whitespace);
            let trailing: f32 =
                clusters[part.clone()].iter().rev().take_while(blank).map(|cluster| cluster.advance).sum();
            let all: f32 = clusters[part.clone()].iter().map(|cluster| cluster.advance).sum();
            let (seen, hidden) = (all - trailing, if own { trailing } else { 0.0 });
            let right = match side {
                Side::Own => own,
                Side::Start => rtl,
                Side::End => !rtl,
                Side::Middle => false,
            };
            let start = if side == Side::Middle {
                (within - seen) / 2.0
            } else if right {
                within - seen
            } else {
                0.0
            };
            let (_, visual) = bidi.visual_runs(&bidi.paragraphs[0], range);
            let mut line = Line::default();
            let mut x = start - hidden;
            for run in visual {
                let inside =
                    clusters[part.clone()].iter().filter(|cluster| run.contains(&cluster.range.start));
                let inside: Vec<&Cluster> = inside.collect();
                let backwards = inside.first().is_some_and(|cluster| items[cluster.item].rtl);
                let ordered: Vec<&Cluster> =
                    if backwards { inside.into_iter().rev().collect() } else { inside };
                for same in ordered.chunk_by(|a, b| a.item == b.item) {
                    let run = set(text, &items[same[0].item], same, x, style);
                    x += run.width;
                    line.runs.push(run);
                }
            }
            line
        })
        .collect()
}

/// Clusters of one item, in the order in which they are seen, as a run.
fn set(text: &str, item: &Item, clusters: &[&Cluster], x: f32, style: Style) -> Run {
    let start = clusters.iter().map(|cluster| cluster.range.start).min().unwrap_or_default();
    let end = clusters.iter().map(|cluster| cluster.range.end).max().unwrap_or_default();
    let width: f32 = clusters.iter().map(|cluster| cluster.advance).sum();
    let text = text[start..end].to_owned();
    let set = match item.cut {
        None => Set::Frames((width / (FRAME * style.size)).round() as usize),
        Some(cut) => {
            let glyphs = clusters.iter().flat_map(|cluster| &item.glyphs[cluster.glyphs.clone()]).cloned();
            let glyphs = glyphs.map(|mut glyph| {
                glyph.text_range = glyph.text_range.start - start..glyph.text_range.end - start;
                glyph
            });
            Set::Glyphs(cut, glyphs.collect())
        }
    };
    Run { x, width, text, set }
}

/// Which clusters are on which line: as many as fit, ended where a line may end, or else between any two.
fn parts(text: &str, clusters: &[Cluster], within: f32) -> Vec<Range<usize>> {
    let may: Vec<usize> = linebreaks(text)
        .filter(|&(at, kind)| kind == BreakOpportunity::Allowed && at < text.len())
        .map(|(at, _)| at)
        .collect();
    let (mut parts, mut start, mut last, mut filled, mut since) = (Vec::new(), 0, 0, 0.0_f32, 0.0_f32);
    for (at, cluster) in clusters.iter().enumerate() {
        if at > start && may.binary_search(&cluster.range.start).is_ok() {
            (last, since) = (at, 0.0);
        }
        let blank = text[cluster.range.clone()].chars().all(char::is_whitespace);
        while !blank && filled + cluster.advance > within + 0.01 && at > start {
            if last <= start {
                (last, since) = (at, 0.0);
            }
            parts.push(start..last);
            (start, filled) = (last, since);
        }
        filled += cluster.advance;
        since += cluster.advance;
    }
    parts.push(start..clusters.len());
    parts
}
