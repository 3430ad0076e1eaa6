use kernel::{Error, Owner, Problem, Result};
use maud::{Markup, html};
use people::Partner;
use signals::Pooled;
use web::look::{self, Standing, Table, Wait, do_button, quiet_button, quiet_link, section};
use web::{Answer, Routes, Visit, words_of};

use super::acts::{Begun, KeepDraft};
use super::{Owed, Report, Typed, mine};
use crate::delegate;
use crate::dimension::{self, Dimension};
use crate::duty::{self, Duty};
use crate::measure::{Measure, READ_PARTS};
use crate::submission::acts::{AcceptReport, SendReport};
use crate::submission::form::{Fields, asked_by, minutes, minutes_field};
use crate::submission::{self, ACCEPT, SEND, Submission};

/// Numbers that are asked for at once; a page with more is not filled in on a phone.
const AT_ONCE: usize = 8;
/// Numbers that are shown beside the whole at once.
const BESIDE: usize = 24;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("reporting", &READ_PARTS, begin)
        .page("reporting/{partner}", &READ_PARTS, show)
        .form("reporting/{partner}", &SEND, send)
        .form("reporting/{partner}/accept", &ACCEPT, accept)
}

/// The one partner somebody reports for, or those to choose from.
async fn begin(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let cx = delegate::standing_in(&visit, &mut read).await?;
    let partners = mine(&cx, &mut read).await?;
    drop(read);
    if let [partner] = partners.as_slice() {
        return Ok(Answer::go(&visit.href(&format!("reporting/{}", partner.number))));
    }
    let title = visit.t("report-title");
    let page = html! {
        (look::page_head(visit.t("scorecard-term"), title.as_str(), visit.with("report-begin-lead", &[("count", partners.len().into())])))
        @if partners.is_empty() { (look::empty(visit.say(), visit.t("report-empty"), html! {}, html! {})) }
        @else {
            ul.loop role="list" {
                @for partner in &partners {
                    li { a href=(visit.href(&format!("reporting/{}", partner.number))) dir="auto" { (partner.name) } }
                }
            }
        }
    };
    visit.page(title).show(page).await
}

/// The partner of the address, if the viewer reports for it.
pub(crate) async fn asked(visit: &Visit, read: &mut ::store::Read) -> Result<Partner> {
    visit.person()?;
    let number: i64 = visit.part("partner")?;
    let cx = delegate::standing_in(visit, read).await?;
    mine(&cx, read).await?.into_iter().find(|partner| partner.number == number).ok_or(Error::Missing)
}

/// What the form's fields of one owed number end with.
fn suffix(duty: i64, period: &str) -> String {
    format!("~{duty}~{period}")
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partner = asked(&visit, &mut read).await?;
    drop(read);
    draw(&visit, &partner, &[]).await
}

/// A number of the form that was sent: duty, period, what was typed.
struct Row {
    duty: i64,
    period: String,
    typed: Typed,
}

fn rows(visit: &Visit) -> Vec<Row> {
    let sent = visit.sent();
    let row = |row: &str| {
        let (duty, period) = row.split_once(' ')?;
        let duty: i64 = duty.parse().ok()?;
        Some(Row { duty, period: period.to_owned(), typed: Typed::of(sent, &suffix(duty, period)) })
    };
    sent.all("row").filter_map(row).collect()
}

async fn send(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partner = asked(&visit, &mut read).await?;
    drop(read);
    let here = visit.href(&format!("reporting/{}", partner.number));
    let mut rows = rows(&visit);
    if visit.sent().get("draft") == "yes" {
        let begun = |row: Row| Begun { duty: row.duty, period: row.period, typed: row.typed.0 };
        visit.execute(KeepDraft { begun: rows.into_iter().map(begun).collect() }).await?;
        return Ok(visit.done(&here, "submission-kept"));
    }
    rows.retain(|row| row.typed.begun());
    let mut numbers = Vec::new();
    let mut read = visit.read().await?;
    for row in &rows {
        let duty = duty::store::numbered(&mut read, visit.initiative()?, row.duty).await?;
        let dimensions = dimensions(&visit, &mut read, &duty.ok_or(Error::Missing)?).await?;
        numbers.push(row.typed.sending(&visit, row.duty, &row.period, &dimensions));
    }
    drop(read);
    match visit.execute(SendReport { numbers, minutes: minutes(&visit) }).await {
        Ok(_) => Ok(visit.done(&here, "report-sent")),
        Err(Error::Invalid(problems)) => {
            // The act says in which of the numbers; the form knows each by its duty and period.
            let place = |mut problem: Problem| {
                let row = problem.row.take().and_then(|row| rows.get(row - 1));
                (row.map(|row| suffix(row.duty, &row.period)), problem)
            };
            let problems: Vec<_> = problems.0.into_iter().map(place).collect();
            draw(&visit, &partner, &problems).await
        }
        Err(error) => Err(error),
    }
}

/// By what a duty's numbers are told apart.
async fn dimensions(visit: &Visit, read: &mut ::store::Read, duty: &Duty) -> Result<Vec<Dimension>> {
    let all = dimension::store::of_measure(read, visit.initiative()?, duty.measure).await?;
    Ok(asked_by(all, duty.place.is_some()))
}

async fn accept(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let partner = asked(&visit, &mut read).await?;
    drop(read);
    visit.execute(AcceptReport { partner: partner.id }).await?;
    Ok(visit.done(&visit.href(&format!("reporting/{}", partner.number)), "submission-accepted"))
}

/// A number that waits, with what the whole is without it.
struct Beside<'a> {
    submission: &'a Submission,
    measure: &'a Measure,
    others: Option<Pooled>,
}

async fn draw(visit: &Visit, partner: &Partner, problems: &[(Option<String>, Problem)]) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let report = Report::of(visit, &mut read, partner.id).await?;
    let owner = Owner::Partnership(partner.id.0);
    let accepts = delegate::accepting(visit, &mut read).await?.can(&ACCEPT, owner);
    let mut beside = Vec::new();
    for (submission, measure) in report.waiting.iter().take(BESIDE) {
        let (_, others) =
            submission::store::others(&mut read, initiative, submission.cycle, submission.duty).await?;
        beside.push(Beside { submission, measure, others });
    }
    let mut told_apart = Vec::new();
    for owed in report.owed.iter().take(AT_ONCE) {
        told_apart.push(dimensions(visit, &mut read, &owed.duty).await?);
    }
    drop(read);
    let title = visit.t("report-title");
    let page = html! {
        (look::page_head(html! { span dir="auto" { (partner.name) } }, title.as_str(), lead(visit, &report)))
        (questions(visit, &report))
        (waiting(visit, partner, &report, &beside, accepts))
        (owed(visit, partner, &report, &told_apart, problems))
        (ways(visit, partner, &report))
    };
    let answer = visit.page(title);
    if problems.is_empty() { answer.live() } else { answer.unprocessable() }.show(page).await
}

fn lead(visit: &Visit, report: &Report) -> String {
    let due = report.owed.first().and_then(|owed| owed.cycle.due);
    let words = match due {
        Some(due) => visit.with(
            "report-lead-due",
            &[("count", report.owed.len().into()), ("day", visit.say().day(due).into())],
        ),
        None => visit.with("report-lead", &[("count", report.owed.len().into())]),
    };
    let counting = [("counting", report.counting.into()), ("all", report.all.into())];
    if report.all == 0 {
        visit.t("report-nothing-asked")
    } else {
        format!("{words} {}", visit.with("report-counting", &counting))
    }
}

fn questions(visit: &Visit, report: &Report) -> Markup {
    let wait = |(query, about, measure): &(crate::query::Query, Submission, Measure)| Wait {
        href: visit.href(&format!("submissions/{}#questions", about.number)),
        title: query.question.clone(),
        detail: format!("{}, {} · {}", measure.name, about.label, query.asked_by),
        act: visit.t("query-answer-do"),
    };
    let list: Vec<Wait> = report.asked.iter().map(wait).collect();
    html! { @if !list.is_empty() { (section("asked", visit.t("report-asked"), look::waits(&list))) } }
}

fn rate(visit: &Visit, measure: &Measure, period: &str, parts: Option<Pooled>) -> String {
    let version = measure.at(period);
    parts.map_or_else(String::new, |parts| {
        look::chart::value_words(visit.say(), &version.chart_unit(), version.value(parts))
    })
}

/// What was sent, mine beside the whole, and the one button that makes it count.
fn waiting(
    visit: &Visit,
    partner: &Partner,
    report: &Report,
    beside: &[Beside<'_>],
    accepts: bool,
) -> Markup {
    if report.waiting.is_empty() {
        return html! {};
    }
    let mut table = Table::new(visit.t("report-waiting"))
        .quiet_caption()
        .column(visit.t("scorecard-measure"))
        .number(visit.t("report-mine"))
        .number(visit.t("preview-without"))
        .number(visit.t("preview-with"));
    for Beside { submission, measure, others } in beside {
        let (mine, period) = (submission.parts(), submission.period.as_str());
        let together = others.map_or(mine, |others| others.and(mine));
        let without = others.map(|others| rate(visit, measure, period, Some(others)));
        table = table.row([
            html! {
                a href=(visit.href(&format!("submissions/{}", submission.number))) dir="auto" { (measure.name) ", " (submission.label) }
            },
            html! { (rate(visit, measure, period, Some(mine))) },
            html! { (without.unwrap_or_else(|| visit.t("report-none-yet"))) },
            html! { (rate(visit, measure, period, Some(together))) },
        ]);
    }
    let count = [("count", report.waiting.len().into())];
    let action = visit.href(&format!("reporting/{}/accept", partner.number));
    let body = html! {
        p { (visit.t("report-waiting-lead")) }
        (look::sheet(table.draw()))
        @if report.waiting.len() > beside.len() {
            p.small { (visit.with("report-more", &[("count", (report.waiting.len() - beside.len()).into())])) }
        }
        @if accepts {
            (look::post_form(&action, &web::new_key(), look::acts(do_button(visit.with("report-accept", &count)))))
        } @else { p { (look::status(Standing::Waiting, visit.t("submission-waits-for-partner"))) } }
    };
    section("waiting", visit.t("report-waiting"), body)
}

/// The form of all that is owed.
fn owed(
    visit: &Visit,
    partner: &Partner,
    report: &Report,
    told_apart: &[Vec<Dimension>],
    problems: &[(Option<String>, Problem)],
) -> Markup {
    if report.owed.is_empty() {
        return html! {};
    }
    let again = visit.sent().has("row");
    let mut summary = Vec::new();
    let mut sets = Vec::new();
    for (owed, dimensions) in report.owed.iter().zip(told_apart) {
        let suffix = suffix(owed.duty.number, &owed.cycle.period);
        let own: Vec<Problem> = problems
            .iter()
            .filter(|(of, _)| of.as_deref() == Some(suffix.as_str()))
            .map(|(_, problem)| problem.clone())
            .collect();
        let typed = if again {
            Typed::of(visit.sent(), &suffix)
        } else {
            owed.draft.as_ref().map(super::Draft::typed).unwrap_or_default()
        };
        let fields = Fields {
            visit,
            version: owed.measure.at(&owed.cycle.period),
            period: &owed.cycle.period,
            dimensions,
            suffix,
            typed: &typed,
            problems: &own,
            last: owed.last.as_ref(),
        };
        let name = format!("{}, {}", owed.measure.name, owed.cycle.label);
        summary.extend(fields.summary(&name));
        sets.push(one(visit, owed, &name, &fields));
    }
    for (_, problem) in problems.iter().filter(|(of, _)| of.is_none()) {
        let field = if problem.field == "minutes" { "minutes" } else { "" };
        summary.push(look::Problem::new(field, words_of(visit.say(), problem)));
    }
    let whole: Vec<Problem> =
        problems.iter().filter(|(of, _)| of.is_none()).map(|(_, p)| p.clone()).collect();
    let more = report.owed.len().saturating_sub(AT_ONCE);
    let send = visit.t("report-send");
    let form = html! {
        @for set in &sets { (set) }
        @if more > 0 { p { (visit.with("report-more", &[("count", more.into())])) } }
        (minutes_field(visit, &whole))
        (look::acts(html! {
            @if report.waiting.is_empty() { (do_button(send)) } @else { (quiet_button(send, "send", "yes")) }
            (quiet_button(visit.t("submission-keep"), "draft", "yes"))
        }))
    };
    let action = visit.href(&format!("reporting/{}", partner.number));
    html! {
        (look::error_summary(visit.say(), &summary))
        (section("owed", visit.t("report-owed"), html! {
            p { (visit.t("report-owed-lead")) }
            (look::post_form(&action, &web::new_key(), form))
        }))
    }
}

fn one(visit: &Visit, owed: &Owed, name: &str, fields: &Fields<'_>) -> Markup {
    let now = visit.now();
    let due = owed.cycle.due.map(|due| {
        let words = visit.with("cycle-due-by", &[("day", visit.say().day(due).into())]);
        look::status(if due < now { Standing::Waiting } else { Standing::Plain }, words)
    });
    let kept = owed.draft.as_ref().map(|draft| {
        let args =
            [("name", draft.saved_by.as_str().into()), ("day", visit.say().day(draft.saved_at).into())];
        visit.with("report-kept", &args)
    });
    let row = format!("{} {}", owed.duty.number, owed.cycle.period);
    look::fieldset(
        html! { span dir="auto" { (name) } },
        html! {
            input type="hidden" name="row" value=(row);
            p.small { @if let Some(due) = due { (due) } @if let Some(kept) = kept { " " (kept) } }
            (fields.draw())
        },
    )
}

/// Other ways: a file, somebody else, the whole list.
fn ways(visit: &Visit, partner: &Partner, report: &Report) -> Markup {
    let file =
        report.owed.first().map(|owed| visit.href(&format!("measures/{}/import", owed.measure.number)));
    let names = visit.can(&delegate::NAME, Owner::Partnership(partner.id.0));
    html! {
        div.acts {
            @if report.owed.is_empty() && report.waiting.is_empty() { (quiet_link(visit.t("scorecard-title"), &visit.href("measures"))) }
            @if !report.owed.is_empty() { (quiet_link(visit.t("workbook-link"), &visit.href(&format!("reporting/{}/workbook", partner.number)))) }
            @if let Some(file) = file { (quiet_link(visit.t("import-link"), &file)) }
            @if names { (quiet_link(visit.t("delegate-link"), &visit.href(&format!("reporting/{}/delegates", partner.number)))) }
        }
    }
}
