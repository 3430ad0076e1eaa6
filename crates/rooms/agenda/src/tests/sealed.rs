//! Eight members and a secret vote: what the tests of sealed ballots and of split keys begin with.

use std::path::PathBuf;

use ::store::Store;
use jiff::Timestamp;
use kernel::{Context, Error, PersonId, Vault};
use people::GroupId;

use super::Here;
use crate::ballot::store;
use crate::{CastBallot, Propose, Rules, poll};

/// Eight members decide; the first holds a seat that closes. Keys lie in a folder of their own.
pub(super) struct Table {
    pub(super) here: Here,
    keys: PathBuf,
    pub(super) people: Vec<PersonId>,
    pub(super) group: GroupId,
}

impl Drop for Table {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.keys);
    }
}

impl Table {
    pub(super) async fn new(store: Store) -> Self {
        let keys = std::env::temp_dir().join(format!("groundswell-keys-{}", uuid::Uuid::now_v7()));
        let here = Here::with_vault(store, Vault::at(&keys)).await;
        let backbone = here.new_person("Bo", "backbone").await;
        let mut people = Vec::new();
        for name in ["Fay", "Ida", "Jan", "Kim", "Lou", "Mo", "Pat", "Uli"] {
            people.push(here.person(name, "member").await);
        }
        let group = here.steering(&backbone, &people[..1]).await;
        Self { here, keys, people, group }
    }

    pub(super) async fn cx(&self, at: usize) -> Context {
        self.here.as_(self.people[at]).await
    }

    pub(super) fn proposal(&self, method: &str) -> Propose {
        Propose {
            title: "Where do we begin?".to_owned(),
            text: "One place to begin with.".to_owned(),
            group: self.group.to_string(),
            closes: "2026-02-01".to_owned(),
            rules: Rules {
                method: method.to_owned(),
                electorate: "members".to_owned(),
                secrecy: "secret".to_owned(),
                options: "Bus\nLibrary\nClub".to_owned(),
                ..Rules::default()
            },
            ..Propose::default()
        }
    }

    pub(super) async fn ask(&self, method: &str) -> i64 {
        self.proposal(method).ask(&self.cx(0).await).await.unwrap()
    }

    pub(super) async fn cast(&self, at: usize, answer: &str) -> Result<String, Error> {
        CastBallot { decision: 1, answer: answer.to_owned() }.cast(&self.cx(at).await).await
    }

    pub(super) async fn end(&self) {
        self.here.world.clock.set("2026-02-02T00:00:00Z".parse::<Timestamp>().unwrap());
    }

    pub(super) async fn opened(&self) -> Vec<(String, String)> {
        let cx = self.cx(0).await;
        let decision = poll::numbered(&cx, 1).await.unwrap().0.id;
        store::opened(&mut cx.read().await.unwrap(), self.here.initiative, decision).await.unwrap()
    }

    pub(super) fn keys(&self) -> usize {
        self.here.world.vault.all().unwrap().len()
    }
}
