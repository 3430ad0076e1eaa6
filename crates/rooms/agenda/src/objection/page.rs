use kernel::{Error, Owner, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::AmendProposal;
use super::{AMEND, Objection, Round, Standing, store};
use crate::decision::{Decision, form};
use crate::poll::{self, Poll};

pub(crate) fn routes() -> Routes {
    Routes::new().page("decisions/{n}/amend", &AMEND, new).form("decisions/{n}/amend", &AMEND, amend)
}

async fn new(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("amend"), false).await
}

async fn amend(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = AmendProposal {
        decision: visit.part("n")?,
        text: sent.get("text").to_owned(),
        changed: sent.get("changed").to_owned(),
        // What is no number of an objection names none that is raised.
        integrates: sent.all("integrates").map(|number| number.parse().unwrap_or_default()).collect(),
        closes: sent.get("closes").to_owned(),
        draft: sent.get("draft") == "yes",
    };
    let to = visit.href(&format!("decisions/{}", act.decision));
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&to, "decision-amended")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("amend", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let (decision, ..) = poll::numbered(visit, visit.part("n")?).await?;
    visit.may(&AMEND, Owner::Person(decision.proposer))?;
    let mut read = visit.read().await?;
    let objections = store::all(&mut read, visit.initiative()?, decision.id).await?;
    drop(read);
    let raised: Vec<(String, String)> = objections
        .iter()
        .filter(|one| one.state == Standing::Raised)
        .map(|one| (one.number.to_string(), format!("{}: {}", one.name, one.reason)))
        .collect();
    let form = form.start("text", decision.text.clone()).start("closes", form::last_day(visit));
    let draft = [("yes".to_owned(), visit.t("amend-take-draft"))];
    let fields = html! {
        (form.text("text", 4))
        (form.text("changed", 3))
        @if !raised.is_empty() { (form.checkboxes("integrates", &raised)) }
        @if decision.subject_kind.as_deref() == Some("version") { (form.checkboxes("draft", &draft)) }
        (form.field("closes").date().draw(visit.say()))
    };
    let page = html! {
        (look::page_head(html! { span dir="auto" { (decision.title) } }, visit.t("amend-title"), visit.t("amend-lead")))
        (form.draw(&visit.href(&format!("decisions/{}/amend", decision.number)), "amend-send", fields))
    };
    let title = visit.page(visit.t("amend-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

/// The objections with what became of them, and the rounds that are over.
pub(crate) fn history(visit: &Visit, objections: &[Objection], rounds: &[Round]) -> Markup {
    html! {
        @if !objections.is_empty() {
            (look::section("objection", visit.t("decision-objection-title"), html! {
                @for one in objections { (look::quote(&one.reason, source(visit, one))) }
            }))
        }
        @if !rounds.is_empty() {
            (look::section("rounds", visit.t("decision-rounds"), html! {
                @for one in rounds {
                    h3 { (visit.with("decision-round", &[
                        ("round", one.round.into()),
                        ("day", visit.say().day(one.ended_at).into()),
                    ])) }
                    (look::quote(&one.text, html! { (visit.t("decision-round-changed")) " " span dir="auto" { (one.changed) } }))
                }
            }))
        }
    }
}

fn source(visit: &Visit, one: &Objection) -> Markup {
    let became = visit.with(
        &format!("objection-{}", one.state.word()),
        &[("round", one.round.into()), ("settled", one.settled_round.into())],
    );
    html! {
        span dir="auto" { (one.name) }
        @if !one.constituency.is_empty() { ", " span dir="auto" { (one.constituency) } }
        ": " (became)
    }
}

/// The link to the form, for whoever may change the proposal now.
pub(crate) fn link(visit: &Visit, decision: &Decision, poll: &Poll) -> Markup {
    let may = decision.is_open()
        && poll.method.is_talked_over()
        && visit.can(&AMEND, Owner::Person(decision.proposer));
    html! {
        @if may {
            p { a href=(visit.href(&format!("decisions/{}/amend", decision.number))) { (visit.t("amend-link")) } }
        }
    }
}
