//! Handing one's vote on, and who has whose.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::{HandVote, TakeVoteBack};
use super::{Delegation, held};
use crate::day;
use crate::decision::page::Picture;
use crate::decision::{ANSWER, READ};
use crate::poll::roll::{self, Voter};
use crate::poll::{self, Secrecy};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("decisions/{n}/delegate", &READ, ask)
        .form("decisions/{n}/delegate", &ANSWER, hand)
        .form("decisions/{n}/delegate/back", &ANSWER, take_back)
}

async fn ask(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("proxy"), false).await
}

async fn hand(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = HandVote {
        decision: visit.part("n")?,
        to: sent.get("to").to_owned(),
        until: sent.get("until").to_owned(),
    };
    let to = visit.href(&format!("decisions/{}#delegates", act.decision));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&to, "decision-delegated")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("proxy", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn take_back(visit: Visit) -> Result<Answer> {
    let decision = visit.part("n")?;
    visit.execute(TakeVoteBack { decision }).await?;
    Ok(visit.done(&visit.href(&format!("decisions/{decision}")), "decision-undelegated"))
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let (decision, poll, _) = poll::numbered(visit, visit.part("n")?).await?;
    visit.may(poll.electorate.ability(), roll::owner(visit, &decision, poll.electorate))?;
    if poll.secrecy == Secrecy::Secret {
        return Err(Error::Rule("rule-proxy-secret"));
    }
    let mut read = visit.read().await?;
    let everybody = roll::roll(visit, &mut read, decision.group, poll.electorate).await?;
    let handed = held(visit, &mut read, &decision, &poll).await?;
    drop(read);
    let own = roll::own(visit, &everybody).ok_or(Error::Rule("rule-seat-no-vote"))?;
    // Who handed on their own vote would not answer: said beside the name, because it is still theirs to choose.
    let name = |voter: &Voter| match handed.iter().find(|one| one.voter == voter.id) {
        Some(one) => visit.with(
            "proxy-handed-on",
            &[("name", voter.name.as_str().into()), ("to", one.delegate_name.as_str().into())],
        ),
        None if voter.constituency.is_empty() => voter.name.clone(),
        None => format!("{} · {}", voter.name, voter.constituency),
    };
    let others = everybody.iter().filter(|voter| voter.id != own.id && voter.is_held());
    // Nobody is chosen beforehand: a vote is never handed on by one press too many.
    let nobody = (String::new(), visit.t("proxy-choose"));
    let others: Vec<(String, String)> =
        [nobody].into_iter().chain(others.map(|voter| (voter.id.to_string(), name(voter)))).collect();
    let before = handed.iter().find(|one| one.voter == own.id);
    let form = form.start("to", before.map(|one| one.delegate.to_string()).unwrap_or_default());
    let fields = html! {
        (form.select("to", &others))
        (form.field("until").date().optional().draw(visit.say()))
    };
    let back = visit.href(&format!("decisions/{}", decision.number));
    let page = html! {
        (look::page_head(
            html! { a href=(back) dir="auto" { (decision.title) } },
            visit.t("proxy-title"),
            visit.t("proxy-lead"),
        ))
        @if others.len() == 1 { p { (visit.t("proxy-nobody")) } }
        @else { (form.draw(&format!("{back}/delegate"), "proxy-send", fields)) }
    };
    let title = visit.page(visit.t("proxy-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

/// The part of a decision's page: who has whose vote, and the way to hand on one's own.
pub(crate) fn part(visit: &Visit, picture: &Picture) -> Markup {
    let Picture { decision, poll, own, handed, .. } = picture;
    let may = own.as_ref().filter(|_| poll.secrecy != Secrecy::Secret);
    let to = |what: &str| visit.href(&format!("decisions/{}/{what}", decision.number));
    let mine = may.and_then(|own| handed.iter().find(|one| one.voter == own.id));
    if handed.is_empty() && may.is_none() {
        return html! {};
    }
    look::section(
        "delegates",
        visit.t("proxy-title-all"),
        html! {
            @if !handed.is_empty() { ul role="list" { @for one in handed { li { (line(visit, picture, one)) } } } }
            @if mine.is_some() {
                (look::post_form(&to("delegate/back"), &new_key(), look::acts(
                    look::quiet_button(visit.t("proxy-back"), "back", "yes"))))
            }
            @if may.is_some() { p { a href=(to("delegate")) {
                (visit.t(if mine.is_some() { "proxy-other" } else { "proxy-link" }))
            } } }
        },
    )
}

/// Beside the voter's own ballot: that somebody answers for them, and for whom they answer.
pub(crate) fn beside_ballot(visit: &Visit, picture: &Picture, voter: &Voter) -> Markup {
    let handed = picture.handed.iter();
    let mine = handed.clone().find(|one| one.voter == voter.id);
    let others: Vec<&str> =
        handed.filter(|one| one.delegate == voter.id).map(|one| one.voter_name.as_str()).collect();
    let delegate =
        mine.map(|one| visit.with("proxy-yours", &[("delegate", one.delegate_name.as_str().into())]));
    let with = visit.with("proxy-with", &[("voters", others.join(", ").into())]);
    html! {
        @if let Some(words) = delegate { p dir="auto" { (words) } }
        @if !others.is_empty() { p dir="auto" { (with) } }
    }
}

/// Who answers for whom, and what came of it.
fn line(visit: &Visit, picture: &Picture, one: &Delegation) -> Markup {
    let until = one.until.map(|until| visit.say().day(day::last(until))).unwrap_or_default();
    let said = |voter| picture.given.iter().find(|given| given.seat == voter && given.through.is_empty());
    let key = if said(one.voter).is_some() {
        "proxy-line-self"
    } else if picture.handed.iter().any(|other| other.voter == one.delegate) && said(one.delegate).is_none() {
        "proxy-line-chain"
    } else {
        "proxy-line"
    };
    let words = visit.with(
        key,
        &[("voter", one.voter_name.as_str().into()), ("delegate", one.delegate_name.as_str().into())],
    );
    html! {
        span dir="auto" { (words) }
        @if one.until.is_some() { " " span.small { (visit.with("proxy-lasting", &[("day", until.into())])) } }
    }
}
