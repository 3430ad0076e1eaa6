use kernel::{Error, PersonId, Result};
use maud::{Markup, html};
use uuid::Uuid;
use web::look::{self, Moment, Standing, Table};
use web::{Answer, Form, Routes, Visit, new_key};

use crate::person::acts::{CreatePerson, SetAdministrator, SetState};
use crate::person::{self, ADMINISTER, Person};
use crate::session::acts::EndSessionsOf;
use crate::{initiative, session};

/// Mails on one page.
const MAILS: usize = 50;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/administration", &ADMINISTER, overview)
        .page("/administration/people/new", &ADMINISTER, ask)
        .form("/administration/people/new", &ADMINISTER, create)
        .page("/administration/people/{person}", &ADMINISTER, one)
        .form("/administration/people/{person}/state", &ADMINISTER, set_state)
        .form("/administration/people/{person}/administrator", &ADMINISTER, set_administrator)
        .form("/administration/people/{person}/sessions", &ADMINISTER, end_sessions)
        .page("/administration/outbox", &ADMINISTER, outbox)
}

async fn overview(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let people = person::store::all(&mut read).await?;
    let initiatives = initiative::store::all(&mut read).await?;
    drop(read);
    let lead = visit.with(
        "administration-lead",
        &[("people", (people.len() as i64).into()), ("initiatives", (initiatives.len() as i64).into())],
    );
    let mut table = Table::new(visit.t("administration-people"))
        .quiet_caption()
        .column(visit.t("me-name"))
        .column(visit.t("me-email"))
        .column(visit.t("administration-state"));
    for person in &people {
        table = table.row([
            html! { a href={ "/administration/people/" (person.id) } dir="auto" { (person.name) } },
            html! { span dir="auto" { (person.email) } },
            state(&visit, person),
        ]);
    }
    let main = html! {
        (look::page_head("", visit.t("administration-title"), lead))
        (look::section("people", visit.t("administration-people"), html! {
            (table.draw())
            p { (look::quiet_link(visit.t("administration-person-new"), "/administration/people/new")) }
        }))
        (look::section("initiatives", visit.t("administration-initiatives"), html! {
            ul.loop role="list" {
                @for initiative in &initiatives { li { a href={ "/i/" (initiative.slug) } dir="auto" { (initiative.name) } } }
            }
            p { (look::do_link(visit.t("initiative-new"), "/initiatives/new")) }
        }))
        (look::section("mail", visit.t("administration-mail"), html! {
            p { a href="/administration/outbox" { (visit.t("outbox-title")) } }
        }))
    };
    visit.page(visit.t("administration-title")).show(main).await
}

fn state(visit: &Visit, person: &Person) -> Markup {
    let standing = if person.is_confirmed() { Standing::Done } else { Standing::Missing };
    html! {
        (look::tag(standing, visit.t(&format!("person-state-{}", person.state))))
        @if person.administrator { " " (look::tag(Standing::Plain, visit.t("person-administrator"))) }
    }
}

async fn ask(visit: Visit) -> Result<Answer> {
    show_new(&visit, visit.form("person"), false).await
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let administrator = [("yes".to_owned(), visit.t("person-administrator-yes"))];
    let fields = html! {
        (form.line("name"))
        (form.field("email").email().draw(visit.say()))
        (form.checkboxes("administrator", &administrator))
    };
    let main = html! {
        (look::page_head(home(visit), visit.t("person-new-title"), visit.t("person-new-lead")))
        (form.draw("/administration/people/new", "person-create", fields))
    };
    let page = visit.page(visit.t("person-new-title"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

fn home(visit: &Visit) -> Markup {
    html! { a href="/administration" { (visit.t("administration-title")) } }
}

async fn create(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = CreatePerson {
        name: sent.get("name").to_owned(),
        email: sent.get("email").to_owned(),
        administrator: sent.has("administrator"),
    };
    match visit.execute(act).await {
        Ok(person) => Ok(visit.done(&format!("/administration/people/{person}"), "person-created")),
        Err(Error::Invalid(problems)) => show_new(&visit, visit.form_again("person", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn one(visit: Visit) -> Result<Answer> {
    let id: PersonId = visit.part("person")?;
    let mut read = visit.read().await?;
    let person = person::store::find(&mut read, id).await?.ok_or(Error::Missing)?;
    let sessions = session::store::mine(&mut read, id, visit.now()).await?.len() as i64;
    drop(read);
    let suspended = !person.is_confirmed();
    let act = |path: &str, key: &str, value: &str| {
        let action = format!("/administration/people/{id}/{path}");
        look::post_form(&action, &new_key(), look::quiet_button(visit.t(key), "to", value))
    };
    let lead = visit.with("person-lead", &[("count", sessions.into())]);
    let main = html! {
        (look::page_head(home(&visit), html! { span dir="auto" { (person.name) } }, lead))
        (look::facts([
            (visit.t("me-email"), html! { span dir="auto" { (person.email) } }),
            (visit.t("administration-state"), state(&visit, &person)),
            (visit.t("person-since"), html! { (visit.say().day(person.created_at)) }),
        ]))
        (act("state", if suspended { "person-reopen" } else { "person-suspend" }, if suspended { "confirmed" } else { "suspended" }))
        (act("administrator", if person.administrator { "person-administrator-take" } else { "person-administrator-give" }, if person.administrator { "no" } else { "yes" }))
        (act("sessions", "person-sessions-end", "end"))
    };
    visit.page(person.name).show(main).await
}

fn back(visit: &Visit, word: &str) -> Result<Answer> {
    let id: PersonId = visit.part("person")?;
    Ok(visit.done(&format!("/administration/people/{id}"), word))
}

async fn set_state(visit: Visit) -> Result<Answer> {
    let suspended = visit.sent().get("to") == "suspended";
    visit.execute(SetState { person: visit.part("person")?, suspended }).await?;
    back(&visit, "person-changed")
}

async fn set_administrator(visit: Visit) -> Result<Answer> {
    let yes = visit.sent().get("to") == "yes";
    visit.execute(SetAdministrator { person: visit.part("person")?, yes }).await?;
    back(&visit, "person-changed")
}

async fn end_sessions(visit: Visit) -> Result<Answer> {
    visit.execute(EndSessionsOf { person: visit.part("person")? }).await?;
    back(&visit, "person-sessions-ended")
}

/// What was mailed. Words that let somebody in are left out by the courier.
async fn outbox(visit: Visit) -> Result<Answer> {
    let before = visit.query().parse::<Uuid>("before");
    let mut read = visit.read().await?;
    let mails = courier::outbox(&mut read, before, MAILS).await?;
    drop(read);
    let moments: Vec<Moment> = mails
        .iter()
        .map(|mail| Moment {
            when: visit.say().moment(mail.at),
            datetime: Some(mail.at.to_string()),
            title: html! { span dir="auto" { (mail.subject) } " → " span dir="auto" { (mail.to) } },
            detail: Some(html! {
                (visit.t(&format!("mail-{}", mail.state.word())))
                @if let Some(problem) = &mail.problem { " · " span lang="en" { (problem) } }
                @match &mail.text {
                    Some(text) => pre.kept dir="auto" { (text) },
                    None => p { (visit.t("outbox-secret")) },
                }
            }),
        })
        .collect();
    let older = (mails.len() == MAILS)
        .then(|| mails.last().map(|mail| format!("/administration/outbox?before={}", mail.id)));
    let newer = before.map(|_| "/administration/outbox");
    let main = html! {
        (look::page_head(home(&visit), visit.t("outbox-title"), visit.with("outbox-lead", &[("count", (mails.len() as i64).into())])))
        @if moments.is_empty() { (look::empty(visit.say(), visit.t("outbox-empty"), html! {}, html! {})) }
        @else { (look::timeline(&moments)) }
        (look::pager(visit.say(), newer, older.flatten().as_deref()))
    };
    visit.page(visit.t("outbox-title")).show(main).await
}
