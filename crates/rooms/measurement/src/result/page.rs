use ::store::Read;
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, do_link, section};
use web::pick::options;
use web::{Answer, Form, Routes, Visit};

use super::acts::WriteResult;
use super::{PopulationResult, READ, WRITE, store};
use crate::baseline::outlook::Outlook;
use crate::measure::picture::{Reading, Scene};
use crate::measure::scorecard::{self, Line};
use crate::measure::{self, view};
use crate::{annotation, baseline};

pub(crate) fn routes() -> Routes {
    Routes::new().page("results", &READ, list).form("results", &WRITE, write).page("results/{n}", &READ, show)
}

async fn list(visit: Visit) -> Result<Answer> {
    show_list(&visit, visit.form("result").start("clause", visit.query().get("clause")), false).await
}

async fn write(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = WriteResult {
        condition: sent.get("condition").to_owned(),
        population: sent.get("population").to_owned(),
        place: sent.get("place").to_owned(),
        clause: sent.get("clause").to_owned(),
    };
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("results/{number}")), "result-written")),
        Err(Error::Invalid(problems)) => show_list(&visit, visit.form_again("result", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show_list(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let results = store::all(&mut read, visit.initiative()?).await?;
    let clauses = options(visit, &mut read, &["clause"], "result-clause-none").await?;
    drop(read);
    let say = visit.say();
    let lead = visit.with("results-lead", &[("count", (results.len() as i64).into())]);
    let fields = html! {
        (form.line("condition"))
        (form.field("population").optional().draw(say))
        (form.field("place").optional().draw(say))
        @if clauses.len() > 1 { (form.select("clause", &clauses)) }
    };
    let page = html! {
        (look::page_head(visit.t("results-term"), visit.t("results-title"), lead))
        @if results.is_empty() {
            (look::empty(say, visit.t("results-empty"), html! { p { (visit.t("results-example")) } }, html! {}))
        } @else { ul.loop role="list" { @for result in &results { li { (line(visit, result)) } } } }
        @if visit.offers(&WRITE) {
            (section("write", visit.t("result-new-title"), look::sheet(form.draw(&visit.href("results"), "result-write", fields))))
        }
    };
    let answer = visit.page(visit.t("results-title"));
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

fn line(visit: &Visit, result: &PopulationResult) -> Markup {
    html! {
        a href=(visit.href(&format!("results/{}", result.number))) dir="auto" { (result.condition) }
        @if !result.place.is_empty() { p.small dir="auto" { (result.place) } }
    }
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let result = store::numbered(&mut read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    let mut measures = measure::store::all(&mut read, initiative).await?;
    measures.retain(|measure| measure.result == result.id);
    measures.sort_by_key(scorecard::tier);
    let lines = scorecard::lines(&visit, &mut read, measures).await?;
    let shown = lines.iter().find(|line| line.series.headline().is_some());
    let picture = match shown {
        Some(line) => Some(picture(&visit, &mut read, line).await?),
        None => None,
    };
    drop(read);
    let say = visit.say();
    let lead = lead(&visit, &lines);
    let define = visit.href(&format!("measures/new?result={}", result.number));
    let begin = visit.offers(&measure::DEFINE).then(|| do_link(visit.t("measure-define-link"), &define));
    let page = html! {
        (look::page_head(html! { a href=(visit.href("results")) { (visit.t("kind-result")) } }, html! { span dir="auto" { (result.condition) } }, lead))
        (whose(&visit, &result))
        @if lines.is_empty() {
            (look::empty(say, visit.t("result-no-measure"), html! { p { (visit.t("scorecard-example")) } }, begin.unwrap_or_default()))
        } @else {
            @if let Some(picture) = picture { (picture) }
            (section("measures", visit.t("result-measures"), scorecard::table(say, &visit.place()?.slug, &result.condition, lines.iter().map(|line| (line, None)))))
            @if let Some(begin) = begin { div.acts { (begin) } }
        }
    };
    visit.page(&result.condition).about(result.about()).live().show(page).await
}

/// The picture of one of its measures, with the way to it.
async fn picture(visit: &Visit, read: &mut Read, line: &Line) -> Result<Markup> {
    let (measure, series) = (&line.measure, &line.series);
    let initiative = visit.initiative()?;
    let baselines = baseline::page::of_measure(visit, read, measure, &series.values).await?;
    let annotations = annotation::store::of_measure(read, initiative, measure.id).await?;
    let outlook = Outlook::of(measure, series);
    let course = line.course();
    let scene = Scene {
        course: course.as_ref(),
        baseline: baselines.first(),
        outlook: outlook.as_ref().ok(),
        stories: &[],
        annotations: &annotations,
        reading: Reading::Limits,
    };
    let href = visit.href(&format!("measures/{}", measure.number));
    let chart = measure::picture::chart(visit.say(), measure, series, &scene)
        .link(html! { a href=(href) { (visit.t("result-picture-link")) } });
    Ok(look::sheet(html! {
        p.chart-title { a href=(href) dir="auto" { (measure.name) } }
        (chart.draw(visit.say()))
    }))
}

/// What its one measure says, or by how many measures we would know.
fn lead(visit: &Visit, lines: &[Line]) -> String {
    match lines {
        [line] if line.series.headline().is_some() => view::lead(visit.say(), &line.measure, &line.series),
        _ => visit.with("result-lead", &[("count", (lines.len() as i64).into())]),
    }
}

/// For whom and where it shall be true.
fn whose(visit: &Visit, result: &PopulationResult) -> Markup {
    let named = [("result-population", &result.population), ("result-place", &result.place)];
    let named: Vec<(String, Markup)> = named
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| (visit.t(key), html! { span dir="auto" { (value) } }))
        .collect();
    html! { @if !named.is_empty() { (look::facts(named)) } }
}
