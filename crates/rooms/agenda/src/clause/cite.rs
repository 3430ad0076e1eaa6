//! The page on which a clause is given the voices it rests on: search by words, then tick.

use ::store::{Read, search};
use kernel::{Context, Error, Result};
use maud::{Markup, html};
use web::look::{self, Field};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::CiteStatements;
use super::page::cited_choices;
use super::{Clause, WRITE, brief, store};
use crate::statement::{self, StatementId, Weighed};

/// The most statements found at once.
const FOUND: i64 = 100;
/// So many are offered before anybody searched.
const OFFERED: i64 = 12;

pub(crate) fn routes() -> Routes {
    Routes::new().page("agenda/clauses/{n}/voices", &WRITE, pick).form(
        "agenda/clauses/{n}/voices",
        &WRITE,
        cite,
    )
}

async fn pick(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("clause"), false).await
}

async fn cite(visit: Visit) -> Result<Answer> {
    let statements = visit.sent().all("cites").filter_map(|id| id.parse().ok()).collect();
    let act = CiteStatements { clause: visit.part("n")?, statements };
    let to = visit.href(&format!("agenda/clauses/{}#voices", act.clause));
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&to, "clause-cited")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("clause", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let words = if wrong { visit.sent().get("q") } else { visit.query().get("q") }.trim().to_owned();
    let mut read = visit.read().await?;
    let found = store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let clause = found.ok_or(Error::Missing)?;
    let offered = if words.is_empty() {
        statement::store::weighty(&mut read, initiative, OFFERED).await?
    } else {
        saying(visit, &mut read, &words).await?
    };
    let already = store::cited(&mut read, initiative, clause.id).await?;
    drop(read);
    let new: Vec<Weighed> = offered
        .into_iter()
        .filter(|found| already.iter().all(|cited| cited.statement.id != found.statement.id))
        .collect();
    let key = if words.is_empty() { "cite-lead-offered" } else { "cite-lead-found" };
    let lead = visit.with(key, &[("count", new.len().into()), ("words", words.as_str().into())]);
    let kicker = html! { a href=(visit.href(&format!("agenda/clauses/{}", clause.number))) dir="auto" { (brief(&clause.text)) } };
    let page = html! {
        (look::page_head(kicker, visit.t("cite-title"), lead))
        (ask(visit, &clause, &words))
        @if !new.is_empty() { (ticks(visit, &clause, &form, &words, &new)) }
    };
    let title = visit.page(visit.t("cite-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

/// The open statements that hold these words.
async fn saying(cx: &Context, read: &mut Read, words: &str) -> Result<Vec<Weighed>> {
    let initiative = cx.initiative()?;
    let mut found = Vec::new();
    for hit in search::find(read, initiative.0, words, FOUND).await? {
        if hit.kind == "statement" {
            let weighed = statement::store::find(read, initiative, StatementId(hit.id)).await?;
            found.extend(weighed.filter(|weighed| !weighed.statement.hidden));
        }
    }
    Ok(found)
}

fn ask(visit: &Visit, clause: &Clause, words: &str) -> Markup {
    let action = visit.href(&format!("agenda/clauses/{}/voices", clause.number));
    let field = Field::new("q", visit.t("cite-q")).hint(visit.t("cite-q-hint")).value(words).id("cite-q");
    html! {
        form.form method="get" action=(action) {
            (field.draw(visit.say()))
            (look::acts(html! { button.do.quiet type="submit" { (visit.t("cite-search")) } }))
        }
    }
}

fn ticks(visit: &Visit, clause: &Clause, form: &Form<'_>, words: &str, new: &[Weighed]) -> Markup {
    let action = visit.href(&format!("agenda/clauses/{}/voices", clause.number));
    let fields = html! {
        input type="hidden" name="q" value=(words);
        (form.checkboxes("cites", &cited_choices(new)))
        (look::send_row(visit.say(), visit.t("cite-do")))
    };
    html! { (form.summary()) (look::post_form(&action, &new_key(), fields)) }
}
