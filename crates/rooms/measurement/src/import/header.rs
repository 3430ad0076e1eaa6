//! The row that names the columns. Published files have lines of words above it; it is the first row that
//! has all the columns asked for.

use csv::StringRecord;
use kernel::{Problem, Problems};

use super::csv::{Mapping, plain};
use crate::cycle::Frequency;

/// Where the period stands in the name of a column.
const PERIOD: &str = "{period}";
/// The row by which the header must have come.
const DEEPEST: usize = 100;
/// How many of the columns that are there are named when one is missing.
const NAMED: usize = 12;

/// The columns of a file.
pub(super) struct Header {
    /// Its row in the file, from 1.
    pub(super) row: usize,
    /// The column that names the partner.
    pub(super) key: usize,
    /// Where the figures stand.
    pub(super) layout: Layout,
    names: StringRecord,
}

/// Where the figures stand.
pub(super) enum Layout {
    /// Each period has columns of its own: period, numerator, denominator.
    Wide(Vec<(String, usize, usize)>),
    /// Each period has a row of its own.
    Long { period: usize, numerator: usize, denominator: usize },
}

impl Header {
    /// The header among the first rows; otherwise what the row that came nearest lacks.
    pub(super) fn find(
        records: impl Iterator<Item = (usize, StringRecord)>,
        mapping: &Mapping,
        frequency: Frequency,
    ) -> Result<Self, Problems> {
        let mut nearest: Option<(usize, usize, Problems)> = None;
        for (row, names) in records.take_while(|(row, _)| *row <= DEEPEST) {
            let missing = match Columns::of(&names, mapping, frequency) {
                Ok((key, layout)) => return Ok(Self { row, key, layout, names }),
                Err(missing) => missing,
            };
            let better = |(lacks, columns, _): &(usize, usize, Problems)| {
                (missing.len(), std::cmp::Reverse(names.len())) < (*lacks, std::cmp::Reverse(*columns))
            };
            if nearest.as_ref().is_none_or(better) {
                let lacks = missing.len();
                nearest = Some((lacks, names.len(), lacking(missing, mapping, &names)));
            }
        }
        Err(nearest.map(|(_, _, problems)| problems).unwrap_or_default())
    }

    /// The columns that hold figures.
    pub(super) fn figures(&self) -> impl Iterator<Item = usize> {
        let columns = match &self.layout {
            Layout::Wide(columns) => columns.iter().flat_map(|(_, above, below)| [*above, *below]).collect(),
            Layout::Long { numerator, denominator, .. } => vec![*numerator, *denominator],
        };
        columns.into_iter()
    }

    /// What the file calls a column.
    pub(super) fn name(&self, column: usize) -> String {
        self.names.get(column).unwrap_or_default().trim().to_owned()
    }
}

/// The names of one row, looked through for the columns asked for.
struct Columns<'a> {
    names: Vec<String>,
    frequency: Frequency,
    mapping: &'a Mapping,
}

impl<'a> Columns<'a> {
    /// The key's column and the layout, or the fields of the mapping that are not there.
    fn of(
        names: &StringRecord,
        mapping: &'a Mapping,
        frequency: Frequency,
    ) -> Result<(usize, Layout), Vec<&'static str>> {
        let columns = Self { names: names.iter().map(plain).collect(), frequency, mapping };
        let key = columns.named(&mapping.key);
        let layout = if mapping.numerator.contains(PERIOD) { columns.wide() } else { columns.long() };
        match (key, layout) {
            (Some(key), Ok(layout)) => Ok((key, layout)),
            (Some(_), Err(missing)) => Err(missing),
            (None, Ok(_)) => Err(vec!["key"]),
            (None, Err(missing)) => Err([vec!["key"], missing].concat()),
        }
    }

    fn named(&self, name: &str) -> Option<usize> {
        let name = plain(name);
        self.names.iter().position(|found| *found == name && !name.is_empty())
    }

    fn long(&self) -> Result<Layout, Vec<&'static str>> {
        let named = |field, name: &str| self.named(name).ok_or(field);
        let found = [
            named("period", &self.mapping.period),
            named("numerator", &self.mapping.numerator),
            named("denominator", &self.mapping.denominator),
        ];
        match found {
            [Ok(period), Ok(numerator), Ok(denominator)] => {
                Ok(Layout::Long { period, numerator, denominator })
            }
            found => Err(found.into_iter().filter_map(Result::err).collect()),
        }
    }

    fn wide(&self) -> Result<Layout, Vec<&'static str>> {
        let (above, below) = (self.each(&self.mapping.numerator), self.each(&self.mapping.denominator));
        let columns: Vec<(String, usize, usize)> = above
            .iter()
            .filter_map(|(period, column)| {
                let (_, other) = below.iter().find(|(other, _)| other == period)?;
                Some((period.clone(), *column, *other))
            })
            .collect();
        let missing: Vec<&str> = [("numerator", above.is_empty()), ("denominator", columns.is_empty())]
            .into_iter()
            .filter_map(|(field, missing)| missing.then_some(field))
            .collect();
        if missing.is_empty() { Ok(Layout::Wide(columns)) } else { Err(missing) }
    }

    /// The periods that have a column of this pattern.
    fn each(&self, pattern: &str) -> Vec<(String, usize)> {
        let pattern = plain(pattern);
        let Some((before, after)) = pattern.split_once(PERIOD) else { return Vec::new() };
        let period = |name: &String| self.frequency.period(name.strip_prefix(before)?.strip_suffix(after)?);
        let columns = self.names.iter().enumerate();
        columns.filter_map(|(column, name)| Some((period(name)?, column))).collect()
    }
}

/// Says of each column that is not there which was asked for and which there are.
fn lacking(missing: Vec<&'static str>, mapping: &Mapping, names: &StringRecord) -> Problems {
    let mut there: Vec<&str> = names.iter().map(str::trim).filter(|name| !name.is_empty()).collect();
    if there.len() > NAMED {
        there.truncate(NAMED);
        there.push("…");
    }
    let there = there.join(", ");
    let problem = |field: &'static str| {
        let asked = match field {
            "key" => &mapping.key,
            "period" => &mapping.period,
            "numerator" => &mapping.numerator,
            _ => &mapping.denominator,
        };
        Problem::new(field, "import-problem-column")
            .with("asked", asked.as_str())
            .with("there", there.as_str())
    };
    Problems(missing.into_iter().map(problem).collect())
}
