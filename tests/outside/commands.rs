//! The command line: data to standard output, words to standard error, and a code that tells them apart.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use groundswell::house::rooms;
use serde_json::{Value, json};
use store::Location;
use web::House;

use crate::client::Client;
use crate::server::{Server, binary, flags, folder, run, run_well};
use crate::town;

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// What a command answers to a program.
fn json(location: &Location, arguments: &[&str]) -> Value {
    let said = run(location, &[arguments, &["--json"]].concat()).stdout;
    serde_json::from_slice(&said).unwrap_or_else(|error| panic!("{arguments:?}: {error}"))
}

/// Runs a command that has to be refused, with nothing on standard output, and answers what it said.
fn refused(location: &Location, arguments: &[&str], code: i32) -> String {
    let output = run(location, arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", words(&output));
    assert!(output.stdout.is_empty(), "{arguments:?} has answered something");
    words(&output)
}

#[test]
fn a_database_that_is_not_there_is_told_and_not_made() {
    let around = tempfile::tempdir().expect("a folder");
    let mistyped = around.path().join("mistyped");
    let (backup, export) = (around.path().join("now.backup"), around.path().join("export"));
    let figures = around.path().join("figures.csv");
    fs::write(&figures, "FIPS,n,d\n").expect("a file");
    let (figures, measure) = (path(&figures), ["--measure", "1", "--numerator", "n", "--denominator", "d"]);
    for arguments in [
        &["journal", "verify"][..],
        &["migrate", "--check"],
        &["backup", "--to", path(&backup)],
        &["doctor"],
        &["export", "--to", path(&export)],
        &[&["import", "figures", "--initiative", "x", figures][..], &measure].concat(),
        &["user", "add", "--name", "Ada", "--email", "ada@example.org"],
        &["user", "link", "ada@example.org"],
        &["token", "add", "--email", "ada@example.org", "--name", "reports"],
    ] {
        let output = run(&folder(&mistyped), arguments);
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        for expected in ["there is no database in", path(&mistyped), "--data", "groundswell serve"] {
            assert!(said.contains(expected), "{arguments:?}: {said}");
        }
        let made = [&mistyped, &backup, &export].into_iter().find(|path| path.exists());
        assert_eq!(made, None, "{arguments:?} has made something");
    }
}

#[test]
fn programs_are_answered_in_json() {
    house::on_sqlite(async |location| {
        let around = tempfile::tempdir().expect("a folder");
        let backup = around.path().join("now.backup");
        run_well(&location, &["migrate"]);
        assert_eq!(json(&location, &["migrate", "--check"]), Value::Array(Vec::new()));
        let made = json(&location, &["user", "add", "--name", "Ada", "--email", "ada@example.org"]);
        assert!(made["person"].is_string(), "{made}");
        let link = json(&location, &["user", "link", "ada@example.org"]);
        assert!(link["link"].as_str().is_some_and(|link| link.contains("/sign-in/link/")), "{link}");
        let token = json(&location, &["token", "add", "--email", "ada@example.org", "--name", "reports"]);
        assert!(token["token"].as_str().is_some_and(|token| token.starts_with("gsw_")), "{token}");
        assert_eq!(json(&location, &["journal", "verify"]), Value::Array(Vec::new()));
        let findings = json(&location, &["doctor"]);
        assert!(findings.as_array().is_some_and(|all| all.iter().all(|one| one["fine"].is_boolean())));
        let written = json(&location, &["backup", "--to", path(&backup)]);
        let bytes = fs::metadata(&backup).expect("a backup").len();
        assert_eq!(written, json!({ "file": path(&backup), "bytes": bytes }));
        assert_eq!(json(&location, &["backup", "verify", path(&backup)])["sound"], true);
        let database = around.path().join("restored").join(store::FILE);
        let restored = folder(&around.path().join("restored"));
        for dry_run in [true, false] {
            let arguments = ["restore", path(&backup), "--dry-run"];
            let said = json(&restored, &arguments[..if dry_run { 3 } else { 2 }]);
            let expected = json!({
                "database": path(&database), "bytes": bytes, "initiatives": 0, "entries": 0, "dry_run": dry_run
            });
            assert_eq!(said, expected);
            assert_eq!(database.exists(), !dry_run);
        }
    });
}

#[test]
fn an_export_says_what_it_wrote() {
    house::on_sqlite(async |location| {
        let town = town::seed(&location).await;
        let around = tempfile::tempdir().expect("a folder");
        let to = around.path().join("export");
        let written = json(&location, &["export", "--to", path(&to)]);
        assert_eq!(written["folder"], path(&to));
        let one = &written["initiatives"][0];
        let folder = to.join(&town.slug);
        assert_eq!(one["initiative"], town.slug);
        assert_eq!(one["folder"], path(&folder));
        let files: Vec<_> =
            fs::read_dir(&folder).expect("a folder").map(|file| file.expect("a file")).collect();
        let bytes: u64 = files.iter().map(|file| file.metadata().expect("a file").len()).sum();
        assert_eq!(one["bytes"], bytes);
        // Beside the tables stand the journal and what describes them.
        assert_eq!(one["tables"], files.len() - 2);
        assert!(one["rows"].as_u64() > Some(0) && one["entries"].as_u64() > Some(0), "{one}");
    });
}

#[test]
fn a_refusal_says_what_is_wrong_and_where() {
    house::on_sqlite(async |location| {
        let around = tempfile::tempdir().expect("a folder");
        let junk = around.path().join("junk");
        fs::write(&junk, [0xff; 4_096]).expect("a file");
        let junk = path(&junk);
        run_well(&location, &["migrate"]);
        let said = refused(&location, &["user", "add", "--name", "", "--email", "nowhere"], 1);
        assert!(said.contains("name: ") && said.contains("email: "), "{said}");
        for arguments in [
            &["user", "link", "x@example.org"][..],
            &["token", "add", "--email", "x@example.org", "--name", "x"],
        ] {
            let said = refused(&location, arguments, 1);
            assert!(said.contains("nobody has an account with x@example.org"), "{said}");
        }
        for (arguments, expected) in [
            (&["backup", "verify", junk][..], "is no backup"),
            (&["backup", "verify", "nowhere"], "is not a file"),
            (&["restore", junk], "holds a database already"),
            (&["journal", "verify", "--export", "nowhere"], "cannot read nowhere"),
            (&["journal", "verify", "--checkpoint", "nowhere"], "cannot read nowhere"),
            (&["export", "--to", path(around.path())], "is not empty"),
            (&["doctor", "--config", junk], "cannot read"),
        ] {
            let said = refused(&location, arguments, 1);
            assert!(said.contains(expected), "{arguments:?}: {said}");
        }
        for arguments in
            [&["nonsense"][..], &["backup"], &["import", "figures"], &["user", "add", "--name", "x"]]
        {
            refused(&location, arguments, 2);
        }
        let output = run(&location, &["journal", "verify", "--export", junk]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stdout).contains("no journal"));
    });
}

#[test]
fn settings_that_are_not_understood_are_named_with_their_line() {
    let around = tempfile::tempdir().expect("a folder");
    let file = around.path().join("groundswell.toml");
    for (text, expected) in [
        ("data = \"x\"\nlissten = 1\n", "line 2"),
        ("listen = \"nowhere\"\n", "line 1"),
        ("[limits]\nnothing = 1\n", "line 2"),
        ("proxies = -1\n", "line 1"),
        ("[smtp\n", "line 1"),
    ] {
        fs::write(&file, text).expect("a file");
        let said = refused(&folder(around.path()), &["doctor", "--config", path(&file)], 1);
        assert!(said.contains(expected), "{text:?}: {said}");
    }
}

/// With this much memory the program can work, and could not hold the junk.
const ROOM: &str = "900000";
const JUNK: u64 = 200 << 20;

#[test]
fn junk_of_any_size_is_refused_in_bounded_memory() {
    house::on_sqlite(async |location| {
        let town = town::seed(&location).await;
        let around = tempfile::tempdir().expect("a folder");
        let figures = ["--measure", "1", "--numerator", "n", "--denominator", "d"];
        let conversation: [&str; 0] = [];
        for (what, name, more) in [
            ("conversation", "participants-votes.csv", &conversation[..]),
            ("figures", "figures.csv", &figures),
        ] {
            let file = around.path().join(name);
            File::create(&file).and_then(|file| file.set_len(JUNK)).expect("a file");
            let output = Command::new("sh")
                .args(["-c", &format!("ulimit -v {ROOM} && exec \"$0\" \"$@\"")])
                .arg(binary())
                .args(["import", what, "--initiative", &town.slug])
                .args(more)
                .arg(&file)
                .args(flags(&location))
                .stdin(Stdio::null())
                .output()
                .expect("a shell");
            let said = words(&output);
            assert_eq!(output.status.code(), Some(1), "{said}");
            assert!(said.contains(&format!("{name} is larger than")), "{said}");
        }
    });
}

#[test]
fn a_kept_checkpoint_is_held_against_the_right_journal_only() {
    house::on_sqlite(async |location| {
        let town = town::seed(&location).await;
        let around = tempfile::tempdir().expect("a folder");
        let (kept, other) = (around.path().join("kept"), around.path().join("other"));
        // An export seals what waits.
        run_well(&location, &["export", "--to", path(&around.path().join("export"))]);
        let server = Server::start(&location, &[]).await;
        let mut browser = Client::with_session(server.address, &town.session);
        let answer = browser.get(&format!("/i/{}/journal/checkpoint", town.slug)).await.expect("an answer");
        assert_eq!(answer.status, 200, "{}", answer.body);
        server.kill();
        let nobody = uuid::Uuid::nil().to_string();
        fs::write(&other, answer.body.replace(&town.initiative.to_string(), &nobody)).expect("a file");
        fs::write(&kept, answer.body).expect("a file");
        run_well(&location, &["journal", "verify", "--checkpoint", path(&kept)]);
        let said = refused(&location, &["journal", "verify", "--checkpoint", path(&other)], 1);
        assert!(said.contains("of no initiative"), "{said}");
    });
}

#[test]
fn the_description_of_the_api_has_every_route() {
    let around = tempfile::tempdir().expect("a folder");
    let described: Value =
        serde_json::from_str(&run_well(&folder(around.path()), &["openapi"])).expect("JSON");
    assert_eq!(described["openapi"], "3.1.0");
    let mut ids = std::collections::BTreeSet::new();
    let mut count = 0;
    for route in House::routes(&rooms()).into_iter().filter(|route| route.path.starts_with("/api/")) {
        let operation = &described["paths"][&route.path][route.method.as_str().to_lowercase()];
        let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{} is missing", route.path));
        assert!(ids.insert(id.to_owned()), "{id} stands twice");
        let parts = route.path.matches('{').count();
        assert_eq!(operation["parameters"].as_array().map(Vec::len), Some(parts), "{}", route.path);
        count += 1;
    }
    println!("figure: OpenAPI: {count} operations described");
}

#[test]
fn a_server_tells_that_it_lives_is_ready_and_how_it_does() {
    house::on_sqlite(async |location| {
        let server = Server::start(&location, &[]).await;
        let mut client = Client::new(server.address);
        for (path, expected) in [("/livez", "alive"), ("/readyz", "ready"), ("/metrics", "# EOF")] {
            let answer = client.get(path).await.expect("an answer");
            assert_eq!(answer.status, 200, "{path}");
            assert!(answer.body.contains(expected), "{path}: {}", answer.body);
        }
        server.kill();
    });
}

/// Certificates matter where encryption was asked for, and nowhere else.
#[test]
fn a_machine_without_certificates_reaches_its_database() {
    house::on_postgres(async |location| {
        let Location::Postgres(url) = &location else { unreachable!("this is PostgreSQL") };
        let url = url.split('?').next().expect("an address");
        let migrate = |mode: &str| {
            Command::new(binary())
                .args(["migrate", "--database-url", &format!("{url}?sslmode={mode}")])
                .env("SSL_CERT_FILE", "/nowhere")
                .env("SSL_CERT_DIR", "/nowhere")
                .output()
                .expect("the program starts")
        };
        for mode in ["prefer", "disable"] {
            let output = migrate(mode);
            assert!(output.status.success(), "{mode}: {}", words(&output));
        }
        let said = words(&migrate("require"));
        assert!(said.contains("no certificates to trust"), "{said}");
    });
}
