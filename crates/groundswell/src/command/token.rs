use anyhow::Result;
use clap::Subcommand;
use kernel::{Clock, Via};
use serde_json::json;

use super::print;
use super::user::{OPERATOR, unknown};
use crate::configuration::Configuration;
use crate::house;

/// Secrets for programs
#[derive(Debug, Subcommand)]
pub(crate) enum Token {
    /// Make a token that may do what the person may; it is printed once
    Add {
        /// Whose
        #[arg(long)]
        email: String,
        /// What it is for
        #[arg(long)]
        name: String,
    },
}

pub(crate) async fn run(configuration: &Configuration, token: Token, json: bool) -> Result<()> {
    let world =
        house::world(house::existing(configuration).await?, Clock::System, configuration.vault()).await?;
    let cx = people::steward(&world, Via::CommandLine, OPERATOR);
    let Token::Add { email, name } = token;
    let token = people::create_token(&cx, &email, &name).await.map_err(|error| unknown(error, &email))?;
    print(json, &json!({ "token": token }), format!("{token}\n"))
}
