//! The rules of this room, on both databases.

use std::sync::Arc;

use ::store::{Read, Store};
use async_trait::async_trait;
use jiff::SignedDuration;
use journal::thread;
use kernel::{
    Act, Actor, Card, Context, Error, InitiativeId, Kind, Kinds, PersonId, Place, Profile, Ref, Result, Role,
    Roles, Stage, Standing, Via,
};
use people::{GroupId, PartnershipId};
use uuid::Uuid;
use web::Room;

use crate::*;

/// Something of another room that this one is linked to.
struct Elsewhere(&'static str);

#[async_trait]
impl Kind for Elsewhere {
    fn name(&self) -> &'static str {
        self.0
    }

    fn stage(&self) -> Stage {
        Stage::Clause
    }

    async fn cards(&self, cx: &Context, _: &mut Read, ids: &[Uuid]) -> Result<Vec<Card>> {
        let card =
            |about| Card { about, stage: Stage::Clause, title: "T".into(), href: "/".into(), at: cx.now() };
        Ok(ids.iter().filter(|id| !id.is_nil()).map(|id| card(Ref::new(self.0, *id))).collect())
    }
}

/// An initiative with two partners and a group.
struct Stand {
    cx: Context,
    library: PartnershipId,
    college: PartnershipId,
    group: GroupId,
}

impl Stand {
    async fn on(store: Store) -> Self {
        let rooms: Vec<Box<dyn Room>> = vec![Box::new(people::People), Box::new(Activities)];
        let tables: Vec<_> = rooms.iter().map(|room| room.migrations()).collect();
        let other = ["clause", "story", "meeting"].map(|kind| Box::new(Elsewhere(kind)) as Box<dyn Kind>);
        let kinds = rooms.iter().flat_map(|room| room.kinds()).chain(other);
        let tables = [vec![journal::MIGRATIONS], tables].concat();
        let world = house::world(store, &tables, Kinds::new(kinds)).await;
        let place = Place {
            id: InitiativeId::new(),
            slug: "valley".into(),
            name: "Valley".into(),
            profile: Profile::Classic,
            public: true,
        };
        let cx = Context::of(Arc::clone(&world), Via::Web).at(place);
        let backbone = seated(&cx, PersonId::new(), &[Role::Backbone], &[], &[]);
        let partner = |name: &str| people::AddPartnership {
            name: name.into(),
            kind: "nonprofit".into(),
            brings: String::new(),
            needs: String::new(),
            status: "active".into(),
        };
        let (library, _) = backbone.execute(partner("Library")).await.unwrap();
        let (college, _) = backbone.execute(partner("College")).await.unwrap();
        let group = people::CreateGroup {
            name: "Learning".into(),
            kind: "working".into(),
            purpose: "Learn".into(),
            seats: Vec::new(),
        };
        let (group, _) = backbone.execute(group).await.unwrap();
        Self { cx, library, college, group }
    }

    fn somebody(&self, roles: &[Role]) -> Context {
        seated(&self.cx, PersonId::new(), roles, &[], &[])
    }

    fn of(&self, partner: PartnershipId) -> Context {
        seated(&self.cx, PersonId::new(), &[Role::Partner], &[partner.0], &[])
    }

    fn in_group(&self, role: Role) -> Context {
        seated(&self.cx, PersonId::new(), &[role], &[], &[self.group.0])
    }

    fn visitor(&self) -> Context {
        let roles = Roles::default().with(Role::Anyone);
        let standing = Standing { roles, ..Standing::default() };
        self.cx.clone().by(Actor { standing, ..Actor::default() })
    }

    fn activity(parts: &[PartnershipId]) -> AddActivity {
        let part = |id: &PartnershipId| NewPart { partnership: *id, strength: "rooms".into() };
        AddActivity {
            title: "Evening classes".into(),
            what: String::new(),
            for_whom: String::new(),
            place: String::new(),
            strategy: None,
            story: None,
            status: Status::Running,
            because: false,
            parts: parts.iter().map(part).collect(),
        }
    }

    fn promise(&self, due: &str) -> OfferCommitment {
        OfferCommitment {
            text: "Count the learners".into(),
            due: due.into(),
            group: self.group,
            partnership: None,
            about: None,
            meeting: None,
        }
    }

    /// The kinds of what stands right before `about` on the thread.
    async fn before(&self, about: &Ref) -> Vec<String> {
        let cx = self.somebody(&[]);
        let mut read = cx.read().await.unwrap();
        let thread = thread::of(&cx, &mut read, about, thread::Reach::NEAR).await.unwrap();
        thread.before.into_iter().map(|knot| knot.card.about.kind).collect()
    }

    async fn sees(&self, cx: &Context, about: &Ref) -> bool {
        let mut read = cx.read().await.unwrap();
        cx.world.kinds.card(cx, &mut read, about).await.unwrap().is_some()
    }

    fn later(&self, days: i64) {
        self.cx.world.clock.set(self.cx.now() + SignedDuration::from_hours(24 * days));
    }
}

/// Somebody who is a member and has `roles`.
fn seated(cx: &Context, person: PersonId, roles: &[Role], partnerships: &[Uuid], groups: &[Uuid]) -> Context {
    let member = Roles::default().with(Role::Member);
    let standing = Standing {
        roles: roles.iter().fold(member, |all, role| all.with(*role)),
        partnerships: partnerships.to_vec(),
        groups: groups.to_vec(),
    };
    cx.clone().by(Actor { person: Some(person), name: "Somebody".into(), standing })
}

async fn refused<A: Act>(cx: &Context, act: A) {
    let Err(error) = cx.execute(act).await else { panic!("this had to be refused") };
    assert!(matches!(error, Error::Forbidden(_) | Error::SignIn), "{error:?}");
}

async fn against_rule<A: Act>(cx: &Context, act: A, rule: &str) {
    match cx.execute(act).await {
        Err(Error::Rule(found)) => assert_eq!(found, rule),
        Err(error) => panic!("{error:?}"),
        Ok(_) => panic!("this is against {rule}"),
    }
}

async fn wrong_in<A: Act>(cx: &Context, act: A, field: &str) {
    match cx.execute(act).await {
        Err(Error::Invalid(problems)) => assert_eq!(problems.0[0].field, field),
        Err(error) => panic!("{error:?}"),
        Ok(_) => panic!("{field} is wrong"),
    }
}

#[test]
fn every_statement_can_be_prepared() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        for sql in Activities.statements() {
            let prepared = stand.cx.world.store.prepare(sql).await;
            prepared.unwrap_or_else(|error| panic!("{}: {error}", sql.name()));
        }
    });
}

#[test]
fn what_others_enter_for_a_partner_waits_for_its_word() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let (backbone, library) = (stand.somebody(&[Role::Backbone]), stand.of(stand.library));
        let made = backbone.execute(Stand::activity(&[stand.library])).await.unwrap();
        let activity = ActivityId(made.about.id);
        assert!(!stand.sees(&stand.visitor(), &made.about).await);
        assert!(stand.sees(&library, &made.about).await);

        let yes = || ConfirmPart { activity, partnership: stand.library, yes: true };
        refused(&backbone, yes()).await;
        refused(&stand.of(stand.college), yes()).await;
        library.execute(yes()).await.unwrap();
        assert!(stand.sees(&stand.visitor(), &made.about).await);
        against_rule(&library, yes(), "rule-part-confirmed").await;
    });
}

#[test]
fn a_partner_speaks_for_itself_only() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let (library, college) = (stand.of(stand.library), stand.of(stand.college));
        refused(&library, Stand::activity(&[stand.college])).await;
        refused(&stand.somebody(&[]), Stand::activity(&[stand.library])).await;
        refused(&stand.visitor(), Stand::activity(&[stand.library])).await;
        wrong_in(&library, Stand::activity(&[]), "partner").await;

        let made = library.execute(Stand::activity(&[stand.library])).await.unwrap();
        let activity = ActivityId(made.about.id);
        let part =
            |partnership| AddPart { activity, part: NewPart { partnership, strength: "tutors".into() } };
        refused(&college, part(stand.college)).await;
        library.execute(part(stand.college)).await.unwrap();
        wrong_in(&library, part(stand.college), "partner").await;

        refused(&college, edit(activity, 1)).await;
        refused(&stand.somebody(&[Role::Backbone]), edit(activity, 1)).await;
        college.execute(ConfirmPart { activity, partnership: stand.college, yes: true }).await.unwrap();
        college.execute(edit(activity, 1)).await.unwrap();
        let lost = library.execute(edit(activity, 1)).await;
        assert!(
            matches!(lost, Err(Error::Stale(stale)) if stale.version == 2 && stale.theirs == "Day classes")
        );
    });
}

fn edit(activity: ActivityId, version: i64) -> EditActivity {
    EditActivity {
        activity,
        version,
        title: "Day classes".into(),
        what: String::new(),
        for_whom: String::new(),
        place: String::new(),
        strategy: None,
        story: None,
        status: Status::Changed,
        because: true,
    }
}

#[test]
fn the_chain_runs_from_clause_to_win() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let account = people::CreatePerson {
            name: "Ada".into(),
            email: "ada@example.org".into(),
            administrator: false,
        };
        let person = stand.somebody(&[Role::Administrator]).execute(account).await.unwrap();
        let library = seated(&stand.cx, person, &[Role::Partner], &[stand.library.0], &[]);
        let strategy = Ref::new("clause", Uuid::now_v7());
        let unknown = AddActivity {
            strategy: Some(Ref::new("clause", Uuid::nil())),
            ..Stand::activity(&[stand.library])
        };
        wrong_in(&library, unknown, "strategy").await;
        let activity = AddActivity { strategy: Some(strategy), ..Stand::activity(&[stand.library]) };
        let activity = library.execute(activity).await.unwrap().about;
        assert_eq!(stand.before(&activity).await, ["clause"]);

        let meeting = Some(Ref::new("meeting", Uuid::now_v7()));
        let promise = OfferCommitment { about: Some(activity), meeting, ..stand.promise("2026-02-01") };
        let promise = library.execute(promise).await.unwrap().about;
        let before = stand.before(&promise).await;
        assert!(before.contains(&"activity".into()) && before.contains(&"meeting".into()), "{before:?}");

        let win = library.execute(win(vec![promise], vec![stand.college])).await.unwrap().about;
        assert_eq!(stand.before(&win).await, ["commitment"]);
        // Whoever promised it is credited without being named; it is the author's own side.
        let mut read = library.read().await.unwrap();
        let initiative = library.initiative().unwrap();
        let credits = win::store::credits(&mut read, initiative, WinId(win.id)).await.unwrap();
        let promiser = credits.iter().find(|credit| credit.person == Some(person)).unwrap();
        assert!(promiser.own && promiser.name == "Ada");
    });
}

fn win(from: Vec<Ref>, partners: Vec<PartnershipId>) -> CelebrateWin {
    CelebrateWin {
        title: "Forty learners".into(),
        different: "Classes are full".into(),
        helped: String::new(),
        from,
        partners,
        people: Vec::new(),
    }
}

#[test]
fn nobody_accepts_what_they_promised() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let promiser = stand.in_group(Role::Seat);
        wrong_in(&promiser, stand.promise("2026-01-04"), "due").await;
        wrong_in(&promiser, stand.promise("soon"), "due").await;
        refused(&stand.visitor(), stand.promise("2026-02-01")).await;
        let stranger = OfferCommitment { partnership: Some(stand.college), ..stand.promise("2026-02-01") };
        wrong_in(&promiser, stranger, "partnership").await;

        let made = promiser.execute(stand.promise("2026-02-01")).await.unwrap();
        let commitment = CommitmentId(made.about.id);
        let accept = || AcceptCommitment { commitment };
        against_rule(&promiser, accept(), "rule-commitment-own").await;
        refused(&stand.somebody(&[Role::Seat]), accept()).await;
        refused(&seated(&stand.cx, PersonId::new(), &[Role::Backbone], &[], &[stand.group.0]), accept())
            .await;
        let kept = || ReportCommitment { commitment, report: Report::Kept };
        against_rule(&promiser, kept(), "rule-commitment-not-open").await;
        stand.in_group(Role::Facilitator).execute(accept()).await.unwrap();
        against_rule(&stand.in_group(Role::Seat), accept(), "rule-commitment-not-offered").await;
        refused(&stand.in_group(Role::Seat), kept()).await;
        promiser.execute(kept()).await.unwrap();
        against_rule(&promiser, kept(), "rule-commitment-not-open").await;
    });
}

#[test]
fn a_promise_goes_on_until_its_end_is_told() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let promiser = stand.somebody(&[]);
        let made = promiser.execute(stand.promise("2026-02-01")).await.unwrap();
        let commitment = CommitmentId(made.about.id);
        stand.in_group(Role::Seat).execute(AcceptCommitment { commitment }).await.unwrap();
        let report = |report| ReportCommitment { commitment, report };
        let more = |due: &str, reason: &str| Report::MoreTime { due: due.into(), reason: reason.into() };
        wrong_in(&promiser, report(more("2026-03-01", "")), "reason").await;
        wrong_in(&promiser, report(more("2026-01-01", "rain")), "due").await;
        promiser.execute(report(more("2026-03-01", "rain"))).await.unwrap();
        promiser.execute(report(Report::NeedHelp { reason: "a driver".into() })).await.unwrap();
        stand.later(90);
        promiser.execute(report(Report::Kept)).await.unwrap();

        let mut read = promiser.read().await.unwrap();
        let initiative = promiser.initiative().unwrap();
        let found = commitment::store::find(&mut read, initiative, commitment).await.unwrap().unwrap();
        assert_eq!(found.state, State::KeptLate);
        assert!(found.early && !found.needs_help);
    });
}

#[test]
fn a_win_needs_somebody_else_to_confirm_it() {
    house::both(async |store| {
        let stand = Stand::on(store).await;
        let (library, college) = (stand.of(stand.library), stand.of(stand.college));
        wrong_in(&library, win(Vec::new(), Vec::new()), "partners").await;
        let made = library.execute(win(Vec::new(), vec![stand.library, stand.college])).await.unwrap();
        assert!(!stand.sees(&stand.visitor(), &made.about).await);

        let mut read = library.read().await.unwrap();
        let id = WinId(made.about.id);
        let credits = win::store::credits(&mut read, library.initiative().unwrap(), id).await.unwrap();
        drop(read);
        let theirs = credits.iter().find(|credit| !credit.own).unwrap().id;
        let yes = || ConfirmCredit { win: id, credit: theirs, yes: true };
        refused(&library, yes()).await;
        refused(&stand.somebody(&[Role::Backbone]), yes()).await;
        let author = library.actor.person.unwrap();
        let both = seated(&stand.cx, author, &[Role::Partner], &[stand.library.0, stand.college.0], &[]);
        against_rule(&both, yes(), "rule-win-author").await;
        college.execute(yes()).await.unwrap();
        assert!(stand.sees(&stand.visitor(), &made.about).await);
    });
}
