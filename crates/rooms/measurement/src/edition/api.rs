use kernel::Result;
use serde::Serialize;
use signals::Pooled;
use web::{Answer, Routes, Visit};

use super::acts::{AssembleEdition, ChangeEdition};
use super::check::CheckEdition;
use super::page::asked;
use super::report::{Entry, Report};
use super::{ASSEMBLE, Edition, READ, State, store};
use crate::measure::MeasureVersion;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("editions", &READ, list)
        .api_post("editions", &ASSEMBLE, assemble)
        .api_get("editions/{n}", &READ, show)
        .api_post("editions/{n}", &ASSEMBLE, change)
        .api_post("editions/{n}/check", &ASSEMBLE, check)
}

/// An edition as the API gives it.
#[derive(Serialize)]
struct Summary<'a> {
    number: i64,
    version: i64,
    title: &'a str,
    words: &'a str,
    state: &'a str,
    issue: Option<i64>,
    corrects: Option<i64>,
    mode: &'a str,
    published_at: Option<String>,
}

/// One number of it. What is hidden is null, and said to be.
#[derive(Serialize)]
struct Number<'a> {
    period: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dimension: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'a str>,
    numerator: Option<f64>,
    denominator: Option<f64>,
    value: Option<f64>,
    reported: i64,
    expected: i64,
    hidden: bool,
}

/// A measure in it.
#[derive(Serialize)]
struct Measured<'a> {
    number: i64,
    name: &'a str,
    definition_version: i64,
    headline: bool,
    series: Vec<Number<'a>>,
    parts: Vec<Number<'a>>,
}

impl<'a> Summary<'a> {
    fn of(edition: &'a Edition) -> Self {
        Self {
            number: edition.number,
            version: edition.version,
            title: &edition.title,
            words: &edition.words,
            state: &edition.state,
            issue: edition.issue,
            corrects: edition.corrects,
            mode: &edition.mode,
            published_at: edition.published_at.map(|at| at.to_string()),
        }
    }
}

/// Numerator, denominator and value as they are written: a kind that is not divided has no denominator.
fn written(version: &MeasureVersion, pooled: Option<Pooled>) -> [Option<f64>; 3] {
    let divided = version.value_kind().is_divided();
    let value = |pooled: Pooled| if divided { pooled.rate(version.factor) } else { version.value(pooled) };
    [
        pooled.map(|pooled| pooled.numerator),
        pooled.filter(|_| divided).map(|pooled| pooled.denominator),
        pooled.and_then(value),
    ]
}

impl<'a> Measured<'a> {
    fn of(entry: &'a Entry) -> Self {
        let measure = &entry.line.measure;
        let series = entry.line.series.values.iter().map(|value| {
            let [numerator, denominator, rate] = written(measure.at(&value.period), value.pooled());
            Number {
                period: &value.period,
                dimension: None,
                category: None,
                numerator,
                denominator,
                value: rate,
                reported: value.reported,
                expected: value.expected,
                hidden: value.hidden,
            }
        });
        let parts = entry.parts.iter().map(|part| {
            let [numerator, denominator, rate] = written(measure.at(&part.period), part.pooled());
            Number {
                period: &part.period,
                dimension: Some(&part.dimension_code),
                category: Some(&part.code),
                numerator,
                denominator,
                value: rate,
                reported: part.reported,
                expected: part.expected,
                hidden: !part.reason.is_empty(),
            }
        });
        Self {
            number: measure.number,
            name: &measure.name,
            definition_version: measure.in_force().number,
            headline: entry.headline,
            series: series.collect(),
            parts: parts.collect(),
        }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut editions = store::all(&mut visit.read().await?, visit.initiative()?).await?;
    editions.retain(|edition| edition.seen_by(&visit));
    Ok(Answer::json(&editions.iter().map(Summary::of).collect::<Vec<_>>()))
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let edition = asked(&visit, &mut read).await?;
    let report = Report::load(&mut read, visit.initiative()?, &edition).await?;
    drop(read);
    let frozen = !edition.is(State::Assembling);
    let measures: Vec<Measured<'_>> = report.entries.iter().filter(|_| frozen).map(Measured::of).collect();
    Ok(Answer::json(&serde_json::json!({ "edition": Summary::of(&edition), "measures": measures })))
}

async fn assemble(visit: Visit) -> Result<Answer> {
    let act: AssembleEdition = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn change(visit: Visit) -> Result<Answer> {
    let act = ChangeEdition { edition: visit.part("n")?, ..visit.json()? };
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({})))
}

async fn check(visit: Visit) -> Result<Answer> {
    let act = CheckEdition { edition: visit.part("n")?, ..visit.json()? };
    Ok(Answer::json(&act.beside(&visit).await?))
}
