use ::store::Read;
use jiff::Timestamp;
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look;
use web::{Answer, Routes, Visit};

use super::{Frame, store};
use crate::conversation::{self, Conversation, READ};
use crate::map::page::Shown;

pub(crate) fn routes() -> Routes {
    Routes::new().page("conversations/{n}/days", &READ, one)
}

/// The frame that was asked for with `?day=`, or else the last; its place among how many.
pub(crate) async fn asked(
    visit: &Visit,
    read: &mut Read,
    conversation: &Conversation,
) -> Result<(Vec<(i64, Timestamp)>, i64, Option<Frame>)> {
    let initiative = visit.initiative()?;
    let days = store::days(read, initiative, conversation.number).await?;
    let last = days.len() as i64;
    let place = visit.query().parse("day").unwrap_or(last).clamp(1.min(last), last);
    let frame = store::one(read, initiative, conversation.number, place).await?.filter(|_| place > 0);
    Ok((days, place, frame))
}

async fn one(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let found = conversation::store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    let conversation = found.ok_or(Error::Missing)?;
    let (days, place, frame) = asked(&visit, &mut read, &conversation).await?;
    let shown = match &frame {
        Some(frame) => Some((frame.day, Shown::of_past(&visit, &mut read, frame.picture()?).await?)),
        None => None,
    };
    drop(read);
    let back = visit.href(&format!("conversations/{}/map", conversation.number));
    let kicker = html! { a href=(back) dir="auto" { (conversation.question) } };
    let lead = match &shown {
        Some((day, shown)) => visit.with(
            "lapse-lead",
            &[
                ("day", visit.say().day(*day).into()),
                ("people", shown.picture.people.into()),
                ("votes", shown.picture.votes.into()),
            ],
        ),
        None => visit.t("lapse-none"),
    };
    let page = html! {
        (look::page_head(kicker, visit.t("lapse-title"), lead))
        @if let Some((_, shown)) = &shown {
            (choose(&visit, &conversation, &days, place))
            (shown.past(&visit))
        }
    };
    visit.page(visit.t("lapse-title")).show(page).await
}

/// The day before, the day after, and a slider over all of them.
fn choose(visit: &Visit, conversation: &Conversation, days: &[(i64, Timestamp)], place: i64) -> Markup {
    let action = visit.href(&format!("conversations/{}/days", conversation.number));
    let to = |place: i64| format!("{action}?day={place}");
    let name = |place: i64| {
        days.iter().find(|day| day.0 == place).map_or_else(String::new, |day| visit.say().day(day.1))
    };
    let step = |key: &str, place: i64| visit.with(key, &[("day", name(place).into())]);
    html! {
        form.form method="get" action=(action) {
            div.field {
                label for="day" { (visit.t("lapse-day")) }
                input #day type="range" name="day" min="1" max=(days.len()) value=(place) aria-valuetext=(name(place));
            }
            (look::acts(html! {
                button.do.quiet type="submit" { (visit.t("lapse-show")) }
                @if place > 1 { a href=(to(place - 1)) rel="prev" { (step("lapse-earlier", place - 1)) } }
                @if place < days.len() as i64 { a href=(to(place + 1)) rel="next" { (step("lapse-later", place + 1)) } }
            }))
        }
    }
}
