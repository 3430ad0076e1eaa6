use ::store::Read;
use kernel::{Error, Result};
use maud::{Markup, html};
use people::{Partner, PartnershipId};
use uuid::Uuid;
use web::look::{self, Choices, Standing, Table};
use web::{Answer as Page, Form, Routes, Visit};

use super::acts::RatifyVersion;
use super::{Answer, Given, Picture, RATIFY, Share, own_of};
use crate::clause::READ;
use crate::version::{self, Version};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("agenda/ratifications", &READ, in_force)
        .page("agenda/versions/{n}/ratifications", &READ, of_version)
        .page("agenda/ratify", &RATIFY, new)
        .form("agenda/ratify", &RATIFY, ratify)
}

/// How the partners stand to the version in force.
async fn in_force(visit: Visit) -> Result<Page> {
    let mut read = visit.read().await?;
    let version = version::store::in_force(&mut read, visit.initiative()?).await?;
    drop(read);
    if let Some(version) = version {
        return show(&visit, &version).await;
    }
    let title = visit.t("ratification-title");
    let back = look::quiet_link(visit.t("agenda-title"), &visit.href("agenda"));
    let page = html! {
        (look::page_head(kicker(&visit), title.as_str(), ""))
        (look::empty(visit.say(), visit.t("ratification-none"), html! {}, back))
    };
    visit.page(title).show(page).await
}

async fn of_version(visit: Visit) -> Result<Page> {
    let mut read = visit.read().await?;
    let found = version::store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    drop(read);
    show(&visit, &found.ok_or(Error::Missing)?).await
}

fn kicker(visit: &Visit) -> Markup {
    html! { a href=(visit.href("agenda")) { (visit.t("agenda-title")) } }
}

async fn show(visit: &Visit, version: &Version) -> Result<Page> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let picture = Picture::of(&mut read, initiative, version.id).await?;
    let names = people::partner_names(&mut read, initiative).await?;
    drop(read);
    let name = |id: PartnershipId| names.get(&id).map_or("", String::as_str);
    let title = visit.t("ratification-title");
    let page = html! {
        (look::page_head(kicker(visit), title.as_str(), sentence(visit, version, picture.share())))
        (asked(visit, version, &picture))
        @if picture.reservations().next().is_some() {
            (look::section("reservations", visit.t("ratification-reservations"), html! {
                @for (given, stands) in picture.reservations() {
                    (look::quote(&given.words, html! {
                        span dir="auto" { (name(given.partnership)) } ", " (visit.say().day(given.said_at)) ": "
                        (visit.t(if stands { "ratification-stands" } else { "ratification-settled" }))
                    }))
                }
            }))
        }
        (look::section("partners", visit.t("ratification-partners"), table(visit, version, &picture)))
    };
    visit.page(title).about(version.about()).show(page).await
}

/// Who stands behind it, in one sentence.
fn sentence(visit: &Visit, version: &Version, share: Share) -> String {
    visit.with(
        "ratification-share",
        &[
            ("number", version.number.to_string().into()),
            ("partners", share.partners.into()),
            ("ratified", share.ratified.into()),
            ("reservations", share.reservations.into()),
            ("declined", share.declined.into()),
        ],
    )
}

/// The way to the form for each partner that the reader speaks for: first those that are asked.
fn asked(visit: &Visit, version: &Version, picture: &Picture) -> Markup {
    let href = |partner: &Partner| visit.href(&format!("agenda/ratify?partner={}", partner.id));
    let asked: Vec<&Partner> = picture.asked(visit).collect();
    let said = own_of(visit, &picture.partners).filter(|partner| picture.word_of(partner.id).is_some());
    html! {
        @if version.state == version::State::InForce.word() {
            (look::acts(html! {
                @for (at, partner) in asked.iter().enumerate() {
                    @let words = visit.with("ratification-link", &[("partner", partner.name.as_str().into())]);
                    @if at == 0 { (look::do_link(words, &href(partner))) } @else { (look::quiet_link(words, &href(partner))) }
                }
                @for partner in said {
                    (look::quiet_link(visit.with("ratification-again", &[("partner", partner.name.as_str().into())]), &href(partner)))
                }
            }))
        }
    }
}

fn table(visit: &Visit, version: &Version, picture: &Picture) -> Markup {
    let caption = visit.with("ratification-table", &[("number", version.number.to_string().into())]);
    let rows = picture.partners.iter().map(|partner| {
        let given = picture.word_of(partner.id);
        let cells = vec![
            html! { a href=(visit.href(&format!("partners/{}", partner.number))) dir="auto" { (partner.name) } },
            word(visit, given),
            html! { @if let Some(given) = given { span dir="auto" { (given.said_by) } ", " (visit.say().day(given.said_at)) } },
        ];
        (partner.name.clone(), cells)
    });
    Table::new(caption)
        .quiet_caption()
        .column(visit.t("ratification-partner"))
        .column(visit.t("ratification-word"))
        .column(visit.t("ratification-by"))
        .rows_by_name(rows)
        .draw()
}

fn word(visit: &Visit, given: Option<&Given>) -> Markup {
    let Some(given) = given else {
        return look::tag(Standing::Waiting, visit.t("ratification-not-yet"));
    };
    let standing = match given.answer {
        Answer::Ratified => Standing::Done,
        Answer::Reservation => Standing::Waiting,
        Answer::Declined => Standing::Missing,
    };
    html! {
        (look::tag(standing, visit.t(&format!("ratification-said-{}", given.answer.word()))))
        @if given.answer == Answer::Declined { " " span dir="auto" { (given.words) } }
    }
}

/// For the document: how many partners stand behind it, and the way there.
pub(crate) async fn line(visit: &Visit, read: &mut Read, version: &Version) -> Result<Markup> {
    let picture = Picture::of(read, visit.initiative()?, version.id).await?;
    if picture.partners.is_empty() {
        return Ok(html! {});
    }
    let next = picture.asked(visit).next();
    Ok(html! {
        p {
            (sentence(visit, version, picture.share())) " "
            a href=(visit.href(&format!("agenda/versions/{}/ratifications", version.number))) { (visit.t("ratification-see")) }
        }
        @if let Some(partner) = next.filter(|_| version.state == version::State::InForce.word()) {
            (look::acts(look::do_link(
                visit.with("ratification-link", &[("partner", partner.name.as_str().into())]),
                &visit.href(&format!("agenda/ratify?partner={}", partner.id)),
            )))
        }
    })
}

async fn new(visit: Visit) -> Result<Page> {
    let wanted = visit.query().parse::<Uuid>("partner");
    let mut form = visit.form("ratification");
    if let Some(partner) = wanted {
        form = form.start("partner", partner.to_string());
    }
    show_new(&visit, form, wanted, false).await
}

async fn ratify(visit: Visit) -> Result<Page> {
    let sent = visit.sent();
    let act = RatifyVersion {
        version: sent.parse("version").unwrap_or_default(),
        partner: sent.parse("partner").unwrap_or_default(),
        answer: sent.get("answer").to_owned(),
        words: sent.get("words").to_owned(),
    };
    let (partner, to) = (act.partner, visit.href("agenda/ratifications"));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&to, "version-ratified")),
        Err(Error::Invalid(problems)) => {
            show_new(&visit, visit.form_again("ratification", problems), Some(partner), true).await
        }
        Err(error) => Err(error),
    }
}

async fn show_new(visit: &Visit, form: Form<'_>, wanted: Option<Uuid>, wrong: bool) -> Result<Page> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let version = version::store::in_force(&mut read, initiative).await?;
    let partners = people::partners(&mut read, initiative).await?;
    let before = version::store::before(&mut read, initiative).await?;
    drop(read);
    let own: Vec<&Partner> = own_of(visit, &partners).collect();
    let choices: Vec<(String, String)> =
        own.iter().map(|partner| (partner.id.to_string(), partner.name.clone())).collect();
    let named = own.iter().find(|partner| wanted == Some(partner.id.0));
    let answers = Answer::ALL.iter().fold(
        Choices::radios("answer", visit.t("ratification-answer")),
        |choices, answer| {
            let key = format!("ratification-answer-{}", answer.word());
            choices.explained(answer.word(), visit.t(&key), visit.t(&format!("{key}-hint")))
        },
    );
    let title = match named {
        Some(partner) => visit.with("ratification-new-of", &[("partner", partner.name.as_str().into())]),
        None => visit.t("ratification-new"),
    };
    let page = html! {
        @match &version {
            None => { (look::page_head(kicker(visit), title.as_str(), visit.t("ratification-none"))) },
            Some(version) => {
                (look::page_head(kicker(visit), html! { span dir="auto" { (title) } }, lead(visit, version)))
                p { (links(visit, version, before)) }
                @let fields = html! {
                    input type="hidden" name="version" value=(version.number);
                    @match named {
                        Some(partner) => input type="hidden" name="partner" value=(partner.id);,
                        None => (form.select("partner", &choices)),
                    }
                    (form.choices("answer", answers))
                    (form.field("words").optional().textarea(3).draw(visit.say()))
                };
                (form.draw(&visit.href("agenda/ratify"), "ratification-send", fields))
            },
        }
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

fn lead(visit: &Visit, version: &Version) -> Markup {
    let args = [("number", version.number.to_string().into()), ("title", version.title.as_str().into())];
    html! { span dir="auto" { (visit.with("ratification-lead", &args)) } }
}

/// Where to read what is ratified, and what is new in it.
fn links(visit: &Visit, version: &Version, before: Option<i64>) -> Markup {
    let here = format!("agenda/versions/{}", version.number);
    html! {
        a href=(visit.href(&here)) { (visit.t("ratification-read")) }
        @if let Some(before) = before {
            " · " a href=(visit.href(&format!("{here}/changes?from={before}"))) { (visit.t("ratification-new-in-it")) }
        }
    }
}
