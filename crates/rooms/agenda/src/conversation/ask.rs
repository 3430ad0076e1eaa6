//! Taking part: one statement at a time to vote on, and one's own words.

use std::collections::BTreeMap;

use ::store::Read;
use kernel::{Context, Error, Result};
use maud::{Markup, html};
use opinion::{Tally, priority};
use serde::Serialize;
use web::look::{self, Field};
use web::{Answer, Form, Routes, Visit, new_key};

use super::page::{self, Picture};
use super::{Conversation, Moderation, READ, store};
use crate::day;
use crate::statement::acts::AddStatement;
use crate::statement::{self, STATEMENT, Statement};
use crate::vote::{self, Stance};

/// So many statements that say nearly the same are shown before one more is added.
const NEAR: usize = 5;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .form("conversations/{n}/statements", &statement::ADD, add)
        .api_get("conversations/{n}/next", &READ, next_one)
        .api_get("conversations/{n}/near", &READ, nearest)
}

/// What to ask now. The lot goes by the participant, or by the request for whoever has not taken part yet. As long as
/// the room has no place for the statements on a map, each is as far from its centre as any other.
pub(super) fn next(
    visit: &Visit,
    tallies: &BTreeMap<u32, Tally>,
    own: &BTreeMap<i64, Stance>,
    participant: Option<i64>,
) -> Option<u32> {
    let unseen = tallies.iter().filter(|(statement, _)| !own.contains_key(&i64::from(**statement)));
    let seed = participant.map_or(visit.request.as_u128() as u64, |number| number as u64);
    opinion::ask(unseen.map(|(&statement, tally)| (statement, tally.votes(), priority(tally, 0.0))), seed)
}

/// The next statement to vote on, or that there is none left and what happens next.
pub(super) fn card(visit: &Visit, picture: &Picture) -> Result<Markup> {
    let Some(weighed) = &picture.next else {
        return Ok(if picture.open == 0 {
            look::sheet(html! { p { (visit.t("vote-none-yet")) } })
        } else {
            seen_all(visit, picture)
        });
    };
    let kicker =
        visit.with("vote-progress", &[("voted", picture.answered.into()), ("all", picture.open.into())]);
    let foot = html! {
        (visit.t(if visit.actor.person.is_some() { "vote-confidential" } else { "vote-confidential-device" }))
        " " a href="#own" { (visit.t("statement-own")) }
    };
    vote::page::card(visit, &weighed.statement, &kicker, foot)
}

/// A good end: that it is one, when it goes on, and where one sees what came together.
fn seen_all(visit: &Visit, picture: &Picture) -> Markup {
    let until = match picture.conversation.closes_at {
        Some(end) => {
            let day = visit.say().day(day::last(end));
            visit.with("vote-all-until", &[("day", day.into())])
        }
        None => visit.t("vote-all-open"),
    };
    look::sheet(html! {
        p #vote tabindex="-1" { strong { (visit.with("vote-all-seen", &[("count", picture.answered.into())])) } }
        p { (until) " " (visit.t("vote-all-next")) }
        (look::acts(html! {
            (look::do_link(visit.t("vote-all-results"), "#unites"))
            (look::quiet_link(visit.t("statement-own"), "#own"))
        }))
    })
}

pub(super) fn own_words(visit: &Visit, conversation: &Conversation, form: &Form<'_>) -> Result<Markup> {
    let field: Field = form.field("text").textarea(2).length(STATEMENT);
    let action = visit.href(&format!("conversations/{}/statements", conversation.number));
    let fields = html! {
        (vote::page::voice_field(visit)?)
        (field.draw(visit.say()))
        @if conversation.moderation == Moderation::Before { p.small { (visit.t("statement-waits-first")) } }
        (look::acts(look::quiet_button(visit.t("statement-add"), "add", "yes")))
    };
    let body = html! { (form.summary()) (look::post_form(&action, &new_key(), fields)) };
    Ok(look::section("own", visit.t("statement-own"), body))
}

/// What was said before that says nearly this, the nearest first.
async fn near(cx: &Context, read: &mut Read, conversation: i64, text: &str) -> Result<Vec<Statement>> {
    let initiative = cx.initiative()?;
    let said = statement::store::words(read, initiative, conversation).await?;
    let texts = said.iter().filter_map(|(number, text)| Some((u32::try_from(*number).ok()?, text.as_str())));
    let mut found = Vec::new();
    for (number, _) in opinion::alike(text, texts).into_iter().take(NEAR) {
        let weighed = statement::store::numbered(read, initiative, conversation, number.into()).await?;
        found.extend(weighed.map(|weighed| weighed.statement));
    }
    Ok(found)
}

/// Adds what somebody wrote. Where others said nearly the same, these are shown first; `mine` says that it is another
/// thought.
async fn add(visit: Visit) -> Result<Answer> {
    let act = AddStatement {
        conversation: visit.part("n")?,
        text: visit.sent().get("text").to_owned(),
        voice: vote::page::voice(&visit),
    };
    let number = act.conversation;
    if !visit.sent().has("mine") && act.text.chars().count() <= STATEMENT {
        let mut read = visit.read().await?;
        let near = near(&visit, &mut read, number, act.text.trim()).await?;
        drop(read);
        if !near.is_empty() && near.iter().all(|said| said.text != act.text.trim()) {
            return show_near(&visit, number, &near).await;
        }
    }
    match visit.execute(act).await {
        Ok(statement) => {
            let to = visit.href(&format!("conversations/{number}/statements/{statement}"));
            Ok(vote::page::keep_voice(&visit, visit.done(&to, "statement-added")))
        }
        Err(Error::Invalid(problems)) => {
            page::show(&visit, visit.form_again("statement", problems), None, true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_near(visit: &Visit, number: i64, near: &[Statement]) -> Result<Answer> {
    let here = format!("conversations/{number}");
    let form = visit.form("statement");
    let fields = html! {
        (vote::page::voice_field(visit)?)
        input type="hidden" name="mine" value="yes";
        (form.field("text").textarea(2).length(STATEMENT).draw(visit.say()))
        (look::acts(look::do_button(visit.t("statement-mine"))))
    };
    let page = html! {
        (look::page_head(visit.t("statement-own"), visit.t("statement-near-title"), visit.t("statement-near-lead")))
        ul.loop role="list" {
            @for statement in near { li { a href=(visit.href(&statement.path())) { span dir="auto" { (statement.text) } } } }
        }
        (look::section("own", visit.t("statement-near-own"), look::post_form(&visit.href(&format!("{here}/statements")), &new_key(), fields)))
        p { a href=(visit.href(&here)) { (visit.t("statement-near-back")) } }
    };
    visit.page(visit.t("statement-near-title")).show(page).await
}

/// A statement to vote on, as the API gives it.
#[derive(Serialize)]
struct Ask {
    statement: Option<i64>,
    text: Option<String>,
    voted: usize,
    open: usize,
}

/// The next statement for whoever asks; a browser without an account sends its secret in the header `Voice`.
async fn next_one(visit: Visit) -> Result<Answer> {
    let picture = page::picture(&visit).await?;
    let (statement, text) =
        picture.next.map(|weighed| (weighed.statement.number, weighed.statement.text)).unzip();
    Ok(Answer::json(&Ask { statement, text, voted: picture.answered, open: picture.open }))
}

#[derive(Serialize)]
struct Near {
    number: i64,
    text: String,
}

/// What says nearly `?text=`.
async fn nearest(visit: Visit) -> Result<Answer> {
    let number = visit.part("n")?;
    let mut read = visit.read().await?;
    store::numbered(&mut read, visit.initiative()?, number).await?.ok_or(Error::Missing)?;
    let near = near(&visit, &mut read, number, visit.query().get("text")).await?;
    let lines = near.into_iter().map(|said| Near { number: said.number, text: said.text });
    Ok(Answer::json(&lines.collect::<Vec<_>>()))
}
