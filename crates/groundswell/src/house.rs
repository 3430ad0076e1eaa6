//! The one list of rooms, and the house they make.

use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use kernel::{Clock, Kinds, Vault, World};
use store::{Migration, Sql, Store};
use tokio_util::sync::CancellationToken;
use web::{House, Room, Settings};

use crate::configuration::Configuration;

/// Every room, people before the five conditions, learning after them.
pub fn rooms() -> Vec<Box<dyn Room>> {
    vec![
        Box::new(people::People),
        Box::new(agenda::Agenda),
        Box::new(measurement::Measurement),
        Box::new(activities::Activities),
        Box::new(communication::Communication),
        Box::new(backbone::Backbone),
        Box::new(learning::Learning),
    ]
}

/// The same, and the page from which visitors enter the demo.
pub fn rooms_of_demo() -> Vec<Box<dyn Room>> {
    let mut all = rooms();
    all.push(Box::new(crate::demo::Stage));
    all
}

/// The whole schema, in the order it is run.
pub fn migrations() -> Vec<Migration> {
    let foundation =
        [store::search::MIGRATIONS, kernel::MIGRATIONS, journal::MIGRATIONS, courier::MIGRATIONS].concat();
    rooms().iter().fold(foundation, |all, room| [&all, room.migrations()].concat())
}

/// Every statement the product can run on `store`'s engine.
pub fn statements(store: &Store) -> Vec<&'static Sql> {
    let foundation: Vec<_> = store.statements().collect();
    let foundation =
        [foundation, kernel::statements(), journal::statements(), courier::statements()].concat();
    rooms().iter().fold(foundation, |all, room| [all, room.statements()].concat())
}

/// Opens the database; in a folder without one it makes one.
pub(crate) async fn open(configuration: &Configuration) -> Result<Store> {
    Store::open(&configuration.location).await.context("the database does not open")
}

/// Opens a database that must be there: a mistyped folder is no wish for an empty one.
pub(crate) async fn existing(configuration: &Configuration) -> Result<Store> {
    if let Some(folder) = configuration.folder() {
        ensure!(
            folder.join(store::FILE).exists(),
            "there is no database in {}; say with --data which folder holds it, or make one with: \
             groundswell serve, or groundswell demo",
            std::path::absolute(folder)?.display()
        );
    }
    open(configuration).await
}

/// Brings the schema of a database up to date, and knows every kind.
pub(crate) async fn world(store: Store, clock: Clock, vault: Vault) -> Result<Arc<World>> {
    store.migrate(&migrations()).await.context("the database's schema cannot be brought up to date")?;
    Ok(with(store, clock, vault))
}

/// The same over a database that is up to date, with no folder for keys.
pub fn over(store: Store, clock: Clock) -> Arc<World> {
    with(store, clock, Vault::default())
}

/// The same with one.
pub fn with(store: Store, clock: Clock, vault: Vault) -> Arc<World> {
    let kinds = Kinds::new(rooms().iter().flat_map(|room| room.kinds()));
    Arc::new(World { store, clock, kinds, vault })
}

/// The rooms joined into a server.
pub(crate) fn house(
    world: Arc<World>,
    configuration: &Configuration,
    live: Arc<journal::Live>,
    stop: CancellationToken,
    demo: bool,
) -> Result<Arc<House>> {
    let settings = Settings {
        public_url: configuration.public_url.clone(),
        demo,
        proxies: configuration.proxies,
        limits: configuration.limits.clone(),
    };
    let all = if demo { rooms_of_demo() } else { rooms() };
    Ok(House::new(world, all, Arc::new(people::Directory), live, stop, settings)?)
}

/// Does in each initiative what the rooms do by the clock. Mails are in the installation's first language.
pub(crate) async fn by_the_clock(house: &House) -> kernel::Result<()> {
    let steward = people::steward(house.world(), kernel::Via::Job, "Groundswell");
    let places = people::places(&mut house.world().store.read().await?).await?;
    for place in places {
        let say = house.texts().speak("", None, place.profile);
        let address = format!("{}/i/{}", house.settings().public_url, place.slug);
        let cx = steward.clone().at(place);
        for room in house.rooms() {
            room.by_the_clock(&cx, &say, &address).await?;
        }
    }
    Ok(())
}
