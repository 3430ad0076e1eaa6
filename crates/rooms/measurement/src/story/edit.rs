//! Changing what was told in a session.

use kernel::{Error, Result};
use maud::html;
use web::look;
use web::{Answer, Form, Routes, Visit};

use super::acts::EditStory;
use super::{Story, TELL, store};
use crate::turn::forms::{aside, number, version};
use crate::turn::story_fields;
use crate::{measure, turn};

pub(super) fn routes() -> Routes {
    Routes::new().page("stories/{n}/edit", &TELL, edit).form("stories/{n}", &TELL, change)
}

/// The story of the address with those it may be a cause of.
async fn asked(visit: &Visit) -> Result<(Story, Vec<Story>)> {
    let mut read = visit.read().await?;
    let initiative = visit.initiative()?;
    let story = store::numbered(&mut read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    if story.turn.is_none() {
        return Err(Error::Rule("story-rule-no-session"));
    }
    let mut others = store::of_measure(&mut read, initiative, story.measure).await?;
    others.reverse();
    Ok((story, others))
}

async fn edit(visit: Visit) -> Result<Answer> {
    let (story, others) = asked(&visit).await?;
    let cause_of = others.iter().find(|other| Some(other.id) == story.cause_of);
    let form = visit
        .form("turn-factor")
        .start("words", story.words.as_str())
        .start("direction", story.direction.as_str())
        .start("voice", story.voice.as_str())
        .start("source", story.source.as_str())
        .start("cause_of", cause_of.map(|other| other.number.to_string()).unwrap_or_default())
        .start("aside", if story.aside { "yes" } else { "" });
    show(&visit, &story, &others, form, false).await
}

async fn change(visit: Visit) -> Result<Answer> {
    let (story, others) = asked(&visit).await?;
    let sent = visit.sent();
    let act = EditStory {
        story: story.number,
        version: sent.parse("version").unwrap_or(story.version),
        words: sent.get("words").to_owned(),
        direction: sent.get("direction").to_owned(),
        source: sent.get("source").to_owned(),
        voice: sent.get("voice").to_owned(),
        cause_of: number(sent, "cause_of"),
        aside: sent.has("aside"),
    };
    match visit.execute(act).await {
        Ok(number) => Ok(visit.done(&back(&visit, &story, number).await?, "turn-changed")),
        Err(Error::Invalid(problems)) => {
            show(&visit, &story, &others, visit.form_again("turn-factor", problems), true).await
        }
        Err(error) => Err(error),
    }
}

/// Back to where it stands in its session.
async fn back(visit: &Visit, story: &Story, number: i64) -> Result<String> {
    let mut read = visit.read().await?;
    let turn = match story.turn {
        Some(id) => turn::store::find(&mut read, visit.initiative()?, id).await?,
        None => None,
    };
    Ok(match turn {
        Some(turn) => visit.href(&format!("turns/{}/steps/story#story-{number}", turn.number)),
        None => visit.href(&format!("stories/{number}")),
    })
}

async fn show(visit: &Visit, story: &Story, others: &[Story], form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let measure = measure::store::find(&mut read, visit.initiative()?, story.measure).await?;
    drop(read);
    let here = visit.href(&format!("stories/{}", story.number));
    let fields = html! {
        (version(visit, story.version))
        (story_fields(visit, others, Some(story.id), &form))
        (aside(visit, &form))
    };
    let title = visit.t("story-edit-title");
    let back = html! {
        span dir="auto" { (measure.map(|measure| measure.name).unwrap_or_default()) } " / "
        a href=(here) { (visit.t("kind-story")) }
    };
    let page = html! {
        (look::page_head(back, title.as_str(), visit.t("turn-edit-lead")))
        (form.draw(&here, "turn-save", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}
