//! What one said and voted, for whoever comes back: on the same device without an account, or with one.

use ::store::Part;
use kernel::{Error, Result};
use maud::{Markup, html};
use serde::Serialize;
use web::look::{self, Standing, Table};
use web::{Answer, Routes, Visit};

use super::{Stance, Voted, store};
use crate::conversation::{self, Conversation, READ};
use crate::hearing::{self, Answered, Came};
use crate::statement::{self, State, Weighed};
use crate::vote;

/// Votes on one page.
const PAGE: usize = 50;

pub(crate) fn routes() -> Routes {
    Routes::new().page("conversations/{n}/mine", &READ, show).api_get("conversations/{n}/mine", &READ, list)
}

/// Somebody's part in a conversation.
struct Mine {
    conversation: Conversation,
    /// Whether there is any.
    on_roll: bool,
    said: Vec<(Weighed, State)>,
    /// What came of each of them.
    came: Vec<Answered>,
    /// The day it is.
    today: String,
    votes: usize,
    part: Vec<Voted>,
}

async fn mine(visit: &Visit, part: Part) -> Result<Mine> {
    let (initiative, number) = (visit.initiative()?, visit.part("n")?);
    let mut read = visit.read().await?;
    let found = conversation::store::numbered(&mut read, initiative, number).await?;
    let conversation = found.ok_or(Error::Missing)?;
    let voice = vote::page::voice(visit);
    let (participant, own) = vote::own(visit, &mut read, &conversation, voice.as_ref()).await?;
    let (said, came, part) = match participant {
        Some(participant) => (
            statement::store::by_author(&mut read, initiative, number, participant).await?,
            hearing::store::by(&mut read, initiative, number, participant).await?,
            store::own_part(&mut read, initiative, number, participant, part).await?,
        ),
        None => (Vec::new(), Vec::new(), Vec::new()),
    };
    let today = hearing::today_of(visit, &mut read).await?;
    Ok(Mine { conversation, on_roll: participant.is_some(), said, came, today, votes: own.len(), part })
}

async fn show(visit: Visit) -> Result<Answer> {
    let paging = visit.paging(PAGE);
    let mine = mine(&visit, paging.part()).await?;
    let here = format!("conversations/{}", mine.conversation.number);
    let question = html! { a href=(visit.href(&here)) dir="auto" { (mine.conversation.question) } };
    let lead = visit.with("mine-lead", &[("said", mine.said.len().into()), ("votes", mine.votes.into())]);
    let known = if visit.actor.person.is_some() { "mine-account" } else { "mine-device" };
    let page = html! {
        (look::page_head(question, visit.t("mine-title"), lead))
        @if mine.on_roll { p.small { (visit.t(known)) } }
        @if !mine.said.is_empty() { (look::section("said", visit.t("mine-said"), said(&visit, &mine))) }
        @if !mine.part.is_empty() {
            (look::section("votes", visit.t("mine-votes"), html! { (table(&visit, &mine)) (paging.draw(&visit, mine.votes, "")) }))
        }
        (look::acts(look::do_link(visit.t("mine-back"), &visit.href(&here))))
    };
    visit.page(visit.t("mine-title")).show(page).await
}

/// What one said, and what came of it; what is not shown, with the reason.
fn said(visit: &Visit, mine: &Mine) -> Markup {
    let answered = mine.came.iter().filter(|one| one.came() != Came::Open).count();
    let path = format!("conversations/{}/answers", mine.conversation.number);
    html! {
        @if !mine.came.is_empty() {
            p { (visit.with("hearing-mine-answered", &[("answered", answered.into())])) }
            (hearing::page::rows(visit, &mine.conversation, &mine.came, &mine.today))
        }
        @for (weighed, state) in mine.said.iter().filter(|(_, state)| *state != State::Shown) {
            div.said { (look::quote(&weighed.statement.text, statement::page::standing(visit, *state, &weighed.statement.reason))) }
        }
        p { a href=(visit.href(&path)) { (visit.t("hearing-all-link")) } }
    }
}

fn table(visit: &Visit, mine: &Mine) -> Markup {
    let table = Table::new(visit.t("mine-votes"))
        .quiet_caption()
        .column(visit.t("kind-statement"))
        .column(visit.t("mine-vote"));
    let row = |table: Table, voted: &Voted| {
        let href = format!("conversations/{}/statements/{}", mine.conversation.number, voted.statement);
        let Stance { choice, important } = voted.stance;
        let answer = html! {
            (visit.t(&format!("vote-{}", choice.word())))
            @if important { " " (look::tag(Standing::Plain, visit.t("vote-important-mark"))) }
        };
        table.row([html! { a href=(visit.href(&href)) { span dir="auto" { (voted.text) } } }, answer])
    };
    mine.part.iter().fold(table, row).draw()
}

/// Somebody's part as the API gives it.
#[derive(Serialize)]
struct Shown {
    said: Vec<Said>,
    votes: usize,
    part: Vec<Line>,
}

#[derive(Serialize)]
struct Said {
    number: i64,
    text: String,
    state: State,
    reason: String,
    /// What came of it: a word.
    came: &'static str,
    /// What its author is told beside that.
    answer: String,
}

#[derive(Serialize)]
struct Line {
    statement: i64,
    choice: vote::Choice,
    important: bool,
}

/// A browser without an account sends its secret in the header `Voice`. Votes come fifty at a time.
async fn list(visit: Visit) -> Result<Answer> {
    let mine = mine(&visit, visit.paging(PAGE).part()).await?;
    let answer = |number: i64| mine.came.iter().find(|one| one.number == number);
    let said = |(weighed, state): (Weighed, State)| Said {
        number: weighed.statement.number,
        text: weighed.statement.text,
        state,
        reason: weighed.statement.reason,
        came: answer(weighed.statement.number).map_or(Came::Open, Answered::came).word(),
        answer: answer(weighed.statement.number).map(|one| one.reason.clone()).unwrap_or_default(),
    };
    let line = |voted: Voted| Line {
        statement: voted.statement,
        choice: voted.stance.choice,
        important: voted.stance.important,
    };
    Ok(Answer::json(&Shown {
        said: mine.said.into_iter().map(said).collect(),
        votes: mine.votes,
        part: mine.part.into_iter().map(line).collect(),
    }))
}
