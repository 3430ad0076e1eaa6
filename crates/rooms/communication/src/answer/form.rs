//! Answering a statement.

use kernel::{Card, Error, Problems, Ref, Result};
use maud::{Markup, html};
use web::look;
use web::pick;
use web::{Answer, Form, Routes, Visit};

use super::acts::{AnswerStatement, CAME};
use super::{ANSWER, Outcome};
use crate::Made;

pub(crate) fn routes() -> Routes {
    Routes::new().page("answers/new", &ANSWER, new).form("answers", &ANSWER, give)
}

/// `?statement=statement/ID` says what is answered; without it, the way to choose one is shown.
async fn new(visit: Visit) -> Result<Answer> {
    let form = visit.form("answer").start("came", visit.query().get("came"));
    let body = match said(&visit, visit.query().get("statement")).await? {
        Some(card) => asking(&visit, &form, &card).await?,
        None => choosing(&visit),
    };
    show(&visit, body, false).await
}

async fn give(visit: Visit) -> Result<Answer> {
    match giving(&visit).await {
        Ok(made) => Ok(visit.done(&visit.href(&format!("answers/{}", made.number)), "answer-given")),
        Err(Error::Invalid(problems)) => match said(&visit, visit.sent().get("statement")).await? {
            Some(card) => {
                let body = asking(&visit, &visit.form_again("answer", problems), &card).await?;
                show(&visit, body, true).await
            }
            // What nobody said has no form; the shell's page keeps what was typed.
            None => Err(Error::Invalid(problems)),
        },
        Err(error) => Err(error),
    }
}

async fn giving(visit: &Visit) -> Result<Made> {
    let sent = visit.sent();
    let mut problems = Problems::none();
    let statement: Option<Ref> = problems.some(sent.parse("statement"), "statement", "problem-choose");
    let outcome: Option<Outcome> = problems.some(sent.parse("outcome"), "outcome", "problem-choose");
    let (Some(statement), Some(outcome)) = (statement, outcome) else {
        return Err(Error::Invalid(problems));
    };
    let came = pick::picked(sent, "came")?;
    visit.execute(AnswerStatement { statement, outcome, text: sent.get("text").to_owned(), came }).await
}

/// The statement that is answered.
async fn said(visit: &Visit, statement: &str) -> Result<Option<Card>> {
    match statement.parse::<Ref>() {
        Ok(about) if about.kind == "statement" => visit.card(&about).await,
        _ => Ok(None),
    }
}

async fn show(visit: &Visit, body: Markup, wrong: bool) -> Result<Answer> {
    let title = visit.t("answer-new-title");
    let back = html! { a href=(visit.href("answers")) { (visit.t("answers-title")) } };
    let page = html! { (look::page_head(back, title.as_str(), visit.t("answer-new-lead"))) (body) };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

async fn asking(visit: &Visit, form: &Form<'_>, said: &Card) -> Result<Markup> {
    let mut read = visit.read().await?;
    let came = pick::options(visit, &mut read, CAME, "answer-came-none").await?;
    drop(read);
    let outcomes: Vec<(String, String)> = Outcome::ALL
        .iter()
        .map(|outcome| (outcome.word().to_owned(), visit.t(&format!("answer-outcome-{}", outcome.word()))))
        .collect();
    let fields = html! {
        input type="hidden" name="statement" value=(said.about);
        (form.radios("outcome", &outcomes))
        (form.text("text", 4))
        (form.select("came", &came))
    };
    Ok(html! {
        (look::quote(&said.title, html! { a href=(said.href) { (visit.t("answer-said")) } }))
        (form.draw(&visit.href("answers"), "answer-give", fields))
    })
}

/// The way to a statement.
fn choosing(visit: &Visit) -> Markup {
    html! {
        p { (visit.t("answer-choose-statement")) }
        (look::acts(look::do_link(visit.t("answer-to-conversations"), &visit.href("conversations"))))
    }
}
