//! `lab signals` for programs.

use serde::Serialize;
use serde_json::{Value, json};
use signals::forecast::Ahead;
use signals::{Assurance, Series, Trend, Word};

use super::findings::{Baseline, Findings};

pub(super) fn json(series: &Series, findings: &Findings, notes: &[String]) -> Value {
    let points = series.periods.iter().zip(&findings.chart.points).map(|(period, point)| {
        let phase = &findings.chart.phases[point.phase];
        PointJson {
            x: period.to_string(),
            y: point.value,
            mean: phase.centre,
            lpl: phase.limits.map(|limits| limits.lower),
            upl: phase.limits.map(|limits| limits.upper),
            special_cause_type: point.cause.as_str(),
            point_type: point.variation.as_str(),
            rebase_group: point.phase,
        }
    });
    let errors = findings
        .forecast
        .as_ref()
        .and_then(|forecast| forecast.past)
        .map(|past| json!({ "drift": past.drift, "damped Holt": past.damped_holt }));
    json!({
        "points": points.collect::<Vec<_>>(),
        "variation_icon": findings.chart.points.last().map(|point| point.variation.icon()),
        "assurance_type": findings.assurance.map(Assurance::as_str),
        "trend": TrendJson::of(findings.trend.as_ref()),
        "forecast": findings.steps(series).map(StepJson::of).collect::<Vec<_>>(),
        "forecast_method": findings.forecast.as_ref().map(|forecast| forecast.method.as_str()),
        "forecast_past_errors": errors,
        "run_chart": findings.run.as_ref().map(|run| json!({
            "median": run.median,
            "useful": run.useful,
            "longest_run": run.longest,
            "longest_run_usual": run.longest_usual,
            "crossings": run.crossings,
            "crossings_usual": run.crossings_usual,
            "shift": run.shifted(),
            "few_crossings": run.crosses_too_rarely(),
        })),
        "curve": findings.baseline.as_ref().map(|baseline| curve(baseline, series)),
        "missing": series.missing.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "notes": notes,
    })
}

fn curve(baseline: &Baseline, series: &Series) -> Value {
    let points = baseline.points().map(|(at, expected, turn)| {
        json!({
            "x": series.periods[at].to_string(),
            "y": series.values[at],
            "expected": expected.value,
            "low80": expected.low,
            "high80": expected.high,
            "turn": turn.turn,
            "against": turn.against.as_str(),
        })
    });
    json!({
        "frozen": series.periods[baseline.frozen].to_string(),
        "method": baseline.method,
        "state": baseline.state(),
        "points": points.collect::<Vec<_>>(),
    })
}

#[derive(Serialize)]
struct PointJson {
    x: String,
    y: f64,
    mean: f64,
    lpl: Option<f64>,
    upl: Option<f64>,
    special_cause_type: &'static str,
    point_type: &'static str,
    rebase_group: usize,
}

#[derive(Serialize)]
struct TrendJson {
    p: Option<f64>,
    slope: Option<f64>,
    word: &'static str,
    tau: Option<f64>,
    slope_low95: Option<f64>,
    slope_high95: Option<f64>,
    p_autocorrelated: Option<f64>,
}

impl TrendJson {
    fn of(trend: Option<&Trend>) -> Self {
        Self {
            p: trend.and_then(|trend| trend.test.p()),
            slope: trend.map(|trend| trend.slope.slope),
            word: trend.map_or(Word::TooEarly, Trend::word).as_str(),
            tau: trend.map(|trend| trend.test.tau),
            slope_low95: trend.map(|trend| trend.slope.low95),
            slope_high95: trend.map(|trend| trend.slope.high95),
            p_autocorrelated: trend.and_then(|trend| trend.autocorrelated.p()),
        }
    }
}

#[derive(Serialize)]
struct StepJson {
    x: Option<String>,
    y: f64,
    low80: f64,
    high80: f64,
    low95: f64,
    high95: f64,
}

impl StepJson {
    fn of((x, step): (Option<String>, Ahead)) -> Self {
        let Ahead { value, low80, high80, low95, high95 } = step;
        Self { x, y: value, low80, high80, low95, high95 }
    }
}
