use jiff::Timestamp;
use kernel::{Error, Problem, Problems, Result};
use maud::{Markup, html};
use web::look::{self, Standing, Table};
use web::{Answer, Class, Form, Routes, Visit, new_key};

use super::acts::{ChangePassword, Rename};
use super::{ACCOUNT, Person, password, store};
use crate::link::mark;
use crate::session::acts::{EndSession, EndSessions};
use crate::session::page::leave;
use crate::session::{self, Session};
use crate::token::{self, Token};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/me", &ACCOUNT, me)
        .page("/me/name", &ACCOUNT, ask_name)
        .form("/me/name", &ACCOUNT, rename)
        .page("/me/password", &ACCOUNT, ask_password)
        .form("/me/password", &ACCOUNT, change_password)
        .form("/me/sessions/end", &ACCOUNT, end_session)
        .form("/me/sessions/end-all", &ACCOUNT, end_all)
}

/// The account of whoever asks.
async fn own(visit: &Visit) -> Result<Person> {
    let mut read = visit.read().await?;
    store::find(&mut read, visit.person()?).await?.ok_or(Error::SignIn)
}

async fn me(visit: Visit) -> Result<Answer> {
    let person = own(&visit).await?;
    let mut read = visit.read().await?;
    let sessions = session::store::mine(&mut read, person.id, visit.now()).await?;
    let tokens = token::store::mine(&mut read, person.id).await?;
    drop(read);
    let lead = visit.with("me-lead", &[("count", (sessions.len() as i64).into())]);
    let (has, step) = if person.password.is_some() {
        ("me-password-set", "me-password-change")
    } else {
        ("me-password-none", "me-password-first")
    };
    let facts = [
        (
            visit.t("me-name"),
            html! { span dir="auto" { (person.name) } " " a href="/me/name" { (visit.t("me-name-change")) } },
        ),
        (visit.t("me-email"), html! { span dir="auto" { (person.email) } }),
        (visit.t("me-password"), html! { (visit.t(has)) " " a href="/me/password" { (visit.t(step)) } }),
    ];
    let main = html! {
        (look::page_head("", visit.t("me-title"), lead))
        (look::facts(facts))
        (look::section("sessions", visit.t("me-sessions"), sessions_table(&visit, &sessions)))
        (look::section("tokens", visit.t("me-tokens"), tokens_table(&visit, &tokens)))
    };
    visit.page(visit.t("me-title")).show(main).await
}

fn sessions_table(visit: &Visit, sessions: &[Session]) -> Markup {
    let here = visit.session().map(|secret| mark("session", secret));
    let mut table = Table::new(visit.t("me-sessions"))
        .quiet_caption()
        .column(visit.t("me-session-agent"))
        .column(visit.t("me-session-opened"))
        .column(visit.t("me-session-seen"))
        .column(visit.t("me-session-act"));
    for one in sessions {
        let this = here.is_some_and(|here| one.mark == here);
        let act = if this {
            look::tag(Standing::Done, visit.t("me-session-this"))
        } else {
            let button = look::quiet_button(visit.t("me-session-end"), "session", &one.id.to_string());
            look::post_form("/me/sessions/end", &new_key(), button)
        };
        let device = session::device(&one.agent).map_or_else(
            || visit.t("me-session-unknown"),
            |(browser, system)| {
                visit.with("me-session-device", &[("browser", browser.into()), ("system", system.into())])
            },
        );
        table = table.row([
            html! { (device) },
            html! { (visit.say().moment(one.opened_at)) },
            html! { (visit.say().moment(one.seen_at)) },
            act,
        ]);
    }
    html! {
        (table.draw())
        (look::post_form("/me/sessions/end-all", &new_key(), look::quiet_button(visit.t("me-sessions-end-all"), "all", "yes")))
    }
}

fn tokens_table(visit: &Visit, tokens: &[Token]) -> Markup {
    let day = |at: Option<Timestamp>| at.map_or_else(|| visit.t("me-token-unused"), |at| visit.say().day(at));
    let mut table = Table::new(visit.t("me-tokens"))
        .quiet_caption()
        .column(visit.t("me-token-name"))
        .column(visit.t("me-token-made"))
        .column(visit.t("me-token-used"))
        .column(visit.t("me-token-act"));
    for one in tokens {
        let revoke = look::quiet_button(visit.t("me-token-revoke"), "token", &one.id.to_string());
        table = table.row([
            html! { span dir="auto" { (one.name) } },
            html! { (visit.say().day(one.made_at)) },
            html! { (day(one.used_at)) },
            look::post_form("/me/tokens/revoke", &new_key(), revoke),
        ]);
    }
    html! {
        p { (visit.t("me-tokens-why")) }
        @if !tokens.is_empty() { (table.draw()) }
        p { (look::quiet_link(visit.t("me-token-new"), "/me/tokens")) }
    }
}

async fn ask_name(visit: Visit) -> Result<Answer> {
    let form = visit.form("me-rename").start("name", visit.actor.name.clone());
    show_name(&visit, form, false).await
}

async fn show_name(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let main = html! {
        (look::page_head(html! { a href="/me" { (visit.t("me-title")) } }, visit.t("me-rename-title"), visit.t("me-rename-lead")))
        (form.draw("/me/name", "me-rename-do", form.field("name").autocomplete("name").draw(visit.say())))
    };
    let page = visit.page(visit.t("me-rename-title"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn rename(visit: Visit) -> Result<Answer> {
    match visit.execute(Rename { name: visit.sent().get("name").to_owned() }).await {
        Ok(()) => Ok(visit.done("/me", "me-renamed")),
        Err(Error::Invalid(problems)) => {
            show_name(&visit, visit.form_again("me-rename", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn ask_password(visit: Visit) -> Result<Answer> {
    show_password(&visit, visit.form("me-password"), false).await
}

async fn show_password(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let person = own(visit).await?;
    let say = visit.say();
    let fields = html! {
        @if person.password.is_some() { (form.field("present-password").password("current-password").draw(say)) }
        (form.field("password").password("new-password").draw(say))
    };
    let main = html! {
        (look::page_head(html! { a href="/me" { (visit.t("me-title")) } }, visit.t("me-password-title"), visit.t("me-password-lead")))
        (form.draw("/me/password", "me-password-do", fields))
    };
    let page = visit.page(visit.t("me-password-title"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn change_password(visit: Visit) -> Result<Answer> {
    match set_password(&visit).await {
        Ok(()) => Ok(visit.done("/me", "me-password-changed")),
        Err(Error::Invalid(problems)) => {
            show_password(&visit, visit.form_again("me-password", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn set_password(visit: &Visit) -> Result<()> {
    let person = own(visit).await?;
    visit.limit(Class::SignIn, &person.email)?;
    let sent = visit.sent();
    if person.password.is_some()
        && !password::verify(sent.get("present-password"), person.password.as_deref()).await?
    {
        return Err(Problem::new("present-password", "problem-password-wrong").into());
    }
    let mut problems = Problems::none();
    password::check(&mut problems, "password", sent.get("password"), &person.email);
    problems.done()?;
    let new = password::hash(sent.get("password")).await?;
    let session = visit.session().unwrap_or_default().to_owned();
    visit.execute(ChangePassword { present: person.password, new, session }).await
}

async fn end_session(visit: Visit) -> Result<Answer> {
    visit.execute(EndSession { session: visit.sent().parse("session").ok_or(Error::Missing)? }).await?;
    Ok(visit.done("/me", "me-session-ended"))
}

async fn end_all(visit: Visit) -> Result<Answer> {
    visit.execute(EndSessions).await?;
    Ok(leave(&visit))
}
