//! The figures of a table: columns by name, rows by partner and category. Pure: it knows names and codes, and
//! nothing of the database. The file is gone through twice, once for how it writes decimals and once for the
//! figures, so that no row is held.

use std::collections::{BTreeMap, HashMap};

use csv::StringRecord;
use kernel::{Problem, Problems};
use serde::{Deserialize, Serialize};
use signals::{Kind, Pooled};

use super::columns::Mapping;
use super::header::{Header, Layout, Rule};
use super::keys::Keys;
use super::number::{self, Cell, Decimal};
use super::table::{Part, Table};
use super::text::Encoding;
use crate::crosswalk::rule::RuleFault;
use crate::cycle::Frequency;
use crate::submission::checks;

/// The most faults that are listed one by one.
pub(crate) const LISTED: usize = 100_000;
/// More line breaks than this in one cell: a quotation mark was never closed.
const TALLEST: usize = 20;
/// What files call the row that adds up the others.
const TOTALS: [&str; 12] = [
    "total",
    "totals",
    "grand total",
    "sum",
    "all",
    "overall",
    "gesamt",
    "summe",
    "insgesamt",
    "somme",
    "suma",
    "totale",
];

/// One figure of one partner, as a file gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Figure {
    /// The row in the file, from 1.
    pub row: usize,
    /// The partner's place in the list of [`Keys`].
    pub(crate) partner: usize,
    /// The period's key.
    pub period: String,
    /// The dimension's place and the category's in it; none for the whole.
    pub(crate) category: Option<(usize, usize)>,
    /// How many.
    pub numerator: f64,
    /// Of how many; 1 where nothing is divided.
    pub denominator: f64,
    /// An estimate's lower bound, upper bound and quality.
    pub about: [Option<f64>; 3],
}

/// How a file was read, and what was left aside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Found {
    /// Rows that name nobody who owes the measure.
    pub others: usize,
    /// Rows that add up others.
    pub totals: usize,
    /// Figures that are missing in our partners' rows.
    pub missing: usize,
    /// How many rows there are below the header.
    pub rows: usize,
    /// The row of the header, from 1.
    pub header: usize,
    /// What parts the columns, or which sheet it is.
    pub part: Part,
    /// How letters were written.
    pub encoding: Encoding,
    /// How decimals were written.
    pub decimal: Decimal,
}

/// The categories of a dimension, as files name them.
pub(crate) struct Categories {
    /// Whether they are places: those that are not ours are left aside, and those that hold others are sums.
    pub(crate) places: bool,
    pub(crate) keys: Keys,
    /// Which of them hold others.
    pub(crate) holding: Vec<bool>,
}

/// How the figures are to be read.
pub(crate) struct Wanted<'a> {
    pub(crate) mapping: &'a Mapping,
    pub(crate) frequency: Frequency,
    pub(crate) keys: &'a Keys,
    /// The dimensions of `mapping.categories`, in its order.
    pub(crate) dimensions: &'a [Categories],
    /// What kind of number it is.
    pub(crate) kind: Kind,
    /// Whether a numerator above its denominator is wrong.
    pub(crate) share: bool,
}

/// What takes the figures as they come: `done` rows of `of`.
pub(crate) trait Taking {
    fn take(&mut self, figures: &mut Vec<Figure>, done: usize, of: usize);
}

impl Taking for Vec<Figure> {
    fn take(&mut self, figures: &mut Vec<Figure>, _done: usize, _of: usize) {
        self.append(figures);
    }
}

/// Reads a file; all that is wrong in it at once, by row and column.
pub(crate) fn read(bytes: &[u8], wanted: &Wanted<'_>, taking: &mut dyn Taking) -> Result<Found, Problems> {
    let mut table = Table::open(bytes)?;
    let (part, header) = find_header(&mut table, wanted)?;
    let mut rows = 0;
    let mut marks = number::Marks::default();
    let columns = header.figures();
    let mut unclosed = None;
    table.each(&part, None, &mut |row, cells| {
        if row > header.row {
            rows += 1;
            if cells.iter().any(|cell| cell.len() > TALLEST && cell.matches('\n').count() > TALLEST) {
                unclosed = Some(row);
            } else if let Whose::Ours(..) = whose(cells, &header, wanted) {
                columns.iter().filter_map(|column| cells.get(*column)).for_each(|cell| marks.see(cell));
            }
        }
        unclosed.is_none()
    })?;
    if let Some(row) = unclosed {
        return Err(Problems(vec![Problem::new("file", "import-problem-quote").in_row(row)]));
    }
    let semicolons = part == Part::Separated(';');
    let found = Found {
        others: 0,
        totals: 0,
        missing: 0,
        rows,
        header: header.row,
        part: part.clone(),
        encoding: table.encoding,
        decimal: marks.decimal(semicolons),
    };
    let mut reader = Reader::new(found, &header, wanted);
    let decimal = reader.found.decimal;
    let mut done = 0;
    table.each(&part, Some(decimal), &mut |row, cells| {
        if row > header.row {
            done += 1;
            reader.row(row, cells);
            taking.take(&mut reader.figures, done, rows);
        }
        true
    })?;
    reader.finish(taking)
}

/// Where the columns asked for stand in a file; otherwise which it lacks.
pub(crate) fn find(bytes: &[u8], wanted: &Wanted<'_>) -> Result<Part, Problems> {
    find_header(&mut Table::open(bytes)?, wanted).map(|(part, _)| part)
}

/// The separator or sheet that shows the columns asked for, and the row in which it does.
fn find_header(table: &mut Table<'_>, wanted: &Wanted<'_>) -> Result<(Part, Header), Problems> {
    let mapping = wanted.mapping;
    if wanted.kind.is_divided() && mapping.denominator.is_empty() && mapping.variable.is_empty() {
        return Err(Problems(vec![Problem::new("denominator", "import-problem-which")]));
    }
    let mut nearest: Option<Problems> = None;
    let mut parts = table.parts();
    if parts.iter().any(|part| part.sheet() == mapping.sheet && !mapping.sheet.is_empty()) {
        parts.retain(|part| part.sheet() == mapping.sheet);
    }
    for part in parts {
        match Header::find(&table.top(&part)?, mapping, wanted.frequency) {
            Ok(header) => return Ok((part, header)),
            Err(missing) if nearest.as_ref().is_none_or(|known| missing.0.len() < known.0.len()) => {
                nearest = Some(missing);
            }
            Err(_) => {}
        }
    }
    let nothing = || Problems(vec![Problem::new("file", "import-problem-empty")]);
    Err(nearest.filter(|problems| !problems.0.is_empty()).unwrap_or_else(nothing))
}

/// Whom a row speaks of.
enum Whose {
    /// A partner and a category of ours.
    Ours(usize, Option<(usize, usize)>),
    /// It adds up others.
    Total,
    /// Somebody or something else.
    Other,
    /// A category that its dimension does not have, in that column.
    Unknown(usize),
    /// Categories of several dimensions at once, the second in that column.
    Crossed(usize),
}

fn whose(cells: &StringRecord, header: &Header, wanted: &Wanted<'_>) -> Whose {
    let cell = |column: usize| cells.get(column).unwrap_or_default();
    let partner = match header.key {
        Some(column) => wanted.keys.find(cell(column)),
        None => Some(0),
    };
    let Some(partner) = partner else {
        let total = is_total(header.key.map_or("", cell), cells);
        return if total { Whose::Total } else { Whose::Other };
    };
    let mut category = None;
    for (at, (column, dimension)) in header.categories.iter().zip(wanted.dimensions).enumerate() {
        let name = cell(*column).trim();
        let found = dimension.keys.find(name);
        if found.is_some_and(|found| dimension.holding[found]) {
            return Whose::Total;
        }
        if found.is_some() && category.is_some() {
            return Whose::Crossed(*column);
        }
        match found {
            Some(found) => category = Some((at, found)),
            None if dimension.places => {
                return if is_total(name, cells) { Whose::Total } else { Whose::Other };
            }
            None if name.is_empty() || totals(name) => {}
            None => return Whose::Unknown(*column),
        }
    }
    if header.key.is_none() && category.is_none() {
        let empty = |column: &usize| number::read(cell(*column), Decimal::Point) == Cell::Missing;
        if is_total("", cells) {
            return Whose::Total;
        }
        if header.figures().iter().all(empty) {
            return Whose::Other;
        }
    }
    Whose::Ours(partner, category)
}

/// A row whose key, or first word where it has no key, says that it adds up the others.
fn is_total(key: &str, cells: &StringRecord) -> bool {
    let first = || cells.iter().find(|cell| !cell.trim().is_empty()).unwrap_or_default();
    totals(if key.trim().is_empty() { first() } else { key })
}

fn totals(name: &str) -> bool {
    TOTALS.contains(&plain(name).trim_end_matches(':'))
}

/// Of whom, when and what: two figures of the same are one too many.
type Place = (usize, usize, Option<(usize, usize)>);

/// The same, with the period's key.
type Half = (String, usize, Option<(usize, usize)>);

/// A numerator and its denominator, each in a row of its own, and those rows.
type Halves = [Option<(f64, usize)>; 2];

/// The second way through a file.
struct Reader<'a> {
    found: Found,
    header: &'a Header,
    wanted: &'a Wanted<'a>,
    figures: Vec<Figure>,
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
    fn new(found: Found, header: &'a Header, wanted: &'a Wanted<'a>) -> Self {
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

    fn row(&mut self, row: usize, cells: &StringRecord) {
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

    fn finish(mut self, taking: &mut dyn Taking) -> Result<Found, Problems> {
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

/// As names are compared: no padding, no case, single spaces.
pub(super) fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
