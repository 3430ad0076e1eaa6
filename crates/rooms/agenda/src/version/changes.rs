//! What is different between two versions, clause by clause: what is new, worded anew, moved and taken out, word by
//! word, and folded what stayed as it was.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, NavItem, Standing};
use web::{Answer, Routes, Visit};

use super::compare::{Change, Difference, compare};
use super::{Frozen, Version, store};
use crate::clause::{self, READ, Section, brief, words};

pub(super) fn routes() -> Routes {
    Routes::new().page("agenda/draft/changes", &READ, of_draft).page(
        "agenda/versions/{n}/changes",
        &READ,
        of_version,
    )
}

/// The clauses that differ, under their sections, and the others folded.
pub(super) fn differences(visit: &Visit, found: &[Difference], newer: &[Frozen]) -> Markup {
    let section = |difference: &Difference| difference.at().and_then(|at| Section::from_word(&at.section));
    let same: Vec<&Frozen> =
        newer.iter().filter(|clause| found.iter().all(|one| one.clause() != Some(clause.clause))).collect();
    html! {
        @if found.is_empty() { p { (visit.t("version-changes-nothing")) } }
        @for of in Section::ALL {
            @let here: Vec<&Difference> = found.iter().filter(|one| section(one) == Some(of)).collect();
            @if !here.is_empty() {
                h3 { (visit.t(&format!("section-{}", of.word()))) }
                @for difference in here { (one(visit, difference)) }
            }
        }
        @if !same.is_empty() && !found.is_empty() {
            details {
                summary { (visit.with("version-changes-same", &[("clauses", same.len().into())])) }
                ul {
                    @for clause in same {
                        li {
                            a href=(visit.href(&format!("agenda/clauses/{}", clause.number))) dir="auto" { (brief(&clause.text)) }
                        }
                    }
                }
            }
        }
    }
}

/// How many clauses are new, worded anew, moved, taken out and as they were, in a sentence.
pub(super) fn sentence(visit: &Visit, found: &[Difference], newer: &[Frozen]) -> String {
    let count = |change: Change| found.iter().filter(|one| one.change() == Some(change)).count();
    let (gone, changed) = (count(Change::Gone), found.len());
    visit.with(
        "version-compare-lead",
        &[
            ("changes", changed.into()),
            ("new", count(Change::New).into()),
            ("worded", count(Change::Worded).into()),
            ("moved", count(Change::Moved).into()),
            ("gone", gone.into()),
            ("same", (newer.len() + gone - changed).into()),
        ],
    )
}

/// What a clause says; nothing where it does not stand.
fn says(clause: Option<&Frozen>) -> words::Says<'_> {
    clause.map(Frozen::says).unwrap_or_default()
}

fn one(visit: &Visit, difference: &Difference) -> Markup {
    let (Some(clause), Some(change)) = (difference.at(), difference.change()) else { return html! {} };
    let standing = if change == Change::Gone { Standing::Missing } else { Standing::Waiting };
    let number = [("number", clause.number.to_string().into())];
    html! {
        p {
            a href=(visit.href(&format!("agenda/clauses/{}", clause.number))) { (visit.with("clause-numbered", &number)) } " "
            (look::tag(standing, visit.t(&format!("version-clause-{}", change.word()))))
            @if let Some(from) = difference.moved_from() {
                " " (visit.with("version-clause-from", &[("section", visit.t(&format!("section-{from}")).into())]))
            }
        }
        // What only moved is read as it is.
        @if change == Change::Moved { p dir="auto" { (clause.text) } }
        @else { (words::changes(visit, &says(difference.older.as_ref()), &says(difference.newer.as_ref()))) }
    }
}

/// The working draft against what is in force.
async fn of_draft(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let versions = store::all(&mut read, initiative).await?;
    let in_force = store::in_force(&mut read, initiative).await?;
    let from: Option<i64> = visit.query().parse("from");
    let older = match from {
        Some(from) => versions.iter().find(|version| version.number == from).cloned(),
        None => in_force,
    };
    let older = older.ok_or(Error::Missing)?;
    let before = store::clauses(&mut read, initiative, older.id).await?;
    let draft = clause::store::draft(&mut read, initiative).await?;
    drop(read);
    let draft: Vec<Frozen> = draft.into_iter().map(Frozen::from).collect();
    let title = visit.with("version-compare-draft", &[("older", older.number.to_string().into())]);
    let here = Compared { title, older: &older, newer: None, before, after: draft };
    show(&visit, here, &versions).await
}

/// What changed since the version before, or since `?from=n`.
async fn of_version(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let versions = store::all(&mut read, initiative).await?;
    let wanted: i64 = visit.part("n")?;
    let from: Option<i64> = visit.query().parse("from");
    let newer = versions.iter().find(|version| version.number == wanted).ok_or(Error::Missing)?;
    let older = match from {
        Some(from) => versions.iter().find(|version| version.number == from),
        None => versions.iter().find(|version| version.number < wanted),
    };
    let older = older.ok_or(Error::Missing)?;
    let before = store::clauses(&mut read, initiative, older.id).await?;
    let after = store::clauses(&mut read, initiative, newer.id).await?;
    drop(read);
    let title = visit.with(
        "version-compare-title",
        &[("older", older.number.to_string().into()), ("newer", newer.number.to_string().into())],
    );
    show(&visit, Compared { title, older, newer: Some(newer), before, after }, &versions).await
}

/// Two versions beside each other; the newer is the working draft if it is none.
struct Compared<'a> {
    title: String,
    older: &'a Version,
    newer: Option<&'a Version>,
    before: Vec<Frozen>,
    after: Vec<Frozen>,
}

async fn show(visit: &Visit, compared: Compared<'_>, versions: &[Version]) -> Result<Answer> {
    let Compared { title, older, newer, before, after } = compared;
    let found = compare(&before, &after);
    let number =
        |version: &Version| visit.with("version-numbered", &[("number", version.number.to_string().into())]);
    let kicker = html! {
        @match newer {
            Some(newer) => a href=(visit.href(&format!("agenda/versions/{}", newer.number))) { (number(newer)) },
            None => a href=(visit.href("agenda/draft")) { (visit.t("agenda-draft")) },
        }
    };
    let below = newer.map_or(i64::MAX, |newer| newer.number);
    let others: Vec<NavItem> = versions
        .iter()
        .filter(|version| version.number < below)
        .map(|version| {
            NavItem::new(format!("{}?from={}", visit.path(), version.number), number(version))
                .here_if(version.number == older.number)
        })
        .collect();
    let page = html! {
        (look::page_head(kicker, title.as_str(), sentence(visit, &found, &after)))
        @if others.len() > 1 { (look::tabs(&visit.t("version-compare-with"), &others)) }
        (look::section("changes", visit.t("version-changes"), differences(visit, &found, &after)))
    };
    visit.page(title.clone()).show(page).await
}
