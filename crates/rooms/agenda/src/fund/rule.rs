//! By which rule the votes are counted: fixed before there are any, with a look at what each rule would do.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Choices};
use web::{Answer, Form, Routes, Visit};

use super::acts::FixRule;
use super::{Fund, OPEN, Phase, Rule, Tied, page};
use crate::{allocation, decision};

pub(crate) fn routes() -> Routes {
    Routes::new().page("funds/{n}/rule", &OPEN, choose).form("funds/{n}/rule", &OPEN, fix)
}

/// How it is counted, on the fund's page.
pub(super) fn section(visit: &Visit, fund: &Fund, phase: Phase) -> Markup {
    let link = html! {
        @if phase.before_voting() && visit.could(&OPEN) {
            (look::acts(look::do_link(visit.t("fund-rule-link"), &visit.href(&fund.path("/rule")))))
        }
    };
    let body = match (fund.rule, fund.rule_at) {
        (Some(rule), Some(at)) => html! {
            p { b { (visit.t(&format!("rule-{}", rule.word()))) } ": " (visit.t(&format!("rule-{}-more", rule.word()))) }
            @if !fund.rule_why.is_empty() { (look::quote(&fund.rule_why, html! {})) }
            (look::small(html! {
                (visit.with("fund-ruled", &[("day", visit.say().day(at).into())])) " "
                span dir="auto" { (fund.rule_by) } ". " (visit.t(&format!("ties-{}-more", fund.ties.word())))
            }))
            (learn(visit))
            (link)
        },
        _ if fund.is_imported() => return html! {},
        _ => html! { p { (visit.t("fund-no-rule")) } (learn(visit)) (link) },
    };
    look::section("rule", visit.t("fund-rule"), body)
}

/// The way to what each rule does.
fn learn(visit: &Visit) -> Markup {
    html! { p { a href=(visit.href("funds/rules")) { (visit.t("rules-link")) } } }
}

async fn choose(visit: Visit) -> Result<Answer> {
    let fund = page::asked(&visit, &mut visit.read().await?).await?;
    let form = visit
        .form("rule")
        .start("rule", fund.rule.unwrap_or(Rule::Shares).word())
        .start("ties", fund.ties.word())
        .start("why", &fund.rule_why);
    show(&visit, &fund, form, false).await
}

async fn fix(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = FixRule {
        fund: visit.part("n")?,
        rule: sent.get("rule").to_owned(),
        ties: sent.get("ties").to_owned(),
        why: sent.get("why").to_owned(),
        // What is no number is no decision either, and is refused as one that is not there.
        decision: if sent.has("decision") { sent.parse("decision").unwrap_or(-1) } else { 0 },
    };
    let number = act.fund;
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&visit.href(&format!("funds/{number}")), "fund-ruled")),
        Err(Error::Invalid(problems)) => {
            let fund = page::asked(&visit, &mut visit.read().await?).await?;
            show(&visit, &fund, visit.form_again("rule", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show(visit: &Visit, fund: &Fund, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let decisions = decision::store::all(&mut read, visit.initiative()?).await?;
    let past = allocation::past(visit, &mut read).await?;
    drop(read);
    let adopted = decisions.into_iter().filter(|one| one.state == decision::State::Adopted.word());
    let none = (String::new(), visit.t("rule-decision-none"));
    let decisions: Vec<(String, String)> =
        [none].into_iter().chain(adopted.map(|one| (one.number.to_string(), one.title))).collect();
    let choices = Rule::ALL.iter().fold(Choices::radios("rule", visit.t("rule-rule")), |choices, rule| {
        let word = rule.word();
        choices.explained(word, visit.t(&format!("rule-{word}")), visit.t(&format!("rule-{word}-more")))
    });
    let ties =
        Tied::ALL.iter().map(|ties| (ties.word().to_owned(), visit.t(&format!("ties-{}", ties.word()))));
    let fields = html! {
        (form.choices("rule", choices))
        (form.radios("ties", &ties.collect::<Vec<_>>()))
        (form.field("why").optional().textarea(3).draw(visit.say()))
        (form.select("decision", &decisions))
    };
    let page = html! {
        (look::page_head(page::back(visit, fund), visit.t("rule-title"), visit.t("rule-lead")))
        (form.draw(&visit.href(&fund.path("/rule")), "rule-fix", fields))
        (allocation::example(visit)?)
        (past)
    };
    let title = visit.page(visit.t("rule-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}
