//! The card on which somebody rates a measure, alone. What others found comes after.

use kernel::{Error, Result};
use maud::{Markup, html};
use signals::choice::{Level, Rating};
use web::look::{self, Choices, quiet_link, section, small};
use web::{Answer, Form, Routes, Visit};

use super::acts::RateMeasure;
use super::{Choice, POWERS, RATE, READ, Ranked, page, picture, store, word};
use crate::measure::page::asked;
use crate::result;

pub(crate) fn routes() -> Routes {
    Routes::new().page("choose/{n}", &READ, show).form("choose/{n}", &RATE, rate)
}

async fn show(visit: Visit) -> Result<Answer> {
    draw(&visit, visit.form("choice"), false).await
}

async fn rate(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = RateMeasure {
        measure: visit.part("n")?,
        communication: sent.get("communication").to_owned(),
        proxy: sent.get("proxy").to_owned(),
        data: sent.get("data").to_owned(),
    };
    let number = act.measure;
    match visit.execute(act).await {
        Ok(()) => {
            let choice = Choice::load(visit.cx(), &mut visit.read().await?).await?;
            let on = choice.next_after(number).map_or("choose".to_owned(), |next| format!("choose/{next}"));
            Ok(visit.done(&visit.href(&on), "measure-rated"))
        }
        Err(Error::Invalid(problems)) => draw(&visit, visit.form_again("choice", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn draw(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = asked(visit, &mut read).await?;
    let rated = store::of_measure(&mut read, initiative, measure.id).await?;
    let result = result::store::find(&mut read, initiative, measure.result).await?;
    let choice = Choice::load(visit.cx(), &mut read).await?;
    drop(read);
    let ranked = Ranked::of(visit.cx(), measure, &rated);
    let measure = &ranked.measure;
    let form = ranked.mine.iter().fold(form, |form, mine| started(form, mine));
    let kicker = html! {
        a href=(visit.href("choose")) { (visit.t("choice-title")) }
        @if let Some(result) = &result { " / " span dir="auto" { (result.condition) } }
    };
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (measure.name) } }, html! { span dir="auto" { (about(visit, &ranked)) } }))
        @if visit.could(&RATE) { (questions(visit, &choice, &ranked, &form)) }
        (others(visit, &ranked))
        div.acts {
            (quiet_link(visit.t("choice-back"), &visit.href("choose")))
            (quiet_link(visit.t("choice-measure-link"), &visit.href(&format!("measures/{}", measure.number))))
        }
    };
    let answer = visit.page(&measure.name).about(measure.about());
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// Why it was proposed, or what it means.
fn about(visit: &Visit, ranked: &Ranked) -> String {
    let measure = &ranked.measure;
    let said = [&measure.why, &measure.latest().definition].into_iter().find(|words| !words.is_empty());
    said.cloned().unwrap_or_else(|| visit.t("measure-proposed"))
}

fn started<'a>(form: Form<'a>, mine: &Rating) -> Form<'a> {
    let levels = [mine.communication, mine.proxy, mine.data];
    POWERS.into_iter().zip(levels).fold(form, |form, (power, level)| form.start(power, word(level)))
}

/// The three questions, each answered by one large button of three.
fn questions(visit: &Visit, choice: &Choice, ranked: &Ranked, form: &Form<'_>) -> Markup {
    let open = choice.all().filter(|ranked| ranked.mine.is_none()).count();
    let action = visit.href(&format!("choose/{}", ranked.measure.number));
    let button = if ranked.mine.is_some() { "choice-rate-again" } else { "choice-rate" };
    let fields = html! {
        @for power in POWERS { (question(visit, form, power)) }
        (small(visit.with("choice-open", &[("count", open.into())])))
    };
    look::sheet(html! { div.rating { (form.draw(&action, button, fields)) } })
}

fn question(visit: &Visit, form: &Form<'_>, power: &str) -> Markup {
    let answers = Level::ALL.into_iter().rev().fold(
        Choices::radios(power, visit.t(&format!("choice-{power}")))
            .hint(visit.t(&format!("choice-{power}-hint"))),
        |choices, level| {
            let key = format!("choice-{power}-{}", word(level));
            choices.explained(word(level), visit.t(&format!("choice-answer-{}", word(level))), visit.t(&key))
        },
    );
    form.choices(power, answers)
}

/// What everybody finds, once the viewer has rated.
fn others(visit: &Visit, ranked: &Ranked) -> Markup {
    let Some(weighed) = &ranked.weighed else {
        return small(visit.with("choice-hidden", &[("count", ranked.raters.into())]));
    };
    let powers = [&weighed.communication, &weighed.proxy, &weighed.data];
    let facts = POWERS.into_iter().zip(powers).map(|(power, found)| {
        let counts = picture::counts(visit.say(), found);
        (
            visit.t(&format!("choice-{power}-short")),
            html! { (picture::cell(visit.say(), found)) " " small { (counts) } },
        )
    });
    section(
        "all",
        visit.with("choice-all-title", &[("count", ranked.raters.into())]),
        html! {
            p { (page::says(visit, ranked, weighed)) }
            (look::facts(facts))
        },
    )
}
