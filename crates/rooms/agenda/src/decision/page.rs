use kernel::{Card, Error, Owner, Result};
use maud::{Markup, html};
use people::{Group, Seat};
use web::look::{self, Standing, Table};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::{AnswerProposal, CloseDecision, WithdrawProposal, awaited, voting};
use super::answer::{Given, SILENT, Say, Sums};
use super::{ANSWER, CLOSE, Decision, PROPOSE, READ, State, WITHDRAW, store};
use crate::statement::{Weighed, opinion_of};
use crate::version::{self, VersionId};
use crate::{day, is_neutral};

/// Decisions on one page.
const PAGE: usize = 60;
/// So many statements stand on the page of a decision.
const VOICES: usize = 5;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("decisions", &READ, list)
        .page("decisions/{n}", &READ, one)
        .form("decisions/{n}/answer", &ANSWER, answer)
        .form("decisions/{n}/close", &CLOSE, close)
        .form("decisions/{n}/withdraw", &WITHDRAW, withdraw)
}

async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let paging = visit.paging(PAGE);
    let counts = store::counts(&mut read, initiative).await?;
    let decisions = store::part(&mut read, initiative, paging.part()).await?;
    let groups = people::groups(&mut read, initiative).await?;
    drop(read);
    let lead = visit.with(
        "decisions-lead",
        &[("all", counts.all.into()), ("open", counts.open.into()), ("adopted", counts.adopted.into())],
    );
    let first = html! {
        @if visit.offers(&PROPOSE) { (look::do_link(visit.t("decision-new-link"), &visit.href("decisions/new"))) }
    };
    let page = html! {
        (look::page_head(visit.t("decisions-term"), visit.t("decisions-title"), lead))
        @if counts.all == 0 {
            (look::empty(visit.say(), visit.t("decisions-empty"), html! { p { (visit.t("decisions-example")) } }, first))
        } @else {
            (table(&visit, &decisions, &groups))
            (paging.draw(&visit, counts.all as usize, ""))
            (look::acts(first))
        }
    };
    visit.page(visit.t("decisions-title")).live().show(page).await
}

fn table(visit: &Visit, decisions: &[Decision], groups: &[Group]) -> Markup {
    let table = Table::new(visit.t("decisions-title"))
        .quiet_caption()
        .column(visit.t("kind-decision"))
        .column(visit.t("decision-group"))
        .column(visit.t("decision-state"))
        .column(visit.t("decision-day"));
    let table = decisions.iter().fold(table, |table, decision| {
        let group = groups.iter().find(|group| group.id == decision.group);
        let day = decision.decided_at.unwrap_or_else(|| day::last(decision.closes_at));
        table.row([
            html! { a href=(visit.href(&format!("decisions/{}", decision.number))) dir="auto" { (decision.title) } },
            html! { span dir="auto" { (group.map_or("", |group| group.name.as_str())) } },
            state(visit, decision),
            html! { (visit.say().day(day)) },
        ])
    });
    table.draw()
}

fn state(visit: &Visit, decision: &Decision) -> Markup {
    let standing = match State::from_word(&decision.state) {
        Some(State::Open) => Standing::Waiting,
        Some(State::Adopted) => Standing::Done,
        Some(State::NotAdopted) => Standing::Worse,
        Some(State::Withdrawn) | None => Standing::Missing,
    };
    look::tag(standing, visit.t(&format!("decision-state-{}", decision.state)))
}

async fn one(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("reply"), false).await
}

async fn answer(visit: Visit) -> Result<Answer> {
    let sent = visit.sent();
    let act = AnswerProposal {
        decision: visit.part("n")?,
        answer: sent.get("answer").to_owned(),
        reason: sent.get("reason").to_owned(),
    };
    let to = visit.href(&format!("decisions/{}", act.decision));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&to, "decision-answered")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("reply", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn close(visit: Visit) -> Result<Answer> {
    let decision = visit.part("n")?;
    let adopted = visit.execute(CloseDecision { decision }).await?;
    let word = if adopted { "decision-adopted" } else { "decision-not-adopted" };
    Ok(visit.done(&visit.href(&format!("decisions/{decision}")), word))
}

async fn withdraw(visit: Visit) -> Result<Answer> {
    let decision = visit.part("n")?;
    visit.execute(WithdrawProposal { decision }).await?;
    Ok(visit.done(&visit.href(&format!("decisions/{decision}")), "decision-withdrawn"))
}

/// What a decision's page is drawn from.
struct Picture {
    decision: Decision,
    group: Option<Group>,
    seats: Vec<Seat>,
    given: Vec<Given>,
    subject: Option<Card>,
    voices: Vec<Weighed>,
    /// The viewer's own voting seat, while it may answer.
    own: Option<Seat>,
    over: bool,
}

impl Picture {
    /// Whether the answers can be counted now.
    fn ripe(&self) -> bool {
        self.over || awaited(&self.seats, &self.given).next().is_none()
    }
}

async fn picture(visit: &Visit) -> Result<Picture> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let found = store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let decision = found.ok_or(Error::Missing)?;
    let seats = voting(&mut read, initiative, decision.group).await?;
    let subject = match decision.adopts() {
        Some(subject) => visit.world.kinds.card(visit, &mut read, &subject).await?,
        None => None,
    };
    let voices = match decision.adopts().filter(|subject| subject.kind == "version") {
        Some(version) => version::store::voices(&mut read, initiative, VersionId(version.id)).await?,
        None => Vec::new(),
    };
    let over = decision.closes_at <= crate::clock(visit, &mut read).await?;
    let may = decision.is_open() && !over && visit.can(&ANSWER, decision.owner()) && !is_neutral(visit);
    let own = seats.iter().find(|seat| may && seat.person.is_some() && seat.person == visit.actor.person);
    Ok(Picture {
        group: people::group(&mut read, initiative, decision.group).await?,
        given: store::answers(&mut read, initiative, decision.id).await?,
        own: own.cloned(),
        decision,
        seats,
        subject,
        voices,
        over,
    })
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let picture = picture(visit).await?;
    let decision = &picture.decision;
    let group = picture.group.as_ref().map_or("", |group| group.name.as_str());
    let kicker = html! {
        (visit.with("decision-numbered", &[("number", decision.number.to_string().into())])) " · "
        span dir="auto" { (group) } " · " (state(visit, decision))
    };
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (decision.title) } }, outcome(visit, &picture)))
        (look::section("asked", visit.t("decision-asked"), asked(visit, &picture)))
        @if !decision.why.is_empty() {
            (look::section("why", visit.t("decision-why-title"), lines(&decision.why)))
        }
        @if !picture.voices.is_empty() { (look::section("voices", visit.t("decision-voices"), voices(visit, &picture.voices))) }
        @if let Some(seat) = &picture.own { (look::section("reply", visit.t("reply-title"), ballot(visit, &picture, seat, form))) }
        (look::section("seats", visit.t("decision-seats"), seats(visit, &picture)))
        (reasons(visit, &picture.given))
        @if decision.is_open() { (ending(visit, &picture)) }
    };
    let title = visit.page(decision.title.clone()).about(decision.about()).live();
    if wrong { title.unprocessable() } else { title }.show(page).await
}

fn lines(text: &str) -> Markup {
    html! { @for line in text.lines().filter(|line| !line.trim().is_empty()) { p dir="auto" { (line) } } }
}

/// How it stands, in one sentence.
fn outcome(visit: &Visit, picture: &Picture) -> String {
    let decision = &picture.decision;
    let sums = Sums::of(&picture.given);
    let held = picture.seats.iter().filter(|seat| seat.person.is_some()).count();
    let day = decision.decided_at.unwrap_or_else(|| day::last(decision.closes_at));
    let key = match State::from_word(&decision.state) {
        Some(State::Open) if picture.over => "decision-outcome-over",
        Some(State::Open) | None => "decision-outcome-open",
        Some(State::Adopted) => "decision-outcome-adopted",
        Some(State::NotAdopted) if (sums.answered() as i64) < decision.quorum => "decision-outcome-no-quorum",
        Some(State::NotAdopted) => "decision-outcome-objected",
        Some(State::Withdrawn) => "decision-outcome-withdrawn",
    };
    visit.with(
        key,
        &[
            ("answered", sums.answered().into()),
            ("held", held.into()),
            ("objections", sums.objection.into()),
            ("reservations", sums.reservation.into()),
            ("quorum", decision.quorum.into()),
            ("day", visit.say().day(day).into()),
        ],
    )
}

fn asked(visit: &Visit, picture: &Picture) -> Markup {
    let Decision { title, text, state, proposed_by, proposed_at, subject_version, .. } = &picture.decision;
    let proposed = visit.with(
        "decision-proposed-by",
        &[("name", proposed_by.into()), ("day", visit.say().day(*proposed_at).into())],
    );
    let adopted = state == State::Adopted.word();
    let subject_key = if adopted { "decision-subject-adopted" } else { "decision-subject" };
    html! {
        @if text == title { (look::small(proposed)) } @else { (look::quote(text, proposed)) }
        @if let Some(subject) = &picture.subject {
            p {
                (visit.with(subject_key, &[
                    ("kind", visit.t(&format!("kind-{}", subject.about.kind)).into()),
                    ("version", subject_version.to_string().into()),
                ])) " "
                a href=(subject.href) dir="auto" { (subject.title) }
            }
        }
    }
}

fn voices(visit: &Visit, voices: &[Weighed]) -> Markup {
    html! {
        @for Weighed { statement, tally } in voices.iter().take(VOICES) {
            @let link = html! { a href=(visit.href(&statement.path())) { (visit.t("clause-voice-link")) } };
            (look::said(visit.say(), &statement.text, &opinion_of(tally), link))
        }
    }
}

fn ballot(visit: &Visit, picture: &Picture, seat: &Seat, form: Form<'_>) -> Markup {
    let before = picture.given.iter().find(|given| given.seat == seat.id);
    let form = match before {
        Some(before) => form.start("answer", before.answer.clone()).start("reason", before.reason.clone()),
        None => form,
    };
    let answers = Say::ALL.map(|say| (say.word().to_owned(), visit.t(&format!("reply-{}", say.word()))));
    let fields = html! {
        p.small { (visit.with("reply-for", &[("constituency", seat.constituency.as_str().into())])) }
        (form.radios("answer", &answers))
        (form.field("reason").textarea(3).optional().draw(visit.say()))
    };
    form.draw(&visit.href(&format!("decisions/{}/answer", picture.decision.number)), "reply-send", fields)
}

/// Every voting seat by constituency, vacant ones too; after the end as they were then.
fn seats(visit: &Visit, picture: &Picture) -> Markup {
    let table = Table::new(visit.t("decision-seats"))
        .quiet_caption()
        .column(visit.t("decision-seat-constituency"))
        .column(visit.t("decision-seat-name"))
        .column(visit.t("decision-seat-answer"));
    let name = |name: &str| {
        html! { @if name.is_empty() { (visit.t("decision-seat-vacant")) } @else { span dir="auto" { (name) } } }
    };
    let said = |given: Option<&Given>| match given {
        Some(given) => visit.t(&format!("decision-said-{}", given.answer)),
        None => visit.t("decision-seat-not-yet"),
    };
    let rows: Vec<(String, Vec<Markup>)> = if picture.decision.is_open() {
        picture
            .seats
            .iter()
            .map(|seat| {
                let given = picture.given.iter().find(|given| given.seat == seat.id);
                let said = match seat.person {
                    Some(_) => said(given),
                    None => visit.t("decision-seat-unasked"),
                };
                row(&seat.constituency, name(&seat.name), said)
            })
            .collect()
    } else {
        let given = picture.given.iter();
        given.map(|given| row(&given.constituency, name(&given.name), said(Some(given)))).collect()
    };
    table.rows_by_name(rows).draw()
}

fn row(constituency: &str, name: Markup, said: String) -> (String, Vec<Markup>) {
    let cells = vec![html! { span dir="auto" { (constituency) } }, name, html! { (said) }];
    (constituency.to_owned(), cells)
}

/// Objections and reservations with their reasons: what is kept for ever.
fn reasons(visit: &Visit, given: &[Given]) -> Markup {
    html! {
        @for say in [Say::Objection, Say::Reservation] {
            @let those: Vec<&Given> = given.iter().filter(|given| given.answer == say.word()).collect();
            @if !those.is_empty() {
                (look::section(say.word(), visit.t(&format!("decision-{}-title", say.word())), html! {
                    @for given in those {
                        (look::quote(&given.reason, html! {
                            span dir="auto" { (given.name) } ", " span dir="auto" { (given.constituency) }
                        }))
                    }
                }))
            }
        }
        @let remarks: Vec<&Given> = given
            .iter()
            .filter(|given| given.answer != SILENT && !given.reason.is_empty())
            .filter(|given| Say::from_word(&given.answer).is_some_and(|say| !say.needs_reason()))
            .collect();
        @if !remarks.is_empty() {
            (look::section("remarks", visit.t("decision-remarks-title"), html! {
                @for given in remarks { (look::quote(&given.reason, html! { span dir="auto" { (given.name) } })) }
            }))
        }
    }
}

/// Closing and withdrawing, for those who may. Closing is the one primary act for whoever has no answer to give.
fn ending(visit: &Visit, picture: &Picture) -> Markup {
    let decision = &picture.decision;
    let to = |what: &str| visit.href(&format!("decisions/{}/{what}", decision.number));
    let may_close = visit.can(&CLOSE, decision.owner()) && !is_neutral(visit);
    html! {
        @if may_close && picture.ripe() {
            @let label = visit.t("decision-close");
            @let button = if picture.own.is_some() { look::quiet_button(label, "close", "yes") } else { look::do_button(label) };
            (look::post_form(&to("close"), &new_key(), look::acts(button)))
        } @else if may_close {
            p.small { (visit.t("decision-close-later")) }
        }
        @if visit.can(&WITHDRAW, Owner::Person(decision.proposer)) {
            (look::post_form(&to("withdraw"), &new_key(), look::acts(look::quiet_button(visit.t("decision-withdraw"), "withdraw", "yes"))))
        }
    }
}
