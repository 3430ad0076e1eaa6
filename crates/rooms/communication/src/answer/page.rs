use std::iter::once;

use ::store::Read;
use kernel::{Card, Context, Error, Ref, Result};
use maud::{Markup, html};
use web::look::{self, Standing};
use web::text::Say;
use web::{Answer, Panel, Routes, Visit};

use super::{ANSWER, Outcome, READ, Reply, store};
use crate::paragraphs::paragraphs;
use crate::tabs;

/// Answers on one page; each needs the words of its statement from another room.
pub(crate) const PAGE: i64 = 20;
/// Answers on the front page.
const FRONT: i64 = 2;

pub(crate) fn routes() -> Routes {
    Routes::new().page("answers", &READ, list).page("answers/{n}", &READ, one)
}

/// An answer as this viewer may see it.
pub(crate) struct Seen {
    pub(crate) reply: Reply,
    /// What was said.
    pub(crate) said: Card,
    /// What came of it, where it was named and the viewer may know of it.
    pub(crate) came: Option<Card>,
}

/// Those of `replies` whose statements this viewer may see.
pub(crate) async fn seen(cx: &Context, read: &mut Read, replies: Vec<Reply>) -> Result<Vec<Seen>> {
    let came = |reply: &Reply| reply.came.as_ref().and_then(|came| came.parse().ok());
    let wanted: Vec<Ref> = replies.iter().flat_map(|reply| once(reply.said()).chain(came(reply))).collect();
    let cards = cx.world.kinds.cards(cx, read, &wanted).await?;
    let seen = |reply: Reply| {
        let said = cards.get(&reply.said())?.clone();
        let came = came(&reply).and_then(|came| cards.get(&came).cloned());
        Some(Seen { reply, said, came })
    };
    Ok(replies.into_iter().filter_map(seen).collect())
}

/// "You said, we did": the newest; `?before=NUMBER` for older ones.
async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let mut read = visit.read().await?;
    let counts = store::counts(&mut read, initiative).await?;
    let mut replies = store::latest(&mut read, initiative, before, PAGE + 1).await?;
    let more = replies.len() as i64 > PAGE;
    replies.truncate(PAGE as usize);
    let last = replies.last().filter(|_| more).map(|last| last.number);
    let older = last.map(|last| visit.href(&format!("answers?before={last}")));
    let seen = seen(&visit, &mut read, replies).await?;
    drop(read);
    let give = html! {
        @if visit.offers(&ANSWER) { (look::do_link(visit.t("answer-new"), &visit.href("answers/new"))) }
    };
    let page = html! {
        (look::page_head(visit.t("answers-term"), visit.t("answers-title"), lead(&visit, &counts)))
        (tabs(&visit, "answers"))
        @if seen.is_empty() {
            (look::empty(visit.say(), visit.t("answers-empty"), html! { p { (visit.t("answers-example")) } }, give))
        } @else {
            @if visit.offers(&ANSWER) { (look::acts(give)) }
            (told(visit.say(), &visit.place()?.slug, &seen))
        }
        (look::pager(visit.say(), None, older.as_deref()))
    };
    visit.page(visit.t("answers-title")).live().show(page).await
}

fn lead(visit: &Visit, counts: &[(Outcome, i64)]) -> String {
    let count = |outcome| counts.iter().find(|(of, _)| *of == outcome).map_or(0, |(_, count)| *count);
    visit.with(
        "answers-lead",
        &[
            ("all", counts.iter().map(|(_, count)| count).sum::<i64>().into()),
            ("did", count(Outcome::Did).into()),
            ("will", count(Outcome::Will).into()),
            ("could_not", count(Outcome::CouldNot).into()),
        ],
    )
}

/// One box each: what was said, what came of it.
fn told(say: &Say, slug: &str, seen: &[Seen]) -> Markup {
    html! {
        div.both {
            @for Seen { reply, said, came } in seen {
                (look::sheet(html! {
                    (look::quote(&said.title, html! { a href=(said.href) { (say.t("answer-said")) } }))
                    (became(say, reply, came.as_ref()))
                    (look::small(html! {
                        a href=(reply.card(slug).href) { (say.t("kind-answer")) " " (reply.number) }
                        " · " span dir="auto" { (reply.author) } " · " (say.day(reply.at))
                    }))
                }))
            }
        }
    }
}

/// What came of what was said.
fn became(say: &Say, reply: &Reply, came: Option<&Card>) -> Markup {
    let standing = match reply.outcome {
        Outcome::Did => Standing::Done,
        Outcome::Will => Standing::Waiting,
        Outcome::CouldNot => Standing::Plain,
    };
    html! {
        p { (look::status(standing, say.t(&format!("answer-outcome-{}", reply.outcome.word())))) }
        (paragraphs(&reply.text))
        @if let Some(card) = came {
            p.small {
                (say.t("answer-see")) " " (say.t(&format!("kind-{}", card.about.kind))) " "
                a href=(card.href) dir="auto" { (card.title) }
            }
        }
    }
}

async fn one(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let found = store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    let seen = seen(&visit, &mut read, found.into_iter().collect()).await?;
    drop(read);
    let Seen { reply, said, came } = seen.into_iter().next().ok_or(Error::Missing)?;
    let lead = visit.with(
        &format!("answer-lead-{}", reply.outcome.word()),
        &[("author", reply.author.as_str().into()), ("day", visit.say().day(reply.at).into())],
    );
    let kicker = html! { a href=(visit.href("answers")) { (visit.t("answers-title")) } " " (reply.number) };
    let talk = visit.href(&format!("discussions?about={}", reply.about()));
    let page = html! {
        (look::page_head(kicker, visit.t("answer-title"), lead))
        (look::quote(&said.title, html! { a href=(said.href) { (visit.t("answer-said")) } }))
        (look::sheet(became(visit.say(), &reply, came.as_ref())))
        @if visit.could(&crate::discussion::READ) {
            (look::acts(look::quiet_link(visit.t("communication-discuss"), &talk)))
        }
    };
    visit.page(reply.title()).about(reply.about()).show(page).await
}

/// The latest two on the front page.
pub(crate) async fn panel(cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
    if !cx.could(&READ) {
        return Ok(Vec::new());
    }
    let replies = store::latest(read, cx.initiative()?, i64::MAX, FRONT).await?;
    let seen = seen(cx, read, replies).await?;
    if seen.is_empty() {
        return Ok(Vec::new());
    }
    let slug = &cx.place()?.slug;
    let body = html! {
        (told(say, slug, &seen))
        p { a href=(format!("/i/{slug}/answers")) { (say.t("answers-all")) } }
    };
    Ok(vec![Panel { rank: 35, title: say.t("answers-title"), body }])
}
