use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Moment, Standing};
use web::{Answer, Form, Routes, Visit};

use super::acts::{EditClause, WriteClause};
use super::{Clause, READ, Section, WRITE, Wording, brief, store};
use crate::statement::{self, StatementId, Weighed, opinion_of};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("agenda/clauses/new", &WRITE, new)
        .form("agenda/clauses", &WRITE, write)
        .page("agenda/clauses/{n}", &READ, one)
        .page("agenda/clauses/{n}/edit", &WRITE, edit)
        .form("agenda/clauses/{n}/edit", &WRITE, change)
}

fn sections(visit: &Visit) -> [(String, String); 6] {
    Section::ALL.map(|section| (section.word().to_owned(), visit.t(&format!("section-{}", section.word()))))
}

async fn new(visit: Visit) -> Result<Answer> {
    let query = visit.query();
    let mut form = visit.form("clause").start("section", query.get("section"));
    if query.has("cites") {
        form = form.start("cites", query.get("cites"));
    }
    let cites: Vec<String> = query.all("cites").map(str::to_owned).collect();
    show_new(&visit, form, &cites, false).await
}

async fn write(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let cites: Vec<String> = sent.all("cites").map(str::to_owned).collect();
    let act = WriteClause {
        section: sent.get("section").to_owned(),
        text: sent.get("text").to_owned(),
        difference: sent.get("difference").to_owned(),
        cites: cites.iter().filter_map(|id| id.parse().ok()).collect(),
    };
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("agenda/clauses/{number}")), "clause-written")),
        Err(Error::Invalid(problems)) => {
            show_new(&visit, visit.form_again("clause", problems), &cites, true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_new(visit: &Visit, form: Form<'_>, cites: &[String], wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let mut offered = Vec::new();
    for id in cites.iter().filter_map(|id| id.parse().ok()) {
        let found = statement::store::find(&mut read, visit.initiative()?, StatementId(id)).await?;
        offered.extend(found.filter(|weighed| !weighed.statement.hidden));
    }
    drop(read);
    let cited = cited_choices(&offered);
    let fields = html! {
        (form.select("section", &sections(visit)))
        (form.text("text", 4))
        (form.field("difference").optional().textarea(3).draw(visit.say()))
        @if !cited.is_empty() { (form.checkboxes("cites", &cited)) }
    };
    let page = html! {
        (look::page_head(visit.t("agenda-term"), visit.t("clause-new-title"), visit.t("clause-new-lead")))
        (form.draw(&visit.href("agenda/clauses"), "clause-write", fields))
    };
    let title = visit.page(visit.t("clause-new-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

/// Statements as check-boxes.
pub(crate) fn cited_choices(statements: &[Weighed]) -> Vec<(String, String)> {
    statements
        .iter()
        .map(|weighed| (weighed.statement.id.to_string(), weighed.statement.text.clone()))
        .collect()
}

async fn one(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let found = store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let clause = found.ok_or(Error::Missing)?;
    let cited = store::cited(&mut read, initiative, clause.id).await?;
    let wordings = store::wordings(&mut read, initiative, clause.id).await?;
    drop(read);
    let place = html! {
        a href=(visit.href("agenda")) { (visit.t("agenda-title")) } " / "
        (visit.t(&format!("section-{}", clause.section)))
    };
    let lead = visit.with(
        "clause-lead",
        &[
            ("number", clause.number.to_string().into()),
            ("statements", cited.len().into()),
            ("wordings", wordings.len().into()),
        ],
    );
    let here = format!("agenda/clauses/{}", clause.number);
    let page = html! {
        (look::page_head(place, html! { span dir="auto" { (brief(&clause.text)) } }, lead))
        @if clause.taken_out { p { (look::tag(Standing::Missing, visit.t("clause-taken-out"))) } }
        (wording(&visit, &clause))
        @if visit.offers(&WRITE) {
            (look::acts(html! {
                (look::do_link(visit.t("clause-edit-link"), &visit.href(&format!("{here}/edit"))))
                (look::quiet_link(visit.t("clause-cite-link"), &visit.href(&format!("{here}/voices"))))
                a href=(visit.href(&format!("discussions?about={}", clause.about()))) { (visit.t("clause-discuss")) }
            }))
        }
        (look::section("voices", visit.t("clause-voices"), voices(&visit, &cited)))
        (look::section("history", visit.t("clause-history"), history(&visit, &wordings)))
    };
    visit.page(brief(&clause.text)).about(clause.about()).live().show(page).await
}

/// The clause itself, unless the heading says all of it.
fn wording(visit: &Visit, clause: &Clause) -> Markup {
    html! {
        @if brief(&clause.text) != clause.text {
            (look::quote(&clause.text, visit.t(&format!("section-{}", clause.section))))
        }
        @if !clause.difference.is_empty() {
            p { b { (visit.t("clause-difference-said")) } " " span dir="auto" { (clause.difference) } }
        }
    }
}

fn voices(visit: &Visit, cited: &[Weighed]) -> Markup {
    html! {
        @if cited.is_empty() { p { (visit.t("clause-voices-nothing")) } }
        @for weighed in cited {
            @let link = html! { a href=(visit.href(&weighed.statement.path())) { (visit.t("clause-voice-link")) } };
            (look::said(visit.say(), &weighed.statement.text, &opinion_of(&weighed.tally), link))
        }
    }
}

/// Every wording, newest first, each against the one before it.
fn history(visit: &Visit, wordings: &[Wording]) -> Markup {
    let say = visit.say();
    let words = |wording: &Wording| format!("{}\n{}", wording.text, wording.difference);
    let moments: Vec<Moment> = wordings
        .iter()
        .enumerate()
        .map(|(at, wording)| Moment {
            when: say.day(wording.written_at),
            datetime: Some(wording.written_at.to_string()),
            title: html! {
                (visit.with("clause-wording", &[("version", wording.version.to_string().into())]))
                " · " span dir="auto" { (wording.written_by) }
            },
            detail: Some(html! {
                @if let Some(earlier) = wordings.get(at + 1) { (look::changes(say, &words(earlier), &words(wording))) }
                @else { p dir="auto" { (wording.text) } }
            }),
        })
        .collect();
    look::timeline(&moments)
}

async fn edit(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let found = store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    drop(read);
    let clause = found.ok_or(Error::Missing)?;
    let form = visit
        .form("clause")
        .start("section", clause.section.clone())
        .start("text", clause.text.clone())
        .start("difference", clause.difference.clone())
        .start("place", clause.place.to_string());
    let form = if clause.taken_out { form.start("taken_out", "yes") } else { form };
    show_edit(&visit, form, clause.number, clause.version, false).await
}

async fn change(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = EditClause {
        clause: visit.part("n")?,
        section: sent.get("section").to_owned(),
        place: sent.parse("place"),
        text: sent.get("text").to_owned(),
        difference: sent.get("difference").to_owned(),
        taken_out: sent.has("taken_out"),
        version: sent.parse("version").unwrap_or_default(),
    };
    let (number, version) = (act.clause, act.version);
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&visit.href(&format!("agenda/clauses/{number}")), "clause-edited")),
        Err(Error::Invalid(problems)) => {
            show_edit(&visit, visit.form_again("clause", problems), number, version, true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_edit(visit: &Visit, form: Form<'_>, number: i64, version: i64, wrong: bool) -> Result<Answer> {
    let out = [("yes".to_owned(), visit.t("clause-taken_out-yes"))];
    let fields = html! {
        input type="hidden" name="version" value=(version);
        (form.select("section", &sections(visit)))
        (form.text("text", 4))
        (form.field("difference").optional().textarea(3).draw(visit.say()))
        (form.field("place").number().optional().draw(visit.say()))
        (form.checkboxes("taken_out", &out))
    };
    let here = format!("agenda/clauses/{number}");
    let kicker = html! { a href=(visit.href(&here)) { (visit.with("clause-numbered", &[("number", number.to_string().into())])) } };
    let page = html! {
        (look::page_head(kicker, visit.t("clause-edit-title"), visit.t("clause-edit-lead")))
        (form.draw(&visit.href(&format!("{here}/edit")), "clause-edit", fields))
    };
    let title = visit.page(visit.t("clause-edit-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}
