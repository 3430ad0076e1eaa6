use clap::Parser;
use serde_json::json;

use crate::{Lab, Report};

#[derive(Parser)]
struct Words {
    #[command(flatten)]
    lab: Lab,
}

fn run(words: &[&str]) -> anyhow::Result<Report> {
    Words::try_parse_from(["lab", "contributions"].iter().chain(words))?.lab.run()
}
