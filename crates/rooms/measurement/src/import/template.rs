//! A workbook to fill in: a sheet a measure, one line for each number that is missing, with what was sent last beside it.
//! Hidden columns say what each line is, so that nobody chooses columns when it comes back.

use std::collections::{HashMap, HashSet};

use csv::StringRecord;
use kernel::{Context, Error, Result};
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};
use web::text::Say;
use web::{Answer, Visit};

use super::columns::Mapping;
use super::sheet::own_duties;
use crate::cycle::{self, Cycle};
use crate::dimension::{self, Dimension};
use crate::duty::{self, Duty};
use crate::measure::Measure;
use crate::measure::page::asked;
use crate::submission::{self, Submission};

/// The media type of a workbook.
pub(crate) const MIME: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
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

/// What the names of our columns begin with.
const OURS: &str = "groundswell:";

/// Where the figures stand in a template of a measure. No file has these names by chance.
pub(crate) fn mapping(measure: &Measure, dimensions: &[Dimension]) -> Mapping {
    let name = |field: &str| format!("{OURS}{}:{field}", measure.number);
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

/// Whether these are a template's columns: nobody chose them, and no other file has them.
pub(crate) fn is_ours(mapping: &Mapping) -> bool {
    mapping.numerator.starts_with(OURS)
}

/// What people see above a column of ours; any other name as it is.
pub(crate) fn seen(say: &Say, measure: &Measure, dimensions: &[Dimension], name: &str) -> String {
    let version = measure.in_force();
    let ours = name.strip_prefix(OURS).and_then(|name| name.split_once(':'));
    match ours.map(|(_, field)| field) {
        Some("numerator") => version.numerator.clone(),
        Some("denominator") => version.denominator.clone(),
        Some("period") => say.t("value-period"),
        Some("duty") => say.t("period-partner"),
        Some(field) => {
            let code = field.strip_prefix("category:").unwrap_or(field);
            let dimension = dimensions.iter().find(|one| one.code == code);
            dimension.map_or_else(|| name.to_owned(), |one| one.name.clone())
        }
        None => name.to_owned(),
    }
}

/// The number of the measure whose template a sheet is, by its first rows.
pub(crate) fn measure_of<'a>(top: impl IntoIterator<Item = &'a StringRecord>) -> Option<i64> {
    let number = |cell: &str| cell.strip_prefix(OURS)?.strip_suffix(":duty")?.parse().ok();
    top.into_iter().find_map(|row| row.iter().find_map(number))
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
pub(crate) struct Template {
    measure: Measure,
    dimensions: Vec<Dimension>,
    lines: Vec<Line>,
    /// In their reader's language: how to fill it in, partner, period, last time.
    words: [String; 4],
}

pub(super) async fn download(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    let duties = own_duties(&visit, &mut read, &measure).await?;
    let name = format!("measure-{}.xlsx", measure.number);
    let template = Template::of(&visit, &mut read, visit.say(), measure, duties).await?;
    drop(read);
    Ok(Answer::file(MIME, &name, book(&[template])?))
}

/// The templates as one workbook, each on a sheet of its own.
pub(crate) fn book(templates: &[Template]) -> Result<Vec<u8>> {
    let book = || {
        let mut book = Workbook::new();
        let mut taken = vec![LISTS.to_owned()];
        // Each has its own columns in the sheet of what can be chosen.
        let mut column = 0;
        for template in templates {
            let sheet = book.add_worksheet();
            sheet.set_name(sheet_name(&template.measure.name, &mut taken))?;
            template.fill(sheet, column)?;
            column += template.choices().len() as u16;
        }
        let lists = book.add_worksheet();
        lists.set_name(LISTS)?;
        for (column, choices) in (0..).zip(templates.iter().flat_map(Template::choices)) {
            for (row, choice) in (0..).zip(choices) {
                lists.write_string(row, column, choice)?;
            }
        }
        lists.set_hidden(true);
        lists.protect();
        book.save_to_buffer()
    };
    book().map_err(|error: XlsxError| Error::Internal(error.to_string()))
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

impl Template {
    /// What is owed under these duties and not sent, by partner and period: the whole and, where they fit, its categories.
    pub(crate) async fn of(
        cx: &Context,
        read: &mut ::store::Read,
        say: &Say,
        measure: Measure,
        mut duties: Vec<Duty>,
    ) -> Result<Self> {
        let initiative = cx.initiative()?;
        let dimensions = dimension::store::of_measure(read, initiative, measure.id).await?;
        let mut names = people::partner_names(read, initiative).await?;
        duties.sort_by_cached_key(|duty| names.get(&duty.partnership).map(|name| name.to_lowercase()));
        let mut cycles = cycle::store::of_measure(read, initiative, measure.id).await?;
        cycles.retain(|cycle| !cycle.locked);
        let categories: Vec<(usize, String)> = dimensions
            .iter()
            .enumerate()
            .flat_map(|(at, one)| leaves(one).map(move |name| (at, name)))
            .collect();
        let each = duties.len().max(1) * (categories.len() + 1);
        let fit = each <= LINES;
        cycles.truncate(PERIODS.min(LINES / if fit { each } else { duties.len().max(1) }).max(1));
        let mut stands: HashMap<(_, _), Submission> = HashMap::new();
        for cycle in &cycles {
            for submission in submission::store::of_cycle(read, initiative, cycle.id).await? {
                if submission.seen_by(cx) {
                    stands.insert((submission.duty, submission.cycle), submission);
                }
            }
        }
        let ids: Vec<_> = duties.iter().map(|duty| duty.id.0).collect();
        let waivers = duty::store::waivers_of(read, initiative, &ids).await?;
        let waived: HashSet<_> = waivers.iter().map(|waiver| (waiver.duty, waiver.cycle)).collect();
        let mut lines = Vec::new();
        for duty in duties {
            let last = cycles.iter().find_map(|cycle| stands.get(&(duty.id, cycle.id)));
            let last = last.map(|last| (last.period.clone(), last.numerator, last.denominator));
            let partner = names.remove(&duty.partnership).unwrap_or_default();
            let owed = cycles.iter().filter(|cycle| cycle.period >= duty.since);
            let stands = |cycle: &Cycle| {
                stands.contains_key(&(duty.id, cycle.id)) || waived.contains(&(duty.id, cycle.id))
            };
            for cycle in owed.filter(|cycle| !stands(cycle)) {
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
        let words = ["import-template-hint", "period-partner", "value-period", "import-template-last"]
            .map(|key| say.t(key));
        Ok(Self { measure, dimensions, lines, words })
    }

    /// Whether there is nothing to fill in.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// What can be chosen: the periods, then the categories of each dimension.
    fn choices(&self) -> Vec<Vec<String>> {
        let mut periods: Vec<String> = self.lines.iter().map(|line| line.period.clone()).collect();
        periods.sort_unstable();
        periods.dedup();
        [periods].into_iter().chain(self.dimensions.iter().map(|one| leaves(one).collect())).collect()
    }

    /// What can be chosen stands in the sheet of lists from `lists` on.
    fn fill(&self, sheet: &mut Worksheet, lists: u16) -> Result<(), XlsxError> {
        let version = self.measure.in_force();
        let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        let free = Format::new().set_unlocked().set_background_color("FFF8E5");
        let quiet = Format::new().set_font_color("6B6B6B");
        let [hint, partner, period, last] = &self.words;
        sheet.write_string_with_format(0, 1, &self.measure.name, &Format::new().set_bold())?;
        sheet.write_string_with_format(1, 1, hint, &quiet)?;
        let mapping = mapping(&self.measure, &self.dimensions);
        // What people see, what we read, and how wide it is.
        let mut columns = vec![
            (String::new(), mapping.key.as_str(), 4.0),
            (partner.clone(), "", 28.0),
            (period.clone(), mapping.period.as_str(), 12.0),
        ];
        let first = columns.len() as u16;
        for dimension in &self.dimensions {
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
            let letters = column_number_to_name(lists + list as u16);
            let chosen = format!("={LISTS}!${letters}$1:${letters}${}", choices.len().max(1));
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

/// A sheet's name has at most 31 characters, none of these, and no other has it, however it is written.
fn sheet_name(name: &str, taken: &mut Vec<String>) -> String {
    let kept = name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''));
    let name = kept.take(31).collect::<String>().trim().to_owned();
    let name = if name.is_empty() { "1".to_owned() } else { name };
    let again = |times: usize| {
        let end = format!(" {times}");
        let short: String = name.chars().take(31 - end.len()).collect();
        format!("{}{end}", short.trim_end())
    };
    let free = |name: &String| !taken.contains(&name.to_lowercase());
    // Of one more than are taken at least one is free.
    let others = (2..taken.len() + 3).map(again);
    let name = [name.clone()].into_iter().chain(others).find(free).unwrap_or_default();
    taken.push(name.to_lowercase());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_has_a_name_of_its_own() {
        let mut taken = vec![LISTS.to_owned()];
        let mut name = |name: &str| sheet_name(name, &mut taken);
        assert_eq!(name("Placed within 7/14 days?"), "Placed within 714 days");
        assert_eq!(name("placed within 714 days"), "placed within 714 days 2");
        assert_eq!(name("[]"), "1");
        assert_eq!(name("Lists"), "Lists 2");
        let long = "Children who read well at the end of third grade";
        assert_eq!(name(long), "Children who read well at the e");
        assert_eq!(name(long), "Children who read well at the 2");
    }

    #[test]
    fn a_sheet_says_which_measure_it_is_of() {
        let row = |cells: &[&str]| StringRecord::from(cells.to_vec());
        assert_eq!(measure_of(&[row(&["", "Partner"]), row(&["groundswell:12:duty", ""])]), Some(12));
        assert_eq!(measure_of(&[row(&["groundswell:12:period", "groundswell:x:duty"])]), None);
    }
}
