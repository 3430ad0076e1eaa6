//! One strategy rated alone, from 1 to 5 on four sides.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::RateStrategy;
use super::{RATE, SIDES, Strategy, strategies};
use crate::clause::words::hypothesis;
use crate::clause::{self, brief};

pub(super) fn routes() -> Routes {
    Routes::new().page("agenda/clauses/{n}/rate", &RATE, new).form("agenda/clauses/{n}/rate", &RATE, rate)
}

/// The strategy whose number stands in the path.
pub(super) async fn asked(visit: &Visit) -> Result<Strategy> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let clause = clause::store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let clause = clause.ok_or(Error::Missing)?;
    strategies(visit, &mut read, initiative, Some(&clause)).await?.pop().ok_or(Error::Missing)
}

async fn new(visit: Visit) -> Result<Answer> {
    let strategy = asked(&visit).await?;
    let mut form = visit.form("strategy");
    for (side, mark) in SIDES.into_iter().zip(strategy.own.into_iter().flatten()) {
        form = form.start(side, mark.to_string());
    }
    show(&visit, &strategy, form, false).await
}

async fn rate(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let mark = |side: &str| sent.parse(side).unwrap_or(0);
    let act = RateStrategy {
        clause: visit.part("n")?,
        leverage: mark("leverage"),
        reach: mark("reach"),
        specificity: mark("specificity"),
        values: mark("values"),
    };
    let to = visit.href(&format!("agenda/clauses/{}#strategy", act.clause));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&to, "strategy-rated")),
        Err(Error::Invalid(problems)) => {
            let strategy = asked(&visit).await?;
            show(&visit, &strategy, visit.form_again("strategy", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show(visit: &Visit, strategy: &Strategy, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let clause = &strategy.clause;
    let here = format!("agenda/clauses/{}", clause.number);
    let kicker = html! {
        a href=(visit.href(&here)) { (visit.with("clause-numbered", &[("number", clause.number.to_string().into())])) }
    };
    let fields = html! { @for side in SIDES { (marks(visit, &form, side)) } };
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (brief(&clause.text)) } }, visit.t("strategy-rate-lead")))
        (hypothesis(visit, &clause.says()))
        (form.draw(&visit.href(&format!("{here}/rate")), "strategy-rate-send", fields))
    };
    let shell = visit.page(visit.with("strategy-rate-title", &[("strategy", brief(&clause.text).into())]));
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

/// One to five beside each other, with what the ends mean.
fn marks(visit: &Visit, form: &Form<'_>, side: &'static str) -> Markup {
    let label = |mark: i64| match mark {
        1 => visit.t(&format!("strategy-{side}-low")),
        5 => visit.t(&format!("strategy-{side}-high")),
        mark => visit.say().count(mark),
    };
    let choices: Vec<(String, String)> = (1..=5).map(|mark| (mark.to_string(), label(mark))).collect();
    form.radios(side, &choices)
}
