use ::store::Read;
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Standing, Table, Width, quiet_link, section, small};
use web::{Answer, Class, Form, Routes, Visit};

use super::acts::{AnswerChallenge, RaiseChallenge};
use super::{ANSWER, Challenge, RAISE, State, store};
use crate::measure::page::asked;
use crate::measure::{Measure, MeasureId, view};
use crate::surface;
use crate::value::Series;

/// Questions on one part of the list.
pub(crate) const LINES: usize = 100;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures/{n}/challenge", &RAISE, new)
        .form("measures/{n}/challenge", &RAISE, raise)
        .page("challenges", &ANSWER, list)
        .page("challenges/{n}", &ANSWER, show)
        .form("challenges/{n}", &ANSWER, answer)
}

async fn new(visit: Visit) -> Result<Answer> {
    let form = visit.form("challenge").start("period", visit.query().get("period"));
    draw_new(&visit, form, false).await
}

async fn raise(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = RaiseChallenge {
        measure: visit.part("n")?,
        period: sent.get("period").to_owned(),
        words: sent.get("words").to_owned(),
        name: sent.get("name").to_owned(),
        address: sent.get("address").to_owned(),
    };
    visit.limit(Class::Mail, &visit.ip().to_string())?;
    let here = visit.href(&format!("measures/{}", act.measure));
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&here, "challenge-raised")),
        Err(Error::Invalid(problems)) => {
            draw_new(&visit, visit.form_again("challenge", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn draw_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(visit, &mut read).await?;
    let values = surface::whole(visit, &mut read, &measure).await?;
    drop(read);
    let series = Series::of(&measure, values);
    let say = visit.say();
    let fields = html! {
        (form.text("words", 4))
        (form.field("period").width(Width::Short).optional().draw(say))
        (form.field("name").optional().autocomplete("name").draw(say))
        (form.field("address").email().optional().draw(say))
    };
    let title = visit.t("challenge-new-title");
    let action = visit.href(&format!("measures/{}/challenge", measure.number));
    let page = html! {
        (look::page_head(back(visit, &measure), title.as_str(), view::lead(say, &measure, &series)))
        (form.draw(&action, "challenge-raise", fields))
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

fn back(visit: &Visit, measure: &Measure) -> Markup {
    html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } }
}

async fn list(visit: Visit) -> Result<Answer> {
    let paging = visit.paging(LINES);
    let mut read = visit.read().await?;
    let (found, count) = store::newest(&mut read, visit.initiative()?, paging.part()).await?;
    drop(read);
    let title = visit.t("challenges-title");
    let table = Table::new(title.as_str())
        .quiet_caption()
        .column(visit.t("challenge-column-words"))
        .column(visit.t("challenge-column-measure"))
        .column(visit.t("challenge-column-state"))
        .column(visit.t("challenge-column-day"));
    let row = |table: Table, (challenge, measure): &(Challenge, String)| {
        let href = visit.href(&format!("challenges/{}", challenge.number));
        table.row([
            html! { a href=(href) dir="auto" { (challenge.words) } },
            html! { span dir="auto" { (measure) } @if !challenge.period.is_empty() { ", " (challenge.period) } },
            state(&visit, challenge),
            html! { (visit.say().day(challenge.asked_at)) },
        ])
    };
    let page = html! {
        (look::page_head(visit.t("scorecard-term"), title.as_str(), visit.with("challenges-lead", &[("count", count.into())])))
        @if found.is_empty() { (look::empty(visit.say(), visit.t("challenges-empty"), html! {}, html! {})) }
        @else { (found.iter().fold(table, row).draw()) (paging.draw(&visit, count as usize, "")) }
    };
    visit.page(title).show(page).await
}

fn state(visit: &Visit, challenge: &Challenge) -> Markup {
    let standing = if challenge.is(State::Open) { Standing::Waiting } else { Standing::Done };
    look::status(standing, visit.t(&format!("challenge-state-{}", challenge.state)))
}

async fn show(visit: Visit) -> Result<Answer> {
    draw(&visit, visit.form("challenge"), false).await
}

async fn answer(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = AnswerChallenge {
        challenge: visit.part("n")?,
        answer: sent.get("answer").to_owned(),
        in_public: sent.get("in_public") == "yes",
    };
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&visit.href("challenges"), "challenge-answered")),
        Err(Error::Invalid(problems)) => draw(&visit, visit.form_again("challenge", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn draw(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let (challenge, name) =
        store::numbered(&mut read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    let measure = crate::measure::store::find(&mut read, initiative, challenge.measure).await?;
    drop(read);
    let kicker = html! {
        a href=(visit.href("challenges")) { (visit.t("challenges-title")) }
        @if let Some(measure) = &measure { " / " (back(visit, measure)) }
        @if !challenge.period.is_empty() { " / " (challenge.period) }
    };
    let who = if challenge.name.is_empty() { visit.t("challenge-nobody") } else { challenge.name.clone() };
    let asked = visit.with(
        "challenge-asked",
        &[
            ("name", who.into()),
            ("day", visit.say().day(challenge.asked_at).into()),
            ("edition", challenge.edition.into()),
        ],
    );
    let ways = ["yes", "no"].map(|way| (way.to_owned(), visit.t(&format!("challenge-in_public-{way}"))));
    let ways = if challenge.address.is_empty() { &ways[..1] } else { &ways[..] };
    let fields = html! {
        (form.text("answer", 5))
        (form.radios("in_public", ways))
        @if challenge.address.is_empty() { (small(visit.t("challenge-no-address"))) }
    };
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (challenge.words) } }, asked))
        @if challenge.is(State::Open) {
            (form.draw(&visit.href(&format!("challenges/{}", challenge.number)), "challenge-answer", fields))
        } @else {
            (state(visit, &challenge))
            (look::quote(&challenge.answer, html! { span dir="auto" { (challenge.answered_by) } }))
        }
    };
    let answer = visit.page(name);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// The way to say what looks wrong, and what was answered already.
pub(crate) async fn beside(visit: &Visit, read: &mut Read, measure: &Measure) -> Result<Markup> {
    let answered = answered(visit, read, measure.id).await?;
    let ask = visit.href(&format!("measures/{}/challenge", measure.number));
    Ok(section(
        "challenges",
        visit.t("challenge-section"),
        html! {
            @for challenge in &answered {
                (look::quote(&challenge.words, html! {
                    span dir="auto" { @if challenge.name.is_empty() { (visit.t("challenge-nobody")) } @else { (challenge.name) } }
                    @if !challenge.period.is_empty() { ", " (challenge.period) }
                }))
                p { b dir="auto" { (challenge.answered_by) } ": " span dir="auto" { (challenge.answer) } }
            }
            div.acts {
                @if visit.could(&RAISE) { (quiet_link(visit.t("challenge-link"), &ask)) }
                @if visit.offers(&ANSWER) { (quiet_link(visit.t("challenges-title"), &visit.href("challenges"))) }
            }
        },
    ))
}

async fn answered(visit: &Visit, read: &mut Read, measure: MeasureId) -> Result<Vec<Challenge>> {
    store::answered(read, visit.initiative()?, measure).await
}
