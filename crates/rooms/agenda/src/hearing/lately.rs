//! *You said, we did*: what was told last, whatever the conversation, and where something waits for an answer.

use ::store::Read;
use kernel::{Context, Ref, Result};
use maud::{Markup, html};
use web::look;
use web::text::Say;
use web::{Answer, Panel, Routes, Visit};

use super::store::Of;
use super::story::{by_when, mark, result};
use super::{ANSWER, Came, Outcome, Telling, store, today_of};
use crate::conversation::{self, READ};

/// Answers on one page; each may name something of another room.
pub(super) const PAGE: usize = 20;
/// Answers on the front page.
const FRONT: usize = 2;
/// Conversations whose waiting statements are counted, the latest first.
const CONVERSATIONS: usize = 20;

pub(crate) fn routes() -> Routes {
    Routes::new().page("answers", &READ, list)
}

/// What was told, and what came of it where it was named and the viewer may know of it.
pub(super) struct Seen {
    pub(super) of: Of,
    pub(super) came: Option<kernel::Card>,
}

pub(super) async fn seen(cx: &Context, read: &mut Read, part: ::store::Part) -> Result<Vec<Seen>> {
    let found = store::lately(read, cx.initiative()?, part).await?;
    let wanted: Vec<Ref> = found.iter().filter_map(|of| of.telling.came()).collect();
    let cards = cx.world.kinds.cards(cx, read, &wanted).await?;
    let seen = |of: Of| Seen { came: of.telling.came().and_then(|came| cards.get(&came).cloned()), of };
    Ok(found.into_iter().map(seen).collect())
}

async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let paging = visit.paging(PAGE);
    let mut read = visit.read().await?;
    let counts = store::counts(&mut read, initiative).await?;
    let seen = seen(&visit, &mut read, paging.part()).await?;
    let waiting = if visit.offers(&ANSWER) { waiting(&visit, &mut read).await? } else { Vec::new() };
    drop(read);
    let all: i64 = counts.iter().map(|(_, count)| count).sum();
    let page = html! {
        (look::page_head(visit.t("answers-term"), visit.t("answers-title"), lead(&visit, &counts, all)))
        @if !waiting.is_empty() { (look::section("waits", visit.t("answers-wait"), waits(&visit, &waiting))) }
        @if seen.is_empty() {
            (look::empty(visit.say(), visit.t("answers-empty"), html! { p { (visit.t("answers-example")) } }, html! {
                (look::do_link(visit.t("answers-to-conversations"), &visit.href("conversations")))
            }))
        } @else { (told(visit.say(), &visit.href(""), &seen)) }
        (paging.draw(&visit, all as usize, ""))
    };
    visit.page(visit.t("answers-title")).live().show(page).await
}

/// Conversations in which something waits: number, question, how much.
async fn waiting(visit: &Visit, read: &mut Read) -> Result<Vec<(i64, String, i64)>> {
    let today = today_of(visit, read).await?;
    let mut found = Vec::new();
    for conversation in
        conversation::store::all(read, visit.initiative()?).await?.into_iter().take(CONVERSATIONS)
    {
        let (all, answered) = store::answered(read, visit.initiative()?, conversation.number, &today).await?;
        if all > answered {
            found.push((conversation.number, conversation.question, all - answered));
        }
    }
    Ok(found)
}

fn waits(visit: &Visit, waiting: &[(i64, String, i64)]) -> Markup {
    html! {
        ul.loop role="list" {
            @for (number, question, count) in waiting {
                li {
                    a href=(visit.href(&format!("conversations/{number}/answers"))) { span dir="auto" { (question) } }
                    p.small { (visit.with("answers-waiting", &[("count", (*count).into())])) }
                }
            }
        }
    }
}

fn lead(visit: &Visit, counts: &[(Outcome, i64)], all: i64) -> String {
    let count = |outcome| counts.iter().find(|(of, _)| *of == outcome).map_or(0, |(_, count)| *count);
    visit.with(
        "answers-lead",
        &[
            ("all", all.into()),
            ("did", count(Outcome::Did).into()),
            ("will", count(Outcome::Will).into()),
            ("not_used", count(Outcome::NotUsed).into()),
        ],
    )
}

/// One box each: what was said, what became of it.
fn told(say: &Say, base: &str, seen: &[Seen]) -> Markup {
    let base = base.trim_end_matches('/');
    html! {
        div.both {
            @for Seen { of, came } in seen {
                @let story = format!("{base}/conversations/{}/statements/{}#became", of.conversation, of.number);
                (look::sheet(html! {
                    (look::quote(&of.said, html! { a href=(story) { (look::named(say.t("answers-story"), &of.said)) } }))
                    (what(say, &of.telling))
                    @if let Some(card) = came { (result(say, card)) }
                }))
            }
        }
    }
}

fn what(say: &Say, telling: &Telling) -> Markup {
    let by =
        say.with("hearing-by", &[("name", telling.by.as_str().into()), ("day", say.day(telling.at).into())]);
    html! {
        p { (mark(say, Came::Said(telling.outcome))) " " (by_when(say, &telling.due)) }
        @for line in telling.reason.lines().filter(|line| !line.trim().is_empty()) { p dir="auto" { (line) } }
        p.small { (by) }
    }
}

/// The latest on the front page.
pub(crate) async fn panel(cx: &Context, read: &mut Read, say: &Say) -> Result<Option<Panel>> {
    if !cx.could(&READ) {
        return Ok(None);
    }
    let seen = seen(cx, read, ::store::Part { skip: 0, size: FRONT }).await?;
    if seen.is_empty() {
        return Ok(None);
    }
    let base = format!("/i/{}", cx.place()?.slug);
    let body = html! {
        (told(say, &base, &seen))
        p { a href={ (base) "/answers" } { (say.t("answers-all")) } }
    };
    Ok(Some(Panel { rank: 35, title: say.t("answers-title"), body }))
}
