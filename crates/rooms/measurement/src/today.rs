//! What this room adds to somebody's morning view.

use std::collections::HashMap;

use ::store::Read;
use jiff::{SignedDuration, Timestamp};
use kernel::{Context, InitiativeId, Owner, Result};
use people::Partner;
use web::{Waiting, Why};

use crate::measure::{self, Measure, READ_PARTS};
use crate::value::Value;
use crate::{crosswalk, cycle, delegate, duty, query, report, submission, surface, wanted};

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
    // Also the partners for whom somebody reports in their stead.
    let standing = delegate::standing_in(cx, read).await?;
    for partner in report::mine(&standing, read).await? {
        lines.extend(to_accept(cx, read, initiative, &partner, &measures).await?);
        lines.extend(to_report(cx, read, initiative, &partner, &measures).await?);
        lines.extend(to_answer(cx, read, initiative, &partner, &measures).await?);
    }
    if cx.can(&query::ASK, Owner::Nobody) {
        lines.extend(answered(cx, read, initiative, &measures).await?);
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
    lines.extend(crosswalk::today(cx, read).await?);
    Ok(lines)
}

fn of(measures: &[Measure], id: measure::MeasureId) -> Option<&Measure> {
    measures.iter().find(|measure| measure.id == id)
}

fn href(cx: &Context, path: &str) -> String {
    let slug = cx.place.as_ref().map_or("", |place| place.slug.as_str());
    format!("/i/{slug}/{path}")
}

/// Numbers that were sent for a partner and wait for it: one by its name, several in one line.
async fn to_accept(
    cx: &Context,
    read: &mut Read,
    initiative: InitiativeId,
    partner: &Partner,
    measures: &[Measure],
) -> Result<Vec<Waiting>> {
    let waiting = submission::store::waiting_of_partner(read, initiative, partner.id).await?;
    if let [first, _, ..] = waiting.as_slice() {
        return Ok(vec![together(cx, partner, "today-report-waits", waiting.len(), first.sent_at)]);
    }
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

/// Several numbers of one partner in one line, which leads to its page.
fn together(cx: &Context, partner: &Partner, text: &'static str, count: usize, at: Timestamp) -> Waiting {
    Waiting {
        why: Why::Waits,
        text,
        args: vec![("count", count.to_string()), ("partner", partner.name.clone())],
        href: href(cx, &format!("reporting/{}", partner.number)),
        at: Some(at),
    }
}

/// Periods that are open and have nothing of this partner yet: one by its name, several in one line.
async fn to_report(
    cx: &Context,
    read: &mut Read,
    initiative: InitiativeId,
    partner: &Partner,
    measures: &[Measure],
) -> Result<Vec<Waiting>> {
    let missing = duty::store::missing(read, initiative, partner.id).await?;
    if missing.len() > 1 {
        let first = missing.iter().map(|one| one.due.unwrap_or(one.opened_at)).min();
        let first = first.unwrap_or_else(|| cx.now());
        return Ok(vec![together(cx, partner, "today-report-due", missing.len(), first)]);
    }
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

/// Questions about a partner's numbers that wait for its answer.
async fn to_answer(
    cx: &Context,
    read: &mut Read,
    initiative: InitiativeId,
    partner: &Partner,
    measures: &[Measure],
) -> Result<Vec<Waiting>> {
    let mut queries = query::store::unsettled_of_partner(read, initiative, partner.id).await?;
    queries.retain(|query| query.state == query::State::Open);
    about(cx, read, initiative, measures, "today-query-open", queries).await
}

/// Answers that whoever asks has not looked at yet.
async fn answered(
    cx: &Context,
    read: &mut Read,
    initiative: InitiativeId,
    measures: &[Measure],
) -> Result<Vec<Waiting>> {
    let queries = query::store::answered(read, initiative).await?;
    about(cx, read, initiative, measures, "today-query-answered", queries).await
}

async fn about(
    cx: &Context,
    read: &mut Read,
    initiative: InitiativeId,
    measures: &[Measure],
    text: &'static str,
    queries: Vec<query::Query>,
) -> Result<Vec<Waiting>> {
    let ids: Vec<_> = queries.iter().map(|query| query.submission.0).collect();
    let submissions = submission::store::these(read, initiative, &ids).await?;
    let line = |query: query::Query| {
        let about = submissions.iter().find(|submission| submission.id == query.submission)?;
        Some(Waiting {
            why: Why::Waits,
            text,
            args: vec![
                ("period", about.label.clone()),
                ("measure", of(measures, about.measure)?.name.clone()),
            ],
            href: href(cx, &format!("submissions/{}#questions", about.number)),
            at: query.answered_at.or(Some(query.asked_at)),
        })
    };
    Ok(queries.into_iter().filter_map(line).collect())
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
