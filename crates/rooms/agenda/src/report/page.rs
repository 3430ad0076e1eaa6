use ::store::Read;
use kernel::{Error, Result};
use maud::{Markup, html};
use web::look::{self, Table};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::{NameConstituencies, SayConstituency};
use super::{Presence, Report, kept, of_now, store};
use crate::conversation::{self, Conversation, OPEN, Opening, READ};
use crate::map::page::Shown;
use crate::polis::EXPORT;
use crate::vote::{self, VOTE};
use crate::{hearing, is_neutral};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("conversations/{n}/report", &READ, one)
        .form("conversations/{n}/constituencies", &OPEN, name)
        .form("conversations/{n}/constituency", &VOTE, say)
}

/// What the page is drawn from.
pub(super) struct Seen {
    pub(super) conversation: Conversation,
    opening: Opening,
    /// Whether it is that of the end.
    last: bool,
    pub(super) report: Option<(Report, Shown)>,
    pub(super) answered: (i64, i64),
    named: Vec<(i64, String, i64)>,
    own: Option<i64>,
    /// Whether the reader may not take part.
    kept_out: bool,
}

pub(super) async fn seen(visit: &Visit, read: &mut Read) -> Result<Seen> {
    let initiative = visit.initiative()?;
    let found = conversation::store::numbered(read, initiative, visit.part("n")?).await?;
    let conversation = found.ok_or(Error::Missing)?;
    let number = conversation.number;
    let now = crate::clock(visit, read).await?;
    let opening = conversation.opening(now);
    let last = match conversation.closes_at.filter(|_| opening == Opening::Over) {
        Some(end) => kept(read, initiative, number, end).await?,
        None => None,
    };
    let is_last = last.is_some();
    let report = match last {
        Some(report) => Some(report),
        None => of_now(read, initiative, number, now).await?,
    };
    let report = match report {
        Some(report) => {
            let shown = Shown::with(visit, read, &conversation, report.map.clone()).await?;
            Some((report, shown))
        }
        None => None,
    };
    let voice = vote::page::voice(visit);
    let (participant, _) = vote::own(visit, read, &conversation, voice.as_ref()).await?;
    let own = match participant {
        Some(participant) => store::said(read, initiative, number, participant).await?,
        None => None,
    };
    let kept_out = conversation.barrier(visit, read, participant.is_some()).await?.is_some();
    let today = hearing::today_of(visit, read).await?;
    Ok(Seen {
        kept_out,
        opening,
        last: is_last,
        report,
        answered: hearing::store::answered(read, initiative, number, &today).await?,
        named: store::constituencies(read, initiative, number).await?,
        own,
        conversation,
    })
}

async fn one(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("constituency"), false).await
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let mut read = visit.read().await?;
    let seen = seen(visit, &mut read).await?;
    drop(read);
    let back = visit.href(&format!("conversations/{}", seen.conversation.number));
    let kicker = html! { a href=(back) dir="auto" { (seen.conversation.question) } };
    let page = html! {
        (look::page_head(kicker, visit.t("round-title"), lead(visit, &seen)))
        @if let Some((report, shown)) = &seen.report {
            p.small { (made(visit, &seen, report)) }
            (shown.body(visit, &seen.conversation))
            (who(visit, report))
        }
        (own(visit, &seen)?)
        (came(visit, &seen))
        @if visit.offers(&OPEN) { (naming(visit, &seen, form)) }
        (data(visit, &seen))
    };
    let title = visit.page(visit.t("round-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}

/// What came together, in a sentence.
pub(super) fn lead(visit: &Visit, seen: &Seen) -> String {
    let Some((report, _)) = &seen.report else { return visit.t("round-waiting") };
    visit.with(
        "round-lead",
        &[
            ("people", report.people.into()),
            ("statements", report.statements.into()),
            ("hidden", report.hidden.into()),
            ("votes", report.votes.into()),
        ],
    )
}

pub(super) fn made(visit: &Visit, seen: &Seen, report: &Report) -> String {
    let at = jiff::Timestamp::from_second(report.at).unwrap_or_default();
    let key = if seen.last { "round-made" } else { "round-so-far" };
    visit.with(key, &[("when", visit.say().moment(at).into())])
}

/// How many of a constituency took part, in words.
pub(super) fn heard(visit: &Visit, presence: Presence) -> String {
    match presence {
        Presence::Nobody => visit.t("round-nobody"),
        Presence::Few => visit.t("round-few"),
        Presence::People(people) => visit.say().count(people),
    }
}

/// The constituencies of which nobody said that they took part.
pub(super) fn missing(report: &Report) -> Vec<&str> {
    let missing = report.constituencies.iter().filter(|one| one.heard == Presence::Nobody);
    missing.map(|one| one.name.as_str()).collect()
}

/// Who was heard and who was not, of those who chose to say.
fn who(visit: &Visit, report: &Report) -> Markup {
    let rows = report
        .constituencies
        .iter()
        .map(|one| [html! { span dir="auto" { (one.name) } }, html! { (heard(visit, one.heard)) }]);
    let table = Table::new(visit.t("round-who")).quiet_caption().column(visit.t("round-constituency"));
    let table = rows.fold(table.number(visit.t("round-took-part")), Table::row);
    let missing = missing(report);
    let body = html! {
        @if report.constituencies.is_empty() { p { (visit.t("round-who-unknown")) } }
        @else {
            @if missing.is_empty() { p { (visit.t("round-who-all")) } }
            @else { p { (visit.t("round-not-heard")) " " span dir="auto" { (missing.join(", ")) } } }
            (table.draw())
            p.small { (visit.t("round-who-small")) }
        }
    };
    look::section("who", visit.t("round-who"), body)
}

/// What the reader says of themselves, if they want to.
fn own(visit: &Visit, seen: &Seen) -> Result<Markup> {
    let takes_part = seen.opening == Opening::Open
        && !seen.named.is_empty()
        && !seen.kept_out
        && !is_neutral(visit)
        && visit.offers(&VOTE);
    if !takes_part {
        return Ok(html! {});
    }
    let action = visit.href(&format!("conversations/{}/constituency", seen.conversation.number));
    let mut from: Vec<(String, String)> =
        seen.named.iter().map(|(number, name, _)| (number.to_string(), name.clone())).collect();
    from.push((String::new(), visit.t("round-rather-not")));
    let form = visit
        .form("constituency")
        .start("constituency", seen.own.map_or(String::new(), |own| own.to_string()));
    let fields = html! {
        (vote::page::voice_field(visit)?)
        (form.radios("constituency", &from))
        (look::acts(look::quiet_button(visit.t("round-say"), "say", "yes")))
    };
    let body = html! {
        p { (visit.t("round-say-why")) }
        (look::post_form(&action, &new_key(), fields))
    };
    Ok(look::section("own-constituency", visit.t("round-say-title"), body))
}

/// What came of what was said.
fn came(visit: &Visit, seen: &Seen) -> Markup {
    let (all, answered) = seen.answered;
    let href = visit.href(&format!("conversations/{}/answers", seen.conversation.number));
    let body = html! {
        p { (visit.with("hearing-lead", &[("all", all.into()), ("answered", answered.into())])) }
        p { a href=(href) { (visit.t("hearing-all-link")) } }
    };
    look::section("came", visit.t("hearing-title"), body)
}

fn naming(visit: &Visit, seen: &Seen, form: Form<'_>) -> Markup {
    let action = visit.href(&format!("conversations/{}/constituencies", seen.conversation.number));
    let fields = html! {
        (form.text("names", 4))
        (look::acts(look::quiet_button(visit.t("round-name"), "name", "yes")))
    };
    let body = html! { (form.summary()) (look::post_form(&action, &form.key(), fields)) };
    look::section("naming", visit.t("round-name-title"), body)
}

fn data(visit: &Visit, seen: &Seen) -> Markup {
    let path = |what: &str| visit.href(&format!("conversations/{}/{what}", seen.conversation.number));
    let body = html! {
        ul.loop role="list" {
            li { a href=(path("report.pdf")) { (visit.t("round-pdf")) } }
            li { a href=(path("report.csv")) { (visit.t("round-csv")) } }
            li { a href={ "/api" (path("report")) } { (visit.t("round-json")) } }
            @if visit.offers(&EXPORT) { li { a href=(path("files")) { (visit.t("polis-link")) } } }
        }
    };
    look::section("data", visit.t("round-data"), body)
}

async fn name(visit: Visit) -> Result<Answer> {
    let act =
        NameConstituencies { conversation: visit.part("n")?, names: visit.sent().get("names").to_owned() };
    let to = visit.href(&format!("conversations/{}/report#who", act.conversation));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&to, "constituencies-named")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("constituency", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn say(visit: Visit) -> Result<Answer> {
    let sent = visit.sent().get("constituency");
    let act = SayConstituency {
        conversation: visit.part("n")?,
        // What is no number is no constituency that is there: the act says so.
        constituency: (!sent.is_empty()).then(|| sent.parse().unwrap_or(0)),
        voice: vote::page::voice(&visit),
    };
    let to = visit.href(&format!("conversations/{}/report#own-constituency", act.conversation));
    visit.execute(act).await?;
    Ok(vote::page::keep_voice(&visit, visit.done(&to, "constituency-said")))
}

/// The ways from a conversation to what came of it.
pub(crate) fn ways(visit: &Visit, conversation: &Conversation) -> Markup {
    let path = |what: &str| visit.href(&format!("conversations/{}/{what}", conversation.number));
    html! {
        ul.loop role="list" {
            li { a href=(path("report")) { (visit.t("round-link")) } }
            li { a href=(path("answers")) { (visit.t("hearing-all-link")) } }
        }
    }
}
