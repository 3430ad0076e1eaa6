use ::store::Read;
use kernel::{Error, Problems, Result};
use maud::{Markup, html};
use opinion::Ranked;
use web::look::{self, Standing};
use web::{Answer, Form, Routes, Visit};

use super::ask;
use super::{Audience, Barrier, Conversation, Heard, IMPORT, OPEN, Opening, READ, store};
use crate::statement::{self, Weighed, opinion_of};
use crate::vote::{self, VOTE, divides, unites};
use crate::{clause, code, day, is_neutral, map, report};

/// Conversations on one page.
const PAGE: usize = 20;
/// So many statements stand under *what unites us* and under *what divides us*.
const MOST: usize = 5;

pub(crate) fn routes() -> Routes {
    Routes::new().page("conversations", &READ, list).page("conversations/{n}", &READ, one)
}

async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let now = crate::clock(&visit, &mut read).await?;
    let paging = visit.paging(PAGE);
    let (all, open) = store::counts(&mut read, initiative, now).await?;
    let lines = store::part(&mut read, initiative, paging.part()).await?;
    drop(read);
    let lead = visit.with("conversations-lead", &[("all", all.into()), ("open", open.into())]);
    let steps = html! {
        @if visit.offers(&OPEN) { (look::do_link(visit.t("conversation-open-link"), &visit.href("conversations/new"))) }
        @if visit.offers(&IMPORT) { (look::quiet_link(visit.t("polis-in-link"), &visit.href("conversations/import"))) }
    };
    let page = html! {
        (look::page_head(visit.t("conversations-term"), visit.t("conversations-title"), lead))
        @if all == 0 {
            (look::empty(visit.say(), visit.t("conversations-empty"), html! { p { (visit.t("conversations-example")) } }, steps))
        } @else {
            @for (conversation, heard) in &lines { (entry(&visit, conversation, *heard, conversation.opening(now))) }
            (paging.draw(&visit, all as usize, ""))
            (look::acts(steps))
            p { a href=(visit.href("answers")) { (visit.t("answers-all")) } }
        }
    };
    visit.page(visit.t("conversations-title")).live().show(page).await
}

fn entry(visit: &Visit, conversation: &Conversation, heard: Heard, opening: Opening) -> Markup {
    let href = visit.href(&format!("conversations/{}", conversation.number));
    html! {
        section.part {
            h2 { a href=(href) dir="auto" { (conversation.question) } }
            p { (state(opening, visit)) " " (heard_words(visit, heard)) }
        }
    }
}

fn state(opening: Opening, visit: &Visit) -> Markup {
    let (standing, key) = match opening {
        Opening::Later => (Standing::Waiting, "conversation-state-later"),
        Opening::Open => (Standing::Better, "conversation-state-open"),
        Opening::Over => (Standing::Done, "conversation-state-over"),
    };
    look::tag(standing, visit.t(key))
}

fn heard_words(visit: &Visit, heard: Heard) -> String {
    visit.with(
        "conversation-heard",
        &[
            ("people", heard.people.into()),
            ("statements", heard.statements.into()),
            ("votes", heard.votes.into()),
        ],
    )
}

async fn one(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("statement"), None, false).await
}

/// What a conversation's page is drawn from.
pub(super) struct Picture {
    pub(super) conversation: Conversation,
    pub(super) opening: Opening,
    barrier: Option<Barrier>,
    /// The group whose seats take part.
    group: Option<String>,
    heard: Heard,
    pub(super) next: Option<Weighed>,
    /// How many of the open statements the viewer has voted on, and how many there are.
    pub(super) answered: usize,
    pub(super) open: usize,
    /// Whether the viewer has taken part before.
    pub(super) on_roll: bool,
    unites: Vec<Became>,
    divides: Vec<Became>,
    map: Markup,
}

/// A statement that stands out, and how many clauses rest on it.
pub(crate) struct Became {
    pub(crate) weighed: Weighed,
    pub(crate) clauses: i64,
}

pub(super) async fn picture(visit: &Visit) -> Result<Picture> {
    let (initiative, number) = (visit.initiative()?, visit.part("n")?);
    let mut read = visit.read().await?;
    let conversation = store::numbered(&mut read, initiative, number).await?.ok_or(Error::Missing)?;
    let opening = conversation.opening(crate::clock(visit, &mut read).await?);
    let heard = store::heard(&mut read, initiative, number).await?;
    let tallies = vote::store::tallies(&mut read, initiative, number).await?;
    let voice = vote::page::voice(visit);
    let (participant, own) = vote::own(visit, &mut read, &conversation, voice.as_ref()).await?;
    let barrier = conversation.barrier(visit, &mut read, participant.is_some()).await?;
    let group = match conversation.group {
        Some(group) => people::group(&mut read, initiative, group).await?.map(|group| group.name),
        None => None,
    };
    let next = ask::next(visit, &tallies, &own, participant);
    let next = match next {
        Some(next) => statement::store::numbered(&mut read, initiative, number, next.into()).await?,
        None => None,
    };
    Ok(Picture {
        opening,
        barrier,
        group,
        heard,
        next,
        answered: own
            .keys()
            .filter(|&&seen| u32::try_from(seen).is_ok_and(|seen| tallies.contains_key(&seen)))
            .count(),
        open: tallies.len(),
        on_roll: participant.is_some(),
        unites: became(visit, &mut read, number, &unites(&tallies), MOST).await?,
        divides: became(visit, &mut read, number, &divides(&tallies), MOST).await?,
        map: map::page::part(visit, &mut read, &conversation).await?,
        conversation,
    })
}

/// The first of a ranking with their words.
pub(crate) async fn became(
    cx: &kernel::Context,
    read: &mut Read,
    conversation: i64,
    ranking: &[Ranked],
    most: usize,
) -> Result<Vec<Became>> {
    let initiative = cx.initiative()?;
    let mut found = Vec::new();
    for ranked in ranking.iter().take(most) {
        let number = ranked.statement.into();
        if let Some(weighed) = statement::store::numbered(read, initiative, conversation, number).await? {
            let clauses = clause::store::resting_on(read, initiative, weighed.statement.id).await?;
            found.push(Became { weighed, clauses });
        }
    }
    Ok(found)
}

/// The page again for whoever typed a code that does not let them in.
pub(crate) async fn show_door(visit: &Visit, problems: Problems) -> Result<Answer> {
    show(visit, visit.form("statement"), Some(problems), true).await
}

pub(super) async fn show(
    visit: &Visit,
    form: Form<'_>,
    at_door: Option<Problems>,
    wrong: bool,
) -> Result<Answer> {
    let picture = picture(visit).await?;
    let Picture { conversation, heard, barrier, .. } = &picture;
    let open = picture.opening == Opening::Open;
    let may_speak = open && barrier.is_none();
    let asks = may_speak && !is_neutral(visit) && visit.offers(&VOTE);
    let door = open && *barrier == Some(Barrier::Code) && !is_neutral(visit);
    let said = heard_words(visit, *heard);
    let description = html! {
        @for line in conversation.description.lines().filter(|line| !line.trim().is_empty()) { p dir="auto" { (line) } }
    };
    // Whoever is asked meets the buttons on the first screen of a phone: all else stands below them.
    let known = html! { p.small { a href="#about" { (visit.t("conversation-about-link")) } } };
    let (lead, above, about) = if asks {
        (String::new(), html! { (ask::card(visit, &picture)?) (known) }, html! { p { (said) } (description) })
    } else if door {
        (
            visit.t("conversation-code-lead"),
            html! { (code::page::door(visit, conversation, at_door)?) (known) },
            html! { p { (said) } (description) },
        )
    } else {
        (said, description, html! {})
    };
    let page = html! {
        (look::page_head(kicker(visit, &picture), html! { span dir="auto" { (conversation.question) } }, lead))
        (above)
        @if may_speak && is_neutral(visit) { p.small { (visit.t("vote-neutral")) } }
        @if open && !door { @if let Some(barrier) = barrier { p { (kept_out(visit, *barrier)) } } }
        @if picture.on_roll { p { a href=(visit.href(&format!("conversations/{}/mine", conversation.number))) { (visit.t("mine-link")) } } }
        @if may_speak && visit.offers(&statement::ADD) { (ask::own_words(visit, conversation, &form)?) }
        (look::section("about", visit.t("conversation-about"), html! { (about) (facts(visit, &picture)) }))
        @if heard.votes > 0 {
            (look::columns([standing_out(visit, "unites", &picture.unites), standing_out(visit, "divides", &picture.divides)]))
        }
        (picture.map)
        (report::page::ways(visit, conversation))
        p { a href=(visit.href(&format!("conversations/{}/statements", conversation.number))) {
            (visit.with("conversation-all", &[("count", picture.open.into())]))
        } }
        p { a href=(visit.href(&format!("conversations/{}/moderation/log", conversation.number))) { (visit.t("moderation-log-link")) } }
        @if visit.offers(&OPEN) { (ways(visit, &picture)) }
    };
    let title = visit.page(conversation.question.clone()).live_at(&map::page::live_path(conversation.number));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

fn kept_out(visit: &Visit, barrier: Barrier) -> String {
    visit.t(match barrier {
        Barrier::Code => "rule-conversation-code",
        Barrier::Members => "conversation-members-only",
        Barrier::Seats => "rule-conversation-seats",
    })
}

/// Whom it is for, when, with which care, and what happens to what one says.
fn facts(visit: &Visit, picture: &Picture) -> Markup {
    let Conversation { audience, moderation, languages, privacy, opens_at, closes_at, .. } =
        &picture.conversation;
    let say = visit.say();
    let when = match closes_at {
        Some(end) => visit.with(
            "conversation-from-to",
            &[("from", say.day(*opens_at).into()), ("to", say.day(day::last(*end)).into())],
        ),
        None => visit.with("conversation-from", &[("from", say.day(*opens_at).into())]),
    };
    let who = html! {
        (visit.t(&format!("conversation-audience-{}", audience.word())))
        @if let Some(group) = &picture.group { ": " span dir="auto" { (group) } }
    };
    let mut facts = vec![
        (visit.t("conversation-audience"), who),
        (visit.t("conversation-when"), html! { (when) }),
        (
            visit.t("conversation-moderation"),
            html! { (visit.t(&format!("conversation-moderation-{}", moderation.word()))) },
        ),
    ];
    if !languages.is_empty() {
        facts.push((visit.t("conversation-languages"), html! { span dir="auto" { (languages) } }));
    }
    html! {
        (look::facts(facts))
        @if !privacy.is_empty() {
            p { strong { (visit.t("conversation-privacy")) } }
            @for line in privacy.lines().filter(|line| !line.trim().is_empty()) { p dir="auto" { (line) } }
        }
    }
}

/// What whoever holds it can do with it.
fn ways(visit: &Visit, picture: &Picture) -> Markup {
    let here = format!("conversations/{}", picture.conversation.number);
    let link = |key: &str, path: &str| look::quiet_link(visit.t(key), &visit.href(&format!("{here}/{path}")));
    look::acts(html! {
        @if picture.opening != Opening::Over { (link("conversation-change-link", "change")) }
        @if picture.conversation.audience == Audience::Code { (link("codes-title", "codes")) }
        (link("moderation-title", "moderation"))
        @if matches!(picture.conversation.audience, Audience::Link | Audience::Code) { (link("paper-title", "paper")) }
    })
}

fn kicker(visit: &Visit, picture: &Picture) -> String {
    let Conversation { opens_at, closes_at, audience, .. } = &picture.conversation;
    let say = visit.say();
    let when = match (picture.opening, closes_at) {
        (Opening::Later, _) => visit.with("conversation-begins", &[("day", say.day(*opens_at).into())]),
        (Opening::Open, None) => visit.t("conversation-open-now"),
        (Opening::Open, Some(end)) => {
            visit.with("conversation-open-until", &[("day", say.day(day::last(*end)).into())])
        }
        (Opening::Over, _) => visit.t("conversation-over"),
    };
    format!("{when} · {}", visit.t(&format!("conversation-for-{}", audience.word())))
}

fn standing_out(visit: &Visit, which: &str, found: &[Became]) -> Markup {
    let body = html! {
        @if found.is_empty() { p { (visit.t(&format!("conversation-{which}-nothing"))) } }
        @for became in found { (said(visit, became)) }
    };
    look::section(which, visit.t(&format!("conversation-{which}")), body)
}

fn said(visit: &Visit, Became { weighed, clauses }: &Became) -> Markup {
    let statement = &weighed.statement;
    let became = html! {
        a href=(visit.href(&statement.path())) {
            (visit.with("statement-link", &[("number", statement.number.to_string().into()), ("clauses", (*clauses).into())]))
        }
    };
    look::said(visit.say(), &statement.text, &opinion_of(&weighed.tally), became)
}
