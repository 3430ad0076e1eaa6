use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Table, Width};
use web::{Answer, Form, Routes, Visit};

use super::acts::SetTarget;
use super::{BASES, Target, store};
use crate::measure::forms::{choices, number};
use crate::measure::page::asked;
use crate::measure::{DEFINE, Measure, view};
use crate::{surface, value};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures/{n}/target", &DEFINE, aim)
        .form("measures/{n}/target", &DEFINE, set_target)
        .api_post("measures/{n}/targets", &DEFINE, set_target_api)
}

async fn aim(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("target").start("basis", BASES[0]), false).await
}

async fn set_target(visit: Visit) -> Result<Answer> {
    let act = SetTarget {
        measure: visit.part("n")?,
        period: visit.sent().get("period").to_owned(),
        value: number(&visit, "value"),
        basis: visit.sent().get("basis").to_owned(),
        agreed_by: visit.sent().get("agreed_by").to_owned(),
    };
    let here = visit.href(&format!("measures/{}#target", act.measure));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&here, "target-set")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("target", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn set_target_api(visit: Visit) -> Result<Answer> {
    let act = SetTarget { measure: visit.part("n")?, ..visit.json()? };
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "set": true })))
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = asked(visit, &mut read).await?;
    let values = surface::whole(visit, &mut read, &measure).await?;
    let targets = store::of_measure(&mut read, initiative, measure.id).await?;
    let former = store::former(&mut read, initiative, measure.id).await?;
    drop(read);
    let series = value::Series::of(&measure, values);
    let action = visit.href(&format!("measures/{}/target", measure.number));
    let fields = html! {
        div.abreast {
            (form.field("period").width(Width::Short).draw(visit.say()))
            (form.field("value").number().unit(&measure.in_force().unit).draw(visit.say()))
        }
        (form.radios("basis", &choices(visit, &BASES, "target-basis")))
        (form.field("agreed_by").optional().draw(visit.say()))
    };
    let title = visit.t("target-new-title");
    let back =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let page = html! {
        (look::page_head(back, title.as_str(), view::lead(visit.say(), &measure, &series)))
        (form.draw(&action, "target-set", fields))
        @if !targets.is_empty() {
            (look::section("history", visit.t("target-history"), history(visit, &measure, &targets, &former)))
        }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// Every target that stands or stood: nothing is written over.
pub(crate) fn history(visit: &Visit, measure: &Measure, targets: &[Target], former: &[Target]) -> Markup {
    let version = measure.in_force();
    let row = |target: &Target, stands: bool| {
        [
            html! { (target.period) },
            html! { (version.chart_unit().words(visit.say(), version.charted(target.value))) },
            html! { (visit.t(&format!("target-basis-{}", target.basis))) },
            html! { span dir="auto" { (target.agreed_by) } },
            html! {
                (visit.say().day(target.set_at)) ", " span dir="auto" { (target.set_by) }
                @if !stands { " " (look::tag(look::Standing::Plain, visit.t("target-former"))) }
            },
        ]
    };
    let table = Table::new(visit.t("target-history"))
        .quiet_caption()
        .column(visit.t("target-by"))
        .number(visit.t("target-value-head"))
        .column(visit.t("target-basis"))
        .column(visit.t("target-agreed_by"))
        .column(visit.t("target-set-head"));
    let rows = targets.iter().map(|target| (target, true)).chain(former.iter().map(|target| (target, false)));
    rows.fold(table, |table, (target, stands)| table.row(row(target, stands))).draw()
}
