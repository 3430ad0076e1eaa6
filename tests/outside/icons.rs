//! The demo's hospital trusts: each one's icons are those of the reference, Making Data Count's own program.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::client::Client;
use crate::server::{Server, folder, run_well};

const REFERENCE: &str = include_str!("data/nhs_icons.csv");
const PARTNERS: &str = "/api/i/emergency-care/measures/1/partners";

#[tokio::test]
async fn every_trust_has_the_icons_of_the_reference() {
    let around = tempfile::tempdir().expect("a folder");
    let location = folder(around.path());
    run_well(&location, &["demo", "--no-serve"]);
    let token = run_well(&location, &["token", "add", "--email", "dana@demo.example", "--name", "icons"]);
    let server = Server::start(&location, &[]).await;
    let token = token.lines().last().expect("a token");
    let mut client = Client::with_token(server.address, token);
    let mut icons = BTreeMap::new();
    for page in [1, 2] {
        let answer = client.get(&format!("{PARTNERS}?page={page}")).await.expect("an answer");
        let partners: Vec<Value> = serde_json::from_str(&answer.body).expect("partners");
        for partner in partners {
            let word = |name: &str| partner[name].as_str().unwrap_or_default().to_owned();
            let code = word("partner").trim_start_matches("Hospital trust ").to_owned();
            // The reference names the kind of the last point; the icon says its side as well.
            let kind = match word("variation").as_str() {
                "common_cause" => "common_cause",
                icon if icon.starts_with("improvement") => "special_cause_improvement",
                icon if icon.starts_with("concern") => "special_cause_concern",
                icon => panic!("{code}: {icon}"),
            };
            icons.insert(code, (kind.to_owned(), word("assurance")));
        }
    }
    assert_eq!(icons.len(), 130);
    let mut compared = 0;
    for line in REFERENCE.lines().skip(1) {
        let [code, variation, assurance] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert_eq!(icons[code], (variation.to_owned(), assurance.to_owned()), "{code}");
        compared += 1;
    }
    println!("figure: icons of hospital trusts: {compared} of {compared} as the reference");
    assert_eq!(compared, 65);
}
