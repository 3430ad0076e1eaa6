//! The rules of this room, on both databases.

mod threads;

use ::store::{Read, Store, search};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use journal::thread::{self, Reach};
use kernel::{
    Actor, Card, Context, Error, InitiativeId, Kind, Kinds, Owner, PersonId, Place, Profile, Ref, Relation,
    Result, Role, Roles, Stage, Standing, Told, Via,
};
use people::{GroupId, SeatId};
use uuid::Uuid;
use web::{Room, Why};

use crate::discussion::store::{self as discussions, Window};
use crate::meeting::outcome;
use crate::*;

/// An object of another room. The one whose id is nil is private: only partners may know of it.
struct Elsewhere(&'static str);

#[async_trait]
impl Kind for Elsewhere {
    fn name(&self) -> &'static str {
        self.0
    }

    fn stage(&self) -> Stage {
        Stage::Voice
    }

    async fn cards(&self, cx: &Context, _: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        let known = |id: &&Uuid| !id.is_nil() || cx.actor.standing.roles.has(Role::Partner);
        let card = |id: &Uuid| {
            let (about, title) = (Ref::new(self.0, *id), format!("A {}", self.0));
            Card { about, stage: Stage::Voice, title, href: "/".to_owned(), at: cx.now() }
        };
        Ok(ids.iter().filter(known).map(card).collect())
    }
}

/// An initiative with one group, in which one person sits and one seat is vacant.
struct Stand {
    cx: Context,
    group: GroupId,
    rosa: PersonId,
    seat: SeatId,
    vacant: SeatId,
}

impl Stand {
    async fn on(store: Store) -> Self {
        let rooms: Vec<Box<dyn Room>> = vec![Box::new(people::People), Box::new(Communication)];
        let tables: Vec<_> = rooms.iter().map(|room| room.migrations()).collect();
        let tables = [vec![journal::MIGRATIONS, courier::MIGRATIONS], tables].concat();
        let others = ["statement", "clause", "win", "commitment", "result"];
        let others = others.map(|kind| Box::new(Elsewhere(kind)) as Box<dyn Kind>);
        let kinds = rooms.iter().flat_map(|room| room.kinds()).chain(others);
        let world = house::world(store, &tables, Kinds::new(kinds)).await;
        let place = Place {
            id: InitiativeId::new(),
            slug: "valley".to_owned(),
            name: "Valley".to_owned(),
            profile: Profile::Classic,
            public: true,
        };
        let cx = people::steward(&world, Via::Job, "the tests").at(place);
        let person = people::CreatePerson {
            name: "Rosa".to_owned(),
            email: "rosa@example.org".to_owned(),
            administrator: false,
        };
        let rosa = cx.execute(person).await.unwrap();
        cx.execute(people::AddMember { person: rosa, role: "member".to_owned() }).await.unwrap();
        let group = people::CreateGroup {
            name: "Transport".to_owned(),
            kind: "working".to_owned(),
            purpose: "Buses".to_owned(),
            seats: Vec::new(),
        };
        let (group, _) = cx.execute(group).await.unwrap();
        let seat = |constituency: &str, person| people::AddSeat {
            group,
            constituency: constituency.to_owned(),
            role: "member".to_owned(),
            votes: true,
            person,
        };
        let taken = cx.execute(seat("West side", Some(rosa))).await.unwrap();
        let vacant = cx.execute(seat("Schools", None)).await.unwrap();
        Self { cx, group, rosa, seat: taken, vacant }
    }

    /// Somebody with an account who belongs here and has these roles besides.
    fn somebody(&self, name: &str, roles: &[Role]) -> Context {
        let roles = roles.iter().fold(Roles::default().with(Role::Member), |all, role| all.with(*role));
        let standing = Standing { roles, ..Standing::default() };
        let actor = Actor { person: Some(PersonId::new()), name: name.to_owned(), standing };
        self.cx.clone().by(actor)
    }

    fn visitor(&self) -> Context {
        let standing = Standing { roles: Roles::default().with(Role::Anyone), ..Standing::default() };
        self.cx.clone().by(Actor { standing, ..Actor::default() })
    }

    /// Who holds the seat in the group.
    fn seated(&self) -> Context {
        let roles = Roles::default().with(Role::Member).with(Role::Seat);
        let standing = Standing { roles, groups: vec![self.group.0], ..Standing::default() };
        let actor = Actor { person: Some(self.rosa), name: "Rosa".to_owned(), standing };
        self.cx.clone().by(actor)
    }

    fn now(&self) -> Timestamp {
        self.cx.now()
    }

    fn plan(&self, hours: i64) -> PlanMeeting {
        PlanMeeting {
            group: self.group,
            title: "The late line".to_owned(),
            purpose: "A line is chosen".to_owned(),
            starts_at: self.now() + SignedDuration::from_hours(hours),
            minutes: 90,
            place: String::new(),
            link: String::new(),
        }
    }

    /// A meeting planned by `cx`.
    async fn planned(&self, cx: &Context, hours: i64) -> MeetingId {
        MeetingId(cx.execute(self.plan(hours)).await.unwrap().about.id)
    }
}

async fn sees(cx: &Context, about: &Ref) -> bool {
    let mut read = cx.read().await.unwrap();
    cx.world.kinds.card(cx, &mut read, about).await.unwrap().is_some()
}

/// How many of them a search for `words` finds.
async fn finds(cx: &Context, words: &str) -> usize {
    let mut read = cx.read().await.unwrap();
    search::find(&mut read, cx.initiative().unwrap().0, words, 10).await.unwrap().len()
}

/// The kinds right before `about` on the thread, with how they hang on it.
async fn before(cx: &Context, about: &Ref) -> Vec<(String, Relation)> {
    let mut read = cx.read().await.unwrap();
    let thread = thread::of(cx, &mut read, about, Reach::NEAR).await.unwrap();
    thread.before.into_iter().map(|knot| (knot.card.about.kind, knot.relation)).collect()
}

/// The key of the rule that said no.
fn rule<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result {
        Err(Error::Rule(key)) => key,
        other => panic!("a rule says no, not {other:?}"),
    }
}

/// The fields with problems, each with its text.
fn problems<T: std::fmt::Debug>(result: Result<T>) -> Vec<(String, &'static str)> {
    match result {
        Err(Error::Invalid(problems)) => problems.0.into_iter().map(|one| (one.field, one.text)).collect(),
        other => panic!("something is wrong with what was sent, not {other:?}"),
    }
}

fn is_refused<T: std::fmt::Debug>(result: Result<T>) {
    assert!(matches!(result, Err(Error::Forbidden(_) | Error::SignIn)), "{result:?}");
}

fn talk(about: Option<&Ref>, title: &str, text: &str) -> StartDiscussion {
    StartDiscussion { title: title.to_owned(), text: text.to_owned(), about: about.cloned() }
}

#[test]
fn every_statement_prepares() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        for sql in Communication.statements() {
            stand.cx.world.store.prepare(sql).await.unwrap_or_else(|error| panic!("{}: {error}", sql.name()));
        }
    });
}

/// A post that begins a thread.
fn begin(discussion: DiscussionId, text: &str) -> WritePost {
    WritePost { discussion, text: text.to_owned(), thread: None, address: String::new() }
}

#[test]
fn an_object_has_one_discussion() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let (lena, owen) = (stand.somebody("Lena", &[]), stand.somebody("Owen", &[]));
        let clause = Ref::new("clause", Uuid::now_v7());
        let first = lena.execute(talk(Some(&clause), "ignored", "Why four?")).await.unwrap();
        let second = owen.execute(talk(Some(&clause), "", "Because of the shift.")).await.unwrap();
        assert_eq!(first, second);
        let initiative = lena.initiative().unwrap();
        let mut read = lena.read().await.unwrap();
        let found = discussions::numbered(&mut read, initiative, first.number).await.unwrap().unwrap();
        assert_eq!(found.title, "A clause", "it is called what its object is called");
        let (posts, more) =
            discussions::threads(&mut read, initiative, found.id, Window::Newest).await.unwrap();
        drop(read);
        let said: Vec<_> = posts.iter().map(|post| (post.author.as_str(), post.body.as_str())).collect();
        assert_eq!(said, [("Lena", "Why four?"), ("Owen", "Because of the shift.")]);
        assert!(!more);
        let free = lena.execute(talk(None, "Rooms", "Who has one?")).await.unwrap();
        let other = lena.execute(talk(None, "Rooms", "Who else?")).await.unwrap();
        assert_ne!(free.number, other.number, "free discussions may be called alike");
        assert_eq!(finds(&lena, "rooms").await, 2);
    });
}

#[test]
fn two_who_start_at_once_meet_in_one_discussion() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let clause = Ref::new("clause", Uuid::now_v7());
        let mut running = tokio::task::JoinSet::new();
        for at in 0..8 {
            let cx = stand.somebody("Somebody", &[]);
            let act = talk(Some(&clause), "", &format!("Word {at}"));
            running.spawn(async move { cx.execute(act).await.unwrap().number });
        }
        let mut numbers = running.join_all().await;
        numbers.dedup();
        assert_eq!(numbers.len(), 1);
        let cx = stand.somebody("Somebody", &[]);
        let mut read = cx.read().await.unwrap();
        let initiative = cx.initiative().unwrap();
        let found = discussions::about(&mut read, initiative, &clause).await.unwrap().unwrap();
        let (posts, _) = discussions::threads(&mut read, initiative, found.id, Window::Newest).await.unwrap();
        assert_eq!(posts.len(), 8);
    });
}

#[test]
fn posts_are_paged_without_gap_or_repeat() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let lena = stand.somebody("Lena", &[]);
        let started = lena.execute(talk(None, "Rooms", "0")).await.unwrap();
        let discussion = DiscussionId(started.about.id);
        for at in 1..45 {
            lena.execute(begin(discussion, &at.to_string())).await.unwrap();
        }
        let initiative = lena.initiative().unwrap();
        let mut read = lena.read().await.unwrap();
        let (mut window, mut read_back, mut pages) = (Window::Newest, Vec::new(), Vec::new());
        loop {
            let (posts, more) =
                discussions::threads(&mut read, initiative, discussion, window).await.unwrap();
            window = Window::Before(posts[0].id.0);
            pages.push(posts.len());
            read_back.splice(0..0, posts.into_iter().map(|post| post.body));
            if !more {
                break;
            }
        }
        assert_eq!(pages, [20, 20, 5]);
        assert_eq!(read_back, (0..45).map(|at| at.to_string()).collect::<Vec<_>>());
        let Window::Before(first) = window else { panic!("the walk went back") };
        let (posts, more) =
            discussions::threads(&mut read, initiative, discussion, Window::From(first)).await.unwrap();
        assert_eq!((posts.len(), more, posts[19].body.as_str()), (20, true, "19"));
    });
}

#[test]
fn talk_about_what_one_may_not_know_of_stays_hidden() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let (partner, member) = (stand.somebody("Jo", &[Role::Partner]), stand.somebody("Owen", &[]));
        let private = Ref::new("result", Uuid::nil());
        let sent = member.execute(talk(Some(&private), "", "Psst")).await;
        assert_eq!(problems(sent), [("about".to_owned(), "problem-unknown")]);
        let started = partner.execute(talk(Some(&private), "", "Between us")).await.unwrap();
        let discussion = DiscussionId(started.about.id);
        let post = begin(discussion, "Let me in");
        assert!(matches!(member.execute(post.clone()).await, Err(Error::Missing)));
        let post = Ref::new("post", partner.execute(post).await.unwrap().0);
        for about in [&started.about, &post] {
            assert!(
                sees(&partner, about).await
                    && !sees(&member, about).await
                    && !sees(&stand.visitor(), about).await
            );
        }
    });
}

#[test]
fn only_members_talk() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        is_refused(stand.visitor().execute(talk(None, "Hello", "World")).await);
        let lena = stand.somebody("Lena", &[]);
        let sent = lena.execute(talk(None, " ", "")).await;
        let empty = |field: &str| (field.to_owned(), "problem-empty");
        assert_eq!(problems(sent), [empty("text"), empty("title")]);
        let started = lena.execute(talk(None, "Hello", "World")).await.unwrap();
        let post = begin(DiscussionId(started.about.id), "Me too");
        is_refused(stand.visitor().execute(post).await);
        let nowhere = begin(DiscussionId::new(), "Hello?");
        assert!(matches!(lena.execute(nowhere).await, Err(Error::Missing)));
    });
}

#[test]
fn an_update_is_read_by_whom_it_is_for() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let (lena, owen) = (stand.somebody("Lena", &[Role::Facilitator]), stand.somebody("Owen", &[]));
        let update = |audience| PostUpdate {
            title: "The night bus starts".to_owned(),
            text: "On 1 May.\n\nCome and see.".to_owned(),
            audience,
        };
        is_refused(owen.execute(update(Audience::Public)).await);
        is_refused(stand.visitor().execute(update(Audience::Members)).await);
        let inside = owen.execute(update(Audience::Members)).await.unwrap().about;
        let public = lena.execute(update(Audience::Public)).await.unwrap().about;
        let backbone = stand.somebody("Dana", &[Role::Backbone]);
        backbone.execute(update(Audience::Public)).await.unwrap();
        assert!(sees(&owen, &inside).await && sees(&owen, &public).await);
        assert!(!sees(&stand.visitor(), &inside).await && sees(&stand.visitor(), &public).await);
        assert_eq!(finds(&owen, "night").await, 3);
        let mut read = owen.read().await.unwrap();
        let moved = Communication.today(&owen, &mut read).await.unwrap();
        assert_eq!(moved.iter().filter(|line| line.why == Why::Moved).count(), 2, "not one's own");
    });
}

#[test]
fn a_meeting_is_planned_run_and_told_about() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let (lena, rosa) = (stand.somebody("Lena", &[Role::Facilitator]), stand.seated());
        is_refused(rosa.execute(stand.plan(48)).await);
        is_refused(stand.visitor().execute(stand.plan(48)).await);
        let wrong = PlanMeeting { minutes: 0, link: "javascript:1".to_owned(), ..stand.plan(48) };
        let found = problems(lena.execute(wrong).await);
        let expected = [("minutes", "problem-meeting-minutes"), ("link", "problem-meeting-link")];
        assert_eq!(found, expected.map(|(field, text)| (field.to_owned(), text)));
        let meeting = stand.planned(&lena, 48).await;
        let about = Ref::new("meeting", meeting.0);
        assert_eq!(before(&lena, &about).await, [("group".to_owned(), Relation::Holds)]);
        assert!(sees(&rosa, &about).await && !sees(&stand.visitor(), &about).await);

        let item =
            |text: &str| AddItem { meeting, purpose: Purpose::Decide, minutes: 20, text: text.to_owned() };
        lena.execute(item("The line")).await.unwrap();
        lena.execute(item("The hour")).await.unwrap();
        let mut read = lena.read().await.unwrap();
        let items =
            crate::meeting::store::items(&mut read, lena.initiative().unwrap(), meeting).await.unwrap();
        drop(read);
        assert_eq!(items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>(), ["The line", "The hour"]);

        is_refused(rosa.execute(OpenMeeting { meeting }).await);
        assert_eq!(rule(lena.execute(CloseMeeting { meeting }).await), "rule-meeting-not-open");
        lena.execute(OpenMeeting { meeting }).await.unwrap();
        lena.execute(CloseMeeting { meeting }).await.unwrap();
        assert_eq!(rule(lena.execute(item("Too late")).await), "rule-meeting-closed");
        let recap = SendRecap { meeting, text: "Line 4, at eleven.".to_owned(), address: String::new() };
        is_refused(rosa.execute(recap.clone()).await);
        lena.execute(recap.clone()).await.unwrap();
        assert_eq!(rule(lena.execute(recap).await), "rule-meeting-recap-sent");
    });
}

#[test]
fn notes_of_two_are_both_kept_and_only_holders_attend() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let lena = stand.somebody("Lena", &[Role::Facilitator]);
        let meeting = stand.planned(&lena, 1).await;
        lena.execute(OpenMeeting { meeting }).await.unwrap();
        let notes = |version, notes: &str, seat| TakeNotes {
            meeting,
            version,
            notes: notes.to_owned(),
            attendance: vec![Attendance { seat, presence: Presence::Present }],
        };
        let vacant = lena.execute(notes(1, "Nobody sits there", stand.vacant)).await;
        assert!(matches!(vacant, Err(Error::Missing)));
        assert_eq!(lena.execute(notes(1, "Line 4", stand.seat)).await.unwrap(), 2);
        match lena.execute(notes(1, "Line 5", stand.seat)).await {
            Err(Error::Stale(stale)) => {
                assert_eq!(
                    (stale.version, stale.theirs.as_str(), stale.mine.as_str()),
                    (2, "Line 4", "Line 5")
                );
            }
            other => panic!("the second one sees both texts, not {other:?}"),
        }
        let initiative = lena.initiative().unwrap();
        let mut read = lena.read().await.unwrap();
        let attended = crate::meeting::store::attended(&mut read, initiative, meeting).await.unwrap();
        let who: Vec<_> =
            attended.iter().map(|one| (one.name.as_str(), one.constituency.as_str(), one.presence)).collect();
        assert_eq!(who, [("Rosa", "West side", Presence::Present)]);
    });
}

/// Promises something: what the activities room tells when a commitment is offered.
struct Promise {
    commitment: Uuid,
    holder: Ref,
}

#[async_trait]
impl kernel::Act for Promise {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut ::store::Tx) -> Result<()> {
        cx.may(&crate::discussion::READ, Owner::Nobody)?;
        let told = Told::new("commitment.offered", Ref::new("commitment", self.commitment), "A promise");
        journal::Tell::tell(cx, tx, told.from(self.holder.clone(), Relation::Holds)).await
    }
}

#[test]
fn the_first_item_is_what_the_group_and_its_former_meetings_promised() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let lena = stand.somebody("Lena", &[Role::Facilitator]);
        let last = stand.planned(&lena, -48).await;
        let next = stand.planned(&lena, 48).await;
        let [of_group, of_last, of_next] = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
        let holders = [
            (of_group, Ref::new("group", stand.group.0)),
            (of_last, Ref::new("meeting", last.0)),
            (of_last, Ref::new("group", stand.group.0)),
            (of_next, Ref::new("meeting", next.0)),
            (of_next, Ref::new("group", stand.group.0)),
        ];
        for (commitment, holder) in holders {
            lena.execute(Promise { commitment, holder }).await.unwrap();
        }
        let initiative = lena.initiative().unwrap();
        let mut read = lena.read().await.unwrap();
        let next = crate::meeting::store::these(&mut read, initiative, &[next.0]).await.unwrap().remove(0);
        let ids = |cards: Vec<Card>| {
            let mut ids: Vec<Uuid> = cards.iter().map(|card| card.about.id).collect();
            ids.sort();
            ids
        };
        let promised = outcome::last_commitments(&lena, &mut read, &next).await.unwrap();
        assert_eq!(ids(promised), [of_group, of_last], "each once, and none of this meeting");
        assert_eq!(ids(outcome::held(&lena, &mut read, &next).await.unwrap()), [of_next]);
    });
}

#[test]
fn the_morning_view_calls_meetings_and_recaps_to_mind() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let lena = stand.somebody("Lena", &[Role::Facilitator]);
        let meeting = stand.planned(&lena, 48).await;
        let texts = async |cx: &Context| {
            let mut read = cx.read().await.unwrap();
            let lines = Communication.today(cx, &mut read).await.unwrap();
            lines.into_iter().map(|line| line.text).collect::<Vec<_>>()
        };
        assert_eq!(texts(&stand.seated()).await, ["today-meeting-ahead"]);
        assert!(texts(&lena).await.is_empty(), "she does not sit in the group");
        lena.execute(OpenMeeting { meeting }).await.unwrap();
        lena.execute(CloseMeeting { meeting }).await.unwrap();
        assert!(texts(&stand.seated()).await.is_empty());
        assert_eq!(texts(&lena).await, ["today-meeting-recap"]);
        lena.execute(SendRecap { meeting, text: "Line 4".to_owned(), address: String::new() }).await.unwrap();
        assert!(texts(&lena).await.is_empty());
    });
}

#[test]
fn everything_leaves() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let lena = stand.somebody("Lena", &[Role::Facilitator]);
        lena.execute(talk(None, "Rooms", "Who has one?")).await.unwrap();
        let meeting = stand.planned(&lena, 1).await;
        lena.execute(AddItem { meeting, purpose: Purpose::Commit, minutes: 5, text: "Promises".to_owned() })
            .await
            .unwrap();
        let mut read = lena.read().await.unwrap();
        let tables = Communication.export(&lena, &mut read).await.unwrap();
        let rows: Vec<_> = tables.iter().map(|table| (table.name, table.rows.len())).collect();
        let expected = [
            ("updates", 0),
            ("discussions", 1),
            ("posts", 1),
            ("meetings", 1),
            ("meeting-items", 1),
            ("meeting-attendance", 0),
            ("time-polls", 0),
            ("time-offers", 0),
            ("time-answers", 0),
        ];
        assert_eq!(rows, expected);
        for table in tables {
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.name);
        }
    });
}

#[test]
fn a_time_that_suits_becomes_the_meeting() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let lena = stand.somebody("Lena", &[Role::Facilitator]);
        let (rosa, owen) = (stand.seated(), stand.somebody("Owen", &[]));
        let at = |hours: i64| lena.now() + SignedDuration::from_hours(hours);
        let offer = |times: Vec<Timestamp>| OfferTimes {
            group: stand.group,
            title: "The late line".to_owned(),
            purpose: "We know which bus we ask for.".to_owned(),
            times,
            minutes: 60,
            place: "Hall".to_owned(),
            link: String::new(),
        };
        assert!(matches!(owen.execute(offer(vec![at(1), at(2)])).await, Err(Error::Forbidden(_))));
        let wrong = async |times| match lena.execute(offer(times)).await {
            Err(Error::Invalid(problems)) => problems.0[0].text,
            other => panic!("{other:?}"),
        };
        assert_eq!(wrong(vec![at(1), at(1)]).await, "problem-times-few", "twice the same is one");
        assert_eq!(wrong(vec![at(-1), at(1)]).await, "problem-times-past");
        let made = lena.execute(offer(vec![at(30), at(10), at(20)])).await.unwrap();
        assert!(sees(&owen, &made.about).await && !sees(&stand.visitor(), &made.about).await);
        let mut read = rosa.read().await.unwrap();
        let waits = Communication.today(&rosa, &mut read).await.unwrap();
        assert!(waits.iter().any(|one| one.text == "today-time-poll"));
        drop(read);

        let none = TakeTime { poll: 1, time: None };
        assert!(matches!(lena.execute(none.clone()).await, Err(Error::Rule("rule-times-none-best"))));
        let say = |suits: [Suit; 3]| SayTimes {
            poll: 1,
            answers: suits.into_iter().zip(1..).map(|(suits, time)| Suiting { time, suits }).collect(),
        };
        rosa.execute(say([Suit::No, Suit::No, Suit::Yes])).await.unwrap();
        rosa.execute(say([Suit::No, Suit::IfNeedBe, Suit::Yes])).await.unwrap();
        owen.execute(say([Suit::Yes, Suit::Yes, Suit::No])).await.unwrap();
        let unknown = SayTimes { poll: 1, answers: vec![Suiting { time: 9, suits: Suit::Yes }] };
        assert!(matches!(owen.execute(unknown).await, Err(Error::Invalid(_))));
        let nothing = SayTimes { poll: 1, answers: Vec::new() };
        assert!(matches!(owen.execute(nothing).await, Err(Error::Invalid(_))));
        let mut read = rosa.read().await.unwrap();
        assert!(
            Communication
                .today(&rosa, &mut read)
                .await
                .unwrap()
                .iter()
                .all(|one| one.text != "today-time-poll")
        );
        drop(read);

        assert!(matches!(owen.execute(none.clone()).await, Err(Error::Forbidden(_))));
        let meeting = lena.execute(none).await.unwrap();
        let mut read = lena.read().await.unwrap();
        let initiative = lena.initiative().unwrap();
        let found =
            crate::meeting::store::numbered(&mut read, initiative, meeting.number).await.unwrap().unwrap();
        assert_eq!(
            (found.starts_at, found.place.as_str()),
            (at(20), "Hall"),
            "times are numbered as they come"
        );
        let thread = thread::of(&lena, &mut read, &made.about, Reach::NEAR).await.unwrap();
        assert!(thread.after.iter().any(|knot| knot.card.about == meeting.about), "the thread joins them");
        let tables = Communication.export(&lena, &mut read).await.unwrap();
        let rows = |name: &str| tables.iter().find(|table| table.name == name).unwrap().rows.len();
        assert_eq!([rows("time-polls"), rows("time-offers"), rows("time-answers")], [1, 3, 6]);
        drop(read);
        assert!(matches!(owen.execute(say([Suit::Yes; 3])).await, Err(Error::Rule("rule-times-over"))));
        let again = TakeTime { poll: 1, time: Some(1) };
        assert!(matches!(lena.execute(again).await, Err(Error::Rule("rule-times-over"))));
    });
}
