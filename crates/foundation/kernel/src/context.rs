use std::pin::Pin;
use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use store::{Read, Store};
use uuid::Uuid;

use crate::act::AnyAct;
use crate::{
    Ability, Act, Actor, Clock, Error, InitiativeId, Kinds, Owner, PersonId, Profile, Repeat, Result, Vault,
    Via, act,
};

/// What is the same for every request of a process.
pub struct World {
    /// The database.
    pub store: Store,
    /// Where every time comes from.
    pub clock: Clock,
    /// Every kind of every room.
    pub kinds: Kinds,
    /// Keys that are kept outside the database.
    pub vault: Vault,
}

/// The initiative at hand.
#[derive(Debug, Clone)]
pub struct Place {
    /// Which one.
    pub id: InitiativeId,
    /// Its name in addresses: `/i/{slug}`.
    pub slug: String,
    /// What people call it.
    pub name: String,
    /// How it speaks of itself.
    pub profile: Profile,
    /// Whether whoever comes may look.
    pub public: bool,
}

/// Who acts, where, when and how. Cheap to clone.
#[derive(Clone)]
pub struct Context {
    /// What is the same for everybody.
    pub world: Arc<World>,
    /// Who.
    pub actor: Arc<Actor>,
    /// In which initiative, if in one.
    pub place: Option<Arc<Place>>,
    /// The way it came in.
    pub via: Via,
    /// Which request, for the log.
    pub request: Uuid,
    /// The key under which it happens once.
    pub repeat: Option<Repeat>,
}

impl Context {
    /// The product itself, in no initiative yet.
    pub fn of(world: Arc<World>, via: Via) -> Self {
        Self { world, actor: Arc::default(), place: None, via, request: Uuid::now_v7(), repeat: None }
    }

    /// The same in that initiative.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(Arc::new(place));
        self
    }

    /// The same by that actor.
    pub fn by(mut self, actor: Actor) -> Self {
        self.actor = Arc::new(actor);
        self
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.world.clock.now()
    }

    /// The initiative at hand.
    pub fn place(&self) -> Result<&Place> {
        self.place.as_deref().ok_or(Error::Missing)
    }

    /// The initiative's id.
    pub fn initiative(&self) -> Result<InitiativeId> {
        self.place().map(|place| place.id)
    }

    /// Whether the actor may do `ability` to what belongs to `owner`.
    pub fn can(&self, ability: &Ability, owner: Owner) -> bool {
        let roles = self.actor.standing.roles;
        ability.grants.iter().any(|grant| roles.has(grant.role) && (!grant.own || self.actor.owns(owner)))
    }

    /// Whether there is anything the actor may do `ability` to.
    pub fn could(&self, ability: &Ability) -> bool {
        let roles = self.actor.standing.roles;
        ability.grants.iter().any(|grant| roles.has(grant.role))
    }

    /// Goes on only if the actor may do `ability` to what belongs to `owner`.
    #[cfg_attr(feature = "watched", track_caller)]
    pub fn may(&self, ability: &Ability, owner: Owner) -> Result<()> {
        self.check(self.can(ability, owner), ability)
    }

    /// Who acts: signed in, and granted `ability`, which concerns nothing but their own.
    pub fn me(&self, ability: &Ability) -> Result<PersonId> {
        let person = self.person()?;
        self.may(ability, Owner::Person(person))?;
        Ok(person)
    }

    /// Who acts, if they are signed in.
    pub fn person(&self) -> Result<PersonId> {
        self.actor.person.ok_or(Error::SignIn)
    }

    /// Goes on only if there is anything the actor may do `ability` to.
    #[cfg_attr(feature = "watched", track_caller)]
    pub fn might(&self, ability: &Ability) -> Result<()> {
        self.check(self.could(ability), ability)
    }

    /// Whoever is not signed in is asked to; anybody else is refused.
    #[cfg_attr(feature = "watched", track_caller)]
    fn check(&self, granted: bool, ability: &Ability) -> Result<()> {
        #[cfg(feature = "watched")]
        let granted = granted || crate::watched::lets_pass(std::panic::Location::caller());
        match self.actor.person {
            _ if granted => Ok(()),
            None => Err(Error::SignIn),
            Some(_) => Err(Error::Forbidden(ability.name)),
        }
    }

    /// Runs `act` in one transaction and answers once it is on disk: the one way anything is written.
    pub async fn execute<A: Act>(&self, act: A) -> Result<A::Out> {
        let out = self.execute_any(Box::new(act)).await?;
        Ok(*out.downcast().expect("an act answers with what it says it does"))
    }

    /// Boxed, so that it is compiled here and not again in each crate that executes something.
    fn execute_any(&self, act: Box<dyn AnyAct>) -> Pin<Box<dyn Future<Output = Result<act::Out>> + Send>> {
        let running = act::Running { cx: self.clone(), act };
        Box::pin(async move { Arc::clone(&running.cx.world).store.write(running).await })
    }

    /// A connection to read with: the one way anything is read.
    pub async fn read(&self) -> Result<Read> {
        Ok(self.world.store.read().await?)
    }
}

/// How the shell learns who somebody is; the People room answers.
#[async_trait]
pub trait Identity: Send + Sync {
    /// The initiative of that slug.
    async fn place(&self, read: &mut Read, slug: &str) -> Result<Option<Place>>;

    /// Whom a session's secret stands for, if it still does.
    async fn by_session(&self, read: &mut Read, secret: &str, now: Timestamp) -> Result<Option<Actor>>;

    /// Whom an API token's secret stands for, if it still does.
    async fn by_token(&self, read: &mut Read, secret: &str, now: Timestamp) -> Result<Option<Actor>>;

    /// Whom a name stands for together with a password or an API token, as programs send them with each request.
    /// `attempt` counts, before a password is tried that was not found right lately.
    async fn by_name(
        &self,
        store: &Store,
        name: &str,
        secret: &str,
        attempt: &(dyn Fn() -> Result<()> + Send + Sync),
    ) -> Result<Option<Actor>>;

    /// What `actor` is in the initiative: fills in the standing.
    async fn standing(&self, read: &mut Read, actor: Actor, place: Option<&Place>) -> Result<Actor>;

    /// The initiatives that `actor` belongs to, by name.
    async fn places_of(&self, read: &mut Read, actor: &Actor) -> Result<Vec<Place>>;

    /// Notes that a change came with the secret of this session or token: reading never writes.
    async fn seen(&self, cx: &Context, secret: &str) -> Result<()> {
        let _ = (cx, secret);
        Ok(())
    }
}
