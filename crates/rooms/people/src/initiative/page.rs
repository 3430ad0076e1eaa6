use kernel::{Error, Profile, Result, Role};
use maud::{Markup, html};
use web::look::{self, Standing};
use web::{Answer, Form, Routes, Visit};

use super::acts::{ChangeInitiative, CreateInitiative};
use super::{CHANGE, CREATE, Initiative, LIST, store};
use crate::person;
use crate::words::choices;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/", &LIST, list)
        .page("/initiatives/new", &CREATE, ask)
        .form("/initiatives/new", &CREATE, create)
        .page("settings", &CHANGE, settings)
        .form("settings", &CHANGE, change)
}

/// The front of the installation.
async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let mine = match visit.actor.person {
        Some(person) => store::of_person(&mut read, person).await?,
        None => Vec::new(),
    };
    let all = if visit.actor.standing.roles.has(Role::Administrator) {
        store::all(&mut read).await?
    } else {
        store::open(&mut read).await?
    };
    let nobody = visit.actor.person.is_none() && person::store::count(&mut read).await? == 0;
    drop(read);
    let others: Vec<&Initiative> =
        all.iter().filter(|one| mine.iter().all(|other| other.id != one.id)).collect();
    let count = (mine.len() + others.len()) as i64;
    let main = html! {
        (look::page_head("", visit.t("initiatives-title"), visit.with("initiatives-lead", &[("count", count.into())])))
        @if !mine.is_empty() {
            (look::section("mine", visit.t("initiatives-mine"), cards(&visit, mine.iter())))
        }
        @if !others.is_empty() {
            (look::section("others", visit.t(if mine.is_empty() { "initiatives-all" } else { "initiatives-others" }), cards(&visit, others)))
        }
        @if count == 0 { (empty(&visit, nobody)) }
        @else if visit.offers(&CREATE) { (look::acts(look::do_link(visit.t("initiative-new"), "/initiatives/new"))) }
    };
    visit.page(visit.t("initiatives-title")).show(main).await
}

fn empty(visit: &Visit, nobody: bool) -> Markup {
    let (words, step) = if nobody {
        ("initiatives-empty-start", html! {})
    } else if visit.offers(&CREATE) {
        ("initiatives-empty-create", look::do_link(visit.t("initiative-new"), "/initiatives/new"))
    } else if visit.actor.person.is_some() {
        ("initiatives-empty-invited", html! {})
    } else {
        ("initiatives-empty-guest", look::do_link(visit.t("sign-in-do"), "/sign-in"))
    };
    look::empty(visit.say(), visit.t(words), html! { p { (visit.t("initiatives-example")) } }, step)
}

fn cards<'a>(visit: &Visit, initiatives: impl IntoIterator<Item = &'a Initiative>) -> Markup {
    html! {
        ul.loop role="list" {
            @for initiative in initiatives {
                li {
                    a href={ "/i/" (initiative.slug) } dir="auto" { (initiative.name) }
                    @if !initiative.public { " " (look::tag(Standing::Plain, visit.t("initiative-closed"))) }
                    p.small dir="auto" { (initiative.problem) }
                }
            }
        }
    }
}

async fn ask(visit: Visit) -> Result<Answer> {
    let form = visit.form("initiative").start("profile", Profile::Classic.word()).start("public", "yes");
    show_new(&visit, form, false).await
}

fn common(visit: &Visit, form: &Form<'_>) -> Markup {
    let profiles = choices(visit, "initiative-profile-", Profile::ALL.map(Profile::word));
    let public = choices(visit, "initiative-public-", ["yes", "no"]);
    html! { (form.text("problem", 2)) (form.radios("profile", &profiles)) (form.radios("public", &public)) }
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let fields = html! {
        (form.line("name"))
        (common(visit, &form))
        (form.field("slug").optional().draw(visit.say()))
    };
    let main = html! {
        (look::page_head("", visit.t("initiative-new-title"), visit.t("initiative-new-lead")))
        (form.draw("/initiatives/new", "initiative-create", fields))
    };
    let page = visit.page(visit.t("initiative-new-title"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn create(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = CreateInitiative {
        name: sent.get("name").to_owned(),
        slug: sent.get("slug").to_owned(),
        profile: sent.get("profile").to_owned(),
        public: sent.get("public") == "yes",
        problem: sent.get("problem").to_owned(),
        join: true,
    };
    match visit.execute(act).await {
        Ok((_, slug)) => Ok(visit.done(&format!("/i/{slug}"), "initiative-created")),
        Err(Error::Invalid(problems)) => {
            show_new(&visit, visit.form_again("initiative", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn settings(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let now = store::find(&mut read, visit.initiative()?).await?.ok_or(Error::Missing)?;
    drop(read);
    let form = visit
        .form("initiative")
        .start("name", now.name)
        .start("problem", now.problem)
        .start("profile", now.profile)
        .start("public", if now.public { "yes" } else { "no" });
    show_settings(&visit, form, &now.version.to_string(), false).await
}

async fn show_settings(visit: &Visit, form: Form<'_>, version: &str, wrong: bool) -> Result<Answer> {
    let fields = html! {
        input type="hidden" name="version" value=(version);
        (form.line("name"))
        (common(visit, &form))
    };
    let main = html! {
        (look::page_head("", visit.t("initiative-settings-title"), visit.t("initiative-settings-lead")))
        (form.draw(&visit.href("settings"), "initiative-change", fields))
    };
    let page = visit.page(visit.t("initiative-settings-title"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn change(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = ChangeInitiative {
        name: sent.get("name").to_owned(),
        profile: sent.get("profile").to_owned(),
        public: sent.get("public") == "yes",
        problem: sent.get("problem").to_owned(),
        version: sent.parse("version").unwrap_or_default(),
    };
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&visit.href("settings"), "initiative-changed")),
        Err(Error::Invalid(problems)) => {
            show_settings(&visit, visit.form_again("initiative", problems), sent.get("version"), true).await
        }
        Err(error) => Err(error),
    }
}
