use kernel::{Error, Problems, Result};
use maud::{Markup, html};
use web::look::{self, Standing, quiet_button, section};
use web::{Answer, Form, Routes, Visit};

use super::acts::{AnswerQuestion, AskPartner, SettleQuestion, asked};
use super::{ANSWER, ASK, Query, State};
use crate::submission::preview::show_with;
use crate::submission::{self, Submission};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .form("submissions/{n}/questions", &ASK, ask)
        .form("questions/{n}/answer", &ANSWER, answer)
        .form("questions/{n}/settle", &ASK, settle)
}

/// The page of the number a question is about.
pub(crate) async fn place_of(visit: &Visit, question: i64) -> Result<String> {
    let mut read = visit.read().await?;
    let (_, about) = asked(visit, &mut read, question).await?;
    Ok(format!("submissions/{}", about.number))
}

async fn ask(visit: Visit) -> Result<Answer> {
    let submission: i64 = visit.part("n")?;
    let here = format!("submissions/{submission}");
    let question = visit.sent().get("question").to_owned();
    let act = AskPartner { submission, question, address: visit.address(&here) };
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&visit.href(&format!("{here}#questions")), "query-asked")),
        Err(Error::Invalid(problems)) => show_with(&visit, submission, Some(problems)).await,
        Err(error) => Err(error),
    }
}

async fn answer(visit: Visit) -> Result<Answer> {
    let question = visit.part("n")?;
    let here = place_of(&visit, question).await?;
    let answer = visit.sent().get("answer").to_owned();
    let act = AnswerQuestion { question, answer, address: visit.address(&here) };
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&visit.href(&format!("{here}#questions")), "query-answered")),
        Err(Error::Invalid(problems)) => {
            let number = here.rsplit('/').next().and_then(|number| number.parse().ok());
            show_with(&visit, number.ok_or(Error::Missing)?, Some(problems)).await
        }
        Err(error) => Err(error),
    }
}

async fn settle(visit: Visit) -> Result<Answer> {
    let question = visit.part("n")?;
    visit.execute(SettleQuestion { question }).await?;
    let here = place_of(&visit, question).await?;
    Ok(visit.done(&visit.href(&format!("{here}#questions")), "query-settled"))
}

/// What was asked about a number and answered, for both sides, and the next thing to do. `answers` is whether the viewer
/// may answer, also in somebody's stead.
pub(crate) fn thread(
    visit: &Visit,
    about: &Submission,
    queries: &[Query],
    answers: bool,
    problems: Option<Problems>,
) -> Markup {
    let asks = visit.offers(&ASK) && about.is(submission::State::Accepted);
    let form = match problems {
        Some(problems) => visit.form_again("query", problems),
        None => visit.form("query"),
    };
    if queries.is_empty() && !asks {
        return html! {};
    }
    section(
        "questions",
        visit.t("query-title"),
        html! {
            @if !queries.is_empty() {
                ol.loop role="list" { @for query in queries { li { (one(visit, query, answers, &form)) } } }
            }
            @if asks { (ask_form(visit, about, &form, queries.is_empty())) }
        },
    )
}

fn one(visit: &Visit, query: &Query, answers: bool, form: &Form<'_>) -> Markup {
    let say = visit.say();
    let signed = |name: &str, at| {
        html! { span dir="auto" { (name) } " · " (say.day(at)) }
    };
    let standing = match query.state {
        State::Open => Standing::Waiting,
        State::Answered => Standing::Plain,
        State::Settled => Standing::Done,
    };
    let words = visit.t(&format!("query-state-{}", query.state.word()));
    html! {
        (look::quote(&query.question, signed(&query.asked_by, query.asked_at)))
        @if let Some(at) = query.answered_at {
            @if let Some(revision) = query.corrected {
                p { (visit.with("query-corrected", &[("revision", revision.into())])) }
            }
            @if query.answer.is_empty() { p.small { (signed(&query.answered_by, at)) } }
            @else { (look::quote(&query.answer, signed(&query.answered_by, at))) }
        }
        p { (look::status(standing, words)) }
        @if answers && query.state == State::Open { (answer_form(visit, query, form)) }
        @if visit.offers(&ASK) && query.state != State::Settled {
            (look::post_form(&visit.href(&format!("questions/{}/settle", query.number)), &web::new_key(),
                look::acts(quiet_button(visit.t("query-settle"), "settle", "yes"))))
        }
    }
}

fn answer_form(visit: &Visit, query: &Query, form: &Form<'_>) -> Markup {
    let action = visit.href(&format!("questions/{}/answer", query.number));
    let field = form.field("answer").id(format!("answer-{}", query.number)).textarea(3);
    look::post_form(
        &action,
        &web::new_key(),
        html! { (field.draw(visit.say())) (look::send_row(visit.say(), visit.t("query-answer-send"))) },
    )
}

fn ask_form(visit: &Visit, about: &Submission, form: &Form<'_>, first: bool) -> Markup {
    let action = visit.href(&format!("submissions/{}/questions", about.number));
    let body = html! {
        (form.text("question", 3))
        (look::acts(quiet_button(visit.t("query-ask"), "ask", "yes")))
    };
    let sent = look::post_form(&action, &web::new_key(), body);
    let open = visit.sent().has("question") || visit.sent().has("ask");
    let words = visit.t(if first { "query-ask-first" } else { "query-ask-more" });
    html! { details open[open] { summary { (words) } (sent) } }
}
