//! Saying what came of a promise: one press on a phone.

use kernel::{Error, Owner, Problems, Result};
use maud::html;
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::{ReleaseCommitment, Report, ReportCommitment};
use super::page::{found, state};
use super::{ACCEPT, Commitment, REPORT};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("commitments/{n}/report", &REPORT, ask)
        .form("commitments/{n}/report", &REPORT, report)
        .page("commitments/{n}/release", &ACCEPT, ask_release)
        .form("commitments/{n}/release", &ACCEPT, release)
}

async fn ask(visit: Visit) -> Result<Answer> {
    let one = found(&visit).await?;
    visit.may(&REPORT, one.owner(&visit))?;
    show(&visit, &one, visit.form("commitment-report"), false).await
}

async fn report(visit: Visit) -> Result<Answer> {
    let one = found(&visit).await?;
    let sent = visit.sent();
    let word = sent.get("report");
    let reason = sent.get("reason").to_owned();
    let report = match word {
        "kept" => Report::Kept,
        "more-time" => Report::MoreTime { due: sent.get("due").to_owned(), reason },
        "could-not" => Report::CouldNot { reason },
        "need-help" => Report::NeedHelp { reason },
        _ => {
            let mut problems = Problems::none();
            problems.check(false, "reason", "problem-report-choose");
            return show(&visit, &one, visit.form_again("commitment-report", problems), true).await;
        }
    };
    let done = format!("commitment-report-{word}");
    match visit.execute(ReportCommitment { commitment: one.id, report }).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("commitments/{number}")), &done)),
        Err(Error::Invalid(problems)) => {
            show(&visit, &one, visit.form_again("commitment-report", problems), true).await
        }
        Err(error) => Err(error),
    }
}

/// Done is one press; the other three say why in the same few words.
async fn show(visit: &Visit, one: &Commitment, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let here = visit.href(&format!("commitments/{}", one.number));
    let target = format!("{here}/report");
    let button = |word| look::quiet_button(visit.t(&format!("commitment-report-{word}")), "report", word);
    let page = html! {
        (look::page_head(html! { a href=(here) { (visit.t("kind-commitment")) } }, html! { span dir="auto" { (one.text) } }, state(visit, visit.say(), one)))
        (form.summary())
        (look::post_form(&target, &form.key(), html! {
            input type="hidden" name="report" value="kept";
            (look::acts(look::do_button(visit.t("commitment-report-kept"))))
        }))
        (look::section("otherwise", visit.t("commitment-report-otherwise"), look::post_form(&target, &form.key(), html! {
            (form.text("reason", 3))
            (form.field("due").date().optional().draw(visit.say()))
            (look::acts(html! { (button("more-time")) (button("need-help")) (button("could-not")) }))
        })))
    };
    let shell = visit.page(visit.t("commitment-report-title"));
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

async fn ask_release(visit: Visit) -> Result<Answer> {
    let one = found(&visit).await?;
    visit.may(&ACCEPT, Owner::Group(one.group.0))?;
    show_release(&visit, &one, visit.form("commitment-release"), false).await
}

async fn release(visit: Visit) -> Result<Answer> {
    let one = found(&visit).await?;
    let act = ReleaseCommitment { commitment: one.id, reason: visit.sent().get("reason").to_owned() };
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("commitments/{number}")), "commitment-released")),
        Err(Error::Invalid(problems)) => {
            show_release(&visit, &one, visit.form_again("commitment-release", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_release(visit: &Visit, one: &Commitment, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let here = visit.href(&format!("commitments/{}", one.number));
    let title = visit.t("commitment-release-title");
    let page = html! {
        (look::page_head(html! { a href=(here) dir="auto" { (one.text) } }, title.as_str(), visit.t("commitment-release-lead")))
        (form.draw(&format!("{here}/release"), "commitment-release", form.text("reason", 3)))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}
