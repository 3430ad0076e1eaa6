//! Where a measure belongs: the page on which the backbone or a facilitator writes down what was chosen.

use kernel::{Error, Result};
use maud::html;
use web::look::{self, Choices, small};
use web::{Answer, Form, Routes, Visit};

use super::acts::SetTier;
use super::{HEADLINES, Ranked, TIER, Tier, page, store};
use crate::measure::page::asked;
use crate::wanted;

pub(crate) fn routes() -> Routes {
    Routes::new().page("choose/{n}/tier", &TIER, show).form("choose/{n}/tier", &TIER, set)
}

async fn show(visit: Visit) -> Result<Answer> {
    draw(&visit, visit.form("choice"), false).await
}

async fn set(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = SetTier {
        measure: visit.part("n")?,
        tier: sent.get("tier").to_owned(),
        reason: sent.get("reason").to_owned(),
        confirmed: sent.has("confirmed"),
    };
    // What has no data yet goes straight on to who gets it.
    let develops = act.tier == Tier::Developing.word() && visit.could(&wanted::WANT);
    let on = if develops { format!("wanted/new?measure={}", act.measure) } else { "choose".to_owned() };
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&visit.href(&on), "measure-tiered")),
        Err(Error::Invalid(problems)) => draw(&visit, visit.form_again("choice", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn draw(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measure = asked(visit, &mut read).await?;
    let rated = store::of_measure(&mut read, initiative, measure.id).await?;
    let headlines = store::headlines(&mut read, initiative, &measure).await?;
    drop(read);
    let ranked = Ranked::of(visit.cx(), measure, &rated);
    let measure = &ranked.measure;
    let form = if measure.tiered_at.is_some() {
        form.start("tier", measure.tier.word()).start("reason", &measure.tier_reason)
    } else {
        form
    };
    let tiers = Tier::ALL.iter().fold(Choices::radios("tier", visit.t("choice-tier")), |choices, tier| {
        let key = format!("choice-tier-{}", tier.word());
        choices.explained(tier.word(), visit.t(&key), visit.t(&format!("{key}-hint")))
    });
    let crowded = headlines.len() >= HEADLINES;
    let meant = [("yes".to_owned(), visit.t("choice-confirmed-yes"))];
    let fields = html! {
        (form.choices("tier", tiers))
        @if crowded { (small(visit.with("choice-crowded", &[("others", headlines.join(", ").into())]))) }
        (form.field("reason").textarea(2).optional().draw(visit.say()))
        @if crowded { (form.checkboxes("confirmed", &meant)) }
    };
    let action = visit.href(&format!("choose/{}/tier", measure.number));
    let title = visit.t("choice-tier-title");
    let kicker =
        html! { a href=(visit.href(&format!("choose/{}", measure.number))) dir="auto" { (measure.name) } };
    let page = html! {
        (look::page_head(kicker, title.as_str(), visit.t("choice-tier-lead")))
        @if let Some(weighed) = &ranked.weighed { p { (page::says(visit, &ranked, weighed)) } }
        @else if ranked.raters > 0 { (small(visit.with("choice-hidden", &[("count", ranked.raters.into())]))) }
        (form.draw(&action, "choice-set-tier", fields))
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}
