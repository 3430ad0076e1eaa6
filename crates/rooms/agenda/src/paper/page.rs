use std::collections::BTreeMap;

use kernel::{Error, Problem, Problems, Result};
use maud::{Markup, html};
use web::look::{self, Standing, Table, Width};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::{PrintSheets, TypeSheet};
use super::{PAPER, Run, Sheet, asked, print, store};
use crate::code::{plain, spoken};
use crate::conversation::{Conversation, READ};
use crate::statement::{self, STATEMENT, Statement};
use crate::vote::Choice;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("conversations/{n}/paper", &PAPER, desk)
        .form("conversations/{n}/paper", &PAPER, make)
        .page("conversations/{n}/sheets/{code}", &READ, sheet)
        .form("conversations/{n}/sheets/{code}", &PAPER, type_in)
        .and(print::routes())
}

/// Where sheets are made and typed in. `?code=` leads on to that sheet.
async fn desk(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let conversation = asked(&visit, &mut read, visit.part("n")?).await?;
    let code = plain(visit.query().get("code"));
    let mut problems = Problems::none();
    if visit.query().has("code") {
        if store::find(&mut read, visit.initiative()?, conversation.number, &code).await?.is_some() {
            return Ok(Answer::go(
                &visit.href(&format!("conversations/{}/sheets/{code}", conversation.number)),
            ));
        }
        problems.add(Problem::new("code", "problem-code"));
    }
    drop(read);
    show_desk(&visit, problems).await
}

async fn show_desk(visit: &Visit, problems: Problems) -> Result<Answer> {
    let mut read = visit.read().await?;
    let conversation = asked(visit, &mut read, visit.part("n")?).await?;
    let runs = store::runs(&mut read, visit.initiative()?, conversation.number).await?;
    drop(read);
    let here = format!("conversations/{}", conversation.number);
    let (sheets, typed) = runs.iter().fold((0, 0), |sum, run| (sum.0 + run.sheets, sum.1 + run.typed));
    let lead = visit.with("paper-lead", &[("sheets", sheets.into()), ("typed", typed.into())]);
    let wrong = !problems.0.is_empty();
    let form =
        visit.form_again("paper", problems).start("many", "20").start("code", visit.query().get("code"));
    let page = html! {
        (look::page_head(html! { a href=(visit.href(&here)) dir="auto" { (conversation.question) } }, visit.t("paper-title"), lead))
        (form.summary())
        @if sheets > 0 {
            (look::section("type", visit.t("paper-type-title"), html! {
                form.form method="get" action=(visit.href(&format!("{here}/paper"))) {
                    (form.field("code").autocomplete("off").draw(visit.say()))
                    (look::acts(look::do_button(visit.t("paper-type"))))
                }
            }))
        }
        (look::section("print", visit.t("paper-make-title"), html! {
            @if !runs.is_empty() { (table(visit, &conversation, &runs)) }
            (look::post_form(&visit.href(&format!("{here}/paper")), &new_key(), html! {
                (form.field("many").number().draw(visit.say()))
                (look::acts(look::quiet_button(visit.t("paper-make"), "make", "yes")))
            }))
        }))
    };
    let title = visit.page(visit.t("paper-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

fn table(visit: &Visit, conversation: &Conversation, runs: &[Run]) -> Markup {
    let table = Table::new(visit.t("paper-make-title"))
        .quiet_caption()
        .column(visit.t("paper-run"))
        .number(visit.t("paper-sheets"))
        .number(visit.t("paper-typed"));
    let count = |n: i64| html! { (visit.say().count(n)) };
    let row = |table: Table, run: &Run| {
        let href = visit.href(&format!("conversations/{}/paper/{}", conversation.number, run.run));
        let words = visit.with(
            "paper-run-link",
            &[("run", run.run.to_string().into()), ("day", visit.say().day(run.printed_at).into())],
        );
        table.row([html! { a href=(href) { (words) } }, count(run.sheets), count(run.typed)])
    };
    runs.iter().fold(table, row).draw()
}

async fn make(visit: Visit) -> Result<Answer> {
    let conversation = visit.part("n")?;
    let many = visit.sent().get("many").trim().parse().unwrap_or_default();
    match visit.execute(PrintSheets { conversation, many }).await {
        Ok(run) => {
            Ok(visit.done(&visit.href(&format!("conversations/{conversation}/paper/{run}")), "paper-made"))
        }
        Err(Error::Invalid(problems)) => show_desk(&visit, problems).await,
        Err(error) => Err(error),
    }
}

/// A sheet with what it asks, as far as it is shown still.
struct Asked {
    conversation: Conversation,
    sheet: Sheet,
    asks: Vec<Statement>,
}

async fn one(visit: &Visit) -> Result<Asked> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let conversation = asked(visit, &mut read, visit.part("n")?).await?;
    let code: String = visit.part("code")?;
    let found = store::find(&mut read, initiative, conversation.number, &plain(&code)).await?;
    let sheet = found.ok_or(Error::Missing)?;
    let mut asks = Vec::new();
    for number in sheet.asks() {
        let found = statement::store::numbered(&mut read, initiative, conversation.number, number).await?;
        asks.extend(found.map(|weighed| weighed.statement).filter(|statement| !statement.hidden));
    }
    Ok(Asked { conversation, sheet, asks })
}

/// A sheet's own page: for whoever holds it, whether it counted; for whoever types it in, its rows.
async fn sheet(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("paper"), false).await
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let asked = one(visit).await?;
    let Asked { conversation, sheet, .. } = &asked;
    let here = format!("conversations/{}", conversation.number);
    let code = spoken(&sheet.code);
    let lead = match sheet.typed_at {
        Some(at) => visit.with("paper-counted", &[("day", visit.say().day(at).into())]),
        None => visit.t("paper-not-counted"),
    };
    let types = sheet.typed_at.is_none() && visit.offers(&PAPER);
    let page = html! {
        (look::page_head(html! { a href=(visit.href(&here)) dir="auto" { (conversation.question) } }, visit.with("paper-sheet-title", &[("code", code.into())]), lead))
        @if types { (rows(visit, &asked, &form)) }
        @else {
            @if sheet.typed_at.is_none() { p { (visit.t("paper-instead")) } }
            @else { p { (look::tag(Standing::Done, visit.t("paper-tag-counted"))) } }
            (look::acts(html! {
                (look::do_link(visit.t("paper-to-conversation"), &visit.href(&here)))
                @if visit.offers(&PAPER) { (look::quiet_link(visit.t("paper-next"), &visit.href(&format!("{here}/paper")))) }
            }))
        }
    };
    let title = visit.page(visit.t("paper-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

/// A row for each statement: one letter is its vote.
fn rows(visit: &Visit, asked: &Asked, form: &Form<'_>) -> Markup {
    let Asked { conversation, sheet, asks } = asked;
    let action = visit.href(&format!("conversations/{}/sheets/{}", conversation.number, sheet.code));
    let row = |statement: &Statement| {
        let label = format!("{}. {}", statement.number, statement.text);
        form.named(&format!("s{}", statement.number), &label)
            .length(1)
            .width(Width::Short)
            .optional()
            .autocomplete("off")
            .draw(visit.say())
    };
    let fields = html! {
        p { (visit.t("paper-keys")) }
        @for statement in asks { (row(statement)) }
        (form.field("said").optional().textarea(2).length(STATEMENT).draw(visit.say()))
    };
    form.draw(&action, "paper-count", fields)
}

async fn type_in(visit: Visit) -> Result<Answer> {
    let asked = one(&visit).await?;
    match votes(&visit, &asked) {
        Ok(votes) => {
            let act = TypeSheet {
                conversation: asked.conversation.number,
                code: asked.sheet.code,
                votes,
                said: visit.sent().get("said").to_owned(),
            };
            match visit.execute(act).await {
                Ok(_) => {
                    let to = visit.href(&format!("conversations/{}/paper", asked.conversation.number));
                    Ok(visit.done(&to, "paper-typed"))
                }
                Err(Error::Invalid(problems)) => {
                    show(&visit, visit.form_again("paper", problems), true).await
                }
                Err(error) => Err(error),
            }
        }
        Err(problems) => show(&visit, visit.form_again("paper", problems), true).await,
    }
}

/// What was typed in each row: the keys are those of the buttons on a screen.
fn votes(visit: &Visit, asked: &Asked) -> Result<BTreeMap<i64, Choice>, Problems> {
    let keys = Choice::ALL.map(|choice| (choice, visit.t(&format!("vote-keys-{}", choice.word()))));
    let meant = |typed: &str| {
        let typed = typed.to_lowercase();
        let found = keys.iter().find(|(_, keys)| keys.split(' ').any(|key| key == typed));
        found.map(|(choice, _)| *choice)
    };
    let (mut votes, mut problems) = (BTreeMap::new(), Problems::none());
    for statement in &asked.asks {
        let field = format!("s{}", statement.number);
        match visit.sent().get(&field).trim() {
            "" => {}
            typed => match meant(typed) {
                Some(choice) => _ = votes.insert(statement.number, choice),
                None => problems.add(Problem::new(field, "problem-paper-key")),
            },
        }
    }
    if problems.0.is_empty() { Ok(votes) } else { Err(problems) }
}
