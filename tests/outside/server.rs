//! The program itself, in a process that can be killed.

use std::fs::{File, OpenOptions};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use store::Location;

use crate::client::Client;

/// The environment variable that says where the program is.
const BINARY: &str = "GROUNDSWELL_BIN";
/// How long it may take until it is ready.
const READY: Duration = Duration::from_mins(1);

/// The program under test.
pub(crate) fn binary() -> PathBuf {
    let path = std::env::var_os(BINARY).map(PathBuf::from);
    let path = path.unwrap_or_else(|| {
        panic!("{BINARY} says where the program is (target/release/groundswell); ./check sets it, and so must you")
    });
    assert!(path.is_file(), "{BINARY}={} is no program; build it first", path.display());
    path
}

/// Whether to run everything at the size that a release asks for.
pub(crate) fn full() -> bool {
    std::env::var_os("GROUNDSWELL_FULL").is_some()
}

/// Keeps tests that measure time, or need the whole machine, from running beside each other.
pub(crate) fn alone() -> File {
    let path = std::env::temp_dir().join("groundswell-tests-alone");
    let file = OpenOptions::new().create(true).append(true).open(path).expect("a file to lock");
    file.lock().expect("a lock");
    file
}

/// The flags that name a database.
pub(crate) fn flags(location: &Location) -> [String; 2] {
    match location {
        Location::Folder(folder) => ["--data".to_owned(), folder.display().to_string()],
        Location::Postgres(url) => ["--database-url".to_owned(), url.clone()],
    }
}

/// Runs a command of the program to its end.
pub(crate) fn run(location: &Location, arguments: &[&str]) -> Output {
    let output = Command::new(binary()).args(arguments).args(flags(location)).stdin(Stdio::null()).output();
    output.expect("the program starts")
}

/// Runs a command that has to succeed, and answers what it said.
pub(crate) fn run_well(location: &Location, arguments: &[&str]) -> String {
    let output = run(location, arguments);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "groundswell {} ended with {}\n{said}{}",
        arguments.join(" "),
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    said
}

/// A running server. It is killed when dropped.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// How long it took until it was ready.
    pub(crate) ready_after: Duration,
}

impl Server {
    /// Serves `location` without limits, and waits until it is ready.
    pub(crate) async fn start(location: &Location, more: &[&str]) -> Self {
        let mut command = Command::new(binary());
        command.args(["serve", "--no-limits"]).args(flags(location)).args(more);
        Self::start_with(command, free_address()).await
    }

    /// The same with another command that ends in serving; where to listen is added.
    pub(crate) async fn start_with(mut command: Command, address: SocketAddr) -> Self {
        let began = Instant::now();
        let listen = address.to_string();
        let log = std::env::temp_dir().join(format!("groundswell-test-{}.log", address.port()));
        let words = File::create(&log).expect("a log");
        let child = command
            .args(["--listen", &listen])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(words)
            // A group of its own: whatever it is run by goes with it.
            .process_group(0)
            .spawn()
            .expect("the program starts");
        let mut server = Self { child, address, ready_after: Duration::ZERO };
        while !server.is_ready().await {
            let words = || std::fs::read_to_string(&log).unwrap_or_default();
            let ended = server.child.try_wait().expect("a child");
            assert!(ended.is_none(), "the server ended with {ended:?}\n{}", words());
            assert!(began.elapsed() < READY, "the server is not ready after {READY:?}\n{}", words());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let _ = std::fs::remove_file(&log);
        server.ready_after = began.elapsed();
        server
    }

    async fn is_ready(&self) -> bool {
        Client::new(self.address).get("/readyz").await.is_ok_and(|response| response.status == 200)
    }

    /// The process that was started.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("a child")
    }

    /// `kill -9`.
    pub(crate) fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// An address of this machine where nobody listens.
pub(crate) fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address")
}

/// A folder as a location.
pub(crate) fn folder(path: &Path) -> Location {
    Location::Folder(path.to_owned())
}
