use std::collections::HashMap;

use ::store::Read;
use kernel::{Context, Error, Owner, Problems, Result};
use maud::{Markup, html};
use people::{Group, GroupId, PartnershipId};
use web::look::{self, Standing as Look};
use web::text::Say;
use web::{Answer, Form, Panel, Routes, Visit};

use super::acts::{AcceptCommitment, OfferCommitment, SERVES};
use super::{ACCEPT, Commitment, KeptRate, OFFER, READ, READ_WHO, REPORT, State, by_group, is_past, store};
use crate::activity::page::tabs;
use web::pick::{options, picked};

/// Commitments on one page.
const PAGE: i64 = 100;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("commitments", &READ, list)
        .page("commitments/new", &OFFER, new)
        .form("commitments", &OFFER, offer)
        .page("commitments/{n}", &READ, one)
        .form("commitments/{n}/accept", &ACCEPT, accept)
}

async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let before = visit.query().parse("before").unwrap_or(i64::MAX);
    let mut read = visit.read().await?;
    let groups = people::groups(&mut read, initiative).await?;
    let mut commitments = store::latest(&mut read, initiative, before, PAGE + 1).await?;
    let rates = by_group(&store::standings(&mut read, initiative).await?, visit.now());
    drop(read);
    let more = commitments.len() as i64 > PAGE;
    commitments.truncate(PAGE as usize);
    let last = commitments.last().filter(|_| more).map(|last| last.number);
    let older = last.map(|last| visit.href(&format!("commitments?before={last}")));
    let offer = html! {
        @if visit.offers(&OFFER) { (look::do_link(visit.t("commitment-new-title"), &visit.href("commitments/new"))) }
    };
    let page = html! {
        (look::page_head(visit.t("commitments-term"), visit.t("commitments-title"), lead(visit.say(), rates.values())))
        (tabs(&visit, "commitments"))
        @if commitments.is_empty() {
            (look::empty(visit.say(), visit.t("commitments-empty"), html! { p { (visit.t("commitments-example")) } }, offer))
        } @else { (look::acts(offer)) }
        @for group in &groups { (of_group(&visit, group, rates.get(&group.id), &commitments)) }
        (look::pager(visit.say(), None, older.as_deref()))
    };
    visit.page(visit.t("commitments-title")).live().show(page).await
}

/// How promises stand, in one sentence.
fn lead<'a>(say: &Say, rates: impl Iterator<Item = &'a KeptRate>) -> String {
    let all = rates.fold(KeptRate::default(), |all, rate| KeptRate {
        kept: all.kept + rate.kept,
        due: all.due + rate.due,
        open: all.open + rate.open,
        stuck: all.stuck + rate.stuck,
    });
    sentence(say, "commitments-lead", &all)
}

fn sentence(say: &Say, key: &str, rate: &KeptRate) -> String {
    let args = [
        ("kept", rate.kept.into()),
        ("due", rate.due.into()),
        ("open", rate.open.into()),
        ("stuck", rate.stuck.into()),
        ("all", if rate.kept == rate.due { "yes" } else { "no" }.into()),
    ];
    say.with(key, &args)
}

/// The group's sentence, then what is to be done, then the rest.
fn of_group(visit: &Visit, group: &Group, rate: Option<&KeptRate>, all: &[Commitment]) -> Markup {
    let mut of: Vec<&Commitment> = all.iter().filter(|one| one.group == group.id).collect();
    of.sort_by_key(|one| (!one.state.is_open(), one.state != State::Offered, one.due));
    let rate = rate.copied().unwrap_or_default();
    html! {
        @if !of.is_empty() {
            (look::section(&format!("group-{}", group.number), html! { span dir="auto" { (group.name) } }, html! {
                p { (sentence(visit.say(), "commitments-of-group", &rate)) }
                ul.loop role="list" { @for one in of { li { (line(visit, one)) } } }
            }))
        }
    }
}

fn line(visit: &Visit, one: &Commitment) -> Markup {
    html! {
        a href=(visit.href(&format!("commitments/{}", one.number))) dir="auto" { (one.text) }
        p.small {
            (state(visit.cx(), visit.say(), one))
            @if visit.could(&READ_WHO) { " · " span dir="auto" { (one.name) } }
        }
    }
}

/// How it stands, in a shape and in words without blame.
pub(crate) fn state(cx: &Context, say: &Say, one: &Commitment) -> Markup {
    let (look, word) = standing(cx, one);
    look::status(look, say.with(&format!("commitment-state-{word}"), &[("day", say.day(one.due).into())]))
}

fn standing(cx: &Context, one: &Commitment) -> (Look, &'static str) {
    let past = is_past(one.due, cx.now());
    match one.state {
        State::Offered => (Look::Waiting, "offered"),
        State::Accepted | State::Renegotiated if one.needs_help => (Look::Waiting, "help"),
        State::Accepted | State::Renegotiated if past => (Look::Waiting, "past"),
        State::Accepted => (Look::Plain, "accepted"),
        State::Renegotiated => (Look::Plain, "renegotiated"),
        State::Kept => (Look::Done, "kept"),
        State::KeptLate => (Look::Done, "kept-late"),
        State::NotKept => (Look::Missing, "not-kept"),
        State::Released => (Look::Plain, "released"),
    }
}

async fn one(visit: Visit) -> Result<Answer> {
    let one = found(&visit).await?;
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let group = people::group(&mut read, initiative, one.group).await?.map(|group| group.name);
    let partner = match one.partnership {
        Some(id) => people::partner(&mut read, initiative, id).await?,
        None => None,
    };
    drop(read);
    let group = group.unwrap_or_default();
    let kicker =
        html! { a href=(visit.href("commitments")) { (visit.t("kind-commitment")) } " " (one.number) };
    let lead = visit.with(
        &format!("commitment-lead-{}", standing(&visit, &one).1),
        &[("group", group.into()), ("day", visit.say().day(one.due).into())],
    );
    let mut facts: Vec<(String, Markup)> = Vec::new();
    if one.due != one.first_due {
        facts.push((visit.t("commitment-first-due"), html! { (visit.say().day(one.first_due)) }));
    }
    if let Some(partner) = partner {
        facts.push((visit.t("commitment-partner"), html! { span dir="auto" { (partner.name) } }));
    }
    if visit.could(&READ_WHO) {
        facts.push((visit.t("commitment-name"), html! { span dir="auto" { (one.name) } }));
        if !one.reason.is_empty() {
            let key = if one.needs_help { "commitment-help" } else { "commitment-reason-given" };
            facts.push((visit.t(key), html! { span dir="auto" { (one.reason) } }));
        }
    }
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (one.text) } }, lead))
        @if !facts.is_empty() { (look::facts(facts)) }
        (ways_on(&visit, &one))
    };
    visit.page(one.text.clone()).about(one.about()).live().show(page).await
}

fn ways_on(visit: &Visit, one: &Commitment) -> Markup {
    let here = visit.href(&format!("commitments/{}", one.number));
    let mine = visit.actor.person == Some(one.person);
    let group = visit.can(&ACCEPT, Owner::Group(one.group.0)) && !mine;
    let offered = one.state == State::Offered;
    let win = visit.href(&format!("wins/new?from={}", one.about()));
    html! {
        @if group && offered {
            (look::post_form(&format!("{here}/accept"), &web::new_key(), look::acts(look::do_button(visit.t("commitment-accept")))))
        }
        (look::acts(html! {
            @if one.state.is_open() && visit.can(&REPORT, one.owner(visit)) {
                (look::do_link(visit.t("commitment-report"), &format!("{here}/report")))
            }
            @if group && (offered || one.state.is_open()) {
                (look::quiet_link(visit.t("commitment-release"), &format!("{here}/release")))
            }
            @if matches!(one.state, State::Kept | State::KeptLate) && visit.offers(&crate::win::CELEBRATE) {
                (look::do_link(visit.t("commitment-celebrate"), &win))
            }
        }))
    }
}

/// The commitment of this address.
pub(crate) async fn found(visit: &Visit) -> Result<Commitment> {
    let mut read = visit.read().await?;
    let found = store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?;
    found.ok_or(Error::Missing)
}

async fn new(visit: Visit) -> Result<Answer> {
    let form = visit
        .form("commitment")
        .start("text", visit.query().get("text"))
        .start("due", visit.query().get("due"))
        .start("about", visit.query().get("about"))
        .start("meeting", visit.query().get("meeting"))
        .start("group", visit.query().get("group"));
    let meeting = visit.query().get("meeting").to_owned();
    show_new(&visit, form, &meeting, false).await
}

async fn offer(visit: Visit) -> Result<Answer> {
    match offering(&visit).await {
        Ok(made) => {
            Ok(visit.done(&visit.href(&format!("commitments/{}", made.number)), "commitment-offered"))
        }
        Err(Error::Invalid(problems)) => {
            let form = visit.form_again("commitment", problems);
            show_new(&visit, form, visit.sent().get("meeting"), true).await
        }
        Err(error) => Err(error),
    }
}

async fn offering(visit: &Visit) -> Result<crate::Made> {
    let sent = visit.sent();
    let mut problems = Problems::none();
    let Some(group) = problems.some(sent.parse::<GroupId>("group"), "group", "problem-choose") else {
        return Err(Error::Invalid(problems));
    };
    let act = OfferCommitment {
        text: sent.get("text").to_owned(),
        due: sent.get("due").to_owned(),
        group,
        partnership: sent.parse::<PartnershipId>("partnership"),
        about: picked(sent, "about")?,
        meeting: picked(sent, "meeting")?,
    };
    visit.execute(act).await
}

async fn show_new(visit: &Visit, form: Form<'_>, meeting: &str, wrong: bool) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let groups: Vec<(String, String)> = people::groups(&mut read, initiative)
        .await?
        .into_iter()
        .map(|group| (group.id.to_string(), group.name))
        .collect();
    let mut partners = vec![(String::new(), visit.t("commitment-for-myself"))];
    for id in &visit.actor.standing.partnerships {
        let partner = people::partner(&mut read, initiative, PartnershipId(*id)).await?;
        partners.extend(partner.map(|partner| (partner.id.to_string(), partner.name)));
    }
    let served = options(visit, &mut read, SERVES, "commitment-about-none").await?;
    drop(read);
    let fields = html! {
        @if !meeting.is_empty() { input type="hidden" name="meeting" value=(meeting); }
        (form.text("text", 3))
        (form.field("due").date().draw(visit.say()))
        (form.select("group", &groups))
        @if partners.len() > 1 { (form.select("partnership", &partners)) }
        (form.select("about", &served))
    };
    let title = visit.t("commitment-new-title");
    let back = html! { a href=(visit.href("commitments")) { (visit.t("commitments-title")) } };
    let page = html! {
        (look::page_head(back, title.as_str(), visit.t("commitment-new-lead")))
        @if groups.is_empty() { (look::small(visit.t("commitment-no-group"))) }
        (form.draw(&visit.href("commitments"), "commitment-offer", fields))
    };
    let shell = visit.page(title);
    if wrong { shell.unprocessable() } else { shell }.show(page).await
}

async fn accept(visit: Visit) -> Result<Answer> {
    let one = found(&visit).await?;
    let number = visit.execute(AcceptCommitment { commitment: one.id }).await?;
    Ok(visit.done(&visit.href(&format!("commitments/{number}")), "commitment-accepted"))
}

/// What was promised and kept, on the front page: each group in a sentence.
pub(crate) async fn panel(cx: &Context, read: &mut Read, say: &Say) -> Result<Vec<Panel>> {
    if !cx.could(&READ) {
        return Ok(Vec::new());
    }
    let initiative = cx.initiative()?;
    let rates = by_group(&store::standings(read, initiative).await?, cx.now());
    if rates.is_empty() {
        return Ok(Vec::new());
    }
    let groups: HashMap<GroupId, String> =
        people::groups(read, initiative).await?.into_iter().map(|group| (group.id, group.name)).collect();
    let mut lines: Vec<(&str, String)> = rates
        .iter()
        .filter_map(|(id, rate)| {
            Some((groups.get(id)?.as_str(), sentence(say, "commitments-of-group", rate)))
        })
        .collect();
    lines.sort();
    let all = format!("/i/{}/commitments", cx.place()?.slug);
    let body = html! {
        (look::lead(lead(say, rates.values())))
        @if lines.len() > 1 {
            ul.loop role="list" {
                @for (name, words) in &lines { li { span.kicker dir="auto" { (name) } span { (words) } } }
            }
        }
        p { a href=(all) { (say.t("commitments-all")) } }
    };
    Ok(vec![Panel { rank: 40, title: say.t("commitments-title"), body }])
}
