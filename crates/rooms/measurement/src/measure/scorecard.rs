//! All measures beside each other, under their results.

use ::store::Read;
use kernel::{Context, Result};
use maud::{Markup, html};
use signals::Side;
use web::Panel;
use web::look::chart::spark::spark;
use web::look::{self, Table};
use web::text::Say;

use super::{Measure, MeasureId, READ, Status, store};
use crate::result::{self, PopulationResult};
use crate::surface;
use crate::value::{Series, Signal, Value};

/// Measures on the front page; the others are a link away.
const FRONT: usize = 12;

/// A measure with what it says now.
pub(crate) struct Line {
    pub(crate) measure: Measure,
    pub(crate) series: Series,
}

/// Every measure with its series, in the order they were defined.
pub(crate) async fn lines(cx: &Context, read: &mut Read) -> Result<Vec<Line>> {
    let measures = store::all(read, cx.initiative()?).await?;
    let mut values = surface::all(cx, read).await?;
    let mut of =
        |id: MeasureId| -> Vec<Value> { values.extract_if(.., |value| value.measure == id).collect() };
    let line = |measure: Measure| {
        let series = Series::of(&measure, of(measure.id));
        Line { measure, series }
    };
    Ok(measures.into_iter().map(line).collect())
}

/// What the series says, in words and shape.
pub(crate) fn signal(say: &Say, series: &Series) -> Markup {
    let signal = series.signal();
    let words = say.t(&format!("signal-{}", signal.word()));
    match series.side() {
        Some(side) if matches!(signal, Signal::Improving | Signal::Worsening) => {
            look::moved(signal.standing(), side == Side::High, words)
        }
        _ => look::status(signal.standing(), words),
    }
}

/// "10 of 10", with a word where that is too few.
pub(crate) fn coverage(say: &Say, value: &Value) -> Markup {
    let of = [("reported", value.reported.into()), ("expected", value.expected.into())];
    html! {
        (say.with("value-coverage", &of))
        @if value.partial() { " " (look::tag(look::Standing::Waiting, say.t("value-partial"))) }
    }
}

/// The measures as a table, each with the result it belongs to where that is given; cards on a phone.
pub(crate) fn table<'a>(
    say: &Say,
    slug: &str,
    caption: &str,
    lines: impl Iterator<Item = (&'a Line, Option<&'a PopulationResult>)>,
) -> Markup {
    let table = Table::new(caption)
        .quiet_caption()
        .steady()
        .column(say.t("scorecard-measure"))
        .number(say.t("scorecard-latest"))
        .column(say.t("scorecard-over-time"))
        .column(say.t("scorecard-says"))
        .column(say.t("scorecard-reported"));
    lines.fold(table, |table, (line, result)| table.row(row(say, slug, line, result))).draw()
}

fn row(say: &Say, slug: &str, line: &Line, result: Option<&PopulationResult>) -> [Markup; 5] {
    let (measure, series) = (&line.measure, &line.series);
    let unit = measure.in_force().chart_unit();
    let latest = series.headline();
    let name = html! {
        a href=(format!("/i/{slug}/measures/{}", measure.number)) dir="auto" { (measure.name) }
        @if measure.status() != Status::Adopted {
            " " (look::tag(look::Standing::Waiting, say.t(&format!("measure-status-{}", measure.status().word()))))
        }
        @if let Some(result) = result { small dir="auto" { (result.condition) } }
    };
    let value = html! {
        @if let Some((_, value, drawn)) = latest { b { (unit.words(say, drawn)) } " " small { (value.label) } }
        @else { (say.t("value-none")) }
    };
    let reported = html! {
        @if let Some(value) = latest.map(|(_, value, _)| value).or(series.values.last()) { (coverage(say, value)) }
        @else { (say.t("value-no-cycle")) }
    };
    if latest.is_none() {
        return [name, value, html! {}, html! {}, reported];
    }
    let standing =
        if series.signal() == Signal::TooFew { look::Standing::Plain } else { series.signal().standing() };
    [name, value, spark(say, &unit, &series.drawn, standing), signal(say, series), reported]
}

/// The measures under the results they belong to.
pub(crate) fn by_result(say: &Say, slug: &str, results: &[PopulationResult], lines: &[Line]) -> Markup {
    html! {
        @for result in results {
            @let of = || lines.iter().filter(|line| line.measure.result == result.id);
            (look::section(
                &format!("result-{}", result.number),
                html! { a href=(format!("/i/{slug}/results/{}", result.number)) dir="auto" { (result.condition) } },
                html! {
                    @if of().next().is_some() { (table(say, slug, &say.with("scorecard-of", &[("result", result.condition.as_str().into())]), of().map(|line| (line, None)))) }
                    @else { p { (say.t("result-no-measure")) } }
                },
            ))
        }
    }
}

/// "How we are doing" on the front page.
pub(crate) async fn panel(cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
    if !cx.could(&READ) {
        return Ok(Vec::new());
    }
    let initiative = cx.initiative()?;
    let lines = lines(cx, read).await?;
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let results = result::store::all(read, initiative).await?;
    let slug = &cx.place()?.slug;
    let title = say.t("scorecard-title");
    let of = |result: &'_ PopulationResult| {
        let id = result.id;
        lines.iter().filter(move |line| line.measure.result == id)
    };
    let rows = results.iter().flat_map(|result| of(result).map(move |line| (line, Some(result)))).take(FRONT);
    let body = html! {
        (table(say, slug, &title, rows))
        p { a href=(format!("/i/{slug}/measures")) { (say.t("scorecard-all")) } }
    };
    Ok(vec![Panel { rank: 10, title, body }])
}
