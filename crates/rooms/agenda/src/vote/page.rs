use kernel::{Problem, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Routes, Visit, new_key};

use super::acts::CastVote;
use super::{Choice, VOTE, Voice};
use crate::statement::Statement;

/// How long a browser keeps its secret, in seconds: a year.
const KEPT: i64 = 365 * 24 * 3_600;
/// The cookie, and the field of a form that is sent before there is one.
const VOICE: &str = "voice";

pub(crate) fn routes() -> Routes {
    Routes::new().form("conversations/{n}/statements/{s}/votes", &VOTE, cast)
}

/// The secret that this browser brought: its cookie's, or the one its form was given; of a program that reads, its
/// header's.
pub(crate) fn voice(visit: &Visit) -> Option<Voice> {
    if visit.actor.person.is_some() {
        return None;
    }
    cookie(visit)
        .or_else(|| Voice::read(visit.sent().get(VOICE)))
        .or_else(|| visit.header(VOICE).filter(|_| visit.is_api()).and_then(Voice::read))
}

fn cookie(visit: &Visit) -> Option<Voice> {
    visit.cookie(&visit.house().settings().cookie_name(VOICE)).and_then(Voice::read)
}

/// Gives a browser that has no secret yet one with its form, so that only whoever takes part gets a cookie,
/// and a form that is sent twice is the same person.
pub(crate) fn voice_field(visit: &Visit) -> Result<Markup> {
    if visit.actor.person.is_some() || cookie(visit).is_some() {
        return Ok(html! {});
    }
    let voice = match voice(visit) {
        Some(voice) => voice,
        None => Voice::new()?,
    };
    Ok(html! { input type="hidden" name=(VOICE) value=(voice.as_str()); })
}

/// Lets the browser keep the secret that it just used.
pub(crate) fn keep_voice(visit: &Visit, answer: Answer) -> Answer {
    match voice(visit) {
        Some(voice) if cookie(visit).is_none() => {
            answer.cookie(&visit.house().settings().cookie(VOICE, voice.as_str(), KEPT))
        }
        _ => answer,
    }
}

/// A statement with its three large buttons.
pub(crate) fn card(visit: &Visit, statement: &Statement, kicker: &str, foot: Markup) -> Result<Markup> {
    ballot(visit, statement, Some(&statement.text), (kicker, false), foot)
}

/// The buttons alone, on the statement's own page; `important` is what somebody said before.
pub(crate) fn buttons(
    visit: &Visit,
    statement: &Statement,
    kicker: &str,
    important: bool,
    foot: Markup,
) -> Result<Markup> {
    ballot(visit, statement, None, (kicker, important), foot)
}

fn ballot(
    visit: &Visit,
    statement: &Statement,
    words: Option<&str>,
    (kicker, important): (&str, bool),
    foot: Markup,
) -> Result<Markup> {
    let labels = Choice::ALL.map(|choice| {
        let word = choice.word();
        (word, visit.t(&format!("vote-{word}")), visit.t(&format!("vote-keys-{word}")))
    });
    let answers: Vec<(&str, &str, &str)> =
        labels.iter().map(|(value, label, keys)| (*value, label.as_str(), keys.as_str())).collect();
    let above = html! {
        div.answer {
            input #important type="checkbox" name="important" value="yes" checked[important] data-keys=(visit.t("vote-keys-important"));
            label for="important" { (visit.t("vote-important")) }
        }
    };
    let foot = html! { (voice_field(visit)?) (foot) };
    let action = visit.href(&format!("{}/votes", statement.path()));
    Ok(html! {
        (look::vote(&action, &new_key(), kicker, words, above, &answers, foot))
        (look::keys_sign(visit.t("vote-keys")))
    })
}

async fn cast(visit: Visit) -> Result<Answer> {
    let choice = Choice::from_word(visit.sent().get("answer"));
    let act = CastVote {
        conversation: visit.part("n")?,
        statement: visit.part("s")?,
        choice: choice.ok_or(Problem::new("answer", "problem-choose"))?,
        important: visit.sent().has("important"),
        voice: voice(&visit),
    };
    let next = visit.href(&format!("conversations/{}#vote", act.conversation));
    visit.execute(act).await?;
    Ok(keep_voice(&visit, visit.done(&next, "vote-cast")))
}
