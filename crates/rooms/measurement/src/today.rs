//! What this room adds to somebody's morning view.

use std::collections::HashMap;

use ::store::Read;
use jiff::{SignedDuration, Timestamp};
use kernel::{Context, InitiativeId, Owner, Result};
use people::PartnershipId;
use web::{Waiting, Why};

use crate::measure::{self, Measure, READ_PARTS};
use crate::value::Value;
use crate::{cycle, duty, submission, surface, wanted};

/// So long a number that moved is news.
const NEWS: SignedDuration = SignedDuration::from_hours(14 * 24);

/// What waits for this person, who went quiet, what moved.
pub(crate) async fn today(cx: &Context, read: &mut Read) -> Result<Vec<Waiting>> {
    let initiative = cx.initiative()?;
    let mut lines = Vec::new();
    if !cx.could(&READ_PARTS) {
        return Ok(lines);
    }
    let measures = measure::store::all(read, initiative).await?;
    for partnership in cx.actor.standing.partnerships.iter().copied().map(PartnershipId) {
        lines.extend(to_accept(cx, read, initiative, partnership, &measures).await?);
        lines.extend(to_report(cx, read, initiative, partnership, &measures).await?);
    }
    let values = surface::all(cx, read).await?;
    for measure in &measures {
        let latest = values.iter().rfind(|value| value.measure == measure.id);
        lines.extend(latest.and_then(|value| moved(cx, measure, value)));
    }
    if cx.can(&cycle::OPEN, Owner::Nobody) {
        lines.extend(quiet(cx, read, initiative, &measures, &values).await?);
    }
    lines.extend(wanted::today(cx, read).await?);
    Ok(lines)
}

fn of(measures: &[Measure], id: measure::MeasureId) -> Option<&Measure> {
    measures.iter().find(|measure| measure.id == id)
}

fn href(cx: &Context, path: &str) -> String {
    let slug = cx.place.as_ref().map_or("", |place| place.slug.as_str());
    format!("/i/{slug}/{path}")
}

/// Numbers that were sent for a partner and wait for it.
async fn to_accept(
    cx: &Context,
    read: &mut Read,
    initiative: InitiativeId,
    partnership: PartnershipId,
    measures: &[Measure],
) -> Result<Vec<Waiting>> {
    let waiting = submission::store::waiting_of_partner(read, initiative, partnership).await?;
    let line = |submission: submission::Submission| {
        Some(Waiting {
            why: Why::Waits,
            text: "today-submission-waits",
            args: vec![
                ("period", submission.label),
                ("measure", of(measures, submission.measure)?.name.clone()),
            ],
            href: href(cx, &format!("submissions/{}", submission.number)),
            at: Some(submission.sent_at),
        })
    };
    Ok(waiting.into_iter().filter_map(line).collect())
}

/// Periods that are open and have nothing of this partner yet.
async fn to_report(
    cx: &Context,
    read: &mut Read,
    initiative: InitiativeId,
    partnership: PartnershipId,
    measures: &[Measure],
) -> Result<Vec<Waiting>> {
    let missing = duty::store::missing(read, initiative, partnership).await?;
    let line = |missing: duty::store::Missing| {
        Some(Waiting {
            why: Why::Waits,
            text: "today-submission-due",
            args: vec![("period", missing.label), ("measure", of(measures, missing.measure)?.name.clone())],
            href: href(cx, &format!("duties/{}/report/{}", missing.duty, missing.period)),
            at: missing.due.or(Some(missing.opened_at)),
        })
    };
    Ok(missing.into_iter().filter_map(line).collect())
}

/// A pooled number that has just changed.
fn moved(cx: &Context, measure: &Measure, value: &Value) -> Option<Waiting> {
    let updated = value.updated.filter(|at| cx.now().duration_since(*at) < NEWS)?;
    Some(Waiting {
        why: Why::Moved,
        text: "today-measure-moved",
        args: vec![
            ("measure", measure.name.clone()),
            ("period", value.label.clone()),
            ("reported", value.reported.to_string()),
            ("expected", value.expected.to_string()),
        ],
        href: href(cx, &format!("measures/{}", measure.number)),
        at: Some(updated),
    })
}

/// Open periods that are due, with how many partners have not reported.
async fn quiet(
    cx: &Context,
    read: &mut Read,
    initiative: InitiativeId,
    measures: &[Measure],
    values: &[Value],
) -> Result<Vec<Waiting>> {
    let now: Timestamp = cx.now();
    let cycles = cycle::store::all(read, initiative).await?;
    let values: HashMap<_, &Value> =
        values.iter().map(|value| ((value.measure, value.period.as_str()), value)).collect();
    let line = |cycle: cycle::Cycle| {
        let measure = of(measures, cycle.measure)?;
        let value = values.get(&(cycle.measure, cycle.period.as_str()))?;
        let due = cycle.due.unwrap_or(cycle.opened_at);
        let missing = value.expected - value.reported;
        (!cycle.locked && missing > 0 && due <= now).then(|| Waiting {
            why: Why::Quiet,
            text: "today-cycle-missing",
            args: vec![
                ("measure", measure.name.clone()),
                ("period", cycle.label),
                ("missing", missing.to_string()),
                ("expected", value.expected.to_string()),
            ],
            href: href(cx, &format!("measures/{}/cycles/{}", measure.number, cycle.period)),
            at: Some(due),
        })
    };
    Ok(cycles.into_iter().filter_map(line).collect())
}
