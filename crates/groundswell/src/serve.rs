//! Serving: the house on a port, with what runs beside it.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use jiff::ToSpan;
use kernel::{Clock, World};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::configuration::Configuration;
use crate::{ballast, connections, house};

/// How long open requests may take to finish once the server is told to stop.
const FINISH: Duration = Duration::from_secs(10);
/// How often the rooms do what they do by the clock.
const CLOCK: Duration = Duration::from_mins(5);
/// How long receipts of repeated requests are kept.
const RECEIPTS: i64 = 48;

/// Serves until told to stop.
pub(crate) async fn serve(configuration: &Configuration, demo: bool) -> Result<()> {
    let world = house::world(house::open(configuration).await?, Clock::System, configuration.vault()).await?;
    world.store.listen(configuration.notify);
    if let Some(folder) = configuration.folder() {
        ballast::keep(folder);
    }
    if let Some(secret) = people::first_start(&world).await? {
        eprintln!("First start. Set up here, once:\n  {}/setup/{secret}", configuration.public_url);
    }
    let listener = TcpListener::bind(configuration.listen)
        .await
        .with_context(|| format!("cannot listen on {}", configuration.listen))?;
    eprintln!("Groundswell is at {}", configuration.public_url);
    on(listener, world, configuration, demo).await
}

async fn on(
    listener: TcpListener,
    world: Arc<World>,
    configuration: &Configuration,
    demo: bool,
) -> Result<()> {
    let stop = CancellationToken::new();
    let live = Arc::new(journal::Live::new());
    let house = house::house(Arc::clone(&world), configuration, Arc::clone(&live), stop.clone(), demo)?;
    let mut beside = JoinSet::new();
    beside.spawn(journal::Sealer::run(Arc::clone(&world), stop.clone()));
    beside.spawn({
        let (world, stop) = (Arc::clone(&world), stop.clone());
        async move { live.run(world, stop).await }
    });
    beside.spawn(courier::run(Arc::clone(&world), configuration.smtp.clone(), stop.clone()));
    beside.spawn(tidy(Arc::clone(&house), stop.clone()));
    beside.spawn(by_the_clock(Arc::clone(&house), stop.clone()));
    for room in 0..house.rooms().len() {
        let (house, stop) = (Arc::clone(&house), stop.clone());
        beside.spawn(async move { house.rooms()[room].beside(&house, stop).await });
    }

    tokio::spawn({
        let stop = stop.clone();
        async move {
            asked_to_stop().await;
            stop.cancel();
        }
    });
    tokio::select! {
        () = connections::serve(listener, house.router(), stop.clone()) => {}
        () = async { stop.cancelled().await; tokio::time::sleep(FINISH).await } => {}
    }
    let _ = tokio::time::timeout(FINISH, beside.join_all()).await;
    Ok(())
}

/// Once an hour forgets what is no longer needed.
async fn tidy(house: Arc<web::House>, stop: CancellationToken) {
    while tokio::time::timeout(Duration::from_hours(1), stop.cancelled()).await.is_err() {
        house.limits().forget();
        let before = house.world().clock.now() - RECEIPTS.hours();
        if let Err(error) = kernel::forget_receipts(&house.world().store, before).await {
            tracing::warn!(%error, "old receipts could not be forgotten");
        }
    }
}

/// Every few minutes does what the rooms do without anybody asking, on whichever node is first.
async fn by_the_clock(house: Arc<web::House>, stop: CancellationToken) {
    let node = uuid::Uuid::now_v7();
    while tokio::time::timeout(CLOCK, stop.cancelled()).await.is_err() {
        let store = &house.world().store;
        match kernel::hold(store, "clock", node, 3 * CLOCK).await {
            Ok(true) => {}
            Ok(false) => continue,
            Err(error) => {
                tracing::warn!(%error, "nobody was reminded; trying again");
                continue;
            }
        }
        if let Err(error) = house::by_the_clock(&house).await {
            tracing::warn!(%error, "not everybody was reminded; trying again");
        }
    }
}

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        let _ = interrupted.await;
        return;
    };
    tokio::select! {
        _ = interrupted => {}
        _ = terminated.recv() => {}
    }
}
