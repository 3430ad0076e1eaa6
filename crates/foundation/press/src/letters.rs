//! Letters: which typeface has each, which way they run, and which glyphs they are together.

use std::ops::Range;

use harfrust::{BufferFlags, Direction, ShapeOptions, UnicodeBuffer};
use krilla::text::{GlyphId, KrillaGlyph};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use crate::face::Faces;
use crate::words::{FRAME, Style};

/// Letters of one typeface and one direction before they are lines.
pub(crate) struct Item {
    range: Range<usize>,
    pub(crate) cut: Option<usize>,
    pub(crate) rtl: bool,
    pub(crate) glyphs: Vec<KrillaGlyph>,
}

/// What cannot be parted: letters that share their glyphs.
pub(crate) struct Cluster {
    pub(crate) range: Range<usize>,
    pub(crate) item: usize,
    pub(crate) glyphs: Range<usize>,
    pub(crate) advance: f32,
}

/// Whether a letter only says how others are to be read, and is not seen itself.
pub(crate) fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
        || u32::from(letter) & 0xfffe == 0xfffe
}

/// Whether it says how the letters beside it join, which their typeface has to know.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}

/// A line of words as items and clusters, in the order in which they are read.
pub(crate) fn read<'t>(
    faces: &Faces,
    text: &'t str,
    style: Style,
    rtl: bool,
) -> (BidiInfo<'t>, Vec<Cluster>, Vec<Item>) {
    let strong = |letter: char| {
        matches!(bidi_class(letter), BidiClass::L | BidiClass::R | BidiClass::AL) && !is_unseen(letter)
    };
    let own = if rtl { Level::rtl() } else { Level::ltr() };
    let bidi = BidiInfo::new(text, (!text.contains(strong)).then_some(own));
    let mut items: Vec<Item> = Vec::new();
    for (at, letter) in text.char_indices() {
        let rtl = bidi.levels[at].is_rtl();
        let end = at + letter.len_utf8();
        let before = items.last_mut().filter(|item| item.range.end == at && item.rtl == rtl);
        let stays = |item: &Item| item.cut.is_some_and(|cut| joins(letter) || faces.has(cut, letter));
        if is_unseen(letter) && !joins(letter) {
            continue;
        }
        // A space or a mark stays with the letters before it, so that the typeface does not change in between.
        let weak = letter.is_whitespace() || joins(letter) || bidi_class(letter) == BidiClass::NSM;
        let cut = match &before {
            Some(item) if weak && stays(item) => item.cut,
            _ if letter.is_whitespace() => faces.with(style.face, ' '),
            _ if joins(letter) => continue,
            _ => faces.with(style.face, letter),
        };
        match before {
            Some(item) if item.cut == cut => item.range.end = end,
            _ => items.push(Item { range: at..end, cut, rtl, glyphs: Vec::new() }),
        }
    }
    let mut clusters = Vec::new();
    for (number, item) in items.iter_mut().enumerate() {
        match item.cut {
            Some(cut) => clusters.extend(shape(faces, cut, text, number, item, style.size)),
            None => clusters.extend(text[item.range.clone()].char_indices().map(|(at, letter)| {
                let start = item.range.start + at;
                let mark = bidi_class(letter) == BidiClass::NSM;
                let advance = if mark { 0.0 } else { FRAME * style.size };
                Cluster { range: start..start + letter.len_utf8(), item: number, glyphs: 0..0, advance }
            })),
        }
    }
    (bidi, clusters, items)
}

/// Fills an item with its glyphs, in the order in which they are seen; its clusters, in the order in which they are
/// read.
fn shape(faces: &Faces, cut: usize, text: &str, number: usize, item: &mut Item, size: f32) -> Vec<Cluster> {
    let cut = faces.cut(cut);
    let mut buffer = UnicodeBuffer::new();
    for (at, letter) in text[item.range.clone()].char_indices() {
        // Other spaces are as wide as the plain one, which every typeface has.
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        buffer.add(letter, (item.range.start + at) as u32);
    }
    buffer.guess_segment_properties();
    buffer.set_direction(if item.rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE);
    let shaped = cut.shaper.shaper(&cut.font).build().shape(buffer, ShapeOptions::new());
    let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    if let Some(first) = starts.first_mut() {
        *first = item.range.start;
    }
    let mut clusters: Vec<Cluster> = starts
        .iter()
        .zip(starts.iter().skip(1).chain([&item.range.end]))
        .map(|(&start, &end)| Cluster { range: start..end, item: number, glyphs: 0..0, advance: 0.0 })
        .collect();
    for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let of = clusters.partition_point(|cluster| cluster.range.start <= info.cluster as usize);
        let cluster = &mut clusters[of.saturating_sub(1)];
        if cluster.glyphs.is_empty() {
            cluster.glyphs = item.glyphs.len()..item.glyphs.len();
        }
        cluster.glyphs.end += 1;
        cluster.advance += place.x_advance as f32 / cut.units * size;
        let [along, up, x, y] =
            [place.x_advance, place.y_advance, place.x_offset, place.y_offset].map(|n| n as f32 / cut.units);
        item.glyphs.push(KrillaGlyph::new(
            GlyphId::new(info.glyph_id),
            along,
            x,
            y,
            up,
            cluster.range.clone(),
            None,
        ));
    }
    clusters
}
