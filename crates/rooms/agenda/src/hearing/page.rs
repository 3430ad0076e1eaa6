use ::store::Read;
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Standing};
use web::{Answer, Form, Routes, Visit};

use super::acts::TellBack;
use super::{ANSWER, Answered, Came, Outcome, store};
use crate::clause;
use crate::conversation::{self, Conversation, READ};
use crate::statement::{Statement, opinion_of};

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
    let sent = visit.sent();
    let act = TellBack {
        conversation: visit.part("n")?,
        statement: visit.part("s")?,
        outcome: sent.get("outcome").to_owned(),
        reason: sent.get("reason").to_owned(),
    };
    let to = visit.href(&format!("conversations/{}/answers", act.conversation));
    let number = act.statement;
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&to, "statement-answered")),
        Err(Error::Invalid(problems)) => {
            show(&visit, Some((number, visit.form_again("hearing", problems)))).await
        }
        Err(error) => Err(error),
    }
}

/// What came of everything that was said. Whoever answers works through it: the one at hand stands on top, the one
/// with the most agreement that waits, or the one asked for with `?statement=`.
async fn show(visit: &Visit, wrong: Option<(i64, Form<'_>)>) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let paging = visit.paging(PAGE);
    let mut read = visit.read().await?;
    let conversation = conversation(visit, &mut read).await?;
    let number = conversation.number;
    let (all, answered) = store::answered(&mut read, initiative, number).await?;
    let found = store::part(&mut read, initiative, number, paging.part()).await?;
    let asked = wrong.as_ref().map(|(number, _)| *number).or_else(|| visit.query().parse("statement"));
    let at_hand = match asked {
        Some(asked) => store::one(&mut read, initiative, number, asked).await?,
        None => store::part(&mut read, initiative, number, ::store::Part { skip: 0, size: 1 })
            .await?
            .into_iter()
            .find(|first| first.came() == Came::Open),
    };
    drop(read);
    let lead = visit.with("hearing-lead", &[("all", all.into()), ("answered", answered.into())]);
    let is_wrong = wrong.is_some();
    let form = wrong.map_or_else(|| visit.form("hearing"), |(_, form)| form);
    let page = html! {
        (look::page_head(kicker(visit, &conversation), visit.t("hearing-title"), lead))
        @if visit.offers(&ANSWER) {
            @match &at_hand {
                Some(one) => (card(visit, &conversation, one, form)),
                None => p { (visit.t("hearing-all-done")) },
            }
        }
        @if found.is_empty() { p { (visit.t("hearing-nothing")) } }
        @else { (rows(visit, &conversation, &found)) }
        (paging.draw(visit, all as usize, ""))
    };
    let title = visit.page(visit.t("hearing-title"));
    if is_wrong { title.unprocessable() } else { title }.show(page).await
}

/// The statement at hand with the form that answers it.
fn card(visit: &Visit, conversation: &Conversation, one: &Answered, form: Form<'_>) -> Markup {
    let action =
        visit.href(&format!("conversations/{}/statements/{}/answer", conversation.number, one.number));
    let outcomes: Vec<(String, String)> = Outcome::ALL
        .iter()
        .map(|outcome| (outcome.word().to_owned(), visit.t(&format!("hearing-{}", outcome.word()))))
        .collect();
    let form = form.start("reason", one.reason.as_str());
    let fields = html! {
        (form.radios("outcome", &outcomes))
        (form.field("reason").optional().textarea(3).draw(visit.say()))
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

/// Statements, each with what came of it.
pub(crate) fn rows(visit: &Visit, conversation: &Conversation, found: &[Answered]) -> Markup {
    let answers = visit.offers(&ANSWER);
    html! {
        ul.loop role="list" {
            @for one in found {
                li {
                    (came(visit, one))
                    a href=(visit.href(&format!("conversations/{}/statements/{}", conversation.number, one.number))) dir="auto" { (one.text) }
                    @if answers && !matches!(one.came(), Came::Used(_)) {
                        p.small { a href=(visit.href(&format!("conversations/{}/answers?statement={}#at-hand", conversation.number, one.number))) {
                            (look::named(visit.t("hearing-answer-link"), &one.text))
                        } }
                    }
                }
            }
        }
    }
}

/// What came of one, in words and with the reason.
fn came(visit: &Visit, one: &Answered) -> Markup {
    let came = one.came();
    let standing = match came {
        Came::Open => Standing::Waiting,
        Came::Used(_) => Standing::Better,
        Came::Said(Outcome::NotUsed) => Standing::Missing,
        Came::Said(_) => Standing::Done,
    };
    html! {
        p {
            (look::tag(standing, visit.t(&format!("hearing-{}", came.word()))))
            @if let Came::Used(clause) = came {
                " " a href=(visit.href(&format!("agenda/clauses/{clause}"))) {
                    (visit.with("hearing-clause", &[("clause", clause.to_string().into())]))
                }
            } @else if !one.reason.is_empty() { " " span dir="auto" { (one.reason) } }
        }
        @if let (Came::Said(_), Some(at)) = (came, one.at) {
            p.small { (visit.with("hearing-by", &[("name", one.by.as_str().into()), ("day", visit.say().day(at).into())])) }
        }
    }
}

/// What came of a statement, on its own page.
pub(crate) async fn part(visit: &Visit, read: &mut Read, statement: &Statement) -> Result<Markup> {
    let found = store::one(read, visit.initiative()?, statement.conversation, statement.number).await?;
    let Some(one) = found.filter(|one| one.came() != Came::Open) else { return Ok(html! {}) };
    Ok(look::section("told", visit.t("hearing-part"), came(visit, &one)))
}
