use kernel::{Error, Problem, Problems, Result};
use serde::{Deserialize, Serialize};
use web::{Answer, Routes, Visit, words_of};

use super::acts::{Ask, ImportTable, Imported, Line, ONE_BY_ONE, look};
use super::columns::Mapping;
use super::keys::Keys;
use super::page::remembered;
use super::plan::Odd;
use super::sheet::own_duties;
use super::{IMPORT, Sheet, template};
use crate::dimension::{self, Dimension};
use crate::duty::Duty;
use crate::measure::Measure;
use crate::measure::page::asked;

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("measures/{n}/import", &IMPORT, known).api_upload(
        "measures/{n}/import",
        &IMPORT,
        import,
    )
}

/// What is known for the next import: columns, and how files name the partners.
#[derive(Serialize)]
struct Known {
    columns: Option<Mapping>,
    duties: Vec<ShownDuty>,
}

#[derive(Serialize)]
struct ShownDuty {
    duty: i64,
    partner: String,
    code: String,
}

async fn known(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    let columns = remembered(&visit, &mut read, &measure).await?;
    let duties = own_duties(&visit, &mut read, &measure).await?;
    let mut names = people::partner_names(&mut read, visit.initiative()?).await?;
    let shown = |duty: Duty| ShownDuty {
        duty: duty.number,
        partner: names.remove(&duty.partnership).unwrap_or_default(),
        code: duty.code,
    };
    Ok(Answer::json(&Known { columns, duties: duties.into_iter().map(shown).collect() }))
}

/// Figures as JSON.
#[derive(Deserialize)]
struct Rows {
    rows: Vec<Row>,
    #[serde(default)]
    accept: bool,
    #[serde(default)]
    partly: bool,
}

/// A figure, under a duty by its number or a partner by its code or name.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    duty: Option<i64>,
    #[serde(default)]
    partner: String,
    period: String,
    numerator: f64,
    #[serde(default = "one")]
    denominator: f64,
    /// The dimension and the category that it is of, by their codes; without them it is the whole.
    #[serde(default)]
    dimension: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    low: Option<f64>,
    #[serde(default)]
    high: Option<f64>,
    #[serde(default)]
    quality: Option<i64>,
}

fn one() -> f64 {
    1.0
}

/// What came of it, with the reason for whatever was not taken.
#[derive(Serialize)]
struct Told {
    dry_run: bool,
    #[serde(flatten)]
    imported: Imported,
    /// What of a file was left aside; of rows as JSON nothing is.
    left: Option<Left>,
    problems: Vec<Place>,
    /// What the checks ask about it: each becomes a question on its submission.
    asks: Vec<Ask>,
}

#[derive(Serialize)]
struct Left {
    /// Rows that name nobody who owes the measure.
    others: usize,
    /// Rows that add up others.
    totals: usize,
    /// Figures that are missing in partners' rows.
    missing: usize,
}

#[derive(Serialize)]
struct Place {
    row: Option<usize>,
    field: String,
    code: &'static str,
    message: String,
}

/// Takes rows as JSON, or a CSV or XLSX file as the body. `?dry_run=true` writes nothing and says what would
/// happen; `?accept=true` lets a partner's own count at once; `?partly=true` takes what can be taken.
async fn import(visit: Visit) -> Result<Answer> {
    visit.might(&IMPORT)?;
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    let says = |name: &str| matches!(visit.query().get(name), "true" | "yes" | "1");
    let json = visit.header("content-type").is_some_and(|mime| mime.starts_with("application/json"));
    let (mut table, left) = if json {
        let rows: Rows = visit.json()?;
        let duties = own_duties(&visit, &mut read, &measure).await?;
        let names = people::partner_names(&mut read, visit.initiative()?).await?;
        let named = duties.iter().enumerate();
        let keys = Keys::new(named.map(|(at, duty)| {
            (at, duty.code.as_str(), names.get(&duty.partnership).map_or("", String::as_str))
        }));
        let dimensions = dimension::store::of_measure(&mut read, visit.initiative()?, measure.id).await?;
        (rows.table(&measure, &duties, &keys, &dimensions)?, None)
    } else {
        let mapping = mapping(&visit, &mut read, &measure).await?;
        let (table, found) = Sheet::of(&visit, &mut read, measure, mapping).await?.read(visit.body())?;
        (table, Some(Left { others: found.others, totals: found.totals, missing: found.missing }))
    };
    table.accept |= says("accept");
    table.partly |= says("partly");
    let dry_run = says("dry_run");
    let (would, problems, odd) = if dry_run || table.partly || table.lines.len() <= ONE_BY_ONE {
        look(&visit, &mut read, &table).await?
    } else {
        (Imported::default(), Problems::none(), Vec::new())
    };
    let ask = |odd: &Odd| Ask {
        duty: odd.duty,
        period: odd.period.clone(),
        question: words_of(visit.say(), &odd.asks),
        asked_by: visit.t("import-checks"),
    };
    table.asks = odd.iter().map(ask).collect();
    let asks = table.asks.clone();
    let problems = if dry_run || table.partly { problems } else { Problems::none() };
    drop(read);
    let imported = if dry_run { would } else { visit.execute(table).await? };
    let place = |problem: Problem| Place {
        row: problem.row,
        code: problem.text,
        message: words_of(visit.say(), &Problem { row: None, ..problem.clone() }),
        field: problem.field,
    };
    let problems = problems.0.into_iter().map(place).collect();
    Ok(Answer::json(&Told { dry_run, imported, left, problems, asks }))
}

/// The columns that the address names; otherwise a template's, otherwise those that are remembered.
async fn mapping(visit: &Visit, read: &mut ::store::Read, measure: &Measure) -> Result<Mapping> {
    let mut mapping = Mapping::default();
    for (field, name) in visit.query().pairs() {
        mapping.set(field, name);
    }
    if !mapping.numerator.is_empty() {
        return Ok(mapping);
    }
    let dimensions = dimension::store::of_measure(read, visit.initiative()?, measure.id).await?;
    let template = template::mapping(measure, &dimensions);
    let filled = Sheet::of(visit, read, measure.clone(), template.clone()).await?;
    if filled.fits(visit.body()) {
        return Ok(template);
    }
    let asked = || Problem::new("numerator", "problem-empty").into();
    remembered(visit, read, measure).await?.ok_or_else(asked)
}

impl Rows {
    fn table(
        self,
        measure: &Measure,
        duties: &[Duty],
        keys: &Keys,
        dimensions: &[Dimension],
    ) -> Result<ImportTable> {
        let frequency = measure.in_force().frequency();
        let mut problems = Problems::none();
        let mut lines = Vec::with_capacity(self.rows.len());
        for (at, row) in self.rows.into_iter().enumerate() {
            let by_key = || keys.find(&row.partner).map(|at| duties[at].number);
            let Some(duty) = row.duty.or_else(by_key) else {
                let problem = Problem::new("partner", "import-problem-partner").in_row(at + 1);
                problems.add(problem.with("found", row.partner));
                continue;
            };
            let Some(period) = frequency.period(&row.period) else {
                let problem = Problem::new("period", "import-problem-period").in_row(at + 1);
                problems.add(problem.with("found", row.period));
                continue;
            };
            let dimension = dimensions.iter().find(|one| one.code.eq_ignore_ascii_case(row.dimension.trim()));
            let category = dimension.and_then(|dimension| dimension.coded(&row.category));
            if category.is_none() && !(row.category.is_empty() && row.dimension.is_empty()) {
                let problem = Problem::new("category", "import-problem-category").in_row(at + 1);
                problems.add(problem.with("found", row.category));
                continue;
            }
            let divided = measure.at(&period).value_kind().is_divided();
            lines.push(Line {
                duty,
                period,
                numerator: row.numerator,
                denominator: if divided { row.denominator } else { 1.0 },
                category: category.map(|category| category.id),
                low: row.low,
                high: row.high,
                quality: row.quality,
                row: at + 1,
            });
        }
        problems.0.truncate(super::read::LISTED);
        if problems.0.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }?;
        let (accept, partly) = (self.accept, self.partly);
        Ok(ImportTable { measure: measure.number, lines, accept, partly, ..ImportTable::default() })
    }
}
