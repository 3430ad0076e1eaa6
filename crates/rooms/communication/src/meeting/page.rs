//! One page that prepares a meeting, runs it and remembers it, by how far it is.

use std::collections::HashMap;

use kernel::{Card, Error, Problem, Problems, Result, Role};
use maud::{Markup, html};
use people::{Group, GroupId, Seat};
use web::look::{self, Choices, Moment, Standing};
use web::{Answer, Form, Routes, Visit};

use super::acts::{AddItem, Attendance, CloseMeeting, OpenMeeting, TakeNotes};
use super::{
    Attended, Item, LAST_COMMITMENTS, Meeting, PLAN, Presence, Purpose, READ, RUN, State, outcome,
    planned_minutes, store,
};
use crate::paragraphs::paragraphs;
use crate::tabs;
use crate::timepoll::{self, OFFER};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("meetings", &READ, list)
        .page("meetings/{n}", &READ, one)
        .form("meetings/{n}/items", &PLAN, add_item)
        .form("meetings/{n}/open", &RUN, open)
        .form("meetings/{n}/notes", &RUN, take_notes)
        .form("meetings/{n}/close", &RUN, close)
}

async fn list(visit: Visit) -> Result<Answer> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let coming = store::coming(&mut read, initiative).await?;
    let past = store::past(&mut read, initiative).await?;
    let open = timepoll::store::open(&mut read, initiative).await?;
    let groups = people::groups(&mut read, initiative).await?;
    drop(read);
    let names: HashMap<GroupId, String> = groups.into_iter().map(|group| (group.id, group.name)).collect();
    let of = |group: GroupId| names.get(&group).cloned().unwrap_or_default();
    let name = |meeting: &Meeting| of(meeting.group);
    let lead = match coming.first() {
        Some(next) => visit.with(
            "meetings-lead",
            &[("group", name(next).into()), ("moment", visit.say().moment(next.starts_at).into())],
        ),
        None => visit.t("meetings-lead-none"),
    };
    let plan = html! {
        @if visit.offers(&PLAN) { (look::do_link(visit.t("meeting-new"), &visit.href("meetings/new"))) }
        @if visit.offers(&OFFER) { (look::quiet_link(visit.t("times-new"), &visit.href("meetings/times/new"))) }
    };
    let page = html! {
        (look::page_head(visit.t("meetings-term"), visit.t("meetings-title"), lead))
        (tabs(&visit, "meetings"))
        @if coming.is_empty() && past.is_empty() && open.is_empty() {
            (look::empty(visit.say(), visit.t("meetings-empty"), html! { p { (visit.t("meetings-example")) } }, plan))
        } @else {
            @if visit.offers(&PLAN) { (look::acts(plan)) }
            @if !open.is_empty() {
                (look::section("times", visit.t("times-open"), timepoll::page::listed(&visit, &open, |poll| of(poll.group))))
            }
            @for (id, meetings) in [("coming", &coming), ("past", &past)] {
                @if !meetings.is_empty() {
                    (look::section(id, visit.t(&format!("meetings-{id}")), listed(&visit, meetings, name)))
                }
            }
        }
    };
    visit.page(visit.t("meetings-title")).live().show(page).await
}

fn listed(visit: &Visit, meetings: &[Meeting], name: impl Fn(&Meeting) -> String) -> Markup {
    let moments: Vec<Moment> = meetings
        .iter()
        .map(|meeting| Moment {
            when: visit.say().day(meeting.starts_at),
            datetime: Some(meeting.starts_at.to_string()),
            title: html! { a href=(visit.href(&format!("meetings/{}", meeting.number))) dir="auto" { (meeting.title) } },
            detail: Some(html! {
                span dir="auto" { (name(meeting)) } " · " (visit.t(&format!("meeting-state-{}", meeting.state.word())))
                @if meeting.recap_at.is_some() { " · " (visit.t("meeting-recap-there")) }
            }),
        })
        .collect();
    look::timeline(&moments)
}

/// A meeting with everything its page shows.
struct Whole {
    meeting: Meeting,
    group: Option<Group>,
    items: Vec<Item>,
    last: Vec<Card>,
    held: Vec<Card>,
    seats: Vec<Seat>,
    attended: Vec<Attended>,
}

impl Whole {
    async fn read(visit: &Visit) -> Result<Self> {
        let initiative = visit.initiative()?;
        let meeting = found(visit).await?;
        let mut read = visit.read().await?;
        Ok(Self {
            group: people::group(&mut read, initiative, meeting.group).await?,
            items: store::items(&mut read, initiative, meeting.id).await?,
            last: outcome::last_commitments(visit, &mut read, &meeting).await?,
            held: outcome::held(visit, &mut read, &meeting).await?,
            seats: people::seats(&mut read, initiative, meeting.group).await?,
            attended: store::attended(&mut read, initiative, meeting.id).await?,
            meeting,
        })
    }

    fn presence(&self, seat: &Seat) -> Option<Presence> {
        self.attended.iter().find(|attended| attended.seat == seat.id).map(|attended| attended.presence)
    }

    fn present(&self) -> usize {
        self.attended.iter().filter(|attended| attended.presence == Presence::Present).count()
    }

    fn href(&self, visit: &Visit, path: &str) -> String {
        visit.href(&format!("meetings/{}{path}", self.meeting.number))
    }
}

/// The meeting of this address.
pub(crate) async fn found(visit: &Visit) -> Result<Meeting> {
    let mut read = visit.read().await?;
    store::numbered(&mut read, visit.initiative()?, visit.part("n")?).await?.ok_or(Error::Missing)
}

async fn one(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("meeting-item"), false).await
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let whole = Whole::read(visit).await?;
    let meeting = &whole.meeting;
    let group = whole.group.as_ref().map(|group| group.name.as_str()).unwrap_or_default();
    let kicker = html! {
        a href=(visit.href("meetings")) { (visit.t("kind-meeting")) } " " (meeting.number)
        " · " span dir="auto" { (group) }
    };
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (meeting.title) } }, lead(visit, &whole, group)))
        (facts(visit, meeting))
        @match meeting.state {
            State::Planned => { (agenda(visit, &whole, form)) (opening(visit, &whole)) }
            State::Open => { (agenda(visit, &whole, form)) (running(visit, &whole)) }
            State::Closed => (over(visit, &whole)),
        }
    };
    let shell = visit.page(meeting.title.clone()).about(meeting.about());
    if wrong { shell.unprocessable() } else { shell }.live().show(page).await
}

fn lead(visit: &Visit, whole: &Whole, group: &str) -> String {
    let meeting = &whole.meeting;
    visit.with(
        &format!("meeting-lead-{}", meeting.state.word()),
        &[
            ("group", group.into()),
            ("moment", visit.say().moment(meeting.starts_at).into()),
            ("minutes", meeting.minutes.into()),
            ("planned", planned_minutes(&whole.items).into()),
            ("present", whole.present().into()),
            ("held", whole.held.len().into()),
        ],
    )
}

fn facts(visit: &Visit, meeting: &Meeting) -> Markup {
    let mut facts = vec![
        (visit.t("meeting-purpose-fact"), html! { span dir="auto" { (meeting.purpose) } }),
        (
            visit.t("meeting-when"),
            html! { time datetime=(meeting.starts_at) { (visit.say().moment(meeting.starts_at)) } },
        ),
    ];
    if !meeting.place.is_empty() {
        facts.push((visit.t("meeting-where"), html! { span dir="auto" { (meeting.place) } }));
    }
    if !meeting.link.is_empty() {
        facts.push((
            visit.t("meeting-online"),
            html! { a href=(meeting.link) rel="noreferrer" dir="ltr" { (meeting.link) } },
        ));
    }
    look::facts(facts)
}

/// What there is to talk about; the last commitments always come first.
fn agenda(visit: &Visit, whole: &Whole, form: Form<'_>) -> Markup {
    look::section(
        "agenda",
        visit.t("meeting-agenda"),
        html! {
            ol.timeline role="list" {
                (topic(visit, LAST_COMMITMENTS, &visit.t("meeting-purpose-commit"), html! { (visit.t("meeting-last-commitments")) }, promises(visit, &whole.last)))
                @for item in &whole.items {
                    (topic(visit, item.minutes, &visit.t(&format!("meeting-purpose-{}", item.purpose.word())), html! { span dir="auto" { (item.text) } }, html! {}))
                }
            }
            @if visit.offers(&PLAN) { (adding(visit, whole, form)) }
        },
    )
}

fn topic(visit: &Visit, minutes: i64, purpose: &str, words: Markup, more: Markup) -> Markup {
    html! {
        li {
            span.small { (visit.with("meeting-minutes-count", &[("minutes", minutes.into())])) br; (purpose) }
            div { p.what { (words) } (more) }
        }
    }
}

fn promises(visit: &Visit, last: &[Card]) -> Markup {
    html! {
        @if last.is_empty() { p.small { (visit.t("meeting-last-commitments-none")) } }
        @else { (cards(visit, last)) }
    }
}

/// Objects with their kinds.
fn cards(visit: &Visit, cards: &[Card]) -> Markup {
    html! {
        ul.loop role="list" { @for card in cards {
            li { span.kicker { (visit.t(&format!("kind-{}", card.about.kind))) } a href=(card.href) dir="auto" { (card.title) } }
        } }
    }
}

fn adding(visit: &Visit, whole: &Whole, form: Form<'_>) -> Markup {
    let purposes: Vec<(String, String)> = Purpose::ALL
        .iter()
        .map(|purpose| (purpose.word().to_owned(), visit.t(&format!("meeting-purpose-{}", purpose.word()))))
        .collect();
    let fields = html! {
        (form.line("text"))
        (form.select("purpose", &purposes))
        (form.field("minutes").number().draw(visit.say()))
        (look::acts(look::quiet_button(visit.t("meeting-item-add"), "add", "yes")))
    };
    html! { (form.summary()) (look::sheet(look::post_form(&whole.href(visit, "/items"), &form.key(), fields))) }
}

async fn add_item(visit: Visit) -> Result<Answer> {
    let meeting = found(&visit).await?;
    match adding_item(&visit, &meeting).await {
        Ok(()) => {
            Ok(visit.done(&visit.href(&format!("meetings/{}#agenda", meeting.number)), "meeting-item-added"))
        }
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("meeting-item", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn adding_item(visit: &Visit, meeting: &Meeting) -> Result<()> {
    let sent = visit.sent();
    let mut problems = Problems::none();
    let purpose: Option<Purpose> = problems.some(sent.parse("purpose"), "purpose", "problem-choose");
    let minutes: Option<i64> = problems.some(sent.parse("minutes"), "minutes", "problem-whole-number");
    let (Some(purpose), Some(minutes)) = (purpose, minutes) else { return Err(Error::Invalid(problems)) };
    let text = sent.get("text").to_owned();
    visit.execute(AddItem { meeting: meeting.id, purpose, minutes, text }).await?;
    Ok(())
}

fn opening(visit: &Visit, whole: &Whole) -> Markup {
    let button = look::acts(look::do_button(visit.t("meeting-open")));
    html! {
        @if visit.offers(&RUN) { (look::post_form(&whole.href(visit, "/open"), &web::new_key(), button)) }
    }
}

/// Where promises and decisions that come up are written down at once.
fn ways_on(visit: &Visit, meeting: &Meeting) -> Markup {
    let decides = visit.offers(&RUN) || visit.actor.standing.roles.has(Role::Seat);
    let group = meeting.group;
    let commit = visit.href(&format!("commitments/new?meeting={}&group={group}", meeting.about()));
    let decide = visit.href(&format!("decisions/new?group={group}"));
    look::acts(html! {
        (look::quiet_link(visit.t("meeting-offer-commitment"), &commit))
        @if decides { (look::quiet_link(visit.t("meeting-propose-decision"), &decide)) }
    })
}

fn running(visit: &Visit, whole: &Whole) -> Markup {
    let meeting = &whole.meeting;
    html! {
        (look::section("outcome", visit.t("meeting-outcome"), html! {
            @if whole.held.is_empty() { p { (visit.t("meeting-outcome-none-yet")) } } @else { (cards(visit, &whole.held)) }
            (ways_on(visit, meeting))
        }))
        (look::section("record", visit.t("meeting-notes-title"), html! {
            @if visit.offers(&RUN) { (taking_notes(visit, whole)) (closing(visit, whole)) }
            @else { (attendance(visit, whole)) div.flow { (paragraphs(&meeting.notes)) } }
        }))
    }
}

fn taking_notes(visit: &Visit, whole: &Whole) -> Markup {
    let form = visit.form("meeting").start("notes", whole.meeting.notes.clone());
    let fields = html! {
        input type="hidden" name="version" value=(whole.meeting.version);
        @for seat in whole.seats.iter().filter(|seat| seat.person.is_some()) { (taken(visit, whole, seat)) }
        (form.text("notes", 12))
    };
    form.draw(&whole.href(visit, "/notes"), "meeting-notes-save", fields)
}

/// Whether the holder of one seat came.
fn taken(visit: &Visit, whole: &Whole, seat: &Seat) -> Markup {
    let legend = visit.with(
        "meeting-seat",
        &[("name", seat.name.as_str().into()), ("constituency", seat.constituency.as_str().into())],
    );
    let mut choices = Choices::radios(field(seat), legend).inline();
    for presence in Presence::ALL {
        choices = choices.choice(presence.word(), visit.t(&format!("meeting-presence-{}", presence.word())));
    }
    if let Some(presence) = whole.presence(seat) {
        choices = choices.chosen(presence.word());
    }
    choices.draw(visit.say())
}

/// The name of a seat's field in the form.
fn field(seat: &Seat) -> String {
    format!("seat-{}", seat.id)
}

fn closing(visit: &Visit, whole: &Whole) -> Markup {
    let button = look::acts(look::quiet_button(visit.t("meeting-close"), "close", "yes"));
    look::post_form(&whole.href(visit, "/close"), &web::new_key(), button)
}

fn over(visit: &Visit, whole: &Whole) -> Markup {
    let meeting = &whole.meeting;
    html! {
        @match &meeting.recap {
            Some(recap) => (look::section("recap", visit.t("meeting-recap"), html! {
                div.flow { (paragraphs(recap)) }
                p { a href=(whole.href(visit, "/recap")) { (visit.t("meeting-recap-see")) } }
            })),
            None => {
                @if visit.offers(&RUN) {
                    (look::acts(look::do_link(visit.t("meeting-recap-write"), &whole.href(visit, "/recap"))))
                }
            }
        }
        (look::section("outcome", visit.t("meeting-outcome"), html! {
            @if whole.held.is_empty() { p { (visit.t("meeting-outcome-none")) } } @else { (cards(visit, &whole.held)) }
        }))
        (look::section("people", visit.t("meeting-people"), attendance(visit, whole)))
        @if !meeting.notes.is_empty() {
            (look::section("notes", visit.t("meeting-notes-title"), html! { div.flow { (paragraphs(&meeting.notes)) } }))
        }
    }
}

/// Who came, by seat; vacant seats are shown.
fn attendance(visit: &Visit, whole: &Whole) -> Markup {
    let said = |seat: &Seat| match (whole.presence(seat), seat.person) {
        (Some(Presence::Present), _) => look::tag(Standing::Done, visit.t("meeting-presence-present")),
        (Some(Presence::Apologies), _) => look::tag(Standing::Waiting, visit.t("meeting-presence-apologies")),
        (None, Some(_)) => look::tag(Standing::Missing, visit.t("meeting-presence-none")),
        (None, None) => look::tag(Standing::Missing, visit.t("meeting-presence-vacant")),
    };
    let name = |seat: &Seat| {
        let attended = whole.attended.iter().find(|attended| attended.seat == seat.id);
        attended.map_or_else(|| seat.name.clone(), |attended| attended.name.clone())
    };
    html! {
        @if whole.seats.is_empty() { p { (visit.t("meeting-no-seats")) } }
        ul role="list" {
            @for seat in &whole.seats {
                li { span dir="auto" { (name(seat)) } " " span.small dir="auto" { (seat.constituency) } " " (said(seat)) }
            }
        }
    }
}

async fn open(visit: Visit) -> Result<Answer> {
    let meeting = found(&visit).await?.id;
    let number = visit.execute(OpenMeeting { meeting }).await?;
    Ok(visit.done(&visit.href(&format!("meetings/{number}")), "meeting-opened"))
}

async fn take_notes(visit: Visit) -> Result<Answer> {
    let meeting = found(&visit).await?;
    let mut attendance = Vec::new();
    for (name, value) in visit.sent().pairs() {
        let Some(seat) = name.strip_prefix("seat-") else { continue };
        let seat = seat.parse().map_err(|_| Error::Missing)?;
        let presence = value.parse().map_err(|()| Problem::new(name, "problem-choose"))?;
        attendance.push(Attendance { seat, presence });
    }
    let act = TakeNotes {
        meeting: meeting.id,
        version: visit.sent().parse("version").ok_or(Error::Missing)?,
        notes: visit.sent().get("notes").to_owned(),
        attendance,
    };
    visit.execute(act).await?;
    Ok(visit.done(&visit.href(&format!("meetings/{}#record", meeting.number)), "meeting-noted"))
}

async fn close(visit: Visit) -> Result<Answer> {
    let meeting = found(&visit).await?.id;
    let number = visit.execute(CloseMeeting { meeting }).await?;
    Ok(visit.done(&visit.href(&format!("meetings/{number}")), "meeting-closed"))
}
