//! All measures beside each other, under their results. How everybody fares and how programmes do stand apart.

use std::collections::HashMap;

use ::store::Read;
use kernel::{Context, Result};
use maud::{Markup, html};
use signals::{Side, Trend, Word};
use web::look::chart::spark::spark;
use web::look::{self, Table, do_link, quiet_link};
use web::text::Say;
use web::{Answer, Panel, Routes, Visit};

use super::{Accountability, DEFINE, Measure, MeasureId, MeasureVersion, READ, Status, store};
use crate::choice::Tier;
use crate::result::{self, PopulationResult, ResultId};
use crate::target::{self, Target, pace::Course};
use crate::value::{Series, Signal, Value};
use crate::{choice, cycle, duty, edition, ledger, surface};

/// Measures on the front page; the others are a link away.
const FRONT: usize = 12;
/// Measures on one part of the scorecard.
const SCORED: usize = 60;

pub(crate) fn routes() -> Routes {
    Routes::new().page("measures", &READ, list)
}

/// A measure with what it says now.
pub(crate) struct Line {
    pub(crate) measure: Measure,
    pub(crate) series: Series,
    /// In order of time.
    pub(crate) targets: Vec<Target>,
}

impl Line {
    /// How it stands to the target that comes next.
    pub(crate) fn course(&self) -> Option<Course<'_>> {
        let target = target::next(&self.targets, &self.series)?;
        Some(Course::of(self.measure.in_force(), &self.series, target))
    }

    /// Whether the values that can be compared rise or fall.
    pub(crate) fn trend(&self) -> Word {
        let values: Vec<f64> =
            self.series.comparable().iter().filter_map(|at| self.series.drawn[*at]).collect();
        Trend::of(&values).map_or(Word::TooEarly, |trend| trend.word())
    }
}

/// These measures with their series, in their order.
pub(crate) async fn lines(cx: &Context, read: &mut Read, measures: Vec<Measure>) -> Result<Vec<Line>> {
    let initiative = cx.initiative()?;
    let measures = surface::all_as_seen(cx, read, measures).await?;
    let mut values: HashMap<MeasureId, Vec<Value>> = HashMap::new();
    for value in surface::all(cx, read).await? {
        values.entry(value.measure).or_default().push(value);
    }
    let mut targets: HashMap<MeasureId, Vec<Target>> = HashMap::new();
    for target in target::store::all(read, initiative).await? {
        targets.entry(target.measure).or_default().push(target);
    }
    let line = |measure: Measure| Line {
        series: Series::of(&measure, values.remove(&measure.id).unwrap_or_default()),
        targets: targets.remove(&measure.id).unwrap_or_default(),
        measure,
    };
    Ok(measures.into_iter().map(line).collect())
}

/// One measure with its series.
pub(crate) async fn line(cx: &Context, read: &mut Read, measure: Measure) -> Result<Line> {
    let initiative = cx.initiative()?;
    let values = surface::whole(cx, read, &measure).await?;
    let targets = target::store::of_measure(read, initiative, measure.id).await?;
    Ok(Line { series: Series::of(&measure, values), targets, measure })
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

/// Who stands behind a sum: how many of how many, and whether they may have counted a person twice.
pub(crate) fn reporters(say: &Say, version: &MeasureVersion, value: &Value) -> Markup {
    html! { (coverage(say, value)) @if version.counted_twice { " " small { (say.t("measure-counted-twice")) } } }
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
        .column(say.t("scorecard-target"))
        .column(say.t("scorecard-reported"));
    lines.fold(table, |table, (line, result)| table.row(row(say, slug, line, result))).draw()
}

fn row(say: &Say, slug: &str, line: &Line, result: Option<&PopulationResult>) -> [Markup; 6] {
    let (measure, series) = (&line.measure, &line.series);
    let unit = measure.in_force().chart_unit();
    let latest = series.headline();
    let name = html! {
           a href=(format!("/i/{slug}/measures/{}", measure.number)) dir="auto" { (measure.name) }
           @if measure.status() != Status::Adopted {
               " " (look::tag(look::Standing::Waiting, say.t(&format!("measure-status-{}", measure.status().word()))))
           }
    @if measure.tier == Tier::Headline { small { (say.t("scorecard-headline")) } }
           @if let Some(result) = result { small dir="auto" { (result.condition) } }
       };
    let value = html! {
        @if let Some((_, value, drawn)) = latest { b { (unit.words(say, drawn)) } " " small { (value.label) } }
        @else if series.values.last().is_some_and(|value| value.hidden) { "‡ " small { (say.t("value-hidden")) } }
        @else { (say.t("value-none")) }
    };
    let updated = series.values.iter().filter_map(|value| value.updated).max();
    let reported = html! {
        @if let Some(value) = latest.map(|(_, value, _)| value).or(series.values.last()) {
            (reporters(say, measure.at(&value.period), value))
        }
        @else { (say.t("value-no-cycle")) }
        @if let Some(updated) = updated {
            small.under { (say.with("scorecard-updated", &[("day", say.day(updated).into())])) }
        }
    };
    let aim = aim(say, line);
    if latest.is_none() {
        return [name, value, html! {}, html! {}, aim, reported];
    }
    let standing =
        if series.signal() == Signal::TooFew { look::Standing::Plain } else { series.signal().standing() };
    let says = html! {
        (signal(say, series))
        small.under { (say.t(&format!("scorecard-trend-{}", trend_word(line.trend())))) }
    };
    [name, value, spark(say, &unit, &series.drawn, standing), says, aim, reported]
}

/// Its text's key is `scorecard-trend-` and this.
fn trend_word(word: Word) -> &'static str {
    match word {
        Word::Rising => "rising",
        Word::Falling => "falling",
        Word::Unclear => "unclear",
        Word::TooEarly => "early",
    }
}

/// The target that comes next, and whether the pace is enough.
fn aim(say: &Say, line: &Line) -> Markup {
    let Some(course) = line.course() else { return html! { small { (say.t("scorecard-no-target")) } } };
    let unit = line.measure.in_force().chart_unit();
    let by = [("period", course.target.period.as_str().into())];
    html! {
        (unit.words(say, course.aimed)) " " small { (say.with("scorecard-target-by", &by)) }
        small.under { (say.t(&format!("pace-{}", course.word()))) }
    }
}

/// The measures under the results they belong to.
fn by_result(say: &Say, slug: &str, results: &[PopulationResult], lines: &[Line]) -> Markup {
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

/// Headline measures come first, those without data last.
pub(crate) fn tier(measure: &Measure) -> u8 {
    match measure.tier {
        Tier::Headline => 0,
        Tier::Secondary => 1,
        Tier::Developing => 2,
    }
}

/// Results in their order.
fn place(measure: &Measure, results: &[PopulationResult]) -> (Option<usize>, u8) {
    (results.iter().position(|result| result.id == measure.result), tier(measure))
}

/// What one page of the scorecard shows.
struct Card {
    /// Those on this part of the list.
    lines: Vec<Line>,
    /// The results on it.
    results: Vec<PopulationResult>,
    /// How many measures of the population there are, and of programmes.
    all: usize,
    others: usize,
    /// How many of all still wait for a decision.
    waiting: usize,
    /// Whether any result is written down.
    begun: bool,
    /// In which edition the numbers were read, for whoever sees what was published.
    published: Markup,
}

impl Card {
    async fn load(visit: &Visit) -> Result<Self> {
        let mut read = visit.read().await?;
        let initiative = visit.initiative()?;
        let measures = store::all(&mut read, initiative).await?;
        let mut results = result::store::all(&mut read, initiative).await?;
        let (mut measures, others): (Vec<Measure>, Vec<Measure>) =
            measures.into_iter().partition(|measure| measure.kind == Accountability::Population.word());
        measures.sort_by_key(|measure| place(measure, &results));
        let (paging, all, begun) = (visit.paging(SCORED), measures.len(), !results.is_empty());
        let waiting = measures.iter().filter(|measure| measure.status() != Status::Adopted).count();
        // On each part of the list the results measured there; on the first also those that nothing measures yet.
        let has = |measures: &[Measure], result: ResultId| measures.iter().any(|m| m.result == result);
        let first = paging.skip() == 0;
        let unmeasured = results.iter().map(|result| result.id).filter(|result| !has(&measures, *result));
        let unmeasured: Vec<ResultId> = unmeasured.filter(|_| first).collect();
        let measures = paging.of(measures);
        results.retain(|result| unmeasured.contains(&result.id) || has(&measures, result.id));
        let lines = lines(visit, &mut read, measures).await?;
        let published = edition::page::note(visit, &mut read).await?;
        Ok(Self { lines, results, all, others: others.len(), waiting, begun, published })
    }
}

async fn list(visit: Visit) -> Result<Answer> {
    let card = Card::load(&visit).await?;
    let say = visit.say();
    let counts = [("count", (card.all + card.others).into()), ("waiting", card.waiting.into())];
    let begin = if card.begun {
        visit.offers(&DEFINE).then(|| do_link(visit.t("measure-define-link"), &visit.href("measures/new")))
    } else {
        visit.offers(&result::WRITE).then(|| do_link(visit.t("result-write-link"), &visit.href("results")))
    };
    let programmes = visit.with("scorecard-performance-link", &[("count", card.others.into())]);
    let page = html! {
        (look::page_head(visit.t("scorecard-term"), visit.t("scorecard-title"), visit.with("scorecard-lead", &counts)))
        (card.published)
        @if card.all + card.others == 0 {
            (look::empty(say, visit.t("scorecard-empty"), html! { p { (visit.t("scorecard-example")) } }, begin.unwrap_or_default()))
        } @else {
            (by_result(say, &visit.place()?.slug, &card.results, &card.lines))
            (visit.paging(SCORED).draw(&visit, card.all, ""))
            @if card.others > 0 { p { a href=(visit.href("measures/performance")) { (programmes) } } }
            (look::section("more", visit.t("scorecard-more"), look::acts(html! {
                @if let Some(begin) = begin { (begin) }
                @if visit.could(&duty::READ) { (quiet_link(visit.t("duties-link"), &visit.href("duties"))) }
                @if visit.could(&cycle::READ) { (quiet_link(visit.t("cycles-link"), &visit.href("cycles"))) }
                (quiet_link(visit.t("results-link"), &visit.href("results")))
                (quiet_link(visit.t("exchange-all-link"), &visit.href("data")))
                (quiet_link(visit.t("editions-title"), &visit.href("editions")))
                @if visit.could(&choice::READ) { (quiet_link(visit.t("choice-link"), &visit.href("choose"))) }
                @if visit.could(&ledger::READ) { (quiet_link(visit.t("ledger-link"), &visit.href("ledger"))) }
            })))
        }
    };
    visit.page(visit.t("scorecard-title")).live().show(page).await
}

/// "How we are doing" on the front page.
pub(crate) async fn panel(cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
    if !cx.could(&READ) {
        return Ok(Vec::new());
    }
    let initiative = cx.initiative()?;
    let mut measures = store::all(read, initiative).await?;
    measures.retain(|measure| measure.kind == Accountability::Population.word());
    if measures.is_empty() {
        return Ok(Vec::new());
    }
    let results = result::store::all(read, initiative).await?;
    measures.sort_by_key(|measure| place(measure, &results));
    measures.truncate(FRONT);
    let lines = lines(cx, read, measures).await?;
    let slug = &cx.place()?.slug;
    let title = say.t("scorecard-title");
    let of = |line: &Line| results.iter().find(|result| result.id == line.measure.result);
    let body = html! {
        (table(say, slug, &title, lines.iter().map(|line| (line, of(line)))))
        p { a href=(format!("/i/{slug}/measures")) { (say.t("scorecard-all")) } }
    };
    Ok(vec![Panel { rank: 10, title, body }])
}
