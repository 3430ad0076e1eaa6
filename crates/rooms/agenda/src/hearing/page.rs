//! What became of all that was said in one conversation, and the form that says it.

use ::store::{Part, Read};
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look;
use web::pick;
use web::{Answer, Form, Routes, Visit};

use super::acts::TellBack;
use super::story::became;
use super::{ANSWER, Answered, CAME, Came, Outcome, store, today_of};
use crate::clause;
use crate::conversation::{self, Conversation, READ};
use crate::statement::opinion_of;

/// Statements on one page.
const PAGE: usize = 30;

pub(crate) fn routes() -> Routes {
    Routes::new().page("conversations/{n}/answers", &READ, list).form(
        "conversations/{n}/statements/{s}/answer",
        &ANSWER,
        answer,
    )
}

async fn conversation(visit: &Visit, read: &mut Read) -> Result<Conversation> {
    let found = conversation::store::numbered(read, visit.initiative()?, visit.part("n")?).await?;
    found.ok_or(Error::Missing)
}

fn kicker(visit: &Visit, conversation: &Conversation) -> Markup {
    let href = visit.href(&format!("conversations/{}", conversation.number));
    html! { a href=(href) dir="auto" { (conversation.question) } }
}

async fn list(visit: Visit) -> Result<Answer> {
    show(&visit, None).await
}

async fn answer(visit: Visit) -> Result<Answer> {
    let number = visit.part("s")?;
    match answering(&visit, number).await {
        Ok(()) => {
            let to = visit.href(&format!("conversations/{}/answers", visit.part::<i64>("n")?));
            Ok(visit.done(&to, "statement-answered"))
        }
        Err(Error::Invalid(problems)) => {
            show(&visit, Some((number, visit.form_again("hearing", problems)))).await
        }
        Err(error) => Err(error),
    }
}

async fn answering(visit: &Visit, statement: i64) -> Result<()> {
    let sent = visit.sent();
    let act = TellBack {
        conversation: visit.part("n")?,
        statement,
        outcome: sent.get("outcome").to_owned(),
        reason: sent.get("reason").to_owned(),
        due: sent.get("due").to_owned(),
        came: pick::picked(sent, "came")?,
    };
    visit.execute(act).await
}

/// What became of everything that was said. Whoever answers works through it: the one at hand stands on top, the one
/// with the most agreement that waits, or the one asked for with `?statement=`.
async fn show(visit: &Visit, wrong: Option<(i64, Form<'_>)>) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let paging = visit.paging(PAGE);
    let mut read = visit.read().await?;
    let conversation = conversation(visit, &mut read).await?;
    let number = conversation.number;
    let today = today_of(visit, &mut read).await?;
    let (all, answered) = store::answered(&mut read, initiative, number, &today).await?;
    let found = store::part(&mut read, initiative, number, &today, paging.part()).await?;
    let asked = wrong.as_ref().map(|(number, _)| *number).or_else(|| visit.query().parse("statement"));
    let at_hand = match asked {
        Some(asked) => store::one(&mut read, initiative, number, asked).await?,
        None => store::part(&mut read, initiative, number, &today, Part { skip: 0, size: 1 })
            .await?
            .into_iter()
            .find(|first| first.came() == Came::Open || first.is_overdue(&today)),
    };
    let offers = visit.offers(&ANSWER);
    let came =
        if offers { pick::options(visit, &mut read, CAME, "hearing-came-none").await? } else { Vec::new() };
    drop(read);
    let lead = visit.with("hearing-lead", &[("all", all.into()), ("answered", answered.into())]);
    let is_wrong = wrong.is_some();
    let form = wrong.map_or_else(|| visit.form("hearing"), |(_, form)| form);
    let page = html! {
        (look::page_head(kicker(visit, &conversation), visit.t("hearing-title"), lead))
        @if offers {
            @match &at_hand {
                Some(one) => (card(visit, &conversation, one, form, &came)),
                None => p { (visit.t("hearing-all-done")) },
            }
        }
        @if found.is_empty() { p { (visit.t("hearing-nothing")) } }
        @else { (rows(visit, &conversation, &found, &today)) }
        (paging.draw(visit, all as usize, ""))
        p { a href=(visit.href("answers")) { (visit.t("answers-all")) } }
    };
    let title = visit.page(visit.t("hearing-title"));
    if is_wrong { title.unprocessable() } else { title }.show(page).await
}

/// The statement at hand with the form that answers it.
fn card(
    visit: &Visit,
    conversation: &Conversation,
    one: &Answered,
    form: Form<'_>,
    came: &[(String, String)],
) -> Markup {
    let action =
        visit.href(&format!("conversations/{}/statements/{}/answer", conversation.number, one.number));
    let used = matches!(one.came(), Came::Used(_)) || one.clause.is_some();
    let outcomes: Vec<(String, String)> = Outcome::ALL
        .iter()
        .filter(|outcome| !used || outcome.is_deed())
        .map(|outcome| (outcome.word().to_owned(), visit.t(&format!("hearing-{}", outcome.word()))))
        .collect();
    let fields = html! {
        (form.radios("outcome", &outcomes))
        (form.field("reason").optional().textarea(3).draw(visit.say()))
        (form.field("due").optional().date().draw(visit.say()))
        (form.select("came", came))
    };
    let cite = visit.href(&format!("agenda/clauses/new?cites={}", one.id));
    let body = html! {
        (look::said(visit.say(), &one.text, &opinion_of(&one.tally), html! {
            @if visit.offers(&clause::WRITE) { a href=(cite) { (visit.t("hearing-write-clause")) } }
        }))
        (form.draw(&action, "hearing-do", fields))
    };
    look::section("at-hand", visit.t("hearing-at-hand"), body)
}

/// Statements, each with what became of it.
pub(crate) fn rows(visit: &Visit, conversation: &Conversation, found: &[Answered], today: &str) -> Markup {
    let answers = visit.offers(&ANSWER);
    let here = format!("conversations/{}", conversation.number);
    html! {
        ul.loop role="list" {
            @for one in found {
                li {
                    (became(visit, one, today))
                    a href=(visit.href(&format!("{here}/statements/{}#became", one.number))) dir="auto" { (one.text) }
                    @if answers {
                        p.small { a href=(visit.href(&format!("{here}/answers?statement={}#at-hand", one.number))) {
                            (look::named(visit.t("hearing-answer-link"), &one.text))
                        } }
                    }
                }
            }
        }
    }
}
