use kernel::{Error, Profile, Result};
use maud::{Markup, html};
use web::look::{self, NavItem, section};
use web::{Answer, Routes, Visit};

use super::{ALL, Ready, fields};
use crate::measure::{DEFINE, READ};

pub(crate) fn routes() -> Routes {
    Routes::new().page("bank", &READ, list).page("bank/{field}", &READ, of_field)
}

/// The field that an initiative most likely looks for.
async fn list(visit: Visit) -> Result<Answer> {
    let inside = visit.place()?.profile == Profile::Inside;
    show(&visit, if inside { "inside" } else { fields().first().copied().unwrap_or_default() }).await
}

async fn of_field(visit: Visit) -> Result<Answer> {
    let field: String = visit.part("field")?;
    if !fields().contains(&field.as_str()) {
        return Err(Error::Missing);
    }
    show(&visit, &field).await
}

async fn show(visit: &Visit, chosen: &str) -> Result<Answer> {
    let word = |field: &str| visit.t(&format!("bank-field-{field}"));
    let tabs: Vec<NavItem> = fields()
        .into_iter()
        .map(|field| NavItem::new(visit.href(&format!("bank/{field}")), word(field)).here_if(field == chosen))
        .collect();
    let counts = [("count", ALL.len().into()), ("fields", tabs.len().into())];
    let page = html! {
        (look::page_head(visit.t("scorecard-term"), visit.t("bank-title"), visit.with("bank-lead", &counts)))
        (look::tabs(&visit.t("bank-title"), &tabs))
        @if !visit.offers(&DEFINE) { (look::small(visit.t("bank-no-define"))) }
        @for ready in ALL.iter().filter(|ready| ready.field == chosen) { (one(visit, ready)) }
    };
    visit.page(format!("{}: {}", visit.t("bank-title"), word(chosen))).show(page).await
}

fn one(visit: &Visit, ready: &Ready) -> Markup {
    let say = visit.say();
    let words = |part: &str| ready.words(say, part);
    let kind = visit.t(&format!("measure-accountability-{}", ready.accountability));
    let plain = |words: String| html! { (words) };
    let mut facts = vec![(visit.t("bank-numerator"), plain(words("numerator")))];
    let denominator = words("denominator");
    if !denominator.is_empty() {
        facts.push((visit.t("bank-denominator"), plain(denominator)));
    }
    let better = visit.t(&format!("measure-better-{}", ready.better));
    let often = visit.t(&format!("measure-frequency-{}", ready.frequency));
    let value = html! { @if !ready.unit.is_empty() { span dir="auto" { (ready.unit) } " · " } (better) " · " (often) };
    facts.push((visit.t("bank-value"), value));
    facts.push((visit.t("bank-apart"), plain(ready.dimensions(say).join(", "))));
    let start = visit.href(&format!("measures/new?from={}", ready.code));
    section(
        &ready.code,
        words("name"),
        html! {
            p { (words("definition")) " " small { (kind) } }
            (look::facts(facts))
            p { (visit.with("bank-mind", &[("pitfalls", words("pitfalls").into())])) }
            @if visit.offers(&DEFINE) { p { a href=(start) { (look::named(visit.t("bank-start"), &words("name"))) } } }
        },
    )
}
