//! Shared budgets in a list, and one: before voting its projects, while it is open the ballot, after it what came of it.

use ::store::Read;
use kernel::{Context, Error, Problems, Result};
use maud::{Markup, html};
use web::look::{self, Standing};
use web::text::Say;
use web::{Answer, Panel, Routes, Visit, new_key};

use super::acts::EndFund;
use super::ballot::page::Paper;
use super::ballot::{self, Ballot, VOTE};
use super::{Fund, IMPORT, OPEN, Phase, READ, rule, store};
use crate::allocation::page::Came;
use crate::project::{self, PROPOSE, Project};
use crate::vote::page::voice;
use crate::{day, due, is_neutral};

/// Budgets on one page.
const PAGE: usize = 20;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("funds", &READ, list)
        .page("funds/{n}", &READ, one)
        .form("funds/{n}/end", &OPEN, end)
        .and(super::form::routes())
        .and(rule::routes())
        .and(ballot::page::routes())
}

async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let now = crate::clock(&visit, &mut read).await?;
    let paging = visit.paging(PAGE);
    let (all, open) = store::counts(&mut read, initiative, now).await?;
    let mut lines = Vec::new();
    for fund in store::part(&mut read, initiative, paging.part()).await? {
        let (ballots, _) = store::ballots(&mut read, initiative, fund.number).await?;
        lines.push((fund, ballots));
    }
    drop(read);
    let lead = visit.with("funds-lead", &[("all", all.into()), ("open", open.into())]);
    let first = html! {
        @if visit.offers(&OPEN) { (look::do_link(visit.t("fund-open-link"), &visit.href("funds/new"))) }
        @if visit.offers(&IMPORT) { (look::quiet_link(visit.t("pb-import-link"), &visit.href("funds/import"))) }
        (look::quiet_link(visit.t("rules-link"), &visit.href("funds/rules")))
    };
    let page = html! {
        (look::page_head(visit.t("funds-term"), visit.t("funds-title"), lead))
        @if all == 0 {
            (look::empty(visit.say(), visit.t("funds-empty"), html! { p { (visit.t("funds-example")) } }, first))
        } @else {
            @for (fund, ballots) in &lines {
                @let phase = fund.phase(now);
                section.part {
                    h2 { a href=(visit.href(&fund.path(""))) dir="auto" { (fund.title) } }
                    p { (state(&visit, phase)) " " (lead_of(&visit, fund, phase, *ballots)) }
                }
            }
            (paging.draw(&visit, all as usize, ""))
            (look::acts(first))
        }
    };
    visit.page(visit.t("funds-title")).live().show(page).await
}

/// On the front page: a budget in which people vote now.
pub(crate) async fn panel(cx: &Context, read: &mut Read, say: &Say) -> Result<Option<Panel>> {
    if !cx.could(&READ) {
        return Ok(None);
    }
    let now = crate::clock(cx, read).await?;
    let funds = store::uncounted(read, cx.initiative()?).await?;
    let Some(fund) = funds.into_iter().find(|fund| fund.phase(now) == Phase::Open) else { return Ok(None) };
    let (people, _) = store::ballots(read, cx.initiative()?, fund.number).await?;
    let args = [
        ("money", fund.words(say, fund.amount).into()),
        ("people", people.into()),
        ("closes", say.day(day::last(fund.closes_at)).into()),
    ];
    let href = fund.card(&cx.place()?.slug).href;
    let body = html! {
        p { a href=(href) dir="auto" { (fund.title) } }
        p { (say.with("fund-lead-open", &args)) }
    };
    Ok(Some(Panel { rank: 32, title: say.t("fund-panel"), body }))
}

fn state(visit: &Visit, phase: Phase) -> Markup {
    let standing = match phase {
        Phase::Proposing | Phase::Preparing | Phase::Waiting | Phase::Over => Standing::Waiting,
        Phase::Open => Standing::Better,
        Phase::Counted => Standing::Done,
    };
    look::tag(standing, visit.t(&format!("fund-state-{}", phase.word())))
}

/// How a budget stands, in a sentence.
fn lead_of(visit: &Visit, fund: &Fund, phase: Phase, ballots: i64) -> String {
    let say = visit.say();
    let until = fund.proposals_until.unwrap_or(fund.opens_at);
    let args = [
        ("money", fund.words(say, fund.amount).into()),
        ("until", say.day(day::last(until)).into()),
        ("opens", say.day(fund.opens_at).into()),
        ("closes", say.day(day::last(fund.closes_at)).into()),
        ("people", ballots.into()),
    ];
    visit.with(&format!("fund-lead-{}", phase.word()), &args)
}

/// The fund asked for.
pub(crate) async fn asked(visit: &Visit, read: &mut Read) -> Result<Fund> {
    store::numbered(read, visit.initiative()?, visit.part("n")?).await?.ok_or(Error::Missing)
}

/// Where one comes from: the fund.
pub(crate) fn back(visit: &Visit, fund: &Fund) -> Markup {
    html! { a href=(visit.href(&fund.path(""))) dir="auto" { (fund.title) } }
}

async fn one(visit: Visit) -> Result<Answer> {
    show(&visit, None).await
}

async fn end(visit: Visit) -> Result<Answer> {
    let number: i64 = visit.part("n")?;
    visit.execute(EndFund { fund: number }).await?;
    Ok(visit.done(&visit.href(&format!("funds/{number}")), "fund-ended"))
}

/// What a fund's page is drawn from.
struct Picture {
    fund: Fund,
    phase: Phase,
    ballots: i64,
    projects: Vec<Project>,
    before: Option<Ballot>,
}

/// The page of a fund; with what is wrong with the ballot that was just sent.
pub(crate) async fn show(visit: &Visit, problems: Option<Problems>) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let fund = asked(visit, &mut read).await?;
    let now = crate::clock(visit, &mut read).await?;
    let picture = Picture {
        phase: fund.phase(now),
        ballots: store::ballots(&mut read, initiative, fund.number).await?.0,
        projects: project::store::all(&mut read, initiative, fund.number).await?,
        before: ballot::own(visit, &mut read, &fund, voice(visit).as_ref()).await?,
        fund,
    };
    let Picture { fund, phase, ballots, projects, before } = &picture;
    let came = Came::read(visit, &mut read, fund, *ballots, before.clone()).await?;
    drop(read);
    let wrong = problems.is_some();
    let lead = match phase {
        Phase::Counted => came.lead(visit, fund, projects),
        _ => lead_of(visit, fund, *phase, *ballots),
    };
    let page = html! {
        (look::page_head(kicker(visit, &picture), html! { span dir="auto" { (fund.title) } }, lead))
        @match phase {
            Phase::Open => (voting(visit, &picture, problems)?),
            Phase::Over => (to_count(visit, fund, due::is_late(fund.closes_at, now))),
            Phase::Counted => (came.draw(visit, fund, projects)),
            _ => {}
        }
        (about(visit, fund))
        @if phase.before_voting() { (project::page::before_voting(visit, fund, *phase, projects)) }
        (rule::section(visit, fund, *phase))
        (running(visit, fund, *phase))
    };
    let shown = visit.page(fund.title.clone()).about(fund.about()).live();
    if wrong { shown.unprocessable() } else { shown }.show(page).await
}

fn kicker(visit: &Visit, picture: &Picture) -> Markup {
    let Picture { fund, phase, .. } = picture;
    html! {
        a href=(visit.href("funds")) { (visit.t("funds-title")) } " · "
        (visit.t(&format!("fund-state-{}", phase.word()))) " · "
        (visit.t(&format!("fund-for-{}", fund.voters.word())))
    }
}

/// The ballot, or why one has none.
fn voting(visit: &Visit, picture: &Picture, problems: Option<Problems>) -> Result<Markup> {
    let Picture { fund, projects, before, .. } = picture;
    if is_neutral(visit) {
        return Ok(look::small(visit.t("vote-neutral")));
    }
    if !fund.is_for(visit) || !visit.offers(&VOTE) {
        return Ok(html! { p { (visit.t("fund-members-only")) } });
    }
    let accepted = projects.iter().filter(|project| project.state == project::Standing::Accepted);
    let paper = Paper { fund, projects: accepted.cloned().collect(), before: before.clone(), problems };
    let voted = before.is_some();
    Ok(look::section(
        "ballot",
        visit.t("ballot-title"),
        html! {
            @if voted { (look::status(Standing::Done, visit.t("ballot-voted"))) }
            (ballot::page::draw(visit, paper)?)
            (look::small(visit.t("ballot-confidential")))
        },
    ))
}

/// Voting is over and nothing is counted yet: the clock does it, and if it could not, whoever runs the budget.
fn to_count(visit: &Visit, fund: &Fund, late: bool) -> Markup {
    html! {
        @if fund.rule.is_none() { p { (visit.t("fund-never-ruled")) } }
        @else if !late || !visit.could(&OPEN) { p { (visit.t("fund-wait-for-count")) } }
        @else {
            p { (visit.t("fund-to-count")) }
            (look::post_form(&visit.href(&fund.path("/count")), &new_key(), look::acts(look::do_button(visit.t("fund-count")))))
        }
    }
}

/// What there is to know about it.
fn about(visit: &Visit, fund: &Fund) -> Markup {
    let say = visit.say();
    let most = visit.with(&format!("fund-most-{}", fund.way.word()), &[("most", fund.most.into())]);
    let mut facts = vec![
        (visit.t("fund-amount"), fund.words(say, fund.amount)),
        (visit.t("fund-way"), most),
        (visit.t("fund-opens"), say.day(fund.opens_at)),
        (visit.t("fund-closes"), say.day(day::last(fund.closes_at))),
    ];
    if let Some(until) = fund.proposals_until {
        facts.insert(2, (visit.t("fund-proposals_until"), say.day(day::last(until))));
    }
    look::section(
        "about",
        visit.t("fund-about"),
        html! {
            @for line in fund.description.lines().filter(|line| !line.trim().is_empty()) { p dir="auto" { (line) } }
            (look::facts(facts))
        },
    )
}

/// What whoever runs it can do now.
fn running(visit: &Visit, fund: &Fund, phase: Phase) -> Markup {
    html! {
        @if visit.could(&OPEN) && phase.before_voting() {
            (look::acts(look::quiet_link(visit.t("fund-edit-link"), &visit.href(&fund.path("/edit")))))
        }
        @if visit.could(&OPEN) && phase == Phase::Open {
            (look::post_form(&visit.href(&fund.path("/end")), &new_key(), look::acts(look::quiet_button(visit.t("fund-end"), "end", "yes"))))
        }
    }
}

/// Whether this person can propose a project now.
pub(crate) fn takes_proposals(visit: &Visit, phase: Phase) -> bool {
    phase.before_voting() && (visit.could(&OPEN) || (phase == Phase::Proposing && visit.could(&PROPOSE)))
}
