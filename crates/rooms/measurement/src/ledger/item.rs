//! One thing on the ledger: where it is mended, who mends it, and that it may be fine as it is.

use kernel::{Error, Problems, Result};
use maud::{Markup, html};
use web::look::{self, Standing, do_link, quiet_button, section, small};
use web::{Answer, Form, Routes, Visit};

use super::acts::{OwnThing, ReopenThing, RetireThing, Thing};
use super::page::{age, effort, sentence};
use super::{Gap, Item, KEEP, Ledger, READ};
use crate::{delegate, query, submission};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("ledger/{n}/{gap}/{what}", &READ, show)
        .form("ledger/{n}/{gap}/{what}/own", &KEEP, own)
        .form("ledger/{n}/{gap}/{what}/retire", &KEEP, retire)
        .form("ledger/{n}/{gap}/{what}/reopen", &KEEP, reopen)
}

/// The thing of the address.
fn thing(visit: &Visit) -> Result<Thing> {
    Ok(Thing { duty: visit.part("n")?, gap: visit.part("gap")?, what: visit.part("what")? })
}

async fn asked(visit: &Visit) -> Result<(Ledger, Item)> {
    let ledger = Ledger::load(visit.cx(), &mut visit.read().await?).await?;
    let thing = thing(visit)?;
    let gap = thing.gap.parse::<Gap>().map_err(|()| Error::Missing)?;
    let item = ledger.find(thing.duty, gap, &thing.what).cloned().ok_or(Error::Missing)?;
    Ok((ledger, item))
}

async fn show(visit: Visit) -> Result<Answer> {
    draw(&visit, visit.form("ledger"), false).await
}

async fn draw(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let (ledger, item) = asked(visit).await?;
    let kicker = html! {
        a href=(visit.href("ledger")) { (visit.t("ledger-title")) }
        " / " span dir="auto" { (item.partner) }
    };
    let facts = [
        (
            visit.t("ledger-whose"),
            html! { span dir="auto" { (item.measure.1) } " " small dir="auto" { (item.partner) } },
        ),
        (visit.t("ledger-owner"), html! { span dir="auto" { (item.owner()) } }),
        (visit.t("ledger-since"), age(visit, &item)),
        (visit.t("ledger-effort"), html! { (effort(visit, ledger.hours_of(&item))) }),
    ];
    let (mend, key) = mending(visit, &item).await?;
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (sentence(visit, &item)) } }, visit.t(&format!("ledger-why-{}", item.key.gap.word()))))
        @if item.retired() { p { (look::status(Standing::Done, visit.t("ledger-is-retired"))) } }
        (look::facts(facts))
        @if let Some(note) = item.note.as_ref().filter(|note| note.retired) {
            (look::quote(&note.reason, html! { (visit.with("ledger-retired-by", &[("name", note.noted_by.as_str().into()), ("day", visit.say().day(note.noted_at).into())])) }))
        }
        div.acts { (do_link(visit.t(key), &visit.href(&mend))) }
        @if visit.offers(&KEEP) { (keeping(visit, &item, &form)) }
        @else { (small(visit.t("ledger-who-keeps"))) }
    };
    let answer = visit.page(sentence(visit, &item)).about(item.duty.about());
    if wrong { answer.unprocessable() } else { answer }.show(page).await
}

/// Where it is mended, and the words of the link. A question is answered where it stands, beside its number.
async fn mending(visit: &Visit, item: &Item) -> Result<(String, &'static str)> {
    let duty = format!("duties/{}", item.duty.number);
    Ok(match item.key.gap {
        Gap::NotComparable | Gap::Proxy | Gap::Outdated => {
            (format!("{duty}/crosswalk"), "ledger-mend-crosswalk")
        }
        Gap::Missing | Gap::Late | Gap::Dimension => (duty, "ledger-mend-report"),
        Gap::Query => {
            (question(visit, item).await?.map_or(duty, |at| format!("{at}#questions")), "ledger-mend-query")
        }
    })
}

/// The page of the number that a question is about, if this viewer may see it.
async fn question(visit: &Visit, item: &Item) -> Result<Option<String>> {
    let (mut read, initiative) = (visit.read().await?, visit.initiative()?);
    let Ok(number) = item.key.what.parse() else { return Ok(None) };
    let Some(query) = query::store::numbered(&mut read, initiative, number).await? else { return Ok(None) };
    let about = submission::store::these(&mut read, initiative, &[query.submission.0]).await?.pop();
    let cx = delegate::standing_in(visit, &mut read).await?;
    Ok(about.filter(|about| about.seen_by(&cx)).map(|about| format!("submissions/{}", about.number)))
}

fn keeping(visit: &Visit, item: &Item, form: &Form<'_>) -> Markup {
    let href = |act: &str| visit.href(&format!("{}/{act}", item.path()));
    if item.retired() {
        return look::post_form(
            &href("reopen"),
            &form.key(),
            look::acts(quiet_button(visit.t("ledger-reopen"), "reopen", "yes")),
        );
    }
    let owner = |id: &str| {
        let field = form.field("owner").id(id);
        let typed = visit.sent().get("owner");
        field.value(if typed.is_empty() { item.owner() } else { typed }).draw(visit.say())
    };
    html! {
        (form.summary())
        (section("owner-of-it", visit.t("ledger-own-title"), look::post_form(&href("own"), &form.key(), html! {
            (owner("owner"))
            (look::acts(quiet_button(visit.t("ledger-own"), "own", "yes")))
        })))
        (section("retire", visit.t("ledger-retire-title"), html! {
            p { (visit.t("ledger-retire-lead")) }
            (look::post_form(&href("retire"), &form.key(), html! {
                (form.field("reason").textarea(2).draw(visit.say()))
                (owner("answers"))
                (look::acts(quiet_button(visit.t("ledger-retire"), "retire", "yes")))
            }))
        }))
    }
}

async fn own(visit: Visit) -> Result<Answer> {
    let act = OwnThing { thing: thing(&visit)?, owner: visit.sent().get("owner").to_owned() };
    let done = visit.execute(act).await;
    after(&visit, done, "ledger-owned").await
}

async fn retire(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = RetireThing {
        thing: thing(&visit)?,
        owner: sent.get("owner").to_owned(),
        reason: sent.get("reason").to_owned(),
    };
    let done = visit.execute(act).await;
    after(&visit, done, "ledger-retired").await
}

async fn reopen(visit: Visit) -> Result<Answer> {
    let done = visit.execute(ReopenThing { thing: thing(&visit)? }).await;
    after(&visit, done, "ledger-reopened").await
}

async fn after(visit: &Visit, done: Result<()>, word: &str) -> Result<Answer> {
    match done {
        Ok(()) => Ok(visit.done(&visit.href("ledger"), word)),
        Err(Error::Invalid(problems)) => again(visit, problems).await,
        Err(error) => Err(error),
    }
}

async fn again(visit: &Visit, problems: Problems) -> Result<Answer> {
    draw(visit, visit.form_again("ledger", problems), true).await
}
