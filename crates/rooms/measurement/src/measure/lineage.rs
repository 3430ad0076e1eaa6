//! From a figure to the rows it was made from.

use std::collections::HashMap;

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Standing, Table, small};
use web::{Answer, Routes, Visit};

use super::page::{LINES, asked, duties_by_name};
use super::{MeasureVersion, READ_PARTS, scorecard, view};
use crate::submission::{self, Submission};
use crate::value::Value;
use crate::{cycle, surface};

pub(crate) fn routes() -> Routes {
    Routes::new().page("measures/{n}/periods/{period}", &READ_PARTS, period)
}

/// The accepted submissions that make one number.
async fn period(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = asked(&visit, &mut read).await?;
    let key: String = visit.part("period")?;
    let values = surface::whole(&visit, &mut read, &measure).await?;
    let value = values.into_iter().find(|value| value.period == key).ok_or(Error::Missing)?;
    let cycle = cycle::store::find(&mut read, initiative, measure.id, &key).await?.ok_or(Error::Missing)?;
    let accepted = submission::store::of_cycle(&mut read, initiative, cycle.id).await?;
    let mut duties = duties_by_name(&mut read, initiative, &measure).await?;
    drop(read);
    duties.retain(|(duty, _)| duty.since <= key);
    let paging = visit.paging(LINES);
    let count = duties.len();
    let accepted = accepted.into_iter().filter(|submission| submission.is(submission::State::Accepted));
    let mut accepted: HashMap<_, _> = accepted.map(|submission| (submission.duty, submission)).collect();
    let parts: Vec<(String, Option<Submission>)> =
        paging.of(duties).into_iter().map(|(duty, name)| (name, accepted.remove(&duty.id))).collect();
    let version = measure.at(&key);
    let title = visit.with(
        "period-title",
        &[("measure", measure.name.as_str().into()), ("period", value.label.as_str().into())],
    );
    let back =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let page = html! {
        (look::page_head(back, title.as_str(), view::value_sentence(visit.say(), version, &value)))
        (lineage(&visit, version, &value, &parts))
        (paging.draw(&visit, count, ""))
        (small(visit.with("period-version", &[("version", version.number.into())])))
    };
    visit.page(title).show(page).await
}

fn lineage(
    visit: &Visit,
    version: &MeasureVersion,
    value: &Value,
    parts: &[(String, Option<Submission>)],
) -> Markup {
    let say = visit.say();
    let unit = version.chart_unit();
    let counted = |parts: signals::Pooled| {
        [
            view::amount(say, parts.numerator),
            view::amount(say, parts.denominator),
            look::chart::value_words(say, &unit, version.value(parts)),
        ]
        .map(|words| html! { (words) })
    };
    let mut table = Table::new(visit.t("period-caption"))
        .column(visit.t("period-partner"))
        .number(&version.numerator)
        .number(&version.denominator)
        .number(visit.t("period-value"))
        .column(visit.t("period-accepted"));
    for (name, own) in parts {
        let name = html! { span dir="auto" { (name) } };
        let cells = if let Some(own) = own {
            let [above, below, rate] = counted(own.parts());
            let href = visit.href(&format!("submissions/{}", own.number));
            let when = own.accepted_at.map_or_else(String::new, |at| say.day(at));
            [name, above, below, rate, html! { a href=(href) { (when) } }]
        } else {
            let missing = look::status(Standing::Missing, visit.t("value-not-yet"));
            [name, html! {}, html! {}, missing, html! {}]
        };
        table = table.row(cells);
    }
    if let Some(pooled) = value.pooled() {
        let [above, below, rate] = counted(pooled);
        let together = html! { b { (visit.t("period-together")) } };
        table = table.row([together, above, below, rate, scorecard::coverage(say, value)]);
    }
    table.draw()
}
