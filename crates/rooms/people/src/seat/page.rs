use kernel::{Error, Owner, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Form, Routes, Visit, encoded, new_key};

use super::acts::{AddSeat, FillSeat, VacateSeat};
use super::{MANAGE, ROLES, Seat, SeatId, store};
use crate::group::page::{find as find_group, holder};
use crate::membership;
use crate::membership::choose::{choose, typed};
use crate::words::choices;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("groups/{number}/seats/new", &MANAGE, ask)
        .form("groups/{number}/seats/new", &MANAGE, add)
        .page("groups/{number}/seats/{seat}", &MANAGE, one)
        .form("groups/{number}/seats/{seat}/fill", &MANAGE, fill)
        .form("groups/{number}/seats/{seat}/vacate", &MANAGE, vacate)
}

/// Who could sit there; `filter` is the page that finds some of them.
async fn sitter(visit: &Visit, form: &Form<'_>, filter: &str) -> Result<Markup> {
    let members = membership::members(&mut visit.read().await?, visit.initiative()?).await?;
    Ok(choose(visit, form, Some(visit.t("seat-vacant")), members, filter))
}

async fn ask(visit: Visit) -> Result<Answer> {
    let typed = typed(&visit);
    let form = ["constituency", "person"]
        .into_iter()
        .fold(visit.form("seat"), |form, field| form.start(field, typed.get(field)));
    let [role, votes] = [("role", ROLES[0]), ("votes", "yes")]
        .map(|(field, first)| if typed.has(field) { typed.get(field) } else { first });
    show(&visit, form.start("role", role).start("votes", votes), false).await
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let group = find_group(visit).await?;
    visit.may(&MANAGE, Owner::Group(group.id.0))?;
    let base = visit.href(&format!("groups/{}", group.number));
    let fields = html! {
        (form.line("constituency"))
        (sitter(visit, &form, &format!("{base}/seats/new")).await?)
        (form.select("role", &choices(visit, "seat-role-", ROLES)))
        (form.radios("votes", &choices(visit, "seat-votes-", ["yes", "no"])))
    };
    let main = html! {
        (look::page_head(html! { a href=(base) dir="auto" { (group.name) } }, visit.t("seat-new"), visit.t("seat-new-lead")))
        (form.draw(&format!("{base}/seats/new"), "seat-add", fields))
    };
    let page = visit.page(visit.t("seat-new"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn add(visit: Visit) -> Result<Answer> {
    let (group, sent) = (find_group(&visit).await?, visit.sent());
    let act = AddSeat {
        group: group.id,
        constituency: sent.get("constituency").to_owned(),
        role: sent.get("role").to_owned(),
        votes: sent.get("votes") == "yes",
        person: sent.parse("person"),
    };
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&visit.href(&format!("groups/{}", group.number)), "seat-added")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("seat", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn find(visit: &Visit) -> Result<Seat> {
    let mut read = visit.read().await?;
    store::find(&mut read, visit.initiative()?, visit.part::<SeatId>("seat")?).await?.ok_or(Error::Missing)
}

async fn one(visit: Visit) -> Result<Answer> {
    show_one(&visit, visit.form("seat").start("person", typed(&visit).get("person")), false).await
}

async fn show_one(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let (group, seat) = (find_group(visit).await?, find(visit).await?);
    visit.may(&MANAGE, Owner::Group(seat.group.0))?;
    let base = visit.href(&format!("groups/{}", group.number));
    let invite = visit.href(&format!("people/invite?as={}", encoded(&seat.about().to_string())));
    let lead = visit.t(if seat.votes { "seat-lead-votes" } else { "seat-lead-no-vote" });
    let main = html! {
        (look::page_head(html! { a href=(base) dir="auto" { (group.name) } }, html! { span dir="auto" { (seat.constituency) } }, lead))
        p { (holder(visit, &seat)) " · " (visit.t(&format!("seat-role-{}", seat.role))) }
        @if seat.person.is_some() {
            (look::post_form(&format!("{base}/seats/{}/vacate", seat.id), &new_key(),
                look::quiet_button(visit.t("seat-vacate"), "vacate", "yes")))
        } @else {
            (form.draw(&format!("{base}/seats/{}/fill", seat.id), "seat-fill",
                sitter(visit, &form, &format!("{base}/seats/{}", seat.id)).await?))
            p { (look::quiet_link(visit.t("seat-invite"), &invite)) }
        }
    };
    let page = visit.page(seat.constituency.clone()).about(seat.about());
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn fill(visit: Visit) -> Result<Answer> {
    let seat = find(&visit).await?;
    let chosen = visit.sent().parse("person");
    let tried = match chosen {
        Some(person) => visit.execute(FillSeat { seat: seat.id, person }).await,
        None => Err(kernel::Problem::new("person", "problem-choose").into()),
    };
    match tried {
        Ok(()) => back(&visit, "seat-filled"),
        Err(Error::Invalid(problems)) => show_one(&visit, visit.form_again("seat", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn vacate(visit: Visit) -> Result<Answer> {
    visit.execute(VacateSeat { seat: visit.part("seat")? }).await?;
    back(&visit, "seat-vacated")
}

fn back(visit: &Visit, word: &str) -> Result<Answer> {
    let number: i64 = visit.part("number")?;
    Ok(visit.done(&visit.href(&format!("groups/{number}")), word))
}
