//! The form that asks a group to decide.

use jiff::{SignedDuration, tz::TimeZone};
use kernel::{Context, Error, Result};
use maud::{Markup, html};
use web::look::{self, Choices};
use web::{Answer, Form, Routes, Visit};

use super::acts::Propose;
use super::{ADOPTABLE, PROPOSE};
use crate::poll::rules::Rules;
use crate::poll::{Electorate, Method, Secrecy};

/// How long a round lasts unless somebody says otherwise: two weeks, enough to ask one's own people.
const ROUND: SignedDuration = SignedDuration::from_hours(14 * 24);

pub(crate) fn routes() -> Routes {
    Routes::new().page("decisions/new", &PROPOSE, new).form("decisions", &PROPOSE, propose)
}

/// The last day of a round that begins now, as a form's field takes it.
pub(crate) fn last_day(cx: &Context) -> String {
    (cx.now() + ROUND).to_zoned(TimeZone::UTC).date().to_string()
}

/// The groups that can be asked, for a list.
pub(crate) async fn groups(visit: &Visit) -> Result<Vec<(String, String)>> {
    let mut read = visit.read().await?;
    let groups = people::groups(&mut read, visit.initiative()?).await?;
    Ok(groups.into_iter().map(|group| (group.id.to_string(), group.name)).collect())
}

/// What could be brought into force, for a list. A choice is `kind/id/version`: whoever chooses by name still
/// proposes the version that the page had.
async fn adoptable(visit: &Visit) -> Result<Vec<(String, String)>> {
    let mut read = visit.read().await?;
    let mut found = vec![(String::new(), visit.t("decision-adopts-nothing"))];
    for kind in ADOPTABLE {
        for (card, version) in visit.world.kinds.adoptable(visit, &mut read, kind).await? {
            let args = [
                ("kind", visit.t(&format!("kind-{kind}")).into()),
                ("title", card.title.into()),
                ("version", version.to_string().into()),
            ];
            found.push((format!("{}/{version}", card.about), visit.with("decision-adopts-one", &args)));
        }
    }
    Ok(found)
}

/// `?adopts=kind/id/version` and `?group=id` fill in what a page of another room proposes, and to whom.
async fn new(visit: Visit) -> Result<Answer> {
    let query = visit.query();
    let form = visit
        .form("decision")
        .start("adopts", query.get("adopts"))
        .start("group", query.get("group"))
        .start("closes", last_day(&visit));
    show(&visit, form, false).await
}

async fn propose(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let (adopts, version) = sent.get("adopts").rsplit_once('/').unwrap_or_default();
    let act = Propose {
        title: sent.get("title").to_owned(),
        text: sent.get("text").to_owned(),
        why: sent.get("why").to_owned(),
        group: sent.get("group").to_owned(),
        closes: sent.get("closes").to_owned(),
        adopts: adopts.to_owned(),
        version: version.parse().unwrap_or_default(),
        affected: sent.get("affected").to_owned(),
        review_on: sent.get("review_on").to_owned(),
        advice: sent.get("advice") == "yes",
        rules: rules(&visit),
    };
    match act.ask(&visit).await {
        Ok(number) => Ok(visit.done(&visit.href(&format!("decisions/{number}")), "decision-proposed")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("decision", problems), true).await,
        Err(error) => Err(error),
    }
}

/// How it shall be decided, as the form says it. What is no number cannot be meant: the act says so by its field.
fn rules(visit: &Visit) -> Rules {
    let sent = visit.sent();
    let text = |field: &str| sent.get(field).to_owned();
    let number = |field: &str| if sent.has(field) { sent.parse(field).unwrap_or(-1) } else { 0 };
    Rules {
        method: text("method"),
        electorate: text("electorate"),
        secrecy: text("secrecy"),
        options: text("options"),
        winners: number("winners"),
        highest: number("highest"),
        threshold: number("threshold"),
        quorum: number("quorum"),
        trustees: text("trustees"),
        key_needed: number("key_needed"),
        ..Rules::default()
    }
}

/// The part of the form that fixes how it is decided.
fn manner(visit: &Visit, form: &Form<'_>) -> Markup {
    let methods =
        Method::ALL.iter().fold(Choices::radios("method", visit.t("decision-method")), |choices, method| {
            let word = method.word();
            let args = [("highest", 0.into()), ("winners", 1.into())];
            choices.explained(
                word,
                visit.t(&format!("poll-method-{word}")),
                visit.with(&format!("poll-explain-{word}"), &args),
            )
        });
    let electorates = Electorate::ALL.iter().map(|electorate| {
        (electorate.word().to_owned(), visit.t(&format!("poll-electorate-{}", electorate.word())))
    });
    let secrecies = Secrecy::ALL.iter().fold(
        Choices::radios("secrecy", visit.t("decision-secrecy")),
        |choices, secrecy| {
            let word = secrecy.word();
            choices.explained(
                word,
                visit.t(&format!("poll-secrecy-{word}")),
                visit.t(&format!("poll-secret-means-{word}")),
            )
        },
    );
    let number = |name: &str| form.field(name).number().optional().draw(visit.say());
    let rare = html! {
        (form.radios("electorate", &electorates.collect::<Vec<_>>()))
        (form.choices("secrecy", secrecies))
        (form.field("options").textarea(4).optional().draw(visit.say()))
        (form.field("trustees").textarea(3).optional().draw(visit.say()))
        (number("key_needed")) (number("winners")) (number("highest")) (number("threshold")) (number("quorum"))
    };
    html! { (form.choices("method", methods)) (rare) }
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let form = form
        .start("method", Method::Consent.word())
        .start("electorate", Electorate::Seats.word())
        .start("secrecy", Secrecy::Open.word());
    let (groups, adoptable) = (groups(visit).await?, adoptable(visit).await?);
    let fields = html! {
        (form.line("title"))
        (form.text("text", 4))
        (form.field("why").optional().textarea(3).draw(visit.say()))
        (form.field("affected").optional().textarea(2).draw(visit.say()))
        (look::fieldset(visit.t("decision-part-force"), form.select("adopts", &adoptable)))
        (look::fieldset(visit.t("decision-part-round"), html! {
            (form.select("group", &groups))
            (form.field("closes").date().draw(visit.say()))
            (form.field("review_on").date().optional().draw(visit.say()))
            (form.checkboxes("advice", &[("yes".to_owned(), visit.t("advice-want"))]))
        }))
        (look::fieldset(visit.t("poll-manner"), manner(visit, &form)))
    };
    let page = html! {
        (look::page_head(visit.t("decisions-term"), visit.t("decision-new-title"), visit.t("decision-new-lead")))
        @if groups.is_empty() { p { (visit.t("decision-no-group")) } }
        @else { (form.draw(&visit.href("decisions"), "decision-propose", fields)) }
    };
    let title = visit.page(visit.t("decision-new-title"));
    if wrong { title.unprocessable() } else { title }.show(page).await
}
