//! The program: log, encryption, runtime, then the command that was asked for.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use groundswell::command::{self, Cli};
use mimalloc::MiMalloc;

/// A page asks for memory again and again and gives it back; SQLite asks the same allocator. What it was worth stands in
/// bench/README.md.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    log(&cli);
    rustls::crypto::ring::default_provider().install_default().expect("nobody chose another provider before");
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(command::run(cli)) {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

/// Words go to standard error: what happened, and why as far as is known.
fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("groundswell: {error}");
    for cause in error.chain().skip(1) {
        eprintln!("  because: {cause}");
    }
    ExitCode::FAILURE
}

fn log(cli: &Cli) {
    let filter = tracing_subscriber::EnvFilter::try_from_env("GROUNDSWELL_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if cli.json || !std::io::stderr().is_terminal() {
        lines.json().init();
    } else {
        lines.init();
    }
}
