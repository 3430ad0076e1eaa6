use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, do_button, quiet_button};
use web::{Answer, Form, Routes, Visit};

use super::acts::{AcceptAll, AcceptSubmission, SendSubmission};
use super::{ACCEPT, SEND, State, Submission, preview, store};
use crate::cycle::{self, Cycle};
use crate::duty::{self, Duty};
use crate::measure::forms::number;
use crate::measure::page::name_of;
use crate::measure::view::amount;
use crate::measure::{self, Measure};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("duties/{n}/report/{period}", &SEND, report)
        .form("duties/{n}/report/{period}", &SEND, send)
        .form("duties/{n}/accept", &ACCEPT, accept_all)
        .page("submissions/{n}", &measure::READ_PARTS, preview::show)
        .form("submissions/{n}/accept", &ACCEPT, accept)
}

/// What the page for one partner and one period needs.
struct Asked {
    duty: Duty,
    measure: Measure,
    cycle: Cycle,
    partner: String,
    /// The latest revision of this period, whatever its state.
    here: Option<Submission>,
    /// What counts in the period before.
    before: Option<Submission>,
}

impl Asked {
    async fn load(visit: &Visit) -> Result<Self> {
        let mut read = visit.read().await?;
        let initiative = visit.initiative()?;
        let duty = duty::store::numbered(&mut read, initiative, visit.part("n")?).await?;
        let duty = duty.ok_or(Error::Missing)?;
        visit.may(&SEND, duty.owner())?;
        let measure =
            measure::store::find(&mut read, initiative, duty.measure).await?.ok_or(Error::Missing)?;
        let period: String = visit.part("period")?;
        let cycle = cycle::store::find(&mut read, initiative, measure.id, &period).await?;
        let cycle = cycle.ok_or(Error::Missing)?;
        let sent = store::of_duty(&mut read, initiative, duty.id).await?;
        let partner = name_of(&mut read, initiative, duty.partnership).await?;
        let here = sent.iter().find(|submission| submission.cycle == cycle.id).cloned();
        let before = sent.into_iter().find(|s| s.period < cycle.period && s.is(State::Accepted));
        Ok(Self { duty, measure, cycle, partner, here, before })
    }
}

async fn report(visit: Visit) -> Result<Answer> {
    let asked = Asked::load(&visit).await?;
    let mut form = visit.form("submission");
    if let Some(here) = &asked.here {
        form = form
            .start("numerator", amount(visit.say(), here.numerator))
            .start("denominator", amount(visit.say(), here.denominator))
            .start("note", &here.note);
    }
    show(&visit, &asked, form, false).await
}

async fn send(visit: Visit) -> Result<Answer> {
    let act = SendSubmission {
        duty: visit.part("n")?,
        period: visit.part("period")?,
        numerator: number(&visit, "numerator"),
        denominator: number(&visit, "denominator"),
        parts: Vec::new(),
        low: None,
        high: None,
        quality: None,
        note: visit.sent().get("note").to_owned(),
        draft: visit.sent().get("draft") == "yes",
    };
    let (duty, draft) = (act.duty, act.draft);
    match visit.execute(act).await {
        Ok(_) if draft => Ok(visit.done(&visit.href(&format!("duties/{duty}")), "submission-kept")),
        Ok(number) => Ok(visit.done(&visit.href(&format!("submissions/{number}")), "submission-sent")),
        Err(Error::Invalid(problems)) => {
            let asked = Asked::load(&visit).await?;
            show(&visit, &asked, visit.form_again("submission", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show(visit: &Visit, asked: &Asked, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let version = asked.measure.at(&asked.cycle.period);
    let title = visit.with(
        "submission-title",
        &[("measure", asked.measure.name.as_str().into()), ("period", asked.cycle.label.as_str().into())],
    );
    let lead = match &asked.before {
        Some(before) => visit.with(
            "submission-lead-before",
            &[
                ("period", before.label.as_str().into()),
                ("numerator", amount(visit.say(), before.numerator).into()),
                ("denominator", amount(visit.say(), before.denominator).into()),
                (
                    "value",
                    look::chart::value_words(
                        visit.say(),
                        &version.chart_unit(),
                        version.value(before.parts()),
                    )
                    .into(),
                ),
            ],
        ),
        None => visit.t("submission-lead"),
    };
    let due = asked.cycle.due.map(|due| visit.with("cycle-due-by", &[("day", visit.say().day(due).into())]));
    let lead = [Some(lead), due].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let action = duty::page::report_href(visit, &asked.duty, &asked.cycle.period);
    let page = html! {
        (look::page_head(html! { span dir="auto" { (asked.partner) } }, title.as_str(), lead))
        @if !version.definition.is_empty() { (look::quote(&version.definition, visit.with("measure-version", &[("version", version.number.into())]))) }
        @if asked.cycle.locked { p { (visit.t("cycle-rule-locked")) } }
        @else { (form.summary()) (look::post_form(&action, &form.key(), fields(visit, &form, asked))) }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// The two numbers carry the definition's own words.
fn fields(visit: &Visit, form: &Form<'_>, asked: &Asked) -> Markup {
    let version = asked.measure.at(&asked.cycle.period);
    let say = visit.say();
    html! {
        (form.field("numerator").number().hint(&version.numerator).draw(say))
        (form.field("denominator").number().hint(&version.denominator).draw(say))
        (form.field("note").textarea(2).optional().draw(say))
        (look::acts(html! {
            (do_button(visit.t("submission-send")))
            (quiet_button(visit.t("submission-keep"), "draft", "yes"))
        }))
    }
}

async fn accept(visit: Visit) -> Result<Answer> {
    let act = AcceptSubmission { submission: visit.part("n")? };
    let accepted = visit.execute(act).await?;
    Ok(visit.done(&visit.href(&format!("measures/{}", accepted.measure)), "submission-accepted"))
}

async fn accept_all(visit: Visit) -> Result<Answer> {
    let act = AcceptAll { duty: visit.part("n")? };
    let here = visit.href(&format!("duties/{}", act.duty));
    visit.execute(act).await?;
    Ok(visit.done(&here, "submission-accepted"))
}
