use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::chart::alone::Lines;
use web::look::{self, quote, small};
use web::{Answer, Routes, Visit};

use crate::edition::report::Line;
use crate::edition::{self, Edition};
use crate::measure::{READ, page::asked, view};
use crate::surface;
use crate::value::Series;

/// What an SVG's styles may be: it brings its own.
const OWN: &str = "'unsafe-inline'";

pub(crate) fn routes() -> Routes {
    Routes::new().page("measures/{n}/embed.svg", &READ, picture).page("measures/{n}/embed", &READ, leaf).page(
        "measures/{n}/embed/how",
        &READ,
        how,
    )
}

/// A measure as the latest edition shows it, whoever asks.
struct Published {
    line: Line,
    edition: Edition,
}

impl Published {
    async fn load(visit: &Visit) -> Result<Self> {
        let mut read = visit.read().await?;
        let measure = asked(visit, &mut read).await?;
        let found = edition::store::latest(&mut read, visit.initiative()?).await?.ok_or(Error::Missing)?;
        let (measure, values) = surface::published(&mut read, visit.initiative()?, &found, measure)
            .await?
            .ok_or(Error::Missing)?;
        Ok(Self { line: Line { series: Series::of(&measure, values), measure }, edition: found })
    }

    fn address(&self, visit: &Visit) -> String {
        visit.address(&format!("measures/{}", self.line.measure.number))
    }

    /// Whose it is and of which edition.
    fn source(&self, visit: &Visit) -> String {
        let place = visit.place.as_ref().map_or("", |place| place.name.as_str());
        let day = self.edition.published_at.map_or_else(String::new, |at| visit.say().day(at));
        visit.with(
            "embed-source",
            &[("place", place.into()), ("edition", self.edition.title.as_str().into()), ("day", day.into())],
        )
    }
}

async fn picture(visit: Visit) -> Result<Answer> {
    let shown = Published::load(&visit).await?;
    let say = visit.say();
    let latest = shown.line.series.headline().map_or_else(
        || visit.t("value-none"),
        |(_, value, drawn)| {
            let words = shown.line.measure.in_force().chart_unit().words(say, drawn);
            format!("{words} ({})", value.label)
        },
    );
    let (source, href) = (shown.source(&visit), shown.address(&visit));
    let lines = Lines { latest: &latest, source: &source, href: &href, lang: say.lang() };
    let file = shown.line.chart(say).alone(say, &lines);
    Ok(Answer::shown("image/svg+xml; charset=utf-8", file).framed(OWN))
}

async fn leaf(visit: Visit) -> Result<Answer> {
    let shown = Published::load(&visit).await?;
    let say = visit.say();
    let ask = visit.address(&format!("measures/{}/challenge", shown.line.measure.number));
    let main = html! {
        h1.chart-title dir="auto" { a href=(shown.address(&visit)) { (shown.line.measure.name) } }
        p { (view::lead(say, &shown.line.measure, &shown.line.series)) }
        (shown.line.chart(say).draw(say))
        (small(html! { a href=(shown.address(&visit)) { (shown.source(&visit)) } " · " a href=(ask) { (visit.t("challenge-link")) } }))
    };
    Ok(Answer::leaf(look::leaf(say, &shown.line.measure.name, main)))
}

/// What to copy, and how it looks.
async fn how(visit: Visit) -> Result<Answer> {
    let shown = Published::load(&visit).await?;
    let address = |path: &str| visit.address(&format!("measures/{}/{path}", shown.line.measure.number));
    let frame = format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"560\" loading=\"lazy\"></iframe>",
        address("embed"),
        attribute(&shown.line.measure.name)
    );
    let image = format!(
        "<a href=\"{}\"><img src=\"{}\" alt=\"{}\" width=\"860\"></a>",
        shown.address(&visit),
        address("embed.svg"),
        attribute(&view::lead(visit.say(), &shown.line.measure, &shown.line.series))
    );
    let title = visit.t("embed-title");
    let back = html! { a href=(visit.href(&format!("measures/{}", shown.line.measure.number))) dir="auto" { (shown.line.measure.name) } };
    let page = html! {
        (look::page_head(back, title.as_str(), visit.t("embed-lead")))
        (copied(&visit, "picture", &image))
        (copied(&visit, "page", &frame))
        (small(shown.source(&visit)))
        img src=(visit.href(&format!("measures/{}/embed.svg", shown.line.measure.number))) alt=(view::lead(visit.say(), &shown.line.measure, &shown.line.series)) width="860";
    };
    visit.page(title).show(page).await
}

fn copied(visit: &Visit, what: &str, words: &str) -> Markup {
    look::section(what, visit.t(&format!("embed-as-{what}")), html! { (quote(words, html! {})) })
}

/// Words as they stand in an attribute.
fn attribute(words: &str) -> String {
    words.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
