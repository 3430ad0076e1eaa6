//! Blocks to bands: strips of the page's width that are placed under each other, and what each says in the document's
//! tree.

use crate::face::{Face, Faces};
use crate::words::{self, Line, Run, Side, Style};
use crate::{Block, Colour, Document, Figure, Look};

/// A4 in points, and what stays free of it.
pub(crate) const PAGE: [f32; 2] = [595.28, 841.89];
pub(crate) const LEFT: f32 = 72.0;
pub(crate) const TOP: f32 = 70.0;
pub(crate) const BOTTOM: f32 = 76.0;
/// The width of tables and pictures.
pub(crate) const WIDE: f32 = PAGE[0] - 2.0 * LEFT;
/// The width of paragraphs: lines of about 66 letters.
const MEASURE: f32 = 396.0;

pub(crate) const SMALL: Style = Style { face: Face::Sans, size: 8.5, lead: 12.5, colour: Colour::Soft };
pub(crate) const CELL: Style = Style { face: Face::Sans, size: 9.5, lead: 13.5, colour: Colour::Ink };
pub(crate) const HEAD: Style = Style { face: Face::Bold, size: 8.5, lead: 12.5, colour: Colour::Soft };
const PLAIN: Style = Style { face: Face::Sans, size: 10.0, lead: 15.0, colour: Colour::Ink };

/// How a paragraph is set, and the space before it.
fn style(look: Look) -> (Style, f32) {
    match look {
        Look::Lead => (Style { size: 13.0, lead: 19.5, ..PLAIN }, 10.0),
        Look::Plain => (PLAIN, 8.0),
        Look::Said => (Style { face: Face::Serif, size: 12.0, lead: 17.0, ..PLAIN }, 12.0),
        Look::Kicker => (SMALL, 10.0),
        Look::Small => (SMALL, 5.0),
    }
}

fn heading(level: u8) -> (Style, f32) {
    let bold = |size, lead| Style { face: Face::Bold, size, lead, colour: Colour::Ink };
    match level {
        1 => (bold(19.5, 25.0), 6.0),
        2 => (bold(14.5, 19.0), 28.0),
        _ => (bold(11.0, 15.5), 18.0),
    }
}

/// What something is, for whoever does not see the page.
#[derive(Clone, Debug)]
pub(crate) enum Role {
    Heading(u8, String),
    Paragraph,
    Link { words: String, to: String },
    List,
    Entry,
    EntryBody,
    Table,
    Caption,
    Head,
    Body,
    Row,
    HeadCell,
    Cell,
    Figure(String),
}

/// A node of the document's tree; what it holds itself is pieces of bands that name it.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) role: Role,
    pub(crate) above: Option<usize>,
}

/// Something to draw.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// What it belongs to; `None` for decoration.
    pub(crate) node: Option<usize>,
    /// From the band's left and top; for words their baseline.
    pub(crate) at: [f32; 2],
    pub(crate) what: What,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Words(Run, f32, Colour),
    /// A line of this width.
    Rule(f32),
    /// Nothing, which has a place nevertheless.
    Nothing,
    /// A picture, and by what its units are multiplied. Its words are among the band's pieces.
    Shapes(Figure, f32),
}

/// A strip of the page's width that is never parted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Band {
    /// Free space above it, unless it is the first of a page.
    pub(crate) before: f32,
    pub(crate) height: f32,
    /// Whether it stays on the page of the next.
    pub(crate) keep: bool,
    /// The table in whose body it stands.
    pub(crate) table: Option<usize>,
    pub(crate) pieces: Vec<Piece>,
}

/// A document in bands.
pub(crate) struct Flow {
    pub(crate) nodes: Vec<Node>,
    pub(crate) bands: Vec<Band>,
    /// The heads of tables, which are repeated.
    pub(crate) heads: Vec<Vec<Band>>,
}

/// Where blocks are put.
pub(crate) struct Setter<'d> {
    pub(crate) faces: &'d Faces,
    pub(crate) rtl: bool,
    pub(crate) flow: Flow,
}

impl Flow {
    pub(crate) fn of(document: &Document, faces: &Faces) -> Self {
        let flow = Self { nodes: Vec::new(), bands: Vec::new(), heads: Vec::new() };
        let mut setter = Setter { faces, rtl: document.rtl, flow };
        let mut blocks = document.blocks.iter();
        // Letters that are lacking are spoken of right after the title.
        if document.blocks.iter().any(|block| lacks(faces, block)) {
            let title = |block: &&Block| matches!(block, Block::Heading(1, _) | Block::Text(Look::Kicker, _));
            let title = blocks.as_slice().iter().take_while(title).count();
            for block in blocks.by_ref().take(title) {
                setter.block(block, None);
            }
            setter.block(&Block::Text(Look::Plain, document.lacking.clone()), None);
        }
        for block in blocks {
            setter.block(block, None);
        }
        setter.flow
    }
}

/// Whether a block holds a letter that no typeface has.
fn lacks(faces: &Faces, block: &Block) -> bool {
    let cell = |words: &String| words::lacks(faces, Face::Sans, words);
    match block {
        Block::Heading(_, words) => words::lacks(faces, Face::Bold, words),
        Block::Text(look, words) => words::lacks(faces, style(*look).0.face, words),
        Block::Link { words, .. } => cell(words),
        Block::List(entries) => entries.iter().flatten().any(|block| lacks(faces, block)),
        Block::Together(blocks) => blocks.iter().any(|block| lacks(faces, block)),
        Block::Table(table) => {
            let heads = table.columns.iter().map(|column| &column.head);
            heads.chain([&table.caption]).chain(table.rows.iter().flatten()).any(cell)
        }
        Block::Figure(_) => false,
    }
}

impl Setter<'_> {
    pub(crate) fn node(&mut self, role: Role, above: Option<usize>) -> usize {
        self.flow.nodes.push(Node { role, above });
        self.flow.nodes.len() - 1
    }

    fn block(&mut self, block: &Block, above: Option<usize>) {
        match block {
            // A heading of nothing heads nothing, and is refused by PDF/UA.
            Block::Heading(_, words) if !words::is_seen(words) => {}
            Block::Heading(level, words) => {
                let node = self.node(Role::Heading(*level, words.clone()), above);
                let (style, before) = heading(*level);
                self.text(node, words, (style, before), Side::Own);
                if let Some(last) = self.flow.bands.last_mut() {
                    last.keep = true;
                }
            }
            Block::Text(look, words) => {
                let node = self.node(Role::Paragraph, above);
                self.text(node, words, style(*look), Side::Own);
                if *look == Look::Kicker
                    && let Some(last) = self.flow.bands.last_mut()
                {
                    last.keep = true;
                }
            }
            Block::Link { words, to } => {
                let words = if words::is_seen(words) { words } else { to };
                let paragraph = self.node(Role::Paragraph, above);
                let node = self.node(Role::Link { words: words.clone(), to: to.clone() }, Some(paragraph));
                self.text(node, words, (Style { colour: Colour::Swell, ..PLAIN }, 8.0), Side::Start);
            }
            Block::List(entries) => {
                let list = self.node(Role::List, above);
                for entry in entries {
                    let entry_node = self.node(Role::Entry, Some(list));
                    let body = self.node(Role::EntryBody, Some(entry_node));
                    for block in entry {
                        self.block(block, Some(body));
                    }
                }
            }
            Block::Table(table) => self.table(table, above),
            Block::Figure(figure) => self.figure(figure, above),
            Block::Together(blocks) => {
                let first = self.flow.bands.len();
                for block in blocks {
                    self.block(block, above);
                }
                let last = self.flow.bands.len().saturating_sub(1);
                for band in self.flow.bands.iter_mut().take(last).skip(first) {
                    band.keep = true;
                }
            }
        }
    }

    /// Words as bands, one a line.
    pub(crate) fn text(&mut self, node: usize, words: &str, (style, before): (Style, f32), side: Side) {
        let within = MEASURE;
        let lines = words::lines(self.faces, words, style, within, side, self.rtl);
        let count = lines.len();
        for (number, line) in lines.into_iter().enumerate() {
            let mut band = Band { height: style.lead, ..Band::default() };
            if number == 0 {
                band.before = before;
            }
            // Neither the first line stands alone at a page's end, nor the last at a page's beginning.
            band.keep = count > 1 && (number == 0 || number + 2 == count);
            let shift = if self.rtl { WIDE - within } else { 0.0 };
            band.pieces = pieces(Some(node), line, style, [shift, 0.0]).collect();
            self.flow.bands.push(band);
        }
    }

    fn figure(&mut self, figure: &Figure, above: Option<usize>) {
        let node = figure.alt.as_ref().map(|alt| self.node(Role::Figure(alt.clone()), above));
        let most = (PAGE[1] - TOP - BOTTOM) / figure.size[1].max(1.0);
        let scale = (figure.width.min(WIDE) / figure.size[0].max(1.0)).min(most);
        let [width, height] = figure.size.map(|size| size * scale);
        let left = if self.rtl { WIDE - width } else { 0.0 };
        let shapes = Piece { node, at: [left, 0.0], what: What::Shapes(figure.clone(), scale) };
        let mut pieces = vec![shapes];
        for shape in &figure.shapes {
            let crate::Form::Words(words, size) = &shape.form else { continue };
            let size = size * scale;
            let style = Style { face: Face::Bold, size, lead: size, colour: shape.colour };
            let [x, y] = shape.at.map(|at| at * scale);
            let lines = words::lines(self.faces, words, style, WIDE, Side::Middle, self.rtl);
            for line in lines {
                pieces.extend(self::pieces(node, line, style, [left + x - WIDE / 2.0, y - style.lead / 2.0]));
            }
        }
        // A picture that only shows what is said beside it stands close to it.
        let before = if node.is_some() { 14.0 } else { 5.0 };
        self.flow.bands.push(Band { before, height, keep: true, pieces, table: None });
    }
}

/// A line of words as pieces, from the line's left and top.
pub(crate) fn pieces(
    node: Option<usize>,
    line: Line,
    style: Style,
    [x, y]: [f32; 2],
) -> impl Iterator<Item = Piece> {
    let baseline = y + style.lead / 2.0 + style.size * 0.34;
    line.runs.into_iter().map(move |run| Piece {
        node,
        at: [x + run.x, baseline],
        what: What::Words(run, style.size, style.colour),
    })
}
