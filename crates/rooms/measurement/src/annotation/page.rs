use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Moment, timeline};
use web::text::{Arg, Say};
use web::{Answer, Form, Routes, Visit};

use super::acts::NoteAnnotation;
use super::{Annotation, NOTE, Occasion, store};
use crate::measure::forms::choices;
use crate::measure::page::asked;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures/{n}/annotations", &NOTE, new)
        .form("measures/{n}/annotations", &NOTE, note)
        .api_post("measures/{n}/annotations", &NOTE, note_api)
}

async fn new(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("annotation").start("kind", Occasion::Outside.word()), false).await
}

async fn note(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = NoteAnnotation {
        measure: visit.part("n")?,
        kind: sent.get("kind").to_owned(),
        words: sent.get("words").to_owned(),
        day: sent.get("day").to_owned(),
        until: sent.get("until").to_owned(),
        source: sent.get("source").to_owned(),
    };
    let here = visit.href(&format!("measures/{}#happened", act.measure));
    match visit.execute(act).await {
        Ok(_) => Ok(visit.done(&here, "annotation-noted")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("annotation", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn note_api(visit: Visit) -> Result<Answer> {
    let act = NoteAnnotation { measure: visit.part("n")?, ..visit.json()? };
    let number = visit.execute(act).await?;
    Ok(Answer::json(&serde_json::json!({ "number": number })))
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = asked(visit, &mut read).await?;
    let noted = store::of_measure(&mut read, visit.initiative()?, measure.id).await?;
    drop(read);
    let say = visit.say();
    let fields = html! {
        (form.line("words"))
        (form.radios("kind", &choices(visit, &Occasion::ALL.map(Occasion::word), "annotation-kind")))
        div.abreast {
            (form.field("day").date().draw(say))
            (form.field("until").date().optional().draw(say))
        }
        (form.field("source").optional().draw(say))
    };
    let action = visit.href(&format!("measures/{}/annotations", measure.number));
    let back =
        html! { a href=(visit.href(&format!("measures/{}", measure.number))) dir="auto" { (measure.name) } };
    let title = visit.t("annotation-new-title");
    let page = html! {
        (look::page_head(back, title.as_str(), visit.t("annotation-new-lead")))
        (form.draw(&action, "annotation-note", fields))
        @if !noted.is_empty() { (look::section("happened", visit.t("annotation-title"), list(say, &noted))) }
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// What happened, in order of time.
pub(crate) fn list(say: &Say, noted: &[Annotation]) -> Markup {
    let moments: Vec<Moment> = noted
        .iter()
        .map(|annotation| Moment {
            when: when(say, annotation),
            datetime: Some(annotation.day.clone()),
            title: html! { span dir="auto" { (annotation.words) } },
            detail: Some(html! {
                (say.t(&format!("annotation-kind-{}", annotation.kind)))
                @if !annotation.source.is_empty() { " · " span dir="auto" { (annotation.source) } }
                " · " span dir="auto" { (annotation.noted_by) }
            }),
        })
        .collect();
    timeline(&moments)
}

fn when(say: &Say, annotation: &Annotation) -> String {
    match annotation.days() {
        (Some(day), Some(until)) => {
            let ends = [("day", Arg::from(say.date(day))), ("until", say.date(until).into())];
            say.with("annotation-when", &ends)
        }
        (Some(day), None) => say.date(day),
        _ => annotation.day.clone(),
    }
}
