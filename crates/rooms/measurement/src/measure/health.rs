//! How well the latest period was reported: five readings beside each other, never one grade.

use std::collections::HashSet;

use ::store::Read;
use kernel::{Context, InitiativeId, Result};
use maud::{Markup, html};
use signals::{Health, Reported};
use web::look;
use web::text::{Arg, Say};

use super::{Measure, READ_PARTS};
use crate::submission::{self, State};
use crate::value::Value;
use crate::{crosswalk, cycle, query};

/// What is known of how a period was reported.
pub(crate) struct Checked {
    pub(crate) reported: Reported,
    pub(crate) health: Health,
    /// The period's name.
    pub(crate) label: String,
}

/// Counts for a period; what members alone may see stays unknown to others.
pub(crate) async fn of(
    cx: &Context,
    read: &mut Read,
    initiative: InitiativeId,
    measure: &Measure,
    value: &Value,
) -> Result<Checked> {
    let mut reported = Reported {
        expected: value.expected.max(0) as usize,
        accepted: value.reported.max(0) as usize,
        periods_since: since(cx, measure, value),
        ..Reported::default()
    };
    if cx.could(&READ_PARTS)
        && let Some(cycle) = cycle::store::find(read, initiative, measure.id, &value.period).await?
    {
        let by_version = cycle::store::timely(read, initiative, cycle.id).await?;
        let apart = crosswalk::store::apart_in(read, initiative, cycle.id).await?;
        let all: i64 = by_version.iter().filter(|one| comparable(measure, one.0)).map(|one| one.1).sum();
        let apart: i64 = apart.iter().filter(|one| comparable(measure, one.0)).map(|one| one.1).sum();
        reported.comparable = Some((all - apart).max(0) as usize);
        let ids = [cycle.id.0];
        let asked: HashSet<_> =
            query::store::open_in(read, initiative, &ids).await?.into_iter().map(|(duty, _)| duty).collect();
        let states = submission::store::states_in(read, initiative, &ids).await?;
        let counting = states.iter().filter(|(.., state)| state == State::Accepted.word());
        reported.passed = Some(counting.filter(|(duty, ..)| !asked.contains(duty)).count());
        reported.on_time = cycle.due.map(|_| by_version.iter().map(|(.., timely)| *timely as usize).sum());
    }
    Ok(Checked { health: Health::of(&reported), reported, label: value.label.clone() })
}

/// Whether a number that follows this version can be compared with those that follow the one in force.
fn comparable(measure: &Measure, version: i64) -> bool {
    let now = measure.in_force().number;
    let between =
        measure.versions.iter().filter(|v| v.number > version.min(now) && v.number <= version.max(now));
    between.into_iter().all(|version| version.comparability != "break")
}

/// Whole periods that have ended since.
fn since(cx: &Context, measure: &Measure, value: &Value) -> Option<i32> {
    let frequency = measure.in_force().frequency();
    let today = cx.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let lag = jiff::Span::new().days(measure.in_force().lag_days.clamp(0, 3_660));
    let known = today.checked_sub(lag).unwrap_or(today);
    let steps = frequency.steps(&value.period, &frequency.of_day(known)?)?;
    Some((steps - 1).max(0))
}

/// The five, each with what it counts.
pub(crate) fn draw(say: &Say, checked: &Checked) -> Markup {
    let Reported { expected, accepted, on_time, passed, comparable, .. } = checked.reported;
    let of = |part: Option<usize>, whole: usize, none: &str| match part {
        Some(part) => say.with("health-of", &[("part", part.into()), ("whole", whole.into())]),
        None => say.t(none),
    };
    let fresh = match checked.health.freshness {
        Some(count) => say.with("health-fresh", &[("count", Arg::from(count))]),
        None => say.t("health-unknown"),
    };
    let rows = [
        ("health-complete", of(Some(accepted), expected, "health-unknown")),
        ("health-timely", of(on_time, accepted, "health-no-due")),
        ("health-consistent", of(passed, accepted, "health-unknown")),
        ("health-comparable", of(comparable, accepted, "health-unknown")),
        ("health-freshness", fresh),
    ];
    let pairs = rows.map(|(key, words)| (say.t(key), words));
    html! {
        (look::small(say.with("health-lead", &[("period", checked.label.as_str().into())])))
        (look::facts(pairs))
    }
}
