//! The ballot behind a link that was mailed: for whoever holds the link, signed in or not, and for this one ballot only.
//! A mail scanner may open it; only the button casts.

use axum::http::StatusCode;
use kernel::{Ability, Context, Error, Result, Role, any};
use maud::html;
use people::on_errand;
use web::{Answer, Form, Routes, Visit, look};

use super::acts::CastBallot;
use super::page::{Sheet, sent};
use super::{mail, receipt};
use crate::decision::acts::AnswerProposal;
use crate::decision::{self, Decision};
use crate::poll::roll::{self, Voter};
use crate::poll::{self, Poll, Secrecy, count};
use crate::{day, is_neutral};

/// Opening a ballot by the link in one's mail. What it casts is asked of the ability of whoever decides.
pub(crate) static OPEN: Ability =
    Ability { name: "agenda.ballot.open", grants: &[any(Role::Anyone), any(Role::Known)] };

const PATH: &str = "/ballot/{slug}/{n}/{secret}";

pub(crate) fn routes() -> Routes {
    Routes::new().page(PATH, &OPEN, show).form(PATH, &OPEN, cast)
}

/// A ballot in the hands of its holder.
struct Held {
    /// The holder in their initiative.
    cx: Context,
    decision: Decision,
    poll: Poll,
    options: Vec<String>,
    voter: Voter,
    href: String,
}

/// What the link stands for; nothing once the vote, or its round, is over.
async fn held(visit: &Visit) -> Result<Option<Held>> {
    let (slug, number): (String, i64) = (visit.part("slug")?, visit.part("n")?);
    let secret: String = visit.part("secret")?;
    let mut read = visit.read().await?;
    let Some(place) = visit.house().identity().place(&mut read, &slug).await? else { return Ok(None) };
    let cx = visit.cx().clone().at(place);
    let found = decision::store::numbered(&mut read, cx.initiative()?, number).await?;
    let now = crate::clock(&cx, &mut read).await?;
    let Some(decision) = found.filter(|decision| decision.is_open() && now < decision.closes_at) else {
        return Ok(None);
    };
    let holder = on_errand(&mut read, cx.place()?, &mail::errand(&decision), &secret, now).await?;
    let Some(holder) = holder else { return Ok(None) };
    let cx = cx.by(holder);
    let (poll, options) = poll::of(&cx, &mut read, decision.id).await?;
    let everybody = roll::roll(&cx, &mut read, decision.group, poll.electorate).await?;
    let voter = roll::own(&cx, &everybody).filter(|_| !is_neutral(&cx)).cloned();
    let href = format!("/ballot/{slug}/{number}/{secret}");
    Ok(voter.map(|voter| Held { cx, decision, poll, options, voter, href }))
}

async fn show(visit: Visit) -> Result<Answer> {
    match held(&visit).await? {
        Some(held) => draw(&visit, &held, visit.form("reply"), false).await,
        None => over(&visit).await,
    }
}

async fn cast(visit: Visit) -> Result<Answer> {
    let Some(held) = held(&visit).await? else { return over(&visit).await };
    let Held { cx, decision, poll, options, href, .. } = &held;
    let answer = sent(poll, count::names(poll, options).len(), visit.sent());
    if poll.secrecy == Secrecy::Secret {
        return match (CastBallot { decision: decision.number, answer }).cast(cx).await {
            Ok(receipt) => receipt::page(&visit, decision, &receipt, href).await,
            Err(Error::Invalid(problems)) => {
                draw(&visit, &held, visit.form_again("reply", problems), true).await
            }
            Err(error) => Err(error),
        };
    }
    let reason = visit.sent().get("reason").to_owned();
    match cx.execute(AnswerProposal { decision: decision.number, answer, reason }).await {
        Ok(()) => Ok(visit.done(href, "decision-answered")),
        Err(Error::Invalid(problems)) => draw(&visit, &held, visit.form_again("reply", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn draw(visit: &Visit, held: &Held, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let Held { cx, decision, poll, options, voter, href } = held;
    let mut read = visit.read().await?;
    let given = decision::store::answers(&mut read, cx.initiative()?, decision.id).await?;
    let answered = decision::answered(cx, &mut read, decision, poll).await?;
    drop(read);
    let sheet = Sheet {
        poll,
        options,
        voter,
        before: given.iter().find(|given| given.seat == voter.id),
        again: poll.secrecy == Secrecy::Secret && answered.contains(&voter.id),
    };
    let lead = visit.with(
        "ballot-link-lead",
        &[
            ("name", cx.actor.name.as_str().into()),
            ("day", visit.say().day(day::last(decision.closes_at)).into()),
        ],
    );
    let by = visit.with(
        "decision-proposed-by",
        &[
            ("name", decision.proposed_by.as_str().into()),
            ("day", visit.say().day(decision.proposed_at).into()),
        ],
    );
    let kicker = html! { span dir="auto" { (cx.place()?.name) } };
    let whole = format!("/i/{}/decisions/{}", cx.place()?.slug, decision.number);
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (decision.title) } }, html! { span dir="auto" { (lead) } }))
        (look::section("asked", visit.t("decision-asked"), look::quote(&decision.text, by)))
        @if !decision.why.is_empty() {
            (look::section("why", visit.t("decision-why-title"), decision::page::lines(&decision.why)))
        }
        (look::section("reply", visit.t("reply-title"), sheet.draw(visit, form, href)))
        (look::section("manner", visit.t("poll-manner"), poll::page::manner(visit, poll, decision.quorum)))
        p.small { a href=(whole) { (visit.t("ballot-link-whole")) } }
    };
    let title = visit.page(decision.title.clone());
    if wrong { title.unprocessable() } else { title }.show(page).await
}

async fn over(visit: &Visit) -> Result<Answer> {
    let page = html! {
        (look::page_head("", visit.t("ballot-link-over-title"), visit.t("ballot-link-over")))
        p { a href="/sign-in" { (visit.t("ballot-link-sign-in")) } }
    };
    visit.page(visit.t("ballot-link-over-title")).status(StatusCode::GONE).show(page).await
}
