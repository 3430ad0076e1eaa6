use std::fmt::Write as _;

use axum::http::header::CONTENT_DISPOSITION;
use journal::{Entry, feed};
use kernel::{Card, Error, Owner, Result};
use maud::{Markup, html};
use store::Read;

use super::CHECK;
use crate::answer::Answer;
use crate::look;
use crate::visit::Visit;

/// Lines on one page.
const PAGE: usize = 50;

/// What happened in this initiative, newest first, and how to check that nobody changed it.
pub(crate) async fn page(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let before = visit.query().parse::<i64>("before");
    let entries = feed::latest(&mut read, initiative, before, PAGE).await?;
    let checkpoint = journal::checkpoint(&mut read, initiative).await?;
    let lines = lines(&visit, &mut read, &entries).await?;
    drop(read);
    let sealed = checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.size as i64);
    let oldest = entries.last().and_then(|entry| entry.seq).filter(|seq| *seq > 0);
    let older = oldest.map(|seq| format!("{}?before={seq}", visit.href("journal")));
    let newer = before.map(|_| visit.href("journal"));
    let main = html! {
        (look::page_head(visit.t("journal-term"), visit.t("journal-title"), visit.with("journal-lead", &[("count", sealed.into())])))
        (look::journal(lines))
        (look::pager(visit.say(), newer.as_deref(), older.as_deref()))
        (look::section("check", visit.t("journal-check-title"), html! {
            p { (visit.t("journal-check")) }
            @if checkpoint.is_some() { p { (look::quiet_link(visit.t("journal-checkpoint"), &visit.href("journal/checkpoint"))) } }
            p { a href=(visit.href("journal/check")) { (visit.t("journal-check-go")) } }
        }))
    };
    visit.page(visit.t("journal-title")).live().show(main).await
}

/// Entries in the reader's words. The same act told several times over is one line, and so is what the viewer may not
/// see; such a line says how many it stands for.
pub async fn lines(visit: &Visit, read: &mut Read, entries: &[Entry]) -> Result<Vec<Markup>> {
    let cards = visit.world.kinds.cards(visit, read, entries.iter().map(|entry| &entry.about)).await?;
    let told: Vec<_> = entries.iter().map(|entry| (entry, cards.get(&entry.about))).collect();
    let runs = told.chunk_by(|(a, known_a), (b, known_b)| match (known_a, known_b) {
        (Some(_), Some(_)) => (&a.name, &a.act, &a.about, &a.title) == (&b.name, &b.act, &b.about, &b.title),
        (None, None) => true,
        _ => false,
    });
    Ok(runs.map(|run| line(visit, run[0].0, run[0].1, run.len())).collect())
}

/// The line of an entry, or of `count` that follow each other.
fn line(visit: &Visit, entry: &Entry, card: Option<&Card>, count: usize) -> Markup {
    let (who, what) = match card {
        Some(card) => {
            let words = visit.with(&told_key(&entry.act), &[("title", entry.title.clone().into())]);
            let who = if entry.name.is_empty() { visit.t("journal-somebody") } else { entry.name.clone() };
            let what = html! {
                a href=(card.href) dir="auto" { (words) }
                @if count > 1 { " · " (visit.with("journal-times", &[("count", count.into())])) }
            };
            (who, what)
        }
        None => (String::new(), html! { (visit.with("journal-hidden", &[("count", count.into())])) }),
    };
    look::journal_line(&visit.say().moment(entry.at), &entry.at.to_string(), &who, what)
}

fn told_key(act: &str) -> String {
    format!("told-{}", act.replace('.', "-"))
}

/// The latest checkpoint, to keep: whoever holds it can later tell whether history was changed.
pub(crate) async fn checkpoint(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let checkpoint = journal::checkpoint(&mut read, visit.initiative()?).await?.ok_or(Error::Missing)?;
    let name = format!("{}-{}.checkpoint", visit.place()?.slug, checkpoint.size);
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok(Answer::text(axum::http::StatusCode::OK, checkpoint.note).header(CONTENT_DISPOSITION, &disposition))
}

/// The form that checks the journal, against a checkpoint that somebody kept.
pub(crate) async fn check_form(visit: Visit) -> Result<Answer> {
    show_check(&visit, None).await
}

/// Checks the journal now.
pub(crate) async fn check(visit: Visit) -> Result<Answer> {
    visit.may(&CHECK, Owner::Nobody)?;
    visit.limit(crate::Class::Heavy, &visit.ip().to_string())?;
    let mut read = visit.read().await?;
    let held = visit.sent().get("checkpoint").replace('\r', "");
    let held = (!held.trim().is_empty()).then(|| format!("{}\n", held.trim_end()));
    let report = journal::verify_store(&mut read, visit.initiative()?, held.as_deref()).await?;
    let mut words = String::new();
    write!(words, "{report}").map_err(|error| Error::Internal(error.to_string()))?;
    show_check(&visit, Some((report.is_whole(), words))).await
}

async fn show_check(visit: &Visit, found: Option<(bool, String)>) -> Result<Answer> {
    let form = visit.form("journal-check");
    let main = html! {
        (look::page_head(html! { a href=(visit.href("journal")) { (visit.t("journal-title")) } }, visit.t("journal-check-title"), visit.t("journal-check-lead")))
        @if let Some((whole, words)) = &found {
            (look::sheet(html! {
                p { (look::status(if *whole { look::Standing::Done } else { look::Standing::Worse },
                    visit.t(if *whole { "journal-whole" } else { "journal-broken" }))) }
                pre.kept lang="en" { (words) }
            }))
        }
        (form.draw(&visit.href("journal/check"), "journal-check-do", form.text("checkpoint", 6)))
    };
    visit.page(visit.t("journal-check-title")).show(main).await
}
