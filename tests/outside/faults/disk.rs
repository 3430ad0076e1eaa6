//! A full disk: writing waits, reading goes on, and the ballast makes room without a restart.

use std::fs::File;
use std::io::Write as _;
use std::os::fd::AsRawFd as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use store::Location;
use web::new_key;

use crate::client::Client;
use crate::load::{Load, within};
use crate::server::{Server, alone, binary, folder, free_address, run_well};
use crate::town;

/// How large the disk is: the ballast of 64 MB, the database, and a little.
const SIZE: &str = "size=100m";
/// How many pages and answers of the API are read while nothing can be written.
const READS: usize = 50;

#[test]
fn a_full_disk_stops_writing_and_nothing_else() {
    house::on_sqlite(async |location| {
        let _alone = alone();
        let town = town::seed(&location).await;
        let around = tempfile::tempdir().expect("a folder");
        let log = around.path().join("acknowledged");
        let disk = around.path().join("disk");
        std::fs::create_dir(&disk).expect("a folder");
        let server = Server::start_with(on_small_disk(&location, &disk), free_address()).await;
        // The disk is there for the server only; this is how others reach it.
        let inside = PathBuf::from(format!("/proc/{}/root{}", server.id(), disk.display()));
        let mut load = Load::new(town.clone(), &log);
        load.finish(server.address, 20).await;

        let mut program = Client::with_token(server.address, &town.tokens[0]);
        let mut browser = Client::with_session(server.address, &town.session);
        let body = r#"{"code":"policy","line":"Full"}"#;
        let no_room = async || {
            // What is checkpointed can be written over, so that it takes a few attempts until nothing fits.
            fill(&inside);
            load.run(server.address, async {}).await;
            let page = browser.post_form(&format!("/i/{}/changes", town.slug), "code=policy&line=Full").await;
            let page = page.expect("an answer");
            let answer = program.post_json(&format!("/api/i/{}/changes", town.slug), &new_key(), body).await;
            let is_full = page.status == 507 && answer.expect("an answer").status == 507;
            if is_full {
                let seconds = page.header("retry-after").and_then(|seconds| seconds.parse::<u32>().ok());
                assert!(seconds.is_some(), "it does not say when to come again: {page:?}");
                assert!(page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")));
            }
            is_full
        };
        within(Duration::from_mins(1), "the disk is full", no_room).await;
        for _ in 0..READS {
            let page = browser.get(&format!("/i/{}/changes", town.slug)).await.expect("a page");
            assert_eq!(page.status, 200, "{}", page.body);
            let list = program.get(&format!("/api/i/{}/changes", town.slug)).await.expect("a list");
            assert_eq!(list.status, 200, "{}", list.body);
        }

        run_well(&folder(&inside), &["doctor", "--make-room"]);
        let again = async || {
            let answer = program.post_json(&format!("/api/i/{}/changes", town.slug), &new_key(), body).await;
            answer.is_ok_and(|answer| answer.is_ok())
        };
        let resumed = within(Duration::from_secs(5), "writing goes on after room was made", again).await;
        load.finish(server.address, 20).await;
        // The directory stays as long as it is open here, though its namespace ends with the server.
        let open = File::open(&inside).expect("the disk");
        server.kill();
        let rest = around.path().join("rest");
        std::fs::create_dir(&rest).expect("a folder");
        for name in ["groundswell.db", "groundswell.db-wal"] {
            let from = format!("/proc/self/fd/{}/{name}", open.as_raw_fd());
            std::fs::copy(from, rest.join(name)).expect("a copy");
        }
        run_well(&folder(&rest), &["journal", "verify"]);
        let findings = load.check(&folder(&rest)).await;
        println!(
            "figure: full disk: 507, {} reads answered, writing again after {resumed:.0?}; {findings}",
            2 * READS
        );
        findings.expect_none();
    });
}

/// The server with its data on a disk of its own, in a mount namespace of its own: when it ends, both are gone.
fn on_small_disk(location: &Location, disk: &Path) -> Command {
    let Location::Folder(seeded) = location else { unreachable!("the embedded database") };
    let script =
        r#"mount -t tmpfs -o "$1" none "$2" && cp "$3"/groundswell.db* "$2" && shift 3 && exec "$@""#;
    let mut command = Command::new("unshare");
    let is_root = Path::new("/root").read_dir().is_ok();
    if !is_root {
        command.args(["--user", "--map-root-user"]);
    }
    command.args(["--mount", "sh", "-c", script, "sh", SIZE]).arg(disk).arg(seeded).arg(binary());
    command.args(["serve", "--no-limits", "--data"]).arg(disk);
    command
}

/// Fills the disk to the last page.
fn fill(folder: &Path) {
    let mut filler = File::create(folder.join("filler")).expect("a file");
    for block in [1 << 20, 1 << 12] {
        let zeros = vec![0; block];
        while filler.write_all(&zeros).is_ok() {}
    }
}
