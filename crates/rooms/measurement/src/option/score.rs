//! One option at a time, scored alone.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::Idea;
use super::acts::ScoreOption;
use super::page::asked;
use crate::turn::bars::SIDES;
use crate::turn::{JUDGE, Whole};

pub(super) fn routes() -> Routes {
    Routes::new().page("options/{n}/score", &JUDGE, show).form("options/{n}/score", &JUDGE, score)
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (idea, whole) = asked(&visit, &mut read).await?;
    drop(read);
    let own =
        whole.scores.iter().find(|score| score.option == idea.id && Some(score.person) == visit.actor.person);
    let mut form = visit.form("option");
    if let Some(own) = own {
        let marks = [own.leverage, own.reach, own.specificity, own.fit];
        for (side, mark) in SIDES.iter().zip(marks) {
            form = form.start(side, mark.to_string());
        }
    }
    draw(&visit, &idea, &whole, form, false).await
}

async fn score(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let mark = |side: &str| sent.parse(side).unwrap_or(0);
    let act = ScoreOption {
        option: visit.part("n")?,
        leverage: mark("leverage"),
        reach: mark("reach"),
        specificity: mark("specificity"),
        values: mark("values"),
    };
    let problems = match visit.execute(act).await {
        Ok(_) => None,
        Err(Error::Invalid(problems)) => Some(problems),
        Err(error) => return Err(error),
    };
    let mut read = visit.read().await?;
    let (idea, whole) = asked(&visit, &mut read).await?;
    drop(read);
    if let Some(problems) = problems {
        return draw(&visit, &idea, &whole, visit.form_again("option", problems), true).await;
    }
    // On to the next one that waits; back to all of them when none does.
    Ok(if let Some(next) = whole.unscored(&visit) {
        visit.done(&visit.href(&format!("options/{}/score", next.number)), "option-scored")
    } else {
        visit.done(&visit.href(&format!("turns/{}/steps/options", whole.turn.number)), "option-scored-all")
    })
}

async fn draw(visit: &Visit, idea: &Idea, whole: &Whole, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let options = visit.href(&format!("turns/{}/steps/options", whole.turn.number));
    let own = whole.scores.iter().filter(|score| Some(score.person) == visit.actor.person).count();
    let args = [("scored", own.into()), ("all", whole.ideas.len().into())];
    let kicker = html! { a href=(options) { (visit.t("turn-step-options")) } " · " (visit.with("turn-options-own", &args)) };
    let fields = html! { @for side in SIDES { (marks(visit, &form, side)) } };
    let action = visit.href(&format!("options/{}/score", idea.number));
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (idea.words) } }, visit.t("option-score-lead")))
        (form.draw(&action, "option-score-send", fields))
    };
    let shell = visit.page(visit.with("option-score-title", &[("option", idea.words.as_str().into())]));
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

/// One to five beside each other, with what the ends mean.
fn marks(visit: &Visit, form: &Form<'_>, side: &'static str) -> Markup {
    let label = |mark: i64| match mark {
        1 => visit.t(&format!("option-{side}-low")),
        5 => visit.t(&format!("option-{side}-high")),
        mark => visit.say().count(mark),
    };
    let choices: Vec<(String, String)> = (1..=5).map(|mark| (mark.to_string(), label(mark))).collect();
    form.radios(side, &choices)
}
