use ::store::Read;
use kernel::{Card, Error, Ref, Result};
use maud::{Markup, html};
use uuid::Uuid;
use web::look::{self, Moment, Standing};
use web::{Answer, Form, Routes, Visit};

use super::acts::{StartDiscussion, WritePost};
use super::store::Window;
use super::{About, Discussion, LAST, Post, READ, Recent, Resolution, START, WRITE, about, store};
use crate::paragraphs::{opening, paragraphs};
use crate::tabs;

/// Characters of a post that name a link to it.
pub(super) const NAME: usize = 60;
/// Discussions on one page.
const LIST: i64 = 20;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("discussions", &READ, list)
        .page("discussions/new", &START, new)
        .form("discussions", &START, start)
        .page("discussions/{n}", &READ, one)
        .form("discussions/{n}/posts", &WRITE, write)
        .and(super::thread::routes())
}

/// The newest, `?before=NUMBER` for older ones; with `?about=KIND/ID` the one about that object.
async fn list(visit: Visit) -> Result<Answer> {
    if visit.query().has("about") {
        return of_object(&visit).await;
    }
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let mut read = visit.read().await?;
    let mut found = store::recent(&mut read, visit.initiative()?, before, LIST + 1).await?;
    let more = found.len() as i64 > LIST;
    found.truncate(LIST as usize);
    let last = found.last().filter(|_| more).map(|last| last.number);
    let older = last.map(|last| visit.href(&format!("discussions?before={last}")));
    let mut shown = Vec::new();
    for one in found {
        if let Some(about) = about(&visit, &mut read, one.about.as_deref()).await? {
            shown.push((one, about));
        }
    }
    drop(read);
    let lead = match shown.iter().filter_map(|(one, _)| one.last).max() {
        Some(last) => visit.with("discussions-lead", &[("ago", visit.say().ago(last, visit.now()).into())]),
        None => visit.t("discussions-lead-none"),
    };
    let start = html! {
        @if visit.offers(&START) { (look::do_link(visit.t("discussion-start"), &visit.href("discussions/new"))) }
    };
    let page = html! {
        (look::page_head(visit.t("discussions-term"), visit.t("discussions-title"), lead))
        (tabs(&visit, "discussions"))
        @if shown.is_empty() {
            (look::empty(visit.say(), visit.t("discussions-empty"), html! { p { (visit.t("discussions-example")) } }, start))
        } @else {
            @if visit.offers(&START) { (look::acts(start)) }
            (brief(&visit, &shown))
        }
        (look::pager(visit.say(), None, older.as_deref()))
    };
    visit.page(visit.t("discussions-title")).live().show(page).await
}

fn brief(visit: &Visit, shown: &[(Recent, About)]) -> Markup {
    let moments: Vec<Moment> = shown
        .iter()
        .map(|(one, about)| {
            let last = one.last.unwrap_or(one.at);
            let args = [
                ("starter", one.starter.as_str().into()),
                ("ago", visit.say().ago(last, visit.now()).into()),
            ];
            Moment {
                when: visit.say().day(last),
                datetime: Some(last.to_string()),
                title: html! { a href=(visit.href(&format!("discussions/{}", one.number))) dir="auto" { (one.title) } },
                detail: Some(html! {
                    @if let Some(card) = about.card() { (visit.t(&format!("kind-{}", card.about.kind))) " · " }
                    (visit.with("discussion-brief", &args))
                }),
            }
        })
        .collect();
    look::timeline(&moments)
}

/// The discussion about an object; where there is none yet, the form that starts it.
async fn of_object(visit: &Visit) -> Result<Answer> {
    let about: Ref = visit.query().parse("about").ok_or(Error::Missing)?;
    let card = visit.card(&about).await?.ok_or(Error::Missing)?;
    let mut read = visit.read().await?;
    let there = store::about(&mut read, visit.initiative()?, &about).await?;
    drop(read);
    match there {
        Some(discussion) => Ok(Answer::go(&visit.href(&format!("discussions/{}", discussion.number)))),
        None => show_new(visit, visit.form("discussion"), Some(card), false).await,
    }
}

async fn new(visit: Visit) -> Result<Answer> {
    show_new(&visit, visit.form("discussion"), None, false).await
}

async fn start(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let about: Option<Ref> = sent.parse("about");
    if about.is_none() && sent.has("about") {
        return Err(Error::Missing);
    }
    let act = StartDiscussion {
        title: sent.get("title").to_owned(),
        text: sent.get("text").to_owned(),
        about: about.clone(),
    };
    match visit.execute(act).await {
        Ok(made) => {
            Ok(visit.done(&visit.href(&format!("discussions/{}", made.number)), "discussion-started"))
        }
        Err(Error::Invalid(problems)) => {
            let card = match &about {
                Some(about) => visit.card(about).await?,
                None => None,
            };
            show_new(&visit, visit.form_again("discussion", problems), card, true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_new(visit: &Visit, form: Form<'_>, about: Option<Card>, wrong: bool) -> Result<Answer> {
    let (title, lead, kicker) = match &about {
        Some(card) => (
            card.title.clone(),
            visit.t("discussion-new-lead-about"),
            html! { a href=(card.href) { (visit.t(&format!("kind-{}", card.about.kind))) } },
        ),
        None => (
            visit.t("discussion-new-title"),
            visit.t("discussion-new-lead"),
            html! { a href=(visit.href("discussions")) { (visit.t("discussions-title")) } },
        ),
    };
    let fields = html! {
        @match &about {
            Some(card) => input type="hidden" name="about" value=(card.about);,
            None => (form.line("title")),
        }
        (form.text("text", 6))
    };
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (title) } }, lead))
        (form.draw(&visit.href("discussions"), "discussion-start", fields))
    };
    let mut shell = visit.page(title);
    if let Some(card) = about {
        shell = shell.about(card.about);
    }
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

async fn one(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("post"), false).await
}

async fn write(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let (discussion, _) = find(&visit, &mut read).await?;
    drop(read);
    let act = WritePost {
        discussion: discussion.id,
        text: visit.sent().get("text").to_owned(),
        thread: None,
        address: visit.address(&format!("discussions/{}", discussion.number)),
    };
    match visit.execute(act).await {
        Ok(id) => {
            let to = visit.href(&format!("discussions/{}#post-{id}", discussion.number));
            Ok(visit.done(&to, "post-written"))
        }
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("post", problems), true).await,
        Err(error) => Err(error),
    }
}

/// The discussion of this address and what it is about, if this viewer may know of it.
pub(super) async fn find(visit: &Visit, read: &mut Read) -> Result<(Discussion, About)> {
    let found = store::numbered(read, visit.initiative()?, visit.part("n")?).await?;
    let discussion = found.ok_or(Error::Missing)?;
    let about = about(visit, read, discussion.about.as_deref()).await?.ok_or(Error::Missing)?;
    Ok((discussion, about))
}

/// The newest threads; `?before=ID` for older ones, `?at=ID` for one and those after it.
async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let window = match (visit.query().parse::<Uuid>("before"), visit.query().parse::<Uuid>("at")) {
        (Some(id), _) => Window::Before(id),
        (None, Some(id)) => Window::From(id),
        (None, None) => Window::Newest,
    };
    let mut read = visit.read().await?;
    let (discussion, about) = find(visit, &mut read).await?;
    let initiative = visit.initiative()?;
    let (posts, more) = store::threads(&mut read, initiative, discussion.id, window).await?;
    let threads: Vec<Uuid> = posts.iter().filter(|first| first.answers > 0).map(|first| first.id.0).collect();
    let answers = store::last_answers(&mut read, initiative, &threads, LAST).await?;
    drop(read);

    let here = visit.href(&format!("discussions/{}", discussion.number));
    let (newer, older) = ways(&here, window, &posts, more);
    let kicker = html! {
        a href=(visit.href("discussions")) { (visit.t("kind-discussion")) } " " (discussion.number)
        @if let Some(card) = about.card() { " · " a href=(card.href) { (visit.t(&format!("kind-{}", card.about.kind))) } }
    };
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (discussion.title) } }, lead(visit, &discussion, &posts, &answers)))
        (written(visit, &here, &posts, &answers))
        (look::pager(visit.say(), newer.as_deref(), older.as_deref()))
        @if newer.is_some() { p { a href=(here) { (visit.t("discussion-newest")) } } }
        @if visit.offers(&WRITE) { (form.draw(&format!("{here}/posts"), "post-write", form.text("text", 4))) }
    };
    // The thread that stands beside the talk is that of the object talked about.
    let thread = about.card().map_or_else(|| discussion.about(), |card| card.about.clone());
    let shell = visit.page(discussion.title).about(thread).live();
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

/// The addresses of newer and older posts, where there are any.
fn ways(here: &str, window: Window, posts: &[Post], more: bool) -> (Option<String>, Option<String>) {
    let before = posts.first().map(|first| format!("{here}?before={}", first.id));
    match window {
        Window::Newest => (None, before.filter(|_| more)),
        Window::Before(id) => (Some(format!("{here}?at={id}")), before.filter(|_| more)),
        Window::From(_) => {
            (posts.last().filter(|_| more).map(|last| format!("{here}?at={}", last.id)), before)
        }
    }
}

/// Who began, and who wrote last of what is shown.
fn lead(visit: &Visit, discussion: &Discussion, posts: &[Post], answers: &[Post]) -> String {
    let last = posts.iter().chain(answers).max_by_key(|post| post.at);
    let (name, at) = last.map_or((&discussion.starter, discussion.at), |post| (&post.author, post.at));
    let args = [
        ("starter", discussion.starter.as_str().into()),
        ("day", visit.say().day(discussion.at).into()),
        ("name", name.into()),
        ("ago", visit.say().ago(at, visit.now()).into()),
    ];
    visit.with("discussion-lead", &args)
}

/// Threads, each with its last answers; what is resolved is folded, with the word why.
fn written(visit: &Visit, here: &str, threads: &[Post], answers: &[Post]) -> Markup {
    html! {
        ol.timeline role="list" {
            @for first in threads {
                @let answers: Vec<&Post> = answers.iter().filter(|post| post.thread == Some(first.id)).collect();
                li #{ "post-" (first.id) } {
                    time datetime=(first.at) { (visit.say().moment(first.at)) }
                    div {
                        @match first.resolution() {
                            Some(resolution) => details {
                                summary {
                                    span dir="auto" { (opening(&first.body, NAME)) } " " (resolved(visit, &resolution))
                                }
                                (thread(visit, here, first, &answers))
                            },
                            None => (thread(visit, here, first, &answers)),
                        }
                    }
                }
            }
        }
    }
}

fn thread(visit: &Visit, here: &str, first: &Post, answers: &[&Post]) -> Markup {
    let whole = format!("{here}/posts/{}", first.id);
    let key = if first.resolution().is_some() { "remark-whole-link" } else { "remark-answer-link" };
    let earlier = first.answers - answers.len() as i64;
    html! {
        (body(first))
        @if !answers.is_empty() {
            div.quote {
                @if earlier > 0 {
                    p.small { a href=(whole) {
                        (look::named(visit.with("remark-earlier", &[("count", earlier.into())]), &opening(&first.body, NAME)))
                    } }
                }
                @for answer in answers { (said(visit, answer)) }
            }
        }
        p.small { a href=(whole) { (look::named(visit.t(key), &opening(&first.body, NAME))) } }
    }
}

/// Who, and what.
pub(super) fn body(post: &Post) -> Markup {
    html! {
        p.what dir="auto" { (post.author) }
        div.flow { (paragraphs(&post.body)) }
    }
}

/// An answer below what it answers: who, when, and what.
fn said(visit: &Visit, post: &Post) -> Markup {
    html! {
        p.small #{ "post-" (post.id) } {
            span dir="auto" { (post.author) } " · " time datetime=(post.at) { (visit.say().moment(post.at)) }
        }
        div.flow { (paragraphs(&post.body)) }
    }
}

/// That a thread is resolved: by whom, when, and why.
pub(super) fn resolved(visit: &Visit, resolution: &Resolution) -> Markup {
    let by = [("name", resolution.by.as_str().into()), ("day", visit.say().day(resolution.at).into())];
    html! {
        (look::tag(Standing::Done, visit.with("remark-resolved-by", &by))) " "
        span dir="auto" { (resolution.why) }
    }
}
