//! `lab signals` for people.

use std::fmt::Write as _;

use signals::{Cause, Period, Phase, Series, Trend, Word};

use super::findings::{Baseline, Findings};
use crate::Table;

/// What to know about the series before reading its figures.
pub(super) fn notes(series: &Series, findings: &Findings, rebase: &[Period]) -> Vec<String> {
    let mut notes = Vec::new();
    let count =
        |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
    if !series.missing.is_empty() {
        let dates = count(series.missing.len(), "date has no value and is", "dates have no value and are");
        notes.push(format!("{dates} left out."));
    }
    let gaps = series.gaps();
    if let Some((from, to)) = gaps.first() {
        let gaps = count(gaps.len(), "gap", "gaps");
        notes.push(format!("There are {gaps} between the dates, the first from {from} to {to}; the values are read as if evenly spaced."));
    }
    for date in rebase.iter().filter(|date| series.place(date).is_none()) {
        notes.push(format!("No value stands at {date}, so that no phase begins there."));
    }
    if findings.chart.phases.len() > 1 {
        notes.push("Trend and forecast are those of the last phase.".to_owned());
    }
    if findings.chart.variation().is_none() {
        notes.push("Fewer than six points in the last phase: too few to tell a signal.".to_owned());
    } else if findings.chart.phases.last().is_some_and(Phase::on_trial) {
        notes.push(
            "Fewer than 13 points in the last phase: its limits are trial limits and will move.".to_owned(),
        );
    }
    match &findings.forecast {
        None => notes.push("Fewer than six points in the last phase: too few for a forecast.".to_owned()),
        Some(forecast) if forecast.in_odds => notes.push("The forecast was made in log odds.".to_owned()),
        Some(_) => {}
    }
    notes
}

/// All tables.
pub(super) fn tables(series: &Series, findings: &Findings, notes: &[String]) -> Vec<Table> {
    let mut points =
        Table::new(finding(series, findings), ["date", "value", "mean", "lower", "upper", "signal"]);
    for (period, point) in series.periods.iter().zip(&findings.chart.points) {
        let phase = &findings.chart.phases[point.phase];
        let limit = |limit: Option<f64>| limit.map_or_else(String::new, shown);
        points.row([
            period.to_string(),
            shown(point.value),
            shown(phase.centre),
            limit(phase.limits.map(|limits| limits.lower)),
            limit(phase.limits.map(|limits| limits.upper)),
            if point.cause == Cause::Common { String::new() } else { point.cause.as_str().to_owned() },
        ]);
    }
    points.note = notes.join("\n");
    let mut tables = vec![points];
    if let Some(forecast) = &findings.forecast {
        let caption = format!("If nothing changes ({})", forecast.method.as_str());
        let mut ahead = Table::new(caption, ["date", "value", "80 % range", "", "95 % range", ""]);
        for (date, step) in findings.steps(series) {
            let figures = [step.value, step.low80, step.high80, step.low95, step.high95].map(shown);
            ahead.row(std::iter::once(date.unwrap_or_default()).chain(figures));
        }
        tables.push(ahead);
    }
    if let Some(baseline) = &findings.baseline {
        tables.push(curve(baseline, series));
    }
    tables
}

/// The series in a sentence or two.
fn finding(series: &Series, findings: &Findings) -> String {
    let n = series.values.len();
    let mut finding = format!("{n} point{}", if n == 1 { "" } else { "s" });
    if let (Some(variation), Some(last)) = (findings.chart.variation(), series.periods.last()) {
        let said = variation.icon().replace('_', " ");
        let _ = write!(finding, "; the latest, {last}: {said}");
    }
    let word = findings.trend.as_ref().map_or(Word::TooEarly, Trend::word);
    let _ = write!(finding, "; trend: {}", word.as_str());
    if let Some((trend, p)) = findings.trend.as_ref().and_then(|trend| Some((trend, trend.test.p()?))) {
        let _ = write!(finding, " ({} a step, p = {p:.3})", shown(trend.slope.slope));
    }
    if let Some(assurance) = findings.assurance {
        let _ = write!(finding, "; target: {}", assurance.as_str().replace('_', " "));
    }
    if let Some(run) = findings.run.as_ref().filter(|run| run.shifted() || run.crosses_too_rarely()) {
        let what = if run.shifted() { "a run is unusually long" } else { "it is crossed unusually rarely" };
        let _ = write!(finding, "; about the median of {}, {what}", shown(run.median));
    }
    finding + "."
}

/// What came, against what was expected.
fn curve(baseline: &Baseline, series: &Series) -> Table {
    let frozen = series.periods[baseline.frozen];
    let caption = match baseline.state() {
        Some(state) => format!("Against the baseline frozen after {frozen}: {state}"),
        None if baseline.method.is_none() => format!("Too few values until {frozen} for a baseline"),
        None => "Where neither direction is better, no curve turns".to_owned(),
    };
    let mut table = Table::new(caption, ["date", "value", "expected", "80 % range", "", "turn", ""]);
    for (at, expected, turn) in baseline.points() {
        let figures = [series.values[at], expected.value, expected.low, expected.high, turn.turn].map(shown);
        let date = std::iter::once(series.periods[at].to_string());
        table.row(date.chain(figures).chain([turn.against.as_str().to_owned()]));
    }
    table
}

/// For people: four significant digits are enough.
fn shown(value: f64) -> String {
    let digits = if value == 0.0 { 0 } else { 3 - value.abs().log10().floor().clamp(-6.0, 3.0) as i32 };
    let rounded = format!("{value:.*}", digits as usize);
    if rounded.contains('.') {
        rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        rounded
    }
}
