use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Standing, Table, do_button, do_link, facts, quiet_link, small};
use web::{Answer, Routes, Visit};

use super::check::CheckEdition;
use super::{ASSEMBLE, Edition, READ, State, form, report, store};
use crate::{disclosure, surface};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("editions", &READ, list)
        .page("editions/{n}", &READ, show)
        .page("editions/{n}/data.csv", &READ, data)
        .form("editions/{n}/check", &ASSEMBLE, check)
        .and(form::routes())
}

/// The edition of the address, if this viewer may read it.
pub(crate) async fn asked(visit: &Visit, read: &mut ::store::Read) -> Result<Edition> {
    let found = store::numbered(read, visit.initiative()?, visit.part("n")?).await?;
    found.filter(|edition| edition.seen_by(visit)).ok_or(Error::Missing)
}

/// For whoever sees what was published: in which edition that was. Nothing for members, who see what counts now.
pub(crate) async fn note(visit: &Visit, read: &mut ::store::Read) -> Result<Markup> {
    if surface::is_live(visit) {
        return Ok(html! {});
    }
    let Some(latest) = store::latest(read, visit.initiative()?).await? else {
        return Ok(small(visit.t("edition-none-yet")));
    };
    let kept = visit.t(&format!("edition-kept-{}", latest.mode));
    Ok(small(html! {
        (visit.t("edition-seen-in")) " "
        a href=(visit.href(&format!("editions/{}", latest.number))) dir="auto" { (latest.title) }
        ", " (day(visit, &latest)) ". " (kept)
    }))
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let mut editions = store::all(&mut read, visit.initiative()?).await?;
    drop(read);
    editions.retain(|edition| edition.seen_by(&visit));
    let assemble = visit.offers(&ASSEMBLE);
    let begin = assemble.then(|| do_link(visit.t("edition-assemble-link"), &visit.href("editions/new")));
    let title = visit.t("editions-title");
    let published = editions.iter().filter(|edition| edition.is(State::Published)).count();
    let page = html! {
        (look::page_head(visit.t("editions-term"), title.as_str(), visit.with("editions-lead", &[("count", published.into())])))
        @if editions.is_empty() {
            (look::empty(visit.say(), visit.t("editions-empty"), html! {}, begin.unwrap_or_default()))
        } @else {
            (listed(&visit, &editions))
            div.acts { @if let Some(begin) = begin { (begin) } }
        }
        @if visit.offers(&disclosure::CHOOSE) {
            div.acts { (quiet_link(visit.t("disclosure-link"), &visit.href("disclosure"))) }
        }
    };
    visit.page(title).show(page).await
}

fn listed(visit: &Visit, editions: &[Edition]) -> Markup {
    let table = Table::new(visit.t("editions-title"))
        .quiet_caption()
        .column(visit.t("edition-column-title"))
        .column(visit.t("edition-column-state"))
        .column(visit.t("edition-column-day"));
    let row = |table: Table, edition: &Edition| {
        let name = html! { a href=(visit.href(&format!("editions/{}", edition.number))) dir="auto" { (edition.title) } };
        table.row([name, html! { (state(visit, edition)) }, html! { (day(visit, edition)) }])
    };
    editions.iter().fold(table, row).draw()
}

/// How far it has come, in words and shape.
fn state(visit: &Visit, edition: &Edition) -> Markup {
    let words = match edition.issue {
        Some(issue) => visit.with("edition-issue", &[("issue", issue.into())]),
        None => visit.t(&format!("edition-state-{}", edition.state)),
    };
    look::status(if edition.issue.is_some() { Standing::Done } else { Standing::Waiting }, words)
}

fn day(visit: &Visit, edition: &Edition) -> String {
    visit.say().day(edition.published_at.or(edition.checked_at).unwrap_or(edition.made_at))
}

async fn show(visit: Visit) -> Result<Answer> {
    shown(&visit, None).await
}

/// The page of an edition; `wrong` is why it could not be checked.
async fn shown(visit: &Visit, wrong: Option<Markup>) -> Result<Answer> {
    let mut read = visit.read().await?;
    let edition = asked(visit, &mut read).await?;
    let initiative = visit.initiative()?;
    let latest = store::latest(&mut read, initiative).await?;
    let corrects = match edition.corrects {
        Some(number) => store::numbered(&mut read, initiative, number).await?,
        None => None,
    };
    let report = report::Report::load(&mut read, initiative, &edition).await?;
    drop(read);
    let kicker = html! {
        a href=(visit.href("editions")) { (visit.t("editions-title")) } " / " (state(visit, &edition))
    };
    let title = html! { span dir="auto" { (edition.title) } };
    let page = html! {
        (look::page_head(kicker, title, html! { span dir="auto" { (edition.words) } }))
        @if let Some(wrong) = &wrong { (wrong) }
        (standing(visit, &edition, latest.as_ref(), corrects.as_ref()))
        (steps(visit, &edition, &report))
        (report.draw(visit, &edition))
        (foot(visit, &edition))
    };
    let answer = visit.page(&edition.title).about(edition.about());
    if wrong.is_some() { answer.unprocessable() } else { answer }.show(page).await
}

/// What a reader must know before reading: whether it is the latest, what it corrects, how small numbers are kept.
fn standing(
    visit: &Visit,
    edition: &Edition,
    latest: Option<&Edition>,
    corrects: Option<&Edition>,
) -> Markup {
    let link = |edition: &Edition| {
        html! { a href=(visit.href(&format!("editions/{}", edition.number))) dir="auto" { (edition.title) } }
    };
    let newer = latest.filter(|latest| edition.issue.is_some() && latest.issue > edition.issue);
    html! {
        @if let Some(corrected) = corrects { p { (visit.t("edition-corrects-words")) " " (link(corrected)) } }
        @if let Some(newer) = newer { p { (visit.t("edition-newer")) " " (link(newer)) } }
        @if edition.issue.is_some() {
            (small(visit.with("edition-published-on", &[("day", day(visit, edition).into())])))
        }
        @if !edition.is(State::Assembling) {
            (small(visit.t(&format!("edition-kept-{}", edition.mode))))
            @if edition.confidential { (small(visit.t("edition-kept-confidential"))) }
        }
    }
}

/// What whoever puts it together does next, and what members are asked.
fn steps(visit: &Visit, edition: &Edition, report: &report::Report) -> Markup {
    if edition.is(State::Published) {
        return html! {};
    }
    let here = format!("editions/{}", edition.number);
    let counts = [("shown", report.shown.into()), ("hidden", report.hidden.into())];
    let check = look::post_form(
        &visit.href(&format!("{here}/check")),
        &web::new_key(),
        html! {
            input type="hidden" name="seen" value=(edition.version);
            (do_button(visit.t(if edition.is(State::Preview) { "edition-check-again" } else { "edition-check" })))
        },
    );
    let propose = visit.href(&format!("decisions/new?adopts={}/{}", edition.about(), edition.version));
    html! {
        (look::sheet(html! {
            @if edition.is(State::Preview) {
                p { (visit.with("edition-preview-words", &counts)) }
                div.acts { (do_link(visit.t("edition-propose"), &propose)) }
            } @else { p { (visit.t("edition-assembling-words")) } }
            @if visit.offers(&ASSEMBLE) {
                (check)
                div.acts { (quiet_link(visit.t("edition-change"), &visit.href(&format!("{here}/edit")))) }
                @if !report.reasons.is_empty() {
                    details.twin {
                        summary { (visit.t("edition-reasons")) }
                        (facts(report.reasons.iter().map(|(reason, count)| {
                            (visit.t(&format!("edition-reason-{}", reason.replace(' ', "-"))), count.to_string())
                        })))
                    }
                }
            }
        }))
    }
}

fn foot(visit: &Visit, edition: &Edition) -> Markup {
    html! {
        @if !edition.is(State::Assembling) {
            div.acts {
                (quiet_link(visit.t("edition-data"), &visit.href(&format!("editions/{}/data.csv", edition.number))))
                (quiet_link(visit.t("scorecard-title"), &visit.href("measures")))
            }
        }
    }
}

async fn check(visit: Visit) -> Result<Answer> {
    let number: i64 = visit.part("n")?;
    let act = CheckEdition::of(number, visit.sent().parse("seen").unwrap_or(0));
    match act.beside(&visit).await {
        Ok(_) => Ok(visit.done(&visit.href(&format!("editions/{number}")), "edition-checked")),
        Err(Error::Invalid(problems)) => {
            let summary = visit.form_again("edition", problems).summary();
            shown(&visit, Some(summary)).await
        }
        Err(error) => Err(error),
    }
}

/// The numbers as they were published, as a file.
async fn data(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let edition = asked(&visit, &mut read).await?;
    if edition.is(State::Assembling) {
        return Err(Error::Missing);
    }
    let report = report::Report::load(&mut read, visit.initiative()?, &edition).await?;
    drop(read);
    let name = format!("edition-{}.csv", edition.number);
    Ok(Answer::file("text/csv; charset=utf-8", &name, report.csv()))
}
