use kernel::{Error, Problems, Result};
use maud::html;
use web::look::{self, small};
use web::{Answer, Form, Routes, Visit};

use super::acts::ChooseDisclosure;
use super::{CHOOSE, Mode, store};
use crate::edition;

pub(crate) fn routes() -> Routes {
    Routes::new().page("disclosure", &CHOOSE, show).form("disclosure", &CHOOSE, choose)
}

async fn show(visit: Visit) -> Result<Answer> {
    let policy = store::policy(&mut visit.read().await?, visit.initiative()?).await?;
    let form = visit.form("disclosure").start("mode", &policy.mode);
    let form = form.start("confidential", if policy.confidential { "yes" } else { "" });
    draw(&visit, form.start("seen", policy.version.to_string()), false).await
}

async fn choose(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = ChooseDisclosure {
        mode: sent.get("mode").to_owned(),
        confidential: sent.has("confidential"),
        seen: sent.parse("seen").unwrap_or(0),
        sure: sent.has("sure"),
    };
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&visit.href("editions"), "disclosure-chosen")),
        Err(Error::Invalid(problems)) => again(&visit, problems).await,
        Err(error) => Err(error),
    }
}

async fn again(visit: &Visit, problems: Problems) -> Result<Answer> {
    draw(visit, visit.form_again("disclosure", problems), true).await
}

async fn draw(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let policy = store::policy(&mut read, initiative).await?;
    let latest = edition::store::latest(&mut read, initiative).await?;
    drop(read);
    let seen = if wrong { visit.sent().get("seen").to_owned() } else { policy.version.to_string() };
    let modes =
        Mode::ALL.map(|mode| (mode.word().to_owned(), visit.t(&format!("disclosure-mode-{}", mode.word()))));
    let yes = |key: &str| [("yes".to_owned(), visit.t(key))];
    let fields = html! {
        input type="hidden" name="seen" value=(seen);
        (form.radios("mode", &modes))
        (form.checkboxes("confidential", &yes("disclosure-confidential-yes")))
        @if let Some(latest) = &latest {
            (small(visit.with("disclosure-published", &[
                ("edition", latest.issue.unwrap_or_default().into()),
                ("mode", visit.t(&format!("disclosure-short-{}", latest.mode)).into()),
            ])))
            (form.checkboxes("sure", &yes("disclosure-sure-yes")))
        }
    };
    let title = visit.t("disclosure-title");
    let back = html! { a href=(visit.href("editions")) { (visit.t("editions-title")) } };
    let page = html! {
        (look::page_head(back, title.as_str(), visit.t("disclosure-lead")))
        (form.draw(&visit.href("disclosure"), "disclosure-choose", fields))
        @if policy.version > 0 {
            (small(visit.with("disclosure-chosen-by", &[
                ("name", policy.changed_by.as_str().into()),
                ("day", visit.say().day(policy.changed_at).into()),
            ])))
        }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}
