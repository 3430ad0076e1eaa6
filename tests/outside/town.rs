//! An initiative with people and something to do, made with the same acts as everywhere.

use std::path::Path;
use std::sync::Arc;

use groundswell::house;
use kernel::{Clock, Context, InitiativeId, PersonId, Via, World};
use people::{
    AddMember, AddSeat, CreateGroup, CreateInitiative, CreatePerson, at_work, create_token, open_session,
    steward,
};
use serde_json::json;
use store::{Location, Store};

use crate::inside::Inside;
use crate::load::WRITERS;

/// How many statements there are to vote on.
pub(crate) const STATEMENTS: usize = 40;

/// A town that is written to from outside.
#[derive(Clone)]
pub(crate) struct Seeded {
    pub(crate) slug: String,
    pub(crate) initiative: InitiativeId,
    /// The writers.
    pub(crate) people: Vec<PersonId>,
    /// Their API tokens.
    pub(crate) tokens: Vec<String>,
    /// The session of the first of them.
    pub(crate) session: String,
    /// The session of whoever asks them, a member as well.
    pub(crate) host: String,
}

/// Opens the database of `location` with every room in it.
pub(crate) async fn open(location: &Location) -> Arc<World> {
    let store = Store::open(location).await.expect("the database opens");
    store.migrate(&house::migrations()).await.expect("the migrations run");
    house::over(store, Clock::System)
}

/// An initiative that nobody belongs to yet.
pub(crate) async fn initiative(world: &Arc<World>, name: &str, public: bool) -> (InitiativeId, String) {
    let act = CreateInitiative {
        name: name.to_owned(),
        slug: String::new(),
        profile: "classic".to_owned(),
        public,
        problem: "Two children in five read badly at nine.".to_owned(),
        join: false,
    };
    steward(world, Via::Job, "the tests").execute(act).await.expect("an initiative")
}

/// Somebody with an account.
pub(crate) async fn person(world: &Arc<World>, name: &str, administrator: bool) -> PersonId {
    let act = CreatePerson { name: name.to_owned(), email: email(name), administrator };
    steward(world, Via::Job, "the tests").execute(act).await.expect("a person")
}

/// The address of whoever is called so.
pub(crate) fn email(name: &str) -> String {
    format!("{}@example.org", name.to_lowercase().replace(' ', "."))
}

/// Somebody with that role in the initiative, at work there.
pub(crate) async fn member(world: &Arc<World>, initiative: InitiativeId, name: &str, role: &str) -> Context {
    let id = person(world, name, false).await;
    let mut read = world.store.read().await.expect("a connection");
    let places = people::places(&mut read).await.expect("places");
    drop(read);
    let place = places.into_iter().find(|place| place.id == initiative).expect("the initiative");
    let act = AddMember { person: id, role: role.to_owned() };
    steward(world, Via::Job, "the tests").at(place).execute(act).await.expect("a member");
    at_work(world, id, initiative, Via::Job).await.expect("somebody at work")
}

/// A browser in which `person` is signed in: the session's secret.
pub(crate) async fn session(world: &Arc<World>, person: PersonId) -> String {
    let steward = steward(world, Via::Job, "the tests");
    open_session(&steward, person, "the tests").await.expect("a session").0
}

/// Makes a town for writers.
pub(crate) async fn seed(location: &Location) -> Seeded {
    let world = open(location).await;
    let steward = steward(&world, Via::Job, "the tests");
    let (initiative, slug) = self::initiative(&world, "Town", false).await;
    let (mut people, mut tokens) = (Vec::new(), Vec::new());
    for number in 0..WRITERS {
        let name = format!("Writer {number}");
        let cx = member(&world, initiative, &name, "member").await;
        people.push(cx.actor.person.expect("a person"));
        tokens.push(create_token(&steward, &email(&name), "writing").await.expect("a token"));
    }
    let host = member(&world, initiative, "Host", "facilitator").await;
    let host = session(&world, host.actor.person.expect("a person")).await;
    let inside = Inside::over(Arc::clone(&world));
    let seeds: Vec<String> = (1..=STATEMENTS).map(|number| format!("Statement {number}")).collect();
    let conversation = json!({
        "question": "What should change?", "audience": "members", "seeds": seeds.join("\n"),
    });
    let discussion = json!({ "title": "Reading circles", "text": "Where do we begin?" });
    let fund = json!({
        "title": "Our street", "amount": "900", "currency": "EUR", "voters": "members", "way": "approval",
        "closes": "2099-12-31",
    });
    let project = |title: &str| json!({ "title": title, "cost": "300" });
    let made = [
        ("conversations", conversation),
        ("discussions", discussion),
        ("funds", fund),
        ("funds/1/projects", project("Bench")),
        ("funds/1/projects", project("Lamp")),
        ("funds/1/projects", project("Toys")),
        ("funds/1/rule", json!({ "rule": "equal-shares", "ties": "votes" })),
    ];
    for (path, body) in made {
        let made = inside.post(&host, &format!("/api/i/{slug}/{path}"), &body.to_string()).await;
        assert!(made.status.is_success(), "{path}: {made:?}");
    }
    let session = session(&world, people[0]).await;
    Seeded { slug, initiative, people, tokens, session, host }
}

/// A group in which that person holds a seat that votes and runs its meetings: its id.
pub(crate) async fn table(backbone: &Context, person: Option<PersonId>) -> String {
    let act = CreateGroup {
        name: "Table".to_owned(),
        kind: "steering".to_owned(),
        purpose: String::new(),
        seats: Vec::new(),
    };
    let (group, _) = backbone.execute(act).await.expect("a group");
    let act = AddSeat {
        group,
        constituency: "Town".to_owned(),
        role: "facilitator".to_owned(),
        votes: true,
        person,
    };
    backbone.execute(act).await.expect("a seat");
    group.to_string()
}

/// The folder of an embedded database.
pub(crate) fn folder_of(location: &Location) -> &Path {
    match location {
        Location::Folder(folder) => folder,
        Location::Postgres(_) => panic!("the embedded database has a folder"),
    }
}
