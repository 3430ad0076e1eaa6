//! A workbook to fill in: one line for each number that is missing, with what was sent last beside it. Hidden
//! columns say what each line is, so that nobody chooses columns when it comes back.

use std::collections::{HashMap, HashSet};

use kernel::{Error, Result};
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};
use web::{Answer, Visit};

use super::columns::Mapping;
use super::sheet::own_duties;
use crate::cycle;
use crate::dimension::{self, Dimension};
use crate::measure::Measure;
use crate::measure::page::asked;
use crate::submission::{self, Submission};

/// The media type of a workbook.
const MIME: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// So many lines are prepared at most; where there are more, those of the latest period.
const LINES: usize = 5_000;
/// So many of the latest periods are prepared.
const PERIODS: usize = 12;
/// The row of the names that people see, the hidden one of those that we read, and the first line.
const SEEN: u32 = 2;
const READ: u32 = 3;
const FIRST: u32 = 4;
/// The sheet of what can be chosen.
const LISTS: &str = "lists";

/// Where the figures stand in a template of a measure. No file has these names by chance.
pub(super) fn mapping(measure: &Measure, dimensions: &[Dimension]) -> Mapping {
    let name = |field: &str| format!("groundswell:{}:{field}", measure.number);
    let divided = measure.in_force().value_kind().is_divided();
    let category = |one: &Dimension| (one.code.clone(), name(&format!("category:{}", one.code)));
    Mapping {
        key: name("duty"),
        period: name("period"),
        numerator: name("numerator"),
        denominator: if divided { name("denominator") } else { String::new() },
        categories: dimensions.iter().map(category).collect(),
        ..Mapping::default()
    }
}

/// A line to be filled in.
#[derive(Clone)]
struct Line {
    duty: i64,
    partner: String,
    period: String,
    /// The dimension's place and the name of the category that it is of.
    category: Option<(usize, String)>,
    /// What this partner sent last: its period and numbers.
    last: Option<(String, f64, f64)>,
}

/// A template of a measure.
struct Template<'a> {
    measure: &'a Measure,
    dimensions: &'a [Dimension],
    lines: Vec<Line>,
    /// In their reader's language: how to fill it in, partner, period, last time.
    words: [String; 4],
}

pub(super) async fn download(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    let dimensions = dimension::store::of_measure(&mut read, visit.initiative()?, measure.id).await?;
    let lines = lines(&visit, &mut read, &measure, &dimensions).await?;
    drop(read);
    let words = ["import-template-hint", "period-partner", "value-period", "import-template-last"]
        .map(|key| visit.t(key));
    let template = Template { measure: &measure, dimensions: &dimensions, lines, words };
    let book = template.book().map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Answer::file(MIME, &format!("measure-{}.xlsx", measure.number), book))
}

/// What this person's partners have not sent, by partner and period: the whole and, where they fit, its categories.
async fn lines(
    visit: &Visit,
    read: &mut ::store::Read,
    measure: &Measure,
    dimensions: &[Dimension],
) -> Result<Vec<Line>> {
    let initiative = visit.initiative()?;
    let mut names = people::partner_names(read, initiative).await?;
    let mut duties = own_duties(visit, read, measure).await?;
    duties.sort_by_cached_key(|duty| names.get(&duty.partnership).map(|name| name.to_lowercase()));
    let mut cycles = cycle::store::of_measure(read, initiative, measure.id).await?;
    cycles.retain(|cycle| !cycle.locked);
    let categories: Vec<(usize, String)> =
        dimensions.iter().enumerate().flat_map(|(at, one)| leaves(one).map(move |name| (at, name))).collect();
    let each = duties.len().max(1) * (categories.len() + 1);
    let fit = each <= LINES;
    cycles.truncate(PERIODS.min(LINES / if fit { each } else { duties.len().max(1) }).max(1));
    let mut stands: HashMap<(_, _), Submission> = HashMap::new();
    for cycle in &cycles {
        for submission in submission::store::of_cycle(read, initiative, cycle.id).await? {
            if submission.seen_by(visit) {
                stands.insert((submission.duty, submission.cycle), submission);
            }
        }
    }
    let mut lines = Vec::new();
    for duty in duties {
        let last = cycles.iter().find_map(|cycle| stands.get(&(duty.id, cycle.id)));
        let last = last.map(|last| (last.period.clone(), last.numerator, last.denominator));
        let partner = names.remove(&duty.partnership).unwrap_or_default();
        let owed = cycles.iter().filter(|cycle| cycle.period >= duty.since);
        for cycle in owed.filter(|cycle| !stands.contains_key(&(duty.id, cycle.id))) {
            let (partner, last) = (partner.clone(), last.clone());
            let whole =
                Line { duty: duty.number, partner, period: cycle.period.clone(), category: None, last };
            let part = |category: &(usize, String)| {
                let category = Some(category.clone());
                Line { category, last: None, ..whole.clone() }
            };
            let parts: Vec<Line> = categories.iter().filter(|_| fit).map(part).collect();
            lines.push(whole);
            lines.extend(parts);
        }
    }
    Ok(lines)
}

/// What is reported of a dimension: its categories, but no place that holds others. By name, or by code where two
/// have one name.
fn leaves(dimension: &Dimension) -> impl Iterator<Item = String> {
    let holding: HashSet<_> = dimension.categories.iter().filter_map(|one| one.parent).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for category in &dimension.categories {
        *times.entry(category.name.as_str()).or_default() += 1;
    }
    let leaf =
        dimension.categories.iter().filter(move |one| one.until.is_empty() && !holding.contains(&one.id));
    leaf.map(move |one| if times[one.name.as_str()] > 1 { one.code.clone() } else { one.name.clone() })
}

impl Template<'_> {
    fn book(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&self.measure.name))?;
        self.fill(sheet)?;
        let lists = book.add_worksheet();
        lists.set_name(LISTS)?;
        for (column, choices) in (0..).zip(self.choices()) {
            for (row, choice) in (0..).zip(choices) {
                lists.write_string(row, column, choice)?;
            }
        }
        lists.set_hidden(true);
        lists.protect();
        book.save_to_buffer()
    }

    /// What can be chosen: the periods, then the categories of each dimension.
    fn choices(&self) -> Vec<Vec<String>> {
        let mut periods: Vec<String> = self.lines.iter().map(|line| line.period.clone()).collect();
        periods.sort_unstable();
        periods.dedup();
        [periods].into_iter().chain(self.dimensions.iter().map(|one| leaves(one).collect())).collect()
    }

    fn fill(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let version = self.measure.in_force();
        let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        let free = Format::new().set_unlocked().set_background_color("FFF8E5");
        let quiet = Format::new().set_font_color("6B6B6B");
        let [hint, partner, period, last] = &self.words;
        sheet.write_string_with_format(0, 1, &self.measure.name, &Format::new().set_bold())?;
        sheet.write_string_with_format(1, 1, hint, &quiet)?;
        let mapping = mapping(self.measure, self.dimensions);
        // What people see, what we read, and how wide it is.
        let mut columns = vec![
            (String::new(), mapping.key.as_str(), 4.0),
            (partner.clone(), "", 28.0),
            (period.clone(), mapping.period.as_str(), 12.0),
        ];
        let first = columns.len() as u16;
        for dimension in self.dimensions {
            columns.push((dimension.name.clone(), mapping.categories[&dimension.code].as_str(), 22.0));
        }
        let numbers = columns.len() as u16;
        columns.push((version.numerator.clone(), mapping.numerator.as_str(), 18.0));
        if !mapping.denominator.is_empty() {
            columns.push((version.denominator.clone(), mapping.denominator.as_str(), 18.0));
        }
        let before = columns.len() as u16;
        for what in [period, &version.numerator, &version.denominator]
            .into_iter()
            .take(1 + usize::from(before - numbers))
        {
            columns.push((format!("{last}: {what}"), "", 16.0));
        }
        for (at, (seen, read, width)) in (0..).zip(&columns) {
            sheet.write_string_with_format(SEEN, at, seen, &bold)?;
            sheet.write_string(READ, at, *read)?;
            sheet.set_column_width(at, *width)?;
        }
        for (at, line) in (FIRST..).zip(&self.lines) {
            sheet.write_string(at, 0, format!("#{}", line.duty))?;
            sheet.write_string(at, 1, &line.partner)?;
            sheet.write_string_with_format(at, 2, &line.period, &free)?;
            for (column, dimension) in (first..).zip(0..self.dimensions.len()) {
                let name = line.category.as_ref().filter(|(of, _)| *of == dimension);
                sheet.write_string_with_format(at, column, name.map_or("", |(_, name)| name), &free)?;
            }
            (numbers..before).try_for_each(|column| sheet.write_blank(at, column, &free).map(|_| ()))?;
            if let Some((period, numerator, denominator)) = &line.last {
                sheet.write_string_with_format(at, before, period, &quiet)?;
                for (column, number) in (before + 1..columns.len() as u16).zip([numerator, denominator]) {
                    sheet.write_number_with_format(at, column, *number, &quiet)?;
                }
            }
        }
        let end = FIRST + (self.lines.len() as u32).max(1) - 1;
        for (list, choices) in self.choices().iter().enumerate() {
            let letter = char::from(b'A' + list.min(25) as u8);
            let chosen = format!("={LISTS}!${letter}$1:${letter}${}", choices.len().max(1));
            let chosen = DataValidation::new().allow_list_formula(Formula::new(chosen));
            sheet.add_data_validation(FIRST, 2 + list as u16, end, 2 + list as u16, &chosen)?;
        }
        let count = DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0));
        sheet.add_data_validation(FIRST, numbers, end, before - 1, &count)?;
        sheet.set_row_hidden(READ)?;
        sheet.set_column_hidden(0)?;
        sheet.set_freeze_panes(FIRST, 2)?;
        sheet.protect();
        Ok(())
    }
}

/// A sheet's name has at most 31 characters, and none of these.
fn sheet_name(name: &str) -> String {
    let kept = name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''));
    let name: String = kept.take(31).collect();
    let name = name.trim();
    if name.is_empty() || name.eq_ignore_ascii_case(LISTS) { "1".to_owned() } else { name.to_owned() }
}
