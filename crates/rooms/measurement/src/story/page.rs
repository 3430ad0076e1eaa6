use kernel::{Error, Result};
use maud::html;
use web::look::{self, Width, quiet_link};
use web::{Answer, Form, Routes, Visit};

use super::acts::TellStory;
use super::{Direction, READ, TELL, store};
use crate::cycle;
use crate::measure::page::asked;
use crate::measure::{self, Measure};
use crate::submission::{self, State};

/// The most numbers that are offered to be explained.
const OFFERED: usize = 300;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("measures/{n}/story", &TELL, new)
        .form("measures/{n}/story", &TELL, tell)
        .page("stories/{n}", &READ, show)
        .and(super::edit::routes())
}

async fn new(visit: Visit) -> Result<Answer> {
    let form = visit.form("story").start("submission", visit.query().get("submission"));
    show_new(&visit, form.start("period", visit.query().get("period")), false).await
}

async fn tell(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = TellStory {
        measure: visit.part("n")?,
        submission: sent.has("submission").then(|| sent.parse("submission").unwrap_or(0)),
        period: sent.get("period").to_owned(),
        words: sent.get("words").to_owned(),
        direction: sent.get("direction").to_owned(),
        source: sent.get("source").to_owned(),
        ..TellStory::default()
    };
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("stories/{number}")), "story-told")),
        Err(Error::Invalid(problems)) => show_new(&visit, visit.form_again("story", problems), true).await,
        Err(error) => Err(error),
    }
}

/// The numbers a story may explain: the latest that count, by partner and period.
async fn explained(visit: &Visit, measure: &Measure) -> Result<Vec<(String, String)>> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let mut accepted = Vec::new();
    for cycle in cycle::store::of_measure(&mut read, initiative, measure.id).await? {
        if accepted.len() >= OFFERED {
            break;
        }
        let sent = submission::store::of_cycle(&mut read, initiative, cycle.id).await?;
        accepted.extend(sent.into_iter().filter(|submission| submission.is(State::Accepted)));
    }
    let names = people::partner_names(&mut read, initiative).await?;
    let name = |submission: &submission::Submission| {
        let name = names.get(&submission.partnership).map_or("", String::as_str);
        (submission.number.to_string(), format!("{}, {name}", submission.label))
    };
    Ok(accepted.iter().filter(|submission| submission.seen_by(visit)).map(name).take(OFFERED).collect())
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let measure = asked(visit, &mut visit.read().await?).await?;
    let submissions = explained(visit, &measure).await?;
    let directions = Direction::ALL.map(|direction| {
        (direction.word().to_owned(), visit.t(&format!("story-direction-{}", direction.word())))
    });
    let whole = [(String::new(), visit.t("story-submission-none"))];
    let fields = html! {
        (form.text("words", 3))
        (form.radios("direction", &directions))
        (form.line("source"))
        (form.field("period").width(Width::Short).optional().draw(visit.say()))
        @if !submissions.is_empty() { (form.select("submission", &[&whole[..], &submissions].concat())) }
    };
    let action = visit.href(&format!("measures/{}/story", measure.number));
    let title = visit.t("story-new-title");
    let page = html! {
        (look::page_head(html! { span dir="auto" { (measure.name) } }, title.as_str(), visit.t("story-new-lead")))
        (form.draw(&action, "story-tell", fields))
    };
    let answer = visit.page(title);
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

async fn show(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let story = store::numbered(&mut read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    let measure = measure::store::find(&mut read, initiative, story.measure).await?.ok_or(Error::Missing)?;
    drop(read);
    let href = visit.href(&format!("measures/{}", measure.number));
    let source = match story.voice.as_str() {
        voice if story.source.is_empty() => visit.t(&format!("story-voice-{voice}")),
        _ => story.source.clone(),
    };
    let lead = visit.with(&format!("story-lead-{}", story.direction), &[("source", source.into())]);
    let told = visit.with(
        "story-by",
        &[("name", story.told_by.as_str().into()), ("day", visit.say().day(story.told_at).into())],
    );
    let place = html! { a href=(href) dir="auto" { (measure.name) } " / " (visit.t("kind-story")) };
    let page = html! {
        (look::page_head(place, html! { span dir="auto" { (story.words) } }, lead))
        @if story.aside { (look::small(visit.t("story-aside"))) }
        (look::small(told))
        div.acts { (quiet_link(visit.t("story-back"), &href)) }
    };
    visit.page(story.words.clone()).about(story.about()).show(page).await
}
