//! What each partner brought, read as a series of its own: for the partners themselves, by name and never by value.

use kernel::Result;
use maud::{Markup, html};
use serde::Serialize;
use signals::Assurance;
use web::look::chart::spark::spark;
use web::look::{self, section, small};
use web::{Answer, Visit};

use super::page::asked;
use super::shown::{self, MULTIPLES, Shown};
use super::{Measure, scorecard};
use crate::submission::Submission;
use crate::target::{self, Target};
use crate::value::{Series, Value};
use crate::{surface, value};

/// Partners that the API gives at once.
const AT_ONCE: usize = 100;

/// One partner's series.
pub(super) struct Own {
    name: String,
    series: Series,
    /// How it stands to the target that comes next, if its limits tell.
    assurance: Option<Assurance>,
}

impl Own {
    fn of(
        measure: &Measure,
        periods: &[Value],
        targets: &[Target],
        (name, brought): &(String, Vec<Submission>),
    ) -> Self {
        let of = |value: &Value| {
            let own = brought.iter().find(|submission| submission.period == value.period);
            value.of_partner(own.map(Submission::parts))
        };
        let series = Series::of(measure, periods.iter().map(of).collect());
        let target = target::next(targets, &series);
        let aimed = target.map(|target| measure.in_force().charted(target.value));
        let assurance = aimed.and_then(|aimed| series.chart.assurance(aimed));
        Self { name: name.clone(), series, assurance }
    }
}

/// One small picture a partner, by name, with what it says; for members.
pub(super) fn all(visit: &Visit, shown: &Shown) -> Markup {
    let own = |brought| Own::of(&shown.measure, &shown.series.values, &shown.targets, brought);
    let pictures = shown.parts.iter().map(own).map(|own| one(visit, shown, &own));
    html! {
        @if !shown.parts.is_empty() {
            (section("partners", visit.t("measure-partners"), html! {
                (small(visit.t("measure-by-name")))
                (look::multiples(pictures))
                (visit.paging(MULTIPLES).draw(visit, shown.partners, "#partners"))
            }))
        }
    }
}

fn one(visit: &Visit, shown: &Shown, own: &Own) -> Markup {
    let say = visit.say();
    let unit = shown.measure.in_force().chart_unit();
    let said = shown.series.headline().map_or("", |(_, value, _)| value.period.as_str());
    let latest = own.series.latest();
    let judged = own.series.signal() != value::Signal::TooFew;
    html! {
        p {
            b dir="auto" { (own.name) } " "
            @if let Some((_, value, drawn)) = latest { small { (unit.words(say, drawn)) @if value.period != said { " · " (value.label) } } }
            @else { small { (visit.t("value-not-yet")) } }
        }
        (spark(say, &unit, &own.series.drawn, look::Standing::Plain))
        @if judged {
            p.small { (scorecard::signal(say, &own.series)) }
            @if let Some(assurance) = own.assurance {
                p.small { (visit.t(&format!("measure-assurance-{}", assurance.as_str()))) }
            }
        }
    }
}

/// What the API says of one partner, with the icons of Making Data Count; null where its series is too short.
#[derive(Serialize)]
struct Told<'a> {
    partner: &'a str,
    latest: Option<&'a str>,
    signal: &'static str,
    variation: Option<&'static str>,
    assurance: Option<&'static str>,
}

impl<'a> Told<'a> {
    fn of(own: &'a Own) -> Self {
        Self {
            partner: &own.name,
            latest: own.series.latest().map(|(_, value, _)| value.period.as_str()),
            signal: own.series.signal().word(),
            variation: own.series.chart.variation().map(signals::Variation::icon),
            assurance: own.assurance.map(Assurance::as_str),
        }
    }
}

pub(super) async fn told(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = asked(&visit, &mut read).await?;
    let periods = surface::whole(&visit, &mut read, &measure).await?;
    let targets = target::store::of_measure(&mut read, initiative, measure.id).await?;
    let duties = shown::duties_by_name(&mut read, initiative, &measure).await?;
    let here = visit.paging(AT_ONCE).of(duties);
    let parts = shown::brought(&mut read, initiative, here).await?;
    drop(read);
    let all: Vec<Own> = parts.iter().map(|brought| Own::of(&measure, &periods, &targets, brought)).collect();
    Ok(Answer::json(&all.iter().map(Told::of).collect::<Vec<_>>()))
}
