//! What a voter's own share bought, for nobody but them.

use kernel::Result;
use maud::{Markup, html};
use web::look;
use web::look::chart::Unit;
use web::look::chart::bars::{Bar, Bars};
use web::{Answer, Visit};

use super::share::Share;
use super::{Line, bought, store, why};
use crate::fund::page::{asked, back};
use crate::fund::{Fund, Rule, ballot};
use crate::project::{self, Project};
use crate::vote::page::voice;

/// What became of one's own share: seen by nobody else.
pub(super) async fn show(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let fund = asked(&visit, &mut read).await?;
    let projects = project::store::all(&mut read, initiative, fund.number).await?;
    let own = ballot::own(&visit, &mut read, &fund, voice(&visit).as_ref()).await?;
    let allocations = store::all(&mut read, initiative, fund.number).await?;
    let shares = allocations.iter().find(|allocation| allocation.rule == Rule::Shares);
    let share = match (&own, shares) {
        (Some(own), Some(shares)) => bought(&mut read, initiative, &fund, shares, own).await?,
        _ => None,
    };
    drop(read);
    let decides = allocations.iter().find(|allocation| Some(allocation.rule) == fund.rule);
    let is_funded =
        |number: &&i64| decides.is_some_and(|decides| decides.of(**number).is_some_and(Line::is_funded));
    let chosen = own.as_ref().map(|own| own.projects.as_slice()).unwrap_or_default();
    let lead = match (&own, decides) {
        (Some(_), Some(_)) => {
            let funded = chosen.iter().filter(is_funded).count();
            visit.with("share-lead", &[("funded", funded.into()), ("chosen", chosen.len().into())])
        }
        (None, _) => visit.t("share-not-voted"),
        (Some(_), None) => visit.t("share-not-yet"),
    };
    let page = html! {
        (look::page_head(back(&visit, &fund), visit.t("share-title"), lead))
        @if let Some(share) = &share {
            @if fund.rule != Some(Rule::Shares) { p { (visit.t("share-would")) } }
            (account(&visit, &fund, &projects, share))
        }
        (look::small(visit.t("share-yours-alone")))
    };
    visit.page(visit.t("share-title")).show(page).await
}

fn account(visit: &Visit, fund: &Fund, projects: &[Project], share: &Share) -> Markup {
    let find = |number: i64| projects.iter().find(|project| project.number == number);
    let title = |number: i64| find(number).map(|project| project.title.clone()).unwrap_or_default();
    let number = |amount: &budget::BigRational| fund.money().about(amount).parse::<f64>().ok();
    let mut bars: Vec<Bar> = share
        .paid
        .iter()
        .map(|(project, amount)| Bar { name: title(*project), value: number(amount), note: String::new() })
        .collect();
    bars.push(Bar { name: visit.t("share-left"), value: number(&share.left), note: String::new() });
    let words = visit.with(
        "share-words",
        &[
            ("share", why::about(visit, fund, &share.share).into()),
            ("count", share.paid.len().into()),
            ("left", why::about(visit, fund, &share.left).into()),
        ],
    );
    let bars = Bars {
        title: visit.t("share-picture"),
        names: visit.t("project-project"),
        amounts: visit.t("share-paid"),
        unit: Unit::Named(2, fund.currency.clone()),
        bars,
        target: None,
        caption: html! {},
    };
    html! { p { (words) } (bars.draw(visit.say())) }
}
