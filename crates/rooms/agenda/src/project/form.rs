//! The forms that propose a project and change it.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::{EditProject, ProjectPlan, ProposeProject};
use super::page::found;
use super::{EDIT, PROPOSE, Project};
use crate::fund::Fund;
use crate::fund::form::{amount, plain};
use crate::fund::page::{asked, back};

pub(super) fn routes() -> Routes {
    Routes::new()
        .page("funds/{n}/projects/new", &PROPOSE, new)
        .form("funds/{n}/projects", &PROPOSE, propose)
        .page("funds/{n}/projects/{p}/edit", &EDIT, edit)
        .form("funds/{n}/projects/{p}/edit", &EDIT, save)
}

fn plan(visit: &Visit) -> ProjectPlan {
    let sent = visit.sent();
    ProjectPlan {
        title: sent.get("title").to_owned(),
        text: sent.get("text").to_owned(),
        place: sent.get("place").to_owned(),
        cost: plain(visit, sent.get("cost")),
    }
}

fn fields(visit: &Visit, fund: &Fund, form: &Form<'_>) -> Markup {
    html! {
        (form.line("title"))
        (form.field("text").optional().textarea(5).draw(visit.say()))
        (form.field("place").optional().draw(visit.say()))
        (form.field("cost").number().width(look::Width::Middle).unit(fund.currency.clone()).draw(visit.say()))
    }
}

async fn new(visit: Visit) -> Result<Answer> {
    let fund = asked(&visit, &mut visit.read().await?).await?;
    show_new(&visit, &fund, visit.form("project"), false).await
}

async fn propose(visit: Visit) -> Result<Answer> {
    let fund = visit.part("n")?;
    match visit.execute(ProposeProject { fund, plan: plan(&visit) }).await {
        Ok(number) => {
            Ok(visit.done(&visit.href(&format!("funds/{fund}/projects/{number}")), "project-proposed"))
        }
        Err(Error::Invalid(problems)) => {
            let fund = asked(&visit, &mut visit.read().await?).await?;
            show_new(&visit, &fund, visit.form_again("project", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_new(visit: &Visit, fund: &Fund, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let lead = visit.with("project-new-lead", &[("money", fund.words(visit.say(), fund.amount).into())]);
    let page = html! {
        (look::page_head(back(visit, fund), visit.t("project-new-title"), lead))
        (form.draw(&visit.href(&fund.path("/projects")), "project-propose", fields(visit, fund, &form)))
    };
    let title = visit.page(visit.t("project-new-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

async fn edit(visit: Visit) -> Result<Answer> {
    let (fund, _, project) = found(&visit).await?;
    visit.may(&EDIT, project.owner())?;
    if !project.is_open_to(&visit) {
        return Err(Error::Rule("rule-project-judged"));
    }
    let form = visit
        .form("project")
        .start("title", &project.title)
        .start("text", &project.text)
        .start("place", &project.place)
        .start("cost", amount(&visit, &fund, project.cost));
    show_edit(&visit, &fund, &project, form, false).await
}

async fn save(visit: Visit) -> Result<Answer> {
    let act = EditProject { fund: visit.part("n")?, project: visit.part("p")?, plan: plan(&visit) };
    match visit.execute(act).await {
        Ok(()) => {
            let (_, _, project) = found(&visit).await?;
            Ok(visit.done(&visit.href(&project.path("")), "project-edited"))
        }
        Err(Error::Invalid(problems)) => {
            let (fund, _, project) = found(&visit).await?;
            show_edit(&visit, &fund, &project, visit.form_again("project", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_edit(
    visit: &Visit,
    fund: &Fund,
    project: &Project,
    form: Form<'_>,
    wrong: bool,
) -> Result<Answer> {
    let page = html! {
        (look::page_head(back(visit, fund), visit.t("project-edit-title"), html! { span dir="auto" { (project.title) } }))
        (form.draw(&visit.href(&project.path("/edit")), "project-save", fields(visit, fund, &form)))
    };
    let title = visit.page(visit.t("project-edit-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}
