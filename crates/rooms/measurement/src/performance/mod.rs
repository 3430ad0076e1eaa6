//! Performance measures: how a programme does, for those who run it. They stand by the three questions of Results-Based
//! Accountability, never beside the measures of a whole population.

use std::collections::BTreeMap;

use kernel::Result;
use maud::{Markup, html};
use people::PartnershipId;
use serde::Serialize;
use web::look::chart::spark::spark;
use web::look::{self, Standing, do_link, quiet_link, section};
use web::{Answer, Routes, Visit};

use crate::measure::scorecard::{self, Line, reporters, signal};
use crate::measure::{self, Accountability, DEFINE, QUADRANTS, READ};
use crate::value::Signal;

pub(crate) fn routes() -> Routes {
    Routes::new().page("measures/performance", &READ, show).api_get("measures/performance", &READ, list)
}

/// Every performance measure, by whoever answers for it, in the order of their names; those that nobody answers for yet last.
async fn by_partner(visit: &Visit) -> Result<Vec<(Option<String>, Vec<Line>)>> {
    let mut read = visit.read().await?;
    let mut measures = measure::store::all(&mut read, visit.initiative()?).await?;
    measures.retain(|measure| measure.kind == Accountability::Performance.word());
    let lines = scorecard::lines(visit.cx(), &mut read, measures).await?;
    let names = people::partner_names(&mut read, visit.initiative()?).await?;
    drop(read);
    let mut of: BTreeMap<(bool, String, Option<PartnershipId>), Vec<Line>> = BTreeMap::new();
    for line in lines {
        let custodian = line.measure.in_force().custodian;
        let name = custodian.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
        of.entry((name.is_empty(), name.to_lowercase(), custodian)).or_default().push(line);
    }
    let named = |custodian: Option<PartnershipId>| custodian.and_then(|id| names.get(&id)).cloned();
    Ok(of.into_iter().map(|((.., custodian), lines)| (named(custodian), lines)).collect())
}

async fn show(visit: Visit) -> Result<Answer> {
    let partners = by_partner(&visit).await?;
    let count: usize = partners.iter().map(|(_, lines)| lines.len()).sum();
    let define =
        visit.offers(&DEFINE).then(|| do_link(visit.t("measure-define-link"), &visit.href("measures/new")));
    let page = html! {
        (look::page_head(visit.t("performance-term"), visit.t("performance-title"), visit.with("performance-lead", &[("count", count.into())])))
        @if partners.is_empty() {
            (look::empty(visit.say(), visit.t("performance-empty"), html! { p { (visit.t("performance-example")) } }, define.unwrap_or_default()))
        } @else {
            @for (at, (name, lines)) in partners.iter().enumerate() {
                (section(&format!("partner-{at}"), html! {
                    @if let Some(name) = name { span dir="auto" { (name) } } @else { (visit.t("performance-nobody")) }
                }, square(&visit, lines)))
            }
        }
        div.acts { (quiet_link(visit.t("performance-population-link"), &visit.href("measures"))) }
    };
    visit.page(visit.t("performance-title")).live().show(page).await
}

/// The measures of one programme under the three questions. Whether anybody is better off is asked as how many and as what
/// share; so the square has four fields.
fn square(visit: &Visit, lines: &[Line]) -> Markup {
    let field = |key: &str, holds: &dyn Fn(&Line) -> bool| {
        let here: Vec<&Line> = lines.iter().filter(|line| holds(line)).collect();
        html! {
            div.quadrant {
                h3 { (visit.t(&format!("performance-{key}"))) }
                p.small { (visit.t(&format!("performance-{key}-hint"))) }
                @if here.is_empty() { p.small { (visit.t("performance-none")) } }
                @for line in here { (one(visit, line)) }
            }
        }
    };
    let is = |quadrant: &'static str| move |line: &Line| line.measure.quadrant == quadrant;
    let divided = |line: &Line| line.measure.in_force().value_kind().is_divided();
    let unsorted = |line: &Line| !QUADRANTS.contains(&line.measure.quadrant.as_str());
    html! {
        div.square {
            (field("how-much", &is("how-much")))
            (field("how-well", &is("how-well")))
            (field("better-off-count", &|line| is("better-off")(line) && !divided(line)))
            (field("better-off-share", &|line| is("better-off")(line) && divided(line)))
        }
        @if lines.iter().any(unsorted) { (field("unsorted", &unsorted)) }
    }
}

fn one(visit: &Visit, line: &Line) -> Markup {
    let (measure, series) = (&line.measure, &line.series);
    let unit = measure.in_force().chart_unit();
    let say = visit.say();
    html! {
        div.performance {
            a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) }
            @if let Some((_, value, drawn)) = series.headline() {
                p { b { (unit.words(say, drawn)) } " " small { (value.label) " · " (reporters(say, measure.at(&value.period), value)) } }
                @let standing = if series.signal() == Signal::TooFew { Standing::Plain } else { series.signal().standing() };
                p { (spark(say, &unit, &series.drawn, standing)) " " (signal(say, series)) }
            } @else { p.small { (visit.t("value-none")) } }
        }
    }
}

/// A measure as the API gives it.
#[derive(Serialize)]
struct Shown<'a> {
    number: i64,
    name: &'a str,
    quadrant: &'a str,
    partner: Option<&'a str>,
    unit: &'a str,
    period: Option<&'a str>,
    /// As charts draw it: a share between 0 and 1.
    value: Option<f64>,
}

async fn list(visit: Visit) -> Result<Answer> {
    let partners = by_partner(&visit).await?;
    let shown = |name: &'_ Option<String>, line: &'_ Line| {
        let latest = line.series.headline();
        serde_json::to_value(Shown {
            number: line.measure.number,
            name: &line.measure.name,
            quadrant: &line.measure.quadrant,
            partner: name.as_deref(),
            unit: &line.measure.in_force().unit,
            period: latest.map(|(_, value, _)| value.period.as_str()),
            value: latest.map(|(.., drawn)| drawn),
        })
        .unwrap_or_default()
    };
    let all: Vec<serde_json::Value> =
        partners.iter().flat_map(|(name, lines)| lines.iter().map(|line| shown(name, line))).collect();
    Ok(Answer::json(&all))
}
