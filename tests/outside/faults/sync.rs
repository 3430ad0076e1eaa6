//! A sync that fails: what was not kept is not acknowledged, and the process ends rather than go on.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::load::{Load, within};
use crate::server::{Server, alone, binary, flags, folder, free_address, run_well};
use crate::town;

/// The first sync of a thread that fails; all later ones do as well. It is a commit's: after some hundred of them the log has
/// its 1,000 pages and is copied into the database, and a sync that fails then finds the whole log on disk.
const FAILS: u32 = 60;
/// How the process ends (`EX_IOERR` of `sysexits.h`).
const DISK_FAILED: i32 = 74;

#[test]
fn a_failed_sync_ends_the_process_and_loses_nothing() {
    house::on_sqlite(async |location| {
        let _alone = alone();
        let town = town::seed(&location).await;
        // Once before, for what is made at the first start.
        Server::start(&location, &[]).await.kill();
        let around = tempfile::tempdir().expect("a folder");
        let (trace, log) = (around.path().join("trace"), around.path().join("acknowledged"));
        let mut load = Load::new(town.clone(), &log);

        let mut server = Server::start_with(traced(&location, &trace), free_address()).await;
        let mut status = None;
        load.run(server.address, async {
            let ended = async || {
                status = server.ended();
                status.is_some()
            };
            within(Duration::from_mins(1), "the process ends", ended).await;
        })
        .await;
        drop(server);
        let code = status.and_then(|status| status.code());
        assert_eq!(code, Some(DISK_FAILED), "it ended with {status:?}");
        let found = Trace::read(&trace);
        let delay = found.ended - found.failed;
        assert!(delay <= 1.0, "it went on for {delay} s after the failed sync");
        assert!(load.unanswered() > 0, "nobody waited for the commit that failed");

        // What a power cut would have left: nothing that was written after the last good sync.
        let cut = around.path().join("cut");
        copy(town::folder_of(&location), &cut);
        let wal = OpenOptions::new()
            .write(true)
            .open(cut.join("groundswell.db-wal"))
            .expect("the log of the database");
        let written = wal.metadata().expect("a file").len();
        assert!((1..written).contains(&found.synced), "{} of {written} bytes were synced", found.synced);
        wal.set_len(found.synced).expect("it can be cut");
        drop(wal);
        run_well(&folder(&cut), &["journal", "verify"]);
        let kept = load.check(&folder(&cut)).await;
        println!(
            "figure: failed sync: ended with {DISK_FAILED} after {:.0} ms, {kept} at the last good sync",
            delay * 1e3
        );
        kept.expect_none();

        let server = Server::start(&location, &[]).await;
        load.finish(server.address, 1).await;
        server.kill();
        run_well(&location, &["journal", "verify"]);
        let findings = load.check(&location).await;
        println!("figure: failed sync, started again: {findings}");
        findings.expect_none();
    });
}

/// The server under strace, which makes syncs fail and notes what is written and synced.
fn traced(location: &store::Location, trace: &Path) -> Command {
    let mut command = Command::new("strace");
    command
        .args(["--seccomp-bpf", "-f", "-y", "-ttt", "-s", "0", "-o"])
        .arg(trace)
        .args(["-e", "trace=fdatasync,fsync,pwrite64,write,lseek"])
        .args(["-e", &format!("inject=fdatasync,fsync:error=EIO:when={FAILS}+")])
        .arg(binary())
        .args(["serve", "--no-limits"])
        .args(flags(location));
    command
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder");
    for name in ["groundswell.db", "groundswell.db-wal"] {
        fs::copy(from.join(name), to.join(name)).expect("a copy");
    }
}

/// What strace saw of the database's write-ahead log.
struct Trace {
    /// How much of the log the last good sync covered, in bytes.
    synced: u64,
    /// When the first sync failed, in seconds.
    failed: f64,
    /// When the last thread ended.
    ended: f64,
}

impl Trace {
    fn read(path: &Path) -> Self {
        let mut found = Self { synced: 0, failed: f64::MAX, ended: 0.0 };
        let (mut begun, mut head) = (HashMap::new(), 0);
        for line in BufReader::new(File::open(path).expect("the trace")).lines() {
            let line = line.expect("a line");
            // The number of the thread is padded.
            let Some((thread, rest)) = line.split_once(' ') else { continue };
            let Some((at, call)) = rest.trim_start().split_once(' ') else { continue };
            let at: f64 = at.parse().expect("a time");
            if call.starts_with("+++ exited") {
                found.ended = at;
            } else if let Some(first) = call.strip_suffix(" <unfinished ...>") {
                begun.insert(thread.to_owned(), first.to_owned());
            } else if let Some((_, rest)) = call.split_once(" resumed>") {
                let first = begun.remove(thread).unwrap_or_default();
                found.note(&(first + rest), at, &mut head);
            } else {
                found.note(call, at, &mut head);
            }
        }
        assert!(found.failed < f64::MAX, "no sync failed in {}", path.display());
        found
    }

    /// Notes one call. `head` is the end of what was last written to the log.
    fn note(&mut self, call: &str, at: f64, head: &mut u64) {
        let of_log = call.contains("groundswell.db-wal>");
        let result = call.rsplit(" = ").next().unwrap_or_default();
        let number =
            |text: &str| text.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u64>().unwrap_or_default();
        if call.contains("(INJECTED)") {
            self.failed = self.failed.min(at);
        } else if !of_log {
        } else if call.starts_with("pwrite64(") {
            let offset = call.rsplit(", ").next().and_then(|rest| rest.split(')').next()).unwrap_or_default();
            *head = number(offset) + number(result);
        } else if call.starts_with("lseek(") {
            *head = number(result);
        } else if call.starts_with("write(") {
            *head += number(result);
        } else if result.starts_with('0') {
            self.synced = *head;
        }
    }
}
