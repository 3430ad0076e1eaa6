//! The page on which an edition is put together.

use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Width};
use web::{Answer, Form, Routes, Visit};

use super::acts::{AssembleEdition, ChangeEdition, Contents, Said};
use super::page::asked;
use super::{ASSEMBLE, State, store};
use crate::measure::{self, Measure};
use crate::result::{self, PopulationResult};

/// What becomes of a measure; the first word is what leaves it out.
const PLACES: [&str; 3] = ["no", "headline", "other"];

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("editions/new", &ASSEMBLE, new)
        .form("editions", &ASSEMBLE, assemble)
        .page("editions/{n}/edit", &ASSEMBLE, edit)
        .form("editions/{n}/edit", &ASSEMBLE, change)
}

/// What was sent.
fn contents(visit: &Visit) -> Contents {
    let sent = visit.sent();
    let of = |place: &str| -> Vec<i64> {
        sent.pairs()
            .filter(|(_, value)| *value == place)
            .filter_map(|(field, _)| field.strip_prefix("measure-")?.parse().ok())
            .collect()
    };
    let said = sent.pairs().filter_map(|(field, words)| {
        let result = field.strip_prefix("result-")?.parse().ok()?;
        Some(Said { result, words: words.to_owned() })
    });
    Contents {
        title: sent.get("title").to_owned(),
        words: sent.get("words").to_owned(),
        since: sent.get("since").to_owned(),
        until: sent.get("until").to_owned(),
        headline: of("headline"),
        others: of("other"),
        narratives: said.collect(),
        corrects: sent.has("corrects").then(|| sent.parse("corrects").unwrap_or(0)),
    }
}

async fn new(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let latest = store::latest(&mut read, visit.initiative()?).await?;
    drop(read);
    let mut form = visit.form("edition");
    if let Some(latest) = latest.filter(|_| !visit.query().has("corrects")) {
        form = form.start("since", latest.since);
    }
    form = form.start("corrects", visit.query().get("corrects"));
    draw(&visit, form, "editions", None, false).await
}

async fn assemble(visit: Visit) -> Result<Answer> {
    match visit.execute(AssembleEdition { contents: contents(&visit) }).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("editions/{number}")), "edition-assembled")),
        Err(Error::Invalid(problems)) => {
            draw(&visit, visit.form_again("edition", problems), "editions", None, true).await
        }
        Err(error) => Err(error),
    }
}

async fn edit(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let edition = asked(&visit, &mut read).await?;
    if edition.is(State::Published) {
        return Err(Error::Rule("edition-rule-published"));
    }
    let chosen = store::chosen(&mut read, initiative, edition.id).await?;
    let narratives = store::narratives(&mut read, initiative, edition.id).await?;
    let measures = measure::store::all(&mut read, initiative).await?;
    let results = result::store::all(&mut read, initiative).await?;
    drop(read);
    let mut form = visit
        .form("edition")
        .start("title", &edition.title)
        .start("words", &edition.words)
        .start("since", &edition.since)
        .start("until", &edition.until)
        .start("corrects", edition.corrects.map_or_else(String::new, |number| number.to_string()));
    for chosen in &chosen {
        if let Some(measure) = measures.iter().find(|measure| measure.id == chosen.measure) {
            let place = if chosen.headline { "headline" } else { "other" };
            form = form.start(&format!("measure-{}", measure.number), place);
        }
    }
    for said in &narratives {
        if let Some(result) = results.iter().find(|result| result.id == said.result) {
            form = form.start(&format!("result-{}", result.number), &said.words);
        }
    }
    draw(&visit, form, &format!("editions/{}/edit", edition.number), Some(edition.version), false).await
}

async fn change(visit: Visit) -> Result<Answer> {
    let number: i64 = visit.part("n")?;
    let seen = visit.sent().parse("seen").unwrap_or(0);
    match visit.execute(ChangeEdition { edition: number, seen, contents: contents(&visit) }).await {
        Ok(()) => Ok(visit.done(&visit.href(&format!("editions/{number}")), "edition-changed")),
        Err(Error::Invalid(problems)) => {
            let form = visit.form_again("edition", problems);
            draw(&visit, form, &format!("editions/{number}/edit"), Some(seen), true).await
        }
        Err(error) => Err(error),
    }
}

async fn draw(visit: &Visit, form: Form<'_>, action: &str, seen: Option<i64>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let measures = measure::store::all(&mut read, initiative).await?;
    let results = result::store::all(&mut read, initiative).await?;
    let published = store::all(&mut read, initiative).await?;
    drop(read);
    let none = (String::new(), visit.t("edition-corrects-none"));
    let published = published.into_iter().filter(|edition| edition.is(State::Published));
    let published = published.map(|edition| (edition.number.to_string(), edition.title));
    let corrects: Vec<(String, String)> = [none].into_iter().chain(published).collect();
    let fields = html! {
        @if let Some(seen) = seen { input type="hidden" name="seen" value=(seen); }
        (form.line("title"))
        (form.field("words").textarea(4).optional().draw(visit.say()))
        div.abreast {
            (form.field("since").width(Width::Short).optional().draw(visit.say()))
            (form.field("until").width(Width::Short).optional().draw(visit.say()))
        }
        @if corrects.len() > 1 { (form.select("corrects", &corrects)) }
        (chapters(visit, &form, &results, &measures))
    };
    let title = visit.t(if seen.is_some() { "edition-edit-title" } else { "edition-new-title" });
    let back = html! { a href=(visit.href("editions")) { (visit.t("editions-title")) } };
    let page = html! {
        (look::page_head(back, title.as_str(), visit.t("edition-new-lead")))
        @if measures.is_empty() {
            (look::empty(visit.say(), visit.t("edition-no-measure"), html! {}, html! {}))
        } @else { (form.draw(&visit.href(action), "edition-keep", fields)) }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// For each result what is said of it, and which of its measures stand in the edition.
fn chapters(visit: &Visit, form: &Form<'_>, results: &[PopulationResult], measures: &[Measure]) -> Markup {
    let places: Vec<(String, String)> =
        PLACES.iter().map(|word| ((*word).to_owned(), visit.t(&format!("edition-place-{word}")))).collect();
    let measured = results.iter().filter(|result| measures.iter().any(|measure| measure.result == result.id));
    html! {
        @for result in measured {
            (look::fieldset(result.condition.as_str(), html! {
                @for measure in measures.iter().filter(|measure| measure.result == result.id) {
                    (form.named_select(&format!("measure-{}", measure.number), &measure.name, &places))
                }
                (form.named(&format!("result-{}", result.number), &visit.t("edition-narrative")).textarea(4).optional().draw(visit.say()))
            }))
        }
    }
}
