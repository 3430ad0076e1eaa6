use journal::thread::{self, Reach};
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::chart::opinion::bar;
use web::look::{self, Table};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::HideStatement;
use super::{HIDE, State, Statement, Weighed, opinion_of, store};
use crate::clause;
use crate::conversation::{self, Conversation, Opening, READ};
use crate::vote::{self, Stance, VOTE};
use crate::{hearing, is_neutral};

/// Statements on one page of the table.
const PAGE: usize = 50;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("conversations/{n}/statements", &READ, table)
        .page("conversations/{n}/statements/{s}", &READ, one)
        .form("conversations/{n}/statements/{s}/hide", &HIDE, hide)
}

async fn table(visit: Visit) -> Result<Answer> {
    let (initiative, number): (_, i64) = (visit.initiative()?, visit.part("n")?);
    let paging = visit.paging(PAGE);
    let mut read = visit.read().await?;
    let found = conversation::store::numbered(&mut read, initiative, number).await?;
    let conversation = found.ok_or(Error::Missing)?;
    let heard = conversation::store::heard(&mut read, initiative, number).await?;
    let hidden_too = visit.offers(&HIDE);
    let statements = store::part(&mut read, initiative, number, hidden_too, paging.part()).await?;
    drop(read);
    let count = if hidden_too { heard.statements } else { heard.statements - heard.hidden };
    let here = format!("conversations/{number}");
    let question = html! { a href=(visit.href(&here)) dir="auto" { (conversation.question) } };
    let lead =
        visit.with("statements-lead", &[("count", heard.statements.into()), ("hidden", heard.hidden.into())]);
    let page = html! {
        (look::page_head(question, visit.t("statements-title"), lead))
        (rows(&visit, &statements))
        (paging.draw(&visit, count as usize, ""))
    };
    visit.page(visit.t("statements-title")).live().show(page).await
}

fn rows(visit: &Visit, statements: &[Weighed]) -> Markup {
    let heads = ["vote-agree", "vote-disagree", "vote-pass"].map(|key| visit.t(key));
    let table = Table::new(visit.t("statements-title")).quiet_caption().column(visit.t("kind-statement"));
    let table = heads.into_iter().fold(table, Table::number);
    let count = |n: u32| html! { (visit.say().count(n.into())) };
    let table = statements.iter().fold(table, |table, Weighed { statement, tally }| {
        let words = html! {
            a href=(visit.href(&statement.path())) dir="auto" { (statement.text) }
            @if statement.hidden { " " (look::tag(look::Standing::Missing, visit.t("statement-hidden"))) }
        };
        table.row([words, count(tally.agree), count(tally.disagree), count(tally.pass)])
    });
    table.draw()
}

async fn one(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("statement-hide"), false).await
}

async fn hide(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = HideStatement {
        conversation: visit.part("n")?,
        statement: visit.part("s")?,
        reason: (!sent.has("show")).then(|| sent.get("reason").to_owned()),
    };
    let to = visit.href(&format!("conversations/{}/statements/{}", act.conversation, act.statement));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&to, "statement-moderated")),
        Err(Error::Invalid(problems)) => {
            show(&visit, visit.form_again("statement-hide", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let (initiative, number): (_, i64) = (visit.initiative()?, visit.part("n")?);
    let mut read = visit.read().await?;
    let found = conversation::store::numbered(&mut read, initiative, number).await?;
    let conversation = found.ok_or(Error::Missing)?;
    let found = store::numbered(&mut read, initiative, number, visit.part("s")?).await?;
    let weighed = found.ok_or(Error::Missing)?;
    let opening = conversation.opening(crate::clock(visit, &mut read).await?);
    let voice = vote::page::voice(visit);
    let (participant, own) = vote::own(visit, &mut read, &conversation, voice.as_ref()).await?;
    let barrier = conversation.barrier(visit, &mut read, participant.is_some()).await?;
    let waits = weighed.statement.hidden
        && !store::judged(&mut read, initiative, number, weighed.statement.number).await?;
    let is_author = store::is_by(&mut read, &weighed.statement, initiative, participant).await?;
    let important = vote::store::important(&mut read, initiative, number, weighed.statement.number).await?;
    let thread = thread::of(visit, &mut read, &weighed.statement.about(), Reach::NEAR).await?;
    let story = hearing::story::story(visit, &mut read, &weighed.statement, &thread.after).await?;
    drop(read);
    if waits && !is_author && !visit.offers(&HIDE) {
        return Err(Error::Missing);
    }
    if weighed.statement.hidden && !is_author && !visit.offers(&HIDE) {
        return gone(visit, &conversation, &weighed).await;
    }

    let statement = &weighed.statement;
    let own = own.get(&statement.number).copied();
    let asks = opening == Opening::Open && barrier.is_none() && !is_neutral(visit);
    let page = html! {
        (look::page_head(question(visit, &conversation), html! { span dir="auto" { (statement.text) } }, lead(visit, &weighed)))
        @if statement.hidden { p { (standing(visit, State::of(true, !waits), &statement.reason)) } }
        (bar(visit.say(), &opinion_of(&weighed.tally)))
        @if important > 0 { p.small { (visit.with("statement-important", &[("count", important.into())])) } }
        @if asks && visit.offers(&VOTE) && !statement.hidden { (vote::page::buttons(visit, statement, &own_words(visit, own), own.is_some_and(|own| own.important), html! { (visit.t("vote-confidential")) })?) }
        (story)
        @if !statement.hidden { (ways_on(visit, statement)) }
        @if visit.offers(&HIDE) { (moderation(visit, &weighed, &form)) }
    };
    let title = visit.page(statement.text.clone()).about(statement.about()).live();
    if wrong { title.unprocessable() } else { title }.show(page).await
}

/// What can be made of a statement.
fn ways_on(visit: &Visit, statement: &Statement) -> Markup {
    let clause = visit.href(&format!("agenda/clauses/new?cites={}", statement.id));
    let tell = visit.href(&format!(
        "conversations/{}/answers?statement={}#at-hand",
        statement.conversation, statement.number
    ));
    html! {
        @if visit.offers(&clause::WRITE) || visit.offers(&hearing::ANSWER) {
          (look::acts(html! {
            @if visit.offers(&clause::WRITE) { (look::quiet_link(visit.t("statement-write-clause"), &clause)) }
            @if visit.offers(&hearing::ANSWER) { (look::quiet_link(visit.t("statement-tell-back"), &tell)) }
          }))
        }
    }
}

fn question(visit: &Visit, conversation: &Conversation) -> Markup {
    let href = visit.href(&format!("conversations/{}", conversation.number));
    html! { a href=(href) dir="auto" { (conversation.question) } }
}

fn lead(visit: &Visit, Weighed { statement, tally }: &Weighed) -> String {
    visit.with(
        "statement-lead",
        &[
            ("number", statement.number.to_string().into()),
            ("day", visit.say().day(statement.at).into()),
            ("votes", tally.votes().into()),
            ("agree", visit.say().count(tally.agree.into()).into()),
        ],
    )
}

fn own_words(visit: &Visit, own: Option<Stance>) -> String {
    match own {
        Some(Stance { choice, .. }) => {
            let answer = visit.t(&format!("vote-{}", choice.word()));
            visit.with("vote-yours", &[("answer", answer.into())])
        }
        None => visit.t("vote-not-yet"),
    }
}

/// How a statement stands that is not shown, and why.
pub(crate) fn standing(visit: &Visit, state: State, reason: &str) -> Markup {
    match state {
        State::Waiting => html! {
            (look::tag(look::Standing::Waiting, visit.t("statement-waiting"))) " " (visit.t("statement-waiting-why"))
        },
        State::Hidden | State::Shown => html! {
            (look::tag(look::Standing::Missing, visit.t("statement-hidden"))) " "
            @if reason.is_empty() { (visit.t("statement-hidden-there")) } @else { span dir="auto" { (reason) } }
        },
    }
}

/// What those see who may not read a hidden statement: that it was there, and why it is not.
async fn gone(visit: &Visit, conversation: &Conversation, weighed: &Weighed) -> Result<Answer> {
    let number = weighed.statement.number.to_string();
    let title = visit.with("statement-gone", &[("number", number.into())]);
    let page = html! {
        (look::page_head(question(visit, conversation), title.as_str(), visit.t("statement-gone-lead")))
        p { (standing(visit, State::Hidden, &weighed.statement.reason)) }
    };
    visit.page(title.clone()).show(page).await
}

fn moderation(visit: &Visit, weighed: &Weighed, form: &Form<'_>) -> Markup {
    let action = visit.href(&format!("{}/hide", weighed.statement.path()));
    let fields = if weighed.statement.hidden {
        look::acts(look::quiet_button(visit.t("statement-show"), "show", "yes"))
    } else {
        html! {
            (form.line("reason"))
            (look::acts(look::quiet_button(visit.t("statement-hide"), "hide", "yes")))
        }
    };
    let body = html! { (form.summary()) (look::post_form(&action, &new_key(), fields)) };
    look::section("moderation", visit.t("statement-moderation"), body)
}
