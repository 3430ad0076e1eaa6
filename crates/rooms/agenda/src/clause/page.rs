use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Standing};
use web::{Answer, Form, Routes, Visit};

use super::acts::{EditClause, WriteClause};
use super::form::{said, sections};
use super::history::History;
use super::words::{PARTS, hypothesis};
use super::{Clause, READ, WRITE, brief, comment, store};
use crate::statement::{self, StatementId, Weighed, opinion_of};
use crate::strategy;
use crate::suggestion::{self, SUGGEST};
use crate::translation::page::{Shown, shown, switch, wanted};
use crate::translation::{self, Paired, TRANSLATE};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("agenda/clauses/new", &WRITE, new)
        .form("agenda/clauses", &WRITE, write)
        .page("agenda/clauses/{n}", &READ, one)
        .page("agenda/clauses/{n}/edit", &WRITE, edit)
        .form("agenda/clauses/{n}/edit", &WRITE, change)
}

async fn new(visit: Visit) -> Result<Answer> {
    let query = visit.query();
    let mut form = visit.form("clause").start("section", query.get("section"));
    if query.has("cites") {
        form = form.start("cites", query.get("cites"));
    }
    let cites: Vec<String> = query.all("cites").map(str::to_owned).collect();
    show_new(&visit, form, query.get("section"), &cites, false).await
}

async fn write(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let cites: Vec<String> = sent.all("cites").map(str::to_owned).collect();
    let act = WriteClause {
        section: sent.get("section").to_owned(),
        text: sent.get("text").to_owned(),
        then: sent.get("then").to_owned(),
        because: sent.get("because").to_owned(),
        difference: sent.get("difference").to_owned(),
        cites: cites.iter().filter_map(|id| id.parse().ok()).collect(),
    };
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("agenda/clauses/{number}")), "clause-written")),
        Err(Error::Invalid(problems)) => {
            let form = visit.form_again("clause", problems);
            show_new(&visit, form, sent.get("section"), &cites, true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_new(
    visit: &Visit,
    form: Form<'_>,
    section: &str,
    cites: &[String],
    wrong: bool,
) -> Result<Answer> {
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
        (said(visit, &form, section, section.is_empty()))
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
    let history = History::of(&visit, &mut read, &clause).await?;
    let suggestions = suggestion::page::of_clause(&visit, &mut read, &clause).await?;
    let strategy = strategy::page::of_clause(&visit, &mut read, &clause).await?;
    let translations = translation::store::of_clause(&mut read, initiative, clause.id).await?;
    let comments = comment::open(&visit, &mut read, &[clause.id]).await?;
    drop(read);
    let place = html! {
        a href=(visit.href("agenda")) { (visit.t("agenda-title")) } " / "
        (visit.t(&format!("section-{}", clause.section)))
    };
    let lead = visit.with(
        "clause-lead",
        &[
            ("number", clause.number.to_string().into()),
            ("statements", history.cited.len().into()),
            ("wordings", history.wordings.len().into()),
        ],
    );
    let page = html! {
        (look::page_head(place, html! { span dir="auto" { (brief(&clause.text)) } }, lead))
        @if clause.taken_out { p { (look::tag(Standing::Missing, visit.t("clause-taken-out"))) } }
        (wording(&visit, &clause))
        (translated(&visit, &clause, &translations))
        @if visit.offers(&WRITE) { (acts(&visit, &clause)) }
        @if !comments.is_empty() { p { (comment::link(&visit, clause.id, &clause.text, &comments)) } }
        (strategy)
        (suggestions)
        (look::section("voices", visit.t("clause-voices"), voices(&visit, &history.cited)))
        (look::section("history", visit.t("clause-history"), history.draw(&visit)))
    };
    visit.page(brief(&clause.text)).about(clause.about()).live().show(page).await
}

/// What a member can do with a clause.
fn acts(visit: &Visit, clause: &Clause) -> Markup {
    let here = format!("agenda/clauses/{}", clause.number);
    look::acts(html! {
        (look::do_link(visit.t("clause-edit-link"), &visit.href(&format!("{here}/edit"))))
        @if visit.offers(&SUGGEST) && !clause.taken_out {
            (look::quiet_link(visit.t("clause-suggest-link"), &visit.href(&format!("{here}/suggest"))))
        }
        (look::quiet_link(visit.t("clause-cite-link"), &visit.href(&format!("{here}/voices"))))
        @if visit.offers(&TRANSLATE) {
            a href=(visit.href(&format!("{here}/translate"))) { (visit.t("clause-translate-link")) }
        }
        a href=(comment::href(visit, clause.id)) { (visit.t("clause-comments-none")) }
    })
}

/// The clause itself, unless the heading says all of it.
fn wording(visit: &Visit, clause: &Clause) -> Markup {
    html! {
        @if brief(&clause.text) != clause.text {
            (look::quote(&clause.text, visit.t(&format!("section-{}", clause.section))))
        }
        (hypothesis(visit, &clause.says()))
    }
}

/// The other languages, and the clause in that which is asked for.
fn translated(visit: &Visit, clause: &Clause, all: &[Paired]) -> Markup {
    let mut languages: Vec<String> = all.iter().map(|paired| paired.translation.language.clone()).collect();
    languages.dedup();
    let wanted = wanted(visit);
    let of_language: Vec<Paired> = all
        .iter()
        .filter(|paired| wanted.is_some_and(|language| language.tag == paired.translation.language))
        .cloned()
        .collect();
    let shown = shown(&of_language, wanted, clause.id, &clause.says());
    html! {
        (switch(visit, &languages, wanted))
        @if let Some((language, says)) = shown.words() {
            div lang=(language.tag) dir=(language.dir) { (look::quote(says.text, "")) }
            @for words in says.parts().into_iter().filter(|words| !words.is_empty()) {
                p lang=(language.tag) dir=(language.dir) { (words) }
            }
        }
        @if !matches!(shown, Shown::Original) {
            p.small {
                (shown.mark(visit))
                @if let Some(language) = wanted.filter(|_| visit.offers(&TRANSLATE)) {
                    " " a href=(visit.href(&format!("agenda/clauses/{}/translate?language={}", clause.number, language.tag))) {
                        (visit.t("translation-mend-link"))
                    }
                }
            }
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

async fn edit(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let found = store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    drop(read);
    let clause = found.ok_or(Error::Missing)?;
    let form = visit
        .form("clause")
        .start("section", clause.section.clone())
        .start("text", clause.text.as_str())
        .start("then", clause.then.as_str())
        .start("because", clause.because.as_str())
        .start("difference", clause.difference.as_str())
        .start("place", clause.place.to_string());
    let form = if clause.taken_out { form.start("taken_out", "yes") } else { form };
    let more = clause.says().is_more();
    show_edit(&visit, form, (&clause.section, more), (clause.number, clause.version), false).await
}

async fn change(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = EditClause {
        clause: visit.part("n")?,
        section: sent.get("section").to_owned(),
        place: sent.parse("place"),
        text: sent.get("text").to_owned(),
        then: sent.get("then").to_owned(),
        because: sent.get("because").to_owned(),
        difference: sent.get("difference").to_owned(),
        taken_out: sent.has("taken_out"),
        version: sent.parse("version").unwrap_or_default(),
    };
    let (number, version) = (act.clause, act.version);
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&visit.href(&format!("agenda/clauses/{number}")), "clause-edited")),
        Err(Error::Invalid(problems)) => {
            let form = visit.form_again("clause", problems);
            let more = PARTS.iter().any(|part| sent.has(part));
            show_edit(&visit, form, (sent.get("section"), more), (number, version), true).await
        }
        Err(error) => Err(error),
    }
}

/// The clause as it was seen: its section and whether it says more than its text, its number and version.
async fn show_edit(
    visit: &Visit,
    form: Form<'_>,
    (section, more): (&str, bool),
    (number, version): (i64, i64),
    wrong: bool,
) -> Result<Answer> {
    let out = [("yes".to_owned(), visit.t("clause-taken_out-yes"))];
    let fields = html! {
        input type="hidden" name="version" value=(version);
        (form.select("section", &sections(visit)))
        (said(visit, &form, section, more))
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
