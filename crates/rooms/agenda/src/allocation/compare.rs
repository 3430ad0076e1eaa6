//! What the rules would do, side by side.

use kernel::Result;
use maud::{Markup, html};
use web::look::{self, Standing, Table};
use web::{Answer, Visit};

use super::{Allocation, Line, example, store, why};
use crate::fund::page::{asked, back};
use crate::fund::{self, Fund, Rule};
use crate::project::{self, Project};

/// What the comparison is about: a fund with its projects.
pub(super) struct Compared<'a> {
    pub(super) fund: &'a Fund,
    pub(super) projects: &'a [Project],
    pub(super) allocations: &'a [Allocation],
    /// How many voted.
    pub(super) people: i64,
}

/// One table of rules, and one of projects under each of them.
pub(super) fn beside(visit: &Visit, compared: &Compared<'_>) -> Markup {
    let Compared { fund, projects, allocations, people } = compared;
    let say = visit.say();
    let mut rules = Table::new(visit.t("compare-rules"))
        .column(visit.t("rule-rule"))
        .number(visit.t("compare-funded"))
        .number(visit.t("compare-spent"))
        .number(visit.t("compare-served"))
        .number(visit.t("compare-ahead"))
        .number(visit.t("compare-behind"));
    for allocation in *allocations {
        let of_greedy =
            |count: i64| if allocation.rule == Rule::Greedy { String::new() } else { say.count(count) };
        rules = rules.row([
            visit.t(&format!("rule-{}", allocation.rule.word())),
            say.count(allocation.funded() as i64),
            fund.words(say, allocation.spent),
            visit.with(
                "compare-of",
                &[("count", say.count(allocation.served).into()), ("all", say.count(*people).into())],
            ),
            of_greedy(allocation.ahead),
            of_greedy(allocation.behind),
        ]);
    }
    let mut table = Table::new(visit.t("compare-projects"))
        .column(visit.t("project-project"))
        .number(visit.t("project-costs"))
        .number(score_title(visit, fund));
    for allocation in *allocations {
        table = table.column(visit.t(&format!("rule-{}", allocation.rule.word())));
    }
    let row = |project: &&Project| {
        let lines: Vec<Option<&Line>> =
            allocations.iter().map(|allocation| allocation.of(project.number)).collect();
        let score = lines.iter().flatten().next().map(|line| say.count(line.score)).unwrap_or_default();
        let head = vec![
            html! { span dir="auto" { (project.title) } },
            html! { (fund.words(say, project.cost)) },
            html! { (score) },
        ];
        let came = lines.iter().map(|line| html! { @if let Some(line) = line { (mark(visit, line)) } });
        (project.title.clone(), head.into_iter().chain(came).collect())
    };
    let table = table.rows_by_name(
        projects.iter().filter(|project| on_ballot(project)).collect::<Vec<_>>().iter().map(row),
    );
    html! { (rules.draw()) (look::small(visit.t("compare-rules-note"))) (table.draw()) }
}

pub(super) fn on_ballot(project: &Project) -> bool {
    project.state == project::Standing::Accepted
}

/// What is counted for each project: votes or points.
pub(super) fn score_title(visit: &Visit, fund: &Fund) -> String {
    visit.t(if fund.way.has_weights() { "compare-points" } else { "compare-votes" })
}

/// Whether a project is funded, in a shape and in words.
pub(super) fn mark(visit: &Visit, line: &Line) -> Markup {
    if line.is_funded() {
        look::status(Standing::Done, visit.t("allocation-funded"))
    } else {
        look::status(Standing::Missing, visit.t("allocation-not"))
    }
}

/// The rules with a small example, and every budget that was counted here.
pub(super) async fn rules(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let past = past(&visit, &mut read).await?;
    drop(read);
    let page = html! {
        (look::page_head(html! { a href=(visit.href("funds")) { (visit.t("funds-title")) } }, visit.t("rules-title"), visit.t("rules-lead")))
        @for rule in Rule::ALL {
            (look::section(rule.word(), visit.t(&format!("rule-{}", rule.word())), html! { p { (visit.t(&format!("rule-{}-more", rule.word()))) } }))
        }
        (example::section(&visit)?)
        (past)
    };
    visit.page(visit.t("rules-title")).show(page).await
}

/// Budgets that were counted here, whose outcome under each rule can be looked at.
pub(crate) async fn past(visit: &Visit, read: &mut ::store::Read) -> Result<Markup> {
    let mut funds = fund::store::all(read, visit.initiative()?).await?;
    funds.retain(|fund| fund.counted_at.is_some());
    if funds.is_empty() {
        return Ok(html! {});
    }
    Ok(look::section(
        "past",
        visit.t("rules-past"),
        html! {
            p { (visit.t("rules-past-lead")) }
            ul.loop role="list" {
                @for fund in &funds { li { a href=(visit.href(&fund.path("/compare"))) dir="auto" { (fund.title) } } }
            }
        },
    ))
}

/// A counted fund under every rule; before it is counted, where to look instead.
pub(super) async fn show(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let fund = asked(&visit, &mut read).await?;
    let projects = project::store::all(&mut read, initiative, fund.number).await?;
    let allocations = store::all(&mut read, initiative, fund.number).await?;
    let (people, _) = fund::store::ballots(&mut read, initiative, fund.number).await?;
    drop(read);
    let compared = Compared { fund: &fund, projects: &projects, allocations: &allocations, people };
    let page = html! {
        (look::page_head(back(&visit, &fund), visit.t("compare-title"), lead(&visit, &allocations)))
        @if allocations.is_empty() {
            (look::acts(look::quiet_link(visit.t("rules-link"), &visit.href("funds/rules"))))
        } @else {
            (beside(&visit, &compared))
            (reasons(&visit, &compared))
        }
    };
    visit.page(visit.t("compare-title")).show(page).await
}

/// How many projects the recommended and the usual rule judge differently.
fn lead(visit: &Visit, allocations: &[Allocation]) -> String {
    let of = |rule: Rule| allocations.iter().find(|allocation| allocation.rule == rule);
    let (Some(shares), Some(greedy)) = (of(Rule::Shares), of(Rule::Greedy)) else {
        return visit.t("compare-not-yet");
    };
    let differs =
        |line: &&Line| greedy.of(line.project).is_some_and(|other| other.is_funded() != line.is_funded());
    let differing = shares.lines.iter().filter(differs).count();
    visit.with("compare-lead", &[("count", differing.into()), ("all", shares.lines.len().into())])
}

/// Why, for each project on which the rules differ.
fn reasons(visit: &Visit, compared: &Compared<'_>) -> Markup {
    let differs = |project: &&Project| {
        let mut lines = compared.allocations.iter().filter_map(|allocation| allocation.of(project.number));
        let first = lines.next().map(Line::is_funded);
        lines.any(|line| Some(line.is_funded()) != first)
    };
    let mut differing: Vec<&Project> = compared.projects.iter().filter(differs).collect();
    differing.sort_by_cached_key(|project| project.title.to_lowercase());
    html! {
        @if !differing.is_empty() {
            (look::section("why", visit.t("compare-why"), html! {
                ul.loop role="list" {
                    @for project in differing {
                        li {
                            a href=(visit.href(&project.path(""))) dir="auto" { (project.title) }
                            @for allocation in compared.allocations {
                                @if let Some(line) = allocation.of(project.number) {
                                    p.small { b { (visit.t(&format!("rule-{}", allocation.rule.word()))) } ": " (why::words(visit, compared.fund, allocation.rule, line)) }
                                }
                            }
                        }
                    }
                }
            }))
        }
    }
}
