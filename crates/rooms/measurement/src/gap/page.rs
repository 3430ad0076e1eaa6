use ::store::Read;
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, NavItem, quiet_link, section, tabs};
use web::{Answer, Routes, Visit};

use super::{Groups, REFERENCES, reference, view};
use crate::dimension::{self, Dimension};
use crate::measure::page::asked;
use crate::measure::{Measure, READ, READ_PARTS};
use crate::surface;
use crate::value::Series;

pub(crate) fn routes() -> Routes {
    Routes::new().page("measures/{n}/groups/{dimension}", &READ, show).api_get(
        "measures/{n}/groups/{dimension}",
        &READ,
        show_api,
    )
}

/// The dimension of the address, by its code.
async fn dimension(visit: &Visit, read: &mut Read, measure: &Measure) -> Result<(Vec<Dimension>, usize)> {
    let code: String = visit.part("dimension")?;
    let mut all = dimension::store::of_measure(read, visit.initiative()?, measure.id).await?;
    all.retain(|dimension| !dimension.places);
    let at = all.iter().position(|dimension| dimension.code.eq_ignore_ascii_case(&code));
    Ok((all, at.ok_or(Error::Missing)?))
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    let (dimensions, here) = dimension(&visit, &mut read, &measure).await?;
    let dimension = &dimensions[here];
    let values = surface::whole(&visit, &mut read, &measure).await?;
    let parts = surface::parts(&visit, &mut read, &measure, dimension).await?;
    drop(read);
    let chosen = visit.query().get("reference");
    let groups = Groups::of(&measure, dimension, &values, parts, reference(dimension, chosen));
    let whole = Series::of(&measure, values);
    let say = visit.say();
    let base = visit.href(&format!("measures/{}", measure.number));
    let path = |dimension: &Dimension| format!("{base}/groups/{}", encoded(&dimension.code));
    let others: Vec<NavItem> = dimensions
        .iter()
        .enumerate()
        .map(|(at, dimension)| NavItem::new(path(dimension), &dimension.name).here_if(at == here))
        .collect();
    let title = visit.with("gap-title", &[("dimension", dimension.name.as_str().into())]);
    let page = html! {
        (look::page_head(html! { a href=(base) dir="auto" { (measure.name) } }, title.as_str(), view::sentence(say, &measure, &whole, &groups)))
        @if dimensions.len() > 1 { (tabs(&visit.t("gap-dimensions"), &others)) }
        @if let Some(change) = view::change(say, &measure, &whole, &groups) { p { (change) } }
        (look::sheet(view::multiples(say, &measure, &whole, &groups)))
        @if groups.at.is_some() {
            (section("now", visit.t("gap-now-title"), html! {
                (choose(&visit, &path(dimension), dimension, chosen))
                (look::sheet(view::dots(say, &measure, &whole, &groups)))
                (view::table(say, &measure, &groups))
            }))
            (section("all", visit.t("gap-all-title"), view::indices(say, &groups)))
        }
        (lineage(&visit, &base, &whole, &groups))
        div.acts { (quiet_link(visit.t("story-back"), &base)) }
    };
    visit.page(title).show(page).await
}

/// With what groups are compared: it is stated, and can be chosen.
fn choose(visit: &Visit, path: &str, dimension: &Dimension, chosen: &str) -> Markup {
    let chosen = if chosen.is_empty() { REFERENCES[0] } else { chosen };
    let words = REFERENCES.iter().map(|word| ((*word).to_owned(), visit.t(&format!("gap-reference-{word}"))));
    let named = dimension.categories.iter().map(|category| (category.code.clone(), category.name.clone()));
    let items: Vec<NavItem> = words
        .chain(named)
        .map(|(word, label)| {
            let here = word == chosen;
            NavItem::new(format!("{path}?reference={}#now", encoded(&word)), label).here_if(here)
        })
        .collect();
    html! { p.small { (visit.t("gap-compared-with")) } (tabs(&visit.t("gap-compared-with"), &items)) }
}

/// A word as it stands in an address.
pub(crate) fn encoded(word: &str) -> String {
    word.bytes().fold(String::new(), |mut all, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => all.push(char::from(byte)),
            byte => {
                let hex =
                    |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase();
                all.extend(['%', hex(byte >> 4), hex(byte & 15)]);
            }
        }
        all
    })
}

/// From each group's figure to the rows it was made from, for members.
fn lineage(visit: &Visit, base: &str, whole: &Series, groups: &Groups<'_>) -> Markup {
    let Some(at) = groups.at.filter(|_| visit.could(&READ_PARTS)) else { return html! {} };
    let period = &whole.values[at];
    section(
        "rows",
        visit.with("measure-where-from", &[("period", period.label.as_str().into())]),
        html! {
            ul.loop role="list" {
                @for group in &groups.groups {
                    li { a href=(format!("{base}/periods/{}/of/{}", period.period, encoded(&group.category.code))) dir="auto" { (group.category.name) } }
                }
            }
        },
    )
}

async fn show_api(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    let (dimensions, here) = dimension(&visit, &mut read, &measure).await?;
    let dimension = &dimensions[here];
    let values = surface::whole(&visit, &mut read, &measure).await?;
    let parts = surface::parts(&visit, &mut read, &measure, dimension).await?;
    drop(read);
    let chosen = visit.query().get("reference");
    let groups = Groups::of(&measure, dimension, &values, parts, reference(dimension, chosen));
    let whole = Series::of(&measure, values);
    Ok(Answer::json(&super::api::shown(&measure, &whole, &groups)))
}

/// The first dimension's gap on the page of the measure, and the ways to all of them.
pub(crate) struct Section {
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) body: Option<Markup>,
}

impl Section {
    /// Reads only what is shown.
    pub(crate) async fn load(
        visit: &Visit,
        read: &mut Read,
        measure: &Measure,
        whole: &Series,
    ) -> Result<Self> {
        let dimensions = dimension::store::of_measure(read, visit.initiative()?, measure.id).await?;
        let body = match dimensions.iter().find(|dimension| !dimension.places) {
            Some(first) => {
                let parts = surface::parts(visit, read, measure, first).await?;
                let groups = Groups::of(measure, first, &whole.values, parts, reference(first, ""));
                let say = visit.say();
                Some(html! {
                    p { (view::sentence(say, measure, whole, &groups)) }
                    @if let Some(change) = view::change(say, measure, whole, &groups) { p { (change) } }
                    (view::multiples(say, measure, whole, &groups))
                })
            }
            None => None,
        };
        Ok(Self { dimensions, body })
    }

    /// The section; nothing where a measure is told apart by nothing.
    pub(crate) fn draw(&self, visit: &Visit, measure: &Measure) -> Markup {
        let base = visit.href(&format!("measures/{}", measure.number));
        let groups: Vec<&Dimension> = self.dimensions.iter().filter(|dimension| !dimension.places).collect();
        let places = self.dimensions.iter().any(|dimension| dimension.places);
        html! {
            @if let Some(body) = &self.body {
                (section("groups", visit.t("gap-section"), html! {
                    (body)
                    div.acts {
                        @for dimension in &groups {
                            (quiet_link(
                                visit.with("gap-link", &[("dimension", dimension.name.as_str().into())]),
                                &format!("{base}/groups/{}", encoded(&dimension.code)),
                            ))
                        }
                    }
                }))
            }
            @if places {
                (section("places", visit.t("place-section"), html! {
                    p { (visit.t("place-section-lead")) }
                    div.acts { (quiet_link(visit.t("place-link"), &format!("{base}/places"))) }
                }))
            }
        }
    }
}
