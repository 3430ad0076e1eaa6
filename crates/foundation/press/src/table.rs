//! Tables: how wide their columns are, and their rows as bands.

use crate::Table;
use crate::flow::{Band, CELL, HEAD, Piece, Role, SMALL, Setter, WIDE, What, pieces};
use crate::words::{self, Line, Side, Style};

/// Between columns.
const GAP: f32 = 14.0;
/// Above and below a row's words.
const PAD: f32 = 3.5;
/// A table whose rows are no higher than this in all stays on one page.
const LITTLE: f32 = 180.0;

impl Setter<'_> {
    pub(crate) fn table(&mut self, table: &Table, above: Option<usize>) {
        let widths = self.widths(table);
        let node = self.node(Role::Table, above);
        let caption = self.node(Role::Caption, Some(node));
        self.text(caption, &table.caption, (SMALL, 14.0), Side::Own);
        for band in self.flow.bands.iter_mut().rev().take(1) {
            band.keep = true;
        }
        let head = self.node(Role::Head, Some(node));
        let names: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
        let mut heads = self.row(table, &widths, head, &names, true);
        for band in &mut heads {
            band.keep = true;
        }
        self.flow.bands.extend(heads.iter().cloned());
        let number = self.flow.heads.len();
        self.flow.heads.push(heads);
        let body = self.node(Role::Body, Some(node));
        let first = self.flow.bands.len();
        for cells in &table.rows {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let mut bands = self.row(table, &widths, body, &cells, false);
            for band in &mut bands {
                band.table = Some(number);
            }
            self.flow.bands.extend(bands);
        }
        let rows = &mut self.flow.bands[first..];
        if let Some((_, rows)) = rows.split_last_mut()
            && rows.iter().map(|band| band.height).sum::<f32>() < LITTLE
        {
            for band in rows {
                band.keep = true;
            }
        }
    }

    /// A row as bands, one for each line of words in it.
    fn row(&mut self, table: &Table, widths: &[f32], above: usize, cells: &[&str], head: bool) -> Vec<Band> {
        let row = self.node(Role::Row, Some(above));
        let style = if head { HEAD } else { CELL };
        let mut bands: Vec<Band> = Vec::new();
        let mut x = 0.0;
        for ((column, width), words) in table.columns.iter().zip(widths).zip(cells) {
            let cell = self.node(if head { Role::HeadCell } else { Role::Cell }, Some(row));
            let side = if column.number { Side::End } else { Side::Start };
            let lines = words::lines(self.faces, words, style, *width, side, self.rtl);
            let left = if self.rtl { WIDE - x - width } else { x };
            let empty = lines.iter().all(|line| line.runs.is_empty());
            for (number, line) in lines.into_iter().enumerate() {
                if bands.len() == number {
                    bands.push(Band { height: style.lead, ..Band::default() });
                }
                bands[number].pieces.extend(placed(cell, line, style, left, number == 0));
            }
            // An empty cell is a cell too, or those after it would move.
            if empty && let Some(band) = bands.first_mut() {
                band.pieces.push(Piece { node: Some(cell), at: [left, 0.0], what: What::Nothing });
            }
            x += width + GAP;
        }
        if let Some(first) = bands.first_mut() {
            first.height += PAD;
        }
        let last = bands.len().saturating_sub(1);
        for (number, band) in bands.iter_mut().enumerate() {
            if number == last {
                band.height += PAD;
                let what = What::Rule(WIDE);
                band.pieces.push(Piece { node: None, at: [0.0, band.height], what });
            }
            band.keep = number < last;
        }
        bands
    }

    /// Numbers get the room they need, at most; words share the rest by what they need.
    fn widths(&self, table: &Table) -> Vec<f32> {
        let wanted: Vec<f32> = table
            .columns
            .iter()
            .enumerate()
            .map(|(number, column)| {
                let cells = table.rows.iter().filter_map(|row| row.get(number));
                let cells = cells.map(|words| words::width(self.faces, words, CELL));
                cells.fold(words::width(self.faces, &column.head, HEAD), f32::max).max(18.0) + 0.5
            })
            .collect();
        let room = WIDE - GAP * table.columns.len().saturating_sub(1) as f32;
        let fair = room / table.columns.len().max(1) as f32;
        let narrow: Vec<bool> = wanted.iter().map(|wanted| *wanted <= fair).collect();
        let given: f32 =
            wanted.iter().zip(&narrow).filter(|(_, narrow)| **narrow).map(|(wanted, _)| wanted).sum();
        let wide: f32 =
            wanted.iter().zip(&narrow).filter(|(_, narrow)| !**narrow).map(|(wanted, _)| wanted).sum();
        let share = if wide > 0.0 { (room - given) / wide } else { 1.0 };
        let mut widths: Vec<f32> = wanted
            .iter()
            .zip(&narrow)
            .map(|(wanted, narrow)| if *narrow { *wanted } else { (wanted * share).max(fair / 2.0) })
            .collect();
        // What is still more than there is room for is made smaller by the same share.
        let all: f32 = widths.iter().sum();
        let first = table.columns.iter().position(|column| !column.number);
        if all > room {
            for width in &mut widths {
                *width *= room / all;
            }
        } else if let Some(first) = first {
            widths[first] += room - all;
        }
        widths
    }
}

fn placed(cell: usize, line: Line, style: Style, left: f32, first: bool) -> impl Iterator<Item = Piece> {
    pieces(Some(cell), line, style, [left, if first { PAD } else { 0.0 }])
}
