//! Pages to a file: what is seen, and the tree of what it is.

use std::num::NonZeroU16;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node as Branch, SpanTag, TableHeaderScope,
    Tag, TagGroup, TagKind, TagTree,
};
use krilla::{Document as File, SerializeSettings};

use crate::Document;
use crate::face::Faces;
use crate::flow::{BOTTOM, Flow, LEFT, Node, PAGE, Piece, Role, SMALL, TOP, WIDE, What, pieces};
use crate::pages::Placed;
use crate::shapes::{figure, fill, frames, rule};
use crate::words::{self, Run, Set, Side};

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It would not fulfil PDF/A-2a and PDF/UA-1.
    #[error("the PDF cannot be made: {0}")]
    Unfit(String),
}

pub(crate) fn draw(
    document: &Document,
    faces: &Faces,
    flow: Flow,
    pages: &[Vec<Placed>],
) -> Result<Vec<u8>, Error> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Error::Unfit(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut press = Press {
        file: File::new_with(settings),
        faces,
        nodes: &flow.nodes,
        leaves: flow.nodes.iter().map(|_| Vec::new()).collect(),
        begins: vec![None; flow.nodes.len()],
    };
    for (number, bands) in pages.iter().enumerate() {
        press.page(document, bands, [number, pages.len()]);
    }
    press.finish(document)
}

/// A file in the making.
struct Press<'f> {
    file: File,
    faces: &'f Faces,
    nodes: &'f [Node],
    /// What belongs to each node, in the order in which it is read.
    leaves: Vec<Vec<Identifier>>,
    /// The page on which each begins, and where.
    begins: Vec<Option<(usize, f32)>>,
}

impl Press<'_> {
    fn page(&mut self, document: &Document, bands: &[Placed], [number, all]: [usize; 2]) {
        let settings = PageSettings::from_wh(PAGE[0], PAGE[1]).unwrap_or_default();
        let mut page = self.file.start_page_with(settings);
        let mut surface = page.surface();
        let mut links = Vec::new();
        for Placed { band, y } in bands {
            let top = TOP + y;
            for same in band.pieces.chunk_by(|a, b| a.node == b.node && !is_frames(a) && !is_frames(b)) {
                let node = same[0].node;
                let frames = same.iter().find_map(|piece| match &piece.what {
                    What::Words(run, ..) if is_frames(piece) => Some(run.text.as_str()),
                    _ => None,
                });
                let tag = match (node, frames) {
                    (None, _) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
                    (_, Some(text)) => ContentTag::Span(SpanTag::empty().with_actual_text(Some(text))),
                    _ => ContentTag::Other,
                };
                let leaf = surface.start_tagged(tag);
                for piece in same {
                    piece_on(&mut surface, self.faces, piece, [LEFT, top]);
                }
                surface.end_tagged();
                let Some(node) = node else { continue };
                self.begins[node].get_or_insert((number, top));
                self.leaves[node].push(leaf);
                if let Role::Link { words, to } = &self.nodes[node].role
                    && let Some(rect) = around(same, top, band.height)
                {
                    links.push((node, rect, words, to));
                }
            }
        }
        foot(&mut surface, self.faces, document, &(document.numbering)(number + 1, all));
        surface.finish();
        for (node, rect, words, to) in links {
            self.leaves[node].push(link(&mut page, rect, words, to));
        }
        page.finish();
    }

    fn finish(mut self, document: &Document) -> Result<Vec<u8>, Error> {
        let outline = outline(self.nodes, &self.begins);
        self.file.set_outline(outline);
        self.file.set_metadata(metadata(document));
        // A node comes after what it lies in, so that all within it is there when it is itself taken, from the last on.
        let mut within: Vec<Vec<TagGroup>> = self.nodes.iter().map(|_| Vec::new()).collect();
        let mut tree = TagTree::new().with_lang(Some(document.language.clone()));
        let mut top = Vec::new();
        for (number, node) in self.nodes.iter().enumerate().rev() {
            let mut group = TagGroup::new(tag(&node.role));
            for inner in std::mem::take(&mut within[number]).into_iter().rev() {
                group.push(Branch::Group(inner));
            }
            for leaf in std::mem::take(&mut self.leaves[number]) {
                group.push(leaf);
            }
            match node.above {
                Some(above) => within[above].push(group),
                None => top.push(group),
            }
        }
        top.into_iter().rev().for_each(|group| tree.push(group));
        self.file.set_tag_tree(tree);
        self.file.finish().map_err(|error| Error::Unfit(format!("{error:?}")))
    }
}

fn is_frames(piece: &Piece) -> bool {
    matches!(&piece.what, What::Words(Run { set: Set::Frames(_), .. }, ..))
}

fn tag(role: &Role) -> TagKind {
    match role {
        Role::Heading(level, words) => {
            let level = NonZeroU16::new((*level).into()).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(words.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::Link { .. } => Tag::Link.into(),
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Entry => Tag::LI.into(),
        Role::EntryBody => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Caption => Tag::Caption.into(),
        Role::Head => Tag::THead.into(),
        Role::Body => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::HeadCell => Tag::TH(TableHeaderScope::Column).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure(alt) => Tag::Figure(Some(alt.clone())).into(),
    }
}

/// Headings as bookmarks, those of a lower level within the one before.
fn outline(nodes: &[Node], begins: &[Option<(usize, f32)>]) -> Outline {
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    let mut outline = Outline::new();
    let mut close = |open: &mut Vec<(u8, OutlineNode)>, level: u8| {
        while open.last().is_some_and(|(last, _)| *last >= level) {
            let Some((_, done)) = open.pop() else { break };
            match open.last_mut() {
                Some((_, above)) => above.push_child(done),
                None => outline.push_child(done),
            }
        }
    };
    for (node, begins) in nodes.iter().zip(begins) {
        let (Role::Heading(level, words), Some((page, top))) = (&node.role, begins) else { continue };
        close(&mut open, *level);
        let to = XyzDestination::new(*page, Point::from_xy(0.0, (top - 12.0).max(0.0)));
        open.push((*level, OutlineNode::new(words.clone(), to).with_open(true)));
    }
    close(&mut open, 0);
    outline
}

fn metadata(document: &Document) -> Metadata {
    let direction = if document.rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
    Metadata::new()
        .title(document.title.clone())
        .language(document.language.clone())
        .authors(vec![document.publisher.clone()])
        .creator("Groundswell".to_owned())
        .text_direction(direction)
        .creation_date(date(document.made))
}

fn date(at: Timestamp) -> DateTime {
    let at = at.to_zoned(TimeZone::UTC);
    DateTime::new(at.year().clamp(0, 9999) as u16)
        .month(at.month() as u8)
        .day(at.day() as u8)
        .hour(at.hour() as u8)
        .minute(at.minute() as u8)
        .second(at.second() as u8)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// What lies around words, for whoever clicks on them.
fn around(pieces: &[Piece], top: f32, height: f32) -> Option<Rect> {
    let runs = pieces.iter().filter_map(|piece| match &piece.what {
        What::Words(run, ..) => Some([piece.at[0], piece.at[0] + run.width]),
        _ => None,
    });
    let [left, right] = runs.reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])])?;
    Rect::from_ltrb(LEFT + left, top, LEFT + right, top + height)
}

fn link(page: &mut Page, rect: Rect, words: &str, to: &str) -> Identifier {
    let target = Target::Action(Action::Link(LinkAction::new(to.to_owned())));
    page.add_tagged_annotation(Annotation::new_link(
        LinkAnnotation::new(rect, target),
        Some(words.to_owned()),
    ))
}

/// What stands at the foot of each page.
fn foot(surface: &mut Surface, faces: &Faces, document: &Document, number: &str) {
    let top = PAGE[1] - BOTTOM + 26.0;
    let style = SMALL;
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    for (words, side) in [(document.footer.as_str(), Side::Start), (number, Side::End)] {
        // A footer has one line: what is longer ends there.
        let within = if side == Side::Start { WIDE * 0.75 } else { WIDE };
        let shift = if side == Side::Start && document.rtl { WIDE - within } else { 0.0 };
        for line in words::lines(faces, words, style, within, side, document.rtl).into_iter().take(1) {
            for piece in pieces(None, line, style, [shift, 0.0]) {
                piece_on(surface, faces, &piece, [LEFT, top]);
            }
        }
    }
    surface.end_tagged();
}

fn piece_on(surface: &mut Surface, faces: &Faces, piece: &Piece, [left, top]: [f32; 2]) {
    let [x, y] = [left + piece.at[0], top + piece.at[1]];
    match &piece.what {
        What::Words(run, size, colour) => match &run.set {
            Set::Glyphs(cut, glyphs) => {
                surface.set_stroke(None);
                surface.set_fill(Some(fill(*colour, 1.0)));
                let font = faces.cut(*cut).print.clone();
                surface.draw_glyphs(Point::from_xy(x, y), glyphs, font, &run.text, *size, false);
            }
            Set::Frames(count) => frames(surface, [x, y], *count, (*size, *colour)),
        },
        What::Nothing => {}
        What::Rule(width) => rule(surface, [x, y], *width),
        What::Shapes(drawn, scale) => figure(surface, drawn, [x, y], *scale),
    }
}
