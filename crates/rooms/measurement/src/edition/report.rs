//! An edition as it is read: result by result, the headline measures as pictures, the others in a table, and what each
//! says of groups and places.

use std::collections::{BTreeMap, HashMap};

use ::store::Read;
use kernel::{InitiativeId, Result};
use maud::{Markup, html};
use signals::Pooled;
use web::Visit;
use web::look::chart::line::LineChart;
use web::look::chart::spark::spark;
use web::look::{self, Standing, Table, quiet_link, section, small};
use web::text::Say;

use super::store::PublishedPart;
use super::{Edition, Narrative, State, store};
use crate::dimension::CategoryId;
use crate::measure::picture::{self, Reading, Scene};
use crate::measure::scorecard;
use crate::measure::{self, Measure, view};
use crate::result::{self, PopulationResult};
use crate::value::{Series, Value};

/// A measure with what the edition says of it.
pub(crate) struct Line {
    pub(crate) measure: Measure,
    pub(crate) series: Series,
}

/// A measure in the report.
pub(crate) struct Entry {
    pub(crate) line: Line,
    pub(crate) headline: bool,
    pub(crate) parts: Vec<PublishedPart>,
}

/// What an edition shows.
pub(crate) struct Report {
    pub(crate) entries: Vec<Entry>,
    pub(crate) results: Vec<PopulationResult>,
    pub(crate) narratives: Vec<Narrative>,
    pub(crate) shown: usize,
    pub(crate) hidden: usize,
    /// How many are hidden for which reason: for whoever puts it together.
    pub(crate) reasons: BTreeMap<String, usize>,
}

impl Report {
    pub(crate) async fn load(read: &mut Read, initiative: InitiativeId, edition: &Edition) -> Result<Self> {
        let chosen = store::chosen(read, initiative, edition.id).await?;
        let frozen = store::values(read, initiative, edition.id).await?;
        let mut parts = store::parts(read, initiative, edition.id).await?;
        let ids: Vec<uuid::Uuid> = chosen.iter().map(|chosen| chosen.measure.0).collect();
        let measures = measure::store::these(read, initiative, &ids).await?;
        let mut measures: HashMap<_, Measure> =
            measures.into_iter().map(|measure| (measure.id, measure)).collect();
        let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
        let all = frozen.iter().map(|value| &value.reason).chain(parts.iter().map(|part| &part.reason));
        for reason in all.filter(|reason| !reason.is_empty()) {
            *reasons.entry(reason.clone()).or_default() += 1;
        }
        let seen = frozen.iter().filter(|value| value.numerator.is_some()).count()
            + parts.iter().filter(|part| part.numerator.is_some()).count();
        let mut values: HashMap<_, Vec<Value>> = HashMap::new();
        for value in frozen {
            values.entry(value.measure).or_default().push(Value::from(value));
        }
        let mut entries = Vec::new();
        for chosen in chosen {
            let Some(measure) = measures.remove(&chosen.measure) else { continue };
            let measure = measure.under(chosen.definition, &chosen.name);
            let own = values.remove(&measure.id).unwrap_or_default();
            entries.push(Entry {
                parts: parts.extract_if(.., |part| part.measure == measure.id).collect(),
                headline: chosen.headline,
                line: Line { series: Series::of(&measure, own), measure },
            });
        }
        Ok(Self {
            entries,
            results: result::store::all(read, initiative).await?,
            narratives: store::narratives(read, initiative, edition.id).await?,
            shown: seen,
            hidden: reasons.values().sum(),
            reasons,
        })
    }

    pub(crate) fn draw(&self, visit: &Visit, edition: &Edition) -> Markup {
        let of = |result: &PopulationResult| {
            let id = result.id;
            self.entries.iter().filter(move |entry| entry.line.measure.result == id)
        };
        let said = |result: &PopulationResult| self.narratives.iter().find(|said| said.result == result.id);
        html! {
            @for result in &self.results {
                @if of(result).next().is_some() || said(result).is_some() {
                    (section(&format!("result-{}", result.number), html! { span dir="auto" { (result.condition) } }, html! {
                        @if let Some(said) = said(result) {
                            @for paragraph in said.words.split('\n').filter(|words| !words.trim().is_empty()) { p dir="auto" { (paragraph) } }
                        }
                        @if edition.is(State::Assembling) {
                            ul { @for entry in of(result) { li { span dir="auto" { (entry.line.measure.name) } } } }
                        } @else { (measured(visit, of(result))) }
                    }))
                }
            }
        }
    }

    /// Every number as it is shown, a line each.
    pub(crate) fn csv(&self) -> String {
        let mut text = String::from(
            "measure,name,definition,period,dimension,category,numerator,denominator,value,reported,expected,hidden\n",
        );
        for entry in &self.entries {
            let measure = &entry.line.measure;
            for value in &entry.line.series.values {
                let row = Row {
                    measure,
                    period: &value.period,
                    of: ["", ""],
                    counts: [value.reported, value.expected],
                };
                row.write(&mut text, value.pooled(), value.hidden);
            }
            for part in &entry.parts {
                let of = [part.dimension_name.as_str(), part.name.as_str()];
                let row = Row { measure, period: &part.period, of, counts: [part.reported, part.expected] };
                row.write(&mut text, part.pooled(), !part.reason.is_empty());
            }
        }
        text
    }
}

/// A line of the file.
struct Row<'a> {
    measure: &'a Measure,
    period: &'a str,
    of: [&'a str; 2],
    counts: [i64; 2],
}

impl Row<'_> {
    fn write(&self, text: &mut String, pooled: Option<Pooled>, hidden: bool) {
        let version = self.measure.at(self.period);
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        let divided = version.value_kind().is_divided();
        let value = pooled
            .and_then(|pooled| if divided { pooled.rate(version.factor) } else { version.value(pooled) });
        let cells = [
            self.measure.number.to_string(),
            self.measure.name.clone(),
            version.number.to_string(),
            self.period.to_owned(),
            self.of[0].to_owned(),
            self.of[1].to_owned(),
            number(pooled.map(|pooled| pooled.numerator)),
            number(pooled.filter(|_| divided).map(|pooled| pooled.denominator)),
            number(value),
            self.counts[0].to_string(),
            self.counts[1].to_string(),
            if hidden { "yes" } else { "" }.to_owned(),
        ];
        text.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        text.push('\n');
    }
}

/// A cell of a CSV file. What a spreadsheet would take for a formula is kept from being one.
fn quoted(cell: &str) -> String {
    let number = cell.parse::<f64>().is_ok();
    let cell = if !number && cell.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

fn measured<'a>(visit: &Visit, entries: impl Iterator<Item = &'a Entry>) -> Markup {
    let (headline, others): (Vec<&Entry>, Vec<&Entry>) = entries.partition(|entry| entry.headline);
    html! {
        @for entry in &headline {
            h3 dir="auto" { (entry.line.measure.name) }
            p { (view::lead(visit.say(), &entry.line.measure, &entry.line.series)) }
            (look::sheet(entry.line.chart(visit.say()).draw(visit.say())))
            (groups(visit, entry))
            (ways(visit, &entry.line.measure))
        }
        @if !others.is_empty() {
            (table(visit, &others))
            @for entry in others { @if !entry.parts.is_empty() {
                h3 dir="auto" { (entry.line.measure.name) }
                (groups(visit, entry))
            } }
        }
    }
}

impl Line {
    /// The values and what is usual, and nothing that the edition does not say.
    pub(crate) fn chart(&self, say: &Say) -> LineChart {
        let scene = Scene {
            course: None,
            baseline: None,
            outlook: None,
            stories: &[],
            annotations: &[],
            reading: Reading::Limits,
        };
        picture::chart(say, &self.measure, &self.series, &scene)
    }
}

/// The measures that have no picture.
fn table(visit: &Visit, entries: &[&Entry]) -> Markup {
    let say = visit.say();
    let table = Table::new(visit.t("edition-others"))
        .column(visit.t("scorecard-measure"))
        .number(visit.t("scorecard-latest"))
        .column(visit.t("scorecard-over-time"))
        .column(visit.t("scorecard-says"))
        .column(visit.t("scorecard-reported"));
    let row = |table: Table, entry: &&Entry| {
        let Line { measure, series } = &entry.line;
        let unit = measure.in_force().chart_unit();
        let ask = visit.href(&format!("measures/{}/challenge", measure.number));
        let name = html! {
            a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) }
            small.under { a href=(ask) { (visit.t("challenge-link")) } }
        };
        let latest = series.headline();
        let value = html! {
            @if let Some((_, value, drawn)) = latest { b { (unit.words(say, drawn)) } " " small { (value.label) } }
            @else { (view::lead(say, measure, series)) }
        };
        let over_time =
            html! { @if latest.is_some() { (spark(say, &unit, &series.drawn, Standing::Plain)) } };
        let says = html! { @if latest.is_some() { (scorecard::signal(say, series)) } };
        let reported = html! { @if let Some((_, value, _)) = latest { (scorecard::coverage(say, value)) } };
        table.row([name, value, over_time, says, reported])
    };
    entries.iter().fold(table, row).draw()
}

fn ways(visit: &Visit, measure: &Measure) -> Markup {
    let of = |path: &str| visit.href(&format!("measures/{}/{path}", measure.number));
    html! {
        div.acts {
            (quiet_link(visit.t("challenge-link"), &of("challenge")))
            (quiet_link(visit.t("embed-link"), &of("embed/how")))
        }
    }
}

/// What the latest period says of each group and place.
fn groups(visit: &Visit, entry: &Entry) -> Markup {
    let mut dimensions: BTreeMap<&str, Vec<&PublishedPart>> = BTreeMap::new();
    for part in &entry.parts {
        dimensions.entry(&part.dimension_name).or_default().push(part);
    }
    html! { @for (name, parts) in dimensions { (group(visit, &entry.line.measure, name, &parts)) } }
}

fn group(visit: &Visit, measure: &Measure, name: &str, parts: &[&PublishedPart]) -> Markup {
    let told = |part: &&&PublishedPart| part.numerator.is_some() || !part.reason.is_empty();
    let Some(latest) = parts.iter().filter(told).map(|part| part.period.as_str()).max() else {
        return html! {};
    };
    let say = visit.say();
    let version = measure.at(latest);
    let unit = version.chart_unit();
    let caption = visit.with("edition-by", &[("name", name.into()), ("period", latest.into())]);
    let mut table =
        Table::new(caption).column(name).number(visit.t("look-value")).column(visit.t("scorecard-reported"));
    let rows = tree(parts.iter().copied().filter(|part| part.period == latest).collect());
    let hidden = rows.iter().any(|(_, part)| !part.reason.is_empty());
    for (depth, part) in rows {
        let value = match part.pooled() {
            _ if !part.reason.is_empty() => {
                html! { span title=(visit.t("value-hidden")) { "‡" } span.unseen { (visit.t("value-hidden")) } }
            }
            Some(pooled) => html! { (look::chart::value_words(say, &unit, version.value(pooled))) },
            None => html! { (visit.t("value-not-yet")) },
        };
        let of = visit.with(
            "value-coverage",
            &[("reported", part.reported.into()), ("expected", part.expected.into())],
        );
        let name = html! { @for _ in 0..depth { "\u{2003}" } span dir="auto" { (part.name) } };
        table = table.row([name, value, html! { (of) }]);
    }
    html! {
        (table.draw())
        @if hidden { (small(visit.t("value-hidden-sign"))) }
    }
}

/// Places with those in them behind them, and how deep each lies.
fn tree(parts: Vec<&PublishedPart>) -> Vec<(usize, &PublishedPart)> {
    let there: Vec<CategoryId> = parts.iter().map(|part| part.category).collect();
    let within = |part: &PublishedPart| part.parent.filter(|parent| there.contains(parent));
    let mut ordered = Vec::new();
    let mut waiting: Vec<(usize, &PublishedPart)> =
        parts.iter().rev().filter(|part| within(part).is_none()).map(|part| (0, *part)).collect();
    while let Some((depth, part)) = waiting.pop() {
        ordered.push((depth, part));
        let inside = parts.iter().rev().filter(|other| within(other) == Some(part.category));
        waiting.extend(inside.map(|other| (depth + 1, *other)));
    }
    ordered
}
