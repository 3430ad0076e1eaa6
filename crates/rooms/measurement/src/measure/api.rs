use kernel::Result;
use serde::Serialize;
use web::{Answer, Routes, Visit};

use super::acts::DefineMeasure;
use super::scorecard::{self, Line};
use super::{DEFINE, READ, page};
use crate::surface;
use crate::value::{Series, Value};

pub(crate) fn routes() -> Routes {
    Routes::new().api_get("measures", &READ, list).api_post("measures", &DEFINE, define).api_get(
        "measures/{n}",
        &READ,
        series,
    )
}

/// One period as the API gives it. What is not known is null.
#[derive(Serialize)]
struct Point<'a> {
    period: &'a str,
    label: &'a str,
    numerator: Option<f64>,
    denominator: Option<f64>,
    value: Option<f64>,
    reported: i64,
    expected: i64,
    partial: bool,
}

/// A measure as the API gives it.
#[derive(Serialize)]
struct Summary<'a> {
    number: i64,
    name: &'a str,
    kind: &'a str,
    status: &'static str,
    definition_version: i64,
    unit: &'a str,
    factor: f64,
    better: &'a str,
    signal: &'static str,
    latest: Option<Point<'a>>,
}

impl<'a> Point<'a> {
    fn of(line: &'a Line, value: &'a Value) -> Self {
        let pooled = value.pooled();
        Self {
            period: &value.period,
            label: &value.label,
            numerator: pooled.map(|pooled| pooled.numerator),
            denominator: pooled.map(|pooled| pooled.denominator),
            value: pooled.and_then(|pooled| pooled.rate(line.measure.in_force().factor)),
            reported: value.reported,
            expected: value.expected,
            partial: value.partial(),
        }
    }
}

impl<'a> Summary<'a> {
    fn of(line: &'a Line) -> Self {
        let (measure, version) = (&line.measure, line.measure.in_force());
        Self {
            number: measure.number,
            name: &measure.name,
            kind: &measure.kind,
            status: measure.status().word(),
            definition_version: version.number,
            unit: &version.unit,
            factor: version.factor,
            better: &version.better,
            signal: line.series.signal().word(),
            latest: line.series.headline().map(|(_, value, _)| Point::of(line, value)),
        }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let lines = scorecard::lines(&visit, &mut visit.read().await?).await?;
    Ok(Answer::json(&lines.iter().map(Summary::of).collect::<Vec<_>>()))
}

async fn series(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = page::asked(&visit, &mut read).await?;
    let values = surface::whole(&visit, &mut read, &measure).await?;
    drop(read);
    let line = Line { series: Series::of(&measure, values), measure };
    let points: Vec<Point<'_>> = line.series.values.iter().map(|value| Point::of(&line, value)).collect();
    Ok(Answer::json(&serde_json::json!({ "measure": Summary::of(&line), "series": points })))
}

async fn define(visit: Visit) -> Result<Answer> {
    let act: DefineMeasure = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}
