//! The second way through a file: each row becomes figures, or says by row and column what is wrong with it.

use std::collections::{BTreeMap, HashMap};

use csv::StringRecord;
use kernel::{Problem, Problems};
use signals::Pooled;

use super::header::{Header, Layout, Rule};
use super::number::{self, Cell};
use super::read::{Figure, Found, LISTED, Taking, Wanted, plain};
use super::whose::{Whose, whose};
use crate::crosswalk::rule::RuleFault;
use crate::submission::checks;

/// Of whom, when and what: two figures of the same are one too many.
type Place = (usize, usize, Option<(usize, usize)>);

/// The same, with the period's key.
type Half = (String, usize, Option<(usize, usize)>);

/// A numerator and its denominator, each in a row of its own, and those rows.
type Halves = [Option<(f64, usize)>; 2];

/// The second way through a file.
pub(super) struct Reader<'a> {
    pub(super) found: Found,
    header: &'a Header,
    wanted: &'a Wanted<'a>,
    pub(super) figures: Vec<Figure>,
    problems: Vec<Problem>,
    more: usize,
    any: bool,
    /// The periods seen, by key.
    periods: HashMap<String, usize>,
    /// The row in which each figure stood first.
    seen: HashMap<Place, usize>,
    /// Figures whose numerator and denominator have rows of their own.
    halves: BTreeMap<Half, Halves>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(found: Found, header: &'a Header, wanted: &'a Wanted<'a>) -> Self {
        Self {
            found,
            header,
            wanted,
            figures: Vec::new(),
            problems: Vec::new(),
            more: 0,
            any: false,
            periods: HashMap::new(),
            seen: HashMap::new(),
            halves: BTreeMap::new(),
        }
    }

    fn wrong(&mut self, problem: Problem) {
        // Both numbers may be made of one cell, which is wrong once.
        let again = |last: &Problem| {
            (last.row, &last.field, last.text) == (problem.row, &problem.field, problem.text)
        };
        if self.problems.last().is_some_and(again) {
            return;
        }
        if self.problems.len() < LISTED {
            self.problems.push(problem);
        } else {
            self.more += 1;
        }
    }

    fn in_column(&self, column: usize, text: &'static str, row: usize) -> Problem {
        Problem::new(self.header.name(column), text).in_row(row)
    }

    /// What is wrong with two numbers. A category in which there is nobody is no mistake.
    fn at_the_door(&self, numbers: Pooled, part: bool) -> Option<(&'static str, &'static str)> {
        let nobody = part && numbers.numerator == 0.0 && numbers.denominator == 0.0;
        checks::numbers(self.wanted.kind, self.wanted.share, numbers).filter(|_| !nobody)
    }

    pub(super) fn row(&mut self, row: usize, cells: &StringRecord) {
        let cell = |column: usize| cells.get(column).unwrap_or_default().trim();
        let (partner, category) = match whose(cells, self.header, self.wanted) {
            Whose::Ours(partner, category) => (partner, category),
            Whose::Total => {
                self.found.totals += 1;
                return;
            }
            Whose::Other => {
                self.found.others += usize::from(cells.iter().any(|cell| !cell.trim().is_empty()));
                return;
            }
            Whose::Unknown(column) => {
                let problem = self.in_column(column, "import-problem-category", row);
                return self.wrong(problem.with("found", cell(column)));
            }
            Whose::Crossed(column) => {
                let problem = self.in_column(column, "import-problem-crossed", row);
                return self.wrong(problem);
            }
        };
        let half = match self.header.variable.map(|column| plain(cell(column))) {
            None => None,
            Some(word) if word == plain(&self.wanted.mapping.numerator_word) => Some(0),
            Some(word) if word == plain(&self.wanted.mapping.denominator_word) => Some(1),
            Some(_) => {
                self.found.others += 1;
                return;
            }
        };
        let header = self.header;
        match &header.layout {
            Layout::Wide(columns) => {
                for (period, above, below) in columns {
                    self.cell(cells, (row, partner, category), period, (*above, *below), half);
                }
            }
            Layout::One { period, numerator, denominator } => {
                self.cell(cells, (row, partner, category), period, (*numerator, *denominator), half);
            }
            Layout::Long { period: column, numerator, denominator } => {
                let found = cell(*column);
                let day = || found.parse().ok().and_then(|day| self.wanted.frequency.around(day));
                let Some(period) = self.wanted.frequency.period(found).or_else(day) else {
                    let empty =
                        |column: &usize| number::read(cell(*column), self.found.decimal) == Cell::Missing;
                    if found.is_empty() && header.figures().iter().all(empty) {
                        return;
                    }
                    let problem = self.in_column(*column, "import-problem-period", row);
                    return self.wrong(problem.with("found", found));
                };
                self.cell(cells, (row, partner, category), &period, (*numerator, *denominator), half);
            }
        }
    }

    /// A cell of numbers; nothing if it holds none.
    fn number(&mut self, cells: &StringRecord, column: usize, row: usize) -> Cell {
        let header = self.header;
        if let Some(rule) = header.rule(column) {
            return self.ruled(cells, rule, column, row);
        }
        let cell = cells.get(column).unwrap_or_default();
        let read = number::read(cell, self.found.decimal);
        if read == Cell::Wrong {
            let problem = self.in_column(column, "import-problem-number", row);
            self.wrong(problem.with("found", cell.trim()));
        }
        read
    }

    /// What the agreed rule makes of a row; nothing where a column that it asks for holds none.
    fn ruled(&mut self, cells: &StringRecord, rule: &Rule, column: usize, row: usize) -> Cell {
        let mut fields: HashMap<&str, f64> = HashMap::new();
        for (field, column) in &rule.columns {
            match self.number(cells, *column, row) {
                Cell::Number(value) => drop(fields.insert(field, value)),
                Cell::Missing => {}
                Cell::Wrong => return Cell::Wrong,
            }
        }
        match rule.expression.value(|field| fields.get(field).copied()) {
            Ok(value) => value.map_or(Cell::Missing, Cell::Number),
            Err(wrong) => {
                let problem = RuleFault { field: "numerator", wrong }.problem();
                self.wrong(Problem { field: self.header.name(column), ..problem }.in_row(row));
                Cell::Wrong
            }
        }
    }

    fn cell(
        &mut self,
        cells: &StringRecord,
        (row, partner, category): (usize, usize, Option<(usize, usize)>),
        period: &str,
        (above, below): (usize, Option<usize>),
        half: Option<usize>,
    ) {
        let numerator = self.number(cells, above, row);
        if let Some(half) = half {
            return self.half(numerator, half, (period.to_owned(), partner, category), (row, above));
        }
        let denominator = below.map(|below| self.number(cells, below, row));
        let (above_is, below_is) = match (numerator, denominator.unwrap_or(Cell::Number(1.0))) {
            (Cell::Number(above), Cell::Number(below)) => (above, below),
            (Cell::Missing, _) if denominator.is_none_or(|cell| cell == Cell::Missing) => {
                self.found.missing += 1;
                return;
            }
            (Cell::Missing, Cell::Number(_)) => {
                let problem = self.in_column(above, "import-problem-half", row);
                return self.wrong(problem);
            }
            (Cell::Number(_), Cell::Missing) => {
                let problem = self.in_column(below.unwrap_or(above), "import-problem-half", row);
                return self.wrong(problem);
            }
            _ => return,
        };
        let whole = Pooled { numerator: above_is, denominator: below_is };
        if let Some((field, text)) = self.at_the_door(whole, category.is_some()) {
            let column = if field == "denominator" { below.unwrap_or(above) } else { above };
            let problem = self.in_column(column, text, row);
            self.wrong(problem);
        }
        let about =
            self.header.about.map(|column| match column.map(|column| self.number(cells, column, row)) {
                Some(Cell::Number(value)) => Some(value),
                _ => None,
            });
        self.keep(Figure {
            row,
            partner,
            period: period.to_owned(),
            category,
            numerator: above_is,
            denominator: below_is,
            about,
        });
    }

    fn half(&mut self, cell: Cell, half: usize, place: Half, (row, column): (usize, usize)) {
        let Cell::Number(value) = cell else {
            self.found.missing += usize::from(cell == Cell::Missing);
            return;
        };
        let halves = self.halves.entry(place).or_default();
        let first = halves[half].replace((value, row));
        if let Some((_, first)) = first {
            let problem = self.in_column(column, "import-problem-double", row);
            self.wrong(problem.with("first", first.to_string()).with("period", ""));
        }
    }

    /// One partner's one period twice: which row is right?
    fn keep(&mut self, figure: Figure) {
        let next = self.periods.len();
        let period = match self.periods.get(&figure.period) {
            Some(period) => *period,
            None => *self.periods.entry(figure.period.clone()).or_insert(next),
        };
        self.any = true;
        if let Some(first) = self.seen.insert((figure.partner, period, figure.category), figure.row) {
            let column = self.header.key.or(self.header.categories.first().copied()).unwrap_or(0);
            let problem = self.in_column(column, "import-problem-double", figure.row);
            self.wrong(problem.with("first", first.to_string()).with("period", figure.period));
        } else {
            self.figures.push(figure);
        }
    }

    pub(super) fn finish(mut self, taking: &mut dyn Taking) -> Result<Found, Problems> {
        let column = self.header.figures().first().copied().unwrap_or(0);
        for ((period, partner, category), halves) in std::mem::take(&mut self.halves) {
            let lonely = |row: usize| self.in_column(column, "import-problem-half-row", row);
            match halves {
                [Some((numerator, row)), Some((denominator, _))] => {
                    let whole = Pooled { numerator, denominator };
                    if let Some((_, text)) = self.at_the_door(whole, category.is_some()) {
                        let problem = self.in_column(column, text, row);
                        self.wrong(problem);
                    }
                    let about = [None; 3];
                    self.keep(Figure { row, partner, period, category, numerator, denominator, about });
                }
                [Some((numerator, row)), None] if !self.wanted.kind.is_divided() => {
                    let about = [None; 3];
                    self.keep(Figure { row, partner, period, category, numerator, denominator: 1.0, about });
                }
                [Some((_, row)), _] | [_, Some((_, row))] => {
                    let problem = lonely(row).with("period", period);
                    self.wrong(problem);
                }
                [None, None] => {}
            }
        }
        if self.problems.is_empty() && !self.any {
            let others = self.found.others.to_string();
            self.wrong(Problem::new("file", "import-problem-nobody").with("others", others));
        }
        taking.take(&mut self.figures, self.found.rows, self.found.rows);
        if self.problems.is_empty() {
            return Ok(self.found);
        }
        self.problems.sort_by_key(|problem| problem.row);
        if self.more > 0 {
            let more = self.more.to_string();
            self.problems.push(Problem::new("file", "import-problem-more").with("more", more));
        }
        Err(Problems(self.problems))
    }
}
