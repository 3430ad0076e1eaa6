//! What is shown and what is hidden, for programs and for people.

use serde_json::{Value, json};
use signals::disclosure::{Interval, Line, LongTable, Rounding, Shown};

use crate::{Report, Table};

/// More lines than this are not read.
const LINES: usize = 40;

/// A hidden cell.
pub(super) struct Hidden {
    /// Why it is hidden.
    pub(super) why: &'static str,
    /// What a reader can work out.
    pub(super) learned: Interval,
    /// Whether that is more than the rule allows.
    pub(super) narrow: bool,
}

/// A table as it may be shown, or as it was.
pub(super) struct Found<'a> {
    mode: &'static str,
    threshold: u64,
    read: &'a LongTable,
    /// The number of a cell, its value as it is shown, and what is hidden of it.
    cells: Vec<(usize, u64, Option<Hidden>)>,
}

impl<'a> Found<'a> {
    pub(super) fn new(mode: &'static str, threshold: u64, read: &'a LongTable) -> Self {
        Self { mode, threshold, read, cells: Vec::new() }
    }

    /// Adds a cell, unless it is none: neither named in the file nor a total.
    pub(super) fn add(&mut self, at: usize, value: u64, hidden: Option<Hidden>) {
        let within = matches!(self.read.table.lines(at), (Line::At(_), Line::At(_)));
        if !within || self.read.entries[at].is_some() {
            self.cells.push((at, value, hidden));
        }
    }

    /// Adds a cell of a rounded table.
    pub(super) fn add_rounded(&mut self, at: usize, shown: Shown, learned: Interval, rounding: &Rounding) {
        let narrow = match rounding.before(shown).high {
            Some(_) => learned.exact().is_some(),
            None => false,
        };
        match shown {
            Shown::Rounded(value) => self.add(at, value, None),
            Shown::Small => self.add(at, 0, Some(Hidden { why: "small", learned, narrow })),
            Shown::Companion => self.add(at, 0, Some(Hidden { why: "companion", learned, narrow })),
        }
    }

    pub(super) fn report(&self) -> Report {
        Report { json: self.json(), tables: vec![self.hidden_cells(), self.findings()] }
    }

    /// The names of a cell's row and column; a total has none.
    fn names(&self, at: usize) -> (Option<&str>, Option<&str>) {
        let name = |line: Line, names: &'a [String]| match line {
            Line::At(at) => Some(names[at].as_str()),
            Line::Total => None,
        };
        let (row, column) = self.read.table.lines(at);
        (name(row, self.read.table.rows()), name(column, self.read.table.columns()))
    }

    fn hidden(&self) -> impl Iterator<Item = (usize, &Hidden)> {
        self.cells.iter().filter_map(|(at, _, hidden)| Some((*at, hidden.as_ref()?)))
    }

    fn recoverable(&self) -> impl Iterator<Item = (usize, u64)> {
        self.hidden().filter_map(|(at, hidden)| Some((at, hidden.learned.exact()?)))
    }

    /// Those of which too much is known, without those of which everything is.
    fn narrow(&self) -> impl Iterator<Item = (usize, &Hidden)> {
        self.hidden().filter(|(_, hidden)| hidden.narrow && hidden.learned.exact().is_none())
    }

    fn json(&self) -> Value {
        let cell = |(at, value, hidden): &(usize, u64, Option<Hidden>)| {
            let (row, column) = self.names(*at);
            match hidden {
                None => json!({"row": row, "column": column, "value": value}),
                Some(Hidden { why, learned, .. }) => json!({
                    "row": row, "column": column, "value": null,
                    "hidden": why, "low": learned.low, "high": learned.high,
                }),
            }
        };
        let is_within = |at: usize| matches!(self.names(at), (Some(_), Some(_)));
        let (within, totals): (Vec<_>, Vec<_>) = self.cells.iter().partition(|(at, ..)| is_within(*at));
        let recoverable = self.recoverable().map(|(at, value)| {
            let (row, column) = self.names(at);
            json!({"row": row, "column": column, "value": value})
        });
        let narrow = self.narrow().map(|(at, hidden)| {
            let (row, column) = self.names(at);
            json!({"row": row, "column": column, "low": hidden.learned.low, "high": hidden.learned.high})
        });
        json!({
            "mode": self.mode,
            "threshold": self.threshold,
            "rows": self.read.table.rows().len(),
            "columns": self.read.table.columns().len(),
            "hidden": self.hidden().count(),
            "cells": within.into_iter().map(cell).collect::<Vec<_>>(),
            "totals": totals.into_iter().map(cell).collect::<Vec<_>>(),
            "audit": {"recoverable": recoverable.collect::<Vec<_>>(), "narrow": narrow.collect::<Vec<_>>()},
        })
    }

    fn hidden_cells(&self) -> Table {
        let (rows, columns) = (self.read.table.rows().len(), self.read.table.columns().len());
        let many = self.hidden().count();
        let caption =
            format!("{rows} rows and {columns} columns with their totals: {many} cells are hidden.");
        let mut table = Table::new(caption, ["row", "column", "hidden", "a reader knows"]);
        for (at, hidden) in self.hidden().take(LINES) {
            let (row, column) = self.names(at);
            let all = |name: Option<&str>| name.unwrap_or("all").to_owned();
            table.row([all(row), all(column), hidden.why.to_owned(), hidden.learned.to_string()]);
        }
        if many > LINES {
            table.note = format!("and {} more, with --json", many - LINES);
        }
        table
    }

    fn findings(&self) -> Table {
        let (known, narrow) = (self.recoverable().count(), self.narrow().count());
        let caption = match (known, narrow) {
            (0, 0) => "Nothing that is hidden can be worked out.".to_owned(),
            (0, _) => {
                format!("No hidden value can be worked out, but {narrow} more closely than the rule allows:")
            }
            (known, 0) => format!("{known} of the hidden values can be worked out:"),
            _ => format!(
                "{known} of the hidden values can be worked out, {narrow} more closely than the rule allows:"
            ),
        };
        if known + narrow == 0 {
            return Table { caption, ..Table::default() };
        }
        let mut table = Table::new(caption, ["row", "column", "a reader knows"]);
        let exact = self.hidden().filter(|(_, hidden)| hidden.learned.exact().is_some());
        for (at, hidden) in exact.chain(self.narrow()).take(LINES) {
            let (row, column) = self.names(at);
            let all = |name: Option<&str>| name.unwrap_or("all").to_owned();
            table.row([all(row), all(column), hidden.learned.to_string()]);
        }
        table
    }
}
