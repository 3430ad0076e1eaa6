use kernel::{Error, Result};
use maud::html;
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::{CreateToken, RevokeToken, handed_out};
use crate::link::Secret;
use crate::person::ACCOUNT;
use crate::session::without_receipt;

pub(crate) fn routes() -> Routes {
    Routes::new().page("/me/tokens", &ACCOUNT, ask).form("/me/tokens", &ACCOUNT, create).form(
        "/me/tokens/revoke",
        &ACCOUNT,
        revoke,
    )
}

async fn ask(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("me-new"), false).await
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let main = html! {
        (look::page_head(html! { a href="/me" { (visit.t("me-title")) } }, visit.t("me-token-new"), visit.t("me-token-new-lead")))
        (form.draw("/me/tokens", "me-token-do", form.line("token")))
    };
    let page = visit.page(visit.t("me-token-new"));
    if wrong { page.unprocessable() } else { page }.show(main).await
}

/// Answers with the page that shows the secret: it is never shown again.
async fn create(visit: Visit) -> Result<Answer> {
    let secret = handed_out(&Secret::new()?);
    let act = CreateToken { name: visit.sent().get("token").to_owned(), secret: secret.clone() };
    match without_receipt(&visit).execute(act).await {
        Ok(()) => {
            let main = html! {
                (look::page_head(html! { a href="/me" { (visit.t("me-title")) } }, visit.t("me-token-made-title"), visit.t("me-token-made-lead")))
                pre.kept { (secret) }
                p { a href="/me" { (visit.t("me-token-back")) } }
            };
            visit.page(visit.t("me-token-made-title")).show(main).await
        }
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("me-new", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn revoke(visit: Visit) -> Result<Answer> {
    visit.execute(RevokeToken { token: visit.sent().parse("token").ok_or(Error::Missing)? }).await?;
    Ok(visit.done("/me", "me-token-revoked"))
}
