//! `kill -9` while sixteen write.

use std::time::Duration;

use store::Location;

use crate::faults::early::Early;
use crate::load::{Load, a_while};
use crate::server::{Server, alone, full, run_well};
use crate::town;

/// How many acknowledgements, and how many kills at least.
fn size() -> (usize, usize) {
    if full() { (50_000, 100) } else { (3_000, 6) }
}

#[test]
fn nothing_acknowledged_is_lost_on_sqlite() {
    house::on_sqlite(async |location| kill_until_enough("SQLite", &location).await);
}

#[test]
fn nothing_acknowledged_is_lost_on_postgres() {
    house::on_postgres(async |location| kill_until_enough("PostgreSQL", &location).await);
}

async fn kill_until_enough(engine: &str, location: &Location) {
    let _alone = alone();
    let town = town::seed(location).await;
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("acknowledged");
    let mut load = Load::new(town.clone(), &log);
    let (enough, at_least) = size();
    let (mut kills, mut slowest) = (0, Duration::ZERO);
    while kills < at_least || load.acknowledged() < enough {
        let server = Server::start(location, &[]).await;
        slowest = slowest.max(if kills == 0 { Duration::ZERO } else { server.ready_after });
        let address = server.address;
        load.run(address, async {
            a_while(20..2_000).await;
            server.kill();
        })
        .await;
        kills += 1;
        run_well(location, &["journal", "verify"]);
    }
    let server = Server::start(location, &[]).await;
    load.finish(server.address, 1).await;
    server.kill();
    let journal = run_well(location, &["journal", "verify"]);
    run_well(location, &["doctor"]);
    let findings = load.check(location).await;
    println!("figure: kill -9, {engine}: {kills} kills, {findings}; ready again after at most {slowest:.0?}");
    println!("{journal}");
    findings.expect_none();
}

/// A server that acknowledges before it has committed is found out by the same check.
#[test]
fn an_early_acknowledgement_is_caught() {
    house::on_sqlite(async |location| {
        let _alone = alone();
        let town = town::seed(&location).await;
        let folder = tempfile::tempdir().expect("a folder");
        let log = folder.path().join("acknowledged");
        let mut load = Load::new(town.clone(), &log);
        let server = Server::start(&location, &[]).await;
        let early = Early::before(server.address).await;
        load.run(early.address, async {
            a_while(500..1_000).await;
            server.kill();
            early.stop();
        })
        .await;
        let findings = load.check(&location).await;
        println!("figure: planted early acknowledgement: {findings}");
        assert!(!findings.lost.is_empty(), "the check did not see an acknowledgement before the commit");
    });
}
