//! Tables. On a phone each row becomes a card: the same markup, the same order.

use maud::{Markup, Render, html};

#[derive(Clone, Debug)]
struct Column {
    title: String,
    numeric: bool,
}

/// A table with its caption. The first cell of each row names the row.
///
/// The roles repeat what the elements say, because browsers drop a table's meaning when its rows are laid out
/// as cards.
#[derive(Clone, Debug)]
pub struct Table {
    caption: String,
    quiet_caption: bool,
    columns: Vec<Column>,
    rows: Vec<Vec<Markup>>,
    wide: bool,
    steady: bool,
}

impl Table {
    /// An empty table. The caption says what it shows, and of when.
    pub fn new(caption: impl Into<String>) -> Self {
        Self {
            caption: caption.into(),
            quiet_caption: false,
            columns: Vec::new(),
            rows: Vec::new(),
            wide: false,
            steady: false,
        }
    }

    /// Keeps the caption for screen readers only, where a heading says the same just above.
    pub fn quiet_caption(mut self) -> Self {
        self.quiet_caption = true;
        self
    }

    /// A column of words.
    pub fn column(mut self, title: impl Into<String>) -> Self {
        self.columns.push(Column { title: title.into(), numeric: false });
        self
    }

    /// A column of numbers, aligned at their end.
    pub fn number(mut self, title: impl Into<String>) -> Self {
        self.columns.push(Column { title: title.into(), numeric: true });
        self
    }

    /// A row; as many cells as columns.
    pub fn row<C: Render>(mut self, cells: impl IntoIterator<Item = C>) -> Self {
        self.rows.push(cells.into_iter().map(|cell| cell.render()).collect());
        self
    }

    /// Rows by name, never by value: tables help, they do not rank.
    pub fn rows_by_name<C: Render>(mut self, rows: impl IntoIterator<Item = (String, Vec<C>)>) -> Self {
        let mut rows: Vec<_> = rows.into_iter().collect();
        rows.sort_by_cached_key(|(name, _)| name.to_lowercase());
        for (_, cells) in rows {
            self = self.row(cells);
        }
        self
    }

    /// Keeps columns under each other on a phone too, scrolled sideways: for matrices of numbers.
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Gives its columns the same width as those of other tables under each other on the page.
    pub fn steady(mut self) -> Self {
        self.steady = true;
        self
    }

    /// The table.
    pub fn draw(&self) -> Markup {
        html! {
            div.table.wide[self.wide].steady[self.steady] role=[self.wide.then_some("region")] tabindex=[self.wide.then_some("0")]
                aria-label=[self.wide.then_some(self.caption.as_str())] {
                table role="table" {
                    caption.unseen[self.quiet_caption] { (self.caption) }
                    thead role="rowgroup" {
                        tr role="row" {
                            @for column in &self.columns {
                                th.num[column.numeric] role="columnheader" scope="col" { (column.title) }
                            }
                        }
                    }
                    tbody role="rowgroup" { @for row in &self.rows { (self.draw_row(row)) } }
                }
            }
        }
    }

    fn draw_row(&self, row: &[Markup]) -> Markup {
        html! {
            tr role="row" {
                @for (at, (cell, column)) in row.iter().zip(&self.columns).enumerate() {
                    @if at == 0 { th role="rowheader" scope="row" { (cell) } }
                    @else { td.num[column.numeric] role="cell" data-label=(column.title) { div { (cell) } } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_by_name_whatever_their_value() {
        let table = Table::new("Counties")
            .column("County")
            .number("Unemployed")
            .rows_by_name([
                ("warren".to_owned(), vec!["warren", "3.7"]),
                ("Allen".to_owned(), vec!["Allen", "9.9"]),
            ])
            .draw()
            .into_string();
        assert!(table.find("Allen").unwrap() < table.find("warren").unwrap(), "{table}");
    }

    #[test]
    fn a_card_can_say_what_each_value_is() {
        let table = Table::new("T").column("Name").number("Latest").row(["A", "4"]).draw().into_string();
        assert!(table.contains("<th role=\"rowheader\" scope=\"row\">A</th>"), "{table}");
        assert!(
            table.contains("<td class=\"num\" role=\"cell\" data-label=\"Latest\"><div>4</div></td>"),
            "{table}"
        );
    }
}
