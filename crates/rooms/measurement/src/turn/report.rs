//! A session on one page: the curve, its story, who has a part, what works, what was chosen, the plan.

use ::store::Read;
use kernel::Result;
use maud::html;
use web::look::{self, quiet_link, section};
use web::{Answer, Routes, Visit};

use super::page::{here, kicker, state};
use super::steps::{self, Shown};
use super::{READ, Step, TAKE_PART, Whole};

pub(super) fn routes() -> Routes {
    Routes::new().page("turns/{n}/report", &READ, report)
}

async fn report(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let whole = Whole::asked(&visit, &mut read).await?;
    show(&visit, &mut read, &whole).await
}

/// The report; for whoever may know of the session.
pub(super) async fn show(visit: &Visit, read: &mut Read, whole: &Whole) -> Result<Answer> {
    let turn = &whole.turn;
    let mut parts = Vec::new();
    for step in Step::ALL.iter().filter(|step| **step == Step::Curve || whole.count(**step) > 0) {
        parts.push((step, steps::body(visit, read, whole, *step, Shown::Read).await?));
    }
    let empty: Vec<String> = (Step::ALL.iter())
        .filter(|step| **step != Step::Curve && whole.count(**step) == 0)
        .map(|step| visit.t(&format!("turn-step-{}", step.word())))
        .collect();
    let agreed = turn.agreed_at.map(|at| {
        visit.with(
            "turn-agreed-by",
            &[("name", turn.agreed_by.as_str().into()), ("day", visit.say().day(at).into())],
        )
    });
    let page = html! {
        (look::page_head(kicker(visit, whole), html! { span dir="auto" { (turn.question) } }, state(visit, turn)))
        @if !turn.different.is_empty() { (look::quote(&turn.different, visit.t("turn-different-source"))) }
        @for (step, part) in &parts {
            (section(step.word(), visit.t(&format!("turn-report-{}", step.word())), part))
        }
        @if !empty.is_empty() { (look::small(visit.with("turn-report-empty", &[("steps", empty.join(", ").into())]))) }
        @if let Some(agreed) = agreed.filter(|_| visit.could(&TAKE_PART)) { (look::small(agreed)) }
        (look::acts(html! {
            @if visit.could(&TAKE_PART) { (quiet_link(visit.t("turn-back-link"), &here(visit, turn, ""))) }
            (quiet_link(visit.t("turn-measure-link"), &visit.href(&format!("measures/{}", whole.measure.number))))
        }))
    };
    visit.page(turn.question.clone()).about(turn.about()).live().show(page).await
}
