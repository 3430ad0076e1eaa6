//! Who holds the key of a secret vote, and where each takes their share and hands it in.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Standing};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::{EndVote, hand_in_share, take_share};
use super::{KEEP, Trustee, Where, is_out_of_hand};
use crate::decision::page::{self, Picture};
use crate::decision::{CLOSE, Decision};
use crate::poll;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .form("decisions/{n}/key", &KEEP, take)
        .form("decisions/{n}/key/hand-in", &KEEP, hand_in)
        .form("decisions/{n}/end", &CLOSE, end)
}

/// The share, straight in the answer to what was sent: no address leads to it, and nothing keeps it.
async fn take(visit: Visit) -> Result<Answer> {
    let number: i64 = visit.part("n")?;
    let share = take_share(&visit, number).await?;
    let (decision, poll, _) = poll::numbered(&visit, number).await?;
    let back = visit.href(&format!("decisions/{number}"));
    let needed = visit.with("trustee-share-means", &[("needed", poll.key_needed.into())]);
    let page = html! {
        (look::page_head(
            html! { a href=(back) dir="auto" { (decision.title) } },
            visit.t("trustee-share-title"),
            visit.t("trustee-share-lead"),
        ))
        p.lead { strong { code dir="ltr" { (share) } } }
        p { (needed) }
        (look::acts(html! { a href=(back) { (visit.t("ballot-back")) } }))
    };
    visit.page(visit.t("trustee-share-title")).show(page).await
}

async fn hand_in(visit: Visit) -> Result<Answer> {
    let number: i64 = visit.part("n")?;
    match hand_in_share(&visit, number, visit.sent().get("share")).await {
        Ok(()) => Ok(visit.done(&visit.href(&format!("decisions/{number}")), "decision-key-handed-in")),
        Err(Error::Invalid(problems)) => {
            page::show_with(&visit, visit.form("reply"), visit.form_again("trustee", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn end(visit: Visit) -> Result<Answer> {
    let decision: i64 = visit.part("n")?;
    visit.execute(EndVote { decision }).await?;
    Ok(visit.done(&visit.href(&format!("decisions/{decision}#trustees")), "decision-vote-ended"))
}

/// The button that ends the vote once everybody has voted: only then may the trustees hand in. It is quiet for whoever has a
/// ballot of their own.
pub(crate) fn end_first(visit: &Visit, decision: &Decision, quiet: bool) -> Markup {
    let label = visit.t("decision-end-vote");
    let button = if quiet { look::quiet_button(label, "end", "yes") } else { look::do_button(label) };
    let to = visit.href(&format!("decisions/{}/end", decision.number));
    html! {
        p { (visit.t("decision-end-vote-means")) }
        (look::post_form(&to, &new_key(), look::acts(button)))
    }
}

/// The part of a decision's page: each trustee and where their share is; the viewer's own, if they hold one.
pub(crate) fn part(visit: &Visit, picture: &Picture, form: Form<'_>) -> Markup {
    let Picture { decision, poll, trustees, .. } = picture;
    if trustees.is_empty() {
        return html! {};
    }
    let mine = trustees.iter().find(|one| Some(one.person) == visit.actor.person);
    let mine = mine.filter(|_| decision.is_open()).map(|trustee| trustee.state);
    let to = |what: &str| visit.href(&format!("decisions/{}/{what}", decision.number));
    let counts = [("needed", poll.key_needed.into()), ("all", trustees.len().into())];
    look::section(
        "trustees",
        visit.t("trustees-title"),
        html! {
            p { (visit.with("trustees-lead", &counts)) }
            @if decision.is_open() && !is_out_of_hand(trustees) { p { (visit.t("trustees-wait")) } }
            ul role="list" { @for trustee in trustees { li { (line(visit, trustee)) } } }
            @match mine {
                Some(Where::Waiting) => {
                    p { (visit.t("trustee-take-means")) }
                    (look::post_form(&to("key"), &new_key(), look::acts(look::do_button(visit.t("trustee-take")))))
                }
                Some(Where::Taken) if picture.over => {
                    (form.draw(&to("key/hand-in"), "trustee-hand-in", form.field("share").textarea(3).draw(visit.say())))
                }
                Some(Where::Taken) => { p { (visit.t("trustee-keep")) } }
                _ => {}
            }
        },
    )
}

fn line(visit: &Visit, trustee: &Trustee) -> Markup {
    let standing = match trustee.state {
        Where::Waiting => Standing::Waiting,
        Where::Taken | Where::HandedIn => Standing::Done,
    };
    html! {
        span dir="auto" { (trustee.name) } " "
        (look::tag(standing, visit.t(&format!("trustee-{}", trustee.state.word()))))
    }
}
