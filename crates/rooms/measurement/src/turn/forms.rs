//! What is sent from the pages of a session.

use kernel::{Error, Problem, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::{AgreePlan, ParkTurn, SetNextLook, TakeStep};
use super::page::here;
use super::part::{AddNote, AddTurnPartner, EditTurnPartner, PartnerPart, TurnPartner};
use super::steps::{self, partners};
use super::{AGREE, JUDGE, RUN, Step, TAKE_PART, Turn, store};
use crate::option::acts::AddOption;
use crate::option::page::idea_text;
use crate::plan::acts::AddPlanLine;
use crate::plan::page::line_text;
use crate::story::acts::TellStory;
use crate::story::influence::MarkInfluence;
use crate::{measure, story};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .form("turns/{n}/notes", &TAKE_PART, note)
        .form("turns/{n}/factors", &story::TELL, factor)
        .form("turns/{n}/influence", &JUDGE, influence)
        .form("turns/{n}/partners", &TAKE_PART, partner)
        .page("turns/{n}/partners/{k}", &TAKE_PART, edit_partner)
        .form("turns/{n}/partners/{k}", &TAKE_PART, change_partner)
        .form("turns/{n}/options", &TAKE_PART, option)
        .form("turns/{n}/lines", &TAKE_PART, line)
        .form("turns/{n}/steps/{step}", &RUN, take_step)
        .form("turns/{n}/park", &RUN, park)
        .form("turns/{n}/agree", &AGREE, agree)
        .form("turns/{n}/look", &RUN, look_again)
}

/// The session of the address.
pub(super) async fn turn(visit: &Visit) -> Result<Turn> {
    let mut read = visit.read().await?;
    store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?.ok_or(Error::Missing)
}

/// Back to a step, with what was done; or the step as it was, with the form as it was typed.
async fn back<T>(visit: &Visit, step: Step, done: Result<T>, word: &str) -> Result<Answer> {
    match done {
        Ok(_) => {
            let number: i64 = visit.part("n")?;
            Ok(visit.done(&visit.href(&format!("turns/{number}/steps/{}", step.word())), word))
        }
        Err(Error::Invalid(problems)) => {
            steps::page(visit, step, visit.form_again(steps::words(step), problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn note(visit: Visit) -> Result<Answer> {
    let act = AddNote { turn: visit.part("n")?, words: visit.sent().get("words").to_owned() };
    let done = visit.execute(act).await;
    back(&visit, Step::Curve, done, "turn-noted").await
}

async fn factor(visit: Visit) -> Result<Answer> {
    let turn = turn(&visit).await?;
    let mut read = visit.read().await?;
    let measure = measure::store::find(&mut read, visit.initiative()?, turn.measure).await?;
    drop(read);
    let sent = visit.sent();
    let act = TellStory {
        measure: measure.ok_or(Error::Missing)?.number,
        turn: Some(turn.number),
        words: sent.get("words").to_owned(),
        direction: sent.get("direction").to_owned(),
        source: sent.get("source").to_owned(),
        voice: sent.get("voice").to_owned(),
        cause_of: number(sent, "cause_of"),
        ..TellStory::default()
    };
    let done = visit.execute(act).await;
    back(&visit, Step::Story, done, "turn-factor-told").await
}

/// A number that may be left out; 0, which nothing has, if what was typed is none.
pub(crate) fn number(sent: &web::Sent, field: &str) -> Option<i64> {
    sent.has(field).then(|| sent.parse(field).unwrap_or(0))
}

async fn influence(visit: Visit) -> Result<Answer> {
    let turn: i64 = visit.part("n")?;
    let act = MarkInfluence {
        turn,
        story: visit.sent().parse("story").ok_or(Error::Missing)?,
        marked: visit.sent().get("marked") == "yes",
    };
    let story = act.story;
    visit.execute(act).await?;
    Ok(Answer::go(&visit.href(&format!("turns/{turn}/steps/story#story-{story}"))))
}

fn partner_part(sent: &web::Sent) -> Result<PartnerPart> {
    let partner = if sent.has("partner") {
        Some(sent.parse("partner").ok_or_else(|| Problem::new("partner", "problem-choose"))?)
    } else {
        None
    };
    Ok(PartnerPart {
        partner,
        name: sent.get("name").to_owned(),
        part: sent.get("part").to_owned(),
        level: sent.get("level").to_owned(),
    })
}

async fn partner(visit: Visit) -> Result<Answer> {
    let done = match partner_part(visit.sent()) {
        Ok(partner) => visit.execute(AddTurnPartner { turn: visit.part("n")?, partner }).await,
        Err(error) => Err(error),
    };
    back(&visit, Step::Partners, done, "turn-partner-added").await
}

async fn entry(visit: &Visit) -> Result<(Turn, TurnPartner)> {
    let turn = turn(visit).await?;
    let mut read = visit.read().await?;
    let found = store::partner(&mut read, visit.initiative()?, visit.part("k")?).await?;
    let partner = found.filter(|partner| partner.turn == turn.id).ok_or(Error::Missing)?;
    Ok((turn, partner))
}

async fn edit_partner(visit: Visit) -> Result<Answer> {
    let (turn, partner) = entry(&visit).await?;
    let form = visit
        .form("turn-partner")
        .start("partner", partner.partnership.map(|id| id.to_string()).unwrap_or_default())
        .start("name", if partner.partnership.is_none() { partner.name.as_str() } else { "" })
        .start("part", partner.part.as_str())
        .start("level", partner.level.word());
    show_partner(&visit, &turn, &partner, form, false).await
}

async fn change_partner(visit: Visit) -> Result<Answer> {
    let (turn, partner) = entry(&visit).await?;
    let done = match partner_part(visit.sent()) {
        Ok(part) => {
            let act = EditTurnPartner {
                turn: turn.number,
                entry: partner.number,
                version: visit.sent().parse("version").unwrap_or(partner.version),
                partner: part,
                aside: visit.sent().has("aside"),
            };
            visit.execute(act).await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(visit.done(&here(&visit, &turn, "/steps/partners"), "turn-changed")),
        Err(Error::Invalid(problems)) => {
            show_partner(&visit, &turn, &partner, visit.form_again("turn-partner", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_partner(
    visit: &Visit,
    turn: &Turn,
    partner: &TurnPartner,
    form: Form<'_>,
    wrong: bool,
) -> Result<Answer> {
    let mut read = visit.read().await?;
    let fields = html! {
        (version(visit, partner.version))
        (partners::fields(visit, &mut read, &form).await?)
        (aside(visit, &form))
    };
    drop(read);
    let action = here(visit, turn, &format!("/partners/{}", partner.number));
    let back = html! { a href=(here(visit, turn, "/steps/partners")) { (visit.t("turn-step-partners")) } };
    let page = html! {
        (look::page_head(back, html! { span dir="auto" { (partner.name) } }, visit.t("turn-edit-lead")))
        (form.draw(&action, "turn-save", fields))
    };
    let shell = visit.page(partner.name.clone());
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

/// The version that was read, so that two who change something at once both keep their words.
pub(crate) fn version(visit: &Visit, read: i64) -> Markup {
    let version = visit.sent().parse("version").unwrap_or(read);
    html! { input type="hidden" name="version" value=(version); }
}

/// Laying something aside, at the end of the form that changes it.
pub(crate) fn aside(visit: &Visit, form: &Form<'_>) -> Markup {
    form.checkboxes("aside", &[("yes".to_owned(), visit.t("turn-lay-aside"))])
}

async fn option(visit: Visit) -> Result<Answer> {
    let done = visit.execute(AddOption { turn: visit.part("n")?, idea: idea_text(visit.sent()) }).await;
    back(&visit, Step::Ideas, done, "turn-option-added").await
}

async fn line(visit: Visit) -> Result<Answer> {
    let done = visit.execute(AddPlanLine { turn: visit.part("n")?, line: line_text(visit.sent()) }).await;
    back(&visit, Step::Plan, done, "turn-line-added").await
}

async fn take_step(visit: Visit) -> Result<Answer> {
    let (number, step): (i64, Step) = (visit.part("n")?, visit.part("step")?);
    let to = visit.sent().parse("move").ok_or_else(|| Problem::new("move", "problem-choose"))?;
    match visit.execute(TakeStep { turn: number, step, to }).await {
        Ok(()) => {
            let then = if to == super::acts::Move::Done { step.next().unwrap_or(step) } else { step };
            Ok(Answer::go(&visit.href(&format!("turns/{number}/steps/{}", then.word()))))
        }
        Err(Error::Invalid(problems)) => steps::again(&visit, step, problems).await,
        Err(error) => Err(error),
    }
}

async fn park(visit: Visit) -> Result<Answer> {
    let parked = visit.sent().get("parked") != "no";
    let number: i64 = visit.part("n")?;
    visit.execute(ParkTurn { turn: number, parked }).await?;
    let word = if parked { "turn-parked" } else { "turn-resumed" };
    Ok(visit.done(&visit.href(&format!("turns/{number}")), word))
}

async fn agree(visit: Visit) -> Result<Answer> {
    let number: i64 = visit.part("n")?;
    let act = AgreePlan {
        turn: number,
        different: visit.sent().get("different").to_owned(),
        next_look: visit.sent().get("next_look").to_owned(),
    };
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&visit.href(&format!("turns/{number}/report")), "turn-agreed")),
        Err(Error::Invalid(problems)) => steps::agree_again(&visit, problems).await,
        Err(error) => Err(error),
    }
}

async fn look_again(visit: Visit) -> Result<Answer> {
    let number: i64 = visit.part("n")?;
    let act = SetNextLook { turn: number, next_look: visit.sent().get("next_look").to_owned() };
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&visit.href(&format!("turns/{number}")), "turn-look-set")),
        Err(Error::Invalid(problems)) => steps::look_again(&visit, problems).await,
        Err(error) => Err(error),
    }
}
