use serde::Serialize;

use super::outcome::{self, Held};
use super::outlook::{Outlook, TooFew};
use crate::measure::MeasureVersion;

/// One period of a baseline, values as people write them.
#[derive(Serialize)]
pub(crate) struct StepShown<'a> {
    period: &'a str,
    low: f64,
    likely: f64,
    high: f64,
    actual: Option<f64>,
    /// How far the actual value is from what was expected; positive is better.
    turn: Option<f64>,
    /// `inside`, `better`, `worse`.
    against: Option<&'static str>,
}

/// A frozen baseline as the API gives it.
#[derive(Serialize)]
pub(crate) struct Shown<'a> {
    number: i64,
    frozen_at: String,
    frozen_by: &'a str,
    agreed_by: &'a str,
    note: &'a str,
    method: &'a str,
    definition_version: i64,
    since: &'a str,
    until: &'a str,
    points: i64,
    hindsight: bool,
    /// `no data since`, `on baseline`, `turning`, `turned`, `slipping`; null where neither direction is better.
    curve: Option<&'static str>,
    steps: Vec<StepShown<'a>>,
}

/// A forecast that is not frozen, or how many values it lacks.
#[derive(Serialize)]
pub(crate) struct OutlookShown<'a> {
    method: Option<&'static str>,
    have: usize,
    need: usize,
    steps: Vec<AheadShown<'a>>,
}

/// One period ahead.
#[derive(Serialize)]
pub(crate) struct AheadShown<'a> {
    period: &'a str,
    low: f64,
    likely: f64,
    high: f64,
}

pub(crate) fn shown<'a>(version: &MeasureVersion, held: &'a Held<'a>) -> Shown<'a> {
    let baseline = held.baseline;
    let step = |outcome: &'a outcome::Outcome<'a>| StepShown {
        period: &outcome.step.period,
        low: outcome.step.low,
        likely: outcome.step.likely,
        high: outcome.step.high,
        actual: outcome.actual.map(|actual| version.written(actual)),
        turn: outcome.turn.map(|turn| version.written(turn.turn)),
        against: outcome.turn.map(|turn| turn.against.as_str()),
    };
    Shown {
        number: baseline.number,
        frozen_at: baseline.frozen_at.to_string(),
        frozen_by: &baseline.frozen_by,
        agreed_by: &baseline.agreed_by,
        note: &baseline.note,
        method: &baseline.method,
        definition_version: baseline.version,
        since: &baseline.since,
        until: &baseline.until,
        points: baseline.points,
        hindsight: baseline.hindsight,
        curve: held.curve.map(signals::Curve::as_str),
        steps: held.outcomes.iter().map(step).collect(),
    }
}

pub(crate) fn outlook<'a>(
    version: &MeasureVersion,
    outlook: &'a Result<Outlook, TooFew>,
) -> OutlookShown<'a> {
    match outlook {
        Ok(outlook) => OutlookShown {
            method: Some(outlook.method),
            have: outlook.points,
            need: signals::forecast::FEWEST,
            steps: outlook
                .ahead
                .iter()
                .map(|ahead| AheadShown {
                    period: &ahead.period,
                    low: version.written(ahead.low),
                    likely: version.written(ahead.likely),
                    high: version.written(ahead.high),
                })
                .collect(),
        },
        Err(few) => OutlookShown { method: None, have: few.have, need: few.need, steps: Vec::new() },
    }
}
