//! One thread: what began it, every answer in parts, and how it is resolved.

use kernel::{Error, Result};
use maud::{Markup, html};
use uuid::Uuid;
use web::look;
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::{ReopenThread, ResolveThread, WritePost};
use super::page::{NAME, body, find, resolved};
use super::{About, Discussion, PAGE, Post, PostId, READ, RESOLVE, WRITE, owner, store};
use crate::paragraphs::opening;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("discussions/{n}/posts/{p}", &READ, one)
        .form("discussions/{n}/posts/{p}/answers", &WRITE, answer)
        .form("discussions/{n}/posts/{p}/resolve", &RESOLVE, resolve)
        .form("discussions/{n}/posts/{p}/reopen", &RESOLVE, reopen)
}

/// The discussion of this address, what it is about, and the post that begins the thread.
pub(super) async fn find_thread(visit: &Visit) -> Result<(Discussion, About, Post)> {
    let mut read = visit.read().await?;
    let (discussion, about) = find(visit, &mut read).await?;
    let first = store::first(&mut read, visit.initiative()?, PostId(visit.part::<Uuid>("p")?)).await?;
    let first = first.filter(|first| first.discussion == discussion.id).ok_or(Error::Missing)?;
    Ok((discussion, about, first))
}

async fn one(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("remark"), false).await
}

async fn answer(visit: Visit) -> Result<Answer> {
    let (discussion, _, first) = find_thread(&visit).await?;
    let here = format!("discussions/{}/posts/{}", discussion.number, first.id);
    let act = WritePost {
        discussion: discussion.id,
        text: visit.sent().get("text").to_owned(),
        thread: Some(first.id),
        address: visit.address(&here),
    };
    match visit.execute(act).await {
        Ok(id) => {
            let page = first.answers / PAGE as i64 + 1;
            Ok(visit.done(&visit.href(&format!("{here}?page={page}#post-{id}")), "post-written"))
        }
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("remark", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn resolve(visit: Visit) -> Result<Answer> {
    let (discussion, _, first) = find_thread(&visit).await?;
    let act = ResolveThread { thread: first.id, why: visit.sent().get("why").to_owned() };
    match visit.execute(act).await {
        Ok(()) => {
            Ok(visit.done(&visit.href(&format!("discussions/{}", discussion.number)), "thread-resolved"))
        }
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("remark", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn reopen(visit: Visit) -> Result<Answer> {
    let (discussion, _, first) = find_thread(&visit).await?;
    visit.execute(ReopenThread { thread: first.id }).await?;
    let to = visit.href(&format!("discussions/{}/posts/{}", discussion.number, first.id));
    Ok(visit.done(&to, "thread-reopened"))
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let (discussion, about, first) = find_thread(visit).await?;
    let paging = visit.paging(PAGE);
    let mut read = visit.read().await?;
    let answers = store::answers(&mut read, visit.initiative()?, first.id, paging.part()).await?;
    let owner = owner(visit, &mut read, &discussion, &first).await?;
    drop(read);
    let whole = visit.href(&format!("discussions/{}", discussion.number));
    let here = format!("{whole}/posts/{}", first.id);
    let kicker = html! { a href=(whole) dir="auto" { (discussion.title) } };
    let title = opening(&first.body, NAME);
    let lead = visit.with("remark-lead", &[("count", first.answers.into())]);
    let resolution = first.resolution();
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (title) } }, lead))
        @if let Some(resolution) = &resolution { p { (resolved(visit, resolution)) } }
        (written(visit, &first, &answers))
        (paging.draw(visit, first.answers as usize, ""))
        (form.summary())
        @if visit.offers(&WRITE) && resolution.is_none() {
            (look::post_form(&format!("{here}/answers"), &new_key(), html! {
                (form.text("text", 4)) (look::send_row(visit.say(), visit.t("remark-answer")))
            }))
        }
        @if visit.can(&RESOLVE, owner) {
            @if resolution.is_some() {
                (look::post_form(&format!("{here}/reopen"), &new_key(), look::acts(look::quiet_button(visit.t("remark-reopen"), "reopen", "yes"))))
            } @else {
                (look::section("resolve", visit.t("remark-resolve-title"), look::post_form(&format!("{here}/resolve"), &new_key(), html! {
                    (form.line("why")) (look::acts(look::quiet_button(visit.t("remark-resolve"), "resolve", "yes")))
                })))
            }
        }
    };
    let thread = about.card().map_or_else(|| discussion.about(), |card| card.about.clone());
    let shell = visit.page(title).about(thread).live();
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

fn written(visit: &Visit, first: &Post, answers: &[Post]) -> Markup {
    html! {
        ol.timeline role="list" {
            @for post in std::iter::once(first).chain(answers) {
                li #{ "post-" (post.id) } {
                    time datetime=(post.at) { (visit.say().moment(post.at)) }
                    div { (body(post)) }
                }
            }
        }
    }
}
