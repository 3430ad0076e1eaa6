use kernel::{Error, Result};
use maud::{Markup, html};
use serde_json::json;
use web::look::chart::spark::spark;
use web::look::{self, Standing, Table, quiet_link, small};
use web::{Answer, Routes, Visit};

use super::{Place, store};
use crate::dimension::Category;
use crate::gap::page::encoded;
use crate::measure::page::{LINES, asked};
use crate::measure::{Measure, READ, READ_PARTS, picture, scorecard, view};
use crate::surface;
use crate::value::{Series, Value};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures/{n}/places", &READ, show)
        .page("measures/{n}/places/{place}", &READ, show)
        .api_get("measures/{n}/places", &READ, show_api)
        .api_get("measures/{n}/places/{place}", &READ, show_api)
}

/// One level of the tree, with the way to it.
struct Level {
    measure: Measure,
    tree: String,
    /// All places together.
    whole: Series,
    /// The widest first; the last is where one is.
    above: Vec<Place>,
    /// Those on this part of the list that lie there.
    places: Vec<Place>,
    count: usize,
}

impl Level {
    async fn load(visit: &Visit) -> Result<Self> {
        let mut read = visit.read().await?;
        let initiative = visit.initiative()?;
        let measure = asked(visit, &mut read).await?;
        let (tree, name) = store::tree(&mut read, initiative, measure.id).await?.ok_or(Error::Missing)?;
        let here = match visit.part::<String>("place") {
            Ok(code) => Some(store::coded(&mut read, initiative, tree, &code).await?.ok_or(Error::Missing)?),
            Err(_) => None,
        };
        let mut above = match &here {
            Some(here) => store::above(&mut read, initiative, here).await?,
            None => Vec::new(),
        };
        let id = here.as_ref().map(|here| here.id);
        above.extend(here);
        let part = visit.paging(LINES).part();
        let within = store::within(&mut read, initiative, tree, id, part).await?;
        let all: Vec<_> = above.iter().chain(&within).map(|place| place.id).collect();
        let mut counts = store::counts(&mut read, initiative, tree, &all).await?;
        let roots = store::roots(&mut read, initiative, tree).await?;
        let mut parts = surface::parts_of(visit, &mut read, &measure, &all).await?;
        let values = surface::whole(visit, &mut read, &measure).await?;
        drop(read);
        let count = id.map_or(roots, |id| counts.get(&id).copied().unwrap_or(0));
        let mut place = |category: Category| Place {
            series: Series::of(&measure, parts.remove(&category.id).unwrap_or_default()),
            within: counts.remove(&category.id).unwrap_or(0),
            category,
        };
        Ok(Self {
            above: above.into_iter().map(&mut place).collect(),
            places: within.into_iter().map(&mut place).collect(),
            whole: Series::of(&measure, values),
            tree: name,
            measure,
            count: count.max(0) as usize,
        })
    }

    /// Where one is; all places together if nowhere in particular.
    fn here(&self) -> &Series {
        self.above.last().map_or(&self.whole, |place| &place.series)
    }
}

async fn show(visit: Visit) -> Result<Answer> {
    let level = Level::load(&visit).await?;
    let say = visit.say();
    let base = visit.href(&format!("measures/{}", level.measure.number));
    let title = level.above.last().map_or(&level.tree, |place| &place.category.name);
    let lead = match level.here().headline() {
        Some((_, value, _)) => view::value_sentence(say, level.measure.in_force(), value),
        None => visit.t("place-none"),
    };
    let kicker = html! { a href=(base) dir="auto" { (level.measure.name) } " / " (visit.t("place-section")) };
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (title) } }, lead))
        (picture(&visit, &level))
        (look::section("tree", visit.t("place-tree"), html! {
            (tree(&visit, &base, &level))
            (visit.paging(LINES).draw(&visit, level.count, "#tree"))
            (small(visit.t("place-order")))
        }))
        (rows(&visit, &base, &level))
        div.acts { (quiet_link(visit.t("story-back"), &base)) }
    };
    visit.page(title.clone()).show(page).await
}

/// The place over time, with what is usual for it.
fn picture(visit: &Visit, level: &Level) -> Markup {
    match level.above.last() {
        Some(here) if here.series.headline().is_some() => {
            let chart = picture::of_place(visit.say(), &level.measure, &here.category.name, &here.series);
            look::sheet(chart.draw(visit.say()))
        }
        _ => html! {},
    }
}

/// The way to here and what lies here, each step further in.
fn tree(visit: &Visit, base: &str, level: &Level) -> Markup {
    let say = visit.say();
    let table = Table::new(visit.t("place-tree"))
        .quiet_caption()
        .steady()
        .column(&level.tree)
        .number(visit.t("scorecard-latest"))
        .column(visit.t("scorecard-over-time"))
        .column(visit.t("scorecard-reported"));
    let all = html! { a href=(format!("{base}/places")) { (visit.t("place-all")) } };
    let table = table.row(row(visit, &level.measure, all, &level.whole));
    let steps = level.above.iter().map(|place| (place, true)).enumerate();
    let depth = level.above.len();
    let inside = level.places.iter().map(|place| (depth, (place, false)));
    let rows = steps.chain(inside).map(|(step, (place, passed))| {
        let here = passed && step + 1 == depth;
        let href = format!("{base}/places/{}", encoded(&place.category.code));
        let name = html! {
            span.step.(format!("step-{}", (step + 1).min(4))) {
                @if here { b dir="auto" { (place.category.name) } }
                @else if passed || place.within > 0 { a href=(href) dir="auto" { (place.category.name) } }
                @else { a.leaf href=(href) dir="auto" { (place.category.name) } }
                @if place.within > 0 && !passed {
                    small { (say.with("place-within", &[("count", place.within.into())])) }
                }
            }
        };
        row(visit, &level.measure, name, &place.series)
    });
    rows.fold(table, Table::row).draw()
}

fn row(visit: &Visit, measure: &Measure, name: Markup, series: &Series) -> [Markup; 4] {
    let say = visit.say();
    let unit = measure.in_force().chart_unit();
    let hidden = series.values.iter().any(|value| value.hidden);
    let last: Option<&Value> = series.headline().map(|(_, value, _)| value).or(series.values.last());
    [
        name,
        html! {
            @if let Some((_, value, drawn)) = series.headline() { b { (unit.words(say, drawn)) } " " small { (value.label) } }
            @else if hidden { (say.t("look-hidden")) }
            @else { (say.t("value-none")) }
        },
        html! { @if series.headline().is_some() { (spark(say, &unit, &series.drawn, Standing::Plain)) } },
        html! { @if let Some(value) = last.filter(|value| value.expected > 0) { (scorecard::reporters(say, measure.at(&value.period), value)) } },
    ]
}

/// From the place's figure to the rows it was made from, for members.
fn rows(visit: &Visit, base: &str, level: &Level) -> Markup {
    let here = level.above.last().filter(|_| visit.could(&READ_PARTS));
    let said = here.and_then(|here| Some((here, here.series.headline()?.1)));
    html! {
        @if let Some((here, value)) = said {
            @let words = visit.with("measure-where-from", &[("period", value.label.as_str().into())]);
            p { a href=(format!("{base}/periods/{}/of/{}", value.period, encoded(&here.category.code))) { (words) } }
        }
    }
}

async fn show_api(visit: Visit) -> Result<Answer> {
    let level = Level::load(&visit).await?;
    let version = level.measure.in_force();
    let one = |place: &Place| {
        let points = place.series.values.iter().enumerate().map(|(at, value)| {
            json!({
                "period": value.period,
                "value": place.series.drawn[at].map(|drawn| version.written(drawn)),
                "hidden": value.hidden,
                "reported": value.reported,
                "expected": value.expected,
            })
        });
        json!({
            "code": place.category.code,
            "name": place.category.name,
            "within": place.within,
            "series": points.collect::<Vec<_>>(),
        })
    };
    Ok(Answer::json(&json!({
        "tree": level.tree,
        "above": level.above.iter().map(one).collect::<Vec<_>>(),
        "count": level.count,
        "places": level.places.iter().map(one).collect::<Vec<_>>(),
    })))
}
