//! The form that opens a shared budget, and the same to change it before anybody votes.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Choices};
use web::{Answer, Form, Routes, Visit};

use super::acts::{EditFund, FundPlan, OpenFund};
use super::{Fund, OPEN, Voters, Way, page};
use crate::day;

/// How long people propose, and then vote, unless somebody says otherwise: three weeks each.
const ROUND: SignedDuration = SignedDuration::from_hours(21 * 24);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("funds/new", &OPEN, new)
        .form("funds", &OPEN, open)
        .page("funds/{n}/edit", &OPEN, edit)
        .form("funds/{n}/edit", &OPEN, save)
}

/// A day as a form's field takes it.
fn written(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).date().to_string()
}

/// What was typed as an amount, in plain decimals; as it is where it is none, so that the act says so.
pub(crate) fn plain(visit: &Visit, typed: &str) -> String {
    visit.say().parse_number(typed).map_or_else(|| typed.to_owned(), |number| number.to_string())
}

fn plan(visit: &Visit) -> FundPlan {
    let sent = visit.sent();
    let get = |field: &str| sent.get(field).to_owned();
    FundPlan {
        title: get("title"),
        description: get("description"),
        amount: plain(visit, sent.get("amount")),
        currency: get("currency"),
        voters: get("voters"),
        way: get("way"),
        // What is no number is refused by the act, with everything else that is wrong.
        most: if sent.has("most") { sent.parse("most").unwrap_or(-1) } else { 0 },
        proposals_until: get("proposals_until"),
        opens: get("opens"),
        closes: get("closes"),
    }
}

async fn new(visit: Visit) -> Result<Answer> {
    let now = visit.now();
    let form = visit
        .form("fund")
        .start("voters", Voters::Link.word())
        .start("way", Way::Approval.word())
        .start("proposals_until", written(now + ROUND))
        .start("opens", written(now + ROUND * 2))
        .start("closes", written(now + ROUND * 3));
    show_new(&visit, form, false).await
}

async fn open(visit: Visit) -> Result<Answer> {
    match visit.execute(OpenFund { plan: plan(&visit) }).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("funds/{number}")), "fund-opened")),
        Err(Error::Invalid(problems)) => show_new(&visit, visit.form_again("fund", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let page = html! {
        (look::page_head(visit.t("funds-term"), visit.t("fund-new-title"), visit.t("fund-new-lead")))
        (form.draw(&visit.href("funds"), "fund-open", fields(visit, &form)))
    };
    let title = visit.page(visit.t("fund-new-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

fn fields(visit: &Visit, form: &Form<'_>) -> Markup {
    let say = visit.say();
    let voters = Voters::ALL
        .iter()
        .map(|voters| (voters.word().to_owned(), visit.t(&format!("fund-voters-{}", voters.word()))));
    let ways = Way::OFFERED.iter().fold(Choices::radios("way", visit.t("fund-way")), |choices, way| {
        let word = way.word();
        choices.explained(
            word,
            visit.t(&format!("fund-way-{word}")),
            visit.t(&format!("fund-way-{word}-more")),
        )
    });
    html! {
        (form.line("title"))
        (form.field("description").optional().textarea(4).draw(say))
        div.abreast {
            (form.field("amount").number().draw(say))
            (form.field("currency").width(look::Width::Short).draw(say))
        }
        (look::fieldset(visit.t("fund-part-voting"), html! {
            (form.radios("voters", &voters.collect::<Vec<_>>()))
            (form.choices("way", ways))
            (form.field("most").number().optional().width(look::Width::Short).draw(say))
        }))
        (look::fieldset(visit.t("fund-part-days"), html! {
            (form.field("proposals_until").date().optional().draw(say))
            (form.field("opens").date().optional().draw(say))
            (form.field("closes").date().draw(say))
        }))
    }
}

async fn edit(visit: Visit) -> Result<Answer> {
    let fund = page::asked(&visit, &mut visit.read().await?).await?;
    let until = fund.proposals_until.map(|until| written(day::last(until))).unwrap_or_default();
    let form = visit
        .form("fund")
        .start("title", &fund.title)
        .start("description", &fund.description)
        .start("amount", amount(&visit, &fund, fund.amount))
        .start("currency", &fund.currency)
        .start("voters", fund.voters.word())
        .start("way", fund.way.word())
        .start("most", if fund.most > 0 { fund.most.to_string() } else { String::new() })
        .start("proposals_until", until)
        .start("opens", written(fund.opens_at))
        .start("closes", written(day::last(fund.closes_at)));
    show_edit(&visit, &fund, form, false).await
}

/// An amount as a field holds it.
pub(crate) fn amount(visit: &Visit, fund: &Fund, amount: i64) -> String {
    let unit = fund.money().unit() as i64;
    let digits = if amount % unit == 0 { 0 } else { fund.decimals as usize };
    visit.say().number(amount as f64 / unit as f64, digits)
}

async fn save(visit: Visit) -> Result<Answer> {
    let number: i64 = visit.part("n")?;
    match visit.execute(EditFund { fund: number, plan: plan(&visit) }).await {
        Ok(()) => Ok(visit.done(&visit.href(&format!("funds/{number}")), "fund-edited")),
        Err(Error::Invalid(problems)) => {
            let fund = page::asked(&visit, &mut visit.read().await?).await?;
            show_edit(&visit, &fund, visit.form_again("fund", problems), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_edit(visit: &Visit, fund: &Fund, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let page = html! {
        (look::page_head(page::back(visit, fund), visit.t("fund-edit-title"), visit.t("fund-edit-lead")))
        (form.draw(&visit.href(&fund.path("/edit")), "fund-save", fields(visit, &form)))
    };
    let title = visit.page(visit.t("fund-edit-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}
