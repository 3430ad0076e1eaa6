//! Projects in a list that can be searched, and one project, with the form that judges it.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Field, Standing as Mark, Table};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::JudgeProject;
use super::{JUDGE, Project, Standing, store};
use crate::allocation;
use crate::fund::page::{asked, back, takes_proposals};
use crate::fund::{self, Fund, Phase};

/// Projects on one page.
const PAGE: usize = 50;
/// So many stand on the fund's own page.
const FEW: usize = 12;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("funds/{n}/projects", &fund::READ, list)
        .page("funds/{n}/projects/{p}", &fund::READ, one)
        .form("funds/{n}/projects/{p}/judge", &JUDGE, judge)
        .and(super::form::routes())
}

/// What there is so far, on the fund's page before anybody votes.
pub(crate) fn before_voting(visit: &Visit, fund: &Fund, phase: Phase, projects: &[Project]) -> Markup {
    let propose = html! {
        @if takes_proposals(visit, phase) {
            (look::quiet_link(visit.t("project-propose-link"), &visit.href(&fund.path("/projects/new"))))
        }
    };
    let waiting = projects.iter().filter(|project| project.state == Standing::Proposed).count();
    look::section(
        "projects",
        visit.t("projects-title"),
        html! {
            @if projects.is_empty() { p { (visit.t("projects-none-yet")) } }
            @else if projects.len() <= FEW { (table(visit, fund, projects)) }
            @if waiting > 0 && visit.could(&JUDGE) {
                p { (look::status(Mark::Waiting, visit.with("projects-waiting", &[("count", waiting.into())]))) }
            }
            (look::acts(html! {
                (propose)
                @if projects.len() > FEW {
                    (look::quiet_link(visit.with("projects-all", &[("count", projects.len().into())]), &visit.href(&fund.path("/projects"))))
                }
            }))
        },
    )
}

fn table(visit: &Visit, fund: &Fund, projects: &[Project]) -> Markup {
    let rows = projects.iter().map(|project| {
        let name = html! {
            a href=(visit.href(&project.path(""))) dir="auto" { (project.title) }
            @if !project.place.is_empty() { small dir="auto" { (project.place) } }
        };
        let cost = html! { (fund.words(visit.say(), project.cost)) };
        (project.title.clone(), vec![name, cost, status(visit, project)])
    });
    Table::new(visit.t("projects-caption"))
        .quiet_caption()
        .column(visit.t("project-project"))
        .number(visit.t("project-costs"))
        .column(visit.t("project-state"))
        .rows_by_name(rows)
        .draw()
}

/// How it stands before people vote, or whether it was funded where it came from.
fn status(visit: &Visit, project: &Project) -> Markup {
    let mark = match project.state {
        Standing::Proposed => Mark::Waiting,
        Standing::Accepted => Mark::Done,
        Standing::Rejected => Mark::Missing,
    };
    look::status(mark, visit.t(&format!("project-state-{}", project.state.word())))
}

async fn list(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let fund = asked(&visit, &mut read).await?;
    let phase = fund.now(&visit, &mut read).await?;
    let mut projects = store::all(&mut read, visit.initiative()?, fund.number).await?;
    drop(read);
    let all = projects.len();
    let query = visit.query().get("q").trim().to_lowercase();
    let state: Option<Standing> = visit.query().parse("state");
    projects.retain(|project| {
        let words = format!("{} {} {} {}", project.title, project.place, project.text, project.proposed_by);
        words.to_lowercase().contains(&query) && state.is_none_or(|state| state == project.state)
    });
    projects.sort_by_cached_key(|project| project.title.to_lowercase());
    let found = projects.len();
    let states = [(String::new(), visit.t("projects-any-state"))].into_iter().chain(
        Standing::ALL
            .iter()
            .map(|state| (state.word().to_owned(), visit.t(&format!("project-state-{}", state.word())))),
    );
    let paging = visit.paging(PAGE);
    let form =
        visit.form("projects").start("q", visit.query().get("q")).start("state", visit.query().get("state"));
    let page = html! {
        (look::page_head(back(&visit, &fund), visit.t("projects-title"), visit.with("projects-lead", &[("count", all.into())])))
        form.form.find-here method="get" action=(visit.href(&fund.path("/projects"))) role="search" {
            (form.field("q").optional().draw(visit.say()))
            (form.select("state", &states.collect::<Vec<_>>()))
            (look::quiet_button(visit.t("look-find"), "find", "yes"))
        }
        @if found == 0 { p { (visit.t("projects-nothing-found")) } }
        @else { (table(&visit, &fund, &paging.of(projects))) (further(&visit, &fund, found)) }
        (look::acts(html! {
            @if takes_proposals(&visit, phase) { (look::do_link(visit.t("project-propose-link"), &visit.href(&fund.path("/projects/new")))) }
        }))
    };
    visit.page(visit.t("projects-title")).show(page).await
}

/// The way through a long list: it keeps what was searched for.
fn further(visit: &Visit, fund: &Fund, found: usize) -> Markup {
    let page: usize = visit.query().parse("page").unwrap_or(1).max(1);
    let query = visit.query();
    let href = |page: usize| {
        let (q, state) = (web::encoded(query.get("q")), web::encoded(query.get("state")));
        visit.href(&fund.path(&format!("/projects?q={q}&state={state}&page={page}")))
    };
    let last = found.div_ceil(PAGE);
    let earlier = (page > 1 && page <= last).then(|| href(page - 1));
    let later = (page < last).then(|| href(page + 1));
    look::pager(visit.say(), earlier.as_deref(), later.as_deref())
}

/// The project asked for, of the fund asked for.
pub(super) async fn found(visit: &Visit) -> Result<(Fund, Phase, Project)> {
    let mut read = visit.read().await?;
    let fund = asked(visit, &mut read).await?;
    let phase = fund.now(visit, &mut read).await?;
    let project = store::numbered(&mut read, visit.initiative()?, fund.number, visit.part("p")?).await?;
    Ok((fund, phase, project.ok_or(Error::Missing)?))
}

async fn one(visit: Visit) -> Result<Answer> {
    let (fund, phase, project) = found(&visit).await?;
    show(&visit, (&fund, phase, &project), visit.form("judge"), false).await
}

async fn show(
    visit: &Visit,
    (fund, phase, project): (&Fund, Phase, &Project),
    form: Form<'_>,
    wrong: bool,
) -> Result<Answer> {
    let say = visit.say();
    let mut facts = vec![(visit.t("project-costs"), html! { (fund.words(say, project.cost)) })];
    if !project.place.is_empty() {
        facts.push((visit.t("project-place"), html! { span dir="auto" { (project.place) } }));
    }
    if !project.proposed_by.is_empty() {
        facts.push((visit.t("project-proposed_by"), html! { span dir="auto" { (project.proposed_by) } }));
    }
    let changes = phase.before_voting() && project.is_open_to(visit);
    let came = allocation::page::of_project(visit, &mut visit.read().await?, fund, project).await?;
    let page = html! {
        (look::page_head(back(visit, fund), html! { span dir="auto" { (project.title) } }, lead(visit, fund, phase, project)))
        @for line in project.text.lines().filter(|line| !line.trim().is_empty()) { p dir="auto" { (line) } }
        (look::facts(facts))
        (came)
        @if !project.reason.is_empty() {
            (look::section("reason", visit.t(&format!("project-reason-{}", project.state.word())), html! { p dir="auto" { (project.reason) } }))
        }
        @if phase.before_voting() && visit.could(&JUDGE) { (judging(visit, project, &form)) }
        @if changes { (look::acts(look::quiet_link(visit.t("project-edit-link"), &visit.href(&project.path("/edit"))))) }
        @if phase == Phase::Open {
            (look::acts(look::do_link(visit.t("project-vote-link"), &visit.href(&fund.path("#ballot")))))
        }
    };
    let shown = visit.page(project.title.clone()).about(project.about()).live();
    if wrong { shown.unprocessable() } else { shown }.show(page).await
}

/// How it stands, in a sentence.
fn lead(visit: &Visit, fund: &Fund, phase: Phase, project: &Project) -> String {
    let args = [
        ("cost", fund.words(visit.say(), project.cost).into()),
        ("money", fund.words(visit.say(), fund.amount).into()),
    ];
    let when = if phase.before_voting() { "before" } else { "after" };
    visit.with(&format!("project-lead-{}-{when}", project.state.word()), &args)
}

/// Accepting, or rejecting with a reason.
fn judging(visit: &Visit, project: &Project, form: &Form<'_>) -> Markup {
    let reason: Field = form.field("reason").textarea(2).optional();
    let fields = html! {
        (reason.draw(visit.say()))
        (look::acts(html! {
            @if project.state != Standing::Accepted {
                button.do type="submit" name="verdict" value="accept" { (visit.t("judge-accept")) }
            }
            @if project.state != Standing::Rejected { (look::quiet_button(visit.t("judge-reject"), "verdict", "reject")) }
        }))
    };
    look::section(
        "judge",
        visit.t("judge-title"),
        html! {
            (form.summary())
            (look::post_form(&visit.href(&project.path("/judge")), &new_key(), fields))
        },
    )
}

async fn judge(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = JudgeProject {
        fund: visit.part("n")?,
        project: visit.part("p")?,
        accept: sent.get("verdict") == "accept",
        reason: sent.get("reason").to_owned(),
    };
    let accepted = act.accept;
    match visit.execute(act).await {
        Ok(()) => {
            let (_, _, project) = found(&visit).await?;
            let done = if accepted { "project-accepted" } else { "project-rejected" };
            Ok(visit.done(&visit.href(&project.path("")), done))
        }
        Err(Error::Invalid(problems)) => {
            let (fund, phase, project) = found(&visit).await?;
            show(&visit, (&fund, phase, &project), visit.form_again("judge", problems), true).await
        }
        Err(error) => Err(error),
    }
}
