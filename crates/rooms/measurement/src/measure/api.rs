use kernel::Result;
use serde::Serialize;
use serde_json::json;
use web::{Answer, Routes, Visit};

use super::acts::{ChangeDefinition, DefineMeasure};
use super::impact::Impact;
use super::scorecard::{self, Line};
use super::{DEFINE, MeasureVersion, READ, READ_PARTS, page, partner, store};
use crate::annotation::{self, Annotation};
use crate::baseline::{self, outcome::Held, outlook::Outlook};
use crate::target::pace::Course;
use crate::value::Value;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api_get("measures", &READ, list)
        .api_post("measures", &DEFINE, define)
        .api_get("measures/{n}", &READ, series)
        .api_get("measures/{n}/partners", &READ_PARTS, partner::told)
        .api_post("measures/{n}/definition", &DEFINE, change)
        .api_get("measures/{n}/impact", &DEFINE, impact)
}

/// One period as the API gives it. What is not known is null.
#[derive(Serialize)]
struct Point<'a> {
    period: &'a str,
    label: &'a str,
    numerator: Option<f64>,
    /// Of what is not divided there is none.
    denominator: Option<f64>,
    value: Option<f64>,
    /// The range and quality of a survey's value.
    low: Option<f64>,
    high: Option<f64>,
    quality: Option<i64>,
    /// Numbers were reported that cannot be added.
    not_added: bool,
    /// Not shown, so that nobody is.
    hidden: bool,
    reported: i64,
    expected: i64,
    partial: bool,
    /// What the chart's rules say of it; null where it is not read.
    point: Option<&'static str>,
}

/// Limits that hold from one period to another, values as people write them.
#[derive(Serialize)]
struct Phase<'a> {
    from: &'a str,
    to: &'a str,
    points: usize,
    mean: f64,
    lower: Option<f64>,
    upper: Option<f64>,
    provisional: bool,
}

/// How it stands to the target that comes next.
#[derive(Serialize)]
struct Aimed<'a> {
    period: &'a str,
    value: f64,
    basis: &'a str,
    agreed_by: &'a str,
    pace: &'static str,
    progress: Option<f64>,
    needed_a_year: Option<f64>,
    lately_a_year: Option<f64>,
    people_behind_the_gap: Option<u64>,
}

/// A measure as the API gives it.
#[derive(Serialize)]
struct Summary<'a> {
    number: i64,
    name: &'a str,
    kind: &'a str,
    status: &'static str,
    quadrant: &'a str,
    definition_version: i64,
    value_kind: &'a str,
    people: bool,
    counted_twice: bool,
    unit: &'a str,
    factor: f64,
    better: &'a str,
    signal: &'static str,
    /// `common_cause`, `improvement_high`, …: the icon of the NHS programme Making Data Count; null under six points.
    variation: Option<&'static str>,
    /// `consistent_pass`, `consistent_fail`, `inconsistent`; null without a target.
    assurance: Option<&'static str>,
    /// `rising`, `falling`, `no clear trend`, `too early to say`.
    trend: &'static str,
    target: Option<Aimed<'a>>,
    latest: Option<Point<'a>>,
}

/// Something that happened.
#[derive(Serialize)]
struct Happened<'a> {
    number: i64,
    kind: &'a str,
    words: &'a str,
    day: &'a str,
    until: Option<&'a str>,
    source: &'a str,
}

/// Fresh limits.
#[derive(Serialize)]
struct Rebased<'a> {
    period: &'a str,
    reason: &'a str,
    agreed_by: &'a str,
    decided_at: String,
}

impl<'a> Point<'a> {
    fn of(line: &'a Line, at: usize, value: &'a Value) -> Self {
        let (pooled, version) = (value.pooled(), line.measure.in_force());
        let divided = line.measure.at(&value.period).value_kind().is_divided();
        let place = line.series.read.iter().position(|read| *read == at);
        Self {
            period: &value.period,
            label: &value.label,
            numerator: pooled.map(|pooled| pooled.numerator),
            denominator: pooled.filter(|_| divided).map(|pooled| pooled.denominator),
            value: line.series.drawn[at].map(|drawn| version.written(drawn)),
            low: value.low,
            high: value.high,
            quality: value.quality,
            not_added: value.apart(),
            hidden: value.hidden,
            reported: value.reported,
            expected: value.expected,
            partial: value.partial(),
            point: place.map(|place| line.series.chart.points[place].variation.as_str()),
        }
    }
}

impl<'a> Aimed<'a> {
    fn of(course: &Course<'a>, version: &MeasureVersion, line: &Line) -> Self {
        let (target, aim) = (course.target, course.aim);
        Self {
            period: &target.period,
            value: target.value,
            basis: &target.basis,
            agreed_by: &target.agreed_by,
            pace: course.word(),
            progress: aim.and_then(|aim| aim.progress()),
            needed_a_year: aim.and_then(|aim| aim.needed()).map(|needed| version.written(needed)),
            lately_a_year: aim.map(|aim| version.written(aim.slope)),
            people_behind_the_gap: course.people(version, &line.series),
        }
    }
}

impl<'a> Summary<'a> {
    fn of(line: &'a Line) -> Self {
        let (measure, version) = (&line.measure, line.measure.in_force());
        let course = line.course();
        let chart = &line.series.chart;
        Self {
            number: measure.number,
            name: &measure.name,
            kind: &measure.kind,
            status: measure.status().word(),
            quadrant: &measure.quadrant,
            definition_version: version.number,
            value_kind: &version.kind,
            people: version.people,
            counted_twice: version.counted_twice,
            unit: &version.unit,
            factor: version.factor,
            better: &version.better,
            signal: line.series.signal().word(),
            variation: chart.variation().map(signals::Variation::icon),
            assurance: course
                .as_ref()
                .and_then(|course| chart.assurance(course.aimed))
                .map(signals::Assurance::as_str),
            trend: line.trend().as_str(),
            target: course.as_ref().map(|course| Aimed::of(course, version, line)),
            latest: line.series.headline().map(|(at, value, _)| Point::of(line, at, value)),
        }
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measures = store::all(&mut read, visit.initiative()?).await?;
    let lines = scorecard::lines(&visit, &mut read, measures).await?;
    drop(read);
    Ok(Answer::json(&lines.iter().map(Summary::of).collect::<Vec<_>>()))
}

async fn series(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = page::asked(&visit, &mut read).await?;
    let line = scorecard::line(&visit, &mut read, measure).await?;
    let measure = &line.measure;
    let baselines = baseline::page::of_measure(&visit, &mut read, measure, &line.series.values).await?;
    let annotations = annotation::store::of_measure(&mut read, initiative, measure.id).await?;
    drop(read);
    let (version, chart) = (measure.in_force(), &line.series.chart);
    let values = line.series.values.iter().enumerate();
    let points: Vec<Point<'_>> = values.map(|(at, value)| Point::of(&line, at, value)).collect();
    let period = |place: usize| line.series.values[line.series.read[place]].period.as_str();
    let phase = |phase: &signals::Phase| Phase {
        from: period(phase.start),
        to: period(phase.start + phase.len - 1),
        points: phase.len,
        mean: version.written(phase.centre),
        lower: phase.limits.map(|limits| version.written(limits.lower)),
        upper: phase.limits.map(|limits| version.written(limits.upper)),
        provisional: phase.provisional(),
    };
    let held: Vec<Held<'_>> =
        baselines.iter().map(|baseline| Held::of(baseline, measure, &line.series)).collect();
    let outlook = Outlook::of(measure, &line.series);
    let happened = |annotation: &'_ Annotation| {
        json!(Happened {
            number: annotation.number,
            kind: &annotation.kind,
            words: &annotation.words,
            day: &annotation.day,
            until: Some(annotation.until.as_str()).filter(|until| !until.is_empty()),
            source: &annotation.source,
        })
    };
    let rebased: Vec<Rebased<'_>> = measure
        .rebases
        .iter()
        .map(|rebase| Rebased {
            period: &rebase.period,
            reason: &rebase.reason,
            agreed_by: &rebase.agreed_by,
            decided_at: rebase.decided_at.to_string(),
        })
        .collect();
    Ok(Answer::json(&json!({
        "measure": Summary::of(&line),
        "series": points,
        "limits": chart.phases.iter().filter(|phase| phase.judged()).map(phase).collect::<Vec<_>>(),
        "forecast": baseline::api::outlook(version, &outlook),
        "baselines": held.iter().map(|held| baseline::api::shown(version, held)).collect::<Vec<_>>(),
        "annotations": annotations.iter().map(happened).collect::<Vec<_>>(),
        "fresh_limits": rebased,
    })))
}

async fn define(visit: Visit) -> Result<Answer> {
    let act: DefineMeasure = visit.json()?;
    let number = visit.execute(act).await?;
    Ok(Answer::json(&json!({ "number": number })))
}

async fn change(visit: Visit) -> Result<Answer> {
    let act = ChangeDefinition { measure: visit.part("n")?, ..visit.json()? };
    let version = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "version": version })))
}

/// What hangs on a measure's definition, to be looked at before it is changed.
async fn impact(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = page::asked(&visit, &mut read).await?;
    Ok(Answer::json(&Impact::of(&visit, &mut read, &measure).await?))
}
