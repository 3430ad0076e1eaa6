use kernel::{Error, Problems, Result};
use maud::html;
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::SET_UP;
use super::acts::SetUp;
use crate::link::{self, Purpose};
use crate::person::{self, password};
use crate::session::page::{enter, over};
use crate::session::{Browser, without_receipt};

pub(crate) fn routes() -> Routes {
    Routes::new().page("/setup/{secret}", &SET_UP, ask).form("/setup/{secret}", &SET_UP, set_up)
}

async fn ask(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("setup"), false).await
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let secret: String = visit.part("secret")?;
    let mut read = visit.read().await?;
    let link = link::find(&mut read, Purpose::SetUp, &secret, visit.now()).await?;
    let is_set_up = person::store::count(&mut read).await? > 0;
    drop(read);
    if link.is_none() || is_set_up {
        return over(visit, html! { p { (visit.t("setup-over")) } }).await;
    }
    let say = visit.say();
    let fields = html! {
        (form.field("name").autocomplete("name").draw(say))
        (form.field("email").email().draw(say))
        (form.field("password").password("new-password").draw(say))
    };
    let main = html! {
        (look::page_head(visit.t("setup-term"), visit.t("setup-title"), visit.t("setup-lead")))
        (form.draw(&format!("/setup/{secret}"), "setup-do", fields))
    };
    let page = visit.page(visit.t("setup-title"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn set_up(visit: Visit) -> Result<Answer> {
    match first(&visit).await {
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("setup", problems), true).await,
        other => other,
    }
}

async fn first(visit: &Visit) -> Result<Answer> {
    let sent = visit.sent();
    let mut problems = Problems::none();
    problems.text("name", sent.get("name"), person::NAME);
    let email = person::email(&mut problems, "email", sent.get("email"));
    password::check(&mut problems, "password", sent.get("password"), &email);
    problems.done()?;
    let browser = Browser::of(visit)?;
    let act = SetUp {
        secret: visit.part("secret")?,
        name: sent.get("name").to_owned(),
        email,
        password: password::hash(sent.get("password")).await?,
        browser: browser.clone(),
    };
    let seconds = without_receipt(visit).execute(act).await?;
    Ok(enter(visit, &browser, seconds, "/initiatives/new"))
}
