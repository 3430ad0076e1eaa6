use ::store::Read;
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Width, quiet_link, section, small};
use web::pick::options;
use web::{Answer, Form, Routes, Visit};

use super::acts::FreezeBaseline;
use super::outcome::Held;
use super::outlook::Outlook;
use super::{Baseline, FREEZE, shown, store, view};
use crate::measure::page::asked;
use crate::measure::{Measure, READ, READ_PARTS, picture};
use crate::surface;
use crate::value::{Series, Value};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures/{n}/baselines", &READ, list)
        .form("measures/{n}/baselines", &FREEZE, freeze)
        .api_post("measures/{n}/baselines", &FREEZE, freeze_api)
}

/// The baselines of a measure that the reader may see, the latest first.
pub(crate) async fn of_measure(
    visit: &Visit,
    read: &mut Read,
    measure: &Measure,
    seen: &[Value],
) -> Result<Vec<Baseline>> {
    let all = store::of_measure(read, visit.initiative()?, measure.id).await?;
    Ok(shown(all, visit.could(&READ_PARTS), measure, seen))
}

async fn list(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("baseline"), false).await
}

async fn freeze(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = FreezeBaseline {
        measure: visit.part("n")?,
        until: sent.get("until").to_owned(),
        note: sent.get("note").to_owned(),
        agreed_by: sent.get("agreed_by").to_owned(),
        decision: sent.get("decision").to_owned(),
    };
    let here = visit.href(&format!("measures/{}/baselines", act.measure));
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&format!("{here}#baseline-{number}"), "baseline-frozen")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("baseline", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn freeze_api(visit: Visit) -> Result<Answer> {
    let act = FreezeBaseline { measure: visit.part("n")?, ..visit.json()? };
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(visit, &mut read).await?;
    let values = surface::whole(visit, &mut read, &measure).await?;
    let baselines = of_measure(visit, &mut read, &measure, &values).await?;
    let decisions = if visit.offers(&FREEZE) {
        options(visit, &mut read, &["decision"], "baseline-decision-none").await?
    } else {
        Vec::new()
    };
    drop(read);
    let say = visit.say();
    let series = Series::of(&measure, values);
    let outlook = Outlook::of(&measure, &series);
    let version = measure.in_force();
    let lead = match baselines.first() {
        Some(baseline) => view::sentence(say, version, &Held::of(baseline, &measure, &series)),
        None => view::outlook_sentence(say, version, outlook.as_ref().map_err(|few| *few)),
    };
    let back =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let title = visit.t("baseline-title");
    let page = html! {
        (look::page_head(back, title.as_str(), lead))
        @for baseline in &baselines { (one(visit, &measure, &series, baseline)) }
        @if visit.offers(&FREEZE) {
            (section("freeze", visit.t("baseline-freeze-title"), html! {
                p { (view::outlook_sentence(say, version, outlook.as_ref().map_err(|few| *few))) }
                @if outlook.is_ok() { (look::sheet(fields(visit, &measure, &form, &decisions))) }
            }))
        }
        div.acts { (quiet_link(visit.t("story-back"), &visit.href(&format!("measures/{}", measure.number)))) }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

fn fields(visit: &Visit, measure: &Measure, form: &Form<'_>, decisions: &[(String, String)]) -> Markup {
    let say = visit.say();
    let fields = html! {
        (form.line("agreed_by"))
        @if decisions.len() > 1 { (form.select("decision", decisions)) }
        (form.field("note").textarea(2).optional().draw(say))
        (form.field("until").width(Width::Short).optional().draw(say))
    };
    form.draw(&visit.href(&format!("measures/{}/baselines", measure.number)), "baseline-freeze", fields)
}

/// One baseline: its picture, what came, who agreed to it.
fn one(visit: &Visit, measure: &Measure, series: &Series, baseline: &Baseline) -> Markup {
    let say = visit.say();
    let version = measure.in_force();
    let held = Held::of(baseline, measure, series);
    let named = [("day", say.day(baseline.frozen_at).into()), ("until", baseline.until.as_str().into())];
    let title = visit.with("baseline-of", &named);
    section(
        &format!("baseline-{}", baseline.number),
        title,
        html! {
            p { (view::state(say, &held)) }
            p { (view::sentence(say, version, &held)) }
            (look::sheet(picture::against(say, measure, series, baseline).draw(say)))
            (view::table(say, version, series, &held))
            @if !baseline.note.is_empty() { (look::quote(&baseline.note, visit.t("baseline-note-source"))) }
            (small(view::provenance(say, baseline)))
        },
    )
}
