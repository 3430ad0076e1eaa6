use kernel::{Error, Result};
use maud::{Markup, PreEscaped, html};
use web::look::{self, Table, do_link, section, small};
use web::{Answer, Class, Pieces, Routes, Visit};

use super::row::Piece;
use super::{COLUMNS, Format, Heading, Source, Writing, dataset};
use crate::measure::page::asked;
use crate::measure::{self, Measure, READ, READ_PARTS};
use crate::surface;
use crate::value::Value;

/// Bytes that are sent at once.
const PIECE: usize = 1 << 16;

pub(crate) fn routes() -> Routes {
    let pages = Routes::new().page("measures/{n}/data", &READ, one).page("data", &READ, all);
    Format::ALL.into_iter().fold(pages, |routes, format| {
        routes.page(&format!("measures/{{n}}/{}", format.file()), &READ, file_of_one).page(
            format.file(),
            &READ,
            file_of_all,
        )
    })
}

/// The heading of one measure's files.
pub(super) fn heading_of_one(visit: &Visit, measure: Measure) -> Result<Heading> {
    let path = format!("measures/{}/data", measure.number);
    Heading::of(visit, measure.name.clone(), &path, vec![measure])
}

/// The heading of the files of all measures, by number.
pub(super) async fn heading_of_all(visit: &Visit) -> Result<Heading> {
    let mut read = visit.read().await?;
    let measures = measure::store::all(&mut read, visit.initiative()?).await?;
    let mut measures = surface::all_as_seen(visit, &mut read, measures).await?;
    drop(read);
    measures.sort_by_key(|measure| measure.number);
    let name = visit.place()?.name.as_str();
    let title = visit.with("exchange-all-title", &[("initiative", name.into())]);
    Heading::of(visit, title, "data", measures)
}

async fn one(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(&visit, &mut read).await?;
    let values = surface::whole(&visit, &mut read, &measure).await?;
    drop(read);
    let period = |value: &Value| value.period.clone();
    let span = values.first().map(period).zip(values.last().map(period));
    let back =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let heading = Heading { span, ..heading_of_one(&visit, measure)? };
    let lead = visit.with("exchange-lead", &[("count", values.len().into())]);
    show(&visit, back, visit.t("exchange-title"), lead, &heading).await
}

async fn all(visit: Visit) -> Result<Answer> {
    let heading = heading_of_all(&visit).await?;
    let back = html! { a href=(visit.href("measures")) { (visit.t("scorecard-title")) } };
    let lead = visit.with("exchange-all-lead", &[("count", heading.measures.len().into())]);
    show(&visit, back, heading.title.clone(), lead, &heading).await
}

async fn show(visit: &Visit, back: Markup, title: String, lead: String, heading: &Heading) -> Result<Answer> {
    let shown = if visit.could(&READ_PARTS) { "exchange-shown-members" } else { "exchange-shown-public" };
    let page = html! {
        (look::page_head(back, title.as_str(), lead))
        p { (visit.t(shown)) }
        (section("files", visit.t("exchange-files"), files(visit, heading)))
        (section("columns", visit.t("exchange-columns"), columns(visit, heading)))
        (section("programs", visit.t("exchange-programs"), programs(visit, heading)))
        (described(heading))
    };
    visit.page(title).show(page).await
}

/// The one button is the workbook, which most people open.
fn files(visit: &Visit, heading: &Heading) -> Markup {
    let words = |format: Format| visit.t(&format!("exchange-format-{}", format.word()));
    let what_for = |format: Format| visit.t(&format!("exchange-format-{}-for", format.word()));
    let [first, others @ ..] = Format::ALL;
    let table = Table::new(visit.t("exchange-files"))
        .quiet_caption()
        .column(visit.t("exchange-file"))
        .column(visit.t("exchange-for"));
    let draw = |table: Table, format: Format| {
        let link = html! { a href=(visit.href(&heading.path(format))) { (words(format)) } };
        table.row([link, html! { (what_for(format)) }])
    };
    html! {
        p { (do_link(words(first), &visit.href(&heading.path(first)))) }
        p { (what_for(first)) }
        (others.into_iter().fold(table, draw).draw())
    }
}

fn columns(visit: &Visit, heading: &Heading) -> Markup {
    let table = Table::new(visit.t("exchange-columns"))
        .quiet_caption()
        .column(visit.t("exchange-column"))
        .column(visit.t("exchange-meaning"));
    let draw = |table: Table, (column, meaning): (&super::Column, &String)| {
        table.row([html! { code lang="en" { (column.name) } }, html! { (meaning) }])
    };
    html! {
        (COLUMNS.iter().zip(&heading.meanings).fold(table, draw).draw())
        (small(visit.t("exchange-whole")))
    }
}

fn programs(visit: &Visit, heading: &Heading) -> Markup {
    let api = heading.page.replacen("/i/", "/api/i/", 1);
    html! {
        p { (visit.t("exchange-api")) }
        pre.kept lang="en" { (api) }
        p { (visit.t("exchange-dhis2")) }
        pre.kept lang="en" { (visit.address("dhis2")) }
        @if visit.actor.person.is_some() { p { a href="/me/tokens" { (visit.t("exchange-token")) } } }
    }
}

/// What search engines read, in the page itself as they ask for it. It is data and no script: nothing runs.
fn described(heading: &Heading) -> Markup {
    let data = dataset::describe(heading).to_string().replace('<', "\\u003c");
    html! { script type="application/ld+json" lang="en" { (PreEscaped(data)) } }
}

async fn file_of_one(visit: Visit) -> Result<Answer> {
    let measure = asked(&visit, &mut visit.read().await?).await?;
    let number = measure.number;
    file(&visit, heading_of_one(&visit, measure)?, Some(number))
}

async fn file_of_all(visit: Visit) -> Result<Answer> {
    limited(&visit)?;
    file(&visit, heading_of_all(&visit).await?, None)
}

/// All measures at once are counted as searches and exports are.
pub(super) fn limited(visit: &Visit) -> Result<()> {
    let who = visit.actor.person.map_or_else(|| visit.ip().to_string(), |person| person.to_string());
    visit.limit(Class::Heavy, &who)
}

fn file(visit: &Visit, heading: Heading, of: Option<i64>) -> Result<Answer> {
    let format = Format::of_path(visit.path()).ok_or(Error::Missing)?;
    let name = format.name(&heading.slug, of);
    let answer = sent(visit, format, heading, &name)?;
    // A CSV says where its description stands, as "CSV on the Web" asks.
    Ok(match format {
        Format::Csv => answer.header(
            axum::http::header::LINK,
            &format!("<{}>; rel=\"describedby\"; type=\"application/csvm+json\"", Format::Csvw.file()),
        ),
        _ => answer,
    })
}

/// A file, written while it is sent: one measure after the other, and of its categories some at a time.
pub(super) fn sent(visit: &Visit, format: Format, heading: Heading, name: &str) -> Result<Answer> {
    let measures = if format.holds_values() { heading.measures.clone() } else { Vec::new() };
    let mut writing = format.writing(heading)?;
    let visit = visit.clone();
    Ok(Answer::written(format.mime(), name, async move |pieces: Pieces| {
        let mut out = Vec::new();
        writing.begin(&mut out)?;
        for measure in measures {
            let mut source = Source::of(measure);
            while let Some(piece) = next(&visit, &mut source).await? {
                for row in piece.rows() {
                    writing.row(&row, &mut out)?;
                    if out.len() >= PIECE {
                        pieces.send(&mut out).await?;
                    }
                }
            }
        }
        let mut out = ended(writing, out).await?;
        pieces.send(&mut out).await
    }))
}

/// With a connection of its own: a slow reader keeps none.
async fn next(visit: &Visit, source: &mut Source) -> Result<Option<Piece>> {
    source.next(visit, &mut visit.read().await?).await
}

/// A workbook is packed at its end, which takes a while: not where others wait for this thread.
async fn ended(mut writing: Box<dyn Writing>, mut out: Vec<u8>) -> Result<Vec<u8>> {
    let ending = tokio::task::spawn_blocking(move || writing.end(&mut out).map(|()| out));
    ending.await.map_err(|error| Error::Internal(error.to_string()))?
}
