//! The page on which a partner is let off a period.

use kernel::{Error, Result};
use maud::html;
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::waiver::{LiftWaiver, WAIVE, WaiveDuty, of_period};
use crate::measure;
use crate::measure::page::name_of;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("duties/{n}/waive/{period}", &WAIVE, ask)
        .form("duties/{n}/waive/{period}", &WAIVE, waive)
        .form("duties/{n}/waive/{period}/lift", &WAIVE, lift)
}

async fn ask(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("waiver"), false).await
}

async fn waive(visit: Visit) -> Result<Answer> {
    let reason = visit.sent().get("reason").to_owned();
    let act = WaiveDuty { duty: visit.part("n")?, period: visit.part("period")?, reason };
    let here = visit.href(&format!("duties/{}", act.duty));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&here, "duty-waived")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("waiver", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn lift(visit: Visit) -> Result<Answer> {
    let act = LiftWaiver { duty: visit.part("n")?, period: visit.part("period")? };
    let here = visit.href(&format!("duties/{}", act.duty));
    visit.execute(act).await?;
    Ok(visit.done(&here, "duty-asked-again"))
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let period: String = visit.part("period")?;
    let (duty, cycle) = of_period(visit, &mut read, visit.part("n")?, &period).await?;
    let measure = measure::store::find(&mut read, initiative, duty.measure).await?.ok_or(Error::Missing)?;
    let partner = name_of(&mut read, initiative, duty.partnership).await?;
    drop(read);
    let here = format!("duties/{}", duty.number);
    let back = html! { a href=(visit.href(&here)) dir="auto" { (partner) } };
    let args = [("measure", measure.name.as_str().into()), ("period", cycle.label.as_str().into())];
    let title = visit.with("waiver-title", &args);
    let action = visit.href(&format!("{here}/waive/{period}"));
    let page = html! {
        (look::page_head(back, title.as_str(), visit.with("waiver-lead", &[("partner", partner.as_str().into())])))
        (form.draw(&action, "waiver-do", form.text("reason", 3)))
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}
