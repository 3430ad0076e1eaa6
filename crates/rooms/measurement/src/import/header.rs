//! The row that names the columns. Published files have lines of words above it; it is the first row that
//! has all the columns asked for, alone or with the row above it, whose words may span several columns.

use csv::StringRecord;
use kernel::{Problem, Problems};
use signals::Expression;

use super::columns::Mapping;
use super::read::plain;
use crate::cycle::Frequency;

/// Where the period stands in the name of a column.
pub(super) const PERIOD: &str = "{period}";
/// How many of the columns that are there are named when one is missing.
const NAMED: usize = 12;

/// The columns of a file.
#[derive(Debug)]
pub(super) struct Header {
    /// Its row in the file, from 1.
    pub(super) row: usize,
    /// The column that names the partner, if one does.
    pub(super) key: Option<usize>,
    /// Where the figures stand.
    pub(super) layout: Layout,
    /// The column that says what a row counts, if one does.
    pub(super) variable: Option<usize>,
    /// Lower bound, upper bound, quality of an estimate.
    pub(super) about: [Option<usize>; 3],
    /// The columns of categories: the dimension's place in the mapping, and the column.
    pub(super) categories: Vec<usize>,
    names: Vec<String>,
    /// What is made of several columns; each counts as one more column behind those that are there.
    rules: Vec<Rule>,
}

/// A number that is made of a partner's own columns, as it was agreed.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    text: String,
    pub(super) expression: Expression,
    /// The fields it asks for, and their columns.
    pub(super) columns: Vec<(String, usize)>,
}

impl Rule {
    /// The rule that a mapping names instead of a column, if a row has all columns that it asks for.
    fn of(text: &str, there: &[String]) -> Option<Self> {
        let expression: Expression = rule(text)?.parse().ok()?;
        let column = |field: &&str| {
            let name = plain(field);
            Some(((*field).to_owned(), there.iter().position(|found| *found == name)?))
        };
        let columns = expression.fields().iter().map(column).collect::<Option<_>>()?;
        Some(Self { text: text.to_owned(), expression, columns })
    }
}

/// The rule of a mapping's field, if it names one and no column.
pub(super) fn rule(text: &str) -> Option<&str> {
    text.strip_prefix('=').map(str::trim)
}

/// Where the figures stand: period, numerator, denominator. Without one, nothing is divided.
#[derive(Debug)]
pub(super) enum Layout {
    /// Each period has columns of its own.
    Wide(Vec<(String, usize, Option<usize>)>),
    /// Each period has a row of its own.
    Long { period: usize, numerator: usize, denominator: Option<usize> },
    /// All rows are of one period.
    One { period: String, numerator: usize, denominator: Option<usize> },
}

impl Header {
    /// The header among the first rows; otherwise what the row that came nearest lacks.
    pub(super) fn find(
        top: &[(usize, StringRecord)],
        mapping: &Mapping,
        frequency: Frequency,
    ) -> Result<Self, Problems> {
        let mut nearest: Option<(usize, usize, Problems)> = None;
        let mut above: Option<Vec<String>> = None;
        for (row, record) in top {
            let alone = names(record);
            let both = above.as_ref().map(|above| joined(above, &alone));
            for names in [Some(alone.clone()), both].into_iter().flatten() {
                let columns = Columns::of(&names, frequency, mapping);
                let missing = match columns.header(*row, &names) {
                    Ok(header) => return Ok(header),
                    Err(missing) => missing,
                };
                let better = |(lacks, columns, _): &(usize, usize, Problems)| {
                    (missing.len(), std::cmp::Reverse(names.len())) < (*lacks, std::cmp::Reverse(*columns))
                };
                if nearest.as_ref().is_none_or(better) {
                    nearest = Some((missing.len(), names.len(), lacking(missing, mapping, &names)));
                }
            }
            above = Some(alone);
        }
        Err(nearest.map(|(_, _, problems)| problems).unwrap_or_default())
    }

    /// The columns that hold figures.
    pub(super) fn figures(&self) -> Vec<usize> {
        let columns = match &self.layout {
            Layout::Wide(columns) => {
                columns.iter().flat_map(|(_, above, below)| [Some(*above), *below]).collect()
            }
            Layout::Long { numerator, denominator, .. } | Layout::One { numerator, denominator, .. } => {
                vec![Some(*numerator), *denominator]
            }
        };
        let of = |column: usize| match self.rule(column) {
            Some(rule) => rule.columns.iter().map(|(_, column)| *column).collect(),
            None => vec![column],
        };
        columns.into_iter().chain(self.about).flatten().flat_map(of).collect()
    }

    /// The rule by which a column is made, if it is none of the file's own.
    pub(super) fn rule(&self, column: usize) -> Option<&Rule> {
        self.rules.get(column.checked_sub(self.names.len())?)
    }

    /// What the file calls a column.
    pub(super) fn name(&self, column: usize) -> String {
        let made = || rule(&self.rule(column)?.text).map(str::to_owned);
        self.names.get(column).cloned().or_else(made).unwrap_or_default()
    }
}

/// The names in a row, each once: a second `Value` is `Value (2)`.
pub(super) fn names(record: &StringRecord) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(record.len());
    let mut seen = std::collections::HashMap::new();
    for cell in record {
        let name = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let times = seen.entry(name.clone()).and_modify(|times| *times += 1).or_insert(1);
        names.push(if *times > 1 && !name.is_empty() { format!("{name} ({times})") } else { name });
    }
    names
}

/// The names of two rows: each word above stands over what follows, up to the next word.
pub(super) fn joined(above: &[String], below: &[String]) -> Vec<String> {
    let mut over = "";
    let mut both = Vec::with_capacity(below.len());
    for at in 0..below.len().max(above.len()) {
        let (up, down) = (above.get(at).map_or("", String::as_str), below.get(at).map_or("", String::as_str));
        if !up.is_empty() {
            over = up;
        }
        // Numbering what stands below twice is not needed any more: the word above tells them apart.
        let times = |times: &str| times.strip_suffix(')').is_some_and(|times| times.parse::<usize>().is_ok());
        let down = down.rsplit_once(" (").filter(|(_, last)| times(last)).map_or(down, |(name, _)| name);
        both.push(match (over, down) {
            (_, "") => up.to_owned(),
            ("", down) => down.to_owned(),
            (over, down) => format!("{over} {down}"),
        });
    }
    both
}

/// The names of one row, looked through for the columns asked for.
struct Columns<'a> {
    plain: Vec<String>,
    rules: Vec<Rule>,
    frequency: Frequency,
    mapping: &'a Mapping,
}

impl<'a> Columns<'a> {
    fn of(names: &[String], frequency: Frequency, mapping: &'a Mapping) -> Self {
        let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let rules = [&mapping.numerator, &mapping.denominator].into_iter();
        Self { rules: rules.filter_map(|text| Rule::of(text, &plain)).collect(), plain, frequency, mapping }
    }

    /// The header, or the fields of the mapping that are not there.
    fn header(&self, row: usize, names: &[String]) -> Result<Header, Vec<String>> {
        let mut missing = Vec::new();
        let mapping = self.mapping;
        let mut maybe = |field: &str, name: &str| {
            let found = self.named(name);
            if found.is_none() && !name.is_empty() {
                missing.push(field.to_owned());
            }
            found
        };
        let key = maybe("key", &mapping.key);
        let variable = maybe("variable", &mapping.variable);
        let about = [("low", &mapping.low), ("high", &mapping.high), ("quality", &mapping.quality)]
            .map(|(field, name)| maybe(field, name));
        let categories = mapping
            .categories
            .iter()
            .filter_map(|(code, name)| maybe(&format!("category-{code}"), name))
            .collect();
        match self.layout() {
            Ok(layout) if missing.is_empty() => {
                let (names, rules) = (names.to_vec(), self.rules.clone());
                Ok(Header { row, key, layout, variable, about, categories, names, rules })
            }
            Ok(_) => Err(missing),
            Err(others) => Err(missing.into_iter().chain(others.into_iter().map(str::to_owned)).collect()),
        }
    }

    fn named(&self, name: &str) -> Option<usize> {
        if rule(name).is_some() {
            let made = self.rules.iter().position(|rule| rule.text == name);
            return made.map(|at| self.plain.len() + at);
        }
        let name = plain(name);
        self.plain.iter().position(|found| *found == name && !name.is_empty())
    }

    fn layout(&self) -> Result<Layout, Vec<&'static str>> {
        if self.mapping.numerator.contains(PERIOD) { self.wide() } else { self.long() }
    }

    fn long(&self) -> Result<Layout, Vec<&'static str>> {
        let mapping = self.mapping;
        let one = self.frequency.period(&mapping.one_period);
        let period = self.named(&mapping.period);
        let numerator = self.named(&mapping.numerator);
        let denominator = self.named(&mapping.denominator);
        let missing: Vec<&str> = [
            ("period", period.is_none() && one.is_none()),
            ("numerator", numerator.is_none()),
            ("denominator", denominator.is_none() && !mapping.denominator.is_empty()),
        ]
        .into_iter()
        .filter_map(|(field, missing)| missing.then_some(field))
        .collect();
        match (period, one, numerator) {
            (Some(period), _, Some(numerator)) if missing.is_empty() => {
                Ok(Layout::Long { period, numerator, denominator })
            }
            (_, Some(period), Some(numerator)) if missing.is_empty() => {
                Ok(Layout::One { period, numerator, denominator })
            }
            _ => Err(missing),
        }
    }

    fn wide(&self) -> Result<Layout, Vec<&'static str>> {
        let (above, below) = (self.each(&self.mapping.numerator), self.each(&self.mapping.denominator));
        let divided = !self.mapping.denominator.is_empty();
        let columns: Vec<(String, usize, Option<usize>)> = above
            .iter()
            .filter_map(|(period, column)| {
                let other = below.iter().find(|(other, _)| other == period).map(|(_, column)| *column);
                (other.is_some() || !divided).then(|| (period.clone(), *column, other))
            })
            .collect();
        let missing: Vec<&str> =
            [("numerator", above.is_empty()), ("denominator", columns.is_empty() && divided)]
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
        let columns = self.plain.iter().enumerate();
        columns.filter_map(|(column, name)| Some((period(name)?, column))).collect()
    }
}

/// Says of each column that is not there which was asked for and which there are.
fn lacking(missing: Vec<String>, mapping: &Mapping, names: &[String]) -> Problems {
    let mut there: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    if there.len() > NAMED {
        there.truncate(NAMED);
        there.push("…");
    }
    let there = there.join(", ");
    let problem = |field: String| {
        let asked = mapping.get(&field);
        let text = match rule(&asked) {
            Some(_) => "import-problem-rule",
            None if asked.is_empty() => "import-problem-choose",
            None => "import-problem-column",
        };
        let asked = rule(&asked).unwrap_or(&asked).to_owned();
        Problem::new(field, text).with("asked", asked).with("there", there.as_str())
    };
    Problems(missing.into_iter().map(problem).collect())
}
