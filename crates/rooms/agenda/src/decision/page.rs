use kernel::{Card, Error, Owner, Result};
use maud::{Markup, html};
use people::Group;
use uuid::Uuid;
use web::look::{self, Standing, Table};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::{AnswerProposal, awaited};
use super::answer::{Given, Sums};
use super::{ANSWER, CLOSE, Decision, PROPOSE, READ, State, WITHDRAW, said, store};
use crate::advice::{self, Advice};
use crate::ballot::acts::CastBallot;
use crate::ballot::close::{close_decision, withdraw_proposal};
use crate::delegation::{self, Delegation};
use crate::objection::{self, Objection, Round};
use crate::poll::roll::{self, Voter};
use crate::poll::{self, Poll, Secrecy, count};
use crate::statement::{Weighed, opinion_of};
use crate::trustee::{self, Trustee};
use crate::version::{self, VersionId};
use crate::{ballot, consultation, day, due, is_neutral};

/// Decisions on one page.
const PAGE: usize = 60;
/// So many statements stand on the page of a decision.
const VOICES: usize = 5;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("decisions", &READ, list)
        .page("decisions/{n}", &READ, one)
        .page("decisions/{n}/ballots.csv", &READ, file)
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
        .column(visit.t("decision-group-short"))
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
        Some(State::Advice | State::Open) => Standing::Waiting,
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
    let number = visit.part("n")?;
    let (decision, poll, options) = poll::numbered(&visit, number).await?;
    let sent = visit.sent();
    let answer = ballot::page::sent(&poll, count::names(&poll, &options).len(), sent);
    if poll.secrecy == Secrecy::Secret {
        return match (CastBallot { decision: number, answer }).cast(&visit).await {
            Ok(receipt) => {
                let back = visit.href(&format!("decisions/{number}"));
                ballot::receipt::page(&visit, &decision, &receipt, &back).await
            }
            Err(Error::Invalid(problems)) => show(&visit, visit.form_again("reply", problems), true).await,
            Err(error) => Err(error),
        };
    }
    let act = AnswerProposal { decision: number, answer, reason: sent.get("reason").to_owned() };
    let to = visit.href(&format!("decisions/{}", act.decision));
    match visit.execute(act).await {
        Ok(()) => Ok(visit.done(&to, "decision-answered")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("reply", problems), true).await,
        Err(error) => Err(error),
    }
}

/// Every ballot of a decision that has ended, for `groundswell lab tally` and any other program that counts.
async fn file(visit: Visit) -> Result<Answer> {
    let (decision, poll, options) = poll::numbered(&visit, visit.part("n")?).await?;
    if decision.is_pending() {
        return Err(Error::Missing);
    }
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let opened = ballot::store::opened(&mut read, initiative, decision.id).await?;
    let given = store::answers(&mut read, initiative, decision.id).await?;
    let rows: Vec<ballot::file::Row> = if poll.secrecy == Secrecy::Secret {
        opened.into_iter().map(|(receipt, line)| ballot::file::Row::nameless(receipt, line)).collect()
    } else {
        super::visible(&decision, &poll, given).into_iter().zip(1..).map(ballot::file::Row::from).collect()
    };
    let text = ballot::file::csv(&poll, &options, &rows)?;
    Ok(Answer::file("text/csv; charset=utf-8", &format!("decision-{}-ballots.csv", decision.number), text))
}

async fn close(visit: Visit) -> Result<Answer> {
    let decision = visit.part("n")?;
    let adopted = close_decision(&visit, decision).await?;
    let word = if adopted { "decision-adopted" } else { "decision-not-adopted" };
    Ok(visit.done(&visit.href(&format!("decisions/{decision}")), word))
}

async fn withdraw(visit: Visit) -> Result<Answer> {
    let decision = visit.part("n")?;
    withdraw_proposal(&visit, decision).await?;
    Ok(visit.done(&visit.href(&format!("decisions/{decision}")), "decision-withdrawn"))
}

/// What a decision's page is drawn from.
pub(crate) struct Picture {
    pub(crate) decision: Decision,
    pub(crate) poll: Poll,
    pub(crate) options: Vec<String>,
    group: Option<Group>,
    pub(crate) roll: Vec<Voter>,
    pub(crate) given: Vec<Given>,
    objections: Vec<Objection>,
    rounds: Vec<Round>,
    advice: Vec<Advice>,
    /// Votes that were handed on.
    pub(crate) handed: Vec<Delegation>,
    /// Who holds the key.
    pub(crate) trustees: Vec<Trustee>,
    /// Who has answered.
    pub(crate) answered: Vec<Uuid>,
    /// The published list of a secret vote.
    opened: Vec<(String, String)>,
    subject: Option<Card>,
    voices: Vec<Weighed>,
    /// What people said to the draft before it was put to the vote.
    asked_before: Markup,
    /// The voter that the viewer answers for, while they may.
    pub(crate) own: Option<Voter>,
    pub(crate) over: bool,
    /// Whether it should have been counted by itself.
    late: bool,
}

impl Picture {
    /// Whether somebody may count the answers now: before the end, once everybody has answered; after it, if the clock
    /// did not.
    fn ripe(&self) -> bool {
        let carried = delegation::carried(&self.handed, &self.roll, &self.given);
        let carried = carried.into_iter().map(|(voter, ..)| voter.id);
        let answered: Vec<Uuid> = self.answered.iter().copied().chain(carried).collect();
        if self.over { self.late } else { awaited(&self.roll, &answered).next().is_none() }
    }
}

async fn picture(visit: &Visit) -> Result<Picture> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let found = store::numbered(&mut read, initiative, visit.part("n")?).await?;
    let decision = found.ok_or(Error::Missing)?;
    let (poll, options) = poll::of(visit, &mut read, decision.id).await?;
    let everybody = roll::roll(visit, &mut read, decision.group, poll.electorate).await?;
    let subject = match decision.adopts() {
        Some(subject) => visit.world.kinds.card(visit, &mut read, &subject).await?,
        None => None,
    };
    let voices = match decision.adopts().filter(|subject| subject.kind == "version") {
        Some(version) => version::store::voices(&mut read, initiative, VersionId(version.id)).await?,
        None => Vec::new(),
    };
    let is_version = decision.adopts().is_some_and(|subject| subject.kind == "version");
    let asked_before = if is_version {
        consultation::page::line(visit, &mut read, decision.proposed_at).await?
    } else {
        html! {}
    };
    let now = crate::clock(visit, &mut read).await?;
    let over = decision.closes_at <= now;
    let owner = roll::owner(visit, &decision, poll.electorate);
    let may =
        decision.is_open() && !over && visit.can(poll.electorate.ability(), owner) && !is_neutral(visit);
    Ok(Picture {
        group: people::group(&mut read, initiative, decision.group).await?,
        given: store::answers(&mut read, initiative, decision.id).await?,
        trustees: trustee::of(visit, &mut read, &decision).await?,
        handed: delegation::held(visit, &mut read, &decision, &poll).await?,
        answered: super::answered(visit, &mut read, &decision, &poll).await?,
        objections: objection::store::all(&mut read, initiative, decision.id).await?,
        rounds: objection::store::rounds(&mut read, initiative, decision.id).await?,
        advice: advice::store::all(&mut read, initiative, decision.id).await?,
        opened: ballot::store::opened(&mut read, initiative, decision.id).await?,
        own: roll::own(visit, &everybody).filter(|_| may).cloned(),
        poll,
        options,
        roll: everybody,
        subject,
        voices,
        asked_before,
        over,
        late: due::is_late(decision.closes_at, now),
        decision,
    })
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    show_with(visit, form, visit.form("trustee"), wrong).await
}

/// The page, with the ballot and with the form of whoever holds a share of the key.
pub(crate) async fn show_with(visit: &Visit, form: Form<'_>, share: Form<'_>, wrong: bool) -> Result<Answer> {
    let picture = picture(visit).await?;
    let Picture { decision, poll, options, .. } = &picture;
    let group = picture.group.as_ref().map_or("", |group| group.name.as_str());
    let kicker = html! {
        (visit.with("decision-numbered", &[("number", decision.number.to_string().into())])) " · "
        span dir="auto" { (group) } " · "
        @if decision.is_open() && picture.over { (look::tag(Standing::Waiting, visit.t("decision-state-over"))) }
        @else { (state(visit, decision)) }
    };
    let counted = poll.counted();
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (decision.title) } }, lead(visit, &picture, counted.as_ref())))
        @if let Some(outcome) = &counted {
            @if !poll.method.is_talked_over() || outcome.steps.len() > 1 {
                (look::section("result", visit.t("poll-result"), html! {
                    (poll::page::result(visit, poll, options, outcome))
                    (ballot::receipt::list(visit, decision, poll, options, &picture.opened))
                }))
            }
        }
        (look::section("asked", visit.t("decision-asked"), asked(visit, &picture)))
        @if !decision.why.is_empty() {
            (look::section("why", visit.t("decision-why-title"), lines(&decision.why)))
        }
        @if !decision.affected.is_empty() {
            (look::section("affected", visit.t("decision-affected-title"), lines(&decision.affected)))
        }
        @if !picture.voices.is_empty() { (look::section("voices", visit.t("decision-voices"), voices(visit, &picture.voices))) }
        (advice::page::part(visit, decision, &picture.advice))
        (look::section("manner", visit.t("poll-manner"), poll::page::manner(visit, poll, decision.quorum)))
        (trustee::page::part(visit, &picture, share))
        @if let Some(voter) = picture.own.as_ref().filter(|_| trustee::is_out_of_hand(&picture.trustees)) { (look::section("reply", visit.t("reply-title"), reply(visit, &picture, voter, form))) }
        @if decision.state != State::Advice.word() {
            (delegation::page::part(visit, &picture))
            (said::answers(visit, &picture))
        }
        (objection::page::history(visit, &picture.objections, &picture.rounds))
        @if let Ok(day) = decision.review_on.parse() {
            (look::section("next", visit.t("decision-next"), html! {
                p { (visit.with("decision-review", &[("day", visit.say().date(day).into())])) }
            }))
        }
        (objection::page::link(visit, decision, poll))
        @if decision.is_pending() { (ending(visit, &picture)) }
    };
    let title = visit.page(decision.title.clone()).about(decision.about()).live();
    if wrong { title.unprocessable() } else { title }.show(page).await
}

/// What people wrote, a paragraph a line.
pub(crate) fn lines(text: &str) -> Markup {
    html! { @for line in text.lines().filter(|line| !line.trim().is_empty()) { p dir="auto" { (line) } } }
}

/// How it stands, in one sentence; what won is people's words.
fn lead(visit: &Visit, picture: &Picture, counted: Option<&count::Outcome>) -> Markup {
    let Picture { decision, poll, options, .. } = picture;
    let sums = Sums::of(&picture.given);
    let held = picture.roll.iter().filter(|voter| voter.is_held()).count();
    let day = decision.decided_at.unwrap_or_else(|| day::last(decision.closes_at));
    let consent = poll.method == poll::Method::Consent;
    let short =
        counted.map_or((sums.answered() as i64) < decision.quorum, |outcome| outcome.cast < outcome.quorum);
    let missing = trustee::missing(poll, &picture.trustees);
    let key = match State::from_word(&decision.state) {
        Some(State::Advice) => "decision-outcome-advice",
        Some(State::Open) if picture.over && missing > 0 => "decision-outcome-key",
        Some(State::Open) if !picture.over && !trustee::is_out_of_hand(&picture.trustees) => {
            "decision-outcome-key-waits"
        }
        Some(State::Open) if picture.over => "decision-outcome-over",
        Some(State::Open) | None if consent => "decision-outcome-open",
        Some(State::Open) | None => "poll-outcome-open",
        Some(State::Withdrawn) => "decision-outcome-withdrawn",
        Some(State::NotAdopted) if short => "decision-outcome-no-quorum",
        Some(State::Adopted) if consent => "decision-outcome-adopted",
        Some(State::NotAdopted) if consent => "decision-outcome-objected",
        Some(State::Adopted) if options.is_empty() => "poll-outcome-adopted",
        Some(State::Adopted) => "poll-outcome-won",
        Some(State::NotAdopted) if options.is_empty() => "poll-outcome-not-adopted",
        Some(State::NotAdopted) => "poll-outcome-tied",
    };
    let answered = counted.map_or(picture.answered.len(), |outcome| outcome.cast);
    let answered = if consent { sums.answered() } else { answered };
    let won = counted.map(|outcome| {
        let names = ballot::page::names(visit.say(), poll, options);
        outcome.winners.iter().filter_map(|&at| names.get(at).cloned()).collect::<Vec<_>>().join(", ")
    });
    let words = visit.with(
        key,
        &[
            ("answered", answered.into()),
            ("held", held.into()),
            ("missing", missing.into()),
            ("objections", sums.objection.into()),
            ("reservations", sums.reservation.into()),
            ("quorum", decision.quorum.into()),
            ("day", visit.say().day(day).into()),
            ("won", won.unwrap_or_default().into()),
            ("method", visit.t(&format!("poll-method-{}", poll.method.word())).into()),
        ],
    );
    html! { span dir="auto" { (words) } }
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
        (picture.asked_before)
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

/// The voter's own ballot.
fn reply(visit: &Visit, picture: &Picture, voter: &Voter, form: Form<'_>) -> Markup {
    let Picture { decision, poll, options, .. } = picture;
    let sheet = ballot::page::Sheet {
        poll,
        options,
        voter,
        before: picture.given.iter().find(|given| given.seat == voter.id),
        again: poll.secrecy == Secrecy::Secret && picture.answered.contains(&voter.id),
    };
    html! {
        (delegation::page::beside_ballot(visit, picture, voter))
        (sheet.draw(visit, form, &visit.href(&format!("decisions/{}/answer", decision.number))))
    }
}

/// Closing and withdrawing, for those who may. Closing is the one primary act for whoever has no answer to give.
fn ending(visit: &Visit, picture: &Picture) -> Markup {
    let decision = &picture.decision;
    let to = |what: &str| visit.href(&format!("decisions/{}/{what}", decision.number));
    let may_close = decision.is_open() && visit.can(&CLOSE, decision.owner()) && !is_neutral(visit);
    html! {
        @if may_close && picture.ripe() && !picture.over && !picture.trustees.is_empty() {
            (trustee::page::end_first(visit, &picture.decision, picture.own.is_some()))
        } @else if may_close && picture.ripe() {
            @let label = visit.t("decision-close");
            // A trustee's one primary act is to hand in.
            @let quiet = picture.own.is_some() || !picture.trustees.is_empty();
            @let button = if quiet { look::quiet_button(label, "close", "yes") } else { look::do_button(label) };
            (look::post_form(&to("close"), &new_key(), look::acts(button)))
        } @else if may_close && !picture.over {
            @let key = if picture.trustees.is_empty() { "decision-close-later" } else { "decision-close-later-key" };
            p.small { (visit.t(key)) }
        }
        @if visit.can(&WITHDRAW, Owner::Person(decision.proposer)) {
            (look::post_form(&to("withdraw"), &new_key(), look::acts(look::quiet_button(visit.t("decision-withdraw"), "withdraw", "yes"))))
        }
    }
}
