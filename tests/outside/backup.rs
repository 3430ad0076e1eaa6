//! A backup under load: it restores, it is whole, and holds all that was acknowledged before it began.

use std::fs;
use std::time::Duration;

use crate::client::Client;
use crate::load::Load;
use crate::server::{Server, alone, folder, run, run_well};
use crate::town;

#[test]
fn a_backup_under_load_is_restored_and_served() {
    house::on_sqlite(async |location| {
        let _alone = alone();
        let town = town::seed(&location).await;
        let around = tempfile::tempdir().expect("a folder");
        let log = around.path().join("acknowledged");
        let (backup, before) = (around.path().join("now.backup"), around.path().join("before"));
        let path = backup.to_str().expect("a path").to_owned();
        let mut load = Load::new(town.clone(), &log);
        let server = Server::start(&location, &[]).await;
        let wrote = location.clone();
        load.run(server.address, async {
            tokio::time::sleep(Duration::from_millis(700)).await;
            fs::copy(&log, &before).expect("a copy");
            let write = move || run_well(&wrote, &["backup", "--to", &path]);
            tokio::task::spawn_blocking(write).await.expect("a backup");
            tokio::time::sleep(Duration::from_millis(300)).await;
            server.kill();
        })
        .await;
        let path = backup.to_str().expect("a path");
        let verified = run_well(&location, &["backup", "verify", path]);
        assert!(!run(&location, &["backup", "--to", path]).status.success(), "a backup was written over");
        assert!(!run(&location, &["restore", path]).status.success(), "a database was written over");

        let restored = folder(&around.path().join("restored"));
        run_well(&restored, &["restore", path]);
        run_well(&restored, &["doctor"]);
        run_well(&restored, &["journal", "verify"]);
        let findings = load.check_copy(&restored, &before).await;
        println!("figure: backup under load: before it began {findings}; {}", verified.trim());
        findings.expect_none();

        let server = Server::start(&restored, &[]).await;
        let mut browser = Client::with_session(server.address, &town.session);
        for page in ["", "/discussions/1", "/changes", "/journal"] {
            let answer = browser.get(&format!("/i/{}{page}", town.slug)).await.expect("a page");
            assert_eq!(answer.status, 200, "{page}: {}", answer.body);
        }
        server.kill();
        let exported = around.path().join("export");
        run_well(&restored, &["export", "--to", exported.to_str().expect("a path")]);
        let journal = exported.join(&town.slug).join("journal.jsonl");
        run_well(&restored, &["journal", "verify", "--export", journal.to_str().expect("a path")]);
        flipped_is_found(&restored, &journal);
        flipped_file_is_found(&backup);
    });
}

/// One letter of the exported journal changed.
fn flipped_is_found(restored: &store::Location, journal: &std::path::Path) {
    let text = fs::read_to_string(journal).expect("the journal");
    let changed = text.replacen("Reading circles", "Reading circlet", 1);
    assert_ne!(text, changed, "the journal tells of the discussion");
    fs::write(journal, changed).expect("a file");
    let found = run(restored, &["journal", "verify", "--export", journal.to_str().expect("a path")]);
    assert!(!found.status.success(), "a changed entry was not found");
}

/// Pages of the backup written over.
fn flipped_file_is_found(backup: &std::path::Path) {
    let mut bytes = fs::read(backup).expect("the backup");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8_192].fill(0xff);
    fs::write(backup, bytes).expect("a file");
    let verified = run(
        &folder(backup.parent().expect("a folder")),
        &["backup", "verify", backup.to_str().expect("a path")],
    );
    assert!(!verified.status.success(), "a damaged backup was called sound");
}
