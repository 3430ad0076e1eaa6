//! `groundswell lab suppress`.

mod found;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use signals::disclosure::{
    Cell, Fault, Line, LongTable, Protection, Rounding, Rule, Standing, audit, long_table, publish_again,
    round,
};

use self::found::{Found, Hidden};
use crate::{Report, Stopwatch, read_text};

/// How the command is used and what it answers, for its help.
const MORE: &str = "\
The file has a line for each cell; totals are added, or given with the word Total as row or column:
  row,column,value
  North,2023,4
  North,2024,31
Further columns, where they are known: denominator (out of how many), contributors (how many organisations
the value comes from) and largest (what the largest of them gave).

With --json:
  mode         suppress, round or audit
  threshold    counts from 1 up to below this are small
  rows, columns, hidden
               how many there are
  cells        each {row, column, value}; of a hidden one the value is null, and {hidden, low, high} say why it is
               hidden and between which values a reader can place it (high is null if nothing limits it)
  totals       the same; the row or the column of a total is null
  audit        {recoverable: [{row, column, value}], narrow: [{row, column, low, high}]}: hidden cells that a reader can
               work out, and those of which more can be known than the rule allows
Words for why: small, small denominator, small remainder, few contributors, dominated, hidden earlier, companion (it
would give another away), published so (with --audit). They are for you: published, they tell that a number is small.

A table to be published, and a published one to be tried:
  groundswell lab suppress places.csv --threshold 10
  groundswell lab suppress published.csv --audit";

/// What `lab suppress` is asked.
#[derive(Debug, Args)]
#[command(after_help = MORE)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(crate) struct Suppress {
    /// A CSV file with the columns row, column and value
    table: PathBuf,
    /// Counts of people from 1 up to below this are small, and so are those missing to a denominator [default: 10; 8 with
    /// --round]
    #[arg(long, value_name = "N")]
    threshold: Option<u64>,
    /// Numbers out of fewer people than this are hidden
    #[arg(long, value_name = "N", default_value_t = Rule::default().least_denominator)]
    least_denominator: u64,
    /// Numbers of fewer contributors than this are hidden
    #[arg(long, value_name = "N", default_value_t = Rule::default().least_contributors)]
    least_contributors: u64,
    /// The share of a number, in per cent, that one contributor may hold at most
    #[arg(long, value_name = "PERCENT", default_value_t = 80, value_parser = clap::value_parser!(u8).range(1..=100))]
    largest_share: u8,
    /// Hide nobody and everybody as well: 0, and as many as the denominator
    #[arg(long)]
    hide_zeros: bool,
    /// Things are counted, not people: they may be few. Contributors stay protected
    #[arg(long)]
    things: bool,
    /// What stays hidden: the range of all small counts, or only the exact value, which hides fewer cells
    #[arg(long, value_enum, default_value = "range")]
    protect: Protect,
    /// Totals that are always shown, whatever they are
    #[arg(long, value_enum, value_delimiter = ',', value_name = "TOTALS")]
    always_show: Vec<Totals>,
    /// An earlier edition of the table as it was published: what was hidden there stays hidden
    #[arg(long, value_name = "FILE", conflicts_with_all = ["round", "audit"])]
    earlier: Option<PathBuf>,
    /// Show all other counts to the nearest 5 instead of hiding what would give small ones away
    #[arg(long, conflicts_with = "audit")]
    round: bool,
    /// The table is published already, with * for what is hidden: find what can be worked out
    #[arg(long)]
    audit: bool,
    /// With --audit: what a reader knows a hidden cell to be at least; 1 where zeros are never hidden
    #[arg(long, value_name = "N", default_value_t = 0, requires = "audit")]
    least: u64,
    /// The word that stands for all rows or all columns
    #[arg(long, value_name = "WORD", default_value = "Total")]
    total: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Protect {
    Range,
    Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Totals {
    /// The totals of rows
    Rows,
    /// The totals of columns
    Columns,
    /// The total of all
    All,
}

impl Suppress {
    pub(crate) fn run(&self, stopwatch: &mut Stopwatch) -> Result<Report> {
        let table = self.read(&self.table)?;
        let found = if self.audit {
            self.audited(&table, stopwatch)
        } else if self.round {
            self.rounded(&table, stopwatch)
        } else {
            self.published(&table, stopwatch)
        }?;
        Ok(found.report())
    }

    fn read(&self, file: &Path) -> Result<LongTable> {
        long_table(&read_text(file)?, &self.total)
            .with_context(|| format!("{} could not be read as a table", file.display()))
    }

    fn rule(&self) -> Rule {
        Rule {
            threshold: self.threshold.unwrap_or(Rule::default().threshold),
            least_denominator: self.least_denominator,
            least_contributors: self.least_contributors,
            largest_share: f64::from(self.largest_share) / 100.0,
            zeros_shown: !self.hide_zeros,
            protection: match self.protect {
                Protect::Range => Protection::Range,
                Protect::Value => Protection::Value,
            },
            people: !self.things,
        }
    }

    fn published<'a>(&self, read: &'a LongTable, stopwatch: &mut Stopwatch) -> Result<Found<'a>> {
        let (surface, cells, rule) = (read.table.surface(), self.cells(read)?, self.rule());
        let earlier = self.earlier(read)?;
        let published = stopwatch
            .time(|| publish_again(&surface, &cells, &rule, &earlier))
            .map_err(|fault| self.explained(read, fault))?;
        let mut found = Found::new("suppress", rule.threshold, read);
        for (at, cell) in cells.iter().enumerate() {
            let hidden = published.hidden[at].map(|why| Hidden {
                why: why.word(),
                learned: published.learned[at],
                narrow: !rule.protects(cell, published.learned[at]),
            });
            found.add(at, cell.value, hidden);
        }
        Ok(found)
    }

    fn rounded<'a>(&self, read: &'a LongTable, stopwatch: &mut Stopwatch) -> Result<Found<'a>> {
        let mut rounding = Rounding::default();
        rounding.threshold = self.threshold.unwrap_or(rounding.threshold);
        let (surface, cells) = (read.table.surface(), self.cells(read)?);
        let rounded = stopwatch
            .time(|| round(&surface, &cells, &rounding))
            .map_err(|fault| self.explained(read, fault))?;
        let mut found = Found::new("round", rounding.threshold, read);
        for (at, shown) in rounded.shown.iter().enumerate() {
            found.add_rounded(at, *shown, rounded.learned[at], &rounding);
        }
        Ok(found)
    }

    fn audited<'a>(&self, read: &'a LongTable, stopwatch: &mut Stopwatch) -> Result<Found<'a>> {
        let (surface, known) = (read.table.surface(), read.known(self.least));
        let learned =
            stopwatch.time(|| audit(&surface, &known)).map_err(|fault| self.explained(read, fault))?;
        let threshold = self.rule().threshold;
        let mut found = Found::new("audit", threshold, read);
        for (at, learned) in learned.iter().enumerate().filter(|(at, _)| read.entries[*at].is_some()) {
            let hidden = known[at].exact().is_none().then(|| Hidden {
                why: "published so",
                learned: *learned,
                narrow: learned.high.is_some_and(|high| high.saturating_add(1) < threshold),
            });
            found.add(at, learned.low, hidden);
        }
        Ok(found)
    }

    /// The cells to be published, with the totals that are always shown.
    fn cells(&self, read: &LongTable) -> Result<Vec<Cell>> {
        let mut cells =
            read.cells().with_context(|| format!("{} cannot be published", self.table.display()))?;
        for (at, cell) in cells.iter_mut().enumerate() {
            let total = match read.table.lines(at) {
                (Line::At(_), Line::At(_)) => continue,
                (Line::At(_), Line::Total) => Totals::Rows,
                (Line::Total, Line::At(_)) => Totals::Columns,
                (Line::Total, Line::Total) => Totals::All,
            };
            if self.always_show.contains(&total) {
                cell.standing = Standing::Always;
            }
        }
        Ok(cells)
    }

    /// For each cell whether an earlier edition hid it.
    fn earlier(&self, read: &LongTable) -> Result<Vec<bool>> {
        let mut hidden = vec![false; read.entries.len()];
        let Some(file) = &self.earlier else { return Ok(hidden) };
        let earlier = self.read(file)?;
        for (at, entry) in earlier.entries.iter().enumerate() {
            let (row, column) = earlier.table.lines(at);
            let same_row = match row {
                Line::At(row) => read.table.row(&earlier.table.rows()[row]),
                Line::Total => Some(Line::Total),
            };
            let same_column = match column {
                Line::At(column) => read.table.column(&earlier.table.columns()[column]),
                Line::Total => Some(Line::Total),
            };
            if let (Some(row), Some(column), Some(entry)) = (same_row, same_column, entry) {
                hidden[read.table.cell(row, column)] |= entry.hidden;
            }
        }
        Ok(hidden)
    }

    /// A fault in the words of this table.
    fn explained(&self, read: &LongTable, fault: Fault) -> anyhow::Error {
        let file = self.table.display();
        let named = |line: Line, names: &[String]| match line {
            Line::At(at) => names[at].clone(),
            Line::Total => self.total.clone(),
        };
        match fault {
            Fault::Unprotectable { cell } => {
                let (row, column) = read.table.lines(cell);
                let (row, column) = (named(row, read.table.rows()), named(column, read.table.columns()));
                anyhow::anyhow!(
                    "{file}: {row}, {column} can be worked out whatever is hidden with it, because nobody else is \
                     counted there; join it with another row or column, or show fewer totals"
                )
            }
            Fault::DoesNotAddUp { sum } => {
                let total = read.table.surface().sums()[sum].total;
                let (row, column) = read.table.lines(total);
                let (row, column) = (named(row, read.table.rows()), named(column, read.table.columns()));
                anyhow::anyhow!(
                    "{file}: the parts of {row}, {column} do not add up to it; write * for what is hidden"
                )
            }
            fault => anyhow::anyhow!("{file}: {fault}"),
        }
    }
}

#[cfg(test)]
mod tests;
