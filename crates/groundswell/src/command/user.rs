use anyhow::{Result, anyhow};
use clap::Subcommand;
use kernel::{Clock, Error, Via};
use serde_json::json;

use super::print;
use crate::configuration::Configuration;
use crate::house;

/// People who have an account
#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// Make an account
    Add {
        /// What others call them
        #[arg(long)]
        name: String,
        /// Their e-mail address
        #[arg(long)]
        email: String,
        /// May run the installation
        #[arg(long)]
        administrator: bool,
    },
    /// Print a sign-in link for somebody who is locked out; it works once, for a short time
    Link {
        /// Their e-mail address
        email: String,
    },
}

/// What the journal calls whoever has the server's command line.
pub(crate) const OPERATOR: &str = "the server's command line";

pub(crate) async fn run(configuration: &Configuration, user: User, json: bool) -> Result<()> {
    let world =
        house::world(house::existing(configuration).await?, Clock::System, configuration.vault()).await?;
    let cx = people::steward(&world, Via::CommandLine, OPERATOR);
    match user {
        User::Add { name, email, administrator } => {
            let person = cx.execute(people::CreatePerson { name, email, administrator }).await?;
            print(json, &json!({ "person": person }), format!("{person}\n"))
        }
        User::Link { email } => {
            let path = people::sign_in_link(&cx, &email).await.map_err(|error| unknown(error, &email))?;
            let link = format!("{}{path}", configuration.public_url);
            print(json, &json!({ "link": link }), format!("{link}\n"))
        }
    }
}

/// What is missing is somebody with that address.
pub(super) fn unknown(error: Error, email: &str) -> anyhow::Error {
    if matches!(error, Error::Missing) { anyhow!("nobody has an account with {email}") } else { error.into() }
}
