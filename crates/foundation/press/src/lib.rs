//! Documents on paper: a [`Document`] is blocks in reading order, [`print()`] makes the bytes of a PDF of it.
//!
//! Every PDF is PDF/A-2a and PDF/UA-1 (ISO 19005-2, ISO 14289-1): tagged, with language, title and outline, and words in
//! place of each picture. What does not fulfil both is an error and no file. The same document gives the same bytes.
//!
//! The typefaces are Noto (`fonts/OFL.txt`) for Latin, Greek, Cyrillic, Arabic and Hebrew letters, of which only what a
//! document needs is put into it. A letter that none of them has is an empty frame on the page; the file still holds the
//! letter for whoever has it read aloud, and the first page says what the frames are.

mod draw;
mod face;
mod flow;
mod letters;
mod pages;
mod shapes;
mod table;
mod words;

use jiff::Timestamp;

pub use draw::Error;

/// What is printed.
pub struct Document {
    /// Its name, in the file and in a reader's window; the first heading is usually the same.
    pub title: String,
    /// Its language as in BCP 47, such as `en` or `ar`.
    pub language: String,
    /// Whether that language is written from right to left: pages are then mirrored.
    pub rtl: bool,
    /// Who publishes it.
    pub publisher: String,
    /// When what it says was so.
    pub made: Timestamp,
    /// What stands at the foot of each page, beside its number.
    pub footer: String,
    /// How a page's number is said: this page, and how many there are.
    pub numbering: Box<dyn Fn(usize, usize) -> String + Send>,
    /// What the first page says if the typefaces lack letters that occur: that an empty frame stands for each.
    pub lacking: String,
    /// What it says, in reading order.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading of the first to the third level. No level is left out on the way down.
    Heading(u8, String),
    /// A paragraph.
    Text(Look, String),
    /// Words that lead to an address.
    Link {
        /// The words.
        words: String,
        /// Where they lead.
        to: String,
    },
    /// A list; each entry is blocks of its own.
    List(Vec<Vec<Block>>),
    /// Rows and columns.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// What stays on one page, if it fits on one.
    Together(Vec<Block>),
}

/// How a paragraph looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The sentence that comes first.
    Lead,
    /// What the product says.
    Plain,
    /// What people said.
    Said,
    /// What stands above something and says what it is.
    Kicker,
    /// What is said on the side.
    Small,
}

/// A table. Its head is repeated on each page that it reaches.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, with a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it is called.
    pub head: String,
    /// Whether it holds numbers, which stand under each other.
    pub number: bool,
}

/// A picture made of shapes, in units of its own; it is drawn as large as its width in points allows.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it shows, in words. `None` if the words beside it say the same: then it is decoration.
    pub alt: Option<String>,
    /// Width and height, in its own units.
    pub size: [f32; 2],
    /// The width on paper in points; what is wider than the page is drawn as wide as the page.
    pub width: f32,
    /// What is drawn, the last on top.
    pub shapes: Vec<Shape>,
}

/// A shape in a picture.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its form.
    pub form: Form,
    /// Its middle, from the picture's upper left.
    pub at: [f32; 2],
    /// Its colour.
    pub colour: Colour,
    /// How much of what lies beneath it covers, from 0 to 1.
    pub cover: f32,
}

/// The form of a shape; lengths are in the picture's units.
#[derive(Clone, Debug)]
pub enum Form {
    /// A disc of this width.
    Disc(f32),
    /// A square of this width.
    Square(f32),
    /// A triangle of this width that points up.
    Triangle(f32),
    /// A diamond of this width.
    Diamond(f32),
    /// A cross of this width.
    Cross(f32),
    /// A bar of this width and height.
    Bar(f32, f32),
    /// Words around the middle, of this size.
    Words(String, f32),
}

/// A colour of the look, as on a page in daylight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Of text.
    Ink,
    /// Of what is said on the side.
    Soft,
    /// Of lines between rows.
    Line,
    /// Of links.
    Swell,
    /// Of those who agree.
    Agree,
    /// Of those who disagree.
    Disagree,
    /// Of those who pass, and of those in no group.
    Neutral,
    /// Of a group, by its number from 0; there are five.
    Group(u8),
}

/// Makes the PDF of a document.
pub fn print(document: &Document) -> Result<Vec<u8>, Error> {
    let faces = face::Faces::get();
    let flow = flow::Flow::of(document, faces);
    let pages = pages::pages(&flow);
    draw::draw(document, faces, flow, &pages)
}

#[cfg(test)]
mod tests;
