//! Acts and pages on SQLite and on PostgreSQL.

mod agenda;
mod allocations;
mod ballots;
mod calls;
mod consult;
mod decisions;
mod delegate;
mod document;
mod files;
mod funds;
mod import;
mod map;
mod moderating;
mod opening;
mod pages;
mod paper;
mod part;
mod polis;
mod polls;
mod ratify;
mod rounds;
mod sealed;
mod secret;
mod strategies;
mod told;
mod trustees;
mod voices;

use std::sync::Arc;

use ::store::Store;
use kernel::{
    Actor, Context, Error, InitiativeId, Kinds, PersonId, Role, Roles, Standing, Vault, Via, World,
};
use people::{
    AddMember, AddSeat, CreateGroup, CreateInitiative, CreatePerson, GroupId, People, at_work, steward,
};
use web::Room;

use crate::{Agenda, Asking, OpenConversation};

/// An open initiative with its people.
struct Here {
    world: Arc<World>,
    initiative: InitiativeId,
}

impl Here {
    async fn new(store: Store) -> Self {
        Self::with_vault(store, Vault::default()).await
    }

    /// The same with a place for keys.
    async fn with_vault(store: Store, vault: Vault) -> Self {
        let kinds = Kinds::new(People.kinds().into_iter().chain(Agenda.kinds()));
        let rooms = [journal::MIGRATIONS, courier::MIGRATIONS, People.migrations(), Agenda.migrations()];
        let world = house::world(store, &rooms, kinds).await;
        let Some(World { store, clock, kinds, .. }) = Arc::into_inner(world) else { panic!("a new world") };
        let world = Arc::new(World { store, clock, kinds, vault });
        let act = CreateInitiative {
            name: "Reading by nine".to_owned(),
            slug: "reading".to_owned(),
            profile: "classic".to_owned(),
            public: true,
            problem: "Two children in five read badly at nine.".to_owned(),
            join: false,
        };
        let (initiative, _) = steward(&world, Via::Job, "the tests").execute(act).await.unwrap();
        Self { world, initiative }
    }

    /// The product itself, which may let people in.
    async fn steward(&self) -> Context {
        let mut read = self.world.store.read().await.unwrap();
        let places = people::places(&mut read).await.unwrap();
        let place = places.into_iter().find(|place| place.id == self.initiative).unwrap();
        steward(&self.world, Via::Job, "the tests").at(place)
    }

    /// Somebody without an account.
    async fn guest(&self) -> Context {
        let standing = Standing { roles: Roles::default().with(Role::Anyone), ..Standing::default() };
        let place = self.steward().await.place().unwrap().clone();
        let actor = Actor { standing, ..Actor::default() };
        Context::of(Arc::clone(&self.world), Via::Web).at(place).by(actor)
    }

    /// A new person with that role: `member`, `facilitator` or `backbone`.
    async fn person(&self, name: &str, role: &str) -> PersonId {
        let email = format!("{}@example.org", name.to_lowercase());
        let act = CreatePerson { name: name.to_owned(), email, administrator: false };
        let steward = self.steward().await;
        let person = steward.execute(act).await.unwrap();
        steward.execute(AddMember { person, role: role.to_owned() }).await.unwrap();
        person
    }

    /// That person at work now.
    async fn as_(&self, person: PersonId) -> Context {
        at_work(&self.world, person, self.initiative, Via::Web).await.unwrap()
    }

    /// A new person with that role, at work.
    async fn new_person(&self, name: &str, role: &str) -> Context {
        let person = self.person(name, role).await;
        self.as_(person).await
    }

    /// A steering group with a voting seat for each of these people and a vacant one; the first facilitates.
    async fn steering(&self, backbone: &Context, people: &[PersonId]) -> GroupId {
        let act = CreateGroup {
            name: "Steering".to_owned(),
            kind: "steering".to_owned(),
            purpose: String::new(),
            seats: vec!["Schools".to_owned()],
        };
        let (group, _) = backbone.execute(act).await.unwrap();
        for (at, &person) in people.iter().enumerate() {
            let act = AddSeat {
                group,
                constituency: format!("Street {at}"),
                role: if at == 0 { "facilitator" } else { "member" }.to_owned(),
                votes: true,
                person: Some(person),
            };
            backbone.execute(act).await.unwrap();
        }
        group
    }
}

/// An open conversation for whoever has the link, with two statements.
fn conversation() -> OpenConversation {
    asked(|_| {})
}

/// The same, asked in another way.
fn asked(otherwise: impl FnOnce(&mut Asking)) -> OpenConversation {
    let mut asking = Asking {
        question: "What keeps children from reading?".to_owned(),
        audience: "link".to_owned(),
        ..Asking::default()
    };
    otherwise(&mut asking);
    let seeds = "The library closes too early.\n\n There are no books in our language.".to_owned();
    OpenConversation { asking, seeds }
}

/// The key of the rule that said no.
fn rule<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Rule(key)) => key,
        other => panic!("a rule says no, not {other:?}"),
    }
}

/// The first problem: its field and its text.
fn problem<T: std::fmt::Debug>(result: Result<T, Error>) -> (String, &'static str) {
    match result {
        Err(Error::Invalid(problems)) => (problems.0[0].field.clone(), problems.0[0].text),
        other => panic!("something is wrong with what was sent, not {other:?}"),
    }
}

fn is_refused<T: std::fmt::Debug>(result: Result<T, Error>) {
    assert!(matches!(result, Err(Error::Forbidden(_) | Error::SignIn)), "{result:?}");
}

#[test]
fn every_statement_prepares() {
    house::both(async |store| {
        let here = Here::new(store).await;
        for sql in Agenda.statements() {
            here.world.store.prepare(sql).await.unwrap_or_else(|error| panic!("{}: {error}", sql.name()));
        }
    });
}
