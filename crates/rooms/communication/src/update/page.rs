use ::store::Read;
use kernel::{Context, Error, Problems, Result};
use maud::{Markup, html};
use web::look::{self, Moment, Standing};
use web::text::Say;
use web::{Answer, Form, Panel, Routes, Visit};

use super::acts::PostUpdate;
use super::{Audience, POST, PUBLISH, READ, READ_INSIDE, Update, store};
use crate::paragraphs::{opening, paragraphs};
use crate::tabs;

/// Updates on one page.
const PAGE: i64 = 20;
/// Updates on the front page.
const FRONT: i64 = 3;
/// Characters of an update that a list shows.
const OPENING: usize = 180;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("updates", &READ, list)
        .page("updates/new", &POST, new)
        .form("updates", &POST, post)
        .page("updates/{n}", &READ, one)
}

async fn list(visit: Visit) -> Result<Answer> {
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let inside = visit.could(&READ_INSIDE);
    let mut read = visit.read().await?;
    let mut updates = store::latest(&mut read, visit.initiative()?, before, inside, PAGE + 1).await?;
    drop(read);
    let more = updates.len() as i64 > PAGE;
    updates.truncate(PAGE as usize);
    let last = updates.last().filter(|_| more).map(|last| last.number);
    let older = last.map(|last| visit.href(&format!("updates?before={last}")));
    let lead = match updates.first() {
        Some(latest) => {
            visit.with("updates-lead", &[("ago", visit.say().ago(latest.at, visit.now()).into())])
        }
        None => visit.t("updates-lead-none"),
    };
    let write = html! {
        @if visit.offers(&POST) { (look::do_link(visit.t("update-new"), &visit.href("updates/new"))) }
    };
    let page = html! {
        (look::page_head(visit.t("updates-term"), visit.t("updates-title"), lead))
        (tabs(&visit, "updates"))
        @if updates.is_empty() {
            (look::empty(visit.say(), visit.t("updates-empty"), html! { p { (visit.t("updates-example")) } }, write))
        } @else {
            @if visit.offers(&POST) { (look::acts(write)) }
            (brief(visit.cx(), visit.say(), &updates)?)
        }
        (look::pager(visit.say(), None, older.as_deref()))
    };
    visit.page(visit.t("updates-title")).live().show(page).await
}

/// Each with its day and how it begins.
fn brief(cx: &Context, say: &Say, updates: &[Update]) -> Result<Markup> {
    let slug = &cx.place()?.slug;
    let moments: Vec<Moment> = updates
        .iter()
        .map(|update| Moment {
            when: say.day(update.at),
            datetime: Some(update.at.to_string()),
            title: html! { a href=(update.card(slug).href) dir="auto" { (update.title) } },
            detail: Some(html! {
                p dir="auto" { (opening(&update.body, OPENING)) }
                p {
                    span dir="auto" { (update.author) }
                    @if update.audience == Audience::Members { " · " (say.t("update-for-members")) }
                }
            }),
        })
        .collect();
    Ok(look::timeline(&moments))
}

async fn one(visit: Visit) -> Result<Answer> {
    let mut read = visit.read().await?;
    let found = store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    drop(read);
    let update = found.filter(|update| update.is_for(&visit)).ok_or(Error::Missing)?;
    let kicker = html! { a href=(visit.href("updates")) { (visit.t("kind-update")) } " " (update.number) };
    let lead = visit.with(
        "update-by",
        &[("author", update.author.clone().into()), ("day", visit.say().day(update.at).into())],
    );
    let discuss = visit.href(&format!("discussions?about={}", update.about()));
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (update.title) } }, lead))
        @if update.audience == Audience::Members { p { (look::tag(Standing::Plain, visit.t("update-for-members"))) } }
        div.flow { (paragraphs(&update.body)) }
        @if visit.could(&crate::discussion::READ) { (look::acts(look::quiet_link(visit.t("communication-discuss"), &discuss))) }
    };
    visit.page(update.title.clone()).about(update.about()).show(page).await
}

async fn new(visit: Visit) -> Result<Answer> {
    show_new(&visit, visit.form("update").start("audience", Audience::Members.word()), false).await
}

async fn post(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let mut problems = Problems::none();
    let Some(audience) = problems.some(sent.parse("audience"), "audience", "problem-choose") else {
        return show_new(&visit, visit.form_again("update", problems), true).await;
    };
    let act = PostUpdate { title: sent.get("title").to_owned(), text: sent.get("text").to_owned(), audience };
    match visit.execute(act).await {
        Ok(made) => Ok(visit.done(&visit.href(&format!("updates/{}", made.number)), "update-posted")),
        Err(Error::Invalid(problems)) => show_new(&visit, visit.form_again("update", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn show_new(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let audiences: Vec<(String, String)> = Audience::ALL
        .iter()
        .filter(|audience| **audience == Audience::Members || visit.offers(&PUBLISH))
        .map(|audience| {
            (audience.word().to_owned(), visit.t(&format!("update-audience-{}", audience.word())))
        })
        .collect();
    let fields = html! { (form.line("title")) (form.text("text", 8)) (form.radios("audience", &audiences)) };
    let title = visit.t("update-new-title");
    let back = html! { a href=(visit.href("updates")) { (visit.t("updates-title")) } };
    let page = html! {
        (look::page_head(back, title.as_str(), visit.t("update-new-lead")))
        (form.draw(&visit.href("updates"), "update-post", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

/// The latest on the front page.
pub(crate) async fn panel(cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
    if !cx.could(&READ) {
        return Ok(Vec::new());
    }
    let updates = store::latest(read, cx.initiative()?, i64::MAX, cx.could(&READ_INSIDE), FRONT).await?;
    if updates.is_empty() {
        return Ok(Vec::new());
    }
    let all = format!("/i/{}/updates", cx.place()?.slug);
    let body = html! { (brief(cx, say, &updates)?) p { a href=(all) { (say.t("updates-all")) } } };
    Ok(vec![Panel { rank: 60, title: say.t("updates-title"), body }])
}
