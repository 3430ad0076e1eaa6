use journal::thread::{self, Reach};
use kernel::{Error, Result};
use maud::html;
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::ProposeVersion;
use super::changes;
use super::compare::compare;
use super::{Frozen, PROPOSE, Version, document, store};
use crate::clause::{self, ClauseId, READ};
use crate::{consultation, decision, ratification};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("agenda/propose", &PROPOSE, new)
        .form("agenda/propose", &PROPOSE, propose)
        .page("agenda/versions/{n}", &READ, one)
        .and(changes::routes())
}

async fn new(visit: Visit) -> Result<Answer> {
    let form = visit.form("version").start("closes", decision::form::last_day(&visit));
    show_new(&visit, form, false).await
}

async fn propose(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = ProposeVersion {
        title: sent.get("title").to_owned(),
        why: sent.get("why").to_owned(),
        group: sent.get("group").to_owned(),
        closes: sent.get("closes").to_owned(),
    };
    match visit.execute(act).await {
        Ok(proposed) => {
            Ok(visit.done(&visit.href(&format!("decisions/{}", proposed.decision)), "version-proposed"))
        }
        Err(Error::Invalid(problems)) => show_new(&visit, visit.form_again("version", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let in_force = store::in_force(&mut read, initiative).await?;
    let agreed = match &in_force {
        Some(version) => store::clauses(&mut read, initiative, version.id).await?,
        None => Vec::new(),
    };
    let draft = clause::store::draft(&mut read, initiative).await?;
    drop(read);
    let draft: Vec<Frozen> = draft.into_iter().map(Frozen::from).collect();
    let found = compare(&agreed, &draft);
    let groups = decision::form::groups(visit).await?;
    let mut read = visit.read().await?;
    let asked = consultation::page::line(visit, &mut read, visit.now()).await?;
    drop(read);
    let lead =
        visit.with("version-new-lead", &[("clauses", draft.len().into()), ("changes", found.len().into())]);
    let fields = html! {
        (form.line("title"))
        (form.field("why").optional().textarea(3).draw(visit.say()))
        (form.select("group", &groups))
        (form.field("closes").date().draw(visit.say()))
    };
    let page = html! {
        (look::page_head(visit.t("agenda-term"), visit.t("version-new-title"), lead))
        (asked)
        @if groups.is_empty() { p { (visit.t("decision-no-group")) } }
        @else { (form.draw(&visit.href("agenda/propose"), "version-propose", fields)) }
        (look::section("changes", visit.t("version-changes"), changes::differences(visit, &found, &draft)))
    };
    let title = visit.page(visit.t("version-new-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

fn name(visit: &Visit, version: &Version) -> String {
    visit.with("version-numbered", &[("number", version.number.to_string().into())])
}

async fn one(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let found = store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let version = found.ok_or(Error::Missing)?;
    let clauses = store::clauses(&mut read, initiative, version.id).await?;
    let ids: Vec<ClauseId> = clauses.iter().map(|clause| clause.clause).collect();
    let margin = document::Margin::of(&visit, &mut read, &ids).await?;
    let asked = consultation::page::line(&visit, &mut read, version.proposed_at).await?;
    let ratified = if version.in_force_at.is_some() {
        ratification::page::line(&visit, &mut read, &version).await?
    } else {
        html! {}
    };
    let thread = thread::of(&visit, &mut read, &version.about(), Reach::NEAR).await?;
    drop(read);
    let lead = visit.with(
        &format!("version-lead-{}", version.state),
        &[
            ("clauses", clauses.len().into()),
            ("name", version.proposed_by.as_str().into()),
            ("day", visit.say().day(version.in_force_at.unwrap_or(version.proposed_at)).into()),
        ],
    );
    let kicker =
        html! { a href=(visit.href("agenda")) { (visit.t("agenda-title")) } " / " (name(&visit, &version)) };
    let decisions = thread.after.iter().filter(|knot| knot.card.about.kind == "decision");
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (version.title) } }, lead))
        @for knot in decisions {
            p { (visit.t("kind-decision")) ": " a href=(knot.card.href) dir="auto" { (knot.card.title) } }
        }
        (asked)
        (ratified)
        @if version.number > 1 {
            p { a href=(visit.href(&format!("agenda/versions/{}/changes", version.number))) { (visit.t("version-compare-link")) } }
        }
        (document::clauses(&visit, &clauses, &margin, false))
    };
    visit.page(version.title.clone()).about(version.about()).show(page).await
}
