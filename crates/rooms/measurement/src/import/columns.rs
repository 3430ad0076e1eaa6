//! Which column of a file holds what: as people choose it, and as it can be guessed.

use std::collections::BTreeMap;

use csv::StringRecord;
use kernel::{Problem, Problems};
use serde::{Deserialize, Serialize};
use signals::Expression;

use super::header::{PERIOD, joined, names};
use super::number::{self, Cell, Decimal};
use super::read::plain;
use crate::cycle::Frequency;
use crate::dimension::Dimension;

/// A header has at least this part of the cells that the widest row has.
const NEARLY: f64 = 0.7;

/// Where a measure's figures stand in a file, by the names of columns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// The sheet of a workbook; empty for the first that has these columns.
    pub sheet: String,
    /// The column that names the partner, by code or name; empty if all rows are one partner's.
    pub key: String,
    /// The column of the period; empty if each period has columns of its own.
    pub period: String,
    /// The period of all rows, where no column tells it.
    pub one_period: String,
    /// The column of the numerators; with `{period}` in it where each period has its own. Where a column says
    /// what each row counts, that of all figures.
    pub numerator: String,
    /// The column of the denominators, likewise; empty where nothing is divided.
    pub denominator: String,
    /// The column that says what each row counts; empty if each has a column of its own.
    pub variable: String,
    /// What that column says where a row counts the numerator.
    pub numerator_word: String,
    /// What it says where a row counts the denominator.
    pub denominator_word: String,
    /// The column of an estimate's lower bound; may be empty.
    pub low: String,
    /// Of its upper bound.
    pub high: String,
    /// Of its quality, 1 to 3.
    pub quality: String,
    /// The columns of categories, by the code of their dimension.
    pub categories: BTreeMap<String, String>,
}

impl Mapping {
    /// The fields that are remembered, by name. What is true of one file only is not.
    pub(crate) fn fields(&self) -> Vec<(String, &str)> {
        let plain = [
            ("sheet", &self.sheet),
            ("key", &self.key),
            ("period", &self.period),
            ("numerator", &self.numerator),
            ("denominator", &self.denominator),
            ("variable", &self.variable),
            ("numerator-word", &self.numerator_word),
            ("denominator-word", &self.denominator_word),
            ("low", &self.low),
            ("high", &self.high),
            ("quality", &self.quality),
        ];
        let plain = plain.into_iter().map(|(field, name)| (field.to_owned(), name.as_str()));
        let categories =
            self.categories.iter().map(|(code, name)| (format!("category-{code}"), name.as_str()));
        plain.chain(categories).filter(|(_, name)| !name.is_empty()).collect()
    }

    /// Writes a field down; one that is not known is passed over.
    pub(crate) fn set(&mut self, field: &str, name: &str) {
        let name = name.trim().to_owned();
        match field {
            "sheet" => self.sheet = name,
            "key" => self.key = name,
            "period" => match name.strip_prefix('=') {
                Some(one) => self.one_period = one.to_owned(),
                None => self.period = name,
            },
            "numerator" => self.numerator = name,
            "denominator" => self.denominator = name,
            "variable" => self.variable = name,
            "numerator-word" => self.numerator_word = name,
            "denominator-word" => self.denominator_word = name,
            "low" => self.low = name,
            "high" => self.high = name,
            "quality" => self.quality = name,
            field => {
                if let Some(code) = field.strip_prefix("category-").filter(|_| !name.is_empty()) {
                    self.categories.insert(code.to_owned(), name);
                }
            }
        }
    }

    /// The field as a form shows it.
    pub(crate) fn get(&self, field: &str) -> String {
        if field == "period" && !self.one_period.is_empty() {
            return format!("={}", self.one_period);
        }
        let found = self.fields().into_iter().find(|(name, _)| name == field);
        found.map(|(_, name)| name.to_owned()).unwrap_or_default()
    }

    /// What is wrong with figures, each told by the column that it stands in and no more by its field.
    pub(crate) fn in_columns(&self, problems: Problems) -> Problems {
        let placed = |problem: Problem| match problem.row {
            Some(_) => Problem { field: self.column(&problem), ..problem },
            None => problem,
        };
        Problems(problems.0.into_iter().map(placed).collect())
    }

    /// The column in which a figure's field stands; empty where none does, or where several could.
    fn column(&self, problem: &Problem) -> String {
        let name = match problem.field.as_str() {
            "period" => self.period.clone(),
            "category" if self.categories.len() == 1 => self.categories.values().cloned().collect(),
            field => self.get(field),
        };
        let period = problem.args.iter().find(|(name, _)| *name == "period");
        let name = name.strip_prefix('=').map_or(name.as_str(), str::trim);
        name.replace(PERIOD, period.map_or("", |(_, period)| period.as_str()))
    }
}

/// What is asked of a table.
pub(crate) struct Asked<'a> {
    pub(crate) numerator: &'a str,
    pub(crate) denominator: &'a str,
    /// Whether there is something to divide by.
    pub(crate) divided: bool,
    /// Whether whoever sends does so for one partner.
    pub(crate) one_partner: bool,
    pub(crate) dimensions: &'a [Dimension],
}

/// What columns a table has, as far as its first rows tell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Choices {
    /// The names of the columns.
    pub(crate) columns: Vec<String>,
    /// Names that columns share but for the period: the pattern, and the periods there are.
    pub(crate) patterns: Vec<(String, Vec<String>)>,
    /// The first rows below the header.
    pub(crate) sample: Vec<Vec<String>>,
}

impl Choices {
    /// Of the first rows of a table.
    pub(crate) fn of(top: &[(usize, StringRecord)], frequency: Frequency) -> Self {
        let Some(at) = header(top) else { return Self::default() };
        let mut columns = names(&top[at].1);
        if let Some(above) = at.checked_sub(1).map(|above| &top[above].1).filter(|above| spans(above)) {
            let both = joined(&names(above), &columns);
            if patterns(&both, frequency).iter().any(|(_, periods)| periods.len() > 1) {
                columns = both;
            }
        }
        let sample = top[at + 1..].iter().filter(|(_, cells)| filled(cells) > 1).take(3);
        let sample =
            sample.map(|(_, cells)| cells.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
        Self { patterns: patterns(&columns, frequency), columns, sample }
    }

    /// The mapping that these names suggest for what is asked.
    pub(crate) fn guess(&self, asked: &Asked<'_>) -> Mapping {
        let column = |words: &[&str]| {
            let named = |name: &&String| words.iter().any(|word| plain(name).contains(word));
            self.columns.iter().find(named).cloned().unwrap_or_default()
        };
        let mut mapping = Mapping {
            key: column(&[
                "partner",
                "organisation",
                "organization",
                "agency",
                "provider",
                "fips",
                "code",
                "geoid",
            ]),
            period: column(&["period", "year", "month", "quarter", "date", "jahr", "monat"]),
            low: column(&["lower", "low ci", "lcl"]),
            high: column(&["upper", "high ci", "ucl"]),
            quality: column(&["quality", "reliability"]),
            ..Mapping::default()
        };
        if asked.one_partner {
            mapping.key = String::new();
        }
        for dimension in asked.dimensions {
            let (code, name) = (plain(&dimension.code), plain(&dimension.name));
            let mut words = vec![code.as_str(), name.as_str()];
            if dimension.places {
                words.extend(["fips", "geoid", "gss", "place", "area", "county", "region"]);
            }
            let found = column(&words);
            if !found.is_empty() {
                mapping.categories.insert(dimension.code.clone(), found);
            }
        }
        let wide: Vec<&str> = self
            .patterns
            .iter()
            .filter(|(_, periods)| periods.len() > 1)
            .map(|(name, _)| name.as_str())
            .collect();
        if let Some(first) = nearest(&wide, asked.numerator, "") {
            mapping.period = String::new();
            first.clone_into(&mut mapping.numerator);
            nearest(&wide, asked.denominator, first).unwrap_or_default().clone_into(&mut mapping.denominator);
        } else {
            let taken = [&mapping.key, &mapping.period, &mapping.low, &mapping.high, &mapping.quality];
            let free = |at: &usize| {
                let name = &self.columns[*at];
                !name.is_empty()
                    && !taken.contains(&name)
                    && !mapping.categories.values().any(|other| other == name)
                    && self.sample.iter().any(|row| row.get(*at).is_some_and(|cell| number_like(cell)))
            };
            let mut numbers = (0..self.columns.len()).filter(free).map(|at| self.columns[at].clone());
            let (first, second) = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
            (mapping.numerator, mapping.denominator) = (first, second);
        }
        if !asked.divided {
            mapping.denominator = String::new();
        }
        mapping
    }

    /// Whether there is a column for each field that a rule asks for.
    pub(crate) fn have(&self, rule: &str) -> bool {
        let there = |field: &&str| self.columns.iter().any(|name| plain(name) == plain(field));
        let all = |rule: Expression| rule.fields().iter().all(there);
        rule.is_empty() || rule.parse().is_ok_and(all)
    }

    /// The value that stands below a name or pattern first, as an example.
    pub(crate) fn example(&self, name: &str) -> &str {
        let at = self.columns.iter().position(|column| column == name);
        let cells = at.into_iter().flat_map(|at| self.sample.iter().filter_map(move |row| row.get(at)));
        cells.map(String::as_str).find(|cell| !cell.is_empty()).unwrap_or_default()
    }
}

/// The name that shares the longest beginning of a word with `what`; the first other one where none does.
fn nearest<'a>(names: &[&'a str], what: &str, not: &str) -> Option<&'a str> {
    const TELLING: usize = 4;
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
    };
    let wanted = words(what);
    let shared = |one: &str, other: &str| one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let likeness = |name: &str| {
        let all = words(name)
            .into_iter()
            .flat_map(|word| wanted.iter().map(|wanted| shared(&word, wanted)).collect::<Vec<_>>());
        all.filter(|shared| *shared >= TELLING).max().unwrap_or_default()
    };
    let others = names.iter().copied().filter(|name| *name != not);
    others.enumerate().max_by_key(|(at, name)| (likeness(name), std::cmp::Reverse(*at))).map(|(_, name)| name)
}

/// The place of the row that most likely names the columns: the first that is nearly as full as the fullest.
fn header(top: &[(usize, StringRecord)]) -> Option<usize> {
    let most = top.iter().map(|(_, cells)| filled(cells)).max()?;
    let full = |cells: &StringRecord| filled(cells) >= 2 && filled(cells) as f64 >= NEARLY * most as f64;
    let words = |cells: &StringRecord| {
        cells.iter().filter(|cell| !cell.trim().is_empty()).all(|cell| !number_like(cell))
    };
    let first = |fine: &dyn Fn(&StringRecord) -> bool| top.iter().position(|(_, cells)| fine(cells));
    first(&|cells| full(cells) && words(cells)).or_else(|| first(&full))
}

fn filled(cells: &StringRecord) -> usize {
    cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// A row whose words each stand over several columns, as merged cells do.
fn spans(cells: &StringRecord) -> bool {
    let filled = filled(cells);
    filled >= 2 && filled < cells.len()
}

fn number_like(cell: &str) -> bool {
    [Decimal::Point, Decimal::Comma]
        .into_iter()
        .any(|mark| matches!(number::read(cell, mark), Cell::Number(_)))
}

/// The names that hold a period, with `{period}` in its place, and their periods.
fn patterns(names: &[String], frequency: Frequency) -> Vec<(String, Vec<String>)> {
    let mut patterns: Vec<(String, Vec<String>)> = Vec::new();
    for name in names {
        let Some((pattern, period)) = pattern(name, frequency) else { continue };
        match patterns.iter_mut().find(|(known, _)| *known == pattern) {
            Some((_, periods)) => periods.push(period),
            None => patterns.push((pattern, vec![period])),
        }
    }
    patterns
}

/// The longest part of a name that is a period, between ends and marks.
fn pattern(name: &str, frequency: Frequency) -> Option<(String, String)> {
    let inner = |c: char| c.is_alphanumeric();
    let edges: Vec<usize> = name.char_indices().map(|(at, _)| at).chain([name.len()]).collect();
    let free = |from: usize, to: usize| {
        let part = &name[from..to];
        let (first, last) = (part.chars().next(), part.chars().next_back());
        let (before, after) = (name[..from].chars().next_back(), name[to..].chars().next());
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        first.is_some_and(inner)
            && last.is_some_and(inner)
            && !(digit(before) && digit(first))
            && !(digit(after) && digit(last))
    };
    let mut best: Option<(usize, usize, String)> = None;
    for (at, from) in edges.iter().enumerate() {
        for to in edges[at..].iter().skip(4).take(6) {
            let longer = best.as_ref().is_none_or(|(from, end, _)| end - from < to - from);
            if longer
                && free(*from, *to)
                && let Some(period) = frequency.period(&name[*from..*to])
            {
                best = Some((*from, *to, period));
            }
        }
    }
    best.map(|(from, to, period)| (format!("{}{PERIOD}{}", &name[..from], &name[to..]), period))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cycle::Frequency::{Monthly, Quarterly, Yearly};

    const ASKED: Asked<'static> =
        Asked { numerator: "", denominator: "", divided: true, one_partner: false, dimensions: &[] };

    #[test]
    fn the_nearest_name_shares_the_beginning_of_a_word() {
        let names = ["Civilian_labor_force_{period}", "Employed_{period}", "Unemployed_{period}"];
        assert_eq!(nearest(&names, "unemployed people", ""), Some(names[2]));
        assert_eq!(nearest(&names, "people in the labour force", names[2]), Some(names[0]));
        assert_eq!(nearest(&names, "beds", names[0]), Some(names[1]));
        assert_eq!(nearest(&[], "beds", ""), None);
    }

    fn top(text: &str) -> Vec<(usize, StringRecord)> {
        text.lines().enumerate().map(|(at, line)| (at + 1, line.split(',').collect())).collect()
    }

    #[test]
    fn a_period_is_found_in_a_name() {
        for (name, frequency, found) in [
            ("Unemployed_2007", Yearly, Some(("Unemployed_{period}", "2007"))),
            ("2007", Yearly, Some(("{period}", "2007"))),
            ("Placed Q3 2018", Quarterly, Some(("Placed {period}", "2018-Q3"))),
            ("2018-03 placed", Monthly, Some(("{period} placed", "2018-03"))),
            ("Zip 20071", Yearly, None),
            ("Name", Yearly, None),
        ] {
            let expected = found.map(|(pattern, period)| (pattern.to_owned(), period.to_owned()));
            assert_eq!(pattern(name, frequency), expected, "{name}");
        }
    }

    #[test]
    fn a_wide_file_below_a_banner_is_guessed() {
        let choices = Choices::of(
            &top(
                "Unemployment,,,,\nUSDA,,,,\nFIPS,Area,Out_2007,Out_2008,All_2007,All_2008\n01001,Autauga,1,2,10,20",
            ),
            Yearly,
        );
        let places = [Dimension {
            id: crate::dimension::DimensionId::new(),
            number: 1,
            measure: crate::measure::MeasureId::new(),
            code: "place".into(),
            name: "Place".into(),
            required: true,
            places: true,
            categories: Vec::new(),
        }];
        let guess = choices.guess(&Asked { one_partner: true, dimensions: &places, ..ASKED });
        assert_eq!((guess.numerator.as_str(), guess.denominator.as_str()), ("Out_{period}", "All_{period}"));
        assert_eq!((guess.period.as_str(), guess.categories["place"].as_str()), ("", "FIPS"));
        assert_eq!(guess.key, "", "all rows are of one partner");
        assert_eq!(choices.example("Area"), "Autauga");
    }

    #[test]
    fn names_over_several_columns_are_joined_with_those_below() {
        let choices = Choices::of(&top("Partner,2018,,2019,\n,Out,All,Out,All\nA,1,2,3,4"), Yearly);
        let patterns: Vec<&str> = choices.patterns.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(patterns, ["{period} Out", "{period} All"]);
        assert_eq!(choices.columns[0], "Partner");
    }

    #[test]
    fn a_long_file_is_guessed() {
        let choices = Choices::of(&top("Agency,Year,Placed,Trained\nA,2018,5,10"), Yearly);
        let guess = choices.guess(&ASKED);
        assert_eq!((guess.key.as_str(), guess.period.as_str()), ("Agency", "Year"));
        assert_eq!((guess.numerator.as_str(), guess.denominator.as_str()), ("Placed", "Trained"));
    }

    #[test]
    fn a_field_that_is_written_down_is_read_back() {
        let mut mapping = Mapping::default();
        for (field, name) in [("key", "who"), ("category-sex", "Sex"), ("period", "=2018"), ("nonsense", "x")]
        {
            mapping.set(field, name);
        }
        assert_eq!(mapping.one_period, "2018");
        assert_eq!(mapping.fields(), [("key".to_owned(), "who"), ("category-sex".to_owned(), "Sex")]);
        assert_eq!(
            (mapping.get("category-sex"), mapping.get("period")),
            ("Sex".to_owned(), "=2018".to_owned())
        );
    }
}
