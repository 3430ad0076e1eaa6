use kernel::{Error, Owner, Problem, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Class, Form, Routes, Visit, encoded};

use super::acts::{AcceptInvitation, Invite, RevokeInvitation};
use super::{ACCEPT, Calling, INVITE, Invitation, InvitationId, store};
use crate::link::{self, Letter, Purpose, Secret};
use crate::session::page::{enter, over};
use crate::session::{Browser, without_receipt};
use crate::{group, initiative, partnership, person, seat};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("people/invite", &INVITE, ask)
        .form("people/invite", &INVITE, send)
        .form("people/invite/revoke", &INVITE, revoke)
        .page("/invitation/{secret}", &ACCEPT, show)
        .form("/invitation/{secret}", &ACCEPT, accept)
}

/// What the viewer may invite somebody to be.
async fn callings(visit: &Visit) -> Result<Vec<(String, String)>> {
    let initiative = visit.initiative()?;
    let mut callings = Vec::new();
    if visit.can(&INVITE, Owner::Nobody) {
        for word in ["member", "facilitator", "backbone"] {
            callings.push((word.to_owned(), visit.t(&format!("invitation-to-{word}"))));
        }
    }
    let mut read = visit.read().await?;
    for partner in partnership::store::all(&mut read, initiative).await? {
        if partner.status != "left" && visit.can(&INVITE, partner.owner()) {
            let words = visit.with("invite-for-partner", &[("name", partner.name.clone().into())]);
            callings.push((partner.about().to_string(), words));
        }
    }
    let groups = group::store::all(&mut read, initiative).await?;
    for seat in seat::store::all(&mut read, initiative).await? {
        let group = groups.iter().find(|group| group.id == seat.group);
        if let (Some(group), None) = (group, seat.person)
            && visit.can(&INVITE, Owner::Group(group.id.0))
        {
            let args =
                [("group", group.name.clone().into()), ("constituency", seat.constituency.clone().into())];
            callings.push((seat.about().to_string(), visit.with("invite-for-seat", &args)));
        }
    }
    Ok(callings)
}

async fn ask(visit: Visit) -> Result<Answer> {
    show_ask(&visit, visit.form("invite").start("calling", visit.query().get("as")), false).await
}

async fn show_ask(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let fields = html! {
        (form.field("email").email().draw(visit.say()))
        (form.select("calling", &callings(visit).await?))
    };
    let main = html! {
        (look::page_head(html! { a href=(visit.href("people")) { (visit.t("people-title")) } }, visit.t("invite-title"), visit.t("invite-lead")))
        (form.draw(&visit.href("people/invite"), "invite-send", fields))
    };
    let page = visit.page(visit.t("invite-title"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

/// Writes the letter in the inviter's words and sends the invitation.
pub(crate) async fn invite(visit: &Visit, email: String, calling: Calling) -> Result<InvitationId> {
    visit.limit(Class::Mail, &person::folded(&email))?;
    let secret = Secret::new()?;
    let href = format!("{}/invitation/{}", visit.house().settings().public_url, secret.as_str());
    let place = visit.place()?;
    let letter = Letter {
        subject: visit.with("letter-invitation-subject", &[("initiative", place.name.clone().into())]),
        text: visit.with(
            "letter-invitation",
            &[
                ("initiative", place.name.clone().into()),
                ("name", visit.actor.name.clone().into()),
                ("calling", visit.t(&format!("invitation-to-{}", calling.word())).into()),
                ("href", href.into()),
            ],
        ),
    };
    without_receipt(visit).execute(Invite { email, calling, secret, letter }).await
}

async fn send(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let tried = match Calling::from_form(sent.get("calling")) {
        Some(calling) => invite(&visit, sent.get("email").to_owned(), calling).await,
        None => Err(Problem::new("calling", "problem-choose").into()),
    };
    match tried {
        Ok(_) => Ok(visit.done(&visit.href("people"), "invited")),
        Err(Error::Invalid(problems)) => show_ask(&visit, visit.form_again("invite", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn revoke(visit: Visit) -> Result<Answer> {
    visit
        .execute(RevokeInvitation { invitation: visit.sent().parse("invitation").ok_or(Error::Missing)? })
        .await?;
    Ok(visit.done(&visit.href("people"), "invitation-revoked"))
}

/// An invitation as the one who got it may see it: what it is for, and the one step to take.
async fn show(visit: Visit) -> Result<Answer> {
    show_invitation(&visit, visit.form("accept"), false).await
}

async fn show_invitation(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let secret: String = visit.part("secret")?;
    let mut read = visit.read().await?;
    let link = link::find(&mut read, Purpose::Invitation, &secret, visit.now()).await?;
    let invitation = match link.and_then(|link| link.subject) {
        Some(id) => store::by_id(&mut read, InvitationId(id)).await?.filter(|found| found.state == "open"),
        None => None,
    };
    let Some(invitation) = invitation else {
        return over(visit, html! { p { (visit.t("invitation-over")) } }).await;
    };
    let initiative =
        initiative::store::find(&mut read, invitation.initiative).await?.ok_or(Error::Missing)?;
    let account = person::store::by_email(&mut read, &invitation.email).await?.map(|person| person.id);
    drop(read);
    let lead = visit.with(
        "invitation-lead",
        &[
            ("name", invitation.invited_by.clone().into()),
            ("calling", visit.t(&format!("invitation-to-{}", invitation.calling)).into()),
            ("email", invitation.email.clone().into()),
        ],
    );
    let step = step(visit, &form, &secret, &invitation, account);
    let main = html! {
        (look::page_head(visit.t("invitation-term"), html! { span dir="auto" { (initiative.name) } }, lead))
        p dir="auto" { (initiative.problem) }
        (step)
    };
    let page = visit.page(initiative.name);
    if wrong { page.unprocessable() } else { page }.show(main).await
}

fn step(
    visit: &Visit,
    form: &Form<'_>,
    secret: &str,
    invitation: &Invitation,
    account: Option<kernel::PersonId>,
) -> Markup {
    let action = format!("/invitation/{secret}");
    match (visit.actor.person, account) {
        (None, None) => {
            let name = form.field("name").autocomplete("name").draw(visit.say());
            form.draw(&action, "accept-do", name)
        }
        (None, Some(_)) => html! {
            p { (visit.t("rule-invitation-sign-in")) }
            (look::acts(look::do_link(visit.t("sign-in-do"), &format!("/sign-in?next={}", encoded(&action)))))
        },
        (Some(person), Some(account)) if person == account => form.draw(&action, "accept-do", html! {}),
        (Some(_), _) => html! {
            p { (visit.with("invitation-other", &[("email", invitation.email.clone().into())])) }
        },
    }
}

async fn accept(visit: Visit) -> Result<Answer> {
    let browser = Browser::of(&visit)?;
    let act = AcceptInvitation {
        secret: visit.part("secret")?,
        name: visit.sent().get("name").to_owned(),
        browser: browser.clone(),
    };
    match without_receipt(&visit).execute(act).await {
        Ok(accepted) => {
            Ok(enter(&visit, &browser, accepted.seconds, &format!("/i/{}?done=accepted", accepted.slug)))
        }
        Err(Error::Invalid(problems)) => {
            show_invitation(&visit, visit.form_again("accept", problems), true).await
        }
        Err(error) => Err(error),
    }
}
