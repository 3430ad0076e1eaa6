//! What whoever runs the server decides: by flag, by environment, or in one file, in this order.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::Args;
use kernel::Vault;
use serde::Deserialize;
use store::Location;
use web::LimitSettings;

/// Flags that every command takes.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Flags {
    /// A file with the settings below in TOML (`data = "…"`, `[limits]`, `[smtp]`)
    #[arg(long, global = true, env = "GROUNDSWELL_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder of the embedded database [default: ./groundswell-data]
    #[arg(long, global = true, env = "GROUNDSWELL_DATA_DIR", value_name = "DIR")]
    data: Option<PathBuf>,
    /// A PostgreSQL database in place of the embedded one
    #[arg(long, global = true, env = "GROUNDSWELL_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    database_url: Option<String>,
    /// The folder for keys of open secret votes; nodes share one [default: keys in the folder of the embedded database,
    /// ./groundswell-keys beside PostgreSQL]
    #[arg(long, global = true, env = "GROUNDSWELL_KEYS_DIR", value_name = "DIR")]
    keys: Option<PathBuf>,
}

/// Flags of commands that serve.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct ServeFlags {
    /// Where to listen [default: 127.0.0.1:8080]
    #[arg(long, env = "GROUNDSWELL_LISTEN", value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
    /// The address people use, such as <https://together.example.org> [default: the one listened on]
    #[arg(long, env = "GROUNDSWELL_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// How many proxies stand in front and add to X-Forwarded-For [default: 0]
    #[arg(long, env = "GROUNDSWELL_PROXIES", value_name = "N")]
    proxies: Option<usize>,
    /// Lift every rate limit: for measuring, not for the open network
    #[arg(long, env = "GROUNDSWELL_NO_LIMITS")]
    no_limits: bool,
    /// Do without LISTEN/NOTIFY on PostgreSQL; nodes then see each other's acts by reading alone
    #[arg(long, env = "GROUNDSWELL_NO_NOTIFY")]
    no_notify: bool,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    data: Option<PathBuf>,
    database_url: Option<String>,
    keys: Option<PathBuf>,
    listen: Option<SocketAddr>,
    public_url: Option<String>,
    proxies: Option<usize>,
    notify: Option<bool>,
    limits: LimitSettings,
    smtp: Option<courier::Smtp>,
}

/// Everything decided.
#[derive(Debug, Clone)]
pub(crate) struct Configuration {
    /// Where the data lives.
    pub(crate) location: Location,
    /// Where keys are kept that must not be in a backup.
    pub(crate) keys: PathBuf,
    /// Where to listen.
    pub(crate) listen: SocketAddr,
    /// The address people use.
    pub(crate) public_url: String,
    /// How many proxies stand in front.
    pub(crate) proxies: usize,
    /// Whether PostgreSQL passes wake-ups.
    pub(crate) notify: bool,
    /// How much, how often.
    pub(crate) limits: LimitSettings,
    /// The mail server, if there is one.
    pub(crate) smtp: Option<courier::Smtp>,
}

impl Configuration {
    /// Reads the file if one is named, and puts the flags over it.
    pub(crate) fn new(flags: &Flags, serve: &ServeFlags) -> Result<Self> {
        let file = match &flags.config {
            Some(path) => read(path)?,
            None => File::default(),
        };
        let folder = || {
            let folder = flags.data.clone().or_else(|| file.data.clone());
            Location::Folder(folder.unwrap_or_else(|| PathBuf::from("./groundswell-data")))
        };
        // A folder named on the command line is meant, whatever the file says of a database.
        let url =
            flags.database_url.clone().or_else(|| file.database_url.clone().filter(|_| flags.data.is_none()));
        let listen = serve.listen.or(file.listen).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let public_url = serve.public_url.clone().or(file.public_url.clone());
        let location = url.map_or_else(folder, Location::Postgres);
        let keys = flags.keys.clone().or_else(|| file.keys.clone()).unwrap_or_else(|| match &location {
            Location::Folder(folder) => folder.join("keys"),
            Location::Postgres(_) => PathBuf::from("./groundswell-keys"),
        });
        Ok(Self {
            location,
            keys,
            listen,
            public_url: public_url
                .unwrap_or_else(|| format!("http://{listen}"))
                .trim_end_matches('/')
                .to_owned(),
            proxies: serve.proxies.or(file.proxies).unwrap_or(0),
            notify: !serve.no_notify && file.notify.unwrap_or(true),
            limits: if serve.no_limits { LimitSettings::none() } else { file.limits },
            smtp: file.smtp,
        })
    }

    /// What keeps keys outside the database.
    pub(crate) fn vault(&self) -> Vault {
        Vault::at(&self.keys)
    }

    /// The folder of the embedded database, if it is the one in use.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match &self.location {
            Location::Folder(folder) => Some(folder),
            Location::Postgres(_) => None,
        }
    }
}

fn read(path: &Path) -> Result<File> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("{} is not as expected", path.display()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::File;

    proptest! {
        #[test]
        fn no_file_makes_it_fall(
            text in "(data|listen|proxies|limits|smtp|notify|host|\\[|\\]|=|\"|'|\\{|\\}|\n|[0-9.:-]|\\PC){0,30}"
        ) {
            let _ = toml::from_str::<File>(&text);
        }
    }
}
