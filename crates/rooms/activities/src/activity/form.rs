//! Entering and changing an activity, and who takes part.

use kernel::{Error, Owner, Problems, Ref, Result};
use maud::{Markup, html};
use people::Partner;
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::{AddActivity, AddPart, ConfirmPart, EditActivity, NewPart};
use super::page::found;
use super::{ADD, Activity, CONFIRM, EDIT, Status, owner};
use web::pick::{options, picked};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("activities/new", &ADD, new)
        .form("activities", &ADD, add)
        .page("activities/{n}/edit", &EDIT, edit)
        .form("activities/{n}", &EDIT, change)
        .page("activities/{n}/partners", &ADD, partners)
        .form("activities/{n}/partners", &ADD, add_partner)
        .form("activities/{n}/confirm", &CONFIRM, confirm)
}

async fn new(visit: Visit) -> Result<Answer> {
    let form = visit
        .form("activity")
        .start("strategy", visit.query().get("strategy"))
        .start("story", visit.query().get("story"))
        .start("status", Status::Planned.word());
    show_new(&visit, form, false).await
}

async fn add(visit: Visit) -> Result<Answer> {
    match adding(&visit).await {
        Ok(made) => Ok(visit.done(&visit.href(&format!("activities/{}", made.number)), "activity-added")),
        Err(Error::Invalid(problems)) => show_new(&visit, visit.form_again("activity", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn adding(visit: &Visit) -> Result<crate::Made> {
    let sent = visit.sent();
    let mut problems = Problems::none();
    let status = problems.some(sent.parse("status"), "status", "problem-choose");
    let parts = match sent.parse("partner") {
        Some(partnership) => vec![NewPart { partnership, strength: sent.get("strength").to_owned() }],
        None => Vec::new(),
    };
    problems.done()?;
    let act = AddActivity {
        title: sent.get("title").to_owned(),
        what: sent.get("what").to_owned(),
        for_whom: sent.get("for_whom").to_owned(),
        place: sent.get("place").to_owned(),
        strategy: picked(sent, "strategy")?,
        story: picked(sent, "story")?,
        status: status.unwrap_or(Status::Planned),
        because: sent.has("because"),
        parts,
    };
    visit.execute(act).await
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let partners =
        partner_options(visit, |partner| visit.can(&ADD, Owner::Partnership(partner.id.0))).await?;
    let own = visit.could(&CONFIRM);
    let fields = html! {
        (form.line("title"))
        (form.select("partner", &partners))
        (form.line("strength"))
        (text_fields(visit, &form).await?)
    };
    let title = visit.t("activity-new-title");
    let lead = visit.t(if own { "activity-new-lead" } else { "activity-new-lead-suggest" });
    let page = html! {
        (look::page_head(html! { a href=(visit.href("activities")) { (visit.t("activities-title")) } }, title.as_str(), lead))
        (form.draw(&visit.href("activities"), "activity-add", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

/// What both the new and the changed activity are asked.
async fn text_fields(visit: &Visit, form: &Form<'_>) -> Result<Markup> {
    let mut read = visit.read().await?;
    let strategies = options(visit, &mut read, &["strategy"], "activity-no-strategy").await?;
    let stories = options(visit, &mut read, &["story"], "activity-no-story").await?;
    drop(read);
    let statuses: Vec<(String, String)> = Status::ALL
        .iter()
        .map(|status| (status.word().to_owned(), visit.t(&format!("activity-status-{}", status.word()))))
        .collect();
    let because = [("yes".to_owned(), visit.t("activity-because-yes"))];
    Ok(html! {
        (form.select("strategy", &strategies))
        @if stories.len() > 1 { (form.select("story", &stories)) }
        (look::fieldset(visit.t("activity-part-far"), html! {
            (form.radios("status", &statuses))
            (form.checkboxes("because", &because))
        }))
        (look::fieldset(visit.t("activity-part-more"), html! {
            (form.field("what").textarea(3).optional().draw(visit.say()))
            (form.field("for_whom").optional().draw(visit.say()))
            (form.field("place").optional().draw(visit.say()))
        }))
    })
}

async fn partner_options(visit: &Visit, may: impl Fn(&Partner) -> bool) -> Result<Vec<(String, String)>> {
    let mut read = visit.read().await?;
    let partners = people::partners(&mut read, visit.initiative()?).await?;
    let choose = [(String::new(), visit.t("activity-choose-partner"))];
    let partners = partners.into_iter().filter(may);
    Ok(choose.into_iter().chain(partners.map(|partner| (partner.id.to_string(), partner.name))).collect())
}

async fn edit(visit: Visit) -> Result<Answer> {
    let (activity, parts) = found(&visit).await?;
    visit.may(&EDIT, owner(&visit, &parts))?;
    let strategy = activity.strategy.map(|id| Ref::new("clause", id).to_string());
    let story = activity.story.map(|id| Ref::new("story", id).to_string());
    let form = visit
        .form("activity")
        .start("version", activity.version.to_string())
        .start("title", &activity.title)
        .start("what", &activity.what)
        .start("for_whom", &activity.for_whom)
        .start("place", &activity.place)
        .start("strategy", strategy.unwrap_or_default())
        .start("story", story.unwrap_or_default())
        .start("status", activity.status.word())
        .start("because", if activity.because { "yes" } else { "" });
    show_edit(&visit, &activity, activity.version, form, false).await
}

async fn change(visit: Visit) -> Result<Answer> {
    let (activity, _) = found(&visit).await?;
    let version = visit.sent().parse("version").unwrap_or(activity.version);
    match changing(&visit, &activity, version).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("activities/{number}")), "activity-changed")),
        Err(Error::Invalid(problems)) => {
            show_edit(&visit, &activity, version, visit.form_again("activity", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn changing(visit: &Visit, activity: &Activity, version: i64) -> Result<i64> {
    let sent = visit.sent();
    let act = EditActivity {
        activity: activity.id,
        version,
        title: sent.get("title").to_owned(),
        what: sent.get("what").to_owned(),
        for_whom: sent.get("for_whom").to_owned(),
        place: sent.get("place").to_owned(),
        strategy: picked(sent, "strategy")?,
        story: picked(sent, "story")?,
        status: sent.parse("status").unwrap_or(activity.status),
        because: sent.has("because"),
    };
    visit.execute(act).await
}

async fn show_edit(
    visit: &Visit,
    activity: &Activity,
    version: i64,
    form: Form<'_>,
    wrong: bool,
) -> Result<Answer> {
    let here = visit.href(&format!("activities/{}", activity.number));
    let fields = html! {
        input type="hidden" name="version" value=(version);
        (form.line("title"))
        (text_fields(visit, &form).await?)
    };
    let title = visit.with("activity-edit-title", &[("title", activity.title.clone().into())]);
    let page = html! {
        (look::page_head(html! { a href=(here) { (visit.t("kind-activity")) } }, title.as_str(), visit.t("activity-edit-lead")))
        (form.draw(&here, "activity-save", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

async fn partners(visit: Visit) -> Result<Answer> {
    show_partners(&visit, visit.form("activity"), false).await
}

async fn add_partner(visit: Visit) -> Result<Answer> {
    let (activity, _) = found(&visit).await?;
    match adding_partner(&visit, &activity).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("activities/{number}")), "activity-part-added")),
        Err(Error::Invalid(problems)) => {
            show_partners(&visit, visit.form_again("activity", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn adding_partner(visit: &Visit, activity: &Activity) -> Result<i64> {
    let sent = visit.sent();
    let mut problems = Problems::none();
    let Some(partnership) = problems.some(sent.parse("partner"), "partner", "problem-choose") else {
        return Err(Error::Invalid(problems));
    };
    let part = NewPart { partnership, strength: sent.get("strength").to_owned() };
    visit.execute(AddPart { activity: activity.id, part }).await
}

async fn show_partners(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let (activity, parts) = found(visit).await?;
    visit.may(&ADD, owner(visit, &parts))?;
    let free = |partner: &Partner| !parts.iter().any(|part| part.partnership == partner.id);
    let partners = partner_options(visit, free).await?;
    let here = visit.href(&format!("activities/{}", activity.number));
    let title = visit.with("activity-partners-title", &[("title", activity.title.clone().into())]);
    let fields = html! { (form.select("partner", &partners)) (form.line("strength")) };
    let page = html! {
        (look::page_head(html! { a href=(here) { (visit.t("kind-activity")) } }, title.as_str(), visit.t("activity-partners-lead")))
        (form.draw(&format!("{here}/partners"), "activity-partner-add", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

async fn confirm(visit: Visit) -> Result<Answer> {
    let (activity, _) = found(&visit).await?;
    let partnership = visit.sent().parse("partner").ok_or(Error::Missing)?;
    let yes = visit.sent().has("yes");
    let number = visit.execute(ConfirmPart { activity: activity.id, partnership, yes }).await?;
    let word = if yes { "activity-part-confirmed" } else { "activity-part-declined" };
    Ok(visit.done(&visit.href(&format!("activities/{number}")), word))
}
