use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, quiet_link};
use web::{Answer, Form, Routes, Sent, Visit};

use super::acts::{EditPlanLine, LineText};
use super::{PlanLine, store};
use crate::turn::forms::{aside, number, version};
use crate::turn::{self, READ, TAKE_PART, Whole};

pub(crate) fn routes() -> Routes {
    Routes::new().page("plan-lines/{n}", &READ, show).page("plan-lines/{n}/edit", &TAKE_PART, edit).form(
        "plan-lines/{n}",
        &TAKE_PART,
        change,
    )
}

/// A line as it was typed.
pub(crate) fn line_text(sent: &Sent) -> LineText {
    LineText {
        option: number(sent, "option"),
        what: sent.get("what").to_owned(),
        who: sent.get("who").to_owned(),
        due: sent.get("due").to_owned(),
        early: sent.has("early"),
    }
}

/// What a line is asked for.
pub(crate) fn line_fields(visit: &Visit, whole: &Whole, form: &Form<'_>) -> Markup {
    let options: Vec<(String, String)> =
        whole.ready().map(|idea| (idea.number.to_string(), idea.words.clone())).collect();
    html! {
        (form.select("option", &options))
        (form.text("what", 2))
        (form.line("who"))
        (form.field("due").date().draw(visit.say()))
        (form.checkboxes("early", &[("yes".to_owned(), visit.t("turn-line-early-yes"))]))
    }
}

/// The line of the address with its session, if this viewer may know of them.
async fn asked(visit: &Visit, read: &mut ::store::Read) -> Result<(PlanLine, Whole)> {
    let (line, whole) = found(visit, read).await?;
    if whole.turn.seen_by(visit) { Ok((line, whole)) } else { Err(Error::Missing) }
}

/// The same for an act, which asks itself who may.
async fn found(visit: &Visit, read: &mut ::store::Read) -> Result<(PlanLine, Whole)> {
    let initiative = visit.initiative()?;
    let line = store::numbered(read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    let turn = turn::store::find(read, initiative, line.turn).await?.ok_or(Error::Missing)?;
    Ok((line, Whole::of(visit, read, turn).await?))
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (line, whole) = asked(&visit, &mut read).await?;
    let offered = super::offered::offered(&visit, &mut read, std::slice::from_ref(&line)).await?;
    drop(read);
    let cards = offered.get(&line.id).map(Vec::as_slice).unwrap_or_default();
    let session = visit.href(&format!("turns/{}", whole.turn.number));
    let kicker =
        html! { a href=(session) dir="auto" { (whole.turn.question) } " / " (visit.t("kind-plan-line")) };
    let day = visit.say().day(line.due);
    let key = if cards.is_empty() { "plan-lead-open" } else { "plan-lead-offered" };
    let option = whole.idea(line.option);
    let mut facts = vec![(visit.t("turn-plan-when"), html! { (day) })];
    if visit.could(&TAKE_PART) {
        facts.insert(0, (visit.t("turn-plan-who"), html! { span dir="auto" { (line.who) } }));
    }
    if let Some(option) = option {
        let href = visit.href(&format!("options/{}", option.number));
        facts.push((visit.t("kind-option"), html! { a href=(href) dir="auto" { (option.words) } }));
    }
    if line.early {
        facts.push((visit.t("turn-line-early"), html! { (visit.t("turn-plan-early")) }));
    }
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (line.what) } }, visit.t(key)))
        @if line.aside { (look::small(visit.t("plan-aside"))) }
        (look::facts(facts))
        (look::section("commitments", visit.t("turn-plan-commitment"), html! {
            ul.loop role="list" { @for card in cards { li { a href=(card.href) dir="auto" { (card.title) } } } }
            @if visit.could(&TAKE_PART) && !line.aside {
                (look::acts(look::do_link(visit.t("plan-offer"), &visit.href(&line.offer(&whole.turn)))))
            } @else if cards.is_empty() { p { (visit.t("plan-not-offered")) } }
        }))
        (look::acts(html! {
            @if visit.could(&TAKE_PART) && whole.turn.at_work().is_ok() {
                (quiet_link(visit.t("turn-edit-link"), &visit.href(&format!("plan-lines/{}/edit", line.number))))
            }
            @let back = if visit.could(&TAKE_PART) { "/steps/plan" } else { "/report" };
            (quiet_link(visit.t("plan-back"), &format!("{session}{back}")))
        }))
    };
    visit.page(line.what.clone()).about(line.about()).live().show(page).await
}

async fn edit(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (line, whole) = asked(&visit, &mut read).await?;
    drop(read);
    let option = whole.idea(line.option).map(|idea| idea.number.to_string()).unwrap_or_default();
    let form = visit
        .form("turn-line")
        .start("option", option)
        .start("what", line.what.as_str())
        .start("who", line.who.as_str())
        .start("due", line.day())
        .start("early", if line.early { "yes" } else { "" })
        .start("aside", if line.aside { "yes" } else { "" });
    show_edit(&visit, &line, &whole, form, false).await
}

async fn change(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (line, whole) = found(&visit, &mut read).await?;
    drop(read);
    let act = EditPlanLine {
        number: line.number,
        version: visit.sent().parse("version").unwrap_or(line.version),
        line: line_text(visit.sent()),
        aside: visit.sent().has("aside"),
    };
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("plan-lines/{number}")), "turn-changed")),
        Err(Error::Invalid(problems)) => {
            show_edit(&visit, &line, &whole, visit.form_again("turn-line", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_edit(
    visit: &Visit,
    line: &PlanLine,
    whole: &Whole,
    form: Form<'_>,
    wrong: bool,
) -> Result<Answer> {
    let here = visit.href(&format!("plan-lines/{}", line.number));
    let fields = html! {
        (version(visit, line.version))
        (line_fields(visit, whole, &form))
        (aside(visit, &form))
    };
    let title = visit.t("plan-edit-title");
    let back = html! { a href=(here) dir="auto" { (line.what) } };
    let page = html! {
        (look::page_head(back, title.as_str(), visit.t("turn-edit-lead")))
        (form.draw(&here, "turn-save", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}
