use ::store::Part;
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Choices, Standing, Table};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::{JudgeStatement, TakeStatement, reason_of};
use super::{COLUMNS, Judgement, Queue, Verdict, line, store};
use crate::conversation::{self, Conversation, READ};
use crate::statement::{self, HIDE, Statement};

/// Lines of the log on one page.
const PAGE: usize = 50;
/// So many of the latest decisions can be taken back from the queue's page.
const LATEST: usize = 10;
/// Reasons that are ready; a word's text is `moderation-reason-` and this.
const REASONS: [&str; 5] = ["person", "insult", "topic", "same", "advert"];

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("conversations/{n}/moderation", &HIDE, queue)
        .form("conversations/{n}/moderation/take", &HIDE, take)
        .form("conversations/{n}/moderation/judge", &HIDE, judge)
        .form("conversations/{n}/moderation/undo", &HIDE, undo)
        .page("conversations/{n}/moderation/log", &READ, log)
        .page("conversations/{n}/moderation/log.csv", &READ, download)
}

pub(crate) async fn asked(visit: &Visit) -> Result<Conversation> {
    let mut read = visit.read().await?;
    let found = conversation::store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    found.ok_or(Error::Missing)
}

fn here(conversation: &Conversation, path: &str) -> String {
    format!("conversations/{}{path}", conversation.number)
}

async fn queue(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("moderation"), false).await
}

/// What a moderator looks at.
struct Desk {
    conversation: Conversation,
    queue: Queue,
    card: Option<Statement>,
    latest: Vec<Judgement>,
}

async fn desk(visit: &Visit) -> Result<Desk> {
    let (initiative, person) = (visit.initiative()?, visit.person()?);
    let conversation = asked(visit).await?;
    let mut read = visit.read().await?;
    let now = crate::clock(visit, &mut read).await?;
    let queue = store::queue(&mut read, initiative, conversation.number, (person, now)).await?;
    let card = match store::held(&mut read, initiative, conversation.number, person, now).await? {
        Some(number) => {
            let found =
                statement::store::numbered(&mut read, initiative, conversation.number, number).await?;
            found.map(|weighed| weighed.statement)
        }
        None => None,
    };
    let part = Part { skip: 0, size: LATEST };
    let latest = store::log(&mut read, initiative, conversation.number, part).await?;
    Ok(Desk { conversation, queue, card, latest })
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let desk = desk(visit).await?;
    let Desk { conversation, queue, .. } = &desk;
    let question =
        html! { a href=(visit.href(&here(conversation, ""))) dir="auto" { (conversation.question) } };
    let lead = visit
        .with("moderation-lead", &[("waiting", queue.waiting.into()), ("elsewhere", queue.elsewhere.into())]);
    let page = html! {
        (look::page_head(question, visit.t("moderation-title"), lead))
        @if let Some(statement) = &desk.card { (card(visit, &desk, statement, &form)) }
        @else if queue.waiting > queue.elsewhere {
            p { (visit.t("moderation-take-lead")) }
            (look::post_form(&visit.href(&here(conversation, "/moderation/take")), &new_key(), look::acts(look::do_button(visit.t("moderation-take")))))
        } @else if queue.waiting == 0 { p { (visit.t("moderation-empty")) } }
        @if !desk.latest.is_empty() { (look::section("latest", visit.t("moderation-latest"), latest(visit, &desk))) }
        p { a href=(visit.href(&here(conversation, "/moderation/log"))) { (visit.t("moderation-log-link")) } }
    };
    let title = visit.page(visit.t("moderation-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

/// The statement at hand, with the two ways to decide.
fn card(visit: &Visit, desk: &Desk, statement: &Statement, form: &Form<'_>) -> Markup {
    let reasons = REASONS
        .iter()
        .fold(Choices::radios("ready", visit.t("moderation-ready")).optional(), |choices, word| {
            choices.choice(*word, visit.t(&format!("moderation-reason-{word}")))
        });
    let words =
        [("number", statement.number.to_string().into()), ("when", visit.say().moment(statement.at).into())];
    let action = visit.href(&here(&desk.conversation, "/moderation/judge"));
    let fields = html! {
        input type="hidden" name="statement" value=(statement.number);
        (look::acts(html! { button.do type="submit" name="verdict" value="accepted" data-keys=(visit.t("moderation-keys-accept")) { (visit.t("moderation-accept")) } }))
        (look::fieldset(visit.t("moderation-hide-legend"), html! {
            (form.choices("ready", reasons))
            (form.field("reason").optional().draw(visit.say()))
            (look::acts(look::quiet_button(visit.t("moderation-hide"), "verdict", "hidden")))
        }))
    };
    html! {
        (look::sheet(html! {
            p.kicker { (visit.with("moderation-card", &words)) }
            blockquote dir="auto" { p { strong { (statement.text) } } }
            p.small { (visit.t(if statement.hidden { "moderation-card-waits" } else { "moderation-card-shown" })) }
        }))
        (form.summary())
        (look::post_form(&action, &new_key(), fields))
        (look::keys_sign(visit.t("moderation-keys")))
    }
}

fn latest(visit: &Visit, desk: &Desk) -> Markup {
    let action = visit.href(&here(&desk.conversation, "/moderation/undo"));
    // What was decided before about the same statement is past: only the latest can be taken back.
    let mut seen = Vec::new();
    let table = heads(visit, false).column(visit.t("moderation-act"));
    let row = |table: Table, judgement: &Judgement| {
        let first = !seen.contains(&judgement.statement);
        seen.push(judgement.statement);
        let act = html! {
            @if first && judgement.verdict != Verdict::Undone {
                (look::post_form(&action, &new_key(), html! {
                    input type="hidden" name="statement" value=(judgement.statement);
                    (look::quiet_button(look::named(visit.t("moderation-undo"), &judgement.statement.to_string()), "undo", "yes"))
                }))
            }
        };
        table.row(cells(visit, judgement, false).into_iter().chain([act]))
    };
    desk.latest.iter().fold(table, row).draw()
}

fn heads(visit: &Visit, by: bool) -> Table {
    let table = Table::new(visit.t("moderation-log-title"))
        .quiet_caption()
        .column(visit.t("kind-statement"))
        .column(visit.t("moderation-verdict"))
        .column(visit.t("moderation-why"))
        .column(visit.t("moderation-when"));
    if by { table.column(visit.t("moderation-by")) } else { table }
}

fn cells(visit: &Visit, judgement: &Judgement, by: bool) -> Vec<Markup> {
    let Judgement { conversation, statement, verdict, reason, name, at, .. } = judgement;
    let href = visit.href(&format!("conversations/{conversation}/statements/{statement}"));
    let standing = match verdict {
        Verdict::Accepted => Standing::Done,
        Verdict::Hidden => Standing::Missing,
        Verdict::Undone => Standing::Waiting,
    };
    let mut cells = vec![
        html! { a href=(href) { (visit.with("moderation-statement", &[("number", statement.to_string().into())])) } },
        look::tag(standing, visit.t(&format!("moderation-verdict-{}", verdict.word()))),
        html! { @if reason.is_empty() { "–" } @else { span dir="auto" { (reason) } } },
        html! { (visit.say().moment(*at)) },
    ];
    if by {
        cells.push(html! { span dir="auto" { (name) } });
    }
    cells
}

async fn take(visit: Visit) -> Result<Answer> {
    let act = TakeStatement { conversation: visit.part("n")? };
    let to = visit.href(&format!("conversations/{}/moderation", act.conversation));
    visit.execute(act).await?;
    Ok(Answer::go(&to))
}

/// Decides, and takes the next one at once.
async fn judge(visit: Visit) -> Result<Answer> {
    let conversation = visit.part("n")?;
    match decide(&visit, conversation).await {
        Ok(verdict) => {
            visit.execute(TakeStatement { conversation }).await?;
            let to = visit.href(&format!("conversations/{conversation}/moderation"));
            Ok(visit.done(&to, &format!("moderation-{}", verdict.word())))
        }
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("moderation", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn decide(visit: &Visit, conversation: i64) -> Result<Verdict> {
    let sent = visit.sent();
    let verdict =
        if sent.get("verdict") == Verdict::Hidden.word() { Verdict::Hidden } else { Verdict::Accepted };
    let reason = if verdict == Verdict::Hidden {
        let ready = REASONS.contains(&sent.get("ready"));
        reason_of(
            ready.then(|| visit.t(&format!("moderation-reason-{}", sent.get("ready")))),
            sent.get("reason"),
        )?
    } else {
        String::new()
    };
    let statement = sent.get("statement").parse().map_err(|_| Error::Missing)?;
    visit.execute(JudgeStatement { conversation, statement, verdict, reason }).await?;
    Ok(verdict)
}

async fn undo(visit: Visit) -> Result<Answer> {
    let conversation = visit.part("n")?;
    let statement = visit.sent().get("statement").parse().map_err(|_| Error::Missing)?;
    let act = JudgeStatement { conversation, statement, verdict: Verdict::Undone, reason: String::new() };
    visit.execute(act).await?;
    Ok(visit.done(&visit.href(&format!("conversations/{conversation}/moderation")), "moderation-undone"))
}

async fn log(visit: Visit) -> Result<Answer> {
    let conversation = asked(&visit).await?;
    let (initiative, number) = (visit.initiative()?, conversation.number);
    let paging = visit.paging(PAGE);
    let mut read = visit.read().await?;
    let length = store::length(&mut read, initiative, number).await?;
    let part = store::log(&mut read, initiative, number, paging.part()).await?;
    drop(read);
    let question =
        html! { a href=(visit.href(&here(&conversation, ""))) dir="auto" { (conversation.question) } };
    let lead = visit.with("moderation-log-lead", &[("count", length.into())]);
    let by = visit.offers(&HIDE);
    let table =
        part.iter().fold(heads(&visit, by), |table, judgement| table.row(cells(&visit, judgement, by)));
    let page = html! {
        (look::page_head(question, visit.t("moderation-log-title"), lead))
        @if !part.is_empty() {
            (table.draw())
            (paging.draw(&visit, length as usize, ""))
            p { a href=(visit.href(&here(&conversation, "/moderation/log.csv"))) download { (visit.t("moderation-log-download")) } }
        }
    };
    visit.page(visit.t("moderation-log-title")).show(page).await
}

/// The whole log as a file. It is short beside what was said: nobody moderates a hundred thousand statements by hand.
async fn download(visit: Visit) -> Result<Answer> {
    let conversation = asked(&visit).await?;
    let mut read = visit.read().await?;
    let all = Part { skip: 0, size: 100_000 };
    let log = store::log(&mut read, visit.initiative()?, conversation.number, all).await?;
    drop(read);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = (|| {
        writer.write_record(COLUMNS)?;
        for judgement in log.iter().rev() {
            writer.write_record(line(&visit, judgement))?;
        }
        writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    })();
    let bytes = written.map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Answer::file("text/csv; charset=utf-8", "moderation.csv", bytes))
}
