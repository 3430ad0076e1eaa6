//! Acts and pages on SQLite and on PostgreSQL.

mod coalition;
mod invitations;
mod pages;
mod sign_in;

use std::sync::Arc;

use ::store::Store;
use kernel::{
    Actor, Context, Error, Identity, InitiativeId, Kinds, PersonId, Role, Roles, Standing, Via, World,
};
use web::Room;

use crate::{
    AddMember, Browser, CreateInitiative, CreatePerson, Directory, Letter, People, at_work, steward,
};

/// A world with nobody in it.
async fn world(store: Store) -> Arc<World> {
    let kinds = Kinds::new(People.kinds());
    house::world(store, &[journal::MIGRATIONS, courier::MIGRATIONS, People.migrations()], kinds).await
}

/// Somebody who is not signed in.
fn guest(world: &Arc<World>) -> Context {
    let standing = Standing { roles: Roles::default().with(Role::Anyone), ..Standing::default() };
    Context::of(Arc::clone(world), Via::Web).by(Actor { standing, ..Actor::default() })
}

/// The product itself.
fn product(world: &Arc<World>) -> Context {
    steward(world, Via::Job, "the tests")
}

/// `person` outside of any initiative.
fn outside(world: &Arc<World>, person: PersonId) -> Context {
    let standing =
        Standing { roles: Roles::default().with(Role::Anyone).with(Role::Known), ..Standing::default() };
    let actor = Actor { person: Some(person), name: "somebody".to_owned(), standing };
    Context::of(Arc::clone(world), Via::Web).by(actor)
}

async fn person(world: &Arc<World>, name: &str) -> PersonId {
    let email = format!("{}@example.org", name.to_lowercase());
    product(world).execute(CreatePerson { name: name.to_owned(), email, administrator: false }).await.unwrap()
}

/// A closed initiative of the classic profile that nobody belongs to.
async fn initiative(world: &Arc<World>) -> InitiativeId {
    let act = CreateInitiative {
        name: "Reading by nine".to_owned(),
        slug: String::new(),
        profile: "classic".to_owned(),
        public: false,
        problem: "Two children in five read badly at nine.".to_owned(),
        join: false,
    };
    product(world).execute(act).await.unwrap().0
}

/// The product itself in that initiative.
async fn steward_at(world: &Arc<World>, initiative: InitiativeId) -> Context {
    let mut read = world.store.read().await.unwrap();
    let found = crate::initiative::store::find(&mut read, initiative).await.unwrap().unwrap();
    product(world).at(found.place())
}

/// A new person with that role, at work in the initiative.
async fn member(world: &Arc<World>, initiative: InitiativeId, name: &str, role: &str) -> (PersonId, Context) {
    let id = person(world, name).await;
    let act = AddMember { person: id, role: role.to_owned() };
    steward_at(world, initiative).await.execute(act).await.unwrap();
    (id, at_work(world, id, initiative, Via::Web).await.unwrap())
}

fn browser() -> Browser {
    Browser::new("a test's browser").unwrap()
}

fn letter() -> Letter {
    Letter { subject: "A letter".to_owned(), text: "with a link".to_owned() }
}

/// Whom the shell takes the holder of `secret` for.
async fn whose(world: &Arc<World>, secret: &str) -> Option<PersonId> {
    let mut read = world.store.read().await.unwrap();
    let actor = Directory.by_session(&mut read, secret, world.clock.now()).await.unwrap();
    actor.and_then(|actor| actor.person)
}

async fn mails(world: &Arc<World>) -> Vec<courier::Posted> {
    courier::outbox(&mut world.store.read().await.unwrap(), None, 100).await.unwrap()
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

fn is_forbidden<T: std::fmt::Debug>(result: Result<T, Error>) {
    assert!(matches!(result, Err(Error::Forbidden(_) | Error::SignIn)), "{result:?}");
}

#[test]
fn every_statement_prepares() {
    house::both(async |store| {
        let world = world(store).await;
        for sql in People.statements() {
            world.store.prepare(sql).await.unwrap_or_else(|error| panic!("{}: {error}", sql.name()));
        }
    });
}
