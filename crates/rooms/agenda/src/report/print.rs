//! The report on paper: a PDF of what its page says.

use kernel::{Error, Result};
use press::{Block, Column, Document, Look, Table};
use web::{Answer, Class, Routes, Visit};

use super::page::{Seen, heard, lead, made, missing, seen};
use super::{Presence, Report};
use crate::conversation::READ;

pub(crate) fn routes() -> Routes {
    Routes::new().page("conversations/{n}/report.pdf", &READ, pdf)
}

async fn pdf(visit: Visit) -> Result<Answer> {
    let who = visit.actor.person.map_or_else(|| visit.ip().to_string(), |person| person.to_string());
    visit.limit(Class::Heavy, &who)?;
    let mut read = visit.read().await?;
    let seen = seen(&visit, &mut read).await?;
    drop(read);
    let document = document(&visit, &seen)?;
    let name = format!("conversation-{}.pdf", seen.conversation.number);
    let wrong = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
    let printing = tokio::task::spawn_blocking(move || press::print(&document));
    let bytes = printing.await.map_err(|error| wrong(&error))?.map_err(|error| wrong(&error))?;
    Ok(Answer::file("application/pdf", &name, bytes))
}

pub(super) fn document(visit: &Visit, seen: &Seen) -> Result<Document> {
    let conversation = &seen.conversation;
    let initiative = visit.cx().place()?.name.clone();
    let page = visit.address(&format!("conversations/{}/report", conversation.number));
    let answers = visit.address(&format!("conversations/{}/answers", conversation.number));
    let (all, answered) = seen.answered;
    let say = visit.say().clone();
    let title = visit.with("round-paper-title", &[("question", conversation.question.as_str().into())]);
    let mut blocks = vec![
        Block::Text(
            Look::Kicker,
            visit.with("round-paper-kicker", &[("initiative", initiative.as_str().into())]),
        ),
        Block::Heading(1, conversation.question.clone()),
        Block::Text(Look::Lead, lead(visit, seen)),
        Block::Text(Look::Small, dates(visit, seen)),
    ];
    if let Some((report, shown)) = &seen.report {
        blocks.push(Block::Text(Look::Small, made(visit, seen, report)));
        blocks.extend(shown.print(visit));
        blocks.extend(who(visit, report));
    }
    blocks.push(Block::Together(vec![
        Block::Heading(2, visit.t("hearing-title")),
        Block::Text(
            Look::Plain,
            visit.with("hearing-lead", &[("all", all.into()), ("answered", answered.into())]),
        ),
        Block::Link { words: visit.t("hearing-all-link"), to: answers },
        Block::Link { words: visit.t("round-paper-page"), to: page.clone() },
    ]));
    Ok(Document {
        title,
        language: say.lang().to_owned(),
        rtl: say.dir() == "rtl",
        publisher: initiative,
        made: made_at(seen),
        footer: page,
        lacking: visit.t("round-paper-lacking"),
        numbering: Box::new(move |page, pages| {
            say.with("round-paper-number", &[("page", page.into()), ("pages", pages.into())])
        }),
        blocks,
    })
}

/// When what it says was so. While there is no report it says nothing but that the conversation began.
fn made_at(seen: &Seen) -> jiff::Timestamp {
    let report = seen.report.as_ref().and_then(|(report, _)| jiff::Timestamp::from_second(report.at).ok());
    report.unwrap_or(seen.conversation.opens_at)
}

/// From when to when it was asked.
fn dates(visit: &Visit, seen: &Seen) -> String {
    let end = seen.conversation.closes_at.map(|end| visit.say().day(end));
    let from = visit.say().day(seen.conversation.opens_at);
    let kind = if end.is_some() { "set" } else { "open" };
    visit.with(
        "round-dates",
        &[("end", kind.into()), ("from", from.into()), ("to", end.unwrap_or_default().into())],
    )
}

/// Who was heard and who was not.
fn who(visit: &Visit, report: &Report) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(2, visit.t("round-who"))];
    if report.constituencies.is_empty() {
        blocks.push(Block::Text(Look::Plain, visit.t("round-who-unknown")));
        return blocks;
    }
    let missing = missing(report);
    blocks.push(Block::Text(
        Look::Plain,
        if missing.is_empty() {
            visit.t("round-who-all")
        } else {
            format!("{} {}", visit.t("round-not-heard"), missing.join(", "))
        },
    ));
    let row = |name: &str, presence: Presence| vec![name.to_owned(), heard(visit, presence)];
    blocks.push(Block::Table(Table {
        caption: visit.t("round-who"),
        columns: vec![
            Column { head: visit.t("round-constituency"), number: false },
            Column { head: visit.t("round-took-part"), number: true },
        ],
        rows: report.constituencies.iter().map(|one| row(&one.name, one.heard)).collect(),
    }));
    blocks.push(Block::Text(Look::Small, visit.t("round-who-small")));
    blocks
}
