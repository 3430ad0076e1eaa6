use kernel::{Error, Owner, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::{AnswerAdvice, AskForAdvice, GiveAdvice, OpenVote};
use super::{ASK, Advice, GIVE, store};
use crate::decision::{Decision, READ, State, form};
use crate::poll;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("decisions/{n}/advice", &READ, new)
        .form("decisions/{n}/advice", &ASK, ask)
        .page("decisions/{n}/advice/{a}", &READ, one)
        .form("decisions/{n}/advice/{a}", &GIVE, give)
        .form("decisions/{n}/advice/{a}/answer", &ASK, answer)
        .page("decisions/{n}/open", &ASK, opening)
        .form("decisions/{n}/open", &ASK, open)
}

/// The round: who was asked, and whom to ask next.
async fn new(visit: Visit) -> Result<Answer> {
    round(&visit, visit.form("advice-ask"), false).await
}

async fn ask(visit: Visit) -> Result<Answer> {
    let act = AskForAdvice { decision: visit.part("n")?, whom: visit.sent().get("whom").to_owned() };
    let to = visit.href(&format!("decisions/{}/advice", act.decision));
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&to, "advice-asked")),
        Err(Error::Invalid(problems)) => round(&visit, visit.form_again("advice-ask", problems), true).await,
        Err(error) => Err(error),
    }
}

/// One piece of advice: whoever was asked gives it here, and the proposer answers it.
async fn one(visit: Visit) -> Result<Answer> {
    single(&visit, visit.form("advice"), false).await
}

async fn give(visit: Visit) -> Result<Answer> {
    let (decision, advice) = (visit.part("n")?, visit.part("a")?);
    let act = GiveAdvice { decision, advice, text: visit.sent().get("text").to_owned() };
    let done = visit.execute(act).await;
    spoken(&visit, decision, done, "advice-given").await
}

async fn answer(visit: Visit) -> Result<Answer> {
    let (decision, advice) = (visit.part("n")?, visit.part("a")?);
    let act = AnswerAdvice { decision, advice, text: visit.sent().get("text").to_owned() };
    let done = visit.execute(act).await;
    spoken(&visit, decision, done, "advice-answered").await
}

async fn spoken(visit: &Visit, decision: i64, done: Result<()>, word: &str) -> Result<Answer> {
    match done {
        Ok(()) => Ok(visit.done(&visit.href(&format!("decisions/{decision}/advice")), word)),
        Err(Error::Invalid(problems)) => single(visit, visit.form_again("advice", problems), true).await,
        Err(error) => Err(error),
    }
}

/// Where the proposer ends the round and asks those who decide.
async fn opening(visit: Visit) -> Result<Answer> {
    ready(&visit, visit.form("advice-open"), false).await
}

async fn open(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = OpenVote {
        decision: visit.part("n")?,
        text: sent.get("text").to_owned(),
        closes: sent.get("closes").to_owned(),
    };
    let to = visit.href(&format!("decisions/{}", act.decision));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&to, "decision-opened")),
        Err(Error::Invalid(problems)) => ready(&visit, visit.form_again("advice-open", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn asked(visit: &Visit) -> Result<(Decision, Vec<Advice>)> {
    let (decision, ..) = poll::numbered(visit, visit.part("n")?).await?;
    let mut read = visit.read().await?;
    let asked = store::all(&mut read, visit.initiative()?, decision.id).await?;
    Ok((decision, asked))
}

fn is_open(decision: &Decision) -> bool {
    decision.state == State::Advice.word()
}

fn head(visit: &Visit, decision: &Decision, title: &str, lead: &str) -> Markup {
    let back = visit.href(&format!("decisions/{}", decision.number));
    let back = html! { a href=(back) dir="auto" { (decision.title) } };
    look::page_head(back, visit.t(title), visit.t(lead))
}

async fn round(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let (decision, asked) = asked(visit).await?;
    let own = is_open(&decision) && visit.can(&ASK, Owner::Person(decision.proposer));
    let mut read = visit.read().await?;
    let groups = people::groups(&mut read, visit.initiative()?).await?;
    let members = if own { people::members(&mut read, visit.initiative()?).await? } else { Vec::new() };
    drop(read);
    let whom: Vec<(String, String)> = groups
        .into_iter()
        .map(|group| (format!("group/{}", group.id), group.name))
        .chain(members.into_iter().map(|member| (format!("person/{}", member.person), member.name)))
        .collect();
    let to = |what: &str| visit.href(&format!("decisions/{}/{what}", decision.number));
    let page = html! {
        (head(visit, &decision, "advice-title", "advice-lead"))
        @if asked.is_empty() { p { (visit.t("advice-none")) } }
        @for one in &asked {
            @let mine = is_open(&decision) && (own || visit.can(&GIVE, one.owner()));
            (look::section(&format!("advice-{}", one.number), html! { span dir="auto" { (one.name) } }, html! {
                (said(visit, one))
                @if mine { p { a href=(to(&format!("advice/{}", one.number))) { (look::named(visit.t("advice-one-link"), &one.name)) } } }
            }))
        }
        @if own {
            (look::section("ask", visit.t("advice-ask-title"), form.draw(&to("advice"), "advice-ask-send", form.select("whom", &whom))))
            p { a href=(to("open")) { (visit.t("advice-open-title")) } }
        }
    };
    let title = visit.page(visit.t("advice-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

async fn single(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let (decision, asked) = asked(visit).await?;
    let number: i64 = visit.part("a")?;
    let one = asked.into_iter().find(|one| one.number == number).ok_or(Error::Missing)?;
    let to = visit.href(&format!("decisions/{}/advice/{number}", decision.number));
    let gives = is_open(&decision) && visit.can(&GIVE, one.owner());
    let answers =
        is_open(&decision) && !one.text.is_empty() && visit.can(&ASK, Owner::Person(decision.proposer));
    let page = html! {
        (head(visit, &decision, "advice-title", "advice-lead"))
        (look::section("said", html! { span dir="auto" { (one.name) } }, said(visit, &one)))
        @if !decision.text.is_empty() { (look::section("asked", visit.t("decision-asked"), look::quote(&decision.text, html! {}))) }
        @if gives {
            @let form = form.start("text", one.text.clone());
            (form.draw(&to, "advice-give-send", form.text("text", 4)))
        } @else if answers {
            @let form = form.start("text", one.answer.clone());
            (form.draw(&format!("{to}/answer"), "advice-answer-send", form.text("text", 4)))
        }
    };
    let title = visit.page(visit.t("advice-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

async fn ready(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let (decision, _) = asked(visit).await?;
    visit.may(&ASK, Owner::Person(decision.proposer))?;
    let form = form.start("text", decision.text.clone()).start("closes", form::last_day(visit));
    let fields = html! { (form.text("text", 4)) (form.field("closes").date().draw(visit.say())) };
    let page = html! {
        (head(visit, &decision, "advice-open-title", "advice-open-lead"))
        (form.draw(&visit.href(&format!("decisions/{}/open", decision.number)), "advice-open-send", fields))
    };
    let title = visit.page(visit.t("advice-open-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

/// What was advised, and what becomes of it.
pub(crate) fn said(visit: &Visit, one: &Advice) -> Markup {
    let source = html! {
        span dir="auto" { (one.given_by) }
        @if let Some(at) = one.given_at { ", " (visit.say().day(at)) }
    };
    html! {
        @if one.text.is_empty() { p.small { (visit.t("advice-not-yet")) } }
        @else {
            (look::quote(&one.text, source))
            @if one.answer.is_empty() { p.small { (visit.t("advice-unanswered")) } }
            @else { p { (visit.t("advice-answered-is")) " " span dir="auto" { (one.answer) } } }
        }
    }
}

/// The part of a decision's page: each piece of advice, and the way to the round while it lasts.
pub(crate) fn part(visit: &Visit, decision: &Decision, asked: &[Advice]) -> Markup {
    html! {
        @if is_open(decision) || !asked.is_empty() {
            (look::section("advice", visit.t("advice-title"), html! {
                @for one in asked {
                    h3 dir="auto" { (one.name) }
                    (said(visit, one))
                }
                @if is_open(decision) {
                    p { a href=(visit.href(&format!("decisions/{}/advice", decision.number))) { (visit.t("advice-link")) } }
                }
            }))
        }
    }
}
