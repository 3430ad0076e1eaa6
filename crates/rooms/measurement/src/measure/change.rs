//! Changing a definition: the form, what the change would touch, and only then the new version.

use kernel::{Error, Owner, Result};
use maud::{Markup, html};
use web::look::{self, Width, quiet_link, section};
use web::{Answer, Form, Routes, Visit};

use super::acts::ChangeDefinition;
use super::impact::Impact;
use super::page::{asked, name_of};
use super::{COMPARABILITY, DEFINE, Measure, MeasureVersion, facts, fields, forms};
use crate::surface;
use crate::value::Series;

pub(crate) fn routes() -> Routes {
    Routes::new().page("measures/{n}/definition", &DEFINE, edit).form(
        "measures/{n}/definition",
        &DEFINE,
        change,
    )
}

async fn edit(visit: Visit) -> Result<Answer> {
    let measure = asked(&visit, &mut visit.read().await?).await?;
    let form =
        fields::written(&visit, visit.form("measure"), measure.latest()).start("comparability", "same");
    let seen = measure.latest().number.to_string();
    show_edit(&visit, &measure, form, &seen, false).await
}

fn sent(visit: &Visit) -> Result<ChangeDefinition> {
    let sent = visit.sent();
    Ok(ChangeDefinition {
        measure: visit.part("n")?,
        seen: sent.parse("seen").unwrap_or(0),
        definition: fields::sent(visit),
        effective_from: sent.get("effective_from").to_owned(),
        comparability: sent.get("comparability").to_owned(),
        bridge: sent.has("bridge").then(|| forms::number(visit, "bridge")),
        bridge_words: sent.get("bridge_words").to_owned(),
    })
}

/// First shows what it touches; writes it once that was seen. Whoever wants to change the form again gets it as it was.
async fn change(visit: Visit) -> Result<Answer> {
    let act = sent(&visit)?;
    let here = visit.href(&format!("measures/{}", act.measure));
    let step = visit.sent().get("step").to_owned();
    if step == "write" {
        return match visit.execute(act).await {
            Ok(_) => Ok(visit.done(&here, "measure-changed")),
            Err(Error::Invalid(problems)) => again(&visit, visit.form_again("measure", problems), true).await,
            Err(error) => Err(error),
        };
    }
    visit.may(&DEFINE, Owner::Nobody)?;
    if step == "edit" {
        return again(&visit, visit.form_again("measure", kernel::Problems::none()), false).await;
    }
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    let version = act.version(&visit, &mut read, &measure).await;
    drop(read);
    match version {
        Ok(version) => show_impact(&visit, &measure, version).await,
        Err(Error::Invalid(problems)) => again(&visit, visit.form_again("measure", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn again(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let measure = asked(visit, &mut visit.read().await?).await?;
    show_edit(visit, &measure, form, visit.sent().get("seen"), wrong).await
}

async fn show_edit(
    visit: &Visit,
    measure: &Measure,
    form: Form<'_>,
    seen: &str,
    wrong: bool,
) -> Result<Answer> {
    let partners = fields::partners(visit, &mut visit.read().await?).await?;
    let say = visit.say();
    let action = visit.href(&format!("measures/{}/definition", measure.number));
    let inside = html! {
        input type="hidden" name="seen" value=(seen);
        (fields::draw(visit, &form, &partners))
        // What was never written can be compared with nothing.
        @if measure.latest().is_written() {
            (look::fieldset(visit.t("measure-part-holds"), html! {
                (form.field("effective_from").width(Width::Short).draw(say))
                (form.radios("comparability", &fields::choices(visit, &COMPARABILITY, "measure-comparability")))
                div.if-bridged {
                    (form.field("bridge").number().optional().draw(say))
                    (form.field("bridge_words").textarea(2).optional().draw(say))
                }
            }))
        } @else { input type="hidden" name="comparability" value="same"; }
    };
    let title = visit.t("measure-edit-title");
    let page = html! {
        (look::page_head(html! { span dir="auto" { (measure.name) } }, title.as_str(), visit.t("measure-edit-lead")))
        (form.draw(&action, "measure-look", inside))
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// What is different, what hangs on it, and the two ways on.
async fn show_impact(visit: &Visit, measure: &Measure, version: MeasureVersion) -> Result<Answer> {
    let say = visit.say();
    let mut read = visit.read().await?;
    let impact = Impact::of(visit, &mut read, measure).await?;
    let values = surface::whole(visit, &mut read, measure).await?;
    let before = custodian(visit, &mut read, measure.latest()).await?;
    let after = custodian(visit, &mut read, &version).await?;
    drop(read);
    let changes = facts::changes(say, (measure.latest(), &before), (&version, &after));
    let lead = [("partners", impact.partners.len().into()), ("counting", impact.counting.into())];
    let series = series_sentence(visit, measure, &version, values);
    let action = visit.href(&format!("measures/{}/definition", measure.number));
    let kept = html! {
        @for (field, value) in visit.sent().pairs().filter(|(field, _)| !matches!(*field, "step" | "_key")) {
            input type="hidden" name=(field) value=(value);
        }
    };
    let page = html! {
        (look::page_head(html! { span dir="auto" { (measure.name) } }, visit.t("measure-impact-title"), visit.with("measure-impact-lead", &lead)))
        @if changes.is_empty() && measure.latest().definition == version.definition { p { (visit.t("measure-impact-nothing")) } }
        @if !changes.is_empty() { (facts::table(say, &changes)) }
        @if measure.latest().definition != version.definition {
            (section("words", visit.t("measure-definition"), look::changes(say, &measure.latest().definition, &version.definition)))
        }
        (section("touches", visit.t("measure-impact-touches"), html! {
            @if let Some(series) = &series { p { (series) } }
            (look::facts(touched(visit, &impact)))
            p { (visit.t(if impact.adopted { "measure-impact-decision" } else { "measure-impact-at-once" })) }
        }))
        (look::post_form(&action, &web::new_key(), html! {
            (kept)
            (look::acts(html! {
                button.do type="submit" name="step" value="write" { (visit.t("measure-change")) }
                (look::quiet_button(visit.t("measure-impact-edit"), "step", "edit"))
            }))
        }))
        div.acts { (quiet_link(visit.t("story-back"), &visit.href(&format!("measures/{}", measure.number)))) }
    };
    visit.page(visit.t("measure-impact-title")).show(page).await
}

async fn custodian(visit: &Visit, read: &mut ::store::Read, version: &MeasureVersion) -> Result<String> {
    match version.custodian {
        Some(custodian) => name_of(read, visit.initiative()?, custodian).await,
        None => Ok(String::new()),
    }
}

/// What becomes of the series: goes on, is multiplied (with the latest value as an example), or begins afresh.
fn series_sentence(
    visit: &Visit,
    measure: &Measure,
    version: &MeasureVersion,
    values: Vec<crate::value::Value>,
) -> Option<String> {
    if !measure.latest().is_written() {
        return None;
    }
    let say = visit.say();
    let from = ("period", version.effective_from.as_str().into());
    if version.comparability != "bridged" {
        return Some(visit.with(&format!("measure-impact-{}", version.comparability), &[from]));
    }
    let mut then = measure.clone();
    (then.adopted, then.versions) =
        (None, [measure.versions.as_slice(), std::slice::from_ref(version)].concat());
    let (now, then) = (Series::of(measure, values.clone()), Series::of(&then, values));
    let Some((at, value, drawn)) = now.headline() else {
        return Some(
            visit.with("measure-impact-bridged", &[from, ("how", facts::comparability(say, version).into())]),
        );
    };
    let words = |version: &MeasureVersion, value: f64| version.chart_unit().words(say, value);
    let example = [
        from,
        ("how", facts::comparability(say, version).into()),
        ("example", value.label.as_str().into()),
        ("now", words(measure.in_force(), drawn).into()),
        ("then", then.drawn[at].map_or_else(String::new, |value| words(version, value)).into()),
    ];
    Some(visit.with("measure-impact-bridged-example", &example))
}

/// Partners by name where there are few, counts of everything else.
fn touched(visit: &Visit, impact: &Impact) -> Vec<(String, Markup)> {
    const NAMED: usize = 12;
    let count = |count: usize| html! { (visit.say().count(count as i64)) };
    let partners = if impact.partners.len() <= NAMED {
        html! { span dir="auto" { (impact.partners.join(", ")) } }
    } else {
        let more = [("count", ((impact.partners.len() - NAMED) as i64).into())];
        html! { span dir="auto" { (impact.partners[..NAMED].join(", ")) } " " (visit.with("measure-impact-more", &more)) }
    };
    let mut touched = Vec::new();
    if !impact.partners.is_empty() {
        touched.push((visit.t("measure-impact-partners"), partners));
    }
    touched.push((visit.t("measure-impact-periods"), html! {
        (visit.with("measure-impact-counting", &[("counting", impact.counting.into()), ("periods", impact.periods.into())]))
    }));
    for (key, number) in [
        ("measure-impact-waiting", impact.waiting.max(0) as usize),
        ("measure-impact-targets", impact.targets),
        ("measure-impact-baselines", impact.baselines),
        ("measure-impact-crosswalks", impact.crosswalks),
    ] {
        touched.push((visit.t(key), count(number)));
    }
    if !impact.dimensions.is_empty() {
        touched.push((
            visit.t("dimensions-title"),
            html! { span dir="auto" { (impact.dimensions.join(", ")) } },
        ));
    }
    touched
}
