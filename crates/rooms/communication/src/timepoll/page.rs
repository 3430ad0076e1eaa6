//! The times of a meeting to be: what one says of them, whom they suit, and the one that is taken.

use kernel::{Error, Result};
use maud::{Markup, html};
use people::Group;
use web::look::{self, Choices, Moment, Standing, Table};
use web::{Answer, Form, Routes, Visit, new_key};

use super::acts::{SayTimes, Suiting, TakeTime};
use super::{ANSWER, OFFER, Offered, READ, Said, Suit, TimePoll, best, store, suits};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("meetings/times/{n}", &READ, one)
        .form("meetings/times/{n}/answer", &ANSWER, answer)
        .form("meetings/times/{n}/take", &OFFER, take)
}

async fn one(visit: Visit) -> Result<Answer> {
    show(&visit, visit.form("times"), false).await
}

async fn answer(visit: Visit) -> Result<Answer> {
    let number: i64 = visit.part("n")?;
    let sent = visit.sent();
    let mut answers = Vec::new();
    for (name, value) in sent.pairs() {
        let time = name.strip_prefix("time-").and_then(|time| time.parse().ok());
        let (Some(time), Some(suits)) = (time, Suit::ALL.iter().find(|suit| suit.word() == value)) else {
            continue;
        };
        answers.push(Suiting { time, suits: *suits });
    }
    match visit.execute(SayTimes { poll: number, answers }).await {
        Ok(()) => Ok(visit.done(&visit.href(&format!("meetings/times/{number}")), "times-answered")),
        Err(Error::Invalid(problems)) => show(&visit, visit.form_again("times", problems), true).await,
        Err(error) => Err(error),
    }
}

async fn take(visit: Visit) -> Result<Answer> {
    let act = TakeTime { poll: visit.part("n")?, time: visit.sent().parse("time") };
    let made = visit.execute(act).await?;
    Ok(visit.done(&visit.href(&format!("meetings/{}", made.number)), "meeting-planned"))
}

/// What the page is drawn from.
struct Picture {
    poll: TimePoll,
    group: Option<Group>,
    times: Vec<Offered>,
    said: Vec<Said>,
    best: Option<i64>,
}

impl Picture {
    fn people(&self) -> usize {
        let mut people: Vec<_> = self.said.iter().map(|one| one.person).collect();
        people.dedup();
        people.len()
    }

    fn time(&self, number: Option<i64>) -> Option<&Offered> {
        self.times.iter().find(|time| Some(time.number) == number)
    }

    /// The names of those who say that of a time.
    fn names(&self, time: &Offered, suit: Suit) -> String {
        let those = self.said.iter().filter(|one| one.number == time.number && one.suits == suit);
        those.map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

async fn picture(visit: &Visit) -> Result<Picture> {
    let initiative = visit.initiative()?;
    let mut read = visit.read().await?;
    let poll = store::numbered(&mut read, initiative, visit.part("n")?).await?.ok_or(Error::Missing)?;
    let times = store::times(&mut read, initiative, poll.id).await?;
    let said = store::said(&mut read, initiative, poll.id).await?;
    let best = best(&times, &said);
    Ok(Picture { group: people::group(&mut read, initiative, poll.group).await?, poll, times, said, best })
}

async fn show(visit: &Visit, form: Form<'_>, wrong: bool) -> Result<Answer> {
    let picture = picture(visit).await?;
    let poll = &picture.poll;
    let group = picture.group.as_ref().map(|group| group.name.as_str()).unwrap_or_default();
    let kicker = html! {
        a href=(visit.href("meetings")) { (visit.t("meetings-title")) } " · " span dir="auto" { (group) }
    };
    let may = poll.is_open() && visit.offers(&ANSWER);
    let page = html! {
        (look::page_head(kicker, html! { span dir="auto" { (poll.title) } }, html! { span dir="auto" { (lead(visit, &picture)) } }))
        (look::facts([(visit.t("meeting-purpose-fact"), html! { span dir="auto" { (poll.purpose) } })]))
        @if may { (look::section("yours", visit.t("times-yours"), yours(visit, &picture, form))) }
        @if !picture.said.is_empty() { (look::section("all", visit.t("times-all"), all(visit, &picture))) }
        @if let Some(meeting) = poll.meeting {
            p { a href=(visit.href(&format!("meetings/{meeting}"))) { (visit.t("times-meeting")) } }
        } @else if visit.offers(&OFFER) {
            (look::section("take", visit.t("times-take-title"), taking(visit, &picture)))
        }
    };
    let title = visit.page(poll.title.clone()).about(poll.about()).live();
    if wrong { title.unprocessable() } else { title }.show(page).await
}

fn lead(visit: &Visit, picture: &Picture) -> String {
    let poll = &picture.poll;
    let time = picture.time(if poll.is_open() { picture.best } else { poll.chosen });
    let key = match (poll.is_open(), time) {
        (false, _) => "times-lead-taken",
        (true, Some(_)) => "times-lead-best",
        (true, None) => "times-lead-none",
    };
    let moment = time.map(|time| visit.say().moment(time.starts_at)).unwrap_or_default();
    let come = time.map(|time| suits(time, &picture.said).come()).unwrap_or_default();
    let no = time.map(|time| suits(time, &picture.said).no).unwrap_or_default();
    visit.with(
        key,
        &[
            ("moment", moment.into()),
            ("people", picture.people().into()),
            ("come", (come as i64).into()),
            ("no", (no as i64).into()),
        ],
    )
}

/// What one says of each time.
fn yours(visit: &Visit, picture: &Picture, form: Form<'_>) -> Markup {
    let before = |time: &Offered| {
        let mine = |one: &&Said| one.number == time.number && Some(one.person) == visit.actor.person;
        picture.said.iter().find(mine).map_or("", |one| one.suits.word())
    };
    let form = picture
        .times
        .iter()
        .fold(form, |form, time| form.start(&format!("time-{}", time.number), before(time)));
    let fields = html! {
        @for time in &picture.times {
            @let name = format!("time-{}", time.number);
            @let choices = Choices::radios(&name, visit.say().moment(time.starts_at)).inline();
            @let choices = Suit::ALL.iter().fold(choices, |choices, suit| {
                choices.choice(suit.word(), visit.t(&format!("times-suits-{}", suit.word())))
            });
            (form.choices(&name, choices))
        }
    };
    form.draw(&visit.href(&format!("meetings/times/{}/answer", picture.poll.number)), "times-say", fields)
}

/// Each time, and whom it suits.
fn all(visit: &Visit, picture: &Picture) -> Markup {
    let table = Table::new(visit.t("times-all")).quiet_caption().column(visit.t("times-when"));
    let table = Suit::ALL
        .iter()
        .fold(table, |table, suit| table.column(visit.t(&format!("times-suits-{}", suit.word()))));
    let marked = if picture.poll.is_open() { picture.best } else { picture.poll.chosen };
    let table = picture.times.iter().fold(table, |table, time| {
        let when = html! {
            (visit.say().moment(time.starts_at))
            @if Some(time.number) == marked {
                " " (look::tag(Standing::Done, visit.t(if picture.poll.is_open() { "times-best" } else { "times-taken" })))
            }
        };
        let cell = |suit: &Suit| {
            let names = picture.names(time, *suit);
            html! { @if names.is_empty() { "–" } @else { span dir="auto" { (names) } } }
        };
        table.row([when].into_iter().chain(Suit::ALL.iter().map(cell)))
    });
    table.draw()
}

/// One press makes the meeting: at the best time, or at another.
fn taking(visit: &Visit, picture: &Picture) -> Markup {
    let action = visit.href(&format!("meetings/times/{}/take", picture.poll.number));
    let others = picture.times.iter().filter(|time| Some(time.number) != picture.best);
    html! {
        @if let Some(time) = picture.time(picture.best) {
            @let words = visit.with("times-take", &[("moment", visit.say().moment(time.starts_at).into())]);
            (look::post_form(&action, &new_key(), html! {
                input type="hidden" name="time" value=(time.number);
                (look::acts(html! {
                    @if visit.offers(&ANSWER) { (look::quiet_button(words, "take", "yes")) } @else { (look::do_button(words)) }
                }))
            }))
        }
        details.twin {
            summary { (visit.t(if picture.best.is_some() { "times-take-other" } else { "times-take-any" })) }
            @for time in others {
                @let words = visit.with("times-take", &[("moment", visit.say().moment(time.starts_at).into())]);
                (look::post_form(&action, &new_key(), look::acts(look::quiet_button(words, "time", &time.number.to_string()))))
            }
        }
    }
}

/// Those that are open, for the list of meetings.
pub(crate) fn listed(visit: &Visit, polls: &[TimePoll], name: impl Fn(&TimePoll) -> String) -> Markup {
    let moments: Vec<Moment> = polls
        .iter()
        .map(|poll| Moment {
            when: visit.say().day(poll.asked_at),
            datetime: Some(poll.asked_at.to_string()),
            title: html! { a href=(visit.href(&format!("meetings/times/{}", poll.number))) dir="auto" { (poll.title) } },
            detail: Some(html! { span dir="auto" { (name(poll)) } }),
        })
        .collect();
    look::timeline(&moments)
}
