//! From a figure to the rows it was made from.

use std::collections::HashMap;

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Standing, Table, small};
use web::{Answer, Routes, Visit};

use super::page::{LINES, asked, duties_by_name};
use super::{MeasureVersion, READ_PARTS, scorecard, view};
use crate::dimension::{self, CategoryId, Dimension};
use crate::duty::Duty;
use crate::submission::{self, Submission};
use crate::value::Value;
use crate::{cycle, surface};

pub(crate) fn routes() -> Routes {
    Routes::new().page("measures/{n}/periods/{period}", &READ_PARTS, period).page(
        "measures/{n}/periods/{period}/of/{category}",
        &READ_PARTS,
        part,
    )
}

/// The accepted submissions that make one number.
async fn period(visit: Visit) -> Result<Answer> {
    show(&visit, None).await
}

/// The same for one group or place.
async fn part(visit: Visit) -> Result<Answer> {
    let code: String = visit.part("category")?;
    show(&visit, Some(&code)).await
}

/// A group or a place, with all places that lie in it.
struct Of {
    name: String,
    id: CategoryId,
    all: Vec<CategoryId>,
}

impl Of {
    fn coded(dimensions: &[Dimension], code: &str) -> Option<Self> {
        let found = dimensions.iter().find_map(|dimension| Some((dimension, dimension.coded(code)?)));
        let (dimension, category) = found?;
        let mut all = vec![category.id];
        let mut at = 0;
        while let Some(place) = all.get(at).copied() {
            all.extend(dimension.within(Some(place)).map(|inside| inside.id));
            at += 1;
        }
        Some(Self { name: category.name.clone(), id: category.id, all })
    }
}

async fn show(visit: &Visit, code: Option<&str>) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = asked(visit, &mut read).await?;
    let key: String = visit.part("period")?;
    let of = match code {
        Some(code) => {
            let dimensions = dimension::store::of_measure(&mut read, initiative, measure.id).await?;
            Some(Of::coded(&dimensions, code).ok_or(Error::Missing)?)
        }
        None => None,
    };
    let values = match &of {
        Some(of) => {
            let mut parts = surface::parts_of(visit, &mut read, &measure, &[of.id]).await?;
            parts.remove(&of.id).unwrap_or_default()
        }
        None => surface::whole(visit, &mut read, &measure).await?,
    };
    let value = values.into_iter().find(|value| value.period == key).ok_or(Error::Missing)?;
    let cycle = cycle::store::find(&mut read, initiative, measure.id, &key).await?.ok_or(Error::Missing)?;
    let accepted = submission::store::of_cycle(&mut read, initiative, cycle.id).await?;
    let mut duties = duties_by_name(&mut read, initiative, &measure).await?;
    let ids: Vec<_> = accepted.iter().map(|submission| submission.id).collect();
    let parts = if of.is_some() {
        submission::store::parts_of(&mut read, initiative, &ids).await?
    } else {
        Vec::new()
    };
    drop(read);
    let inside = |place: CategoryId| of.as_ref().is_none_or(|of| of.all.contains(&place));
    duties.retain(|(duty, _)| duty.since <= key && duty.place.is_none_or(inside));
    let paging = visit.paging(LINES);
    let count = duties.len();
    let accepted = accepted.into_iter().filter(|submission| submission.is(submission::State::Accepted));
    let mut accepted: HashMap<_, _> = accepted.map(|submission| (submission.duty, submission)).collect();
    let brought = |duty: &Duty, own: Submission| {
        let counted = if of.is_none() || duty.place.is_some_and(inside) {
            Some(own.parts())
        } else {
            let parts = parts.iter().filter(|part| part.submission == own.id && inside(part.category));
            parts.map(submission::Part::parts).reduce(signals::Pooled::and)
        };
        Some((own, counted?))
    };
    let rows: Vec<(String, Option<(Submission, signals::Pooled)>)> = paging
        .of(duties)
        .into_iter()
        .map(|(duty, name)| (name, accepted.remove(&duty.id).and_then(|own| brought(&duty, own))))
        .collect();
    let version = measure.at(&key);
    let named = [("measure", measure.name.as_str().into()), ("period", value.label.as_str().into())];
    let title = match &of {
        Some(of) => visit.with("period-of", &[&named[..], &[("category", of.name.as_str().into())]].concat()),
        None => visit.with("period-title", &named),
    };
    let back =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let page = html! {
        (look::page_head(back, title.as_str(), view::value_sentence(visit.say(), version, &value)))
        @if rows.iter().all(|(_, row)| row.is_none()) && of.is_some() { p { (visit.t("period-no-parts")) } }
        (lineage(visit, version, &value, &rows))
        (paging.draw(visit, count, ""))
        (small(visit.with(period_key(version), &[("version", version.number.into())])))
    };
    visit.page(title).show(page).await
}

fn lineage(
    visit: &Visit,
    version: &MeasureVersion,
    value: &Value,
    rows: &[(String, Option<(Submission, signals::Pooled)>)],
) -> Markup {
    let say = visit.say();
    let unit = version.chart_unit();
    // What is not divided has no second number.
    let divided = version.value_kind().is_divided();
    let counted = |parts: signals::Pooled| {
        let rate = look::chart::value_words(say, &unit, version.value(parts));
        let parts = [parts.numerator, parts.denominator].map(|part| view::amount(say, part));
        let shown = parts.into_iter().filter(|_| divided).chain([rate]);
        shown.map(|words| html! { (words) }).collect::<Vec<_>>()
    };
    let row = |name: Markup, numbers: Vec<Markup>, last: Markup| [vec![name], numbers, vec![last]].concat();
    let mut table = Table::new(visit.t("period-caption")).column(visit.t("period-partner"));
    if divided {
        table = table.number(&version.numerator).number(&version.denominator);
    }
    table = table.number(visit.t("period-value")).column(visit.t("period-accepted"));
    for (name, own) in rows {
        let (whose, name) = (name, html! { span dir="auto" { (name) } });
        table = if let Some((own, parts)) = own {
            let href = visit.href(&format!("submissions/{}", own.number));
            let when = own.accepted_at.map_or_else(String::new, |at| say.day(at));
            table.row(row(name, counted(*parts), html! { a href=(href) { (look::named(when, whose)) } }))
        } else {
            let mut numbers = vec![html! {}; if divided { 2 } else { 0 }];
            numbers.push(look::status(Standing::Missing, visit.t("value-not-yet")));
            table.row(row(name, numbers, html! {}))
        };
    }
    if let Some(pooled) = value.pooled() {
        let together = html! { b { (visit.t("period-together")) } };
        table = table.row(row(together, counted(pooled), scorecard::reporters(say, version, value)));
    }
    table.draw()
}

/// How the whole came about, by the kind of number.
fn period_key(version: &MeasureVersion) -> &'static str {
    let kind = version.value_kind();
    match (kind.is_divided(), kind.adds_over_places()) {
        (true, _) => "period-version",
        (false, true) => "period-version-sum",
        (false, false) => "period-version-alone",
    }
}
