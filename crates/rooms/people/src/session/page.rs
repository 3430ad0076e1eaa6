use axum::http::{HeaderName, StatusCode};
use kernel::{Error, Problem, Problems, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Class, Form, Routes, Visit, encoded};

use super::acts::{AskForLink, Recover, SignInByLink, SignInByPassword, SignOut};
use super::{Browser, SIGN_IN, without_receipt};
use crate::link::{self, Letter, Purpose, Secret};
use crate::person::{self, password};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/sign-in", &SIGN_IN, ask)
        .form("/sign-in", &SIGN_IN, sign_in)
        .page("/sign-in/link", &SIGN_IN, sent)
        .page("/sign-in/link/{secret}", &SIGN_IN, confirm)
        .form("/sign-in/link/{secret}", &SIGN_IN, sign_in_by_link)
        .page("/recover", &SIGN_IN, ask_recovery)
        .form("/recover", &SIGN_IN, send_recovery)
        .page("/recover/{secret}", &SIGN_IN, ask_password)
        .form("/recover/{secret}", &SIGN_IN, recover)
        .form("/sign-out", &SIGN_IN, sign_out)
}

/// A path of this site to go on to, if `next` is one; browsers read `\` as `/`, and two as another host.
fn local(next: &str) -> Option<&str> {
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && next.starts_with('/') && !next.starts_with("//")).then_some(next)
}

/// Goes on to `next`, signed in.
pub(crate) fn enter(visit: &Visit, browser: &Browser, seconds: i64, next: &str) -> Answer {
    let cookie = visit.house().settings().cookie("sid", browser.secret.as_str(), seconds);
    Answer::go(local(next).unwrap_or("/")).cookie(&cookie)
}

async fn ask(visit: Visit) -> Result<Answer> {
    show_ask(&visit, visit.form("sign-in"), visit.query().get("next"), false).await
}

async fn show_ask(visit: &Visit, form: Form<'_>, next: &str, wrong: bool) -> Result<Answer> {
    let fields = html! {
        input type="hidden" name="next" value=(next);
        (form.field("email").email().draw(visit.say()))
        (form.field("password").password("current-password").optional().draw(visit.say()))
    };
    let main = html! {
        (look::page_head("", visit.t("sign-in-title"), visit.t("sign-in-lead")))
        (form.draw("/sign-in", "sign-in-do", fields))
        p.small { a href="/recover" { (visit.t("sign-in-forgotten")) } }
    };
    let page = visit.page(visit.t("sign-in-title"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn sign_in(visit: Visit) -> Result<Answer> {
    let next = visit.sent().get("next").to_owned();
    let mut problems = Problems::none();
    let email = person::email(&mut problems, "email", visit.sent().get("email"));
    let tried = match problems.done() {
        Err(error) => Err(error),
        Ok(()) if visit.sent().has("password") => by_password(&visit, &email, &next).await,
        Ok(()) => send_link(&visit, email, &next).await,
    };
    match tried {
        Err(Error::Invalid(problems)) => {
            show_ask(&visit, visit.form_again("sign-in", problems), &next, true).await
        }
        other => other,
    }
}

async fn by_password(visit: &Visit, email: &str, next: &str) -> Result<Answer> {
    visit.limit(Class::SignIn, email)?;
    let mut read = visit.read().await?;
    let person = person::store::by_email(&mut read, email).await?;
    drop(read);
    let hash = person.as_ref().and_then(|person| person.password.as_deref());
    let fits = password::verify(visit.sent().get("password"), hash).await?;
    let (Some(person), true) = (person, fits) else {
        tracing::warn!(ip = %visit.ip(), "a password did not fit");
        return Err(Problem::new("password", "problem-sign-in").into());
    };
    let browser = Browser::of(visit)?;
    let fits = person.password.unwrap_or_default();
    let act = SignInByPassword { person: person.id, fits, browser: browser.clone() };
    let seconds = without_receipt(visit).execute(act).await?;
    Ok(enter(visit, &browser, seconds, next))
}

async fn send_link(visit: &Visit, email: String, next: &str) -> Result<Answer> {
    let secret = Secret::new()?;
    let mut path = format!("/sign-in/link/{}", secret.as_str());
    if let Some(next) = local(next) {
        path = format!("{path}?next={}", encoded(next));
    }
    post_link(visit, email, Purpose::SignIn, secret, &path).await
}

async fn post_link(
    visit: &Visit,
    email: String,
    purpose: Purpose,
    secret: Secret,
    path: &str,
) -> Result<Answer> {
    visit.limit(Class::Mail, &email)?;
    let href = format!("{}{path}", visit.house().settings().public_url);
    let letter = Letter {
        subject: visit.t(&format!("letter-{}-subject", purpose.word())),
        text: visit.with(&format!("letter-{}", purpose.word()), &[("href", href.into())]),
    };
    visit.execute(AskForLink { email, purpose, secret, letter }).await?;
    Ok(Answer::go("/sign-in/link"))
}

/// The same page whether anybody has the address or not.
async fn sent(visit: Visit) -> Result<Answer> {
    let main = html! {
        (look::page_head("", visit.t("sign-in-sent-title"), visit.t("sign-in-sent")))
        p { a href="/sign-in" { (visit.t("sign-in-again")) } }
    };
    visit.page(visit.t("sign-in-sent-title")).show(main).await
}

/// What stands where a link is used up or too old.
pub(crate) async fn over(visit: &Visit, ask_again: Markup) -> Result<Answer> {
    let main = html! {
        (look::page_head("", visit.t("link-over-title"), visit.t("rule-link-over")))
        (ask_again)
    };
    visit.page(visit.t("link-over-title")).status(StatusCode::GONE).show(main).await
}

/// A mail scanner may open the link: only the button signs in.
async fn confirm(visit: Visit) -> Result<Answer> {
    let secret: String = visit.part("secret")?;
    let mut read = visit.read().await?;
    let link = link::find(&mut read, Purpose::SignIn, &secret, visit.now()).await?;
    drop(read);
    let Some(link) = link else {
        return over(&visit, html! { p { a href="/sign-in" { (visit.t("sign-in-again")) } } }).await;
    };
    let form = visit.form("sign-in-link");
    let next = html! { input type="hidden" name="next" value=(visit.query().get("next")); };
    let main = html! {
        (look::page_head("", visit.t("sign-in-link-title"), visit.with("sign-in-link-lead", &[("email", link.audience.into())])))
        (form.draw(&format!("/sign-in/link/{secret}"), "sign-in-link-do", next))
    };
    visit.page(visit.t("sign-in-link-title")).show(main).await
}

async fn sign_in_by_link(visit: Visit) -> Result<Answer> {
    let browser = Browser::of(&visit)?;
    let act = SignInByLink { secret: visit.part("secret")?, browser: browser.clone() };
    let seconds = without_receipt(&visit).execute(act).await?;
    Ok(enter(&visit, &browser, seconds, visit.sent().get("next")))
}

async fn ask_recovery(visit: Visit) -> Result<Answer> {
    show_recovery(&visit, visit.form("recover"), false).await
}

async fn show_recovery(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let main = html! {
        (look::page_head("", visit.t("recover-title"), visit.t("recover-lead")))
        (form.draw("/recover", "recover-ask", form.field("email").email().draw(visit.say())))
    };
    let page = visit.page(visit.t("recover-title"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn send_recovery(visit: Visit) -> Result<Answer> {
    let mut problems = Problems::none();
    let email = person::email(&mut problems, "email", visit.sent().get("email"));
    if let Err(Error::Invalid(problems)) = problems.done() {
        return show_recovery(&visit, visit.form_again("recover", problems), true).await;
    }
    let secret = Secret::new()?;
    let path = format!("/recover/{}", secret.as_str());
    post_link(&visit, email, Purpose::Recovery, secret, &path).await
}

async fn ask_password(visit: Visit) -> Result<Answer> {
    show_password(&visit, visit.form("recover"), false).await
}

async fn show_password(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let secret: String = visit.part("secret")?;
    let mut read = visit.read().await?;
    let link = link::find(&mut read, Purpose::Recovery, &secret, visit.now()).await?;
    drop(read);
    let Some(link) = link else {
        return over(visit, html! { p { a href="/recover" { (visit.t("recover-again")) } } }).await;
    };
    let lead = visit.with("recover-new-lead", &[("email", link.audience.into())]);
    let main = html! {
        (look::page_head("", visit.t("recover-new-title"), lead))
        (form.draw(
            &format!("/recover/{secret}"),
            "recover-do",
            form.field("password").password("new-password").draw(visit.say()),
        ))
    };
    let page = visit.page(visit.t("recover-new-title"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

async fn recover(visit: Visit) -> Result<Answer> {
    let secret: String = visit.part("secret")?;
    let mut read = visit.read().await?;
    let link = link::find(&mut read, Purpose::Recovery, &secret, visit.now()).await?;
    drop(read);
    let link = link.ok_or(Error::Rule("rule-link-over"))?;
    let typed = visit.sent().get("password");
    let mut problems = Problems::none();
    password::check(&mut problems, "password", typed, &link.audience);
    if let Err(Error::Invalid(problems)) = problems.done() {
        return show_password(&visit, visit.form_again("recover", problems), true).await;
    }
    let browser = Browser::of(&visit)?;
    let act = Recover { secret, password: password::hash(typed).await?, browser: browser.clone() };
    let seconds = without_receipt(&visit).execute(act).await?;
    Ok(enter(&visit, &browser, seconds, "/"))
}

async fn sign_out(visit: Visit) -> Result<Answer> {
    if let Some(secret) = visit.session() {
        visit.execute(SignOut { secret: secret.to_owned() }).await?;
    }
    Ok(leave(&visit))
}

/// Goes to the front, signed out: nothing of what was seen stays in the browser.
pub(crate) fn leave(visit: &Visit) -> Answer {
    Answer::go("/?done=signed-out")
        .cookie(&visit.house().settings().cookie("sid", "", 0))
        .header(HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\"")
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn one_goes_on_only_within_this_site() {
        assert_eq!(local("/i/a/measures?x=1"), Some("/i/a/measures?x=1"));
        for foreign in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "javascript:1",
            "/é",
        ] {
            assert_eq!(local(foreign), None, "{foreign:?}");
        }
    }
}
