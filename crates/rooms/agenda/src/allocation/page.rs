//! What came of a fund, for everybody, and what came of a project.

use ::store::Read;
use kernel::{Context, Result};
use maud::{Markup, html};
use web::look::chart::Unit;
use web::look::chart::bars::{Bar, Bars};
use web::look::{self, Table};
use web::{Answer, Routes, Visit};

use super::acts::count_fund;
use super::compare::{self, mark, on_ballot, score_title};
use super::{Allocation, Line, store, why};
use crate::fund::ballot::Ballot;
use crate::fund::{Fund, OPEN, READ, Rule};
use crate::project::{self, Project};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("funds/rules", &READ, compare::rules)
        .page("funds/{n}/compare", &READ, compare::show)
        .page("funds/{n}/share", &READ, super::own::show)
        .form("funds/{n}/count", &OPEN, count)
}

async fn count(visit: Visit) -> Result<Answer> {
    let number: i64 = visit.part("n")?;
    count_fund(&visit, number).await?;
    Ok(visit.done(&visit.href(&format!("funds/{number}")), "fund-counted"))
}

/// What came of a fund, as its page shows it.
pub(crate) struct Came {
    allocations: Vec<Allocation>,
    people: i64,
    /// The ballot of whoever looks.
    own: Option<Ballot>,
}

impl Came {
    pub(crate) async fn read(
        cx: &Context,
        read: &mut Read,
        fund: &Fund,
        people: i64,
        own: Option<Ballot>,
    ) -> Result<Self> {
        Ok(Self { allocations: store::all(read, cx.initiative()?, fund.number).await?, people, own })
    }

    /// What the fixed rule gives; for a fund from a file the recommended one.
    fn main(&self, fund: &Fund) -> Option<&Allocation> {
        let rule = fund.rule.unwrap_or(Rule::Shares);
        self.allocations.iter().find(|allocation| allocation.rule == rule)
    }

    /// What is funded, in a sentence.
    pub(crate) fn lead(&self, visit: &Visit, fund: &Fund, projects: &[Project]) -> String {
        let say = visit.say();
        let decided: Vec<&Project> =
            projects.iter().filter(|project| project.selected == Some(true)).collect();
        let (funded, spent, all) = match self.main(fund) {
            _ if fund.is_imported() && !decided.is_empty() => {
                (decided.len(), decided.iter().map(|project| project.cost).sum(), projects.len())
            }
            Some(main) => (main.funded(), main.spent, main.lines.len()),
            None => return String::new(),
        };
        let args = [
            ("funded", funded.into()),
            ("all", all.into()),
            ("spent", fund.words(say, spent).into()),
            ("money", fund.words(say, fund.amount).into()),
            ("people", self.people.into()),
        ];
        visit.with("allocation-lead", &args)
    }

    /// The result: a picture, a table with the reasons, ties, and the ways on.
    pub(crate) fn draw(&self, visit: &Visit, fund: &Fund, projects: &[Project]) -> Markup {
        let Some(main) = self.main(fund) else { return html! {} };
        let say = visit.say();
        let rule = visit.t(&format!("rule-{}", main.rule.word()));
        let served = visit.with(
            "allocation-served",
            &[("served", main.served.into()), ("people", self.people.into()), ("rule", rule.as_str().into())],
        );
        let title = if fund.is_imported() {
            visit.with("allocation-title-elsewhere", &[("rule", rule.as_str().into())])
        } else {
            visit.t("allocation-title")
        };
        look::section(
            "result",
            title,
            html! {
                @if fund.is_imported() { p { (decided_there(visit, fund, projects, &self.allocations)) } }
                p { (served) " " (self.beside(visit, main)) }
                (table(visit, fund, projects, main))
                (reach(visit, fund, projects, main).draw(say))
                (ties(visit, projects, main))
                (look::acts(html! {
                    @if self.own.is_some() { (look::do_link(visit.t("share-link"), &visit.href(&fund.path("/share")))) }
                    (look::quiet_link(visit.t("compare-link"), &visit.href(&fund.path("/compare"))))
                    (look::quiet_link(visit.t("pb-link"), &visit.href(&fund.path("/pb"))))
                }))
            },
        )
    }

    /// What the usual rule would have done instead, or the recommended one.
    fn beside(&self, visit: &Visit, main: &Allocation) -> String {
        let other = if main.rule == Rule::Greedy { Rule::Shares } else { Rule::Greedy };
        let Some(other) = self.allocations.iter().find(|allocation| allocation.rule == other) else {
            return String::new();
        };
        let args = [
            ("rule", visit.t(&format!("rule-{}", other.rule.word())).into()),
            ("served", other.served.into()),
            ("funded", other.funded().into()),
        ];
        visit.with("allocation-beside", &args)
    }
}

/// What was decided where a fund came from, and whether a rule gives the same.
fn decided_there(visit: &Visit, fund: &Fund, projects: &[Project], allocations: &[Allocation]) -> String {
    let known = projects.iter().any(|project| project.selected.is_some());
    if !known {
        return visit.t("allocation-not-said");
    }
    let same = allocations.iter().find(|allocation| {
        let agrees = |project: &Project| {
            allocation.of(project.number).is_some_and(Line::is_funded) == (project.selected == Some(true))
        };
        projects.iter().all(agrees)
    });
    match same {
        Some(allocation) => visit.with(
            "allocation-there-as",
            &[
                ("rule", visit.t(&format!("rule-{}", allocation.rule.word())).into()),
                ("title", fund.title.as_str().into()),
            ],
        ),
        None => visit.t("allocation-there-other"),
    }
}

fn table(visit: &Visit, fund: &Fund, projects: &[Project], main: &Allocation) -> Markup {
    let say = visit.say();
    let row = |project: &Project| {
        let line = main.of(project.number)?;
        let name = html! { a href=(visit.href(&project.path(""))) dir="auto" { (project.title) } };
        let came = html! {
            (mark(visit, line))
            @if let Some(selected) = project.selected {
                small.under { (visit.t(if selected { "allocation-was-funded" } else { "allocation-was-not" })) }
            }
        };
        let cells = vec![
            name,
            html! { (fund.words(say, project.cost)) },
            html! { (say.count(line.score)) },
            came,
            html! { (why::words(visit, fund, main.rule, line)) },
        ];
        Some((project.title.clone(), cells))
    };
    Table::new(
        visit.with("allocation-caption", &[("rule", visit.t(&format!("rule-{}", main.rule.word())).into())]),
    )
    .column(visit.t("project-project"))
    .number(visit.t("project-costs"))
    .number(score_title(visit, fund))
    .column(visit.t("allocation-came"))
    .column(visit.t("allocation-why"))
    .rows_by_name(projects.iter().filter(|project| on_ballot(project)).filter_map(row))
    .draw()
}

/// How far each project got: what its supporters could pay of its cost, or what was left of the money at its turn.
fn reach(visit: &Visit, fund: &Fund, projects: &[Project], main: &Allocation) -> Bars {
    let bar = |project: &Project| {
        let line = main.of(project.number)?;
        let short = line.short_by.as_ref().and_then(|short| fund.money().about(short).parse::<f64>().ok());
        let cost = project.cost as f64 / fund.money().unit() as f64;
        let reached = match (line.is_funded(), short) {
            (true, _) => Some(1.0),
            (false, Some(short)) if cost > 0.0 => Some(1.0 - short / cost),
            _ => None,
        };
        let note = visit.t(if line.is_funded() { "allocation-funded" } else { "allocation-not" });
        Some(Bar { name: project.title.clone(), value: reached, note })
    };
    Bars {
        title: visit.t(&format!("reach-{}", main.rule.word())),
        names: visit.t("project-project"),
        amounts: visit.t("reach-amount"),
        unit: Unit::Share(0),
        bars: projects.iter().filter(|project| on_ballot(project)).filter_map(bar).collect(),
        target: None,
        caption: html! { (visit.t("reach-caption")) },
    }
}

/// What was equally good, and how that was decided.
fn ties(visit: &Visit, projects: &[Project], main: &Allocation) -> Markup {
    let title = |number: i64| {
        projects
            .iter()
            .find(|project| project.number == number)
            .map(|project| project.title.clone())
            .unwrap_or_default()
    };
    html! {
        @if !main.ties.is_empty() {
            details.twin {
                summary { (visit.with("ties-summary", &[("count", main.ties.len().into())])) }
                ul { @for tie in &main.ties { li { span dir="auto" { (tie.iter().map(|number| title(*number)).collect::<Vec<_>>().join(" · ")) } } } }
            }
        }
    }
}

/// What came of one project under each rule, on its page.
pub(crate) async fn of_project(
    visit: &Visit,
    read: &mut Read,
    fund: &Fund,
    project: &Project,
) -> Result<Markup> {
    let mut allocations = store::all(read, visit.initiative()?, fund.number).await?;
    let main = fund.rule.unwrap_or(Rule::Shares);
    allocations.sort_by_key(|allocation| allocation.rule != main);
    let lines: Vec<(Rule, &Line)> = allocations
        .iter()
        .filter_map(|allocation| Some((allocation.rule, allocation.of(project.number)?)))
        .collect();
    let Some((rule, line)) = lines.first() else { return Ok(html! {}) };
    let (first, others) =
        (html! { p { (mark(visit, line)) } p { (why::words(visit, fund, *rule, line)) } }, &lines[1..]);
    Ok(html! {
        (look::section("result", visit.t(&format!("rule-{}", rule.word())), html! {
            (first)
            @if line.paid.is_some() { (payers(visit, line).draw(visit.say())) }
            @if line.is_funded() && !fund.is_imported() { (carry(visit, project)) }
        }))
        (look::section("others", visit.t("allocation-other-rules"), html! {
            @for (rule, line) in others {
                p { b { (visit.t(&format!("rule-{}", rule.word()))) } " " (mark(visit, line)) }
                p { (why::words(visit, fund, *rule, line)) }
            }
        }))
    })
}

/// Who paid for a project: a picture of its supporters.
fn payers(visit: &Visit, line: &Line) -> Bars {
    let bar =
        |key: &str, count: i64| Bar { name: visit.t(key), value: Some(count as f64), note: String::new() };
    Bars {
        title: visit.t("payers-title"),
        names: visit.t("payers-who"),
        amounts: visit.t("payers-people"),
        unit: Unit::Number(0),
        bars: vec![
            bar("payers-full", line.in_full),
            bar("payers-rest", line.the_rest),
            bar("payers-nothing", line.none_left),
        ],
        target: None,
        caption: html! { (visit.with("payers-caption", &[("supporters", line.supporters.into())])) },
    }
}

/// The way to a promise that carries it.
fn carry(visit: &Visit, project: &Project) -> Markup {
    let href = format!("commitments/new?about={}&text={}", project.about(), web::encoded(&project.title));
    html! {
        @if visit.could(&project::PROPOSE) {
            p { (visit.t("project-carry")) }
            (look::acts(look::do_link(visit.t("project-carry-link"), &visit.href(&href))))
        }
    }
}
