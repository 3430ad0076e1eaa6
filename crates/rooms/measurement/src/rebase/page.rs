use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Table};
use web::text::Arg;
use web::{Answer, Form, Routes, Visit};

use super::acts::RebaseLimits;
use super::{Proposal, REBASE, proposed};
use crate::annotation::{self, Annotation};
use crate::measure::Measure;
use crate::measure::page::asked;
use crate::surface;
use crate::value::Series;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures/{n}/limits", &REBASE, new)
        .form("measures/{n}/limits", &REBASE, rebase)
        .api_post("measures/{n}/limits", &REBASE, rebase_api)
}

async fn new(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("rebase").start("period", visit.query().get("period")), false).await
}

async fn rebase(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = RebaseLimits {
        measure: visit.part("n")?,
        period: sent.get("period").to_owned(),
        reason: sent.get("reason").to_owned(),
        agreed_by: sent.get("agreed_by").to_owned(),
    };
    let here = visit.href(&format!("measures/{}", act.measure));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&here, "limits-rebased")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("rebase", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn rebase_api(visit: Visit) -> Result<Answer> {
    let act = RebaseLimits { measure: visit.part("n")?, ..visit.json()? };
    visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "rebased": true })))
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = asked(visit, &mut read).await?;
    let values = surface::whole(visit, &mut read, &measure).await?;
    let annotations = annotation::store::of_measure(&mut read, initiative, measure.id).await?;
    drop(read);
    let series = Series::of(&measure, values);
    let lead = advice(visit, &measure, &series, &annotations);
    let periods = series.read.iter().skip(1).map(|at| &series.values[*at]);
    let periods: Vec<(String, String)> =
        periods.map(|value| (value.period.clone(), value.label.clone())).collect();
    let fields = html! {
        (form.select("period", &periods))
        (form.text("reason", 2))
        (form.line("agreed_by"))
    };
    let action = visit.href(&format!("measures/{}/limits", measure.number));
    let back =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let title = visit.t("rebase-title");
    let page = html! {
        (look::page_head(back, title.as_str(), lead))
        @if periods.is_empty() { p { (visit.t("rebase-none-yet")) } }
        @else { (form.draw(&action, "rebase-decide", fields)) }
        @if !measure.rebases.is_empty() { (look::section("before", visit.t("rebase-before"), list(visit, &measure))) }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// What the room would propose, or that it would not.
fn advice(visit: &Visit, measure: &Measure, series: &Series, annotations: &[Annotation]) -> String {
    match proposed(measure, series, annotations) {
        Some(proposal) => words(visit, &proposal),
        None => match series.chart.shift() {
            Some(shift) if shift.settled() => visit.t("rebase-advice-no-event"),
            _ => visit.t("rebase-advice-none"),
        },
    }
}

/// "Since 2014 eight values in a row …"
pub(crate) fn words(visit: &Visit, proposal: &Proposal<'_>) -> String {
    let args: [(&str, Arg); 3] = [
        ("period", proposal.from.label.as_str().into()),
        ("count", proposal.points.into()),
        ("words", proposal.because.words.as_str().into()),
    ];
    visit.with("rebase-advice", &args)
}

/// Each decision on fresh limits.
pub(crate) fn list(visit: &Visit, measure: &Measure) -> Markup {
    let table = Table::new(visit.t("rebase-before"))
        .quiet_caption()
        .column(visit.t("rebase-period"))
        .column(visit.t("rebase-reason"))
        .column(visit.t("rebase-agreed_by"))
        .column(visit.t("rebase-decided"));
    let rows = measure.rebases.iter().map(|rebase| {
        [
            html! { (rebase.period) },
            html! { span dir="auto" { (rebase.reason) } },
            html! { span dir="auto" { (rebase.agreed_by) } },
            html! { (visit.say().day(rebase.decided_at)) ", " span dir="auto" { (rebase.decided_by) } },
        ]
    });
    rows.fold(table, Table::row).draw()
}
