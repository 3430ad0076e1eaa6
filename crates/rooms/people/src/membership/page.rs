use kernel::{Error, PersonId, Result, Role};
use maud::{Markup, html};
use web::look::{self, Standing, Table};
use web::{Answer, Routes, Visit, new_key};

use super::acts::{AddMember, RemoveMember, TakeRole};
use super::{CHANGE, ROLES, store};
use crate::invitation::{self, INVITE, Invitation};
use crate::words::{choices, sees_names, tabs};
use crate::{group, initiative, partnership, person, seat};

/// People on one page.
const PAGE: usize = 60;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("people", &partnership::READ, list)
        .page("people/{person}", &super::READ, one)
        .form("people/{person}/give", &CHANGE, give)
        .form("people/{person}/take", &CHANGE, take)
        .form("people/{person}/remove", &CHANGE, remove)
}

/// Everybody who belongs here, by name; strangers see how many, never who.
async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let paging = visit.paging(PAGE);
    let count = store::how_many(&mut read, initiative).await?;
    let members = if sees_names(&visit) {
        store::part(&mut read, initiative, paging.part()).await?
    } else {
        Vec::new()
    };
    let invitations =
        if visit.could(&INVITE) { invitation::visible(&visit, &mut read).await? } else { Vec::new() };
    drop(read);
    let mut table = Table::new(visit.t("people-title"))
        .quiet_caption()
        .column(visit.t("people-name"))
        .column(visit.t("people-roles"));
    for (member, roles) in &members {
        table = table.row([
            html! { a href=(visit.href(&format!("people/{}", member.person))) dir="auto" { (member.name) } },
            html! { @for role in roles { (look::tag(Standing::Plain, visit.t(&format!("role-{role}")))) " " } },
        ]);
    }
    let lead = visit.with("people-lead", &[("count", count.into())]);
    let main = html! {
        (look::page_head(visit.t("people-term"), visit.t("people-title"), lead))
        (tabs(&visit, "people"))
        @if visit.could(&INVITE) { (look::acts(look::do_link(visit.t("invite-title"), &visit.href("people/invite")))) }
        @if sees_names(&visit) { (table.draw()) (paging.draw(&visit, count, "")) } @else { p { (visit.t("people-names-hidden")) } }
        @if !invitations.is_empty() {
            (look::section("invitations", visit.t("invitations-title"), invited(&visit, &invitations)))
        }
        @if visit.offers(&initiative::CHANGE) {
            p { a href=(visit.href("settings")) { (visit.t("initiative-settings-title")) } }
        }
    };
    visit.page(visit.t("people-title")).live().show(main).await
}

fn invited(visit: &Visit, invitations: &[Invitation]) -> Markup {
    let mut table = Table::new(visit.t("invitations-title"))
        .quiet_caption()
        .column(visit.t("invitations-email"))
        .column(visit.t("invitations-calling"))
        .column(visit.t("invitations-standing"))
        .column(visit.t("invitations-act"));
    for one in invitations {
        let standing = one.standing(visit.now());
        let mark = match standing {
            "open" => Standing::Waiting,
            "accepted" => Standing::Done,
            _ => Standing::Missing,
        };
        table = table.row([
            html! { (one.email) },
            html! { (visit.t(&format!("invitation-to-{}", one.calling))) },
            html! { (look::status(mark, visit.t(&format!("invitation-{standing}")))) " " (visit.say().day(one.made_at)) },
            html! {
                @if standing == "open" {
                    (look::post_form(&visit.href("people/invite/revoke"), &new_key(),
                        look::quiet_button(visit.t("invitation-revoke"), "invitation", &one.id.to_string())))
                }
            },
        ]);
    }
    table.draw()
}

/// One person, as those who belong to the same initiative may know them.
async fn one(visit: Visit) -> Result<Answer> {
    let id: PersonId = visit.part("person")?;
    let (initiative, mut read) = (visit.initiative()?, visit.read().await?);
    if !super::belongs(&mut read, initiative, id).await? {
        return Err(Error::Missing);
    }
    let person = person::store::find(&mut read, id).await?.ok_or(Error::Missing)?;
    let roles = store::roles_of(&mut read, initiative, id).await?;
    let seats: Vec<_> = seat::store::all(&mut read, initiative)
        .await?
        .into_iter()
        .filter(|seat| seat.person == Some(id))
        .collect();
    let groups = group::store::all(&mut read, initiative).await?;
    let partners = partnership::store::spoken_for(&mut read, initiative, id).await?;
    drop(read);
    let count = (roles.len() + seats.len() + partners.len()) as i64;
    let lead = visit.with("member-lead", &[("count", count.into())]);
    let main = html! {
        (look::page_head(html! { a href=(visit.href("people")) { (visit.t("people-title")) } }, html! { span dir="auto" { (person.name) } }, lead))
        ul.loop role="list" {
            @for role in &roles { li { (visit.t(&format!("role-{role}"))) } }
            @for partner in &partners {
                li { (visit.t("member-speaks-for")) " " a href=(visit.href(&format!("partners/{}", partner.number))) dir="auto" { (partner.name) } }
            }
            @for seat in &seats {
                @if let Some(group) = groups.iter().find(|group| group.id == seat.group) {
                    li {
                        a href=(visit.href(&format!("groups/{}#seat-{}", group.number, seat.id))) dir="auto" { (group.name) }
                        ": " span dir="auto" { (seat.constituency) }
                    }
                }
            }
        }
        @if visit.offers(&CHANGE) { (change(&visit, id, &roles)) }
    };
    visit.page(person.name).show(main).await
}

fn change(visit: &Visit, id: PersonId, held: &[String]) -> Markup {
    let free: Vec<&str> =
        ROLES.map(Role::word).into_iter().filter(|role| !held.iter().any(|held| held == role)).collect();
    let href = |path: &str| visit.href(&format!("people/{id}/{path}"));
    html! {
        (look::section("roles", visit.t("member-change"), html! {
            @for role in held {
                (look::post_form(&href("take"), &new_key(), look::quiet_button(
                    visit.with("member-take", &[("role", visit.t(&format!("role-{role}")).into())]), "role", role)))
            }
            @if !free.is_empty() {
                (look::post_form(&href("give"), &new_key(), html! {
                    (visit.form("member").select("role", &choices(visit, "role-", free)))
                    (look::quiet_button(visit.t("member-give"), "give", "yes"))
                }))
            }
            (look::post_form(&href("remove"), &new_key(), look::quiet_button(visit.t("member-remove"), "remove", "yes")))
        }))
    }
}

async fn give(visit: Visit) -> Result<Answer> {
    let (person, role) = (visit.part("person")?, visit.sent().get("role").to_owned());
    visit.execute(AddMember { person, role }).await?;
    Ok(visit.done(&visit.href(&format!("people/{person}")), "member-changed"))
}

async fn take(visit: Visit) -> Result<Answer> {
    let (person, role) = (visit.part("person")?, visit.sent().get("role").to_owned());
    visit.execute(TakeRole { person, role }).await?;
    Ok(visit.done(&visit.href("people"), "member-changed"))
}

async fn remove(visit: Visit) -> Result<Answer> {
    visit.execute(RemoveMember { person: visit.part("person")? }).await?;
    Ok(visit.done(&visit.href("people"), "member-removed"))
}
